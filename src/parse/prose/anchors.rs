//! Anchors of headings: made of their words, each unlike the others of its page.

use std::collections::{HashMap, HashSet};

/// The anchors that a text has given out.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    taken: HashSet<String>,
    /// The number that was last put behind each name.
    last: HashMap<String, usize>,
}

impl Anchors {
    /// An anchor made of a heading's words, unlike those before it.
    pub fn unique(&mut self, text: &str) -> Box<str> {
        self.unique_named(&anchor(text))
    }

    /// An anchor of this name, unlike those before it.
    pub fn unique_named(&mut self, base: &str) -> Box<str> {
        if !self.taken.contains(base) {
            self.taken.insert(base.into());
            return base.into();
        }
        loop {
            let number = self.last.entry(base.to_owned()).or_insert(1);
            *number += 1;
            let name = format!("{base}-{number}");
            if self.taken.insert(name.clone()) {
                return name.into();
            }
        }
    }
}

/// Words as an anchor: lower case, letters of any script, hyphens between.
pub fn anchor(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().to_lowercase().chars() {
        if c.is_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "section".into()
    } else {
        out.to_owned()
    }
}

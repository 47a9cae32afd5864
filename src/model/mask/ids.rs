//! Ids of quotes that are withheld, taken out of what authors write: `P08^what-it-was-about` reads
//! `P08`.

use std::cell::OnceCell;
use std::collections::HashSet;

use smol_str::SmolStr;

use super::codes::{Codes, id, second_talk};
use crate::model::cites::family;
use crate::parse::code::CodeKey;

/// The ids of quotes that are withheld, or were said by somebody who withdrew.
#[derive(Default)]
pub struct WithheldIds {
    /// `P08^what-it-was-about`.
    cites: Vec<SmolStr>,
    /// Worked out when the first text asks.
    known: OnceCell<HashSet<(CodeKey, String)>>,
}

impl WithheldIds {
    pub fn add(&mut self, cite: SmolStr) {
        self.cites.push(cite);
    }

    pub fn is_empty(&self) -> bool {
        self.cites.is_empty()
    }

    fn contains(&self, code: &CodeKey, id: &str) -> bool {
        let known = self.known.get_or_init(|| {
            let parts = self.cites.iter().filter_map(|cite| cite.split_once('^'));
            let keys = parts.map(|(code, id)| (CodeKey::of(family(code)), id.to_lowercase()));
            keys.collect()
        });
        known.contains(&(code.clone(), id.to_lowercase()))
    }
}

/// The text without ids of withheld quotes; `None` where there are none in it.
pub fn without_ids(text: &str, codes: &Codes, withheld: &WithheldIds) -> Option<String> {
    let mut out = String::new();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'^', text.as_bytes()) {
        let before = text[..at].strip_suffix('#').unwrap_or(&text[..at]);
        let is_inside = |c: char| c.is_alphanumeric() || "-_".contains(c);
        let name = &before[before.trim_end_matches(is_inside).len()..];
        let Some((start, code)) = codes.first(name, 0) else {
            continue;
        };
        let rest = &name[start + code.len()..];
        let Some((mark, id)) = id(&text[before.len()..]) else {
            continue;
        };
        let code = CodeKey::of(code);
        let is_withheld = codes.withdrew(&code) || withheld.contains(&code, id);
        if second_talk(rest) == rest.len() && is_withheld && before.len() >= kept {
            out.push_str(&text[kept..before.len()]);
            kept = before.len() + mark + id.len();
        }
    }
    if kept == 0 {
        return None;
    }
    out.push_str(&text[kept..]);
    Some(out)
}

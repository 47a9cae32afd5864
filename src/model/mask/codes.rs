//! The codes of everyone whom a casebook knows, found in texts.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::model::{Casebook, Listed};
use crate::parse::code::{CodeKey, Prefixes};

/// Everyone's codes: of those who took part, who are listed, and who withdrew.
#[derive(Debug)]
pub struct Codes {
    taking_part: Vec<Arc<str>>,
    listed: Arc<Listed>,
    /// Worked out when the first text asks.
    known: OnceLock<(BTreeSet<CodeKey>, Prefixes)>,
}

impl Codes {
    pub fn of(casebook: &Casebook) -> Codes {
        let people = casebook.studies.iter().flat_map(|s| &s.participants);
        Codes {
            taking_part: people
                .filter(|person| !person.unnamed)
                .map(|person| person.code.clone())
                .collect(),
            listed: casebook.listed.clone(),
            known: OnceLock::new(),
        }
    }

    #[cfg(test)]
    pub fn for_tests(codes: &[&str]) -> Codes {
        Codes {
            taking_part: codes.iter().map(|code| Arc::from(*code)).collect(),
            listed: Arc::default(),
            known: OnceLock::new(),
        }
    }

    fn known(&self) -> &(BTreeSet<CodeKey>, Prefixes) {
        self.known.get_or_init(|| {
            let listed = self.listed.codes.iter().chain(&self.listed.withdrawn);
            let mut keys: BTreeSet<CodeKey> = listed.cloned().collect();
            let spelled = self.taking_part.iter().map(|code| &**code);
            let prefixes = Prefixes::of(spelled.chain(keys.iter().map(CodeKey::as_str)));
            keys.extend(self.taking_part.iter().map(|code| CodeKey::of(code)));
            (keys, prefixes)
        })
    }

    pub fn withdrew(&self, code: &CodeKey) -> bool {
        self.listed.withdrawn.contains(code)
    }

    /// The code that a text begins with.
    pub fn leading<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (keys, prefixes) = self.known();
        let code = prefixes.leading(text);
        code.filter(|code| keys.contains(&CodeKey::of(code)))
    }

    /// The first code at or behind a place, as a word of its own.
    pub fn first<'t>(&self, text: &'t str, from: usize) -> Option<(usize, &'t str)> {
        // What stands right behind a code belongs to it.
        let mut before = if from == 0 { ' ' } else { '0' };
        for (at, c) in text[from..].char_indices() {
            let begins = c.is_alphabetic() && !before.is_alphanumeric();
            before = c;
            if !begins {
                continue;
            }
            let here = from + at;
            if let Some(code) = self.leading(&text[here..]) {
                return Some((here, code));
            }
        }
        None
    }

    /// The first code in a name that may become an address, where `_` parts words too.
    pub fn in_name(&self, name: &str) -> Option<String> {
        let words = name.replace('_', " ");
        self.first(&words, 0).map(|(_, code)| code.to_owned())
    }
}

/// How many bytes of what follows a code belong to it: the number of a second talk, and the id of a
/// quote.
pub fn rest_of_cite(rest: &str) -> usize {
    let talk = second_talk(rest);
    talk + id(&rest[talk..]).map_or(0, |(mark, id)| mark + id.len())
}

/// The id of a quote, `^two-sizes` or `#^two-sizes`: how long its mark is, and the id.
pub fn id(rest: &str) -> Option<(usize, &str)> {
    let id = rest.strip_prefix("#^").or(rest.strip_prefix('^'))?;
    let end = id
        .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
        .unwrap_or(id.len());
    Some((rest.len() - id.len(), &id[..end]))
}

/// `-2` behind a code is the participant's second conversation.
pub fn second_talk(rest: &str) -> usize {
    let digits = rest.strip_prefix('-').unwrap_or_default();
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let after = digits[count..].chars().next();
    let ends = !after.is_some_and(|c| c.is_alphanumeric() || "-_".contains(c));
    if (1..=2).contains(&count) && ends {
        1 + count
    } else {
        0
    }
}

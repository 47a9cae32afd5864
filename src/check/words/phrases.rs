//! Many phrases looked for at once: by their first word, so that a sentence is read only once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::{TABLES, Table};

/// Phrases by their first word.
#[derive(Debug, Default)]
pub struct Phrases(HashMap<&'static str, Vec<Vec<&'static str>>>);

impl Phrases {
    fn of(phrases: &[&'static str]) -> Phrases {
        let mut by_first: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
        for phrase in phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            by_first.entry(words[0]).or_default().push(words);
        }
        Phrases(by_first)
    }

    /// The length of the longest phrase that begins at a word.
    pub fn at(&self, words: &[String], at: usize) -> Option<usize> {
        let known = self.0.get(words.get(at)?.as_str())?;
        let here = &words[at..];
        let fits = |phrase: &&Vec<&str>| {
            phrase.len() <= here.len() && phrase.iter().zip(here).all(|(a, b)| a == b)
        };
        known.iter().filter(fits).map(Vec::len).max()
    }

    /// Whether words begin with one.
    pub fn begin(&self, words: &[String]) -> bool {
        self.at(words, 0).is_some()
    }

    /// Whether one stands anywhere among words.
    pub fn stand_in(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| self.at(words, at).is_some())
    }
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Lists {
    pub invites: Phrases,
    pub leading_starts: Phrases,
    pub leading: Phrases,
    pub hypothetical: Phrases,
    pub not_hypothetical: Phrases,
}

static LISTS: LazyLock<Vec<Lists>> = LazyLock::new(|| {
    let lists = |table: &Table| Lists {
        invites: Phrases::of(table.invites),
        leading_starts: Phrases::of(table.leading_starts),
        leading: Phrases::of(table.leading),
        hypothetical: Phrases::of(table.hypothetical),
        not_hypothetical: Phrases::of(table.not_hypothetical),
    };
    TABLES.iter().map(lists).collect()
});

/// The lists of a table's language.
pub fn lists(table: &Table) -> &'static Lists {
    let at = TABLES.iter().position(|t| t.code == table.code);
    &LISTS[at.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_whole_words() {
        let phrases = Phrases::of(&["would you", "would you mind", "if"]);
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(phrases.at(&words("and would you mind it"), 1), Some(3));
        assert!(phrases.stand_in(&words("what if")) && !phrases.begin(&words("what if")));
        assert!(!phrases.stand_in(&words("would your")));
    }
}

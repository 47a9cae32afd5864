//! Many phrases looked for at once: by their first word, so that a sentence is read only once.
//!
//! In a phrase, `can|could` is either word, and `*` up to six words without a comma.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::{TABLES, Table};

/// The words that `*` stands for, at most.
const GAP: usize = 6;

/// Phrases by their first word.
#[derive(Debug, Default)]
pub struct Phrases(HashMap<&'static str, Vec<Vec<&'static str>>>);

impl Phrases {
    pub fn of(phrases: &[&'static str]) -> Phrases {
        let mut by_first: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
        for phrase in phrases {
            let mut words = phrase.split(' ');
            let Some(first) = words.next() else { continue };
            let rest: Vec<&str> = words.collect();
            for word in first.split('|') {
                by_first.entry(word).or_default().push(rest.clone());
            }
        }
        Phrases(by_first)
    }

    /// The length of the longest phrase that begins at a word.
    pub fn at(&self, words: &[String], at: usize) -> Option<usize> {
        let known = self.0.get(words.get(at)?.as_str())?;
        let lengths = known.iter().filter_map(|rest| fits(rest, &words[at + 1..]));
        lengths.max().map(|length| length + 1)
    }

    /// Whether words begin with one.
    pub fn begin(&self, words: &[String]) -> bool {
        self.at(words, 0).is_some()
    }

    /// Whether one stands anywhere among words.
    pub fn stand_in(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| self.at(words, at).is_some())
    }

    /// Whether words end with one.
    pub fn end(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| self.at(words, at).is_some_and(|n| at + n == words.len()))
    }
}

/// How many words a phrase takes, if they begin with it.
fn fits(phrase: &[&str], words: &[String]) -> Option<usize> {
    let Some((first, rest)) = phrase.split_first() else {
        return Some(0);
    };
    if *first == "*" {
        let open = words.iter().take(GAP).take_while(|w| *w != ",").count();
        let skipped = (0..=open).find_map(|skip| Some(fits(rest, &words[skip..])? + skip));
        return skipped;
    }
    let (word, left) = words.split_first()?;
    let same = first.split('|').any(|one| one == word);
    same.then(|| fits(rest, left))?.map(|length| length + 1)
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Lists {
    pub fillers: Phrases,
    pub invites: Phrases,
    pub tells: Phrases,
    pub why: Phrases,
    pub leading_starts: Phrases,
    pub leading: Phrases,
    pub leading_ends: Phrases,
    pub fair: Phrases,
    pub degrees: Phrases,
    pub not_loaded: Phrases,
    pub scales: Phrases,
    pub hypothetical_starts: Phrases,
    pub hypothetical: Phrases,
    pub not_hypothetical: Phrases,
    pub goes_on: Phrases,
}

static LISTS: LazyLock<Vec<Lists>> = LazyLock::new(|| {
    let lists = |table: &&Table| Lists {
        fillers: Phrases::of(table.fillers),
        invites: Phrases::of(table.invites),
        tells: Phrases::of(table.tells),
        why: Phrases::of(table.why),
        leading_starts: Phrases::of(table.leading_starts),
        leading: Phrases::of(table.leading),
        leading_ends: Phrases::of(table.leading_ends),
        fair: Phrases::of(table.fair),
        degrees: Phrases::of(table.degrees),
        not_loaded: Phrases::of(table.not_loaded),
        scales: Phrases::of(table.scales),
        hypothetical_starts: Phrases::of(table.hypothetical_starts),
        hypothetical: Phrases::of(table.hypothetical),
        not_hypothetical: Phrases::of(table.not_hypothetical),
        goes_on: Phrases::of(table.goes_on),
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

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_phrase_is_whole_words() {
        let phrases = Phrases::of(&["would you", "would you mind", "if"]);
        assert_eq!(phrases.at(&words("and would you mind it"), 1), Some(3));
        assert!(phrases.stand_in(&words("what if")) && !phrases.begin(&words("what if")));
        assert!(!phrases.stand_in(&words("would your")));
        assert!(phrases.end(&words("mind what if")) && !phrases.end(&words("if so")));
    }

    #[test]
    fn a_phrase_has_alternatives_and_gaps() {
        let phrases = Phrases::of(&["can|could you tell|show", "do you think * would|will"]);
        assert!(phrases.begin(&words("could you show me")));
        assert!(!phrases.begin(&words("can you can")));
        assert!(phrases.begin(&words("do you think would")));
        assert!(phrases.begin(&words("do you think your colleagues will")));
        assert!(!phrases.begin(&words("do you think so , will")));
    }
}

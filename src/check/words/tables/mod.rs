//! Word lists of the rules, one table a language. Phrases are in lower case, words parted by one
//! space, apostrophes straight; a comma is a word of its own. How alternatives and gaps are written
//! stands in [`super::phrases`].

mod english;
mod french;
mod german;
mod numbers;
mod portuguese;
mod spanish;

pub use self::english::{
    ASKING_VERBS, ATTRIBUTES, JOINT_DEEDS, JUDGING, NEUTRAL_MEASURES, PLACING_VERBS, SAYING, TIMES,
    VERBS,
};
pub use self::numbers::NUMBERS;

/// What a language's questions look like.
#[derive(Debug)]
pub struct Table {
    pub code: &'static str,
    /// Words that tell the language.
    pub usual: &'static [&'static str],
    /// Words that open an open question.
    pub open: &'static [&'static str],
    /// Words that may stand before an open word: `from whom`.
    pub prepositions: &'static [&'static str],
    /// What stands before a question and says nothing.
    pub fillers: &'static [&'static str],
    /// First words of a question to be answered by yes or no.
    pub yes_no: &'static [&'static str],
    /// Beginnings that look like one and invite a story.
    pub invites: &'static [&'static str],
    /// Beginnings of a sentence that asks for a story without a question mark.
    pub tells: &'static [&'static str],
    /// Asking for the reason after a question.
    pub why: &'static [&'static str],
    /// Beginnings that give the answer away.
    pub leading_starts: &'static [&'static str],
    /// Phrases that give the answer away wherever they stand.
    pub leading: &'static [&'static str],
    /// Ends that give the answer away.
    pub leading_ends: &'static [&'static str],
    /// Leaves both answers open again: `if any`.
    pub fair: &'static [&'static str],
    /// Asks how much of something there was.
    pub degrees: &'static [&'static str],
    /// What the words for something that is judged end with; none: any word will do.
    pub quality_endings: &'static [&'static str],
    /// What may be measured without judging.
    pub neutral: &'static [&'static str],
    /// Words that praise or blame, and have no place in a question.
    pub loaded: &'static [&'static str],
    /// Phrases with the same words that do neither.
    pub not_loaded: &'static [&'static str],
    /// Phrases that ask for a number on a scale.
    pub scales: &'static [&'static str],
    /// Beginnings that ask about what has not happened.
    pub hypothetical_starts: &'static [&'static str],
    /// Phrases that ask about what has not happened, wherever they stand.
    pub hypothetical: &'static [&'static str],
    /// Phrases with the same words that do not.
    pub not_hypothetical: &'static [&'static str],
    /// Endings of verbs of what would be.
    pub would_endings: &'static [&'static str],
    /// Words with such an ending that are none, or ask for words: `podría`, `describiría`.
    pub not_would: &'static [&'static str],
    /// Joins two questions, before an open word.
    pub and: &'static [&'static str],
    /// Says that a second question goes on about the first.
    pub goes_on: &'static [&'static str],
    /// Says that a question is for the story of one day.
    pub stories: &'static [&'static str],
    /// Persons, behind a verb that asks or before one that tells.
    pub persons: &'static [&'static str],
    /// Opinions, which are asked of one thing at a time.
    pub opinions: &'static [&'static str],
    /// What begins the name of a thing.
    pub determiners: &'static [&'static str],
}

pub const TABLES: [&Table; 5] = [
    &english::ENGLISH,
    &german::GERMAN,
    &french::FRENCH,
    &spanish::SPANISH,
    &portuguese::PORTUGUESE,
];

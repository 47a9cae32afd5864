//! A measure that takes for granted what it measures: `How easy was it?` says that it was easy.
//! `How easy or difficult was it?` is fair, and so is `How long did it take?`.

use super::read::{Question, Sentence};
use super::tables::{JUDGING, NEUTRAL_MEASURES};

/// Whether a sentence asks how much of something there was, and nobody had said that there was any.
pub fn degree_is_given(question: &Question, sentence: &Sentence) -> bool {
    match question.is_english() {
        true => is_given_in_english(question, &sentence.words),
        false => is_given(question, &sentence.words),
    }
}

fn is_given(question: &Question, words: &[String]) -> bool {
    (0..words.len()).any(|at| {
        let Some(length) = question.lists.degrees.at(words, at) else {
            return false;
        };
        let word = |n: usize| words.get(at + length + n).map_or("", String::as_str);
        let ends = question.table.quality_endings;
        let quality = ends.is_empty() || ends.iter().any(|end| word(0).ends_with(end));
        let other = ["oder", "ou", "o"].contains(&word(1));
        quality && !other && !question.table.neutral.contains(&word(0))
    })
}

fn is_given_in_english(question: &Question, words: &[String]) -> bool {
    let start = words.len() - question.without_fillers(words).len();
    (0..words.len()).any(|at| {
        let word = |n: usize| words.get(at + n).map_or("", String::as_str);
        // `so how clear …`, `…, how clear …`, `tell me about how bad …`
        let joined = at > 0 && [",", "and", "so", "about", "me"].contains(&words[at - 1].as_str());
        if word(0) != "how" || !(joined || at == start) {
            return false;
        }
        let doubled = ["very", "really", "so", "incredibly", "extremely"].contains(&word(1));
        let quality = if doubled { 2 } else { 1 };
        let fair = word(quality + 1) == "or" || NEUTRAL_MEASURES.contains(&word(quality));
        let measures = question.table.yes_no.contains(&word(quality + 1));
        let shaped = measures && has_ending_of_quality(word(quality));
        !fair && (doubled || shaped || JUDGING.contains(&word(quality)))
    })
}

/// `how overwhelming`, `how helpful`, `how upset`
fn has_ending_of_quality(word: &str) -> bool {
    let ends = ["ing", "ed", "ful", "less", "ous", "able", "ible", "ive"];
    word.len() > 4 && ends.iter().any(|end| word.ends_with(end))
}

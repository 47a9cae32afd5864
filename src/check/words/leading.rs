//! Leading questions: they give their answer away.

use super::degree::degree_is_given;
use super::presumed;
use super::read::Question;

/// A question that gives its answer away.
pub fn is_leading(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let (lists, table) = (question.lists, question.table);
        let core = question.core(sentence);
        let asked = sentence.asks || question.asks() || question.sentences.len() == 1;
        let starts = lists.leading_starts.begin(core) && (sentence.asks || !is_plea(core));
        let praises = || {
            let words = &sentence.words;
            words.iter().any(|w| table.loaded.contains(&w.as_str()))
        };
        (asked && starts)
            || (sentence.asks && lists.leading_ends.end(&sentence.words))
            || (asked
                && lists.leading.stand_in(&sentence.words)
                && !lists.fair.stand_in(&sentence.words))
            || (sentence.asks && praises() && !question.lists.not_loaded.stand_in(&sentence.words))
            || ((sentence.asks || lists.tells.begin(core)) && degree_is_given(question, sentence))
            || (sentence.asks && states_in_german(question, core))
            || (question.is_english() && presumed::presumes(question, sentence))
    })
}

/// `Don't worry, there are no wrong answers.`
fn is_plea(words: &[String]) -> bool {
    words.first().is_some_and(|w| w.ends_with("n't"))
}

/// A statement with a question mark: `Sie waren also zufrieden?`
fn states_in_german(question: &Question, words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&w.as_str()));
    let echo = is(
        1,
        &[
            "sagten",
            "sagen",
            "erwähnten",
            "meinten",
            "meinen",
            "sprachen",
        ],
    );
    question.table.code == "de"
        && is(0, &["sie", "du"])
        && !echo
        && words.len() > 3
        && !words.iter().any(|word| question.is_open_word(word))
}

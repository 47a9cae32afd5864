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
            || (question.is_english() && presumed::presumes(question, sentence))
    })
}

/// `Don't worry, there are no wrong answers.`
fn is_plea(words: &[String]) -> bool {
    words.first().is_some_and(|w| w.ends_with("n't"))
}

//! Hypothetical questions: about what has not happened.

use super::closed::asks_for_more;
use super::conditional::asks_what_would_be;
use super::phrases::Phrases;
use super::read::{Question, Sentence};
use super::tables::ASKING_VERBS;

/// A question about what has not happened.
pub fn is_hypothetical(question: &Question) -> bool {
    let asked = question.sentences.iter().enumerate().any(|(at, sentence)| {
        let words = without(&question.lists.not_hypothetical, &sentence.words);
        let core = question.without_fillers(&words);
        let found = question.lists.hypothetical.stand_in(&words)
            || question.lists.hypothetical_starts.begin(core)
            || (question.is_english() && supposes_in_english(question, sentence, &words))
            || (sentence.asks && asks_what_would_be(question, &words));
        found && !asks_why_after(question, at)
    });
    asked && (question.asks() || question.sentences.len() == 1)
}

/// Whether the reason is asked for at the end of a sentence or right after.
fn asks_why_after(question: &Question, at: usize) -> bool {
    let mut after = question.sentences[at + 1..].iter();
    let why = after.any(|s| question.lists.why.begin(&s.words));
    why || asks_for_more(question, &question.sentences[at])
}

/// Words with a comma in place of each phrase.
fn without(phrases: &Phrases, words: &[String]) -> Vec<String> {
    let mut left = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let length = phrases.at(words, at);
        left.push(length.map_or_else(|| words[at].clone(), |_| ",".to_owned()));
        at += length.unwrap_or(1);
    }
    left
}

/// `words` are those of the sentence, without what only looks like a supposition.
fn supposes_in_english(question: &Question, sentence: &Sentence, words: &[String]) -> bool {
    let supposed = sentence.has_word("if") && !looks_back(&sentence.words);
    let would = || {
        words
            .split(|w| w == ",")
            .any(|part| asks_what_would(question, part, supposed))
    };
    // `If that were so, what would you say?` supposes; `Could you say if you would …?` does not.
    let begins = sentence.words.first().is_some_and(|w| w == "if");
    let said = if begins { &sentence.words } else { words };
    (supposed && has_would(said)) || would()
}

fn has_would(words: &[String]) -> bool {
    let would = ["would", "will", "you'd", "you'll"];
    words.iter().any(|w| would.contains(&w.as_str()))
}

/// `If you think of the last match, what would you say went wrong?`, `If you had to wait, what did
/// you do?`
fn looks_back(words: &[String]) -> bool {
    words.windows(3).any(|w| {
        w[0] == "if" && w[1] == "you" && ["think", "look", "compare", "go"].contains(&w[2].as_str())
    }) || words.iter().any(|w| w == "did")
        // `any problems, if any`, `if at all`, `if so`
        || words.windows(2).any(|w| {
            w[0] == "if" && ["any", "anything", "at", "so", "not", "it's"].contains(&w[1].as_str())
        })
}

/// Whether the first verb of a question is `would` or `will`: `How much would you pay`, `Would your
/// team`, and not `What did you say when they asked whether you would`.
fn asks_what_would(question: &Question, part: &[String], supposed: bool) -> bool {
    let words = question.without_fillers(part);
    let first = words.first().map_or("", String::as_str);
    let yes_no = ["would", "will"].contains(&first);
    if !(yes_no || question.opens(words)) || question.lists.invites.begin(words) {
        return false;
    }
    let Some(at) = words
        .iter()
        .position(|w| question.table.yes_no.contains(&w.as_str()))
    else {
        return false;
    };
    let word = |n: usize| words.get(at + n).map_or("", String::as_str);
    if !["would", "will"].contains(&word(0)) {
        return false;
    }
    // `What would you have needed?` looks back.
    let back = !yes_no && !supposed && (1..=3).any(|n| word(n) == "have");
    // `How would you describe …?` asks for words.
    let tells = ASKING_VERBS.contains(&word(2)) && !supposed;
    // `What would a typical shift look like?` asks what is usual.
    let usual = [
        "usually",
        "normally",
        "typically",
        "generally",
        "typical",
        "normal",
        "usual",
        "average",
        "ordinary",
    ];
    let usual = (1..=4).any(|n| usual.contains(&word(n)));
    !back && !tells && !usual
}

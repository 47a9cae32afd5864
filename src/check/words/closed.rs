//! Closed questions: yes, no, one of two things or a number answers them.

use super::read::{Question, Sentence};

/// A question that yes or no answers, with nothing after it that asks for more.
pub fn is_closed(question: &Question) -> bool {
    let sentences = question.sentences.iter().enumerate();
    let closed = sentences
        .filter(|(_, sentence)| sentence.asks)
        .any(|(at, sentence)| is_closed_here(question, sentence) && !is_followed_up(question, at));
    // An open question beside it has the last word: `What happened? Anything else?`
    let opened = question
        .sentences
        .iter()
        .any(|s| s.asks && question.asks_openly(&s.words) && !is_closed_here(question, s));
    closed && !opened
}

/// Whether a later sentence, or the end of this one, asks for the reason or for more.
fn is_followed_up(question: &Question, at: usize) -> bool {
    let later = question.sentences[at + 1..].iter().any(|sentence| {
        let invited = question.lists.tells.begin(question.core(sentence));
        // `If so, how?`
        let asked = sentence.asks && sentence.parts().any(|part| question.opens(part));
        invited || asked || question.lists.why.begin(&sentence.words)
    });
    later || asks_for_more(question, &question.sentences[at])
}

/// Whether a sentence asks for the reason behind something else (`Did you stop, and why?`), or for
/// its story (`Did you stop, and if so, how?`).
pub fn asks_for_more(question: &Question, sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let joins = |word: &str| word == "," || question.table.and.contains(&word);
    (1..words.len()).any(|at| {
        let Some(length) = question.lists.why.at(words, at) else {
            return false;
        };
        joins(&words[at - 1]) || at + length == words.len()
    }) || words.windows(3).any(|w| {
        let so = (w[0] == "if" && ["so", "yes", "not"].contains(&w[1].as_str())) && w[2] == ",";
        so && question.is_english()
    })
}

fn is_closed_here(question: &Question, sentence: &Sentence) -> bool {
    let words = question.core(sentence);
    let invited = question.lists.invites.begin(words);
    let Some(first) = words.first().filter(|_| !invited) else {
        return false;
    };
    if question.lists.scales.stand_in(words) {
        return true;
    }
    let second = words.get(1).map_or("", String::as_str);
    match question.table.code {
        "de" => asks_yes_in_german(question, words, first, second),
        "fr" => asks_yes_in_french(question, words, first),
        "es" | "pt" => {
            let asked = words.iter().enumerate().any(|(at, word)| {
                // `que` joins clauses in Portuguese; it asks only near the beginning.
                question.is_open_word(word) && (word != "que" || at == 0 || is_article(words, at))
            });
            !asked && (words.len() > 2 || words.len() == 2 && first.chars().count() > 3)
        }
        _ => asks_yes_in_english(question, sentence, words),
    }
}

/// `O que`, `por que`, `com que`.
fn is_article(words: &[String], at: usize) -> bool {
    let before = words[at - 1].as_str();
    ["o", "por", "de", "em", "com", "para", "a", "do", "no"].contains(&before)
}

fn asks_yes_in_german(question: &Question, words: &[String], first: &str, second: &str) -> bool {
    let persons = ["sie", "du", "ihr", "es", "er", "man", "ihnen", "dir"];
    let verb = first.chars().count() > 2 && !question.opens(&words[..words.len().min(2)]);
    let other = ["wenn", "ob", "dass", "als", "weil", "bevor", "nachdem"];
    let preposition = question.table.prepositions.contains(&first);
    question.table.yes_no.contains(&first)
        || (persons.contains(&second) && verb && !preposition && !other.contains(&first))
}

fn asks_yes_in_french(question: &Question, words: &[String], first: &str) -> bool {
    let asked = question.opens(words)
        || words
            .iter()
            .any(|word| question.is_open_word(word) && word != "que" && word != "qui");
    let persons = [
        "-vous", "-tu", "-il", "-elle", "-ils", "-elles", "-on", "-ce",
    ];
    // `Le formulaire était-il clair ?`
    let inverted = words
        .iter()
        .any(|word| persons.iter().any(|end| word.ends_with(end)));
    !asked && (inverted || question.table.yes_no.contains(&first))
}

fn asks_yes_in_english(question: &Question, sentence: &Sentence, words: &[String]) -> bool {
    let starts = |words: &[String]| {
        let words = question.without_fillers(words);
        let first = words.first().map_or("", String::as_str);
        question.table.yes_no.contains(&first)
            && !question.lists.invites.begin(words)
            && !words.starts_with(&["have".to_owned(), "a".to_owned()])
    };
    // `In your team, does everybody …?`
    let behind = !sentence.parts().any(|part| question.asks_openly(part))
        && !question.lists.tells.begin(words)
        && sentence.parts().skip(1).any(starts);
    starts(words) || behind || is_choice(question, words)
}

/// `Which do you prefer, the app or the website?`
fn is_choice(question: &Question, words: &[String]) -> bool {
    let which = question.opens(words) && words.iter().take(2).any(|w| w == "which" || w == "what");
    let prefer = words
        .iter()
        .any(|w| ["prefer", "better", "easier", "rather"].contains(&w.as_str()));
    let listed = words
        .iter()
        .rposition(|w| w == ",")
        .is_some_and(|at| words[at..].iter().any(|w| w == "or"));
    which && prefer && listed
}

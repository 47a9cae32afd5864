//! Closed, hypothetical and leading questions.

use super::phrases::Phrases;
use super::tables::{JUDGING, LOADED};
use super::{Question, Sentence, lists};

/// A question that yes or no answers, with nothing after it that asks for more.
pub fn is_closed(question: &Question) -> bool {
    let sentences = question.sentences.iter().enumerate();
    let closed = sentences
        .filter(|(_, sentence)| sentence.asks)
        .any(|(at, sentence)| asks_yes_or_no(question, sentence) && !question.is_followed_up(at));
    // An open question before it has the last word: `What happened? Anything else?`
    let opened = question
        .sentences
        .iter()
        .any(|s| s.asks && s.opens(question.table));
    closed && !opened
}

fn asks_yes_or_no(question: &Question, sentence: &Sentence) -> bool {
    let table = question.table;
    let words = core(question, sentence);
    let invited = lists(table).invites.begin(words);
    let Some(first) = words.first().map(String::as_str).filter(|_| !invited) else {
        return false;
    };
    let second = words.get(1).map_or("", String::as_str);
    let open = |word: &String| table.open.contains(&word.as_str());
    match table.code {
        "de" => {
            let subject = ["sie", "du", "ihr", "es", "er", "man", "ihnen", "dir"].contains(&second);
            let verb = first.chars().count() > 2 && !words.iter().take(2).any(open);
            let other = [
                "wenn",
                "ob",
                "dass",
                "als",
                "bei",
                "für",
                "mit",
                "auf",
                "und",
                "haben sie",
            ];
            table.yes_no.contains(&first) || (subject && verb && !other.contains(&first))
        }
        "fr" => {
            let inverted = [
                "-vous", "-tu", "-il", "-elle", "-ils", "-elles", "-on", "-ce",
            ];
            let inverted = inverted.iter().any(|end| first.ends_with(end));
            // `y` begins `y a-t-il`; `qu'est-ce` is open.
            !open(&words[0])
                && !words.iter().any(|w| w != "que" && w != "qui" && open(w))
                && (inverted || table.yes_no.contains(&first))
        }
        "es" | "pt" => {
            let asked = words.iter().enumerate().any(|(at, word)| {
                // `que` joins clauses in Portuguese; it asks only near the beginning.
                open(word) && (word != "que" || at < 2)
            });
            !asked && words.len() > 2
        }
        _ => table.yes_no.contains(&first) && !sentence.begins(&["have a", "do tell"]),
    }
}

/// A sentence's words without what is said before it begins: `So, and then,`.
fn core<'s>(question: &Question, sentence: &'s Sentence) -> &'s [String] {
    let mut words = sentence.words.as_slice();
    while let [first, rest @ ..] = words {
        let filler = question.table.fillers.contains(&first.as_str()) || first == ",";
        if !filler || rest.is_empty() {
            break;
        }
        words = rest;
    }
    words
}

/// A question about what has not happened.
pub fn is_hypothetical(question: &Question) -> bool {
    let table = question.table;
    let lists = lists(table);
    let mut asked = false;
    for (at, sentence) in question.sentences.iter().enumerate() {
        let english = table.code == "en";
        let maybe = lists.hypothetical.stand_in(&sentence.words)
            || (english && sentence.words.iter().any(|w| w == "if"));
        if !maybe {
            continue;
        }
        let mut words = without(&lists.not_hypothetical, &sentence.words);
        if english {
            words = without_looking_back(&words);
        }
        let found = lists.hypothetical.stand_in(&words);
        let has = |word: &str| words.iter().any(|w| w == word);
        let conditional = english && has("if") && (has("would") || has("will"));
        if (found || conditional) && !question.is_followed_up_by_why(at) {
            asked = true;
        }
    }
    asked && (question.asks() || question.sentences.len() == 1)
}

impl Question {
    /// Whether the reason is asked for at its end or right after.
    fn is_followed_up_by_why(&self, at: usize) -> bool {
        let after = self.sentences[at + 1..].iter();
        let why = after
            .clone()
            .any(|s| self.table.why.iter().any(|why| s.begins(&[why])));
        why || self.sentences[at].asks_why(self.table)
    }
}

/// Words with a comma in place of each phrase.
fn without(phrases: &Phrases, words: &[String]) -> Vec<String> {
    let mut left = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match phrases.at(words, at) {
            Some(length) => {
                left.push(",".to_owned());
                at += length;
            }
            None => {
                left.push(words[at].clone());
                at += 1;
            }
        }
    }
    left
}

/// Ways of putting something into words, which is no deed.
const DESCRIBING: [&str; 12] = [
    "describe",
    "explain",
    "put",
    "call",
    "define",
    "characterise",
    "characterize",
    "sum",
    "say",
    "summarise",
    "summarize",
    "compare",
];

/// English without the `would` of `what would you have needed`, which looks back, and of `how would
/// you describe`, which asks for words.
fn without_looking_back(words: &[String]) -> Vec<String> {
    let mut left = words.to_vec();
    for at in 0..words.len() {
        let word = |n: usize| words.get(n).map_or("", String::as_str);
        if word(at) != "would" {
            continue;
        }
        let back = words[at + 1..].iter().take(3).any(|w| w == "have");
        let asks_for_words = at > 0 && word(at - 1) == "how" && DESCRIBING.contains(&word(at + 2));
        if back || asks_for_words {
            left[at] = ",".to_owned();
        }
    }
    left
}

/// A question that gives its answer away.
pub fn is_leading(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let table = question.table;
        let core = core(question, sentence);
        let starts = lists(table).leading_starts.begin(core);
        let asks = sentence.asks;
        (asks && (starts || sentence.ends(table.leading_ends)))
            || ((asks || question.asks()) && lists(table).leading.stand_in(&sentence.words))
            || (table.code == "en" && asks && leads_in_english(core, sentence))
    })
}

fn leads_in_english(words: &[String], sentence: &Sentence) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let judges = |word: &str| JUDGING.contains(&word);
    // `How easy was it`: that it was easy is taken for granted.
    let degree = word(0) == "how" && judges(word(1)) && word(1) != "well";
    let later = words
        .windows(3)
        .any(|w| w[0] == "," && w[1] == "how" && judges(&w[2]));
    let degree = degree || later || (word(0) == "how" && ["very", "really"].contains(&word(1)));
    // `our excellent support`
    let loaded = sentence.words.iter().any(|w| LOADED.contains(&w.as_str()));
    let better = word(0) == "why"
        && sentence.has(&["better", "worse", "so much", "so"])
        && ["is", "are", "was", "were"].contains(&word(1));
    let crowd = ["most", "many"].contains(&word(0))
        && sentence.has(&["say", "think", "find", "agree", "prefer"]);
    degree
        || (loaded && !sentence.has(&["what was", "a great deal"]))
        || better
        || crowd
        || states(words, sentence)
}

/// A statement with a question mark: `So the price put you off?`
fn states(words: &[String], sentence: &Sentence) -> bool {
    let first = words.first().map_or("", String::as_str);
    let second = words.get(1).map_or("", String::as_str);
    let person = [
        "you", "you're", "you've", "you'd", "it", "it's", "they", "he", "she", "we", "there's",
        "that's",
    ];
    let thing = ["the", "your", "our", "this", "that", "these", "those"];
    let echo = first == "you" && ["said", "mentioned", "told", "wrote", "say"].contains(&second);
    let verb = ["you", "is", "was", "were", "are", "has", "had"];
    let says = thing.contains(&first) && words[1..].iter().any(|w| verb.contains(&w.as_str()));
    let open = super::tables::TABLES[0].open;
    words.len() > 3
        && (person.contains(&first) || says)
        && !echo
        && !sentence.words.iter().any(|w| open.contains(&w.as_str()))
}

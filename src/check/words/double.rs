//! Double-barrelled questions: two questions, of which one gets the answer.

use super::tables::{JUDGING, VERBS};
use super::{Question, Sentence};

/// Whether one sentence asks two things.
pub fn is_double_barrelled(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let asks = sentence.asks || question.sentences.len() == 1;
        let two = asks && asks_twice(question, sentence);
        let pair = asks && question.table.code == "en" && judges_a_pair(sentence);
        two || pair || (asks && question.table.code == "en" && does_a_pair(sentence))
    })
}

/// What stands after each `and` and each comma, and which of the two it is.
fn joined<'s>(question: &Question, sentence: &'s Sentence) -> Vec<(bool, &'s [String])> {
    let words = &sentence.words;
    (1..words.len())
        .filter(|&at| {
            let and = question.table.and.contains(&words[at].as_str());
            let comma = words[at] == ",";
            and || comma
        })
        .map(|at| (words[at] == ",", &words[at + 1..]))
        .collect()
}

fn asks_twice(question: &Question, sentence: &Sentence) -> bool {
    let table = question.table;
    let open = |word: &String| table.open.contains(&word.as_str());
    // A clause before the question is none: `When you left, what did you do?`
    let first = sentence.words.first().is_some_and(open) || sentence.words.get(1).is_some_and(open);
    let verb = sentence
        .words
        .first()
        .is_some_and(|w| is_verb(table.code, w));
    if !first && !verb {
        return false;
    }
    let mut more = 0;
    let mut kept = false;
    // `When was that, and what did you do?` asks for a day and its story.
    let asks_when = sentence.words.iter().take(2).any(|w| w == "when");
    let opinion = [
        ["do", "you"],
        ["do", "your"],
        ["does", "your"],
        ["are", "your"],
    ];
    for (comma, after) in joined(question, sentence) {
        let Some(word) = after.first() else { continue };
        let length = after.iter().position(|w| w == ",").unwrap_or(after.len());
        let part = &after[..length];
        let line = format!(" {} ", part.join(" "));
        if table
            .why
            .iter()
            .any(|why| line.starts_with(&format!(" {why} ")))
        {
            continue;
        }
        let asks_open = open(word)
            && part.len() > 2
            && (part.iter().take(4).skip(1).any(|w| is_verb(table.code, w))
                || (table.code == "en" && acts(&part[1])));
        let asks_yes = is_verb(table.code, word)
            && part.len() > 2
            && part.get(1).is_some_and(|w| is_subject(table.code, w));
        // `Tell me about your studies and also how you pay for them.`
        let also = word == "also" && after.get(1).is_some_and(open) && part.len() > 3;
        if also {
            return true;
        }
        let foreign = table.code != "en" && open(word) && part.len() > 1;
        if asks_open || foreign {
            more += 1;
            // `and what led up to that` asks on about the same thing.
            let back = [
                "that", "this", "it", "then", "das", "dabei", "darauf", "cela", "ça", "eso",
                "ello", "isso", "disso", "dazu", "danach",
            ];
            let now = part
                .windows(2)
                .any(|pair| opinion.iter().any(|o| pair == o));
            kept |= !now && (asks_when || part.iter().any(|w| back.contains(&w.as_str())));
        } else if asks_yes && !comma {
            more += 1;
        }
    }
    more > 1 || (more == 1 && !kept)
}

/// A verb of the third person, as in `who fixes it`.
fn acts(word: &str) -> bool {
    word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")
}

fn is_verb(language: &str, word: &str) -> bool {
    let verbs: &[&str] = match language {
        "en" => &[
            "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "can", "could",
            "will", "would", "should", "led", "made", "went", "happened",
        ],
        "de" => &[
            "haben", "hat", "hatten", "ist", "sind", "war", "waren", "finden", "können", "würden",
            "werden", "gefällt", "nutzen", "hast", "bist", "denken", "halten", "fanden",
        ],
        _ => &[],
    };
    verbs.contains(&word)
}

fn is_subject(language: &str, word: &str) -> bool {
    let subjects: &[&str] = match language {
        "en" => &[
            "you", "it", "they", "he", "she", "the", "your", "there", "that", "this", "we",
        ],
        "de" => &["sie", "es", "du", "der", "die", "das", "ihr", "ihre"],
        _ => &[],
    };
    subjects.contains(&word)
}

/// `about the price and the quality`, `short and easy`.
fn judges_a_pair(sentence: &Sentence) -> bool {
    let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
    let determiner = |word: &str| {
        [
            "the", "your", "our", "its", "their", "his", "her", "a", "an",
        ]
        .contains(&word)
    };
    let judging = |word: &str| JUDGING.contains(&word);
    let opinion = [
        "satisfied",
        "happy",
        "think",
        "feel",
        "rate",
        "like",
        "dislike",
        "enjoy",
        "trust",
        "tell",
        "opinion",
        "pleased",
    ];
    for (at, word) in words.iter().enumerate() {
        let (Some(before), Some(after)) = (at.checked_sub(1).map(|b| words[b]), words.get(at + 1))
        else {
            continue;
        };
        if !["and", "or"].contains(word) {
            continue;
        }
        if judging(before) && (judging(after) || *word == "and") && !determiner(after) {
            return true;
        }
        if *word == "or" {
            continue;
        }
        // What is joined begins behind the last preposition.
        let table = &super::tables::TABLES[0];
        let from = words[..at]
            .iter()
            .rposition(|w| table.judged_pairs.contains(w));
        let Some(from) = from.filter(|from| at - from <= 5 && determiner(words[from + 1])) else {
            continue;
        };
        let asked = words[..=from].iter().any(|w| opinion.contains(w));
        let two_things = determiner(after) || words.len() <= at + 3;
        if asked && two_things && at > from + 1 && *after != "dislike" {
            return true;
        }
    }
    false
}

/// `Why did you leave your job and move to the country?`
fn does_a_pair(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let asks = ["why", "how", "when"].contains(&words[0].as_str())
        && words.get(1).is_some_and(|w| w == "did" || w == "do");
    asks && words
        .windows(2)
        .skip(3)
        .any(|pair| pair[0] == "and" && VERBS.contains(&pair[1].as_str()))
}

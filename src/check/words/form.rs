//! Closed, hypothetical and leading questions.

use super::tables::{JUDGING, LOADED};
use super::{Question, Sentence};

/// A question that yes or no answers, with nothing after it that asks for more.
pub fn is_closed(question: &Question) -> bool {
    // What is worse about it has a rule of its own.
    if is_leading(question) || is_hypothetical(question) {
        return false;
    }
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
    let line = format!(" {} ", words.join(" "));
    let invited = table
        .invites
        .iter()
        .any(|phrase| line.starts_with(&format!(" {phrase} ")));
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
    let mut asked = false;
    for (at, sentence) in question.sentences.iter().enumerate() {
        let mut line = sentence.line.clone();
        for phrase in table.not_hypothetical {
            line = line.replace(&format!(" {phrase} "), " , ");
        }
        if table.code == "en" {
            line = without_looking_back(&line);
        }
        let found = table
            .hypothetical
            .iter()
            .any(|phrase| super::has(&line, phrase));
        let conditional = table.code == "en"
            && super::has(&line, "if")
            && ["would", "will", "'d"].iter().any(|w| super::has(&line, w));
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

/// English without `what would you have needed`, which looks back, and `how would you describe`,
/// which asks for words and not for a deed.
fn without_looking_back(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut out = String::from(" ");
    let mut at = 0;
    while at < words.len() {
        let describing = [
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
        let would = words[at] == "would" && words.len() > at + 2;
        let back = would && words[at + 1..].iter().take(3).any(|w| *w == "have");
        let words_only =
            would && at > 0 && words[at - 1] == "how" && describing.contains(&words[at + 2]);
        if back || words_only {
            out.push_str(", ");
            at += 1;
        } else if words.get(at + 1) == Some(&"would")
            && (words
                .get(at + 2..)
                .is_some_and(|rest| rest.iter().take(3).any(|w| *w == "have"))
                || (words[at] == "how"
                    && words.get(at + 3).is_some_and(|w| describing.contains(w))))
        {
            // The open word before it goes too.
            out.push_str(", , ");
            at += 2;
        } else {
            out.push_str(words[at]);
            out.push(' ');
            at += 1;
        }
    }
    out
}

/// A question that gives its answer away.
pub fn is_leading(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let table = question.table;
        let core = core(question, sentence);
        let line = format!(" {} ", core.join(" "));
        let starts = table
            .leading_starts
            .iter()
            .any(|phrase| line.starts_with(&format!(" {phrase} ")));
        let asks = sentence.asks;
        (asks && (starts || sentence.ends(table.leading_ends)))
            || ((asks || question.asks()) && sentence.has(table.leading))
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

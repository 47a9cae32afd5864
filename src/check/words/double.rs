//! Double-barrelled questions: two questions, of which one gets the answer.

use super::read::{Question, Sentence};

/// Whether one sentence asks two questions.
pub fn asks_twice(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let asks = sentence.asks || question.sentences.len() == 1;
        let words = first_question(question, sentence);
        asks && match words {
            Some(words) if invites(question, words) => tells_twice(question, words),
            Some(words) => asks_two(question, words),
            None => false,
        }
    })
}

/// A sentence from where its first question begins. A clause before it is none: `When you left,
/// what did you do?`
pub fn first_question<'s>(question: &Question, sentence: &'s Sentence) -> Option<&'s [String]> {
    let words = &sentence.words;
    let begins = (0..words.len()).filter(|&at| at == 0 || words[at - 1] == ",");
    begins
        .map(|at| question.without_fillers(&words[at..]))
        .find(|rest| {
            let rest: &[String] = rest;
            asks_here(question, rest) || invites(question, rest)
        })
}

fn invites(question: &Question, words: &[String]) -> bool {
    question.lists.invites.begin(words) || question.lists.tells.begin(words)
}

fn asks_here(question: &Question, words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    question.table.yes_no.contains(&first) || question.asks_openly(words)
}

/// What follows a question: after a comma or an `and`, up to the next comma.
struct Second<'s> {
    words: &'s [String],
    after_comma: bool,
    /// `and also how …`
    also: bool,
}

fn seconds<'s>(question: &Question, words: &'s [String]) -> Vec<Second<'s>> {
    let and = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| question.table.and.contains(&w.as_str()))
    };
    (1..words.len())
        .filter(|&at| and(at) || (words[at] == "," && !and(at + 1)))
        .map(|at| {
            let rest = &words[at + 1..];
            let length = rest.iter().position(|w| w == ",").unwrap_or(rest.len());
            let also = length > 0 && (rest[0] == "also" || rest[0] == "then");
            Second {
                words: &rest[usize::from(also)..length],
                after_comma: words[at] == ",",
                also: also && rest[0] == "also",
            }
        })
        .collect()
}

fn asks_two(question: &Question, words: &[String]) -> bool {
    let head_end = words
        .iter()
        .position(|w| question.table.and.contains(&w.as_str()) || w == ",");
    let head = &words[..head_end.unwrap_or(words.len())];
    let (mut more, mut kept) = (0, false);
    for second in seconds(question, words) {
        let part = second.words;
        let reason = question.lists.why.begin(part);
        if reason && (part.len() <= 4 || goes_on(question, head, part)) {
            continue;
        }
        if opens_second(question, &second) {
            more += 1;
            kept |= tells_a_story(question, head) && !gives_an_opinion(question, part)
                || (goes_on(question, head, part) && !asks_who(question, part));
        } else if asks_yes(question, part) && !second.after_comma {
            more += 1;
        }
    }
    more > 1 || (more == 1 && !kept)
}

/// `and what did you pay`, and not `and what you paid`.
fn opens_second(question: &Question, second: &Second) -> bool {
    let words = second.words;
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    // `et où habitez-vous` is whole, `et avec qui` is not.
    let whole = match question.table.code {
        "en" | "de" => words.len() > 2,
        _ => words.len() > 2 || (words.len() == 2 && question.is_open_word(word(0))),
    };
    if !whole || !question.opens(words) {
        return false;
    }
    let verb = words
        .iter()
        .take(5)
        .skip(1)
        .any(|w| question.table.yes_no.contains(&w.as_str()));
    let named = names(question, word(1));
    match question.table.code {
        "en" => verb || (!named && !second.after_comma) || acts(word(1)),
        // The verb stands second where a question is asked.
        "de" if second.after_comma => {
            (2..4).any(|at| ["sie", "du", "ihr", "es"].contains(&word(at))) && !named
        }
        "de" => !named,
        "fr" => {
            let asks = |w: &String| w.contains("-vous") || w.contains("-tu") || w.contains("-il");
            !named && (words.iter().take(5).any(asks) || word(0) != "que" && word(0) != "qui")
        }
        // `que` and `como` join clauses after a comma.
        "pt" => !second.after_comma || word(0) == "o" || word(0) == "por" || word(0) == "quem",
        _ => true,
    }
}

/// A verb of the third person, as in `who fixes it`.
fn acts(word: &str) -> bool {
    word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")
}

fn asks_yes(question: &Question, words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    // `mangez-vous`
    let inverted = question.table.code == "fr" && word(0).ends_with("-vous");
    let named = || question.table.yes_no.contains(&word(0)) && names(question, word(1));
    words.len() > 2 && (inverted || named())
}

/// Whether a word is a person or begins the name of a thing.
fn names(question: &Question, word: &str) -> bool {
    let table = question.table;
    table.persons.contains(&word) || table.determiners.contains(&word)
}

/// `and who pays for it`: about somebody else. `and who were you with` goes on.
fn asks_who(question: &Question, part: &[String]) -> bool {
    let you = part.iter().any(|w| w == "you");
    question.is_english() && part.first().is_some_and(|w| w == "who") && !you
}

/// `When was that, and what did you do?` asks for a day and its story; `since when` does not.
fn tells_a_story(question: &Question, words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let once = words
        .iter()
        .take(9)
        .any(|w| question.table.stories.contains(&w.as_str()));
    let began = has(&["start", "begin", "join"]);
    let since = ["seit", "depuis", "desde"].contains(&words[0].as_str());
    once && !began && !since && !words.windows(2).any(|w| w[0] == "your" && w[1] == "last")
}

/// `and what do you think of …`, `and what are your plans`: about something else, whenever it was.
fn gives_an_opinion(question: &Question, part: &[String]) -> bool {
    let opinion = [
        ["do", "you"],
        ["are", "you"],
        ["do", "your"],
        ["does", "your"],
        ["are", "your"],
    ];
    question.is_english()
        && part
            .windows(2)
            .any(|pair| opinion.iter().any(|o| pair == o))
}

/// Whether a second question goes on about the first: `and what led up to that`, or repeats a word
/// of it.
fn goes_on(question: &Question, head: &[String], part: &[String]) -> bool {
    let said = |word: &String| word.chars().count() > 5 && head.contains(word);
    (question.lists.goes_on.stand_in(part) && !gives_an_opinion(question, part))
        || part.iter().any(said)
}

/// `Tell me about your studies and how you pay for them`, and not `Tell me about the last time you
/// flew and how you got there`.
fn tells_twice(question: &Question, words: &[String]) -> bool {
    let once = ["time", "day", "moment", "first", "yourself", "yesterday"];
    let about = words
        .iter()
        .any(|w| ["about", "describe", "your"].contains(&w.as_str()));
    let one = tells_a_story(question, words) || words.iter().any(|w| once.contains(&w.as_str()));
    question.is_english()
        && seconds(question, words).iter().any(|second| {
            let part = second.words;
            let first = part.first().map_or("", String::as_str);
            let whether = first == "whether" && part.len() > 2;
            let asks = question.is_open_word(first) && part.len() > 2;
            let goes_on = question.lists.goes_on.stand_in(part)
                || part
                    .iter()
                    .any(|w| ["came", "got", "ended", "typical"].contains(&w.as_str()));
            !second.after_comma && about && (whether || (asks && (second.also || !one && !goes_on)))
        })
}

//! Two things asked about at once: `the price and the quality`, `fast and friendly`.

use super::double::first_question;
use super::read::Question;
use super::tables::{JOINT_DEEDS, JUDGING, PLACING_VERBS, VERBS};

/// Whether one sentence asks about two things, judges one in two ways, or asks for two deeds.
pub fn asks_about_two(question: &Question) -> bool {
    question.sentences.iter().any(|sentence| {
        let asks = sentence.asks || question.sentences.len() == 1;
        let words = first_question(question, sentence).filter(|_| asks);
        words.is_some_and(|words| match question.is_english() {
            true => {
                names_two_in_english(question, words)
                    || judges_twice(words)
                    || does_two(question, words)
            }
            false => names_two(question, words) || measures_twice(question, words),
        })
    })
}

/// The places of each `and` with something on both sides.
fn ands<'w>(question: &'w Question, words: &'w [String]) -> impl Iterator<Item = usize> + 'w {
    let and = question.table.and;
    (2..words.len().saturating_sub(1)).filter(move |&at| and.contains(&words[at].as_str()))
}

/// `the price and the quality`, `in hiring and in training`
fn names_two_in_english(question: &Question, words: &[String]) -> bool {
    let table = question.table;
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let opinion = words.iter().any(|w| is(table.opinions, w));
    let together = words
        .iter()
        .any(|w| is(JOINT_DEEDS, w) || is(PLACING_VERBS, w));
    // What happened once is one story: `the last time you and the nurse …`.
    let once = ["last", "when", "recent", "latest", "time", "while", "day"];
    ands(question, words).any(|at| {
        let (before, after) = (&words[..at], &words[at + 1..]);
        if words[at] != "and" && words[at] != "as" || together {
            return false;
        }
        let from = before.iter().rposition(|w| is(table.determiners, w));
        let named = from.filter(|from| {
            let name = &before[from + 1..];
            let plain = |w: &String| {
                w != "," && !is(table.yes_no, w) && w != "you" && !is(table.prepositions, w)
            };
            (1..=4).contains(&name.len()) && name.iter().all(plain)
        });
        let twice = after.first().is_some_and(|w| is(table.determiners, w));
        let again = after.first().is_some_and(|w| {
            is(table.prepositions, w) && before.iter().rev().take(4).any(|b| b == w)
        });
        let ends = after.len() <= 2 && after.iter().all(|w| !is(table.prepositions, w));
        // `think about vaccinations and homeopathy`
        let bare = at >= 3
            && after.len() == 1
            && words.iter().any(|w| w != "tell" && is(table.opinions, w))
            && ["about", "of", "with"].contains(&words[at - 2].as_str());
        let story = before.iter().skip(1).any(|w| is(&once, w));
        let refers = after
            .iter()
            .take(6)
            .any(|w| ["it", "them"].contains(&w.as_str()));
        let named = named.is_some() && !story && !refers;
        bare || (named && twice)
            || (again && !story)
            || (named && opinion && ends && after[0] != "dislike")
    })
}

/// `fast and friendly`, `How useful and how enjoyable`
fn judges_twice(words: &[String]) -> bool {
    let judging = |word: &String| JUDGING.contains(&word.as_str());
    let article = |word: &String| ["the", "a", "an", "your", "how"].contains(&word.as_str());
    let one_way = [
        "do", "does", "did", "is", "are", "was", "were", "can", "about",
    ];
    let measured = words.len() > 4
        && words[0] == "how"
        && words[2] == "and"
        && !one_way.contains(&words[1].as_str());
    measured
        || words
            .windows(3)
            .any(|w| w[1] == "and" && judging(&w[0]) && !article(&w[2]))
}

/// `Why did you leave your job and move to the country?`
fn does_two(question: &Question, words: &[String]) -> bool {
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let deed = |word: &String| is(&["did", "do", "does"], word);
    let asks = question.opens(words) && words.iter().take(2).any(deed);
    let once = [
        "go", "try", "come", "wait", "up", "stop", "pick", "sit", "meet",
    ];
    let one = |word: &String| is(&once, word) || is(JOINT_DEEDS, word);
    let named = |word: &String| is(question.table.determiners, word);
    // `How do you water and feed the plants?`
    let next = |w: &[String]| w[1] == "you" && w[3] == "and" && !named(&w[4]) && named(&w[5]);
    let next = words.len() > 6 && next(&words[1..]) && !one(&words[3]);
    let later = words
        .windows(3)
        .skip(2)
        .any(|w| w[1] == "and" && is(VERBS, &w[2]) && !one(&w[0]));
    asks && (next || later)
}

/// `mit dem Preis und der Qualität`, in a question for an opinion.
fn names_two(question: &Question, words: &[String]) -> bool {
    let table = question.table;
    let opinion = words.iter().any(|w| table.opinions.contains(&w.as_str()));
    opinion
        && ands(question, words).any(|at| {
            let determined =
                |w: &String| w.starts_with("l'") || table.determiners.contains(&w.as_str());
            let behind: Vec<&String> = words[..at].iter().rev().take(4).collect();
            let next = words[at + 1..].iter().take(2).position(determined);
            let carried = next == Some(0) || table.prepositions.contains(&words[at + 1].as_str());
            let named = behind.iter().skip(1).any(|w| determined(w));
            let named = named || behind.first().is_some_and(|w| w.starts_with("l'"));
            named && next.is_some() && carried
        })
}

/// `Wie schnell und freundlich war …?`
fn measures_twice(question: &Question, words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&w.as_str()));
    let then = [
        "war", "ist", "waren", "sind", "fanden", "finden", "verlief", "lief",
    ];
    question.table.code == "de" && is(0, &["wie"]) && is(2, &["und"]) && is(4, &then)
}

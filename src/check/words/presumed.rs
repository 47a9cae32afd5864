//! What an English question takes for granted: a fault, a merit, what others are said to think, that
//! the interviewer's statement is true.

use super::read::{Question, Sentence};
use super::tables::{ATTRIBUTES, JUDGING, SAYING, TIMES};

pub fn presumes(question: &Question, sentence: &Sentence) -> bool {
    let core = question.core(sentence);
    let leads = || {
        is_given_a_quality(core)
            || has_tag(question, core)
            || describes_its_subject(&sentence.words)
            || states(question, core)
    };
    (sentence.asks && leads()) || (question.asks() && cites_a_crowd(core))
}

fn judges(word: &str) -> bool {
    JUDGING.contains(&word)
}

/// `Why is the form so hard?`, `What made the form so hard?`; `What made that so hard?` repeats what
/// was heard.
fn is_given_a_quality(words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let asks = (word(0) == "why" && ["is", "are", "was", "were"].contains(&word(1)))
        || (["what", "why"].contains(&word(0))
            && ["makes", "made", "make", "does", "do", "did"].contains(&word(1)));
    let repeats = |at: usize| ["that", "it", "this", "them", "they"].contains(&word(at));
    let heard = repeats(2) || (word(2) == "you" && (word(3) != "think" || repeats(4)));
    // `Why is it so hard to get a place?` tells what is so hard.
    let told = word(2) == "it" && words.iter().skip(3).any(|w| w == "to" || w == "that");
    let repeats = heard && !told;
    let quality = words.windows(2).any(|pair| {
        ["so", "such", "too"].contains(&pair[0].as_str()) && pair[1] != "far" && pair[1] != "much"
    });
    let why = word(0) == "why"
        && ["is", "are", "was", "were"].contains(&word(1))
        && words
            .iter()
            .skip(3)
            .any(|w| ["better", "worse", "best", "worst"].contains(&w.as_str()) || judges(w));
    asks && !repeats && (quality || why)
}

/// `our helpful staff`, `the confusing form`
fn describes_its_subject(words: &[String]) -> bool {
    let pointing = ["our", "the", "this", "that", "these", "those"];
    words.windows(3).any(|w| {
        pointing.contains(&w[0].as_str())
            && ATTRIBUTES.contains(&w[1].as_str())
            && ![
                "part", "parts", "bit", "bits", "thing", "things", ",", "and", "or", "day",
            ]
            .contains(&w[2].as_str())
    })
}

/// `Most farmers say …, do you agree?`; `Some find it easy, others hard` is fair.
fn cites_a_crowd(words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let many = match word(0) {
        "most" | "many" | "other" | "people" | "customers" | "users" | "experts" | "studies"
        | "everyone" | "everybody" | "nobody" | "research" | "surveys" => 1,
        "a" if word(1) == "lot" => 3,
        "lots" | "plenty" | "all" => 2,
        "like" | "as" if ["most", "many", "everyone", "everybody"].contains(&word(1)) => 2,
        _ => return false,
    };
    let time = word(1) != "of" && TIMES.contains(&word(many)) || word(2) == "time";
    let said = words
        .iter()
        .take(12)
        .skip(many)
        .any(|w| SAYING.contains(&w.as_str()));
    !time && said && !words.iter().any(|w| w == "others" || w == "some")
}

/// `…, isn't it?`, `… isn't it?`, `…, are they?`
fn has_tag(question: &Question, words: &[String]) -> bool {
    let [.., before, verb, person] = words else {
        return false;
    };
    let persons = [
        "you", "it", "he", "she", "they", "we", "i", "there", "this", "that",
    ];
    let verbs = [
        "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "can", "could",
        "will", "would", "should",
    ];
    // `Who wasn't there?` has none.
    let not = verb.ends_with("n't") && (before == "," || !question.opens(words));
    let tag = not || (before == "," && verbs.contains(&verb.as_str()));
    tag && persons.contains(&person.as_str())
}

/// A statement with a question mark: `So the price put you off?`
fn states(question: &Question, words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let person = [
        "you", "you're", "you've", "you'd", "it", "it's", "they", "he", "she", "we", "there's",
        "that's", "they're", "he's", "she's",
    ];
    let thing = ["the", "your", "our", "this", "that", "these", "those"];
    let verb = ["you", "is", "was", "were", "are", "has", "had"];
    let echo = word(0) == "you"
        && [
            "said",
            "mentioned",
            "told",
            "wrote",
            "say",
            "talked",
            "spoke",
        ]
        .contains(&word(1));
    let says = thing.contains(&word(0)) && words[1..].iter().any(|w| verb.contains(&w.as_str()));
    // `You did what?`; `…, how was that?`
    let asks = words.iter().enumerate().any(|(at, w)| {
        question.is_open_word(w)
            && (says || at == 0 || words[at - 1] == "," || at + 2 >= words.len())
    });
    words.len() > 3 && (person.contains(&word(0)) || says) && !echo && !asks
}

//! The forms of questions, measured on questions that were written before the rules.

use super::*;

const GOOD: &str = include_str!("../../../tests/guide/good.txt");
const BAD: &str = include_str!("../../../tests/guide/bad.txt");

type Form = fn(&Question) -> bool;
const FORMS: [(&str, Form); 4] = [
    ("leading-question", is_leading),
    ("closed-question", is_closed),
    ("hypothetical-question", is_hypothetical),
    ("double-barrelled-question", is_double_barrelled),
];

/// The rules that fire on a question.
fn fired(question: &str) -> Vec<&'static str> {
    let question = Question::read(question, "en");
    let all = FORMS.iter().filter(|(_, form)| form(&question));
    all.map(|(name, _)| *name).collect()
}

/// Each bad question with the rule that it was written for.
fn bad() -> Vec<(&'static str, &'static str)> {
    let mut rule = "";
    let mut found = Vec::new();
    for line in lines(BAD) {
        match line.strip_prefix('[') {
            Some(name) => rule = name.trim_end_matches(']'),
            None => found.push((rule, line)),
        }
    }
    found
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn show() {
    for question in lines(GOOD) {
        let fired = fired(question);
        if !fired.is_empty() {
            println!("FALSE {fired:?} {question}");
        }
    }
    for (rule, question) in bad() {
        let fired = fired(question);
        if fired.is_empty() {
            println!("MISS {rule} {question}");
        } else if !fired.contains(&rule) {
            println!("other {rule} {fired:?} {question}");
        }
    }
}

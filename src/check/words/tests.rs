//! The forms of questions, measured on questions that were written before the rules.

use super::*;

const GOOD: &str = include_str!("../../../tests/guide/good.txt");
const BAD: &str = include_str!("../../../tests/guide/bad.txt");
/// Written by somebody who had not seen the rules; the rules were never changed for them.
const OTHERS_GOOD: &str = include_str!("../../../tests/guide/others-good.txt");
const OTHERS_BAD: &str = include_str!("../../../tests/guide/others-bad.txt");

const FORMS: [(&str, Form); 4] = [
    ("leading-question", Form::Leading),
    ("closed-question", Form::Closed),
    ("hypothetical-question", Form::Hypothetical),
    ("double-barrelled-question", Form::DoubleBarrelled),
];

/// The rules that fire on a question.
fn fired(question: &str) -> Vec<&'static str> {
    let forms = Forms::of(question, "en");
    let all = FORMS.iter().filter(|(_, form)| forms.contains(*form));
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
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What the guide rules' pages say of how often they are right.
fn measured(rule: &str) -> String {
    let good = lines(GOOD).count();
    let alarms = lines(GOOD).filter(|q| !fired(q).is_empty()).count();
    let bad = bad();
    let found = bad.iter().filter(|(_, q)| !fired(q).is_empty()).count();
    let own: Vec<_> = bad.iter().filter(|(name, _)| *name == rule).collect();
    let by_own = own.iter().filter(|(_, q)| fired(q).contains(&rule)).count();
    let share = |part: usize, whole: usize| format!("{:.2}", part as f64 / whole.max(1) as f64);
    format!(
        "Of {good} well-formed English questions the guide rules flag {alarms}, and of {} bad ones {found}: precision {}, recall {}. Of the {} that were written for this rule it flags {by_own}.",
        bad.len(),
        share(found, found + alarms),
        share(found, bad.len()),
        own.len(),
    )
}

/// The same of questions by somebody who had not seen the rules.
fn measured_on_others() -> String {
    let flagged = |text: &'static str| lines(text).filter(|q| !fired(q).is_empty()).count();
    let (alarms, found) = (flagged(OTHERS_GOOD), flagged(OTHERS_BAD));
    let (good, bad) = (lines(OTHERS_GOOD).count(), lines(OTHERS_BAD).count());
    format!(
        "Of {good} and {bad} more, by somebody who had not seen the rules, they flag {alarms} and {found}: precision {:.2}, recall {:.2}.",
        found as f64 / (found + alarms) as f64,
        found as f64 / bad as f64,
    )
}

#[test]
fn the_pages_say_how_often_the_guide_rules_are_right() {
    for (name, _) in FORMS {
        let page = crate::check::rule(name).map_or("", |rule| rule.page);
        for said in [measured(name), measured_on_others()] {
            assert!(
                page.contains(&said),
                "the page of {name} should say:\n{said}"
            );
        }
    }
}

#[test]
fn at_least_nine_in_ten_are_right() {
    let missed: Vec<_> = bad()
        .into_iter()
        .filter(|(_, q)| fired(q).is_empty())
        .collect();
    let alarms: Vec<_> = lines(GOOD).filter(|q| !fired(q).is_empty()).collect();
    assert!(
        missed.len() <= 6 && alarms.len() <= 5,
        "{missed:#?} {alarms:#?}"
    );
}

#[test]
fn a_question_tells_its_language() {
    for (text, code) in [
        ("Q2. What did you do then?", "en"),
        ("Was haben Sie dann gemacht?", "de"),
        ("Qu'avez-vous fait ensuite ?", "fr"),
        ("¿Qué hizo entonces?", "es"),
        ("O que fez depois?", "pt"),
    ] {
        assert_eq!(Question::read(text, "en").table.code, code, "{text}");
    }
    assert_eq!(Question::read("Warum?", "de").table.code, "de");
}

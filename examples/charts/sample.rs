//! The study of the mock, and the shapes that are easy to forget.

use casebook::language::Language;
use casebook::view::chart::*;

/// Codes and states of a segment: `+` raised, `-` not raised, `.` not asked.
fn segment(name: &str, marks: &[(&str, char)]) -> Segment {
    Segment {
        name: name.to_owned(),
        marks: marks
            .iter()
            .map(|(code, state)| Mark {
                code: code.to_string(),
                state: state_of(*state),
                href: (*state == '+').then(|| format!("#{code}")),
            })
            .collect(),
    }
}

fn state_of(sign: char) -> State {
    match sign {
        '+' => State::Raised,
        '-' => State::NotRaised,
        _ => State::NotAsked,
    }
}

fn numbered(name: &str, from: usize, states: &str) -> Segment {
    let marks: Vec<(String, char)> = (states.chars().enumerate())
        .map(|(at, state)| (format!("P{:02}", from + at), state))
        .collect();
    let marks: Vec<(&str, char)> = marks.iter().map(|(c, s)| (c.as_str(), *s)).collect();
    segment(name, &marks)
}

pub fn sizing() -> Vec<Segment> {
    vec![
        numbered("first-time buyers", 1, "+++-++-+-"),
        numbered("returning shoppers", 10, "-+-+."),
        numbered("abandoners", 15, "+-+-"),
    ]
}

fn sixty() -> Vec<Segment> {
    vec![
        numbered("first-time buyers", 1, &"++-+-+.".repeat(4)),
        numbered("returning shoppers", 40, &"+--".repeat(6)),
        numbered("abandoners", 70, &"+-".repeat(5)),
    ]
}

fn many() -> Vec<Segment> {
    vec![
        numbered("first-time buyers", 1, &"++-+-+-".repeat(12)),
        numbered("returning shoppers", 100, &"+--".repeat(18)),
        numbered("people who left without paying", 200, &"+-.".repeat(14)),
    ]
}

pub fn figures(language: &Language) -> Vec<(&'static str, Figure)> {
    let of = |segments| Strip {
        theme: "Sizing is a guess".to_owned(),
        segments,
    };
    vec![
        ("Strip", strip("c1", &of(sizing()), language)),
        ("Strip, sixty", strip("c2", &of(sixty()), language)),
        ("Strip, many", strip("c3", &of(many()), language)),
    ]
}

pub fn inlines(language: &Language) -> Vec<(&'static str, Inline)> {
    let all = [("i1", sizing()), ("i2", sixty()), ("i3", many())];
    all.into_iter()
        .filter_map(|(id, segments)| Some(("Inline", inline_strip(id, &segments, language)?)))
        .collect()
}

//! The programme for a terminal: what the programme's page says, part by part, with the numbers
//! that a bar can show.

use super::Site;
use super::programme::{self, ProgrammeView, spread_of};

/// The programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub heading: String,
    /// "All studies, to 22 November 2026."
    pub meta: String,
    pub parts: Vec<Part>,
}

/// One part, such as the cadence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub sentences: Vec<String>,
    pub lines: Vec<Line>,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: String,
    /// What a bar shows; `None` where the line is words alone.
    pub count: Option<usize>,
    /// What a whole bar would be; `None`: the largest of the list.
    pub of: Option<usize>,
    /// The number in words, "12 of 18".
    pub text: String,
}

/// What the programme's page says.
pub fn status(site: &Site) -> Status {
    let say = site.say;
    let ProgrammeView {
        heading,
        meta,
        mut rhythm,
        cadence,
        backlog,
        uncoded,
        rest,
        resting,
        reviews,
        past_review,
        mix,
        several,
        ..
    } = programme::view(site);
    if let Some(chart) = cadence.chart() {
        rhythm.push(format!("{}.", chart.title));
    }
    let months = site.months().months.into_iter().map(|month| Line {
        label: say.month(month.year, month.month),
        count: Some(month.interviews),
        of: None,
        text: match month.so_far {
            true => say.with("chart.cadence.so_far", &[("n", month.interviews.into())]),
            false => say.integer(month.interviews),
        },
    });
    let uncoded = uncoded.into_iter().map(|count| Line {
        label: count.title,
        count: count.count.parse().ok(),
        of: None,
        text: count.count,
    });
    let resting = resting.into_iter().map(|row| Line {
        label: row.who,
        count: None,
        of: None,
        text: [
            say.with(
                "programme.rests_until",
                &[("date", row.free_from.text.into())],
            ),
            match row.too_soon.is_empty() {
                true => String::new(),
                false => say.with("programme.asked_again", &[("after", row.too_soon.into())]),
            },
        ]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("; "),
    });
    let due = past_review.into_iter().map(|row| Line {
        label: row.title,
        count: None,
        of: None,
        text: row.since,
    });
    let mix = mix.into_iter().map(|row| Line {
        label: match several {
            true => format!("{}, {}", row.segment, row.study.title),
            false => row.segment,
        },
        count: Some(row.held),
        of: row.plan,
        text: match row.plan {
            Some(plan) => site.k_of_n(row.held, plan),
            None => say.integer(row.held),
        },
    });
    let (names, spread) = spread_of(site);
    let known = spread.known();
    let held = spread.held.iter().map(|(at, held)| Line {
        label: names[*at].to_owned(),
        count: Some(*held),
        of: Some(known),
        text: site.k_of_n(*held, known),
    });
    let unknown = (spread.unknown > 0 && known > 0).then(|| Line {
        label: say.text("programme.interviewer_unknown"),
        count: None,
        of: None,
        text: say.integer(spread.unknown),
    });
    let part = |key: &str, sentences: Vec<String>, lines: Vec<Line>| Part {
        heading: say.text(key),
        sentences,
        lines,
    };
    let mut parts = vec![
        part("programme.cadence", rhythm, months.collect()),
        part("programme.backlog", backlog, uncoded.collect()),
        part("programme.rest", rest, resting.collect()),
        part("programme.reviews", reviews, due.collect()),
        part("programme.mix", Vec::new(), mix.collect()),
        part(
            "programme.spread",
            Vec::new(),
            held.chain(unknown).collect(),
        ),
    ];
    parts.retain(|part| !part.sentences.is_empty() || !part.lines.is_empty());
    Status {
        heading,
        meta,
        parts,
    }
}

//! The study of the mock, and the shapes that are easy to forget.

use casebook::language::Language;
use casebook::view::chart::*;
use jiff::{ToSpan, civil::Date, civil::date};

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

/// The themes of the mock: title, states through all segments, severity, impact, feasibility, team's rank.
const THEMES: [(&str, &str, u8, u8, u8, usize); 7] = [
    ("Sizing is a guess", "+++-+++-+ -+-+- +-+-", 4, 5, 3, 5),
    ("Surprise delivery cost", "-+-+--+-- --+-+ ++++", 4, 4, 2, 2),
    ("Fear of returns", "+-++++-+- -+--- -+--", 5, 4, 4, 6),
    (
        "The basket is a wish list",
        "-+---+--- ++-++ +--+",
        1,
        2,
        5,
        7,
    ),
    ("Trust at payment", "..-+-+-++ .---. ---+", 5, 3, 4, 4),
    (
        "Made to open an account",
        "--+----+- ----- -++-",
        2,
        3,
        5,
        3,
    ),
    ("Waiting for a code", "--------- +---+ --+-", 2, 1, 5, 1),
];

fn states(of: &str) -> Vec<State> {
    of.chars().filter(|c| *c != ' ').map(state_of).collect()
}

fn wilson(raised: usize, asked: usize) -> Share {
    let (k, n, z) = (raised as f64, asked as f64, 1.96f64);
    let (p, d) = (k / n, 1.0 + z * z / n);
    let middle = (p + z * z / (2.0 * n)) / d;
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / d;
    Share {
        raised,
        asked,
        low: middle - half,
        high: middle + half,
    }
}

fn share(of: &str) -> Share {
    let all = states(of);
    let count = |state| all.iter().filter(|s| **s == state).count();
    wilson(count(State::Raised), all.len() - count(State::NotAsked))
}

fn columns(sizes: [usize; 3]) -> Vec<Columns> {
    let names = ["first-time buyers", "returning shoppers", "abandoners"];
    let mut from = 1;
    names
        .iter()
        .zip(sizes)
        .map(|(name, count)| {
            from += count;
            Columns {
                name: name.to_string(),
                codes: (from - count..from).map(|at| format!("P{at:02}")).collect(),
            }
        })
        .collect()
}

fn small_matrix(times: usize) -> Matrix {
    let stretch = |of: &str| -> Vec<State> {
        of.split(' ')
            .flat_map(|segment| states(&segment.repeat(times)))
            .collect()
    };
    Matrix {
        segments: columns([9 * times, 5 * times, 4 * times]),
        rows: THEMES
            .iter()
            .map(|(theme, of, ..)| Row {
                theme: theme.to_string(),
                states: stretch(of),
            })
            .collect(),
        note: String::new(),
    }
}

fn curve(new: &[usize], reached: Option<Run>) -> Saturation {
    Saturation {
        interviews: new
            .iter()
            .enumerate()
            .map(|(at, new)| Discovery {
                code: format!("P{:02}", at + 1),
                new: *new,
            })
            .collect(),
        base: 4,
        run: 2,
        threshold: 0.05,
        reached,
    }
}

fn day(at: i64) -> Date {
    date(2026, 1, 5).saturating_add(at.days())
}

fn conversion() -> BeforeAfter {
    let weeks = [
        2.95, 2.78, 3.05, 2.82, 2.71, 3.08, 2.90, 2.86, 3.01, 2.79, 3.12, 3.40, 3.31, 3.72, 3.51,
        3.58, 3.60,
    ];
    BeforeAfter {
        metric: "Conversion of first-time visitors".to_owned(),
        unit: "%".to_owned(),
        series: weeks
            .iter()
            .enumerate()
            .map(|(week, value)| Reading {
                date: day(week as i64 * 7),
                value: *value,
                n: None,
            })
            .collect(),
        before: Period {
            from: date(2026, 1, 1),
            to: date(2026, 1, 31),
            value: 2.9,
            detail: "300 of 10,345".to_owned(),
        },
        after: Period {
            from: date(2026, 4, 1),
            to: date(2026, 4, 30),
            value: 3.6,
            detail: "397 of 11,020".to_owned(),
        },
        events: vec![
            Event {
                date: date(2026, 2, 24),
                label: "decided".to_owned(),
                action: false,
            },
            Event {
                date: date(2026, 3, 18),
                label: "size advisor shipped".to_owned(),
                action: true,
            },
            Event {
                date: date(2026, 4, 2),
                label: "fit notes for 40 best sellers".to_owned(),
                action: true,
            },
        ],
        source: "web analytics".to_owned(),
        other_changes: "none known".to_owned(),
    }
}

fn entry(decision: &str, cost: f64, value: Option<(f64, f64, f64, bool)>, state: &str) -> Entry {
    Entry {
        decision: decision.to_owned(),
        cost,
        value: value.map(|(low, likely, high, measured)| Worth {
            low,
            likely,
            high,
            measured,
        }),
        state: state.to_owned(),
    }
}

fn months(counts: &[usize], so_far: bool) -> Cadence {
    Cadence {
        months: counts
            .iter()
            .enumerate()
            .map(|(at, count)| MonthCount {
                year: 2025 + (at as i16 + 5) / 12,
                month: ((at + 5) % 12 + 1) as i8,
                interviews: *count,
                so_far: so_far && at + 1 == counts.len(),
            })
            .collect(),
        plan: Some(2.2),
    }
}

fn talk(seconds: &[u32]) -> Timeline {
    Timeline {
        minutes: Some(7.0),
        quotes: seconds
            .iter()
            .map(|at| Moment {
                seconds: *at,
                label: format!("{}:{:02}", at / 60, at % 60),
                href: Some(format!("#q{at}")),
                words: "I measured my foot twice …".to_owned(),
            })
            .collect(),
        untimed: 0,
    }
}

pub fn figures(language: &Language) -> Vec<(&'static str, Figure)> {
    let of = |segments| Strip {
        theme: "Sizing is a guess".to_owned(),
        segments,
    };
    let severe: Vec<Severe> = THEMES
        .iter()
        .map(|(theme, of, severity, ..)| Severe {
            theme: theme.to_string(),
            share: share(of),
            severity: Some(*severity),
        })
        .collect();
    let priorities: Vec<Priority> = THEMES
        .iter()
        .map(|(theme, _, _, impact, feasibility, _)| Priority {
            theme: theme.to_string(),
            impact: *impact,
            feasibility: *feasibility,
        })
        .collect();
    let ranked: Vec<Ranked> = THEMES
        .iter()
        .enumerate()
        .map(|(at, (theme, of, .., team))| Ranked {
            theme: theme.to_string(),
            count: format!("{} of {}", share(of).raised, share(of).asked),
            participants: at + 1,
            team: Some(*team),
        })
        .collect();
    let segments = ["first-time buyers", "returning shoppers", "abandoners"];
    let shares: Vec<SegmentShare> = segments
        .iter()
        .zip([(7, 9), (2, 5), (2, 4)])
        .map(|(segment, (k, n))| SegmentShare {
            segment: segment.to_string(),
            share: wilson(k, n),
        })
        .collect();
    let ledger_rows = vec![
        entry(
            "Ship a size advisor instead of a discount",
            12e3,
            Some((11_700.0, 36_400.0, 61_100.0, true)),
            "measured",
        ),
        entry(
            "Show the delivery cost in the basket",
            4500.0,
            Some((8e3, 14e3, 25e3, false)),
            "shipped",
        ),
        entry(
            "Print the cost of a return beside the price",
            2800.0,
            None,
            "not yet measured",
        ),
        entry(
            "Put payment badges under the pay button",
            3200.0,
            None,
            "no effect measured",
        ),
        entry(
            "Give 10% off the first order",
            0.0,
            None,
            "rejected, nothing spent",
        ),
    ];
    let mut losing = ledger_rows.clone();
    losing.push(entry(
        "Reverse the forced account",
        6000.0,
        Some((-9e3, 4e3, 15e3, true)),
        "reversed",
    ));
    let in_euros = |rows| Ledger {
        currency: "EUR".to_owned(),
        rows,
    };
    let rise = Difference {
        value: 0.70,
        interval: Some((0.23, 1.18)),
        expected: Some(0.29),
        wanted_down: false,
        unit: "points".to_owned(),
        decimals: 1,
        method: "Newcombe".to_owned(),
        note: "The expectation was written down on 24 February, before anything was built."
            .to_owned(),
    };
    let no_series = BeforeAfter {
        series: Vec::new(),
        ..conversion()
    };
    let eighteen = [5, 4, 3, 2, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let mut crowd = priorities.clone();
    crowd.extend((1..9).map(|at| Priority {
        theme: format!("A further theme with a long title, number {at}"),
        impact: 4 + (at % 2) as u8,
        feasibility: 4,
    }));
    vec![
        ("Strip", strip("c1", &of(sizing()), language)),
        ("Strip, sixty", strip("c2", &of(sixty()), language)),
        ("Strip, many", strip("c3", &of(many()), language)),
        ("Segments", by_segment("c4", &shares, language)),
        ("Matrix", matrix("c5", &small_matrix(1), language)),
        ("Matrix, 54", matrix("c6", &small_matrix(3), language)),
        ("Matrix, 126", matrix("c7", &small_matrix(7), language)),
        ("Severity", severity_map("c8", &severe, language)),
        ("Impact", impact_map("c9", &priorities, language)),
        ("Impact, crowded", impact_map("c10", &crowd, language)),
        ("Slope", slope("c11", &ranked, language)),
        (
            "Saturation",
            saturation(
                "c12",
                &curve(
                    &eighteen,
                    Some(Run {
                        from: 9,
                        to: 10,
                        new: 0,
                    }),
                ),
                language,
            ),
        ),
        (
            "Saturation, not reached",
            saturation("c13", &curve(&[3, 2, 0, 2, 1, 1, 2], None), language),
        ),
        (
            "Saturation, few",
            saturation("c14", &curve(&[3, 2, 0], None), language),
        ),
        (
            "Before and after",
            before_after("c15", &conversion(), language),
        ),
        (
            "Before and after, no series",
            before_after("c16", &no_series, language),
        ),
        ("Difference", difference("c17", &rise, language)),
        ("Ledger", ledger("c18", &in_euros(ledger_rows), language)),
        ("Ledger, a loss", ledger("c19", &in_euros(losing), language)),
        (
            "Cadence",
            cadence(
                "c20",
                &months(&[3, 2, 4, 0, 2, 6, 1, 3, 5, 2], true),
                language,
            ),
        ),
        (
            "Cadence, long",
            cadence(
                "c21",
                &months(&[3, 2, 4, 0, 2, 6, 1, 3, 5, 2].repeat(5), false),
                language,
            ),
        ),
        (
            "Timeline",
            timeline("c22", &talk(&[134, 171, 270]), language),
        ),
        (
            "Timeline, dense",
            timeline(
                "c23",
                &talk(&[10, 20, 30, 134, 140, 171, 180, 270, 415]),
                language,
            ),
        ),
        (
            "Timeline, crowd",
            timeline(
                "c24",
                &talk(&(0..40).map(|at| at * 10).collect::<Vec<_>>()),
                language,
            ),
        ),
    ]
}

pub fn inlines(language: &Language) -> Vec<(&'static str, Inline)> {
    let all = [("i1", sizing()), ("i2", sixty()), ("i3", many())];
    all.into_iter()
        .filter_map(|(id, segments)| Some(("Inline", inline_strip(id, &segments, language)?)))
        .collect()
}

//! The ledger: what each decision cost against what it was worth, low to high with the likely value
//! marked; measured solid, estimated hatched.

mod draw;

use super::figure::{Figure, Key, Table, Words, figures, words};
use crate::language::Language;

/// Decisions that are drawn; the table has all.
const MOST: usize = 24;

/// The decisions of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The currency's code.
    pub currency: String,
    /// The decisions, in any order.
    pub rows: Vec<Entry>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its title.
    pub decision: String,
    /// What it cost, not below zero.
    pub cost: f64,
    /// What it is worth; `None` where that is not known.
    pub value: Option<Worth>,
    /// Its state in a few words, such as "not yet measured", shown where there is no value.
    pub state: String,
}

/// What a decision is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The lower end.
    pub low: f64,
    /// The likely value.
    pub likely: f64,
    /// The upper end.
    pub high: f64,
    /// Whether it was measured (grades A to C) and not estimated (D).
    pub measured: bool,
}

impl Worth {
    /// Low, likely and high in order; `None` where the likely value is no number.
    fn sane(self) -> Option<Worth> {
        let or_likely = |end: f64| if end.is_finite() { end } else { self.likely };
        self.likely.is_finite().then(|| Worth {
            low: or_likely(self.low).min(self.likely),
            high: or_likely(self.high).max(self.likely),
            ..self
        })
    }
}

impl Entry {
    fn sane(&self) -> Entry {
        Entry {
            cost: if self.cost.is_finite() {
                self.cost.max(0.0)
            } else {
                0.0
            },
            value: self.value.and_then(Worth::sane),
            ..self.clone()
        }
    }

    /// What is shown first: measured, then estimated, then neither; the most valuable, the dearest.
    fn order(&self) -> (u8, f64, f64) {
        match self.value {
            Some(value) if value.measured => (0, -value.likely, -self.cost),
            Some(value) => (1, -value.likely, -self.cost),
            None => (2, 0.0, -self.cost),
        }
    }
}

/// Cost against value.
pub fn ledger(id: &str, input: &Ledger, language: &Language) -> Figure {
    if input.rows.is_empty() {
        return Figure::empty(language.say("chart.ledger.none", &[]));
    }
    let mut rows: Vec<Entry> = input.rows.iter().map(Entry::sane).collect();
    rows.sort_by(|a, b| {
        let (a, b) = (a.order(), b.order());
        (a.0.cmp(&b.0))
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    let largest = (rows.iter())
        .flat_map(|row| {
            [
                row.cost,
                row.value.map_or(0.0, |v| v.high.abs().max(v.low.abs())),
            ]
        })
        .fold(0.0, f64::max);
    if largest <= 0.0 {
        return Figure::empty(language.say("chart.ledger.nothing", &[]));
    }
    let table = table(&rows, &input.currency, language);
    let all = rows.len();
    let title = title(&rows, language);
    rows.truncate(MOST);
    let unit = match largest {
        n if n >= 5e6 => 1e6,
        n if n >= 5e3 => 1e3,
        _ => 1.0,
    };
    let currency = [("currency", language.currency_name(&input.currency).into())];
    let in_units = match unit {
        1e6 => language.say("chart.ledger.millions", &currency),
        1e3 => language.say("chart.ledger.thousands", &currency),
        _ => language.say("chart.ledger.ones", &currency),
    };
    let words = Words {
        title,
        sub: language.say("chart.ledger.sub", &[("unit", in_units.into())]),
        desc: describe(&rows, &input.currency, language),
        keys: keys(&rows, language),
        note: match all > rows.len() {
            true => language.say("chart.ledger.shown", &[("n", rows.len().into())]),
            false => String::new(),
        },
        table,
        ..Words::default()
    };
    let plan = draw::Plan {
        rows: &rows,
        unit,
        language,
    };
    Figure::drawn(id, language, words, |format| plan.draw(format))
}

/// How many decisions carry the measured value.
fn title(rows: &[Entry], language: &Language) -> String {
    let measured = rows
        .iter()
        .filter(|row| row.value.is_some_and(|value| value.measured));
    let paying = measured
        .clone()
        .filter(|row| row.value.is_some_and(|value| value.likely > 0.0));
    let args = [
        ("n", rows.len().into()),
        ("k", measured.clone().count().into()),
        (
            "decision",
            paying.clone().next().map_or("", |row| &row.decision).into(),
        ),
    ];
    match (measured.count(), paying.count()) {
        (0, _) => language.say("chart.ledger.title_none", &args),
        (_, 1) if rows.len() > 1 => language.say("chart.ledger.title_one", &args),
        _ => language.say("chart.ledger.title", &args),
    }
}

fn describe(rows: &[Entry], currency: &str, language: &Language) -> String {
    let money = |amount: f64| language.money(amount, currency);
    let facts: Vec<String> = (rows.iter())
        .map(|row| {
            let mut args = vec![
                ("decision", row.decision.as_str().into()),
                ("cost", money(row.cost).into()),
                ("state", row.state.as_str().into()),
            ];
            let Some(value) = row.value else {
                return language.say("chart.ledger.fact", &args);
            };
            args.extend([
                ("low", money(value.low).into()),
                ("likely", money(value.likely).into()),
                ("high", money(value.high).into()),
            ]);
            match value.measured {
                true => language.say("chart.ledger.fact_measured", &args),
                false => language.say("chart.ledger.fact_estimated", &args),
            }
        })
        .collect();
    facts.join("; ")
}

fn keys(rows: &[Entry], language: &Language) -> Vec<Key> {
    let of = |measured: bool| {
        rows.iter()
            .any(|row| row.value.is_some_and(|v| v.measured == measured))
    };
    let mut keys = Vec::new();
    if rows.iter().any(|row| row.cost > 0.0) {
        let word = language.say("chart.ledger.key_cost", &[]);
        keys.push(Key::new(word, |s| s.rect(1.0, 3.0, 14.0, 10.0, "bar-2")));
    }
    if of(true) {
        let word = language.say("chart.ledger.key_measured", &[]);
        keys.push(Key::new(word, |s| s.rect(1.0, 3.0, 14.0, 10.0, "bar")));
    }
    if of(false) {
        let word = language.say("chart.ledger.key_estimated", &[]);
        keys.push(Key::new(word, |s| {
            s.rect(1.0, 3.0, 14.0, 10.0, "axis");
            s.line((2.0, 9.0), (8.0, 3.0), "hatch-line");
            s.line((3.0, 13.0), (13.0, 3.0), "hatch-line");
            s.line((8.0, 13.0), (14.0, 7.0), "hatch-line");
        }));
    }
    keys
}

fn table(rows: &[Entry], currency: &str, language: &Language) -> Table {
    let mut table = Table::new([
        words(language.say("chart.ledger.decision", &[])),
        words(language.say("chart.ledger.state", &[])),
        figures(language.say("chart.ledger.cost", &[])),
        figures(language.say("chart.ledger.low", &[])),
        figures(language.say("chart.ledger.likely", &[])),
        figures(language.say("chart.ledger.high", &[])),
    ]);
    for row in rows {
        let ends = row.value.map(|value| [value.low, value.likely, value.high]);
        let ends = match ends {
            Some(ends) => ends.map(|amount| language.money(amount, currency)),
            None => [const { String::new() }; 3],
        };
        let state = match row.value {
            Some(value) if value.measured => language.say("chart.ledger.measured", &[]),
            Some(_) => language.say("chart.ledger.estimated", &[]),
            None => row.state.clone(),
        };
        let cost = language.money(row.cost, currency);
        table.row([row.decision.clone(), state, cost].into_iter().chain(ends));
    }
    table
}

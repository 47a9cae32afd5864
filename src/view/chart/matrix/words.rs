//! What the matrix says: its finding, its key, its table.

use super::{MOST_COLUMNS, Plan, Row};
use crate::language::capitalised;
use crate::view::chart::common::{State, of};
use crate::view::chart::figure::{Key, Table, figures, words};

/// What stands out: the theme raised most, and a segment that agrees on one.
pub(super) fn title(plan: &Plan) -> String {
    let language = plan.language;
    let top = plan.rows[0];
    let (raised, asked) = top.tally(0..plan.participants());
    let divided = plan.segments.len() > 1;
    let everywhere = divided
        && plan
            .segments
            .iter()
            .all(|(_, of)| top.tally(of.clone()).0 > 0);
    let args = [
        ("theme", top.theme.as_str().into()),
        ("k", raised.into()),
        ("n", asked.into()),
    ];
    let first = match everywhere {
        true => language.say("chart.matrix.title_everywhere", &args),
        false => language.say("chart.matrix.title_most", &args),
    };
    let mut agreed: Option<(usize, String)> = None;
    for row in plan.rows.iter().filter(|_| divided) {
        for (name, columns) in plan.segments.iter().filter(|(name, _)| !name.is_empty()) {
            let (raised, asked) = row.tally(columns.clone());
            let larger = agreed.as_ref().is_none_or(|(most, _)| asked > *most);
            if asked >= 3 && raised == asked && larger {
                let args = [
                    ("n", asked.into()),
                    ("segment", name.as_str().into()),
                    ("theme", row.theme.as_str().into()),
                ];
                agreed = Some((asked, language.say("chart.matrix.title_agreed", &args)));
            }
        }
    }
    match agreed {
        Some((_, agreed)) => {
            let args = [("first", first.into()), ("second", agreed.into())];
            language.say("chart.two_findings", &args)
        }
        None => first,
    }
}

pub(super) fn sub(plan: &Plan, themes: usize) -> String {
    let language = plan.language;
    let participants = [("n", plan.participants().into())];
    let participants = language.say("chart.of_participants", &participants);
    let args = [
        ("n", themes.into()),
        ("shown", plan.rows.len().into()),
        ("participants", participants.into()),
    ];
    match themes > plan.rows.len() {
        true => language.say("chart.matrix.sub_most", &args),
        false => language.say("chart.matrix.sub", &args),
    }
}

pub(super) fn describe(plan: &Plan) -> String {
    let facts: Vec<String> = (plan.rows.iter())
        .map(|row| {
            let args = [
                ("what", row.theme.as_str().into()),
                ("value", plan.count(row).into()),
            ];
            plan.language.say("chart.fact", &args)
        })
        .collect();
    facts.join("; ")
}

pub(super) fn keys(plan: &Plan, bars: bool) -> Vec<Key> {
    let states: Vec<State> = (plan.rows.iter())
        .flat_map(|row| row.states(0..plan.participants()))
        .collect();
    let language = plan.language;
    let mut keys = Vec::new();
    if states.contains(&State::Raised) {
        let word = language.say("chart.key.raised", &[]);
        keys.push(Key::new(word, |s| s.rect(2.0, 2.0, 12.0, 12.0, "dot")));
    }
    if states.contains(&State::NotRaised) {
        let word = language.say("chart.key.not_raised", &[]);
        keys.push(Key::new(word, |s| match bars {
            true => s.rect(2.0, 2.0, 12.0, 12.0, "dot-o"),
            false => s.circle(8.0, 8.0, 2.0, "off-dot"),
        }));
    }
    if states.contains(&State::NotAsked) && !bars {
        let word = language.say("chart.key.not_asked", &[]);
        keys.push(Key::new(word, |s| s.circle(8.0, 8.0, 6.0, "na")));
    }
    keys
}

/// Who raised each theme, by code; by segment where there are no codes or too many participants.
pub(super) fn table(plan: &Plan, rows: &[&Row]) -> Table {
    let language = plan.language;
    let theme = words(language.say("chart.theme", &[]));
    let asked = figures(language.say("chart.of_those_asked", &[]));
    let by_code = plan.participants() <= MOST_COLUMNS && plan.codes.iter().all(|c| !c.is_empty());
    if by_code {
        let by = words(language.say("chart.raised_by", &[]));
        let mut table = Table::new([theme, by, asked]);
        for row in rows {
            let raised = row.states(0..plan.participants()).zip(&plan.codes);
            let codes: Vec<&str> = raised
                .filter(|(state, _)| *state == State::Raised)
                .map(|(_, code)| *code)
                .collect();
            table.row([row.theme.clone(), language.list(&codes), plan.count(row)]);
        }
        return table;
    }
    let named = |(name, _): &(String, _)| figures(capitalised(name));
    let divided = plan.segments.len() > 1;
    let columns = plan.segments.iter().filter(|_| divided).map(named);
    let mut table = Table::new([theme].into_iter().chain(columns).chain([asked]));
    for row in rows {
        let segments = plan.segments.iter().filter(|_| divided);
        let counts = segments.map(|(_, columns)| {
            let (raised, asked) = row.tally(columns.clone());
            of(language, raised, asked)
        });
        let cells = [row.theme.clone()].into_iter().chain(counts);
        table.row(cells.chain([plan.count(row)]));
    }
    table
}

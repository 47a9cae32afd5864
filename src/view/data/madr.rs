//! Decisions as Markdown Architectural Decision Records (MADR 4), a file each, to be kept where a
//! product's other decisions are.

use super::filter::Filter;
use super::plain;
use crate::model::{Decision, DecisionStatus, Measurement, Proof, Study};
use crate::view::Site;

/// The files by name, `study/2026-02-24-size-advisor.md`.
pub fn files(site: &Site, filter: &Filter) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        let folder = match &*study.id {
            "" => String::new(),
            id => format!("{id}/"),
        };
        for decision in study.decisions.iter().filter(|d| filter.decision(study, d)) {
            let name = format!("{folder}{}.md", decision.id);
            files.push((name, record(site, study, decision).into_bytes()));
        }
    }
    files
}

fn record(site: &Site, study: &Study, decision: &Decision) -> String {
    let mut out = String::from("---\n");
    out += &format!("status: {}\n", quoted(&status(study, decision)));
    if let Some(decided) = decision.decided {
        out += &format!("date: {decided}\n");
    }
    if !decision.deciders.is_empty() {
        let names: Vec<String> = decision.deciders.iter().map(|name| quoted(name)).collect();
        out += &format!("decision-makers: [{}]\n", names.join(", "));
    }
    out += &format!("---\n\n# {}\n", line(&decision.title));
    let context = [&study.about.challenge, &study.about.question];
    let context: Vec<&str> = context.into_iter().flatten().map(String::as_str).collect();
    section(
        &mut out,
        "## Context and Problem Statement",
        context.join("\n\n"),
    );
    section(
        &mut out,
        "## Decision Drivers",
        list(drivers(site, study, decision)),
    );
    section(
        &mut out,
        "## Considered Options",
        list(decision.options.clone()),
    );
    section(&mut out, "## Decision Outcome", outcome(site, decision));
    section(&mut out, "### Consequences", list(consequences(decision)));
    section(&mut out, "### Confirmation", expected(decision));
    section(&mut out, "## More Information", more(site, decision));
    out
}

/// In the words that MADR has for it.
fn status(study: &Study, decision: &Decision) -> String {
    match decision.status {
        DecisionStatus::Proposed => "proposed".to_owned(),
        DecisionStatus::Rejected => "rejected".to_owned(),
        DecisionStatus::Reversed => "deprecated".to_owned(),
        DecisionStatus::Superseded => match decision.superseded_by {
            Some(later) => format!("superseded by {}", study[later].id),
            None => "deprecated".to_owned(),
        },
        _ => "accepted".to_owned(),
    }
}

/// What it stands on, in the words of whoever said it.
fn drivers(site: &Site, study: &Study, decision: &Decision) -> Vec<String> {
    let (open, close) = site.say.quotation_marks();
    let mut drivers: Vec<String> = decision
        .evidence
        .iter()
        .filter_map(|proof| match proof {
            Proof::Theme(theme) => {
                let theme = &study[*theme];
                let claim = theme.insight.as_ref().unwrap_or(&theme.title);
                Some(format!("{} (theme `{}`)", line(claim), theme.id))
            }
            Proof::Evidence(id) => {
                let words = study[*id].words()?;
                let words = line(&words.text);
                Some(format!("{open}{words}{close} (`{}`)", study[*id].cite))
            }
            Proof::Interview(_) => None,
        })
        .collect();
    let against = decision.counter_evidence.as_ref();
    let against = against.map(|text| plain(site.published, text));
    drivers.extend(against.map(|text| format!("Against it: {}", line(&text))));
    drivers
}

fn outcome(site: &Site, decision: &Decision) -> String {
    let state = format!("State: {}.", decision.status.word());
    let body = plain(site.published, &decision.body).replace('\n', "\n\n");
    [line(&decision.title), state, body].join("\n\n")
}

fn consequences(decision: &Decision) -> Vec<String> {
    let mut found: Vec<String> = decision
        .actions
        .iter()
        .map(|action| {
            let who = action.who.iter().map(|who| format!(", {who}"));
            let due = action.due.iter().map(|due| format!(", due {due}"));
            let done = action.done.iter().map(|done| format!(", done {done}"));
            let more: String = who.chain(due).chain(done).collect();
            format!("{}{more}", line(&action.what))
        })
        .collect();
    if let Some(outcome) = &decision.outcome {
        let metric = outcome.metric.as_deref().unwrap_or("measured");
        let side = |m: &Option<Measurement>| m.as_ref().map(measured);
        let before = side(&outcome.before).map(|m| format!(" before: {m}"));
        let after = side(&outcome.after).map(|m| format!(" after: {m}"));
        let sides: Vec<String> = before.into_iter().chain(after).collect();
        if !sides.is_empty() {
            found.push(format!("{metric},{}", sides.join(";")));
        }
    }
    found
}

fn measured(m: &Measurement) -> String {
    let n = m.n.map(|n| format!(", n = {n}")).unwrap_or_default();
    let period = m.period.as_ref().map(|p| format!(" in {p}"));
    format!("{}{}{}{n}", m.value, m.unit, period.unwrap_or_default())
}

fn expected(decision: &Decision) -> String {
    let Some(expected) = &decision.expected else {
        return String::new();
    };
    let metric = expected.metric.as_deref().unwrap_or("the metric");
    let by = expected.by.iter().map(|by| format!(" by {by}"));
    let until = expected.until.iter().map(|until| format!(" until {until}"));
    let written = expected
        .written
        .iter()
        .map(|on| format!(" (written on {on})"));
    let rest: String = by.chain(until).chain(written).collect();
    format!("Expected of {metric}: a change{rest}.")
}

fn more(site: &Site, decision: &Decision) -> String {
    let currency = &site.published.settings.currency;
    let mut facts = Vec::new();
    facts.extend(
        decision
            .cost
            .map(|cost| format!("Cost: {cost} {currency}.")),
    );
    if let Some(value) = &decision.value {
        facts.extend(value.likely.map(|likely| {
            let basis = value.basis.map_or("no basis given", |basis| basis.word());
            format!("Likely value of a year: {likely} {currency} ({basis}).")
        }));
    }
    facts.extend(
        decision
            .review_by
            .map(|day| format!("To be reviewed by {day}.")),
    );
    facts.join(" ")
}

fn section(out: &mut String, heading: &str, text: String) {
    if !text.trim().is_empty() {
        *out += &format!("\n{heading}\n\n{}\n", text.trim());
    }
}

fn list(items: Vec<String>) -> String {
    let items = items.iter().map(|item| format!("* {}\n", line(item)));
    items.collect()
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A YAML string.
fn quoted(text: &str) -> String {
    format!(
        "\"{}\"",
        line(text).replace('\\', "\\\\").replace('"', "\\\"")
    )
}

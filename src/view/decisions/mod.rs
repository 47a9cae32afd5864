//! The decision log of all studies: what was spent, what came back, each decision in a line, and
//! how the totals add up from those lines.

mod sums;

use serde::Serialize;

use self::sums::sums;

use super::chart::{Entry, Figure, Ledger, Worth, ledger};
use super::data::DataFile;
use super::decision::no_outcome;
use super::html::escape;
use super::ledger::{is_avoided, research_cost_of, row_of};
use super::parts::{DateView, StatusView};
use super::say::fill;
use super::shell::Shell;
use super::worth::grade_letter;
use super::{OnPage, PageKey, Site};
use crate::analyse::grade::Grade;
use crate::analyse::ledger::{Cost, Counts, Reason, Row, Totals, totals};
use crate::analyse::range::Range;
use crate::analyse::roi::{Payback, Ratio, Return, returns};
use crate::model::{Decision, DecisionId, DecisionStatus, StudyId};

/// What `decisions.html` sees.
#[derive(Debug, Serialize)]
pub struct DecisionsView {
    pub page: Shell,
    pub heading: String,
    pub meta: String,
    /// What came back, as HTML, and the sentences that it is made of.
    pub standfirst: String,
    pub sentences: Vec<String>,
    /// When it has paid for itself, and what is not counted.
    pub payback: Vec<String>,
    pub chart: Figure,
    /// "Five decisions: one measured, one shipped, one rejected."
    pub sentence: String,
    pub rows: Vec<LogRow>,
    pub total: Option<Amounts>,
    pub sums: Vec<Sum>,
    pub grades: Vec<GradeMeaning>,
    /// What did not work.
    pub failed: Vec<Failed>,
    /// Where the table for machines is.
    pub data: String,
}

/// A decision in a line. Numbers are there once in words and once for sorting.
#[derive(Debug, Serialize)]
pub struct LogRow {
    pub href: String,
    pub title: String,
    /// The study's title, where there are several.
    pub study: Option<String>,
    pub decided: Option<DateView>,
    pub status: StatusView,
    /// Its place among the states.
    pub stage: usize,
    pub grade: &'static str,
    pub cost: String,
    pub cost_number: Option<f64>,
    pub likely: String,
    pub likely_number: Option<f64>,
    /// "€11,700 to €61,100"
    pub range: String,
}

/// The last line of the log.
#[derive(Debug, Serialize)]
pub struct Amounts {
    pub cost: String,
    pub likely: String,
    pub range: String,
}

/// A line of how it adds up.
#[derive(Debug, Serialize)]
pub struct Sum {
    pub title: String,
    /// "41 hours at €85, 18 incentives of €20"
    pub parts: String,
    pub likely: String,
    pub range: String,
    /// Whether it is the sum of the lines above it.
    pub total: bool,
}

/// What a grade means.
#[derive(Debug, Serialize)]
pub struct GradeMeaning {
    pub letter: &'static str,
    pub meaning: String,
}

/// A decision that had no effect, was taken back or turned down.
#[derive(Debug, Serialize)]
pub struct Failed {
    pub href: String,
    pub title: String,
    pub status: StatusView,
    pub words: String,
}

/// All decisions with what they count, and the totals.
pub struct Log<'a> {
    pub entries: Vec<(StudyId, DecisionId, &'a Decision, Row)>,
    pub totals: Totals,
    pub found: Return,
}

impl<'a> Log<'a> {
    pub fn of(site: &Site<'a>) -> Log<'a> {
        let published = site.published;
        let mut entries = Vec::new();
        for id in site.study_ids() {
            for (at, decision) in published[id].decisions.iter().enumerate() {
                let at = DecisionId(at as u32);
                entries.push((id, at, decision, row_of(decision)));
            }
        }
        let rows: Vec<Row> = entries.iter().map(|(.., row)| *row).collect();
        let totals = totals(&rows);
        let research = published
            .studies
            .iter()
            .filter_map(|study| research_cost_of(study, &published.settings).total())
            .reduce(|a, b| a + b);
        let found = returns(research, &totals);
        // What is worth most stands first; then what is newest.
        entries.sort_by(|a, b| {
            let order = |row: &Row| match row.counts {
                Counts::InHeadline => (0, -row.counted.likely),
                Counts::AsEstimate => (1, -row.counted.likely),
                Counts::Nowhere(_) if awaited(row).is_some() => (2, 0.0),
                Counts::AsAvoided => (3, -row.counted.likely),
                Counts::Nowhere(_) => (4, 0.0),
            };
            let (one, other) = (order(&a.3), order(&b.3));
            one.0
                .cmp(&other.0)
                .then(one.1.total_cmp(&other.1))
                .then(b.2.decided.cmp(&a.2.decided))
        });
        Log {
            entries,
            totals,
            found,
        }
    }
}

pub fn view(site: &Site) -> DecisionsView {
    let on = OnPage::new(site, &PageKey::Decisions);
    let say = site.say;
    let log = Log::of(site);
    let heading = say.text("log.heading");
    let currency = &site.published.settings.currency;
    let currency_name = say.language().currency_name(currency);
    let meta = say.with(
        "log.meta",
        fill![date: say.date(site.today.0), currency: currency_name],
    );
    let rows: Vec<LogRow> = log
        .entries
        .iter()
        .map(|(study, id, decision, row)| log_row(&on, (*study, *id), decision, row))
        .collect();
    let failed = log
        .entries
        .iter()
        .filter(|(_, _, decision, _)| {
            use DecisionStatus::{NoEffect, Rejected, Reversed};
            matches!(decision.status, NoEffect | Rejected | Reversed)
        })
        .map(|(study, id, decision, _)| Failed {
            href: on.link(&PageKey::Decision(*study, *id)),
            title: decision.title.clone(),
            status: site.status(decision.status),
            words: outcome_words(site, decision),
        })
        .collect();
    let total = (!rows.is_empty()).then(|| Amounts {
        cost: site.money(log.totals.spent),
        likely: measured(site, &log.totals),
        range: range(site, log.totals.headline),
    });
    DecisionsView {
        meta,
        standfirst: site.return_html(&log.found),
        sentences: sentences(site, &log),
        payback: payback(site, &log),
        chart: chart(site, &log),
        sentence: site.states_sentence(log.entries.iter().map(|(_, _, d, _)| d.status)),
        rows,
        total,
        sums: sums(site, &log),
        grades: [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E]
            .map(|grade| GradeMeaning {
                letter: grade_letter(grade),
                meaning: site.grade_word(grade),
            })
            .into(),
        failed,
        data: DataFile::Decisions.address().link_from(&on.address),
        page: Shell {
            section: "decisions",
            is_section: true,
            ..on.shell(heading.clone(), say.text("log.description"))
        },
        heading,
    }
}

fn outcome_words(site: &Site, decision: &Decision) -> String {
    let words = decision
        .outcome
        .as_ref()
        .and_then(|o| site.outcome_words(o));
    match words {
        Some(words) => format!("{} {}", words.change, words.interval),
        None => no_outcome(site, decision),
    }
}

fn log_row(
    on: &OnPage,
    (study, id): (StudyId, DecisionId),
    decision: &Decision,
    row: &Row,
) -> LogRow {
    let site = on.site;
    let say = site.say;
    let cost = match row.cost {
        Cost::Spent(amount) | Cost::Planned(amount) => Some(amount),
        Cost::NotStated | Cost::Unusable => None,
    };
    let worth = match row.counts {
        Counts::Nowhere(_) => awaited(row),
        _ => Some(row.counted),
    };
    let several = site.published.studies.len() > 1;
    LogRow {
        href: on.link(&PageKey::Decision(study, id)),
        title: decision.title.clone(),
        study: several.then(|| site.published[study].about.title.clone()),
        decided: decision.decided.map(|date| site.date(date)),
        status: site.status(decision.status),
        stage: DecisionStatus::ALL
            .iter()
            .position(|status| *status == decision.status)
            .unwrap_or(0),
        grade: grade_letter(row.grade),
        cost: match row.cost {
            Cost::Spent(amount) => site.money(amount),
            Cost::Planned(amount) => say.with("log.planned", fill![amount: site.money(amount)]),
            Cost::NotStated | Cost::Unusable => String::new(),
        },
        cost_number: cost,
        likely: worth.map_or_else(String::new, |worth| {
            let amount = site.money(worth.likely);
            let key = match row.counts {
                Counts::InHeadline => return amount,
                Counts::AsEstimate => "log.estimate",
                Counts::AsAvoided if row.grade.is_measured() => "log.avoided",
                Counts::AsAvoided => "log.avoided_estimate",
                Counts::Nowhere(_) => "log.not_shipped",
            };
            say.with(key, fill![amount: amount])
        }),
        likely_number: worth.map(|worth| worth.likely),
        range: worth.map_or_else(String::new, |worth| range(site, worth)),
    }
}

/// What a decision that has not shipped would be worth, by an estimate: shown, in no total.
fn awaited(row: &Row) -> Option<Range> {
    row.value
        .filter(|_| row.counts == Counts::Nowhere(Reason::NotShipped))
}

/// "€11,700 to €61,100"; nothing where both ends are one.
pub(super) fn range(site: &Site, range: Range) -> String {
    if (range.high - range.low).abs() < 0.005 {
        return String::new();
    }
    let (low, high) = (site.money(range.low), site.money(range.high));
    site.say.with("words.range", fill![low: low, high: high])
}

/// The measured value of a year, or that nothing has been measured.
fn measured(site: &Site, totals: &Totals) -> String {
    match totals.in_headline {
        0 => site.say.text("log.not_measured"),
        _ => site.money(totals.headline.likely),
    }
}

impl Site<'_> {
    /// "Within a year, €1 spent will likely return **€1.37**; …" As HTML.
    pub fn return_html(&self, found: &Return) -> String {
        let say = self.say;
        let key = match found.per_unit {
            Ratio::Known(range) if (range.low - range.high).abs() < 0.005 => "return.each_point",
            Ratio::Known(_) => "return.each",
            Ratio::NothingMeasured => return escape(&say.text("return.nothing_measured")),
            Ratio::NothingSpent => return escape(&say.text("return.nothing_spent")),
        };
        let Ratio::Known(range) = found.per_unit else {
            return String::new();
        };
        let [low, likely, high] = [range.low, range.likely, range.high].map(|n| self.money(n));
        let likely = format!("<span class=\"num\">{}</span>", escape(&likely));
        let unit = self.money(1.0);
        say.html(
            key,
            fill![unit: unit, low: low, high: high],
            &[("likely", &likely)],
        )
    }

    /// "Five decisions: one measured, one shipped, one rejected."
    pub fn states_sentence(
        &self,
        statuses: impl Iterator<Item = DecisionStatus> + Clone,
    ) -> String {
        let say = self.say;
        let states: Vec<String> = DecisionStatus::ALL
            .into_iter()
            .filter_map(|status| {
                let n = statuses.clone().filter(|s| *s == status).count();
                let state = self.status(status).text;
                (n > 0).then(|| say.count("decisions.of_state", n, fill![state: state]))
            })
            .collect();
        match states.is_empty() {
            true => say.text("log.none"),
            false => {
                let states = say.list(&states);
                say.count(
                    "decisions.sentence",
                    statuses.count(),
                    fill![states: states],
                )
            }
        }
    }
}

/// What was spent on what, what came back from how many, what stands apart.
fn sentences(site: &Site, log: &Log) -> Vec<String> {
    let say = site.say;
    let (found, totals) = (&log.found, &log.totals);
    let mut sentences = Vec::new();
    if found.spent > 0.0 {
        let (all, research) = (site.money(found.spent), site.money(found.research));
        let decisions = site.money(found.decisions);
        sentences.push(say.count(
            "log.spent",
            totals.decisions,
            fill![all: all, research: research, decisions: decisions],
        ));
        if totals.as_unfinished > 0 {
            let amount = site.money(totals.unfinished);
            let unfinished = totals.as_unfinished;
            sentences.push(say.count("log.unfinished", unfinished, fill![amount: amount]));
        }
    }
    if totals.in_headline > 0 {
        let value = site.money(totals.headline.likely);
        sentences.push(say.count("log.worth", totals.in_headline, fill![value: value]));
    }
    if totals.as_estimate > 0 {
        let value = site.money(totals.estimates.likely);
        sentences.push(say.count("log.estimates", totals.as_estimate, fill![value: value]));
    }
    if totals.without_cost > 0 {
        sentences.push(say.count("log.without_cost", totals.without_cost, &[]));
    }
    sentences
}

fn payback(site: &Site, log: &Log) -> Vec<String> {
    let say = site.say;
    let mut sentences = Vec::new();
    let months = |payback: Payback| match payback {
        Payback::Months(months) => Some(months.ceil().max(1.0) as usize),
        _ => None,
    };
    let found = &log.found;
    match (found.payback, months(found.payback)) {
        (_, Some(likely)) => {
            sentences.push(say.count("payback.likely", likely, &[]));
            match (months(found.payback_at_high), months(found.payback_at_low)) {
                (Some(soon), Some(late)) if soon < late => {
                    sentences.push(say.count("payback.between", late, fill![soon: soon]));
                }
                (_, None) => sentences.push(say.text("payback.perhaps_never")),
                _ => {}
            }
        }
        (Payback::Never, _) => sentences.push(say.text("payback.never")),
        _ => {}
    }
    if log.totals.as_avoided > 0 {
        let amount = site.money(log.totals.avoided.likely);
        let key = match log.totals.avoided_by_estimate {
            0 => "payback.avoided",
            n if n == log.totals.as_avoided => "payback.avoided_estimates",
            _ => "payback.avoided_in_part",
        };
        sentences.push(say.with(key, fill![amount: amount]));
    }
    sentences
}

fn chart(site: &Site, log: &Log) -> Figure {
    let rows = log
        .entries
        .iter()
        .map(|(_, _, decision, row)| Entry {
            decision: decision.title.clone(),
            cost: match row.cost {
                Cost::Spent(amount) => amount,
                Cost::Planned(_) | Cost::NotStated | Cost::Unusable => 0.0,
            },
            value: drawn(decision, row).map(|value| Worth {
                low: value.low,
                likely: value.likely,
                high: value.high,
                measured: row.counts == Counts::InHeadline,
            }),
            state: chart_state(site, decision, row),
        })
        .collect();
    let input = Ledger {
        currency: site.published.settings.currency.clone(),
        rows,
    };
    ledger("ledger", &input, site.say.language())
}

/// The value that the chart draws: what was earned or saved, or would be. Money that was not spent
/// is told in words.
fn drawn(decision: &Decision, row: &Row) -> Option<Range> {
    match row.counts {
        Counts::InHeadline | Counts::AsEstimate => Some(row.counted),
        Counts::AsAvoided => None,
        Counts::Nowhere(_) => awaited(row).filter(|_| !is_avoided(decision)),
    }
}

/// What stands in the chart where no value is drawn: "rejected, €105,000 not spent".
fn chart_state(site: &Site, decision: &Decision, row: &Row) -> String {
    let state = site.status(decision.status).text;
    match (row.cost, row.counts) {
        (_, Counts::AsAvoided) => {
            let amount = site.money(row.counted.likely);
            let key = match row.grade.is_measured() {
                true => "log.state_avoided",
                false => "log.state_avoided_estimate",
            };
            site.say.with(key, fill![state: state, amount: amount])
        }
        (Cost::Planned(amount), _) => {
            let amount = site.money(amount);
            site.say
                .with("log.state_planned", fill![state: state, amount: amount])
        }
        _ => state,
    }
}

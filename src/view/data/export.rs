//! One table by itself, some of its rows, in the format that somebody wants: what `casebook export`
//! prints.

use std::io::{self, Write};

use serde::Serialize;

use super::filter::{Filter, Unknown};
use super::{decisions, json, madr, matrix, quotes, readable, themes, tree, tree_of};
use crate::model::{ParticipantId, ThemeId};
use crate::view::Site;

/// A table to be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub table: Table,
    pub format: Format,
    pub filter: Filter,
}

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Quotes,
    Matrix,
    Themes,
    Decisions,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    /// A Markdown file a decision, as Markdown Architectural Decision Records are written.
    Madr,
}

/// Why nothing is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A name is asked for that nothing has.
    Unknown(Unknown),
    /// A row a person would join up what this audience must not.
    WithoutCodes,
}

impl Export {
    /// Why this edition has no such table.
    pub fn refusal(&self, site: &Site) -> Option<Refusal> {
        if self.table == Table::Matrix && !site.published.shows_codes() {
            return Some(Refusal::WithoutCodes);
        }
        self.filter.unknown(site).map(Refusal::Unknown)
    }
}

/// A row of a study, as JSON.
#[derive(Serialize)]
struct Of<'a, T> {
    study: &'a str,
    #[serde(flatten)]
    row: T,
}

/// The files of an export by name: one, but for MADR.
///
/// # Errors
/// None that memory does not give.
pub fn files(site: &Site, export: &Export) -> io::Result<Vec<(String, Vec<u8>)>> {
    let filter = &export.filter;
    let name = match export.table {
        Table::Quotes => "quotes",
        Table::Matrix => "matrix",
        Table::Themes => "themes",
        Table::Decisions => "decisions",
    };
    let mut out = Vec::new();
    let ending = match export.format {
        Format::Madr => return Ok(madr::files(site, filter)),
        Format::Csv => {
            match export.table {
                Table::Quotes => quotes::csv(site, filter, &mut out),
                Table::Matrix => matrix::csv(site, filter, &mut out),
                Table::Themes => themes::csv(site, filter, &mut out),
                Table::Decisions => decisions::csv(site, filter, &mut out),
            }?;
            "csv"
        }
        Format::Json => {
            rows(site, export.table, filter, &mut out)?;
            "json"
        }
    };
    Ok(vec![(format!("{name}.{ending}"), out)])
}

fn rows(site: &Site, table: Table, filter: &Filter, out: &mut dyn Write) -> io::Result<()> {
    match table {
        Table::Quotes => json(&quote_rows(site, filter), out),
        Table::Matrix => json(&participant_rows(site, filter), out),
        Table::Themes => json(&theme_rows(site, filter), out),
        Table::Decisions => json(&decision_rows(site, filter), out),
    }
}

fn quote_rows<'a>(site: &'a Site, filter: &'a Filter) -> Vec<Of<'a, tree::Evidence<'a>>> {
    let mut rows = Vec::new();
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        let ids = readable(site, study).into_iter();
        rows.extend(ids.filter(|at| filter.evidence(study, *at)).map(|at| Of {
            study: &study.id,
            row: tree_of::evidence(site, id, &study[at]),
        }));
    }
    rows
}

fn participant_rows<'a>(site: &'a Site, filter: &'a Filter) -> Vec<Of<'a, tree::Participant<'a>>> {
    let mut rows = Vec::new();
    if !site.published.shows_codes() {
        return rows;
    }
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        let matrix = matrix::Matrix::of(site, id);
        for p in (0..study.participants.len() as u32).map(ParticipantId) {
            if !filter.participant(study, p) {
                continue;
            }
            let themes = |wanted: bool| -> Vec<&'a str> {
                (0..study.themes.len() as u32)
                    .map(ThemeId)
                    .filter(|theme| filter.theme(study, *theme))
                    .filter(|theme| matrix.raised(*theme, p) == Some(wanted))
                    .map(|theme| &*study[theme].id)
                    .collect()
            };
            rows.push(Of {
                study: &study.id,
                row: tree::Participant {
                    code: &study[p].code,
                    segment: study[p].segment.map(|segment| &*study[segment].name),
                    interviewed: study[p].interviewed,
                    raised: themes(true),
                    did_not_raise: themes(false),
                },
            });
        }
    }
    rows
}

fn theme_rows<'a>(site: &'a Site, filter: &'a Filter) -> Vec<Of<'a, tree::Theme<'a>>> {
    let mut rows = Vec::new();
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        let themes = (0..study.themes.len() as u32).map(ThemeId);
        rows.extend(themes.filter(|t| filter.theme(study, *t)).map(|t| Of {
            study: &study.id,
            row: tree_of::theme(site, id, t),
        }));
    }
    rows
}

fn decision_rows<'a>(site: &'a Site, filter: &'a Filter) -> Vec<Of<'a, tree::Decision<'a>>> {
    let mut rows = Vec::new();
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        let decisions = study.decisions.iter();
        rows.extend(decisions.filter(|d| filter.decision(study, d)).map(|d| Of {
            study: &study.id,
            row: tree_of::decision(site, id, d),
        }));
    }
    rows
}

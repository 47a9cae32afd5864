//! The data files for machines: `data/*.csv`, and `data/casebook.json` with its schema.
//!
//! Entry point: [`write()`]. Their columns and fields are promises to other programs, described in
//! `docs/data.md`: add to them, never change them. Everything here comes from the published
//! casebook and so holds only what the audience may see. Where codes are not shown, rows stand in
//! the order of their opaque ids, since any other would put a participant's words together.

mod cell;
mod decisions;
pub mod export;
pub mod filter;
mod madr;
mod matrix;
mod plain;
mod provenance;
mod quotes;
mod seq;
mod themes;
mod tree;
mod tree_of;

use std::io::{self, BufWriter, Write};

use self::filter::Filter;
use super::Site;
use super::address::Address;
use crate::model::{EvidenceId, Study, When};

pub use self::plain::{plain, running, stopped};
pub use self::provenance::digest;

/// One data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DataFile {
    /// A row a quote or tagged observation.
    Quotes,
    /// A row a participant, a column a theme. Not written where codes are not shown.
    Matrix,
    /// A row a theme.
    Themes,
    /// A row a decision.
    Decisions,
    /// The whole casebook as one tree.
    Casebook,
    /// The JSON Schema of [`DataFile::Casebook`].
    Schema,
    /// What the site was made from: a digest for each quote.
    Provenance,
    /// The JSON Schema of [`DataFile::Provenance`].
    ProvenanceSchema,
}

impl DataFile {
    /// The files that this audience gets.
    pub fn of(site: &Site) -> impl Iterator<Item = DataFile> + use<> {
        let codes = site.published.shows_codes();
        [
            DataFile::Quotes,
            DataFile::Matrix,
            DataFile::Themes,
            DataFile::Decisions,
            DataFile::Casebook,
            DataFile::Schema,
            DataFile::Provenance,
            DataFile::ProvenanceSchema,
        ]
        .into_iter()
        .filter(move |file| codes || *file != DataFile::Matrix)
    }

    pub fn address(self) -> Address {
        Address::file(match self {
            DataFile::Quotes => "data/quotes.csv",
            DataFile::Matrix => "data/matrix.csv",
            DataFile::Themes => "data/themes.csv",
            DataFile::Decisions => "data/decisions.csv",
            DataFile::Casebook => "data/casebook.json",
            DataFile::Schema => "data/casebook.schema.json",
            DataFile::Provenance => "data/provenance.json",
            DataFile::ProvenanceSchema => "data/provenance.schema.json",
        })
    }
}

/// Writes a data file. That of a large casebook is never in memory as a whole.
///
/// # Errors
/// The writer's own.
pub fn write(site: &Site, file: DataFile, out: &mut dyn Write) -> io::Result<()> {
    let all = Filter::default();
    match file {
        DataFile::Quotes => quotes::csv(site, &all, out),
        DataFile::Matrix => matrix::csv(site, &all, out),
        DataFile::Themes => themes::csv(site, &all, out),
        DataFile::Decisions => decisions::csv(site, &all, out),
        DataFile::Casebook => json(&tree_of::casebook(site), out),
        DataFile::Schema => json(&tree::schema(), out),
        DataFile::Provenance => json(&provenance::provenance(site), out),
        DataFile::ProvenanceSchema => json(&provenance::schema(), out),
    }
}

/// A study's evidence that the audience may read, in the order of the data files.
fn readable(site: &Site, study: &Study) -> Vec<EvidenceId> {
    let mut ids: Vec<EvidenceId> = (0..study.evidence.len() as u32)
        .map(EvidenceId)
        .filter(|id| !study[*id].is_withheld())
        .collect();
    if !site.published.shows_codes() {
        ids.sort_by(|a, b| study[*a].cite.cmp(&study[*b].cite));
    }
    ids
}

/// `2026-02-05`, or `2026-02` where no more may be known; empty where nothing is.
fn date(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year:04}-{month:02}"),
        When::Unknown => String::new(),
    }
}

/// Compact JSON, with a line end.
fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    // Values come in pieces of a few bytes.
    let mut out = BufWriter::with_capacity(64 << 10, out);
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}

//! `data/provenance.json`: what the site was made from, so that `casebook verify` can show that it
//! says what its notes say. It holds digests, and nothing of what is withheld.

use std::collections::HashMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;

use super::readable;
use super::seq::Seq;
use crate::model::{Evidence, InterviewId, Study};
use crate::view::Site;

/// Grows when a field changes its meaning; fields that are added do not change it.
const VERSION: u32 = 1;

/// The JSON Schema of [`Provenance`], draft 2020-12.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Provenance>()
}

/// What a site was made from. With the notes of that commit, the same version of Casebook makes the
/// same bytes for this audience, day and address.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Provenance")]
pub struct Provenance<'a> {
    /// The schema of this file, beside it.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// The version of this shape: it grows when a field changes its meaning.
    version: u32,
    /// The version of Casebook that made the site.
    casebook: &'static str,
    /// Who this build is for: `team`, `internal` or `public`.
    audience: &'static str,
    /// The day of the build, `2026-06-01`.
    built: String,
    /// The site's own address, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    /// The commit that the notes stood at, where they are in a git repository. What was changed and
    /// not committed is not told by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
    /// Every quote that the site may show.
    #[schemars(with = "Vec<Quote>")]
    quotes: Seq<'a, Quote<'a>>,
}

/// A quote, by digests: BLAKE3, 64 hexadecimal digits.
#[derive(Debug, Serialize, JsonSchema)]
struct Quote<'a> {
    /// As in `quotes.csv`.
    id: &'a str,
    /// The study's id.
    study: &'a str,
    /// Of the exact words, as they stand in `casebook.json`, in UTF-8.
    words: String,
    /// Of the note that they stand in, where codes are shown and nothing of the note is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// BLAKE3 in hexadecimal.
pub fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

pub fn provenance<'a>(site: &'a Site) -> Provenance<'a> {
    let quotes: Vec<(&Study, &Evidence)> = site
        .study_ids()
        .map(|id| &site.published[id])
        .flat_map(|study| {
            let all = readable(site, study).into_iter().map(move |at| &study[at]);
            all.filter(|evidence| evidence.is_quote())
                .map(move |evidence| (study, evidence))
        })
        .collect();
    let notes = notes(site);
    Provenance {
        schema: "provenance.schema.json",
        version: VERSION,
        casebook: env!("CARGO_PKG_VERSION"),
        audience: site.published.audience().word(),
        built: site.today.0.to_string(),
        base_url: site.base_url,
        commit: site.sources.commit,
        quotes: Seq::of(quotes, move |(study, evidence)| Quote {
            id: &evidence.cite,
            study: &study.id,
            words: evidence
                .words()
                .map_or_else(String::new, |words| digest(&words.text)),
            note: notes.get(&*evidence.origin.file).cloned(),
        }),
    }
}

/// The digests of notes. There are none where codes are not shown, since two quotes of one note are
/// one person's; and none of a note of which something is withheld, since who knows all else of it
/// could try what the rest may be.
fn notes<'a>(site: &'a Site) -> HashMap<&'a str, String> {
    let (true, Some(texts)) = (site.published.shows_codes(), site.sources.notes) else {
        return HashMap::new();
    };
    let mut open: HashMap<&str, bool> = HashMap::new();
    for study in &site.published.studies {
        for (interview, id) in study.interviews.iter().zip((0..).map(InterviewId)) {
            let evidence = study.evidence.of(id);
            let whole = !evidence.iter().any(|evidence| evidence.is_withheld())
                && study.withdrawn == 0
                && interview.consent.allows(site.published.audience());
            if let Some(first) = evidence.first() {
                *open.entry(&first.origin.file).or_insert(true) &= whole;
            }
        }
    }
    let whole = open.into_iter().filter(|(_, open)| *open);
    whole
        .filter_map(|(path, _)| {
            let at = texts
                .binary_search_by(|(known, _)| (**known).cmp(path))
                .ok()?;
            Some((path, digest(&texts[at].1)))
        })
        .collect()
}

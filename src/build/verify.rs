//! Whether a site is what its notes say: [`verify`] looks up each published quote in its note, asks
//! for its consent, works the numbers out again, and builds the site once more to compare its bytes.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::Mutex;

use serde::Deserialize;

use super::drawn_pages::DrawnPages;
use super::memo::Memo;
use super::{Built, Form, Sink, lock, prepare_hearing, withheld};
use crate::config::{Audience, Config, Today};
use crate::diagnostic::{Diagnostic, line_column};
use crate::model::Evidence;
use crate::model::audience::Published;
use crate::source::Snapshot;
use crate::view::data::digest;

/// The site's own word on what it was made from.
const PROVENANCE: &str = "data/provenance.json";
const CASEBOOK: &str = "data/casebook.json";
/// Tables whose rows are worked out again and compared one by one.
const TABLES: [&str; 4] = [
    "data/themes.csv",
    "data/decisions.csv",
    "data/matrix.csv",
    "data/quotes.csv",
];

/// What was found.
#[derive(Debug, Default)]
pub struct Verified {
    /// What does not hold, each at its place in the site.
    pub wrong: Vec<Wrong>,
    /// Where each published quote stands: its id, its note, the line.
    pub quotes: Vec<(String, String, usize)>,
    /// How many rows of tables were worked out again.
    pub numbers: usize,
    /// How many files of the site were compared; none where another version made it.
    pub files: usize,
    pub audience: Option<Audience>,
    pub built: String,
    pub commit: Option<String>,
    /// The version that made the site, where it is another one.
    pub other_version: Option<String>,
}

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The file of the site.
    pub file: String,
    /// From 1; 0 where it is the file as a whole.
    pub line: usize,
    pub message: String,
    /// The place in the casebook, `content/shop/interviews/P07.md:12`.
    pub note: Option<String>,
}

/// What stops a site from being verified at all.
#[derive(Debug)]
pub enum Unverified {
    /// A file that it needs is not there or cannot be read, and why.
    Site(String),
    /// The casebook's own files have errors.
    Casebook(Vec<Diagnostic>),
}

#[derive(Deserialize)]
struct Provenance {
    casebook: String,
    audience: String,
    built: String,
    base_url: Option<String>,
    commit: Option<String>,
    quotes: Vec<Digests>,
}

#[derive(Deserialize)]
struct Digests {
    id: String,
    study: String,
    words: String,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Tree {
    studies: Vec<TreeStudy>,
}

#[derive(Deserialize)]
struct TreeStudy {
    id: String,
    evidence: Vec<TreeEvidence>,
}

#[derive(Deserialize)]
struct TreeEvidence {
    id: String,
    kind: String,
    words: String,
}

/// Keeps the files of a site by their addresses.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Kept {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        lock(&self.0).insert(address.to_owned(), bytes.to_vec());
        Ok(())
    }
}

/// Verifies the site whose files `read` gives by their addresses, against the casebook's files.
///
/// # Errors
/// Where there is nothing to hold the one against the other.
pub fn verify(
    snapshot: &Snapshot,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Verified, Unverified> {
    let provenance: Provenance = parsed(PROVENANCE, read)?;
    let tree: Tree = parsed(CASEBOOK, read)?;
    let audience = Audience::from_word(&provenance.audience);
    let today = provenance.built.parse().map(Today);
    let (Some(audience), Ok(today)) = (audience, today) else {
        let why = format!("`{PROVENANCE}` does not say for whom and on which day it was built");
        return Err(Unverified::Site(why));
    };
    // The same day, audience, address and commit give the same bytes.
    let config = Config {
        audience: Some(audience),
        base_url: provenance.base_url.clone(),
    };
    let mut snapshot = snapshot.clone();
    snapshot.commit = provenance.commit.as_deref().map(Into::into);
    let mut said = Vec::new();
    let (mut built, edition) = prepare_hearing(
        &snapshot,
        &config,
        today,
        &mut Memo::for_one_build(),
        &|_| (),
        &mut |drafts| said = withheld::quotes(drafts),
    );
    let kept = Kept::default();
    if let Some(edition) = &edition {
        let pages = &mut DrawnPages::for_one_build();
        let Ok(()) = edition.draw_all(&said, &snapshot, &Form::Site, &kept, (&mut built, pages));
    }
    let Some(edition) = edition.filter(|_| built.is_whole()) else {
        let Built { mut problems, .. } = built;
        crate::diagnostic::sort(&mut problems);
        return Err(Unverified::Casebook(problems));
    };
    let files = kept.0.into_inner();
    let files = files.unwrap_or_else(std::sync::PoisonError::into_inner);
    let version = env!("CARGO_PKG_VERSION");
    let mut verified = Verified {
        audience: Some(audience),
        built: provenance.built.clone(),
        commit: provenance.commit.clone(),
        other_version: (provenance.casebook != version).then(|| provenance.casebook.clone()),
        ..Verified::default()
    };
    quotes(
        &tree,
        &provenance,
        &edition.published,
        &snapshot,
        &mut verified,
    );
    for address in TABLES {
        let (is, should) = (read(address), files.get(address));
        table(
            address,
            is.as_deref(),
            should.map(Vec::as_slice),
            &mut verified,
        );
    }
    if verified.other_version.is_none() {
        pages(&files, read, &mut verified);
    }
    Ok(verified)
}

fn parsed<T: for<'de> Deserialize<'de>>(
    address: &str,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<T, Unverified> {
    let bytes = read(address)
        .ok_or_else(|| Unverified::Site(format!("the site has no `{address}` that can be read")))?;
    serde_json::from_slice(&bytes)
        .map_err(|why| Unverified::Site(format!("`{address}` cannot be read: {why}")))
}

/// Each quote of the site: its words in its note, its consent, its digests.
fn quotes(
    tree: &Tree,
    provenance: &Provenance,
    published: &Published,
    snapshot: &Snapshot,
    verified: &mut Verified,
) {
    let mut known: HashMap<(&str, &str), &Evidence> = HashMap::new();
    for study in &published.studies {
        let readable = study.evidence.iter().filter(|e| !e.is_withheld());
        known.extend(readable.map(|e| ((&*study.id, &*e.cite), e)));
    }
    let digests: HashMap<(&str, &str), &Digests> = provenance
        .quotes
        .iter()
        .map(|quote| ((&*quote.study, &*quote.id), quote))
        .collect();
    let mut seen = 0;
    for study in &tree.studies {
        for quote in study.evidence.iter().filter(|e| e.kind == "quote") {
            let key = (&*study.id, &*quote.id);
            let mut wrong = |message: String, note: Option<String>| {
                verified.wrong.push(Wrong {
                    file: CASEBOOK.into(),
                    line: 0,
                    message: format!("`{}`: {message}", quote.id),
                    note,
                });
            };
            let Some(evidence) = known.get(&key) else {
                let message = "no note has this quote, or its consent is narrower than the site";
                wrong(message.into(), None);
                continue;
            };
            let text = snapshot
                .text(&evidence.origin.file)
                .map_or("", |file| &*file.text);
            let (line, _) = line_column(text, evidence.origin.span.start);
            let place = format!("{}:{line}", evidence.origin.file);
            if evidence
                .words()
                .is_none_or(|words| *words.text != *quote.words)
            {
                wrong(
                    "its words do not stand so in its note".into(),
                    Some(place.clone()),
                );
            }
            if !evidence.consent.allows(published.audience()) {
                let consent = evidence.consent.word();
                wrong(format!("its consent is `{consent}`"), Some(place.clone()));
            }
            match digests.get(&key) {
                None => wrong(
                    format!("`{PROVENANCE}` does not know it"),
                    Some(place.clone()),
                ),
                Some(digests) => {
                    seen += 1;
                    if digests.words != digest(&quote.words) {
                        let message = "its words are not those of its digest";
                        wrong(message.into(), Some(place.clone()));
                    }
                    if digests
                        .note
                        .as_ref()
                        .is_some_and(|note| *note != digest(text))
                    {
                        let message = "its note was changed since the site was built";
                        wrong(message.into(), Some(place.clone()));
                    }
                }
            }
            verified
                .quotes
                .push((quote.id.clone(), evidence.origin.file.to_string(), line));
        }
    }
    if seen != provenance.quotes.len() {
        verified.wrong.push(Wrong {
            file: PROVENANCE.into(),
            line: 0,
            message: format!(
                "it names {} quotes, and the site has {seen} of them",
                provenance.quotes.len()
            ),
            note: None,
        });
    }
}

/// Each row of a table against the one that the notes give.
fn table(address: &str, is: Option<&[u8]>, should: Option<&[u8]>, verified: &mut Verified) {
    let wrong = |line: usize, message: String| Wrong {
        file: address.into(),
        line,
        message,
        note: None,
    };
    let (is, should) = match (is, should) {
        (None, None) => return,
        (Some(is), Some(should)) => (is, should),
        (None, Some(_)) => return verified.wrong.push(wrong(0, "the site lacks it".into())),
        (Some(_), None) => {
            let message = "this audience is not to have it".to_owned();
            return verified.wrong.push(wrong(0, message));
        }
    };
    let mut is = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(is);
    let mut should = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(should);
    let (mut is, mut should) = (is.records(), should.records());
    let mut header: Option<csv::StringRecord> = None;
    loop {
        let row = is.next().and_then(Result::ok);
        let right = should.next().and_then(Result::ok);
        let line = row
            .as_ref()
            .and_then(csv::StringRecord::position)
            .map_or(0, |p| p.line() as usize);
        match (row, right) {
            (None, None) => break,
            (Some(_), None) => verified
                .wrong
                .push(wrong(line, "no note gives this row".into())),
            (None, Some(right)) => {
                let name: Vec<&str> = right.iter().take(2).collect();
                let message = format!("the row `{}` is missing", name.join(","));
                verified.wrong.push(wrong(0, message));
            }
            (Some(row), Some(right)) => {
                verified.numbers += usize::from(header.is_some());
                for at in 0..row.len().max(right.len()) {
                    let (is, should) = (row.get(at).unwrap_or(""), right.get(at).unwrap_or(""));
                    if is != should {
                        let column = header.as_ref().and_then(|h| h.get(at)).unwrap_or("header");
                        let message =
                            format!("`{column}` is `{is}`, and the notes give `{should}`");
                        verified.wrong.push(wrong(line, message));
                    }
                }
                header.get_or_insert(right);
            }
        }
    }
}

/// Every other file, byte by byte.
fn pages(
    files: &BTreeMap<String, Vec<u8>>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    verified: &mut Verified,
) {
    let told = |address: &str| TABLES.contains(&address);
    for (address, should) in files.iter().filter(|(address, _)| !told(address)) {
        verified.files += 1;
        let (line, message) = match read(address) {
            None => (0, "the site lacks it"),
            Some(is) if is != *should => {
                let equal = is.iter().zip(should).take_while(|(a, b)| a == b).count();
                let line = is[..equal].iter().filter(|b| **b == b'\n').count() + 1;
                (line, "it is not what the notes give, from here on")
            }
            Some(_) => continue,
        };
        verified.wrong.push(Wrong {
            file: address.clone(),
            line,
            message: message.into(),
            note: None,
        });
    }
}

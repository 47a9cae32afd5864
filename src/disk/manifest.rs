//! The list of the files in an output folder that casebook wrote, and may replace and remove.
//!
//! ```text
//! casebook manifest 1
//! = index.html
//! + 3f29d00aa17be5c1 retailer/index.html
//! ```
//!
//! `=` is a file of ours. `+` is a file that a build is about to put into place, with the
//! rapidhash (version 3, hexadecimal) of its bytes; after a build that was killed, a file of that
//! name is ours if it has that hash: it need only tell files apart that nobody made to be mistaken.
//! A build that ended well leaves no `+`.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rapidhash::v3::rapidhash_v3;

use super::error::{DiskError, Doing};
use super::place::Place;
use crate::address_rules;

pub(super) const NAME: &str = ".casebook-manifest";
const HEADER: &str = "casebook manifest 1";

/// Whether a folder is one that casebook writes.
pub(super) fn marks(folder: &Path) -> bool {
    folder.join(NAME).exists()
}

/// What a manifest says, and the files that it is about.
#[derive(Default)]
pub(super) struct Manifest {
    /// The addresses of our files.
    pub ours: BTreeSet<String>,
    /// The addresses of files that a killed build announced and that are not there: it may have
    /// left their folders.
    pub missing: Vec<String>,
    /// As it stands on the disk; empty where there is none.
    pub text: String,
}

impl Manifest {
    /// Reads the manifest of an output folder.
    pub fn read(place: &Place) -> Result<Manifest, DiskError> {
        let text = match fs::read(place.real.join(NAME)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Manifest::default());
            }
            Err(error) => return Err(DiskError::io(Doing::Read, &place.shown.join(NAME), error)),
        };
        let entries = parse(&text).map_err(|line| DiskError::Manifest {
            path: place.show(NAME),
            line,
        })?;
        let mut manifest = Manifest::default();
        for (address, awaited) in entries {
            let path = place.real.join(address);
            if awaited.is_none_or(|hash| has_hash(&path, hash)) {
                manifest.ours.insert(address.to_owned());
            } else if fs::symlink_metadata(&path).is_err() {
                manifest.missing.push(address.to_owned());
            }
        }
        manifest.text = text;
        Ok(manifest)
    }
}

/// The addresses of our files after a build that ended well, and the manifest's text.
pub(super) fn ours(place: &Place) -> Option<(Vec<String>, String)> {
    let text = fs::read_to_string(place.real.join(NAME)).ok()?;
    let entries = parse(&text).ok()?;
    let ended = entries.iter().all(|(_, awaited)| awaited.is_none());
    let addresses = entries.iter().map(|(address, _)| (*address).to_owned());
    let addresses = ended.then(|| addresses.collect())?;
    Some((addresses, text))
}

/// The text of a manifest; `awaited` are in the order of their addresses.
pub(super) fn text<'a>(
    ours: impl Iterator<Item = &'a str>,
    awaited: impl Iterator<Item = (&'a str, u64)>,
) -> String {
    let mut text = format!("{HEADER}\n");
    for address in ours {
        text.extend(["= ", address, "\n"]);
    }
    for (address, hash) in awaited {
        text.extend(["+ ", &format!("{hash:016x}"), " ", address, "\n"]);
    }
    text
}

/// The entries of a manifest; else the line that is not one.
fn parse(text: &str) -> Result<Vec<(&str, Option<u64>)>, usize> {
    let mut lines = text.split_terminator('\n').enumerate();
    if lines.next().is_none_or(|(_, header)| header != HEADER) || !text.ends_with('\n') {
        return Err(1);
    }
    lines
        .map(|(index, line)| entry(line).ok_or(index + 1))
        .collect()
}

fn entry(line: &str) -> Option<(&str, Option<u64>)> {
    let (address, hash) = match line.split_at_checked(2)? {
        ("= ", address) => (address, None),
        ("+ ", rest) => {
            let (hash, address) = rest.split_once(' ')?;
            let is_hash = hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit());
            let hash = is_hash.then(|| u64::from_str_radix(hash, 16).ok())?;
            (address, Some(hash?))
        }
        _ => return None,
    };
    address_rules::fault(address)
        .is_none()
        .then_some((address, hash))
}

fn has_hash(path: &Path, hash: u64) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    is_file && fs::read(path).is_ok_and(|bytes| rapidhash_v3(&bytes) == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let hash = rapidhash_v3(b"page");
        let text = text(
            ["a/index.html", "index.html"].into_iter(),
            [("b = c/index.html", hash)].into_iter(),
        );
        assert_eq!(
            parse(&text),
            Ok(vec![
                ("a/index.html", None),
                ("index.html", None),
                ("b = c/index.html", Some(hash)),
            ])
        );
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        let line = |rest: &str| parse(&format!("{HEADER}\n{rest}")).map(|entries| entries.len());
        assert_eq!(line("= a\n= b/c\n"), Ok(2));
        assert_eq!(parse(""), Err(1));
        assert_eq!(parse("notes\n"), Err(1));
        assert_eq!(line("= a\nb\n"), Err(3));
        assert_eq!(line("= ../../etc/passwd\n"), Err(2));
        assert_eq!(line("= a\n+ 12 b\n"), Err(3));
        assert_eq!(line("= cut sho"), Err(1));
    }
}

//! A build of a casebook that did not change since the last one is no work: what the last build
//! depended on and what it wrote are looked at from outside, and what it told is told again.

#![expect(clippy::disallowed_methods)] // the edge: the clock is read here

use std::path::Path;
use std::time::SystemTime;

use super::Output;
use super::args::BuildArgs;
use crate::config::Today;
use crate::disk::{self, Hint, HintFile, Listing, Stamp};

/// What a build depends on, seen before anything is read.
pub struct Before<'a> {
    file: HintFile,
    root: &'a Path,
    target: &'a Path,
    /// All but the site that stands there.
    key: blake3::Hasher,
    /// Whether the casebook's files could not change unseen after they were looked at.
    settled: bool,
}

impl<'a> Before<'a> {
    /// None where nothing can be remembered.
    pub fn of(
        root: &'a Path,
        target: &'a Path,
        listing: &Listing,
        (today, commit): (Today, Option<&str>),
        options: &BuildArgs,
        output: &Output,
    ) -> Option<Before<'a>> {
        let taken = SystemTime::now();
        let stamp = listing.stamp();
        let program = std::env::current_exe().ok()?;
        let program = Stamp::of_one(&program);
        let mut key = blake3::Hasher::new();
        key.update(stamp.hash.as_bytes());
        key.update(program.hash.as_bytes());
        let rest = (
            env!("CARGO_PKG_VERSION"),
            today.0,
            commit,
            disk::is_shallow(root),
            options.forgetting_how(),
            output.style(),
        );
        key.update(format!("{rest:?}").as_bytes());
        Some(Before {
            file: HintFile::of(root, target)?,
            root,
            target,
            key,
            settled: stamp.is_settled(taken),
        })
    }

    /// What the last build came to, if this one would come to the same and it stands there still.
    pub fn last(&self) -> Option<Hint> {
        let hint = self.file.read()?;
        let (site, _) = disk::standing_site(self.target, self.root)?;
        (hint.key == self.key_with(&site)).then_some(hint)
    }

    /// Remembers a build that ended well: what it told, and what it built, in words.
    pub fn keep(self, report: String, built: String) {
        let site = disk::standing_site(self.target, self.root);
        match site.filter(|(site, _)| self.settled && site.is_settled_here(SystemTime::now())) {
            Some((site, files)) => self.file.write(Hint {
                key: self.key_with(&site),
                report,
                built,
                files,
            }),
            None => self.file.remove(),
        }
    }

    fn key_with(&self, site: &Stamp) -> String {
        let mut key = self.key.clone();
        key.update(site.hash.as_bytes());
        key.finalize().to_hex().to_string()
    }
}

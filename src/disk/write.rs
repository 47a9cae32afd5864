//! Writes a site so that the last good one stays until the next is whole.
//!
//! 1. [`SiteWriter::open`] takes the staging folder (one build at a time) and reads which files
//!    are ours.
//! 2. [`SiteWriter::put`] compares each file with what stands there and lets it wait in the
//!    staging folder if it differs. The site is not touched: a build that fails, is dropped or is
//!    killed until now leaves it byte for byte as it was.
//! 3. [`SiteWriter::finish`] announces new addresses in the manifest, renames what waits into
//!    place, removes our files that were not put again, and writes the manifest anew.
//!
//! Killed at any moment of the third step, the site holds whole files, old ones and new ones, all
//! known to the manifest; the next build compares them all and completes it.
//!
//! Nothing is forced to the disk (`fsync`): after a power cut a file may be empty, but a site can
//! always be built again, the next build compares every byte of it (or says that the manifest is
//! damaged), and waiting for the disk would take longer than all the rest of a build.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rapidhash::v3::{DEFAULT_RAPID_SECRETS, RapidStreamHasherV3, rapidhash_v3};

use super::compare::{WriteFile, holds, holds_written};
use super::error::{DiskError, Doing};
use super::manifest::{self, Manifest};
use super::place::Place;
use super::stage::{self, Stage, Staged};
use super::stamp::{Links, Stamp};
use super::target::{Standing, Target};
use crate::address_rules;

/// How long a build waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new, or differs from what stands there, and waits.
    Staged,
    /// The same bytes stand there already.
    Unchanged,
}

/// What a build did to a site, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Written {
    /// Of a site of so many files in which nothing changed.
    pub fn unchanged(files: usize) -> Written {
        Written {
            unchanged: files,
            ..Written::default()
        }
    }
}

/// Writes one site. Dropped without [`finish`](Self::finish), it leaves the site as it was.
pub struct SiteWriter {
    target: Target,
    stage: Stage,
    manifest: Manifest,
    put: Mutex<HashSet<String>>,
    waiting: Mutex<Vec<Waiting>>,
    unchanged: AtomicUsize,
    failed: AtomicBool,
    /// Dropped last: by then the staging folder is gone.
    _made: MadeFolder,
}

struct Waiting {
    address: String,
    staged: Staged,
    /// The hash of its bytes, where the address is new.
    new: Option<u64>,
}

impl SiteWriter {
    /// Begins to write the site of the casebook at `casebook` to the folder `output`, which is
    /// made if need be. Waits some seconds while another build writes it.
    ///
    /// # Errors
    /// When a site must not be written there (the root of the file system, the home folder, the
    /// casebook, a folder around one of these, or one in `content`, `private`, `themes` or
    /// `.git`), when another build does not end, and when the folder cannot be written.
    pub fn open(output: &Path, casebook: &Path) -> Result<SiteWriter, DiskError> {
        Self::open_within(output, casebook, PATIENCE)
    }

    /// As [`open`](Self::open), with another patience.
    pub fn open_within(
        output: &Path,
        casebook: &Path,
        patience: Duration,
    ) -> Result<SiteWriter, DiskError> {
        let place = Place::choose(output, casebook)?;
        let made = MadeFolder::when_missing(&place);
        let stage = Stage::take(&place.real, patience)
            .map_err(|error| DiskError::io(Doing::Write, &place.shown, error))?
            .ok_or_else(|| DiskError::Busy {
                path: place.shown.display().to_string(),
            })?;
        let mut manifest = Manifest::read(&place)?;
        Ok(SiteWriter {
            target: Target::new(place, std::mem::take(&mut manifest.ours)),
            stage,
            manifest,
            put: Mutex::default(),
            waiting: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            _made: made,
        })
    }

    /// Whether another build wrote to the folder first, and this one waited: what was read before
    /// may be another thing by now.
    pub fn has_waited(&self) -> bool {
        self.stage.has_waited()
    }

    /// Adds a file to the site. Files may be put from several threads, in any order.
    ///
    /// # Errors
    /// When the address has a fault, was put before, or something foreign stands there or on the
    /// way there, and when the file cannot be written. The build cannot be finished then.
    pub fn put(&self, address: &str, bytes: &[u8]) -> Result<Put, DiskError> {
        let hash = || rapidhash_v3(bytes);
        self.compare_and_stage(
            address,
            |length, path| Ok(length == bytes.len() as u64 && holds(path, bytes)?),
            &|out| out.write_all(bytes),
            hash,
        )
    }

    /// Adds a large file, which `write` makes bit by bit, the same each time that it is called.
    ///
    /// # Errors
    /// As [`put`](Self::put), and what `write` gives.
    pub fn put_written(&self, address: &str, write: WriteFile) -> Result<Put, DiskError> {
        let hasher = Mutex::new(RapidStreamHasherV3::new(&DEFAULT_RAPID_SECRETS));
        let hashed = |out: &mut dyn Write| {
            let hasher = &mut lock(&hasher);
            write(&mut Hashing { out, hasher })
        };
        self.compare_and_stage(
            address,
            |_, path| holds_written(path, write),
            &hashed,
            || lock(&hasher).finish(),
        )
    }

    /// Adds the file that stands at an address already, if it is ours and `is_it` tells so from its
    /// bytes. Otherwise the address is still to be [`put`](Self::put).
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn keep(&self, address: &str, is_it: &dyn Fn(&[u8]) -> bool) -> Result<bool, DiskError> {
        // An address with a fault is told when it is put.
        if address_rules::fault(address).is_some() || !self.target.ours.contains(address) {
            return Ok(false);
        }
        let standing = self.target.standing(address);
        if !matches!(standing, Ok(Standing::Ours(_))) {
            return Ok(false);
        }
        // So is a file that cannot be read.
        let file = std::fs::read(self.target.path(address));
        if !file.is_ok_and(|file| is_it(&file)) {
            return Ok(false);
        }
        if !lock(&self.put).insert(address.to_owned()) {
            self.failed.store(true, Ordering::Relaxed);
            return Err(DiskError::Twice {
                address: address.to_owned(),
            });
        }
        self.unchanged.fetch_add(1, Ordering::Relaxed);
        Ok(true)
    }

    /// `same` tells whether the file that stands there, so many bytes long, is the one to be put;
    /// `hash` is that of what was written.
    fn compare_and_stage(
        &self,
        address: &str,
        same: impl Fn(u64, &Path) -> io::Result<bool>,
        write: WriteFile,
        hash: impl Fn() -> u64,
    ) -> Result<Put, DiskError> {
        let done = self.try_compare_and_stage(address, same, write, hash);
        if done.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        done
    }

    fn try_compare_and_stage(
        &self,
        address: &str,
        same: impl Fn(u64, &Path) -> io::Result<bool>,
        write: WriteFile,
        hash: impl Fn() -> u64,
    ) -> Result<Put, DiskError> {
        if let Some(fault) = address_rules::fault(address) {
            return Err(DiskError::Address {
                address: address.to_owned(),
                fault,
            });
        }
        if !lock(&self.put).insert(address.to_owned()) {
            return Err(DiskError::Twice {
                address: address.to_owned(),
            });
        }
        let standing = self.target.standing(address)?;
        if let Standing::Ours(length) = standing
            && same(length, &self.target.path(address))
                .map_err(|error| self.target.failed(Doing::Read, address, error))?
        {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(Put::Unchanged);
        }
        let staged = match standing {
            Standing::NoFolder => self.stage.in_tree(address, write),
            Standing::Nothing | Standing::Ours(_) => self.stage.file(write),
        };
        let staged = staged.map_err(|error| self.target.failed(Doing::Write, address, error))?;
        let is_new = !self.target.ours.contains(address);
        lock(&self.waiting).push(Waiting {
            address: address.to_owned(),
            staged,
            new: is_new.then(hash),
        });
        Ok(Put::Staged)
    }

    /// Makes the files that were put the site: all of them, and no other file of ours.
    ///
    /// # Errors
    /// When an address is the folder of another one (nothing is changed then), and when a file
    /// cannot be put into place or removed.
    ///
    /// # Panics
    /// When a [`put`](Self::put) failed before.
    pub fn finish(self) -> Result<Written, DiskError> {
        assert!(
            !self.failed.load(Ordering::Relaxed),
            "a site that lacks a file cannot be finished"
        );
        let put = std::mem::take(&mut *lock(&self.put));
        let mut waiting = std::mem::take(&mut *lock(&self.waiting));
        waiting.sort_by(|a, b| a.address.cmp(&b.address));
        let mut all: Vec<&str> = put.iter().map(String::as_str).collect();
        all.sort_unstable();
        refuse_folders(&put)?;
        let in_the_way = self.target.in_the_way();
        if let Some(address) = in_the_way.iter().find(|address| put.contains(*address)) {
            return Err(DiskError::Twice {
                address: address.clone(),
            });
        }
        let stale = || {
            let ours = self.target.ours.iter().map(String::as_str);
            ours.filter(|ours| !put.contains(*ours))
        };

        let on_disk = self.announce(&waiting)?;
        let mut removed = 0;
        if !in_the_way.is_empty() {
            // All of them, or a folder would keep the spelling of what is stale in it.
            removed += self.target.remove_files(stale())?;
            self.target.remove_empty_folders(stale());
        }
        self.place(&waiting)?;
        removed += self.target.remove_files(stale())?;
        let missing = self.manifest.missing.iter().map(String::as_str);
        self.target.remove_empty_folders(stale().chain(missing));
        let manifest = manifest::text(all.into_iter(), std::iter::empty());
        if manifest != on_disk {
            self.write_manifest(&manifest)?;
        }
        Ok(Written {
            written: waiting.len(),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            removed,
        })
    }

    /// Leaves the site as it was.
    pub fn abandon(self) {}

    /// Lists new addresses in the manifest before their files come, so that the next build knows
    /// them for ours if this one is killed. The manifest's text then.
    fn announce(&self, waiting: &[Waiting]) -> Result<String, DiskError> {
        let awaited = || {
            let new = waiting.iter().map(|w| (w.address.as_str(), w.new));
            new.filter_map(|(address, new)| Some((address, new?)))
        };
        if awaited().next().is_none() {
            return Ok(self.manifest.text.clone());
        }
        let ours = self.target.ours.iter().map(String::as_str);
        let text = manifest::text(ours, awaited());
        self.write_manifest(&text)?;
        Ok(text)
    }

    fn write_manifest(&self, text: &str) -> Result<(), DiskError> {
        let path = self.target.path(manifest::NAME);
        self.stage
            .replace(&path, text.as_bytes())
            .map_err(|error| self.target.failed(Doing::Write, manifest::NAME, error))
    }

    /// Puts all that waits into place: pages last, when what they show is there.
    fn place(&self, waiting: &[Waiting]) -> Result<(), DiskError> {
        let (pages, others): (Vec<_>, Vec<_>) = waiting
            .iter()
            .partition(|waiting| waiting.address.ends_with(".html"));
        self.place_files(&others)?;
        self.stage
            .place_tree(&self.target.place.real)
            .map_err(|(path, error)| {
                let below = path.strip_prefix(&self.target.place.real);
                let path = self.target.place.shown.join(below.unwrap_or(&path));
                DiskError::io(Doing::Write, &path, error)
            })?;
        self.place_files(&pages)
    }

    fn place_files(&self, waiting: &[&Waiting]) -> Result<(), DiskError> {
        for Waiting {
            address, staged, ..
        } in waiting
        {
            if let Staged::File(number) = staged {
                let to = self.target.path(address);
                let placed = self.stage.place_file(*number, &to);
                placed.map_err(|error| self.target.failed(Doing::Write, address, error))?;
            }
        }
        Ok(())
    }
}

/// What a site that a build ended well looks like, without a look inside, and how many files it
/// has; none where there is no such site, or something else is about to write it.
pub fn standing_site(output: &Path, casebook: &Path) -> Option<(Stamp, usize)> {
    let place = Place::choose(output, casebook).ok()?;
    let (addresses, text) = manifest::ours(&place)?;
    if place.real.join(stage::NAME).symlink_metadata().is_ok() {
        return None;
    }
    let files: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let stamp = Stamp::of(&place.real, &files, Links::Themselves);
    Some((stamp.and(text.as_bytes()), files.len()))
}

/// Writes on, and hashes what was written.
struct Hashing<'a, 's> {
    out: &'a mut dyn Write,
    hasher: &'a mut RapidStreamHasherV3<'s>,
}

impl Write for Hashing<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.write(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Refuses `a` beside `a/b`: one cannot be a file and a folder.
fn refuse_folders(put: &HashSet<String>) -> Result<(), DiskError> {
    let folder_of = |inner: &String| {
        let ends = inner.match_indices('/').map(|(end, _)| &inner[..end]);
        ends.into_iter()
            .find(|folder| put.contains(*folder))
            .map(str::to_owned)
    };
    let found = put
        .iter()
        .filter_map(|inner| Some((folder_of(inner)?, inner)));
    match found.min() {
        Some((address, inner)) => Err(DiskError::Folder {
            address,
            inner: inner.clone(),
        }),
        None => Ok(()),
    }
}

/// Removes an output folder that was made for a build that left nothing in it.
struct MadeFolder(Option<std::path::PathBuf>);

impl MadeFolder {
    fn when_missing(place: &Place) -> Self {
        MadeFolder((!place.real.exists()).then(|| place.real.clone()))
    }
}

impl Drop for MadeFolder {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_in_pieces_has_the_hash_of_the_whole() {
        let bytes: Vec<u8> = (0..5000u32).map(|n| (n * n) as u8).collect();
        for size in [1, 7, 111, 112, 113, 4096] {
            let mut hasher = RapidStreamHasherV3::new(&DEFAULT_RAPID_SECRETS);
            let mut whole = Vec::new();
            let mut out = Hashing {
                out: &mut whole,
                hasher: &mut hasher,
            };
            bytes
                .chunks(size)
                .for_each(|piece| out.write_all(piece).unwrap());
            assert_eq!(
                (hasher.finish(), &whole),
                (rapidhash_v3(&bytes), &bytes),
                "{size}"
            );
        }
    }
}

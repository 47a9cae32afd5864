//! What stands in the output folder: our files, which may be replaced, and foreign ones, which
//! stay as they are.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use walkdir::WalkDir;

use super::error::{DiskError, Doing};
use super::place::Place;
use crate::address_rules::folded;

/// The output folder as the build found it; nothing in it changes before [`super::SiteWriter`]
/// finishes.
pub(super) struct Target {
    pub place: Place,
    /// The addresses of our files.
    pub ours: BTreeSet<String>,
    /// Which folders exist, as far as asked.
    folders: Mutex<HashMap<String, bool>>,
    /// Files of ours that must go before new ones can come: `a` before `a/b`, `A` before `a`.
    in_the_way: Mutex<BTreeSet<String>>,
    by_fold: OnceLock<HashMap<String, String>>,
}

/// What stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing, and its folder does not exist either.
    NoFolder,
    /// Nothing that stays.
    Nothing,
    /// A file of ours, of this many bytes.
    Ours(u64),
}

impl Target {
    pub fn new(place: Place, ours: BTreeSet<String>) -> Self {
        Target {
            place,
            ours,
            folders: Mutex::default(),
            in_the_way: Mutex::default(),
            by_fold: OnceLock::new(),
        }
    }

    /// Where an address is on the disk. The address has no fault.
    pub fn path(&self, address: &str) -> PathBuf {
        self.place.real.join(address)
    }

    /// Looks at an address. What is foreign there, or on the way there, is an error; links are
    /// always foreign, since casebook makes none.
    pub fn standing(&self, address: &str) -> Result<Standing, DiskError> {
        let folder = parent(address);
        if !self.has_folder(folder)? {
            return Ok(Standing::NoFolder);
        }
        let found = match fs::symlink_metadata(self.path(address)) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(self.failed(Doing::Read, address, error)),
        };
        if found.is_file() && self.ours.contains(address) {
            return Ok(Standing::Ours(found.len()));
        }
        if found.is_file() {
            let other = self
                .other_spelling(address)
                .ok_or_else(|| self.foreign(address))?;
            self.lock_in_the_way().insert(other.to_owned());
        } else if found.is_dir() {
            let inside = self.only_ours_in(address)?;
            self.lock_in_the_way().extend(inside);
        } else {
            return Err(self.foreign(address));
        }
        Ok(Standing::Nothing)
    }

    /// Files of ours that stand where something else is about to be put.
    pub fn in_the_way(&self) -> BTreeSet<String> {
        self.lock_in_the_way().clone()
    }

    /// Removes files of ours, as far as they are there. Whatever is no longer a file of ours stays:
    /// a link, a folder, something behind a link. How many there were.
    pub fn remove_files<'a>(
        &self,
        addresses: impl IntoIterator<Item = &'a str>,
    ) -> Result<usize, DiskError> {
        let mut removed = 0;
        for address in addresses {
            if !self.is_folder(parent(address)) {
                continue;
            }
            let path = self.path(address);
            if fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
                fs::remove_file(&path)
                    .map_err(|error| self.failed(Doing::Remove, address, error))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Removes the folders of these addresses that are empty, and then the folders around them.
    pub fn remove_empty_folders<'a>(&self, addresses: impl IntoIterator<Item = &'a str>) {
        let mut folders = BTreeSet::new();
        for address in addresses {
            let mut folder = parent(address);
            while !folder.is_empty() && folders.insert(folder) {
                folder = parent(folder);
            }
        }
        for folder in folders.into_iter().rev() {
            if self.is_folder(folder) {
                // It fails where something is left in it, which then has a right to it.
                let _ = fs::remove_dir(self.path(folder));
            }
        }
    }

    /// Whether a folder existed when the build began, and on no way through a link.
    fn is_folder(&self, folder: &str) -> bool {
        matches!(self.has_folder(folder), Ok(true))
    }

    pub fn failed(&self, doing: Doing, address: &str, error: io::Error) -> DiskError {
        DiskError::io(doing, &self.place.shown.join(address), error)
    }

    fn foreign(&self, address: &str) -> DiskError {
        DiskError::Foreign {
            path: self.place.show(address),
        }
    }

    /// Whether a folder exists, or can come: false also where a file of ours must go first.
    fn has_folder(&self, folder: &str) -> Result<bool, DiskError> {
        if folder.is_empty() {
            return Ok(true);
        }
        if let Some(known) = self.lock_folders().get(folder) {
            return Ok(*known);
        }
        let exists = self.has_folder(parent(folder))? && self.look_for_folder(folder)?;
        self.lock_folders().insert(folder.to_owned(), exists);
        Ok(exists)
    }

    fn look_for_folder(&self, folder: &str) -> Result<bool, DiskError> {
        match fs::symlink_metadata(self.path(folder)) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(found) if found.is_file() && self.ours.contains(folder) => {
                self.lock_in_the_way().insert(folder.to_owned());
                Ok(false)
            }
            Ok(_) => Err(self.foreign(folder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(self.failed(Doing::Read, folder, error)),
        }
    }

    /// The address under which a file is ours that a file system gives for another spelling of it,
    /// as macOS and Windows give `Sizing` for `sizing`.
    fn other_spelling(&self, address: &str) -> Option<&str> {
        let by_fold = self.by_fold.get_or_init(|| {
            let pairs = self.ours.iter().map(|ours| (folded(ours), ours.clone()));
            pairs.collect()
        });
        let other = by_fold.get(&folded(address))?;
        let same = same_file::is_same_file(self.path(other), self.path(address));
        same.is_ok_and(|same| same).then_some(other)
    }

    /// Our files in a folder that must become a file. A foreign one among them is an error.
    fn only_ours_in(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        let mut inside = Vec::new();
        for entry in WalkDir::new(self.path(folder)) {
            let entry = entry.map_err(|error| self.failed(Doing::Read, folder, error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(&self.place.real);
            let names = below.iter().flat_map(|path| path.iter());
            let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
            let address = names.join("/");
            if !entry.file_type().is_file() || !self.ours.contains(&address) {
                return Err(self.foreign(&address));
            }
            inside.push(address);
        }
        Ok(inside)
    }

    fn lock_folders(&self) -> std::sync::MutexGuard<'_, HashMap<String, bool>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_in_the_way(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.in_the_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folder of an address; empty for the output folder.
pub(super) fn parent(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}

//! Where new files wait until all are there.
//!
//! The staging folder, `.casebook-stage`, lies in the output folder: it is on the same file
//! system, so that a file comes into place by a rename, and needs no right that the site does not
//! need. It holds
//!
//! - `lock`, the sign that a build runs;
//! - `files/0`, `files/1`, …: files whose folder exists in the site;
//! - `tree/<address>`: files whose folder does not, so that a whole new folder comes into place by
//!   one rename. The first build of ten thousand pages moves a handful of folders.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use walkdir::WalkDir;

use super::compare::WriteFile;
use super::lock::OwnFolder;
use super::target::parent;

pub(super) const NAME: &str = ".casebook-stage";

pub(super) struct Stage {
    folder: OwnFolder,
    files: PathBuf,
    tree: PathBuf,
    next: AtomicU64,
    /// The folders made in `tree`.
    made: Mutex<HashSet<String>>,
}

/// A file that waits.
pub(super) enum Staged {
    /// In `files`, under this number.
    File(u64),
    /// In `tree`, under its address.
    InTree,
}

impl Stage {
    /// Takes the staging folder of an output folder and removes what a killed build left in it.
    /// None when another build had it until `patience` ended.
    pub fn take(output: &Path, patience: Duration) -> io::Result<Option<Stage>> {
        let Some(folder) = OwnFolder::take(&output.join(NAME), patience)? else {
            return Ok(None);
        };
        let files = folder.path().join("files");
        let tree = folder.path().join("tree");
        fs::create_dir(&files)?;
        fs::create_dir(&tree)?;
        Ok(Some(Stage {
            folder,
            files,
            tree,
            next: AtomicU64::new(0),
            made: Mutex::default(),
        }))
    }

    /// Whether another build had the folder first.
    pub fn has_waited(&self) -> bool {
        self.folder.has_waited()
    }

    /// Lets a file wait whose folder exists in the site.
    pub fn file(&self, write: WriteFile) -> io::Result<Staged> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        write(&mut File::create_new(self.files.join(number.to_string()))?)?;
        Ok(Staged::File(number))
    }

    /// Lets a file wait together with its folder.
    pub fn in_tree(&self, address: &str, write: WriteFile) -> io::Result<Staged> {
        let folder = parent(address);
        if !self.made().contains(folder) {
            fs::create_dir_all(self.tree.join(folder))?;
            self.made().insert(folder.to_owned());
        }
        write(&mut File::create_new(self.tree.join(address))?)?;
        Ok(Staged::InTree)
    }

    /// Puts all new folders into place.
    pub fn place_tree(&self, target: &Path) -> Result<(), (PathBuf, io::Error)> {
        merge(&self.tree, target)
    }

    /// Puts one file into place.
    pub fn place_file(&self, number: u64, to: &Path) -> io::Result<()> {
        settle(&self.files.join(number.to_string()), to)
    }

    /// Writes a file that stands in the output folder itself, at once and whole.
    pub fn replace(&self, to: &Path, bytes: &[u8]) -> io::Result<()> {
        let waiting = self.folder.path().join("next");
        write_new(&waiting, bytes)?;
        fs::rename(waiting, to)
    }

    fn made(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(path)?.write_all(bytes)
}

/// Moves what is in the folder `from` into the folder `to`, whole folders where it can.
/// An error comes with the path that could not be written.
fn merge(from: &Path, to: &Path) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (to.to_owned(), error);
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        let exists = fs::symlink_metadata(&to).is_ok_and(|found| found.is_dir());
        if !is_folder {
            settle(&from, &to).map_err(|error| (to, error))?;
        } else if exists || fs::rename(&from, &to).is_err() {
            // A folder cannot be moved onto another, nor, on Windows, while a program looks at it.
            if !exists {
                fs::create_dir(&to).map_err(|error| (to.clone(), error))?;
            }
            merge(&from, &to)?;
        }
    }
    Ok(())
}

/// Renames a file, making room where its folder went or where a folder is left without files.
fn settle(from: &Path, to: &Path) -> io::Result<()> {
    let Err(error) = fs::rename(from, to) else {
        return Ok(());
    };
    if fs::symlink_metadata(to).is_ok_and(|found| found.is_dir()) {
        for folder in WalkDir::new(to).contents_first(true) {
            fs::remove_dir(folder?.path())?;
        }
    } else if error.kind() == io::ErrorKind::NotFound {
        fs::create_dir_all(to.parent().unwrap_or(to))?;
    } else {
        return Err(error);
    }
    fs::rename(from, to)
}

//! `casebook watch`: the site on the disk, built again after each change.

use std::path::Path;

use super::changes::{self, Changes};
use crate::disk::{DiskError, add_history, commit, keep_history, snapshot, update};
use crate::source::Snapshot;

/// Why it ended.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error("could not watch the casebook's files: {0}")]
    Watch(#[from] notify::Error),
}

/// Reads the casebook at `root` and hands it to `build`, at once and again after each change.
///
/// # Errors
/// When the casebook's folder cannot be opened or watched.
pub fn watch(root: &Path, mut build: impl FnMut(&Snapshot)) -> Result<(), WatchError> {
    // Watched before it is read: what changes meanwhile is seen.
    let (mut watching, events) = changes::watch(root)?;
    let mut now = read(root)?;
    build(&now);
    while let Some(changes) = changes::next(&events) {
        watching.follow(&changes);
        if look_again(root, &mut now, &changes) {
            build(&now);
        }
    }
    Ok(())
}

/// The casebook's files, with what git knows of them.
pub(super) fn read(root: &Path) -> Result<Snapshot, DiskError> {
    let mut now = snapshot(root)?;
    add_history(root, &mut now);
    now.commit = commit(root).map(Into::into);
    Ok(now)
}

/// Brings a snapshot up to date; whether it changed. A folder that is away for a moment, as while
/// a branch is checked out, is waited for.
pub(super) fn look_again(root: &Path, now: &mut Snapshot, changes: &Changes) -> bool {
    keep_history(root, now, changes, |now| {
        update(root, now, changes).unwrap_or(false)
    })
}

//! Whether files are the ones they were, told without opening them: by their lengths, times and
//! places on the disk, as git's index does.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use blake3::{Hash, Hasher};
use rayon::prelude::*;

/// Some file systems write down times to two seconds only: what changed just now may change again
/// and look the same.
const COARSEST: Duration = Duration::from_secs(2);

/// What a list of files looks like from outside. Two equal ones mean equal bytes, if the first was
/// [`settled`](Self::is_settled) when it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub hash: Hash,
    /// When one of the files changed last.
    newest: Option<SystemTime>,
}

impl Stamp {
    /// Looks at files, which are named by paths from `root`; `following` links or not. Those that
    /// are not there are part of it too.
    pub(super) fn of(root: &Path, paths: &[&str], links: Links) -> Stamp {
        let looks: Vec<_> = paths
            .par_iter()
            .map(|path| look(&root.join(path), links))
            .collect();
        let mut hasher = Hasher::new();
        for (path, (sight, _)) in paths.iter().zip(&looks) {
            hasher.update(path.as_bytes());
            hasher.update(&[0]);
            hasher.update(sight);
        }
        Stamp {
            hash: hasher.finalize(),
            newest: looks.iter().filter_map(|(_, changed)| *changed).max(),
        }
    }

    /// Looks at one file.
    pub fn of_one(path: &Path) -> Stamp {
        // Joined to nothing it would end in a slash, and no file does.
        let folder = path.parent().unwrap_or(path);
        let name = path.file_name().unwrap_or_default();
        Stamp::of(folder, &[&name.to_string_lossy()], Links::Followed)
    }

    /// The stamp of these files and of something else that is known of them.
    pub(super) fn and(self, more: &[u8]) -> Stamp {
        let mut hasher = Hasher::new();
        hasher.update(self.hash.as_bytes());
        hasher.update(more);
        let hash = hasher.finalize();
        Stamp { hash, ..self }
    }

    /// Whether no file changed so shortly before `taken` that it could change unseen.
    pub fn is_settled(&self, taken: SystemTime) -> bool {
        self.is_older_by(COARSEST, taken)
    }

    /// As [`is_settled`](Self::is_settled), for files that casebook writes itself, on a disk with
    /// fine times: somebody else would have to write them within a tick of the clock.
    pub fn is_settled_here(&self, taken: SystemTime) -> bool {
        self.is_older_by(Duration::from_millis(20), taken)
    }

    fn is_older_by(&self, span: Duration, taken: SystemTime) -> bool {
        let age = |newest| taken.duration_since(newest).unwrap_or_default();
        self.newest.is_none_or(|newest| age(newest) > span)
    }
}

/// What is looked at where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Followed,
    Themselves,
}

fn look(path: &Path, links: Links) -> ([u8; 64], Option<SystemTime>) {
    let found = match links {
        Links::Followed => fs::metadata(path),
        Links::Themselves => fs::symlink_metadata(path),
    };
    match found {
        Ok(found) => (sight(&found), changed(&found)),
        Err(_) => ([0xff; 64], None),
    }
}

#[cfg(unix)]
fn sight(found: &Metadata) -> [u8; 64] {
    use std::os::unix::fs::MetadataExt;
    let parts = [
        found.size(),
        found.mtime() as u64,
        found.mtime_nsec() as u64,
        found.ctime() as u64,
        found.ctime_nsec() as u64,
        found.ino(),
        found.dev(),
        u64::from(found.mode()),
    ];
    let mut bytes = [0; 64];
    for (place, part) in bytes.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    bytes
}

#[cfg(not(unix))]
fn sight(found: &Metadata) -> [u8; 64] {
    let nanoseconds = |time: std::io::Result<SystemTime>| {
        let since = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        u64::try_from(since.as_nanos()).ok()
    };
    let parts = [
        found.len(),
        nanoseconds(found.modified()).unwrap_or(u64::MAX),
        nanoseconds(found.created()).unwrap_or(u64::MAX),
        u64::from(found.is_file()),
    ];
    let mut bytes = [0; 64];
    for (place, part) in bytes.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    bytes
}

/// When a file, or what is known of it, changed last.
#[cfg(unix)]
fn changed(found: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(found.ctime()).ok()?;
    let changed = SystemTime::UNIX_EPOCH + Duration::new(seconds, found.ctime_nsec() as u32);
    found.modified().ok().max(Some(changed))
}

#[cfg(not(unix))]
fn changed(found: &Metadata) -> Option<SystemTime> {
    found.modified().ok()
}

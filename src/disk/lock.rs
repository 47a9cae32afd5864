//! One build at a time: a locked file that exists only while a build runs.
//!
//! The system drops the lock when its process ends, however it ends. The file is removed by the
//! process that holds it, so that whoever waited for it must look whether it still is the file of
//! that name, and else begin anew.

use std::fs::{self, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use same_file::Handle;

const LOCK: &str = "lock";
const PAUSE: Duration = Duration::from_millis(25);

/// A folder of which this process has the only use; it is removed at the end.
pub(super) struct OwnFolder {
    path: PathBuf,
    /// Whether another process had it first.
    has_waited: bool,
    _lock: Handle,
}

impl OwnFolder {
    /// Takes the folder at `path`, which is made if need be, together with those around it.
    /// None when other processes had it all the time until `patience` ended.
    pub fn take(path: &Path, patience: Duration) -> io::Result<Option<OwnFolder>> {
        let mut waited = Duration::ZERO;
        loop {
            let mut failed = None;
            match attempt(path) {
                Ok(Some(mut folder)) => {
                    folder.has_waited = waited > Duration::ZERO;
                    return Ok(Some(folder));
                }
                Ok(None) => {}
                // Another process removed the folder between two of our steps, or of the system's
                // own: then it "exists" and is gone.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists
                    ) =>
                {
                    failed = Some(error);
                }
                Err(error) => return Err(error),
            }
            if waited >= patience {
                // Nobody else is there: it was not to be made all that time.
                return failed.map_or(Ok(None), Err);
            }
            thread::sleep(PAUSE);
            waited += PAUSE;
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn has_waited(&self) -> bool {
        self.has_waited
    }

    /// Removes what a process that was killed left here.
    fn empty(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_name() == LOCK {
                continue;
            }
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
        Ok(())
    }
}

impl Drop for OwnFolder {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = self.empty();
        let _ = fs::remove_file(self.path.join(LOCK));
        let _ = fs::remove_dir(&self.path);
    }
}

/// Takes the folder if it is free.
fn attempt(path: &Path) -> io::Result<Option<OwnFolder>> {
    let made = fs::create_dir_all(path);
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir()) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    made?;
    let name = path.join(LOCK);
    let mut options = OpenOptions::new();
    let file = options.read(true).write(true).create(true).truncate(false);
    let lock = Handle::from_file(file.open(&name)?)?;
    match lock.as_file().try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        // Some network file systems have no locks: then one build at a time is up to the user.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(error),
    }
    if Handle::from_path(&name)? != lock {
        return Ok(None);
    }
    let folder = OwnFolder {
        has_waited: false,
        path: path.to_owned(),
        _lock: lock,
    };
    folder.empty()?;
    Ok(Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_once_and_gone_at_the_end() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("public/stage");
        let first = OwnFolder::take(&path, Duration::ZERO).unwrap();
        assert!(first.is_some());
        assert!(OwnFolder::take(&path, Duration::ZERO).unwrap().is_none());
        drop(first);
        assert!(!path.exists());
        assert!(OwnFolder::take(&path, Duration::ZERO).unwrap().is_some());
    }

    #[test]
    fn what_was_left_is_removed() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("stage");
        fs::create_dir_all(path.join("tree/a")).unwrap();
        fs::write(path.join("tree/a/x"), "x").unwrap();
        fs::write(path.join("1"), "x").unwrap();
        let taken = OwnFolder::take(&path, Duration::ZERO).unwrap().unwrap();
        assert_eq!(fs::read_dir(taken.path()).unwrap().count(), 1);
    }

    #[test]
    fn whoever_waits_has_the_folder_alone_afterwards() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("stage");
        let inside = std::sync::atomic::AtomicU32::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let taken = OwnFolder::take(&path, Duration::from_secs(60)).unwrap();
                        let taken = taken.unwrap();
                        let order = std::sync::atomic::Ordering::SeqCst;
                        assert_eq!(inside.fetch_add(1, order), 0);
                        fs::write(taken.path().join("x"), "x").unwrap();
                        assert_eq!(inside.fetch_sub(1, order), 1);
                    }
                });
            }
        });
    }
}

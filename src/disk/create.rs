//! New files in a casebook, never over one that is there.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::error::{DiskError, Doing};

/// Makes a file and the folders above it. False, and nothing changed, if it is there already. A file
/// that could not be written to its end is taken away: the next try would leave it as it is.
///
/// # Errors
/// When it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool, DiskError> {
    let failed = |error| DiskError::io(Doing::Write, path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match File::create_new(path) {
        Ok(file) => written(path, file, bytes).map(|()| true).map_err(failed),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// Writes all of a new file, or takes it away.
fn written(path: &Path, mut file: impl Write, bytes: &[u8]) -> io::Result<()> {
    let done = file.write_all(bytes).and_then(|()| file.flush());
    if done.is_err() {
        drop(file);
        // What cannot be taken away either is told by the error.
        let _ = fs::remove_file(path);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with room for a few bytes.
    struct Full(File);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.metadata()?.len() {
                0 => self.0.write(&bytes[..bytes.len().min(3)]),
                _ => Err(ErrorKind::StorageFull.into()),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }

    #[test]
    fn a_file_that_is_not_whole_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("study.md");
        let file = Full(File::create_new(&path).unwrap());
        let error = written(&path, file, b"---\ntitle: Shop\n").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        assert!(!path.exists());
        assert!(create(&path, b"whole").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(!create(&path, b"other").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }
}

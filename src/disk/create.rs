//! New files in a casebook, never over one that is there.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::error::{DiskError, Doing};

/// Makes a file and the folders above it. False, and nothing changed, if it is there already.
///
/// # Errors
/// When it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool, DiskError> {
    let failed = |error| DiskError::io(Doing::Write, path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match File::create_new(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(failed),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

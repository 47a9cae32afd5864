//! Where a folder really is, for those who may not look themselves.

use std::io;
use std::path::{Path, PathBuf};

/// A folder's path without links in it.
///
/// # Errors
/// When it is not there, or may not be looked at.
pub fn real_folder(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Whether a path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

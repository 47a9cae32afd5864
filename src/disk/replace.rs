//! A file of the user's with new text, all of it or none, and only if it still is what was read.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::error::{DiskError, Doing};

/// What some editors put at the beginning of UTF-8.
const MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// Puts `after` in place of `before`. False, and nothing changed, when the file holds anything else
/// by now, or is in another encoding.
///
/// # Errors
/// When it cannot be read or written.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<bool, DiskError> {
    let failed = |error| DiskError::io(Doing::Write, path, error);
    // A link stays a link.
    let path = &fs::canonicalize(path).map_err(failed)?;
    let bytes = fs::read(path).map_err(failed)?;
    let (mark, text) = match bytes.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => (&[][..], &*bytes),
    };
    if text != before.as_bytes() {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.casebook-fix"));
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(mark)?;
        file.write_all(after.as_bytes())?;
        file.sync_all()?;
        fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
        fs::rename(&beside, path)
    };
    write().map(|()| true).map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

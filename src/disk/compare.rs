//! Whether a file holds certain bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads as far as the bytes agree.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut chunk = [0; 32 << 10];
    let mut rest = bytes;
    loop {
        let read = match file.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        match rest.split_at_checked(read) {
            _ if read == 0 => return Ok(rest.is_empty()),
            Some((expected, after)) if expected == &chunk[..read] => rest = after,
            _ => return Ok(false),
        }
    }
}

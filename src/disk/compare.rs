//! Whether a file holds certain bytes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
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

/// Whether a file holds what `write` would write.
pub(super) fn holds_written(path: &Path, write: WriteFile) -> io::Result<bool> {
    let mut comparing = BufWriter::with_capacity(
        64 << 10,
        Comparing {
            file: BufReader::with_capacity(64 << 10, File::open(path)?),
            differs: false,
            chunk: Vec::new(),
        },
    );
    let written = write(&mut comparing).and_then(|()| comparing.flush());
    let (mut comparing, _) = comparing.into_parts();
    if comparing.differs {
        return Ok(false);
    }
    written?;
    Ok(comparing.file.read(&mut [0])? == 0)
}

/// What writes a file's bytes.
pub(crate) type WriteFile<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Takes bytes as long as they are those of a file.
struct Comparing {
    file: BufReader<File>,
    differs: bool,
    chunk: Vec<u8>,
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.resize(bytes.len(), 0);
        let same = match self.file.read_exact(&mut self.chunk) {
            Ok(()) => self.chunk == bytes,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
            Err(error) => return Err(error),
        };
        if !same {
            self.differs = true;
            return Err(io::Error::other("the file differs"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! A large file on its way to the disk, searched in pieces, so that it is never in memory whole.

use std::io::{self, Write};

use super::seal::Seal;

/// How much is searched at once.
const PIECE: usize = 1 << 20;
/// How far two pieces overlap at least: what is looked for may begin in one and end in the next.
const OVERLAP: usize = 64 << 10;

/// Passes bytes on, and has the seal search them. A piece begins and ends where words do.
pub(super) struct Pieces<'a, 's> {
    seal: &'a Seal<'s>,
    address: &'a str,
    out: &'a mut dyn Write,
    piece: Vec<u8>,
    overlap: usize,
}

impl<'a, 's> Pieces<'a, 's> {
    pub fn new(seal: &'a Seal<'s>, address: &'a str, out: &'a mut dyn Write) -> Self {
        Pieces {
            overlap: OVERLAP.max(seal.longest()),
            piece: Vec::new(),
            seal,
            address,
            out,
        }
    }

    /// Searches what is left.
    pub fn finish(self) -> io::Result<()> {
        self.seal.search(self.address, &self.piece);
        self.out.flush()
    }

    fn search_whole_words(&mut self) {
        let Some(last) = self.piece.iter().rposition(|byte| parts_words(*byte)) else {
            return;
        };
        self.seal.search(self.address, &self.piece[..last]);
        let from = last.saturating_sub(self.overlap);
        let kept = self.piece[from..last]
            .iter()
            .position(|byte| parts_words(*byte));
        self.piece.drain(..from + kept.unwrap_or(0));
    }
}

/// White space and quotation marks: no word, reference or escape goes across them.
fn parts_words(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'"')
}

impl Write for Pieces<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        if self.seal.is_empty() {
            return Ok(bytes.len());
        }
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE + 2 * self.overlap {
            self.search_whole_words();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

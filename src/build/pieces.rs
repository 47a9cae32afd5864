//! A large file on its way to the disk, searched in pieces, so that it is never in memory whole.

use std::io::{self, Write};

use super::seal::Seal;

/// How much is searched at once.
const PIECE: usize = 1 << 20;
/// How much of a piece that is suspected is read with care at once.
const PART: usize = 128 << 10;
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
        self.search(&self.piece);
        self.out.flush()
    }

    /// Where nothing but withheld words is looked for, only those parts of a suspected piece are
    /// read with care that are suspected themselves.
    fn search(&self, piece: &[u8]) {
        if self.seal.has_terms() {
            self.seal.search(self.address, piece);
        } else if self.seal.suspects(self.address, piece) {
            for part in parts(piece, self.overlap) {
                self.seal.search(self.address, part);
            }
        }
    }

    fn search_whole_words(&mut self) {
        let Some(last) = self.piece.iter().rposition(|byte| parts_words(*byte)) else {
            return;
        };
        self.search(&self.piece[..last]);
        let from = last.saturating_sub(self.overlap);
        let kept = self.piece[from..last]
            .iter()
            .position(|byte| parts_words(*byte));
        self.piece.drain(..from + kept.unwrap_or(0));
    }
}

/// The parts of a piece that are searched by themselves: words that are together no longer
/// than the overlap stand in one of them.
fn parts(piece: &[u8], overlap: usize) -> impl Iterator<Item = &[u8]> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let from = next?;
        let enough = (from + PART.max(overlap) + overlap).min(piece.len());
        let end = piece[enough..].iter().position(|byte| parts_words(*byte));
        let end = end.map_or(piece.len(), |more| enough + more);
        next = (end < piece.len()).then(|| {
            let back = end - overlap - 1;
            let start = piece[back..end].iter().position(|byte| parts_words(*byte));
            start.map_or(end, |start| back + start)
        });
        Some(&piece[from..end])
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_no_longer_than_the_overlap_stand_in_one_part() {
        let words: Vec<u8> = (0..60_000)
            .flat_map(|n: u32| format!("w{n} ").into_bytes())
            .collect();
        for overlap in [100, 5_000, 200_000] {
            let parts: Vec<&[u8]> = parts(&words, overlap).collect();
            let ends = parts.iter().map(|part| {
                let from = part.as_ptr() as usize - words.as_ptr() as usize;
                (from, from + part.len())
            });
            let ends: Vec<(usize, usize)> = ends.collect();
            assert_eq!((ends[0].0, ends[ends.len() - 1].1), (0, words.len()));
            for pair in ends.windows(2) {
                // From the first word that begins there on.
                let shared = pair[0].1 - pair[1].0;
                assert!((overlap - 8..=overlap + 1).contains(&shared), "{pair:?}");
                assert!(parts_words(words[pair[0].1]) && parts_words(words[pair[1].0]));
            }
        }
        let one_word = vec![b'x'; 1 << 20];
        assert_eq!(parts(&one_word, 100).count(), 1);
        assert_eq!(parts(b"", 100).count(), 1);
    }
}

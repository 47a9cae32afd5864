//! Where a word stands, in few bytes.
//!
//! A list is all variable-length numbers. First comes twice the number of entries that hold the word;
//! then for each of them twice the distance from the entry before, plus one where the word stands
//! there more than once; then how often, in that case; then each place as twice the distance from the
//! place before, plus one where it is a strong place (a title, a soundbite).
//! The list of a frequent word has no places: one is added to its first number, and the distances
//! follow as they are. That of a word which is nearly everywhere holds some of the entries.

/// No more places of a word are kept in one entry.
const MOST_PLACES: usize = 6;

/// Appends a number, seven bits a byte, the lowest first.
pub fn number(mut n: u32, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// The entries that hold one word, of a stretch of all entries.
#[derive(Debug, Default)]
pub struct Part {
    /// The first entry and whether it holds the word more than once: its head is written last,
    /// when it is known what stands before it.
    first: Option<(u32, bool)>,
    last: u32,
    entries: u32,
    bytes: Vec<u8>,
    open: Option<u32>,
    places: Vec<u32>,
}

impl Part {
    /// Notes a place; entries and places come in ascending order.
    pub fn add(&mut self, entry: u32, place: u32, strong: bool) {
        if self.open != Some(entry) {
            self.close();
            self.open = Some(entry);
        }
        if self.places.len() < MOST_PLACES {
            self.places.push(place << 1 | u32::from(strong));
        }
    }

    fn close(&mut self) {
        let Some(entry) = self.open.take() else {
            return;
        };
        let several = self.places.len() > 1;
        if self.first.is_none() {
            self.first = Some((entry, several));
        } else {
            number(
                (entry - self.last) << 1 | u32::from(several),
                &mut self.bytes,
            );
        }
        if several {
            number(self.places.len() as u32, &mut self.bytes);
        }
        let mut before = 0;
        for place in self.places.drain(..) {
            number(
                (((place >> 1) - before) << 1) | (place & 1),
                &mut self.bytes,
            );
            before = place >> 1;
        }
        self.last = entry;
        self.entries += 1;
    }

    /// Ends the part; nothing may be added any more.
    pub fn finish(mut self) -> Part {
        self.close();
        self.places = Vec::new();
        self.bytes.shrink_to_fit();
        self
    }

    /// The first entry.
    pub fn first(&self) -> u32 {
        self.first.map_or(0, |(entry, _)| entry)
    }

    pub fn entries(&self) -> u32 {
        self.entries
    }
}

/// What the lists of frequent words leave out.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In more entries than this a word has no places.
    pub placed: u32,
    /// Of more entries than this some are kept: those with a strong place before others.
    pub cut_above: u32,
    pub kept: u32,
}

/// Joins the parts of one word, in order, after what `out` holds.
pub fn join(parts: &[&Part], limits: Limits, out: &mut Vec<u8>) {
    let entries: u32 = parts.iter().map(|part| part.entries()).sum();
    if entries <= limits.placed {
        number(entries << 1, out);
        append(parts, out);
        return;
    }
    number(entries << 1 | 1, out);
    let mut whole = Vec::new();
    append(parts, &mut whole);
    let all = read(&whole);
    let mut chosen: Vec<u32> = if entries <= limits.cut_above {
        all.into_iter().map(|(entry, _)| entry).collect()
    } else {
        let kept = limits.kept as usize;
        let (strong, weak): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, strong)| *strong);
        let chosen = strong.into_iter().chain(weak).take(kept);
        chosen.map(|(entry, _)| entry).collect()
    };
    chosen.sort_unstable();
    let mut before = 0;
    for entry in chosen {
        number(entry - before, out);
        before = entry;
    }
}

fn append(parts: &[&Part], out: &mut Vec<u8>) {
    let mut before = 0;
    for part in parts {
        let Some((first, several)) = part.first else {
            continue;
        };
        number((first - before) << 1 | u32::from(several), out);
        out.extend_from_slice(&part.bytes);
        before = part.last;
    }
}

/// Entries, and whether the word has a strong place there, as written by [`append`].
fn read(bytes: &[u8]) -> Vec<(u32, bool)> {
    let mut at = 0;
    let mut next = || {
        let (mut n, mut shift) = (0u32, 0);
        while let Some(byte) = bytes.get(at) {
            at += 1;
            n |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(n);
            }
        }
        None
    };
    let (mut found, mut entry) = (Vec::new(), 0);
    while let Some(head) = next() {
        entry += head >> 1;
        let places = if head & 1 == 1 {
            next().unwrap_or(0)
        } else {
            1
        };
        let mut strong = false;
        for _ in 0..places {
            strong |= next().unwrap_or(0) & 1 == 1;
        }
        found.push((entry, strong));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(entries: &[(u32, &[(u32, bool)])]) -> Part {
        let mut part = Part::default();
        for (entry, places) in entries {
            for (place, strong) in *places {
                part.add(*entry, *place, *strong);
            }
        }
        part.finish()
    }

    const STRONG: &[(u32, bool)] = &[(0, true)];
    const WEAK: &[(u32, bool)] = &[(0, false)];
    const LIMITS: Limits = Limits {
        placed: 3,
        cut_above: 5,
        kept: 3,
    };

    #[test]
    fn parts_are_joined_to_one_list() {
        let parts = [
            part(&[(0, &[(3, false)]), (7, &[(1, true), (200, false)])]),
            part(&[(300, &[(0, false)])]),
        ];
        let mut out = Vec::new();
        join(&parts.iter().collect::<Vec<_>>(), LIMITS, &mut out);
        assert_eq!(out[0], 3 << 1);
        assert_eq!(read(&out[1..]), [(0, false), (7, true), (300, false)]);
        // 0: place 3. 7 from there: two places, 1 (strong) and 199 further on.
        assert_eq!(out[1..7], [0, 6, 15, 2, 3, 0x8e]);
    }

    #[test]
    fn a_frequent_word_has_no_places_and_one_that_is_everywhere_is_cut() {
        let all = |n: u32| -> Vec<u8> {
            let entries: Vec<(u32, &[(u32, bool)])> = (0..n)
                .map(|e| (e, if e == 90 { STRONG } else { WEAK }))
                .collect();
            let mut out = Vec::new();
            join(&[&part(&entries)], LIMITS, &mut out);
            out
        };
        assert_eq!(all(4), [4 << 1 | 1, 0, 1, 1, 1]);
        assert_eq!(all(100), [0xc9, 1, 0, 1, 89]);
    }
}

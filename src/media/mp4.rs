//! MP4, M4A and QuickTime: what plays stays where it is; all else is overwritten with zeros.
//!
//! Offsets into the file must not change, so boxes that are not needed become `free` and empty.
//! Of the media data only the samples of sound and picture tracks stay: phones write the place,
//! second by second, into a track of its own.

use std::ops::Range;

use super::Unclean;
use super::parts::Parts;

/// Boxes are not nested deeper than this where they are looked into.
const DEEPEST: usize = 8;

fn damaged(how: &str) -> Unclean {
    Unclean::damaged("MP4 or QuickTime file", how)
}

/// One box: its name, its place, and where its payload begins.
#[derive(Clone)]
struct Atom {
    name: [u8; 4],
    whole: Range<usize>,
    payload: usize,
}

impl Atom {
    fn inside(&self) -> Range<usize> {
        self.payload..self.whole.end
    }
}

/// The boxes in a part of a file.
fn atoms(bytes: &[u8], range: Range<usize>) -> Result<Vec<Atom>, Unclean> {
    let broken = || damaged("a part is longer than the whole");
    let mut list = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut parts = Parts::new(&bytes[at..range.end]);
        let left = range.end - at;
        let Some(size) = parts.be32() else {
            // QuickTime ends some lists with four zeros or fewer bytes.
            list.push(padding(at..range.end));
            break;
        };
        let Some(name) = parts.array() else {
            list.push(padding(at..range.end));
            break;
        };
        let size = match size {
            0 => left as u64,
            1 => parts.be64().ok_or_else(broken)?,
            size => u64::from(size),
        };
        let size = usize::try_from(size).map_err(|_| broken())?;
        if size < parts.at() || size > left {
            return Err(broken());
        }
        list.push(Atom {
            name,
            whole: at..at + size,
            payload: at + parts.at(),
        });
        at += size;
    }
    Ok(list)
}

fn padding(whole: Range<usize>) -> Atom {
    Atom {
        name: *b"\0\0\0\0",
        payload: whole.start,
        whole,
    }
}

/// Overwrites a box: it stays as long as it was, with nothing in it.
fn blank(bytes: &mut [u8], atom: &Atom) {
    bytes[atom.inside()].fill(0);
    if atom.payload > atom.whole.start {
        bytes[atom.whole.start + 4..atom.whole.start + 8].copy_from_slice(b"free");
    }
}

pub(super) fn clean(mut bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let end = bytes.len();
    let top = atoms(&bytes, 0..end)?;
    let named = |name: [u8; 4]| top.iter().filter(move |atom| atom.name == name);
    if named(*b"moof").next().is_some() {
        return Err(Unclean::new(
            "it is an MP4 file in fragments, as recorders write it; save it as an ordinary one, \
             for example with `ffmpeg -i IN -c copy OUT.mp4`",
        ));
    }
    let movie = match named(*b"moov").collect::<Vec<_>>()[..] {
        [movie] => movie.clone(),
        _ => return Err(damaged("it holds no film or sound, or two")),
    };
    let data: Vec<Range<usize>> = named(*b"mdat").map(Atom::inside).collect();

    let mut kept = Vec::new();
    for track in movie_boxes(&mut bytes, movie.inside())? {
        kept.extend(samples(&bytes, &track, &data)?);
    }
    if kept.is_empty() {
        return Err(damaged("it holds no film or sound"));
    }
    for atom in &top {
        match &atom.name {
            b"ftyp" | b"moov" => {}
            b"mdat" => {}
            b"\0\0\0\0" => bytes[atom.whole.clone()].fill(0),
            b"wide" => bytes[atom.inside()].fill(0),
            _ => blank(&mut bytes, atom),
        }
    }
    kept.sort_by_key(|range| range.start);
    for range in data {
        let mut at = range.start;
        for sample in kept
            .iter()
            .filter(|s| s.start >= range.start && s.end <= range.end)
        {
            if sample.start > at {
                bytes[at..sample.start].fill(0);
            }
            at = at.max(sample.end);
        }
        bytes[at..range.end].fill(0);
    }
    Ok(bytes)
}

/// Blanks what is not needed of a film's description; gives the tables of its tracks.
fn movie_boxes(bytes: &mut [u8], range: Range<usize>) -> Result<Vec<Range<usize>>, Unclean> {
    let mut tables = Vec::new();
    for atom in atoms(bytes, range)? {
        match &atom.name {
            b"mvhd" => times(bytes, &atom),
            b"trak" => match sound_or_picture(bytes, &atom)? {
                true => keep_inside(bytes, atom.inside(), &mut tables, 0)?,
                false => blank(bytes, &atom),
            },
            b"mvex" => return Err(damaged("it is in fragments")),
            b"\0\0\0\0" => bytes[atom.whole.clone()].fill(0),
            _ => blank(bytes, &atom),
        }
    }
    Ok(tables)
}

/// Whether a track is heard or seen; others hold places, times of day, titles.
fn sound_or_picture(bytes: &[u8], track: &Atom) -> Result<bool, Unclean> {
    for media in atoms(bytes, track.inside())? {
        if &media.name != b"mdia" {
            continue;
        }
        for handler in atoms(bytes, media.inside())? {
            if &handler.name == b"hdlr" {
                let kind = bytes[handler.inside()].get(8..12);
                return Ok(matches!(kind, Some(b"vide" | b"soun")));
            }
        }
    }
    Ok(false)
}

/// Goes through a track: what is known to be needed stays, names and times are blanked.
fn keep_inside(
    bytes: &mut [u8],
    range: Range<usize>,
    tables: &mut Vec<Range<usize>>,
    depth: usize,
) -> Result<(), Unclean> {
    if depth > DEEPEST {
        return Err(damaged("its parts are nested too deep"));
    }
    for atom in atoms(bytes, range)? {
        match &atom.name {
            b"tkhd" | b"mdhd" => times(bytes, &atom),
            b"hdlr" => handler_name(bytes, &atom),
            b"stbl" => {
                tables.push(atom.inside());
                keep_inside(bytes, atom.inside(), tables, depth + 1)?;
            }
            b"mdia" | b"minf" | b"edts" => {
                keep_inside(bytes, atom.inside(), tables, depth + 1)?;
            }
            b"dinf" => references(bytes, &atom)?,
            b"stsd" => descriptions(bytes, &atom)?,
            b"elst" | b"vmhd" | b"smhd" | b"stts" | b"ctts" | b"cslg" | b"stsc" | b"stsz"
            | b"stz2" | b"stco" | b"co64" | b"stss" | b"stsh" | b"sdtp" | b"sbgp" | b"sgpd" => {}
            b"\0\0\0\0" => bytes[atom.whole.clone()].fill(0),
            _ => blank(bytes, &atom),
        }
    }
    Ok(())
}

/// Blanks the times at which a film or a track was made and changed.
fn times(bytes: &mut [u8], atom: &Atom) {
    let payload = &mut bytes[atom.inside()];
    let long = payload.first() == Some(&1);
    let end = if long { 20 } else { 12 };
    if let Some(times) = payload.get_mut(4..end) {
        times.fill(0);
    }
}

/// Blanks a handler's maker and name (`Anna's iPhone`).
fn handler_name(bytes: &mut [u8], atom: &Atom) {
    let payload = &mut bytes[atom.inside()];
    if let Some(name) = payload.get_mut(12..) {
        name.fill(0);
    }
}

/// Where the data lies: in this file, or it is not ours to publish.
fn references(bytes: &mut [u8], atom: &Atom) -> Result<(), Unclean> {
    for list in atoms(bytes, atom.inside())? {
        if &list.name != b"dref" || list.inside().len() < 8 {
            blank(bytes, &list);
            continue;
        }
        for entry in atoms(bytes, list.payload + 8..list.whole.end)? {
            let inside = &mut bytes[entry.inside()];
            let here = inside.get(3).is_some_and(|flags| flags & 1 == 1);
            if !here {
                return Err(Unclean::new(
                    "its film or sound lies in another file; save it as one whole file",
                ));
            }
            if let Some(place) = inside.get_mut(4..) {
                place.fill(0);
            }
        }
    }
    Ok(())
}

/// Blanks the name of the program that compressed a picture.
fn descriptions(bytes: &mut [u8], atom: &Atom) -> Result<(), Unclean> {
    if atom.inside().len() < 8 {
        return Err(damaged("the description of a track is too short"));
    }
    let picture = atoms(bytes, atom.payload + 8..atom.whole.end)?;
    for entry in picture {
        let inside = entry.inside();
        let payload = &mut bytes[inside.clone()];
        // Width and height stand only in the description of a picture; sound has channels there.
        let codec = matches!(
            &entry.name,
            b"avc1"
                | b"avc2"
                | b"avc3"
                | b"avc4"
                | b"hvc1"
                | b"hev1"
                | b"av01"
                | b"vp08"
                | b"vp09"
                | b"mp4v"
                | b"jpeg"
                | b"apcn"
                | b"apch"
                | b"apcs"
                | b"apco"
                | b"ap4h"
                | b"s263"
                | b"dvh1"
                | b"dvhe"
                | b"encv"
        );
        if codec {
            // The maker of the coder, and its name.
            if let Some(maker) = payload.get_mut(12..16) {
                maker.fill(0);
            }
            if let Some(name) = payload.get_mut(42..74) {
                name.fill(0);
            }
            if payload.len() > 78 {
                without_extras(bytes, inside.start + 78..inside.end);
            }
        } else if &entry.name == b"fLaC" {
            return Err(Unclean::new(
                "it holds FLAC, which may carry words of its own; save it as FLAC or M4A",
            ));
        } else if payload.get(8..10) == Some(&[0, 0]) && payload.len() > 28 {
            without_extras(bytes, inside.start + 28..inside.end);
        }
    }
    Ok(())
}

/// Blanks boxes behind a description that are for people.
fn without_extras(bytes: &mut [u8], range: Range<usize>) {
    for atom in atoms(bytes, range).unwrap_or_default() {
        if matches!(
            &atom.name,
            b"uuid" | b"udta" | b"meta" | b"name" | b"free" | b"skip"
        ) {
            blank(bytes, &atom);
        }
    }
}

/// Where in the media data a track's samples lie.
fn samples(
    bytes: &[u8],
    table: &Range<usize>,
    data: &[Range<usize>],
) -> Result<Vec<Range<usize>>, Unclean> {
    let broken = || damaged("the table of a track's samples is broken");
    let atoms = atoms(bytes, table.clone())?;
    let payload = |names: &[&[u8; 4]]| {
        let found = atoms.iter().find(|atom| names.contains(&&atom.name))?;
        Some((found.name, Parts::new(&bytes[found.inside()])))
    };
    let sizes = Sizes::read(payload(&[b"stsz", b"stz2"]).ok_or_else(broken)?).ok_or_else(broken)?;
    let offsets = offsets(payload(&[b"stco", b"co64"]).ok_or_else(broken)?).ok_or_else(broken)?;
    let (_, runs) = payload(&[b"stsc"]).ok_or_else(broken)?;
    let runs = chunk_runs(runs).ok_or_else(broken)?;

    let mut ranges = Vec::with_capacity(offsets.len());
    let mut sample = 0usize;
    let mut run = 0;
    for (index, start) in offsets.iter().enumerate() {
        while runs
            .get(run + 1)
            .is_some_and(|(first, _)| *first <= index + 1)
        {
            run += 1;
        }
        let (first, count) = *runs.get(run).ok_or_else(broken)?;
        if first > index + 1 {
            return Err(broken());
        }
        let last = sample
            .checked_add(count)
            .ok_or_else(broken)?
            .min(sizes.count);
        let length = sizes.total(sample..last).ok_or_else(broken)?;
        sample = last;
        if length == 0 {
            continue;
        }
        let end = start.checked_add(length).ok_or_else(broken)?;
        if !data
            .iter()
            .any(|data| data.start <= *start && end <= data.end)
        {
            return Err(damaged("a sample lies outside the media data"));
        }
        ranges.push(*start..end);
    }
    Ok(ranges)
}

/// How long samples are.
struct Sizes {
    count: usize,
    /// One length for all, or each.
    same: Option<usize>,
    each: Vec<usize>,
}

impl Sizes {
    fn read((name, mut parts): ([u8; 4], Parts)) -> Option<Sizes> {
        parts.take(4)?;
        if &name == b"stsz" {
            let same = parts.be32()? as usize;
            let count = parts.be32()? as usize;
            if same > 0 {
                return Some(Sizes {
                    count,
                    same: Some(same),
                    each: Vec::new(),
                });
            }
            let bytes = parts.take(count.checked_mul(4)?)?;
            let each = bytes.chunks_exact(4);
            let each = each.map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize);
            return Some(Sizes {
                count,
                same: None,
                each: each.collect(),
            });
        }
        let bits = parts.be32()? & 0xff;
        let count = parts.be32()? as usize;
        let each: Vec<usize> = match bits {
            4 => {
                let bytes = parts.take(count.div_ceil(2))?;
                let halves = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
                halves.take(count).map(usize::from).collect()
            }
            8 => parts.take(count)?.iter().map(|b| usize::from(*b)).collect(),
            16 => {
                let bytes = parts.take(count.checked_mul(2)?)?;
                let pairs = bytes.chunks_exact(2);
                pairs
                    .map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])))
                    .collect()
            }
            _ => return None,
        };
        Some(Sizes {
            count,
            same: None,
            each,
        })
    }

    fn total(&self, samples: Range<usize>) -> Option<usize> {
        match self.same {
            Some(same) => samples.len().checked_mul(same),
            None => Some(self.each.get(samples)?.iter().sum()),
        }
    }
}

fn offsets((name, mut parts): ([u8; 4], Parts)) -> Option<Vec<usize>> {
    parts.take(4)?;
    let count = parts.be32()? as usize;
    let width = if &name == b"co64" { 8 } else { 4 };
    let bytes = parts.take(count.checked_mul(width)?)?;
    bytes
        .chunks_exact(width)
        .map(|b| {
            let number = b.iter().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
            usize::try_from(number).ok()
        })
        .collect()
}

/// From which chunk on there are how many samples in each.
fn chunk_runs(mut parts: Parts) -> Option<Vec<(usize, usize)>> {
    parts.take(4)?;
    let count = parts.be32()? as usize;
    let bytes = parts.take(count.checked_mul(12)?)?;
    let number = |b: &[u8]| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize;
    let runs = bytes.chunks_exact(12);
    Some(runs.map(|run| (number(run), number(&run[4..]))).collect())
}

//! WebM: what plays stays where it is; titles, tags, dates, attachments and chapters become void.

use std::ops::Range;

use super::Unclean;

const VOID: u32 = 0xec;
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK_TYPE: u32 = 0x83;
const CODEC_PRIVATE: u32 = 0x63a2;
const SEEK: u32 = 0x4dbb;
const SEEK_ID: u32 = 0x53ab;

fn damaged(how: &str) -> Unclean {
    Unclean::damaged("WebM file", how)
}

/// What is done with an element.
enum Fate {
    Keep,
    Look,
    Void,
}

/// Elements that stay, and those that are looked into; all others are void.
fn fate(id: u32) -> Fate {
    match id {
        // Header, seek head, times, tracks with picture and sound, clusters, cues.
        0x1a45_dfa3 | SEGMENT | 0x114d_9b74 | SEEK | 0x1549_a966 | TRACKS | 0xae | 0xe0 | 0xe1
        | CLUSTER | 0xa0 | 0x1c53_bb6b | 0xbb | 0xb7 | 0x55b0 | 0x55d0 | 0x75a1 | 0xa6 => {
            Fate::Look
        }
        // EBML versions and type.
        0x4286 | 0x42f7 | 0x42f2 | 0x42f3 | 0x4282 | 0x4287 | 0x4285 => Fate::Keep,
        // Seek entries, time scale, duration.
        SEEK_ID | 0x53ac | 0x002a_d7b1 | 0x4489 => Fate::Keep,
        // A track's number, kind, flags, times, coder.
        0xd7 | 0x73c5 | TRACK_TYPE | 0xb9 | 0x88 | 0x55aa | 0x9c | 0x6de7 | 0x0023_e383
        | 0x55ee | 0x86 | 0x63a2 | 0x56aa | 0x56bb | 0x0023_314f => Fate::Keep,
        // A picture's size and colours.
        0x9a
        | 0x9d
        | 0x53b8
        | 0x53c0
        | 0xb0
        | 0xba
        | 0x54aa
        | 0x54bb
        | 0x54cc
        | 0x54dd
        | 0x54b0
        | 0x54ba
        | 0x54b2
        | 0x55b1..=0x55bd
        | 0x55d1..=0x55da => Fate::Keep,
        // A sound's rate and channels.
        0xb5 | 0x78b5 | 0x9f | 0x6264 => Fate::Keep,
        // Blocks and their times.
        0xe7 | 0xa3 | 0xa7 | 0xab | 0xa1 | 0x9b | 0xfb | 0x75a2 | 0xee | 0xa5 => Fate::Keep,
        // Cue times and places.
        0xb3 | 0xf7 | 0xf1 | 0xf0 | 0xb2 | 0x5378 => Fate::Keep,
        _ => Fate::Void,
    }
}

/// Elements that begin a new part of a segment: one of unknown length ends before it.
fn at_top(id: u32) -> bool {
    matches!(
        id,
        SEGMENT
            | CLUSTER
            | TRACKS
            | 0x114d_9b74
            | 0x1549_a966
            | 0x1c53_bb6b
            | 0x1941_a469
            | 0x1043_a770
            | 0x1254_c367
    )
}

struct Element {
    id: u32,
    whole: Range<usize>,
    payload: usize,
    /// Whether its length was not known when it was written.
    open: bool,
}

/// The element at a place.
fn element(bytes: &[u8], at: usize, end: usize) -> Option<Element> {
    let first = *bytes.get(at)?;
    let id_length = first.leading_zeros() as usize + 1;
    if id_length > 4 {
        return None;
    }
    let id = bytes.get(at..at + id_length)?;
    let id = id.iter().fold(0u32, |id, byte| id << 8 | u32::from(*byte));
    let size_at = at + id_length;
    let first = *bytes.get(size_at)?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let size = bytes.get(size_at..size_at + length)?;
    let mut value = u64::from(size[0]) & ((1u64 << (8 - length)) - 1);
    let mut open = value == (1u64 << (8 - length)) - 1;
    for byte in &size[1..] {
        value = value << 8 | u64::from(*byte);
        open &= *byte == 0xff;
    }
    let payload = size_at + length;
    let stop = if open {
        end
    } else {
        payload.checked_add(usize::try_from(value).ok()?)?
    };
    (stop <= end && payload <= end).then_some(Element {
        id,
        whole: at..stop,
        payload,
        open,
    })
}

pub(super) fn clean(mut bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let end = bytes.len();
    let mut seen = Seen::default();
    look(&mut bytes, 0..end, 0, &mut seen)?;
    if !seen.tracks || !seen.cluster {
        return Err(damaged("it holds no film or sound"));
    }
    if seen.others {
        return Err(Unclean::new(
            "it holds tracks besides picture and sound; save it without subtitles",
        ));
    }
    Ok(bytes)
}

#[derive(Default)]
struct Seen {
    tracks: bool,
    cluster: bool,
    /// A track that is neither picture nor sound.
    others: bool,
}

/// Goes through the elements of a range; gives where it ended.
fn look(
    bytes: &mut [u8],
    range: Range<usize>,
    depth: usize,
    seen: &mut Seen,
) -> Result<usize, Unclean> {
    let mut at = range.start;
    while at < range.end {
        let Some(mut element) = element(bytes, at, range.end) else {
            // A recorder that was stopped leaves its last cluster half written.
            if seen.cluster {
                bytes[at..range.end].fill(0);
                return Ok(range.end);
            }
            return Err(damaged("a part is longer than the whole"));
        };
        if depth > 1 && at_top(element.id) {
            return Ok(at);
        }
        seen.tracks |= element.id == TRACKS;
        seen.cluster |= element.id == CLUSTER;
        if element.open && !matches!(element.id, SEGMENT | CLUSTER) || depth > 6 {
            return Err(damaged("a part says no length"));
        }
        match fate(element.id) {
            Fate::Keep => {
                if element.id == CODEC_PRIVATE {
                    vorbis_comment(&mut bytes[element.payload..element.whole.end]);
                }
                if element.id == TRACK_TYPE {
                    let kind = bytes[element.payload..element.whole.end].iter().max();
                    seen.others |= !matches!(kind, Some(1 | 2));
                }
            }
            Fate::Look if element.id == SEEK && !leads(bytes, &element) => {
                void(bytes, &element.whole);
            }
            Fate::Look => {
                let inside = element.payload..element.whole.end;
                let inner = if element.id == SEGMENT {
                    1
                } else {
                    depth.max(1) + 1
                };
                let ended = look(bytes, inside, inner, seen)?;
                if element.open {
                    element.whole.end = ended;
                } else if ended != element.whole.end {
                    return Err(damaged("its parts are not in order"));
                }
            }
            Fate::Void => void(bytes, &element.whole),
        }
        at = element.whole.end;
    }
    Ok(at)
}

/// Whether an entry of the seek head leads to something that stays.
fn leads(bytes: &[u8], seek: &Element) -> bool {
    let mut at = seek.payload;
    while let Some(inside) = element(bytes, at, seek.whole.end) {
        if inside.id == SEEK_ID {
            let id = &bytes[inside.payload..inside.whole.end];
            let id = id
                .iter()
                .take(4)
                .fold(0u32, |id, byte| id << 8 | u32::from(*byte));
            return !matches!(fate(id), Fate::Void);
        }
        at = inside.whole.end;
    }
    false
}

/// Overwrites the comments among the three headers of Vorbis that a track begins with.
fn vorbis_comment(private: &mut [u8]) {
    if private.first() != Some(&2) {
        return;
    }
    let mut at = 1;
    let mut lengths = [0usize; 2];
    for length in &mut lengths {
        loop {
            let Some(byte) = private.get(at) else { return };
            at += 1;
            *length += usize::from(*byte);
            if *byte < 255 {
                break;
            }
        }
    }
    let start = at + lengths[0];
    let comment = private.get_mut(start..start + lengths[1]);
    let Some(comment) = comment.filter(|c| c.starts_with(b"\x03vorbis") && c.len() >= 16) else {
        return;
    };
    // A maker's name of zeros that fills the space, and no comments.
    let name = (comment.len() - 16) as u32;
    let end = comment.len() - 1;
    comment[7..].fill(0);
    comment[7..11].copy_from_slice(&name.to_le_bytes());
    comment[end] = 1;
}

/// Overwrites an element; it stays as long as it was.
fn void(bytes: &mut [u8], range: &Range<usize>) {
    let bytes = &mut bytes[range.clone()];
    let length = bytes.len();
    bytes.fill(0);
    bytes[0] = VOID as u8;
    if length < 2 + 127 {
        // An element has an identifier and a length: two bytes at least.
        bytes[1] = 0x80 | (length - 2) as u8;
    } else {
        let size = 1u64 << 56 | (length - 9) as u64;
        bytes[1..9].copy_from_slice(&size.to_be_bytes());
    }
}

//! JPEG: the tables and the scans stay; EXIF, XMP, comments, thumbnails, second pictures and
//! whatever follows the end go.

use super::parts::Parts;
use super::{Unclean, exif, icc};

const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
/// The most of a profile that one segment holds.
const ICC_PIECE: usize = 65_535 - 2 - 14;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("JPEG picture", how);
    let early = || damaged("it ends too early");
    let mut parts = Parts::new(bytes);
    if parts.take(2) != Some(&[0xff, 0xd8]) {
        return Err(damaged("it does not begin like one"));
    }
    let mut head = Head::default();
    let mut body = Vec::with_capacity(bytes.len());
    let (mut frame, mut scan) = (false, false);
    loop {
        if parts.byte().ok_or_else(early)? != 0xff {
            return Err(damaged("there are bytes between its parts"));
        }
        let mut marker = 0xff;
        while marker == 0xff {
            marker = parts.byte().ok_or_else(early)?;
        }
        if marker == 0xd9 {
            break;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            continue;
        }
        let length = usize::from(parts.be16().ok_or_else(early)?);
        let payload = parts
            .take(length.checked_sub(2).ok_or_else(early)?)
            .ok_or_else(early)?;
        match marker {
            0xe0..=0xef | 0xfe => head.application(marker, payload),
            // Extensions that no browser knows.
            0xf0..=0xfd | 0xc8 => {}
            0xc0..=0xcf | 0xda..=0xdd => {
                frame |= matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xcc);
                push(&mut body, marker, payload);
                if marker == 0xda {
                    scan = true;
                    let length = scan_length(parts.rest()).ok_or_else(early)?;
                    body.extend_from_slice(parts.take(length).ok_or_else(early)?);
                }
            }
            _ => return Err(damaged("it has a part that is not known")),
        }
    }
    if !frame || !scan {
        return Err(damaged("it holds no picture"));
    }
    let mut out = vec![0xff, 0xd8];
    head.write(&mut out);
    out.append(&mut body);
    out.extend_from_slice(&[0xff, 0xd9]);
    Ok(out)
}

/// The length of coded data, up to the next marker.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(0xff, bytes.get(at..)?)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            // A marker, or bytes that fill up to one.
            _ => return Some(at),
        }
    }
}

fn push(out: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    // A segment's payload came from one, or is known to be short.
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(payload);
}

/// What is kept of the application segments.
#[derive(Default)]
struct Head {
    /// Version, unit and density of JFIF.
    jfif: Option<Vec<u8>>,
    orientation: Option<Vec<u8>>,
    /// Number, count and bytes of each piece of a colour profile.
    profile: Vec<(u8, u8, Vec<u8>)>,
    /// How Adobe's programs coded the colours.
    adobe: Option<Vec<u8>>,
}

impl Head {
    fn application(&mut self, marker: u8, payload: &[u8]) {
        match marker {
            0xe0 if payload.starts_with(b"JFIF\0") && payload.len() >= 12 => {
                // Without its thumbnail.
                let mut jfif = payload[..12].to_vec();
                jfif.extend_from_slice(&[0, 0]);
                self.jfif.get_or_insert(jfif);
            }
            0xe1 if payload.starts_with(EXIF) && self.orientation.is_none() => {
                self.orientation = exif::kept(&payload[EXIF.len()..]);
            }
            0xe2 if payload.starts_with(ICC) && payload.len() > ICC.len() + 2 => {
                let piece = &payload[ICC.len()..];
                self.profile.push((piece[0], piece[1], piece[2..].to_vec()));
            }
            0xee if payload.starts_with(b"Adobe") && payload.len() >= 12 => {
                self.adobe.get_or_insert(payload[..12].to_vec());
            }
            _ => {}
        }
    }

    fn write(mut self, out: &mut Vec<u8>) {
        if let Some(jfif) = &self.jfif {
            push(out, 0xe0, jfif);
        }
        if let Some(tiff) = &self.orientation {
            push(out, 0xe1, &[EXIF, tiff].concat());
        }
        if let Some(profile) = self.profile() {
            let pieces = profile.chunks(ICC_PIECE);
            let count = pieces.len() as u8;
            for (index, piece) in pieces.enumerate() {
                let head = [ICC, &[index as u8 + 1, count]].concat();
                push(out, 0xe2, &[&head, piece].concat());
            }
        }
        if let Some(adobe) = &self.adobe {
            push(out, 0xee, adobe);
        }
    }

    /// The colour profile of all its pieces; none when it is not whole.
    fn profile(&mut self) -> Option<Vec<u8>> {
        self.profile.sort_by_key(|(number, ..)| *number);
        let whole = self
            .profile
            .iter()
            .enumerate()
            .all(|(index, (number, count, _))| {
                usize::from(*number) == index + 1 && usize::from(*count) == self.profile.len()
            });
        if !whole || self.profile.is_empty() {
            return None;
        }
        let bytes: Vec<u8> = self
            .profile
            .drain(..)
            .flat_map(|(.., piece)| piece)
            .collect();
        let plain = icc::plain(&bytes)?;
        (plain.len().div_ceil(ICC_PIECE) <= 255).then_some(plain)
    }
}

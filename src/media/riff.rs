//! WebP and WAV: chunks of RIFF, of which those that make picture or sound stay.

use super::parts::Parts;
use super::{Unclean, exif, icc};

/// A chunk: its name and its bytes.
type Chunk<'a> = ([u8; 4], &'a [u8]);

/// The chunks of a RIFF file of a kind; what follows its length is left out.
fn chunks<'a>(bytes: &'a [u8], kind: &[u8; 4], stream: bool) -> Option<Vec<Chunk<'a>>> {
    let mut parts = Parts::new(bytes);
    if parts.take(4)? != b"RIFF" {
        return None;
    }
    let length = parts.le32()? as usize;
    if parts.take(4)? != kind {
        return None;
    }
    let rest = parts.rest();
    let inside = match rest.get(..length.checked_sub(4).unwrap_or(usize::MAX)) {
        Some(inside) => inside,
        // A recorder that could not go back to write the length.
        None if stream => rest,
        None => return None,
    };
    list(inside, stream)
}

fn list(bytes: &[u8], stream: bool) -> Option<Vec<Chunk<'_>>> {
    let mut parts = Parts::new(bytes);
    let mut chunks = Vec::new();
    while !parts.is_empty() {
        // A single byte that fills up to an even length.
        if parts.rest().len() < 8 && chunks.iter().any(|(name, _)| name == b"data") {
            break;
        }
        let name = parts.array()?;
        let length = parts.le32()? as usize;
        let data = match parts.take(length) {
            Some(data) => data,
            None if stream && &name == b"data" => parts.take(parts.rest().len())?,
            None => return None,
        };
        chunks.push((name, data));
        if length % 2 == 1 && !parts.is_empty() {
            parts.take(1)?;
        }
    }
    Some(chunks)
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

fn file(kind: &[u8; 4], body: &[u8]) -> Result<Vec<u8>, Unclean> {
    let length = u32::try_from(body.len() + 4)
        .map_err(|_| Unclean::new("it is larger than 4 GiB; save it in a smaller form"))?;
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(kind);
    out.extend_from_slice(body);
    Ok(out)
}

const WEBP_ICC: u8 = 0x20;
const WEBP_EXIF: u8 = 0x08;
const WEBP_XMP: u8 = 0x04;

/// A WebP picture without EXIF, XMP and unknown chunks.
pub(super) fn webp(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("WebP picture", how);
    let early = || damaged("it ends too early");
    let chunks = chunks(bytes, b"WEBP", false).ok_or_else(early)?;
    let find = |wanted: &[u8; 4]| chunks.iter().find(|(name, _)| name == wanted);
    let orientation = find(b"EXIF").and_then(|(_, data)| {
        let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
        exif::kept(tiff)
    });
    let profile = find(b"ICCP").and_then(|(_, data)| icc::plain(data));
    let mut body = Vec::with_capacity(bytes.len());
    let mut picture = false;
    for (index, (name, data)) in chunks.iter().enumerate() {
        match name {
            b"VP8X" if index == 0 && data.len() >= 10 => {
                let mut header = data[..10].to_vec();
                header[0] &= !(WEBP_ICC | WEBP_EXIF | WEBP_XMP);
                if profile.is_some() {
                    header[0] |= WEBP_ICC;
                }
                if orientation.is_some() {
                    header[0] |= WEBP_EXIF;
                }
                push(&mut body, name, &header);
                if let Some(profile) = &profile {
                    push(&mut body, b"ICCP", profile);
                }
            }
            b"VP8 " | b"VP8L" => {
                picture = true;
                push(&mut body, name, data);
            }
            b"ALPH" => push(&mut body, name, data),
            b"ANIM" => push(&mut body, name, data.get(..6).ok_or_else(early)?),
            b"ANMF" => {
                picture = true;
                let mut frame = data.get(..16).ok_or_else(early)?.to_vec();
                for (name, data) in list(&data[16..], false).ok_or_else(early)? {
                    if matches!(&name, b"VP8 " | b"VP8L" | b"ALPH") {
                        push(&mut frame, &name, data);
                    }
                }
                push(&mut body, name, &frame);
            }
            _ => {}
        }
    }
    if !picture {
        return Err(damaged("it holds no picture"));
    }
    if let Some(tiff) = orientation
        && body.starts_with(b"VP8X")
    {
        push(&mut body, b"EXIF", &tiff);
    }
    file(b"WEBP", &body)
}

/// A WAV recording of its format and its sound alone.
pub(super) fn wav(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("WAV recording", how);
    let chunks = chunks(bytes, b"WAVE", true).ok_or_else(|| damaged("it ends too early"))?;
    let mut body = Vec::with_capacity(bytes.len());
    let (mut format, mut sound) = (false, false);
    for (name, data) in &chunks {
        match name {
            b"fmt " if !format && data.len() >= 14 => {
                format = true;
                // An extensible format is 40 bytes long, others say how long.
                let length = match data.get(16..18) {
                    Some(extra) => 18 + usize::from(u16::from_le_bytes([extra[0], extra[1]])),
                    None => data.len().min(16),
                };
                push(&mut body, name, data.get(..length).unwrap_or(data));
            }
            b"fact" if data.len() >= 4 && !sound => push(&mut body, name, &data[..4]),
            b"data" if format && !sound => {
                sound = true;
                push(&mut body, name, data);
            }
            _ => {}
        }
    }
    if !sound {
        return Err(damaged("it holds no sound"));
    }
    file(b"WAVE", &body)
}

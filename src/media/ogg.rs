//! Ogg with Opus or Vorbis: the comment header is replaced by an empty one.

use super::Unclean;
use super::parts::Parts;

struct Page<'a> {
    flags: u8,
    position: [u8; 8],
    serial: [u8; 4],
    lengths: &'a [u8],
    data: &'a [u8],
}

const CONTINUED: u8 = 1;
const FIRST: u8 = 2;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("Ogg recording", how);
    let pages = pages(bytes).ok_or_else(|| damaged("it ends too early"))?;
    let Some(first) = pages.first() else {
        return Err(damaged("it is empty"));
    };
    let serial = first.serial;
    let others = pages[1..]
        .iter()
        .any(|p| p.flags & FIRST != 0 || p.serial != serial);
    if others || first.flags & FIRST == 0 {
        return Err(Unclean::new(
            "it holds more than one recording; save each as a file of its own",
        ));
    }
    // Opus has a header and comments; Vorbis its tables, too.
    let (headers, opus) = match first.data {
        data if data.starts_with(b"OpusHead") => (2, true),
        data if data.starts_with(b"\x01vorbis") => (3, false),
        _ => {
            return Err(Unclean::new(
                "it is no Opus or Vorbis recording; save it as MP3 or M4A",
            ));
        }
    };
    let (packets, used) =
        packets(&pages, headers).ok_or_else(|| damaged("its headers are not whole"))?;
    let empty: &[u8] = match opus {
        true => b"OpusTags\0\0\0\0\0\0\0\0",
        false => b"\x03vorbis\0\0\0\0\0\0\0\0\x01",
    };
    let begins = if opus {
        &b"OpusTags"[..]
    } else {
        b"\x03vorbis"
    };
    if !packets[1].starts_with(begins) || (!opus && !packets[2].starts_with(b"\x05vorbis")) {
        return Err(damaged("its headers are not whole"));
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut number = 0;
    let mut head = packets[0].as_slice();
    if opus {
        // Version, channels, rates, and the table of channels.
        let table = head.get(18).is_some_and(|family| *family != 0);
        let channels = head.get(9).copied().map_or(0, usize::from);
        let length = if table { 21 + channels } else { 19 };
        head = head.get(..length).unwrap_or(head);
    }
    write_packets(&mut out, FIRST, serial, &mut number, &[head]);
    let mut rest = vec![empty];
    rest.extend(packets[2..].iter().map(Vec::as_slice));
    write_packets(&mut out, 0, serial, &mut number, &rest);
    for page in &pages[used..] {
        let head = (page.flags, page.position, serial);
        write_page(&mut out, head, &mut number, page.lengths, page.data);
    }
    Ok(out)
}

/// The pages of a file, and nothing that stands behind the last.
fn pages(bytes: &[u8]) -> Option<Vec<Page<'_>>> {
    let mut parts = Parts::new(bytes);
    let mut pages = Vec::new();
    while parts.rest().starts_with(b"OggS") {
        parts.take(4)?;
        if parts.byte()? != 0 {
            return None;
        }
        let flags = parts.byte()?;
        let position = parts.array()?;
        let serial = parts.array()?;
        parts.take(8)?;
        let count = usize::from(parts.byte()?);
        let lengths = parts.take(count)?;
        let length = lengths.iter().map(|l| usize::from(*l)).sum();
        let Some(data) = parts.take(length) else {
            // A recording that was cut off plays up to its last whole page.
            break;
        };
        pages.push(Page {
            flags: flags & 7,
            position,
            serial,
            lengths,
            data,
        });
    }
    Some(pages)
}

/// The first packets, and how many pages they fill. Sound begins on a page of its own.
fn packets(pages: &[Page], wanted: usize) -> Option<(Vec<Vec<u8>>, usize)> {
    let mut packets = Vec::new();
    let mut open = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let continued = page.flags & CONTINUED != 0;
        if continued == open.is_empty() && index > 0 {
            return None;
        }
        let mut at = 0;
        for length in page.lengths {
            let end = at + usize::from(*length);
            open.extend_from_slice(page.data.get(at..end)?);
            at = end;
            if *length < 255 {
                packets.push(std::mem::take(&mut open));
            }
        }
        if packets.len() == wanted && open.is_empty() {
            return Some((packets, index + 1));
        }
        if packets.len() > wanted || (packets.len() == wanted && !open.is_empty()) {
            return None;
        }
    }
    None
}

/// Writes packets of a header into as many pages as they need.
fn write_packets(
    out: &mut Vec<u8>,
    flags: u8,
    serial: [u8; 4],
    number: &mut u32,
    packets: &[&[u8]],
) {
    let mut lengths = Vec::new();
    let mut data = Vec::new();
    for packet in packets {
        lengths.extend(std::iter::repeat_n(255, packet.len() / 255));
        lengths.push((packet.len() % 255) as u8);
        data.extend_from_slice(packet);
    }
    let mut at = 0;
    let mut continued = 0;
    for lengths in lengths.chunks(255) {
        let length: usize = lengths.iter().map(|l| usize::from(*l)).sum();
        let ends = lengths.iter().any(|l| *l < 255);
        // No packet ends on it: a position of -1.
        let position = if ends { [0; 8] } else { [0xff; 8] };
        let head = (flags | continued, position, serial);
        write_page(out, head, number, lengths, &data[at..at + length]);
        at += length;
        continued = match lengths.last() {
            Some(255) => CONTINUED,
            _ => 0,
        };
    }
}

fn write_page(
    out: &mut Vec<u8>,
    (flags, position, serial): (u8, [u8; 8], [u8; 4]),
    number: &mut u32,
    lengths: &[u8],
    data: &[u8],
) {
    let start = out.len();
    out.extend_from_slice(b"OggS\0");
    out.push(flags);
    out.extend_from_slice(&position);
    out.extend_from_slice(&serial);
    out.extend_from_slice(&number.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.push(lengths.len() as u8);
    out.extend_from_slice(lengths);
    out.extend_from_slice(data);
    *number = number.wrapping_add(1);
    let sum = checksum(&out[start..]);
    out[start + 22..start + 26].copy_from_slice(&sum.to_le_bytes());
}

const CHECKS: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut sum = (i as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            sum = (sum << 1)
                ^ (if sum & 0x8000_0000 == 0 {
                    0
                } else {
                    0x04c1_1db7
                });
            bit += 1;
        }
        table[i] = sum;
        i += 1;
    }
    table
};

/// A page's checksum, with zeros where it will stand.
pub(super) fn checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum, byte| {
        sum << 8 ^ CHECKS[usize::from((sum >> 24) as u8 ^ byte)]
    })
}

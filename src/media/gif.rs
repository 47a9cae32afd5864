//! GIF: frames, their times and the number of rounds stay; comments and applications' data go.

use super::Unclean;
use super::parts::Parts;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("GIF picture", how);
    let mut out = Vec::with_capacity(bytes.len());
    match copy(bytes, &mut out) {
        Some(true) => Ok(out),
        Some(false) => Err(damaged("it holds no picture")),
        None => Err(damaged("it ends too early, or a part is not known")),
    }
}

/// Copies what is kept; whether there is a picture. None when the format is broken.
fn copy(bytes: &[u8], out: &mut Vec<u8>) -> Option<bool> {
    let mut parts = Parts::new(bytes);
    let head = parts.take(13)?;
    if !matches!(&head[..6], b"GIF87a" | b"GIF89a") {
        return None;
    }
    out.extend_from_slice(head);
    out.extend_from_slice(parts.take(table_length(head[10]))?);
    let mut picture = false;
    // Times and transparency, which belong to what follows.
    let mut control: Option<&[u8]> = None;
    loop {
        match parts.byte()? {
            b'!' => {
                let label = parts.byte()?;
                let start = parts.at();
                let blocks = blocks(&mut parts)?;
                let whole = &bytes[start..parts.at()];
                match (label, blocks.as_slice()) {
                    (0xf9, [block]) if block.len() == 4 => control = Some(whole),
                    (0xff, [name, rounds, ..]) if is_loop(name, rounds) => {
                        out.extend_from_slice(b"!\xff\x0b");
                        out.extend_from_slice(name);
                        out.extend_from_slice(&[3, 1, rounds[1], rounds[2], 0]);
                    }
                    // Plain text is drawn by no browser; its times go with it.
                    (0x01, _) => control = None,
                    _ => {}
                }
            }
            b',' => {
                picture = true;
                if let Some(control) = control.take() {
                    out.extend_from_slice(b"!\xf9");
                    out.extend_from_slice(control);
                }
                let frame = parts.take(9)?;
                out.push(b',');
                out.extend_from_slice(frame);
                out.extend_from_slice(parts.take(table_length(frame[8]))?);
                let start = parts.at();
                parts.byte()?;
                blocks(&mut parts)?;
                out.extend_from_slice(&bytes[start..parts.at()]);
            }
            b';' => {
                out.push(b';');
                return Some(picture);
            }
            _ => return None,
        }
    }
}

/// The length of a table of colours.
fn table_length(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        return 0;
    }
    3 << ((flags & 7) + 1)
}

/// Blocks of up to 255 bytes, up to an empty one.
fn blocks<'a>(parts: &mut Parts<'a>) -> Option<Vec<&'a [u8]>> {
    let mut blocks = Vec::new();
    loop {
        match parts.byte()? {
            0 => return Some(blocks),
            length => blocks.push(parts.take(usize::from(length))?),
        }
    }
}

fn is_loop(name: &[u8], rounds: &[u8]) -> bool {
    matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0") && rounds.len() == 3 && rounds[0] == 1
}

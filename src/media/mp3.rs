//! MP3: frames of sound stay; ID3, APE, Lyrics3 and whatever else stands between or around go.

use super::Unclean;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let bytes = without_tags(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut frames = 0;
    let mut kind = None;
    let mut steady = false;
    while at < bytes.len() {
        let rest = &bytes[at..];
        match frame(rest) {
            Some((length, this)) if kind.is_none_or(|kind| kind == this) => {
                let Some(whole) = rest.get(..length) else {
                    // The last frame was cut off.
                    break;
                };
                // Alone, two bytes like a frame's first are found by chance.
                let next = &rest[length..];
                let follows = next.is_empty() || frame(next).is_some_and(|(_, kind)| kind == this);
                if follows || steady {
                    kind = Some(this);
                    steady = true;
                    frames += 1;
                    out.extend_from_slice(whole);
                    at += length;
                } else {
                    at += 1;
                }
            }
            _ => {
                steady = false;
                if let Some(length) = id3v2(rest) {
                    at += length;
                    continue;
                }
                let next = memchr::memchr(0xff, &rest[1..]);
                at += next.map_or(rest.len(), |next| next + 1);
            }
        }
    }
    if frames == 0 {
        return Err(Unclean::damaged("MP3 recording", "it holds no sound"));
    }
    Ok(out)
}

/// What a file's frames have in common: version, layer and sampling rate.
type FrameKind = (u8, u8, u8);

/// The length and kind of the frame at the start of bytes.
fn frame(bytes: &[u8]) -> Option<(usize, FrameKind)> {
    const LAYER_1: [u32; 15] = [
        0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448,
    ];
    const LAYER_2: [u32; 15] = [
        0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384,
    ];
    const LAYER_3: [u32; 15] = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ];
    const LOW_1: [u32; 15] = [
        0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256,
    ];
    const LOW: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let [0xff, second, third, _, ..] = *bytes else {
        return None;
    };
    if second & 0xe0 != 0xe0 {
        return None;
    }
    let version = second >> 3 & 3;
    let layer = second >> 1 & 3;
    let rate = usize::from(third >> 4);
    let sampling = third >> 2 & 3;
    if version == 1 || layer == 0 || rate == 0 || rate == 15 || sampling == 3 {
        return None;
    }
    let first_version = version == 3;
    let table = match (first_version, layer) {
        (true, 3) => LAYER_1,
        (true, 2) => LAYER_2,
        (true, _) => LAYER_3,
        (false, 3) => LOW_1,
        (false, _) => LOW,
    };
    let bits = table[rate] * 1000;
    let hertz = [44_100, 48_000, 32_000][usize::from(sampling)]
        >> match version {
            3 => 0,
            2 => 1,
            _ => 2,
        };
    let padding = u32::from(third >> 1 & 1);
    let length = match (layer, first_version) {
        (3, _) => (12 * bits / hertz + padding) * 4,
        (1, false) => 72 * bits / hertz + padding,
        _ => 144 * bits / hertz + padding,
    };
    Some((length as usize, (version, layer, sampling)))
}

/// Bytes without the tags that players write before and behind the sound.
pub(super) fn without_tags(mut bytes: &[u8]) -> &[u8] {
    loop {
        let before = bytes.len();
        bytes = without_head(bytes);
        bytes = without_tail(bytes);
        if bytes.len() == before {
            return bytes;
        }
    }
}

fn without_head(bytes: &[u8]) -> &[u8] {
    if let Some(length) = id3v2(bytes) {
        return bytes.get(length..).unwrap_or_default();
    }
    if bytes.starts_with(b"APETAGEX")
        && let Some(size) = le32(bytes, 12)
    {
        return bytes.get(size.saturating_add(32)..).unwrap_or_default();
    }
    bytes
}

/// The length of an ID3v2 tag at the start of bytes.
fn id3v2(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..10)?;
    if &head[..3] != b"ID3" {
        return None;
    }
    let size = head[6..10]
        .iter()
        .fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    let footer = if head[5] & 0x10 == 0 { 0 } else { 10 };
    Some(10 + size + footer)
}

fn without_tail(bytes: &[u8]) -> &[u8] {
    let length = bytes.len();
    let before = |size: usize| &bytes[..length.saturating_sub(size)];
    let from_end = |back: usize| length.checked_sub(back).map(|at| &bytes[at..]);
    if from_end(128).is_some_and(|tag| tag.starts_with(b"TAG")) {
        let enhanced = from_end(355).is_some_and(|tag| tag.starts_with(b"TAG+"));
        return before(if enhanced { 355 } else { 128 });
    }
    if let Some(footer) = from_end(32)
        && footer.starts_with(b"APETAGEX")
        && let (Some(size), Some(flags)) = (le32(footer, 12), le32(footer, 20))
    {
        let header = if flags & 0x8000_0000 == 0 { 0 } else { 32 };
        return before(size.max(32) + header);
    }
    if let Some(end) = from_end(15)
        && end.ends_with(b"LYRICS200")
        && let Some(size) = std::str::from_utf8(&end[..6])
            .ok()
            .and_then(|d| d.parse().ok())
    {
        return before(usize::saturating_add(size, 15));
    }
    if bytes.ends_with(b"LYRICSEND") {
        // Its words are 5100 bytes at most.
        let near = length.saturating_sub(5200);
        let start = memchr::memmem::rfind(&bytes[near..], b"LYRICSBEGIN");
        return &bytes[..start.map_or(length - 9, |start| near + start)];
    }
    if let Some(footer) = from_end(10)
        && footer.starts_with(b"3DI")
    {
        let size = footer[6..10]
            .iter()
            .fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
        return before(size + 20);
    }
    bytes
}

fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}

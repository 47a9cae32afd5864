//! FLAC: the description of the sound, the seek table and the sound stay.

use super::Unclean;
use super::mp3::without_tags;
use super::parts::Parts;

const STREAM_INFO: u8 = 0;
const SEEK_TABLE: u8 = 3;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("FLAC recording", how);
    let early = || damaged("it ends too early");
    let mut parts = Parts::new(without_tags(bytes));
    if parts.take(4) != Some(b"fLaC") {
        return Err(damaged("it does not begin like one"));
    }
    let mut kept: Vec<(u8, &[u8])> = Vec::new();
    loop {
        let head: [u8; 4] = parts.array().ok_or_else(early)?;
        let length = u32::from_be_bytes([0, head[1], head[2], head[3]]) as usize;
        let data = parts.take(length).ok_or_else(early)?;
        match head[0] & 0x7f {
            STREAM_INFO if kept.is_empty() && length == 34 => kept.push((STREAM_INFO, data)),
            SEEK_TABLE if length.is_multiple_of(18) => kept.push((SEEK_TABLE, data)),
            _ => {}
        }
        if head[0] & 0x80 != 0 {
            break;
        }
    }
    if kept.first().is_none_or(|(kind, _)| *kind != STREAM_INFO) {
        return Err(damaged("the description of its sound is missing"));
    }
    let sound = parts.rest();
    if !matches!(sound, [0xff, 0xf8 | 0xf9, ..]) {
        return Err(damaged("it holds no sound"));
    }
    let mut out = b"fLaC".to_vec();
    let last = kept.len() - 1;
    for (index, (kind, data)) in kept.iter().enumerate() {
        let end = if index == last { 0x80 } else { 0 };
        out.push(kind | end);
        out.extend_from_slice(&(data.len() as u32).to_be_bytes()[1..]);
        out.extend_from_slice(data);
    }
    out.extend_from_slice(sound);
    Ok(out)
}

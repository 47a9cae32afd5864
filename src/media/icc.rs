//! Colour profiles: the numbers stay, the words (a screen's name, its owner, a date) go.

use super::parts::Parts;

/// The tags that colours are worked out from.
const NUMBERS: [&[u8; 4]; 24] = [
    b"wtpt", b"bkpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"chad",
    b"lumi", b"cicp", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1",
    b"D2B2", b"B2D0", b"B2D1", b"B2D2",
];
const HEADER: usize = 128;
const MOST_TAGS: u32 = 256;

/// A profile of the same colours without words; none when it cannot be read.
pub(super) fn plain(profile: &[u8]) -> Option<Vec<u8>> {
    let mut header = profile.get(..HEADER)?.to_vec();
    if &header[36..40] != b"acsp" {
        return None;
    }
    // The maker of the profile, its date, the device and the digest.
    for range in [4..8, 24..36, 40..44, 48..56, 80..HEADER] {
        header[range].fill(0);
    }
    let version_4 = header[8] >= 4;
    let mut parts = Parts::new(&profile[HEADER..]);
    let count = parts.be32().filter(|count| *count <= MOST_TAGS)?;
    let mut tags: Vec<([u8; 4], &[u8])> = Vec::new();
    for _ in 0..count {
        let name: [u8; 4] = parts.array()?;
        let start = parts.be32()? as usize;
        let length = parts.be32()? as usize;
        let data = profile.get(start..start.checked_add(length)?)?;
        // Words have types of their own; a number's tag must not hold them.
        let words = [&b"desc"[..], b"text", b"mluc", b"dict", b"ZXML", b"uf32"];
        let is_words = data.get(..4).is_none_or(|kind| words.contains(&kind));
        if NUMBERS.contains(&&name) && !is_words && !tags.iter().any(|(n, _)| *n == name) {
            tags.push((name, data));
        }
    }
    // A profile has to have a name and a notice.
    let (name, notice) = if version_4 {
        (&MLUC[..], &MLUC[..])
    } else {
        (&DESC[..], &TEXT[..])
    };
    tags.push((*b"desc", name));
    tags.push((*b"cprt", notice));

    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let base = HEADER + 4 + tags.len() * 12;
    let mut placed: Vec<(&[u8], usize)> = Vec::new();
    for (name, bytes) in &tags {
        let shared = placed.iter().find(|(other, _)| other == bytes);
        let at = match shared {
            Some((_, at)) => *at,
            None => {
                let at = base + data.len();
                placed.push((bytes, at));
                data.extend_from_slice(bytes);
                data.resize(data.len().next_multiple_of(4), 0);
                at
            }
        };
        table.extend_from_slice(name);
        table.extend_from_slice(&u32::try_from(at).ok()?.to_be_bytes());
        table.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_be_bytes());
    }
    let mut out = header;
    out.append(&mut table);
    out.append(&mut data);
    let length = u32::try_from(out.len()).ok()?;
    out[..4].copy_from_slice(&length.to_be_bytes());
    Some(out)
}

/// `mluc` of one record, en-US, `c`.
const MLUC: [u8; 30] = *b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x02\0\0\0\x1c\0c";
/// `desc` of one letter.
const DESC: [u8; 92] = {
    let mut desc = [0; 92];
    desc[0] = b'd';
    desc[1] = b'e';
    desc[2] = b's';
    desc[3] = b'c';
    desc[11] = 2;
    desc[12] = b'c';
    desc
};
const TEXT: [u8; 12] = *b"text\0\0\0\0-\0\0\0";

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of version 4 with one number and the given words.
    pub fn profile(words: &[u8]) -> Vec<u8> {
        let mut out = vec![0; HEADER];
        out[8] = 4;
        out[36..40].copy_from_slice(b"acsp");
        out[48..52].copy_from_slice(b"ANNA");
        let number = b"XYZ \0\0\0\0\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d";
        out.extend_from_slice(&2u32.to_be_bytes());
        for (name, at, length) in [
            (b"wtpt", 156, number.len()),
            (b"dscm", 156 + number.len(), words.len()),
        ] {
            out.extend_from_slice(name);
            out.extend_from_slice(&(at as u32).to_be_bytes());
            out.extend_from_slice(&(length as u32).to_be_bytes());
        }
        out.extend_from_slice(number);
        out.extend_from_slice(words);
        out
    }

    #[test]
    fn words_go_and_numbers_stay() {
        let cleaned = plain(&profile(b"mluc....Anna's screen")).unwrap();
        let holds = |what: &[u8]| memchr::memmem::find(&cleaned, what).is_some();
        assert!(!holds(b"Anna") && !holds(b"ANNA"));
        assert!(holds(b"XYZ \0\0\0\0\0\0\xf6\xd6"));
        assert_eq!(plain(&cleaned), Some(cleaned.clone()));
        assert_eq!(cleaned[..4], (cleaned.len() as u32).to_be_bytes());
        assert_eq!(plain(b"no profile"), None);
    }
}

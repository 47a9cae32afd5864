//! Base64, for pictures inside drawings.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that base64 stands for; none when it is not base64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.as_bytes().chunks(4) {
        if four.len() == 1 {
            return None;
        }
        let mut held = 0u32;
        for byte in four {
            held = held << 6 | u32::from(value(*byte)?);
        }
        held <<= 6 * (4 - four.len());
        out.extend_from_slice(&held.to_be_bytes()[1..four.len()]);
    }
    Some(out)
}

fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let held = [0, 1, 2].map(|i| three.get(i).copied().unwrap_or(0));
        let held = u32::from_be_bytes([0, held[0], held[1], held[2]]);
        for i in 0..4 {
            if i <= three.len() {
                let letter = LETTERS[(held >> (18 - 6 * i) & 63) as usize];
                out.push(char::from(letter));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for length in 0..70u8 {
            let bytes: Vec<u8> = (0..length).map(|b| b.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
        assert_eq!(encode("Müller".as_bytes()), "TcO8bGxlcg==");
        assert_eq!(decode("a"), None);
        assert_eq!(decode("a!=="), None);
    }
}

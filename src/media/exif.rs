//! EXIF: of all that a camera tells, which way is up.

use super::parts::Parts;

const ORIENTATION: u16 = 0x0112;
/// Points to where the picture was taken.
const PLACE: u16 = 0x8825;

/// The orientation in a TIFF structure, from 1 (upright) to 8; none when it says none.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let (kind, values, value, little) = entry(tiff, ORIENTATION)?;
    let value = [value[0], value[1]];
    let value = match little {
        true => u16::from_le_bytes(value),
        false => u16::from_be_bytes(value),
    };
    let value = u8::try_from(value).ok()?;
    (kind == 3 && values == 1 && (1..=8).contains(&value)).then_some(value)
}

/// Whether a TIFF structure says where the picture was taken.
pub(super) fn has_place(tiff: &[u8]) -> bool {
    entry(tiff, PLACE).is_some()
}

/// An entry of the first directory: its kind, how many values, its four bytes, whether the least
/// comes first.
fn entry(tiff: &[u8], wanted: u16) -> Option<(u16, u32, [u8; 4], bool)> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |bytes: [u8; 2]| match little {
        true => u16::from_le_bytes(bytes),
        false => u16::from_be_bytes(bytes),
    };
    let four = |bytes: [u8; 4]| match little {
        true => u32::from_le_bytes(bytes),
        false => u32::from_be_bytes(bytes),
    };
    let mut parts = Parts::new(tiff);
    parts.take(4)?;
    let first = four(parts.array()?) as usize;
    let mut parts = Parts::new(tiff.get(first..)?);
    let count = two(parts.array()?);
    for _ in 0..count {
        let tag = two(parts.array()?);
        let kind = two(parts.array()?);
        let values = four(parts.array()?);
        let value: [u8; 4] = parts.array()?;
        if tag == wanted {
            return Some((kind, values, value, little));
        }
    }
    None
}

/// A TIFF structure that says an orientation and nothing else.
pub(super) fn upright_by(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(orientation);
    tiff.extend_from_slice(&[0; 6]);
    tiff
}

/// What is to be kept of a TIFF structure: its orientation, when the picture is not upright.
pub(super) fn kept(tiff: &[u8]) -> Option<Vec<u8>> {
    orientation(tiff).filter(|o| *o != 1).map(upright_by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_orientation_is_kept() {
        for turned in 2..=8 {
            let tiff = upright_by(turned);
            assert_eq!(orientation(&tiff), Some(turned));
            assert_eq!(kept(&tiff), Some(tiff));
        }
        assert_eq!(kept(&upright_by(1)), None);
        let little =
            b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0Anna\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        assert_eq!(kept(little), Some(upright_by(6)));
        assert_eq!(kept(b"II*\0\xff\xff\xff\xff"), None);
        assert_eq!(kept(b""), None);
    }

    #[test]
    fn a_place_is_seen() {
        let tiff = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0";
        assert!(has_place(tiff));
        assert!(!has_place(&upright_by(3)));
    }
}

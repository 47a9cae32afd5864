//! Pictures, sound and film without what they tell of people: no place, camera, author, comment.
//!
//! Entry points: [`clean`], which gives a file that is as it was but for its metadata, and
//! [`published_name`]. Uses nothing of the crate but `source`'s decoding of text.
//!
//! Each format is read by what it may hold, never by what it may not: a part that is not known is
//! left out (or overwritten with zeros, where others point behind it). Nothing is recoded. A file
//! that cannot be understood is not cleaned, and must not be published.

mod decode64;
mod exif;
mod flac;
mod gif;
mod icc;
mod jpeg;
mod mp3;
mod mp4;
mod ogg;
mod parts;
mod png;
mod riff;
mod style;
mod svg;
#[cfg(test)]
mod tests;
mod vtt;
mod webm;

use std::fmt;

/// Why a file could not be cleaned and what to do, in words that follow "`p07.mp3`: ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclean {
    pub reason: String,
}

impl Unclean {
    fn new(reason: impl Into<String>) -> Self {
        Unclean {
            reason: reason.into(),
        }
    }

    /// A file that breaks the rules of its format.
    fn damaged(kind: &str, how: &str) -> Self {
        Unclean::new(format!(
            "it is no whole {kind}: {how}; open it in the program that made it and save it again"
        ))
    }
}

impl fmt::Display for Unclean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Unclean {}

/// A kind of file that can be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
    Svg,
    Mp3,
    Wav,
    Mp4,
    Ogg,
    Flac,
    WebM,
    Vtt,
}

/// A file's bytes without metadata. `path` tells its kind by its ending.
///
/// The same bytes give the same bytes, and cleaning twice changes nothing more.
///
/// # Errors
/// When the file is of a kind that cannot be cleaned, is none of the kind that its ending says,
/// or breaks the rules of its format. It must not be published then.
pub fn clean(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let named = by_ending(&ending(path))
        .ok_or_else(|| Unclean::new(format!("{}; {ADVICE}", unknown(path))))?;
    if bytes.is_empty() {
        return Err(Unclean::new("it is empty; save it again"));
    }
    match by_content(&bytes) {
        Some(held) if held != named => {
            return Err(Unclean::new(format!(
                "it holds {} though its name ends like {}; give it the ending of what it holds",
                held.name(),
                named.name()
            )));
        }
        _ => {}
    }
    match named {
        Kind::Jpeg => jpeg::clean(&bytes),
        Kind::Png => png::clean(bytes),
        Kind::WebP => riff::webp(&bytes),
        Kind::Gif => gif::clean(&bytes),
        Kind::Svg => svg::clean(bytes),
        Kind::Mp3 => mp3::clean(&bytes),
        Kind::Wav => riff::wav(&bytes),
        Kind::Mp4 => mp4::clean(bytes),
        Kind::Ogg => ogg::clean(&bytes),
        Kind::Flac => flac::clean(&bytes),
        Kind::WebM => webm::clean(bytes),
        Kind::Vtt => vtt::clean(bytes),
    }
}

/// Whether a picture, as it was taken, says where that was.
pub fn tells_place(bytes: &[u8]) -> bool {
    // Metadata stands at the beginning, but for a few formats that put it last.
    let begins = |mark: &[u8]| memchr::memmem::find_iter(bytes, mark).collect::<Vec<_>>();
    let directories = [b"II*\0".as_slice(), b"MM\0*"];
    let exif = directories
        .iter()
        .flat_map(|mark| begins(mark))
        .any(|at| exif::has_place(&bytes[at..]));
    exif || memchr::memmem::find(bytes, b"exif:GPSLatitude").is_some()
}

/// The address of a cleaned file: its digest, and nothing of its name but the ending.
pub fn published_name(path: &str, cleaned: &[u8]) -> String {
    let digest = blake3::hash(cleaned).to_hex();
    let ending = ending(path);
    let plain = !ending.is_empty() && ending.len() <= 5;
    if plain && ending.bytes().all(|b| b.is_ascii_alphanumeric()) {
        format!("media/{}.{ending}", &digest[..16])
    } else {
        format!("media/{}", &digest[..16])
    }
}

/// What follows the last point of a file's name, in lower case.
fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

const ADVICE: &str =
    "save a picture as JPEG, PNG or WebP, a recording as MP3 or M4A, a film as MP4";

fn unknown(path: &str) -> String {
    match ending(path).as_str() {
        "" => "its name has no ending that says what it is".to_owned(),
        ending => format!("files of the kind `.{ending}` cannot be stripped of metadata"),
    }
}

fn by_ending(ending: &str) -> Option<Kind> {
    Some(match ending {
        "jpg" | "jpeg" | "jpe" | "jfif" => Kind::Jpeg,
        "png" | "apng" => Kind::Png,
        "webp" => Kind::WebP,
        "gif" => Kind::Gif,
        "svg" => Kind::Svg,
        "mp3" => Kind::Mp3,
        "wav" => Kind::Wav,
        "mp4" | "m4a" | "m4v" | "m4b" | "mov" => Kind::Mp4,
        "ogg" | "oga" | "opus" => Kind::Ogg,
        "flac" => Kind::Flac,
        "webm" | "weba" => Kind::WebM,
        "vtt" => Kind::Vtt,
        _ => return None,
    })
}

/// The kind that the first bytes tell, where they do.
fn by_content(bytes: &[u8]) -> Option<Kind> {
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', ..] => Kind::Png,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Kind::WebP,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'A',
            b'V',
            b'E',
            ..,
        ] => Kind::Wav,
        [b'G', b'I', b'F', b'8', ..] => Kind::Gif,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Kind::Mp4,
        [b'O', b'g', b'g', b'S', ..] => Kind::Ogg,
        [b'f', b'L', b'a', b'C', ..] => Kind::Flac,
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Kind::WebM,
        _ => return None,
    })
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Jpeg => "a JPEG picture",
            Kind::Png => "a PNG picture",
            Kind::WebP => "a WebP picture",
            Kind::Gif => "a GIF picture",
            Kind::Svg => "an SVG drawing",
            Kind::Mp3 => "an MP3 recording",
            Kind::Wav => "a WAV recording",
            Kind::Mp4 => "an MP4 or QuickTime file",
            Kind::Ogg => "an Ogg recording",
            Kind::Flac => "a FLAC recording",
            Kind::WebM => "a WebM file",
            Kind::Vtt => "WebVTT captions",
        }
    }
}

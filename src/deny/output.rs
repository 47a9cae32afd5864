//! A file of the site as folded text: its words, and what stands in attributes, scripts and data.

use super::FoundAt;
use super::code;
use super::reading::{Manner, Reading};
use super::stream::Stream;

/// A file of the site, or a part of it.
#[derive(Clone, Copy)]
pub struct Output<'a> {
    pub address: &'a str,
    pub bytes: &'a [u8],
    pub(super) format: Format,
}

impl<'a> Output<'a> {
    /// How the bytes are read goes by the ending of the address.
    pub fn new(address: &'a str, bytes: &'a [u8]) -> Output<'a> {
        Output {
            address,
            bytes,
            format: format_of(address, bytes),
        }
    }

    /// A script that is JSON in a call: read as a program it would take twice as long.
    pub fn json_in_script(address: &'a str, bytes: &'a [u8]) -> Output<'a> {
        Output {
            address,
            bytes,
            format: Format::Json,
        }
    }
}

/// Takes a stream, whether words are found in it by chance, and where it stands.
pub(super) type Visit<'a> = dyn FnMut(&mut Stream<()>, bool, FoundAt) + 'a;

/// Calls `visit` with every reading of an address and of the bytes that stand there.
pub(super) fn read(output: Output, visit: &mut Visit) {
    let Output {
        address,
        bytes,
        format,
    } = output;
    let mut reading = Reading::<()>::new(address.len());
    reading.read_hidden(address.as_bytes(), 0, Manner::CODE);
    visit(&mut reading.hidden, false, FoundAt::Address);
    if is_wide(bytes) {
        let (text, _) = crate::source::decode(bytes.to_vec());
        let text = text.as_bytes();
        read_as(format_of(address, text), text, 0, visit);
    }
    read_as(format, bytes, 0, visit);
}

/// Whether bytes say that they are UTF-16.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

fn read_as(format: Format, bytes: &[u8], depth: usize, visit: &mut Visit) {
    let mut wrapped = Vec::new();
    let mut read = |bytes: &[u8], manner: Manner| {
        let mut reading = Reading::<()>::new(bytes.len());
        reading.read(bytes, manner);
        let noise = format == Format::Noise;
        visit(&mut reading.words, noise, FoundAt::Words);
        visit(&mut reading.hidden, noise, FoundAt::Hidden);
        wrapped.append(&mut reading.wrapped);
    };
    match format {
        Format::Markup => read(bytes, Manner::PROSE),
        Format::Json => read(bytes, Manner::STRINGS),
        Format::Code => {
            let words = code::script_words(bytes);
            read(&words, Manner::CODE);
            read(&words, Manner::STRINGS);
        }
        Format::Css => {
            let words = code::css_words(bytes);
            read(&words, Manner::CODE);
            read(&words, Manner::PROSE);
        }
        Format::Noise => read(bytes, Manner::CODE),
    }
    if depth < 2 {
        for inner in wrapped {
            read_as(format_of("", &inner), &inner, depth + 1, visit);
        }
    }
}

/// How the bytes of an output file are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Markup,
    Json,
    Code,
    Css,
    /// Pictures, sound, fonts: words are found in them by chance.
    Noise,
}

fn format_of(address: &str, bytes: &[u8]) -> Format {
    let name = address.rsplit('/').next().unwrap_or(address);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xml" | "svg" | "rss" | "atom" | "csv" | "tsv" | "txt"
        | "md" | "vtt" | "srt" | "xsl" => Format::Markup,
        "json" | "jsonl" | "ndjson" | "webmanifest" | "map" | "geojson" | "jsonld" => Format::Json,
        "css" => Format::Css,
        "js" | "mjs" | "cjs" => Format::Code,
        _ => {
            let head = &bytes[..bytes.len().min(8192)];
            let text = match std::str::from_utf8(head) {
                Ok(_) => true,
                Err(error) => error.valid_up_to() + 4 > head.len(),
            };
            if text && !head.contains(&0) {
                Format::Code
            } else {
                Format::Noise
            }
        }
    }
}

//! WebVTT: times and words stay; notes, styles, the header's words and speakers' names go.

use super::Unclean;
use crate::source::{Decoding, decode};

pub(super) fn clean(bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("file of WebVTT captions", how);
    let (text, decoding) = decode(bytes);
    if matches!(decoding, Decoding::Lossy { .. }) {
        return Err(damaged("it is not UTF-8"));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.split('\n').peekable();
    let head = lines.next().unwrap_or_default();
    let begins = head.strip_prefix("WEBVTT");
    if !begins.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return Err(damaged("it does not begin with `WEBVTT`"));
    }
    let mut out = "WEBVTT\n".to_owned();
    while lines.peek().is_some() {
        let block: Vec<&str> = lines
            .by_ref()
            .take_while(|line| !line.trim().is_empty())
            .collect();
        // A cue's name stands before its times.
        let times = block.iter().take(2).position(|line| line.contains("-->"));
        let Some(index) = times else { continue };
        let note = ["NOTE", "STYLE", "REGION"];
        if index > 0 && note.iter().any(|word| block[0].starts_with(word)) {
            continue;
        }
        let times = timing(block[index]).ok_or_else(|| damaged("a time cannot be read"))?;
        out.push('\n');
        out.push_str(&times);
        out.push('\n');
        for line in &block[index + 1..] {
            let mut words = String::new();
            push_words(line, &mut words);
            if line.contains("-->") || words.contains("-->") {
                return Err(damaged("there is no empty line between two times"));
            }
            if !words.trim().is_empty() {
                out.push_str(&words);
                out.push('\n');
            }
        }
    }
    Ok(out.into_bytes())
}

/// A line of times as it is meant, with the settings that are known.
fn timing(line: &str) -> Option<String> {
    let (start, rest) = line.split_once("-->")?;
    let mut words = rest.split_whitespace();
    let start = start.trim();
    let end = words.next()?;
    let is_time = |time: &str| {
        let parts = time.matches(':').count();
        let digits = time
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
        (1..=2).contains(&parts) && digits && !time.starts_with(':')
    };
    if !is_time(start) || !is_time(end) {
        return None;
    }
    let mut out = format!("{start} --> {end}");
    for word in words {
        let Some((name, value)) = word.split_once(':') else {
            continue;
        };
        let known = matches!(name, "vertical" | "line" | "position" | "size" | "align");
        let value_is = |b: u8| b.is_ascii_digit() || matches!(b, b'%' | b'.' | b',' | b'-');
        let word_is = matches!(
            value,
            "rl" | "lr" | "start" | "center" | "end" | "left" | "right" | "middle"
        );
        if known && (word_is || value.bytes().all(value_is)) {
            out.push(' ');
            out.push_str(word);
        }
    }
    Some(out)
}

/// A line of a cue; of its tags only those that change the look, without classes.
fn push_words(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('>') else {
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[1..close];
        rest = &rest[close + 1..];
        let (slash, name) = match tag.strip_prefix('/') {
            Some(name) => ("/", name),
            None => ("", tag),
        };
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let time = tag.contains(':')
            && tag
                .bytes()
                .all(|b| b.is_ascii_digit() || b":.".contains(&b));
        if time {
            out.push_str(&format!("<{tag}>"));
        } else if matches!(&name[..end], "b" | "i" | "u" | "ruby" | "rt") {
            out.push_str(&format!("<{slash}{}>", &name[..end]));
        }
    }
    out.push_str(rest);
}

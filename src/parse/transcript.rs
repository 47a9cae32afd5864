//! A WebVTT file beside a recording → its lines: who speaks from which second on, and the words.

use super::code::Prefixes;
use super::problems::Problems;
use super::voices::voices;
use crate::source::{Located, Span};

/// A transcript as written.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    pub lines: Vec<Line>,
    /// Everybody whom it may name as speaking, each once: where a time cannot be read, too.
    pub voices: Vec<Located<String>>,
}

/// What one voice says from a moment on.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Seconds from the beginning of the recording.
    pub start: f64,
    /// How long it takes. Several voices in one cue share its time, as nothing says more.
    pub seconds: f64,
    /// Who speaks, as a `<v …>` tag names them.
    pub voice: Option<String>,
    /// The words, without markup.
    pub words: String,
}

/// Reads a transcript. What is no cue (notes, styles) is no part of it; a cue whose time cannot be
/// read is told and left out.
pub fn read(text: &str, prefixes: &Prefixes, problems: &mut Problems) -> Transcript {
    Transcript {
        lines: lines(text, problems),
        voices: voices(text, prefixes),
    }
}

fn lines(text: &str, problems: &mut Problems) -> Vec<Line> {
    let mut lines = Vec::new();
    let first = text.lines().next().unwrap_or_default();
    let rest = first.trim_start_matches('\u{feff}').strip_prefix("WEBVTT");
    if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
        problems.warning(
            "unreadable-transcript",
            Span::new(0, first.len()),
            "this is not a WebVTT file, so no transcript is shown".to_owned(),
            "begin it with a line `WEBVTT`",
        );
        return lines;
    }
    for block in blocks(text) {
        // A cue may have a name, on a line before its times.
        let Some(at) = block.iter().take(2).position(|(_, l)| l.contains("-->")) else {
            continue;
        };
        let is_aside = ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| block[0].1.starts_with(word));
        if at == 1 && is_aside {
            continue;
        }
        let (place, times) = block[at];
        let Some((start, end)) = range(times) else {
            problems.warning(
                "unreadable-transcript",
                Span::new(place, place + times.len()),
                format!(
                    "the time `{}` cannot be read, so what is said then is not shown",
                    times.trim()
                ),
                "write `00:02:14.000 --> 00:02:17.500`",
            );
            continue;
        };
        let words: Vec<&str> = block[at + 1..].iter().map(|(_, line)| *line).collect();
        let before = lines.len();
        said(&words.join("\n"), start, &mut lines);
        let share = (end - start).max(0.0) / (lines.len() - before).max(1) as f64;
        lines[before..]
            .iter_mut()
            .for_each(|line| line.seconds = share);
    }
    lines
}

/// The blocks between empty lines: each line with its place in the text.
fn blocks(text: &str) -> Vec<Vec<(usize, &str)>> {
    let mut blocks = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        match bare.trim().is_empty() {
            true => blocks.push(Vec::new()),
            false => blocks.last_mut().expect("one at least").push((at, bare)),
        }
        at += line.len();
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// From which second to which: `00:02:14.500 --> 00:02:17.000 align:start`.
fn range(times: &str) -> Option<(f64, f64)> {
    let (from, to) = times.split_once("-->")?;
    seconds(from).zip(seconds(to.split_whitespace().next()?))
}

/// `00:02:14.500` in seconds; hours may be left out.
fn seconds(time: &str) -> Option<f64> {
    let parts: Vec<&str> = time.trim().split(':').collect();
    let (hours, minutes, rest) = match parts.as_slice() {
        [m, s] => ("0", *m, *s),
        [h, m, s] => (*h, *m, *s),
        _ => return None,
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = rest.split_once('.')?;
    if ![hours, minutes, whole, fraction].into_iter().all(digits) {
        return None;
    }
    let number = |part: &str| part.parse::<f64>().ok();
    let total = number(hours)? * 3600.0 + number(minutes)? * 60.0 + number(rest)?;
    (number(minutes)? < 60.0 && number(rest)? < 60.0).then_some(total)
}

/// The words of a cue, a line for each voice in it.
fn said(cue: &str, start: f64, lines: &mut Vec<Line>) {
    let mut voice = None;
    let mut words = String::new();
    let mut end = |voice: &Option<String>, words: &mut String| {
        let plain = entities(words);
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        words.clear();
        if !plain.is_empty() {
            let voice = voice.clone();
            lines.push(Line {
                start,
                seconds: 0.0,
                voice,
                words: plain,
            });
        }
    };
    let mut rest = cue;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else {
            // It is no tag, and no other follows.
            break;
        };
        words.push_str(&rest[..open]);
        let tag = &rest[open + 1..open + close];
        rest = &rest[open + close + 1..];
        // `<v.loud Anna>`: classes stand before the name.
        let named = tag
            .strip_prefix('v')
            .filter(|t| t.starts_with(['.', ' ', '\t', '\n']));
        if let Some(named) = named {
            end(&voice, &mut words);
            let name = named
                .split_once([' ', '\t', '\n'])
                .map_or("", |(_, name)| name.trim());
            voice = (!name.is_empty()).then(|| entities(name));
        }
    }
    words.push_str(rest);
    end(&voice, &mut words);
}

/// The characters that WebVTT writes as entities.
pub(super) fn entities(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (entity, letter)| {
        text.replace(entity, letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> (Vec<String>, Vec<String>) {
        let file = "content/shop/media/p07.vtt".into();
        let mut problems = Problems::new(&file);
        let lines = read(text, &Prefixes::default(), &mut problems).lines;
        let shown = lines.iter().map(|line| {
            let voice = line.voice.as_deref().unwrap_or("-");
            format!("{}+{} {voice}: {}", line.start, line.seconds, line.words)
        });
        let told = problems.found.into_iter().map(|problem| problem.message);
        (shown.collect(), told.collect())
    }

    #[test]
    fn cues_become_lines_and_voices_stand_apart() {
        let text = "WEBVTT - recorded at home\r\n\r\nNOTE mind the dog\r\n--> hidden\r\n\r\n1\r\n00:00:02.500 --> 00:00:04.000 align:start\r\n<v.loud MS>And <b>then</b>?\r\n<v P07>I &amp; my\r\nsister left.</v>\r\n\r\n01:02.000 --> 01:03.000\r\nNobody said so.";
        let (lines, told) = given(text);
        assert_eq!(
            lines,
            [
                "2.5+0.75 MS: And then?",
                "2.5+0.75 P07: I & my sister left.",
                "62+1 -: Nobody said so."
            ]
        );
        assert!(told.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_is_kept() {
        let (lines, told) = given("WEBVTT\n\n2:14 --> 2:17\nlost\n\n00:01.000 --> 00:02.000\nkept");
        assert_eq!(lines, ["1+1 -: kept"]);
        assert_eq!(
            told,
            ["the time `2:14 --> 2:17` cannot be read, so what is said then is not shown"]
        );
        let (lines, told) = given("1\n00:00:01,000 --> 00:00:02,000\na subtitle of another kind");
        assert!(lines.is_empty());
        assert_eq!(
            told,
            ["this is not a WebVTT file, so no transcript is shown"]
        );
    }

    #[test]
    fn a_bracket_that_opens_no_tag_is_words() {
        let (lines, _) =
            given("WEBVTT\n\n00:01.000 --> 00:02.000\n<v P07>I paid <b>less</b> < 5 or <so");
        assert_eq!(lines, ["1+1 P07: I paid less < 5 or <so"]);
        // Each of them would look through all that follows, were it not known that nothing does.
        let (lines, _) = given(&format!(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n{}",
            "<".repeat(400_000)
        ));
        assert_eq!(lines[0].len(), "1+1 -: ".len() + 400_000);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_fail(text in "(WEBVTT\n\n)?(00:0[0-9].000 --> |<v |[a&;<>:\n.-]){0,40}") {
            given(&text);
        }
    }
}

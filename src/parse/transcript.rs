//! A recording's transcript (WebVTT) → who spoke from when to when. Its words are not kept.
//!
//! Only cues that name their speaker, `<v P07>`, are read: of the others nobody can say who talked.

/// A stretch of talk.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub voice: String,
    /// Seconds from the recording's start.
    pub from: f64,
    pub to: f64,
}

/// Reads a transcript. What cannot be read is left out.
pub fn read(text: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut times = None;
    for line in text.lines() {
        if line.trim().is_empty() {
            times = None;
        } else if let Some((from, to)) = line.split_once("-->") {
            let to = to.split_whitespace().next().unwrap_or_default();
            times = seconds(from).zip(seconds(to)).filter(|(f, t)| f <= t);
        } else if let Some((from, to)) = times {
            let voices: Vec<&str> = line.split("<v").skip(1).filter_map(voice).collect();
            // Several voices in one cue share its time, as nothing says more.
            let share = (to - from) / voices.len().max(1) as f64;
            turns.extend(voices.iter().enumerate().map(|(at, voice)| Turn {
                voice: (*voice).to_owned(),
                from: from + share * at as f64,
                to: from + share * (at + 1) as f64,
            }));
        }
    }
    turns
}

/// The name in `<v.loud P07>`, after its `<v`.
fn voice(rest: &str) -> Option<&str> {
    let (tag, _) = rest.split_once('>')?;
    let (class, name) = tag.split_once([' ', '\t'])?;
    let known = class.is_empty() || class.starts_with('.');
    Some(name.trim()).filter(|name| known && !name.is_empty())
}

/// `00:04:10.500` or `04:10.500`, in seconds.
fn seconds(time: &str) -> Option<f64> {
    let parts: Vec<&str> = time.trim().split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut sum = 0.0;
    for part in parts {
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let value: f64 = part.parse().ok().filter(|_| part.chars().all(digits))?;
        sum = sum * 60.0 + value;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn turns_have_a_voice_and_two_times() {
        let text = "WEBVTT\n\n1\n00:01.000 --> 00:03.500 align:start\n<v MS>And then?\n\n\
            00:00:04.000 --> 00:00:10.000\n<v.loud P07>Then <i>nothing</i>.\n<b>no voice</b>\n\n\
            00:11.000 --> 00:12.000\nnobody knows\n\nx --> y\n<v P07>lost\n";
        let turn = |voice: &str, from, to| Turn {
            voice: voice.into(),
            from,
            to,
        };
        let expected = [turn("MS", 1.0, 3.5), turn("P07", 4.0, 10.0)];
        assert_eq!(read(text), expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(WEBVTT|<v |-->|[0-9:.\n a-z>]){0,60}") {
            for turn in read(&text) {
                prop_assert!(turn.to >= turn.from && turn.from >= 0.0);
            }
        }
    }
}

//! Who speaks, as notes name it beside words: `— P08` and `(P08)` behind them, `P08:` and
//! `P08 (0:17):` before them, `**P08**` on a line above.

use std::borrow::Cow;

use super::code::Prefixes;
use super::tag_run::{self, Time};

/// Words that a participant's number stands behind: `Participant 11` is `P11`.
const NUMBERED: [&str; 5] = [
    "participant",
    "participante",
    "partecipante",
    "teilnehmer",
    "teilnehmerin",
];

/// Verbs that lead over to somebody's words: `P08 adds:`.
const SAYING: &str = " said says adds added answered answers replied replies continued continues explained explains sagt sagte meint meinte ergänzt erklärt antwortet dit ajoute répond explique dice dijo añade responde disse diz acrescenta aggiunge risponde ";

const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// A participant as named in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'t> {
    pub code: Cow<'t, str>,
    /// The code as written, with what belongs to it: `[[P08]]`, `Participant 8`.
    pub written: &'t str,
}

/// The participant whom `text` begins with: `P08`, `[[P08]]`, `**P08**`, `Participant 8`.
pub fn name<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let bare = text.trim_start_matches(['*', '_']);
    let marks = &text[..text.len() - bare.len()];
    let found = unmarked(bare, prefixes)?;
    bare[found.written.len()..].starts_with(marks).then(|| {
        let length = 2 * marks.len() + found.written.len();
        Name {
            written: &text[..length],
            ..found
        }
    })
}

fn unmarked<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    if let Some(code) = prefixes.leading(text) {
        let written = code;
        return Some(Name {
            code: code.into(),
            written,
        });
    }
    match text.as_bytes().first()? {
        b'[' => linked(text, prefixes),
        b'p' | b'P' | b't' | b'T' => numbered(text, prefixes),
        _ => None,
    }
}

/// Reads `[[P08]]` and `[[P08|Ana]]`.
fn linked<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let inside = text.strip_prefix("[[")?;
    let code = prefixes.leading(inside)?;
    let rest = &inside[code.len()..];
    let end = rest.find("]]")?;
    let fits = end == 0 || rest.starts_with('|') && !rest[..end].contains(['[', '\n']);
    fits.then(|| Name {
        code: code.into(),
        written: &text[..2 + code.len() + end + 2],
    })
}

/// Reads `Participant 8` and `Participant P08`.
fn numbered<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let length = text.bytes().take(14).position(|byte| byte == b' ')?;
    let word = &text[..length];
    NUMBERED
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
        .then_some(())?;
    let rest = text[length..].trim_start_matches([' ', '#']);
    let before = text.len() - rest.len();
    if let Some(code) = prefixes.leading(rest) {
        return Some(Name {
            code: code.into(),
            written: &text[..before + code.len()],
        });
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].chars().next();
    let ends = !after.is_some_and(|c| c.is_alphanumeric() || c == '_');
    ((1..=4).contains(&digits) && ends).then(|| Name {
        code: format!("P{}", &rest[..digits]).into(),
        written: &text[..before + digits],
    })
}

/// A speaker named behind words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker<'t> {
    pub name: Name<'t>,
    /// What follows the code: "about the text message".
    pub remark: &'t str,
}

/// Reads a line such as `— P08` or `-- P9, about the text message`.
pub fn speaker_line<'t>(line: &'t str, prefixes: &Prefixes) -> Option<Speaker<'t>> {
    let line = line.trim();
    let dashes = line.len() - line.trim_start_matches(DASHES).len();
    if dashes == 0 || line[..dashes].chars().count() > 3 {
        return None;
    }
    let said_by = line[dashes..].trim_start();
    let name = name(said_by, prefixes)?;
    let rest = &said_by[name.written.len()..];
    let remark = rest.trim_start_matches([',', ';', ' ', '–', '—', '-']);
    // `- P3 said no` is a line of a list: behind one hyphen more than a space parts the two.
    let parted = match &line[..dashes] {
        "-" => rest.trim_start().len() > remark.len(),
        _ => rest.len() > remark.len(),
    };
    (rest.is_empty() || parted).then_some(Speaker {
        name,
        remark: remark.trim(),
    })
}

/// Reads a trailing `(P08)`, `-P08` or `— P08`, and `(P08, her mother)` behind a whole sentence.
/// Returns where the words end.
pub fn trailing_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(usize, Speaker<'t>)> {
    let text = text.trim_end();
    let tail = tail(text);
    if !tail.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(inside) = text.strip_suffix(')') {
        let open = inside.rfind('(')?;
        return named_at_end(text, open, inside[open + 1..].trim(), prefixes);
    }
    let first = text.len() - tail.len();
    tail.rmatch_indices(DASHES).take(4).find_map(|(at, dash)| {
        let after = first + at + dash.len();
        let before = text[..after].trim_end_matches(DASHES);
        let parted = |c: char| c.is_whitespace() || "\"”»’.!?…".contains(c);
        (before.is_empty() || before.ends_with(parted)).then_some(())?;
        named_at_end(text, before.len(), text[after..].trim_start(), prefixes)
    })
}

/// The end of a text: who said it stands in no more.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(80);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn named_at_end<'t>(
    text: &'t str,
    cut: usize,
    said_by: &'t str,
    prefixes: &Prefixes,
) -> Option<(usize, Speaker<'t>)> {
    let name = name(said_by, prefixes)?;
    let rest = &said_by[name.written.len()..];
    let words = text[..cut].trim_end();
    // `I told him – P08, her mother` may be words; behind a sentence's end it is none.
    let is_remark = rest.starts_with([',', ';'])
        && words.ends_with(['.', '!', '?', '…', '"', '”', '»', '’', '。']);
    let remark = rest.trim_start_matches([',', ';', ' ']).trim_end();
    (rest.is_empty() || is_remark).then_some((words.len(), Speaker { name, remark }))
}

/// A speaker named before words.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead<'t> {
    pub name: Name<'t>,
    /// Where the words begin.
    pub words: usize,
    pub time: Option<Time>,
}

/// A name before words, as far as it goes: `[0:17] **P08** (0:17)`.
struct Head<'t> {
    name: Name<'t>,
    time: Option<Time>,
    /// Whether the time behind the name stands in brackets.
    has_bracketed_time: bool,
    /// Marks of emphasis that are still open.
    open: &'t str,
    is_marked: bool,
    /// Where it ends.
    end: usize,
}

fn head<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Head<'t>> {
    let mut at = text.len() - text.trim_start().len();
    let mut time = None;
    if let Some((found, length)) = leading_time(&text[at..]) {
        let rest = text[at + length..].trim_start_matches([' ', '\t', '\u{a0}']);
        (time, at) = (Some(found), text.len() - rest.len());
    }
    let bare = text[at..].trim_start_matches(['*', '_']);
    let mut open = &text[at..text.len() - bare.len()];
    at += open.len();
    let is_marked = !open.is_empty();
    let bracket = match text.as_bytes().get(at)? {
        b'[' if !text[at..].starts_with("[[") => "]",
        b'(' => ")",
        _ => "",
    };
    at += bracket.len();
    let name = unmarked(&text[at..], prefixes)?;
    at += name.written.len();
    text[at..].starts_with(bracket).then_some(())?;
    at += bracket.len();
    if text[at..].starts_with(open) {
        at += open.len();
        open = "";
    }
    let rest = text[at..].trim_start_matches([' ', '\t', '\u{a0}', ',']);
    let mut has_bracketed_time = false;
    if let Some((found, length)) = leading_time(rest) {
        time = time.or(Some(found));
        has_bracketed_time = rest.starts_with(['(', '[']);
        at = text.len() - rest.len() + length;
    }
    Some(Head {
        name,
        time,
        has_bracketed_time,
        open,
        is_marked,
        end: at,
    })
}

/// Reads a time at the beginning, in brackets or not, and its length.
pub fn leading_time(text: &str) -> Option<(Time, usize)> {
    let open = usize::from(text.starts_with(['[', '(']));
    text.as_bytes().get(open)?.is_ascii_digit().then_some(())?;
    let inside = &text[open..];
    let digits = inside
        .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'))
        .unwrap_or(inside.len());
    // Tools write parts of seconds, too.
    let written = &inside[..digits];
    let whole = written.split_once('.').map_or(written, |(whole, _)| whole);
    let time = tag_run::time(whole)?;
    let end = open + digits;
    match &text[..open] {
        "" => Some((time, end)),
        "[" => text[end..].starts_with(']').then_some((time, end + 1)),
        _ => text[end..].starts_with(')').then_some((time, end + 1)),
    }
}

/// Takes a colon of any script, a space before it allowed.
fn after_colon(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    rest.strip_prefix(':').or_else(|| rest.strip_prefix('：'))
}

/// Reads who speaks before words: `P08: …`, also in bold or brackets and with a time beside it, or
/// on a line of its own.
pub fn leading_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<Lead<'t>> {
    let head = head(text, prefixes)?;
    let rest = &text[head.end..];
    let words = match after_colon(rest) {
        // `**P08: words**` has its bold around the words, too.
        Some(words) => words.strip_prefix(head.open)?,
        None => {
            head.open.is_empty().then_some(())?;
            let line = rest.trim_start_matches([' ', '\t', '\r', '\u{a0}']);
            let is_alone = line.starts_with('\n') && (head.time.is_some() || !is_bracketed(text));
            (is_alone || head.has_bracketed_time).then_some(line)?
        }
    };
    let words = words.trim_start();
    Some(Lead {
        words: text.len() - words.len(),
        name: head.name,
        time: head.time,
    })
}

/// `[P08]` stands for a name within the words.
fn is_bracketed(text: &str) -> bool {
    text.trim_start()
        .trim_start_matches(['*', '_'])
        .starts_with(['[', '('])
}

/// A line that says who speaks below it.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelLine<'t> {
    pub name: Name<'t>,
    /// Whether it heads all that follows, as `**P08**` does, and not only what stands right below.
    pub lasts: bool,
    /// Whether it says nothing else.
    pub is_bare: bool,
}

/// Reads a whole line such as `P08:`, `**P08**`, `P08 adds:` or `P08 (0:17)`.
pub fn label_line<'t>(line: &'t str, prefixes: &Prefixes) -> Option<LabelLine<'t>> {
    let line = line.trim();
    let head = head(line, prefixes)?;
    let rest = &line[head.end..];
    let ends = |rest: &str| rest == head.open || rest.is_empty() && head.open.is_empty();
    let label = |lasts, is_bare| LabelLine {
        name: head.name.clone(),
        lasts,
        is_bare: is_bare && head.time.is_none(),
    };
    if ends(rest) {
        let fits = head.time.is_some() || head.is_marked;
        return fits.then(|| label(head.time.is_none(), true));
    }
    if after_colon(rest).is_some_and(|rest| ends(rest.trim_end())) {
        return Some(label(false, true));
    }
    let remark = rest.strip_suffix(head.open)?;
    let colon = remark.strip_suffix([':', '：']);
    let words = colon.unwrap_or(remark).trim();
    let is_verb = SAYING.contains(&format!(" {} ", words.to_lowercase()));
    let is_parted = words.starts_with([',', '(', '–', '—']) || rest.starts_with(" - ");
    let is_described = is_parted && (colon.is_some() || !head.open.is_empty());
    let fits = colon.is_some() && is_verb || is_described && !words.contains(['.', '!', '?']);
    fits.then(|| label(colon.is_none(), false))
}

/// A second participant whom the words behind a name add to it: `and P08`, `, P08`, `/P08`.
pub fn joined<'t>(rest: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || "&+/,;(".contains(c));
    let and = ["and ", "und ", "et ", "y ", "e ", "ed "];
    let with = ["with ", "mit ", "avec ", "con ", "com "];
    let rest = and
        .iter()
        .chain(&with)
        .find_map(|and| words.strip_prefix(and));
    name(rest.unwrap_or(words), prefixes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_colon_before_words_say_who_speaks() {
        let prefixes = Prefixes::default();
        for (text, words) in [
            ("P08: I left.", Some("I left.")),
            ("P08 : I left.", Some("I left.")),
            ("P08：I left.", Some("I left.")),
            ("**P08:** I left.", Some("I left.")),
            ("**P08**: I left.", Some("I left.")),
            ("[p8]: I left.", Some("I left.")),
            ("[[P08]]: I left.", Some("I left.")),
            ("Participant 8: I left.", Some("I left.")),
            ("P08:\nI left.", Some("I left.")),
            ("P08  0:17\nI left.", Some("I left.")),
            ("P08\nI left.", Some("I left.")),
            ("P08 (0:17): I left.", Some("I left.")),
            ("P08 [02:01] I left.", Some("I left.")),
            ("0:17 P08: I left.", Some("I left.")),
            ("[00:02:01.500] P08: I left.", Some("I left.")),
            ("P08 came: I left.", None),
            ("P08 said: I left.", None),
            ("[P08] told me: go.", None),
            ("[P08]\nI left.", None),
            ("(P08) I left.", None),
            ("**P08: I left.**", None),
            ("0:17 I left", None),
            ("Participant: I left", None),
            ("P08", None),
        ] {
            let found = leading_speaker(text, &prefixes);
            let found = found.map(|lead| (lead.name.code.into_owned(), &text[lead.words..]));
            let code = if text.contains("p8") { "p8" } else { "P08" };
            let code = if text.starts_with("Part") { "P8" } else { code };
            assert_eq!(found, words.map(|words| (code.to_owned(), words)), "{text}");
        }
    }

    #[test]
    fn speakers_are_read_from_lines_and_ends() {
        let prefixes = Prefixes::default();
        let line = |text| {
            let found = speaker_line(text, &prefixes);
            found.map(|s| (s.name.code.into_owned(), s.remark))
        };
        let named = |code: &str, remark| Some((code.to_owned(), remark));
        assert_eq!(line("— P08"), named("P08", ""));
        assert_eq!(line("– Participant 11"), named("P11", ""));
        assert_eq!(line("— [[P08|Ana]]"), named("P08", ""));
        assert_eq!(
            line("-- P9, about the text message"),
            named("P9", "about the text message")
        );
        assert_eq!(line("P08"), None);
        assert_eq!(line("- P3 said no"), None);
        assert_eq!(line("— P3: no"), None);
        assert_eq!(line("- P3, at the till"), named("P3", "at the till"));
        assert_eq!(line("— P3 at the till"), named("P3", "at the till"));
        assert_eq!(line("- no"), None);
        for (text, words) in [
            ("I left. (P08)", Some(("I left.", ""))),
            ("“A receipt” -P08", Some(("“A receipt”", ""))),
            ("I left — P08", Some(("I left", ""))),
            ("I left -- P-08", Some(("I left", ""))),
            ("I left — [[P08]]", Some(("I left", ""))),
            ("I left — **P08**", Some(("I left", ""))),
            ("I left – Participant P08", Some(("I left", ""))),
            ("I left. – P08, her mother", Some(("I left.", "her mother"))),
            ("I left. (P08, her mother)", Some(("I left.", "her mother"))),
            ("I told him – P08, her mother", None),
            ("She sat there (P08, her mother)", None),
            ("I left — P07 and P08", None),
            ("(maybe)", None),
            ("pre-P08", None),
            ("x P08", None),
            ("P08", None),
            ("", None),
        ] {
            let found = trailing_speaker(text, &prefixes);
            let found = found.map(|(cut, s)| {
                assert_eq!(
                    s.name.code.trim_matches('-').replace('-', ""),
                    "P08",
                    "{text}"
                );
                (&text[..cut], s.remark)
            });
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn a_line_may_name_who_speaks_below_it() {
        let prefixes = Prefixes::default();
        for (text, found) in [
            ("P08:", Some((false, true))),
            ("**P08:**", Some((false, true))),
            ("**P08**", Some((true, true))),
            ("**P08 – baker**", Some((true, false))),
            ("P08 adds:", Some((false, false))),
            ("P08, the baker:", Some((false, false))),
            ("P08  0:17", Some((false, false))),
            ("P08", None),
            ("P08 left, and then P07 said:", None),
            ("P08 left.", None),
            ("[P08]", None),
        ] {
            let line = label_line(text, &prefixes).map(|line| (line.lasts, line.is_bare));
            assert_eq!(line, found, "{text}");
        }
    }

    #[test]
    fn a_second_name_is_found_behind_the_first() {
        let prefixes = Prefixes::default();
        for rest in [" and P08", ", P08", "/P08", " (with P08)", " & [[P08]]"] {
            assert!(joined(rest, &prefixes).is_some(), "{rest}");
        }
        for rest in ["", ", sister of P08", " – a couple"] {
            assert!(joined(rest, &prefixes).is_none(), "{rest}");
        }
    }
}

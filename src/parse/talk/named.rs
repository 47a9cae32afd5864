//! Whom a heading names: `P08 – baker`, `2. P08`, `Interview with P08`, `Participant 8`, `Baker (P08)`.

use crate::parse::code::Prefixes;
use crate::parse::speaker::{Name, name};

/// Words that headings of conversations begin with.
const CONVERSATIONS: &str = " interview session call conversation talk gespräch sitzung entretien séance entrevista sesión intervista sessione sessão conversa ";

/// Words that stand between them and who was talked to.
const LINKS: &str = " with mit avec con com of von de a no no. nr nr. number ";

/// Whom a heading names.
pub(super) struct Named<'t> {
    pub code: String,
    /// What else it says.
    pub described: &'t str,
    /// Whether the code comes first.
    pub leads: bool,
    /// Whether nothing follows the code but what is parted from it.
    pub stands_apart: bool,
    /// Whether it may be said of somebody: `Baker (P08)`.
    pub is_aside: bool,
}

pub(super) fn named<'t>(words: &'t str, prefixes: &Prefixes) -> Option<Named<'t>> {
    if let Some(found) = prefixes.leading(words) {
        return Some(first(found.to_owned(), &words[found.len()..], true));
    }
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let bare = behind_marks(words);
    let found = name(bare, prefixes).or_else(|| conversation(bare, prefixes));
    if let Some(Name { code, written }) = found {
        let end = written.as_ptr() as usize - words.as_ptr() as usize + written.len();
        return Some(first(code.into_owned(), &words[end..], false));
    }
    aside(words, prefixes)
}

fn first(code: String, rest: &str, leads: bool) -> Named<'_> {
    let marks = |c: char| c.is_whitespace() || "–—-:,.|()]".contains(c);
    let described = rest.trim_start_matches(marks);
    let parts = &rest[..rest.len() - described.len()];
    let stands_apart = described.is_empty() || !parts.trim().is_empty();
    Named {
        code,
        described,
        leads,
        stands_apart,
        is_aside: false,
    }
}

/// A heading without its number, and without signs that are no quotation marks before its words.
fn behind_marks(words: &str) -> &str {
    let sign = |c: char| !c.is_alphanumeric() && !"\"'“„«‘‚‹»”[".contains(c);
    let bare = words.trim_start_matches(sign);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.strip_prefix(['.', ')', ':']) {
        Some(rest) if digits.len() < bare.len() => rest.trim_start_matches(sign),
        _ => bare,
    }
}

/// Reads `Interview with P09`, `Interview 3: P09`.
fn conversation<'t>(words: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let is_one_of = |list: &str, word: &str| {
        let word = word.trim_end_matches([':', ',']).to_lowercase();
        list.contains(&format!(" {word} "))
    };
    let mut parts = words.split_inclusive(char::is_whitespace);
    let first = parts.next()?;
    is_one_of(CONVERSATIONS, first.trim()).then_some(())?;
    let mut at = first.len();
    for part in parts.take(4) {
        if let Some(found) = name(&words[at..], prefixes) {
            return Some(found);
        }
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        (number || is_one_of(LINKS, word)).then_some(())?;
        at += part.len();
    }
    None
}

/// Reads `Baker (P08)` and `Baker – P08`.
fn aside<'t>(words: &'t str, prefixes: &Prefixes) -> Option<Named<'t>> {
    let text = words.trim_end();
    let (cut, inside) = match text.strip_suffix(')') {
        Some(inside) => {
            let open = inside.rfind('(')?;
            (open, &inside[open + 1..])
        }
        None => {
            let dash = [" – ", " — ", " - ", ": ", "| "];
            let (at, mark) = dash
                .iter()
                .filter_map(|d| Some((text.rfind(d)?, d)))
                .max()?;
            (at, &text[at + mark.len()..])
        }
    };
    let found = name(inside.trim(), prefixes)?;
    (found.written.len() == inside.trim().len()).then(|| Named {
        code: found.code.into_owned(),
        described: text[..cut].trim(),
        leads: false,
        stands_apart: true,
        is_aside: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_participants_in_many_ways() {
        let prefixes = Prefixes::default();
        for (words, code, described) in [
            ("P08 – baker", "P08", "baker"),
            ("2. P08", "P08", ""),
            ("👤 P08: baker", "P08", "baker"),
            ("[[P08]]", "P08", ""),
            ("(P08) Baker", "P08", "Baker"),
            ("Participant 08 – baker", "P08", "baker"),
            ("Interview with P09", "P09", ""),
            ("Interview 3: P09, baker", "P09", "baker"),
            ("Gespräch mit P09", "P09", ""),
            ("Baker (P08)", "P08", "Baker"),
            ("Baker – P08", "P08", "Baker"),
        ] {
            let found = named(words, &prefixes).unwrap_or_else(|| panic!("{words}"));
            assert_eq!(
                (&*found.code, found.described),
                (code, described),
                "{words}"
            );
        }
        for words in [
            "Conclusion",
            "Q2. What about P08",
            "Interview about P08",
            "\"P08 was late\"",
            "3 of them",
            "Is it like P08?",
            "1.2.3",
        ] {
            assert!(named(words, &prefixes).is_none(), "{words}");
        }
    }
}

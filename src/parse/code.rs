//! A participant's code: how it is told from other words, and when two spellings are one person.

/// What makes two codes the same person: letters folded, leading zeros gone (`P7`, `P07`, `p7`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeKey(Box<str>);

impl CodeKey {
    pub fn of(code: &str) -> CodeKey {
        let code = code.trim().to_lowercase();
        let split = code
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(code.len());
        let (letters, digits) = code.split_at(split);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return CodeKey(code.into());
        }
        let letters = letters.trim_end_matches(['-', '_', ' ']);
        let number = digits.trim_start_matches('0');
        let number = if number.is_empty() { "0" } else { number };
        CodeKey(format!("{letters}{number}").into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letters that codes begin with: `P` always, and those of `participants.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prefixes(Vec<Box<str>>);

impl Default for Prefixes {
    fn default() -> Self {
        Prefixes(vec!["p".into()])
    }
}

impl Prefixes {
    /// `P` and the letters of these codes.
    pub fn of<'a>(codes: impl Iterator<Item = &'a str>) -> Prefixes {
        let mut prefixes = Prefixes::default();
        for code in codes {
            let letters: String = code.chars().take_while(|c| c.is_alphabetic()).collect();
            let digits = code[letters.len()..].trim_start_matches(['-', '_']);
            let fits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let letters = letters.to_lowercase().into_boxed_str();
            if fits && !letters.is_empty() && !prefixes.0.contains(&letters) {
                prefixes.0.push(letters);
            }
        }
        prefixes.0.sort();
        prefixes
    }

    /// The code that `text` begins with, and its length in bytes.
    pub fn leading<'t>(&self, text: &'t str) -> Option<&'t str> {
        let letters = text
            .char_indices()
            .find(|(_, c)| !c.is_alphabetic())
            .map_or(text.len(), |(i, _)| i);
        // Most words are none: no digit follows them.
        if letters == 0
            || !text[letters..].starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '_')
        {
            return None;
        }
        let prefix = text[..letters].to_lowercase();
        if !self.0.iter().any(|known| **known == prefix) {
            return None;
        }
        let dash = usize::from(text[letters..].starts_with(['-', '_']));
        let digits = &text[letters + dash..];
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        let after = digits[count..].chars().next();
        let ends = !after.is_some_and(|c| c.is_alphanumeric() || c == '_');
        ((1..=7).contains(&count) && ends).then(|| &text[..letters + dash + count])
    }

    /// Whether the whole of `text` is a code.
    pub fn is_code(&self, text: &str) -> bool {
        self.leading(text)
            .is_some_and(|code| code.len() == text.len())
    }
}

/// A speaker named beside a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker<'t> {
    pub code: &'t str,
    /// What follows the code: "about the text message".
    pub remark: &'t str,
}

/// Reads a line such as `— P08` or `-- P9, about the text message`.
pub fn speaker_line<'t>(line: &'t str, prefixes: &Prefixes) -> Option<Speaker<'t>> {
    let line = line.trim();
    let dashes = line.len() - line.trim_start_matches(['—', '–', '―', '-']).len();
    if dashes == 0 || line[..dashes].chars().count() > 3 {
        return None;
    }
    let name = line[dashes..].trim_start();
    let code = prefixes.leading(name)?;
    let rest = &name[code.len()..];
    let remark = rest.trim_start_matches([',', ';', ' ', '–', '—', '-']);
    // `- P3 said no` is a line of a list: behind one hyphen more than a space parts the two.
    let parted = match &line[..dashes] {
        "-" => rest.trim_start().len() > remark.len(),
        _ => rest.len() > remark.len(),
    };
    (rest.is_empty() || parted).then_some(Speaker {
        code,
        remark: remark.trim(),
    })
}

/// Reads `P08:` before words, also in bold or brackets: its length with the space behind it, and the
/// code.
pub fn leading_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(usize, &'t str)> {
    let space = text.len() - text.trim_start().len();
    let bold = &text[space..];
    let bold = &bold[..bold.len() - bold.trim_start_matches(['*', '_']).len()];
    let open = space + bold.len();
    let bracket = text[open..].starts_with(['[', '(']);
    let start = open + usize::from(bracket);
    let code = prefixes.leading(&text[start..])?;
    let mut at = start + code.len();
    let mut take = |mark: &str| {
        let found = !mark.is_empty() && text[at..].starts_with(mark);
        at += if found { mark.len() } else { 0 };
        found
    };
    (!bracket || take("]") || take(")")).then_some(())?;
    let closed = take(bold);
    take(":").then_some(())?;
    // `**P08: words**` has its bold around the words, too.
    (bold.is_empty() || closed || take(bold)).then_some(())?;
    let words = text[at..].trim_start();
    Some((text.len() - words.len(), code))
}

/// Reads a trailing `(P08)`, `-P08` or `— P08`. Returns where the words end.
pub fn trailing_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(usize, Speaker<'t>)> {
    let text = text.trim_end();
    let (cut, code) = if let Some(inside) = text.strip_suffix(')') {
        let open = inside.rfind('(')?;
        (open, inside[open + 1..].trim())
    } else {
        let start =
            text.rfind(|c: char| c.is_whitespace() || "—–-―".contains(c) || c == '"' || c == '”')?;
        let start = start + text[start..].chars().next().map_or(0, char::len_utf8);
        let before = text[..start].trim_end();
        let dashed = before.trim_end_matches(['—', '–', '―', '-']);
        let parted = dashed.len() < before.len()
            && (dashed.is_empty()
                || dashed.ends_with(|c: char| c.is_whitespace() || "\"”»’".contains(c)));
        (parted.then_some(dashed.len())?, &text[start..])
    };
    let words = text[..cut].trim_end().len();
    prefixes
        .is_code(code)
        .then_some((words, Speaker { code, remark: "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_and_a_colon_before_words_say_who_speaks() {
        let prefixes = Prefixes::default();
        for (text, words) in [
            ("P08: I left.", Some("I left.")),
            ("**P08:** I left.", Some("I left.")),
            ("**P08**: I left.", Some("I left.")),
            ("[p8]: I left.", Some("I left.")),
            ("P08:\nI left.", Some("I left.")),
            ("P08 came: I left.", None),
            ("[P08] told me: go.", None),
            ("**P08: I left.**", None),
            ("P08", None),
        ] {
            let found = leading_speaker(text, &prefixes).map(|(at, _)| &text[at..]);
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_code_have_one_key() {
        for code in ["P7", "P07", "p7", " P-007 "] {
            assert_eq!(CodeKey::of(code), CodeKey::of("P7"), "{code}");
        }
        assert_ne!(CodeKey::of("P7"), CodeKey::of("P70"));
        assert_ne!(CodeKey::of("P7"), CodeKey::of("U7"));
        assert_eq!(CodeKey::of("P0"), CodeKey::of("P00"));
    }

    #[test]
    fn a_code_is_told_from_other_words() {
        let prefixes = Prefixes::of(["S12", "Anna"].into_iter());
        let code = |text| prefixes.leading(text);
        assert_eq!(code("P3 – shop owner"), Some("P3"));
        assert_eq!(code("p-03: x"), Some("p-03"));
        assert_eq!(code("S1"), Some("S1"));
        for text in ["Q2. Why", "P", "P3a", "Page 3", "3", "B2B", "", "P12345678"] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn speakers_are_read_from_lines_and_ends() {
        let prefixes = Prefixes::default();
        let line = |text| speaker_line(text, &prefixes).map(|s| (s.code, s.remark));
        assert_eq!(line("— P08"), Some(("P08", "")));
        assert_eq!(
            line("-- P9, about the text message"),
            Some(("P9", "about the text message"))
        );
        assert_eq!(line("P08"), None);
        assert_eq!(line("- P3 said no"), None);
        assert_eq!(line("— P3: no"), None);
        assert_eq!(line("- P3, at the till"), Some(("P3", "at the till")));
        assert_eq!(line("— P3 at the till"), Some(("P3", "at the till")));
        assert_eq!(line("- no"), None);
        let end = |text| trailing_speaker(text, &prefixes).map(|(cut, s)| (&text[..cut], s.code));
        assert_eq!(end("I left. (P08)"), Some(("I left.", "P08")));
        assert_eq!(end("“A receipt” -P4"), Some(("“A receipt”", "P4")));
        assert_eq!(end("I left — P4"), Some(("I left", "P4")));
        for text in ["(maybe)", "pre-P4", "x P4", "P4", ""] {
            assert_eq!(end(text), None, "{text}");
        }
    }
}

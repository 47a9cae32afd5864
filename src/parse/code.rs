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

#[cfg(test)]
mod tests {
    use super::*;

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
}

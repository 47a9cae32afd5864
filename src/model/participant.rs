//! A participant's code: how it is told from other words, and when two spellings are one person.

/// What makes two codes the same person: letters folded, leading zeros gone (`P7`, `P07`, `p7`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeKey(Box<str>);

impl CodeKey {
    pub fn of(code: &str) -> CodeKey {
        let code = code.trim().to_lowercase();
        let split = code
            .char_indices()
            .find(|(_, c)| c.is_ascii_digit())
            .map_or(code.len(), |(i, _)| i);
        let (letters, digits) = code.split_at(split);
        let numeric = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !numeric {
            return CodeKey(code.into());
        }
        let letters = letters.trim_end_matches(['-', '_', ' ']);
        let number = digits.trim_start_matches('0');
        let number = if number.is_empty() { "0" } else { number };
        CodeKey(format!("{letters}{number}").into())
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
}

//! Blocks of code, highlighted with classes (`hl-comment`, `hl-string` …) whose colours are the
//! style sheet's, so that light, dark and print follow.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;

/// Loaded when the first block of code is met; a casebook without code pays nothing.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

/// The inside of a `<code>`: escaped text, with spans where the language is known.
pub fn highlight(text: &str, language: &str) -> String {
    let set = syntaxes();
    let syntax = (!language.is_empty())
        .then(|| set.find_syntax_by_token(language))
        .flatten();
    let Some(syntax) = syntax else {
        return escape(text);
    };
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, set, style);
    for line in text.split_inclusive('\n') {
        let whole = if line.ends_with('\n') {
            generator.parse_html_for_line_which_includes_newline(line)
        } else {
            generator.parse_html_for_line_which_includes_newline(&format!("{line}\n"))
        };
        if whole.is_err() {
            return escape(text);
        }
    }
    generator.finalize()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_language_gets_classes_and_another_is_only_escaped() {
        let rust = highlight("let a = \"<b>\"; // x", "rust");
        assert!(rust.contains("hl-string"), "{rust}");
        assert!(rust.contains("&lt;b&gt;"), "{rust}");
        assert_eq!(
            highlight("a < b && c", "no-such-language"),
            "a &lt; b &amp;&amp; c"
        );
    }
}

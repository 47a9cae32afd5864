//! The front matter of a file: YAML between `---` lines or TOML between `+++` lines.

use super::fields::Fields;
use super::problems::Problems;
use super::tree::{self, Unreadable};
use crate::source::Span;

/// A file's front matter and where its body begins.
pub struct FrontMatter {
    pub fields: Fields,
    /// Byte offset of the body.
    pub body: usize,
    /// Whether the file has front matter at all.
    pub present: bool,
}

/// Takes the front matter off a file: YAML between `---` lines or TOML between `+++` lines.
pub fn front_matter(text: &str, problems: &mut Problems) -> FrontMatter {
    let none = FrontMatter {
        fields: Fields::none(),
        body: 0,
        present: false,
    };
    let first = text.lines().next().unwrap_or_default().trim_end();
    let toml = first == "+++";
    if first != "---" && !toml {
        return none;
    }
    let start = text.find('\n').map_or(text.len(), |i| i + 1);
    let mut at = start;
    let close = text[start..].split_inclusive('\n').find_map(|line| {
        let here = at;
        at += line.len();
        let word = line.trim_end();
        let closes = if toml {
            word == "+++"
        } else {
            word == "---" || word == "..."
        };
        closes.then_some((here, at))
    });
    let Some((end, body)) = close else {
        let second = text[start..]
            .lines()
            .find(|l| !l.trim().is_empty())
            .unwrap_or_default();
        let looks_like_keys = second.split_once([':', '=']).is_some_and(|(key, _)| {
            !key.trim().is_empty()
                && key
                    .trim()
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_-".contains(c))
        });
        if looks_like_keys {
            let span = Span::new(0, first.len());
            let message = "the front matter that begins here has no end".to_owned();
            let help = format!("close it with a line `{first}` of its own");
            problems.error("unclosed-front-matter", span, message, &help);
        }
        return none;
    };
    let read = if toml { tree::toml } else { tree::yaml };
    let fields = match read(&text[start..end], start) {
        Ok(node) => {
            let mut fields = Fields::of(node, "the front matter", problems);
            fields.span = Span::new(0, first.len());
            fields
        }
        Err(Unreadable { message, span }) => {
            let kind = if toml { "TOML" } else { "YAML" };
            let message = format!("this front matter cannot be read as {kind}: {message}");
            let help = if toml {
                ""
            } else {
                "text with `: ` or `#` in it needs quotation marks"
            };
            problems.error("unreadable-front-matter", span, message, help);
            Fields::none()
        }
    };
    FrontMatter {
        fields,
        body,
        present: true,
    }
}

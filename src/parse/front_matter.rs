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
    /// False where it is there and says nothing, since it cannot be read.
    pub readable: bool,
}

/// Takes the front matter off a file: YAML between `---` lines or TOML between `+++` lines. Empty
/// lines may stand before it, and spaces before its first mark, where keys follow.
pub fn front_matter(text: &str, problems: &mut Problems) -> FrontMatter {
    let none = FrontMatter {
        fields: Fields::none(),
        body: 0,
        present: false,
        readable: true,
    };
    let (begin, first) = first_words(text);
    let toml = first == "+++";
    if first != "---" && !toml {
        return none;
    }
    let start = begin
        + text[begin..]
            .find('\n')
            .map_or(text.len() - begin, |i| i + 1);
    let second = text[start..].lines().find(|l| !l.trim().is_empty());
    let looks_like_keys = second.is_some_and(looks_like_key);
    if begin > 0 && !looks_like_keys {
        return none;
    }
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
        if looks_like_keys {
            let span = Span::new(begin, begin + first.len());
            let message = "the front matter that begins here has no end".to_owned();
            let help = format!("close it with a line `{first}` of its own");
            problems.error("unclosed-front-matter", span, message, &help);
        }
        return FrontMatter {
            readable: !looks_like_keys,
            ..none
        };
    };
    let read = if toml { tree::toml } else { tree::yaml };
    let mut readable = true;
    let fields = match read(&text[start..end], start) {
        Ok(node) => {
            let mut fields = Fields::of(node, "the front matter", problems);
            fields.span = Span::new(begin, begin + first.len());
            fields
        }
        Err(Unreadable { message, span }) => {
            let kind = if toml { "TOML" } else { "YAML" };
            let message = format!("this front matter cannot be read as {kind}: {message}");
            let help = match toml {
                true if message.contains("expected `=`") => {
                    "in TOML a field is `key = \"value\"`; `key: value` stands between `---` lines"
                }
                true => "",
                false if message.contains("tab") => "begin the line with spaces instead of a tab",
                false => {
                    "text with `: ` or `#` in it, or with a sign before it, needs quotation marks"
                }
            };
            readable = false;
            problems.error("unreadable-front-matter", span, message, help);
            Fields::none()
        }
    };
    FrontMatter {
        fields,
        body,
        present: true,
        readable,
    }
}

/// Where the first words of a file begin, and their line.
fn first_words(text: &str) -> (usize, &str) {
    let begin = text.len() - text.trim_start().len();
    let line = text[begin..].lines().next().unwrap_or_default();
    (begin, line.trim_end())
}

fn looks_like_key(line: &str) -> bool {
    line.split_once([':', '=']).is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
    })
}

//! The tags of a page that Casebook made, and what stands between them.

use std::borrow::Cow;

/// A tag, or what stands between two.
#[derive(Debug)]
pub enum Piece<'t> {
    Tag(Tag<'t>),
    Text(&'t str),
}

/// A start or end tag. Values are as written, escaped.
#[derive(Debug)]
pub struct Tag<'t> {
    pub name: &'t str,
    pub closes: bool,
    /// `<path/>`
    pub is_empty: bool,
    pub attributes: Vec<(&'t str, Option<Cow<'t, str>>)>,
}

impl Tag<'_> {
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(other, _)| *other == name)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| *other == name)?;
        found.1.as_deref()
    }

    pub fn write(&self, out: &mut String) {
        out.push_str(if self.closes { "</" } else { "<" });
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                out.push_str("=\"");
                out.push_str(value);
                out.push('"');
            }
        }
        out.push_str(if self.is_empty { "/>" } else { ">" });
    }
}

impl<'t> Tag<'t> {
    pub fn set(&mut self, name: &'t str, value: String) {
        match self.attributes.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = Some(value.into()),
            None => self.attributes.push((name, Some(value.into()))),
        }
    }
}

/// The pieces of a page in their order. What is no tag is text.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let after = &rest[open + 1..];
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = end_of(after).filter(|_| is_tag) else {
            found.push(Piece::Text(&rest[..=open]));
            rest = after;
            continue;
        };
        if open > 0 {
            found.push(Piece::Text(&rest[..open]));
        }
        found.push(Piece::Tag(tag(&after[..end])));
        rest = &after[end + 1..];
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// Where a tag ends: at a `>` outside of quotation marks.
fn end_of(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })
}

fn tag(inside: &str) -> Tag<'_> {
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let (is_empty, inside) = match inside.strip_suffix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let end = inside.find(|c: char| c.is_ascii_whitespace());
    let (name, mut rest) = inside.split_at(end.unwrap_or(inside.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace());
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((name, None));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        let value = match value.contains('"') {
            true => Cow::Owned(value.replace('"', "&quot;")),
            false => Cow::Borrowed(value),
        };
        attributes.push((name, Some(value)));
        rest = after;
    }
    Tag {
        name,
        closes,
        is_empty,
        attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let html = "<p class=\"a b\" hidden>1 &lt; 2 <a href='x>y'>z</a><path d=\"M0\"/></p>";
        let mut out = String::new();
        for piece in pieces(html) {
            match piece {
                Piece::Tag(tag) => tag.write(&mut out),
                Piece::Text(text) => out.push_str(text),
            }
        }
        assert_eq!(out, html.replace("'x>y'", "\"x>y\""));
    }
}

//! A study's pages joined to one HTML file that needs nothing beside it: its style, its charts and
//! its pictures are inside, its links lead within it, and it runs no script.
//!
//! Entry point: [`join`]. The pages are Casebook's own and well formed, so that reading their tags
//! takes no parser of any HTML.

use std::collections::{BTreeMap, HashMap};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::tags::{Piece, Tag, pieces};
use crate::view::address::{Address, fragment};
use crate::view::html::escape;

/// Pages to be joined, the one to begin with first.
#[derive(Debug)]
pub struct Pages<'a> {
    pub pages: Vec<(Address, String)>,
    /// The folder that they stand in: `shop/`, or nothing.
    pub folder: &'a str,
    pub style: &'a str,
    /// By address.
    pub pictures: &'a BTreeMap<String, Vec<u8>>,
    /// What stands in place of a recording.
    pub no_recording: &'a str,
}

/// The file. `None` when a page is not made as Casebook's templates make it.
pub fn join(given: &Pages) -> Option<String> {
    let (_, first) = given.pages.first()?;
    let places: HashMap<&str, String> = given
        .pages
        .iter()
        .map(|(address, _)| (address.as_str(), place(address, given.folder)))
        .collect();
    let joiner = Joiner { given, places };
    let head = between(first, "<head>", "</head>")?;
    let html = &first[first.find("<html")?..];
    let mut out = format!("<!DOCTYPE html>\n{}\n<head>", &html[..=html.find('>')?]);
    joiner.head(head, &mut out);
    out += &format!(
        "\n<style>\n{}</style>\n</head>\n<body>\n",
        style(given.style)
    );
    let body = &first[first.find("<body>")? + "<body>".len()..];
    let masthead = body
        .find("<header class=\"masthead\"")
        .or_else(|| body.find("<main id=\"main\">"))?;
    joiner.page(0, &body[..masthead], &mut out);
    out.push_str("<main id=\"main\">\n");
    for (n, (address, page)) in given.pages.iter().enumerate() {
        let main = between(page, "<main id=\"main\">", "</main>")?;
        match n {
            0 => joiner.page(n, main, &mut out),
            _ => {
                let place = &joiner.places[address.as_str()];
                out += &format!("<section class=\"joined\" id=\"{}\">\n", escape(place));
                joiner.page(n, main, &mut out);
                out.push_str("</section>\n");
            }
        }
    }
    let after = &body[body.find("</main>")? + "</main>".len()..];
    out.push_str("</main>");
    joiner.page(0, &after[..after.find("</body>")?], &mut out);
    out.push_str("</body>\n</html>\n");
    Some(out)
}

/// Headings of joined pages are second-level ones that look like those of pages.
fn style(style: &str) -> String {
    style.replace(".title h1", ".title :is(h1, .h1)")
        + "\n.joined { border-block-start: 0.25rem solid var(--rule); margin-block-start: 4rem; break-before: page; }\n"
}

/// Whether a tag is for link previews, which need the site.
fn is_preview(tag: &Tag) -> bool {
    let name = tag.get("name").unwrap_or_default();
    tag.has("property") || name.starts_with("twitter:")
}

/// Whether it leads to a social card, which is a file of the site.
fn is_of_card(tag: &Tag) -> bool {
    tag.get("class") == Some("as-card")
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let from = text.find(start)? + start.len();
    let to = text[from..].rfind(end)?;
    Some(&text[from..from + to])
}

/// What a page is called in the file: its path in the study, `themes.sizing`. Ids in charts can hold
/// no slash.
fn place(address: &Address, folder: &str) -> String {
    let path = address.as_str();
    let path = path.strip_prefix(folder).unwrap_or(path);
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.trim_end_matches('/')
        .replace('/', ".")
        .replace(char::is_whitespace, "_")
}

struct Joiner<'a> {
    given: &'a Pages<'a>,
    places: HashMap<&'a str, String>,
}

impl Joiner<'_> {
    /// Title and description; no style sheet, script or address of the site.
    fn head(&self, head: &str, out: &mut String) {
        let mut in_script = false;
        for piece in pieces(head) {
            match piece {
                Piece::Tag(tag) if tag.is("script") => in_script = !tag.closes,
                Piece::Tag(tag) if tag.is("link") => {}
                Piece::Tag(tag) if tag.is("meta") && is_preview(&tag) => {}
                _ if in_script => {}
                Piece::Tag(tag) => tag.write(out),
                Piece::Text(text) if text.trim().is_empty() => {}
                Piece::Text(text) => out.push_str(text),
            }
        }
    }

    /// A part of the n-th page, its ids and links made those of the file.
    fn page(&self, n: usize, html: &str, out: &mut String) {
        // The element that is being left out, and how deep in it.
        let mut skipped: Option<(&str, usize)> = None;
        // Whether each open link has kept its address.
        for piece in pieces(html) {
            if let Some((name, depth)) = skipped {
                if let Piece::Tag(tag) = &piece
                    && tag.is(name)
                {
                    let depth = if tag.closes { depth - 1 } else { depth + 1 };
                    skipped = (depth > 0).then_some((name, depth));
                }
                continue;
            }
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Tag(tag) if tag.closes => self.name(n, tag).write(out),
                Piece::Tag(tag) => {
                    // The plain text edition is a file of the site.
                    if tag.is("a") && tag.get("type") == Some("text/markdown") {
                        skipped = Some(("a", 1));
                        continue;
                    }
                    let leave = ["script", "audio", "video", "button"];
                    let card = ["p", "a"].into_iter().filter(|_| is_of_card(&tag));
                    let leave = leave.into_iter().chain(card);
                    if let Some(name) = leave.into_iter().find(|name| tag.is(name)) {
                        if name == "audio" || name == "video" {
                            let words = escape(self.given.no_recording);
                            *out += &format!("<span class=\"label\">{words}</span>");
                        }
                        skipped = Some((name, 1));
                        continue;
                    }
                    self.tag(n, tag).write(out);
                }
            }
        }
    }

    /// The title of a joined page is a heading within the file.
    fn name<'t>(&self, n: usize, mut tag: Tag<'t>) -> Tag<'t> {
        if n > 0 && tag.is("h1") {
            tag.name = "h2";
            if !tag.closes {
                let class = tag.get("class").map(|class| format!("{class} h1"));
                tag.set("class", class.unwrap_or_else(|| "h1".to_owned()));
            }
        }
        tag
    }

    fn tag<'t>(&self, n: usize, tag: Tag<'t>) -> Tag<'t> {
        let mut tag = self.name(n, tag);
        let prefix = match n {
            0 => String::new(),
            n => format!("{}.", self.places[self.given.pages[n].0.as_str()]),
        };
        for name in [
            "id",
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "headers",
        ] {
            if let Some(ids) = tag.get(name) {
                let ids: Vec<String> = ids
                    .split_ascii_whitespace()
                    .map(|id| format!("{}{id}", escape(&prefix)))
                    .collect();
                tag.set(name, ids.join(" "));
            }
        }
        for (_, value) in &mut tag.attributes {
            if let Some(value) = value
                && value.starts_with("url(#")
            {
                *value = value.replacen("url(#", &format!("url(#{prefix}"), 1).into();
            }
        }
        let from = &self.given.pages[n].0;
        if let Some(link) = tag.get("href").map(str::to_owned) {
            match self.link(from, &link, &prefix) {
                Some(to) => tag.set("href", to),
                None => {
                    let of_links = [
                        "href",
                        "rel",
                        "target",
                        "download",
                        "hreflang",
                        "type",
                        "aria-label",
                        "aria-current",
                    ];
                    tag.attributes.retain(|(name, _)| !of_links.contains(name));
                }
            }
        }
        if let Some(data) = tag.get("src").and_then(|src| self.data(from, src)) {
            tag.set("src", data);
        }
        tag
    }

    /// Where a link leads in the file, or on the web; `None` for a page that is not in it.
    fn link(&self, from: &Address, link: &str, prefix: &str) -> Option<String> {
        if link.starts_with("mailto:") || link.contains("://") {
            return Some(link.to_owned());
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() {
            return Some(format!("{}{anchor}", fragment(prefix)));
        }
        let target = resolved(from, path);
        let place = self.places.get(target.as_str())?;
        Some(match (place.as_str(), anchor) {
            ("", "") => "#main".to_owned(),
            ("", anchor) => format!("#{anchor}"),
            (place, "") => fragment(place),
            (place, anchor) => format!("{}.{anchor}", fragment(place)),
        })
    }

    /// A picture as an address that holds it.
    fn data(&self, from: &Address, src: &str) -> Option<String> {
        let path = resolved(from, src);
        let bytes = self.given.pictures.get(&path)?;
        let kind = match path.rsplit_once('.')?.1 {
            "svg" => "image/svg+xml",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            _ => "image/png",
        };
        Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
    }
}

/// The path from the site's root that a relative link means.
fn resolved(from: &Address, link: &str) -> String {
    let folder = from
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let link = percent_decode_str(link).decode_utf8_lossy();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(folders: &[&str], main: &str) -> (Address, String) {
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head><title>T</title><link rel=\"stylesheet\" href=\"x\"><script src=\"y\"></script></head>\n<body>\n<header class=\"masthead\"></header>\n<main id=\"main\">{main}</main>\n<footer>f</footer>\n</body></html>"
        );
        (Address::page(folders.iter().copied()), html)
    }

    #[test]
    fn links_lead_within_the_file_and_ids_are_unique() {
        let pictures = BTreeMap::from([("media/a.png".to_owned(), vec![1, 2, 3])]);
        let joined = join(&Pages {
            pages: vec![
                page(&["shop"], "<h1>Shop</h1><a href=\"themes/fit/index.html#q\">fit</a><a rel=\"next\" href=\"../index.html\">home</a><p id=\"q\"></p>"),
                page(&["shop", "themes", "fit"], "<h1>Fit</h1><p id=\"q\"><a href=\"#q\">here</a><a href=\"../../index.html\">up</a><img src=\"../../../media/a.png\" alt=\"\"></p><audio controls><track></audio>"),
            ],
            folder: "shop/",
            style: ".title h1 { }",
            pictures: &pictures,
            no_recording: "Left out.",
        })
        .unwrap();
        let main = between(&joined, "<main id=\"main\">", "</main>").unwrap();
        assert_eq!(
            main.trim(),
            "<h1>Shop</h1><a href=\"#themes.fit.q\">fit</a><a>home</a><p id=\"q\"></p><section class=\"joined\" id=\"themes.fit\">\n<h2 class=\"h1\">Fit</h2><p id=\"themes.fit.q\"><a href=\"#themes.fit.q\">here</a><a href=\"#main\">up</a><img src=\"data:image/png;base64,AQID\" alt=\"\"></p><span class=\"label\">Left out.</span></section>"
        );
        assert!(joined.contains("<title>T</title>") && joined.contains(".title :is(h1, .h1)"));
        assert!(!joined.contains("<script") && !joined.contains("<link"));
    }
}

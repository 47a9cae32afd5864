//! Where a page stands in the built site, and how one page links to another from anywhere: under a
//! host, under a sub-path, or opened from disk.

use std::fmt;

use crate::address_rules::PART;

/// A file's path in the built site with `/` between its parts: `shop/themes/sizing/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Box<str>);

/// The file of a folder's page.
pub(super) const INDEX: &str = "index.html";

impl Address {
    /// A file by its path from the site's root.
    pub fn file(path: impl Into<Box<str>>) -> Address {
        Address(path.into())
    }

    /// The page of a folder: `page(["shop", "themes", "sizing"])` is
    /// `shop/themes/sizing/index.html`. Empty parts are left out, so that a one-study casebook's
    /// pages (whose study has no id) stand at the root.
    pub fn page<'a>(folders: impl IntoIterator<Item = &'a str>) -> Address {
        let mut path = String::with_capacity(64);
        for folder in folders.into_iter().filter(|f| !f.is_empty()) {
            path.push_str(folder);
            path.push('/');
        }
        path.push_str(INDEX);
        Address(path.into())
    }

    /// The n-th page of a long list that begins here, counted from 1: the second page of
    /// `shop/quotes/index.html` is `shop/quotes/~2/index.html`, which no theme's or participant's
    /// page can be.
    pub fn part(&self, n: u32) -> Address {
        if n <= 1 {
            return self.clone();
        }
        let folder = self.0.strip_suffix(INDEX).unwrap_or(&self.0);
        Address(format!("{folder}{PART}{n}/{INDEX}").into())
    }

    /// The folder that it stands in, with a slash at its end: `shop/`, or nothing.
    pub fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |slash| slash + 1)]
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a page at `from` writes into `href` to lead here: relative, naming `index.html`,
    /// percent-encoded. A page's link to itself is its file name.
    pub fn link_from(&self, from: &Address) -> String {
        let mut link = String::with_capacity(self.0.len() + 16);
        let shared = shared_folders(&self.0, &from.0);
        for _ in from.0.as_bytes()[shared..].iter().filter(|b| **b == b'/') {
            link.push_str("../");
        }
        encode(&self.0[shared..], &mut link);
        link
    }

    /// The way from this page up to the site's root: `../../`, or nothing.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// This page under the site's base address, for feeds, sitemaps and canonical links. A folder's
    /// page is named by its folder.
    pub fn under(&self, base_url: &str) -> String {
        let mut url = format!("{}/", base_url.trim_end_matches('/'));
        encode(self.0.strip_suffix(INDEX).unwrap_or(&self.0), &mut url);
        url
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many bytes two paths share, in whole folders.
fn shared_folders(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a.as_bytes()[..same]
        .iter()
        .rposition(|c| *c == b'/')
        .map_or(0, |slash| slash + 1)
}

/// A path with all percent-encoded that is not plain in every place of a URL.
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    encode(path, &mut out);
    out
}

pub(super) fn encode(path: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let special = |byte: &u8| {
        !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/'))
    };
    let mut rest = path;
    while let Some(at) = rest.as_bytes().iter().position(special) {
        let end = rest.ceil_char_boundary(at + 1);
        out.push_str(&rest[..at]);
        for byte in rest[at..end].bytes() {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// An anchor as it stands after `#` in a link.
pub fn fragment(anchor: &str) -> String {
    let mut out = String::with_capacity(anchor.len() + 1);
    push_fragment(anchor, &mut out);
    out
}

/// Writes what [`fragment`] makes.
pub(super) fn push_fragment(anchor: &str, out: &mut String) {
    out.push('#');
    encode(anchor, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let home = Address::page([]);
        let study = Address::page(["shop"]);
        let theme = Address::page(["shop", "themes", "delivery/returns"]);
        let talk = Address::page(["shop", "interviews", "p07"]);
        assert_eq!(theme.as_str(), "shop/themes/delivery/returns/index.html");
        for (from, to, link) in [
            (&home, &theme, "shop/themes/delivery/returns/index.html"),
            (&theme, &home, "../../../../index.html"),
            (&theme, &study, "../../../index.html"),
            (&talk, &theme, "../../themes/delivery/returns/index.html"),
            (&theme, &theme, "index.html"),
            (
                &study,
                &Address::file("data/quotes.csv"),
                "../data/quotes.csv",
            ),
        ] {
            assert_eq!(to.link_from(from), link, "from {from} to {to}");
        }
        assert_eq!(theme.to_root(), "../../../../");
    }

    #[test]
    fn folders_that_begin_alike_are_not_taken_for_one() {
        let a = Address::page(["shop", "themes", "size"]);
        let b = Address::page(["shop", "themes", "sizing"]);
        assert_eq!(a.link_from(&b), "../size/index.html");
    }

    #[test]
    fn any_script_is_encoded() {
        let page = Address::page(["été", "a b#c"]);
        assert_eq!(
            page.link_from(&Address::page([])),
            "%C3%A9t%C3%A9/a%20b%23c/index.html"
        );
        assert_eq!(
            page.under("https://research.example/casebook"),
            "https://research.example/casebook/%C3%A9t%C3%A9/a%20b%23c/"
        );
    }

    #[test]
    fn further_parts_of_a_list_stand_below_it() {
        let quotes = Address::page(["quotes"]);
        assert_eq!(quotes.part(1), quotes);
        assert_eq!(quotes.part(2).as_str(), "quotes/~2/index.html");
    }
}

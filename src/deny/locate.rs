//! Where in the user's files a term stands.

use super::{DenyList, FoundAt};
use crate::source::{Snapshot, SourcePath, Span};

/// A place in the user's files that may have led to a term in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: SourcePath,
    pub span: Span,
    /// How likely the words there are published; the lowest first.
    rank: u8,
    /// Whether the term stands in the file's path: there is no line to point at.
    pub in_path: bool,
}

impl Place {
    /// Whether what stands there may well be published: it is in no comment, and in no path.
    pub fn is_likely(&self) -> bool {
        self.rank < UNLIKELY
    }
}

/// The rank from which on a place only led to the output when no other did.
const UNLIKELY: u8 = 3;

impl DenyList {
    /// The places where a term stands in `content/`, `site.toml` and `themes/`, those that are
    /// most likely published first, then in the order of paths. `private/` is not looked into.
    ///
    /// `at` is where the output holds it: a path is likelier to lead to an address.
    pub fn locate(&self, snapshot: &Snapshot, term: usize, at: FoundAt) -> Vec<Place> {
        let mut places = Vec::new();
        let files = snapshot
            .texts_under("content/")
            .chain(snapshot.texts_under("themes/"))
            .chain(snapshot.texts().filter(|(path, _)| &***path == "site.toml"));
        for (path, file) in files {
            let body = body_start(&file.text);
            for hit in self.in_text(&file.text) {
                if hit.term != term {
                    continue;
                }
                let comment = hit.hidden && in_comment(&file.text, hit.range.start);
                let rank = if comment {
                    4
                } else if hit.hidden {
                    2
                } else if hit.range.start < body {
                    1
                } else {
                    0
                };
                places.push(Place {
                    file: path.clone(),
                    span: Span::new(hit.range.start, hit.range.end),
                    rank,
                    in_path: false,
                });
            }
        }
        let media = snapshot.media_paths().filter(|p| p.starts_with("content/"));
        let paths = snapshot
            .texts_under("content/")
            .map(|(path, _)| path)
            .chain(media);
        for path in paths {
            let inside = path.strip_prefix("content/").unwrap_or(path);
            if self.in_output(inside, b"").iter().any(|f| f.term == term) {
                places.push(Place {
                    file: path.clone(),
                    span: Span::default(),
                    rank: if at == FoundAt::Address { 0 } else { 3 },
                    in_path: true,
                });
            }
        }
        if at == FoundAt::Address {
            for place in places.iter_mut().filter(|p| !p.in_path) {
                place.rank += 1;
            }
        }
        places.sort_by(|a, b| (a.rank, &a.file, a.span).cmp(&(b.rank, &b.file, b.span)));
        places
    }
}

/// Where the body begins, after front matter.
fn body_start(text: &str) -> usize {
    let fence = match text.lines().next().map(str::trim_end) {
        Some(fence @ ("---" | "+++")) => fence,
        _ => return 0,
    };
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if index > 0 && line.trim_end() == fence {
            return at;
        }
    }
    0
}

pub(super) fn in_comment(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at.min(text.len())];
    let open = memchr::memmem::rfind(before, b"<!--");
    let closed = memchr::memmem::rfind(before, b"-->");
    open.is_some_and(|open| closed.is_none_or(|closed| closed < open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_are_published_come_first() {
        let mut snapshot = Snapshot::new();
        let note = "---\nnick: Müller\n---\n\n<!-- Müller -->\n\n> said Mül**ler**\n";
        snapshot.insert_text("content/a/interviews/P1.md", note.into());
        snapshot.insert_text("content/a/themes/frau-muller.md", b"nothing".to_vec());
        snapshot.insert_text("private/deny.txt", "Müller".into());
        snapshot.insert_text("site.toml", b"title = \"M\\u00fcller\"".to_vec());
        let deny = DenyList::new(["Müller"]);
        let seen = |at| -> Vec<(String, usize)> {
            let places = deny.locate(&snapshot, 0, at);
            let line = |p: &Place| {
                if p.in_path {
                    return 0;
                }
                let text = &snapshot.text(&p.file).unwrap().text;
                text[..p.span.start as usize].matches('\n').count() + 1
            };
            let name = |p: &Place| p.file.rsplit('/').next().unwrap().to_owned();
            places.iter().map(|p| (name(p), line(p))).collect()
        };
        let own = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
            list.iter().map(|(f, l)| ((*f).to_owned(), *l)).collect()
        };
        assert_eq!(
            seen(FoundAt::Words),
            own(&[
                ("P1.md", 7),
                ("site.toml", 1),
                ("P1.md", 2),
                ("frau-muller.md", 0),
                ("P1.md", 5),
            ])
        );
        assert_eq!(seen(FoundAt::Address)[0], ("frau-muller.md".into(), 0));
    }
}

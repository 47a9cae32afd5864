//! Two pages for one address, and addresses that some systems cannot hold: told before anything
//! is written.

use rapidhash::RapidHashMap as HashMap;

use super::{Casebook, Frame, Study, ThemeId};
use crate::address_rules::{PART, fault, folded};
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

/// Names at the site's root that are its own.
const OWN: [&str; 14] = [
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
    "decisions",
    "quotes",
    "programme",
    "search",
    "data",
    "assets",
    "media",
    "cards",
    "index",
    "404",
];
/// Names in a study's folder that are its own.
const OWN_OF_STUDY: [&str; 4] = ["themes", "interviews", "decisions", "index.md"];
/// Files that stand in the folder of a page.
const OWN_FILES: [&str; 2] = ["index.html", "index.md"];

/// What is wrong with the addresses of the last casebook, whatever is said in it.
#[derive(Debug, Default)]
pub struct Clashes {
    frame: Frame,
    found: Vec<Diagnostic>,
}

impl Clashes {
    /// What is wrong with the addresses of a casebook.
    pub fn of(&mut self, casebook: &Casebook) -> Vec<Diagnostic> {
        if self.frame != casebook.frame {
            self.found = check(casebook);
            self.frame = casebook.frame.clone();
        }
        self.found.clone()
    }
}

/// Checks every name that becomes an address.
fn check(casebook: &Casebook) -> Vec<Diagnostic> {
    let mut addresses = Addresses::default();
    for own in OWN {
        addresses.taken.insert(own.to_owned(), None);
    }
    for study in &casebook.studies {
        addresses.taken.reserve(study.interviews.len());
        let prefix = match &*study.id {
            "" => String::new(),
            id => {
                addresses.add(
                    id,
                    id,
                    &Place::of(&study.file, "give the folder another name"),
                );
                format!("{id}/")
            }
        };
        if study.id.is_empty() {
            for own in OWN_OF_STUDY {
                addresses.taken.insert(own.to_owned(), None);
            }
        }
        for (theme, at) in study.themes.iter().zip(0..) {
            let address = format!("{prefix}themes/{}", theme.id);
            addresses.add(&address, &theme.id, &place_of(study, ThemeId(at)));
        }
        for interview in &study.interviews {
            let place = Place::of(&interview.file, "give the participant another code");
            let address = format!("{prefix}interviews/{}", interview.id);
            addresses.add(&address, &interview.id, &place);
        }
        for decision in &study.decisions {
            let place = Place::of(&decision.file, RENAME);
            let address = format!("{prefix}decisions/{}", decision.id);
            addresses.add(&address, &decision.id, &place);
        }
    }
    for page in &casebook.pages {
        addresses.add(&page.id, &page.id, &Place::of(&page.file, RENAME));
    }
    addresses.problems
}

pub(super) const RENAME: &str = "give the file another name";

/// Where a name was given, and how to give another.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: SourcePath,
    span: Span,
    help: &'static str,
}

impl Place {
    pub(super) fn of(file: &SourcePath, help: &'static str) -> Place {
        Place {
            file: file.clone(),
            span: Span::default(),
            help,
        }
    }

    /// A problem with the name that was given here.
    pub(super) fn tell(&self, problem: Diagnostic) -> Diagnostic {
        problem.at(&self.file, self.span).help(self.help)
    }
}

/// A theme's file, or where it is first used.
pub(super) fn place_of(study: &Study, id: ThemeId) -> Place {
    if let Some(file) = &study[id].file {
        return Place::of(file, RENAME);
    }
    let used = study.evidence.iter().find(|e| e.themes.contains(&id));
    let help = "use another tag";
    match used {
        Some(evidence) => Place {
            file: evidence.origin.file.clone(),
            span: evidence.origin.span,
            help,
        },
        None => Place::of(&study.file, help),
    }
}

#[derive(Default)]
struct Addresses {
    /// By folded address; `None` for the site's own.
    taken: HashMap<String, Option<Place>>,
    problems: Vec<Diagnostic>,
}

impl Addresses {
    fn add(&mut self, address: &str, name: &str, place: &Place) {
        if let Some(why) = unfit(name) {
            let message = format!("`{name}` cannot be an address: it {why}");
            self.tell(Diagnostic::error("unfit-address", message), place);
            return;
        }
        let folded = folded(address);
        if name.split('/').any(is_own) {
            let message = format!("`{name}` is an address of the site's own");
            self.tell(Diagnostic::error("two-pages-one-address", message), place);
            return;
        }
        match self.taken.get(&folded) {
            None => {
                self.taken.insert(folded, Some(place.clone()));
            }
            Some(None) => {
                let message = format!("`{name}` is an address of the site's own");
                self.tell(Diagnostic::error("two-pages-one-address", message), place);
            }
            Some(Some(other)) => {
                let message = format!("two pages would have the address `{address}/`");
                let problem = Diagnostic::error("two-pages-one-address", message)
                    .at(&place.file, place.span)
                    .at_saying(&other.file, other.span, "the other one");
                self.problems.push(problem.help("give one of them another name; case and Unicode form do not tell them apart everywhere"));
            }
        }
    }

    fn tell(&mut self, problem: Diagnostic, place: &Place) {
        self.problems.push(place.tell(problem));
    }
}

/// Why some system cannot hold a name, or a link to it, in words that complete "it …".
fn unfit(name: &str) -> Option<String> {
    let in_links = |c: &char| "#%".contains(*c);
    match (fault(name), name.chars().find(in_links)) {
        (Some(fault), _) => Some(fault.to_string()),
        (None, Some(c)) => Some(format!("holds `{c}`, which addresses keep for themselves")),
        (None, None) if name.split('/').any(|part| part.starts_with(' ')) => {
            Some("begins with a space".to_owned())
        }
        (None, None) => None,
    }
}

/// Whether the name of a folder is kept for a file of a page, or for a further part of a long list
/// (`~2`).
fn is_own(name: &str) -> bool {
    let number = name.strip_prefix(PART).unwrap_or_default();
    let is_part = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_part || OWN_FILES.iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_unfit() {
        let long = "x".repeat(256);
        for name in [
            "con", "AUX", "nul.md", "com1", "com¹", "a/lpt9", "a:b", "a.", " a", "a?", "", "50%",
            "a#b", &long,
        ] {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["console", "com", "größe", "2026-02-24-size-advisor", "a.b"] {
            assert!(unfit(name).is_none(), "{name}");
        }
    }

    #[test]
    fn files_of_a_page_and_parts_of_a_list_are_the_sites_own() {
        for name in ["~2", "~10", "index.html", "Index.MD"] {
            assert!(is_own(name), "{name}");
        }
        for name in ["2", "~", "~two", "index", "a~2"] {
            assert!(!is_own(name), "{name}");
        }
    }
}

//! Two pages for one address, and addresses that some systems cannot hold: told before anything
//! is written.

use rapidhash::RapidHashMap as HashMap;
use unicode_normalization::UnicodeNormalization;

use super::{Casebook, Frame, Study, ThemeId};
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
/// Names that Windows keeps for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

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

const RENAME: &str = "give the file another name";

/// Where a name was given, and how to give another.
#[derive(Clone, Debug)]
struct Place {
    file: SourcePath,
    span: Span,
    help: &'static str,
}

impl Place {
    fn of(file: &SourcePath, help: &'static str) -> Place {
        Place {
            file: file.clone(),
            span: Span::default(),
            help,
        }
    }
}

/// A theme's file, or where it is first used.
fn place_of(study: &Study, id: ThemeId) -> Place {
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
        if let Some(why) = name.split('/').find_map(unfit) {
            let message = format!("`{name}` cannot be an address: {why}");
            self.tell(Diagnostic::error("unfit-address", message), place);
            return;
        }
        let folded = match address.is_ascii() {
            true => address.to_ascii_lowercase(),
            false => {
                let composed: String = address.nfc().collect();
                composed.to_lowercase().nfc().collect()
            }
        };
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
        let problem = problem.at(&place.file, place.span);
        self.problems.push(problem.help(place.help));
    }
}

/// Why some system cannot hold a name.
fn unfit(name: &str) -> Option<&'static str> {
    let base = name.split('.').next().unwrap_or(name).to_lowercase();
    let device = RESERVED.contains(&base.as_str())
        || (base.len() == 4
            && (base.starts_with("com") || base.starts_with("lpt"))
            && base.ends_with(|c: char| ('1'..='9').contains(&c)));
    if device {
        Some("Windows keeps this name for a device")
    } else if name.is_empty() || name == "." || name == ".." {
        Some("it is empty")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("it begins or ends with a space, or ends with a point")
    } else if name.contains(|c: char| c.is_control() || "<>:\"|?*\\#%".contains(c)) {
        Some("it has a character that an address or Windows cannot hold")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_reserves_are_unfit() {
        for name in ["con", "AUX", "nul.md", "com1", "a:b", "a.", " a", "a?", ""] {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["console", "com", "größe", "2026-02-24-size-advisor", "a.b"] {
            assert!(unfit(name).is_none(), "{name}");
        }
    }
}

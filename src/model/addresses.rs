//! Two pages for one address, and addresses that some systems cannot hold: told before anything
//! is written.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::Casebook;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Names at the site's root that are its own.
const OWN: [&str; 10] = [
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
const OWN_OF_STUDY: [&str; 4] = ["themes", "interviews", "decisions", "feed.xml"];
/// Names that Windows keeps for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Checks every name that becomes an address.
pub fn check(casebook: &Casebook, problems: &mut Vec<Diagnostic>) {
    let mut addresses = Addresses {
        taken: BTreeMap::new(),
        problems,
    };
    for own in OWN {
        addresses.taken.insert(own.to_owned(), None);
    }
    for study in &casebook.studies {
        let prefix = match &*study.id {
            "" => String::new(),
            id => {
                addresses.add(id, id, &study.file);
                format!("{id}/")
            }
        };
        if study.id.is_empty() {
            for own in OWN_OF_STUDY {
                addresses.taken.insert(own.to_owned(), None);
            }
        }
        for theme in &study.themes {
            let file = theme.file.as_ref().unwrap_or(&study.file);
            addresses.add(&format!("{prefix}themes/{}", theme.id), &theme.id, file);
        }
        for interview in &study.interviews {
            addresses.add(
                &format!("{prefix}interviews/{}", interview.id),
                &interview.id,
                &interview.file,
            );
        }
        for decision in &study.decisions {
            addresses.add(
                &format!("{prefix}decisions/{}", decision.id),
                &decision.id,
                &decision.file,
            );
        }
    }
    for page in &casebook.pages {
        addresses.add(&page.id, &page.id, &page.file);
    }
}

struct Addresses<'a> {
    /// By folded address; `None` for the site's own.
    taken: BTreeMap<String, Option<SourcePath>>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Addresses<'_> {
    fn add(&mut self, address: &str, name: &str, file: &SourcePath) {
        if let Some(why) = name.split('/').find_map(unfit) {
            let message = format!("`{name}` cannot be an address: {why}");
            self.problems.push(
                Diagnostic::error("unfit-address", message)
                    .at(file, Default::default())
                    .help("give the file or folder another name"),
            );
            return;
        }
        let folded: String = address
            .nfc()
            .collect::<String>()
            .to_lowercase()
            .nfc()
            .collect();
        match self.taken.get(&folded) {
            None => {
                self.taken.insert(folded, Some(file.clone()));
            }
            Some(None) => {
                let message = format!("`{name}` is an address of the site's own");
                self.problems.push(
                    Diagnostic::error("two-pages-one-address", message)
                        .at(file, Default::default())
                        .help("give the file or folder another name"),
                );
            }
            Some(Some(other)) => {
                let message = format!("two pages would have the address `{address}/`");
                let problem = Diagnostic::error("two-pages-one-address", message)
                    .at(file, Default::default())
                    .at_saying(&other.clone(), Default::default(), "the other one");
                self.problems.push(problem.help("give one of them another name; case and Unicode form do not tell them apart everywhere"));
            }
        }
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

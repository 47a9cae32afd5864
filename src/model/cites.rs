//! How evidence is cited: `P07^two-sizes`, or by a hash of its words; unique in its study.

use std::hash::{Hash, Hasher};

use rapidhash::fast::RapidHasher;
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};
use smol_str::{SmolStr, format_smolstr};

use crate::diagnostic::Diagnostic;
use crate::parse::quote::EvidenceDraft;
use crate::source::SourcePath;

/// The cites that are given already.
#[derive(Default)]
pub struct Cites {
    given: HashSet<SmolStr>,
    /// Hashes that stand in a cite already, with how often.
    same_words: HashMap<SmolStr, u32>,
}

/// A cite, and whether it is made of its words' hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cite {
    pub text: SmolStr,
    pub hashed: bool,
}

impl Cites {
    /// `P07^two-sizes`, or a hash of the words where there is no id. `code` is the speaker's, fit
    /// for a cite; `round` counts the conversations of the note's participant.
    pub fn give(
        &mut self,
        draft: &EvidenceDraft,
        code: &str,
        round: u32,
        file: &SourcePath,
        problems: &mut Vec<Diagnostic>,
    ) -> Cite {
        let cite = match &draft.coding.id {
            Some(id) => {
                let own = |text| Cite {
                    text,
                    hashed: false,
                };
                let cite = format_smolstr!("{code}^{}", id.value);
                if self.given.contains(&*cite) {
                    let later = format_smolstr!("{code}-{round}^{}", id.value);
                    if round > 1 && !self.given.contains(&*later) {
                        own(later)
                    } else {
                        let message =
                            format!("the id `^{}` stands twice in what {code} said", id.value);
                        problems.push(Diagnostic::warning("duplicate-id", message).at(file, id.span).help("give each quote an id of its own; this one is cited by a hash of its words until then"));
                        self.hashed(code, draft.digest)
                    }
                } else {
                    own(cite)
                }
            }
            None => self.hashed(code, draft.digest),
        };
        self.given.insert(cite.text.clone());
        cite
    }

    fn hashed(&mut self, code: &str, digest: u32) -> Cite {
        let base = format_smolstr!("{code}^{digest:08x}");
        let seen = self.same_words.entry(base.clone()).or_default();
        *seen += 1;
        let text = match *seen {
            1 => base,
            again => format_smolstr!("{base}-{again}"),
        };
        Cite { text, hashed: true }
    }

    /// Takes a cite that was given before.
    pub fn take(&mut self, cite: &str, hashed: bool) {
        self.given.insert(cite.into());
        if hashed {
            // A hash has eight letters; a number may stand behind it.
            let base = cite.rfind('^').and_then(|at| cite.get(..at + 9));
            let base = SmolStr::from(base.unwrap_or(cite));
            *self.same_words.entry(base).or_default() += 1;
        }
    }
}

/// A hash of cites.
pub fn cited(cites: &[Cite]) -> u64 {
    let mut hasher = RapidHasher::default();
    cites.hash(&mut hasher);
    hasher.finish()
}

/// A participant's code as it stands in a cite.
pub fn in_cite(code: &str) -> String {
    code.replace(' ', "-")
}

/// Codes whose cites may meet belong to one family: `P07`, and a participant called `P07-2`.
pub fn family(code_in_cite: &str) -> &str {
    let mut family = code_in_cite;
    while let Some((before, number)) = family.rsplit_once('-')
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        family = before;
    }
    family
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_whose_cites_may_meet_are_one_family() {
        for (code, expected) in [
            ("P07", "P07"),
            ("P07-2", "P07"),
            ("P07-2-3", "P07"),
            ("Unnamed-1", "Unnamed"),
            ("P-x", "P-x"),
            ("-", ""),
        ] {
            assert_eq!(family(code), expected, "{code}");
        }
    }

    #[test]
    fn cites_taken_again_are_as_good_as_given() {
        let draft = |words: &str| {
            let text = format!("> {words}\n");
            let file = "p07.md".into();
            let mut problems = crate::parse::problems::Problems::new(&file);
            let note = crate::parse::note::read(&text, &Default::default(), &mut problems);
            let items = note.parts.into_iter().flat_map(|part| part.exchanges);
            let items = items.flat_map(|exchange| exchange.items);
            let mut evidence = items.filter_map(|item| match item {
                crate::parse::note::ItemDraft::Evidence(draft) => Some(*draft),
                crate::parse::note::ItemDraft::Observation(..) => None,
            });
            evidence.next().unwrap()
        };
        let said = [
            "the fee ^fee",
            "the fee ^fee",
            "the time",
            "the time",
            "the time",
        ];
        let drafts = said.map(draft);
        let (mut once, mut problems) = (Cites::default(), Vec::new());
        let file = "p07.md".into();
        for (at, draft) in drafts.iter().enumerate() {
            let mut again = Cites::default();
            let mut told = Vec::new();
            for earlier in &drafts[..at] {
                let cite = again.give(earlier, "P07", 1, &file, &mut told);
                assert!(!cite.text.is_empty());
            }
            let mut taken = Cites::default();
            let mut before = Cites::default();
            for earlier in &drafts[..at] {
                let cite = before.give(earlier, "P07", 1, &file, &mut told);
                taken.take(&cite.text, cite.hashed);
            }
            let expected = once.give(draft, "P07", 1, &file, &mut problems);
            assert_eq!(taken.give(draft, "P07", 1, &file, &mut told), expected);
        }
        assert_eq!(problems.len(), 1);
    }
}

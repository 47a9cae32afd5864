//! The last look at every byte: no word of the deny list may be in it, and nothing that was said
//! in a withheld quote.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Mutex;

use rapidhash::fast::RapidHasher;

use super::lock;
use super::withheld::WithheldQuotes;
use crate::deny::{self, DenyList, FoundAt, Output};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::drafts::{Role, role};
use crate::source::{Located, Snapshot, SourcePath};

/// Where the deny list stands.
const FILE: &str = "private/deny.txt";

/// The words that must never be published, and where they were found.
pub(super) struct Seal<'a> {
    list: DenyList,
    terms: &'a [Located<String>],
    snapshot: &'a Snapshot,
    /// The first output file that holds each term, by term; an address comes before what only
    /// leads there.
    found: Mutex<BTreeMap<usize, (bool, String, FoundAt)>>,
    withheld: &'a WithheldQuotes,
    /// The first output file that repeats each withheld quote.
    repeated: Mutex<BTreeMap<usize, String>>,
}

impl<'a> Seal<'a> {
    pub fn of(
        terms: &'a [Located<String>],
        withheld: &'a WithheldQuotes,
        snapshot: &'a Snapshot,
    ) -> Seal<'a> {
        Seal {
            withheld,
            repeated: Mutex::default(),
            list: DenyList::new(terms.iter().map(|term| term.value.as_str())),
            terms,
            snapshot,
            found: Mutex::default(),
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.withheld.passages.is_empty()
    }

    /// Whether terms are looked for: all bytes are read with care then.
    pub fn has_terms(&self) -> bool {
        !self.list.is_empty()
    }

    /// Whether words of a withheld quote may stand in some bytes of a file, at first sight.
    pub fn suspects(&self, address: &str, bytes: &[u8]) -> bool {
        let file = Output::new(address, bytes);
        self.withheld.passages.suspects(file)
    }

    /// How many bytes what is looked for may take, with its letters written as references.
    pub fn longest(&self) -> usize {
        self.withheld.passages.longest() * 8
    }

    /// A hash of what is looked for.
    pub fn digest(&self) -> u64 {
        let mut state = RapidHasher::default();
        for term in self.terms {
            term.value.hash(&mut state);
        }
        self.withheld.passages.digest().hash(&mut state);
        state.finish()
    }

    /// Searches one file of the site; whether anything was found in it.
    pub fn search(&self, address: &str, bytes: &[u8]) -> bool {
        self.search_output(Output::new(address, bytes))
    }

    /// Searches one file that says itself how it is to be read.
    pub fn search_output(&self, file: Output) -> bool {
        let address = file.address;
        let (terms, said) = deny::in_output(&self.list, &self.withheld.passages, file);
        let is_found = !terms.is_empty() || !said.is_empty();
        for quote in said {
            let mut repeated = lock(&self.repeated);
            let first = repeated.entry(quote).or_insert_with(|| address.to_owned());
            if address < first.as_str() {
                address.clone_into(first);
            }
        }
        for hit in terms {
            let here = (hit.at != FoundAt::Address, address.to_owned(), hit.at);
            lock(&self.found)
                .entry(hit.term)
                .and_modify(|first| {
                    // Files come in any order; the first by name is told.
                    if here < *first {
                        *first = here.clone();
                    }
                })
                .or_insert(here);
        }
        is_found
    }

    /// What was found, as problems at the places that it came from.
    pub fn broken(self) -> Vec<Diagnostic> {
        let file: SourcePath = FILE.into();
        let unusable = self.list.unusable();
        let mut problems: Vec<Diagnostic> = unusable
            .into_iter()
            .filter_map(|term| self.terms.get(term))
            .map(|term| {
                let message = format!("`{}` holds no letters or digits to look for", term.value);
                Diagnostic::warning("deny-term", message)
                    .at(&file, term.span)
                    .help("write a name or a word on each line")
            })
            .collect();
        let found = std::mem::take(&mut *lock(&self.found));
        for (term, (_, address, at)) in found {
            self.tell(term, &address, at, &mut problems);
        }
        self.tell_repeated(&mut problems);
        problems
    }

    /// Each place that repeats what the audience may not read.
    fn tell_repeated(&self, problems: &mut Vec<Diagnostic>) {
        let mut found = std::mem::take(&mut *lock(&self.repeated));
        if found.is_empty() {
            return;
        }
        let message = "these words are from a quote that is withheld, and would be published";
        let problem = Diagnostic::error("withheld-words", message);
        let mut told = Vec::new();
        let said: Vec<usize> = found.keys().copied().collect();
        for (said, file, span) in self.withheld.repeated(&said, self.snapshot) {
            let quote = self.withheld.quote(said);
            let mut problem = problem.clone().at(&file, span);
            // In the note of another conversation they may well be that one's own words.
            if matches!(role(&file), Role::Note(_)) && file != quote.file {
                problem.severity = Severity::Warning;
            }
            problems.push(
                problem
                    .at_saying(&quote.file, quote.span, "said here")
                    .help("take them out, or say in your own words what they mean"),
            );
            told.push(said);
        }
        found.retain(|said, _| !told.contains(said));
        for (said, address) in found {
            let quote = self.withheld.quote(said);
            let message = format!("this quote is withheld, and `{address}` repeats its words");
            problems.push(
                Diagnostic::error("withheld-words", message)
                    .at(&quote.file, quote.span)
                    .help("they stand in no other file of the casebook: look for them in the site theme"),
            );
        }
    }

    /// Each place that may have led to a word in the output, one problem each.
    fn tell(&self, term: usize, address: &str, at: FoundAt, problems: &mut Vec<Diagnostic>) {
        let word = self.terms.get(term).map_or("", |t| &t.value);
        let message = format!("`{word}` is on the deny list and would be published");
        let problem = Diagnostic::error("denied-word", message);
        let places = self.list.locate(self.snapshot, term, at);
        let likely = places.iter().filter(|place| place.is_likely()).count();
        for place in places.iter().take(likely.max(1)) {
            let found = problem.clone().at(&place.file, place.span);
            problems.push(found.help(match place.in_path {
                true => "it stands in the file's own path: give the file another name",
                false => "write something else for it, such as `[a shop]`",
            }));
        }
        if places.is_empty() {
            let message = format!("{} in `{address}`", problem.message);
            problems.push(
                Diagnostic { message, ..problem }
                    .help("it stands in no file of the casebook: look for it in the site theme"),
            );
        }
    }
}

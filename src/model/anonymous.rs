//! Names and codes taken out of a study: researchers get numbers, ids become opaque.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Casebook, InterviewId, Said, Study};

/// The names and initials of everyone who interviews, takes notes, codes or owns a study.
#[derive(Default)]
pub(super) struct Researchers(BTreeSet<String>);

impl Researchers {
    pub fn of(casebook: &Casebook) -> Researchers {
        let mut names = BTreeSet::new();
        let mut add = |name: &str| {
            let name = name.trim();
            if !name.is_empty() && !names.contains(name) {
                names.insert(name.to_owned());
            }
        };
        for study in &casebook.studies {
            let about = &study.about;
            about
                .owner
                .iter()
                .chain(&about.interviewers)
                .for_each(|name| add(name));
            for interview in &study.interviews {
                let names = interview.interviewers.iter().chain(&interview.note_takers);
                names.for_each(|name| add(name));
            }
            study.coders().for_each(|coder| add(&coder.name));
        }
        Researchers(names)
    }

    /// A field that names people, without those who are researchers; `None` where it names none.
    fn unnamed(&self, field: &str, team: &str) -> Option<String> {
        let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mut out = field.to_owned();
        for name in &self.0 {
            let mut from = 0;
            while let Some(at) = find(&out[from..], name) {
                let (start, end) = (from + at.start, from + at.end);
                from = end;
                let before = out[..start].chars().next_back();
                if !is_inside(before) && !is_inside(out[end..].chars().next()) {
                    out.replace_range(start..end, team);
                    from = start + team.len();
                }
            }
        }
        // "MS, AL" are one team.
        let others = out.replace(team, "");
        (out != field).then(|| match others.contains(char::is_alphanumeric) {
            true => out,
            false => team.to_owned(),
        })
    }
}

/// Where a name stands in a text, in either case.
fn find(text: &str, name: &str) -> Option<Range<usize>> {
    let starts = text.char_indices().map(|(at, _)| at);
    let mut places = starts.filter_map(|at| {
        let end = at + name.len();
        let here = text.get(at..end)?;
        (here == name || here.to_lowercase() == name.to_lowercase()).then_some(at..end)
    });
    places.next()
}

/// Researchers are counted in a public build, and numbered instead of named; where they decided or
/// have something to do they are the team.
pub(super) fn unname_researchers(study: &mut Study, all: &Researchers, team: &str) {
    let unname = |name: &mut String| {
        if let Some(unnamed) = all.unnamed(name, team) {
            *name = unnamed;
        }
    };
    study.about.stakeholders.iter_mut().for_each(unname);
    let mut told = BTreeSet::new();
    study
        .about
        .stakeholders
        .retain(|name| told.insert(name.clone()));
    for decision in &mut study.decisions {
        decision.deciders.iter_mut().for_each(unname);
        let mut told = BTreeSet::new();
        decision.deciders.retain(|name| told.insert(name.clone()));
        let doers = decision
            .actions
            .iter_mut()
            .filter_map(|action| action.who.as_mut());
        doers.for_each(unname);
    }
    let mut known: Vec<String> = Vec::new();
    let mut number = |name: &str| {
        let folded = name.trim().to_lowercase();
        let at = known.iter().position(|k| *k == folded).unwrap_or_else(|| {
            known.push(folded);
            known.len() - 1
        });
        (at + 1).to_string()
    };
    for interview in &mut study.interviews {
        if interview.interviewers.is_empty() && interview.note_takers.is_empty() {
            continue;
        }
        let interview = Arc::make_mut(interview);
        for name in &mut interview.interviewers {
            *name = number(name);
        }
        interview.note_takers.clear();
    }
    for (interview, id) in study.interviews.iter().zip((0..).map(InterviewId)) {
        if !interview.sum.has_coders {
            continue;
        }
        let coded = study.evidence.of_mut(id).iter_mut();
        let coded = coded.filter(|e| !e.coders.is_empty());
        for coder in coded.flat_map(|e| &mut e.coders) {
            coder.name = number(&coder.name).into();
        }
    }
    study.about.interviewers.clear();
    study.about.owner = None;
}

/// Empties codes and makes every id opaque: what two quotes of one person have in common is gone.
pub(super) fn anonymise(study: &mut Study) {
    let place = |what: &str, text: &str| {
        let mut hasher = blake3::Hasher::new();
        for part in [what, "\0", &study.id, "\0", text] {
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..12].to_owned()
    };
    let mut ids = Vec::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for evidence in &study.evidence {
        let words = match &evidence.said {
            Said::Quote(words) => words.text.to_string(),
            Said::Observation(text) => format!("{:?}", text.prose.parts),
            _ => {
                ids.push(String::new());
                continue;
            }
        };
        let mut id = place("quote", &words);
        let again = taken.entry(id.clone()).or_default();
        *again += 1;
        if *again > 1 {
            id = format!("{id}-{again}");
        }
        ids.push(id);
    }
    let mut said: Vec<Vec<&str>> = vec![Vec::new(); study.interviews.len()];
    for (evidence, id) in study.evidence.iter().zip(&ids) {
        said[evidence.interview.index()].push(id);
    }
    // What is said in it names a conversation that has a page; no code is in it.
    let talks = study.interviews.iter().zip(&said).zip(1..);
    let talks: Vec<String> = talks
        .map(|((interview, said), number)| {
            let number = if said.is_empty() { number } else { 0 };
            match interview.talk.is_empty() {
                true => String::new(),
                false => place("talk", &format!("{} {number}", said.join(" "))),
            }
        })
        .collect();
    for (evidence, id) in study.evidence.iter_mut().zip(ids) {
        evidence.anchor = if id.is_empty() {
            SmolStr::default()
        } else {
            format!("q{id}").into()
        };
        evidence.cite = id.into();
    }
    for (interview, id) in study.interviews.iter_mut().zip(talks) {
        Arc::make_mut(interview).id = id.into();
    }
    let nobody: Arc<str> = Arc::from("");
    for participant in &mut study.participants {
        participant.code = nobody.clone();
    }
}

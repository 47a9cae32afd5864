//! Names and codes taken out of a study: researchers get numbers, ids become opaque.

use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::{InterviewId, Said, Study};

/// Researchers are counted in a public build, and numbered instead of named.
pub(super) fn unname_researchers(study: &mut Study) {
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

//! `data/quotes.csv`: a row a quote or tagged observation.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::Table;
use super::filter::Filter;
use super::{date, plain, readable};
use crate::model::{Asked, Evidence, Said, Study};
use crate::view::Site;

const HEADER: [&str; 12] = [
    "id",
    "study",
    "participant",
    "segment",
    "date",
    "question",
    "quote",
    "soundbite",
    "themes",
    "emotion",
    "time",
    "kind",
];

pub fn csv(site: &Site, filter: &Filter, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, HEADER)?;
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        for at in readable(site, study) {
            if !filter.evidence(study, at) {
                continue;
            }
            let evidence = &study[at];
            let (words, soundbite) = words(site, evidence);
            let segment = study[evidence.participant].segment;
            table.row([
                &*evidence.cite,
                &*study.id,
                site.shown_code(id, evidence.participant).unwrap_or(""),
                segment.map_or("", |segment| &study[segment].name),
                &*date(study[evidence.interview].when),
                question(study, evidence),
                &*words,
                &*soundbite,
                &*themes(study, evidence).join(";"),
                &*evidence.emotions.join(";"),
                evidence.time.as_ref().map_or("", |time| &time.written),
                kind(evidence),
            ])?;
        }
    }
    table.finish()
}

/// The words as plain text, and the soundbite within them.
pub fn words<'e>(site: &Site, evidence: &'e Evidence) -> (Cow<'e, str>, String) {
    match &evidence.said {
        Said::Quote(words) => ((&*words.text).into(), words.soundbite()),
        Said::Observation(text) => (plain(site.published, text), String::new()),
        Said::WithheldQuote | Said::WithheldObservation => Default::default(),
    }
}

/// The question as in the guide; of a follow-up its heading.
pub fn question<'a>(study: &'a Study, evidence: &'a Evidence) -> &'a str {
    match &evidence.asked {
        Asked::Nothing => "",
        Asked::Guide(question) => &study[*question].ask,
        Asked::FollowUp(heading) => heading,
    }
}

/// Its themes, in the order written.
pub fn themes<'a>(study: &'a Study, evidence: &Evidence) -> Vec<&'a str> {
    evidence.themes.iter().map(|t| &*study[*t].id).collect()
}

pub fn kind(evidence: &Evidence) -> &'static str {
    match evidence.is_quote() {
        true => "quote",
        false => "observation",
    }
}

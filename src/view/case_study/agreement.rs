//! Agreement between coders: where two coded one quote differently, and how far they agree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::say::fill;
use super::super::{OnPage, Site};
use crate::analyse::agreement::{Agreement, Alpha, agreement, masi_distance};
use crate::model::{Evidence, EvidenceId, Said, Study, StudyId, Target, ThemeId};

/// Disagreements are listed up to so many, the largest first.
const LISTED: usize = 12;

/// How far the coders of a study agree.
#[derive(Debug, Serialize)]
pub struct AgreementView {
    /// "Two people coded, 9 of 12 alike", where quotes were coded by more than one.
    #[serde(skip)]
    pub briefly: Option<String>,
    /// "Two people coded 12 quotes each on their own; for 9 of the 12 they chose the same themes."
    pub sentence: String,
    /// The largest first.
    pub disagreements: Vec<Disagreement>,
    /// How many are listed, where not all are.
    pub listed: Option<String>,
    /// Alpha in a sentence, or why there is none.
    pub alpha: String,
}

/// A quote that two people coded differently.
#[derive(Debug, Serialize)]
pub struct Disagreement {
    /// Its first words, or that it is withheld.
    pub quote: String,
    pub href: Option<String>,
    /// "AL: Choosing a size is guesswork"
    pub codings: Vec<String>,
}

type Themes = BTreeSet<ThemeId>;

/// Who coded, and how far they agree.
pub struct Coded {
    /// Their names, one for each.
    pub names: Vec<String>,
    /// What more than one of them coded.
    pub shared: Vec<EvidenceId>,
    /// The themes that each gave it, in the order of the names; `None` of one who did not code it.
    units: Vec<Vec<Option<Themes>>>,
    pub found: Agreement,
}

/// `None` where fewer than two people coded.
pub fn coded(study: &Study) -> Option<Coded> {
    let mut coders: BTreeMap<String, String> = BTreeMap::new();
    for coder in study.coders() {
        let name = coder.name.trim();
        coders
            .entry(name.to_lowercase())
            .or_insert_with(|| name.to_owned());
    }
    if coders.len() < 2 {
        return None;
    }
    let folded: Vec<&String> = coders.keys().collect();
    let (shared, units): (Vec<EvidenceId>, Vec<Vec<Option<Themes>>>) = study
        .evidence
        .iter()
        .enumerate()
        .map(|(at, evidence)| (EvidenceId(at as u32), unit(evidence, &folded)))
        .filter(|(_, unit)| unit.iter().flatten().count() > 1)
        .unzip();
    let found = agreement(&units, masi_distance);
    Some(Coded {
        names: coders.into_values().collect(),
        shared,
        units,
        found,
    })
}

/// `None` where fewer than two people coded.
pub(super) fn view(on: &OnPage, id: StudyId) -> Option<AgreementView> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[id];
    let Coded {
        names,
        shared: ids,
        units,
        found,
    } = coded(study)?;
    let people = names.len();
    let names: Vec<String> = names
        .into_iter()
        .map(|name| match site.published.shows_researchers() {
            true => name,
            false => say.with("agreement.coder", fill![name: &*name]),
        })
        .collect();
    let shown = found.disagreements.iter().take(LISTED);
    let disagreements: Vec<Disagreement> = shown
        .map(|(at, _)| {
            let codings = units[*at].iter().zip(&names);
            Disagreement {
                quote: words(site, &study[ids[*at]]),
                href: on.target(&Target::Evidence(id, ids[*at])),
                codings: codings
                    .filter_map(|(themes, name)| Some(coding(site, id, name, themes.as_ref()?)))
                    .collect(),
            }
        })
        .collect();
    let differ = found.disagreements.len();
    let alpha = match found.alpha {
        Alpha::Known(alpha) => say.count(
            "agreement.alpha",
            found.units,
            fill![alpha: say.language().number(alpha, 2), codes: found.codes],
        ),
        Alpha::NoVariation => say.text("agreement.no_variation"),
        Alpha::NothingShared => String::new(),
    };
    let briefly = (found.units > 0).then(|| {
        let words = fill![people: people, same: found.units - differ];
        say.count("study.checked_coded", found.units, words)
    });
    Some(AgreementView {
        briefly,
        sentence: match found.units {
            0 => say.count("agreement.nothing_shared", people, &[]),
            units => say.count(
                "agreement.shared",
                units,
                fill![people: people, same: units - differ],
            ),
        },
        listed: (differ > LISTED).then(|| say.count("agreement.listed", LISTED, fill![of: differ])),
        disagreements,
        alpha,
    })
}

/// What each coder gave a piece of evidence; `None` of one who did not code it.
fn unit(evidence: &Evidence, coders: &[&String]) -> Vec<Option<Themes>> {
    let of = |coder: &&String| {
        let mut own = evidence
            .coders
            .iter()
            .filter(|c| c.name.trim().to_lowercase() == **coder)
            .peekable();
        own.peek()?;
        Some(own.flat_map(|c| c.themes.iter().copied()).collect())
    };
    coders.iter().map(of).collect()
}

fn coding(site: &Site, id: StudyId, name: &str, themes: &Themes) -> String {
    let say = site.say;
    let titles: Vec<String> = themes
        .iter()
        .map(|theme| say.quoted(&site.published[id][*theme].title))
        .collect();
    let themes = match titles.is_empty() {
        true => say.text("agreement.no_theme"),
        false => say.list(&titles),
    };
    say.with("agreement.coding", fill![name: name, themes: themes])
}

/// The beginning of what was coded.
fn words(site: &Site, evidence: &Evidence) -> String {
    let say = site.say;
    match &evidence.said {
        Said::Quote(words) => say.quoted(&super::super::figures::first_words(&words.text)),
        Said::Observation(_) => say.text("words.seen"),
        Said::WithheldQuote | Said::WithheldObservation => say.text("agreement.withheld"),
    }
}

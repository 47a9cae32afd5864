//! What a search is narrowed by: theme, segment, emotion, interviewer, month. Each value has the
//! list of its entries. Study and kind need none: entries are numbered by them.

use std::collections::{BTreeMap, HashMap};

use super::entry::Entry;
use super::posting::number;
use crate::model::{DecisionId, Evidence, InterviewId, Proof, StudyId, ThemeId, When};
use crate::view::{PageKey, Site};

/// The facets, in the order in which they are offered.
pub const FACETS: [&str; 5] = ["theme", "segment", "emotion", "interviewer", "month"];

/// A value of a facet and the entries that have it.
#[derive(Debug)]
pub struct Value {
    pub name: String,
    /// A theme's study, address and id; a month for machines.
    pub study: Option<StudyId>,
    pub href: String,
    pub id: String,
    pub entries: Vec<u32>,
}

/// The values of every facet, those that no entry has left out.
#[derive(Debug, Default)]
pub struct Facets {
    pub values: [Vec<Value>; 5],
    /// By study and theme: its number among all themes.
    themes: HashMap<(StudyId, ThemeId), u32>,
}

impl Facets {
    pub fn of(site: &Site, entries: &[Entry]) -> Facets {
        let mut facets = Facets::default();
        let mut lists = facets.theme_values(site);
        let mut named: [BTreeMap<String, Vec<u32>>; 4] = Default::default();
        for (n, entry) in (0..).zip(entries) {
            match *entry {
                Entry::Theme(study, theme) => {
                    facets.with_parents(site, study, theme, |t| push(&mut lists[t as usize], n));
                }
                Entry::Decision(study, id) => {
                    facets.decision(site, (study, id), n, &mut lists, &mut named[3]);
                }
                Entry::Note(study, id) => talk(site, study, id, n, &mut named),
                Entry::Observation(study, id) | Entry::Quote(study, id) => {
                    let evidence = &site.published[study][id];
                    for theme in &evidence.themes {
                        facets.with_parents(site, study, *theme, |t| {
                            push(&mut lists[t as usize], n);
                        });
                    }
                    said(site, study, evidence, n, &mut named);
                }
                Entry::Study(_) | Entry::Page(_) => {}
            }
        }
        for (value, entries) in facets.values[0].iter_mut().zip(lists) {
            value.entries = entries;
        }
        let months = std::mem::take(&mut named[3]);
        for (facet, found) in facets.values[1..4].iter_mut().zip(named) {
            facet.extend(found.into_iter().map(|(name, entries)| Value {
                id: name.clone(),
                name,
                study: None,
                href: String::new(),
                entries,
            }));
        }
        facets.values[4].extend(months.into_iter().map(|(id, entries)| Value {
            name: month_name(site, &id),
            study: None,
            href: String::new(),
            id,
            entries,
        }));
        facets
    }

    /// A theme's number among all.
    pub fn theme(&self, study: StudyId, theme: ThemeId) -> u32 {
        self.themes
            .get(&(study, theme))
            .copied()
            .unwrap_or_default()
    }

    fn theme_values(&mut self, site: &Site) -> Vec<Vec<u32>> {
        let root = site.address(&PageKey::Home);
        for study in site.study_ids() {
            for (t, theme) in (0..).map(ThemeId).zip(&site.published[study].themes) {
                let number = self.values[0].len() as u32;
                self.themes.insert((study, t), number);
                self.values[0].push(Value {
                    name: theme.title.clone(),
                    study: Some(study),
                    href: site.address(&PageKey::Theme(study, t, 1)).link_from(&root),
                    id: theme.id.to_string(),
                    entries: Vec::new(),
                });
            }
        }
        vec![Vec::new(); self.values[0].len()]
    }

    fn with_parents(&self, site: &Site, study: StudyId, theme: ThemeId, mut each: impl FnMut(u32)) {
        let mut at = Some(theme);
        while let Some(theme) = at {
            each(self.theme(study, theme));
            at = site.published[study][theme].parent;
        }
    }

    fn decision(
        &self,
        site: &Site,
        (study, id): (StudyId, DecisionId),
        n: u32,
        lists: &mut [Vec<u32>],
        months: &mut BTreeMap<String, Vec<u32>>,
    ) {
        let decision = &site.published[study][id];
        for proof in &decision.evidence {
            if let Proof::Theme(theme) = proof {
                self.with_parents(site, study, *theme, |t| push(&mut lists[t as usize], n));
            }
        }
        if let Some(month) = decision.decided.map(|d| (d.year(), d.month())) {
            add(months, &iso(month), n);
        }
    }
}

type Named = [BTreeMap<String, Vec<u32>>; 4];

fn said(site: &Site, study: StudyId, evidence: &Evidence, n: u32, named: &mut Named) {
    let published = &site.published[study];
    if let Some(segment) = published[evidence.participant].segment {
        add(&mut named[0], &published[segment].name, n);
    }
    for emotion in &evidence.emotions {
        add(&mut named[1], emotion, n);
    }
    when_and_by_whom(site, study, evidence.interview, n, named);
}

fn talk(site: &Site, study: StudyId, id: InterviewId, n: u32, named: &mut Named) {
    let published = &site.published[study];
    if let Some(segment) = published[published[id].participant].segment {
        add(&mut named[0], &published[segment].name, n);
    }
    when_and_by_whom(site, study, id, n, named);
}

fn when_and_by_whom(site: &Site, study: StudyId, id: InterviewId, n: u32, named: &mut Named) {
    let interview = &site.published[study][id];
    if site.published.shows_researchers() {
        for name in &interview.interviewers {
            add(&mut named[2], name, n);
        }
    }
    let month = match interview.when {
        When::Day(day) => (day.year(), day.month()),
        When::Month { year, month } => (year, month),
        When::Unknown => return,
    };
    add(&mut named[3], &iso(month), n);
}

fn add(values: &mut BTreeMap<String, Vec<u32>>, name: &str, n: u32) {
    if name.is_empty() {
        return;
    }
    match values.get_mut(name) {
        Some(list) => push(list, n),
        None => {
            values.insert(name.to_owned(), vec![n]);
        }
    }
}

fn push(list: &mut Vec<u32>, n: u32) {
    if list.last() != Some(&n) {
        list.push(n);
    }
}

fn iso((year, month): (i16, i8)) -> String {
    format!("{year:04}-{month:02}")
}

fn month_name(site: &Site, iso: &str) -> String {
    let parts = iso.rsplit_once('-');
    let known = parts.and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    known.map_or_else(
        || iso.to_owned(),
        |(year, month)| site.say.month(year, month),
    )
}

/// A list of entries as distances from the entry before.
pub fn bytes(entries: &[u32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.len() + 4);
    let mut before = 0;
    for entry in entries {
        number(entry - before, &mut out);
        before = *entry;
    }
    out
}

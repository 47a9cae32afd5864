//! How far the footnotes of notes go: no further than the narrowest of what refers to them and of
//! where they stand, whoever's words those are.

use std::collections::BTreeMap;
use std::ptr;

use rapidhash::RapidHashMap as HashMap;

use super::interviews::Part;
use super::speakers::Other;
use crate::config::Consent;
use crate::parse::footnotes::{Footnote, Place};
use crate::parse::note::{ExchangeDraft, ItemDraft, NoteDraft};
use crate::source::SourcePath;

/// A footnote of a conversation that goes less far than the conversation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Aside {
    /// Its exchange, and its place in it.
    pub exchange: u32,
    pub item: u32,
    pub consent: Consent,
}

/// The narrow footnotes of each part, from who else speaks in each.
pub fn asides(parts: &[Part], others: &[&[Other]]) -> Vec<Vec<Aside>> {
    let mut found = vec![Vec::new(); parts.len()];
    let mut notes: BTreeMap<&SourcePath, Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        if !part.note.footnotes.is_empty() {
            notes.entry(part.file).or_default().push(at);
        }
    }
    for of_note in notes.values() {
        let mut reading = Reading::default();
        for at in of_note {
            reading.part(*at, &parts[*at], others[*at]);
        }
        reading.narrow(parts[of_note[0]].note, &mut found);
    }
    found
}

/// A note while it is read.
#[derive(Default)]
struct Reading {
    /// By where a draft lies in memory: whose part an exchange is in, where, and under what consent.
    exchanges: HashMap<*const ExchangeDraft, (usize, u32, Consent)>,
    /// The consent of each piece of evidence, and of what else is narrower than its part.
    items: HashMap<(*const ExchangeDraft, u32), Consent>,
}

impl Reading {
    fn part(&mut self, at: usize, part: &Part, others: &[Other]) {
        let agreed = part.agreed.consent;
        let mut others = others.iter();
        for (exchange, number) in part.exchanges.iter().zip(0..) {
            let narrower = exchange.consent.unwrap_or(agreed);
            let agreed = agreed.min(narrower);
            let known = ptr::from_ref(*exchange);
            self.exchanges.insert(known, (at, number, agreed));
            for (item, place) in exchange.items.iter().zip(0..) {
                let evidence = match item {
                    ItemDraft::Evidence(evidence) => evidence,
                    ItemDraft::Observation(_, own) => {
                        let narrower = own.map(|own| own.min(agreed));
                        self.items.extend(narrower.map(|own| ((known, place), own)));
                        continue;
                    }
                };
                let other = evidence.speaker.as_ref().and_then(|_| others.next());
                let speaker = match other {
                    None => agreed,
                    Some(Other::Withdrew) => Consent::None,
                    Some(Other::Speaks { consent, .. }) => *consent,
                };
                let own = evidence.coding.consent.unwrap_or(agreed);
                let consent = agreed.min(speaker).min(own);
                self.items.insert((known, place), consent);
            }
        }
    }

    /// Finds those that are narrower than where they stand.
    fn narrow(&self, note: &NoteDraft, found: &mut [Vec<Aside>]) {
        let exchange = |place: &Place| -> Option<*const ExchangeDraft> {
            let part = note.parts.get(place.part as usize)?;
            part.exchanges
                .get(place.exchange as usize)
                .map(ptr::from_ref)
        };
        // What stands in no part is of somebody who withdrew.
        let of_place = |place: &Place| -> Consent {
            let known = exchange(place);
            let Some((_, _, agreed)) = known.and_then(|known| self.exchanges.get(&known)) else {
                return Consent::None;
            };
            let item = known.zip(place.item);
            item.and_then(|item| self.items.get(&item))
                .copied()
                .unwrap_or(*agreed)
        };
        let footnotes = &note.footnotes;
        let own = footnotes.iter().map(|footnote| {
            let places = footnote.stands.iter().chain(&footnote.cited);
            places.map(of_place).min().unwrap_or(Consent::Public)
        });
        let consents = with_citing(footnotes, own.collect());
        for (footnote, consent) in footnotes.iter().zip(consents) {
            for place in &footnote.stands {
                let known = exchange(place).and_then(|known| self.exchanges.get(&known));
                if let Some((at, number, agreed)) = known
                    && let Some(item) = place.item
                    && consent < *agreed
                {
                    found[*at].push(Aside {
                        exchange: *number,
                        item,
                        consent,
                    });
                }
            }
        }
    }
}

/// A footnote of a footnote goes no further than that one.
fn with_citing(footnotes: &[Footnote], mut consents: Vec<Consent>) -> Vec<Consent> {
    let mut standing: HashMap<Place, Vec<usize>> = HashMap::default();
    for (at, footnote) in footnotes.iter().enumerate() {
        for place in &footnote.stands {
            standing.entry(*place).or_default().push(at);
        }
    }
    let mut cites = vec![Vec::new(); footnotes.len()];
    for (at, footnote) in footnotes.iter().enumerate() {
        let citing = footnote
            .cited
            .iter()
            .filter_map(|place| standing.get(place));
        citing.flatten().for_each(|other| cites[*other].push(at));
    }
    let mut open: Vec<usize> = (0..footnotes.len()).collect();
    while let Some(citing) = open.pop() {
        for cited in &cites[citing] {
            if consents[citing] < consents[*cited] {
                consents[*cited] = consents[citing];
                open.push(*cited);
            }
        }
    }
    consents
}

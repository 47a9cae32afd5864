//! What the evidence of an interview comes to, so that few need to look through all of it.

use std::hash::{Hash, Hasher};

use rapidhash::fast::RapidHasher;

use super::{Evidence, Exchange, Interview, TalkItem};
use crate::config::Consent;

/// What the evidence of an interview comes to. The gate leaves it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Quotes and observations.
    pub evidence: u32,
    pub quotes: u32,
    /// Whether a piece of it has a theme.
    pub is_tagged: bool,
    /// Whether the notes name those who coded it.
    pub has_coders: bool,
    /// Pieces without a theme.
    pub untagged: u32,
    /// Whether somebody else speaks beside the participant.
    pub has_others: bool,
    /// The narrowest consent of the interview, of its evidence and of what else stands in it.
    pub consent: Consent,
    /// A hash of who said something of what, asked by whom, and who may read it: what is counted of
    /// it, whatever the words are.
    pub coded: u64,
    /// A hash of the emotions.
    pub felt: u64,
}

impl Interview {
    /// Who may read what fewer may than the rest of it: headings, and what the researcher wrote.
    pub(super) fn narrowed(&self) -> impl Iterator<Item = Consent> {
        let of = |exchange: &Exchange| exchange.consent;
        let items = self.talk.iter().flat_map(|exchange| &exchange.items);
        let items = items.filter_map(|item| match item {
            TalkItem::Observation(_, consent) => *consent,
            TalkItem::Evidence(_) => None,
        });
        self.talk.iter().filter_map(of).chain(items)
    }
}

impl Sum {
    /// That of an interview whose evidence is not read yet.
    pub fn of_nothing(consent: Consent) -> Sum {
        Sum {
            evidence: 0,
            quotes: 0,
            is_tagged: false,
            has_coders: false,
            untagged: 0,
            has_others: false,
            consent,
            coded: 0,
            felt: 0,
        }
    }

    pub fn of(interview: &Interview, evidence: &[Evidence]) -> Sum {
        let mut coded = RapidHasher::default();
        let mut felt = RapidHasher::default();
        (interview.participant, interview.wave, interview.consent).hash(&mut coded);
        (&interview.interviewers, &interview.answered).hash(&mut coded);
        for evidence in evidence {
            (evidence.participant, evidence.consent, evidence.stance).hash(&mut coded);
            (&evidence.themes, evidence.is_quote()).hash(&mut coded);
            evidence.emotions.hash(&mut felt);
        }
        let is_others = |e: &Evidence| e.participant != interview.participant;
        let consents = evidence.iter().map(|e| e.consent);
        Sum {
            evidence: evidence.len() as u32,
            quotes: evidence.iter().filter(|e| e.is_quote()).count() as u32,
            has_coders: evidence.iter().any(|e| !e.coders.is_empty()),
            untagged: evidence.iter().filter(|e| e.themes.is_empty()).count() as u32,
            is_tagged: evidence.iter().any(|e| !e.themes.is_empty()),
            has_others: evidence.iter().any(is_others),
            consent: consents
                .chain(interview.narrowed())
                .fold(interview.consent, Consent::min),
            coded: coded.finish(),
            felt: felt.finish(),
        }
    }
}

//! A file of several participants: what stands under a heading that names none of them is nobody's.

use super::Talk;
use crate::config::Consent;
use crate::parse::note::{ExchangeDraft, ItemDraft};
use crate::parse::quote::SaidDraft;
use crate::source::Span;

impl Talk<'_, '_, '_> {
    /// Tells quotes and tags of nobody. Nobody's words are for nobody to read, and what is tagged
    /// counts for no one.
    pub(super) fn tell_nobodys(&mut self) {
        if self.own.is_some() || self.parts.len() < 2 {
            return;
        }
        for exchange in &mut self.parts[0].exchanges {
            let place = exchange.question.as_ref().map(|question| question.span);
            let Nobodys { quote, tagged } = take(exchange);
            if let Some(span) = quote {
                let message =
                    "this file has several participants, and nobody is named for these words";
                let help = "begin the heading above with a code, or say who speaks beside each quote: `— P08`";
                let span = place.unwrap_or(span);
                self.problems
                    .error("missing-participant", span, message.to_owned(), help);
            } else if let Some(span) = tagged {
                let message = "this file has several participants, and these tags count for none";
                let help = "begin the heading above with a code, or write `P08:` before the words";
                self.problems
                    .warning("missing-participant", span, message.to_owned(), help);
            }
        }
    }
}

/// Where the first quote and the first tagged observation of nobody stand.
struct Nobodys {
    quote: Option<Span>,
    tagged: Option<Span>,
}

fn take(exchange: &mut ExchangeDraft) -> Nobodys {
    let mut found = Nobodys {
        quote: None,
        tagged: None,
    };
    for item in &mut exchange.items {
        let ItemDraft::Evidence(evidence) = item else {
            continue;
        };
        if evidence.speaker.is_some() {
            continue;
        }
        match &evidence.said {
            SaidDraft::Quote(_) => {
                evidence.coding.consent = Some(Consent::None);
                found.quote = found.quote.or(Some(evidence.span));
            }
            SaidDraft::Observation(prose) => {
                found.tagged = found.tagged.or(Some(evidence.span));
                *item = ItemDraft::Observation(prose.clone(), evidence.coding.consent);
            }
        }
    }
    found
}

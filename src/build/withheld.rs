//! What was said in the notes and is withheld from an audience: searched for, like denied words, in
//! all that would be published.

use std::collections::HashSet;
use std::sync::Arc;

use rapidhash::RapidHashSet;
use rayon::prelude::*;

use crate::deny::Passages;
use crate::model::audience::Published;
use crate::model::drafts::Drafts;
use crate::parse::note::ItemDraft;
use crate::parse::quote::SaidDraft;
use crate::parse::words::Words;
use crate::source::{Snapshot, SourcePath, Span, TextFile};

/// A quote of a note.
#[derive(Clone)]
pub(super) struct Quote {
    pub file: SourcePath,
    pub span: Span,
    words: Arc<Words>,
}

/// Every quote of every note, those of participants who withdrew too.
pub(super) fn quotes(drafts: &Drafts) -> Vec<Quote> {
    let notes = drafts.studies.values().flat_map(|study| &study.notes);
    let mut quotes = Vec::new();
    for (file, note) in notes {
        let exchanges = note.parts.iter().flat_map(|part| &part.exchanges);
        for item in exchanges.flat_map(|exchange| &exchange.items) {
            if let ItemDraft::Evidence(evidence) = item
                && let SaidDraft::Quote(words) = &evidence.said
            {
                quotes.push(Quote {
                    file: file.clone(),
                    span: evidence.span,
                    words: words.clone(),
                });
            }
        }
    }
    quotes
}

/// The quotes that an audience may not read.
#[derive(Default)]
pub(super) struct WithheldQuotes {
    quotes: Vec<Quote>,
    pub passages: Passages,
}

impl WithheldQuotes {
    /// Of all quotes those that are not published, without what somebody who may be quoted said
    /// in the same words.
    pub fn of(said: &[Quote], published: &Published) -> WithheldQuotes {
        let evidence = published.studies.iter().flat_map(|study| &study.evidence);
        let shown: RapidHashSet<(&str, Span)> = evidence
            .filter(|e| e.words().is_some())
            .map(|e| (&*e.origin.file, e.origin.span))
            .collect();
        let is_shown = |quote: &&Quote| shown.contains(&(&*quote.file, quote.span));
        let (open, quotes): (Vec<&Quote>, Vec<&Quote>) = said.iter().partition(is_shown);
        let passages = Passages::new(quotes.iter().map(|quote| &*quote.words.text))
            .without(open.iter().map(|quote| &*quote.words.text));
        let quotes = quotes.into_iter().cloned().collect();
        WithheldQuotes { quotes, passages }
    }

    pub fn quote(&self, at: usize) -> &Quote {
        &self.quotes[at]
    }

    /// Where the casebook's files repeat some of the quotes, given by their places in the list,
    /// but for the withheld quotes themselves: the quote's place, and the words.
    pub fn repeated(&self, some: &[usize], snapshot: &Snapshot) -> Vec<(usize, SourcePath, Span)> {
        let passages = self.passages.of_texts(some);
        let own: HashSet<&str> = self.quotes.iter().map(|quote| &*quote.file).collect();
        let files = snapshot
            .texts_under("content/")
            .chain(snapshot.texts_under("themes/"));
        let settings = snapshot.texts().filter(|(path, _)| &***path == "site.toml");
        let files: Vec<_> = files.chain(settings).collect();
        let in_file = |(path, file): (&SourcePath, &TextFile)| {
            let mut found = Vec::new();
            for (said, range) in passages.in_text(&file.text) {
                let span = Span::new(range.start, range.end);
                let inside = |quote: &&Quote| {
                    quote.file == *path
                        && quote.span.start <= span.start
                        && span.end <= quote.span.end
                };
                if !own.contains(&**path) || !self.quotes.iter().any(|quote| inside(&quote)) {
                    found.push((said, path.clone(), span));
                }
            }
            found
        };
        let found: Vec<_> = files
            .into_par_iter()
            .with_max_len(64)
            .map(in_file)
            .collect();
        found.concat()
    }
}

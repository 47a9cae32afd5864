//! A reference that an audience may not follow leads nowhere, and takes with it what it says of
//! what it led to: the description of a picture, the id of a quote.

use std::sync::Arc;

use super::{Target, Text};
use crate::parse::prose::Part;

/// Whether `keep` refuses a reference of a text.
pub(super) fn is_cut(text: &Text, keep: impl Fn(&Target) -> bool) -> bool {
    !text.targets.iter().all(keep)
}

/// Cuts the references of a text that `keep` refuses; how many.
pub(super) fn references(text: &mut Text, keep: impl Fn(&Target) -> bool) -> u32 {
    if !is_cut(text, &keep) {
        return 0;
    }
    let parts = &mut Arc::make_mut(&mut text.prose).parts;
    let places: Vec<usize> = (0..parts.len())
        .filter(|at| parts[*at].is_reference())
        .collect();
    let mut cut = 0;
    for (at, target) in places.into_iter().zip(&mut text.targets) {
        if keep(target) {
            continue;
        }
        let led_to = std::mem::replace(target, Target::Nowhere);
        cut += 1;
        match (&mut parts[at..], led_to) {
            ([Part::Picture { alt, .. }, ..], _) => *alt = Box::default(),
            ([Part::Link { .. }, words @ ..], Target::Media(_) | Target::NoMedia(_)) => {
                let words = words.iter_mut().take_while(|part| **part != Part::LinkEnd);
                words.for_each(unsay);
            }
            // Where the author gave the link no words of its own, it reads as what it cites.
            ([Part::Link { to, wiki: true, .. }, Part::Html(words), ..], Target::Evidence(..)) => {
                if let Some((who, id)) = to.split_once('^')
                    && let Some(rest) = words.find(&format!("^{id}"))
                {
                    let who_is_said =
                        words[..rest].trim_end_matches('#') == who.trim_end_matches('#');
                    if who_is_said {
                        let after = &words[rest + 1 + id.len()..];
                        *words = format!("{}{after}", who.trim_end_matches('#')).into();
                    }
                }
            }
            _ => {}
        }
    }
    cut
}

/// Takes the words of a link away, and leaves its parts.
fn unsay(part: &mut Part) {
    match part {
        Part::Html(words) => *words = Box::default(),
        Part::Picture { alt, .. } => *alt = Box::default(),
        Part::Code { text, .. } => *text = Box::default(),
        Part::Link { .. } | Part::LinkEnd | Part::Embed { .. } => {}
    }
}

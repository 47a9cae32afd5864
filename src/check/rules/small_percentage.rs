//! Percentages of groups that are too small for them.

use super::people::{counts_people, is_people};
use crate::check::prose::{number, sentences, tokens};
use crate::check::scope::{StudyScope, Told};
use crate::source::Span;

/// Below this a percentage says more than the count behind it.
const LEAST: usize = 20;

pub fn find(study: &StudyScope, told: &mut Told) {
    let all = study
        .study
        .participants
        .iter()
        .filter(|p| p.interviewed)
        .count();
    if all == 0 || all >= LEAST {
        return;
    }
    for file in super::prose_files(study) {
        for sentence in super::own_words(&file)
            .into_iter()
            .flat_map(|p| sentences(&file.visible, p))
        {
            let words = tokens(&file.visible, sentence);
            for at in 0..words.len() {
                let Some(end) = percent(&file.visible, &words, at) else {
                    continue;
                };
                let after = &words[end..words.len().min(end + 5)];
                let whom = after
                    .iter()
                    .take_while(|(_, w)| number(w).is_none())
                    .any(|(_, word)| is_people(word, study.study));
                let large = counts_people(&words).is_some_and(|n| n as usize >= LEAST);
                if !whom || large {
                    continue;
                }
                let span = Span::new(words[at].0.start, words[end - 1].0.end);
                let message = format!("a percentage of {all} participants says more than they can");
                let help = format!("write how many of how many: `k of {all}`");
                told.tell(file.path, span, message, help);
            }
        }
    }
}

/// The word behind a percentage that begins at a word: `80 %`, `80%`, `80 per cent`.
fn percent(text: &str, words: &[(std::ops::Range<usize>, &str)], at: usize) -> Option<usize> {
    let (place, word) = &words[at];
    if let Some(digits) = word.strip_suffix('%') {
        return digits
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(at + 1);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let next = words.get(at + 1)?.1.to_lowercase();
    let gap = text[place.end..words[at + 1].0.start].trim().is_empty();
    let second = || {
        words
            .get(at + 2)
            .is_some_and(|(_, w)| ["cent", "ciento", "cento"].contains(&&*w.to_lowercase()))
    };
    match next.as_str() {
        "%" | "percent" | "prozent" if gap => Some(at + 2),
        "per" | "pour" | "por" if second() => Some(at + 3),
        _ => None,
    }
}

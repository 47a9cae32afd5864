//! "Most" and "users", with no count near.

use super::people::is_crowd;
use crate::check::prose::{number, sentences, tokens};
use crate::check::scope::{StudyScope, Told};
use crate::source::Span;

/// Words that stand for a count, before a noun for people.
const VAGUE: &[&str] = &[
    "most", "many", "few", "meisten", "viele", "wenige", "plupart", "beaucoup", "mayoría",
    "muchos", "muchas", "maioria", "muitos", "muitas",
];
/// Nouns that mean everybody when nothing stands before them.
const EVERYBODY: &[&str] = &[
    "users",
    "customers",
    "nutzer",
    "utilisateurs",
    "usuarios",
    "usuários",
    "utilizadores",
];

pub fn find(study: &StudyScope, told: &mut Told) {
    if study.study.interviews.is_empty() {
        return;
    }
    for file in super::prose_files(study) {
        for paragraph in super::own_words(&file) {
            let all: Vec<_> = sentences(&file.visible, paragraph)
                .into_iter()
                .map(|sentence| tokens(&file.visible, sentence))
                .collect();
            let counted: Vec<bool> = all
                .iter()
                .map(|words| words.iter().any(|(_, w)| number(w).is_some()))
                .collect();
            for (at, words) in all.iter().enumerate() {
                let near = counted[at.saturating_sub(1)..counted.len().min(at + 2)]
                    .iter()
                    .any(|c| *c);
                let Some((from, to)) = vague(words).filter(|_| !near) else {
                    continue;
                };
                let span = Span::new(words[from].0.start, words[to].0.end);
                let said = &file.visible[span.range()];
                let message = format!("`{said}` has no count near it");
                let help = "say how many of how many participants, or name the segment";
                told.tell(file.path, span, message, help);
            }
        }
    }
}

/// The first words of a sentence that stand for a count.
fn vague(words: &[(std::ops::Range<usize>, &str)]) -> Option<(usize, usize)> {
    for at in 0..words.len() {
        let lower = words[at].1.to_lowercase();
        if VAGUE.contains(&lower.as_str()) {
            let noun = (at + 1..words.len().min(at + 5)).find(|next| is_crowd(words[*next].1));
            let bare = lower == "most"
                && words.get(at + 1).is_some_and(|(_, w)| {
                    [
                        "said", "say", "told", "did", "do", "were", "found", "find", "had",
                        "wanted", "want",
                    ]
                    .contains(w)
                });
            if let Some(noun) = noun {
                return Some((at, noun));
            }
            if bare {
                return Some((at, at));
            }
        }
        let before = at.checked_sub(1).map(|b| words[b].1.to_lowercase());
        let alone = before.is_none_or(|w| {
            ["that", "because", "when", "but", "and", "our", "the"].contains(&w.as_str())
        });
        let verb = words.get(at + 1).is_some_and(|(_, w)| {
            !w.ends_with('’') && w.chars().all(|c| c.is_lowercase() || c == '\'')
        });
        if EVERYBODY.contains(&lower.as_str()) && alone && verb {
            return Some((at, at));
        }
    }
    None
}

//! Which question of the guide a heading of a note is: by id, or by its words, loosely.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rapidhash::RapidHashMap as HashMap;

use super::{Asked, Question, QuestionId};
use crate::parse::prose::anchor;

/// The guide's questions, ready to be compared.
#[derive(Debug, Default)]
pub struct Guide {
    questions: Vec<(String, Vec<String>)>,
    /// What each heading was found to ask, and its anchor: most stand in many notes.
    known: HashMap<Arc<str>, (Asked, Arc<str>)>,
}

impl Guide {
    pub fn of(questions: &[Question]) -> Guide {
        let ready = questions
            .iter()
            .map(|q| (q.id.to_lowercase(), words(&q.ask)));
        Guide {
            questions: ready.collect(),
            known: HashMap::default(),
        }
    }

    /// What a heading asked that was learned, and what its anchor begins with.
    pub fn known(&self, heading: &str) -> (Asked, Arc<str>) {
        let known = self.known.get(heading);
        debug_assert!(known.is_some(), "`{heading}` was not learned");
        known.cloned().unwrap_or((Asked::Nothing, "section".into()))
    }

    /// Finds out what a heading asks.
    pub fn learn(&mut self, heading: &str) {
        if self.known.contains_key(heading) {
            return;
        }
        let words: Arc<str> = heading.into();
        let found = self.by_id(heading).or_else(|| self.by_words(heading));
        let asked = match found {
            Some(index) => Asked::Guide(QuestionId(index as u32)),
            None => Asked::FollowUp(Arc::clone(&words)),
        };
        let name = match &asked {
            Asked::Guide(id) => format!("q{}", id.0 + 1),
            _ => anchor(heading),
        };
        self.known.insert(words, (asked, Arc::from(name)));
    }

    /// A hash of what headings are held against.
    pub fn hash_questions(&self, state: &mut impl Hasher) {
        self.questions.hash(state);
    }

    fn by_id(&self, heading: &str) -> Option<usize> {
        let heading = heading.trim().to_lowercase();
        self.questions.iter().position(|(id, _)| {
            heading.strip_prefix(id.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['.', ':', ')', ' ', '–', '—', '-'])
            })
        })
    }

    /// At least three words in five must be shared, counted over both.
    fn by_words(&self, heading: &str) -> Option<usize> {
        let heading = words(heading);
        let mut best: Option<(f64, usize)> = None;
        for (index, (_, ask)) in self.questions.iter().enumerate() {
            let share = likeness(&heading, ask);
            if share >= 0.6 && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// Shared words of two questions over all their words (Jaccard).
fn likeness(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// A question's words, each once, without a leading number.
fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
    {
        let number = found.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        if !word.is_empty() && !number && !found.iter().any(|w| w == word) {
            found.push(word.replace('’', "'"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_by_id_or_loosely_by_words() {
        let question = |id: &str, ask: &str| Question {
            id: id.into(),
            ask: ask.into(),
            why: None,
        };
        let mut guide = Guide::of(&[
            question(
                "q1",
                "Tell me about the last time you left something in your basket.",
            ),
            question(
                "q2",
                "What happens, as far as you know, if it does not fit?",
            ),
        ]);
        for (heading, expected) in [
            ("Q2. Anything", Some(1)),
            ("q1", Some(0)),
            (
                "1. Tell me about the last time you left something in the basket",
                Some(0),
            ),
            (
                "TELL ME ABOUT THE LAST TIME YOU LEFT SOMETHING IN YOUR BASKET",
                Some(0),
            ),
            ("Q21 else", None),
            ("Anything else?", None),
        ] {
            guide.learn(heading);
            let found = match guide.known(heading).0 {
                Asked::Guide(id) => Some(id.index()),
                _ => None,
            };
            assert_eq!(found, expected, "{heading}");
        }
    }
}

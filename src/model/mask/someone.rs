//! Words that stand for people who may not be named.

use crate::language::{Arg, Language};

/// So many codes in a row are counted in words at most.
const MOST: usize = 12;

/// Words that stand for people who may not be named, in the casebook's language.
#[derive(Clone, Debug)]
pub struct Someone {
    /// "a participant".
    pub participant: String,
    /// "two participants", "three participants", and so on.
    participants: Vec<String>,
    /// Stands for the names of interviewers and note-takers.
    pub research_team: String,
    /// What stands between two items of a list: " and ".
    pub and: String,
}

impl Someone {
    pub fn of(language: &Language) -> Someone {
        let several = |n: usize| language.say("words.participants", &[("n", Arg::from(n))]);
        Someone {
            participant: language.say("words.a_participant", &[]),
            participants: (2..=MOST).map(several).collect(),
            research_team: language.say("words.research_team", &[]),
            and: language.list(&["", ""]),
        }
    }

    /// As many of them; `None` where no words say so.
    pub fn participants(&self, n: usize) -> Option<&str> {
        match n {
            1 => Some(&self.participant),
            _ => self.participants.get(n.checked_sub(2)?).map(String::as_str),
        }
    }

    /// In English, for tests.
    #[doc(hidden)]
    pub fn for_tests() -> Someone {
        Someone {
            participant: "a participant".into(),
            participants: vec!["two participants".into(), "three participants".into()],
            research_team: "the research team".into(),
            and: " and ".into(),
        }
    }
}

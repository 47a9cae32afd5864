//! Which of COREQ's 32 items a study reports: worked out from its data, answered by its author, or
//! missing.
//!
//! Source: A. Tong, P. Sainsbury, J. Craig, "Consolidated criteria for reporting qualitative
//! research (COREQ): a 32-item checklist for interviews and focus groups", International Journal
//! for Quality in Health Care 19(6) (2007), 349–357. Its three domains: the research team (items
//! 1 to 8), the design of the study (9 to 23), analysis and findings (24 to 32).

/// How many items there are.
pub const ITEMS: u8 = 32;

/// The domain of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    Team,
    Design,
    Findings,
}

/// The domain that an item from 1 to 32 stands in.
pub fn domain(item: u8) -> Domain {
    match item {
        ..=8 => Domain::Team,
        9..=23 => Domain::Design,
        _ => Domain::Findings,
    }
}

/// How one item is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<A> {
    /// By its author, in so many words, and by the data where they say something too.
    Written {
        said: A,
        worked_out: Option<A>,
    },
    /// From the data.
    WorkedOut(A),
    Missing,
}

/// The whole checklist, item 1 first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist<A>(pub Vec<Answer<A>>);

impl<A> Checklist<A> {
    /// How many items are reported, of [`ITEMS`].
    pub fn reported(&self) -> usize {
        self.0.len() - self.missing().count()
    }

    /// The items that are not, in their order.
    pub fn missing(&self) -> impl Iterator<Item = u8> {
        let numbered = (1..=ITEMS).zip(&self.0);
        numbered.filter_map(|(item, answer)| matches!(answer, Answer::Missing).then_some(item))
    }
}

/// Puts the answers together: `worked_out` gives what the data say of an item, `written` holds what
/// the author wrote, by item; of two answers to one item the last counts.
pub fn checklist<A: Clone>(
    worked_out: impl Fn(u8) -> Option<A>,
    written: &[(u8, A)],
) -> Checklist<A> {
    let answers = (1..=ITEMS).map(|item| {
        let said = written.iter().rev().find(|(of, _)| *of == item);
        match (said, worked_out(item)) {
            (Some((_, said)), worked_out) => Answer::Written {
                said: said.clone(),
                worked_out,
            },
            (None, Some(worked_out)) => Answer::WorkedOut(worked_out),
            (None, None) => Answer::Missing,
        }
    });
    Checklist(answers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of items by domain as Tong, Sainsbury & Craig 2007 print them: 8, 15 and 9.
    #[test]
    fn the_domains_have_8_15_and_9_items() {
        let of = |wanted| (1..=ITEMS).filter(|item| domain(*item) == wanted).count();
        assert_eq!(
            [Domain::Team, Domain::Design, Domain::Findings].map(of),
            [8, 15, 9]
        );
    }

    #[test]
    fn an_item_is_reported_by_its_author_or_from_the_data() {
        let data = |item| (item == 12 || item == 13).then_some("18");
        let list = checklist(data, &[(13, "two declined"), (2, "old"), (2, "both MSc")]);
        assert_eq!(list.reported(), 3);
        assert_eq!(list.missing().count(), 29);
        let written = |said, worked_out| Answer::Written { said, worked_out };
        assert_eq!(list.0[1], written("both MSc", None));
        assert_eq!(list.0[11], Answer::WorkedOut("18"));
        assert_eq!(list.0[12], written("two declined", Some("18")));
        assert!(!list.missing().any(|item| [2, 12, 13].contains(&item)));
    }

    #[test]
    fn a_study_of_which_nothing_is_known_reports_nothing() {
        let list = checklist(|_| None::<String>, &[]);
        assert_eq!((list.reported(), list.missing().count()), (0, 32));
    }
}

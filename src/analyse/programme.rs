//! The programme: backlog of coding, insights past review, spread over interviewers, segments.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cadence::days_between;

/// How far one note is coded. A piece of evidence is a quote or a tagged observation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteCoding {
    /// Pieces with a theme.
    pub coded: usize,
    /// Quotes without a theme.
    pub uncoded: usize,
}

/// What waits to be coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// All notes.
    pub notes: usize,
    /// Notes with nothing coded, those with nothing marked among them.
    pub untouched: usize,
    /// Notes with something coded and quotes left.
    pub begun: usize,
    /// Quotes without a theme, in all notes.
    pub uncoded_quotes: usize,
}

/// Counts the backlog. No notes give noughts.
pub fn backlog(notes: &[NoteCoding]) -> Backlog {
    let count = |wanted: fn(&&NoteCoding) -> bool| notes.iter().filter(wanted).count();
    Backlog {
        notes: notes.len(),
        untouched: count(|note| note.coded == 0),
        begun: count(|note| note.coded > 0 && note.uncoded > 0),
        uncoded_quotes: notes.iter().map(|note| note.uncoded).sum(),
    }
}

/// Something whose review date has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastReview {
    /// Which one, by its index in what was given.
    pub item: usize,
    /// Days since that date, at least 1.
    pub days: u64,
}

/// What should have been reviewed before today, the longest overdue first, then as given. What is
/// due today, or has no date, is not past it.
pub fn past_review(review_by: &[Option<Date>], today: Date) -> Vec<PastReview> {
    let mut found: Vec<PastReview> = review_by
        .iter()
        .enumerate()
        .filter_map(|(item, date)| {
            let days = days_between((*date)?, today);
            (days > 0).then_some(PastReview { item, days })
        })
        .collect();
    found.sort_by_key(|review| Reverse(review.days));
    found
}

/// Interviews over interviewers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Interviewer and interviews, the most first, then by index.
    pub held: Vec<(usize, usize)>,
    /// Interviews whose interviewer is not known.
    pub unknown: usize,
}

impl Spread {
    /// Interviews with a known interviewer: the denominator of each.
    pub fn known(&self) -> usize {
        self.held.iter().map(|&(_, held)| held).sum()
    }
}

/// Counts interviews by interviewer (`None`: not known).
pub fn spread(interviewers: &[Option<usize>]) -> Spread {
    let (counts, unknown) = count(interviewers);
    let mut held: Vec<(usize, usize)> = counts.into_iter().collect();
    held.sort_by_key(|&(_, held)| Reverse(held));
    Spread { held, unknown }
}

/// One segment against the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The segment, by index.
    pub segment: usize,
    /// Its participants.
    pub held: usize,
    /// How many were planned; `None` where there is no plan for it.
    pub planned: Option<usize>,
}

impl Share {
    /// Participants still missing; 0 where the plan is met or there is none.
    pub fn missing(&self) -> usize {
        self.planned.unwrap_or(0).saturating_sub(self.held)
    }
}

/// The mix of segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mix {
    /// Every segment that has a plan or a participant, by index.
    pub segments: Vec<Share>,
    /// Participants whose segment is not known.
    pub unknown: usize,
}

/// Sets the participants' segments (`None`: not known) beside the plan: `planned[s]` for segment
/// `s`; segments beyond its end have none.
pub fn mix(participants: &[Option<usize>], planned: &[Option<usize>]) -> Mix {
    let (mut counts, unknown) = count(participants);
    for (segment, plan) in planned.iter().enumerate() {
        if plan.is_some() {
            counts.entry(segment).or_default();
        }
    }
    let segments = counts
        .into_iter()
        .map(|(segment, held)| Share {
            segment,
            held,
            planned: planned.get(segment).copied().flatten(),
        })
        .collect();
    Mix { segments, unknown }
}

fn count(items: &[Option<usize>]) -> (BTreeMap<usize, usize>, usize) {
    let mut counts = BTreeMap::new();
    for item in items.iter().flatten() {
        *counts.entry(*item).or_default() += 1;
    }
    let unknown = items.iter().filter(|item| item.is_none()).count();
    (counts, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_note_with_nothing_marked_is_backlog_too() {
        let note = |coded, uncoded| NoteCoding { coded, uncoded };
        let found = backlog(&[note(0, 0), note(0, 3), note(2, 1), note(4, 0)]);
        let expected = Backlog {
            notes: 4,
            untouched: 2,
            begun: 1,
            uncoded_quotes: 4,
        };
        assert_eq!(found, expected);
        assert_eq!(backlog(&[]), Backlog::default());
    }

    #[test]
    fn what_is_due_today_is_not_past_its_review() {
        let dates = [
            Some(date(2026, 5, 17)),
            None,
            Some(date(2026, 5, 18)),
            Some(date(2026, 4, 18)),
            Some(date(2026, 8, 1)),
        ];
        let found = past_review(&dates, date(2026, 5, 18));
        let found: Vec<_> = found.iter().map(|past| (past.item, past.days)).collect();
        assert_eq!(found, [(3, 30), (0, 1)]);
    }

    #[test]
    fn the_busiest_interviewer_comes_first() {
        let found = spread(&[Some(1), Some(0), Some(1), None]);
        assert_eq!(found.held, [(1, 2), (0, 1)]);
        assert_eq!((found.known(), found.unknown), (3, 1));
        assert_eq!(spread(&[]), Spread::default());
    }

    #[test]
    fn a_planned_segment_that_nobody_filled_is_listed() {
        let found = mix(&[Some(0), Some(2), Some(0), None], &[Some(1), Some(4)]);
        let rows: Vec<_> = found
            .segments
            .iter()
            .map(|share| (share.segment, share.held, share.planned, share.missing()))
            .collect();
        let expected = [(0, 2, Some(1), 0), (1, 0, Some(4), 4), (2, 1, None, 0)];
        assert_eq!(rows, expected);
        assert_eq!(found.unknown, 1);
        assert_eq!(mix(&[], &[]), Mix::default());
    }

    proptest! {
        #[test]
        fn spread_and_mix_count_everybody_once(
            items in proptest::collection::vec(proptest::option::of(0_usize..6), 0..60)
        ) {
            let spread = spread(&items);
            prop_assert_eq!(spread.known() + spread.unknown, items.len());
            let mix = mix(&items, &[Some(3), None, Some(1)]);
            let held: usize = mix.segments.iter().map(|share| share.held).sum();
            prop_assert_eq!(held + mix.unknown, items.len());
        }
    }
}

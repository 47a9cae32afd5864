//! Prevalence: distinct participants who raised a theme, of those asked, and who did not.

use std::collections::BTreeMap;

use super::interval::{Interval, wilson};

/// From this many participants on, a percentage may be said; below, only "k of n".
pub const LEAST_FOR_PERCENTAGE: usize = 20;

/// One participant's part in one theme. Repeats of a participant are the caller's to merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The segment, by index; `None` where it is not known or must not be named.
    pub segment: Option<usize>,
    /// Whether a question that the theme is about was put to the participant.
    pub asked: bool,
    /// Whether the participant raised the theme. Whoever raised it counts as asked.
    pub raised: bool,
}

/// The participants of one group, by index into the answers given, in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those who raised the theme.
    pub raised: Vec<usize>,
    /// Those asked who did not raise it.
    pub did_not: Vec<usize>,
    /// Those not asked, who are outside the denominator.
    pub not_asked: Vec<usize>,
}

impl Tally {
    /// How often, as "k of n asked".
    pub fn frequency(&self) -> Frequency {
        Frequency::new(self.raised.len(), self.raised.len() + self.did_not.len())
    }

    fn add(&mut self, index: usize, answer: Answer) {
        if answer.raised {
            self.raised.push(index);
        } else if answer.asked {
            self.did_not.push(index);
        } else {
            self.not_asked.push(index);
        }
    }
}

/// Prevalence of a theme, in all and by segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prevalence {
    /// Everybody.
    pub all: Tally,
    /// By segment, in the order of the segments' indices, those without one last. Only segments
    /// with a participant are there; together they hold everybody once.
    pub segments: Vec<(Option<usize>, Tally)>,
}

/// Works out who raised a theme, who was asked and did not, and who was not asked.
/// No answers give empty tallies, with no interval and no percentage.
pub fn prevalence(answers: &[Answer]) -> Prevalence {
    let mut all = Tally::default();
    let mut segments: BTreeMap<(bool, Option<usize>), Tally> = BTreeMap::new();
    for (index, &answer) in answers.iter().enumerate() {
        all.add(index, answer);
        let key = (answer.segment.is_none(), answer.segment);
        segments.entry(key).or_default().add(index, answer);
    }
    let segments = segments
        .into_iter()
        .map(|((_, segment), tally)| (segment, tally))
        .collect();
    Prevalence { all, segments }
}

/// "k of n asked": how many participants raised something, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    raised: usize,
    asked: usize,
}

impl Frequency {
    /// `raised` of `asked` participants. Whoever raised it was asked: a smaller `asked` is lifted
    /// to `raised`.
    pub fn new(raised: usize, asked: usize) -> Frequency {
        Frequency {
            raised,
            asked: asked.max(raised),
        }
    }

    /// k: the participants who raised it.
    pub fn raised(self) -> usize {
        self.raised
    }

    /// n: the participants asked.
    pub fn asked(self) -> usize {
        self.asked
    }

    /// k/n between 0 and 1; `None` where nobody was asked.
    pub fn share(self) -> Option<f64> {
        (self.asked > 0).then(|| self.raised as f64 / self.asked as f64)
    }

    /// Wilson's 95 % interval, as shares; `None` where nobody was asked.
    pub fn interval(self) -> Option<Interval> {
        wilson(self.raised as u64, self.asked as u64)
    }

    /// The percentage, 0 to 100, where the group is large enough to say one
    /// ([`LEAST_FOR_PERCENTAGE`]); it stands beside k of n, never alone.
    pub fn percentage(self) -> Option<f64> {
        (self.asked >= LEAST_FOR_PERCENTAGE)
            .then(|| self.share())
            .flatten()
            .map(|share| share * 100.0)
    }

    /// Compares shares exactly, without rounding; a group of nobody is below every other.
    pub fn compare_share(self, other: Frequency) -> std::cmp::Ordering {
        match (self.asked, other.asked) {
            (0, 0) => std::cmp::Ordering::Equal,
            (0, _) => std::cmp::Ordering::Less,
            (_, 0) => std::cmp::Ordering::Greater,
            _ => {
                let left = self.raised as u128 * other.asked as u128;
                left.cmp(&(other.raised as u128 * self.asked as u128))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn answer(segment: Option<usize>, asked: bool, raised: bool) -> Answer {
        Answer {
            segment,
            asked,
            raised,
        }
    }

    #[test]
    fn those_not_asked_are_outside_the_denominator() {
        let found = prevalence(&[
            answer(Some(1), true, true),
            answer(Some(0), true, false),
            answer(Some(1), false, false),
            answer(None, true, false),
        ]);
        assert_eq!(found.all.frequency(), Frequency::new(1, 3));
        assert_eq!(found.all.raised, [0]);
        assert_eq!(found.all.did_not, [1, 3]);
        assert_eq!(found.all.not_asked, [2]);
        let order: Vec<_> = found.segments.iter().map(|(segment, _)| *segment).collect();
        assert_eq!(order, [Some(0), Some(1), None]);
        assert_eq!(found.segments[1].1.frequency(), Frequency::new(1, 1));
    }

    #[test]
    fn whoever_raised_it_unasked_is_in_the_denominator() {
        let found = prevalence(&[answer(None, false, true)]);
        assert_eq!(found.all.frequency(), Frequency::new(1, 1));
    }

    #[test]
    fn nobody_asked_has_no_share_interval_or_percentage() {
        let found = prevalence(&[answer(None, false, false)]).all.frequency();
        assert_eq!((found.share(), found.percentage()), (None, None));
        assert_eq!(found.interval(), None);
        assert_eq!(prevalence(&[]), Prevalence::default());
    }

    #[test]
    fn a_percentage_is_said_from_twenty_participants_on() {
        assert_eq!(Frequency::new(4, 19).percentage(), None);
        assert_eq!(Frequency::new(5, 20).percentage(), Some(25.0));
    }

    #[test]
    fn shares_are_compared_exactly() {
        let compare = |k, n, l, m| Frequency::new(k, n).compare_share(Frequency::new(l, m));
        assert_eq!(compare(5, 14, 7, 18), Ordering::Less);
        assert_eq!(compare(1, 3, 3, 9), Ordering::Equal);
        assert_eq!(compare(0, 5, 0, 0), Ordering::Greater);
    }

    proptest! {
        #[test]
        fn segments_hold_everybody_once(
            answers in proptest::collection::vec(
                (proptest::option::of(0_usize..4), any::<bool>(), any::<bool>()), 0..60)
        ) {
            let answers: Vec<_> = answers.into_iter().map(|(s, a, r)| answer(s, a, r)).collect();
            let found = prevalence(&answers);
            let size = |tally: &Tally| {
                tally.raised.len() + tally.did_not.len() + tally.not_asked.len()
            };
            prop_assert_eq!(size(&found.all), answers.len());
            let by_segment: usize = found.segments.iter().map(|(_, tally)| size(tally)).sum();
            prop_assert_eq!(by_segment, answers.len());
            let k: usize = found.segments.iter().map(|(_, t)| t.frequency().raised()).sum();
            prop_assert_eq!(k, found.all.frequency().raised());
        }
    }
}

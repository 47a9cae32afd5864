//! Co-occurrence: which themes are raised by the same participants, and in the same quotes.

use std::collections::{BTreeMap, BTreeSet};

/// Two themes that at least one participant or one quote has both of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The theme with the smaller id.
    pub first: usize,
    /// The theme with the larger id.
    pub second: usize,
    /// Participants who raised both.
    pub both: usize,
    /// Participants who raised one of them or both: the denominator of `both`.
    pub either: usize,
    /// Quotes that carry both.
    pub quotes: usize,
}

impl Pair {
    /// Whether the two always come together: nobody raised one without the other, and more than
    /// one participant did. They may be one theme under two names.
    pub fn always(&self) -> bool {
        self.both > 1 && self.both == self.either
    }
}

/// Counts the pairs of themes.
///
/// `participants` has, for each participant, the themes raised; `quotes` has each quote's themes.
/// Repeats within one count once. Pairs that never meet are left out; the rest stand with the
/// largest `both` first, then the most quotes, then by id.
pub fn together<P: AsRef<[usize]>, Q: AsRef<[usize]>>(
    participants: &[P],
    quotes: &[Q],
) -> Vec<Pair> {
    let mut counts: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    let mut alone: BTreeMap<usize, usize> = BTreeMap::new();
    for themes in participants {
        let themes = distinct(themes.as_ref());
        for &theme in &themes {
            *alone.entry(theme).or_default() += 1;
        }
        each_pair(&themes, |pair| counts.entry(pair).or_default().0 += 1);
    }
    for themes in quotes {
        let themes = distinct(themes.as_ref());
        each_pair(&themes, |pair| counts.entry(pair).or_default().1 += 1);
    }
    let raised = |theme: usize| alone.get(&theme).copied().unwrap_or(0);
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|((first, second), (both, quotes))| Pair {
            first,
            second,
            both,
            either: raised(first) + raised(second) - both,
            quotes,
        })
        .collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.both), std::cmp::Reverse(pair.quotes)));
    pairs
}

fn distinct(themes: &[usize]) -> Vec<usize> {
    let set: BTreeSet<usize> = themes.iter().copied().collect();
    set.into_iter().collect()
}

fn each_pair(sorted: &[usize], mut found: impl FnMut((usize, usize))) {
    for (index, &first) in sorted.iter().enumerate() {
        for &second in &sorted[index + 1..] {
            found((first, second));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(first: usize, second: usize, both: usize, either: usize, quotes: usize) -> Pair {
        Pair {
            first,
            second,
            both,
            either,
            quotes,
        }
    }

    #[test]
    fn participants_and_quotes_are_counted_apart() {
        let found = together(
            &[vec![1, 0, 1], vec![0, 1, 2], vec![0]],
            &[vec![0, 1], vec![1, 0], vec![2]],
        );
        assert_eq!(
            found,
            [
                pair(0, 1, 2, 3, 2),
                pair(0, 2, 1, 3, 0),
                pair(1, 2, 1, 2, 0)
            ]
        );
    }

    #[test]
    fn themes_that_nobody_parts_are_always_together() {
        let none: [Vec<usize>; 0] = [];
        let found = together(&[vec![3, 5], vec![5, 3], vec![4]], &none);
        assert!(found[0].always());
        let once = together(&[vec![3, 5], vec![4]], &none);
        assert!(!once[0].always(), "one participant proves nothing");
        assert!(together(&none, &none).is_empty());
    }

    proptest! {
        #[test]
        fn both_never_exceeds_either(
            participants in proptest::collection::vec(
                proptest::collection::vec(0_usize..6, 0..6), 0..20)
        ) {
            for pair in together(&participants, &participants) {
                prop_assert!(pair.first < pair.second);
                prop_assert!(0 < pair.both && pair.both <= pair.either);
                prop_assert!(pair.either <= participants.len());
                prop_assert_eq!(pair.quotes, pair.both);
            }
        }
    }
}

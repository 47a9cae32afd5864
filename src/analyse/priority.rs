//! Priorities: themes in order of frequency × severity, and of impact × feasibility.

use std::cmp::Ordering;

use super::prevalence::Frequency;

/// The scale of severity, impact and feasibility. A score outside it counts as not given.
pub const SCALE: std::ops::RangeInclusive<u8> = 1..=5;

/// One theme in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The theme, by its index in what was given.
    pub theme: usize,
    /// Its rank from 1. Equal themes share a rank, and the next one follows after as many as they
    /// are: 1, 2, 2, 4.
    pub rank: usize,
    /// What it was ordered by; larger is first.
    pub score: f64,
}

/// Themes in order, and those that have no place in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// From the first to the last.
    pub ranked: Vec<Ranked>,
    /// Themes that lack a score or that nobody was asked about, in the order given.
    pub unranked: Vec<usize>,
}

/// The order of participants: by the share of those asked who raised it. Score: that share.
pub fn by_frequency(themes: &[Frequency]) -> Ranking {
    ranking(
        themes.iter().copied(),
        |&frequency| frequency.share(),
        |a, b| a.compare_share(*b),
        |_, _| Ordering::Equal,
    )
}

/// The order of pain: share of those asked × severity (1 to 5). Score: that product, 0 to 5.
///
/// Equal products share a rank; the severer one is listed first, then in the order given.
pub fn by_frequency_and_severity(themes: &[(Frequency, Option<u8>)]) -> Ranking {
    ranking(
        themes
            .iter()
            .map(|&(frequency, severity)| (frequency, scored(severity))),
        |&(frequency, severity)| Some(frequency.share()? * f64::from(severity?)),
        |a, b| {
            let times = |(frequency, severity): (Frequency, Option<u8>), other: Frequency| {
                let severity = u128::from(severity.unwrap_or(0));
                frequency.raised() as u128 * severity * other.asked() as u128
            };
            times(*a, b.0).cmp(&times(*b, a.0))
        },
        |a, b| a.1.cmp(&b.1),
    )
}

/// The order of severity: severity (1 to 5) first, then the share of those asked. Score: severity.
///
/// Only themes equal in both share a rank.
pub fn by_severity_then_frequency(themes: &[(Frequency, Option<u8>)]) -> Ranking {
    ranking(
        themes
            .iter()
            .map(|&(frequency, severity)| (frequency, scored(severity))),
        |&(frequency, severity)| frequency.share().and(severity).map(f64::from),
        |a, b| a.1.cmp(&b.1).then(a.0.compare_share(b.0)),
        |_, _| Ordering::Equal,
    )
}

/// The order of what to do first: impact × feasibility, each 1 to 5. Score: that product, 1 to 25.
///
/// Equal products share a rank; the one of more impact is listed first, then in the order given.
pub fn by_impact_and_feasibility(themes: &[(Option<u8>, Option<u8>)]) -> Ranking {
    let product = |&(impact, feasibility): &(Option<u8>, Option<u8>)| {
        Some(f64::from(impact?) * f64::from(feasibility?))
    };
    ranking(
        themes
            .iter()
            .map(|&(impact, feasibility)| (scored(impact), scored(feasibility))),
        product,
        |a, b| {
            product(a)
                .partial_cmp(&product(b))
                .unwrap_or(Ordering::Equal)
        },
        |a, b| a.0.cmp(&b.0),
    )
}

fn scored(score: Option<u8>) -> Option<u8> {
    score.filter(|score| SCALE.contains(score))
}

/// Ranks by `compare` (greater first), lists equals by `tie` (greater first) and then as given.
pub(super) fn ranking<T>(
    themes: impl Iterator<Item = T>,
    score: impl Fn(&T) -> Option<f64>,
    compare: impl Fn(&T, &T) -> Ordering,
    tie: impl Fn(&T, &T) -> Ordering,
) -> Ranking {
    let mut placed = Vec::new();
    let mut found = Ranking::default();
    for (theme, item) in themes.enumerate() {
        match score(&item) {
            Some(score) => placed.push((theme, item, score)),
            None => found.unranked.push(theme),
        }
    }
    placed.sort_by(|a, b| compare(&b.1, &a.1).then_with(|| tie(&b.1, &a.1)));
    for (place, (theme, item, score)) in placed.iter().enumerate() {
        let rank = match (place.checked_sub(1), found.ranked.last()) {
            (Some(before), Some(last)) if compare(&placed[before].1, item).is_eq() => last.rank,
            _ => place + 1,
        };
        found.ranked.push(Ranked {
            theme: *theme,
            rank,
            score: *score,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(ranking: &Ranking) -> Vec<(usize, usize)> {
        let places = ranking.ranked.iter();
        places.map(|place| (place.theme, place.rank)).collect()
    }

    /// The seven themes of the mock: sizing, delivery cost, returns, wish list, trust, account, code.
    fn mock() -> Vec<(Frequency, Option<u8>)> {
        [
            (11, 18, 4),
            (9, 18, 4),
            (8, 18, 5),
            (7, 18, 1),
            (5, 14, 5),
            (4, 18, 2),
            (3, 18, 2),
        ]
        .map(|(k, n, severity)| (Frequency::new(k, n), Some(severity)))
        .to_vec()
    }

    #[test]
    fn the_mock_is_ordered_by_severity_and_then_by_share() {
        let found = by_severity_then_frequency(&mock());
        let themes: Vec<_> = found.ranked.iter().map(|place| place.theme).collect();
        assert_eq!(themes, [2, 4, 0, 1, 5, 6, 3]);
    }

    #[test]
    fn frequency_times_severity_weighs_both() {
        let found = by_frequency_and_severity(&mock());
        let themes: Vec<_> = found.ranked.iter().map(|place| place.theme).collect();
        assert_eq!(themes, [0, 2, 1, 4, 5, 3, 6]);
        assert_eq!(format!("{:.2}", found.ranked[0].score), "2.44");
    }

    /// The impact and feasibility table of the mock, whose order is that of the products.
    #[test]
    fn the_mock_is_ordered_by_impact_times_feasibility() {
        let scores = [(5, 3), (4, 2), (4, 4), (2, 5), (3, 4), (3, 5), (1, 5)]
            .map(|(impact, feasibility)| (Some(impact), Some(feasibility)));
        let found = by_impact_and_feasibility(&scores);
        let expected = [(2, 1), (0, 2), (5, 2), (4, 4), (3, 5), (1, 6), (6, 7)];
        assert_eq!(order(&found), expected);
    }

    #[test]
    fn equal_products_share_a_rank_and_the_severer_is_listed_first() {
        let found = by_frequency_and_severity(&[
            (Frequency::new(4, 8), Some(2)),
            (Frequency::new(2, 8), Some(4)),
            (Frequency::new(1, 8), Some(1)),
        ]);
        assert_eq!(order(&found), [(1, 1), (0, 1), (2, 3)]);
    }

    #[test]
    fn what_lacks_a_score_is_unranked() {
        let found = by_frequency_and_severity(&[
            (Frequency::new(4, 8), None),
            (Frequency::new(0, 0), Some(3)),
            (Frequency::new(4, 8), Some(9)),
        ]);
        assert_eq!(found.unranked, [0, 1, 2]);
        assert!(
            by_impact_and_feasibility(&[(Some(3), None)])
                .ranked
                .is_empty()
        );
        assert_eq!(by_frequency(&[]), Ranking::default());
    }

    proptest! {
        #[test]
        fn ranks_agree_with_scores_and_nothing_is_lost(
            themes in proptest::collection::vec(
                (0_usize..30, 0_usize..30, proptest::option::of(0_u8..7)), 0..30)
        ) {
            let themes: Vec<_> = themes
                .into_iter()
                .map(|(k, n, severity)| (Frequency::new(k, n), severity))
                .collect();
            let found = by_frequency_and_severity(&themes);
            prop_assert_eq!(found.ranked.len() + found.unranked.len(), themes.len());
            for (place, here) in found.ranked.iter().enumerate() {
                let above = found.ranked.iter().filter(|r| r.score > here.score + 1e-9).count();
                prop_assert_eq!(here.rank, above + 1);
                prop_assert!(here.rank <= place + 1);
            }
        }
    }
}

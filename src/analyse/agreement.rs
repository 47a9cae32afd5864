//! Agreement between coders: Krippendorff's alpha for single codes and for sets of themes.

use std::collections::{BTreeMap, BTreeSet};

/// The distance of two single codes: 0 where they are equal, 1 where not.
pub fn nominal_distance<V: PartialEq>(one: &V, other: &V) -> f64 {
    if one == other { 0.0 } else { 1.0 }
}

/// Jaccard's distance of two sets, 0 to 1: 1 − |both| ÷ |either|. Two empty sets are equal: 0.
///
/// Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11
/// (1912), 37–50.
pub fn jaccard_distance<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    1.0 - jaccard(one, other)
}

/// The MASI distance of two sets, 0 to 1: 1 − J × M, where J is Jaccard's index and M is 1 for
/// equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they share nothing.
/// Two empty sets are equal: 0.
///
/// Source: R. Passonneau, "Measuring agreement on set-valued items (MASI) for semantic and
/// pragmatic annotation", LREC 2006.
pub fn masi_distance<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let monotonicity = if one == other {
        1.0
    } else if one.is_subset(other) || other.is_subset(one) {
        2.0 / 3.0
    } else if !one.is_disjoint(other) {
        1.0 / 3.0
    } else {
        0.0
    };
    1.0 - jaccard(one, other) * monotonicity
}

fn jaccard<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let both = one.intersection(other).count();
    match one.len() + other.len() - both {
        0 => 1.0,
        either => both as f64 / either as f64,
    }
}

/// Krippendorff's alpha.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alpha {
    /// 1 is agreement throughout, 0 what chance would give, below 0 worse than chance.
    Known(f64),
    /// No unit was coded by two coders.
    NothingShared,
    /// All codes are the same one, so that chance would agree as well: alpha is not defined.
    NoVariation,
}

/// How far coders agree, and where they do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Alpha over all units that at least two coders coded.
    pub alpha: Alpha,
    /// How many units those are.
    pub units: usize,
    /// How many codes they have.
    pub codes: usize,
    /// Units with disagreement, by index, with the mean distance of their pairs of codes: the
    /// largest first, then as given.
    pub disagreements: Vec<(usize, f64)>,
}

/// Works out alpha. `units[u][c]` is the code that coder `c` gave to unit `u`, `None` where there
/// is none; units may differ in length. `distance` must be symmetric, 0 for equals, and within
/// 0 and 1.
///
/// Alpha is 1 − Do ÷ De: the observed disagreement, within units, over that expected if codes were
/// given to units by chance. A unit with fewer than two codes takes no part.
///
/// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
/// repository.upenn.edu/asc_papers/43.
pub fn agreement<V: Ord>(units: &[Vec<Option<V>>], distance: impl Fn(&V, &V) -> f64) -> Agreement {
    let mut totals: BTreeMap<&V, f64> = BTreeMap::new();
    let mut found = Agreement {
        alpha: Alpha::NothingShared,
        units: 0,
        codes: 0,
        disagreements: Vec::new(),
    };
    let mut observed = 0.0;
    for (unit, codes) in units.iter().enumerate() {
        let codes: Vec<&V> = codes.iter().flatten().collect();
        if codes.len() < 2 {
            continue;
        }
        found.units += 1;
        found.codes += codes.len();
        for &code in &codes {
            *totals.entry(code).or_default() += 1.0;
        }
        let mut sum = 0.0;
        for (index, one) in codes.iter().enumerate() {
            sum += codes[index + 1..]
                .iter()
                .map(|other| distance(one, other))
                .sum::<f64>();
        }
        let others = (codes.len() - 1) as f64;
        observed += 2.0 * sum / others;
        if sum > 0.0 {
            let pairs = codes.len() as f64 * others / 2.0;
            found.disagreements.push((unit, sum / pairs));
        }
    }
    found.disagreements.sort_by(|a, b| b.1.total_cmp(&a.1));
    if found.units > 0 {
        found.alpha = alpha(observed, &totals, found.codes as f64, distance);
    }
    found
}

/// Alpha from n × Do and the number of times that each code was given.
fn alpha<V: Ord>(
    observed: f64,
    totals: &BTreeMap<&V, f64>,
    codes: f64,
    distance: impl Fn(&V, &V) -> f64,
) -> Alpha {
    let totals: Vec<(&V, f64)> = totals.iter().map(|(&code, &count)| (code, count)).collect();
    let mut expected = 0.0;
    for (index, (one, times)) in totals.iter().enumerate() {
        for (other, other_times) in &totals[index + 1..] {
            expected += 2.0 * times * other_times * distance(one, other);
        }
    }
    if expected > 0.0 {
        Alpha::Known(1.0 - (codes - 1.0) * observed / expected)
    } else {
        Alpha::NoVariation
    }
}

#[cfg(test)]
#[path = "agreement_tests.rs"]
mod tests;

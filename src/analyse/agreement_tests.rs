//! Agreement against Krippendorff's and Passonneau's printed values, the degenerate cases, the laws.

use super::*;
use proptest::prelude::*;

fn set<const N: usize>(items: [u8; N]) -> BTreeSet<u8> {
    items.into_iter().collect()
}

/// Units from one string a coder; a dot is no code.
fn units(coders: &[&str]) -> Vec<Vec<Option<char>>> {
    let width = coders.iter().map(|codes| codes.len()).max().unwrap_or(0);
    let code = |codes: &&str, unit| codes.chars().nth(unit).filter(|&code| code != '.');
    (0..width)
        .map(|unit| coders.iter().map(|codes| code(codes, unit)).collect())
        .collect()
}

fn printed(coders: &[&str]) -> String {
    match agreement(&units(coders), nominal_distance).alpha {
        Alpha::Known(alpha) => format!("{alpha:.3}"),
        other => format!("{other:?}"),
    }
}

/// Krippendorff 2011, section A: binary data, 2 observers × 10 units.
#[test]
fn two_observers_of_ten_binary_units_give_krippendorffs_095() {
    assert_eq!(printed(&["0100000010", "1110010000"]), "0.095");
}

/// Krippendorff 2011, section B: nominal data, 2 observers × 12 units.
#[test]
fn two_observers_of_twelve_nominal_units_give_krippendorffs_692() {
    assert_eq!(printed(&["aabbdcccedda", "babbbccceddd"]), "0.692");
}

/// Krippendorff 2011, section C: nominal data, 4 observers × 12 units, values missing.
#[test]
fn four_observers_with_missing_values_give_krippendorffs_743() {
    let coders = [
        "123321412...",
        "1233224125.3",
        ".3332342251.",
        "12332441251.",
    ];
    assert_eq!(printed(&coders), "0.743");
    let found = agreement(&units(&coders), nominal_distance);
    assert_eq!((found.units, found.codes), (11, 40));
    assert_eq!(found.disagreements[0], (5, 1.0));
}

/// Passonneau 2006: M is 2/3 for a subset, here with a Jaccard index of 1/2.
#[test]
fn masi_of_a_subset_of_half_is_two_thirds() {
    let found = masi_distance(&set([1, 2]), &set([1, 2, 3, 4]));
    assert!((found - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn masi_and_jaccard_of_the_other_cases() {
    let overlap = masi_distance(&set([1, 2]), &set([2, 3]));
    assert!((overlap - 8.0 / 9.0).abs() < 1e-12);
    assert_eq!(masi_distance(&set([1]), &set([2])), 1.0);
    assert_eq!(masi_distance(&set([1]), &set([])), 1.0);
    assert_eq!(masi_distance(&set([]), &set([])), 0.0);
    assert_eq!(jaccard_distance(&set([1, 2]), &set([1, 2, 3, 4])), 0.5);
    assert_eq!(jaccard_distance(&set([]), &set([])), 0.0);
}

#[test]
fn the_largest_disagreement_comes_first() {
    let found = agreement(
        &[
            vec![Some(set([1])), Some(set([1]))],
            vec![Some(set([1, 2])), Some(set([1]))],
            vec![Some(set([1])), Some(set([2]))],
            vec![Some(set([3])), None],
        ],
        masi_distance,
    );
    let order: Vec<_> = found.disagreements.iter().map(|&(unit, _)| unit).collect();
    assert_eq!(order, [2, 1]);
    assert_eq!((found.units, found.codes), (3, 6));
}

#[test]
fn nothing_shared_and_no_variation_have_names() {
    assert_eq!(printed(&[]), "NothingShared");
    assert_eq!(printed(&["12", ".."]), "NothingShared");
    assert_eq!(printed(&["11", "11"]), "NoVariation");
    assert_eq!(printed(&["12", "12"]), "1.000");
}

proptest! {
    #[test]
    fn alpha_is_at_most_one_and_one_only_in_agreement(
        data in proptest::collection::vec(
            proptest::collection::vec(
                proptest::option::of(proptest::collection::btree_set(0_u8..4, 0..3)), 0..4), 0..12)
    ) {
        for distance in [masi_distance, jaccard_distance] {
            let found = agreement(&data, distance);
            if let Alpha::Known(alpha) = found.alpha {
                prop_assert!(alpha.is_finite() && alpha <= 1.0);
                prop_assert_eq!(alpha == 1.0, found.disagreements.is_empty());
            }
            for (_, distance) in found.disagreements {
                prop_assert!(0.0 < distance && distance <= 1.0);
            }
        }
    }

    #[test]
    fn distances_are_symmetric_and_masi_is_no_less_than_jaccard(
        one in proptest::collection::btree_set(0_u8..6, 0..5),
        other in proptest::collection::btree_set(0_u8..6, 0..5)
    ) {
        let masi = masi_distance(&one, &other);
        prop_assert_eq!(masi, masi_distance(&other, &one));
        prop_assert!((0.0..=1.0).contains(&masi));
        prop_assert!(jaccard_distance(&one, &other) <= masi);
        prop_assert_eq!(masi == 0.0, one == other);
    }
}

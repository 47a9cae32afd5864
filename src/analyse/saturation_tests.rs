//! Saturation against the authors' example, the degenerate cases, and the laws of the curve.

use super::*;
use proptest::prelude::*;

/// Interviews that bring so many new themes each.
fn bringing(new: &[usize]) -> Vec<Step> {
    let mut next = 0;
    let interviews: Vec<Vec<usize>> = new
        .iter()
        .map(|&count| {
            let themes = (next..next + count).collect();
            next += count;
            themes
        })
        .collect();
    curve(&interviews)
}

fn setting(base: usize, run: usize, threshold: Threshold) -> Setting {
    Setting {
        base,
        run,
        threshold,
    }
}

/// Guest, Namey & Chen 2020, the worked example: a base of four interviews with 37 themes, runs of
/// two with 7, 4 and 1 new ones (19 %, 11 %, 3 %), saturation at 6+2. How the 37 spread over the
/// base does not matter to the method.
#[test]
fn the_example_of_guest_namey_and_chen_is_reached_at_six_plus_two() {
    let curve = bringing(&[16, 10, 6, 5, 4, 3, 1, 0]);
    let printed: Vec<_> = runs(&curve, 4, 2)
        .iter()
        .map(|run| (run.new, format!("{:.0}", run.new as f64 / 37.0 * 100.0)))
        .collect();
    let expected = [(7, "19"), (4, "11"), (1, "3")];
    assert_eq!(
        printed,
        expected.map(|(new, percent)| (new, percent.to_owned()))
    );
    let verdict = assess(&curve, setting(4, 2, Threshold::FivePercent));
    assert_eq!(
        verdict,
        Verdict::Reached {
            at: 6,
            run: Run {
                from: 7,
                to: 8,
                new: 1
            },
            base_themes: 37,
            new_after: 0,
        }
    );
    assert_eq!(
        verdict.ratio().map(|ratio| format!("{ratio:.2}")),
        Some("0.03".into())
    );
}

#[test]
fn the_same_example_is_not_reached_at_nought_percent() {
    let curve = bringing(&[16, 10, 6, 5, 4, 3, 1, 0]);
    let verdict = assess(&curve, setting(4, 2, Threshold::Zero));
    assert!(matches!(
        verdict,
        Verdict::NotReached {
            last: Run { to: 8, .. },
            ..
        }
    ));
}

#[test]
fn exactly_five_percent_is_reached() {
    let curve = bringing(&[20, 0, 0, 0, 1, 0]);
    assert!(matches!(
        assess(&curve, setting(4, 2, Threshold::FivePercent)),
        Verdict::Reached { at: 4, .. }
    ));
}

#[test]
fn a_theme_after_the_point_is_told() {
    let curve = bringing(&[3, 3, 2, 1, 0, 0, 0, 2]);
    assert!(matches!(
        assess(&curve, setting(4, 2, Threshold::Zero)),
        Verdict::Reached {
            at: 4,
            new_after: 2,
            ..
        }
    ));
}

#[test]
fn fewer_interviews_than_base_and_run_are_too_few() {
    let curve = bringing(&[3, 2, 1, 0, 0, 0, 0]);
    let too_few: Vec<_> = assess_all(&curve)
        .into_iter()
        .filter_map(|(setting, verdict)| match verdict {
            Verdict::TooFew { needed } => Some((setting.base, setting.run, needed)),
            _ => None,
        })
        .collect();
    assert_eq!(
        too_few,
        [
            (5, 3, 8),
            (5, 3, 8),
            (6, 2, 8),
            (6, 2, 8),
            (6, 3, 9),
            (6, 3, 9)
        ]
    );
}

#[test]
fn fewer_than_six_interviews_are_too_few_for_every_setting() {
    for (_, verdict) in assess_all(&bringing(&[3, 0, 0, 0, 0])) {
        assert!(matches!(verdict, Verdict::TooFew { .. }));
    }
    let tiny = setting(1, 1, Threshold::Zero);
    let few = assess(&bringing(&[1, 0, 0]), tiny);
    assert_eq!(few, Verdict::TooFew { needed: 6 });
}

#[test]
fn no_interviews_and_no_themes_have_names() {
    assert!(curve::<Vec<usize>>(&[]).is_empty());
    assert_eq!(assess_all(&[]).len(), 12);
    let uncoded = assess(&bringing(&[0; 8]), setting(4, 2, Threshold::FivePercent));
    assert_eq!(uncoded, Verdict::NothingInBase);
    assert_eq!(uncoded.ratio(), None);
}

#[test]
fn a_base_or_run_of_nothing_does_not_panic() {
    let curve = bringing(&[1; 8]);
    assess(&curve, setting(0, 0, Threshold::Zero));
    assess(&curve, setting(usize::MAX, usize::MAX, Threshold::Zero));
    assert!(runs(&curve, 20, 2).is_empty());
}

proptest! {
    #[test]
    fn the_curve_never_falls_and_ends_with_every_theme(
        interviews in proptest::collection::vec(
            proptest::collection::vec(0_usize..25, 0..8), 0..30)
    ) {
        let steps = curve(&interviews);
        prop_assert_eq!(steps.len(), interviews.len());
        let mut sum = 0;
        for step in &steps {
            sum += step.new;
            prop_assert_eq!(step.cumulative, sum);
        }
        let distinct: HashSet<usize> = interviews.iter().flatten().copied().collect();
        prop_assert_eq!(sum, distinct.len());
    }

    #[test]
    fn nought_percent_is_never_reached_before_five(
        interviews in proptest::collection::vec(
            proptest::collection::vec(0_usize..25, 0..8), 9..30)
    ) {
        for pair in assess_all(&curve(&interviews)).chunks(2) {
            if let Verdict::Reached { at: strict, run, new_after, .. } = pair[1].1 {
                prop_assert_eq!(run.new, 0);
                prop_assert!(new_after <= 25);
                let Verdict::Reached { at, .. } = pair[0].1 else {
                    panic!("0 % reached and 5 % not");
                };
                prop_assert!(at <= strict);
            }
        }
    }
}

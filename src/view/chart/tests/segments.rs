//! What the segments drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Figure, SegmentShare, Share, by_segment};

fn segment(name: &str, raised: usize, asked: usize, low: f64, high: f64) -> SegmentShare {
    SegmentShare {
        segment: name.to_owned(),
        share: Share {
            raised,
            asked,
            low,
            high,
        },
    }
}

#[test]
fn the_title_says_whether_the_ranges_overlap() {
    let en = Language::english();
    let title = |segments: &[SegmentShare]| {
        let figure = sound(by_segment("b", segments, &en));
        figure.chart().expect("a chart").title.clone()
    };
    let few = [
        segment("new buyers", 7, 9, 0.45, 0.94),
        segment("loyal", 2, 5, 0.12, 0.77),
    ];
    assert_eq!(
        title(&few),
        "Raised most in the group “new buyers”: 7\u{a0}of\u{a0}9; but the ranges overlap"
    );
    let many = [
        segment("new", 90, 100, 0.82, 0.94),
        segment("loyal", 20, 100, 0.13, 0.29),
    ];
    assert_eq!(
        title(&many),
        "Raised most in the group “new”: 90\u{a0}of\u{a0}100"
    );
    let one = [
        segment("new", 7, 9, 0.45, 0.94),
        segment("loyal", 0, 0, 0.0, 1.0),
    ];
    let sentence = "One group: nothing to compare";
    assert_eq!(by_segment("b", &one, &en), Figure::empty(sentence.into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_segments_are_sound(
        segments in prop::collection::vec(("\\PC{0,60}", 0..300usize, 0..300usize, -0.5..1.5f64, -0.5..1.5f64), 0..200),
    ) {
        let segments: Vec<SegmentShare> = (segments.iter())
            .map(|(name, a, b, low, high)| segment(name, *a.min(b), *a.max(b), *low, *high))
            .collect();
        sound(by_segment("b", &segments, &Language::english()));
    }
}

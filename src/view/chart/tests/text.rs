//! What the text drawing holds to.

use crate::view::chart::text::Style;

/// Widths measured in Chromium with DejaVu Sans at 13 px, which the estimate must not fall below.
#[test]
fn estimates_are_not_below_the_widest_font() {
    for (text, measured) in [
        ("First-time buyers", 109.9),
        ("Surprise delivery cost, 9 of 18 2", 207.5),
        ("العودة إلى المتجر مكلفة", 130.5),
        ("Fear of returns", 95.4),
    ] {
        let width = Style::PLAIN.width(text);
        assert!(
            width >= measured && width < measured * 1.25,
            "{text}: {width}"
        );
    }
}

#[test]
fn text_is_cut_between_letters_and_wrapped_between_words() {
    let style = Style::PLAIN;
    assert_eq!(style.fit("Sizing", 200.0), "Sizing");
    assert_eq!(style.fit("Surprise delivery cost", 80.0), "Surprise…");
    assert_eq!(style.fit("Sizing", 3.0), "");
    assert_eq!(
        style.wrap("Put payment badges under the pay button", 130.0, 3),
        ["Put payment", "badges under", "the pay button"]
    );
    assert_eq!(
        style.wrap("Put payment badges under the pay button", 130.0, 2),
        ["Put payment", "badges under the…"]
    );
    assert_eq!(
        style.wrap("Donaudampfschiff", 70.0, 3),
        ["Donauda", "mpfschiff"]
    );
    assert_eq!(style.wrap("", 70.0, 3), [""; 0]);
    // Of about one length, and apart only where they may be.
    assert_eq!(
        style.wrap("The delivery cost comes late", 190.0, 3),
        ["The delivery", "cost comes late"]
    );
    assert_eq!(
        style.wrap("Returns, 11\u{a0}of\u{a0}18", 80.0, 3),
        ["Returns,", "11\u{a0}of\u{a0}18"]
    );
    assert_eq!(
        style.wrap("日本語の長い題名", 60.0, 2),
        ["日本語の", "長い題名"]
    );
}

/// Pixels of a text as it is drawn, in the narrowest column that shows a drawing: on a page of 320
/// pixels with its gutters, and where the style sheet changes to the wide one (33 rem).
#[test]
fn the_smallest_label_is_nine_pixels_at_least() {
    use super::super::drawing::Format;
    for style in [
        Style::PLAIN,
        Style::INK,
        Style::BOLD,
        Style::AXIS,
        Style::NUMBER,
    ] {
        for (format, column) in [(Format::Narrow, 272.0), (Format::Wide, 33.0 * 16.0)] {
            let drawn = style.small().size() * column / format.width();
            assert!(drawn >= 9.0, "{style:?}: {drawn} in {format:?}");
        }
    }
}

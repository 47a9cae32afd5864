//! Texts without codes, and without ids of withheld quotes.

use super::codes::Codes;
use super::ids::{WithheldIds, without_ids};
use super::someone::Someone;
use super::{with_anchors, words};

fn masked_from(text: &str, begins: bool) -> Option<String> {
    let codes = Codes::for_tests(&["P02", "P03", "P11"]);
    let masked = words::without_codes(text, begins, &codes, &Someone::for_tests())?;
    Some(masked.0)
}

fn masked(text: &str) -> Option<String> {
    masked_from(text, true)
}

#[test]
fn codes_go_and_words_stay() {
    assert_eq!(
        masked("P03 and p11's, see P3^two-sizes.").as_deref(),
        Some("A participant and a participant's, see a participant.")
    );
    for (text, without) in [
        ("One left. P03 came", "One left. A participant came"),
        ("<p>P03 came", "<p>A participant came"),
        ("<p><em>P03</em> came", "<p><em>A participant</em> came"),
        ("as vs. P03", "as vs. a participant"),
        ("because P03", "because a participant"),
        ("in P03-2#^two-sizes", "in a participant"),
        ("since P03-2024-x", "since a participant-2024-x"),
    ] {
        assert_eq!(masked(text).as_deref(), Some(without));
    }
    assert_eq!(masked_from("P03", false).as_deref(), Some("a participant"));
    for text in ["P95 latency", "P", "xP03", "MP3", "", "P030"] {
        assert_eq!(masked(text), None, "{text}");
    }
    let codes = Codes::for_tests(&["P3", "P11"]);
    let found = words::without_codes("P03, P3 and p11", true, &codes, &Someone::for_tests());
    let (_, found) = found.expect("codes");
    assert_eq!(found, ["P03", "P3", "p11"]);
}

#[test]
fn a_row_of_codes_is_counted() {
    for (text, without) in [
        ("P03 and P11 left.", "Two participants left."),
        ("P03, P11, and P02 left.", "Three participants left."),
        ("so did P03/P11", "so did two participants"),
        ("P03 &amp; P3 left", "A participant left"),
        ("P03 and P11's bag", "A participant and a participant's bag"),
        ("both P03 and P11", "both a participant and a participant"),
        ("to P03, P11 said", "to a participant, a participant said"),
        (
            "P03, P11 or P02",
            "A participant, a participant or a participant",
        ),
        ("P03 and P95", "A participant and P95"),
    ] {
        assert_eq!(masked(text).as_deref(), Some(without));
    }
}

#[test]
fn codes_alone_in_brackets_go_with_them() {
    for (text, without) in [
        ("Three left (P03, P11 and P02).", "Three left."),
        ("One (P03^two-sizes) left", "One left"),
        ("(P03) left", "(A participant) left"),
        ("One (P03, a cook) left", "One (a participant, a cook) left"),
    ] {
        assert_eq!(masked(text).as_deref(), Some(without));
    }
}

#[test]
fn an_anchor_stays_an_anchor() {
    assert_eq!(
        with_anchors("<h2 id=\"a participant-s-wish\">A b</h2><p id=\"x\">".into()),
        "<h2 id=\"a-participant-s-wish\">A b</h2><p id=\"x\">"
    );
}

#[test]
fn ids_of_withheld_quotes_go_and_codes_stay() {
    let codes = Codes::for_tests(&["P08", "P09"]);
    let mut withheld = WithheldIds::default();
    withheld.add("P08^zq".into());
    withheld.add("P08-2^later".into());
    let without = |text| without_ids(text, &codes, &withheld);
    for (text, expected) in [
        ("As P08^zq says.", "As P08 says."),
        ("As p8#^ZQ, and P08-2^later.", "As p8, and P08-2."),
        ("(P08^zq)^2", "(P08)^2"),
    ] {
        assert_eq!(without(text).as_deref(), Some(expected));
    }
    for text in ["P08^other", "P09^zq", "P08", "x^zq", "^zq", "P08^zq-more"] {
        assert_eq!(without(text), None, "{text}");
    }
}

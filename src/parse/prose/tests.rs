//! Prose as it comes out.

use super::*;

fn shown(markdown: &str, raw: RawHtml) -> String {
    let prose = read(
        markdown,
        Format {
            raw,
            ..Format::below(1)
        },
        |at| at,
    );
    let parts = prose.parts.iter().map(|part| match part {
        Part::Html(html) => html.to_string(),
        Part::Link { to, wiki, .. } => format!("{{{}{to}:", if *wiki { "wiki " } else { "" }),
        Part::LinkEnd => "}".into(),
        Part::Embed { to, .. } => format!("{{embed {to}}}"),
        Part::Picture { src, alt, .. } => format!("{{picture {src} {alt}}}"),
        Part::Code { language, text } => format!("{{code {language} {}}}", text.trim()),
    });
    parts.collect::<String>().replace('\n', "")
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(shown(markdown, RawHtml::Drop), expected);
}

#[test]
fn links_inside_are_left_open_and_those_outside_are_not() {
    check(
        "[[sizing]] and [x](../a.md)",
        "<p>{wiki sizing:sizing} and {../a.md:x}</p>",
    );
    check(
        "[[sizing|the **size**]]",
        "<p>{wiki sizing:the <strong>size</strong>}</p>",
    );
    check(
        "[a](https://a.example)",
        "<p><a href=\"https://a.example\">a</a></p>",
    );
    check("[a](javascript:alert(1))", "<p>a</p>");
    check(
        "| a |\n|---|\n| [[x]] |",
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>{wiki x:x}</td></tr></tbody></table></div>",
    );
}

#[test]
fn an_embedded_quote_stands_alone() {
    check(
        "a\n\n![[P07#^two-sizes]]\n\nb",
        "<p>a</p>{embed P07#^two-sizes}<p>b</p>",
    );
    check("see ![[P07#^x]]", "<p>see {wiki P07#^x:P07#^x}</p>");
}

#[test]
fn pictures_of_other_sites_are_not_fetched() {
    check("![a *b*](media/x.png)", "{picture media/x.png a b}");
    check("![[x.png]]", "{picture x.png }");
    check("![[x.png|300x200]]", "{picture x.png }");
    check("![[x.png|The chart]]", "{picture x.png The chart}");
    check("![a <sighs> b](x.png)", "{picture x.png a <sighs> b}");
    check("![a](https://x.example/y.png)", "<p>a</p>");
}

#[test]
fn raw_html_loses_its_tags_and_comments_their_words() {
    check(
        "<details>\n <summary><b> Perguntas </b></summary>\n\n**1.** x\n\n</details>",
        "<p>Perguntas</p><p><strong>1.</strong> x</p>",
    );
    check("a <!-- secret --> b<br>c", "<p>a  b<br />c</p>");
    check("<!-- secret\nmore secret -->\n\nx", "<p>x</p>");
    check("<script>alert(1)</script>", "");
    check("x <script>alert(1)</script>", "<p>x alert(1)</p>");
}

#[test]
fn further_pages_keep_a_harmless_subset() {
    let html = shown(
        "<details><summary>S</summary>x<script>alert(1)</script><p onclick=\"a()\">y</p></details> [[p]]",
        RawHtml::Sanitise,
    );
    assert_eq!(
        html,
        "<details><summary>S</summary>x<p>y</p></details> [[p]]"
    );
    assert_eq!(
        shown("**a** [[p]]", RawHtml::Sanitise),
        "<p><strong>a</strong> {wiki p:p}</p>"
    );
}

#[test]
fn no_text_brings_the_characters_that_mark_places() {
    check(
        "[[a]] &#xfdd0;0&#xfdd1; [b](https://x.example '&#64976;') `&#xfdd0;`",
        "<p>{wiki a:a} \u{fffd}0\u{fffd} <a href=\"https://x.example\" title=\"\u{fffd}\">b</a> <code>&amp;#xfdd0;</code></p>",
    );
    assert_eq!(
        shown(
            "[[a]] <b id='&#xFDD0;0&#64977;'>&#xfdd0;0&#xFDD1;</b>",
            RawHtml::Sanitise
        ),
        "<p>{wiki a:a} <b id=\"\u{fffd}0\u{fffd}\">\u{fffd}0\u{fffd}</b></p>"
    );
}

#[test]
fn raw_html_that_nests_without_end_is_dropped() {
    let page = format!("{}deep\n", "<div></b>\n".repeat(20_000));
    assert_eq!(shown(&page, RawHtml::Sanitise), "<p>deep</p>");
    let list = format!("<ul>\n{}</ul>\n", "<li>a\n".repeat(500));
    assert!(shown(&list, RawHtml::Sanitise).starts_with("<ul><li>a"));
}

#[test]
fn code_is_left_to_the_highlighter() {
    check("```rust\nfn x() {}\n```", "{code rust fn x() {}}");
}

#[test]
fn headings_have_anchors_of_their_own() {
    let text = "# Ünder way\n\n# Ünder way\n\n# ?";
    let prose = read(text, Format::below(2), |at| at);
    let anchors: Vec<&str> = prose.headings.iter().map(|h| &*h.anchor).collect();
    assert_eq!(anchors, ["ünder-way", "ünder-way-2", "section"]);
    assert_eq!(prose.headings[0].level, 2);
}

proptest::proptest! {
    #[test]
    fn a_paragraph_of_words_is_the_same_either_way(
        text in "([a-c1.,;?!() \n/%-]|  \n|\r\n|\\#|&amp;|:|\"){1,40}",
    ) {
        let events: Vec<Piece> = bounded(Parser::new_ext(&text, options()).into_offset_iter()).collect();
        let paragraph = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)));
        let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
        if let (true, Some(end)) = (paragraph, end) {
            let block = &events[..=end];
            let source = &text[block[0].1.clone()];
            if let Some(prose) = of_plain_paragraph(block, source) {
                proptest::prop_assert!(!source.contains(['#', '&', ':', '"']));
                proptest::prop_assert_eq!(prose, from_events(block.to_vec(), Format::below(3), |at| at));
            }
        }
    }
}

#[test]
fn a_paragraph_with_a_sign_in_it_is_not_only_words() {
    let only_words = |text: &str| {
        let events: Vec<Piece> = Parser::new_ext(text, options())
            .into_offset_iter()
            .collect();
        of_plain_paragraph(&events, text).is_some()
    };
    assert!(only_words(
        "She went (by bus), and then?\n Nothing; 50% off!"
    ));
    for text in [
        "a #theme", "a: b", "“a”", "\"a\"", "it's", "a *b*", "a `b`", "a & b", "a < b", "a\\", "é",
        "a  \nb",
    ] {
        assert!(!only_words(text), "{text}");
    }
}

//! Notes and what is read from them, shown line by line.

use crate::config::Consent;
use crate::parse::code::Prefixes;
use crate::parse::note::{ItemDraft, NoteDraft, read};
use crate::parse::problems::Problems;
use crate::parse::prose::Part;
use crate::parse::quote::SaidDraft;
use crate::source::SourcePath;

fn shown(note: &NoteDraft) -> String {
    let mut out = Vec::new();
    for part in &note.parts {
        if let Some(speaker) = &part.speaker {
            out.push(format!(
                "= {} / {}",
                speaker.value,
                part.described.as_deref().unwrap_or("")
            ));
        }
        for exchange in &part.exchanges {
            if let Some(question) = &exchange.question {
                out.push(format!("? {}", question.value));
            }
            for item in &exchange.items {
                out.push(match item {
                    ItemDraft::Observation(prose, _) => format!("  {}", html(&prose.parts)),
                    ItemDraft::Evidence(evidence) => {
                        let said = match &evidence.said {
                            SaidDraft::Quote(words) => format!("“{}”", words.text),
                            SaidDraft::Observation(prose) => html(&prose.parts),
                        };
                        let coding = &evidence.coding;
                        let mut line = format!("* {said}");
                        for theme in &coding.themes {
                            line += &format!(" #{}", theme.value);
                        }
                        for emotion in &coding.emotions {
                            line += &format!(" !{emotion}");
                        }
                        if let Some(time) = &coding.time {
                            line += &format!(" [{}]", time.written);
                        }
                        if let Some(id) = &coding.id {
                            line += &format!(" ^{}", id.value);
                        }
                        if let Some(speaker) = &evidence.speaker {
                            line += &format!(" — {}", speaker.value);
                        }
                        line
                    }
                });
            }
        }
    }
    out.join("\n")
}

fn html(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Html(html) => out.push_str(html),
            other => out.push_str(&format!("{other:?}")),
        }
    }
    out.replace('\n', "")
}

#[track_caller]
pub(super) fn check(note: &str, expected: &str, rules: &[&str]) {
    let file: SourcePath = "P07.md".into();
    let mut problems = Problems::new(&file);
    let draft = read(note, &Prefixes::default(), &mut problems);
    let found: Vec<&str> = problems.found.iter().map(|p| p.rule).collect();
    assert_eq!(shown(&draft), expected);
    assert_eq!(found, rules);
    for problem in &problems.found {
        assert!(
            note.get(problem.labels[0].span.range()).is_some(),
            "{problem:?}"
        );
    }
}

#[test]
fn the_example_of_the_reference() {
    check(
        "---\nparticipant: P07\nconsent: public\n---\n\n## Tell me about the last time.\n\nShe was buying boots.\n\n> I measured my foot twice and **I still ordered two sizes**.\n> #sizing #delivery/returns !resigned [02:14] ^two-sizes\n\n- Problem: does not know the cost\n- Behaviour: opened the help page, then left\n- Emotion: worried\n- Quote: \"Do I pay for the label?\" #delivery/returns [04:30]\n",
        "? Tell me about the last time.\n  <p>She was buying boots.</p>\n* “I measured my foot twice and I still ordered two sizes.” #sizing #delivery/returns !resigned [02:14] ^two-sizes\n* <p>does not know the cost</p> #delivery/returns !worried [04:30]\n* <p>opened the help page, then left</p> #delivery/returns !worried [04:30]\n* “Do I pay for the label?” #delivery/returns !worried [04:30]",
        &[],
    );
}

#[test]
fn heading_tags_apply_to_quotes_below_before_their_own() {
    check(
        "## Fit #sizing !tired\n\n> One #price\n\n### Sub\n\n> Two\n\n## Else\n\n> Three\n",
        "? Fit\n* “One” #sizing #price !tired\n? Sub\n* “Two” #sizing !tired\n? Else\n* “Three”",
        &[],
    );
}

#[test]
fn a_heading_with_a_code_switches_the_speaker() {
    check(
        "Morning.\n\n## P3 – shop owner, 50s\n\n### Why?\n\n> Because. #a\n\n# P4\n\n> No. #a\n\n# Afterwards\n\nTired.\n",
        "  <p>Morning.</p>\n? Afterwards\n  <p>Tired.</p>\n= P3 / shop owner, 50s\n? Why?\n* “Because.” #a\n= P4 / \n* “No.” #a",
        &[],
    );
}

#[test]
fn speakers_stand_before_or_after_the_tags_or_in_brackets() {
    check(
        "> One\n> — P08\n> #a\n\n> Two\n> #a\n> -- P9, about the text\n\n> Three (P10) #a\n\n> “A receipt” -P4\n",
        "* “One” #a — P08\n* “Two” #a — P9\n* “Three” #a — P10\n* “A receipt” — P4",
        &[],
    );
}

#[test]
fn quoted_lines_and_tagged_paragraphs_are_evidence() {
    check(
        "She laughed.\n\"It is fine\" #price [1:00]\nand left.\n\nShe scrolled twice. #sizing\n\n\"No tags here\"\n\n- “Yes” !calm\n- plain\n- walked off #sizing\n",
        "  <p>She laughed.</p>\n* “It is fine” #price [1:00]\n  <p>and left.</p>\n* <p>She scrolled twice.</p> #sizing\n  <p>\"No tags here\"</p>\n* “Yes” !calm\n  <ul><li>plain</li></ul>\n* <p>walked off</p> #sizing",
        &[],
    );
}

#[test]
fn a_table_with_labels_is_evidence_row_by_row() {
    check(
        "| Quote | Theme | Emotion | Time | Place |\n|---|---|---|---|---|\n| \"Too dear\" | price, delivery/cost | worried | 2:14 | shop |\n| I left |  |  |  |  |\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "  <p>Place:</p><p>shop</p>\n* “Too dear” #price #delivery/cost !worried [2:14]\n* “I left”\n  <div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
        &[],
    );
}

#[test]
fn quotes_inside_lists_are_quotes() {
    check(
        "- How do you order?\n  > I ring them. #a\n  - If NO:\n    > Never tried\n- Is it clear?\n",
        "  <ul><li>How do you order?</li></ul>\n* “I ring them.” #a\n  <ul><li>If NO:</li></ul>\n* “Never tried”\n  <ul><li>Is it clear?</li></ul>",
        &[],
    );
}

#[test]
fn traps_are_told() {
    check(
        "[00:03:12]: yes\n\nx [03:12](laughs)\n",
        "  <p>x [03:12](laughs)</p>",
        &["line-vanishes", "time-as-link"],
    );
    check("> # x\n> y #a\n", "* “x\ny” #a", &["heading-in-quote"]);
    check(
        "> [!NOTE]\n> Labels\n",
        "  <blockquote><p>[!NOTE]Labels</p></blockquote>",
        &["callout"],
    );
    check(
        "> one\ntwo #a\n",
        "* “one two” #a",
        &["forgotten-quote-mark"],
    );
    check(
        "> one #a\n> two #b\n",
        "* “one #a two” #b",
        &["tags-among-words"],
    );
    check("> #a !b\n", "", &["empty-quote"]);
    check("a <!-- b\n", "  <p>a &lt;!-- b</p>", &["unclosed-comment"]);
}

#[test]
fn line_ends_of_any_kind_change_nothing() {
    check(
        "## Q\r\n\r\n> one\r\n> two #a\r\n\r\nseen\r\n",
        "? Q\n* “one two” #a\n  <p>seen</p>",
        &[],
    );
}

#[test]
fn lists_inside_lists_without_end_are_told_and_keep_their_words() {
    for mark in ["- ", "1. ", "+ * ", "> - ", ">"] {
        for words in ["> deep #a", "deep #a", "Quote: deep #a", "deep"] {
            let note = format!("{}{words}\n", mark.repeat(10_000));
            let file: SourcePath = "P07.md".into();
            let draft = read(&note, &Prefixes::default(), &mut Problems::new(&file));
            assert!(shown(&draft).contains("deep"), "{mark}{words}");
        }
    }
    let list = |depth: usize| format!("{}> deep #a\n", "- ".repeat(depth));
    check(&list(16), "* “deep” #a", &[]);
    check(
        &format!("{}a\n", "- ".repeat(16)),
        &{
            let (open, close) = ("<ul><li>".repeat(16), "</li></ul>".repeat(16));
            format!("  {open}a{close}")
        },
        &[],
    );
    let file: SourcePath = "P07.md".into();
    let mut problems = Problems::new(&file);
    read(&list(17), &Prefixes::default(), &mut problems);
    assert_eq!(problems.found[0].rule, "nested-too-deep");
}

#[test]
fn a_line_that_vanishes_is_told_and_none_vanishes_from_a_quote() {
    let vanishes = ["line-vanishes"];
    check(
        "a\n\n[P7]: Yes.\n\nb\n",
        "  <p>a</p>\n  <p>b</p>",
        &vanishes,
    );
    check("[P7]: Yes.\n[P7]: No.\n", "", &["line-vanishes"; 2]);
    check(
        "- [Anna]: yes\n- b\n",
        "  <ul><li></li><li>b</li></ul>",
        &vanishes,
    );
    check("> a\n>\n> [0:12]: yes\n", "* “a\n[0:12]: yes”", &vanishes);
    // What was meant as a definition or as a comment is not told.
    check(
        "see [it][x]\n\n[x]: https://a.example\n[y]: ../b.md 'B'\n[//]: # (so)\n",
        "  <p>see <a href=\"https://a.example\">it</a></p>",
        &[],
    );
    // Cut out of its place, a line may look like a definition.
    check("> [Q7]: yes #a\n", "* “[Q7]: yes” #a", &[]);
    check(
        "\"No\" #a\n[0:12]: yes\n",
        "* “No” #a\n  <p>[0:12]: yes</p>",
        &[],
    );
    check(
        "- Quote: [0:12]: yes #a\n- Theme: b\n",
        "* “[0:12]: yes” #a #b",
        &[],
    );
    check("## [0:12]: yes\n", "? [0:12]: yes", &[]);
}

#[test]
fn cells_without_a_column_are_told() {
    check(
        "| Quote | Theme |\n|---|---|\n| a | b | lost | too |\n| c | d |  |\n| e \\| f | g |\n",
        "* “a” #b\n* “c” #d\n* “e | f” #g",
        &["line-vanishes"],
    );
}

#[test]
fn what_hides_all_that_follows_is_told() {
    check("<!-- a -->\n\n<!-- b\n\nc\n", "", &["unclosed-comment"]);
    check(
        "a\n\n<style>\nb\n\nc\n",
        "  <p>a</p>",
        &["unclosed-comment"],
    );
    check("`<!--` a\n", "  <p><code>&lt;!--</code> a</p>", &[]);
}

#[test]
fn a_word_in_angle_brackets_is_no_markup() {
    check(
        "> I sent it to <address> at <time>, <sigh> <b>so</b> <??> #a\n",
        "* “I sent it to <address> at <time>, <sigh> so <??>” #a",
        &[],
    );
}

#[test]
fn values_may_stand_below_their_label() {
    check(
        "- Quote:\n  > \"Do I pay?\" !calm\n- Theme:\n  - price\n  - delivery/returns\n- Problem:\n  - cannot tell\n",
        "* “Do I pay?” #price #delivery/returns !calm\n* <p>cannot tell</p> #price #delivery/returns !calm",
        &[],
    );
}

#[test]
fn what_else_a_labelled_list_holds_is_read_for_itself() {
    check(
        "- Quote: \"No\"\n  - she sighed #a\n  - and left\n- Theme: b\n- plain\n\n  > \"Yes\" #c\n",
        "* “No” #b\n* <p>she sighed</p> #a\n  <ul><li>and left</li></ul>\n  <ul><li><p>plain</p></li></ul>\n* “Yes” #c",
        &[],
    );
    check(
        "1. | Quote | Theme |\n   |---|---|\n   | a | b |\n",
        "* “a” #b",
        &[],
    );
}

#[test]
fn a_value_that_is_no_name_is_told_and_shown() {
    check(
        "- Quote: No\n- Theme: price (too high!), 2nd try, [[sizing]]\n- Emotion: *worried*, she was really not at all amused by it\n",
        "* “No” #sizing !worried",
        &["no-name"; 3],
    );
    check(
        "- Quote: No\n- Theme: ???\n- Participant: Anna\n- Time: later\n- Emotion: 😟\n",
        "* “No”\n  <p>Theme: ???</p>\n  <p>Participant: Anna</p>\n  <p>Time: later</p>\n  <p>Emotion: 😟</p>",
        &[],
    );
    check(
        "- Problem: cannot tell\n- Behaviour: left\n",
        "  <p>Problem: cannot tell</p>\n  <p>Behaviour: left</p>",
        &[],
    );
    check(
        "| Quote | Participant |\n|---|---|\n| No | Anna |\n| Yes | P8 |\n",
        "* “No”\n  <p>Participant:</p><p>Anna</p>\n* “Yes” — P8",
        &[],
    );
}

#[test]
fn tags_that_code_nothing_are_told() {
    check("> a\n\n#sizing [0:12]\n", "* “a”", &["empty-quote"]);
    check(
        "She scrolled. #sizing\nThen she left. #price\n",
        "* <p>She scrolled. #sizingThen she left.</p> #price",
        &["tags-among-words"],
    );
    check(
        "She scrolled. #sizing\nThen she left.\n",
        "  <p>She scrolled. #sizingThen she left.</p>",
        &["tags-among-words"],
    );
    check(
        "She scrolled.\n#sizing\n#price\n",
        "* <p>She scrolled.</p> #sizing #price",
        &[],
    );
    check(
        "#sizing is a tag that I use\nhere.\n",
        "  <p>#sizing is a tag that I usehere.</p>",
        &["tags-among-words"],
    );
    check(
        "He gave up (#sizing).\n",
        "  <p>He gave up (#sizing).</p>",
        &["tags-among-words"],
    );
    check(
        "It is our #1, see <a href=\"x#y\">it</a>.\n",
        "  <p>It is our #1, see it.</p>",
        &[],
    );
}

#[test]
fn a_heading_of_tags_alone_asks_nothing() {
    check("## #delivery\n\n> a\n", "* “a” #delivery", &[]);
    check("##\n\na\n", "  <p>a</p>", &[]);
}

#[test]
fn the_consent_of_a_heading_holds_for_observations_too() {
    let file: SourcePath = "P07.md".into();
    let note = "## Money #price consent:team\n\nOwes 3000. #debt\n\nOwes 20. #debt consent:none\n\n> a\n\n## Else\n\nOwes. #debt\n";
    let draft = read(note, &Prefixes::default(), &mut Problems::new(&file));
    let items = draft.parts[0].exchanges.iter().flat_map(|e| &e.items);
    let consents: Vec<_> = items
        .map(|item| match item {
            ItemDraft::Evidence(e) => (e.coding.consent, e.coding.themes.len()),
            _ => (None, 0),
        })
        .collect();
    let (team, none) = (Some(Consent::Team), Some(Consent::None));
    assert_eq!(consents, [(team, 1), (none, 1), (team, 1), (None, 1)]);
}

#[test]
fn a_speaker_may_stand_behind_the_tags() {
    check(
        "> One #a (P08)\n\n> Two #a — P08\n\n> Who said it?\n> - P3 said no.\n",
        "* “One” #a — P08\n* “Two” #a — P08\n* “Who said it?\nP3 said no.”",
        &[],
    );
}

#[test]
fn lines_that_markdown_takes_for_something_else_are_told() {
    let heading = ["line-becomes-heading"];
    check(
        "She left. #a\n---\n\n> b\n",
        "? She left.\n* “b” #a",
        &heading,
    );
    check("She sat\nand read\n===\n", "? She sat and read", &heading);
    check("Why?\n----\n\nA title\n===\n", "? Why?\n? A title", &[]);
    check(
        "##Why not?\n",
        "  <p>##Why not?</p>",
        &["heading-without-space"],
    );
    check("#sizing\n", "", &["empty-quote"]);
    let shown = |code: &str| format!("  Code {{ language: \"\", text: {code:?} }}");
    check("```\na\n\n> b\n", &shown("a\n\n> b\n"), &["unclosed-code"]);
    check("```\na\n```\n", &shown("a\n"), &[]);
    check(
        "``` so she said\na\n```\n",
        &shown("a\n").replace("\"\"", "\"so\""),
        &["line-vanishes"],
    );
    check("~~~\n```\n~~~~  \n", &shown("```\n"), &[]);
    check(
        "a\n\n    > b #c\n",
        &format!("  <p>a</p>\n{}", shown("> b #c\n")),
        &["evidence-not-read"],
    );
    check("    let x = 1;\n", &shown("let x = 1;\n"), &[]);
    check(
        "<details>\n> b #c\n</details>\n",
        "  <p>&gt; b #c</p>",
        &["evidence-not-read"],
    );
    check("<details>\n\n> b #c\n\n</details>\n", "* “b” #c", &[]);
}

#[test]
fn a_speaker_who_comes_again_loses_no_words() {
    check(
        "## P3 – baker\n\n> a\n\n## P4\n\n> b\n\n## P3 – baker\n\n> c\n\n## P3 – on delivery\n\n> d\n",
        "= P3 / baker\n* “a”\n* “c”\n? on delivery\n* “d”\n= P4 / \n* “b”",
        &[],
    );
}

#[test]
fn a_picture_in_a_quote_is_none_of_its_words() {
    check(
        "> ![the box](box.png) It came [like ![that](y.png)](https://x.example). #a\n",
        "* “It came like .” #a",
        &["picture-in-quote"; 2],
    );
    check(
        "> ![the box](box.png)\n",
        "  <blockquote>Picture { src: \"box.png\", alt: \"the box\", span: 2..21 }</blockquote>",
        &["picture-in-quote"],
    );
    check("## A ![box](box.png)\n", "? A box", &[]);
}

#[test]
fn labels_without_a_list_are_told() {
    let told = ["label-without-bullet"];
    check(
        "**Quote:** No #a\n",
        "* <p><strong>Quote:</strong> No</p> #a",
        &told,
    );
    check(
        "Problem: x\nTheme: y\n",
        "  <p>Problem: xTheme: y</p>",
        &told,
    );
    check(
        "Problem: this is how it began.\n",
        "  <p>Problem: this is how it began.</p>",
        &[],
    );
}

#[test]
fn what_begins_as_a_tag_and_is_none_is_told() {
    let told = ["tags-among-words"];
    check("> Great! !happy!\n", "* “Great! !happy!”", &told);
    check("> [02:14] I begin #a\n", "* “[02:14] I begin” #a", &told);
    check(
        "> It is wow ! and [x] and 3 #a\n",
        "* “It is wow ! and [x] and 3” #a",
        &[],
    );
}

#[test]
fn a_labelled_list_without_evidence_is_shown() {
    check(
        "- Problem: cannot tell [0:12]\n- Emotion: worried\n- Time: 0:14\n",
        "  <p>Problem: cannot tell [0:12]</p>\n  <p>Emotion: worried</p>\n  <p>Time: 0:14</p>",
        &[],
    );
    check("- Quote:\n- Theme: price\n", "  <p>Theme: price</p>", &[]);
}

#[test]
fn heading_tags_without_quotes_and_ids_are_told() {
    check(
        "## A #b\n\nseen\n\n## C\n\n> d\n",
        "? A\n  <p>seen</p>\n? C\n* “d”",
        &["heading-tags-unused"],
    );
    check(
        "## A #b ^c\n\n### E\n\n> d\n",
        "? A\n? E\n* “d” #b",
        &["id-without-quote"],
    );
}

#[test]
fn a_line_right_under_a_table_is_told() {
    check(
        "| Quote | Theme |\n|---|---|\n| a | b |\nShe left.\n",
        "* “a” #b\n* “She left.”",
        &["line-becomes-row"],
    );
}

#[test]
fn the_id_of_a_labelled_list_is_that_of_its_quote() {
    check("- Quote: No\n- Theme: a ^no\n", "* “No” #a ^no", &[]);
    check(
        "- Quote: No ^no\n- Theme: a ^list\n",
        "* “No” #a ^no",
        &["id-without-quote"],
    );
}

#[test]
fn who_speaks_may_stand_before_the_words() {
    check("> P08: I left. #a\n", "* “I left.” #a — P08", &[]);
    check("> **P08:** I left. #a\n", "* “I left.” #a — P08", &[]);
    check("> — P08\n> I left. #a\n", "* “I left.” #a — P08", &[]);
    check("- **P08**: \"I left\" #a\n", "* “I left” #a — P08", &[]);
    check(
        "> P07: I left. (P08) #a\n",
        "* “P07: I left.” #a — P08",
        &["several-speakers"],
    );
    // A name that the researcher replaced is no speaker.
    check("> [P08] told me. #a\n", "* “[P08] told me.” #a", &[]);
}

#[test]
fn two_who_speak_in_one_quote_are_an_error() {
    let several = ["several-speakers"];
    check(
        "> I left.\n> P08: And I stayed. #a\n",
        "* “I left. P08: And I stayed.” #a",
        &several,
    );
    check(
        "> P08: I stayed.\n> **P09:** I left. #a\n",
        "* “I stayed. P09: I left.” #a — P08",
        &several,
    );
    for heading in ["P3 and P4", "P3, P4", "P3/P4: a couple", "P3 & P4"] {
        let file: SourcePath = "P07.md".into();
        let mut problems = Problems::new(&file);
        let note = format!("## {heading}\n\n> a #b\n");
        read(&note, &Prefixes::default(), &mut problems);
        assert_eq!(problems.found[0].rule, "several-speakers", "{heading}");
    }
}

#[test]
fn lines_in_straight_single_marks_and_behind_the_box_of_a_task_are_quotes() {
    check("- 'I never use it' #a\n", "* “I never use it” #a", &[]);
    check(
        "- [ ] \"I never use it\" #a\n",
        "* “I never use it” #a",
        &[],
    );
    check(
        "'tis late, they said #a\n",
        "* <p>'tis late, they said</p> #a",
        &[],
    );
}

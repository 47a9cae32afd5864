//! Notes in which others speak than their own participant, and who is taken for whom.

use super::tests::check;
use crate::parse::beside::Place;
use crate::parse::code::Prefixes;
use crate::parse::note::read;
use crate::parse::problems::Problems;
use crate::source::SourcePath;

/// What stands beside the words of P07's note.
#[track_caller]
fn beside(body: &str, expected: &[(&str, Place)]) {
    let file: SourcePath = "P07.md".into();
    let note = format!("---\nparticipant: P07\n---\n\n{body}");
    let draft = read(&note, &Prefixes::default(), &mut Problems::new(&file));
    let found = draft.beside.iter();
    let found: Vec<_> = found.map(|b| (b.code.value.as_str(), b.place)).collect();
    assert_eq!(found, expected, "{body}");
    for beside in &draft.beside {
        let written = &note[beside.code.span.range()];
        let digits = beside.code.value.trim_start_matches(['P', '0']);
        assert!(written.contains(digits), "{written}");
    }
}

#[test]
fn a_line_below_words_names_who_said_them() {
    for line in ["— P08", "– [[P08]]", "- P08", "-- P08, her mother"] {
        let note = format!("> I left. #a\n\n{line}\n\nSeen.\n");
        check(&note, "* “I left.” #a — P08\n  <p>Seen.</p>", &[]);
    }
    check(
        "> I left. #a\n\n– Participant 11\n- “Yes” -P4 #b\n",
        "* “I left.” #a — P11\n* “Yes” #b — P4",
        &[],
    );
    // What names nobody, or stands below something else, is a line of the note.
    check(
        "> I left. #a\n\n— Anna 2\n",
        "* “I left.” #a\n  <p>— Anna 2</p>",
        &[],
    );
    check(
        "She left.\n\n— P08\n",
        "  <p>She left.</p>\n  <p>— P08</p>",
        &[],
    );
    check(
        "> I left. #a\n> — P09\n\n— P08\n",
        "* “I left.” #a — P09\n  <p>— P08</p>",
        &[],
    );
}

#[test]
fn a_line_above_words_names_who_says_them() {
    for line in ["**P08**", "P08:", "**P08:**", "- P08:"] {
        let note = format!("{line}\n\n> I left. #a\n");
        check(&note, "* “I left.” #a — P08", &[]);
    }
    check(
        "P08 adds:\n\n> I left. #a\n\n> And I. #b\n\nSeen.\n\n> No. #c\n",
        "  <p>P08 adds:</p>\n* “I left.” #a — P08\n* “And I.” #b — P08\n  <p>Seen.</p>\n* “No.” #c",
        &[],
    );
    check(
        "**P08**\n\n> I left. #a\n\nSeen.\n\n> No. #c\n\n## Why?\n\n> So. #d\n",
        "* “I left.” #a — P08\n  <p>Seen.</p>\n* “No.” #c — P08\n? Why?\n* “So.” #d",
        &[],
    );
    check(
        "P08:\n\n> I left. #a\n> — P09\n",
        "* “I left.” #a — P09",
        &[],
    );
    check(
        "- P08:\n  > I left. #a\n- P09:\n  - left #b\n- saw #c\n",
        "* “I left.” #a — P08\n* <p>left</p> #b — P09\n* <p>saw</p> #c",
        &[],
    );
}

#[test]
fn tagged_paragraphs_and_bullets_may_name_who_they_are_of() {
    check("P08: left #a\n", "* <p>left</p> #a — P08", &[]);
    check(
        "- **P08:** left #a\n- saw #b\n",
        "* <p>left</p> #a — P08\n* <p>saw</p> #b",
        &[],
    );
    check(
        "[00:02:01] P08: left #a\n",
        "* <p>left</p> #a [00:02:01] — P08",
        &[],
    );
    check("left early — P08 #a\n", "* <p>left early</p> #a — P08", &[]);
    check(
        "sat by her neighbour (P08) #a\n",
        "* <p>sat by her neighbour (P08)</p> #a",
        &[],
    );
    check(
        "P08: I left.\nP09: And I. #a\n",
        "* <p>I left.P09: And I.</p> #a — P08",
        &["several-speakers"],
    );
}

#[test]
fn transcripts_name_who_speaks_with_a_time() {
    for label in [
        "P08  0:17\n> ",
        "P08 (0:17): ",
        "P08 [0:17]: ",
        "0:17 P08: ",
        "[0:17] P08: ",
    ] {
        let note = format!("> {label}I left. #a\n");
        check(&note, "* “I left.” #a [0:17] — P08", &[]);
    }
    check(
        "> [0:17] P08: I left. #a [0:20]\n",
        "* “I left.” #a [0:20] — P08",
        &[],
    );
    check(
        "P08  0:17\n\"I left.\" #a\n",
        "* “I left.” #a [0:17] — P08",
        &[],
    );
}

#[test]
fn a_numbered_speaker_is_told() {
    let told = ["several-speakers"];
    check(
        "> Speaker 2: I left. #a\n",
        "* “Speaker 2: I left.” #a",
        &told,
    );
    check("> Speaker two left. #a\n", "* “Speaker two left.” #a", &[]);
}

#[test]
fn two_who_are_named_for_the_same_words_are_an_error() {
    for line in ["— P07 and P08", "— P07, P08", "— P07 & P08"] {
        let note = format!("> We left. #a\n> {line}\n");
        check(&note, "* “We left.” #a — P07", &["several-speakers"]);
    }
    check(
        "| Quote | Participant |\n|---|---|\n| We left. | P07 and P08 |\n",
        "* “We left.” — P07\n  <p>Participant:</p><p>P07 and P08</p>",
        &["several-speakers"],
    );
}

#[test]
fn columns_and_bullets_of_many_names_say_who_speaks() {
    for name in [
        "Name",
        "Respondent",
        "ID",
        "Sprecher",
        "Intervistata",
        "Quem",
    ] {
        let note = format!("| {name} | Quote |\n|---|---|\n| P8 | No |\n");
        check(&note, "* “No” — P8", &[]);
    }
    check("- Quote: No\n- From: P8\n", "* “No” — P8", &[]);
    check(
        "- Quote: No\n- By: Anna\n",
        "* “No”\n  <p>By: Anna</p>",
        &[],
    );
    check(
        "| Highlight | Tags |\n|---|---|\n| No | a |\n\n- Highlight: a sunny day\n- left\n",
        "* “No” #a\n  <ul><li>Highlight: a sunny day</li><li>left</li></ul>",
        &[],
    );
}

#[test]
fn headings_of_a_day_name_participants_in_many_ways() {
    for heading in [
        "Interview with P09",
        "Participant 9",
        "2. P09",
        "Baker (P09)",
        "[[P09]]",
    ] {
        let file: SourcePath = "day.md".into();
        let mut problems = Problems::new(&file);
        let note = format!("## P07\n\n> a #b\n\n## {heading}\n\n> c #d\n");
        let draft = read(&note, &Prefixes::default(), &mut problems);
        let speakers = draft.parts.iter().filter_map(|part| part.speaker.as_ref());
        let key = |code: &str| code.replace("P9", "P09");
        let speakers: Vec<String> = speakers.map(|code| key(&code.value)).collect();
        assert_eq!(speakers, ["P07", "P09"], "{heading}");
        assert!(problems.found.is_empty(), "{heading}");
    }
}

#[test]
fn what_a_heading_of_nobody_holds_is_nobodys() {
    check(
        "## P07\n\n> a #b\n\n## P08\n\n> c #d\n\n## Conclusion\n\nAll hurried. #e\n\nSo.\n",
        "? Conclusion\n  <p>All hurried.</p>\n  <p>So.</p>\n= P07 / \n* “a” #b\n= P08 / \n* “c” #d",
        &["missing-participant"],
    );
    check(
        "## P07\n\n> a #b\n\n## Who?\n\n> c #d\n\n> e #f (P09)\n",
        "? Who?\n* “c” #d\n* “e” #f — P09\n= P07 / \n* “a” #b",
        &["missing-participant"],
    );
}

#[test]
fn codes_beside_words_that_name_nobody_are_kept() {
    use Place::{Heading, Question, Switch, Words};
    for body in [
        "> (P08) I left. #a\n",
        "> P08 - I left. #a\n",
        "> P08 said: I left. #a\n",
        "> \"P08: I left.\" #a\n",
        "> I left – P08, her mother #a\n",
        "> I left — P07 and P08 #a\n",
        "> I left. #a\n\nP08\n",
        "Then her mother (P08):\n\n> I left. #a\n",
        "| Whom | Quote |\n|---|---|\n| P08 | I left. |\n",
    ] {
        beside(body, &[("P08", Words)]);
    }
    for body in [
        "> [P08] told me. #a\n",
        "> I left. (P08) #a\n",
        "> P07: I left. #a\n",
        "> P07 – I left. #a\n",
        "P08 left, and then P07 said:\n\n> I left. #a\n",
        "P08 was there.\n\n> I left. #a\n\nP08 laughed.\n",
        "## P08 – baker\n\n> P08 – I left. #a\n",
    ] {
        beside(body, &[]);
    }
    beside("# Interview with P09\n\n> a #b\n", &[("P09", Heading)]);
    beside("# Interview with P07\n\n> a #b\n", &[]);
    beside("## P1 incidents: how?\n\n> a #b\n", &[("P1", Question)]);
    beside("## P1 incidents\n\n> a #b\n", &[("P1", Switch)]);
    beside("## About her neighbour (P08)\n\n> a #b\n", &[]);
}

#[test]
fn tags_that_are_not_read_are_told() {
    let among = ["tags-among-words"];
    let unread = ["evidence-not-read"];
    check(
        "- scrolled past #sizing\n  and left\n",
        "  <ul><li>scrolled past #sizingand left</li></ul>",
        &among,
    );
    check(
        "- \"No password.\" \\#app\n",
        "  <ul><li>\"No password.\" #app</li></ul>",
        &among,
    );
    check("> No. \\#app \\!angry\n", "* “No. #app !angry”", &among);
    check("> I wrote \\#metoo\n", "* “I wrote #metoo”", &[]);
    check(
        "<blockquote>I paid twice. #price</blockquote>\n",
        "  <p>I paid twice. #price</p>",
        &unread,
    );
    for note in [
        "| x | \"On the phone\" #app |\n|---|---|\n| y | \"On the phone\" #app |\n",
        "```\n> I paid twice. #price\n```\n",
        "See[^1].\n\n[^1]: I paid twice. #price\n",
    ] {
        let file: SourcePath = "P07.md".into();
        let mut problems = Problems::new(&file);
        read(note, &Prefixes::default(), &mut problems);
        let rules: Vec<&str> = problems.found.iter().map(|p| p.rule).collect();
        assert_eq!(rules, unread, "{note}");
    }
}

#[test]
fn a_time_behind_tags_is_read_or_told_by_itself() {
    check("> S #app [00:00:05.000]\n", "* “S” #app [00:00:05]", &[]);
    check("> S #app (00:12)\n", "* “S” #app [00:12]", &[]);
    check(
        "> S #app [ca. 14:00]\n",
        "* “S” #app",
        &["tags-among-words"],
    );
    check("> S #الدفع [٣:١٢]\n", "* “S” #الدفع", &["tags-among-words"]);
}

#[test]
fn words_in_angle_brackets_stay_in_the_words() {
    check(
        "> I told <a friend> about it. It said a<b and c>d. #t\n",
        "* “I told <a friend> about it. It said a<b and c>d.” #t",
        &[],
    );
    check(
        "> <i think> it is fine #t\n",
        "* “<i think> it is fine” #t",
        &[],
    );
}

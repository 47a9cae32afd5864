//! Forms in which consent is told where it is not read, and sentences in which it is not meant.

use super::*;

/// What of a note's text is told as consent that is not read.
fn told(front: &str, body: &str) -> Vec<String> {
    let file: crate::source::SourcePath = "P07.md".into();
    let mut problems = Problems::new(&file);
    let note = match front {
        "" => body.to_owned(),
        _ => format!("---\n{front}\n---\n\n{body}\n"),
    };
    crate::parse::note::read(&note, &Default::default(), &mut problems);
    let found = problems.found.iter();
    let found = found.filter(|p| p.rule == "consent-not-read");
    found
        .map(|p| note[p.labels[0].span.range()].to_owned())
        .collect()
}

#[test]
fn consent_written_as_a_label_is_told_in_every_form() {
    let mut wrong = Vec::new();
    for (body, found) in [
        ("consent: none", "consent: none"),
        ("**Consent:** none of it", "Consent:** none"),
        ("| Consent | Team |", "Consent | Team"),
        ("- withdrawn: 2026-02-01", "withdrawn: 2026-02-01"),
        ("Media: none", "Media: none"),
        ("## P08 – consent: none", "consent: none"),
        ("## P08 (consent:none)", "consent:none"),
        ("## P08 [consent: none]", "consent: none"),
        ("## P08, consent none", "consent none"),
        ("## P08 – no consent", "no consent"),
        ("## P08 – did not consent", "not consent"),
        ("## P08 – consent not given", "consent not given"),
        ("## P08 – keine Einwilligung", "keine Einwilligung"),
        ("## P08 consent:none, student", "consent:none"),
        ("## Q (consent:none)", "consent:none"),
        ("## Q [consent:none]", "consent:none"),
        ("## Q {consent:none}", "consent:none"),
        ("## Q – consent: team", "consent: team"),
        ("P07, phone, consent:none", "consent:none"),
        ("**Q** consent:none", "consent:none"),
        ("> words consent: none #t", "consent: none"),
        ("> words (consent:none) #t", "consent:none"),
        ("> words [consent:none] #t", "consent:none"),
        ("> consent:none words #t", "consent:none"),
        ("> words consent:team\n> more #t", "consent:team"),
        ("> words #t consent: none", "consent: none"),
        ("> words #t `consent:none`", "consent:none"),
        ("> words #t **consent:none**", "consent:none"),
        ("> words #t consent:team (she asked twice)", "consent:team"),
        ("> words #consent:none", "consent:none"),
        ("> consent:none", "consent:none"),
        ("\"I said so.\" consent: none #t", "consent: none"),
        ("consent:: none", "consent:: none"),
        (":CONSENT: none", "CONSENT: none"),
        ("#+CONSENT: none", "CONSENT: none"),
        ("> consent: none", "consent: none"),
        ("> Consent: not given.", "Consent: not given"),
        ("- [x] consent: none", "consent: none"),
        ("P07, phone, consent: none", "consent: none"),
        ("P07 by phone, recording consent: no", "consent: no"),
        ("**Date:** 1, **Consent:** none", "Consent:** none"),
        ("Consent level: none", "Consent level: none"),
        ("consent_level = none", "consent_level = none"),
        ("Recording consent: none", "consent: none"),
        ("Consent (recording): none", "Consent (recording): none"),
        ("Consent to publish: no", "Consent to publish: no"),
        ("Consent: not given", "Consent: not given"),
        ("Consent: withdrawn by letter", "Consent: withdrawn"),
        ("Consent – none", "Consent – none"),
        ("Consent - no", "Consent - no"),
        ("Consent → none", "Consent → none"),
        ("Consent? none", "Consent? none"),
        ("consent none", "consent none"),
        ("Consent refused.", "Consent refused"),
        ("No consent.", "No consent"),
        ("**Keine Einwilligung**", "Keine Einwilligung"),
        ("{\"consent\":\"none\"}", "consent\":\"none"),
        (
            "```json\n{\n  \"consent\": \"none\",\n}\n```",
            "consent\": \"none",
        ),
        ("consent\\: none", "consent\\: none"),
        ("- Einwilligung: keine", "Einwilligung: keine"),
        ("Aufnahmeeinwilligung: nein", "Aufnahmeeinwilligung: nein"),
        ("Zustimmung: verweigert", "Zustimmung: verweigert"),
        ("Consentement : aucun", "Consentement : aucun"),
        ("Consentimiento: ninguno", "Consentimiento: ninguno"),
        ("Consentimento: nenhum", "Consentimento: nenhum"),
        ("Согласие: нет", "Согласие: нет"),
        ("同意：なし", "同意：なし"),
        ("موافقة: لا", "موافقة: لا"),
        ("## Consent\n\nnone", "none"),
        ("Consent\n=======\n\nNone.", "None"),
        ("## Einwilligung\n- keine", "keine"),
        ("**Consent:**\nnone", "none"),
        ("- Consent:\n  - team", "team"),
        (
            "| Quote | Consent |\n|---|---|\n| \"Yes.\" | none |",
            "none",
        ),
        (
            "| Quote | Theme | Consent level |\n|---|---|---|\n| a | b | |\n| c | d | **team** |",
            "team",
        ),
        ("consent:team", "consent:team"),
        ("consent:team #sizing", "consent:team"),
        ("> words\n\n#sizing consent:none", "consent:none"),
        ("<!-- consent: none -->", "consent: none"),
    ] {
        let told = told("", body);
        if told != [found] {
            wrong.push(format!("{body}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sentences_about_consent_and_tags_that_are_read_are_quiet() {
    let mut wrong = Vec::new();
    for body in [
        "Consent: recorded on tape",
        "Consent: given",
        "Consent: yes",
        "Consent: no problem, she signed at once",
        "Consent was given to the team.",
        "consent was easy",
        "She gave consent",
        "She gave consent, none of us asked twice.",
        "She gave her consent to the team and left.",
        "We talked about consent: she never read it",
        "we talked about consent: none of them had read it",
        "She said of consent: no one reads it.",
        "We asked for consent to record: no problem.",
        "What is consent? No idea.",
        "Asked for her consent – none of the others did.",
        "She was asked for consent - public bodies need it",
        "Internal consent forms are long.",
        "Their team consent is missing a page.",
        "No consent banner was shown.",
        "Without consent nothing is stored.",
        "The banner said no consent, no cookies.",
        "- no consent\n- no cookies",
        "Kids, no consent, no problem.",
        "Er gab seine Einwilligung, keine Frage.",
        "Die Zustimmung war groß: keiner war dagegen.",
        "Elle a donné son consentement : aucun souci pour elle.",
        "> Consent: none of us read it. #t",
        "> I told him about consent: none of us read it. #t",
        "> They asked for consent: no. I said no. #t",
        "> They asked me for my consent: no, never. #t",
        "> No consent, no photo, they said. #t",
        "> I gave no consent #t",
        "> My consent, none of theirs. #t",
        "> Consent? No. They never asked. #t",
        "> Consent\n> none of us gave it #t",
        "\"Consent: no, never.\" #t",
        "Consent: none, team, internal or public",
        "Consent: none | team | internal | public",
        "see https://forms.example/x?consent=none",
        "[form](https://forms.example/#consent:none)",
        "<!-- casebook: allow missing-consent: no consent form -->",
        "## What did you think of the consent form?",
        "## How was consent given?",
        "## Is consent public?",
        "## Was consent refused, and why?",
        "## No consent",
        "## P08 – consents to everything",
        "## P08 – consent: public bodies",
        "## Consent\n\nShe signed the form.",
        "## Consent\n\nNone of them had read it.",
        "- Consent\n- Team\n- Public",
        "- Consent team",
        "## The consent team",
        "| Consent | n |\n|---|---|\n| given | 3 |",
        "| Theme | Consent |\n|---|---|\n| none | she signed |",
        "withdrawn: her card",
        "She has withdrawn: 2026 was too much",
        "She uses social media: none of them daily",
        "Social media: none",
        "The media: public opinion",
        "## Q #sizing consent:team",
        "## P08 – student consent:none",
        "## P08 consent:none",
        "> words #t consent:none",
        "> words #t Consent:None",
        "> words #t consent=none",
        "> words #t consent:team [02:14]",
        "> words\n> #t consent:team",
        "## Q\n\nHer son is in prison. consent:team",
        "## Q\n\n- put the phone away consent:team\n- left",
        "## Q\n\nShe wept. [03:10] consent:team",
        "A consensus: none of them agreed",
        "They consented: none of them minded",
        "Nonconsent: public",
    ] {
        let told = told("", body);
        if !told.is_empty() {
            wrong.push(format!("{body}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn front_matter_that_says_as_much_needs_no_line_in_the_text() {
    for (declared, line, is_told) in [
        ("team", "| Consent | public |", false),
        ("public", "| Consent | public |", false),
        ("public", "Consent: team", true),
        ("none", "withdrawn: 2026-02-01", true),
        ("none", "## P08 – no consent", false),
        (
            "team",
            "| Quote | Consent |\n|---|---|\n| a | internal |\n| b | public |",
            false,
        ),
        (
            "internal",
            "| Quote | Consent |\n|---|---|\n| a | public |\n| b | team |",
            true,
        ),
    ] {
        let found = told(&format!("consent: {declared}"), line);
        assert_eq!(!found.is_empty(), is_told, "{declared}: {line}");
    }
}

#[test]
fn a_line_that_heads_a_note_without_front_matter_is_told_and_a_sentence_of_it_obeyed() {
    let line = "By phone in the evening consent:none";
    assert_eq!(told("", line), ["consent:none"]);
    assert_eq!(told("participant: P07", line), [""; 0]);
    assert_eq!(
        told("participant: P07", "P07 by phone consent:none"),
        ["consent:none"]
    );
    assert_eq!(
        told("participant: P07", "**By phone** consent:none"),
        ["consent:none"]
    );
}

#[test]
fn one_mistake_is_told_once() {
    let file: crate::source::SourcePath = "P07.md".into();
    for body in [
        "> words #t consent: none",
        "> consent:none",
        "> words #consent:none",
    ] {
        let mut problems = Problems::new(&file);
        crate::parse::note::read(body, &Default::default(), &mut problems);
        let rules: Vec<_> = problems.found.iter().map(|p| p.rule).collect();
        assert_eq!(rules, ["consent-not-read"], "{body}");
    }
}

//! The forms of questions, measured on lists of questions. Each list was written before anybody
//! looked at what the rules say of it; the rules were mended on all of them since. A list that the
//! rules were not mended on gets a line of its own in [`LISTS`].

use super::*;

/// Questions of one language and hand.
struct List {
    name: &'static str,
    language: &'static str,
    good: &'static str,
    bad: &'static str,
}

macro_rules! list {
    ($name:literal, $language:literal, $file:literal) => {
        List {
            name: $name,
            language: $language,
            good: include_str!(concat!("../../../tests/guide/", $file, "good.txt")),
            bad: include_str!(concat!("../../../tests/guide/", $file, "bad.txt")),
        }
    };
}

const LISTS: &[List] = &[
    list!("English, before the rules", "en", ""),
    list!("English, by somebody else", "en", "others-"),
    list!("English, many registers", "en", "spoken-"),
    list!("English, after the first mending", "en", "later-"),
    list!("English, never used for mending", "en", "unseen-"),
    list!("German", "de", "german-"),
    list!("French", "fr", "french-"),
    list!("Spanish", "es", "spanish-"),
    list!("Portuguese", "pt", "portuguese-"),
];

const FORMS: [(&str, Form); 4] = [
    ("leading-question", Form::Leading),
    ("closed-question", Form::Closed),
    ("hypothetical-question", Form::Hypothetical),
    ("double-barrelled-question", Form::DoubleBarrelled),
];

/// What the rules said of one list.
struct Measured {
    alarms: Vec<&'static str>,
    good: usize,
    missed: Vec<&'static str>,
    bad: usize,
}

impl List {
    fn good(&self) -> impl Iterator<Item = &'static str> {
        lines(self.good)
    }

    /// Each bad question with the rule that it was written for.
    fn bad(&self) -> Vec<(&'static str, &'static str)> {
        let mut rule = "";
        let mut found = Vec::new();
        for line in lines(self.bad) {
            match line.strip_prefix('[') {
                Some(name) => rule = name.trim_end_matches(']'),
                None => found.push((rule, line)),
            }
        }
        found
    }

    /// The rules that fire on a question.
    fn fired(&self, question: &str) -> Vec<&'static str> {
        let forms = Forms::of(question, self.language);
        let all = FORMS.iter().filter(|(_, form)| forms.contains(*form));
        all.map(|(name, _)| *name).collect()
    }

    fn measured(&self) -> Measured {
        let alarms = self.good().filter(|q| !self.fired(q).is_empty());
        let bad = self.bad();
        let missed = bad.iter().filter(|(_, q)| self.fired(q).is_empty());
        Measured {
            alarms: alarms.collect(),
            good: self.good().count(),
            missed: missed.map(|(_, q)| *q).collect(),
            bad: bad.len(),
        }
    }
}

impl Measured {
    fn found(&self) -> usize {
        self.bad - self.missed.len()
    }

    fn precision(&self) -> f64 {
        self.found() as f64 / (self.found() + self.alarms.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.found() as f64 / self.bad as f64
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What the pages of the guide rules say of how often they are right.
fn table() -> String {
    let mut table = "| questions | well-formed, flagged | bad, found | precision | recall |\n\
                     |---|---|---|---|---|\n"
        .to_owned();
    for list in LISTS {
        let measured = list.measured();
        table += &format!(
            "| {} | {} of {} | {} of {} | {:.2} | {:.2} |\n",
            list.name,
            measured.alarms.len(),
            measured.good,
            measured.found(),
            measured.bad,
            measured.precision(),
            measured.recall(),
        );
    }
    table
}

/// How many of the questions that were written for a rule it flags itself.
fn own(rule: &str) -> String {
    let own = LISTS.iter().flat_map(|list| {
        let own = list.bad().into_iter().filter(|(name, _)| *name == rule);
        own.map(|(_, question)| list.fired(question))
    });
    let own: Vec<_> = own.collect();
    let flagged = own.iter().filter(|fired| fired.contains(&rule)).count();
    let found = own.iter().filter(|fired| !fired.is_empty()).count();
    format!(
        "Of the {} bad ones that were written for this rule it flags {flagged} itself; another of the four flags {} more.",
        own.len(),
        found - flagged,
    )
}

#[test]
fn the_pages_say_how_often_the_guide_rules_are_right() {
    for (name, _) in FORMS {
        let page = crate::check::rule(name).map_or("", |rule| rule.page);
        for said in [table(), own(name)] {
            assert!(
                page.contains(&said),
                "the page of {name} should say:\n{said}"
            );
        }
    }
}

#[test]
fn on_each_list_nine_in_ten_are_found_and_nearly_all_flagged_are_bad() {
    for list in LISTS {
        let measured = list.measured();
        assert!(
            measured.recall() >= 0.9 && measured.precision() >= 0.95,
            "{}: {:#?} {:#?}",
            list.name,
            measured.missed,
            measured.alarms
        );
    }
}

/// Each pair differs in what makes the first one bad.
#[test]
fn what_is_near_to_a_bad_question_is_fine() {
    for (bad, fine) in [
        (
            "How easy was it to sign up?",
            "How easy or difficult was it to sign up?",
        ),
        ("What made the form so hard?", "What made it so hard?"),
        (
            "What was so terrible?",
            "You said it was “terrible”. What happened?",
        ),
        (
            "What problems did you have?",
            "What problems, if any, did you have?",
        ),
        (
            "It seems you gave up, how was that?",
            "You gave up, you said. How was that?",
        ),
        ("Was the queue long, wasn't it?", "Who wasn't there?"),
        ("Can you share files?", "Can you share an example?"),
        (
            "When you pay, do you look?",
            "When you paid, what did you see?",
        ),
        ("Did you stop?", "Did you stop? If so, what happened?"),
        ("How would you pay?", "How would you describe it?"),
        (
            "If it broke, what would you say to her?",
            "If you think of the last year, what stands out?",
        ),
        (
            "Say your card got lost. What would you do?",
            "Say more about that.",
        ),
        (
            "What would you have done if it had failed?",
            "What would you have needed then?",
        ),
        (
            "What did you and why did you like the cook?",
            "What did you and your sister decide?",
        ),
        (
            "How did you find it, and do you like it?",
            "How did you find it, and what happened then?",
        ),
        (
            "How was the price and the staff?",
            "How do you split the rent and the bills?",
        ),
    ] {
        let fired = |question: &str| LISTS[0].fired(question);
        assert!(!fired(bad).is_empty(), "{bad}");
        assert_eq!(fired(fine), Vec::<&str>::new(), "{fine}");
    }
}

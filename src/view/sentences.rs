//! Findings in words: a number is a sentence before it is a chart.
//!
//! Sentences that set off their number return HTML; all others return plain text.

use super::findings::ThemeFindings;
use super::html::escape;
use super::say::Say;
use super::{OnPage, Site};
use crate::analyse::prevalence::Frequency;
use crate::analyse::success::{Success, success};
use crate::analyse::wider_group::InTen;
use crate::model::{Study, StudyId, ThemeId};

impl Site<'_> {
    pub fn theme_findings(&self, study: StudyId, theme: ThemeId) -> &ThemeFindings {
        self.study(study).findings.theme(theme)
    }

    /// "11 of 18".
    pub fn k_of_n(&self, frequency: Frequency) -> String {
        let say = self.say;
        let (k, n) = (frequency.raised(), frequency.asked());
        say.with("k_of_n", &[("k", &say.integer(k)), ("n", &say.integer(n))])
    }

    /// "**11 of 18** participants, and 7 of 9 in the group “first-time buyer”." As HTML.
    pub fn count_sentence(&self, study: StudyId, theme: ThemeId) -> String {
        let say = self.say;
        let findings = self.theme_findings(study, theme);
        let all = findings.frequency();
        if all.asked() == 0 {
            return escape(&say.text("count.nobody_asked"));
        }
        let number = format!("<span class=\"num\">{}</span>", escape(&self.k_of_n(all)));
        let everyone = self.interviewed(study);
        let key = if all.raised() == 0 {
            return escape(&say.count("count.nobody_raised", all.asked(), &[]));
        } else if all.asked() < everyone {
            "count.of_asked"
        } else {
            "count.of_all"
        };
        let first = say.html(key, &[("k_of_n", &number)]);
        match self.outstanding_words(study, findings) {
            Some(group) => say.html(
                "count.and_group",
                &[("first", &first), ("group", &escape(&group))],
            ),
            None => say.html("count.alone", &[("first", &first)]),
        }
    }

    /// "7 of 9 in the group “first-time buyer”", or "all 4 …".
    fn outstanding_words(&self, study: StudyId, findings: &ThemeFindings) -> Option<String> {
        let say = self.say;
        let (segment, of_group) = findings.outstanding()?;
        let name = &self.study(study).segment_names[segment.index()];
        Some(if of_group.raised() == of_group.asked() {
            let n = say.integer(of_group.asked());
            say.with("count.all_of_group", &[("n", &n), ("group", name)])
        } else {
            let k_of_n = self.k_of_n(of_group);
            say.with("count.of_group", &[("k_of_n", &k_of_n), ("group", name)])
        })
    }

    /// How many people were interviewed.
    pub fn interviewed(&self, study: StudyId) -> usize {
        let people = &self.published[study].participants;
        people.iter().filter(|p| p.interviewed).count()
    }

    /// "Among people like these, expect between four and eight in ten."
    pub fn wider_group(&self, findings: &ThemeFindings) -> Option<String> {
        let say = self.say;
        let tenth = |n: u8| say.text(&format!("tenths.{n}"));
        Some(match findings.in_ten()? {
            InTen::Between { low, high } => say.with(
                "in_ten.between",
                &[("low", &tenth(low)), ("high", &tenth(high))],
            ),
            InTen::About(n) => say.with("in_ten.about", &[("n", &tenth(n))]),
            InTen::AtMost(n) => say.with("in_ten.at_most", &[("n", &tenth(n))]),
            InTen::AtLeast(n) => say.with("in_ten.at_least", &[("n", &tenth(n))]),
        })
    }

    /// The parts that a claim's strength is made of, one sentence each; never one score.
    pub fn strength(&self, study_id: StudyId, theme: ThemeId) -> Vec<String> {
        let say = self.say;
        let study = &self.published[study_id];
        let findings = self.theme_findings(study_id, theme);
        let all = findings.frequency();
        if all.asked() == 0 {
            return Vec::new();
        }
        let of = |key: &str, k: usize, n: usize| {
            let (k, n) = (say.integer(k), say.integer(n));
            say.with(key, &[("k", &k), ("n", &n)])
        };
        let mut parts = vec![of("strength.participants", all.raised(), all.asked())];
        let groups: Vec<Frequency> = findings.by_segment().map(|(_, f)| f).collect();
        if groups.len() > 1 {
            let raised = groups.iter().filter(|f| f.raised() > 0).count();
            parts.push(of("strength.segments", raised, groups.len()));
        }
        let interviewers = self.study(study_id).interviewers;
        if interviewers > 1 {
            parts.push(of(
                "strength.interviewers",
                findings.interviewers,
                interviewers,
            ));
        }
        parts.extend(self.behaviour_and_opinion(findings));
        let not_asked = findings.prevalence.all.not_asked.len();
        if not_asked > 0 && !study[theme].asked_in.is_empty() {
            parts.push(say.count("strength.not_asked", not_asked, &[]));
        }
        parts
    }

    /// "6 told of something they did, 5 of something they thought."
    fn behaviour_and_opinion(&self, findings: &ThemeFindings) -> Option<String> {
        let say = self.say;
        let (did, thought) = (findings.behaviour, findings.opinion);
        match (did, thought) {
            (0, 0) => None,
            (did, 0) => Some(say.count("strength.did", did, &[])),
            (0, thought) => Some(say.count("strength.thought", thought, &[])),
            (did, thought) => {
                let thought = say.integer(thought);
                Some(say.count("strength.did_and_thought", did, &[("thought", &thought)]))
            }
        }
    }

    /// What would make the team act, and whether it came to pass.
    pub fn success_sentences(&self, study_id: StudyId) -> Option<Vec<String>> {
        let say = self.say;
        let study = &self.published[study_id];
        let metric = study.success_metric.as_ref()?;
        let frequency = self.theme_findings(study_id, metric.theme).frequency();
        let percent = |share: f64| say.number((share * 100.0).round());
        let agreed = say.with(
            "success.agreed",
            &[
                ("percent", &percent(metric.at_least)),
                ("theme", &study[metric.theme].title),
            ],
        );
        let k_of_n = self.k_of_n(frequency);
        let outcome =
            |key: &str, end: f64| say.with(key, &[("k_of_n", &k_of_n), ("end", &percent(end))]);
        let found = match success(frequency, metric.at_least) {
            Success::Reached(range) => outcome("success.reached", range.low),
            Success::ReachedButLowEndBelow(range) => outcome("success.reached_low", range.low),
            Success::NotReachedButHighEndAbove(range) => outcome("success.missed_high", range.high),
            Success::NotReached(range) => outcome("success.missed", range.high),
            Success::NobodyAsked | Success::NoSuchThreshold => return Some(vec![agreed]),
        };
        Some(vec![agreed, found])
    }
}

impl OnPage<'_> {
    /// The participants of a list by name, where their codes may be shown.
    pub fn names(&self, study: StudyId, people: &[usize]) -> Option<String> {
        if !self.site.published.shows_codes() || people.is_empty() {
            return None;
        }
        let names: Vec<_> = super::findings::people(people)
            .map(|id| self.site.name_of(study, id))
            .collect();
        Some(self.site.say.list(&names))
    }
}

/// The distinct interviewers of a study.
pub fn interviewers(study: &Study) -> usize {
    let mut names: Vec<&str> = study
        .interviews
        .iter()
        .flat_map(|i| &i.interviewers)
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// A period in words: "from 2 to 20 February 2026" in full dates; `None` where neither end is
/// known.
pub fn period(
    say: Say,
    period: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
) -> Option<String> {
    Some(match period {
        (Some(from), Some(to)) => say.with(
            "period.from_to",
            &[("from", &say.date(from)), ("to", &say.date(to))],
        ),
        (Some(from), None) => say.with("period.from", &[("from", &say.date(from))]),
        (None, Some(to)) => say.with("period.to", &[("to", &say.date(to))]),
        (None, None) => return None,
    })
}

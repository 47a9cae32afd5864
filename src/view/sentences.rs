//! Findings in words: a number is a sentence before it is a chart.
//!
//! Sentences that set off their number return HTML; all others return plain text.

use super::findings::{ThemeFindings, people};
use super::html::escape;
use super::say::fill;
use super::worth::LEAST_FOR_PERCENT;
use super::{OnPage, Site};
use crate::analyse::interval::Interval;
use crate::analyse::prevalence::Frequency;
use crate::analyse::success::{Success, success};
use crate::analyse::wider_group::InTen;
use crate::model::{Study, StudyId, ThemeId};

impl Site<'_> {
    pub fn theme_findings(&self, study: StudyId, theme: ThemeId) -> &ThemeFindings {
        self.study(study).findings.theme(theme)
    }

    /// "11 of 18".
    pub fn k_of_n(&self, k: usize, n: usize) -> String {
        self.say.with("words.k_of_n", fill![k: k, n: n])
    }

    /// "11 of 18", of a frequency.
    pub fn of_asked(&self, frequency: Frequency) -> String {
        if frequency.asked() == 0 {
            return self.say.text("chart.nobody_asked");
        }
        self.k_of_n(frequency.raised(), frequency.asked())
    }

    /// "**11 of 18** participants, and 7 of 9 in the group “first-time buyer”." As HTML.
    pub fn count_sentence(&self, study: StudyId, theme: ThemeId) -> String {
        let say = self.say;
        let findings = self.theme_findings(study, theme);
        let all = findings.frequency();
        if all.asked() == 0 {
            return escape(&say.text("count.nobody_asked"));
        }
        if all.raised() == 0 {
            return escape(&say.count("count.nobody_raised", all.asked(), &[]));
        }
        let number = format!("<span class=\"num\">{}</span>", escape(&self.of_asked(all)));
        let key = match all.asked() < self.interviewed(study) {
            true => "count.of_asked",
            false => "count.of_all",
        };
        let first = say.html(key, fill![n: all.asked()], &[("k_of_n", &number)]);
        let first = match self.percent(all) {
            Some(percent) => say.html(
                "count.with_percent",
                fill![percent: percent],
                &[("first", &first)],
            ),
            None => first,
        };
        match self.outstanding_words(study, findings) {
            Some(group) => say.html(
                "count.and_group",
                &[],
                &[("first", &first), ("group", &group)],
            ),
            None => say.html("count.alone", &[], &[("first", &first)]),
        }
    }

    /// "54%", where that many were asked that a percentage says no more than is known. One that
    /// would round to none or to all is not given.
    fn percent(&self, frequency: Frequency) -> Option<String> {
        let share = frequency.share()?;
        let enough = frequency.asked() >= LEAST_FOR_PERCENT;
        let sound = (0.005..0.995).contains(&share);
        (enough && sound).then(|| self.say.language().percent(share, 0))
    }

    /// "7 of 9 in the group “first-time buyer”", or "all 4 …"; as HTML.
    fn outstanding_words(&self, study: StudyId, findings: &ThemeFindings) -> Option<String> {
        let (segment, of_group) = findings.outstanding()?;
        let (k, n) = (of_group.raised(), of_group.asked());
        // The name is kept in one line: "first-time buyer" is not to be broken at its hyphen.
        let name = self
            .say
            .quoted(&self.study(study).segment_names[segment.index()]);
        let name = format!("<span class=\"nb\">{}</span>", escape(&name));
        let html = &[("group", name.as_str())];
        Some(match k == n {
            true => self.say.html("count.all_of_group", fill![n: n], html),
            false => self.say.html("count.of_group", fill![k: k, n: n], html),
        })
    }

    /// How many people were interviewed.
    pub fn interviewed(&self, study: StudyId) -> usize {
        self.study(study).interviewed
    }

    /// "Among people like these, expect between three and eight in ten."
    pub fn wider_group(&self, findings: &ThemeFindings) -> Option<String> {
        let say = self.say;
        let number = |n: u8| usize::from(n);
        Some(match findings.in_ten()? {
            InTen::Between { low, high } => say.with(
                "in_ten.between",
                fill![low: number(low), high: number(high)],
            ),
            InTen::AtMost(n) => say.with("in_ten.at_most", fill![n: number(n)]),
            InTen::AtLeast(n) => say.with("in_ten.at_least", fill![n: number(n)]),
            InTen::Anything => say.text("in_ten.anything"),
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
        let mut parts = Vec::new();
        let groups: Vec<Frequency> = findings.by_segment().map(|(_, f)| f).collect();
        if groups.len() > 1 {
            let raised = groups.iter().filter(|f| f.raised() > 0).count();
            parts.push(say.with("strength.segments", fill![k: raised, n: groups.len()]));
        }
        let interviewers = self.study(study_id).interviewers;
        if interviewers > 1 {
            let with = findings.interviewers;
            parts.push(say.with("strength.interviewers", fill![k: with, n: interviewers]));
        }
        let rounds = self.study(study_id).findings.rounds;
        if rounds > 1 {
            parts.push(say.with("strength.rounds", fill![k: findings.rounds, n: rounds]));
        }
        parts.extend(self.behaviour_and_opinion(findings));
        // Who only joined in another's interview was there to be asked nothing.
        let not_asked = findings.prevalence.all.not_asked.iter();
        let not_asked = not_asked
            .filter(|who| study.participants[**who].interviewed)
            .count();
        if not_asked > 0 && !study[theme].asked_in.is_empty() {
            let of = not_asked + all.asked();
            parts.push(say.count("strength.not_asked", not_asked, fill![of: of]));
        }
        parts
    }

    /// "6 of the 11 told of something they did, 5 of something thought alone."
    fn behaviour_and_opinion(&self, findings: &ThemeFindings) -> Option<String> {
        let say = self.say;
        let of = findings.frequency().raised();
        Some(match (findings.behaviour, findings.opinion) {
            (0, 0) => return None,
            (did, 0) if did == of => say.count("strength.did_all", did, &[]),
            (0, thought) if thought == of => say.count("strength.thought_all", thought, &[]),
            (did, 0) => say.count("strength.did", did, fill![of: of]),
            (0, thought) => say.count("strength.thought", thought, fill![of: of]),
            (did, thought) => say.count(
                "strength.did_and_thought",
                did,
                fill![of: of, thought: thought],
            ),
        })
    }

    /// What would make the team act, and whether it came to pass.
    pub fn success_sentences(&self, study_id: StudyId) -> Option<Vec<String>> {
        let say = self.say;
        let study = &self.published[study_id];
        let metric = study.success_metric.as_ref()?;
        let theme = &*study[metric.theme].title;
        let frequency = self.theme_findings(study_id, metric.theme).frequency();
        let line = say.number((metric.at_least * 1_000.0).round() / 10.0);
        let mut sentences = vec![say.with("success.agreed", fill![line: line, theme: theme])];
        let (k, n) = (frequency.raised(), frequency.asked());
        let low = |range: Interval| end_in_100(range.low, metric.at_least, f64::floor);
        let high = |range: Interval| end_in_100(range.high, metric.at_least, f64::ceil);
        let (key, end) = match success(frequency, metric.at_least) {
            Success::Reached(range) => ("success.reached", low(range)),
            Success::ReachedButLowEndBelow(range) => ("success.reached_low", low(range)),
            Success::NotReachedButHighEndAbove(range) => ("success.missed_high", high(range)),
            Success::NotReached(range) => ("success.missed", high(range)),
            Success::NobodyAsked => {
                sentences.push(say.text("success.nobody_asked"));
                return Some(sentences);
            }
            Success::NoSuchThreshold => {
                sentences.push(say.text("success.no_share"));
                return Some(sentences);
            }
        };
        sentences.push(say.with(key, fill![k: k, n: n, end: say.number(end)]));
        Some(sentences)
    }
}

impl OnPage<'_> {
    /// The participants of a list by name, where their codes may be shown.
    pub fn names(&self, study: StudyId, indices: &[usize]) -> Option<String> {
        if !self.site.published.shows_codes() || indices.is_empty() {
            return None;
        }
        let names: Vec<_> = people(indices)
            .map(|id| self.site.name_of(study, id))
            .collect();
        Some(self.site.say.list(&names))
    }
}

/// An end of a range as so many in 100, rounded outward; decimals are kept where a whole number would
/// stand on the other side of the line that it is set against.
fn end_in_100(end: f64, line: f64, outward: fn(f64) -> f64) -> f64 {
    let (end, line) = (end * 100.0, line * 100.0);
    let said = [1.0, 10.0, 100.0].map(|unit| outward(end * unit) / unit);
    let same_side = |said: &f64| (*said < line) == (end < line);
    said.into_iter().find(same_side).unwrap_or(end)
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

#[cfg(test)]
mod tests {
    use super::end_in_100;

    #[test]
    fn an_end_is_rounded_outward_and_never_over_its_line() {
        assert_eq!(end_in_100(0.386, 0.4, f64::floor), 38.0);
        assert_eq!(end_in_100(0.453, 0.4, f64::floor), 45.0);
        assert_eq!(end_in_100(0.612, 0.65, f64::ceil), 62.0);
        assert_eq!(end_in_100(0.4058, 0.405, f64::floor), 40.5);
        assert_eq!(end_in_100(0.3981, 0.4, f64::ceil), 39.9);
    }
}

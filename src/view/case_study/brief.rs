//! The first screen: what was at stake, what is now known, how sure, what came of it.

use serde::Serialize;

use super::super::chart::Inline;
use super::super::decision::expected;
use super::super::html::escape;
use super::super::ledger::return_of;
use super::super::say::fill;
use super::super::{OnPage, PageKey, Site};
use super::insight::InsightView;
use crate::model::{Decision, DecisionId, DecisionStatus, Study, StudyId, StudyStatus, ThemeId};

/// The four answers, in this order; what has no answer yet says so.
#[derive(Debug, Serialize)]
pub struct Brief {
    pub at_stake: Option<String>,
    /// The lead insight.
    pub known: Option<String>,
    /// Where it is told.
    pub known_href: Option<String>,
    /// What stands in its place while there is none.
    pub not_yet: Option<String>,
    /// Sentences as HTML: the count, what it means in a wider group, who asked and when.
    pub how_sure: Vec<String>,
    /// The small strip beside it.
    pub strip: Option<Inline>,
    /// Sentences as HTML: the decision, its outcome, the return.
    pub came_of_it: Vec<String>,
}

impl Brief {
    pub fn of(on: &OnPage, id: StudyId, lead: Option<&InsightView>) -> Brief {
        let site = on.site;
        let study = &site.published[id];
        let about = &study.about;
        let stakes: Vec<String> = [&about.challenge, &about.stakes]
            .into_iter()
            .flatten()
            .map(|text| sentence(text))
            .collect();
        let theme = site.study(id).findings.insights.first();
        let mut how_sure = Vec::new();
        if let Some(theme) = theme {
            how_sure.push(site.count_sentence(id, *theme));
            how_sure.extend(who_did_not(on, id, *theme));
            let wider = site.wider_group(site.theme_findings(id, *theme));
            how_sure.extend(wider.map(|sentence| escape(&sentence)));
        }
        how_sure.extend(asked(site, id).map(|sentence| escape(&sentence)));
        Brief {
            at_stake: (!stakes.is_empty()).then(|| stakes.join(" ")),
            known: lead.map(|insight| insight.claim.clone()),
            known_href: lead.map(|i| super::super::address::fragment(&i.anchor)),
            not_yet: lead.is_none().then(|| not_yet(site, id)),
            how_sure,
            strip: theme.and_then(|theme| on.inline_strip("brief", id, *theme)),
            came_of_it: came_of_it(on, id),
        }
    }

    /// For search engines and previews.
    pub fn in_a_sentence(&self) -> String {
        let lead = self.known.as_ref().or(self.not_yet.as_ref());
        let mut out = lead.cloned().unwrap_or_default();
        if let (Some(count), true) = (self.how_sure.first(), self.known.is_some()) {
            out.push(' ');
            out += &super::super::prose::plain(count);
        }
        out
    }
}

/// "7 of 18 were asked and did not raise it", leading to what speaks against the insight.
fn who_did_not(on: &OnPage, id: StudyId, theme: ThemeId) -> Option<String> {
    let site = on.site;
    let findings = site.theme_findings(id, theme);
    let did_not = findings.prevalence.all.did_not.len();
    let frequency = findings.frequency();
    if did_not == 0 || frequency.raised() == 0 {
        return None;
    }
    let sentence = site
        .say
        .count("theme.did_not", did_not, fill![of: frequency.asked()]);
    let href = format!("{}#counter", on.link(&PageKey::Theme(id, theme, 1)));
    let (href, sentence) = (escape(&href), escape(&sentence));
    Some(format!("<a class=\"quiet\" href=\"{href}\">{sentence}</a>"))
}

/// A text of the front matter as a sentence.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.ends_with(['.', '!', '?', '…', '。', '؟', '”', '"']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// "Two researchers asked, 2 to 20 February 2026."
fn asked(site: &Site, id: StudyId) -> Option<String> {
    let say = site.say;
    let study = &site.published[id];
    if study.interviews.is_empty() {
        return None;
    }
    let when = say.period(study.about.period);
    let interviewers = site.study(id).interviewers;
    Some(match (interviewers, when) {
        (0, None) => return None,
        (0, Some(when)) => say.with("brief.asked_when", fill![when: when]),
        (n, None) => say.count("brief.asked_by", n, &[]),
        (n, Some(when)) => say.count("brief.asked_by_when", n, fill![when: when]),
    })
}

/// Why there is no insight yet.
pub fn not_yet(site: &Site, id: StudyId) -> String {
    let say = site.say;
    let study = &site.published[id];
    let held = study.interviews.len();
    let target = study.about.sample.target.map(|n| n as usize);
    if held == 0 {
        return match study.about.period.0 {
            Some(from) if from > site.today.0 => {
                say.with("brief.begins", fill![date: say.date(from)])
            }
            _ => say.text("brief.nobody_asked"),
        };
    }
    match (study.about.status, target) {
        (Some(StudyStatus::Fielding), Some(target)) if target > held => {
            say.count("brief.fielding_of", held, fill![target: target])
        }
        (Some(StudyStatus::Planned | StudyStatus::Fielding), _) => {
            say.count("brief.fielding", held, &[])
        }
        _ => say.count("brief.synthesis", held, &[]),
    }
}

/// How telling a decision's state is on the first screen.
fn rank(status: DecisionStatus) -> u8 {
    match status {
        DecisionStatus::Measured => 0,
        DecisionStatus::Shipped => 1,
        DecisionStatus::NoEffect => 2,
        DecisionStatus::InProgress => 3,
        DecisionStatus::Decided => 4,
        DecisionStatus::Reversed => 5,
        DecisionStatus::Rejected => 6,
        DecisionStatus::Proposed => 7,
        DecisionStatus::Superseded => 8,
    }
}

/// The decision that the lead insight led to, the one furthest on; else any.
pub fn lead_decision(site: &Site, id: StudyId) -> Option<DecisionId> {
    let study = &site.published[id];
    let furthest = |ids: &mut dyn Iterator<Item = DecisionId>| {
        ids.min_by_key(|d| {
            let decision = &study[*d];
            (decision.outcome.is_none(), rank(decision.status))
        })
    };
    let index = site.study(id);
    let of_lead = index.findings.insights.first();
    let led = of_lead.and_then(|t| furthest(&mut index.decisions_on(*t).iter().copied()));
    led.or_else(|| furthest(&mut (0..study.decisions.len() as u32).map(DecisionId)))
}

fn came_of_it(on: &OnPage, id: StudyId) -> Vec<String> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[id];
    let Some(lead) = lead_decision(site, id) else {
        return match study.interviews.is_empty() {
            true => Vec::new(),
            false => vec![escape(&say.text("brief.nothing_decided"))],
        };
    };
    let decision = &study[lead];
    let link = format!(
        "<a href=\"{}\">{}</a>",
        escape(&on.link(&PageKey::Decision(id, lead))),
        escape(&decision.title)
    );
    let state = site.status(decision.status).text;
    let mut sentences = vec![say.html(
        "brief.decision",
        fill![state: state],
        &[("decision", &link)],
    )];
    sentences.extend(outcome(site, decision).map(|words| escape(&words)));
    let returned = return_of(study, &site.published.settings);
    if let Some(words) = site.return_words(&returned) {
        sentences.push(escape(&words));
        return sentences;
    }
    if decision.status != DecisionStatus::Rejected && returned.value.high <= 0.0 {
        sentences.push(escape(&say.text(no_return(site, study))));
    }
    if study.decisions.len() > 1 {
        let others = study.decisions.len() - 1;
        sentences.push(escape(&say.count("brief.more_decisions", others, &[])));
    }
    sentences
}

/// Why nothing is said of a return: nobody has measured, or what was measured has no value yet.
fn no_return(site: &Site, study: &Study) -> &'static str {
    let outcomes = study.decisions.iter().filter_map(|d| d.outcome.as_ref());
    match outcomes.filter_map(|o| site.outcome_words(o)).next() {
        None => "brief.nothing_measured",
        Some(_) => "brief.no_value",
    }
}

/// What came of a decision so far: what was measured, or is overdue, or was hoped for.
pub fn outcome(site: &Site, decision: &Decision) -> Option<String> {
    match decision
        .outcome
        .as_ref()
        .and_then(|o| site.outcome_words(o))
    {
        Some(words) => Some(format!("{} {}", words.change, words.interval)),
        None => match site.outcome_overdue(decision) {
            Some(days) => Some(site.say.count("decision.outcome_overdue", days, &[])),
            None => decision.expected.as_ref().map(|e| expected(site, e)),
        },
    }
}

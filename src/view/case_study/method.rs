//! The method: its facts, cost and time beside the study that it replaced; and, in a section of its
//! own for whoever wants to check: saturation, agreement between coders, the reporting checklist.

use serde::Serialize;

use super::super::ledger::research_cost_of;
use super::super::say::fill;
use super::super::{OnPage, Site};
use super::Anchors;
use super::agreement::{self, AgreementView};
use super::checklist::{self, ChecklistView};
use super::saturation::{self, SettingsView};
use super::story::NotePart;
use crate::analyse::roi::cost_per;
use crate::analyse::talk_time::{Talk, TalkTime, talk_time};
use crate::model::{Study, StudyId};

#[derive(Debug, Serialize)]
pub struct Fact {
    pub title: String,
    pub value: String,
}

/// How the method was checked.
#[derive(Debug, Serialize)]
pub struct Checks {
    pub anchor: String,
    /// What the method says of it in a sentence.
    #[serde(skip)]
    pub sentence: String,
    pub settings: Option<SettingsView>,
    pub agreement: Option<AgreementView>,
    pub checklist: Option<ChecklistView>,
}

/// `None` where nothing was checked.
pub(super) fn checks(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Option<Checks> {
    let mut found = Checks {
        anchor: String::new(),
        sentence: String::new(),
        settings: saturation::view(on.site, id),
        agreement: agreement::view(on, id),
        checklist: checklist::view(on.site, id),
    };
    let nothing =
        found.settings.is_none() && found.agreement.is_none() && found.checklist.is_none();
    if nothing {
        return None;
    }
    found.anchor = anchors.take("method-checked");
    found.sentence = in_a_sentence(on.site, &found);
    Some(found)
}

/// "Two people coded, 9 of 12 alike; 19 of 32 items reported."
fn in_a_sentence(site: &Site, found: &Checks) -> String {
    let say = site.say;
    let coded = found.agreement.as_ref().and_then(|a| a.briefly.as_deref());
    let reported = found.checklist.as_ref().map(|list| &*list.briefly);
    match (coded, reported) {
        (Some(coded), Some(reported)) => say.with(
            "study.checked_both",
            fill![coded: coded, reported: reported],
        ),
        (Some(one), None) | (None, Some(one)) => say.with("study.checked_one", fill![what: one]),
        (None, None) => format!("{}.", say.text("study.checks")),
    }
}

pub(super) fn facts(site: &Site, id: StudyId) -> Vec<Fact> {
    let say = site.say;
    let study = &site.published[id];
    let about = &study.about;
    let index = site.study(id);
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push(Fact {
                title: say.text(key),
                value,
            });
        }
    };
    let held = study.interviews.len();
    let target = about.sample.target.map(|n| n as usize);
    add(
        "facts.conversations",
        match (held, target) {
            (0, None) => None,
            (held, Some(target)) if held < target => {
                Some(say.count("facts.held_of", held, fill![target: target]))
            }
            (held, _) => {
                let people = index.interviewed;
                Some(match people == held {
                    true => say.count("facts.held", held, &[]),
                    false => say.count("facts.held_with", held, fill![people: people]),
                })
            }
        },
    );
    add("facts.when", say.period(about.period));
    add("facts.minutes", minutes(site, study));
    add("facts.talk", talk(site, study));
    let groups: Vec<String> = index
        .segment_names
        .iter()
        .zip(&index.findings.segment_sizes)
        .filter(|(_, n)| **n > 0)
        .map(|(name, n)| say.with("facts.group", fill![group: &**name, n: *n]))
        .collect();
    add("facts.groups", Some(say.row(&groups)));
    add("facts.criteria", about.sample.criteria.clone());
    add("facts.why", about.sample.why.clone());
    add(
        "facts.recruited",
        Some(say.list(&about.sample.recruited_through)),
    );
    add(
        "facts.incentive",
        about.sample.incentive.as_ref().map(|money| {
            let amount = say.money(money.amount, &money.currency);
            say.with("facts.each", fill![amount: amount])
        }),
    );
    add("facts.interviewers", Some(say.list(&about.interviewers)));
    add("facts.stakeholders", Some(say.list(&about.stakeholders)));
    facts
}

/// "7 in the middle, 3 to 10"
fn minutes(site: &Site, study: &Study) -> Option<String> {
    let mut all: Vec<f64> = study.interviews.iter().filter_map(|i| i.minutes).collect();
    all.sort_by(f64::total_cmp);
    let (first, last) = (*all.first()?, *all.last()?);
    let say = site.say;
    let whole = |n: f64| say.number(n.round());
    let middle = whole(all[all.len() / 2]);
    let range = match (last - first).abs() < 0.5 {
        true => say.with("facts.minutes_same", fill![middle: middle]),
        false => say.with(
            "facts.minutes_range",
            fill![middle: middle, from: whole(first), to: whole(last)],
        ),
    };
    let within = minutes_within(site, &all, study.interviews.len());
    Some(say.with("facts.minutes_and", fill![range: range, within: within]))
}

/// "18 of 20 conversations lasted three to ten minutes." Where some of those held are without a
/// length, it says of which it speaks.
pub fn minutes_within(site: &Site, minutes: &[f64], held: usize) -> String {
    let [least, most] = site.published.settings.programme.minutes;
    let within = minutes
        .iter()
        .filter(|m| (least..=most).contains(m))
        .count();
    let (from, to) = (least.round() as usize, most.round() as usize);
    let key = match minutes.len() < held {
        true => "programme.minutes_known",
        false => "programme.minutes",
    };
    site.say
        .count(key, within, fill![of: minutes.len(), from: from, to: to])
}

/// Who talked how long, added up; `None` where no transcript says so.
pub fn talk_of(study: &Study) -> Option<TalkTime> {
    let times: Vec<Option<Talk>> = study
        .interviews
        .iter()
        .map(|interview| {
            let time = interview.talk_time?;
            Some(Talk {
                participant: time.participant,
                all: time.all,
            })
        })
        .collect();
    talk_time(&times)
}

/// "Participants 5.2 of 6.1 minutes, in one of 20 conversations: …"
fn talk(site: &Site, study: &Study) -> Option<String> {
    let found = talk_of(study)?;
    let minutes = |seconds: f64| site.say.language().short_number(seconds / 60.0, 1);
    Some(site.say.count(
        "facts.talk_of",
        found.known,
        fill![k: minutes(found.talk.participant), all: minutes(found.talk.all), of: study.interviews.len()],
    ))
}

/// Cost and time, beside those of the study that this one replaced.
pub(super) fn costs(site: &Site, id: StudyId) -> Vec<NotePart> {
    let say = site.say;
    let study = &site.published[id];
    let settings = &site.published.settings;
    let cost = research_cost_of(study, settings);
    let mut sentences = Vec::new();
    if let Some(total) = cost.total() {
        let amount = site.money(total);
        sentences.push(match study.about.costs.hours {
            Some(hours) => say.with(
                "costs.hours_and_total",
                fill![hours: say.number(hours), total: amount],
            ),
            None => say.with("costs.total", fill![total: amount]),
        });
        if let Some(each) = cost_per(total, site.study(id).interviewed) {
            sentences.push(say.with("costs.each", fill![amount: site.money(each.round())]));
        }
    } else if let Some(hours) = study.about.costs.hours {
        sentences.push(say.with("costs.hours", fill![hours: say.number(hours)]));
    }
    let mut parts = Vec::new();
    if !sentences.is_empty() {
        parts.push(NotePart {
            label: say.text("costs.label"),
            sentences,
        });
    }
    if let Some(replaced) = &study.about.compared_with {
        let mut sentences = Vec::new();
        let range = |(low, high): (f64, f64)| match low == high {
            true => say.number(low),
            false => say.with(
                "words.range",
                fill![low: say.number(low), high: say.number(high)],
            ),
        };
        let weeks = replaced.weeks.map(range);
        let each = replaced.per_participant.map(|(low, high)| {
            let (low, high) = (site.money(low), site.money(high));
            say.with("words.range", fill![low: low, high: high])
        });
        let name = &*replaced.name;
        match (weeks, each) {
            (Some(weeks), Some(each)) => sentences.push(say.with(
                "costs.replaced_both",
                fill![name: name, weeks: weeks, each: each],
            )),
            (Some(weeks), None) => {
                sentences.push(say.with("costs.replaced_weeks", fill![name: name, weeks: weeks]));
            }
            (None, Some(each)) => {
                sentences.push(say.with("costs.replaced_each", fill![name: name, each: each]));
            }
            (None, None) => {}
        }
        if let (false, Some(source)) = (sentences.is_empty(), &replaced.source) {
            sentences.push(say.with("costs.source", fill![source: &**source]));
        }
        if !sentences.is_empty() {
            parts.push(NotePart {
                label: say.text("costs.replaced"),
                sentences,
            });
        }
    }
    parts
}

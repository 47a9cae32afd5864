//! COREQ's 32 items: what the data answer, what the author wrote, and what is missing by name.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::Site;
use super::super::say::fill;
use super::saturation::assessed;
use crate::analyse::coreq::{self, Answer, Domain, checklist};
use crate::config::Attribution;
use crate::model::StudyId;
use crate::parse::reporting::ITEMS;

/// The checklist, folded.
#[derive(Debug, Serialize)]
pub struct ChecklistView {
    /// "19 of 32 items reported"
    #[serde(skip)]
    pub briefly: String,
    /// "Casebook finds 19 of 32 items reported."
    pub sentence: String,
    /// "Not reported: who carried it out …", naming them.
    pub missing: String,
    pub source: String,
    pub domains: Vec<DomainView>,
}

/// One of the three parts of the checklist.
#[derive(Debug, Serialize)]
pub struct DomainView {
    pub name: String,
    pub items: Vec<ItemView>,
}

/// One item.
#[derive(Debug, Serialize)]
pub struct ItemView {
    pub number: u8,
    pub name: String,
    /// Empty where nobody said anything.
    pub answers: Vec<String>,
}

pub(super) fn view(site: &Site, id: StudyId) -> Option<ChecklistView> {
    let study = &site.published[id];
    if study.interviews.is_empty() {
        return None;
    }
    let say = site.say;
    let list = checklist(|item| worked_out(site, id, item), &study.about.reporting);
    let name = |item: u8| say.text(&format!("coreq_item.{}", ITEMS[usize::from(item) - 1]));
    let item = |(number, answer): (u8, &Answer<String>)| ItemView {
        number,
        name: name(number),
        answers: match answer.clone() {
            Answer::Written { said, worked_out } => [said].into_iter().chain(worked_out).collect(),
            Answer::WorkedOut(answer) => vec![answer],
            Answer::Missing => Vec::new(),
        },
    };
    let domains = [
        (Domain::Team, "coreq.team"),
        (Domain::Design, "coreq.design"),
        (Domain::Findings, "coreq.findings"),
    ]
    .map(|(domain, key)| DomainView {
        name: say.text(key),
        items: (1..=coreq::ITEMS)
            .zip(&list.0)
            .filter(|(number, _)| coreq::domain(*number) == domain)
            .map(item)
            .collect(),
    });
    let of = usize::from(coreq::ITEMS);
    let missing: Vec<String> = list
        .missing()
        .map(|item| {
            say.with(
                "coreq.numbered",
                fill![n: item.to_string(), item: name(item)],
            )
        })
        .collect();
    Some(ChecklistView {
        briefly: say.count("study.checked_reported", list.reported(), fill![of: of]),
        sentence: say.count("coreq.sentence", list.reported(), fill![of: of]),
        missing: match missing.is_empty() {
            true => String::new(),
            false => say.with("coreq.missing", fill![items: missing.join("; ")]),
        },
        source: say.text("coreq.source"),
        domains: domains.into(),
    })
}

/// What the data say of an item; `None` where they say nothing.
fn worked_out(site: &Site, id: StudyId, item: u8) -> Option<String> {
    let say = site.say;
    let study = &site.published[id];
    let about = &study.about;
    let index = site.study(id);
    let held = study.interviews.len();
    let given = |key: &str, n: usize| (n > 0).then(|| say.count(key, n, fill![of: held]));
    let key = ITEMS[usize::from(item) - 1];
    match key {
        "interviewers" => match (site.published.shows_researchers(), &about.interviewers) {
            (true, names) if !names.is_empty() => Some(say.list(names)),
            _ => given("coreq.interviewers", index.interviewers),
        },
        "sampling" => about.sample.criteria.clone(),
        "approach" => {
            let ways = &about.sample.recruited_through;
            (!ways.is_empty()).then(|| say.list(ways))
        }
        "sample-size" => Some(say.count("coreq.participants", index.interviewed, &[])),
        "setting" => {
            let mut channels: Vec<&str> = Vec::new();
            for channel in study.interviews.iter().filter_map(|i| i.channel.as_deref()) {
                if !channels.iter().any(|c| c.eq_ignore_ascii_case(channel)) {
                    channels.push(channel);
                }
            }
            (!channels.is_empty()).then(|| say.list(&channels))
        }
        "others-present" => {
            let others = study.participants.iter().filter(|p| !p.interviewed).count();
            (others > 0).then(|| say.count("coreq.others", others, &[]))
        }
        "sample" => {
            let named = index.segment_names.iter().filter(|name| !name.is_empty());
            let groups = named.count();
            (groups > 0).then(|| say.count("coreq.groups", groups, &[]))
        }
        "guide" => {
            let asked = study.questions.len();
            (asked > 0).then(|| say.count("coreq.questions", asked, &[]))
        }
        "repeat-interviews" => {
            let again = study.interviews.iter().filter(|i| i.round > 1).count();
            Some(say.count("coreq.again", again, fill![of: held]))
        }
        "recording" => {
            let recorded = study.interviews.iter().filter(|i| i.recording.is_some());
            given("coreq.recorded", recorded.count())
        }
        "field-notes" => given("coreq.notes", held),
        "duration" => {
            let timed = study.interviews.iter().filter(|i| i.minutes.is_some());
            given("coreq.timed", timed.count())
        }
        "saturation" => assessed(site, id),
        "coders" => {
            let names: BTreeSet<String> = study.coders().map(|c| c.name.to_lowercase()).collect();
            (!names.is_empty()).then(|| say.count("coreq.coders", names.len(), &[]))
        }
        "coding-tree" => {
            let defined = study.themes.iter().filter(|t| t.definition.is_some());
            let (defined, of) = (defined.count(), study.themes.len());
            (defined > 0).then(|| say.count("coreq.defined", defined, fill![of: of]))
        }
        "software" => Some(say.text("coreq.casebook")),
        "quotations" => {
            let shown = site.quotes.of_study(id).len();
            let key = match site.published.view().attribution {
                Attribution::Code => "coreq.quoted_by_code",
                Attribution::Segment => "coreq.quoted_by_group",
                Attribution::None => return None,
            };
            (shown > 0).then(|| say.count(key, shown, &[]))
        }
        "consistency" => {
            let insights = &index.findings.insights;
            let raised = |t: &&_| site.theme_findings(id, **t).frequency().raised() > 0;
            let on_evidence = insights.iter().filter(raised).count();
            let of = insights.len();
            (on_evidence > 0).then(|| say.count("coreq.on_evidence", on_evidence, fill![of: of]))
        }
        "major-themes" => {
            let insights = index.findings.insights.len();
            (insights > 0).then(|| say.count("coreq.insights", insights, &[]))
        }
        "minor-themes" => {
            let counter = study.themes.iter().filter(|t| t.counter.is_some()).count();
            let insights = index.findings.insights.len();
            (counter > 0)
                .then(|| say.count("coreq.counter", counter, fill![of: insights.max(counter)]))
        }
        _ => None,
    }
}

//! The casebook at a glance: the study that has most to tell, the others, what it was worth, and
//! the running practice.

use serde::Serialize;

use super::case_study::brief::{lead_decision, not_yet, sentence};
use super::chart::Figure;
use super::decisions::Log;
use super::html::escape;
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::shell::Shell;
use super::{Link, OnPage, PageKey, Site};
use crate::analyse::range::Range;
use crate::language::capitalised;
use crate::model::{DecisionStatus, Study, StudyId, StudyStatus};

/// What `home.html` sees.
#[derive(Debug, Serialize)]
pub struct HomeView {
    pub page: Shell,
    pub heading: String,
    pub meta: String,
    pub lead: Option<LeadStudy>,
    /// Studies that have found something.
    pub told: Vec<StudyLine>,
    /// Studies that have not yet.
    pub under_way: Vec<StudyLine>,
    /// What was spent and what came back, as HTML; and where each figure is.
    pub worth: Option<String>,
    pub log: String,
    pub programme: Option<Glance>,
}

/// The study that has most to tell.
#[derive(Debug, Serialize)]
pub struct LeadStudy {
    pub href: String,
    pub title: String,
    /// "Concluded"
    pub state: String,
    /// When, and with how many.
    pub facts: Vec<String>,
    pub challenge: Option<String>,
    /// The lead insight and its count, as HTML.
    pub known: String,
    /// What came of it, as HTML.
    pub came_of_it: Vec<String>,
    pub quote: Option<QuoteView>,
}

/// Another study, in a paragraph.
#[derive(Debug, Serialize)]
pub struct StudyLine {
    pub href: String,
    pub title: String,
    /// "In the field, 7 of 12 conversations held"
    pub state: String,
    pub challenge: Option<String>,
    /// The lead insight and its count, or what is known instead. As HTML.
    pub known: String,
}

/// The running practice on a few lines.
#[derive(Debug, Serialize)]
pub struct Glance {
    pub cadence: Figure,
    pub today: Vec<String>,
    pub more: Link,
}

pub fn view(site: &Site) -> HomeView {
    let on = OnPage::new(site, &PageKey::Home);
    let say = site.say;
    let published = site.published;
    let mut studies: Vec<StudyId> = site.study_ids().collect();
    studies.sort_by_key(|id| std::cmp::Reverse(telling(site, *id)));
    let lead = studies
        .first()
        .copied()
        .filter(|id| !site.study(*id).findings.insights.is_empty());
    let (told, under_way): (Vec<StudyId>, Vec<StudyId>) = studies
        .into_iter()
        .filter(|id| Some(*id) != lead)
        .partition(|id| !site.study(*id).findings.insights.is_empty());
    let lines = |ids: Vec<StudyId>| ids.into_iter().map(|id| line(&on, id)).collect();
    let heading = match &published.settings.description {
        Some(description) => description.clone(),
        None => say.text("home.heading"),
    };
    let meta = meta(site);
    let held = published.studies.iter().any(|s| !s.interviews.is_empty());
    HomeView {
        lead: lead.map(|id| lead_study(&on, id)),
        told: lines(told),
        under_way: lines(under_way),
        worth: worth(site),
        log: on.link(&PageKey::Decisions),
        programme: held.then(|| Glance {
            cadence: site.cadence("cadence"),
            today: [
                Some(site.backlog_sentence(&site.backlog())),
                site.rest_sentence(),
                Some(site.review_sentence()),
            ]
            .into_iter()
            .flatten()
            .collect(),
            more: Link {
                href: on.link(&PageKey::Programme),
                title: say.text("home.programme_more"),
            },
        }),
        page: Shell {
            section: "studies",
            is_section: true,
            ..on.shell(String::new(), format!("{heading}. {meta}"))
        },
        heading,
        meta,
    }
}

/// How much a study has to tell: an insight, a measured decision, how far it is, how new it is.
fn telling(site: &Site, id: StudyId) -> impl Ord + use<> {
    let study = &site.published[id];
    let measured = study
        .decisions
        .iter()
        .any(|d| d.status == DecisionStatus::Measured && d.outcome.is_some());
    let stage = match study.about.status {
        Some(StudyStatus::Concluded) => 3,
        Some(StudyStatus::Synthesis) | None => 2,
        Some(StudyStatus::Fielding) => 1,
        Some(StudyStatus::Planned) => 0,
    };
    let insight = !site.study(id).findings.insights.is_empty();
    (insight, measured, stage, study.about.period.1)
}

/// "Three studies, 82 conversations and 14 decisions. To 23 November 2026."
fn meta(site: &Site) -> String {
    let say = site.say;
    if site.published.studies.is_empty() {
        return say.text("home.nothing");
    }
    let what = counts(site).unwrap_or_default();
    let date = say.date(site.today.0);
    say.with("home.meta", fill![what: what, date: date])
}

/// "Three studies, 82 conversations and 14 decisions"; `None` without a study.
pub(super) fn counts(site: &Site) -> Option<String> {
    let say = site.say;
    let studies = &site.published.studies;
    let talks: usize = studies.iter().map(|s| s.interviews.len()).sum();
    let decisions: usize = studies.iter().map(|s| s.decisions.len()).sum();
    let counts: Vec<String> = [
        ("home.studies", studies.len()),
        ("home.conversations", talks),
        ("home.decisions", decisions),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| say.count(key, n, &[]))
    .collect();
    (!studies.is_empty()).then(|| say.list(&counts))
}

fn lead_study(on: &OnPage, id: StudyId) -> LeadStudy {
    let site = on.site;
    let study = &site.published[id];
    let theme = site.study(id).findings.insights.first();
    let quote = theme.and_then(|theme| site.study(id).picks(*theme).first());
    let mut facts: Vec<String> = site.say.period(study.about.period).into_iter().collect();
    facts.push(conversations(site, study));
    LeadStudy {
        href: on.link(&PageKey::CaseStudy(id)),
        title: study.about.title.clone(),
        state: state(site, study),
        facts,
        challenge: study.about.challenge.as_deref().map(sentence),
        known: known(site, id),
        came_of_it: came_of_it(on, id),
        quote: quote.and_then(|quote| on.quote(id, *quote, Role::OnHome)),
    }
}

fn line(on: &OnPage, id: StudyId) -> StudyLine {
    let site = on.site;
    let study = &site.published[id];
    let state = state(site, study);
    let held = conversations(site, study);
    StudyLine {
        href: on.link(&PageKey::CaseStudy(id)),
        title: study.about.title.clone(),
        state: match (state.is_empty(), study.interviews.is_empty()) {
            (true, _) => capitalised(&held),
            (false, true) => state,
            (false, false) => site
                .say
                .with("home.state_and", fill![state: state, what: held]),
        },
        challenge: study.about.challenge.as_deref().map(sentence),
        known: known(site, id),
    }
}

/// "Concluded"; nothing where the study does not say.
fn state(site: &Site, study: &Study) -> String {
    let status = study.about.status;
    status.map_or_else(String::new, |status| {
        let key = format!("study_status.{}", status.word());
        capitalised(&site.say.text(&key))
    })
}

/// "18 conversations", or "7 of 12 conversations held" while more are planned.
pub(super) fn conversations(site: &Site, study: &Study) -> String {
    let held = study.interviews.len();
    match study.about.sample.target.map(|n| n as usize) {
        Some(target) if target > held => {
            site.say.count("home.held_of", held, fill![target: target])
        }
        _ => site.say.count("home.conversations", held, &[]),
    }
}

/// "They cannot tell which size fits. **11 of 18** participants." As HTML.
fn known(site: &Site, id: StudyId) -> String {
    let study = &site.published[id];
    let lead = site.study(id).findings.insights.first();
    let insight = lead.and_then(|theme| Some((theme, study[*theme].insight.as_ref()?)));
    match insight {
        // An insight in another direction than the page's keeps its order to itself.
        Some((theme, insight)) => format!(
            "<bdi>{}</bdi> {}",
            escape(&sentence(insight)),
            site.count_sentence(id, *theme)
        ),
        None => escape(&not_yet(site, id)),
    }
}

fn came_of_it(on: &OnPage, id: StudyId) -> Vec<String> {
    let site = on.site;
    let Some(at) = lead_decision(site, id) else {
        return Vec::new();
    };
    let decision = &site.published[id][at];
    let link = format!(
        "<a href=\"{}\">{}</a>",
        escape(&on.link(&PageKey::Decision(id, at))),
        escape(&decision.title)
    );
    let state = site.status(decision.status).text;
    let mut sentences = vec![site.say.html(
        "brief.decision",
        fill![state: state],
        &[("decision", &link)],
    )];
    let outcome = decision.outcome.as_ref();
    if let Some(words) = outcome.and_then(|outcome| site.outcome_words(outcome)) {
        sentences.push(escape(&words.change));
        sentences.push(escape(&words.interval));
    }
    sentences
}

/// "€26,645 spent on asking and acting. …" As HTML; nothing where no money is named.
fn worth(site: &Site) -> Option<String> {
    let say = site.say;
    let log = Log::of(site);
    let spent = (log.found.spent > 0.0).then(|| site.money(log.found.spent));
    let measured = log.totals.in_headline > 0;
    let Range { low, likely, high } = log.totals.headline;
    let mut sentences = Vec::new();
    if let Some(spent) = &spent {
        sentences.push(escape(&say.with("home.spent", fill![spent: spent])));
    }
    if measured {
        let number = format!("<span class=\"num\">{}</span>", escape(&site.money(likely)));
        let key = match high - low < 0.005 {
            true => "home.returns_point",
            false => "home.returns",
        };
        let (low, high) = (site.money(low), site.money(high));
        sentences.push(say.html(key, fill![low: low, high: high], &[("likely", &number)]));
        let (n, of) = (log.totals.in_headline, log.totals.decisions);
        if n < of {
            sentences.push(escape(&say.with("home.measured_of", fill![n: n, of: of])));
        }
    } else if spent.is_some() {
        sentences.push(escape(&say.text("return.nothing_measured")));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

//! One theme: its claim, the evidence for it and against it, every quote, and what came of it.

use serde::Serialize;

use super::case_study::insight::Limits;
use super::case_study::story::limitations_anchor;
use super::chart::Figure;
use super::index::QUOTES_A_PAGE;
use super::ledger::same_period;
use super::parts::{Count, DecisionLink};
use super::prose::ProseView;
use super::quote::{QuoteView, Role, SegmentView};
use super::say::fill;
use super::shell::Shell;
use super::worth::{measured_first, measured_of};
use super::{Link, OnPage, PageKey, Site};
use crate::language::capitalised;
use crate::model::{EvidenceId, Measurement, Metric, Outcome, Point, StudyId, ThemeId};

/// What `theme.html` sees.
#[derive(Debug, Serialize)]
pub struct ThemeView {
    pub page: Shell,
    /// The insight where there is one, else the title.
    pub heading: String,
    /// The title, where the heading is the insight.
    pub title: Option<String>,
    pub definition: Option<String>,
    /// "11 of 18 participants …", as HTML.
    pub count: String,
    /// The author's or the tool's choice, large.
    pub leads: Vec<QuoteView>,
    /// All others, by segment.
    pub groups: Vec<QuoteGroup>,
    /// On the first page only; further ones hold nothing but quotes.
    pub about: Option<Box<AboutTheme>>,
}

/// All that a theme's first page says beside its quotes.
#[derive(Debug, Serialize)]
pub struct AboutTheme {
    /// Who raised it, one mark a participant.
    pub strip: Figure,
    pub by_segment: Option<Figure>,
    /// The parts that its strength is made of, a sentence each.
    pub strength: Vec<String>,
    /// What the study cannot say.
    pub limits: Option<Limits>,
    /// "Among people like these, expect …"
    pub wider_group: Option<String>,
    /// What the author makes of it; its first paragraph apart when that is short.
    pub standfirst: Option<String>,
    pub body: Option<ProseView>,
    /// "11 quotes by 10 of the 11; P09 was seen, not quoted."
    pub quotes_note: String,
    /// Counter-evidence: what the author wrote, and who was asked and did not raise it.
    pub counter: Option<ProseView>,
    pub did_not: Option<String>,
    /// Other themes of the same participants.
    pub beside: Vec<Count>,
    /// How many quotes sounded like what.
    pub emotions: Vec<Count>,
    /// The theme above and those below.
    pub parent: Option<Link>,
    pub children: Vec<Count>,
    /// Decisions that rest on it.
    pub decisions: Vec<DecisionLink>,
    /// Metrics that it is triangulated with.
    pub metrics: Vec<Count>,
    /// When the insight is to be looked at again.
    pub review: Option<String>,
    /// Severity, impact and feasibility of five.
    pub scores: Vec<Count>,
}

/// Quotes of one segment.
#[derive(Debug, Serialize)]
pub struct QuoteGroup {
    /// `None` for those whose segment is not known or not shown.
    pub segment: Option<SegmentView>,
    pub quotes: Vec<QuoteView>,
    /// In place of `quotes`, where no template is the casebook's own: all of them as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<String>,
}

/// One page of a theme.
pub fn view(site: &Site, study_id: StudyId, id: ThemeId, part: u32) -> ThemeView {
    let on = OnPage::new(site, &PageKey::Theme(study_id, id, part));
    let say = site.say;
    let theme = &site.published[study_id][id];
    let index = site.study(study_id);
    let first = part == 1;
    let listed = page_of(index.of_theme(id), part);
    let leads = if first { index.leads_of(id) } else { 0 };
    let (leads, rest) = listed.split_at(leads.min(listed.len()));
    let heading = theme.insight.clone().unwrap_or_else(|| theme.title.clone());
    let count = site.count_sentence(study_id, id);
    let counted = super::prose::plain(&count);
    let description = match &theme.insight {
        Some(insight) => format!("{insight} {counted}"),
        None => counted,
    };
    let part_link = |part: u32, key: &str| Link {
        href: on.link(&PageKey::Theme(study_id, id, part)),
        title: say.text(key),
    };
    let view = ThemeView {
        title: theme.insight.is_some().then(|| theme.title.clone()),
        heading,
        definition: theme.definition.clone(),
        count,
        leads: leads
            .iter()
            .enumerate()
            .filter_map(|(i, e)| {
                let role = match i {
                    0 => Role::ThemeLead,
                    _ => Role::InTheme,
                };
                on.quote(study_id, *e, role)
            })
            .collect(),
        groups: groups(&on, study_id, rest),
        about: first.then(|| Box::new(about(&on, study_id, id))),
        page: Shell::default(),
    };
    ThemeView {
        page: Shell {
            kind: say.with("theme.kind", fill![theme: &*theme.title]),
            previous: (part > 1).then(|| part_link(part - 1, "words.previous")),
            next: (part < index.parts(id)).then(|| part_link(part + 1, "words.next")),
            part: say.part(part, index.parts(id)),
            ..on.study_shell(study_id, theme.title.clone(), description)
        },
        ..view
    }
}

fn about(on: &OnPage, study_id: StudyId, id: ThemeId) -> AboutTheme {
    let site = on.site;
    let study = &site.published[study_id];
    let theme = &study[id];
    let mut body = on.prose(&theme.body);
    AboutTheme {
        strip: on.strip("who", study_id, id),
        by_segment: on.by_segment("groups", study_id, id),
        strength: site.strength(study_id, id),
        limits: on.limits(
            study_id,
            limitations_anchor(site, study_id).as_deref(),
            true,
        ),
        wider_group: site.wider_group(site.theme_findings(study_id, id)),
        standfirst: body.take_standfirst(),
        body: (!body.is_empty()).then_some(body),
        quotes_note: quotes_note(on, study_id, id),
        counter: theme.counter.as_ref().map(|text| on.prose(text)),
        did_not: did_not(on, study_id, id),
        beside: beside(on, study_id, id),
        emotions: emotions(site, study_id, id),
        parent: theme.parent.map(|parent| Link {
            href: on.link(&PageKey::Theme(study_id, parent, 1)),
            title: study[parent].title.clone(),
        }),
        children: theme
            .children
            .iter()
            .map(|child| Count {
                href: Some(on.link(&PageKey::Theme(study_id, *child, 1))),
                title: study[*child].title.clone(),
                count: site.of_asked(site.theme_findings(study_id, *child).frequency()),
            })
            .collect(),
        decisions: site
            .study(study_id)
            .decisions_on(id)
            .iter()
            .map(|decision| on.decision_link(study_id, *decision))
            .collect(),
        metrics: theme
            .metrics
            .iter()
            .flat_map(|metric| metric_counts(on, study_id, id, &study[*metric]))
            .collect(),
        review: review(site, theme.review_by),
        scores: scores(site, study_id, id),
    }
}

/// The stretch of a list that one part of it shows.
fn page_of(all: &[EvidenceId], part: u32) -> &[EvidenceId] {
    let from = (part as usize - 1) * QUOTES_A_PAGE;
    let to = (from + QUOTES_A_PAGE).min(all.len());
    all.get(from..to).unwrap_or_default()
}

fn groups(on: &OnPage, study: StudyId, ids: &[EvidenceId]) -> Vec<QuoteGroup> {
    let said = &on.site.published[study];
    let participant = |id: &EvidenceId| said[*id].participant;
    let segment = |id: &EvidenceId| said[participant(id)].segment;
    ids.chunk_by(|a, b| segment(a) == segment(b))
        .map(|ids| {
            let drawn = on.drawn_voices(study, ids);
            let quotes = match drawn {
                Some(_) => Vec::new(),
                None => ids
                    .iter()
                    .filter_map(|id| on.quote(study, *id, Role::InTheme))
                    .collect(),
            };
            QuoteGroup {
                segment: on.site.segment_of(study, participant(&ids[0])),
                quotes,
                drawn,
            }
        })
        .collect()
}

/// "11 quotes by 10 of the 11 who raised it. P09 was seen, not quoted." Where codes are not shown it
/// never says by how many: a list by one person would then be known to be one person's.
fn quotes_note(on: &OnPage, study_id: StudyId, id: ThemeId) -> String {
    let site = on.site;
    let say = site.say;
    let study = &site.published[study_id];
    let findings = site.theme_findings(study_id, id);
    let shown = site.study(study_id).of_theme(id);
    let mut quoted: Vec<_> = shown
        .iter()
        .filter(|e| study[**e].is_quote())
        .map(|e| study[*e].participant)
        .collect();
    let quotes = quoted.len();
    quoted.sort_unstable();
    quoted.dedup();
    let seen: Vec<usize> = findings
        .prevalence
        .all
        .raised
        .iter()
        .filter(|p| {
            quoted
                .binary_search(&crate::model::ParticipantId(**p as u32))
                .is_err()
        })
        .filter(|p| {
            shown
                .iter()
                .any(|e| study[*e].participant.index() == **p && !study[*e].is_quote())
        })
        .copied()
        .collect();
    if quotes == 0 {
        return say.text("theme.no_quotes");
    }
    let of = findings.frequency().raised();
    let by = quoted.len();
    let shows_codes = site.published.shows_codes();
    let mut note = match by == of {
        _ if !shows_codes => say.count("theme.quotes_alone", quotes, &[]),
        true => say.count("theme.quotes_all", quotes, fill![of: of]),
        false => say.count("theme.quotes", quotes, fill![by: by, of: of]),
    };
    if !seen.is_empty() && shows_codes {
        note.push(' ');
        note += &match on.names(study_id, &seen) {
            Some(names) if seen.len() <= 4 => {
                say.count("theme.seen_names", seen.len(), fill![who: names])
            }
            _ => say.count("theme.seen", seen.len(), &[]),
        };
    }
    let withheld = (findings.quotes + findings.observations).saturating_sub(shown.len());
    if withheld > 0 {
        note.push(' ');
        note += &say.count("theme.withheld", withheld, &[]);
    }
    note
}

/// Who was asked and did not raise it.
fn did_not(on: &OnPage, study: StudyId, id: ThemeId) -> Option<String> {
    let site = on.site;
    let say = site.say;
    let findings = site.theme_findings(study, id);
    let people = &findings.prevalence.all.did_not;
    if people.is_empty() {
        return None;
    }
    let of = findings.frequency().asked();
    let sentence = say.count("theme.did_not", people.len(), fill![of: of]);
    Some(match on.names(study, people) {
        Some(names) if people.len() <= 24 => {
            say.with("theme.did_not_names", fill![sentence: sentence, who: names])
        }
        _ => sentence,
    })
}

fn beside(on: &OnPage, study_id: StudyId, id: ThemeId) -> Vec<Count> {
    let site = on.site;
    let study = &site.published[study_id];
    let findings = site.theme_findings(study_id, id);
    let raised = findings.frequency().raised();
    findings
        .beside
        .iter()
        .take(8)
        .map(|(other, both)| Count {
            href: Some(on.link(&PageKey::Theme(study_id, *other, 1))),
            title: study[*other].title.clone(),
            count: site.k_of_n(*both, raised),
        })
        .collect()
}

fn emotions(site: &Site, study_id: StudyId, id: ThemeId) -> Vec<Count> {
    let study = &site.published[study_id];
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut all = 0;
    let tagged = site.study(study_id).of_theme(id).iter();
    for evidence in tagged.map(|e| &study[*e]).filter(|e| e.is_quote()) {
        all += usize::from(!evidence.emotions.is_empty());
        for emotion in &evidence.emotions {
            match counts.iter_mut().find(|(name, _)| **name == **emotion) {
                Some((_, n)) => *n += 1,
                None => counts.push((emotion, 1)),
            }
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
        .into_iter()
        .take(10)
        .map(|(emotion, n)| Count {
            href: None,
            title: emotion.to_owned(),
            count: site.k_of_n(n, all),
        })
        .collect()
}

/// A metric as the decisions on the theme measured it before and after them; where none did, by its
/// first and last value.
fn metric_counts(on: &OnPage, study_id: StudyId, id: ThemeId, metric: &Metric) -> Vec<Count> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[study_id];
    let decisions = site.study(study_id).decisions_on(id).iter();
    let counts: Vec<Count> = decisions
        .filter_map(|decision| {
            let found = &study[*decision];
            let outcome = found.outcome.as_ref().filter(|o| is_on(o, metric))?;
            let (before, after) = (outcome.before.as_ref()?, outcome.after.as_ref()?);
            if same_period(outcome) {
                return None;
            }
            let (from, to) = (
                measured_first(say, before, outcome),
                measured_of(say, after),
            );
            let words = fill![from: from, to: to, decision: &*found.title];
            Some(Count {
                href: Some(on.link(&PageKey::Decision(study_id, *decision))),
                title: capitalised(&site.metric_name(Some(&metric.id))),
                count: say.with("theme.metric_outcome", words),
            })
        })
        .collect();
    match counts.is_empty() {
        true => ends(site, study_id, metric).into_iter().collect(),
        false => counts,
    }
}

fn is_on(outcome: &Outcome, metric: &Metric) -> bool {
    outcome.metric.as_deref() == Some(&*metric.id)
}

/// A metric by its first and last value, in the unit of a decision that measured it: "first 32,
/// last 29, 5 January to 27 July 2026".
fn ends(site: &Site, study_id: StudyId, metric: &Metric) -> Option<Count> {
    let say = site.say;
    let (first, last) = (metric.series.points.first()?, metric.series.points.last()?);
    let period = say.language().date_range(first.date, last.date);
    let unit = unit(site, study_id, metric);
    let value = |point: &Point| match (unit, point.n.filter(|n| *n > 0.0)) {
        ("", Some(n)) => {
            let value = say.number(point.value);
            say.with("theme.metric_of", fill![value: value, n: say.number(n)])
        }
        (_, n) => measured_of(
            say,
            &Measurement {
                value: point.value,
                unit: unit.to_owned(),
                n,
                period: None,
            },
        ),
    };
    let (from, to) = (value(first), value(last));
    Some(Count {
        href: None,
        title: capitalised(&site.metric_name(Some(&metric.id))),
        count: match metric.series.points.len() {
            1 => say.with("theme.metric_point", fill![last: to, period: period]),
            _ => say.with(
                "theme.metric_range",
                fill![first: from, last: to, period: period],
            ),
        },
    })
}

/// A metric's unit by its own file; where that names none, by a decision that measured it.
fn unit<'s>(site: &'s Site, study_id: StudyId, metric: &'s Metric) -> &'s str {
    if !metric.series.unit.is_empty() {
        return &metric.series.unit;
    }
    let outcomes = site.published[study_id].decisions.iter();
    let mut outcomes = outcomes.filter_map(|decision| decision.outcome.as_ref());
    let outcome = outcomes.find(|outcome| is_on(outcome, metric));
    let measured = outcome.and_then(|o| o.before.as_ref().or(o.after.as_ref()));
    measured.map_or("", |m| &m.unit)
}

fn review(site: &Site, by: Option<jiff::civil::Date>) -> Option<String> {
    let by = by?;
    let key = if by < site.today.0 {
        "theme.review_over"
    } else {
        "theme.review"
    };
    Some(site.say.with(key, fill![date: site.say.date(by)]))
}

fn scores(site: &Site, study: StudyId, id: ThemeId) -> Vec<Count> {
    let theme = &site.published[study][id];
    let say = site.say;
    let of_five = |score: u8| say.with("words.of_five", fill![k: usize::from(score)]);
    [
        ("score.severity", theme.severity),
        ("score.impact", theme.impact),
        ("score.feasibility", theme.feasibility),
    ]
    .into_iter()
    .filter_map(|(key, score)| {
        Some(Count {
            href: None,
            title: say.text(key),
            count: of_five(score?),
        })
    })
    .collect()
}

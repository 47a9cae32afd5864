//! `data/casebook.json` from the published casebook.

use jiff::civil::Date;

use super::cell::{cents, plain as number};
use super::decisions::{cost_counts, counted, value_counts};
use super::matrix::Matrix;
use super::quotes::{kind, question, themes, words};
use super::seq::Seq;
use super::themes::readable_counts;
use super::tree::{self, Item, Proof};
use super::{date, plain, readable};
use crate::analyse::agreement::Alpha;
use crate::analyse::{ledger, range};
use crate::model::{
    Asked, Decision, Direction, Evidence, Interview, InterviewId, ParticipantId, Stance, Study,
    StudyId, TalkItem, ThemeId, When,
};
use crate::view::Site;
use crate::view::case_study::agreement::coded;
use crate::view::case_study::method::talk_of;
use crate::view::ledger::{row_of, totals_of_all};
use crate::view::worth::grade_letter;

pub fn casebook<'a>(site: &'a Site) -> tree::Casebook<'a> {
    let published = site.published;
    let settings = &published.settings;
    tree::Casebook {
        schema: "casebook.schema.json",
        version: tree::VERSION,
        title: &settings.title,
        description: settings.description.as_deref(),
        language: &settings.language,
        audience: published.audience().word(),
        built: site.today.0.to_string(),
        currency: &settings.currency,
        studies: site.study_ids().map(|id| study(site, id)).collect(),
        pages: published
            .pages
            .iter()
            .map(|page| tree::Page {
                id: &page.id,
                title: &page.title,
                text: plain(published, &page.body),
            })
            .collect(),
        totals: totals(&totals_of_all(&published.studies)),
    }
}

fn study<'a>(site: &'a Site, id: StudyId) -> tree::Study<'a> {
    let study = &site.published[id];
    let about = &study.about;
    let withheld = &site.published.withheld.studies[id.0 as usize];
    tree::Study {
        id: &study.id,
        title: &about.title,
        status: about.status.map(|status| status.word()),
        challenge: about.challenge.as_deref(),
        question: about.question.as_deref(),
        objectives: &about.objectives,
        stakes: about.stakes.as_deref(),
        from: day(about.period.0),
        to: day(about.period.1),
        limitations: about.limitations.as_deref(),
        success_metric: study
            .success_metric
            .as_ref()
            .map(|metric| tree::SuccessMetric {
                theme: &study[metric.theme].id,
                at_least: number(metric.at_least),
            }),
        guide: study
            .questions
            .iter()
            .map(|question| tree::Question {
                id: &question.id,
                ask: &question.ask,
                why: question.why.as_deref(),
            })
            .collect(),
        segments: study
            .segments
            .iter()
            .map(|segment| segment.name.as_str())
            .filter(|name| !name.is_empty())
            .collect(),
        participant_count: study.participants.len(),
        interview_count: study.interviews.len(),
        interviewer_count: site.study(id).interviewers,
        round_count: site.study(id).findings.rounds,
        talk_time: talk_of(study).map(|found| tree::TalkTime {
            participant: seconds(found.talk.participant),
            all: seconds(found.talk.all),
            interviews: found.known,
        }),
        agreement: coded(study).map(|coded| tree::Agreement {
            coders: coded.names.len(),
            shared: coded.shared.len(),
            same: coded.shared.len() - coded.found.disagreements.len(),
            alpha: match coded.found.alpha {
                Alpha::Known(alpha) => Some((alpha * 1e4).round() / 1e4),
                Alpha::NoVariation | Alpha::NothingShared => None,
            },
        }),
        participants: participants(site, id),
        interviews: interviews(site, id),
        evidence: Seq::of(readable(site, study), move |at| {
            evidence(site, id, &study[at])
        }),
        themes: (0..study.themes.len() as u32)
            .map(|at| theme(site, id, ThemeId(at)))
            .collect(),
        decisions: study
            .decisions
            .iter()
            .map(|entry| decision(site, id, entry))
            .collect(),
        metrics: study.metrics.iter().map(metric).collect(),
        story: study
            .story
            .iter()
            .map(|section| tree::Section {
                heading: &section.heading,
                text: plain(site.published, &section.body),
            })
            .collect(),
        withheld: tree::Withheld {
            quotes: withheld.quotes,
            observations: withheld.observations,
            interviews: withheld.interviews,
            participants: withheld.participants,
            media: withheld.media,
            withdrawn: withheld.withdrawn,
        },
    }
}

fn participants<'a>(site: &'a Site, id: StudyId) -> Seq<'a, tree::Participant<'a>> {
    let study = &site.published[id];
    let known = match site.published.shows_codes() {
        true => study.participants.len() as u32,
        false => 0,
    };
    let matrix = Matrix::of(site, id);
    let who_raised = move |p: ParticipantId, wanted: bool| -> Vec<&'a str> {
        (0..study.themes.len() as u32)
            .map(ThemeId)
            .filter(|theme| matrix.raised(*theme, p) == Some(wanted))
            .map(|theme| &*study[theme].id)
            .collect()
    };
    Seq::of((0..known).map(ParticipantId).collect(), move |p| {
        tree::Participant {
            code: &study[p].code,
            segment: segment(study, p),
            interviewed: study[p].interviewed,
            raised: who_raised(p, true),
            did_not_raise: who_raised(p, false),
        }
    })
}

/// Conversations that the audience may know of, where codes may be shown; elsewhere they would say
/// which words are one person's.
fn interviews<'a>(site: &'a Site, id: StudyId) -> Seq<'a, tree::Interview<'a>> {
    let study = &site.published[id];
    let published = site.published;
    let known = (0..study.interviews.len() as u32)
        .map(InterviewId)
        .filter(|at| published.shows_codes() && study[*at].consent.allows(published.audience()));
    Seq::of(known.collect(), move |at| interview(site, id, at))
}

fn interview<'a>(site: &'a Site, id: StudyId, at: InterviewId) -> tree::Interview<'a> {
    let study = &site.published[id];
    let found = &study[at];
    let named = site.published.shows_researchers();
    let names = |names: &'a [String]| -> Vec<&'a str> {
        names.iter().filter(|_| named).map(String::as_str).collect()
    };
    tree::Interview {
        id: &found.id,
        participant: site.shown_code(id, found.participant),
        date: when(found.when),
        minutes: found.minutes,
        round: found.wave.map(|wave| wave + 1),
        talk_time: (found.talk_time)
            .filter(|_| site.has_interview_page(id, at))
            .map(|time| tree::TalkTime {
                participant: seconds(time.participant),
                all: seconds(time.all),
                interviews: 1,
            }),
        channel: found.channel.as_deref(),
        interviewers: names(&found.interviewers),
        note_takers: names(&found.note_takers),
        talk: talk(site, id, at, found),
    }
}

fn talk<'a>(
    site: &'a Site,
    id: StudyId,
    at: InterviewId,
    found: &'a Interview,
) -> Vec<tree::Exchange<'a>> {
    if !site.has_interview_page(id, at) {
        return Vec::new();
    }
    let study = &site.published[id];
    let index = site.study(id);
    let item = |item: &'a TalkItem| match item {
        TalkItem::Observation(text, _) => Some(Item::Observation(plain(site.published, text))),
        TalkItem::Evidence(place) => {
            let evidence = &study[index.piece(at, *place)];
            (!evidence.is_withheld()).then_some(Item::Evidence(&evidence.cite))
        }
    };
    found
        .talk
        .iter()
        .map(|exchange| tree::Exchange {
            question: match &exchange.asked {
                Asked::Nothing => "",
                Asked::Guide(question) => &study[*question].ask,
                Asked::FollowUp(heading) => heading,
            },
            items: exchange.items.iter().filter_map(item).collect(),
        })
        .collect()
}

pub fn evidence<'a>(site: &'a Site, id: StudyId, found: &'a Evidence) -> tree::Evidence<'a> {
    let study = &site.published[id];
    let (words, soundbite) = words(site, found);
    let talk = &study[found.interview];
    let listed = site.published.shows_codes() && site.has_interview_page(id, found.interview);
    tree::Evidence {
        id: &found.cite,
        kind: kind(found),
        participant: site.shown_code(id, found.participant),
        segment: segment(study, found.participant),
        date: when(talk.when),
        interview: listed.then_some(&*talk.id),
        question: question(study, found),
        words,
        soundbite,
        themes: themes(study, found),
        // Who coded what tells notes apart, and so says which words are of one note.
        coders: (found.coders.iter())
            .filter(|_| site.published.shows_codes())
            .map(|coder| tree::Coding {
                coder: coder.name.trim(),
                themes: coder.themes.iter().map(|t| &*study[*t].id).collect(),
            })
            .collect(),
        emotions: &found.emotions,
        time: found.time.as_ref().map(|time| &*time.written),
        stance: found.stance.map(|stance| match stance {
            Stance::Behaviour => "behaviour",
            Stance::Opinion => "opinion",
        }),
        severity: found.severity,
        remark: found.remark.as_deref(),
    }
}

pub fn theme<'a>(site: &'a Site, id: StudyId, at: ThemeId) -> tree::Theme<'a> {
    let study = &site.published[id];
    let theme = &study[at];
    let findings = site.study(id).findings.theme(at);
    let found = findings.frequency();
    let interval = found.interval();
    let (quotes, observations) = readable_counts(site.study(id).of_theme(at), study);
    // As many decimals as in themes.csv: more would only seem exact.
    let end = |n: f64| (n * 1e4).round() / 1e4;
    tree::Theme {
        id: &theme.id,
        title: &theme.title,
        parent: theme.parent.map(|parent| &*study[parent].id),
        insight: theme.insight.as_deref(),
        definition: theme.definition.as_deref(),
        severity: theme.severity,
        impact: theme.impact,
        feasibility: theme.feasibility,
        team_rank: theme.team_rank,
        asked_in: theme.asked_in.iter().map(|q| &*study[*q].id).collect(),
        participants: found.raised(),
        asked: found.asked(),
        interviewers: findings.interviewers,
        rounds: findings.rounds,
        low: interval.map(|i| end(i.low)),
        high: interval.map(|i| end(i.high)),
        quotes,
        observations,
        by_segment: findings
            .by_segment()
            .map(|(segment, found)| tree::BySegment {
                segment: &study[segment].name,
                participants: found.raised(),
                asked: found.asked(),
            })
            .filter(|group| !group.segment.is_empty())
            .collect(),
        feature: theme
            .feature
            .iter()
            .filter(|id| !study[**id].is_withheld())
            .map(|id| &*study[*id].cite)
            .collect(),
        counter: theme
            .counter
            .as_ref()
            .map(|text| plain(site.published, text)),
        metrics: theme.metrics.iter().map(|id| &*study[*id].id).collect(),
        review_by: day(theme.review_by),
        text: plain(site.published, &theme.body),
    }
}

pub fn decision<'a>(site: &'a Site, id: StudyId, entry: &'a Decision) -> tree::Decision<'a> {
    let study = &site.published[id];
    let row = row_of(entry);
    tree::Decision {
        id: &entry.id,
        title: &entry.title,
        status: entry.status.word(),
        decided: day(entry.decided),
        deciders: &entry.deciders,
        evidence: entry
            .evidence
            .iter()
            .filter_map(|proof| proof_of(site, id, *proof))
            .collect(),
        counter_evidence: entry
            .counter_evidence
            .as_ref()
            .map(|text| plain(site.published, text)),
        options: &entry.options,
        expected: entry.expected.as_ref().map(|expected| tree::Expected {
            metric: expected.metric.as_deref(),
            direction: expected.direction.map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            by: expected.by.as_deref(),
            until: day(expected.until),
            written: day(expected.written),
        }),
        actions: entry
            .actions
            .iter()
            .map(|action| tree::Action {
                what: &action.what,
                who: action.who.as_deref(),
                due: day(action.due),
                done: day(action.done),
            })
            .collect(),
        outcome: entry.outcome.as_ref().map(|outcome| tree::Outcome {
            metric: outcome.metric.as_deref(),
            of: outcome.of.as_deref(),
            before: outcome.before.as_ref().map(measurement),
            after: outcome.after.as_ref().map(measurement),
            other_changes: outcome.other_changes.as_deref(),
            source: outcome.source.as_deref(),
        }),
        cost: entry.cost,
        cost_counts: cost_counts(&row),
        value: entry.value.as_ref().map(|value| tree::Value {
            kind: value.kind.as_deref(),
            low: value.low,
            likely: value.likely,
            high: value.high,
            basis: value.basis.map(|basis| basis.word()),
            contribution: value.contribution.map(number),
        }),
        grade: grade_letter(row.grade),
        value_counts: value_counts(&row),
        counted: counted(&row).map(range),
        review_by: day(entry.review_by),
        superseded_by: entry.superseded_by.map(|id| &*study[id].id),
        text: plain(site.published, &entry.body),
    }
}

/// A theme, or what this audience may see of a quote or conversation.
fn proof_of<'a>(site: &'a Site, id: StudyId, proof: crate::model::Proof) -> Option<Proof<'a>> {
    let study = &site.published[id];
    Some(match proof {
        crate::model::Proof::Theme(theme) => Proof::Theme(&study[theme].id),
        crate::model::Proof::Evidence(id) if study[id].is_withheld() => return None,
        crate::model::Proof::Evidence(id) => Proof::Evidence(&study[id].cite),
        crate::model::Proof::Interview(at) if !site.has_interview_page(id, at) => return None,
        crate::model::Proof::Interview(at) => Proof::Interview(&study[at].id),
    })
}

fn measurement(m: &crate::model::Measurement) -> tree::Measurement<'_> {
    tree::Measurement {
        value: m.value,
        unit: &m.unit,
        n: m.n,
        period: m.period.as_deref(),
    }
}

fn metric(metric: &crate::model::Metric) -> tree::Metric<'_> {
    let point = |point: &crate::model::Point| tree::Point {
        date: point.date.to_string(),
        value: point.value,
        n: point.n,
    };
    tree::Metric {
        id: &metric.id,
        unit: &metric.series.unit,
        series: metric.series.points.iter().map(point).collect(),
    }
}

fn totals(totals: &ledger::Totals) -> tree::Totals {
    tree::Totals {
        decisions: totals.decisions,
        spent: cents(totals.spent),
        planned: cents(totals.planned),
        without_cost: totals.without_cost,
        headline: range(totals.headline),
        estimates: range(totals.estimates),
        avoided: range(totals.avoided),
    }
}

fn range(range: range::Range) -> tree::Range {
    tree::Range {
        low: cents(range.low),
        likely: cents(range.likely),
        high: cents(range.high),
    }
}

fn segment(study: &Study, id: ParticipantId) -> Option<&str> {
    study[id].segment.map(|segment| &*study[segment].name)
}

/// To a tenth of a second: transcripts know no more.
fn seconds(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
}

fn when(known: When) -> Option<String> {
    Some(date(known)).filter(|date| !date.is_empty())
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

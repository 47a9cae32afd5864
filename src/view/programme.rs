//! The running practice: how often interviews are held, what waits to be coded, who was asked how
//! often, what is due for another look, and who was asked by whom.
//!
//! Participants stand here by name only where their codes may be shown, interviewers where they
//! may be named. Where only months are known, nothing is said of single days.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::Serialize;

use super::case_study::method::minutes_within;
use super::chart::{Cadence, Figure, MonthCount, cadence};
use super::interview::short_name;
use super::parts::{Count, DateView};
use super::say::fill;
use super::shell::Shell;
use super::worth::days_between;
use super::{Link, OnPage, PageKey, Site};
use crate::analyse::cadence::{months, plan_of_month, rhythm};
use crate::analyse::programme::{Backlog, NoteCoding, Spread, backlog, mix, past_review, spread};
use crate::analyse::rest::{Rest, rest};
use crate::model::{DecisionId, InterviewId, ParticipantId, SegmentId, StudyId, ThemeId, When};

/// Months that the chart shows.
const MONTHS: usize = 24;
/// Lines that a list of the page shows.
const LISTED: usize = 100;

/// What `programme.html` sees.
#[derive(Debug, Serialize)]
pub struct ProgrammeView {
    pub page: Shell,
    pub heading: String,
    pub meta: String,
    pub rhythm: Vec<String>,
    pub cadence: Figure,
    /// What waits to be coded, and where.
    pub backlog: Vec<String>,
    pub uncoded: Vec<Count>,
    /// Who was asked too soon, and who rests.
    pub rest: Vec<String>,
    pub resting: Vec<RestRow>,
    pub reviews: Vec<String>,
    pub past_review: Vec<ReviewRow>,
    pub spread: Vec<Count>,
    /// Of which conversations `spread` speaks, where not of all.
    pub spread_note: Option<String>,
    pub mix: Vec<MixRow>,
    /// Whether the mix names a plan, and whether somebody is missing from it.
    pub planned: bool,
    pub missing: bool,
    pub several: bool,
}

/// A participant who is left alone for now.
#[derive(Debug, Serialize)]
pub struct RestRow {
    pub who: String,
    pub last: DateView,
    pub days: String,
    pub free_from: DateView,
    /// "Asked again after 12 days."
    pub too_soon: String,
}

/// An insight or decision whose date for another look has passed.
#[derive(Debug, Serialize)]
pub struct ReviewRow {
    pub href: String,
    pub title: String,
    /// "Theme: Why do they leave?", the study where there are several.
    pub of: String,
    /// "22 days past its date"
    pub since: String,
}

/// A segment of a study against its plan.
#[derive(Debug, Serialize)]
pub struct MixRow {
    pub study: Link,
    pub segment: String,
    pub held: usize,
    /// How many were planned, and in words.
    #[serde(skip)]
    pub plan: Option<usize>,
    pub planned: String,
    pub missing: String,
}

pub fn view(site: &Site) -> ProgrammeView {
    let on = OnPage::new(site, &PageKey::Programme);
    let say = site.say;
    let heading = say.text("programme.heading");
    let waits = site.backlog();
    let rests = rests(site);
    let mix = mix_rows(&on);
    let (spread, spread_note) = interviewers(site);
    ProgrammeView {
        meta: say.with("programme.meta", fill![date: say.date(site.today.0)]),
        rhythm: rhythm_sentences(site),
        cadence: site.cadence("cadence"),
        backlog: backlog_sentences(site, &waits),
        uncoded: uncoded(&on),
        rest: rest_sentences(site, rests.as_deref()),
        resting: rests.map_or_else(Vec::new, |rests| resting(site, rests)),
        reviews: vec![site.review_sentence()],
        past_review: reviews(&on),
        spread,
        spread_note,
        planned: mix.iter().any(|row| !row.planned.is_empty()),
        missing: mix.iter().any(|row| !row.missing.is_empty()),
        mix,
        several: site.published.studies.len() > 1,
        page: Shell {
            section: "programme",
            is_section: true,
            ..on.shell(heading.clone(), say.text("programme.description"))
        },
        heading,
    }
}

/// The days of all interviews, as far as they are known: days, months by their first day, and how
/// many have neither.
struct Dates {
    days: Vec<Date>,
    months: Vec<Date>,
    unknown: usize,
}

impl Dates {
    fn of(site: &Site) -> Dates {
        let mut dates = Dates {
            days: Vec::new(),
            months: Vec::new(),
            unknown: 0,
        };
        let studies = site.published.studies.iter();
        for interview in studies.flat_map(|study| &study.interviews) {
            match interview.when {
                When::Day(day) => dates.days.push(day),
                When::Month { year, month } => match Date::new(year, month, 1) {
                    Ok(first) => dates.months.push(first),
                    Err(_) => dates.unknown += 1,
                },
                When::Unknown => dates.unknown += 1,
            }
        }
        dates
    }

    fn all(&self) -> Vec<Date> {
        self.days.iter().chain(&self.months).copied().collect()
    }

    /// Whether months may be missing because too few share them.
    fn has_gaps(&self) -> bool {
        !self.months.is_empty() || self.days.is_empty()
    }
}

impl Site<'_> {
    /// Interviews a month against the plan.
    pub fn cadence(&self, id: &str) -> Figure {
        cadence(id, &self.months(), self.say.language())
    }

    /// The months that are shown, with their interviews.
    pub(super) fn months(&self) -> Cadence {
        let dates = Dates::of(self);
        let found = months(&dates.all(), self.today.0);
        let from = found.months.len().saturating_sub(MONTHS);
        let every = NonZeroU32::new(self.published.settings.programme.cadence.0);
        let plan = every.and_then(|every| plan_of_month(self.today.0, every));
        Cadence {
            months: found.months[from..]
                .iter()
                // A month that may not be named is not one without interviews.
                .filter(|month| month.held > 0 || !dates.has_gaps())
                .map(|month| MonthCount {
                    year: month.first.year(),
                    month: month.first.month(),
                    interviews: month.held,
                    so_far: month.current,
                })
                .collect(),
            plan: plan.filter(|_| !dates.has_gaps()).map(f64::from),
        }
    }

    /// What waits to be coded.
    pub fn backlog(&self) -> Backlog {
        let notes: Vec<NoteCoding> = self
            .study_ids()
            .flat_map(|study| self.codings(study))
            .collect();
        backlog(&notes)
    }

    /// How far each note of a study is coded.
    fn codings(&self, id: StudyId) -> Vec<NoteCoding> {
        let study = &self.published[id];
        let index = self.study(id);
        (0..study.interviews.len() as u32)
            .map(|interview| {
                let mut coding = NoteCoding::default();
                for piece in index.of_interview(InterviewId(interview)) {
                    match study[piece].themes.is_empty() {
                        false => coding.coded += 1,
                        true => coding.uncoded += usize::from(study[piece].is_quote()),
                    }
                }
                coding
            })
            .collect()
    }

    /// "Four quotes wait for a theme."
    pub fn backlog_sentence(&self, waits: &Backlog) -> String {
        self.say
            .count("programme.uncoded", waits.uncoded_quotes, &[])
    }

    /// "Nobody was asked twice within 90 days." `None` where this audience may not know.
    pub fn rest_sentence(&self) -> Option<String> {
        let rests = rests(self)?;
        let soon = rests.iter().filter(|r| !r.1.too_soon.is_empty()).count();
        let days = self.published.settings.programme.rest.0;
        Some(
            self.say
                .count("programme.too_soon", soon, fill![days: days]),
        )
    }

    /// "One insight is past its review; the next is due on 1 June."
    pub fn review_sentence(&self) -> String {
        let all: Vec<_> = self.review_dates().collect();
        let dates: Vec<Option<Date>> = all.iter().map(|(.., date)| *date).collect();
        let past = past_review(&dates, self.today.0);
        let decisions = past
            .iter()
            .filter(|past| matches!(all[past.item].0, PageKey::Decision(..)))
            .count();
        if dates.iter().flatten().next().is_none() {
            return self.say.text("programme.no_reviews");
        }
        let key = match (past.len(), decisions) {
            (1.., 0) => "programme.past_themes",
            (n @ 1.., decisions) if n == decisions => "programme.past_decisions",
            _ => "programme.past_review",
        };
        let mut sentence = self.say.count(key, past.len(), &[]);
        let next = dates.iter().flatten().filter(|d| **d >= self.today.0).min();
        if let Some(next) = next {
            let date = self.say.date(*next);
            sentence.push(' ');
            sentence += &self.say.with("programme.next_review", fill![date: date]);
        }
        sentence
    }

    /// Insights and decisions, with the day by which they are to be looked at again.
    fn review_dates(&self) -> impl Iterator<Item = (PageKey, &str, Option<Date>)> {
        self.study_ids().flat_map(|id| {
            let study = &self.published[id];
            let themes = study.themes.iter().enumerate().map(move |(at, theme)| {
                let key = PageKey::Theme(id, ThemeId(at as u32), 1);
                (key, theme.title.as_str(), theme.review_by)
            });
            let decisions = study.decisions.iter().enumerate().map(move |(at, found)| {
                let key = PageKey::Decision(id, DecisionId(at as u32));
                (key, found.title.as_str(), found.review_by)
            });
            themes.chain(decisions)
        })
    }
}

fn rhythm_sentences(site: &Site) -> Vec<String> {
    let say = site.say;
    let programme = &site.published.settings.programme;
    let dates = Dates::of(site);
    let mut sentences = Vec::new();
    let every = NonZeroU32::new(programme.cadence.0).filter(|_| !dates.has_gaps());
    if let Some(found) = every.and_then(|every| rhythm(&dates.days, every, site.today.0)) {
        let days = programme.cadence.0;
        if found.complete > 0 {
            let (kept, of) = (found.kept as usize, found.complete as usize);
            sentences.push(say.count("programme.kept", kept, fill![of: of, days: days]));
        }
        let last = say.date(found.last);
        sentences.push(say.with("programme.last", fill![date: last]));
        sentences.push(match found.overdue {
            0 => say.with("programme.due", fill![date: say.date(found.due)]),
            late => say.count("programme.overdue", late as usize, &[]),
        });
    }
    let interviews = || site.published.studies.iter().flat_map(|s| &s.interviews);
    let minutes: Vec<f64> = interviews().filter_map(|i| i.minutes).collect();
    if !minutes.is_empty() {
        sentences.push(minutes_within(site, &minutes, interviews().count()));
    }
    if dates.unknown > 0 {
        let key = match site.published.shows_codes() {
            true => "programme.undated",
            false => "programme.unnamed_months",
        };
        sentences.push(say.count(key, dates.unknown, &[]));
    }
    sentences
}

fn backlog_sentences(site: &Site, waits: &Backlog) -> Vec<String> {
    let mut sentences = vec![site.backlog_sentence(waits)];
    sentences.extend(uncoded_withheld(site));
    if waits.untouched > 0 {
        sentences.push(site.say.count(
            "programme.untouched",
            waits.untouched,
            fill![of: waits.notes],
        ));
    }
    sentences
}

/// How many of the quotes that wait are in no list of this edition; nothing where none is listed.
fn uncoded_withheld(site: &Site) -> Option<String> {
    let (mut listed, mut withheld) = (0, 0);
    for study in site.study_ids() {
        for (at, coding) in site.codings(study).into_iter().enumerate() {
            match site.has_interview_page(study, InterviewId(at as u32)) {
                true => listed += coding.uncoded,
                false => withheld += coding.uncoded,
            }
        }
    }
    let some = listed > 0 && withheld > 0;
    some.then(|| site.say.count("programme.uncoded_withheld", withheld, &[]))
}

/// Conversations with quotes that have no theme, where this audience may read them.
fn uncoded(on: &OnPage) -> Vec<Count> {
    let site = on.site;
    let mut counts = Vec::new();
    for study in site.study_ids() {
        for (at, coding) in site.codings(study).into_iter().enumerate() {
            let at = InterviewId(at as u32);
            if coding.uncoded == 0 || !site.has_interview_page(study, at) {
                continue;
            }
            counts.push(Count {
                href: Some(on.link(&PageKey::Interview(study, at))),
                title: short_name(site, study, &site.published[study][at]),
                count: site.say.integer(coding.uncoded),
            });
        }
    }
    counts.truncate(LISTED);
    counts
}

/// Everybody's rest over all studies, the last asked first; `None` where participants may not be
/// told apart, or days not be known.
fn rests(site: &Site) -> Option<Vec<(String, Rest)>> {
    if !site.published.shows_codes() {
        return None;
    }
    let mut dates: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for study in &site.published.studies {
        for interview in &study.interviews {
            let participant = &study[interview.participant];
            if let (When::Day(day), false) = (interview.when, participant.unnamed) {
                dates.entry(&participant.code).or_default().push(day);
            }
        }
    }
    let days = site.published.settings.programme.rest.0;
    let mut rests: Vec<(String, Rest)> = dates
        .into_iter()
        .filter_map(|(code, dates)| Some((code.to_owned(), rest(&dates, days, site.today.0)?)))
        .collect();
    rests.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.last));
    Some(rests)
}

fn rest_sentences(site: &Site, rests: Option<&[(String, Rest)]>) -> Vec<String> {
    let say = site.say;
    let Some(rests) = rests else {
        return vec![say.text("programme.rest_not_shown")];
    };
    let free = rests.iter().filter(|r| r.1.is_free(site.today.0)).count();
    let mut sentences: Vec<String> = site.rest_sentence().into_iter().collect();
    if !rests.is_empty() {
        sentences.push(say.count("programme.free", free, fill![of: rests.len()]));
    }
    sentences
}

/// Who is left alone for now, or was asked again too soon.
fn resting(site: &Site, rests: Vec<(String, Rest)>) -> Vec<RestRow> {
    let say = site.say;
    rests
        .into_iter()
        .filter(|(_, rest)| !rest.is_free(site.today.0) || !rest.too_soon.is_empty())
        .take(LISTED)
        .map(|(who, rest)| RestRow {
            who,
            last: site.date(rest.last),
            days: say.integer(rest.days_since as usize),
            free_from: site.date(rest.free_from),
            too_soon: rest
                .too_soon
                .iter()
                .map(|pair| pair.days)
                .min()
                .map_or_else(String::new, |days| {
                    say.count("programme.again_after", days as usize, &[])
                }),
        })
        .collect()
}

fn reviews(on: &OnPage) -> Vec<ReviewRow> {
    let site = on.site;
    let all: Vec<_> = site.review_dates().collect();
    let dates: Vec<Option<Date>> = all.iter().map(|(.., date)| *date).collect();
    past_review(&dates, site.today.0)
        .into_iter()
        .take(LISTED)
        .map(|past| {
            let (key, title, date) = &all[past.item];
            let days = date.map_or(0, |date| days_between(date, site.today.0));
            ReviewRow {
                href: on.link(key),
                title: (*title).to_owned(),
                of: kind_of(site, key),
                since: site.say.count("programme.past", days, &[]),
            }
        })
        .collect()
}

/// "Theme: Why do they leave?"
fn kind_of(site: &Site, key: &PageKey) -> String {
    let (kind, study) = match key {
        PageKey::Decision(study, _) => ("decision.kind", *study),
        PageKey::Theme(study, ..) => ("search.kinds.theme", *study),
        _ => return String::new(),
    };
    let kind = site.say.text(kind);
    match site.published.studies.len() {
        1 => kind,
        _ => {
            let study = &*site.published[study].about.title;
            let words = fill![kind: &*kind, study: study];
            site.say.with("programme.review_of", words)
        }
    }
}

/// Interviews by interviewer, where they may be named: the names, and who held how many.
pub(super) fn spread_of<'s>(site: &'s Site) -> (Vec<&'s str>, Spread) {
    let mut names: Vec<&str> = Vec::new();
    if !site.published.shows_researchers() {
        return (names, Spread::default());
    }
    let mut of: Vec<Option<usize>> = Vec::new();
    for interview in site.published.studies.iter().flat_map(|s| &s.interviews) {
        if interview.interviewers.is_empty() {
            of.push(None);
        }
        for name in &interview.interviewers {
            let at = names.iter().position(|n| *n == name.as_str());
            of.push(Some(at.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })));
        }
    }
    (names, spread(&of))
}

fn interviewers(site: &Site) -> (Vec<Count>, Option<String>) {
    let (names, found) = spread_of(site);
    let known = found.known();
    let mut counts: Vec<Count> = found
        .held
        .iter()
        .map(|(at, held)| Count {
            href: None,
            title: names[*at].to_owned(),
            count: site.k_of_n(*held, known),
        })
        .collect();
    let mut note = None;
    if found.unknown > 0 && !counts.is_empty() {
        note = Some(site.say.text("programme.spread_known"));
        counts.push(Count {
            href: None,
            title: site.say.text("programme.interviewer_unknown"),
            count: site.say.integer(found.unknown),
        });
    }
    (counts, note)
}

fn mix_rows(on: &OnPage) -> Vec<MixRow> {
    let site = on.site;
    let mut rows = Vec::new();
    for id in site.study_ids() {
        let study = &site.published[id];
        let names: Vec<&str> = study.segments.iter().map(|s| s.name.as_str()).collect();
        let planned: Vec<Option<usize>> = names
            .iter()
            .map(|name| {
                let plan = study.about.sample.plan.iter();
                let mut plan = plan.filter(|(planned, _)| planned.eq_ignore_ascii_case(name));
                plan.next().map(|(_, n)| *n as usize)
            })
            .collect();
        let segments: Vec<Option<usize>> = (0..study.participants.len() as u32)
            .map(|p| &study[ParticipantId(p)])
            .filter(|participant| participant.interviewed)
            .map(|participant| participant.segment.map(SegmentId::index))
            .collect();
        let found = mix(&segments, &planned);
        let study_link = Link {
            href: on.link(&PageKey::CaseStudy(id)),
            title: study.about.title.clone(),
        };
        let shares = found
            .segments
            .iter()
            .filter(|s| !names[s.segment].is_empty());
        let before = rows.len();
        rows.extend(shares.map(|share| {
            MixRow {
                study: study_link.clone(),
                segment: names[share.segment].to_owned(),
                held: share.held,
                plan: share.planned,
                planned: share
                    .planned
                    .map_or_else(String::new, |n| site.say.integer(n)),
                missing: match share.missing() {
                    0 => String::new(),
                    n => site.say.integer(n),
                },
            }
        }));
        if found.unknown > 0 && rows.len() > before {
            rows.push(MixRow {
                study: study_link,
                segment: site.say.text("theme.no_segment"),
                held: found.unknown,
                plan: None,
                planned: String::new(),
                missing: String::new(),
            });
        }
    }
    rows
}

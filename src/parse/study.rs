//! `study.md` → its draft: the question, the method, the guide, and the story by its headings.

use std::sync::Arc;

use jiff::civil::Date;
use pulldown_cmark::{Event, Parser, Tag};

use super::fields::Fields;
use super::footnotes::Footnotes;
use super::front_matter::front_matter;
use super::markdown::bounded;
use super::problems::Problems;
use super::prose::{self, Anchors, Format, Prose, RawHtml};
use super::reporting;
use super::values::{amount_of, text_of};
use super::words::plain_text;
use crate::config::Consent;
use crate::diagnostic::nearest;
use crate::source::Located;

/// A study as written.
#[derive(Clone, Debug, Default)]
pub struct StudyDraft {
    pub about: StudyAbout,
    pub success_metric: Option<SuccessDraft>,
    pub questions: Vec<Question>,
    /// For participants of whom neither their notes nor `participants.yaml` say any.
    pub consent: Option<Located<Consent>>,
    pub story: Vec<SectionDraft>,
}

/// What would make the team act, its theme not yet resolved.
#[derive(Clone, Debug)]
pub struct SuccessDraft {
    pub theme: Located<String>,
    /// Between 0 and 1.
    pub at_least: f64,
}

/// A stretch of the story under one heading.
#[derive(Clone, Debug)]
pub struct SectionDraft {
    pub anchor: Box<str>,
    /// Empty before the first heading.
    pub heading: String,
    pub body: Arc<Prose>,
}

/// `study.md`'s front matter.
#[derive(Clone, Debug, Default)]
pub struct StudyAbout {
    pub title: String,
    pub notice: Option<String>,
    pub status: Option<StudyStatus>,
    pub challenge: Option<String>,
    pub question: Option<String>,
    pub objectives: Vec<String>,
    pub stakes: Option<String>,
    pub period: (Option<Date>, Option<Date>),
    pub owner: Option<String>,
    pub interviewers: Vec<String>,
    pub stakeholders: Vec<String>,
    pub sample: Sample,
    pub limitations: Option<String>,
    pub costs: Costs,
    pub compared_with: Option<Comparison>,
    /// Answers to the reporting checklist that the author wrote, by item, from 1 to 32.
    pub reporting: Vec<(u8, String)>,
}

/// How far a study is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StudyStatus {
    Planned,
    Fielding,
    Synthesis,
    Concluded,
}

impl StudyStatus {
    pub const ALL: [StudyStatus; 4] = [
        StudyStatus::Planned,
        StudyStatus::Fielding,
        StudyStatus::Synthesis,
        StudyStatus::Concluded,
    ];

    pub fn word(self) -> &'static str {
        match self {
            StudyStatus::Planned => "planned",
            StudyStatus::Fielding => "fielding",
            StudyStatus::Synthesis => "synthesis",
            StudyStatus::Concluded => "concluded",
        }
    }
}

/// Whom the study set out to ask.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub target: Option<u32>,
    pub criteria: Option<String>,
    pub why: Option<String>,
    pub recruited_through: Vec<String>,
    pub incentive: Option<Money>,
    /// How many of each segment were planned.
    pub plan: Vec<(String, u32)>,
}

/// An amount and its currency (the casebook's, where none is written).
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    pub amount: f64,
    pub currency: String,
}

/// What the research cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Costs {
    pub hours: Option<f64>,
    pub hourly_rate: Option<f64>,
    pub incentives: Option<f64>,
    pub other: Option<f64>,
}

/// The study that this one replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub name: String,
    pub weeks: Option<(f64, f64)>,
    pub per_participant: Option<(f64, f64)>,
    pub source: Option<String>,
}

/// One item of the study's guide.
#[derive(Clone, Debug)]
pub struct Question {
    pub id: Box<str>,
    pub ask: String,
    pub why: Option<String>,
}

/// Reads `study.md`. `currency` stands where an amount names none.
pub fn read(text: &str, currency: &str, problems: &mut Problems) -> StudyDraft {
    let mut matter = front_matter(text, problems);
    let fields = &mut matter.fields;
    let (title, story) = story(text, matter.body);
    let status = StudyStatus::ALL.map(|s| (s.word(), s));
    let mut about = StudyAbout {
        title: one(fields, "title", problems).or(title).unwrap_or_default(),
        notice: one(fields, "notice", problems),
        status: fields.word("status", &status, problems).map(|s| s.value),
        challenge: one(fields, "challenge", problems),
        question: one(fields, "question", problems),
        objectives: values(fields.texts("objectives", problems)),
        stakes: one(fields, "stakes", problems),
        limitations: values(fields.texts("limitations", problems))
            .into_iter()
            .reduce(|a, b| format!("{a} {b}")),
        ..StudyAbout::default()
    };
    if let Some(table) = fields.table("period", problems) {
        about.period = period(table, problems);
    }
    if let Some(mut team) = fields.table("team", problems) {
        about.owner = one(&mut team, "owner", problems);
        about.interviewers = values(team.texts("interviewers", problems));
        about.stakeholders = values(team.texts("stakeholders", problems));
        team.finish(problems);
    }
    if let Some(table) = fields.table("sample", problems) {
        about.sample = sample(table, currency, problems);
    }
    if let Some(table) = fields.table("costs", problems) {
        about.costs = costs(table, problems);
    }
    if let Some(mut table) = fields.table("compared_with", problems) {
        about.compared_with = comparison(&mut table, problems);
        table.finish(problems);
    }
    if let Some(table) = fields.table("reporting", problems) {
        about.reporting = reported(table, problems);
    }
    let success_metric = fields
        .table("success_metric", problems)
        .and_then(|table| success_metric(table, problems));
    let questions = questions(fields, problems);
    let consent = fields.consent("consent", problems);
    matter.fields.finish(problems);
    StudyDraft {
        about,
        success_metric,
        questions,
        consent,
        story,
    }
}

fn one(fields: &mut Fields, key: &'static str, problems: &mut Problems) -> Option<String> {
    fields.text(key, problems).map(|t| t.value)
}

fn period(mut table: Fields, problems: &mut Problems) -> (Option<Date>, Option<Date>) {
    let from = table.date("from", problems);
    let to = table.date("to", problems);
    if let (Some(from), Some(to)) = (&from, &to)
        && from.value > to.value
    {
        let message = "the period ends before it begins".to_owned();
        let help = "write the earlier day under `from`";
        problems.error("wrong-kind", to.span, message, help);
    }
    table.finish(problems);
    (from.map(|d| d.value), to.map(|d| d.value))
}

fn costs(mut table: Fields, problems: &mut Problems) -> Costs {
    let mut amount = |key, problems: &mut Problems| table.amount(key, problems).map(|n| n.value);
    let costs = Costs {
        hours: amount("hours", problems),
        hourly_rate: amount("hourly_rate", problems),
        incentives: amount("incentives", problems),
        other: amount("other", problems),
    };
    table.finish(problems);
    costs
}

/// What is said of the checklist's items, by their numbers.
fn reported(table: Fields, problems: &mut Problems) -> Vec<(u8, String)> {
    let mut reported = Vec::new();
    for (key, value) in table.into_entries() {
        let said = text_of(value, &key.value, problems).map(|t| t.value);
        let Some(item) = reporting::item(&key.value) else {
            let message = format!("`{}` is no item of the reporting checklist", key.value);
            let help = match nearest(&key.value, reporting::ITEMS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a number from 1 to 32, or a name of the list in the documentation"
                    .to_owned(),
            };
            problems.warning("unknown-key", key.span, message, &help);
            continue;
        };
        let said = said.filter(|said| !said.trim().is_empty());
        reported.extend(said.map(|said| (item, said)));
    }
    reported
}

fn success_metric(mut table: Fields, problems: &mut Problems) -> Option<SuccessDraft> {
    let theme = table.text("theme", problems);
    let at_least = table.share("at_least", problems);
    let span = table.span;
    table.finish(problems);
    let (Some(theme), Some(at_least)) = (theme, at_least) else {
        problems.warning(
            "success-metric",
            span,
            "a success metric needs `theme` and `at_least`".into(),
            "write `{ theme: sizing, at_least: 40% }`",
        );
        return None;
    };
    Some(SuccessDraft {
        theme,
        at_least: at_least.value,
    })
}

/// What another study took; without a source it is hearsay, told and left out.
fn comparison(table: &mut Fields, problems: &mut Problems) -> Option<Comparison> {
    let name = one(table, "name", problems).unwrap_or_default();
    let weeks = table.range("weeks", problems).map(|r| r.value);
    let per_participant = table.range("per_participant", problems).map(|r| r.value);
    let Some(source) = one(table, "source", problems) else {
        problems.warning(
            "missing-source",
            table.span,
            "`compared_with` has no `source`, so it is not shown".into(),
            "say where its numbers come from, such as `source: published range`",
        );
        return None;
    };
    Some(Comparison {
        name,
        weeks,
        per_participant,
        source: Some(source),
    })
}

fn values(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

fn sample(mut table: Fields, currency: &str, problems: &mut Problems) -> Sample {
    let mut sample = Sample {
        target: table
            .whole("target", 0..=u32::MAX, problems)
            .map(|n| n.value),
        criteria: table.text("criteria", problems).map(|t| t.value),
        why: table.text("why", problems).map(|t| t.value),
        recruited_through: values(table.texts("recruited_through", problems)),
        ..Sample::default()
    };
    if let Some(node) = table.node("incentive") {
        sample.incentive = money(node, currency, problems);
    }
    if let Some(plan) = table.table("segments", problems) {
        for (name, count) in plan.into_entries() {
            let count = amount_of(count, &name.value, problems);
            sample
                .plan
                .push((name.value, count.map_or(0, |n| n.value as u32)));
        }
    }
    table.finish(problems);
    sample
}

fn money(
    node: Located<super::tree::Node>,
    currency: &str,
    problems: &mut Problems,
) -> Option<Money> {
    if matches!(node.value, super::tree::Node::Scalar { .. }) {
        let amount = amount_of(node, "incentive", problems)?.value;
        return Some(Money {
            amount,
            currency: currency.to_owned(),
        });
    }
    let mut table = Fields::of(node, "`incentive`", problems);
    let amount = table.amount("amount", problems).map(|n| n.value);
    let written = table.text("currency", problems).map(|t| t.value);
    table.finish(problems);
    Some(Money {
        amount: amount?,
        currency: written.unwrap_or_else(|| currency.to_owned()),
    })
}

fn questions(fields: &mut Fields, problems: &mut Problems) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    for (number, mut table) in fields.tables("questions", problems).into_iter().enumerate() {
        let id = table.text("id", problems);
        let ask = table.text("ask", problems);
        let why = table.text("why", problems).map(|t| t.value);
        let span = table.span;
        table.finish(problems);
        let Some(ask) = ask else {
            problems.warning(
                "question-without-words",
                span,
                "a question of the guide has no words".into(),
                "write what is asked under `ask`",
            );
            continue;
        };
        let name = id.as_ref().map_or_else(
            || format!("q{}", number + 1),
            |id| id.value.trim().to_lowercase(),
        );
        if found.iter().any(|q| *q.id == *name) {
            let span = id.map_or(span, |id| id.span);
            problems.error(
                "duplicate-id",
                span,
                format!("two questions have the id `{name}`"),
                "give each question an id of its own",
            );
            continue;
        }
        found.push(Question {
            id: name.into(),
            ask: ask.value,
            why,
        });
    }
    found
}

/// Cuts the body at its first- and second-level headings. A first-level heading before all else is
/// the title, for a study whose front matter has none.
fn story(text: &str, body: usize) -> (Option<String>, Vec<SectionDraft>) {
    let source = &text[body..];
    let parser = Parser::new_ext(source, prose::options());
    let events: Vec<_> = bounded(parser.into_offset_iter()).collect();
    let mut cuts = Vec::new();
    let mut depth = 0usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 && *level as u8 <= 2 => {
                cuts.push((at, *level as u8));
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let mut title = None;
    let mut sections: Vec<SectionDraft> = Vec::new();
    let mut given = Anchors::default();
    let footnotes = Footnotes::of(&events);
    let mut push = |heading: String, events: &[super::markdown::Piece]| {
        let anchor: Box<str> = match heading.as_str() {
            "" => "".into(),
            words => given.unique(words),
        };
        let anchors = format!("{anchor} ");
        let format = Format {
            raw: RawHtml::Drop,
            top: 3,
            anchors: anchors.trim_start(),
            footnotes: Some(&footnotes),
        };
        let prose = prose::from_events(events.to_vec(), format, |at| at + body);
        if !(heading.is_empty() && prose.is_empty()) {
            sections.push(SectionDraft {
                anchor,
                heading,
                body: Arc::new(prose),
            });
        }
    };
    let first = cuts.first().map_or(events.len(), |(at, _)| *at);
    push(String::new(), &events[..first]);
    for (number, (at, level)) in cuts.iter().enumerate() {
        let end = cuts.get(number + 1).map_or(events.len(), |(next, _)| *next);
        let section = &events[*at..end];
        let close = section
            .iter()
            .position(|(e, _)| matches!(e, Event::End(pulldown_cmark::TagEnd::Heading(_))))
            .unwrap_or(0);
        let words = plain_text(&source[super::blocks::content_range(&section[..=close])]);
        if *level == 1 && number == 0 && first == 0 {
            title = Some(words);
            push(String::new(), &section[close + 1..]);
        } else {
            push(words, &section[close + 1..]);
        }
    }
    (title, sections)
}

/// The day that a study is about, for lists: the end of its period, else its beginning.
pub fn period_day(about: &StudyAbout) -> Option<Date> {
    about.period.1.or(about.period.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn the_story_is_cut_at_its_headings() {
        let file: SourcePath = "study.md".into();
        let mut problems = Problems::new(&file);
        let text = "---\nsample: { target: 18, incentive: { amount: 20 }, segments: { new: 9 } }\nsuccess_metric: { theme: sizing, at_least: 40% }\n---\n# Why?\n\nBefore.\n\n## Challenge\n\nA.\n\n### Part\n\n## Challenge\n";
        let study = read(text, "EUR", &mut problems);
        assert_eq!(study.about.title, "Why?");
        let sections: Vec<_> = study
            .story
            .iter()
            .map(|s| (&*s.anchor, s.heading.as_str()))
            .collect();
        assert_eq!(
            sections,
            [
                ("", ""),
                ("challenge", "Challenge"),
                ("challenge-2", "Challenge")
            ]
        );
        assert_eq!(&*study.story[1].body.headings[0].anchor, "challenge-part");
        assert_eq!(study.about.sample.plan, [("new".to_owned(), 9)]);
        assert_eq!(
            study.about.sample.incentive,
            Some(Money {
                amount: 20.0,
                currency: "EUR".into()
            })
        );
        assert_eq!(study.success_metric.map(|s| s.at_least), Some(0.4));
        assert!(problems.found.is_empty());
    }
}

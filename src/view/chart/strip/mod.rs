//! The evidence strip: one mark a participant, grouped by segment; above sixty, one bar a segment.

mod bars;
mod inline;
mod marks;

use super::common::{State, bar_keys, by_code, of, sentences, state_keys};
use super::figure::{Figure, Table, Words, words};
use crate::language::Language;

pub use inline::{Inline, inline_strip};

/// Above this many participants a strip is bars.
pub const MOST_MARKS: usize = 60;

/// Who raised a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The theme's title.
    pub theme: String,
    /// The segments in the study's order; one without a name where there are none.
    pub segments: Vec<Segment>,
}

/// The participants of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Its name as written; empty where the study has no segments.
    pub name: String,
    /// Its participants, in any order.
    pub marks: Vec<Mark>,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The code, or nothing where the audience may not see codes.
    pub code: String,
    /// Whether they raised it.
    pub state: State,
    /// Where the quote is.
    pub href: Option<String>,
}

impl Segment {
    /// Its marks as they are drawn: raised, not raised, not asked; within each by code.
    fn sorted(&self) -> Vec<&Mark> {
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by(|a, b| (a.state.cmp(&b.state)).then_with(|| by_code(&a.code, &b.code)));
        marks
    }

    fn count(&self, state: State) -> usize {
        self.marks.iter().filter(|mark| mark.state == state).count()
    }

    fn asked(&self) -> usize {
        self.marks.len() - self.count(State::NotAsked)
    }

    /// "7 of 9"; where nobody was asked, that.
    fn words(&self, language: &Language) -> String {
        match self.asked() {
            0 => language.say("chart.nobody_asked", &[]),
            asked => of(language, self.count(State::Raised), asked),
        }
    }

    fn label(&self, language: &Language) -> String {
        match self.name.is_empty() {
            true => language.say("chart.participants", &[]),
            false => crate::language::capitalised(&self.name),
        }
    }

    /// The codes of a state for the table, or how many they are where there are no codes or too
    /// many to be read.
    fn listed(&self, state: State, many: bool, language: &Language) -> String {
        let count = self.count(state);
        if count == 0 {
            return language.say("chart.none", &[]);
        }
        let of_state = |mark: &&Mark| mark.state == state;
        if many || (self.marks.iter().filter(of_state)).any(|mark| mark.code.is_empty()) {
            return language.whole(count as i64);
        }
        let marks: Vec<&Mark> = self.sorted().into_iter().filter(of_state).collect();
        let codes: Vec<&str> = marks.iter().map(|mark| mark.code.as_str()).collect();
        language.list(&codes)
    }
}

/// The evidence strip of a theme.
pub fn strip(id: &str, strip: &Strip, language: &Language) -> Figure {
    let segments: Vec<&Segment> = (strip.segments.iter())
        .filter(|segment| !segment.marks.is_empty())
        .collect();
    let participants: usize = segments.iter().map(|segment| segment.marks.len()).sum();
    let asked: usize = segments.iter().map(|segment| segment.asked()).sum();
    if participants == 0 {
        return Figure::empty(language.say("chart.no_interviews", &[]));
    }
    if asked == 0 {
        return Figure::empty(language.say("chart.strip.nobody_asked", &[]));
    }
    let states: Vec<State> = [State::Raised, State::NotRaised, State::NotAsked]
        .into_iter()
        .filter(|state| segments.iter().any(|segment| segment.count(*state) > 0))
        .collect();
    let many = participants > MOST_MARKS;
    let mut table = Table::new([
        words(language.say("chart.segment", &[])),
        words(language.say("chart.raised", &[])),
        words(language.say("chart.not_raised", &[])),
        words(language.say("chart.not_asked", &[])),
    ]);
    for segment in &segments {
        table.row([
            segment.label(language),
            segment.listed(State::Raised, many, language),
            segment.listed(State::NotRaised, many, language),
            segment.listed(State::NotAsked, many, language),
        ]);
    }
    let facts = describe(&segments, language);
    let words = Words {
        class: "strip",
        title: language.say(
            "chart.strip.title",
            &[("theme", strip.theme.as_str().into())],
        ),
        quiet: true,
        desc: facts,
        keys: match many {
            true => bar_keys(language, &states),
            false => state_keys(language, &states),
        },
        note: sentences(&[match many {
            true => language.say("chart.strip.many", &[("n", participants.into())]),
            false => String::new(),
        }]),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| match many {
        true => bars::draw(&segments, format, language),
        false => marks::draw(&segments, format, language),
    })
}

/// "first-time buyers: 7 of 9; returning: 2 of 5".
fn describe(segments: &[&Segment], language: &Language) -> String {
    let facts: Vec<String> = (segments.iter())
        .map(|segment| {
            let args = [
                ("what", segment.label(language).into()),
                ("value", segment.words(language).into()),
            ];
            language.say("chart.fact", &args)
        })
        .collect();
    facts.join("; ")
}

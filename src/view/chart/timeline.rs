//! The timeline of an interview: its quotes on an axis of minutes, each mark leading to its quote.

use super::area::{Area, Room};
use super::drawing::Format;
use super::figure::{Figure, Table, Words, words};
use super::scale::Scale;
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// Above this many quotes marks are ticks without links: the page lists the quotes anyway.
const MOST_LINKS: usize = 24;

/// The quotes of an interview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// How long it lasted, in minutes, where the note says so.
    pub minutes: Option<f64>,
    /// The quotes that have a time.
    pub quotes: Vec<Moment>,
    /// How many have none.
    pub untimed: usize,
}

/// A quote at its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds from the beginning.
    pub seconds: u32,
    /// As it is written: `2:14`.
    pub label: String,
    /// Where the quote is.
    pub href: Option<String>,
    /// Its first words, for the table.
    pub words: String,
}

/// The timeline of an interview.
pub fn timeline(id: &str, timeline: &Timeline, language: &Language) -> Figure {
    if timeline.quotes.is_empty() {
        return Figure::empty(language.say("chart.timeline.none", &[]));
    }
    let mut quotes: Vec<&Moment> = timeline.quotes.iter().collect();
    quotes.sort_by(|a, b| (a.seconds.cmp(&b.seconds)).then_with(|| a.label.cmp(&b.label)));
    let last = quotes.iter().map(|quote| quote.seconds).max().unwrap_or(0);
    let told = timeline
        .minutes
        .filter(|minutes| minutes.is_finite() && *minutes > 0.0);
    // A quote after the end: the axis goes on to it.
    let minutes = f64::max(told.unwrap_or(0.0), f64::from(last) / 60.0)
        .ceil()
        .max(1.0);
    let mut table = Table::new([
        words(language.say("chart.timeline.time", &[])),
        words(language.say("chart.timeline.quote", &[])),
    ]);
    for quote in &quotes {
        table.row([quote.label.clone(), quote.words.clone()]);
    }
    let labels: Vec<&str> = quotes.iter().map(|quote| quote.label.as_str()).collect();
    let in_minutes = [("n", (minutes as i64).into())];
    let duration = language.say("chart.timeline.minutes", &in_minutes);
    let args = [
        ("n", quotes.len().into()),
        ("minutes", duration.into()),
        ("times", language.list(&labels).into()),
    ];
    let linked = quotes.len() <= MOST_LINKS && quotes.iter().any(|quote| quote.href.is_some());
    let words = Words {
        title: language.say("chart.timeline.title", &args),
        quiet: true,
        desc: language.say("chart.timeline.desc", &args),
        note: super::common::sentences(&[
            match linked {
                true => language.say("chart.timeline.linked", &[]),
                false => language.say("chart.timeline.plain", &[]),
            },
            match timeline.untimed {
                0 => String::new(),
                n => language.say("chart.timeline.untimed", &[("n", n.into())]),
            },
        ]),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| {
        match quotes.len() > MOST_LINKS {
            true => ticks(&quotes, minutes, format, language),
            false => marks(&quotes, minutes, format, language),
        }
    })
}

/// Marks of 28 units, which stack where they would touch.
fn marks(quotes: &[&Moment], minutes: f64, format: Format, language: &Language) -> (f64, Shapes) {
    let x = scale(minutes, format);
    let style = Style::BOLD.small().middle().halo();
    let step = 42.0;
    let frame = Area::new(-6.0, -1e4, format.width() + 12.0, 2e4);
    let mut room = Room::new(frame);
    // Heights above the axis, 0 on it.
    let heights: Vec<f64> = (quotes.iter())
        .map(|quote| {
            let at = x.at(f64::from(quote.seconds));
            let half = f64::max(14.0, style.width(&quote.label) / 2.0 + 3.0);
            let levels: Vec<Area> = (0..quotes.len())
                .map(|level| Area::new(at - half, -(level as f64) * step - 28.0, 2.0 * half, step))
                .map(|area| clamp(area, frame))
                .collect();
            room.place(&levels).unwrap_or(quotes.len()) as f64 * step
        })
        .collect();
    let axis = heights.iter().copied().fold(0.0, f64::max) + 34.0;
    let mut shapes = Shapes::default();
    let height = draw_axis(&mut shapes, minutes, axis, format, language);
    // The stems first: marks and labels lie on them.
    for (quote, above) in quotes.iter().zip(&heights) {
        let at = x.at(f64::from(quote.seconds));
        if *above > 0.0 {
            shapes.line((at, axis - above + 7.0), (at, axis), "hair");
        }
    }
    for (quote, above) in quotes.iter().zip(heights) {
        let (at, y) = (x.at(f64::from(quote.seconds)), axis - above);
        let mut own = Shapes::default();
        if quote.href.is_some() {
            own.rect(at - 14.0, y - 27.0, 28.0, 40.0, "ring");
        }
        own.circle(at, y, 7.0, "dot");
        let label = style.area((at, 0.0), &quote.label);
        let inside = clamp(label, Area::new(0.0, -100.0, format.width(), 200.0));
        let middle = inside.x + inside.width / 2.0;
        own.text(middle, y - 13.0, style, quote.label.as_str());
        let to = [("time", quote.label.as_str().into())];
        shapes.link(
            quote.href.as_deref(),
            language.say("chart.timeline.to_quote", &to),
            own,
        );
    }
    (height, shapes)
}

/// A tick a quote, where marks would be a crowd.
fn ticks(quotes: &[&Moment], minutes: f64, format: Format, language: &Language) -> (f64, Shapes) {
    let x = scale(minutes, format);
    let mut shapes = Shapes::default();
    let height = draw_axis(&mut shapes, minutes, 30.0, format, language);
    let mut last = None;
    for quote in quotes {
        let at = x.at(f64::from(quote.seconds));
        if last != Some(quote.seconds) {
            shapes.line((at, 6.0), (at, 30.0), "line");
        }
        last = Some(quote.seconds);
    }
    (height, shapes)
}

fn scale(minutes: f64, format: Format) -> Scale {
    Scale::new((0.0, minutes * 60.0), (8.0, format.width() - 8.0))
}

/// The axis with a number every so many minutes; gives the drawing's height.
fn draw_axis(
    shapes: &mut Shapes,
    minutes: f64,
    y: f64,
    format: Format,
    language: &Language,
) -> f64 {
    let x = scale(minutes, format);
    shapes.line((8.0, y), (format.width() - 8.0, y), "axis");
    let steps = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0];
    let most = format.pick(16.0, 10.0);
    let step = (steps.into_iter().find(|step| minutes / step <= most)).unwrap_or(minutes);
    let mut free = f64::NEG_INFINITY;
    for at in 0..=(minutes / step).floor() as i64 {
        let minute = at as f64 * step;
        let place = x.at(minute * 60.0);
        let text = language.number(minute, 0);
        let area = Style::AXIS.middle().area((place, y + 20.0), &text);
        shapes.line((place, y), (place, y + 5.0), "axis");
        if area.x > free && area.x >= 0.0 && area.right() <= format.width() {
            free = area.right() + 4.0;
            shapes.text(place, y + 20.0, Style::AXIS.middle(), text);
        }
    }
    y + 26.0
}

/// An area moved sideways into a frame.
fn clamp(area: Area, frame: Area) -> Area {
    let x = area.x.min(frame.right() - area.width).max(frame.x);
    Area::new(x, area.y, area.width, area.height)
}

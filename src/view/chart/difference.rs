//! The difference between before and after, as a point on its interval, beside what was expected.

use super::drawing::Format;
use super::figure::{Figure, Table, Words, figures, words};
use super::scale::{Scale, decimals, ticks};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// A difference with its interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// After minus before.
    pub value: f64,
    /// Its interval; `None` where no counts were given.
    pub interval: Option<(f64, f64)>,
    /// What was expected, with its sign: +0.3 for a rise, −0.3 for a fall.
    pub expected: Option<f64>,
    /// Whether a fall was wanted.
    pub wanted_down: bool,
    /// The unit of the difference, such as "points"; may be empty.
    pub unit: String,
    /// Decimals shown.
    pub decimals: usize,
    /// The method in a word, such as "Newcombe".
    pub method: String,
    /// What more is to be said; may be empty.
    pub note: String,
}

impl Difference {
    fn number(&self, value: f64, language: &Language) -> String {
        language.signed(value, self.decimals)
    }

    fn with_unit(&self, value: f64, language: &Language) -> String {
        let number = self.number(value, language);
        match self.unit.is_empty() {
            true => number,
            false => {
                let args = [("n", number.into()), ("unit", self.unit.as_str().into())];
                language.say("chart.difference.with_unit", &args)
            }
        }
    }
}

/// The difference between before and after.
pub fn difference(id: &str, input: &Difference, language: &Language) -> Figure {
    let interval = (input.interval)
        .filter(|(low, high)| low.is_finite() && high.is_finite() && input.value.is_finite())
        .map(|(low, high)| (low.min(input.value), high.max(input.value)));
    let Some((low, high)) = interval else {
        return Figure::empty(language.say("chart.difference.none", &[]));
    };
    let expected = input.expected.filter(|expected| expected.is_finite());
    let mut table = Table::new([
        words(language.say("chart.difference.what", &[])),
        figures(match input.unit.is_empty() {
            true => language.say("chart.difference.amount", &[]),
            false => crate::language::capitalised(&input.unit),
        }),
    ]);
    let rows = [
        (
            language.say("chart.difference.difference", &[]),
            Some(input.value),
        ),
        (language.say("chart.difference.low", &[]), Some(low)),
        (language.say("chart.difference.high", &[]), Some(high)),
        (language.say("chart.difference.expected_row", &[]), expected),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            // One decimal more than in the drawing: the table is to be reckoned with.
            table.row([name, language.signed(value, input.decimals + 1)]);
        }
    }
    let args = [
        ("method", input.method.as_str().into()),
        ("difference", input.with_unit(input.value, language).into()),
        ("low", input.number(low, language).into()),
        ("high", input.number(high, language).into()),
    ];
    let words = Words {
        title: title(input, (low, high), expected, language),
        sub: language.say("chart.difference.sub", &args),
        desc: language.say("chart.difference.desc", &args),
        note: input.note.clone(),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| {
        draw(input, (low, high), expected, format, language)
    })
}

/// Whether it may be chance, and whether it is as large as was hoped.
fn title(
    input: &Difference,
    (low, high): (f64, f64),
    expected: Option<f64>,
    language: &Language,
) -> String {
    if low <= 0.0 && high >= 0.0 {
        return language.say("chart.difference.title_chance", &[]);
    }
    let fell = high < 0.0;
    if fell != input.wanted_down {
        return match fell {
            true => language.say("chart.difference.title_fell_unwanted", &[]),
            false => language.say("chart.difference.title_rose_unwanted", &[]),
        };
    }
    let first = match fell {
        true => language.say("chart.difference.title_fell", &[]),
        false => language.say("chart.difference.title_rose", &[]),
    };
    let Some(expected) = expected else {
        return first;
    };
    // The end nearer to nothing, and the other one.
    let (near, far) = if fell { (-high, -low) } else { (low, high) };
    let expected = if fell { -expected } else { expected };
    let second = match () {
        _ if near >= expected => language.say("chart.difference.title_reached", &[]),
        _ if far < expected => language.say("chart.difference.title_short", &[]),
        _ => language.say("chart.difference.title_uncertain", &[]),
    };
    let args = [("first", first.into()), ("second", second.into())];
    language.say("chart.two_findings", &args)
}

fn draw(
    input: &Difference,
    (low, high): (f64, f64),
    expected: Option<f64>,
    format: Format,
    language: &Language,
) -> (f64, Shapes) {
    let width = format.width();
    let (from, to) = (low.min(0.0), high.max(0.0));
    let from = expected.map_or(from, |expected| from.min(expected));
    let to = expected.map_or(to, |expected| to.max(expected));
    // Room at both ends for the interval's own labels.
    let ends = [low, high].map(|end| Style::PLAIN.width(&input.number(end, language)) + 14.0);
    let x = Scale::new((from, to), (ends[0].max(34.0), width - ends[1].max(34.0)));
    let mut shapes = Shapes::default();
    let steps = ticks(from, to, format.pick(5, 3));
    let places = decimals(&steps).max(input.decimals.min(1));
    let style = Style::AXIS.middle();
    // The label of no change first: it may not fall away.
    let none = language.say("chart.difference.no_change", &[]);
    let zero = within(x.at(0.0), style.width(&none), width);
    let zero_area = style.area((zero, 97.0), &none);
    let mut free = f64::NEG_INFINITY;
    for step in steps
        .iter()
        .filter(|step| **step >= from - 1e-9 && **step <= to + 1e-9)
    {
        let at = x.at(*step);
        if *step == 0.0 {
            continue;
        }
        shapes.line((at, 24.0), (at, 80.0), "hair");
        let text = language.signed(*step, places);
        let area = style.area((at, 97.0), &text);
        let frame = super::area::Area::new(0.0, 0.0, width, 200.0);
        if area.x > free && frame.holds(&area) && !area.grown(5.0).overlaps(&zero_area) {
            free = area.right() + 6.0;
            shapes.text(at, 97.0, style, text);
        }
    }
    shapes.line((x.at(0.0), 24.0), (x.at(0.0), 80.0), "axis");
    shapes.text(zero, 97.0, style, none);
    if let Some(expected) = expected {
        let at = x.at(expected);
        let args = [("n", input.number(expected, language).into())];
        let said = language.say("chart.difference.expected", &args);
        let style = Style::AXIS.middle();
        shapes.line((at, 18.0), (at, 80.0), "dash");
        shapes.text(within(at, style.width(&said), width), 13.0, style, said);
    }
    let (left, right) = (x.at(low), x.at(high));
    shapes.line((left, 56.0), (right, 56.0), "line");
    shapes.line((left, 49.0), (left, 63.0), "line");
    shapes.line((right, 49.0), (right, 63.0), "line");
    let middle = x.at(input.value);
    shapes.circle(middle, 56.0, 7.0, "dot");
    let said = input.with_unit(input.value, language);
    let bold = Style::BOLD.middle().halo();
    shapes.text(within(middle, bold.width(&said), width), 39.0, bold, said);
    let plain = Style::PLAIN.halo();
    shapes.text(left - 8.0, 60.5, plain.end(), input.number(low, language));
    shapes.text(right + 8.0, 60.5, plain, input.number(high, language));
    (104.0, shapes)
}

/// The middle of a text moved so far that it lies within the drawing.
fn within(middle: f64, text: f64, width: f64) -> f64 {
    middle.min(width - text / 2.0).max(text / 2.0)
}

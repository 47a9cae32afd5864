//! Frequency × severity: themes under their severity, each with the share that raised it as a point on
//! the interval that so few allow. Names stand in a column of their own: they cannot collide with data.

use super::common::{Share, by_share, in_ten};
use super::drawing::{Format, NARROW, WIDE};
use super::figure::{Figure, Table, Words, figures, words};
use super::scale::Scale;
use super::shape::Shapes;
use super::text::{Anchor, Style};
use crate::language::Language;

/// Themes that are drawn; the table has all.
const MOST: usize = 20;

/// A theme with its frequency and its severity.
#[derive(Clone, Debug, PartialEq)]
pub struct Severe {
    /// Its title.
    pub theme: String,
    /// Who raised it.
    pub share: Share,
    /// 1 to 5, pain to the participant; `None` where nobody rated it.
    pub severity: Option<u8>,
}

/// The map of themes by severity and frequency.
pub fn severity_map(id: &str, themes: &[Severe], language: &Language) -> Figure {
    let mut rated: Vec<(u8, &Severe)> = (themes.iter())
        .filter_map(|theme| Some((theme.severity?.clamp(1, 5), theme)))
        .filter(|(_, theme)| theme.share.asked > 0)
        .collect();
    if rated.is_empty() {
        return Figure::empty(language.say("chart.severity.none", &[]));
    }
    let tally = |theme: &Severe| (theme.share.raised, theme.share.asked);
    // The weightiest are drawn: by severity times share, then both apart.
    rated.sort_by(|(a, one), (b, other)| {
        let weight = |severity: u8, theme: &Severe| f64::from(severity) * theme.share.value();
        (weight(*b, other).total_cmp(&weight(*a, one)))
            .then_with(|| b.cmp(a))
            .then_with(|| one.theme.cmp(&other.theme))
    });
    let all = rated.len();
    rated.truncate(MOST);
    rated.sort_by(|(a, one), (b, other)| {
        (b.cmp(a))
            .then_with(|| by_share(tally(one), tally(other)))
            .then_with(|| one.theme.cmp(&other.theme))
    });
    let unrated = themes.iter().filter(|theme| theme.severity.is_none());
    let unrated: Vec<&str> = unrated.map(|theme| theme.theme.as_str()).collect();
    let mut table = Table::new([
        words(language.say("chart.theme", &[])),
        words(language.say("chart.raised_by", &[])),
        words(language.say("chart.range", &[])),
        figures(language.say("chart.severity.name", &[])),
    ]);
    for theme in themes {
        let (low, high) = theme.share.interval();
        let severity = theme.severity.map(|severity| severity.clamp(1, 5));
        table.row([
            theme.theme.clone(),
            theme.share.words(language),
            match theme.share.asked {
                0 => language.say("chart.nobody_asked", &[]),
                _ => in_ten(language, low, high),
            },
            severity.map_or_else(
                || language.say("chart.severity.not_rated", &[]),
                |severity| language.whole(severity.into()),
            ),
        ]);
    }
    let args = [("n", all.into()), ("shown", rated.len().into())];
    let left_out = match all > rated.len() {
        true => language.say("chart.severity.shown", &args),
        false => String::new(),
    };
    let not_rated = match (unrated.len(), unrated.len() > 5) {
        (0, _) => String::new(),
        (n, true) => language.say("chart.severity.unrated_many", &[("n", n.into())]),
        (_, false) => {
            let themes = [("themes", language.list(&unrated).into())];
            language.say("chart.severity.unrated", &themes)
        }
    };
    let words = Words {
        title: title(&rated, language),
        sub: language.say("chart.severity.sub", &[]),
        desc: describe(&rated, language),
        note: super::common::sentences(&[left_out, not_rated]),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| draw(&rated, format, language))
}

/// Which hurts most, and which hurts more people.
fn title(rated: &[(u8, &Severe)], language: &Language) -> String {
    let worst = rated[0].0;
    let hurting: Vec<String> = (rated.iter().filter(|(severity, _)| *severity == worst))
        .map(|(_, theme)| language.quote(&theme.theme))
        .collect();
    let share = |theme: &Severe| (theme.share.raised, theme.share.asked);
    let frequent = (rated.iter().map(|(_, theme)| *theme))
        .min_by(|a, b| by_share(share(a), share(b)))
        .unwrap_or(rated[0].1);
    let args = [
        ("n", hurting.len().into()),
        ("themes", language.list(&hurting).into()),
        ("theme", frequent.theme.as_str().into()),
    ];
    let most_hurt = rated[0].1;
    match hurting.len() {
        _ if rated.len() == 1 => language.say("chart.severity.title", &args),
        1..=3 if by_share(share(most_hurt), share(frequent)).is_eq() => {
            language.say("chart.severity.title_both", &args)
        }
        1..=3 => language.say("chart.severity.title_two", &args),
        _ => language.say("chart.severity.title", &args),
    }
}

fn describe(rated: &[(u8, &Severe)], language: &Language) -> String {
    let facts: Vec<String> = (rated.iter())
        .map(|(severity, theme)| {
            let args = [
                ("severity", i64::from(*severity).into()),
                ("theme", theme.theme.as_str().into()),
                ("share", theme.share.words(language).into()),
            ];
            language.say("chart.severity.fact", &args)
        })
        .collect();
    facts.join("; ")
}

/// What a severity means, in two words.
fn meaning(severity: u8, language: &Language) -> String {
    match severity {
        5 => language.say("chart.severity.five", &[]),
        4 => language.say("chart.severity.four", &[]),
        3 => language.say("chart.severity.three", &[]),
        2 => language.say("chart.severity.two", &[]),
        _ => language.say("chart.severity.one", &[]),
    }
}

fn draw(rated: &[(u8, &Severe)], format: Format, language: &Language) -> (f64, Shapes) {
    let widest = (rated.iter())
        .map(|(_, theme)| Style::BOLD.width(&theme.share.words(language)))
        .fold(0.0, f64::max);
    // The axis ends at the first even tenth that holds all intervals.
    let top = (rated.iter().map(|(_, theme)| theme.share.interval().1)).fold(0.2, f64::max);
    let tenths = ((top * 5.0 - 1e-9).ceil() * 2.0).min(10.0);
    let (name_x, count_x, plot) = match format {
        Format::Wide => (150.0, 396.0, (416.0, WIDE - 22.0)),
        Format::Narrow => (0.0, NARROW, (4.0, NARROW - 22.0)),
    };
    let x = Scale::new((0.0, tenths / 10.0), plot);
    let mut body = Shapes::default();
    // Where names stand above their ranges, the scale's lines run between them.
    let mut ranges: Vec<(f64, f64)> = Vec::new();
    let mut y = 8.0;
    for severity in (1..=5u8).rev() {
        let themes: Vec<&Severe> = (rated.iter().filter(|(s, _)| *s == severity))
            .map(|(_, theme)| *theme)
            .collect();
        body.line((0.0, y), (format.width(), y), "hair");
        let mut words = meaning(severity, language);
        if themes.is_empty() {
            words = language.say("chart.severity.empty", &[("what", words.into())]);
        }
        let number = language.whole(severity.into());
        match format {
            Format::Wide => {
                let lines = Style::PLAIN.mute().wrap(&words, name_x - 26.0, 2);
                body.text(0.0, y + 22.5, Style::BOLD, number);
                body.lines(14.0, y + 22.5, Style::PLAIN.mute(), &lines);
                let mut own = y + 4.0;
                for theme in &themes {
                    own += row(
                        &mut body,
                        theme,
                        (name_x, count_x - widest - 10.0, count_x),
                        own,
                        x,
                        language,
                    );
                }
                let least = lines.len() as f64 * 17.0 + 19.0;
                y = f64::max(
                    own + 4.0,
                    y + least.max(if themes.is_empty() { 30.0 } else { 36.0 }),
                );
            }
            Format::Narrow => {
                body.text(0.0, y + 17.0, Style::BOLD.small(), number);
                let style = Style::AXIS.halo();
                body.text(13.0, y + 17.0, style, style.fit(&words, NARROW - 13.0));
                y += 26.0;
                for theme in &themes {
                    let ends = (name_x, count_x - widest - 10.0, count_x);
                    let height = row_above(&mut body, theme, ends, y, x, language);
                    ranges.push((y + height - 23.0, y + height - 9.0));
                    y += height;
                }
                y += if themes.is_empty() { 0.0 } else { 4.0 };
            }
        }
    }
    let mut shapes = Shapes::default();
    if format == Format::Wide {
        ranges = vec![(8.0, y)];
    }
    for at in 0..=(tenths as i64 / 2) {
        let x = x.at(at as f64 * 0.2);
        for (from, to) in &ranges {
            shapes.line((x, *from), (x, *to), "hair");
        }
    }
    shapes.0.extend(body.0);
    shapes.line((0.0, y), (format.width(), y), "axis");
    axis_labels(&mut shapes, tenths, y + 17.0, x, format, language);
    (y + 22.0, shapes)
}

/// "none, 2 in 10, 4 in 10 …"; every second one where they would touch.
fn axis_labels(
    shapes: &mut Shapes,
    tenths: f64,
    y: f64,
    x: Scale,
    format: Format,
    language: &Language,
) {
    let count = tenths as i64 / 2;
    let label = |at: i64| match at * 2 {
        0 => language.say("chart.scale.none", &[]),
        10 => language.say("chart.scale.all", &[]),
        tenths => language.say("chart.scale.in_ten", &[("n", tenths.into())]),
    };
    let placed = |at: i64| {
        let (anchor, x) = match at {
            0 => (Anchor::Start, x.at(0.0)),
            _ if at == count => (Anchor::End, format.width()),
            _ => (Anchor::Middle, x.at(at as f64 * 0.2)),
        };
        (Style::AXIS.anchored(anchor), x)
    };
    // Every label, or every second one …: evenly, and the last one always.
    for step in 1..=count {
        let shown: Vec<i64> = (0..count)
            .filter(|at| at % step == 0 && (count - at >= step || *at == 0))
            .chain([count])
            .collect();
        let area = |at: i64| placed(at).0.area((placed(at).1, y), &label(at));
        let apart = |pair: &[i64]| area(pair[0]).right() + 8.0 <= area(pair[1]).x;
        if step == count || shown.windows(2).all(apart) {
            for at in shown {
                let (style, x) = placed(at);
                shapes.text(x, y, style, label(at));
            }
            return;
        }
    }
}

/// A theme's row in the wide drawing: name, count, interval. Gives its height.
fn row(
    shapes: &mut Shapes,
    theme: &Severe,
    (from, to, count_x): (f64, f64, f64),
    y: f64,
    x: Scale,
    language: &Language,
) -> f64 {
    let lines = Style::INK.wrap(&theme.theme, to - from, 2);
    let height = lines.len().max(1) as f64 * 17.0 + 11.0;
    let middle = y + height / 2.0;
    shapes.lines(from, y + 18.5, Style::INK, &lines);
    shapes.text(
        count_x,
        middle + 4.5,
        Style::BOLD.end(),
        theme.share.words(language),
    );
    interval(shapes, theme, middle, x);
    height
}

/// A theme's row in the narrow drawing: the interval under name and count. Gives its height.
fn row_above(
    shapes: &mut Shapes,
    theme: &Severe,
    (from, to, count_x): (f64, f64, f64),
    y: f64,
    x: Scale,
    language: &Language,
) -> f64 {
    let style = Style::INK.halo();
    let lines = style.wrap(&theme.theme, to - from, 2);
    shapes.lines(from, y + 13.0, style, &lines);
    shapes.text(
        count_x,
        y + 13.0,
        Style::BOLD.end().halo(),
        theme.share.words(language),
    );
    let text = lines.len().max(1) as f64 * 17.0;
    interval(shapes, theme, y + text + 8.0, x);
    text + 24.0
}

fn interval(shapes: &mut Shapes, theme: &Severe, y: f64, x: Scale) {
    let (low, high) = theme.share.interval();
    shapes.line((x.at(low), y), (x.at(high), y), "line-thin");
    shapes.circle(x.at(theme.share.value()), y, 5.0, "dot");
}

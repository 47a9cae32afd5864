//! The picture: the events' labels, the series, below it the two values, then the months.

use jiff::{ToSpan, civil::Date};

use super::{Period, Plan, day, events};
use crate::view::chart::area::Area;
use crate::view::chart::drawing::Format;
use crate::view::chart::scale::{Scale, decimals};
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::{Anchor, Style};

/// The height and the shapes.
pub(super) fn draw(plan: &Plan, format: Format) -> (f64, Shapes) {
    let width = format.width();
    let label = |value: f64| plan.language.number(value, decimals(&plan.steps));
    let widest = (plan
        .steps
        .iter()
        .map(|step| Style::AXIS.width(&label(*step))))
    .fold(0.0, f64::max);
    let left = widest + 8.0;
    let x = Scale::new(plan.days, (left, width - 2.0));
    let placed = events::place(plan, x, width);
    let top = placed.height + 12.0;
    let floor = match plan.series.is_empty() {
        true => top + 84.0,
        false => top + format.pick(128.0, 120.0),
    };
    let last = plan.steps.len() - 1;
    let y = Scale::new((plan.steps[0], plan.steps[last]), (floor, top));
    let lines: Vec<f64> = placed.lines.iter().map(|(x, _)| *x).collect();
    let values = values(plan, x, (left, width - 2.0), floor, &lines);
    let axis = values
        .iter()
        .map(|value| value.bottom)
        .fold(floor, f64::max)
        + 10.0;

    let mut shapes = Shapes::default();
    let spans = [&plan.input.before, &plan.input.after].map(|period| span(period, x));
    for (from, to) in spans {
        shapes.rect(from, top - 6.0, to - from, axis - top + 6.0, "band");
    }
    for step in &plan.steps {
        shapes.line((left, y.at(*step)), (width - 2.0, y.at(*step)), "hair");
        shapes.text(
            left - 8.0,
            y.at(*step) + 4.0,
            Style::AXIS.end(),
            label(*step),
        );
    }
    for (x, from) in &placed.lines {
        shapes.line((*x, *from), (*x, axis), "dash");
    }
    let points: Vec<(f64, f64)> = (plan.series.iter())
        .map(|reading| (x.at(day(reading.date) + 0.5), y.at(reading.value)))
        .collect();
    shapes.path(points.clone(), "line-thin");
    let apart = (width - left) / points.len().max(1) as f64;
    if apart > 6.0 {
        for (at, value) in points {
            shapes.circle(at, value, format.pick(2.8, 2.4), "dot-thin");
        }
    }
    for ((from, to), value) in spans.iter().zip([&plan.input.before, &plan.input.after]) {
        let at = y.at(value.value);
        shapes.line((*from, at), (*to, at), "line");
    }
    for value in values {
        value.draw(&mut shapes);
    }
    for label in placed.labels {
        shapes.text(label.at.0, label.at.1, label.style, label.text);
    }
    shapes.line((left, axis), (width - 2.0, axis), "axis");
    months(&mut shapes, plan, (left, width - 2.0), axis, x);
    // What the numbers stand for.
    let mut bottom = axis + 24.0;
    let style = format.pick(Style::PLAIN, Style::PLAIN.small());
    for (at, words) in placed.list.iter().enumerate() {
        let lines = style.wrap(words, width - 24.0, 3);
        let number = plan.language.whole(at as i64 + 1);
        shapes.text(14.0, bottom + 16.0, style.bold().end(), number);
        shapes.lines(24.0, bottom + 16.0, style, &lines);
        bottom += lines.len().max(1) as f64 * style.line() + 4.0;
    }
    (bottom, shapes)
}

/// From where to where a period lies; at least a sliver.
fn span(period: &Period, x: Scale) -> (f64, f64) {
    let (from, to) = (day(period.from), day(period.to) + 1.0);
    let (a, b) = (x.at(from.min(to)), x.at(from.max(to)));
    if b - a < 3.0 {
        ((b - 3.0).max(0.0), b)
    } else {
        (a, b)
    }
}

/// A value with what it is of, under its period.
struct Value {
    x: f64,
    /// How much room it takes.
    wide: f64,
    /// Whether it is wider than its period, and stands in the middle under it.
    centred: bool,
    y: f64,
    bottom: f64,
    number: String,
    details: Vec<String>,
    /// Whether the line of something that happened runs through it.
    crossed: bool,
}

impl Value {
    fn draw(self, shapes: &mut Shapes) {
        // A halo only where it is needed: it is paper, and the band is not.
        let style = |style: Style| if self.crossed { style.halo() } else { style };
        let (x, anchor) = match self.centred {
            true => (self.x + self.wide / 2.0, Anchor::Middle),
            false => (self.x, Anchor::Start),
        };
        let style = |of: Style| style(of).anchored(anchor);
        shapes.text(x, self.y + 26.0, style(Style::NUMBER), self.number);
        shapes.lines(x, self.y + 43.0, style(Style::AXIS), &self.details);
    }
}

/// The two values: each under its period, moved where they would touch, under one another where they must.
fn values(
    plan: &Plan,
    x: Scale,
    (left, right): (f64, f64),
    floor: f64,
    lines: &[f64],
) -> Vec<Value> {
    let mut taken: Option<Area> = None;
    let mut values = Vec::new();
    for period in [&plan.input.before, &plan.input.after] {
        let number = plan.value(period.value);
        let number = Style::NUMBER.fit(&number, right - left);
        let (from, to) = span(period, x);
        let details = Style::AXIS.wrap(&period.detail, (to - from - 12.0).max(90.0), 2);
        let words = details.iter().map(|line| Style::AXIS.width(line));
        let wide = words.fold(Style::NUMBER.width(&number), f64::max);
        let tall = 34.0 + details.len() as f64 * 15.0;
        // Within its period, clear of the lines of what happened where it can be; else under its
        // middle.
        let clear = |start: f64| {
            !lines
                .iter()
                .any(|line| (start - 3.0..start + wide).contains(line))
        };
        let ends = [from + 6.0, to - 6.0 - wide];
        let within = (ends.into_iter())
            .find(|start| clear(*start))
            .unwrap_or(ends[0]);
        let centred = wide > to - from - 8.0;
        let start = match centred {
            true => (from + to - wide) / 2.0,
            false => within,
        };
        let start = start.min(right - wide).max(left.min(right - wide));
        let mut area = Area::new(start, floor, wide, tall);
        let before = taken.filter(|before| before.grown(4.0).overlaps(&area));
        if let Some(before) = before {
            let beside = before.right() + 14.0;
            area = match beside + wide <= right {
                true => Area::new(beside, floor, wide, tall),
                false => Area::new(start, before.bottom() + 4.0, wide, tall),
            };
        }
        taken = Some(area);
        values.push(Value {
            x: area.x,
            wide,
            centred,
            y: area.y,
            bottom: area.bottom(),
            number,
            details,
            crossed: lines
                .iter()
                .any(|line| (area.x - 2.0..area.right() + 2.0).contains(line)),
        });
    }
    values
}

/// Months, quarters or years under the axis, as many as there is room for.
fn months(shapes: &mut Shapes, plan: &Plan, (left, right): (f64, f64), axis: f64, x: Scale) {
    let start = jiff::civil::date(2000, 1, 1);
    let date = |days: f64| start.saturating_add((days as i64).clamp(-1_000_000, 1_000_000).days());
    let (first, last) = (date(plan.days.0), date(plan.days.1));
    let mut month: Date = first.first_of_month();
    let mut starts = Vec::new();
    while month <= last && starts.len() < 3000 {
        starts.push(month);
        month = month.saturating_add(1.month());
    }
    let days = (plan.days.1 - plan.days.0).max(1.0);
    let a_month = (right - left) / days * 30.4;
    let (every, long): (i8, bool) = match a_month {
        n if n >= 84.0 => (1, true),
        n if n >= 34.0 => (1, false),
        n if n >= 12.0 => (3, false),
        _ => (12, false),
    };
    let mut free = f64::NEG_INFINITY;
    for start in starts
        .iter()
        .filter(|start| (start.month() - 1) % every == 0)
    {
        let at = x.at(day(*start).max(plan.days.0));
        let text = match (every, long) {
            (12, _) => plan.language.year(start.year()),
            (_, true) => plan.language.month_name(start.month()).to_owned(),
            (_, false) => plan.language.short_month_name(start.month()).to_owned(),
        };
        if day(*start) >= plan.days.0 {
            shapes.line((at, axis), (at, axis + 5.0), "axis");
        }
        let area = Style::AXIS.area((at + 3.0, axis + 17.0), &text);
        // A month that has begun before the plot has a label only where the next leaves it room.
        let next = x.at(day(start.saturating_add(i64::from(every).months())));
        let fits = day(*start) >= plan.days.0 || area.right() + 4.0 < next;
        if area.x > free && area.right() <= right + 2.0 && fits {
            free = area.right() + 4.0;
            shapes.text(at + 3.0, axis + 17.0, Style::AXIS, text);
        }
    }
}

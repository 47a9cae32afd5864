//! Cadence: interviews a month against the plan.

use super::drawing::Format;
use super::figure::{Figure, Key, Table, Words, figures, words};
use super::scale::{Scale, ticks};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// Interviews by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cadence {
    /// The months in order, those without an interview too.
    pub months: Vec<MonthCount>,
    /// Interviews a month that were planned.
    pub plan: Option<f64>,
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// Its year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// Interviews held.
    pub interviews: usize,
    /// Whether the month is not over.
    pub so_far: bool,
}

/// Interviews a month against the plan.
pub fn cadence(id: &str, input: &Cadence, language: &Language) -> Figure {
    let total: usize = input.months.iter().map(|month| month.interviews).sum();
    let (Some(first), Some(last)) = (input.months.first(), input.months.last()) else {
        return Figure::empty(language.say("chart.no_interviews", &[]));
    };
    if total == 0 {
        return Figure::empty(language.say("chart.no_interviews", &[]));
    }
    let plan = input.plan.filter(|plan| plan.is_finite() && *plan > 0.0);
    let so_far = input.months.iter().any(|month| month.so_far);
    let mut table = Table::new([
        words(language.say("chart.cadence.month", &[])),
        figures(language.say("chart.cadence.interviews", &[])),
    ]);
    for month in &input.months {
        let interviews = language.whole(month.interviews as i64);
        table.row([
            language.month(month.year, month.month),
            match month.so_far {
                true => language.say("chart.cadence.so_far", &[("n", interviews.into())]),
                false => interviews,
            },
        ]);
    }
    let over = input.months.iter().filter(|month| !month.so_far);
    let met = over
        .clone()
        .filter(|month| plan.is_some_and(|plan| month.interviews as f64 >= plan));
    let months = [("n", input.months.len().into())];
    let args = [
        ("n", over.clone().count().into()),
        ("k", met.count().into()),
        ("total", total.into()),
        (
            "months",
            language.say("chart.cadence.months", &months).into(),
        ),
        ("from", language.month(first.year, first.month).into()),
        ("to", language.month(last.year, last.month).into()),
        ("plan", language.short_number(plan.unwrap_or(0.0), 1).into()),
    ];
    let mut keys = Vec::new();
    if so_far {
        let word = language.say("chart.cadence.key_over", &[]);
        keys.push(Key::new(word, |s| s.rect(2.0, 2.0, 12.0, 12.0, "bar")));
        let word = language.say("chart.cadence.key_so_far", &[]);
        keys.push(Key::new(word, |s| s.rect(2.0, 2.0, 12.0, 12.0, "bar-2")));
    }
    let words = Words {
        title: match plan.is_some() && over.count() > 0 {
            true => language.say("chart.cadence.title_plan", &args),
            false => language.say("chart.cadence.title", &args),
        },
        sub: match plan {
            Some(_) => language.say("chart.cadence.sub_plan", &args),
            None => language.say("chart.cadence.sub", &args),
        },
        desc: language.say("chart.cadence.desc", &args),
        keys,
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| {
        draw(&input.months, plan, format, language)
    })
}

fn draw(
    months: &[MonthCount],
    plan: Option<f64>,
    format: Format,
    language: &Language,
) -> (f64, Shapes) {
    let (top, floor) = (26.0, format.pick(150.0, 140.0));
    let plan_label = plan.map(|plan| {
        let plan = [("n", language.short_number(plan, 1).into())];
        language.say("chart.cadence.plan", &plan)
    });
    let right = match &plan_label {
        Some(label) => format.width() - Style::AXIS.width(label) - 8.0,
        None => format.width(),
    };
    let most = (months.iter().map(|month| month.interviews))
        .max()
        .unwrap_or(1) as f64;
    let most = most.max(plan.unwrap_or(0.0)).max(1.0);
    // Where numbers do not fit on the bars, an axis has them.
    let widest = Style::BOLD.small().width(&language.number(most, 0)) + 4.0;
    let numbered = right / months.len() as f64 >= widest;
    let steps = ticks(0.0, most.max(2.0), 2);
    let axis_label = |value: f64| language.number(value, 0);
    let left = match numbered {
        true => 0.0,
        false => Style::AXIS.width(&axis_label(steps[steps.len() - 1])) + 8.0,
    };
    let pitch = ((right - left) / months.len() as f64).min(56.0);
    let right = left + pitch * months.len() as f64;
    let y = Scale::new((0.0, most), (floor, top));
    let mut shapes = Shapes::default();
    if !numbered {
        for step in steps.iter().filter(|step| **step > 0.0 && **step <= most) {
            shapes.line((left, y.at(*step)), (right, y.at(*step)), "hair");
            shapes.text(
                left - 8.0,
                y.at(*step) + 4.0,
                Style::AXIS.end(),
                axis_label(*step),
            );
        }
    }
    let bar = (pitch * 0.7).min(30.0);
    for (at, month) in months.iter().enumerate() {
        let middle = left + (at as f64 + 0.5) * pitch;
        let height = floor - y.at(month.interviews as f64);
        let class = if month.so_far { "bar-2" } else { "bar" };
        if height > 0.0 {
            shapes.rect(middle - bar / 2.0, floor - height, bar, height, class);
        }
        if numbered {
            let number = language.whole(month.interviews as i64);
            // None is said quietly. A number that the plan's line would run through stands above it.
            let style = match month.interviews {
                0 => Style::AXIS,
                _ => Style::BOLD.small(),
            };
            let style = style.middle().halo();
            let mut base = floor - height - 5.0;
            let line = plan.map(|plan| y.at(plan));
            if let Some(line) = line.filter(|line| (base - 11.0..base + 4.0).contains(line)) {
                base = line - 5.0;
            }
            shapes.text(middle, base, style, number);
        }
    }
    shapes.line((left, floor), (right, floor), "axis");
    if let (Some(plan), Some(label)) = (plan, plan_label) {
        let at = y.at(plan);
        shapes.line((left, at), (right, at), "dash");
        shapes.text(right + 6.0, at + 4.0, Style::AXIS, label);
    }
    let years = month_labels(
        &mut shapes,
        months,
        (left, pitch, right),
        floor + 17.0,
        language,
    );
    (if years { floor + 40.0 } else { floor + 24.0 }, shapes)
}

/// Months under the bars, as many as there is room for, and the years below them. Whether there are years.
fn month_labels(
    shapes: &mut Shapes,
    months: &[MonthCount],
    (left, pitch, right): (f64, f64, f64),
    y: f64,
    language: &Language,
) -> bool {
    let style = Style::AXIS;
    let name = |month: &MonthCount| language.short_month_name(month.month).to_owned();
    let widest = months
        .iter()
        .map(|month| style.width(&name(month)))
        .fold(0.0, f64::max)
        + 4.0;
    let every = [1, 3]
        .into_iter()
        .find(|step| *step as f64 * pitch >= widest);
    let mut free = f64::NEG_INFINITY;
    if let Some(every) = every {
        for (at, month) in months.iter().enumerate() {
            if (month.month - 1).rem_euclid(every as i8) == 0 {
                let middle = left + (at as f64 + 0.5) * pitch;
                let area = style.middle().area((middle, y), &name(month));
                if area.x >= free && area.x >= 0.0 && area.right() <= right.max(area.width) {
                    free = area.right() + 2.0;
                    shapes.text(middle, y, style.middle(), name(month));
                }
            }
        }
    }
    let y = if every.is_some() { y + 16.0 } else { y };
    let mut free = f64::NEG_INFINITY;
    for (at, month) in months.iter().enumerate() {
        if at == 0 || month.month == 1 {
            let x = left + at as f64 * pitch + if every == Some(1) { 2.0 } else { 0.0 };
            let year = language.year(month.year);
            let area = style.area((x, y), &year);
            // The first year gives way to the next where both do not fit.
            let until_next = months[at + 1..].iter().position(|month| month.month == 1);
            let next = until_next.map_or(f64::INFINITY, |n| left + (at + 1 + n) as f64 * pitch);
            let crowded = at == 0 && area.right() + 4.0 > next && month.month != 1;
            if !crowded && area.x >= free && area.right() <= right.max(left + area.width + 4.0) {
                free = area.right() + 6.0;
                shapes.text(x, y, style, year);
            }
        }
    }
    every.is_some()
}

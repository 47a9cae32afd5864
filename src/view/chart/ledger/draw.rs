//! The picture of a ledger: a row a decision, cost to the left of nothing and value to the right.

use super::Entry;
use crate::language::Language;
use crate::view::chart::drawing::{Format, NARROW, WIDE};
use crate::view::chart::scale::{Scale, decimals, ticks};
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

/// The decisions that are drawn.
pub(super) struct Plan<'a> {
    pub(super) rows: &'a [Entry],
    /// The amount that the scale counts in: 1, a thousand, a million.
    pub(super) unit: f64,
    pub(super) language: &'a Language,
}

impl Plan<'_> {
    /// An amount in the scale's unit.
    fn amount(&self, amount: f64) -> String {
        self.language.short_number(amount / self.unit, 1)
    }

    /// The height and the shapes.
    pub(super) fn draw(&self, format: Format) -> (f64, Shapes) {
        // Before the longest bar there is room for its cost.
        let costs = (self.rows.iter()).map(|row| Style::AXIS.width(&self.amount(row.cost)));
        let cost = costs.fold(0.0, f64::max) + 6.0;
        let plot = format.pick((184.0 + cost, WIDE - 8.0), (cost, NARROW - 8.0));
        let lows = self
            .rows
            .iter()
            .map(|row| row.value.map_or(0.0, |value| value.low));
        let low = (self.rows.iter().map(|row| -row.cost))
            .chain(lows)
            .fold(0.0, f64::min);
        let highs = self
            .rows
            .iter()
            .map(|row| row.value.map_or(0.0, |value| value.high));
        let high = highs.fold(0.0, f64::max).max(-low * 0.4);
        let steps = ticks(low / self.unit, high / self.unit, format.pick(6, 4));
        // The scale ends with the data; round numbers beyond it are left out.
        let x = Scale::new((low / self.unit, high / self.unit), plot);
        // A value below zero would lie on the cost: the cost then has a lane of its own.
        let lanes = self
            .rows
            .iter()
            .any(|row| row.value.is_some_and(|value| value.low < 0.0));
        let mut body = Shapes::default();
        let mut y = 42.0;
        // From where to where the scale's lines run: where the names have rows of their own, between them.
        let mut spans = vec![(38.0, 42.0)];
        for row in self.rows {
            body.line((0.0, y), (format.width(), y), "hair");
            let (height, named) = self.row(&mut body, row, format, y, x, lanes);
            spans.push((y + named, y + height));
            y += height;
        }
        if format == Format::Wide {
            spans = vec![(38.0, y)];
        }
        let mut shapes = Shapes::default();
        self.axis(&mut shapes, &steps, (low, high), x, &spans, format);
        shapes.0.extend(body.0);
        shapes.line((0.0, y), (format.width(), y), "hair");
        (y + 2.0, shapes)
    }

    fn axis(
        &self,
        shapes: &mut Shapes,
        steps: &[f64],
        (low, high): (f64, f64),
        x: Scale,
        spans: &[(f64, f64)],
        format: Format,
    ) {
        let places = decimals(steps);
        let mut free = f64::NEG_INFINITY;
        let inside =
            |step: &&f64| **step >= low / self.unit - 1e-9 && **step <= high / self.unit + 1e-9;
        for step in steps.iter().filter(inside) {
            let at = x.at(*step);
            let class = if *step == 0.0 { "axis" } else { "hair" };
            for (from, to) in spans {
                shapes.line((at, *from), (at, *to), class);
            }
            // Cost is a positive amount, to the left.
            let text = self.language.number(step.abs(), places);
            let style = Style::AXIS.middle();
            let area = style.area((at, 31.0), &text);
            if area.x > free && area.right() <= format.width() && area.x >= 0.0 {
                free = area.right() + 6.0;
                shapes.text(at, 31.0, style, text);
            }
        }
        let zero = x.at(0.0);
        let style = Style::AXIS;
        let cost = self.language.say("chart.ledger.axis_cost", &[]);
        if style.end().area((zero - 8.0, 13.0), &cost).x >= 0.0 {
            shapes.text(zero - 8.0, 13.0, style.end(), cost);
        }
        let value = self.language.say("chart.ledger.axis_value", &[]);
        if style.area((zero + 8.0, 13.0), &value).right() <= format.width() {
            shapes.text(zero + 8.0, 13.0, style, value);
        }
    }

    /// A decision's row; gives its height, and how much of it is the name's alone.
    fn row(
        &self,
        shapes: &mut Shapes,
        row: &Entry,
        format: Format,
        y: f64,
        x: Scale,
        lanes: bool,
    ) -> (f64, f64) {
        let lane = if lanes { 16.0 } else { 0.0 };
        let style = format.pick(Style::INK, Style::INK.small());
        let (height, named, bar) = match format {
            Format::Wide => {
                let lines = style.wrap(&row.decision, 178.0, 3);
                let text = lines.len().max(1) as f64 * 17.0;
                let height = f64::max(text + 18.0, 52.0 + lane);
                shapes.lines(0.0, y + (height - text) / 2.0 + 13.0, style, &lines);
                (height, 0.0, y + (height - lane) / 2.0 - 2.0)
            }
            Format::Narrow => {
                let lines = style.wrap(&row.decision, NARROW, 2);
                let text = lines.len().max(1) as f64 * 15.0;
                shapes.lines(0.0, y + 16.0, style, &lines);
                (text + 50.0 + lane, text + 10.0, y + text + 30.0)
            }
        };
        let zero = x.at(0.0);
        let cost = x.at(-row.cost / self.unit);
        if row.cost > 0.0 {
            shapes.rect(cost, bar + lane, zero - cost, 12.0, "bar-2");
            let amount = self.amount(row.cost);
            shapes.text(
                cost - 5.0,
                bar + lane + 10.0,
                Style::AXIS.end().halo(),
                amount,
            );
        }
        let small = Style::BOLD.small().middle().halo();
        match row.value {
            Some(value) => {
                let (low, high) = (x.at(value.low / self.unit), x.at(value.high / self.unit));
                match value.measured {
                    true => shapes.rect(low, bar, high - low, 12.0, "bar"),
                    false => shapes.hatched(low, bar, high - low, 12.0),
                }
                let likely = x.at(value.likely / self.unit);
                shapes.line((likely, bar - 5.0), (likely, bar + 17.0), "line");
                let args = [("n", self.amount(value.likely).into())];
                let said = match value.measured {
                    true => self.language.say("chart.ledger.likely_measured", &args),
                    false => self.language.say("chart.ledger.likely_estimated", &args),
                };
                let half = small.width(&said) / 2.0;
                let edge = format.pick(184.0, 0.0) + half;
                let middle = likely.min(format.width() - half).max(edge);
                shapes.text(middle, bar - 9.0, small, said);
            }
            None => {
                let from = zero + 8.0;
                let lines = Style::AXIS.wrap(&row.state, format.width() - from, 2);
                // No line of the scale runs through the words: they stand on paper.
                let widths = lines.iter().map(|line| Style::AXIS.width(line));
                let wide = widths.fold(0.0, f64::max).min(format.width() - from);
                let tall = lines.len() as f64 * 15.0;
                let first = bar + 10.0 - (tall - 15.0) * 0.7;
                shapes.rect(from - 3.0, first - 11.0, wide + 6.0, tall, "hatch-bg");
                shapes.lines(from, first, Style::AXIS, &lines);
            }
        }
        (height, named)
    }
}

//! What happened, above the plot. A label ends at its line, later ones stand higher, so that no line
//! runs through words. Where one has no room for its words, all have numbers, and a list below says them.

use super::{Event, Plan};
use crate::view::chart::area::{Area, Room};
use crate::view::chart::scale::Scale;
use crate::view::chart::text::Style;

/// Labelled at most; the others are lines, and rows of the table.
const MOST: usize = 5;
/// Numbered at most.
const MOST_NUMBERED: usize = 9;
/// A label that is wider than this is a sentence, and better in the list.
const WIDEST: f64 = 330.0;
/// From a line of labels to the next.
const LINE: f64 = 18.0;

/// Words with their place.
pub(super) struct Label {
    pub(super) at: (f64, f64),
    pub(super) style: Style,
    pub(super) text: String,
}

/// All that happened, in its places.
#[derive(Default)]
pub(super) struct Placed {
    /// Where each line stands, and where it begins.
    pub(super) lines: Vec<(f64, f64)>,
    pub(super) labels: Vec<Label>,
    /// What the numbers stand for, from 1.
    pub(super) list: Vec<String>,
    /// How much the labels take above the plot.
    pub(super) height: f64,
}

/// Places all events.
pub(super) fn place(plan: &Plan, x: Scale, width: f64) -> Placed {
    let at = |event: &Event| x.at(super::day(event.date));
    let few = telling(plan, MOST);
    let fits = |event: &&Event| {
        let wide = style(event).width(&said(plan, event));
        wide <= WIDEST && wide <= at(event) - 6.0
    };
    let mut placed = match few.iter().all(fits) {
        true => labelled(plan, &few, &at),
        false => numbered(plan, &at, width),
    };
    for event in &plan.events {
        let x = at(event);
        if !placed.lines.iter().any(|(line, _)| *line == x) {
            placed.lines.push((x, placed.height));
        }
    }
    placed
}

/// The decision and the first actions, by date.
fn telling<'a>(plan: &Plan<'a>, most: usize) -> Vec<&'a Event> {
    let actions = plan.events.iter().filter(|event| event.action).count();
    let others = most.saturating_sub(actions).max(1);
    let (mut action, mut other) = (0, 0);
    let mut chosen: Vec<&Event> = (plan.events.iter().copied())
        .filter(|event| {
            let (count, room) = match event.action {
                true => (&mut action, most),
                false => (&mut other, others),
            };
            *count += 1;
            *count <= room
        })
        .collect();
    while chosen.len() > most {
        let last = chosen.iter().rposition(|event| event.action);
        chosen.remove(last.unwrap_or(most));
    }
    chosen
}

fn style(event: &Event) -> Style {
    match event.action {
        true => Style::BOLD.small(),
        false => Style::PLAIN.small(),
    }
}

fn said(plan: &Plan, event: &Event) -> String {
    let args = [
        ("date", plan.language.short_date(event.date).into()),
        ("what", event.label.as_str().into()),
    ];
    plan.language.say("chart.before_after.event", &args)
}

/// Each label before its line, as low as the earlier ones leave room.
fn labelled(plan: &Plan, events: &[&Event], at: &dyn Fn(&Event) -> f64) -> Placed {
    let mut room = Room::new(Area::new(0.0, -1e4, 1e4, 2e4));
    let mut chosen = Vec::new();
    for event in events {
        let (x, text) = (at(event), said(plan, event));
        let wide = style(event).width(&text);
        let areas: Vec<Area> = (0..MOST * 2)
            .map(|level| Area::new(x - 6.0 - wide, -(level as f64) * LINE, wide, LINE))
            .collect();
        let level = room.place(&areas).unwrap_or(0) as f64;
        // Later labels stand clear of this one's line, and a little apart from its words.
        room.take(Area::new(x - 1.0, -level * LINE, 2.0, (level + 1.0) * LINE));
        room.take(Area::new(x - 12.0 - wide, -level * LINE, wide + 12.0, LINE));
        chosen.push((x, level, style(event), text));
    }
    let highest = chosen.iter().map(|(_, level, ..)| *level).reduce(f64::max);
    let height = highest.map_or(0.0, |level| (level + 1.0) * LINE);
    let mut placed = Placed {
        height,
        ..Placed::default()
    };
    for (x, level, style, text) in chosen {
        let top = height - level * LINE - 15.0;
        placed.lines.push((x, top));
        placed.labels.push(Label {
            at: (x - 6.0, top + 10.0),
            style: style.end().halo(),
            text,
        });
    }
    placed
}

/// A number above each line, one for several where they stand close: `2–4`.
fn numbered(plan: &Plan, at: &dyn Fn(&Event) -> f64, width: f64) -> Placed {
    let events = telling(plan, MOST_NUMBERED);
    let style = Style::BOLD.small().middle();
    let text = |from: usize, to: usize| {
        let number = |n: usize| plan.language.whole(n as i64 + 1);
        match from == to {
            true => number(from),
            false => format!("{}–{}", number(from), number(to)),
        }
    };
    let xs: Vec<f64> = events.iter().map(|event| at(event)).collect();
    let area = |from: usize, to: usize| {
        let text = text(from, to);
        let half = style.width(&text) / 2.0;
        let middle = ((xs[from] + xs[to]) / 2.0).min(width - half).max(half);
        style.area((middle, 11.0), &text)
    };
    // From which to which event a number stands for; those that would touch are joined.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for one in 0..xs.len() {
        let mut last = (one, one);
        while let Some(before) = groups.pop() {
            if area(before.0, before.1).right() + 5.0 > area(last.0, last.1).x {
                last.0 = before.0;
            } else {
                groups.push(before);
                break;
            }
        }
        groups.push(last);
    }
    Placed {
        lines: xs.iter().map(|x| (*x, LINE - 2.0)).collect(),
        labels: (groups.iter())
            .map(|(from, to)| Label {
                at: (area(*from, *to).x, 11.0),
                style: Style::BOLD.small(),
                text: text(*from, *to),
            })
            .collect(),
        list: events.iter().map(|event| said(plan, event)).collect(),
        height: LINE,
    }
}

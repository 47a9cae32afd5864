//! The labels of what happened, above the plot: each ends at its line, later ones stand higher.

use super::{Event, Plan};
use crate::view::chart::area::{Area, Room};
use crate::view::chart::scale::Scale;
use crate::view::chart::text::{Anchor, Style};

/// Labelled at most; the others are lines, and rows of the table.
const MOST: usize = 5;
/// From a line of labels to the next.
const LINE: f64 = 18.0;

/// A label with its place.
pub(super) struct Label {
    pub(super) at: (f64, f64),
    pub(super) style: Style,
    pub(super) text: String,
}

/// An event: where its line is, and its label if it has one.
pub(super) struct Placed {
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) label: Option<Label>,
}

/// Places all events; gives them with the height that the labels take.
pub(super) fn place(plan: &Plan, x: Scale, width: f64) -> (Vec<Placed>, f64) {
    let labelled: Vec<&&Event> = (plan.events.iter())
        .filter(|event| event.action)
        .take(MOST)
        .collect();
    let spare = MOST - labelled.len();
    let others = plan
        .events
        .iter()
        .filter(|event| !event.action)
        .take(spare.max(1));
    let labelled: Vec<&Event> = others.chain(labelled).take(MOST).copied().collect();

    let mut room = Room::new(Area::new(0.0, -1e4, width, 2e4));
    let mut levels = Vec::new();
    for event in &plan.events {
        let at = x.at(super::day(event.date));
        let has_label = labelled.iter().any(|one| std::ptr::eq(*one, *event));
        let label = has_label.then(|| {
            let style = match event.action {
                true => Style::BOLD.small(),
                false => Style::PLAIN.small(),
            };
            let args = [
                ("date", plan.language.short_date(event.date).into()),
                ("what", event.label.as_str().into()),
            ];
            let said = plan.language.say("chart.before_after.event", &args);
            let text = style.halo().fit(&said, (width * 0.7).min(330.0));
            let wide = style.width(&text);
            // Before the line, as high as it takes; where there is no room, after it; else wherever it fits.
            let starts = [
                at - 6.0 - wide,
                at + 6.0,
                (at - wide / 2.0).clamp(0.0, width - wide),
            ];
            let places: Vec<(usize, f64)> = (starts.into_iter())
                .flat_map(|start| (0..MOST * 2).map(move |level| (level, start)))
                .collect();
            let areas: Vec<Area> = (places.iter())
                .map(|(level, start)| Area::new(*start, -(*level as f64) * LINE, wide, LINE))
                .collect();
            let chosen = room.place(&areas).unwrap_or(0);
            let (level, start) = places[chosen];
            // Later labels stand clear of this one's line.
            room.take(Area::new(
                at - 1.0,
                -(level as f64) * LINE,
                2.0,
                (level as f64 + 1.0) * LINE,
            ));
            // A little more room than the words need, before the next label in the line.
            let own = areas[chosen];
            room.take(Area::new(own.x - 6.0, own.y, own.width + 12.0, own.height));
            (level, start, style.halo(), text)
        });
        levels.push((at, label));
    }
    let highest = (levels
        .iter()
        .filter_map(|(_, label)| Some(label.as_ref()?.0)))
    .max();
    let height = highest.map_or(0.0, |level| (level as f64 + 1.0) * LINE);
    let placed = (levels.into_iter())
        .map(|(x, label)| match label {
            Some((level, start, style, text)) => Placed {
                x,
                top: height - level as f64 * LINE - 15.0,
                label: Some(Label {
                    at: (start, height - level as f64 * LINE - 5.0),
                    style: style.anchored(Anchor::Start),
                    text,
                }),
            },
            None => Placed {
                x,
                top: height,
                label: None,
            },
        })
        .collect();
    (placed, height)
}

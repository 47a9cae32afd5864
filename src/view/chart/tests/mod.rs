//! What holds for every drawing: finite numbers, nothing outside the frame, no two labels on each other.

mod before_after;
mod cadence;
mod impact_map;
mod ledger;
mod matrix;
mod saturation;
mod segments;
mod severity_map;
mod slope;
mod strip;
mod text;
mod timeline;

use super::{Area, Drawing, Figure, Shape, Shapes};

/// Looks at both drawings of a figure. Gives the figure back, for further questions.
pub(super) fn sound(figure: Figure) -> Figure {
    if let Some(chart) = figure.chart() {
        for drawing in [&chart.wide, &chart.narrow] {
            drawing_is_sound(drawing);
        }
        for row in &chart.table.rows {
            assert_eq!(row.len(), chart.table.head.len(), "a cell for every column");
        }
        for text in [&chart.title, &chart.sub, &chart.note, &chart.wide.desc] {
            assert!(!lacks_words(text), "{text}");
        }
    }
    figure
}

/// Whether a text of the language file, or a value for one of its slots, is missing: `⟦chart.none⟧`.
fn lacks_words(text: &str) -> bool {
    text.split('⟦').skip(1).any(|rest| {
        let name = rest.split_once('⟧').map_or("", |(name, _)| name);
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || "_.".contains(c))
    })
}

/// Looks at one drawing.
pub(super) fn drawing_is_sound(drawing: &Drawing) {
    let frame = drawing.frame();
    assert!(frame.width > 0.0 && frame.height > 0.0 && frame.height.is_finite());
    let mut found = Found::default();
    found.look(&drawing.shapes);
    for (area, what) in &found.shapes {
        let finite = [area.x, area.y, area.width, area.height];
        assert!(finite.iter().all(|n| n.is_finite()), "{what}: {area:?}");
        // Half a stroke may lie outside.
        assert!(
            frame.grown(1.5).holds(area),
            "{what} at {area:?} is outside {frame:?} of {}",
            drawing.id
        );
    }
    for (at, (area, text)) in found.texts.iter().enumerate() {
        for (other, with) in &found.texts[..at] {
            assert!(
                !area.overlaps(other),
                "`{text}` {area:?} and `{with}` {other:?} overlap in {}",
                drawing.id
            );
        }
    }
    let svg = drawing.svg();
    let numbers = ["=\"NaN", "=\"inf", "=\"-inf"];
    assert!(!numbers.iter().any(|number| svg.contains(number)), "{svg}");
    assert!(!lacks_words(&svg), "{svg}");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
}

#[derive(Default)]
struct Found {
    /// The extent of every visible shape.
    shapes: Vec<(Area, String)>,
    /// The estimated boxes of the texts.
    texts: Vec<(Area, String)>,
}

impl Found {
    fn look(&mut self, shapes: &Shapes) {
        for shape in &shapes.0 {
            let between = |a: (f64, f64), b: (f64, f64)| {
                Area::new(
                    a.0.min(b.0),
                    a.1.min(b.1),
                    (a.0 - b.0).abs(),
                    (a.1 - b.1).abs(),
                )
            };
            match shape {
                Shape::Line { from, to, class } => {
                    self.shapes
                        .push((between(*from, *to), format!("line {class}")));
                }
                // Rings are targets, not ink; they may reach a little into the page's edge.
                Shape::Rect { class: "ring", .. } => {}
                Shape::Rect { area, class, .. } => {
                    self.shapes.push((*area, format!("rect {class}")));
                }
                Shape::Circle { at, r, class } => {
                    let area = Area::new(at.0 - r, at.1 - r, 2.0 * r, 2.0 * r);
                    self.shapes.push((area, format!("circle {class}")));
                }
                Shape::Text { at, style, text } => {
                    let area = style.area(*at, text);
                    self.shapes.push((area, format!("text `{text}`")));
                    self.texts.push((area, text.clone()));
                }
                Shape::Path { points, class } => {
                    for pair in points.windows(2) {
                        self.shapes
                            .push((between(pair[0], pair[1]), format!("path {class}")));
                    }
                }
                Shape::Group { shapes, .. } | Shape::Link { shapes, .. } => self.look(shapes),
            }
        }
    }
}

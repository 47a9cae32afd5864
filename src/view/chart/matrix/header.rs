//! The segments' names above their columns: a name too wide for its columns stands a line higher.

use super::Plan;
use crate::language::capitalised;
use crate::view::chart::common::hue;
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

const STYLE: Style = Style::BOLD.small();
const LINE: f64 = 15.0;

/// Draws names and rules above columns that span these coordinates; gives the rules' place.
pub(super) fn draw(shapes: &mut Shapes, plan: &Plan, spans: &[(f64, f64)], width: f64) -> f64 {
    let named = plan.segments.iter().any(|(name, _)| !name.is_empty());
    if !named {
        return 0.0;
    }
    let names: Vec<String> = (plan.segments.iter().zip(spans))
        .map(|((name, _), (from, _))| STYLE.fit(&capitalised(name), (width - from).min(180.0)))
        .collect();
    let levels = levels(&names, spans);
    let highest = levels.iter().max().copied().unwrap_or(0) as f64;
    let rule = highest * LINE + 22.0;
    for (at, (name, (from, to))) in names.iter().zip(spans).enumerate() {
        let baseline = rule - 8.0 - levels[at] as f64 * LINE;
        if levels[at] > 0 {
            shapes.line((*from, baseline + 3.0), (*from, rule), "hair");
        }
        shapes.text(*from, baseline, STYLE, name.as_str());
        let mut own = Shapes::default();
        own.line((*from + 1.0, rule), (*to - 1.0, rule), "line-seg");
        shapes.group(hue(at), own);
    }
    rule
}

/// How many lines above the lowest each name stands. From the right: a name that reaches over the next
/// ones stands above them, so that no name lies on another or on the line that leads down from it.
fn levels(names: &[String], spans: &[(f64, f64)]) -> Vec<usize> {
    let mut levels = vec![0; names.len()];
    for at in (0..names.len()).rev() {
        let end = spans[at].0 + STYLE.width(&names[at]) + 6.0;
        let over = (at + 1..names.len()).filter(|next| spans[*next].0 < end);
        levels[at] = over.map(|next| levels[next] + 1).max().unwrap_or(0);
    }
    levels
}

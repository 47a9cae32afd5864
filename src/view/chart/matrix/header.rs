//! The segments' names above their columns: a name too wide for its columns stands a line higher, and
//! one that would reach over the edge ends there.

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
    let names: Vec<String> = (plan.segments.iter())
        .map(|(name, _)| capitalised(name))
        .collect();
    let (lines, rule) = match wrapped(&names, spans, width) {
        Some(lines) => {
            let most = lines.iter().map(Vec::len).max().unwrap_or(1) as f64;
            (lines, (most - 1.0) * LINE + 22.0)
        }
        None => stacked(shapes, names, spans, width),
    };
    for (at, (lines, (from, to))) in lines.iter().zip(spans).enumerate() {
        let first = rule - 8.0 - (lines.len() as f64 - 1.0) * LINE;
        let widest = lines.iter().map(|line| STYLE.width(line));
        let widest = widest.fold(0.0, f64::max);
        shapes.lines(begin(*from, widest, width), first, STYLE, lines);
        let mut own = Shapes::default();
        own.line((*from + 1.0, rule), (*to - 1.0, rule), "line-seg");
        shapes.group(hue(at, plan.segments.len()), own);
    }
    rule
}

/// The names on two lines at most, where that keeps each above its own columns without cutting a word.
fn wrapped(names: &[String], spans: &[(f64, f64)], width: f64) -> Option<Vec<Vec<String>>> {
    let room = |at: usize| spans.get(at + 1).map_or(width, |next| next.0 - 6.0) - spans[at].0;
    let fits = |(at, name): (usize, &String)| {
        let whole = name
            .split_whitespace()
            .all(|word| STYLE.width(word) <= room(at));
        let lines = STYLE.wrap(name, room(at), 3);
        (whole && lines.len() <= 2).then_some(lines)
    };
    names.iter().enumerate().map(fits).collect()
}

/// The names on one line each, where need be above one another, with lines that lead down to the columns.
fn stacked(
    shapes: &mut Shapes,
    names: Vec<String>,
    spans: &[(f64, f64)],
    width: f64,
) -> (Vec<Vec<String>>, f64) {
    let names: Vec<String> = (names.iter())
        .map(|name| STYLE.fit(name, width.min(180.0)))
        .collect();
    let begins: Vec<f64> = (names.iter().zip(spans))
        .map(|(name, (from, _))| begin(*from, STYLE.width(name), width))
        .collect();
    let levels = levels(&names, &begins);
    let rule = levels.iter().max().copied().unwrap_or(0) as f64 * LINE + 22.0;
    for (at, (name, (from, _))) in names.iter().zip(spans).enumerate() {
        if levels[at] > 0 {
            let baseline = rule - 8.0 - levels[at] as f64 * LINE;
            shapes.text(begins[at], baseline, STYLE, name.as_str());
            // Down to the columns, or to a later name that reaches back over them.
            let under = (at + 1..names.len()).filter(|next| begins[*next] < *from + 2.0);
            let under = under.map(|next| rule - 8.0 - (levels[next] as f64 + 0.8) * LINE);
            let to = under.fold(rule, f64::min);
            if to > baseline + 4.0 {
                shapes.line((*from, baseline + 3.0), (*from, to), "hair");
            }
        }
    }
    let lowest = names.into_iter().zip(levels);
    let lines = lowest.map(|(name, level)| if level == 0 { vec![name] } else { Vec::new() });
    (lines.collect(), rule)
}

/// Where a name begins: above its columns, or as far before them as it needs.
fn begin(from: f64, length: f64, width: f64) -> f64 {
    from.min(width - length).max(0.0)
}

/// How many lines above the lowest each name stands. From the right: a name that reaches over the next
/// ones stands above them, so that no name lies on another or on the line that leads down from it.
fn levels(names: &[String], begins: &[f64]) -> Vec<usize> {
    let mut levels = vec![0; names.len()];
    for at in (0..names.len()).rev() {
        let end = begins[at] + STYLE.width(&names[at]) + 6.0;
        let over = (at + 1..names.len()).filter(|next| begins[*next] < end);
        levels[at] = over.map(|next| levels[next] + 1).max().unwrap_or(0);
    }
    levels
}

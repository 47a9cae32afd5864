//! Impact × feasibility: a grid of five by five scores, each theme in its cell, so that labels cannot
//! collide. In the narrow drawing cells hold numbers and the names stand in a list below.

use super::area::Area;
use super::drawing::{Format, NARROW};
use super::figure::{Figure, Table, Words, figures, words};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// Themes named in a cell of the wide drawing, and numbered in one of the narrow drawing.
const IN_A_CELL: (usize, usize) = (4, 4);
/// Themes in the list below the narrow drawing.
const MOST_LISTED: usize = 25;

/// A theme with its two scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// Its title.
    pub theme: String,
    /// 1 to 5, value to the business.
    pub impact: u8,
    /// 1 to 5, how easy it is to do.
    pub feasibility: u8,
}

impl Priority {
    fn scores(&self) -> (u8, u8) {
        (self.impact.clamp(1, 5), self.feasibility.clamp(1, 5))
    }

    fn weight(&self) -> u8 {
        let (impact, feasibility) = self.scores();
        impact * feasibility
    }
}

/// The map of themes by impact and feasibility.
pub fn impact_map(id: &str, themes: &[Priority], language: &Language) -> Figure {
    if themes.is_empty() {
        return Figure::empty(language.say("chart.impact.none", &[]));
    }
    // First what gives most for least: the order of the numbers and the table.
    let mut ordered: Vec<&Priority> = themes.iter().collect();
    ordered.sort_by(|a, b| {
        (b.weight().cmp(&a.weight()))
            .then_with(|| b.scores().cmp(&a.scores()))
            .then_with(|| a.theme.cmp(&b.theme))
    });
    let mut table = Table::new([
        words(language.say("chart.theme", &[])),
        figures(language.say("chart.impact.impact", &[])),
        figures(language.say("chart.impact.feasibility", &[])),
    ]);
    let mut facts = Vec::new();
    for theme in &ordered {
        let (impact, feasibility) = theme.scores();
        let args = [
            ("theme", theme.theme.as_str().into()),
            ("impact", i64::from(impact).into()),
            ("feasibility", i64::from(feasibility).into()),
        ];
        facts.push(language.say("chart.impact.fact", &args));
        let number = |score: u8| language.whole(score.into());
        table.row([theme.theme.clone(), number(impact), number(feasibility)]);
    }
    let words = Words {
        title: title(&ordered, language),
        sub: language.say("chart.impact.sub", &[]),
        desc: facts.join("; "),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| {
        draw(&ordered, format, language)
    })
}

fn title(ordered: &[&Priority], language: &Language) -> String {
    let best = ordered[0].weight();
    let first: Vec<String> = (ordered.iter().filter(|theme| theme.weight() == best))
        .map(|theme| language.quote(&theme.theme))
        .collect();
    let themes = [
        ("n", first.len().into()),
        ("themes", language.list(&first).into()),
    ];
    match first.len() {
        1..=3 if first.len() < ordered.len() => language.say("chart.impact.title_best", &themes),
        _ => language.say("chart.impact.title", &themes),
    }
}

/// The grid: its edges and its cells. Scores are grades and not lengths: a row is as tall as its names need.
struct Grid {
    left: f64,
    width: f64,
    /// Where the rows begin, from impact 5 down, and where the last one ends.
    rows: [f64; 6],
}

impl Grid {
    /// The cell for these scores.
    fn cell(&self, (impact, feasibility): (u8, u8)) -> Area {
        let x = self.left + (f64::from(feasibility) - 1.0) * self.width;
        let row = usize::from(5 - impact);
        let (top, bottom) = (self.rows[row], self.rows[row + 1]);
        Area::new(x, top, self.width, bottom - top)
    }

    fn right(&self) -> f64 {
        self.left + 5.0 * self.width
    }

    fn bottom(&self) -> f64 {
        self.rows[5]
    }
}

fn draw(ordered: &[&Priority], format: Format, language: &Language) -> (f64, Shapes) {
    let cells: Vec<((u8, u8), Vec<usize>)> = (1..=5u8)
        .flat_map(|impact| (1..=5u8).map(move |feasibility| (impact, feasibility)))
        .map(|scores| {
            let all = ordered.iter().enumerate();
            let here = all.filter(|(_, theme)| theme.scores() == scores);
            (scores, here.map(|(at, _)| at).collect())
        })
        .collect();
    let left = format.pick(24.0, 20.0);
    let width = (format.width() - left) / 5.0;
    let contents: Vec<(f64, Shapes)> = (cells.iter())
        .map(|(_, here)| match format {
            Format::Wide => named(ordered, here, width, language),
            Format::Narrow => numbered(here, width, language),
        })
        .collect();
    let mut rows = [22.0; 6];
    for (row, impact) in (1..=5u8).rev().enumerate() {
        let own = cells
            .iter()
            .zip(&contents)
            .filter(|((scores, _), _)| scores.0 == impact);
        let tallest = own.map(|(_, (height, _))| *height);
        rows[row + 1] = rows[row] + tallest.fold(format.pick(54.0, 44.0), f64::max);
    }
    let grid = Grid { left, width, rows };
    let mut shapes = frame(&grid, format, language);
    for ((scores, _), (height, content)) in cells.iter().zip(contents) {
        let cell = grid.cell(*scores);
        let y = cell.y + (cell.height - height) / 2.0;
        shapes.0.extend(moved(content, cell.x, y).0);
    }
    let mut y = grid.bottom() + 36.0;
    if format == Format::Narrow {
        y += 12.0;
        for (at, theme) in ordered.iter().take(MOST_LISTED).enumerate() {
            let number = language.whole(at as i64 + 1);
            let lines = Style::INK.wrap(&theme.theme, NARROW - 30.0, 2);
            shapes.text(20.0, y + 12.0, Style::BOLD.end(), number);
            shapes.lines(30.0, y + 12.0, Style::INK, &lines);
            y += lines.len().max(1) as f64 * 17.0 + 3.0;
        }
        if ordered.len() > MOST_LISTED {
            let more = [("n", (ordered.len() - MOST_LISTED).into())];
            let style = Style::PLAIN.mute();
            shapes.text(30.0, y + 12.0, style, language.say("chart.and_more", &more));
            y += 20.0;
        }
    }
    (y, shapes)
}

/// Hairlines, the corner to begin with, scores and what the axes are.
fn frame(grid: &Grid, format: Format, language: &Language) -> Shapes {
    let mut shapes = Shapes::default();
    let (from, to) = (grid.cell((5, 4)), grid.cell((4, 5)));
    shapes.rect(
        from.x,
        from.y,
        to.right() - from.x,
        to.bottom() - from.y,
        "band",
    );
    for at in 0..=5 {
        let x = grid.left + at as f64 * grid.width;
        let y = grid.rows[at];
        let class = if at == 0 { "axis" } else { "hair" };
        shapes.line((x, grid.rows[0]), (x, grid.bottom()), class);
        let class = if at == 5 { "axis" } else { "hair" };
        shapes.line((grid.left, y), (grid.right(), y), class);
    }
    for score in 1..=5u8 {
        let cell = grid.cell((score, score));
        let number = language.whole(score.into());
        let below = (cell.x + cell.width / 2.0, grid.bottom() + 16.0);
        shapes.text(below.0, below.1, Style::AXIS.middle(), number.as_str());
        let beside = cell.y + cell.height / 2.0 + 4.0;
        shapes.text(grid.left - 8.0, beside, Style::AXIS.end(), number);
    }
    let width = format.width();
    let first = language.say("chart.impact.first", &[]);
    let room = Style::AXIS.width(&first) + 12.0;
    let impact = language.say("chart.impact.axis_impact", &[]);
    shapes.text(
        0.0,
        13.0,
        Style::AXIS,
        Style::AXIS.fit(&impact, width - room),
    );
    let in_band = Style::AXIS.end();
    shapes.text(width, 13.0, in_band, first);
    let easier = Style::AXIS.fit(&language.say("chart.impact.axis_feasibility", &[]), width);
    shapes.text(width, grid.bottom() + 33.0, Style::AXIS.end(), easier);
    shapes
}

/// What a cell of the wide drawing holds, from its own corner: a dot and a name a theme. With its height.
fn named(ordered: &[&Priority], here: &[usize], width: f64, language: &Language) -> (f64, Shapes) {
    let mut shapes = Shapes::default();
    let mut y = 8.0;
    // With more than fit, the last line says how many more.
    let shown = match here.len() > IN_A_CELL.0 {
        true => IN_A_CELL.0 - 1,
        false => here.len(),
    };
    let style = Style::INK.small();
    for at in &here[..shown] {
        let most = if here.len() > 2 { 2 } else { 3 };
        let lines = style.wrap(&ordered[*at].theme, width - 28.0, most);
        shapes.circle(13.0, y + 8.5, 4.5, "dot");
        shapes.lines(23.0, y + 13.0, style, &lines);
        y += lines.len().max(1) as f64 * 15.0 + 5.0;
    }
    if here.len() > shown {
        let more = [("n", (here.len() - shown).into())];
        let text = language.say("chart.and_more", &more);
        shapes.text(
            23.0,
            y + 13.0,
            Style::AXIS,
            Style::AXIS.fit(&text, width - 28.0),
        );
        y += 20.0;
    }
    (y + 3.0, shapes)
}

/// What a cell of the narrow drawing holds: numbers that the list below explains. With its height.
fn numbered(here: &[usize], width: f64, language: &Language) -> (f64, Shapes) {
    let mut shapes = Shapes::default();
    let shown = match here.len() > IN_A_CELL.1 {
        true => IN_A_CELL.1 - 1,
        false => here.len(),
    };
    // Two abreast, unless there is one.
    let beside = if here.len() > 1 {
        width / 4.0
    } else {
        width / 2.0
    };
    let place = |at: usize| {
        let x = if here.len() > 1 && at % 2 == 1 {
            width - beside
        } else {
            beside
        };
        (x, 12.0 + (at / 2) as f64 * 20.0)
    };
    for (at, theme) in here[..shown].iter().enumerate() {
        let (x, y) = place(at);
        let listed = *theme < MOST_LISTED;
        let number = match listed {
            true => language.whole(*theme as i64 + 1),
            false => "·".to_owned(),
        };
        shapes.text(x, y + 4.5, Style::BOLD.middle(), number);
    }
    if here.len() > shown {
        let (x, y) = place(shown);
        let more = format!("+{}", language.whole((here.len() - shown) as i64));
        let style = Style::AXIS.middle();
        shapes.text(x, y + 4.5, style, style.fit(&more, width / 2.0 - 2.0));
    }
    let rows = here.len().min(IN_A_CELL.1).div_ceil(2);
    (rows as f64 * 20.0 + 4.0, shapes)
}

/// Shapes of a cell at their place in the drawing.
fn moved(shapes: Shapes, x: f64, y: f64) -> Shapes {
    let moved = shapes.0.into_iter().map(|shape| shape.moved(x, y));
    Shapes(moved.collect())
}

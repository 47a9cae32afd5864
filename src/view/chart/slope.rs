//! The rank slope: the participants' order beside the team's; what stands far apart is drawn dark.

use super::drawing::Format;
use super::figure::{Figure, Table, Words, figures, words};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// Themes that are drawn; the table has all.
const MOST: usize = 20;

/// A theme with its place in both orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its title.
    pub theme: String,
    /// How many raised it, such as "11 of 18"; may be empty.
    pub count: String,
    /// Its place by the number of participants, from 1; equal for ties.
    pub participants: usize,
    /// Its place in the team's own order, from 1; `None` where the team did not rank it.
    pub team: Option<usize>,
}

/// A theme that both ranked, with its rows in the drawing.
struct Line<'a> {
    theme: &'a Ranked,
    team: usize,
    rows: (usize, usize),
    apart: bool,
}

impl Line<'_> {
    fn distance(&self) -> usize {
        self.team.abs_diff(self.theme.participants)
    }
}

/// The participants' order beside the team's.
pub fn slope(id: &str, themes: &[Ranked], language: &Language) -> Figure {
    let mut both: Vec<(&Ranked, usize)> = (themes.iter())
        .filter_map(|theme| Some((theme, theme.team?)))
        .collect();
    if both.len() < 2 {
        return Figure::empty(language.say("chart.slope.none", &[("n", both.len().into())]));
    }
    let left_out = themes.len() - both.len();
    both.sort_by(|a, b| {
        (a.0.participants.cmp(&b.0.participants)).then_with(|| a.0.theme.cmp(&b.0.theme))
    });
    let all = both.len();
    both.truncate(MOST);
    // Dark from half the places on: four of seven.
    let far = both.len().div_ceil(2).max(2);
    let mut by_team: Vec<usize> = (0..both.len()).collect();
    by_team.sort_by_key(|at| (both[*at].1, *at));
    let mut lines: Vec<Line> = (both.iter().enumerate())
        .map(|(at, (theme, team))| Line {
            theme,
            team: *team,
            rows: (at, by_team.iter().position(|of| *of == at).unwrap_or(at)),
            apart: false,
        })
        .collect();
    for line in &mut lines {
        line.apart = line.distance() >= far;
    }
    let mut table = Table::new([
        words(language.say("chart.theme", &[])),
        words(language.say("chart.raised_by", &[])),
        figures(language.say("chart.slope.participants_order", &[])),
        figures(language.say("chart.slope.team_order", &[])),
    ]);
    for theme in themes {
        let team = theme.team.map(|rank| language.whole(rank as i64));
        table.row([
            theme.theme.clone(),
            theme.count.clone(),
            language.whole(theme.participants as i64),
            team.unwrap_or_else(|| language.say("chart.slope.not_ranked", &[])),
        ]);
    }
    let fact = |line: &Line| {
        let args = [
            ("theme", line.theme.theme.as_str().into()),
            ("participants", line.theme.participants.into()),
            ("team", line.team.into()),
        ];
        language.say("chart.slope.fact", &args)
    };
    let facts: Vec<String> = lines.iter().map(fact).collect();
    let note = |key_says: bool, text: String| if key_says { text } else { String::new() };
    let words = Words {
        title: title(&lines, language),
        sub: language.say("chart.slope.sub", &[]),
        desc: facts.join("; "),
        note: super::common::sentences(&[
            note(
                lines.iter().any(|line| line.apart),
                language.say("chart.slope.dark", &[("n", far.into())]),
            ),
            note(
                left_out > 0,
                language.say("chart.slope.left_out", &[("n", left_out.into())]),
            ),
            note(
                all > lines.len(),
                language.say("chart.slope.shown", &[("n", lines.len().into())]),
            ),
        ]),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| draw(&lines, format, language))
}

/// Which theme the two see most differently.
fn title(lines: &[Line], language: &Language) -> String {
    let widest = (lines.iter())
        .max_by_key(|line| (line.distance(), std::cmp::Reverse(line.team)))
        .filter(|line| line.distance() > 0);
    let Some(widest) = widest else {
        return language.say("chart.slope.title_same", &[]);
    };
    let args = [
        ("theme", widest.theme.theme.as_str().into()),
        ("participants", widest.theme.participants.into()),
        ("team", widest.team.into()),
    ];
    let last = |rank: usize, other: &dyn Fn(&Line) -> usize| {
        lines.iter().all(|line| other(line) <= rank) && rank > 1
    };
    let of_participants = |line: &Line| line.theme.participants;
    if widest.team == 1 && last(widest.theme.participants, &of_participants) {
        language.say("chart.slope.title_first_last", &args)
    } else if widest.theme.participants == 1 && last(widest.team, &|line| line.team) {
        language.say("chart.slope.title_last_first", &args)
    } else {
        language.say("chart.slope.title", &args)
    }
}

fn draw(lines: &[Line], format: Format, language: &Language) -> (f64, Shapes) {
    // Where the two columns of points are; names stand outside of them.
    let (left, right) = format.pick((276.0, 418.0), (124.0, 176.0));
    let width = format.width();
    // A rank has room for two figures; beyond lie the names, on a few lines at most.
    let room = (left - 36.0, width - right - 36.0);
    let texts: Vec<(String, String)> = (lines.iter())
        .map(|line| (named(line, format, language), line.theme.theme.clone()))
        .collect();
    // All names in one size.
    let fits = |line: &Line, text: &(String, String)| {
        let style = style(line);
        style.width(&text.0) <= room.0 && style.width(&text.1) <= room.1
    };
    let whole = lines
        .iter()
        .zip(&texts)
        .all(|(line, text)| fits(line, text));
    let sized = |line: &Line| match whole {
        true => style(line),
        false => style(line).small(),
    };
    let names: Vec<(Vec<String>, Vec<String>)> = (lines.iter().zip(&texts))
        .map(|(line, text)| {
            let (style, most) = (sized(line), format.pick(2, 3));
            let wrap = |text: &str, room: f64| style.wrap(text, room, most);
            (wrap(&text.0, room.0), wrap(&text.1, room.1))
        })
        .collect();
    let most = (names.iter()).map(|(one, other)| one.len().max(other.len()));
    let tallest = most.max().unwrap_or(1) as f64;
    let step = (tallest * 15.0 + 6.0).max(format.pick(32.0, 40.0));
    let y = |row: usize| 28.0 + step / 2.0 + row as f64 * step;
    let mut shapes = Shapes::default();
    let heads = match format {
        Format::Wide => (
            language.say("chart.slope.head_participants", &[]),
            language.say("chart.slope.head_team", &[]),
        ),
        Format::Narrow => (
            language.say("chart.slope.short_participants", &[]),
            language.say("chart.slope.short_team", &[]),
        ),
    };
    let bold = Style::BOLD;
    shapes.text(left, 14.0, bold.end(), bold.fit(&heads.0, left));
    shapes.text(right, 14.0, bold, bold.fit(&heads.1, width - right));
    // The dark lines lie on the others.
    for apart in [false, true] {
        for line in lines.iter().filter(|line| line.apart == apart) {
            let class = if apart { "line" } else { "axis" };
            shapes.line((left, y(line.rows.0)), (right, y(line.rows.1)), class);
        }
    }
    for (line, (theirs, ours)) in lines.iter().zip(&names) {
        let dot = if line.apart { "dot" } else { "dot-thin" };
        let (style, sized) = (style(line), sized(line));
        let (from, to) = (y(line.rows.0), y(line.rows.1));
        shapes.circle(left, from, 4.0, dot);
        shapes.circle(right, to, 4.0, dot);
        let rank = |rank: usize| language.whole(rank as i64);
        shapes.text(
            left - 12.0,
            from + 4.5,
            style.end(),
            rank(line.theme.participants),
        );
        shapes.text(right + 12.0, to + 4.5, style, rank(line.team));
        name(&mut shapes, theirs, (left - 36.0, from), sized.end());
        name(&mut shapes, ours, (right + 36.0, to), sized);
    }
    let last = lines.len().saturating_sub(1);
    (y(last) + step / 2.0 + 2.0, shapes)
}

/// What stands far apart is bold.
fn style(line: &Line) -> Style {
    match line.apart {
        true => Style::BOLD,
        false => Style::PLAIN.mute(),
    }
}

/// The theme; where there is room, with its count, which stays in one piece.
fn named(line: &Line, format: Format, language: &Language) -> String {
    match (format, line.theme.count.is_empty()) {
        (Format::Wide, false) => {
            let args = [
                ("theme", line.theme.theme.as_str().into()),
                ("count", line.theme.count.replace(' ', "\u{a0}").into()),
            ];
            language.say("chart.slope.named", &args)
        }
        _ => line.theme.theme.clone(),
    }
}

/// A name around the middle of its row.
fn name(shapes: &mut Shapes, lines: &[String], (x, y): (f64, f64), style: Style) {
    let first = y + 4.5 - (lines.len().max(1) as f64 - 1.0) * style.line() / 2.0;
    shapes.lines(x, first, style, lines);
}

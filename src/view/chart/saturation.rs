//! The saturation curve: themes known after each interview, and the point where new ones ran out.
//! The verdict comes in worked out (Guest, Namey & Chen 2020); here are its words and its picture.

use super::area::{Area, Room};
use super::drawing::Format;
use super::figure::{Figure, Table, Words, figures, words};
use super::scale::{Scale, ticks};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// New themes by interview, and the verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saturation {
    /// The interviews in the order held.
    pub interviews: Vec<Discovery>,
    /// Interviews in the base.
    pub base: usize,
    /// Interviews in a run.
    pub run: usize,
    /// The share of the base's themes, 0 to 1, at or under which a run counts as saturated.
    pub threshold: f64,
    /// The first run that stayed at or under it.
    pub reached: Option<Run>,
}

/// An interview and the themes that it was the first to raise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// The code, or nothing where the audience may not see codes.
    pub code: String,
    /// How many themes were new.
    pub new: usize,
}

/// A run of interviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first interview, from 1.
    pub from: usize,
    /// Its last interview, from 1.
    pub to: usize,
    /// Themes that it added.
    pub new: usize,
}

/// What the drawing needs: the curve and its two points.
struct Curve {
    /// Themes known after each interview.
    known: Vec<usize>,
    /// Interviews in the base.
    base: usize,
    /// The last interview that raised something new, from 1.
    last_new: usize,
    /// From after which interview on it is saturated.
    reached: Option<usize>,
}

/// Interviews that the table lists one by one.
const MOST_ROWS: usize = 60;

/// The saturation curve of a study.
pub fn saturation(id: &str, input: &Saturation, language: &Language) -> Figure {
    let count = input.interviews.len();
    let total: usize = input.interviews.iter().map(|interview| interview.new).sum();
    if count == 0 {
        return Figure::empty(language.say("chart.no_interviews", &[]));
    }
    if count < (input.base + input.run).max(2) {
        return Figure::empty(language.say("chart.saturation.few", &[("n", count.into())]));
    }
    if total == 0 {
        return Figure::empty(language.say("chart.no_themes", &[]));
    }
    let known: Vec<usize> = (input.interviews.iter())
        .scan(0, |known, interview| {
            *known += interview.new;
            Some(*known)
        })
        .collect();
    let last_new = input
        .interviews
        .iter()
        .rposition(|interview| interview.new > 0);
    let curve = Curve {
        base: input.base.clamp(1, count),
        last_new: last_new.map_or(1, |at| at + 1),
        reached: input
            .reached
            .map(|run| run.from.saturating_sub(1).min(count)),
        known,
    };
    let mut table = Table::new([
        words(language.say("chart.saturation.interview", &[])),
        figures(language.say("chart.saturation.new", &[])),
        figures(language.say("chart.saturation.so_far", &[])),
    ]);
    for (at, interview) in input.interviews.iter().enumerate() {
        // A long table says only where something new came up.
        if count > MOST_ROWS && interview.new == 0 && at + 1 < count {
            continue;
        }
        let code = match interview.code.is_empty() {
            true => language.whole(at as i64 + 1),
            false => interview.code.clone(),
        };
        let numbers = [interview.new, curve.known[at]].map(|n| language.whole(n as i64));
        table.row([code].into_iter().chain(numbers));
    }
    let in_base = curve.known[curve.base - 1];
    let words = Words {
        title: title(&curve, language),
        sub: language.say("chart.saturation.sub", &[("n", count.into())]),
        desc: language.say(
            "chart.saturation.desc",
            &[
                ("base", curve.base.into()),
                ("in_base", in_base.into()),
                ("last", curve.last_new.into()),
                ("total", total.into()),
                ("n", count.into()),
            ],
        ),
        note: note(input, in_base, language),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| draw(&curve, format, language))
}

fn title(curve: &Curve, language: &Language) -> String {
    let count = curve.known.len();
    let args = [("n", count.into()), ("last", curve.last_new.into())];
    match curve.reached {
        None => language.say("chart.saturation.title_not", &args),
        Some(_) if count >= curve.last_new + 2 => {
            language.say("chart.saturation.title_none", &args)
        }
        Some(after) => language.say("chart.saturation.title_few", &[("last", after.into())]),
    }
}

fn note(input: &Saturation, in_base: usize, language: &Language) -> String {
    let threshold = language.short_number(input.threshold * 100.0, 1);
    let mut args = vec![
        ("base", input.base.into()),
        ("n", input.run.into()),
        ("in_base", in_base.into()),
        ("threshold", threshold.into()),
    ];
    let rule = language.say("chart.saturation.rule", &args);
    let verdict = match input.reached {
        None => language.say("chart.saturation.not_reached", &args),
        Some(run) => {
            args.extend([
                ("from", run.from.into()),
                ("to", run.to.into()),
                ("new", run.new.into()),
            ]);
            language.say("chart.saturation.reached", &args)
        }
    };
    super::common::sentences(&[rule, verdict])
}

fn draw(curve: &Curve, format: Format, language: &Language) -> (f64, Shapes) {
    let count = curve.known.len();
    let total = curve.known[count - 1];
    let steps = ticks(0.0, total.max(4) as f64, 4);
    let top = steps[steps.len() - 1];
    let label = |value: f64| language.number(value, 0);
    let left = 8.0 + Style::AXIS.width(&label(top));
    let (ceiling, floor) = format.pick((30.0, 200.0), (46.0, 200.0));
    let x = Scale::new((0.0, count as f64), (left, format.width() - 4.0));
    let y = Scale::new((0.0, top.max(total as f64)), (floor, ceiling));
    let mut shapes = Shapes::default();
    if let Some(after) = curve.reached {
        let from = x.at(after as f64);
        shapes.rect(
            from,
            ceiling - 12.0,
            x.at(count as f64) - from,
            floor - ceiling + 12.0,
            "band",
        );
    }
    for step in &steps {
        let class = if *step == 0.0 { "axis" } else { "hair" };
        shapes.line(
            (left, y.at(*step)),
            (format.width() - 4.0, y.at(*step)),
            class,
        );
        shapes.text(
            left - 8.0,
            y.at(*step) + 4.0,
            Style::AXIS.end(),
            label(*step),
        );
    }
    let mut points = vec![(left, floor)];
    for (at, known) in curve.known.iter().enumerate() {
        // Up at the beginning of the interview, then along it and those that brought nothing new.
        let (before, after) = (
            at.checked_sub(1).map(|b| curve.known[b]),
            curve.known.get(at + 1),
        );
        if before != Some(*known) {
            points.push((x.at(at as f64), y.at(*known as f64)));
        }
        if after != Some(known) {
            points.push((x.at(at as f64 + 1.0), y.at(*known as f64)));
        }
    }
    shapes.path(points.clone(), "line");
    interview_numbers(&mut shapes, count, floor + 17.0, x, language);
    let axis = language.say("chart.saturation.axis", &[]);
    shapes.text(
        left,
        floor + 34.0,
        Style::AXIS,
        Style::AXIS.fit(&axis, format.width() - left),
    );
    labels(
        &mut shapes,
        curve,
        &points,
        (x, y),
        Area::new(left, 0.0, format.width() - left, floor),
        language,
    );
    (floor + 40.0, shapes)
}

/// The two points with what they mean, where the curve leaves room.
fn labels(
    shapes: &mut Shapes,
    curve: &Curve,
    points: &[(f64, f64)],
    (x, y): (Scale, Scale),
    frame: Area,
    language: &Language,
) {
    let mut room = Room::new(frame);
    for pair in points.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let area = Area::new(ax.min(bx), ay.min(by), (ax - bx).abs(), (ay - by).abs());
        room.take(area.grown(2.0));
    }
    let known = |interviews: usize| curve.known[interviews - 1];
    let said = |interviews: usize| {
        let args = [
            ("n", known(interviews).into()),
            ("after", interviews.into()),
        ];
        let over = interviews == curve.last_new && curve.known.len() > curve.last_new;
        match over && curve.reached.is_some() {
            true => language.say("chart.saturation.then_nothing", &args),
            false => language.say("chart.saturation.after", &args),
        }
    };
    let mut marked = vec![curve.last_new];
    if curve.base < curve.last_new {
        marked.push(curve.base);
    }
    for interviews in marked {
        let at = (x.at(interviews as f64), y.at(known(interviews) as f64));
        shapes.circle(at.0, at.1, 4.0, "dot");
        room.take(Area::new(at.0 - 4.0, at.1 - 4.0, 8.0, 8.0));
        let text = said(interviews);
        let style = Style::BOLD;
        // On one line, else on two; above, below, before.
        for lines in [
            vec![text.clone()],
            style.wrap(&text, style.width(&text) * 0.6, 2),
        ] {
            let width = lines
                .iter()
                .map(|line| style.width(line))
                .fold(0.0, f64::max);
            let height = lines.len() as f64 * style.line() - 3.0;
            let places = [
                (at.0 + 8.0, at.1 - height - 5.0),
                (at.0 + 8.0, at.1 + 6.0),
                (at.0 - width, at.1 - height - 6.0),
                (at.0 - width - 8.0, at.1 - height - 6.0),
                (at.0 - width / 2.0, at.1 + 10.0),
                (frame.right() - width, at.1 + 10.0),
            ];
            let candidates = places.map(|(x, y)| Area::new(x, y, width, height));
            if let Some(chosen) = room.place(&candidates) {
                let area = candidates[chosen];
                shapes.lines(area.x, area.y + 11.0, style, &lines);
                break;
            }
        }
    }
}

/// Numbers under the interviews, as many as there is room for; always the last.
fn interview_numbers(shapes: &mut Shapes, count: usize, y: f64, x: Scale, language: &Language) {
    let style = Style::AXIS.middle();
    let place = |at: usize| {
        let text = language.whole(at as i64);
        let middle = x.at(at as f64 - 0.5);
        let area = style.area((middle, y), &text);
        // The last one may not leave the frame.
        let middle = middle.min(x.at(count as f64) + 4.0 - area.width / 2.0);
        (style.area((middle, y), &text), middle, text)
    };
    let (last, middle, text) = place(count);
    shapes.text(middle, y, style, text);
    let widest = last.width + 6.0;
    let pitch = (x.at(count as f64) - x.at(0.0)) / count as f64;
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|step| *step as f64 * pitch >= widest)
        .unwrap_or(count);
    for at in (1..count).filter(|at| *at == 1 || at % step == 0) {
        let (area, middle, text) = place(at);
        let first = place(1).0;
        let clear = at == 1 || area.x > first.right() + 4.0;
        if clear && area.right() + 5.0 < last.x {
            shapes.text(middle, y, style, text);
        }
    }
}

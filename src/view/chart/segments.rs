//! A theme by segment: the share of each as a point on the interval that so few allow.

use super::common::{Share, by_share, hue, in_ten};
use super::drawing::{Format, NARROW, WIDE};
use super::figure::{Figure, Table, Words, words};
use super::scale::Scale;
use super::shape::Shapes;
use super::text::{Anchor, Style};
use crate::language::{Language, capitalised};

/// A segment and how many of it raised the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentShare {
    /// Its name as written.
    pub segment: String,
    /// Who raised it.
    pub share: Share,
}

/// A theme by segment, in the study's order.
pub fn by_segment(id: &str, segments: &[SegmentShare], language: &Language) -> Figure {
    let asked: Vec<&SegmentShare> = segments.iter().filter(|of| of.share.asked > 0).collect();
    if asked.len() < 2 {
        return Figure::empty(language.say("chart.by_segment.none", &[]));
    }
    let mut table = Table::new([
        words(language.say("chart.segment", &[])),
        words(language.say("chart.raised", &[])),
        words(language.say("chart.range", &[])),
    ]);
    let mut facts = Vec::new();
    for of in segments {
        let name = capitalised(&of.segment);
        let (low, high) = of.share.interval();
        let (count, range) = match of.share.asked {
            0 => (language.say("chart.nobody_asked", &[]), String::new()),
            _ => (of.share.words(language), in_ten(language, low, high)),
        };
        let args = [
            ("what", name.as_str().into()),
            ("value", count.as_str().into()),
        ];
        facts.push(language.say("chart.fact", &args));
        table.row([name, count, range]);
    }
    let words = Words {
        title: title(&asked, language),
        sub: language.say("chart.by_segment.sub", &[]),
        desc: facts.join("; "),
        note: language.say("chart.by_segment.note", &[]),
        table,
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| {
        draw(segments, format, language)
    })
}

/// Who raised it most, and whether so few can tell.
fn title(asked: &[&SegmentShare], language: &Language) -> String {
    let tally = |of: &SegmentShare| (of.share.raised, of.share.asked);
    let mut sorted = asked.to_vec();
    sorted.sort_by(|a, b| by_share(tally(a), tally(b)));
    let (most, least) = (sorted[0], sorted[sorted.len() - 1]);
    let args = [
        ("segment", most.segment.as_str().into()),
        ("share", most.share.words(language).into()),
    ];
    let overlap = most.share.interval().0 <= least.share.interval().1;
    let tie = most.share.value() == sorted[1].share.value();
    match (tie, overlap) {
        (true, _) => language.say("chart.by_segment.title", &args),
        (false, true) => language.say("chart.by_segment.title_overlap", &args),
        (false, false) => language.say("chart.by_segment.title_apart", &args),
    }
}

fn draw(segments: &[SegmentShare], format: Format, language: &Language) -> (f64, Shapes) {
    let count = |of: &SegmentShare| match of.share.asked {
        0 => language.say("chart.nobody_asked", &[]),
        _ => of.share.words(language),
    };
    let counts = segments.iter().map(|of| Style::BOLD.width(&count(of)));
    let count_width = counts.fold(0.0, f64::max).min(120.0);
    let (count_x, plot) = match format {
        Format::Wide => (262.0, (284.0, WIDE - 14.0)),
        Format::Narrow => (NARROW, (8.0, NARROW - 8.0)),
    };
    let x = Scale::new((0.0, 1.0), plot);
    let mut body = Shapes::default();
    let mut y = 6.0;
    for (at, of) in segments.iter().enumerate() {
        let mut own = Shapes::default();
        let bold = Style::BOLD.end();
        let name = capitalised(&of.segment);
        let lines = Style::INK
            .halo()
            .wrap(&name, count_x - count_width - 12.0, 2);
        let text = lines.len().max(1) as f64 * 17.0;
        body.line((0.0, y), (format.width(), y), "hair");
        let (first, middle, height) = match format {
            Format::Wide => (y + 22.0, y + (text + 17.0) / 2.0, text + 17.0),
            Format::Narrow => (y + 18.0, y + text + 13.0, text + 28.0),
        };
        let beside = match format {
            Format::Wide => middle + 4.5,
            Format::Narrow => first,
        };
        own.lines(0.0, first, Style::INK.halo(), &lines);
        own.text(
            count_x,
            beside,
            bold.halo(),
            bold.fit(&count(of), count_width),
        );
        if of.share.asked > 0 {
            let (low, high) = of.share.interval();
            own.line((x.at(low), middle), (x.at(high), middle), "line-seg");
            own.circle(x.at(of.share.value()), middle, 6.0, "on");
        }
        body.group(hue(at, segments.len()), own);
        y += height;
    }
    let mut shapes = Shapes::default();
    for (share, anchor, key) in [
        (0.0, Anchor::Start, language.say("chart.scale.none", &[])),
        (0.5, Anchor::Middle, language.say("chart.scale.half", &[])),
        (1.0, Anchor::End, language.say("chart.scale.all", &[])),
    ] {
        shapes.line((x.at(share), 6.0), (x.at(share), y), "hair");
        let style = Style::AXIS.anchored(anchor);
        shapes.text(x.at(share), y + 17.0, style, style.fit(&key, 90.0));
    }
    shapes.0.extend(body.0);
    shapes.line((0.0, y), (format.width(), y), "axis");
    (y + 22.0, shapes)
}

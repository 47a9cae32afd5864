//! A theme's file → its draft.

use std::sync::Arc;

use jiff::civil::Date;

use super::front_matter::front_matter;
use super::problems::Problems;
use super::prose::{self, Format, Part, Prose};
use crate::source::{Located, Span};

/// A theme as written, names not yet resolved.
#[derive(Clone, Debug, Default)]
pub struct ThemeDraft {
    pub title: Option<String>,
    pub insight: Option<String>,
    pub definition: Option<String>,
    pub aliases: Vec<Located<String>>,
    pub severity: Option<u8>,
    pub impact: Option<u8>,
    pub feasibility: Option<u8>,
    pub team_rank: Option<u32>,
    pub asked_in: Vec<Located<String>>,
    pub feature: Vec<Located<String>>,
    pub metrics: Vec<Located<String>>,
    pub counter: Option<Arc<Prose>>,
    pub review_by: Option<Date>,
    pub body: Arc<Prose>,
}

/// Reads a theme's file.
pub fn read(text: &str, problems: &mut Problems) -> ThemeDraft {
    let mut matter = front_matter(text, problems);
    let fields = &mut matter.fields;
    let words = |t: Located<String>| Some(t.value).filter(|t| !t.trim().is_empty());
    let mut score =
        |key, problems: &mut Problems| fields.whole(key, 1..=5, problems).map(|n| n.value as u8);
    let draft = ThemeDraft {
        severity: score("severity", problems),
        impact: score("impact", problems),
        feasibility: score("feasibility", problems),
        title: fields.text("title", problems).and_then(words),
        insight: fields.text("insight", problems).and_then(words),
        definition: fields.text("definition", problems).and_then(words),
        aliases: fields.texts("aliases", problems),
        team_rank: fields
            .whole("team_rank", 1..=u32::MAX, problems)
            .map(|n| n.value),
        asked_in: fields.texts("asked_in", problems),
        feature: fields.texts("feature", problems),
        metrics: fields.texts("metrics", problems),
        counter: fields.text("counter", problems).map(|t| field(text, &t)),
        review_by: fields.date("review_by", problems).map(|d| d.value),
        body: Arc::new(prose::read(&text[matter.body..], Format::below(2), |at| {
            at + matter.body
        })),
    };
    matter.fields.finish(problems);
    draft
}

/// A field of front matter as prose, so that it may hold links. `file` is what it stands in.
pub fn field(file: &str, text: &Located<String>) -> Arc<Prose> {
    let mut prose = prose::read(&text.value, Format::below(3), |at| at);
    let written = &file[text.span.range()];
    // Folded lines and escapes part the value from what is written, so links are looked up there.
    let mut from = 0;
    for part in &mut prose.parts {
        let (Part::Link { to, span, .. }
        | Part::Embed { to, span }
        | Part::Picture { src: to, span, .. }) = part
        else {
            continue;
        };
        *span = match written[from..].find(&**to) {
            Some(at) => {
                let start = text.span.start as usize + from + at;
                from += at + to.len();
                Span::new(start, start + to.len())
            }
            None => text.span,
        };
    }
    Arc::new(prose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn links_of_a_field_know_their_place_however_it_is_written() {
        for value in [
            "see [[P07]] and [[P08]]",
            "\"\\u00fc\\u00fc [[P07]] [[P08]]\"",
            ">\n  é [[P07]]\n\n  and [[P08]]",
            "'it''s [[P07]] [[P08]]'",
        ] {
            let text = format!("---\ncounter: {value}\n---\n");
            let file: SourcePath = "t.md".into();
            let counter = read(&text, &mut Problems::new(&file)).counter.unwrap();
            let places: Vec<&str> = counter
                .references()
                .map(|part| match part {
                    Part::Link { span, .. } => &text[span.range()],
                    _ => "",
                })
                .collect();
            assert_eq!(places, ["P07", "P08"], "{value}");
        }
    }
}

//! What may not stand in the texts of authors: participants' codes where the audience knows none,
//! and ids of quotes that it may not read. Entry points: [`Codes::hide`] and
//! [`Codes::hide_ids`].
//!
//! Each struct is taken apart whole, so that a new field does not compile until it is said here what
//! becomes of it.

mod codes;
mod fields;
mod ids;
mod names;
mod someone;
mod talks;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::codes::Codes;
pub use self::ids::WithheldIds;
pub use self::someone::Someone;
use super::{Casebook, Origin, Page, Target, Text};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{Part, Parts, Prose, anchor};
use crate::source::SourcePath;

/// Codes that were replaced: as written, and how often, by file.
pub type Replaced = BTreeMap<SourcePath, BTreeMap<String, u32>>;

/// What is taken out of texts.
enum Hidden<'a> {
    /// Codes, and ids with them.
    Codes(&'a Someone),
    /// Ids of quotes that are withheld.
    Ids(WithheldIds),
}

/// Takes out of every author's text what an audience may not know.
pub struct Mask<'a> {
    codes: &'a Codes,
    hidden: Hidden<'a>,
    /// The file of the text at hand.
    file: SourcePath,
    /// What was replaced, as it was written, by file.
    replaced: Replaced,
    /// The first code in the words of each quote that has one: words are never changed.
    spoken: Vec<(Origin, String)>,
}

/// What a mask came upon.
#[derive(Default)]
pub struct Found {
    pub replaced: Replaced,
    /// Quotes with a code in their words, where it stays.
    pub spoken: Vec<(Origin, String)>,
    /// Codes in what becomes an address or an id.
    pub names: Vec<Diagnostic>,
}

impl Codes {
    /// Takes the codes out of all texts.
    pub fn hide(&self, casebook: &mut Casebook, someone: &Someone) -> Found {
        let names = names::tell(casebook, self);
        let mut mask = Mask::of(self, Hidden::Codes(someone));
        mask.apply(casebook);
        Found {
            replaced: mask.replaced,
            spoken: mask.spoken,
            names,
        }
    }

    /// Takes the ids of withheld quotes out of all texts.
    pub fn hide_ids(&self, casebook: &mut Casebook, ids: WithheldIds) {
        let nobody_withdrew = casebook.listed.withdrawn.is_empty();
        if !(ids.is_empty() && nobody_withdrew) {
            Mask::of(self, Hidden::Ids(ids)).apply(casebook);
        }
    }
}

impl<'a> Mask<'a> {
    fn of(codes: &'a Codes, hidden: Hidden<'a>) -> Mask<'a> {
        Mask {
            codes,
            hidden,
            file: SourcePath::from(""),
            replaced: BTreeMap::new(),
            spoken: Vec::new(),
        }
    }

    fn apply(&mut self, casebook: &mut Casebook) {
        let Casebook {
            settings,
            studies,
            pages,
            listed: _,
            media_limits: _,
            frame: _,
        } = casebook;
        self.settings(settings);
        pages.iter_mut().for_each(|page| self.page(page));
        studies.iter_mut().for_each(|study| self.study(study));
    }

    fn settings(&mut self, settings: &mut Arc<Settings>) {
        self.file = SourcePath::from("site.toml");
        let Settings {
            title,
            description,
            notice,
            language: _,
            base_url: _,
            audience: _,
            site_theme: _,
            look: _,
            audiences: _,
            programme: _,
            currency: _,
            rules: _,
        } = &**settings;
        let mut field = |field: &Option<String>| self.masked(field.as_deref()?);
        let masked = (
            field(&Some(title.clone())),
            field(description),
            field(notice),
        );
        let (title, description, notice) = masked;
        if title.is_none() && description.is_none() && notice.is_none() {
            return;
        }
        let settings = Arc::make_mut(settings);
        settings.title = title.unwrap_or(std::mem::take(&mut settings.title));
        settings.description = description.or(settings.description.take());
        settings.notice = notice.or(settings.notice.take());
    }

    fn page(&mut self, page: &mut Page) {
        let Page {
            id: _,
            title,
            body,
            file,
        } = page;
        self.file = file.clone();
        self.words(title);
        self.text(body);
    }

    fn field(&mut self, field: &mut Option<String>) {
        if let Some(words) = field {
            self.words(words);
        }
    }

    fn words(&mut self, words: &mut String) {
        if let Some(masked) = self.masked(words) {
            *words = masked;
        }
    }

    /// Words that begin no sentence: a unit, a name.
    fn label(&mut self, words: &str) -> Option<String> {
        self.masked_from(words, false)
    }

    fn named(&mut self, name: &mut String) {
        if let Some(masked) = self.label(name) {
            *name = masked;
        }
    }

    fn text(&mut self, text: &mut Text) {
        if let Some(masked) = self.masked_text(text) {
            *text = masked;
        }
    }

    /// The text without what may not stand in it; `None` when there is none of that.
    fn masked_text(&mut self, text: &Text) -> Option<Text> {
        let mut parts: Option<Parts> = None;
        // Whether a sentence begins here, across links.
        let mut begins = true;
        for (at, part) in text.prose.parts.iter().enumerate() {
            let changed = match part {
                Part::Html(html) => {
                    let masked = self.masked_from(html, begins);
                    begins = words::begins_sentence(html, begins);
                    masked.map(|html| Part::Html(with_anchors(html).into()))
                }
                _ => self.masked_part(part),
            };
            if let Some(changed) = changed {
                parts.get_or_insert_with(|| text.prose.parts.clone())[at] = changed;
            }
        }
        let mut targets = None;
        for (at, target) in text.targets.iter().enumerate() {
            if let Target::Anchor(name) = target
                && let Some(masked) = self.masked(name)
            {
                let targets = targets.get_or_insert_with(|| text.targets.clone());
                targets[at] = Target::Anchor(anchor(&masked).into());
            }
        }
        if parts.is_none() && targets.is_none() {
            return None;
        }
        let mut headings = text.prose.headings.clone();
        for heading in &mut headings {
            if let Some(masked) = self.masked(&heading.text) {
                heading.text = masked.into();
            }
            if let Some(masked) = self.masked(&heading.anchor) {
                heading.anchor = anchor(&masked).into();
            }
        }
        let parts = parts.unwrap_or_else(|| text.prose.parts.clone());
        Some(Text {
            prose: Arc::new(Prose { parts, headings }),
            targets: targets.unwrap_or_else(|| text.targets.clone()),
        })
    }

    fn masked_part(&mut self, part: &Part) -> Option<Part> {
        match part {
            Part::Code { language, text } => {
                let named = self.masked(language).map(|_| Box::default());
                let masked = self.masked(text).map(Box::from);
                (named.is_some() || masked.is_some()).then(|| Part::Code {
                    language: named.unwrap_or_else(|| language.clone()),
                    text: masked.unwrap_or_else(|| text.clone()),
                })
            }
            Part::Picture { src, alt, span } => self.masked(alt).map(|alt| Part::Picture {
                src: src.clone(),
                alt: alt.into(),
                span: *span,
            }),
            _ => None,
        }
    }

    /// The text without what may not stand in it; `None` when there is none of that.
    fn masked(&mut self, text: &str) -> Option<String> {
        self.masked_from(text, true)
    }

    /// The same of a text at whose start a sentence begins, or not.
    fn masked_from(&mut self, text: &str, begins: bool) -> Option<String> {
        match &self.hidden {
            Hidden::Ids(ids) => ids::without_ids(text, self.codes, ids),
            Hidden::Codes(someone) => {
                let (out, found) = words::without_codes(text, begins, self.codes, someone)?;
                let of_file = self.replaced.entry(self.file.clone()).or_default();
                for code in found {
                    *of_file.entry(code.to_owned()).or_default() += 1;
                }
                Some(out)
            }
        }
    }
}

/// The anchors of headings in HTML whose codes became words, as anchors again.
fn with_anchors(html: String) -> String {
    const MARK: &str = " id=\"";
    let mut out = String::new();
    let mut kept = 0;
    while let Some(at) = html[kept..].find(MARK) {
        let start = kept + at + MARK.len();
        let Some(length) = html[start..].find('"') else {
            break;
        };
        let name = &html[start..start + length];
        out.push_str(&html[kept..start]);
        match name.contains(' ') {
            true => out.push_str(&anchor(name)),
            false => out.push_str(name),
        }
        kept = start + length;
    }
    out.push_str(&html[kept..]);
    out
}

#[cfg(test)]
mod tests;

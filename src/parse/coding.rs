//! What a tag run says of a quote: its themes, emotions, time and the rest, put in order.

use super::lines::Inner;
use super::problems::Problems;
use super::tag_run::{Stance, Tag, Time, consent, stance};
use crate::config::Consent;
use crate::source::{Located, Span};

/// The coding of a quote, heading or observation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coding {
    /// Folded, each once, in the order written.
    pub themes: Vec<Located<String>>,
    pub emotions: Vec<String>,
    pub time: Option<Time>,
    pub stance: Option<Stance>,
    pub severity: Option<u8>,
    /// Who coded it, with the themes that each gave.
    pub coders: Vec<(String, Vec<String>)>,
    pub consent: Option<Consent>,
    pub id: Option<Located<String>>,
}

impl Coding {
    /// Puts tags in order. Their places are counted in `inner`.
    pub fn of(tags: Vec<Located<Tag>>, inner: &Inner, problems: &mut Problems) -> Coding {
        let mut coding = Coding::default();
        let first_theme = tags.iter().position(|t| matches!(t.value, Tag::Theme(_)));
        let first_coder = tags
            .iter()
            .position(|t| matches!(t.value, Tag::Key("coder", _)));
        let coder_leads = first_coder < first_theme && first_coder.is_some();
        let mut uncredited: Vec<String> = Vec::new();
        for tag in tags {
            let span = inner.span(tag.span);
            match tag.value {
                Tag::Theme(name) => {
                    match coding.coders.last_mut().filter(|_| coder_leads) {
                        Some((_, themes)) => themes.push(name.clone()),
                        None => uncredited.push(name.clone()),
                    }
                    coding.add_theme(Located::new(name, span));
                }
                Tag::Emotion(name) => coding.add_emotion(name),
                Tag::Time(time) => match &coding.time {
                    None => coding.time = Some(time),
                    Some(first) => {
                        let message = format!(
                            "a second time `[{}]` after `[{}]`",
                            time.written, first.written
                        );
                        problems.warning(
                            "second-time",
                            span,
                            message,
                            "the first one counts; a range is written `[04:10-04:32]`",
                        );
                    }
                },
                Tag::Id(id) => match &coding.id {
                    None => coding.id = Some(Located::new(id, span)),
                    Some(first) => {
                        let message = format!("a second id `^{id}` after `^{}`", first.value);
                        problems.warning("second-id", span, message, "the first one counts");
                    }
                },
                Tag::Key("coder", name) => {
                    let themes = if coder_leads {
                        Vec::new()
                    } else {
                        std::mem::take(&mut uncredited)
                    };
                    coding.coders.push((name, themes));
                }
                Tag::Key(key, value) => coding.key(key, &value, span, problems),
            }
        }
        if let ([(_, themes)], false) = (coding.coders.as_mut_slice(), coder_leads) {
            themes.append(&mut uncredited);
        }
        coding
    }

    fn key(&mut self, key: &str, value: &str, span: Span, problems: &mut Problems) {
        match key {
            "type" => {
                self.stance = stance(value);
                if self.stance.is_none() {
                    let message = format!("`{value}` is no type of evidence");
                    problems.warning("unknown-type", span, message, "use `type:behaviour` for what was done, `type:opinion` for what was thought");
                }
            }
            "consent" => {
                problems.obeyed.push(span);
                // An unknown consent is the narrowest, so that a slip never publishes anything.
                self.consent = Some(consent(value).unwrap_or(Consent::None));
                if consent(value).is_none() {
                    let message = format!("`consent` cannot be `{value}`");
                    problems.error(
                        "unknown-value",
                        span,
                        message,
                        "use one of `none`, `team`, `internal` or `public`",
                    );
                }
            }
            _ => {
                self.severity = value.parse().ok().filter(|n| (1..=5).contains(n));
                if self.severity.is_none() {
                    let message = format!("`{value}` is no severity");
                    problems.warning(
                        "unknown-severity",
                        span,
                        message,
                        "use a whole number from 1 to 5",
                    );
                }
            }
        }
    }

    /// Gives back the room that was kept for more.
    pub fn shrink(&mut self) {
        self.themes.shrink_to_fit();
        self.emotions.shrink_to_fit();
        self.coders.shrink_to_fit();
    }

    /// Whether it says more than when something was said and who may read it.
    pub fn says_something(&self) -> bool {
        !self.themes.is_empty()
            || !self.emotions.is_empty()
            || !self.coders.is_empty()
            || self.stance.is_some()
            || self.severity.is_some()
    }

    /// Makes the consent the narrower of its own and another.
    pub fn narrow(&mut self, other: Option<Consent>) {
        self.consent = narrower(self.consent, other);
    }

    pub fn add_theme(&mut self, theme: Located<String>) {
        if !self.themes.iter().any(|t| t.value == theme.value) {
            self.themes.push(theme);
        }
    }

    pub fn add_emotion(&mut self, emotion: String) {
        if !self.emotions.contains(&emotion) {
            self.emotions.push(emotion);
        }
    }

    /// This coding with what a heading, list or row gives all its evidence put before its own.
    /// An id stays with its own quote.
    pub fn under(self, outer: &Coding) -> Coding {
        let mut coding = Coding {
            time: self.time.or_else(|| outer.time.clone()),
            stance: self.stance.or(outer.stance),
            severity: self.severity.or(outer.severity),
            consent: narrower(self.consent, outer.consent),
            coders: if self.coders.is_empty() {
                outer.coders.clone()
            } else {
                self.coders
            },
            id: self.id,
            ..Coding::default()
        };
        for theme in outer.themes.iter().cloned().chain(self.themes) {
            coding.add_theme(theme);
        }
        for emotion in outer.emotions.iter().cloned().chain(self.emotions) {
            coding.add_emotion(emotion);
        }
        coding
    }
}

fn narrower(one: Option<Consent>, other: Option<Consent>) -> Option<Consent> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

//! All the drafts of a casebook, sorted into studies by their paths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Settings;
use crate::parse::decision::DecisionDraft;
use crate::parse::metric::Point;
use crate::parse::note::NoteDraft;
use crate::parse::page::PageDraft;
use crate::parse::people::PeopleDraft;
use crate::parse::study::StudyDraft;
use crate::parse::theme::ThemeDraft;
use crate::parse::transcript::Line;
use crate::source::SourcePath;

/// What a file of a casebook is, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Settings,
    People,
    Deny,
    /// A further page.
    Page,
    /// `study.md` of a study.
    Study(Box<str>),
    Note(Box<str>),
    Theme(Box<str>),
    Decision(Box<str>),
    Metric(Box<str>),
    /// What is said in a recording, beside it.
    Transcript(Box<str>),
    /// Under a study's `media/`.
    Media(Box<str>),
    /// Under `themes/` of the casebook.
    SiteTheme,
    /// Markdown or CSV below `content/` that stands in none of the known places.
    Stray,
    /// Nothing that Casebook reads.
    Other,
}

/// Folders of a study that hold something.
pub const PARTS: [&str; 5] = ["interviews", "themes", "decisions", "metrics", "media"];

/// Tells a file's role.
pub fn role(path: &str) -> Role {
    match path {
        "site.toml" => return Role::Settings,
        "content/participants.yaml" | "content/participants.yml" => return Role::People,
        "private/deny.txt" => return Role::Deny,
        _ => {}
    }
    if path.starts_with("themes/") {
        return Role::SiteTheme;
    }
    let Some(rest) = path.strip_prefix("content/") else {
        return Role::Other;
    };
    let markdown = is_markdown(rest);
    let parts: Vec<&str> = rest.split('/').collect();
    let (study, inside): (&str, &[&str]) = match parts.as_slice() {
        ["study.md"] => ("", &parts[..]),
        [first, _, ..] if PARTS.contains(first) => ("", &parts[..]),
        [_] if markdown => return Role::Page,
        [study, inside @ ..] if !inside.is_empty() => (study, inside),
        _ => return Role::Other,
    };
    let study: Box<str> = study.into();
    match inside {
        ["study.md"] => Role::Study(study),
        ["interviews", _, ..] if markdown => Role::Note(study),
        ["themes", _, ..] if markdown => Role::Theme(study),
        ["decisions", _] if markdown => Role::Decision(study),
        ["metrics", name] if name.to_ascii_lowercase().ends_with(".csv") => Role::Metric(study),
        ["media", .., name] if name.to_ascii_lowercase().ends_with(".vtt") => {
            Role::Transcript(study)
        }
        ["media", _, ..] => Role::Media(study),
        [.., name] if markdown || name.to_ascii_lowercase().ends_with(".csv") => Role::Stray,
        _ => Role::Other,
    }
}

/// Whether a path ends as Markdown files do.
pub fn is_markdown(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("md" | "markdown"))
}

/// A path's name without folders and ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file and its draft.
pub type Drafted<T> = (SourcePath, Arc<T>);

/// One study's drafts, each in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct StudyDrafts {
    pub study: Option<Drafted<StudyDraft>>,
    pub notes: Vec<Drafted<NoteDraft>>,
    pub themes: Vec<Drafted<ThemeDraft>>,
    pub decisions: Vec<Drafted<DecisionDraft>>,
    pub metrics: Vec<Drafted<Vec<Point>>>,
    pub transcripts: Vec<Drafted<Vec<Line>>>,
}

/// Everything that was parsed.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    pub settings: Arc<Settings>,
    pub people: Option<Drafted<PeopleDraft>>,
    /// By study id; empty for the study of a one-study casebook.
    pub studies: BTreeMap<Box<str>, StudyDrafts>,
    pub pages: Vec<Drafted<PageDraft>>,
    /// Pictures, recordings and transcripts that exist.
    pub media: BTreeSet<SourcePath>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_path_says() {
        for (path, expected) in [
            ("site.toml", Role::Settings),
            ("content/about.md", Role::Page),
            ("content/participants.yaml", Role::People),
            ("content/study.md", Role::Study("".into())),
            ("content/shop/study.md", Role::Study("shop".into())),
            (
                "content/shop/interviews/round 1/P07.MD",
                Role::Note("shop".into()),
            ),
            ("content/interviews/P07.markdown", Role::Note("".into())),
            (
                "content/shop/themes/delivery/returns.md",
                Role::Theme("shop".into()),
            ),
            ("content/shop/decisions/x.md", Role::Decision("shop".into())),
            ("content/shop/metrics/m.CSV", Role::Metric("shop".into())),
            (
                "content/shop/media/p07.vtt",
                Role::Transcript("shop".into()),
            ),
            ("content/shop/P07.md", Role::Stray),
            ("content/shop/notes/P07.md", Role::Stray),
            ("themes/default/x.html", Role::SiteTheme),
            ("content/shop/data.json", Role::Other),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }
}

//! All the drafts of a casebook, sorted into studies by their paths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Settings;
use crate::parse::decision::DecisionDraft;
use crate::parse::metric::Series;
use crate::parse::note::NoteDraft;
use crate::parse::page::PageDraft;
use crate::parse::people::PeopleDraft;
use crate::parse::study::StudyDraft;
use crate::parse::theme::ThemeDraft;
use crate::parse::transcript::Transcript;
use crate::source::SourcePath;

/// What a file of a casebook is, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'p> {
    Settings,
    People,
    Deny,
    /// A further page.
    Page,
    /// `study.md` of a study.
    Study(&'p str),
    Note(&'p str),
    Theme(&'p str),
    Decision(&'p str),
    Metric(&'p str),
    /// What is said in a recording, beside it.
    Transcript(&'p str),
    /// Under a study's `media/`.
    Media(&'p str),
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
pub fn role(path: &str) -> Role<'_> {
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
    let (study, inside) = match rest.split_once('/') {
        None if rest == "study.md" => ("", rest),
        None if markdown => return Role::Page,
        None => return Role::Other,
        Some((first, _)) if PARTS.contains(&first) => ("", rest),
        Some(parts) => parts,
    };
    let is_table = || is_ending(inside, "csv");
    match inside.split_once('/') {
        None if inside == "study.md" => Role::Study(study),
        Some(("interviews", _)) if markdown => Role::Note(study),
        Some(("themes", _)) if markdown => Role::Theme(study),
        Some(("decisions", name)) if markdown && !name.contains('/') => Role::Decision(study),
        Some(("metrics", name)) if is_table() && !name.contains('/') => Role::Metric(study),
        Some(("media", _)) if is_ending(inside, "vtt") => Role::Transcript(study),
        Some(("media", _)) => Role::Media(study),
        _ if markdown || is_table() => Role::Stray,
        _ => Role::Other,
    }
}

/// Whether a path ends as Markdown files do.
pub fn is_markdown(path: &str) -> bool {
    is_ending(path, "md") || is_ending(path, "markdown")
}

fn is_ending(path: &str, ending: &str) -> bool {
    let written = path.rsplit_once('.').map(|(_, ending)| ending);
    written.is_some_and(|written| written.eq_ignore_ascii_case(ending))
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
    pub metrics: Vec<Drafted<Series>>,
    pub transcripts: Vec<Drafted<Transcript>>,
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

/// The notes that are not the same, by their study's place and their own; `None` where anything else
/// changed too, or more than `most` of them.
pub fn changed_notes(before: &Drafts, now: &Drafts, most: usize) -> Option<Vec<(usize, usize)>> {
    let same_people = match (&before.people, &now.people) {
        (None, None) => true,
        (Some(before), Some(now)) => is_same(before, now),
        _ => false,
    };
    let same = same_people
        && before.settings == now.settings
        && all_same(&before.pages, &now.pages)
        && before.media == now.media
        && before.studies.len() == now.studies.len();
    if !same {
        return None;
    }
    let mut changed = Vec::new();
    let studies = before.studies.iter().zip(&now.studies);
    for (at, ((before_id, before), (id, now))) in studies.enumerate() {
        if before_id != id || !same_but_notes(before, now) {
            return None;
        }
        for (note, (before, now)) in before.notes.iter().zip(&now.notes).enumerate() {
            if before.0 != now.0 {
                return None;
            }
            if !Arc::ptr_eq(&before.1, &now.1) {
                changed.push((at, note));
            }
        }
        if changed.len() > most {
            return None;
        }
    }
    Some(changed)
}

fn same_but_notes(before: &StudyDrafts, now: &StudyDrafts) -> bool {
    let same_study = match (&before.study, &now.study) {
        (None, None) => true,
        (Some(before), Some(now)) => is_same(before, now),
        _ => false,
    };
    same_study
        && before.notes.len() == now.notes.len()
        && all_same(&before.themes, &now.themes)
        && all_same(&before.decisions, &now.decisions)
        && all_same(&before.metrics, &now.metrics)
        && all_same(&before.transcripts, &now.transcripts)
}

fn all_same<T>(before: &[Drafted<T>], now: &[Drafted<T>]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(a, b)| is_same(a, b))
}

fn is_same<T>((path, draft): &Drafted<T>, (now, other): &Drafted<T>) -> bool {
    path == now && Arc::ptr_eq(draft, other)
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
            ("content/study.md", Role::Study("")),
            ("content/shop/study.md", Role::Study("shop")),
            ("content/shop/interviews/round 1/P07.MD", Role::Note("shop")),
            ("content/interviews/P07.markdown", Role::Note("")),
            (
                "content/shop/themes/delivery/returns.md",
                Role::Theme("shop"),
            ),
            ("content/shop/decisions/x.md", Role::Decision("shop")),
            ("content/shop/metrics/m.CSV", Role::Metric("shop")),
            ("content/shop/media/p07.vtt", Role::Transcript("shop")),
            ("content/shop/P07.md", Role::Stray),
            ("content/shop/notes/P07.md", Role::Stray),
            ("themes/default/x.html", Role::SiteTheme),
            ("content/shop/data.json", Role::Other),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }
}

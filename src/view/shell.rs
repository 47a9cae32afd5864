//! What stands around every page: its head, the way to it, notices, and the site-wide values.

use serde::Serialize;

use super::cards::CardView;
use super::machines::MachineFile;
use super::say::{Say, fill};
use super::{Link, OnPage, PageKey, Site};
use crate::model::StudyId;
use crate::model::audience::{Withheld, WithheldFromStudy};

/// How much of a commit is shown: as much as git itself takes for the whole.
const SHORT: usize = 10;

/// What every template finds under `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Shell {
    /// Stands in the browser's tab before the casebook's title.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The way up to the site's root: `../../`.
    pub root: String,
    /// The entry of the site's navigation that this page belongs to, by its key, and whether it is
    /// that very page.
    pub section: &'static str,
    pub is_section: bool,
    /// The pages above this one.
    pub crumbs: Vec<Link>,
    /// What this page is, at the end of the crumbs; empty for none.
    pub kind: String,
    /// A line on top of every page of the study, as of a sample.
    pub notice: Option<String>,
    /// Whether the page holds a block of code.
    pub code: bool,
    /// The page's full address, where the site's is known.
    pub canonical: Option<String>,
    /// The page as plain text, and the feed of its study.
    pub text_edition: Option<String>,
    pub feed: Option<String>,
    /// The page's social card.
    pub card: Option<CardView>,
    /// What is withheld, in sentences: from the page's study, or from all studies.
    pub withheld: Vec<String>,
    /// Previous and next parts of a long list.
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// "Page 2 of 3.", between those two.
    pub part: Option<String>,
}

/// What every template finds under `site`.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: Option<String>,
    /// The interface's language and its direction, `ltr` or `rtl`.
    pub language: String,
    pub direction: &'static str,
    /// `team`, `internal` or `public`.
    pub audience: &'static str,
    /// The casebook's own line on top of every page; where a study has one, that takes its place.
    pub notice: Option<String>,
    /// The line on top of every page of an edition for fewer readers than usual.
    pub edition: Option<String>,
    /// The site's sections; `href` from the root.
    pub sections: Vec<Section>,
    /// The casebook's further pages; their key is empty.
    pub pages: Vec<Section>,
    /// The footer's sentence: built when and for whom.
    pub built: String,
    /// The same day for `<time datetime>`.
    pub built_on: String,
    /// Which commit of the notes, in a sentence.
    pub commit: Option<String>,
    /// Whether `feed.xml` exists.
    pub feed: bool,
    /// Whether `assets/look.css` exists: the accent and typeface of the settings.
    pub look: bool,
    /// The casebook's logo, from the root.
    pub logo: Option<String>,
}

/// An entry of the site's navigation.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub key: &'static str,
    pub title: String,
    pub href: String,
}

impl Site<'_> {
    /// The values that every template sees.
    pub fn values(&self) -> SiteView {
        let say = self.say;
        let settings = &self.published.settings;
        let audience = self.published.audience();
        let root = self.address(&PageKey::Home);
        let sections = [
            ("studies", PageKey::Home),
            ("decisions", PageKey::Decisions),
            ("quotes", PageKey::Quotes(1)),
            ("programme", PageKey::Programme),
        ]
        .map(|(key, page)| Section {
            key,
            title: say.text(&format!("nav.{key}")),
            href: self.address(&page).link_from(&root),
        });
        SiteView {
            title: settings.title.clone(),
            description: settings.description.clone(),
            language: say.code().to_owned(),
            direction: say.direction(),
            audience: audience.word(),
            notice: settings.notice.clone(),
            edition: self.edition(),
            sections: sections.into(),
            pages: (0..)
                .zip(&self.published.pages)
                .map(|(at, page)| Section {
                    key: "",
                    title: page.title.clone(),
                    href: self.address(&PageKey::Further(at)).link_from(&root),
                })
                .collect(),
            built: say.with(
                &format!("edition.built_{}", audience.word()),
                fill![date: say.date(self.today.0)],
            ),
            built_on: self.today.0.to_string(),
            commit: self.sources.commit.map(|commit| {
                let short = commit.get(..SHORT).unwrap_or(commit);
                say.with("edition.commit", fill![commit: short])
            }),
            feed: self.base_url.is_some(),
            look: settings.look.is_styled(),
            logo: (settings.look.logo_path())
                .and_then(|path| self.media.get(&path))
                .map(|address| address.link_from(&root)),
        }
    }
}

impl Site<'_> {
    /// The line on top of every page of an edition for fewer readers than usual: it is not to reach
    /// the others.
    pub(super) fn edition(&self) -> Option<String> {
        let audience = self.published.audience();
        let is_narrower = audience < self.published.settings.audience;
        is_narrower.then(|| self.say.text(&format!("edition.{}", audience.word())))
    }
}

/// What is withheld, in sentences: they stand at the foot of every page.
#[derive(Debug)]
pub(super) struct WithheldWords {
    /// From all studies together.
    all: Vec<String>,
    studies: Vec<Vec<String>>,
}

impl WithheldWords {
    pub(super) fn of(say: Say, withheld: &Withheld) -> WithheldWords {
        let studies = &withheld.studies;
        WithheldWords {
            all: withheld_words(say, &studies.iter().collect::<Vec<_>>()),
            studies: studies
                .iter()
                .map(|study| withheld_words(say, &[study]))
                .collect(),
        }
    }
}

/// What is withheld from studies, together and in sentences.
pub fn withheld_words(say: Say, studies: &[&WithheldFromStudy]) -> Vec<String> {
    let sum = |of: fn(&WithheldFromStudy) -> u32| -> usize {
        studies.iter().map(|study| of(study) as usize).sum()
    };
    let parts: Vec<String> = [
        ("withheld.quotes", sum(|w| w.quotes)),
        ("withheld.observations", sum(|w| w.observations)),
        ("withheld.interviews", sum(|w| w.interviews)),
        ("withheld.media", sum(|w| w.media)),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| say.count(key, n, &[]))
    .collect();
    let mut sentences = Vec::new();
    if !parts.is_empty() {
        sentences.push(say.with("withheld.consent", fill![what: say.list(&parts)]));
    }
    let withdrawn = sum(|w| w.withdrawn);
    if withdrawn > 0 {
        sentences.push(say.count("withheld.withdrawn", withdrawn, &[]));
    }
    sentences
}

impl OnPage<'_> {
    /// The shell of a page of a study, its crumbs leading over the case study. Made last, when it
    /// is known what the page holds.
    pub fn study_shell(&self, study: StudyId, title: String, description: String) -> Shell {
        let site = self.site;
        let mut crumbs = Vec::new();
        if site.study_at_root().is_none() {
            crumbs.push(Link {
                href: self.link(&PageKey::Home),
                title: site.say.text("nav.studies"),
            });
        }
        if self.address != site.address(&PageKey::CaseStudy(study)) {
            crumbs.push(Link {
                href: self.link(&PageKey::CaseStudy(study)),
                title: site.published[study].about.title.clone(),
            });
        }
        Shell {
            section: "studies",
            crumbs,
            notice: site.published[study].about.notice.clone(),
            withheld: site.withheld.studies[study.0 as usize].clone(),
            text_edition: (self.address == site.address(&PageKey::CaseStudy(study)))
                .then(|| self.link(&PageKey::TextEdition(study))),
            feed: (site.base_url.is_some() && site.study_at_root().is_none())
                .then(|| self.link(&PageKey::Machine(MachineFile::StudyFeed(study)))),
            ..self.shell(title, description)
        }
    }

    /// The shell of any page.
    pub fn shell(&self, title: String, description: String) -> Shell {
        Shell {
            title,
            description,
            root: self.address.to_root(),
            code: self.code.get(),
            card: self.card(),
            withheld: self.site.withheld.all.clone(),
            canonical: self.site.base_url.map(|base| self.address.under(base)),
            ..Shell::default()
        }
    }
}

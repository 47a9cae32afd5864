//! Which pages exist, and exactly what each template sees.
//!
//! Entry point: [`Site::new`] works out once what many pages share; [`Site::pages`] lists every
//! file of the site but media and assets, and [`Site::view`] makes one page's view, from any
//! thread, at a cost that grows with the page and not with the casebook.
//! May use `model`, `analyse`, `language` and `config`; never `render`.
//!
//! To add a page: a variant of [`PageKey`] with its address, a file here with the struct that its
//! template sees, a variant of [`View`] naming the template, and the template.

pub mod address;
mod caption;
pub mod cards;
pub mod case_study;
pub mod chart;
pub mod counted;
pub mod data;
pub mod decision;
pub mod decisions;
mod drawn;
pub mod figures;
pub mod findings;
pub mod further;
pub mod home;
pub mod html;
pub mod index;
pub mod interview;
pub mod interviews;
pub mod ledger;
pub mod listed;
pub mod look;
pub mod machines;
pub mod not_found;
mod on_page;
pub mod parts;
pub mod period;
pub mod programme;
pub mod prose;
pub mod quote;
pub mod quotes;
pub mod say;
pub mod search;
pub mod sentences;
pub mod shell;
pub mod status;
pub mod text_edition;
pub mod theme;
pub mod worth;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use self::address::Address;
use self::index::StudyIndex;
pub use self::on_page::OnPage;
use self::say::Say;
use crate::config::Today;
use crate::language::Language;
use crate::model::audience::Published;
use crate::model::{DecisionId, EvidenceId, InterviewId, StudyId, ThemeId};
use crate::source::SourcePath;

/// What a site is made from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    pub published: &'a Published,
    pub language: &'a Language,
    pub today: Today,
    /// Without a slash at its end.
    pub base_url: Option<&'a str>,
    /// The media that this audience may have, by their path in the casebook.
    pub media: &'a HashMap<SourcePath, Address>,
    /// What was counted before.
    pub counted: &'a counted::Memo,
}

/// The files that a site is made from, as far as it says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// In hexadecimal.
    pub commit: Option<&'a str>,
    /// The notes in the order of their paths.
    pub notes: Option<&'a [(SourcePath, Arc<str>)]>,
}

/// The whole site, ready to make any page's view.
#[derive(Debug)]
pub struct Site<'a> {
    pub(crate) published: &'a Published,
    pub(crate) say: Say<'a>,
    pub(crate) today: Today,
    pub(crate) base_url: Option<&'a str>,
    pub(crate) media: &'a HashMap<SourcePath, Address>,
    pub(crate) sources: Sources<'a>,
    studies: Vec<Arc<StudyIndex>>,
    pub(crate) quotes: Arc<quotes::QuoteList>,
    search: OnceLock<search::Index>,
    words: drawn::Words,
    withheld: shell::WithheldWords,
    draws_quotes: bool,
}

/// One output file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    pub address: Address,
    pub key: PageKey,
}

/// Which page. Long lists are parted; their parts count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKey {
    Home,
    CaseStudy(StudyId),
    Theme(StudyId, ThemeId, u32),
    /// The list of a study's conversations.
    Interviews(StudyId, u32),
    Interview(StudyId, InterviewId),
    Decision(StudyId, DecisionId),
    Decisions,
    Quotes(u32),
    /// The quotes of one of several studies.
    StudyQuotes(StudyId, u32),
    Programme,
    Search,
    /// A further page, by its place in the casebook.
    Further(u32),
    NotFound,
    Data(data::DataFile),
    Machine(machines::MachineFile),
    /// A case study as plain text.
    TextEdition(StudyId),
    SearchFile(search::SearchFile),
}

/// What one template sees; or a file whose bytes are finished.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    CaseStudy(Box<case_study::CaseStudyView>),
    Decision(Box<decision::DecisionView>),
    Decisions(Box<decisions::DecisionsView>),
    Further(Box<further::FurtherView>),
    Home(Box<home::HomeView>),
    Interview(Box<interview::InterviewView>),
    Interviews(Box<interviews::InterviewsView>),
    NotFound(Box<not_found::NotFoundView>),
    Programme(Box<programme::ProgrammeView>),
    Quotes(Box<quotes::QuotesView>),
    Search(Box<search::page::SearchView>),
    Theme(Box<theme::ThemeView>),
    /// A file that no template makes: CSV, JSON, XML, text.
    Finished(Vec<u8>),
}

impl View {
    /// The template that draws it; `None` for a finished file.
    pub fn template(&self) -> Option<&'static str> {
        match self {
            View::CaseStudy(_) => Some("case-study.html"),
            View::Decision(_) => Some("decision.html"),
            View::Decisions(_) => Some("decisions.html"),
            View::Further(_) => Some("page.html"),
            View::Home(_) => Some("home.html"),
            View::Interview(_) => Some("interview.html"),
            View::Interviews(_) => Some("interviews.html"),
            View::NotFound(_) => Some("404.html"),
            View::Programme(_) => Some("programme.html"),
            View::Quotes(_) => Some("quotes.html"),
            View::Search(_) => Some("search.html"),
            View::Theme(_) => Some("theme.html"),
            View::Finished(_) => None,
        }
    }
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub href: String,
    pub title: String,
}

impl<'a> Site<'a> {
    /// Works out once what the pages share. Costs time proportional to the casebook.
    pub fn new(given: Given<'a>) -> Site<'a> {
        let Given {
            published,
            language,
            today,
            base_url,
            media,
            counted,
        } = given;
        let spare = 3 * published.studies.len();
        let listed = &counted.listed;
        let studies = published.studies.iter().enumerate();
        let studies = studies.map(|(at, study)| {
            listed.index(published, (at, study), || {
                let counted = counted.counted(study, published, spare);
                StudyIndex::new(study, published, counted)
            })
        });
        let studies: Vec<Arc<StudyIndex>> = studies.collect();
        Site {
            published,
            say: Say::new(language),
            words: drawn::Words::of(Say::new(language)),
            withheld: shell::WithheldWords::of(Say::new(language), &published.withheld),
            draws_quotes: false,
            today,
            base_url,
            media,
            sources: Sources::default(),
            quotes: listed.quotes(published, || quotes::QuoteList::of(published, &studies)),
            studies,
            search: OnceLock::new(),
        }
    }

    /// Says what it is made from.
    pub fn made_from(self, sources: Sources<'a>) -> Site<'a> {
        Site { sources, ..self }
    }

    /// Says whether no template but the built-in ones sees its quotes: long lists of them are drawn
    /// here then, as those templates do it.
    pub fn drawing_quotes(self, draws_quotes: bool) -> Site<'a> {
        Site {
            draws_quotes,
            ..self
        }
    }

    /// What can be found, worked out when it is first asked for.
    pub(crate) fn search(&self) -> &search::Index {
        self.search.get_or_init(|| search::Index::of(self))
    }

    /// Drops what can be found, once its files are there: it takes much room.
    pub(crate) fn forget_search(&mut self) {
        self.search.take();
    }

    pub(crate) fn study(&self, id: StudyId) -> &StudyIndex {
        &self.studies[id.0 as usize]
    }

    /// The casebook's studies, in order.
    pub fn study_ids(&self) -> impl Iterator<Item = StudyId> + use<> {
        (0..self.studies.len() as u32).map(StudyId)
    }

    /// The one study of a one-study casebook whose case study is the home page.
    pub(crate) fn study_at_root(&self) -> Option<StudyId> {
        match self.published.studies.as_slice() {
            [study] if study.id.is_empty() => Some(StudyId(0)),
            _ => None,
        }
    }

    /// The pages of one study, its case study first.
    pub fn pages_of(&self, id: StudyId) -> Vec<PageKey> {
        let study = &self.published[id];
        let mut keys = vec![PageKey::CaseStudy(id)];
        for theme in (0..study.themes.len() as u32).map(ThemeId) {
            let parts = 1..=self.study(id).parts(theme);
            keys.extend(parts.map(|part| PageKey::Theme(id, theme, part)));
        }
        let decisions = (0..study.decisions.len() as u32).map(DecisionId);
        keys.extend(decisions.map(|decision| PageKey::Decision(id, decision)));
        let parts = 1..=interviews::parts(self, id);
        keys.extend(parts.map(|part| PageKey::Interviews(id, part)));
        for interview in (0..study.interviews.len() as u32).map(InterviewId) {
            if self.has_interview_page(id, interview) {
                keys.push(PageKey::Interview(id, interview));
            }
        }
        keys
    }

    /// A text of the interface.
    pub fn text(&self, key: &str) -> String {
        self.say.text(key)
    }

    /// Every file of the site but media, assets and the files of the search, in a fixed order.
    pub fn pages(&self) -> Vec<Page> {
        // The largest files first, so that no core waits for the other at the end.
        let mut keys: Vec<PageKey> = data::DataFile::of(self).map(PageKey::Data).collect();
        if self.study_at_root().is_none() {
            keys.push(PageKey::Home);
        }
        for id in self.study_ids() {
            keys.extend(self.pages_of(id));
        }
        keys.push(PageKey::Decisions);
        keys.extend(quotes::keys(self));
        keys.push(PageKey::Programme);
        keys.push(PageKey::Search);
        keys.extend((0..self.published.pages.len() as u32).map(PageKey::Further));
        keys.push(PageKey::NotFound);
        keys.extend(self.study_ids().map(PageKey::TextEdition));
        keys.extend(machines::MachineFile::of(self).map(PageKey::Machine));
        keys.into_iter()
            .map(|key| Page {
                address: self.address(&key),
                key,
            })
            .collect()
    }

    /// The files of the search. Asking for them works the index out.
    pub fn search_files(&self) -> impl Iterator<Item = Page> + '_ {
        let files = search::SearchFile::of(self.search()).map(PageKey::SearchFile);
        files.map(|key| Page {
            address: self.address(&key),
            key,
        })
    }

    /// The file of the search at an address, if there is one.
    pub fn search_file(&self, address: &str) -> Option<PageKey> {
        let mut files = address
            .starts_with("search/")
            .then(|| self.search_files())?;
        files
            .find(|page| page.address.as_str() == address)
            .map(|page| page.key)
    }

    /// One page's view.
    pub fn view(&self, key: &PageKey) -> View {
        match *key {
            PageKey::Interview(study, interview) => {
                View::Interview(Box::new(interview::view(self, study, interview)))
            }
            PageKey::Theme(study, theme, part) => {
                View::Theme(Box::new(theme::view(self, study, theme, part)))
            }
            PageKey::CaseStudy(study) => View::CaseStudy(Box::new(case_study::view(self, study))),
            PageKey::Decision(study, decision) => {
                View::Decision(Box::new(decision::view(self, study, decision)))
            }
            PageKey::Interviews(study, part) => {
                View::Interviews(Box::new(interviews::view(self, study, part)))
            }
            PageKey::Data(file) => {
                let mut bytes = Vec::new();
                // Writing to memory cannot fail.
                let _ = data::write(self, file, &mut bytes);
                View::Finished(bytes)
            }
            PageKey::Machine(file) => View::Finished(machines::bytes(self, file)),
            PageKey::Home => View::Home(Box::new(home::view(self))),
            PageKey::Decisions => View::Decisions(Box::new(decisions::view(self))),
            PageKey::Quotes(part) => View::Quotes(Box::new(quotes::view(self, None, part))),
            PageKey::StudyQuotes(study, part) => {
                View::Quotes(Box::new(quotes::view(self, Some(study), part)))
            }
            PageKey::Programme => View::Programme(Box::new(programme::view(self))),
            PageKey::Search => View::Search(Box::new(search::page::view(self))),
            PageKey::SearchFile(file) => View::Finished(search::bytes(self, file)),
            PageKey::TextEdition(study) => {
                View::Finished(text_edition::study(self, study).into_bytes())
            }
            PageKey::Further(page) => View::Further(Box::new(further::view(self, page))),
            PageKey::NotFound => View::NotFound(Box::new(not_found::view(self))),
        }
    }

    /// Where a page stands.
    pub fn address(&self, key: &PageKey) -> Address {
        let published = self.published;
        match *key {
            PageKey::Home => Address::page([]),
            PageKey::CaseStudy(study) => Address::page([&*published[study].id]),
            PageKey::Theme(study, theme, part) => {
                let study = &published[study];
                Address::page([&study.id, "themes", &study[theme].id]).part(part)
            }
            PageKey::Interviews(study, part) => {
                Address::page([&published[study].id, "interviews"]).part(part)
            }
            PageKey::Interview(study, interview) => {
                let study = &published[study];
                Address::page([&study.id, "interviews", &study[interview].id])
            }
            PageKey::Decision(study, decision) => {
                let study = &published[study];
                Address::page([&study.id, "decisions", &study[decision].id])
            }
            PageKey::Decisions => Address::page(["decisions"]),
            PageKey::Quotes(part) => Address::page(["quotes"]).part(part),
            PageKey::StudyQuotes(study, part) => {
                Address::page([&published[study].id, "quotes"]).part(part)
            }
            PageKey::Programme => Address::page(["programme"]),
            PageKey::Search => Address::page(["search"]),
            PageKey::SearchFile(file) => file.address(),
            PageKey::TextEdition(study) => {
                let page = self.address(&PageKey::CaseStudy(study));
                Address::file(format!("{}index.md", page.folder()))
            }
            PageKey::Further(page) => Address::page([&*published.pages[page as usize].id]),
            PageKey::NotFound => Address::file("404.html"),
            PageKey::Data(file) => file.address(),
            PageKey::Machine(file) => file.address(self),
        }
    }

    /// Whether a conversation has a page of its own for this audience.
    pub fn has_interview_page(&self, study: StudyId, interview: InterviewId) -> bool {
        self.published.view().interviews && !self.published[study][interview].talk.is_empty()
    }

    /// Where a quote or observation is read, and its anchor there: in its conversation, else on
    /// the page of its first theme, else among all quotes. `None` for what is withheld.
    pub fn place_of(&self, study: StudyId, id: EvidenceId) -> Option<(PageKey, Cow<'_, str>)> {
        let evidence = &self.published[study][id];
        if evidence.is_withheld() {
            return None;
        }
        let anchor = Cow::Borrowed(&*evidence.anchor);
        if self.has_interview_page(study, evidence.interview) {
            return Some((PageKey::Interview(study, evidence.interview), anchor));
        }
        let index = self.study(study);
        let theme = evidence.themes.first().copied();
        match theme.and_then(|theme| Some((theme, index.part_of(theme, id)?))) {
            Some((theme, part)) => Some((PageKey::Theme(study, theme, part), anchor)),
            None => {
                let part = self.quotes.part_of(study, id)?;
                let anchor = self.list_anchor(study, &evidence.anchor);
                Some((PageKey::Quotes(part), anchor))
            }
        }
    }
}

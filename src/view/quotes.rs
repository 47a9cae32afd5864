//! Every quote: of all studies, and of each of several; parted, with links to choose by study and
//! theme that need no script. Tagged observations are no quotes; they stand on the pages of their
//! themes and conversations.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::address::Address;
use super::data::DataFile;
use super::index::StudyIndex;
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::shell::Shell;
use super::{Link, OnPage, PageKey, Site};
use crate::model::audience::Published;
use crate::model::{EvidenceId, StudyId, ThemeId, When};

/// How many quotes stand on one page.
const A_PAGE: usize = 200;
/// With more themes than this the page of all studies lists the studies alone.
const MOST_THEMES: usize = 40;

/// What `quotes.html` sees.
#[derive(Debug, Serialize)]
pub struct QuotesView {
    pub page: Shell,
    pub heading: String,
    pub meta: Vec<String>,
    pub facets: Vec<Facet>,
    /// The quotes of this page, study by study.
    pub studies: Vec<StudyQuotes>,
    /// How a script says how many it shows, with `{n}` for the number.
    pub shown: String,
    /// Where a script finds the search for what it chose on one page of several.
    pub search: Option<SearchFor>,
    /// Whether conversations have pages for the quotes to lead to.
    pub conversations: bool,
    /// What stands in their place where there is none.
    pub empty: Option<String>,
    /// Where the table of all quotes is.
    pub data: String,
}

/// The search, and the study that it is narrowed down to.
#[derive(Debug, Serialize)]
pub struct SearchFor {
    pub href: String,
    pub study: Option<String>,
}

/// A list of links, each with how many quotes it leads to.
#[derive(Debug, Serialize)]
pub struct Facet {
    pub heading: String,
    /// Whether it holds the themes of one of several studies.
    pub of_themes: bool,
    pub choices: Vec<Choice>,
}

/// One link of a list.
#[derive(Debug, Serialize)]
pub struct Choice {
    pub href: String,
    pub title: String,
    pub n: String,
    /// Whether it is this page.
    pub current: bool,
}

/// Quotes of one study.
#[derive(Debug, Serialize)]
pub struct StudyQuotes {
    /// Its case study, where the page shows several studies.
    pub study: Option<Link>,
    pub quotes: Vec<Entry>,
    /// In place of `quotes`, where no template is the casebook's own: all of them as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<String>,
}

/// A quote of the list, with what a script may choose it by.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub quote: QuoteView,
    pub segment: Option<Arc<str>>,
    /// Parted by `;`.
    pub emotions: String,
    pub month: Option<Month>,
}

/// A month for machines and in words.
#[derive(Debug, Serialize)]
pub struct Month {
    pub iso: String,
    pub text: String,
}

/// The quotes of all studies in the order of their pages.
#[derive(Debug)]
pub struct QuoteList {
    of_study: Vec<Vec<EvidenceId>>,
    /// How many stand before each study's.
    before: Vec<usize>,
    /// By study and evidence: its place among its study's quotes.
    places: Vec<Vec<Option<u32>>>,
    /// By study and theme: how many quotes its page lists.
    of_theme: Vec<Vec<usize>>,
}

impl QuoteList {
    pub fn of(published: &Published, indices: &[Arc<StudyIndex>]) -> QuoteList {
        let codes = published.shows_codes();
        let mut list = QuoteList {
            of_study: Vec::new(),
            before: Vec::new(),
            places: Vec::new(),
            of_theme: Vec::new(),
        };
        let mut before = 0;
        for (study, index) in published.studies.iter().zip(indices) {
            let quotes = |theme: u32| index.quotes_of_theme(ThemeId(theme));
            let themes = 0..study.themes.len() as u32;
            list.of_theme.push(themes.map(quotes).collect());
            let mut ids: Vec<EvidenceId> = (0..study.evidence.len() as u32)
                .map(EvidenceId)
                .filter(|id| study[*id].words().is_some())
                .collect();
            if !codes {
                // No other order may say which quotes are one person's.
                ids.sort_by(|a, b| study[*a].anchor.cmp(&study[*b].anchor));
            }
            let mut places = vec![None; study.evidence.len()];
            for (place, id) in ids.iter().enumerate() {
                places[id.index()] = Some(place as u32);
            }
            list.before.push(before);
            before += ids.len();
            list.of_study.push(ids);
            list.places.push(places);
        }
        list
    }

    pub fn of_study(&self, study: StudyId) -> &[EvidenceId] {
        &self.of_study[study.0 as usize]
    }

    pub fn count(&self) -> usize {
        self.of_study.iter().map(Vec::len).sum()
    }

    /// The page of all quotes that shows one.
    pub fn part_of(&self, study: StudyId, id: EvidenceId) -> Option<u32> {
        let study = study.0 as usize;
        let place = self.places[study][id.index()]? as usize;
        Some(((self.before[study] + place) / A_PAGE + 1) as u32)
    }

    /// The stretch of each study's quotes that a page of all quotes shows.
    fn on_part(&self, part: u32) -> Vec<(StudyId, &[EvidenceId])> {
        let (from, to) = ((part as usize - 1) * A_PAGE, part as usize * A_PAGE);
        (0..self.of_study.len())
            .filter_map(|study| {
                let ids = &self.of_study[study];
                let before = self.before[study];
                let start = from.saturating_sub(before).min(ids.len());
                let end = to.saturating_sub(before).min(ids.len());
                (start < end).then(|| (StudyId(study as u32), &ids[start..end]))
            })
            .collect()
    }
}

fn parts_of(quotes: usize) -> u32 {
    quotes.div_ceil(A_PAGE).max(1) as u32
}

/// The pages of quotes: of all studies, then of each where there are several.
pub fn keys(site: &Site) -> Vec<PageKey> {
    let all = 1..=parts_of(site.quotes.count());
    let mut keys: Vec<PageKey> = all.map(PageKey::Quotes).collect();
    if site.published.studies.len() > 1 {
        for study in site.study_ids() {
            let parts = 1..=parts_of(site.quotes.of_study(study).len());
            keys.extend(parts.map(|part| PageKey::StudyQuotes(study, part)));
        }
    }
    keys
}

impl Site<'_> {
    /// A quote's anchor on the pages of quotes, where several studies may meet.
    pub fn list_anchor<'a>(&self, study: StudyId, anchor: &'a str) -> Cow<'a, str> {
        match self.published.studies.len() {
            1 => anchor.into(),
            _ => format!("{}/{anchor}", self.published[study].id).into(),
        }
    }
}

/// One page of the quotes of one study, or of all.
pub fn view(site: &Site, of: Option<StudyId>, part: u32) -> QuotesView {
    let key = |part: u32| match of {
        Some(study) => PageKey::StudyQuotes(study, part),
        None => PageKey::Quotes(part),
    };
    let on = OnPage::new(site, &key(part));
    let say = site.say;
    let stretches = match of {
        Some(study) => {
            let ids = site.quotes.of_study(study);
            let from = (part as usize - 1) * A_PAGE;
            vec![(study, &ids[from..(from + A_PAGE).min(ids.len())])]
        }
        None => site.quotes.on_part(part),
    };
    let all = match of {
        Some(study) => site.quotes.of_study(study).len(),
        None => site.quotes.count(),
    };
    let heading = say.text("quotes.heading");
    let title = match of {
        Some(study) => site.published[study].about.title.clone(),
        None => heading.clone(),
    };
    let parts = parts_of(all);
    let part_link = |part: u32, text: &str| Link {
        href: on.link(&key(part)),
        title: say.text(text),
    };
    let meta = meta(site, of, all, (part, parts));
    let title = match part {
        1 => title,
        _ => say.with("quotes.title_part", fill![title: title, part: part]),
    };
    QuotesView {
        facets: facets(&on, of, part),
        studies: stretches
            .into_iter()
            .map(|(study, ids)| (study, ids, on.drawn_entries(study, ids)))
            .map(|(study, ids, drawn)| StudyQuotes {
                study: (of.is_none() && site.published.studies.len() > 1).then(|| Link {
                    href: on.link(&PageKey::CaseStudy(study)),
                    title: site.published[study].about.title.clone(),
                }),
                quotes: match drawn {
                    Some(_) => Vec::new(),
                    None => ids.iter().filter_map(|id| entry(&on, study, *id)).collect(),
                },
                drawn,
            })
            .collect(),
        shown: say.with("quotes.shown", fill![n: "{n}"]),
        search: (parts > 1).then(|| search(&on, of)),
        conversations: site.published.view().interviews,
        empty: (all == 0).then(|| say.text("quotes.none")),
        data: DataFile::Quotes.address().link_from(&on.address),
        page: Shell {
            section: "quotes",
            is_section: of.is_none() && part == 1,
            crumbs: match of {
                Some(_) => vec![part_link_to_all(&on)],
                None => Vec::new(),
            },
            kind: of.map_or_else(String::new, |of| site.published[of].about.title.clone()),
            previous: (part > 1).then(|| part_link(part - 1, "words.previous")),
            next: (part < parts).then(|| part_link(part + 1, "words.next")),
            part: say.part(part, parts),
            ..on.shell(title, meta.join(" "))
        },
        heading,
        meta,
    }
}

fn search(on: &OnPage, of: Option<StudyId>) -> SearchFor {
    SearchFor {
        href: on.link(&PageKey::Search),
        study: of.map(|study| {
            let page = on.site.address(&PageKey::CaseStudy(study));
            page.folder().trim_end_matches('/').to_owned()
        }),
    }
}

fn part_link_to_all(on: &OnPage) -> Link {
    Link {
        href: on.link(&PageKey::Quotes(1)),
        title: on.site.say.text("nav.quotes"),
    }
}

/// "437 quotes from three studies. 21 more are withheld. Page 2 of 3."
fn meta(site: &Site, of: Option<StudyId>, all: usize, (part, parts): (u32, u32)) -> Vec<String> {
    let say = site.say;
    let studies = site.published.studies.len();
    let mut sentences = vec![match of {
        None if studies > 1 => {
            let studies = say.count("quotes.studies", studies, &[]);
            say.count("quotes.count_from", all, fill![studies: studies])
        }
        _ => say.count("quotes.count", all, &[]),
    }];
    let withheld: u32 = site
        .published
        .withheld
        .studies
        .iter()
        .enumerate()
        .filter(|(i, _)| of.is_none_or(|of| of.0 as usize == *i))
        .map(|(_, withheld)| withheld.quotes)
        .sum();
    if withheld > 0 {
        sentences.push(say.count("quotes.withheld", withheld as usize, &[]));
    }
    sentences.extend(say.part(part, parts));
    sentences
}

fn entry(on: &OnPage, study: StudyId, id: EvidenceId) -> Option<Entry> {
    let site = on.site;
    let evidence = &site.published[study][id];
    let mut quote = on.quote(study, id, Role::InList)?;
    quote.anchor = site.list_anchor(study, &evidence.anchor).into_owned();
    let month = month_of(site.published[study][evidence.interview].when);
    let segment = site.segment_of(study, evidence.participant);
    Some(Entry {
        segment: segment.map(|segment| segment.name),
        emotions: evidence.emotions.join(";"),
        month: month.map(|(year, month)| Month {
            iso: format!("{year:04}-{month:02}"),
            text: site.say.month(year, month),
        }),
        quote,
    })
}

/// The month of a conversation, as far as it may be known.
pub(super) fn month_of(when: When) -> Option<(i16, i8)> {
    match when {
        When::Day(day) => Some((day.year(), day.month())),
        When::Month { year, month } => Some((year, month)),
        When::Unknown => None,
    }
}

fn facets(on: &OnPage, of: Option<StudyId>, part: u32) -> Vec<Facet> {
    let site = on.site;
    let say = site.say;
    let published = site.published;
    let several = published.studies.len() > 1;
    let mut facets = Vec::new();
    let here = |address: Address| address == on.address && part == 1;
    if several {
        let choice = |key: PageKey, title: String, n: usize| Choice {
            href: on.link(&key),
            title,
            n: say.integer(n),
            current: here(site.address(&key)),
        };
        let all = choice(
            PageKey::Quotes(1),
            say.text("quotes.all_studies"),
            site.quotes.count(),
        );
        let of_study = site.study_ids().map(|study| {
            let title = published[study].about.title.clone();
            let n = site.quotes.of_study(study).len();
            choice(PageKey::StudyQuotes(study, 1), title, n)
        });
        facets.push(Facet {
            heading: say.text("quotes.study"),
            of_themes: false,
            choices: std::iter::once(all).chain(of_study).collect(),
        });
    }
    let themes: usize = published.studies.iter().map(|s| s.themes.len()).sum();
    let studies: Vec<StudyId> = match of {
        Some(study) => vec![study],
        None if !several || themes <= MOST_THEMES => site.study_ids().collect(),
        None => Vec::new(),
    };
    let one = studies.len() == 1;
    for study in studies {
        let choices = theme_choices(on, study);
        if !choices.is_empty() {
            facets.push(Facet {
                of_themes: several,
                heading: match one {
                    true => say.text("quotes.theme"),
                    false => say.with(
                        "quotes.theme_of",
                        fill![study: &*published[study].about.title],
                    ),
                },
                choices,
            });
        }
    }
    facets
}

/// The themes of a study that have a quote, the most frequent first.
fn theme_choices(on: &OnPage, study: StudyId) -> Vec<Choice> {
    let site = on.site;
    let quotes = &site.quotes.of_theme[study.0 as usize];
    let themes = &site.study(study).findings.by_frequency;
    themes
        .iter()
        .map(|theme| (theme, quotes[theme.index()]))
        .filter(|(_, n)| *n > 0)
        .map(|(theme, n)| Choice {
            href: on.link_to(&PageKey::Theme(study, *theme, 1), "quotes"),
            title: site.published[study][*theme].title.clone(),
            n: site.say.integer(n),
            current: false,
        })
        .collect()
}

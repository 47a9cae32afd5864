//! What search engines and feed readers ask for: `feed.xml`, `sitemap.xml`, `robots.txt`, `llms.txt`.
//!
//! Feed and sitemap name full addresses and so need the site's own; they are left out without it.

use jiff::civil::Date;

use super::address::Address;
use super::html::escape_into;
use super::say::fill;
use super::{PageKey, Site, prose, text_edition};
use crate::config::Audience;
use crate::model::{Decision, DecisionId, StudyId, ThemeId, When};

/// One file for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MachineFile {
    /// Studies, insights and decisions as Atom, the newest first.
    Feed,
    /// Those of one of several studies.
    StudyFeed(StudyId),
    /// Every page that a search engine may list.
    Sitemap,
    Robots,
    /// The editions that are plain text.
    Llms,
}

impl MachineFile {
    /// The files that this site has.
    pub fn of(site: &Site) -> impl Iterator<Item = MachineFile> + use<> {
        let has_address = site.base_url.is_some();
        let studies: Vec<StudyId> = match site.study_at_root() {
            None => site.study_ids().collect(),
            Some(_) => Vec::new(),
        };
        let feeds = studies.into_iter().map(MachineFile::StudyFeed);
        let feeds = [MachineFile::Feed, MachineFile::Sitemap]
            .into_iter()
            .chain(feeds);
        feeds
            .filter(move |_| has_address)
            .chain([MachineFile::Robots, MachineFile::Llms])
    }

    pub fn address(self, site: &Site) -> Address {
        match self {
            MachineFile::Feed => Address::file("feed.xml"),
            MachineFile::StudyFeed(study) => {
                let page = site.address(&PageKey::CaseStudy(study));
                Address::file(format!("{}feed.xml", page.folder()))
            }
            MachineFile::Sitemap => Address::file("sitemap.xml"),
            MachineFile::Robots => Address::file("robots.txt"),
            MachineFile::Llms => Address::file("llms.txt"),
        }
    }
}

/// The bytes of a file for machines.
pub fn bytes(site: &Site, file: MachineFile) -> Vec<u8> {
    let base = site.base_url.unwrap_or_default();
    match file {
        MachineFile::Feed => feed(site, base, None),
        MachineFile::StudyFeed(study) => feed(site, base, Some(study)),
        MachineFile::Sitemap => sitemap(site, base),
        MachineFile::Robots => robots(site),
        MachineFile::Llms => text_edition::llms(site),
    }
    .into_bytes()
}

/// An edition for the team or the company is not for search engines.
fn robots(site: &Site) -> String {
    let allowed = match site.published.audience() {
        Audience::Public => "Allow",
        Audience::Team | Audience::Internal => "Disallow",
    };
    let mut out = format!("User-agent: *\n{allowed}: /\n");
    if let (Audience::Public, Some(base)) = (site.published.audience(), site.base_url) {
        out += &format!("Sitemap: {}/sitemap.xml\n", base.trim_end_matches('/'));
    }
    out
}

fn sitemap(site: &Site, base: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in site.pages() {
        let listed = !matches!(
            page.key,
            PageKey::NotFound | PageKey::Search | PageKey::Data(_) | PageKey::Machine(_)
        );
        if listed {
            element("loc", &page.address.under(base), "  <url>", &mut out);
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// One entry of the feed.
struct Entry {
    key: PageKey,
    title: String,
    summary: String,
    on: Date,
}

/// The news of all studies, or of one.
fn feed(site: &Site, base: &str, of: Option<StudyId>) -> String {
    let settings = &site.published.settings;
    let mut entries: Vec<Entry> = Vec::new();
    for id in site.study_ids().filter(|id| of.is_none_or(|of| of == *id)) {
        let study = &site.published[id];
        let on = study_day(site, id);
        entries.extend(on.map(|on| study_entry(site, id, on)));
        let themes = (0..study.themes.len() as u32).map(ThemeId);
        entries.extend(on.into_iter().flat_map(|on| {
            let insights = themes.clone();
            insights.filter_map(move |at| insight_entry(site, id, at, on))
        }));
        let decisions = (0..study.decisions.len() as u32).map(DecisionId);
        entries.extend(decisions.filter_map(|at| decision_entry(site, id, at)));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    let updated = entries.first().map_or(site.today.0, |entry| entry.on);
    let (about, file, title) = match of {
        None => (PageKey::Home, MachineFile::Feed, &settings.title),
        Some(id) => {
            let title = &site.published[id].about.title;
            (PageKey::CaseStudy(id), MachineFile::StudyFeed(id), title)
        }
    };
    let home = site.address(&about).under(base);
    let own = file.address(site).under(base);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
    );
    escape_into(site.say.code(), &mut out);
    out.push_str("\">\n");
    element("id", &own, "", &mut out);
    element("title", title, "\n", &mut out);
    if let Some(description) = &settings.description {
        element("subtitle", description, "\n", &mut out);
    }
    element("updated", &midnight(updated), "\n", &mut out);
    out.push_str("\n<author>");
    element("name", &settings.title, "", &mut out);
    out.push_str("</author>\n");
    link("self", &own, &mut out);
    link("alternate", &home, &mut out);
    for entry in &entries {
        let address = site.address(&entry.key).under(base);
        out.push_str("<entry>\n");
        element("id", &address, "", &mut out);
        element("title", &entry.title, "\n", &mut out);
        element("updated", &midnight(entry.on), "\n", &mut out);
        out.push('\n');
        link("alternate", &address, &mut out);
        if !entry.summary.is_empty() {
            element("summary", &entry.summary, "", &mut out);
            out.push('\n');
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// The day on which a study was last known to have news of its own: the end of its interviews, or
/// their beginning. Insights have no day in their files; they are as new as their study.
fn study_day(site: &Site, id: StudyId) -> Option<Date> {
    let study = &site.published[id];
    let (from, to) = study.about.period;
    let planned = [to, from].into_iter().flatten();
    let held = study.interviews.iter().filter_map(|talk| match talk.when {
        When::Day(day) => Some(day),
        When::Month { year, month } => Date::new(year, month, 1).ok(),
        When::Unknown => None,
    });
    let past = |day: &Date| *day <= site.today.0;
    planned
        .into_iter()
        .find(past)
        .or_else(|| held.filter(past).max())
}

/// A study that has begun: its lead insight, or what it asks.
fn study_entry(site: &Site, id: StudyId, on: Date) -> Entry {
    let study = &site.published[id];
    let lead = site.study(id).findings.insights.first();
    let insight = lead.and_then(|theme| study[*theme].insight.clone());
    Entry {
        key: PageKey::CaseStudy(id),
        title: study.about.title.clone(),
        summary: insight
            .or_else(|| study.about.question.clone())
            .or_else(|| study.about.challenge.clone())
            .unwrap_or_default(),
        on,
    }
}

/// A key insight and how many of how many it rests on.
fn insight_entry(site: &Site, id: StudyId, at: ThemeId, on: Date) -> Option<Entry> {
    Some(Entry {
        key: PageKey::Theme(id, at, 1),
        title: site.published[id][at].insight.clone()?,
        summary: prose::plain(&site.count_sentence(id, at)),
        on,
    })
}

/// A decision by the day on which its state was last known to change.
fn decision_entry(site: &Site, id: StudyId, at: DecisionId) -> Option<Entry> {
    let decision = &site.published[id][at];
    let done = decision.actions.iter().filter_map(|action| action.done);
    let on = done
        .chain(decision.decided)
        .filter(|date| *date <= site.today.0)
        .max()?;
    Some(Entry {
        key: PageKey::Decision(id, at),
        title: decision.title.clone(),
        summary: decision_news(site, decision),
        on,
    })
}

/// The state of a decision and what was measured, in a breath.
pub(super) fn decision_news(site: &Site, decision: &Decision) -> String {
    let state = site.status(decision.status).text;
    let outcome = decision.outcome.as_ref();
    let words = outcome.and_then(|outcome| site.outcome_words(outcome));
    let mut news = site.say.with(
        "news.state",
        fill![state: crate::language::capitalised(&state)],
    );
    if let Some(words) = words {
        news.push(' ');
        news += &words.change;
    }
    news
}

/// `2026-02-24T00:00:00Z`: Atom wants a time, and a day is all that is known.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

fn element(name: &str, text: &str, before: &str, out: &mut String) {
    out.push_str(before);
    out.push('<');
    out.push_str(name);
    out.push('>');
    // XML has no place for control characters.
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    escape_into(&text, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn link(rel: &str, href: &str, out: &mut String) {
    out.push_str("<link rel=\"");
    out.push_str(rel);
    out.push_str("\" href=\"");
    escape_into(href, out);
    out.push_str("\"/>\n");
}

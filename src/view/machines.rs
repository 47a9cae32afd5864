//! What search engines and feed readers ask for: `feed.xml`, `sitemap.xml`, `robots.txt`.
//!
//! Feed and sitemap name full addresses and so need the site's own; they are left out without it.

use jiff::civil::Date;

use super::html::escape_into;
use super::say::fill;
use super::{PageKey, Site};
use crate::config::Audience;
use crate::model::{DecisionId, StudyId};

/// One file for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MachineFile {
    /// Studies and decisions as Atom, the newest first.
    Feed,
    /// Every page that a search engine may list.
    Sitemap,
    Robots,
}

impl MachineFile {
    /// The files that this site has.
    pub fn of(site: &Site) -> &'static [MachineFile] {
        match site.base_url {
            Some(_) => &[MachineFile::Feed, MachineFile::Sitemap, MachineFile::Robots],
            None => &[MachineFile::Robots],
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            MachineFile::Feed => "feed.xml",
            MachineFile::Sitemap => "sitemap.xml",
            MachineFile::Robots => "robots.txt",
        }
    }
}

/// The bytes of a file for machines.
pub fn bytes(site: &Site, file: MachineFile) -> Vec<u8> {
    let base = site.base_url.unwrap_or_default();
    match file {
        MachineFile::Feed => feed(site, base),
        MachineFile::Sitemap => sitemap(site, base),
        MachineFile::Robots => robots(site),
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

fn feed(site: &Site, base: &str) -> String {
    let settings = &site.published.settings;
    let mut entries: Vec<Entry> = Vec::new();
    for id in site.study_ids() {
        entries.extend(study_entry(site, id));
        let decisions = (0..site.published[id].decisions.len() as u32).map(DecisionId);
        entries.extend(decisions.filter_map(|at| decision_entry(site, id, at)));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    let updated = entries.first().map_or(site.today.0, |entry| entry.on);
    let home = site.address(&PageKey::Home).under(base);
    let own = format!("{}/feed.xml", base.trim_end_matches('/'));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
    );
    escape_into(site.say.code(), &mut out);
    out.push_str("\">\n");
    element("id", &home, "", &mut out);
    element("title", &settings.title, "\n", &mut out);
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

/// A study that has begun: its lead insight, or what it asks.
fn study_entry(site: &Site, id: StudyId) -> Option<Entry> {
    let study = &site.published[id];
    let lead = site.study(id).findings.insights.first();
    let insight = lead.and_then(|theme| study[*theme].insight.clone());
    let (from, to) = study.about.period;
    let on = [to, from]
        .into_iter()
        .flatten()
        .find(|d| *d <= site.today.0);
    Some(Entry {
        key: PageKey::CaseStudy(id),
        title: study.about.title.clone(),
        summary: insight
            .or_else(|| study.about.question.clone())
            .or_else(|| study.about.challenge.clone())
            .unwrap_or_default(),
        on: on?,
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
    let state = site.status(decision.status).text;
    let outcome = decision.outcome.as_ref();
    let words = outcome.and_then(|outcome| site.outcome_words(outcome));
    let mut summary = site.say.with(
        "news.state",
        fill![state: crate::language::capitalised(&state)],
    );
    if let Some(words) = words {
        summary.push(' ');
        summary += &words.change;
    }
    Some(Entry {
        key: PageKey::Decision(id, at),
        title: decision.title.clone(),
        summary,
        on,
    })
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

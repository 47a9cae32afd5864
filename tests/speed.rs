//! How long each kind of page takes, in a casebook of 10,000 conversations. Not a check: run it by
//! `cargo test --release --test speed -- --ignored --nocapture`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod support;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use casebook::config::{Audience, Today};
use casebook::language::Language;
use casebook::model::{InterviewId, Study};
use casebook::render::Templates;
use casebook::render::site_theme::SiteTheme;
use casebook::view::{Given, PageKey, Site};
use jiff::civil::date;
use rayon::prelude::*;
use support::sample::{self, Maker};

const TALKS: u32 = 10_000;
const QUOTES: u32 = 8;

/// The mock's themes and decisions over ten thousand made-up conversations.
fn large() -> Study {
    let mut m = Maker {
        study: sample::full_basket(),
    };
    m.study.interviews.clear();
    m.study.participants.clear();
    m.study.evidence.clear();
    m.study.themes.iter_mut().for_each(|t| t.feature.clear());
    m.study
        .decisions
        .iter_mut()
        .for_each(|d| d.evidence.truncate(1));
    let themes: Vec<String> = m.study.themes.iter().map(|t| t.id.to_string()).collect();
    let segments: Vec<_> = (0..m.study.segments.len() as u32).collect();
    for i in 0..TALKS {
        let segment = casebook::model::SegmentId(segments[i as usize % segments.len()]);
        let day = date(2026, 1 + (i % 10) as i8, 1 + (i % 28) as i8);
        let talk = m.talk(&format!("P{i:05}"), segment, day, 7.0);
        talk_of(&mut m, talk, i, &themes);
    }
    m.study
}

fn talk_of(m: &mut Maker, talk: InterviewId, i: u32, themes: &[String]) {
    for question in 1..=4 {
        m.asked(talk, question);
        m.seen(talk, &["She had two tabs open and looked from one to the other, then at the clock over the door, and said that she would rather do it in the evening, when it is quiet."]);
        for q in 0..QUOTES / 4 {
            let n = i * QUOTES + question * 2 + q;
            let theme = &themes[(n as usize * 7) % themes.len()];
            let words = format!(
                "I looked at number {n} twice, and the second time it was another one, so **I closed it and made tea**, because what is the hurry, it will be there tomorrow & if not there is [another shop]."
            );
            m.quote(
                talk,
                &words,
                &format!("{theme} !resigned [{}:{:02}]", question, q * 20 + 5),
            );
        }
    }
}

/// The time that this thread has had on a core, where the system tells it: other work on the machine
/// does not count.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

fn kind(key: &PageKey) -> &'static str {
    match key {
        PageKey::CaseStudy(_) => "case study",
        PageKey::Theme(_, _, 1) => "theme, first page",
        PageKey::Theme(..) => "theme, further pages",
        PageKey::Interviews(..) => "list of conversations",
        PageKey::Interview(..) => "conversation",
        PageKey::Decision(..) => "decision",
        PageKey::SearchFile(_) => "file of the search",
        _ => "other",
    }
}

#[test]
#[ignore = "a measurement"]
fn time_each_kind_of_page() {
    let published = sample::published(vec![large()], Audience::Internal);
    let language = Arc::new(Language::english());
    let media = HashMap::new();
    let start = Instant::now();
    let counted = Default::default();
    let site = Site::new(Given {
        published: &published,
        language: &language,
        today: Today(date(2026, 11, 23)),
        base_url: None,
        media: &media,
        counted: &counted,
    });
    println!("Site::new {:?}", start.elapsed());
    let theme = Arc::new(SiteTheme::built_in());
    let start = Instant::now();
    let renderer = Templates::compile(theme, language.clone())
        .expect("templates")
        .for_site(&site.values());
    println!("Renderer::new {:?}", start.elapsed());
    let start = Instant::now();
    let mut pages = site.pages();
    pages.extend(site.search_files());
    println!("pages, and the index of the search {:?}", start.elapsed());
    let mut times: BTreeMap<&str, (u32, usize, Duration, Duration)> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, Vec<&PageKey>> = BTreeMap::new();
    for page in &pages {
        kinds.entry(kind(&page.key)).or_default().push(&page.key);
    }
    let mut out = Vec::new();
    // A hundred pages at a time: the clock is coarse.
    for (kind, keys) in kinds {
        for some in keys.chunks(100) {
            let entry = times.entry(kind).or_default();
            let start = worked();
            let views: Vec<_> = some.iter().map(|key| site.view(key)).collect();
            let viewed = worked();
            for view in &views {
                out.clear();
                renderer.render(view, &mut out).expect("a page");
                entry.1 += out.len();
            }
            entry.0 += some.len() as u32;
            entry.2 += viewed - start;
            entry.3 += worked() - viewed;
        }
    }
    for (kind, (n, bytes, view, render)) in times {
        println!(
            "{kind:24} {n:6} pages {:8} bytes each, view {:9.1?}, render {:9.1?}",
            bytes / n as usize,
            view / n,
            render / n
        );
    }
    let start = Instant::now();
    let bytes: usize = pages
        .par_iter()
        .map_init(Vec::new, |out: &mut Vec<u8>, page| {
            out.clear();
            renderer.render(&site.view(&page.key), out).expect("a page");
            out.len()
        })
        .sum();
    println!(
        "all pages on all cores {:?}, {} MB",
        start.elapsed(),
        bytes / 1_000_000
    );
}

//! A casebook with a word of its own in every place where private text can hide, built for each
//! audience: no byte holds what the audience must not see, and all that it may see is there.
//!
//! A word says for itself who may see it: `kz`, the first letters of its audiences, `z`, a name.
//! `kztipzquote` is for the team, internal readers and the public, `kzzcomment` is for nobody.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

#[path = "canaries/casebook.rs"]
mod canary_casebook;
#[path = "canaries/decoded.rs"]
mod decoded;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use casebook::build::build;
use casebook::build::memo::Memo;
use casebook::config::{Audience, Config, Today};
use casebook::source::Snapshot;
use support::sink::Kept;

fn site(snapshot: &Snapshot, audience: Audience) -> BTreeMap<String, Vec<u8>> {
    let config = Config {
        audience: Some(audience),
        base_url: Some("https://research.example".into()),
    };
    let today = Today("2026-06-01".parse().expect("a date"));
    let kept = Kept::default();
    let Ok(built) = build(snapshot, &config, today, &mut Memo::default(), &kept);
    assert!(built.is_whole(), "{:#?}", built.problems);
    kept.files()
}

/// Whether a word says that this audience may see it; no word at all where it is malformed.
fn may_see(word: &str, audience: Audience) -> bool {
    let letters = word.trim_start_matches("kz");
    let letters = &letters[..letters.find('z').unwrap_or(0)];
    letters.contains(&audience.word()[..1])
}

/// The words that begin with `kz` and hold another `z`, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|run| Some(run[run.find("kz")?..].to_owned()))
        .filter(|word| word[2..].contains('z'))
        .collect()
}

/// Every word in a site, with the first file that holds it.
fn found(site: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (address, bytes) in site {
        for reading in decoded::readings(bytes)
            .into_iter()
            .chain(decoded::readings(address.as_bytes()))
        {
            for word in words(&reading) {
                found.entry(word).or_insert_with(|| address.clone());
            }
        }
    }
    found
}

#[test]
fn no_byte_holds_what_an_audience_must_not_see_and_all_that_it_may_see_is_there() {
    let casebook = canary_casebook::snapshot();
    let planted = canary_casebook::planted();
    let planted: BTreeSet<String> = planted.iter().flat_map(|text| words(text)).collect();
    assert!(planted.len() > 80, "{}", planted.len());
    let mut wrong = Vec::new();
    for audience in Audience::ALL {
        let who = audience.word();
        let found = found(&site(&casebook, audience));
        for (word, address) in &found {
            if !may_see(word, audience) {
                wrong.push(format!(
                    "{who} must not see `{word}`, and {address} holds it"
                ));
            }
        }
        for word in planted.iter().filter(|word| may_see(word, audience)) {
            if !found.contains_key(word) {
                wrong.push(format!("{who} may see `{word}`, and it is nowhere"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n", wrong.join("\n"));
}

/// The day of a conversation that nobody else shares, and its month.
#[test]
fn a_day_is_for_those_who_may_know_codes_and_a_rare_month_is_too() {
    let casebook = canary_casebook::snapshot();
    for audience in Audience::ALL {
        let site = site(&casebook, audience);
        let all: String = site.values().map(|b| String::from_utf8_lossy(b)).collect();
        let shown = audience != Audience::Public;
        for day in ["1987-03-09", "1987-03"] {
            assert_eq!(all.contains(day), shown, "{day} for {}", audience.word());
        }
        assert!(!all.contains("March 1987") || shown, "{}", audience.word());
    }
}

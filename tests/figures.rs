//! Figures as readers meet them, on every built page of the repository's own casebook and of all
//! small sites: no percentage of fewer than twenty, none without its denominator, no number that
//! is none, and totals that add up from the rows that stand beside them.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::disallowed_types
)] // a test stands outside the layers

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use casebook::build::memo::Memo;
use casebook::build::{IsIt, Sink, build};
use casebook::config::{Audience, Config, Today};
use casebook::disk::snapshot;

/// The files of a site, by address.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, String>>);

impl Sink for Kept {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        if address.ends_with(".html") || address.ends_with(".csv") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.0.lock().unwrap().insert(address.to_owned(), text);
        }
        Ok(())
    }

    /// Drawing cards takes long here, and nobody looks at them.
    fn keeps(&self, _: &str, _: &IsIt) -> Result<bool, Infallible> {
        Ok(true)
    }
}

/// The pages and tables of a casebook; none where its own files stop the build.
fn site(root: &Path, audience: Audience) -> BTreeMap<String, String> {
    let snapshot = snapshot(root).expect("a folder that can be read");
    let config = Config {
        audience: Some(audience),
        base_url: None,
    };
    let today = Today("2026-11-22".parse().expect("a date"));
    let kept = Kept::default();
    let Ok(built) = build(&snapshot, &config, today, &mut Memo::for_one_build(), &kept);
    match built.is_whole() {
        true => kept.0.into_inner().unwrap(),
        false => BTreeMap::new(),
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The repository's own casebook, then every small site.
fn casebooks() -> Vec<PathBuf> {
    let small = fs::read_dir(root().join("tests/sites")).unwrap();
    let mut all: Vec<PathBuf> = small.map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.is_dir());
    all.sort();
    all.insert(0, root());
    all
}

/// What authors wrote, in one text: their percentages are theirs.
fn written(folder: &Path) -> String {
    let mut text = String::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        if let Ok(more) = fs::read_to_string(entry.path()) {
            text.push_str(&more);
            text.push('\n');
        }
    }
    text
}

/// A page's text and the text within its elements, apart from scripts and the scales of charts.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else {
            break;
        };
        let tag = &rest[at..=at + end];
        rest = &rest[at + end + 1..];
        out.push(' ');
        if tag.starts_with("<script") || tag.starts_with("<style") {
            rest = rest.find("</s").map_or("", |close| &rest[close..]);
        }
    }
    out.push_str(rest);
    let out = out.replace("&amp;", "&").replace("&#x27;", "'");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A whole number with commas between its thousands.
fn whole(text: &str) -> Option<u64> {
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Every percentage of a text, with where it begins and ends: `62.1%`, `10 %`.
fn percentages(text: &str) -> Vec<(usize, usize)> {
    text.match_indices('%')
        .filter_map(|(at, _)| {
            let number = text[..at].trim_end();
            let begin = number
                .rfind(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
                .map_or(0, |i| {
                    i + number[i..].chars().next().map_or(1, char::len_utf8)
                });
            let gap = at - number.len();
            let digits = number[begin..].contains(|c: char| c.is_ascii_digit());
            (digits && gap <= 2).then_some((begin, at + 1))
        })
        .collect()
}

/// Whether a percentage has its denominator, of twenty at least, where it stands: "62.1% of 4,705"
/// or "27 of 50 participants (54%)".
fn has_denominator(text: &str, (begin, end): (usize, usize)) -> bool {
    let of = |text: &str| {
        let n = text.strip_prefix(" of ").and_then(whole);
        n.is_some_and(|n| n >= 20)
    };
    if of(&text[end..]) {
        return true;
    }
    let before = &text[..begin];
    let Some(before) = before.strip_suffix('(') else {
        return false;
    };
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(80))..];
    near.rfind(" of ").is_some_and(|at| of(&near[at..]))
}

/// The percentages of a page that have no denominator and no author.
fn bare(page: &str, authors: &str) -> Vec<String> {
    let squeezed = |text: &str| text.replace([' ', '\u{a0}', '\u{202f}'], "");
    let authors = squeezed(authors);
    let all = percentages(page);
    let sound: Vec<&str> = all
        .iter()
        .filter(|place| has_denominator(page, **place))
        .map(|(begin, end)| &page[*begin..*end])
        .collect();
    all.iter()
        .filter(|place| !has_denominator(page, **place))
        .map(|(begin, end)| (*begin, &page[*begin..*end]))
        // Said again in a chart, of what the page says with its denominator.
        .filter(|(_, token)| !sound.contains(token))
        .filter(|(_, token)| !authors.contains(&squeezed(token)))
        // A measure of which nobody knows the denominator says so.
        .filter(|_| !page.contains("Of how many is not written down"))
        .filter(|_| !page.contains("No interval: the counts are not given"))
        .map(|(begin, token)| {
            let from = page.floor_char_boundary(begin.saturating_sub(60));
            let to = page.ceil_char_boundary((begin + 60).min(page.len()));
            format!("{token} in “{}”", &page[from..to])
        })
        .collect()
}

#[test]
fn every_figure_has_its_denominator_and_no_percentage_is_of_fewer_than_twenty() {
    let mut wrong = Vec::new();
    let mut pages = 0;
    for casebook in casebooks() {
        let authors = written(&casebook.join("content"));
        let audiences: &[Audience] = match casebook == root() {
            true => &[Audience::Team, Audience::Internal, Audience::Public],
            false => &[Audience::Team],
        };
        for &audience in audiences {
            for (address, html) in site(&casebook, audience) {
                if !address.ends_with(".html") {
                    continue;
                }
                pages += 1;
                let page = words(&html);
                let name = casebook.file_name().unwrap_or_default().to_string_lossy();
                let here = |what: String| format!("{name} {audience:?} {address}: {what}");
                wrong.extend(bare_counts(&html).into_iter().map(str::to_owned).map(here));
                wrong.extend(bare(&page, &authors).into_iter().map(here));
                for nothing in ["NaN", "⟦", "⟧", " inf ", "0 of 0"] {
                    if page.contains(nothing) && !authors.contains(nothing) {
                        wrong.push(here(format!("holds {nothing}")));
                    }
                }
            }
        }
    }
    assert!(pages > 800, "{pages} pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_percentage_of_few_is_found() {
    assert_eq!(bare("it was 4 of 5 (80%)", "").len(), 1);
    assert_eq!(bare("80 % of 5", "").len(), 1);
    assert_eq!(bare("80% of them", "").len(), 1);
    assert!(bare("80% of 20", "").is_empty());
    assert!(bare("27 of 50 participants (54%)", "").is_empty());
    assert!(bare("62.1% of 4,705; and 62.1% again", "").is_empty());
    assert!(bare("10 % off", "we gave 10% off").is_empty());
}

/// What is set off as a number on a page of evidence, `<span class="num">11 of 18</span>` without a
/// place to break, and is no count with its denominator.
fn bare_counts(html: &str) -> Vec<&str> {
    let numbers = html.split("<span class=\"num\">").skip(1);
    numbers
        .filter_map(|part| part.split("</span>").next())
        .filter(|number| {
            let money = number.contains(['€', '$', '£']) || number.contains(" to ");
            let of: Vec<u64> = number.split("\u{a0}of\u{a0}").filter_map(whole).collect();
            let sound = matches!(of.as_slice(), [k, n] if k <= n && *n > 0);
            !money && !sound
        })
        .collect()
}

/// A cell as a number; an empty one is nought.
fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_default()
}

/// The amounts that a text holds, `€49,450`, in its order.
fn amounts(text: &str) -> Vec<f64> {
    text.split('€')
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
            let digits = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',']);
            digits.replace(',', "").parse().ok()
        })
        .collect()
}

/// The text between two others.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let at = text.find(from).unwrap_or_else(|| panic!("no {from:?}")) + from.len();
    let end = text[at..]
        .find(to)
        .unwrap_or_else(|| panic!("no {to:?} after {from:?}"));
    &text[at..at + end]
}

#[test]
fn the_totals_of_the_log_add_up_from_the_rows_of_decisions_csv() {
    for audience in [Audience::Team, Audience::Internal, Audience::Public] {
        let site = site(&root(), audience);
        let mut rows = csv::Reader::from_reader(site["data/decisions.csv"].as_bytes());
        let head = rows.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|h| h == name).unwrap();
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let sum = |name: &str, counts: &str, as_what: &str| -> f64 {
            let counted = rows.iter().filter(|r| &r[column(counts)] == as_what);
            counted.map(|r| number(&r[column(name)])).sum()
        };
        let spent = sum("cost", "cost_counts", "spent");
        let of_year = ["counted_low", "counted_likely", "counted_high"]
            .map(|name| sum(name, "value_counts", "headline"));
        let avoided = sum("counted_likely", "value_counts", "avoided");
        let planned = sum("cost", "cost_counts", "planned");

        let page = words(&site["decisions/index.html"]);
        let last = amounts(between(
            &page,
            "Total; value of grades A to C alone",
            "The log as",
        ));
        assert_eq!(last[0], spent, "{audience:?}");
        assert_eq!(last[1], of_year[1].round(), "{audience:?}");

        // How it adds up: research, decisions, spent; the value; what each euro returned.
        let sums = between(&page, "The return, with every input", "Grades");
        let decisions = amounts(between(sums, "All twelve decisions", "Spent"))[0];
        assert_eq!(decisions, spent);
        let research: f64 = sums
            .split("Research: ")
            .skip(1)
            .map(|row| {
                *amounts(row.split("All twelve").next().unwrap())
                    .last()
                    .unwrap()
            })
            .sum();
        let all = amounts(between(sums, "Spent", "Measured value"))[0];
        assert_eq!(all, research + decisions);
        let value = amounts(between(
            sums,
            "Measured value of a year",
            "Returned for each",
        ));
        let [low, likely, high] = of_year.map(f64::round);
        assert_eq!(value, [likely, low, high]);
        let each = amounts(between(sums, "spent", "Value less"));
        let cents = |n: f64| (n * 100.0).round() / 100.0;
        let [low, likely, high] = of_year.map(|value| cents(value / all));
        assert_eq!(&each[each.len() - 3..], [likely, low, high], "{sums}");
        let beyond = amounts(between(sums, "beyond itself", "Research for each"));
        let [low, likely, high] = of_year.map(|value| cents((value - all) / all).abs());
        assert_eq!(beyond[..3], [likely, low, high], "{sums}");
        let apart = amounts(between(
            sums,
            "Apart: money not spent in a year, estimated",
            "Apart: planned",
        ));
        assert_eq!(apart[0], avoided);
        let apart = amounts(&sums[sums.find("Apart: planned").unwrap()..]);
        assert_eq!(apart[0], planned);

        // What did not work is in the count, with its cost and without a gain.
        let status = |wanted: &'static str| rows.iter().filter(move |r| &r[3] == wanted);
        assert_eq!(&head[3], "status");
        for failed in ["rejected", "no-effect", "reversed"] {
            assert!(status(failed).count() > 0, "{failed}");
            for row in status(failed) {
                assert_ne!(&row[column("value_counts")], "headline");
                assert_eq!(&row[column("cost_counts")], "spent");
            }
        }
        assert!(status("reversed").any(|r| number(&r[column("cost")]) > 0.0));
    }
}

#[test]
fn a_decision_contributes_and_never_causes() {
    let mut texts = written(&root().join("themes/default/templates"));
    texts += &written(&root().join("themes/default/languages"));
    let lower = texts.to_lowercase();
    for word in ["caus", "thanks to", "as a result of", "owed to", "proves"] {
        let at = lower.find(word);
        let near = at.map(|at| {
            let from = lower.floor_char_boundary(at.saturating_sub(50));
            &lower[from..lower.ceil_char_boundary((at + 50).min(lower.len()))]
        });
        // "because" gives the reason of a rule, not of an outcome.
        let reason =
            word == "caus" && lower.matches("caus").count() == lower.matches("because").count();
        assert!(near.is_none() || reason, "“{word}” in {near:?}");
    }
    assert!(lower.contains("contributed to"));
}

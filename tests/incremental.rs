//! The law of rebuilding: after any script of edits, a build that remembers equals one that begins
//! anew, byte for byte, problems included; and a preview draws the very pages that a build writes.
//!
//! `SCRIPTS=100000 cargo test --test incremental` runs more scripts than the usual ones.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod support;

use std::collections::BTreeMap;

use casebook::build::memo::Memo;
use casebook::build::{Built, build, prepare};
use casebook::config::{Audience, Config, Today};
use casebook::diagnostic::human;
use casebook::source::{MediaFile, Snapshot};
use jiff::civil::date;
use support::sink::{Cards, Kept};

/// One script in so many has its cards drawn; the words of all are in their SVG.
const DRAWN: u64 = 250;

const TODAY: Today = Today(date(2026, 3, 1));

fn config(audience: Audience) -> Config {
    Config {
        audience: Some(audience),
        base_url: Some("https://research.example".into()),
    }
}

/// What `watch` has: a memo, and the site that was published last.
#[derive(Default)]
struct Watched {
    memo: Memo,
    standing: Site,
}

type Site = BTreeMap<String, Vec<u8>>;

impl Watched {
    /// Builds over what stands; the pages that were drawn are told too.
    fn built(
        &mut self,
        files: &Snapshot,
        audience: Audience,
        draws: bool,
    ) -> (Built, Site, Vec<String>) {
        let cards = match draws {
            true => Cards::Drawn,
            false => Cards::LeftOut,
        };
        let kept = Kept::over(self.standing.clone(), cards);
        let Ok(built) = build(files, &config(audience), TODAY, &mut self.memo, &kept);
        let drawn = kept.drawn();
        let site = kept.files();
        if built.is_whole() {
            self.standing = site.clone();
        }
        (built, site, drawn)
    }
}

/// A small generator of numbers: the same scripts each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// The files of a casebook as a script edits them.
type Files = BTreeMap<String, String>;

fn beginning() -> Files {
    let note = |code: &str, segment: &str, consent: &str, quotes: &str| {
        format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nminutes: 7\nsegment: {segment}\nconsent: {consent}\n---\n\n## Q1. What stopped you?\n\nShe sighed. #waiting\n\n{quotes}\n"
        )
    };
    [
        ("site.toml", "title = \"Law\"\n".to_owned()),
        (
            "content/shop/study.md",
            "---\ntitle: Shop\nquestions:\n  - { id: q1, ask: What stopped you?, why: A real event }\n---\n\n## Challenge\n\nSee [[sizing]] and ![[P01#^two]]\n\n![[P01#^two]]\n".to_owned(),
        ),
        (
            "content/shop/interviews/P01.md",
            note("P01", "new", "public", "> I **ordered** two. #sizing !sure [1:02] ^two"),
        ),
        (
            "content/shop/interviews/P02.md",
            note("P02", "new", "internal", "> No idea. #sizing #price\n\n> — P01 said so #price (P01)"),
        ),
        (
            "content/shop/interviews/P03.md",
            note("P03", "old", "team", "> It was late. #delivery/late !tired"),
        ),
        (
            "content/shop/themes/sizing.md",
            "---\ntitle: Sizing\ninsight: Nobody knows their size.\nseverity: 4\n---\n".to_owned(),
        ),
        (
            "content/shop/decisions/2026-02-24-advisor.md",
            "---\ntitle: Ship an advisor\nstatus: shipped\ndecided: 2026-02-24\nevidence: [sizing, P01^two]\ncost: 1200\n---\n".to_owned(),
        ),
        ("content/about.md", "---\ntitle: About\n---\n\nOf [[shop]].\n".to_owned()),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into()
}

/// Notes whose participants speak nowhere else, and nobody else in them: of those the words alone
/// may change.
fn add_lone_notes(files: &mut Files) {
    for (code, consent, quotes) in [
        (
            "P05",
            "public",
            "> It was late. #sizing !sure [1:02]\n\n> No idea. #sizing ^two",
        ),
        (
            "P06",
            "internal",
            "> Well, it was late. #sizing\n\n> More. #Sizing !sure\n\n> No idea. ^three",
        ),
    ] {
        let note = format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nminutes: 7\nsegment: new\nconsent: {consent}\n---\n\n## Q1. What stopped you?\n\nShe sighed.\n\n{quotes}\n"
        );
        files.insert(format!("content/shop/interviews/{code}.md"), note);
    }
}

/// What may be written at the end of a file.
const MORE: &[&str] = &[
    "",
    " ",
    "\nText.\n",
    "\n> More. #sizing\n",
    "\n> More. #price\n",
    "\n> More. #Sizing ^two\n",
    "\n> So she said. #price (P03)\n",
    "\n> So he said. #nobody-knows (P07)\n",
    "\n## What else?\n\nSee [[price]] and [[P01#^two]].\n",
    "\n# P04 – new\n\n> Well, 3 of them. #delivery\n",
];

/// One edit: a file of the casebook added, changed, renamed, deleted, broken or mended.
fn edit(files: &mut Files, dice: &mut Dice) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = paths[dice.roll(paths.len())].clone();
    match dice.roll(16) {
        0 => {
            let code = format!("P{:02}", dice.roll(9));
            let consent = dice.pick(&["none", "team", "internal", "public"]);
            let theme = dice.pick(&["sizing", "price", "delivery", "delivery/late", "new-one"]);
            let again = dice.pick(&["", "", " again"]);
            let path = format!("content/shop/interviews/{code}{again}.md");
            files.insert(
                path.clone(),
                format!("---\nparticipant: {code}\nconsent: {consent}\n---\n\n> Well, {} of them. #{theme}\n", dice.roll(9)),
            );
            format!("add {path}")
        }
        1 => {
            files.remove(&path);
            format!("delete {path}")
        }
        2 => {
            let text = files.remove(&path).unwrap_or_default();
            let to = path.replace(".md", &format!("{}.md", dice.roll(9)));
            files.insert(to.clone(), text);
            format!("rename {path} to {to}")
        }
        3 => {
            if let Some(text) = files.get_mut(&path) {
                text.insert_str(
                    0,
                    dice.pick(&["---\n", "\u{feff}", "title: [\n", "\n", "# "]),
                );
            }
            format!("break {path}")
        }
        4 => {
            let fresh = beginning();
            if let Some(text) = fresh.get(&path) {
                files.insert(path.clone(), text.clone());
            }
            format!("mend {path}")
        }
        5 => {
            let shown = dice.pick(&["{{ page.title }}", "{% if %}", "<p>{{ heading }}</p>"]);
            let path = "themes/default/templates/interview.html";
            match dice.roll(3) {
                0 => files.remove(path),
                _ => files.insert(path.into(), shown.into()),
            };
            "template".into()
        }
        6 => {
            let path = "themes/default/assets/style.css";
            files.insert(path.into(), format!("p {{ margin: {}px }}", dice.roll(9)));
            "style".into()
        }
        7 => {
            let settings = dice.pick(&[
                "title = \"Law\"\n",
                "title = \"Other\"\nlanguage = \"en\"\n",
                "[audiences.internal]\nattribution = \"segment\"\nleast_group = 2\n",
                "[audiences.public]\ninterviews = true\nattribution = \"code\"\n",
                "title = 3\n",
                "[money]\ncurrency = \"USD\"\n",
            ]);
            files.insert("site.toml".into(), settings.into());
            "settings".into()
        }
        8 => {
            let people = dice.pick(&[
                "P01: { consent: team }\n",
                "P02: { segment: old, consent: public }\n",
                "P03: { withdrawn: 2026-02-20 }\n",
                "P01: [\n",
                "",
            ]);
            files.insert("content/participants.yaml".into(), people.into());
            "people".into()
        }
        9 => {
            let term = dice.pick(&["late", "zzz", "ordered", ""]);
            files.insert("private/deny.txt".into(), format!("{term}\n"));
            "deny".into()
        }
        10 => format!("touch {path}"),
        11..15 => reworded(files, dice),
        _ => {
            if let Some(text) = files.get_mut(&path) {
                let from = dice.pick(&["sizing", "two", "2026-02-05", "P01", "#price", "public"]);
                let to = dice.pick(&["sizing", "three", "2026-03-05", "P02", "#sizing", "team"]);
                *text = text.replacen(from, to, 1);
                text.push_str(dice.pick(MORE));
            }
            format!("edit {path}")
        }
    }
}

/// Other words, tags or places in a note, and what may hang on them elsewhere.
fn reworded(files: &mut Files, dice: &mut Dice) -> String {
    let is_note = |path: &&String| path.contains("/interviews/");
    let notes: Vec<String> = files.keys().filter(is_note).cloned().collect();
    let Some(last) = notes.len().checked_sub(1) else {
        return "no note".into();
    };
    // The last notes are the lone ones, where there are some.
    let back = dice.roll(notes.len()).min(dice.roll(notes.len()));
    let path = notes[last - back].clone();
    let text = files.get_mut(&path).expect("a note");
    let (from, to) = match dice.roll(4) {
        0 => dice.pick(OTHERWISE),
        _ => dice.pick(REWORDED),
    };
    *text = match dice.roll(4) {
        0 => text.replacen(to, from, 1),
        _ => text.replacen(from, to, 1),
    };
    let cited = match dice.roll(6) {
        0 => cite(files, dice),
        _ => String::new(),
    };
    format!("reword {path}: {from} to {to}{cited}")
}

/// Has a study cite something.
fn cite(files: &mut Files, dice: &mut Dice) -> String {
    let cited = hashed(dice.pick(CITED));
    let study = files.entry("content/shop/study.md".into()).or_default();
    study.push_str(&format!("\nAs {cited} says.\n"));
    format!(", cite {cited}")
}

/// Words for others, in what is said and seen.
const REWORDED: &[(&str, &str)] = &[
    ("No idea.", "No idea at all."),
    ("No idea.", "I **ordered** two."),
    ("It was late.", "It was very late."),
    ("It was late.", "It was late. It was late."),
    ("I **ordered** two.", "I sent back two."),
    ("She sighed.", "She sighed twice."),
    ("Well,", "Oh well,"),
    ("Well, ", "Well,\n> "),
    ("More.", "More and more."),
    ("\n> ", "\n\n> "),
    ("---\n\n", "---\n\n\n"),
];

/// What else may stand otherwise in a note.
const OTHERWISE: &[(&str, &str)] = &[
    ("> — P01 said so", "> — P01 said it (P03)"),
    ("#price", "#sizing"),
    ("#sizing", "#Sizing"),
    ("#waiting", "#price"),
    ("!sure", "!tired"),
    ("[1:02]", "[1:03]"),
    (" ^two", ""),
    (" ^two", " ^three"),
    ("## Q1. What stopped you?", "## Why?"),
    (
        "## Q1. What stopped you?\n\nShe sighed. #waiting",
        "She sighed. #waiting",
    ),
    ("minutes: 7", "minutes: 8"),
    ("segment: new", "segment: old"),
    ("date: 2026-02-05", "date: 2026-02-06"),
    ("participant: P01", "participant: P1"),
    ("participant: P02", "participant: P02-2"),
    ("consent: public", "consent: none"),
    ("---\n\n", "interviewer: Ada\n---\n\n"),
    ("---\n\n", "round: two\n---\n\n"),
    ("---\n\n", "recording: media/p01.mp3\n---\n\n"),
    ("---\n\n", "withdrawn: 2026-02-20\n---\n\n"),
    ("She sighed.", "She sighed, see [[sizing]]."),
    ("It was late.", "It was late. consent: none"),
];

/// A citation, its words in braces put as the hash by which they are cited.
fn hashed(written: &str) -> String {
    let Some((before, rest)) = written.split_once('{') else {
        return written.into();
    };
    let (words, after) = rest.split_once('}').expect("a brace for a brace");
    let hash = blake3::hash(words.as_bytes()).to_hex();
    format!("{before}{}{after}", &hash[..8])
}

/// What other texts may say: quotes by their ids and by hashes of their words, conversations.
const CITED: &[&str] = &[
    "[[P02]]",
    "[[P01#^two]]",
    "[[P01#^three]]",
    "[that](interviews/P02.md)",
    "[that](interviews/P02.md#^{No idea.})",
    "[[P02^{No idea.}]]",
    "[[P02^{No idea at all.}]]",
    "[[P05#^two]]",
    "[[P05^{It was late.}]]",
    "[[P06^{No idea at all.}]]",
    "![[P06^{Well, it was late.}]]",
    "[that](interviews/P05.md#^{It was very late.})",
    "[[P06]]",
    "P02",
];

/// Files as a snapshot, at once or brought up to date file by file.
fn snapshot(files: &Files) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(path.as_str(), text.clone().into_bytes());
    }
    snapshot
}

fn told(built: &Built, files: &Snapshot) -> String {
    human::render(&built.problems, files, false, 100)
}

#[test]
fn a_warm_build_equals_a_cold_one_after_any_script_of_edits() {
    let scripts = std::env::var("SCRIPTS").ok().and_then(|n| n.parse().ok());
    let scripts: u64 = scripts.unwrap_or(2_000);
    let threads = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for script in (thread..scripts).step_by(threads as usize) {
                    run(script);
                }
            });
        }
    });
}

fn run(script: u64) {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (script + 1).wrapping_mul(0xd134_2543_de82_ef95));
    let mut files = beginning();
    match script % 4 {
        0 => {}
        1 => add_lone_notes(&mut files),
        2 => {
            add_lone_notes(&mut files);
            cite(&mut files, &mut dice);
        }
        _ => {
            add_lone_notes(&mut files);
            // Somebody else of the code, or the same participant once more.
            let note = files["content/shop/interviews/P06.md"].clone();
            let note = note.replace(": P06", dice.pick(&[": P06", ": P06-2", ": P05"]));
            files.insert("content/shop/interviews/later.md".into(), note);
        }
    }
    let mut watched = Watched::default();
    let audience = dice.pick(&Audience::ALL);
    let draws = script.is_multiple_of(DRAWN);
    watched.built(&snapshot(&files), audience, draws);
    let mut done = Vec::new();
    let mut last = None;
    for _ in 0..1 + dice.roll(4) {
        done.push(match dice.roll(3) {
            0 if !script.is_multiple_of(4) => reworded(&mut files, &mut dice),
            _ => edit(&mut files, &mut dice),
        });
        let now = snapshot(&files);
        // The audience changes too: what is remembered belongs to none.
        let audience = match dice.roll(4) {
            0 => dice.pick(&Audience::ALL),
            _ => audience,
        };
        let (warm, warm_site, _) = watched.built(&now, audience, draws);
        // To make the look anew takes longer than all the rest; where nothing could have changed
        // it, there is nothing to learn from that.
        let looks_the_same = |edit: &String| edit.contains("content/");
        let memo = match done.iter().all(looks_the_same) {
            true => Memo::with_look_of(&watched.memo),
            false => Memo::default(),
        };
        let mut fresh = Watched {
            memo,
            standing: Site::new(),
        };
        let (cold, cold_site, _) = fresh.built(&now, audience, draws);
        let script = format!("script {script}: {done:?}, {audience:?}");
        assert_eq!(told(&warm, &now), told(&cold, &now), "{script}");
        assert_eq!(
            warm_site.keys().collect::<Vec<_>>(),
            cold_site.keys().collect::<Vec<_>>(),
            "{script}"
        );
        for (address, bytes) in &cold_site {
            assert!(warm_site[address] == *bytes, "{address} differs, {script}");
        }
        last = Some((now, audience, cold_site, script));
    }
    if let Some((now, audience, site, script)) = last {
        preview_shows_the_same(&now, audience, &mut watched.memo, &site, &script);
    }
}

/// What a preview draws when it is asked is what a build writes.
fn preview_shows_the_same(
    now: &Snapshot,
    audience: Audience,
    memo: &mut Memo,
    site: &BTreeMap<String, Vec<u8>>,
    script: &str,
) {
    let (_, edition) = prepare(now, &config(audience), TODAY, memo, &|_| {});
    let Some(Ok(opened)) = edition.as_ref().map(|edition| edition.open()) else {
        return;
    };
    let mut addresses: Vec<&str> = opened.addresses().collect();
    addresses.sort_unstable();
    let pages = site.keys().map(String::as_str);
    let pages: Vec<&str> = pages
        .filter(|address| {
            let unlisted = ["assets/", "media/", "cards/"];
            !unlisted.iter().any(|folder| address.starts_with(folder))
        })
        .collect();
    // A template that cannot draw a page leaves that page out of a build, and stops it.
    if pages.len() == addresses.len() {
        assert_eq!(addresses, pages, "{script}");
    }
    for (address, bytes) in site {
        let shown = opened.file(address, now);
        assert!(
            matches!(shown, Ok(Some(shown)) if shown == *bytes),
            "{address} is shown otherwise, {script}"
        );
    }
}

/// Words that change where something else hangs on them: a text added to a file first, then words of
/// a note put in the place of others.
#[test]
fn what_hangs_on_words_is_worked_out_again_when_they_change() {
    let (study, p05, p06) = (
        "content/shop/study.md",
        "content/shop/interviews/P05.md",
        "content/shop/interviews/P06.md",
    );
    let late = "---\nparticipant: P06\ndate: 2026-02-06\n---\n\n> More. #sizing\n";
    let spoken = "---\nparticipant: P07\n---\n\n> — P05 said so #sizing (P05)\n";
    for (file, more, note, from, to) in [
        // Cited by its words, which are others then.
        (
            study,
            "[[P06^{Well, it was late.}]]",
            p06,
            "Well, it",
            "Oh, it",
        ),
        // Cited by words that nobody has said yet.
        (
            study,
            "[it](interviews/P05.md#^{It was very late.})",
            p05,
            "was late",
            "was very late",
        ),
        // The same words in a later conversation.
        (
            "content/shop/interviews/later.md",
            late,
            p06,
            "More.",
            "Less.",
        ),
        (
            "content/shop/interviews/P07.md",
            spoken,
            p05,
            "It was late.",
            "P05 said so",
        ),
        // A theme without a file stands elsewhere in its note.
        (
            p06,
            "> So. #nobody-knows",
            p06,
            "She sighed.",
            "She sighed twice.",
        ),
        // So does a quote without a theme.
        (p06, "> So.", p06, "She sighed.", "She sighed twice."),
        // An emotion that is nearly another.
        (
            p06,
            "> So. #sizing !fustrated",
            p06,
            "She sighed.",
            "She sighed twice.",
        ),
        // Words that speak better than others of their theme.
        (
            p06,
            "",
            p05,
            "late.",
            "late when it came, and nobody was there any more to sign for it.",
        ),
        // No words, but what the note says of its conversation.
        (p06, "", p06, "segment: new", "segment: old"),
        (p06, "", p06, "minutes: 7", "minutes: 8"),
        (p06, "", p06, "consent: internal", "consent: none"),
        (p06, "", p06, "participant: P06", "participant: P6"),
        // A link in the note itself.
        (
            p06,
            "See [[P05]].",
            p06,
            "She sighed.",
            "She sighed, see [[P06]].",
        ),
    ] {
        let mut files = beginning();
        add_lone_notes(&mut files);
        let text = files.entry(file.into()).or_default();
        text.push_str(&format!("\n{}\n", hashed(more)));
        let mut watched = Watched::default();
        watched.built(&snapshot(&files), Audience::Team, false);
        replace(note, from, to)(&mut files);
        let now = snapshot(&files);
        let (warm, warm_site, _) = watched.built(&now, Audience::Team, false);
        let (cold, cold_site, _) = Watched::default().built(&now, Audience::Team, false);
        assert_eq!(told(&warm, &now), told(&cold, &now), "{more}");
        assert!(warm_site == cold_site, "{more}");
    }
}

/// An edit, how many files are parsed for it, and which pages are drawn.
#[track_caller]
fn work(change: impl FnOnce(&mut Files), parsed: usize, drawn: &[&str]) {
    let mut files = beginning();
    let mut watched = Watched::default();
    watched.built(&snapshot(&files), Audience::Team, false);
    change(&mut files);
    let (built, _, pages) = watched.built(&snapshot(&files), Audience::Team, false);
    assert_eq!(built.counts.parsed, parsed);
    assert_eq!(pages, drawn);
    let html = drawn.iter().filter(|page| page.ends_with(".html")).count();
    assert_eq!(built.counts.rendered, html);
}

/// Words of a file put in the place of others.
fn replace(path: &str, from: &str, to: &str) -> impl FnOnce(&mut Files) {
    move |files: &mut Files| {
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from));
        *text = text.replace(from, to);
    }
}

/// Every page of the casebook that a script begins with.
const ALL: &[&str] = &[
    "404.html",
    "about/index.html",
    "decisions/index.html",
    "index.html",
    "programme/index.html",
    "quotes/index.html",
    "search/index.html",
    "shop/decisions/2026-02-24-advisor/index.html",
    "shop/index.html",
    "shop/interviews/index.html",
    "shop/interviews/p01/index.html",
    "shop/interviews/p02/index.html",
    "shop/interviews/p03/index.html",
    "shop/themes/delivery/late/index.html",
    "shop/themes/price/index.html",
    "shop/themes/sizing/index.html",
    "shop/themes/waiting/index.html",
];

#[test]
fn nothing_is_parsed_or_drawn_again_where_nothing_changed() {
    work(|_| {}, 0, &[]);
}

#[test]
fn the_words_of_a_quote_are_parsed_once_and_drawn_where_they_are_shown() {
    let note = "content/shop/interviews/P02.md";
    work(
        replace(note, "No idea.", "No idea at all."),
        1,
        &[
            "quotes/index.html",
            "shop/decisions/2026-02-24-advisor/index.html",
            "shop/index.html",
            "shop/interviews/p02/index.html",
            "shop/themes/price/index.html",
            "shop/themes/sizing/index.html",
        ],
    );
}

#[test]
fn a_tag_taken_away_is_drawn_where_it_is_counted() {
    let note = "content/shop/interviews/P02.md";
    work(
        replace(note, "She sighed. #waiting", "She sighed."),
        1,
        &[
            "shop/index.html",
            "shop/interviews/p02/index.html",
            "shop/themes/price/index.html",
            "shop/themes/sizing/index.html",
            "shop/themes/waiting/index.html",
        ],
    );
}

#[test]
fn a_theme_by_another_title_is_drawn_where_it_is_named() {
    let theme = "content/shop/themes/sizing.md";
    work(
        replace(theme, "title: Sizing", "title: Size"),
        1,
        &[
            "quotes/index.html",
            "shop/decisions/2026-02-24-advisor/index.html",
            "shop/index.html",
            "shop/interviews/p01/index.html",
            "shop/interviews/p02/index.html",
            "shop/themes/price/index.html",
            "shop/themes/sizing/index.html",
            "shop/themes/waiting/index.html",
        ],
    );
}

#[test]
fn a_study_by_another_title_is_drawn_on_all_its_pages() {
    work(
        replace("content/shop/study.md", "title: Shop", "title: A shop"),
        1,
        &[
            "about/index.html",
            "index.html",
            "programme/index.html",
            "shop/decisions/2026-02-24-advisor/index.html",
            "shop/index.html",
            "shop/interviews/index.html",
            "shop/interviews/p01/index.html",
            "shop/interviews/p02/index.html",
            "shop/interviews/p03/index.html",
            "shop/themes/delivery/late/index.html",
            "shop/themes/price/index.html",
            "shop/themes/sizing/index.html",
            "shop/themes/waiting/index.html",
        ],
    );
}

#[test]
fn a_setting_that_all_pages_show_draws_all_of_them() {
    work(replace("site.toml", "Law", "Order"), 0, ALL);
}

#[test]
fn a_style_sheet_draws_no_page() {
    let style = "themes/default/assets/style.css";
    work(
        |files| drop(files.insert(style.into(), "p {}".into())),
        0,
        &[],
    );
}

#[test]
fn a_template_draws_all_pages() {
    let template = "themes/default/templates/404.html";
    work(
        |files| drop(files.insert(template.into(), "gone".into())),
        0,
        ALL,
    );
}

#[test]
fn a_note_by_another_name_is_parsed_and_drawn_nowhere() {
    let rename = |files: &mut Files| {
        let note = files.remove("content/shop/interviews/P01.md").unwrap();
        files.insert("content/shop/interviews/first.md".into(), note);
    };
    work(rename, 1, &[]);
}

#[test]
fn how_amounts_are_read_depends_on_the_currency_so_every_file_may_read_otherwise() {
    let settings = "[money]\ncurrency = \"USD\"\n";
    work(
        |files| drop(files.insert("site.toml".into(), settings.into())),
        7,
        ALL,
    );
}

/// A picture that tells how it looks, as one on a disk does.
fn picture(side: u8) -> MediaFile {
    let drawing = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg"><rect width="{side}" height="1"/></svg>"#
    );
    let file = MediaFile::new(move || Ok(drawing.clone().into_bytes()));
    file.stamped(move || Some([side; 32]))
}

#[test]
fn who_is_heard_and_what_is_shown_is_worked_out_again() {
    const NOTE: &str = "---\nparticipant: P01\ndate: 2026-02-02\nconsent: public\nmedia: public\nrecording: day.mp3\n---\n\n![Her till](media/till.svg)\n\n> I left it all in the basket there.[^1] #sizing\n\n[^1]: It was hers.\n";
    let mp3 = include_bytes!("sites/media_is_stripped_of_its_metadata/content/shop/media/p07.mp3");
    let note = "content/shop/interviews/P01.md";
    let other = "content/shop/interviews/P02.md";
    let voices = "content/shop/media/day.vtt";
    let people = "content/participants.yaml";
    let vtt = |voice: &str| format!("WEBVTT\n\n00:01.000 --> 00:02.000\n<v {voice}>Said aloud.\n");
    let silent = "---\nparticipant: P02\ndate: 2026-02-02\nconsent: none\n---\n\n";
    let mut files = Snapshot::new();
    let mut put = |path: &str, text: String| {
        files.insert_text(path, text.into_bytes());
        files.clone()
    };
    put("content/shop/study.md", "---\ntitle: Shop\n---\n".into());
    put(
        "content/shop/themes/sizing.md",
        "---\ntitle: Sizes\n---\n\n![A till](media/till.svg)\n".into(),
    );
    put(voices, vtt("P01"));
    put(other, silent.into());
    let mut steps = vec![
        put(note, NOTE.into()),
        put(voices, vtt("P02")),
        put(people, "P02: { consent: public, media: public }\n".into()),
        put(people, "P02: { withdrawn: 2026-02-03 }\n".into()),
        put(voices, vtt("P01")),
        put(other, format!("{silent}![Hers](media/till.svg)\n")),
        put(people, "P03: {}\n".into()),
        put(other, silent.into()),
        put(note, NOTE.replace("#sizing", "#sizing consent:team")),
        put(note, NOTE.replace("It was hers", "It was his")),
    ];
    steps.push(put(
        other,
        format!("{silent}> She saw it.[^1] #sizing\n\n[^1]: Narrow.\n"),
    ));
    let mut watched = Watched::default();
    for (number, mut files) in steps.into_iter().enumerate() {
        files.insert_media(
            "content/shop/media/day.mp3",
            MediaFile::new(|| Ok(mp3.to_vec())),
        );
        for side in [1, 1, 2] {
            files.insert_media("content/shop/media/till.svg", picture(side));
            let (warm, site, _) = watched.built(&files, Audience::Public, false);
            let (cold, fresh, _) = Watched::default().built(&files, Audience::Public, false);
            assert_eq!(told(&warm, &files), told(&cold, &files), "step {number}");
            assert_eq!(warm.withheld, cold.withheld, "step {number}");
            assert!(site == fresh, "step {number}: another site");
        }
    }
}

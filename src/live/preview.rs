//! The casebook kept up to date, and its pages drawn when they are asked for.
//!
//! [`run`] is one loop on one thread: it prepares an edition for each audience that somebody looks
//! at, answers what is asked until a file changes, and begins anew. Nothing is drawn before it is
//! asked for, and nothing drawn is kept: a page is never stale. Where an edition cannot be made,
//! the last good one stays, with what is wrong beside it.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use super::changes::Changes;
use super::nearest::nearest;
use super::watch::{look_again, read};
use crate::build::memo::Memo;
use crate::build::{Built, Edition, Opened, prepare};
use crate::config::{Audience, Config, Today};
use crate::diagnostic::{Diagnostic, Severity, human, sort};
use crate::disk::DiskError;
use crate::source::{Snapshot, SourcePath};

/// What a preview is of.
pub struct Casebook<'a> {
    pub root: PathBuf,
    pub config: Config,
    /// The day, asked for each time: a preview may be open over midnight.
    pub today: &'a dyn Fn() -> Today,
}

/// What happens to a preview.
pub enum Event {
    Changed(Changes),
    Ask(Ask),
    Look(Look),
}

/// A file is asked for.
pub struct Ask {
    /// The settings' own when none.
    pub audience: Option<Audience>,
    pub address: String,
    pub reply: Box<dyn FnOnce(Answer) + Send>,
}

/// What there is at an address.
#[derive(Debug)]
pub enum Answer {
    /// A file, with what a page that shows it has seen by that.
    File { bytes: Vec<u8>, seen: Seen },
    /// Nothing; pages with addresses like it.
    Nothing { nearest: Vec<String>, seen: Seen },
    /// It cannot be shown for what is wrong.
    Broken { problems: String, seen: Seen },
}

/// Somebody looks at a page and wants to know when it is another one.
pub struct Look {
    pub audience: Option<Audience>,
    pub address: String,
    pub seen: Seen,
    /// Whether nobody waits any more.
    pub is_over: Box<dyn Fn() -> bool + Send>,
    pub reply: Box<dyn FnOnce(News) + Send>,
}

/// Hashes of what a page shows: equal ones are the same to its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub page: u64,
    pub style: u64,
    pub script: u64,
    pub problems: u64,
}

/// What a page should know.
#[derive(Clone, Debug)]
pub struct News {
    pub seen: Seen,
    pub audience: Audience,
    pub errors: usize,
    pub warnings: usize,
    /// All problems as the terminal shows them.
    pub problems: String,
}

/// What is told on the way.
#[derive(Debug)]
pub enum Report<'r> {
    Begins,
    Ready {
        built: &'r Built,
        /// All of the problems, those of templates too.
        problems: &'r [Diagnostic],
        snapshot: &'r Snapshot,
    },
}

/// An audience that somebody looks through.
struct Shelf {
    audience: Option<Audience>,
    good: Option<Edition>,
}

/// Shows the casebook until nobody can ask any more.
///
/// # Errors
/// When the casebook's folder cannot be opened at the beginning.
pub fn run(
    casebook: &Casebook,
    events: &Receiver<Event>,
    report: &mut dyn FnMut(Report),
) -> Result<(), DiskError> {
    let mut now = read(&casebook.root)?;
    let mut memo = Memo::default();
    let mut shelves = vec![Shelf {
        audience: casebook.config.audience,
        good: None,
    }];
    let mut asked: Vec<Ask> = Vec::new();
    let mut looks: Vec<Look> = Vec::new();
    loop {
        report(Report::Begins);
        let mut fresh: Vec<(Built, Option<Edition>)> = Vec::with_capacity(shelves.len());
        for shelf in &shelves {
            let config = Config {
                audience: shelf.audience,
                ..casebook.config.clone()
            };
            let today = (casebook.today)();
            let (mut built, edition) = prepare(&now, &config, today, &mut memo, &|_| {});
            built.conclude();
            fresh.push((built, edition));
        }
        let mut shown: Vec<Shown> = Vec::with_capacity(shelves.len());
        for (shelf, (built, edition)) in shelves.iter().zip(&fresh) {
            shown.push(Shown::of(shelf, built, edition.as_ref(), &now));
        }
        if let (Some(first), Some((built, _))) = (shown.first(), fresh.first()) {
            report(Report::Ready {
                built,
                problems: &first.problems,
                snapshot: &now,
            });
        }
        for ask in asked.drain(..) {
            answer(ask, &shelves, &shown, &now);
        }
        looks.retain(|look| !(look.is_over)());
        for look in std::mem::take(&mut looks) {
            looks.extend(news(look, &shelves, &shown, &now));
        }
        let wanted = loop {
            match events.recv() {
                Err(_) => return Ok(()),
                Ok(Event::Changed(changes)) => {
                    if look_again(&casebook.root, &mut now, &changes) {
                        break None;
                    }
                }
                Ok(Event::Ask(ask)) if !is_shelved(ask.audience, &shelves, &shown) => {
                    let audience = ask.audience;
                    asked.push(ask);
                    break audience;
                }
                Ok(Event::Ask(ask)) => answer(ask, &shelves, &shown, &now),
                Ok(Event::Look(look)) if !is_shelved(look.audience, &shelves, &shown) => {
                    let audience = look.audience;
                    looks.push(look);
                    break audience;
                }
                Ok(Event::Look(look)) => looks.extend(news(look, &shelves, &shown, &now)),
            }
        };
        let good: Vec<bool> = shown.iter().map(|shown| shown.is_fresh).collect();
        drop(shown);
        for ((shelf, (_, edition)), good) in shelves.iter_mut().zip(fresh).zip(good) {
            if good {
                // Nobody waits for the old one to be forgotten.
                let old = std::mem::replace(&mut shelf.good, edition);
                rayon::spawn(move || drop(old));
            }
        }
        if wanted.is_some() {
            shelves.push(Shelf {
                audience: wanted,
                good: None,
            });
        }
    }
}

/// What is shown to one audience until the next change.
struct Shown<'e> {
    audience: Audience,
    /// The new edition, else the last good one.
    opened: Option<Opened<'e>>,
    is_fresh: bool,
    problems: Cow<'e, [Diagnostic]>,
    /// A hash of the problems and of the files that they are in.
    problems_hash: u64,
    style: u64,
    script: u64,
}

impl<'e> Shown<'e> {
    fn of(
        shelf: &'e Shelf,
        built: &'e Built,
        edition: Option<&'e Edition>,
        snapshot: &Snapshot,
    ) -> Shown<'e> {
        let mut problems = Cow::Borrowed(&built.problems[..]);
        let opened = match edition.map(Edition::open) {
            Some(Ok(opened)) => Some(opened),
            Some(Err(problem)) => {
                let mut all = problems.into_owned();
                all.push(problem);
                sort(&mut all);
                problems = Cow::Owned(all);
                None
            }
            None => None,
        };
        let is_fresh = opened.is_some();
        let last_good = || shelf.good.as_ref().and_then(|good| good.open().ok());
        let opened = opened.or_else(last_good);
        let (style, script) = opened.as_ref().map_or((0, 0), assets);
        let settings = built.audience.or(shelf.audience);
        Shown {
            audience: settings.unwrap_or(Audience::Internal),
            opened,
            is_fresh,
            problems_hash: hash_of(&problems, snapshot),
            problems,
            style,
            script,
        }
    }

    /// The problems as the terminal shows them.
    fn text(&self, snapshot: &Snapshot) -> String {
        human::render(&self.problems, snapshot, false, 100)
    }

    fn seen(&self, page: u64) -> Seen {
        Seen {
            page,
            style: self.style,
            script: self.script,
            problems: self.problems_hash,
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let of = |problem: &&Diagnostic| problem.severity == severity;
        self.problems.iter().filter(of).count()
    }
}

/// Hashes of the style sheets, and of all other assets.
fn assets(opened: &Opened) -> (u64, u64) {
    let (mut style, mut script) = (0u64, 0u64);
    for (name, bytes) in opened.assets() {
        let hash = hash(name.as_bytes()) ^ hash(&bytes).rotate_left(1);
        match name.ends_with(".css") {
            true => style = style.wrapping_add(hash),
            false => script = script.wrapping_add(hash),
        }
    }
    (style, script)
}

fn place(audience: Option<Audience>, shelves: &[Shelf], shown: &[Shown]) -> Option<usize> {
    let Some(audience) = audience else {
        return Some(0);
    };
    let mut places = shelves.iter().zip(shown);
    places.position(|(shelf, shown)| shelf.audience == Some(audience) || shown.audience == audience)
}

fn is_shelved(audience: Option<Audience>, shelves: &[Shelf], shown: &[Shown]) -> bool {
    place(audience, shelves, shown).is_some()
}

fn answer(ask: Ask, shelves: &[Shelf], shown: &[Shown], snapshot: &Snapshot) {
    let Some(shown) = place(ask.audience, shelves, shown).map(|at| &shown[at]) else {
        return;
    };
    let found = draw(shown, &ask.address, snapshot);
    (ask.reply)(match found {
        Drawn::File(bytes) => Answer::File {
            seen: shown.seen(hash(&bytes)),
            bytes,
        },
        Drawn::Nothing => {
            let addresses = shown.opened.iter().flat_map(Opened::addresses);
            let nearest = nearest(&ask.address, addresses);
            Answer::Nothing {
                nearest: nearest.into_iter().map(str::to_owned).collect(),
                seen: shown.seen(0),
            }
        }
        Drawn::Broken(problems) => Answer::Broken {
            seen: shown.seen(hash(problems.as_bytes())),
            problems,
        },
    });
}

/// Tells a page what is new; gives it back to wait where nothing is.
fn news(look: Look, shelves: &[Shelf], shown: &[Shown], snapshot: &Snapshot) -> Option<Look> {
    let Some(shown) = place(look.audience, shelves, shown).map(|at| &shown[at]) else {
        return Some(look);
    };
    let page = match draw(shown, &look.address, snapshot) {
        Drawn::File(bytes) => hash(&bytes),
        Drawn::Nothing => 0,
        Drawn::Broken(problems) => hash(problems.as_bytes()),
    };
    let seen = shown.seen(page);
    if seen == look.seen {
        return Some(look);
    }
    (look.reply)(News {
        seen,
        audience: shown.audience,
        errors: shown.count(Severity::Error),
        warnings: shown.count(Severity::Warning),
        problems: shown.text(snapshot),
    });
    None
}

enum Drawn {
    File(Vec<u8>),
    Nothing,
    Broken(String),
}

fn draw(shown: &Shown, address: &str, snapshot: &Snapshot) -> Drawn {
    let Some(opened) = &shown.opened else {
        return Drawn::Broken(shown.text(snapshot));
    };
    match opened.file(address, snapshot) {
        Ok(Some(bytes)) => Drawn::File(bytes),
        Ok(None) => Drawn::Nothing,
        Err(problem) => Drawn::Broken(human::render(&[problem], snapshot, false, 100)),
    }
}

/// A hash of all that the text of problems is made from. They stand in the order of their files.
fn hash_of(problems: &[Diagnostic], snapshot: &Snapshot) -> u64 {
    let mut hasher = rapidhash::fast::RapidHasher::default();
    let mut last: Option<(&SourcePath, Option<u64>)> = None;
    for problem in problems {
        problem.hash(&mut hasher);
        for label in &problem.labels {
            if last.is_none_or(|(file, _)| *file != label.file) {
                let hash = snapshot.text(&label.file).map(|file| file.hash);
                last = Some((&label.file, hash));
                hash.hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}

fn hash(bytes: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(bytes)
}

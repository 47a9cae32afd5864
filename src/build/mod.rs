//! The whole product on one screen: [`build`], a pure function from what was read to what is
//! published.
//!
//! 1. The settings are read, then every file is parsed, or remembered ([`memo`]).
//! 2. The drafts become one casebook, its names resolved; rules look at each file meanwhile.
//! 3. Other rules look at all of it; settings and comments say how much what they find weighs.
//! 4. A problem that would make the site lie, leak or lose words ends the build here.
//! 5. The gate lets through what the audience may see.
//! 6. Every page is viewed, drawn and handed to the [`Sink`], in parallel.
//! 7. Every byte that was handed over is searched for words that must never be published, and for
//!    what was said in quotes that this audience may not read.
//!
//! It touches no disk, clock or environment: all of that is a parameter.

mod cards;
mod drawn_pages;
mod edition;
mod form;
mod look;
mod masked;
pub mod memo;
mod not_read;
mod pieces;
pub mod programme;
mod read;
mod seal;
mod shown_media;
pub mod verify;
mod withheld;

use std::io;
use std::sync::{Arc, Mutex};

use self::cards::DrawnCards;
pub use self::edition::{Edition, Opened};
pub use self::form::Form;
use self::look::Look;
use self::memo::Memo;
use crate::check::{self, Scope, Texts, Verdict};
use crate::config::{Audience, Config, Today};
use crate::diagnostic::{self, Diagnostic};
use crate::model::assemble::assemble;
use crate::model::audience::{Withheld, publish};
use crate::model::drafts::Drafts;
use crate::model::mask::Someone;
use crate::source::Snapshot;
use crate::view::data::export::Refusal;

/// The parts that a build goes through, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files into drafts.
    Parse,
    /// Drafts into one casebook, its names resolved; rules of one file meanwhile.
    Assemble,
    /// Rules that look at studies.
    Check,
    /// What the audience may see.
    Publish,
    /// What pictures and recordings are called.
    Media,
    /// What many pages share.
    Analyse,
    /// Every page and file: viewed, drawn, handed over.
    Draw,
    /// The last look for denied words, and the problems in order.
    Seal,
}

/// What takes the files of a site, from several threads, in any order.
pub trait Sink: Sync {
    type Error: Send;

    /// Hears that a part of the work begins.
    fn begins(&self, _stage: Stage) {}

    /// Takes one file.
    ///
    /// # Errors
    /// When it cannot; the build ends then.
    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Whether a picture need not be drawn: it stands at its address already, as `is_it` tells from
    /// the bytes of a file there, and is kept; or nobody asks for pictures.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    fn keeps(&self, _address: &str, _is_it: &IsIt) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// Whether a page need not be drawn: what it would be stands at its address already, as `is_it`
    /// tells from the bytes of a file there, and is kept.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    fn stands(&self, _address: &str, _is_it: &IsIt) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// Takes a large file, which `write` makes bit by bit, the same each time that it is called.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    fn put_written(&self, address: &str, write: &Write) -> Result<(), Self::Error> {
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = write(&mut bytes);
        self.put(address, &bytes)
    }
}

/// Tells from a file's bytes whether it is the one that is meant.
pub type IsIt<'a> = dyn Fn(&[u8]) -> bool + Sync + 'a;

/// Writes a file's bytes.
pub type Write<'a> = dyn Fn(&mut dyn io::Write) -> io::Result<()> + Sync + 'a;

/// What a build came to.
#[derive(Debug, Default)]
pub struct Built {
    /// By file and place. With an error among them the files handed over are no site.
    pub problems: Vec<Diagnostic>,
    pub counts: Counts,
    /// Whom the site is for; `None` when the build ended before that was known.
    pub audience: Option<Audience>,
    /// What the audience may not see, counted.
    pub withheld: Withheld,
    /// Whether the site's own address is known, which feeds and the sitemap need.
    pub has_feeds: bool,
    /// How much each problem weighs.
    verdict: Verdict,
    /// Why an export is not made; then nothing was handed over.
    pub refusal: Option<Refusal>,
}

/// How much was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files parsed, not remembered.
    pub parsed: usize,
    pub studies: usize,
    pub interviews: usize,
    pub quotes: usize,
    /// Pages and data files of the site.
    pub pages: usize,
    /// Pages that a template drew; the others stood there already.
    pub rendered: usize,
}

impl Built {
    /// Whether the files handed over are a site to be published.
    pub fn is_whole(&self) -> bool {
        !diagnostic::has_errors(&self.problems)
    }

    /// The end of a build: what was found last is weighed too, what the rules' own settings and
    /// comments got wrong is told, and all is put in order.
    pub fn conclude(&mut self) {
        let mut verdict = std::mem::take(&mut self.verdict);
        verdict.settle(&mut self.problems);
        let slips = verdict.slips(self.is_whole());
        self.problems.extend(slips);
        diagnostic::sort(&mut self.problems);
    }
}

/// Builds the site of a casebook.
///
/// # Errors
/// The sink's own. Mistakes in the casebook's files are in [`Built::problems`].
pub fn build<S: Sink>(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
    memo: &mut Memo,
    sink: &S,
) -> Result<Built, S::Error> {
    build_form(snapshot, config, today, memo, &Form::Site, sink)
}

/// Builds a casebook in one of its forms.
///
/// # Errors
/// As [`build`].
pub fn build_form<S: Sink>(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
    memo: &mut Memo,
    form: &Form,
    sink: &S,
) -> Result<Built, S::Error> {
    let mut said = Vec::new();
    let (mut built, edition) = prepare_hearing(
        snapshot,
        config,
        today,
        memo,
        &|stage| sink.begins(stage),
        &mut |drafts| said = withheld::quotes(drafts),
    );
    if let Some(edition) = edition {
        edition.draw_all(&said, snapshot, form, sink, (&mut built, &mut memo.pages))?;
        // A large casebook takes a while to be forgotten; nobody waits for it.
        match memo.forgetful {
            // The process ends soon, and its memory with it.
            true => std::mem::forget(edition),
            false => rayon::spawn(move || drop(edition)),
        }
    }
    built.conclude();
    Ok(built)
}

/// Everything up to the pages: what one audience may see, or none where a problem ends the build.
/// Whoever draws pages adds what is found there, and then calls [`Built::conclude`].
pub fn prepare(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
    memo: &mut Memo,
    begins: &dyn Fn(Stage),
) -> (Built, Option<Edition>) {
    prepare_hearing(snapshot, config, today, memo, begins, &mut |_| {})
}

/// The same; `hear` is shown what was read.
fn prepare_hearing(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
    memo: &mut Memo,
    begins: &dyn Fn(Stage),
    hear: &mut (dyn FnMut(&Drafts) + Send),
) -> (Built, Option<Edition>) {
    let mut built = Built::default();
    begins(Stage::Parse);
    let read = read::read(snapshot, memo);
    built.counts.parsed = read.parsed;
    built.problems = read.problems;
    begins(Stage::Assemble);
    // Names are resolved on one core: files are checked on the others meanwhile.
    let texts = Texts {
        drafts: &read.drafts,
        snapshot,
        today,
    };
    let ((casebook, problems), in_files) = rayon::join(
        || assemble(&read.drafts, today, &mut memo.model),
        || check::files(&texts, &mut memo.check),
    );
    built.problems.extend(problems);
    built.problems.extend(in_files);
    begins(Stage::Check);
    let scope = Scope {
        casebook: &casebook,
        drafts: &read.drafts,
        snapshot,
        today,
    };
    let settings = casebook.settings.clone();
    // Templates and addresses are the work of one core: notes are checked on the others meanwhile.
    let (found, (look, clashes)) = rayon::join(
        || check::check(&scope, &mut memo.check),
        || {
            hear(&read.drafts);
            built.verdict = Verdict::of(&settings, snapshot);
            let look = Look::of(&settings, snapshot, memo.look.as_ref());
            (look, memo.clashes.of(&casebook))
        },
    );
    built.problems.extend(found);
    built.problems.extend(clashes);
    let drafts = read.drafts;
    rayon::spawn(move || drop(drafts));
    built.counts.studies = casebook.studies.len();
    built.counts.interviews = casebook.studies.iter().map(|s| s.interviews.len()).sum();
    let talks = casebook.studies.iter().flat_map(|s| &s.interviews);
    built.counts.quotes = talks.map(|i| i.sum.quotes as usize).sum();

    memo.look = Some(Arc::clone(&look));
    built.problems.extend(look.problems.iter().cloned());
    built.verdict.settle(&mut built.problems);
    if !built.is_whole() {
        return (built, None);
    }

    begins(Stage::Publish);
    let audience = config.audience.unwrap_or(settings.audience);
    let someone = Someone::of(&look.language);
    let (published, notes) = rayon::join(
        || publish(casebook, audience, &someone),
        || read::notes(snapshot, memo),
    );
    built.audience = Some(audience);
    built.withheld = published.withheld.clone();
    masked::tell_spoken(&built.withheld.spoken_codes, snapshot, &mut built.problems);
    masked::tell(
        &built.withheld.codes,
        &someone.participant,
        snapshot,
        &mut built.problems,
    );
    if !built.withheld.coded_names.is_empty() {
        built
            .problems
            .extend(std::mem::take(&mut built.withheld.coded_names));
        return (built, None);
    }
    let base_url = config.base_url.clone().or(settings.base_url.clone());
    built.has_feeds = base_url.is_some();
    memo.cards = Arc::new(DrawnCards::after(&memo.cards, memo.forgetful));
    begins(Stage::Media);
    let media = shown_media::of(&published, snapshot, &mut memo.media, &mut built.problems);
    let edition = Edition {
        published,
        look,
        today,
        base_url,
        media,
        cards: Arc::clone(&memo.cards),
        counted: Arc::clone(&memo.counted),
        deny: read.deny,
        commit: snapshot.commit.clone(),
        notes,
    };
    (built, Some(edition))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

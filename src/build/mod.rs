//! The whole product on one screen: [`build`], a pure function from what was read to what is
//! published.
//!
//! 1. The settings are read, then every file is parsed, or remembered ([`memo`]).
//! 2. The drafts become one casebook, its names resolved.
//! 3. A problem that would make the site lie, leak or lose words ends the build here.
//! 4. The gate lets through what the audience may see.
//! 5. Every page is viewed, drawn and handed to the [`Sink`], in parallel.
//! 6. Every byte that was handed over is searched for words that must never be published, and for
//!    what was said in quotes that this audience may not read.
//!
//! It touches no disk, clock or environment: all of that is a parameter.

mod edition;
mod masked;
pub mod memo;
pub mod programme;
mod read;
mod seal;
mod shown_media;
pub mod verify;
mod withheld;

use std::io;
use std::sync::{Arc, Mutex};

pub use self::edition::{Edition, Opened};
use self::memo::Memo;
use crate::config::{Audience, Config, Today};
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::model::assemble::assemble;
use crate::model::audience::{Withheld, publish};
use crate::render::site_theme::SiteTheme;
use crate::source::{Snapshot, SourcePath, Span};

/// The parts that a build goes through, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files into drafts.
    Parse,
    /// Drafts into one casebook, its names resolved.
    Assemble,
    /// What the audience may see.
    Publish,
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
}

/// How much was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files parsed, not remembered.
    pub parsed: usize,
    pub studies: usize,
    pub interviews: usize,
    pub quotes: usize,
    /// Pages and data files drawn.
    pub rendered: usize,
}

impl Built {
    /// Whether the files handed over are a site to be published.
    pub fn is_whole(&self) -> bool {
        !diagnostic::has_errors(&self.problems)
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
    let (mut built, edition) = prepare(snapshot, config, today, memo, &|stage| sink.begins(stage));
    if let Some(edition) = edition {
        edition.draw_all(snapshot, sink, &mut built)?;
        // A large casebook takes a while to be forgotten; nobody waits for it.
        rayon::spawn(move || drop(edition));
    }
    diagnostic::sort(&mut built.problems);
    Ok(built)
}

/// Everything up to the pages: what one audience may see, or none where a problem ends the build.
pub fn prepare(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
    memo: &mut Memo,
    begins: &dyn Fn(Stage),
) -> (Built, Option<Edition>) {
    let mut built = Built::default();
    begins(Stage::Parse);
    let read = read::read(snapshot, memo);
    built.counts.parsed = read.parsed;
    built.problems = read.problems;
    begins(Stage::Assemble);
    let (casebook, problems) = assemble(&read.drafts, today);
    let said = withheld::quotes(&read.drafts);
    let drafts = read.drafts;
    rayon::spawn(move || drop(drafts));
    built.problems.extend(problems);
    built.counts.studies = casebook.studies.len();
    built.counts.interviews = casebook.studies.iter().map(|s| s.interviews.len()).sum();
    let quotes = |s: &crate::model::Study| s.evidence.iter().filter(|e| e.is_quote()).count();
    built.counts.quotes = casebook.studies.iter().map(quotes).sum();

    let settings = casebook.settings.clone();
    let (theme, problems) = SiteTheme::load(&settings.site_theme, snapshot);
    built.problems.extend(problems);
    let language = match language(&theme, &settings.language, snapshot) {
        Ok(language) => language,
        Err(problem) => {
            built.problems.push(problem);
            Arc::new(Language::english())
        }
    };
    if !built.is_whole() {
        return (built, None);
    }

    begins(Stage::Publish);
    let audience = config.audience.unwrap_or(settings.audience);
    let someone = language.say("words.a_participant", &[]);
    let published = publish(casebook, audience, &someone);
    built.audience = Some(audience);
    built.withheld = published.withheld.clone();
    masked::tell(
        &built.withheld.codes,
        &someone,
        snapshot,
        &mut built.problems,
    );
    let base_url = config.base_url.clone().or(settings.base_url.clone());
    built.has_feeds = base_url.is_some();
    let media = shown_media::of(&published, snapshot, &mut built.problems);
    let edition = Edition {
        published,
        theme: Arc::new(theme),
        language,
        today,
        base_url,
        media,
        deny: read.deny,
        said,
        commit: snapshot.commit.clone(),
        notes: read::notes(snapshot),
    };
    (built, Some(edition))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Where a setting stands in `site.toml`.
fn setting(snapshot: &Snapshot, key: &str) -> Option<(SourcePath, Span)> {
    let text = &snapshot.text("site.toml")?.text;
    let lines = text.match_indices(key).map(|(at, _)| at);
    let mut begin = lines.filter(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n');
    let at = begin.next()?;
    let len = text[at..].lines().next().map_or(0, str::len);
    Some(("site.toml".into(), Span::new(at, at + len)))
}

/// The language file of the site theme, or of the language without its region.
fn language(
    theme: &SiteTheme,
    code: &str,
    snapshot: &Snapshot,
) -> Result<Arc<Language>, Diagnostic> {
    let base = code.split(['-', '_']).next().unwrap_or(code);
    let found = theme
        .languages
        .get_key_value(code)
        .or_else(|| theme.languages.get_key_value(base));
    let Some((_, file)) = found else {
        let known: Vec<&str> = theme.languages.keys().map(String::as_str).collect();
        let message = format!("the interface does not speak `{code}`, so it speaks English");
        let problem = Diagnostic::warning("unknown-language", message).help(format!(
            "use one of {}, or add `themes/{}/languages/{code}.toml`",
            known.join(", "),
            theme.name
        ));
        return Err(match setting(snapshot, "language") {
            Some((file, span)) => problem.at(&file, span),
            None => problem,
        });
    };
    Language::parse(code, &file.text)
        .map(Arc::new)
        .map_err(|why| {
            let problem = Diagnostic::error(
                "template",
                format!("the language file `{code}.toml` cannot be used: {why}"),
            );
            match &file.file {
                Some(own) => problem.at(own, Default::default()),
                None => problem,
            }
        })
}

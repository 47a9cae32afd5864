//! `casebook build`: the site, written.

#![expect(clippy::disallowed_methods)] // the edge: environment and clock are read here

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Args, BuildArgs};
use super::progress::Progress;
use super::unchanged::Before;
use super::{Exit, Failure, Output, root};
use crate::build::memo::Memo;
use crate::build::{Built, Form, IsIt, Sink, Write, build_form};
use crate::config::{Audience, Config, Today};
use crate::diagnostic::{Diagnostic, human};
use crate::disk::{DiskError, Listing, SiteWriter, Written, add_history, commit};
use crate::model::audience::Withheld;
use crate::source::Snapshot;

impl Sink for SiteWriter {
    type Error = DiskError;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), DiskError> {
        SiteWriter::put(self, address, bytes).map(|_| ())
    }

    fn keeps(&self, address: &str, is_it: &IsIt) -> Result<bool, DiskError> {
        SiteWriter::keep(self, address, is_it)
    }

    fn stands(&self, address: &str, is_it: &IsIt) -> Result<bool, DiskError> {
        SiteWriter::keep(self, address, is_it)
    }

    fn put_written(&self, address: &str, write: &Write) -> Result<(), DiskError> {
        SiteWriter::put_written(self, address, write).map(|_| ())
    }
}

/// Runs the command.
pub fn run(args: &Args, options: &BuildArgs, output: &Output) -> Result<Exit, Failure> {
    let started = Instant::now();
    let root = root::find(args)?;
    let today = root::today(args)?;
    let target = target(&root, options);
    let listing = Listing::of(&root)?;
    let commit = commit(&root);
    let known = (today, commit.as_deref());
    let before = Before::of(&root, &target, &listing, known, options, output);
    if let Some(last) = before
        .iter()
        .filter(|_| !options.fresh)
        .find_map(Before::last)
    {
        output.report(&last.report);
        tell_end(&last.built, Written::unchanged(last.files), started, output);
        if options.timings {
            tell_timings(
                &[("looking for changes", started.elapsed().as_secs_f64())],
                output,
            );
        }
        output.result(index_of(&target));
        return Ok(Exit::Done);
    }
    let writer = SiteWriter::open(&target, &root)?;
    let listing = match writer.has_waited() {
        true => Listing::of(&root)?,
        false => listing,
    };
    let mut snapshot = listing.read();
    snapshot.commit = commit.as_deref().map(Into::into);
    add_history(&root, &mut snapshot);
    let mut memo = Memo::for_one_build();
    let site = Site {
        target: target.clone(),
        writer,
        started,
    };
    let tell = |problems: &[Diagnostic]| {
        let text = output.problems_text(problems, &snapshot);
        output.report(&text);
        text
    };
    let (exit, told) = site.write(&snapshot, today, &mut memo, options, output, tell)?;
    if let (Some(before), Some(Told { report, built })) = (before, told) {
        before.keep(report, built);
    }
    // The process ends, and its memory with it.
    std::mem::forget(snapshot);
    Ok(exit)
}

/// Builds what was read already; `tell` tells its problems.
pub fn write(
    root: &Path,
    snapshot: &Snapshot,
    today: Today,
    memo: &mut Memo,
    options: &BuildArgs,
    output: &Output,
    tell: impl FnOnce(&[Diagnostic]) + Send,
) -> Result<Exit, Failure> {
    let started = Instant::now();
    let target = target(root, options);
    let writer = SiteWriter::open(&target, root)?;
    let site = Site {
        target,
        writer,
        started,
    };
    let tell = |problems: &[Diagnostic]| {
        tell(problems);
        String::new()
    };
    let (exit, _) = site.write(snapshot, today, memo, options, output, tell)?;
    Ok(exit)
}

fn target(root: &Path, options: &BuildArgs) -> PathBuf {
    let named = options.output.clone();
    named.unwrap_or_else(|| root.join("public"))
}

/// What a build said of a site that it wrote.
struct Told {
    report: String,
    /// What was built, in words.
    built: String,
}

/// A site to be written.
struct Site {
    target: PathBuf,
    writer: SiteWriter,
    started: Instant,
}

impl Site {
    fn write(
        self,
        snapshot: &Snapshot,
        today: Today,
        memo: &mut Memo,
        options: &BuildArgs,
        output: &Output,
        tell: impl FnOnce(&[Diagnostic]) -> String + Send,
    ) -> Result<(Exit, Option<Told>), Failure> {
        let Site {
            target,
            writer,
            started,
        } = self;
        let config = Config {
            audience: options.audience,
            base_url: options.base_url.clone(),
        };
        let form = match options.single_file {
            true => Form::WithSingleFiles,
            false => Form::Site,
        };
        let progress = Progress::of(&writer, started, output);
        let built = build_form(snapshot, &config, today, memo, &form, &progress);
        progress.end();
        let mut timings = progress.timings();
        let built = built?;
        let stopped = !built.is_whole() || (options.strict && !built.problems.is_empty());
        if stopped {
            tell(&built.problems);
            writer.abandon();
            let kept = if target.exists() {
                "; the site that was there stays as it was"
            } else {
                ""
            };
            output.tell(format!(
                "{}: nothing was published{kept}",
                human::count(&built.problems)
            ));
            return Ok((Exit::Problems, None));
        }
        let placing = Instant::now();
        // Thousands of problems take as long to be written out as files to be put into place.
        let (mut report, written) = rayon::join(|| tell(&built.problems), || writer.finish());
        let written = written?;
        timings.push(("putting files into place", placing.elapsed().as_secs_f64()));
        let lines = ends_with(&built);
        for line in &lines {
            output.tell(line);
        }
        if !output.is_quiet() {
            report.extend(lines.iter().flat_map(|line| [line.as_str(), "\n"]));
        }
        let built = counts(&built);
        tell_end(&built, written, started, output);
        if options.timings {
            tell_timings(&timings, output);
        }
        output.result(index_of(&target));
        Ok((Exit::Done, Some(Told { report, built })))
    }
}

/// What is told of a site that was built, after its problems.
fn ends_with(built: &Built) -> Vec<String> {
    let mut lines = withheld(built);
    if !built.has_feeds {
        let line = "no feed and no sitemap: they need `base_url` in `site.toml`, or `--base-url`";
        lines.push(line.to_owned());
    }
    if !built.problems.is_empty() {
        let count = human::count(&built.problems);
        lines.push(format!("{count}; `casebook check` shows them again"));
    }
    lines
}

/// What was built, in words.
fn counts(built: &Built) -> String {
    let counts = built.counts;
    format!(
        "{} from {} and {} in {}",
        counted(counts.pages, "page or data file", "pages and data files"),
        counted(counts.interviews, "conversation", "conversations"),
        counted(counts.quotes, "quote", "quotes"),
        counted(counts.studies, "study", "studies"),
    )
}

fn tell_end(built: &str, written: Written, started: Instant, output: &Output) {
    output.tell(format!(
        "built {built}: {} written, {} unchanged, {} removed, in {:.2} s",
        written.written,
        written.unchanged,
        written.removed,
        started.elapsed().as_secs_f64(),
    ));
}

fn tell_timings(timings: &[(&str, f64)], output: &Output) {
    for (part, seconds) in timings {
        output.tell(format!("{seconds:8.3} s  {part}"));
    }
}

/// The page to open.
fn index_of(target: &Path) -> String {
    target.join("index.html").display().to_string()
}

/// `1 study`, `3 studies`.
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Says what the audience may not see, study by study.
pub(super) fn withheld(built: &Built) -> Vec<String> {
    let mut lines = Vec::new();
    let who = match built.audience {
        Some(Audience::Team) => "the team",
        Some(Audience::Internal) => "internal readers",
        Some(Audience::Public) | None => "the public",
    };
    let Withheld { studies, codes, .. } = &built.withheld;
    for study in studies {
        let parts: Vec<String> = [
            (study.quotes, "quote", "quotes"),
            (study.observations, "observation", "observations"),
            (study.interviews, "conversation", "conversations"),
            (
                study.media,
                "recording or picture",
                "recordings or pictures",
            ),
        ]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| counted(n as usize, one, many))
        .collect();
        if !parts.is_empty() {
            let title = human::visible(&study.title);
            lines.push(format!(
                "withheld from {who} in “{title}”: {} of {}",
                parts.join(", "),
                counted(study.participants as usize, "participant", "participants")
            ));
        }
        if study.withdrawn > 0 {
            let title = human::visible(&study.title);
            lines.push(format!(
                "left out of “{title}”: {} who withdrew",
                counted(study.withdrawn as usize, "participant", "participants")
            ));
        }
    }
    let codes: u32 = codes.values().flat_map(|codes| codes.values()).sum();
    if codes > 0 {
        lines.push(format!(
            "shown as “a participant”: {} in authors’ texts",
            counted(codes as usize, "code", "codes")
        ));
    }
    lines
}

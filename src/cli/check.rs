//! `casebook check`: the problems alone, and the fixes that are certain.

use std::convert::Infallible;

use super::args::{Args, CheckArgs, Format};
use super::{Exit, Failure, Output, root};
use crate::build::memo::Memo;
use crate::build::{IsIt, Sink, build};
use crate::check::{self, RULES};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, github, has_errors, human, json, sarif};
use crate::disk::{add_history, replace, snapshot};
use crate::source::Snapshot;

/// Takes a site and keeps nothing of it.
struct Nowhere;

impl Sink for Nowhere {
    type Error = Infallible;

    fn put(&self, _: &str, _: &[u8]) -> Result<(), Infallible> {
        Ok(())
    }

    fn keeps(&self, _: &str, _: &IsIt) -> Result<bool, Infallible> {
        Ok(true)
    }
}

/// Runs the command.
pub fn run(args: &Args, options: &CheckArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    let today = root::today(args)?;
    let config = Config {
        audience: options.audience,
        base_url: None,
    };
    let found = |snapshot: &Snapshot| {
        let mut memo = Memo::for_one_build();
        let Ok(built) = build(snapshot, &config, today, &mut memo, &Nowhere);
        built.problems
    };
    let read_all = || -> Result<Snapshot, Failure> {
        let mut read = snapshot(&root)?;
        add_history(&root, &mut read);
        Ok(read)
    };
    let mut read = read_all()?;
    let mut problems = found(&read);
    if options.fix {
        let fixed = check::fixed(&problems, &read);
        for (path, (after, _)) in &fixed.files {
            let before = read.text(path).map_or("", |file| &file.text);
            if !replace(&root.join(&**path), before, after)? {
                output.tell(format!(
                    "`{path}` is left alone: it is not UTF-8, or was changed just now"
                ));
            }
        }
        let applied = fixed.files.values().map(|(_, applied)| applied).sum();
        output.tell(fixes(applied, fixed.files.len()));
        if applied > 0 {
            read = read_all()?;
            problems = found(&read);
        }
    }
    output.result_text(&rendered(&problems, &read, options.format, output));
    output.tell(summary(&problems));
    let stops = has_errors(&problems) || (options.strict && !problems.is_empty());
    Ok(if stops { Exit::Problems } else { Exit::Done })
}

fn rendered(
    problems: &[Diagnostic],
    snapshot: &Snapshot,
    format: Format,
    output: &Output,
) -> String {
    match format {
        Format::Human => human::render(problems, snapshot, output.colors_results(), output.width()),
        Format::Json => json::render(problems, snapshot),
        Format::Github => github::render(problems, snapshot),
        Format::Sarif => {
            let rules = RULES.iter().map(|rule| sarif::About {
                name: rule.name,
                summary: rule.summary(),
                page: rule.page,
                is_error: rule.weight == check::Weight::Error,
                family: rule.family.title(),
            });
            sarif::render(problems, snapshot, rules)
        }
    }
}

/// How many problems there are, and of which rules.
fn summary(problems: &[Diagnostic]) -> String {
    match human::by_rule(problems) {
        table if table.is_empty() => human::count(problems),
        table => format!("{table}{}", human::count(problems)),
    }
}

fn fixes(applied: usize, files: usize) -> String {
    let said = |n: usize, word: &str| match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    };
    match applied {
        0 => "nothing to fix that is certain".to_owned(),
        n => format!(
            "{} in {}",
            said(n, "fix").replace("fixs", "fixes"),
            said(files, "file")
        ),
    }
}

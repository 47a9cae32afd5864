//! `casebook verify`: whether a site is what its notes say.

#![expect(clippy::disallowed_methods)] // the edge: a path of the command line is looked at here

use super::args::{Args, VerifyArgs};
use super::{Exit, Failure, Output, root};
use crate::build::verify::{Unverified, Verified, Wrong, verify};
use crate::diagnostic::human::visible;
use crate::disk::{add_history, commit, site_file, snapshot};

/// Runs the command.
pub fn run(args: &Args, options: &VerifyArgs, output: &Output) -> Result<Exit, Failure> {
    if !options.site.is_dir() {
        let message = format!("there is no folder `{}`", options.site.display());
        return Err(Failure::new(message).help("name the folder that `casebook build` wrote"));
    }
    let root = root::find(args)?;
    let mut snapshot = snapshot(&root)?;
    add_history(&root, &mut snapshot);
    let read = |address: &str| site_file(&options.site, address);
    let verified = match verify(&snapshot, &read) {
        Ok(verified) => verified,
        Err(Unverified::Site(why)) => {
            return Err(
                Failure::new(why).help("build the site again with this version of Casebook")
            );
        }
        Err(Unverified::Casebook(problems)) => {
            output.problems(&problems, &snapshot);
            output.tell("the casebook has errors: its site cannot be worked out again");
            return Ok(Exit::Problems);
        }
    };
    if options.list {
        for (id, file, line) in &verified.quotes {
            output.result(visible(&format!("{id} {file}:{line}")));
        }
    }
    if let Some(version) = &verified.other_version {
        output.tell(visible(&format!(
            "casebook {version} made this site: its pages were not compared, its data was"
        )));
    }
    let now = commit(&root);
    if let Some(then) = verified
        .commit
        .as_ref()
        .filter(|then| now.as_ref() != Some(*then))
    {
        let now = now.as_deref().unwrap_or("no commit that is known");
        output.tell(visible(&format!(
            "the site was built from commit {then}, the notes stand at {now}"
        )));
    }
    for wrong in &verified.wrong {
        output.result(visible(&line(wrong)));
    }
    if verified.wrong.is_empty() {
        output.result(summary(&verified));
        return Ok(Exit::Done);
    }
    output.tell(match verified.wrong.len() {
        1 => "1 thing does not hold".to_owned(),
        n => format!("{n} things do not hold"),
    });
    Ok(Exit::Problems)
}

/// `data/themes.csv:4: what is wrong (content/shop/interviews/P07.md:12)`
fn line(wrong: &Wrong) -> String {
    let line = match wrong.line {
        0 => String::new(),
        line => format!(":{line}"),
    };
    let note = match &wrong.note {
        Some(note) => format!(" ({note})"),
        None => String::new(),
    };
    format!("{}{line}: {}{note}", wrong.file, wrong.message)
}

fn summary(verified: &Verified) -> String {
    let audience = verified.audience.map_or("", |audience| audience.word());
    let pages = match verified.other_version {
        Some(_) => String::new(),
        None => format!(
            ", {} byte for byte",
            counted(verified.files, "other file", "other files")
        ),
    };
    let commit = match &verified.commit {
        Some(commit) => format!(", from commit {commit}"),
        None => String::new(),
    };
    visible(&format!(
        "all of it holds: {} in their notes and open to the audience {audience}, {} worked out again{pages}; built on {}{commit}",
        counted(verified.quotes.len(), "quote", "quotes"),
        counted(verified.numbers, "row of numbers", "rows of numbers"),
        verified.built,
    ))
}

/// `1 quote`, `3 quotes`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

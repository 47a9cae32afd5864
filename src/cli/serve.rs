//! `casebook serve` and `casebook watch`: the casebook while it is written.

#![expect(clippy::disallowed_methods)] // the edge: environment and clock are read here

use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::args::{Args, ServeArgs, WatchArgs};
use super::told::Told;
use super::{Exit, Failure, Output, build, root};
use crate::build::Built;
use crate::build::memo::Memo;
use crate::config::{Config, Today};
use crate::diagnostic::{Diagnostic, has_errors, human};
use crate::live::preview::{Casebook, Report};
use crate::live::serve::{Where, serve};
use crate::live::watch::watch;
use crate::source::Snapshot;

/// Runs `casebook serve`.
pub fn run(args: &Args, options: &ServeArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    let first = root::today(args)?;
    // What was given stays; the clock goes on.
    let today = || root::today(args).unwrap_or(Today(first.0));
    let casebook = Casebook {
        root,
        config: Config {
            audience: options.audience,
            base_url: None,
        },
        today: &today,
    };
    let place = Where {
        host: options.host.unwrap_or(IpAddr::from([127, 0, 0, 1])),
        port: options.port,
    };
    let mut began = Instant::now();
    let mut told = Told::default();
    serve(
        &casebook,
        &place,
        |address| {
            output.result(format!("the preview is at {address}; stop it with Ctrl-C"));
            if options.open && open::that_detached(address).is_err() {
                output.tell("no browser could be opened: open the address above in one");
            }
        },
        &mut |report| match report {
            Report::Begins => began = Instant::now(),
            Report::Ready {
                built,
                problems,
                snapshot,
            } => {
                let took = began.elapsed();
                tell(problems, snapshot, &mut told, output);
                output.tell(ready(built, problems, took));
            }
        },
    )
    .map_err(Failure::from)?;
    Ok(Exit::Done)
}

/// Tells the problems that were not told before.
fn tell(problems: &[Diagnostic], snapshot: &Snapshot, told: &mut Told, output: &Output) {
    let fresh = told.fresh(problems);
    output.problems(&fresh.shown, snapshot);
    if fresh.more > 0 {
        let more = build::counted(fresh.more, "more warning", "more warnings");
        output.tell(format!("and {more}, which `casebook check` shows"));
    }
}

/// "1 file read again; ready in 0.02 s; 3 warnings"
fn ready(built: &Built, problems: &[Diagnostic], took: Duration) -> String {
    let read = match built.counts.parsed {
        0 => "no note changed".to_owned(),
        1 => "1 file read".to_owned(),
        n => format!("{n} files read"),
    };
    let state = match has_errors(problems) {
        true => "the last good pages stay",
        false => "ready",
    };
    let seconds = took.as_secs_f64();
    let count = match problems.is_empty() {
        true => String::new(),
        false => format!("; {}", human::count(problems)),
    };
    format!("{read}; {state}, in {seconds:.2} s{count}")
}

/// Runs `casebook watch`.
pub fn run_watch(args: &Args, options: &WatchArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    // What cannot work at all is told at once, and not again after each change.
    root::today(args)?;
    let mut memo = Memo::default();
    let mut told = Told::default();
    watch(&root, |snapshot| {
        let tell = |problems: &[Diagnostic]| tell(problems, snapshot, &mut told, output);
        let done = root::today(args).and_then(|today| {
            let options = &options.build;
            build::write(&root, snapshot, today, &mut memo, options, output, tell)
        });
        if let Err(failure) = done {
            output.failure(&failure);
        }
    })
    .map_err(Failure::from)?;
    Ok(Exit::Done)
}

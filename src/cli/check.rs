//! `casebook check`: the problems alone.

use std::convert::Infallible;

use super::args::{Args, CheckArgs, Format};
use super::{Exit, Failure, Output, root};
use crate::build::memo::Memo;
use crate::build::{Sink, build};
use crate::config::Config;
use crate::diagnostic::{has_errors, human};
use crate::disk::snapshot;

/// Takes a site and keeps nothing of it.
struct Nowhere;

impl Sink for Nowhere {
    type Error = Infallible;

    fn put(&self, _: &str, _: &[u8]) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Runs the command.
pub fn run(args: &Args, options: &CheckArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    let today = root::today(args)?;
    let snapshot = snapshot(&root)?;
    let config = Config {
        audience: options.audience,
        base_url: None,
    };
    let Ok(built) = build(
        &snapshot,
        &config,
        today,
        &mut Memo::for_one_build(),
        &Nowhere,
    );
    let as_json = options.format == Format::Json;
    output.problems_as_result(&built.problems, &snapshot, as_json);
    output.tell(human::count(&built.problems));
    let stops = has_errors(&built.problems) || (options.strict && !built.problems.is_empty());
    Ok(if stops { Exit::Problems } else { Exit::Done })
}

//! Which casebook is meant, and which day it is.

#![expect(clippy::disallowed_methods)] // the edge: environment and clock are read here

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::{Args, Failure};
use crate::config::Today;

/// The casebook's folder: the one named, else the nearest upwards with a `site.toml`.
pub fn find(args: &Args) -> Result<PathBuf, Failure> {
    if let Some(root) = &args.root {
        return match root.is_dir() {
            true => Ok(root.clone()),
            false => Err(Failure::new(format!(
                "there is no folder `{}`",
                root.display()
            ))),
        };
    }
    let here = std::env::current_dir()
        .map_err(|error| Failure::new(format!("could not tell the current folder: {error}")))?;
    let found = here
        .ancestors()
        .find(|folder| folder.join("site.toml").is_file());
    let found = found.or_else(|| here.join("content").is_dir().then_some(here.as_path()));
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::new("there is no casebook here: no `site.toml` in this folder or above it")
            .help("begin one with `casebook init`, or name its folder with `--root`")
    })
}

/// The day that counts as today: `--today`, else `SOURCE_DATE_EPOCH`, else the clock.
pub fn today(args: &Args) -> Result<Today, Failure> {
    if let Some(today) = args.today {
        return Ok(Today(today));
    }
    if let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") {
        let day = epoch
            .to_str()
            .and_then(|e| e.trim().parse::<i64>().ok())
            .and_then(|seconds| Timestamp::from_second(seconds).ok());
        let Some(day) = day else {
            return Err(Failure::new("`SOURCE_DATE_EPOCH` is no number of seconds"));
        };
        return Ok(Today(day.to_zoned(TimeZone::UTC).date()));
    }
    let today: Date = Zoned::now().date();
    Ok(Today(today))
}

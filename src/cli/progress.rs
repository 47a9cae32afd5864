//! How far a build is: a line that is written over while it lasts longer than a second, and the
//! time that each part took.

#![expect(clippy::disallowed_methods)] // the edge: the clock is read here

use std::io::{IsTerminal, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Output;
use crate::build::{IsIt, Sink, Stage, Write};

/// A line is written over this often at most.
const OFTEN: Duration = Duration::from_millis(100);
/// What lasts no longer needs no progress.
const LONG: Duration = Duration::from_secs(1);

/// A sink that watches another one.
pub struct Progress<'s, S> {
    sink: &'s S,
    started: Instant,
    shows: bool,
    files: AtomicUsize,
    parts: Mutex<Vec<(&'static str, Instant)>>,
    /// When the line was written last; whether it stands there.
    line: Mutex<(Instant, bool)>,
}

impl<'s, S: Sink> Progress<'s, S> {
    /// `started` is when the files began to be read.
    pub fn of(sink: &'s S, started: Instant, output: &Output) -> Progress<'s, S> {
        Progress {
            sink,
            started,
            shows: !output.is_quiet() && std::io::stderr().is_terminal(),
            files: AtomicUsize::new(0),
            parts: Mutex::new(vec![("reading the files", started)]),
            line: Mutex::new((started, false)),
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut line.1) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// The parts with the seconds that each took, in their order.
    pub fn timings(&self) -> Vec<(&'static str, f64)> {
        let parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = parts.iter().skip(1).map(|(_, at)| *at);
        let ends = ends.chain([Instant::now()]);
        let took = |((name, at), end): (&(&'static str, Instant), Instant)| {
            (*name, end.duration_since(*at).as_secs_f64())
        };
        parts.iter().zip(ends).map(took).collect()
    }

    fn one_more(&self) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.shows || self.started.elapsed() < LONG {
            return;
        }
        // Whoever comes while another writes has nothing to add.
        let Ok(mut line) = self.line.try_lock() else {
            return;
        };
        if line.0.elapsed() >= OFTEN {
            let _ = write!(std::io::stderr(), "\r\x1b[K{files} files drawn");
            *line = (Instant::now(), true);
        }
    }
}

impl<S: Sink> Sink for Progress<'_, S> {
    type Error = S::Error;

    fn begins(&self, stage: Stage) {
        let part = match stage {
            Stage::Parse => "parsing",
            Stage::Assemble => "resolving names, checking files",
            Stage::Check => "checking studies",
            Stage::Publish => "consent",
            Stage::Media => "naming pictures and recordings",
            Stage::Analyse => "numbers",
            Stage::Draw => "drawing and staging pages",
            Stage::Seal => "looking for denied words",
        };
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.push((part, Instant::now()));
    }

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), S::Error> {
        self.one_more();
        self.sink.put(address, bytes)
    }

    fn keeps(&self, address: &str, is_it: &IsIt) -> Result<bool, S::Error> {
        self.sink.keeps(address, is_it)
    }

    fn stands(&self, address: &str, is_it: &IsIt) -> Result<bool, S::Error> {
        self.sink.stands(address, is_it)
    }

    fn put_written(&self, address: &str, write: &Write) -> Result<(), S::Error> {
        self.one_more();
        self.sink.put_written(address, write)
    }
}

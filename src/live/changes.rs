//! What changed on the disk, gathered until it is quiet.
//!
//! Events say only where to look again: editors save in place, by renaming, in two steps; a
//! checkout touches hundreds of files. Nobody trusts the kind of an event, or a time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk::{is_folder, is_read, real_folder};

/// How long it must be quiet before a change is looked at.
const QUIET: Duration = Duration::from_millis(4);
/// How many events are waited for at most: a disk that is never quiet is looked at all the same.
const MOST: usize = 20_000;

/// Places to look at again; empty means everywhere.
pub type Changes = BTreeSet<String>;

/// Watches a casebook's files. Dropped, it stops.
pub struct Watching {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

/// Watches the casebook at `root`; what happens arrives at the receiver.
///
/// # Errors
/// When the system refuses, as when too many files are watched.
pub fn watch(root: &Path) -> Result<(Watching, Receiver<Happened>), notify::Error> {
    let root = real_folder(root).map_err(notify::Error::io)?;
    let (sender, receiver) = channel();
    let watcher = notify::recommended_watcher(heard(root.clone(), sender))?;
    let mut watching = Watching { root, watcher };
    watching
        .watcher
        .watch(&watching.root, RecursiveMode::NonRecursive)?;
    watching.watch_folders();
    Ok((watching, receiver))
}

/// One event, as far as it matters.
#[derive(Debug)]
pub enum Happened {
    At(Vec<String>),
    Anywhere,
}

fn heard(
    root: PathBuf,
    sender: Sender<Happened>,
) -> impl FnMut(Result<Event, notify::Error>) + Send {
    move |event| {
        let happened = match event {
            // Our own reading is no change.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if !event.need_rescan() => {
                let paths = event.paths.iter().filter_map(|path| below(&root, path));
                let paths: Vec<String> = paths.filter(|path| is_read(path)).collect();
                if paths.is_empty() {
                    return;
                }
                Happened::At(paths)
            }
            _ => Happened::Anywhere,
        };
        // Nobody listens any more: the program ends.
        let _ = sender.send(happened);
    }
}

fn below(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.iter();
    let parts: Option<Vec<&str>> = parts.map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

impl Watching {
    /// Watches folders that came or came back, before they are read. To look for some takes as long as
    /// there are many files, and a note that is saved brings none.
    pub fn follow(&mut self, changes: &Changes) {
        let comes = |path: &String| is_folder(&self.root.join(path));
        if changes.is_empty() || changes.iter().any(comes) {
            self.watch_folders();
        }
    }

    /// Watches the folders that a casebook is read from, as far as they are there.
    fn watch_folders(&mut self) {
        for folder in ["content", "themes", "private"] {
            let folder = self.root.join(folder);
            if is_folder(&folder) {
                // A folder that went and came back has to be watched anew.
                let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

/// Waits for a change, then until it is quiet. None when nothing will ever come.
pub fn next(events: &Receiver<Happened>) -> Option<Changes> {
    let mut gathered = Some(Changes::new());
    add(&mut gathered, events.recv().ok()?);
    for _ in 0..MOST {
        match events.recv_timeout(QUIET) {
            Ok(happened) => add(&mut gathered, happened),
            Err(_) => break,
        }
    }
    Some(gathered.unwrap_or_default())
}

fn add(gathered: &mut Option<Changes>, happened: Happened) {
    match happened {
        Happened::At(paths) => {
            if let Some(gathered) = gathered {
                gathered.extend(paths);
            }
        }
        Happened::Anywhere => *gathered = None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_one_change() {
        let (sender, receiver) = channel();
        for path in ["content/a.md", "content/b.md", "content/a.md"] {
            sender.send(Happened::At(vec![path.into()])).unwrap();
        }
        let changes = next(&receiver).unwrap();
        assert_eq!(
            changes.into_iter().collect::<Vec<_>>(),
            ["content/a.md", "content/b.md"]
        );
        sender
            .send(Happened::At(vec!["content/a.md".into()]))
            .unwrap();
        sender.send(Happened::Anywhere).unwrap();
        assert_eq!(next(&receiver), Some(Changes::new()));
        drop(sender);
        assert_eq!(next(&receiver), None);
    }
}

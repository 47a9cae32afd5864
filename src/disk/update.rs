//! Looks again at files that may have changed, so that a preview need not read all the others.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::error::{DiskError, Doing};
use super::read::{STARTS, is_text, media_file, snapshot, text_file};
use super::walk::passed_over;
use crate::source::Snapshot;

/// Whether a path from the root is one that a casebook is read from.
pub fn is_read(path: &str) -> bool {
    let below = |start: &&str| {
        path.strip_prefix(*start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            || start.starts_with(path) && start[path.len()..].starts_with('/')
    };
    let ours = |part: &str| !passed_over(part) && part != "node_modules";
    STARTS.iter().any(below) && path.split('/').all(ours)
}

/// Brings a snapshot of the casebook at `root` up to date, where `paths` (from the root, with `/`)
/// may have changed in any way, or all of it where there are none. True when the snapshot holds
/// something else than before.
///
/// What is more than a file (a folder that came or went, a link) makes it read everything again:
/// there is one way to read a casebook, and this is only a shorter way through it.
///
/// # Errors
/// When `root` is no folder that can be opened.
pub fn update(
    root: &Path,
    snapshot_now: &mut Snapshot,
    paths: &BTreeSet<String>,
) -> Result<bool, DiskError> {
    let failed = |error| DiskError::io(Doing::Read, root, error);
    let real: Arc<Path> = root.canonicalize().map_err(failed)?.into();
    let mut changed = false;
    let anew = |known: &mut Snapshot| -> Result<bool, DiskError> {
        let anew = snapshot(root)?;
        let before = std::mem::replace(known, anew);
        known.expected_since = before.expected_since;
        Ok(true)
    };
    if paths.is_empty() || !snapshot_now.unread.is_empty() {
        return anew(snapshot_now);
    }
    for path in paths.iter().filter(|path| is_read(path)) {
        match look(&real, path, snapshot_now) {
            Look::Same => {}
            Look::Changed => changed = true,
            Look::Everywhere => return anew(snapshot_now),
        }
    }
    Ok(changed)
}

enum Look {
    Same,
    Changed,
    Everywhere,
}

fn look(root: &Arc<Path>, path: &str, snapshot: &mut Snapshot) -> Look {
    let full = root.join(path);
    // A file behind a link is another's business.
    let through_link = full.parent().and_then(|parent| parent.canonicalize().ok());
    if through_link.is_some_and(|real| Some(&*real) != full.parent()) {
        return Look::Everywhere;
    }
    match fs::symlink_metadata(&full) {
        Ok(found) if !found.is_file() => Look::Everywhere,
        Ok(_) if !is_text(path) => {
            snapshot.insert_media(path, media_file(root.clone(), full));
            Look::Changed
        }
        Ok(_) => match text_file(&full) {
            Ok(Some(text)) => {
                let same = |known: &crate::source::TextFile| known.hash == text.hash;
                if snapshot.text(path).is_some_and(same) {
                    return Look::Same;
                }
                snapshot.insert(path, text);
                Look::Changed
            }
            Ok(None) => gone(path, snapshot),
            Err(_) => Look::Everywhere,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => gone(path, snapshot),
        Err(_) => Look::Everywhere,
    }
}

/// A path where nothing is any more: a file, or a folder with what was in it.
fn gone(path: &str, snapshot: &mut Snapshot) -> Look {
    if snapshot.remove(path) {
        return Look::Changed;
    }
    let folder = format!("{path}/");
    let held_texts = snapshot.texts_under(&folder).next().is_some();
    let held_media = snapshot.media_paths().any(|path| path.starts_with(&folder));
    match held_texts || held_media {
        true => Look::Everywhere,
        false => Look::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After each step, what was brought up to date equals what is read anew.
    #[test]
    fn a_snapshot_that_is_brought_up_to_date_equals_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("site.toml", "");
        write("content/a/study.md", "one");
        let mut kept = snapshot(root).unwrap();
        let step = |kept: &mut Snapshot, paths: &[&str], changes: bool| {
            let paths = paths.iter().map(|path| (*path).to_owned()).collect();
            assert_eq!(update(root, kept, &paths).unwrap(), changes, "{paths:?}");
            let anew = snapshot(root).unwrap();
            let texts = |of: &Snapshot| -> Vec<(String, u64)> {
                of.texts().map(|(p, t)| (p.to_string(), t.hash)).collect()
            };
            assert_eq!(texts(kept), texts(&anew), "{paths:?}");
            let media = |of: &Snapshot| of.media_paths().cloned().collect::<Vec<_>>();
            assert_eq!(media(kept), media(&anew), "{paths:?}");
        };
        step(&mut kept, &["content/a/study.md"], false);
        write("content/a/study.md", "two");
        step(&mut kept, &["content/a/study.md"], true);
        write("content/a/interviews/P1.md", "x");
        step(&mut kept, &["content/a/interviews"], true);
        write("content/a/interviews/.P1.md.swp", "x");
        step(&mut kept, &["content/a/interviews/.P1.md.swp"], false);
        write("content/a/media/p.png", "x");
        step(&mut kept, &["content/a/media"], true);
        fs::rename(
            root.join("content/a/interviews/P1.md"),
            root.join("content/a/interviews/P2.md"),
        )
        .unwrap();
        let renamed = ["content/a/interviews/P1.md", "content/a/interviews/P2.md"];
        step(&mut kept, &renamed, true);
        fs::rename(root.join("content/a"), root.join("away")).unwrap();
        step(&mut kept, &["content/a", "away"], true);
        fs::rename(root.join("away"), root.join("content/a")).unwrap();
        step(&mut kept, &["content/a"], true);
        fs::remove_file(root.join("site.toml")).unwrap();
        step(&mut kept, &["site.toml"], true);
        write("public/index.html", "x");
        step(&mut kept, &["public", "public/index.html"], false);
        step(&mut kept, &[], true);
    }

    #[test]
    fn a_casebook_is_read_from_few_places() {
        for path in [
            "site.toml",
            "content",
            "content/a/b.md",
            "private",
            "private/deny.txt",
            "themes/x.css",
        ] {
            assert!(is_read(path), "{path}");
        }
        for path in [
            "public",
            "public/index.html",
            "content/.git",
            "content/a/.x.swp",
            "contents",
            "private/notes.md",
            "themes/node_modules/x.js",
            "README.md",
        ] {
            assert!(!is_read(path), "{path}");
        }
    }
}

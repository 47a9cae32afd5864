//! Which files of a folder belong to a casebook: what is passed over, and which links are followed.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::error::plain;
use super::manifest;
use crate::source::Unread;

/// What is below a casebook's root.
#[derive(Default)]
pub(super) struct Found {
    /// Paths from the root with `/` between their parts. No order.
    pub files: Vec<String>,
    pub unread: Vec<Unread>,
}

const OUTSIDE: &str = "it is a link to a place outside the casebook";

/// Lists the files at or below `start`, a path from `root`; none where nothing is there.
/// `root` must be free of links itself.
///
/// A link is followed when it leads to a place inside the root that may be published. A folder
/// behind a link inside a linked folder is not: a few such links would make endless paths.
pub(super) fn walk(root: &Path, start: &str, found: &mut Found) {
    let real = match real_start(root, start) {
        Ok(Some(real)) => real,
        Ok(None) => return,
        Err(reason) => return found.leave(start.to_owned(), reason),
    };
    let mut entries = WalkDir::new(&real).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let name = |path: &Path| {
            let below = path.strip_prefix(&real).unwrap_or(path);
            let mut name = String::with_capacity(start.len() + 1 + below.as_os_str().len());
            name.push_str(start);
            for part in below {
                name.push('/');
                name.push_str(&part.to_string_lossy());
            }
            name
        };
        match entry {
            Err(error) => {
                let path = error.path().unwrap_or(&real);
                if !path
                    .file_name()
                    .is_some_and(|n| passed_over(&n.to_string_lossy()))
                {
                    found.leave(name(path), failure(&error));
                }
            }
            Ok(entry) => match judge(root, &entry) {
                Verdict::Read => found.files.push(name(entry.path())),
                Verdict::Enter => {}
                verdict => {
                    if let Verdict::Leave(reason) = verdict {
                        found.leave(name(entry.path()), reason);
                    }
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
            },
        }
    }
}

/// Where `start` really is; none when there is nothing of that name.
fn real_start(root: &Path, start: &str) -> Result<Option<std::path::PathBuf>, String> {
    let path = root.join(start);
    match path.canonicalize() {
        Ok(real) if real.starts_with(root) => Ok(Some(real)),
        Ok(_) => Err(OUTSIDE.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let dangling = path
                .ancestors()
                .take_while(|part| *part != root)
                .any(Path::is_symlink);
            match dangling {
                true => Err("it is a link that leads nowhere".into()),
                false => Ok(None),
            }
        }
        Err(error) => Err(plain(&error)),
    }
}

enum Verdict {
    Read,
    Enter,
    /// Not ours to read, and nothing to tell.
    PassOver,
    /// Not read, and told why.
    Leave(String),
}

fn judge(root: &Path, entry: &DirEntry) -> Verdict {
    let is_folder = entry.file_type().is_dir();
    if entry.depth() > 0 {
        let Some(name) = entry.file_name().to_str() else {
            return Verdict::Leave("its name is not UTF-8".into());
        };
        if passed_over(name) || is_folder && name == "node_modules" {
            return Verdict::PassOver;
        }
        if entry.path_is_symlink()
            && let Err(reason) = may_follow(root, entry)
        {
            return Verdict::Leave(reason);
        }
        if is_folder && manifest::marks(entry.path()) {
            return Verdict::Leave("it is a folder that casebook writes".into());
        }
    }
    if is_folder {
        Verdict::Enter
    } else if entry.file_type().is_file() {
        Verdict::Read
    } else {
        Verdict::Leave("it is not an ordinary file".into())
    }
}

/// Names that are no part of a casebook: hidden ones, and what editors leave behind.
pub(super) fn passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || [".swp", ".swo", ".swx", ".tmp"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// Whether a real place is in `private`, which may be spelled otherwise on the disk, or be a link.
pub(super) fn is_private(root: &Path, real: &Path) -> bool {
    let private = root.join("private");
    real.starts_with(private.canonicalize().unwrap_or(private))
}

fn may_follow(root: &Path, link: &DirEntry) -> Result<(), String> {
    let real = fs::canonicalize(link.path()).map_err(|error| plain(&error))?;
    if !real.starts_with(root) {
        return Err(OUTSIDE.into());
    }
    if is_private(root, &real) {
        return Err("it is a link into `private`, which is never published".into());
    }
    let mut around = real.ancestors().take_while(|folder| *folder != root);
    if around.any(manifest::marks) {
        return Err("it is a link into a folder that casebook writes".into());
    }
    let parent = link.path().parent().unwrap_or(root);
    if link.file_type().is_dir() && parent.canonicalize().is_ok_and(|real| real != parent) {
        return Err("it is a link to a folder inside another linked folder".into());
    }
    Ok(())
}

fn failure(error: &walkdir::Error) -> String {
    match error.io_error() {
        _ if error.loop_ancestor().is_some() => "it is a link to a folder around it".into(),
        Some(io) if io.kind() == io::ErrorKind::NotFound => {
            "it is a link that leads nowhere".into()
        }
        Some(io) => plain(io),
        None => "unknown reason".into(),
    }
}

impl Found {
    /// Files of the root and of `private/` whose names say that they were meant to be read. Nothing
    /// else is looked at there.
    pub fn elsewhere(&mut self, root: &Path) {
        const PEOPLE: &str = "participants are read from `content/participants.yaml`";
        const DENIED: &str = "words that must not be published are read from `private/deny.txt`";
        for (folder, names) in [
            ("", &[("participants", PEOPLE), ("deny", DENIED)][..]),
            ("private/", &[("deny", DENIED)]),
        ] {
            for entry in fs::read_dir(root.join(folder))
                .into_iter()
                .flatten()
                .flatten()
            {
                let name = entry.file_name().to_string_lossy().into_owned();
                // `deny.toml` is a file of cargo's, and a program's other names are its own.
                let is_text = [".txt", ".md", ".yaml", ".yml", ".csv"]
                    .iter()
                    .any(|ending| name.to_lowercase().ends_with(ending));
                let stem = name.split('.').next().unwrap_or_default();
                let meant = names
                    .iter()
                    .find(|(word, _)| stem.eq_ignore_ascii_case(word));
                let path = format!("{folder}{name}");
                let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
                if let (Some((_, reason)), true) = (meant, is_text)
                    && (path != "private/deny.txt" || !is_file && !entry.path().is_file())
                    && !self.unread.iter().any(|unread| *unread.path == *path)
                {
                    let reason = match path == "private/deny.txt" {
                        true => "it is no file".to_owned(),
                        false => (*reason).to_owned(),
                    };
                    self.leave(path, reason);
                }
            }
        }
    }

    fn leave(&mut self, path: String, reason: String) {
        self.unread.push(Unread {
            path: path.into(),
            reason,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_is_passed_over() {
        for name in [
            ".git",
            ".obsidian",
            ".#P07.md",
            "P07.md~",
            ".P07.md.swp",
            "P07.md.swp",
            "#P07.md#",
            "upload.tmp",
            "~$notes.docx",
        ] {
            assert!(passed_over(name), "{name}");
        }
        for name in [
            "P07.md",
            "#1 shopper.md",
            "#",
            "tmp",
            "a~b.md",
            "template.md",
        ] {
            assert!(!passed_over(name), "{name}");
        }
    }
}

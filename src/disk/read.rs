//! Reads a casebook's files into a [`Snapshot`].

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::error::{DiskError, Doing, plain};
use super::stamp::{Links, Stamp};
use super::walk::{Found, is_private, walk};
use crate::source::{MediaFile, Snapshot, TextFile, Unread};

/// What is read, from the root; `content` and `themes` with all below them.
pub(super) const STARTS: [&str; 4] = ["site.toml", "content", "private/deny.txt", "themes"];

/// A text file that is larger was not written by a person.
const MOST_TEXT: u64 = 16 << 20;

const TEXT_CONTENT: [&str; 7] = ["md", "markdown", "csv", "yaml", "yml", "vtt", "toml"];
const TEXT_THEMES: [&str; 16] = [
    "html",
    "htm",
    "tera",
    "xml",
    "svg",
    "css",
    "js",
    "mjs",
    "map",
    "json",
    "webmanifest",
    "toml",
    "md",
    "txt",
    "yaml",
    "yml",
];

/// The files of a casebook, found and not read yet.
pub struct Listing {
    real: Arc<Path>,
    found: Found,
}

impl Listing {
    /// Finds the settings, content, deny list and site themes of the casebook at `root`.
    /// Hidden files and folders, `node_modules` and editors' leavings are passed over.
    ///
    /// # Errors
    /// When `root` is no folder that can be opened.
    pub fn of(root: &Path) -> Result<Listing, DiskError> {
        let failed = |error| DiskError::io(Doing::Read, root, error);
        let real: Arc<Path> = root.canonicalize().map_err(failed)?.into();
        fs::read_dir(&real).map_err(failed)?;
        let mut found = Found::default();
        for start in STARTS {
            walk(&real, start, &mut found);
        }
        found.elsewhere(&real);
        found.files.sort_unstable();
        found.unread.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Listing { real, found })
    }

    /// What the files look like, without a look inside.
    pub fn stamp(&self) -> Stamp {
        let files: Vec<&str> = self.found.files.iter().map(String::as_str).collect();
        let unread = self.found.unread.iter();
        let unread: Vec<String> = unread
            .map(|u| format!("{}\0{}", u.path, u.reason))
            .collect();
        Stamp::of(&self.real, &files, Links::Followed).and(unread.join("\0").as_bytes())
    }

    /// Reads the files.
    ///
    /// Those that cannot be read are no error: they stand in [`Snapshot::unread`], each with a
    /// reason, in the order of their paths. Other files than texts become [`MediaFile`]s, not
    /// opened yet.
    pub fn read(self) -> Snapshot {
        let Listing { real, found } = self;
        let (texts, media): (Vec<_>, Vec<_>) =
            found.files.into_iter().partition(|path| is_text(path));
        let texts: Vec<_> = texts
            .into_par_iter()
            .with_max_len(64)
            .map(|path| {
                let text = text_file(&real.join(&path));
                (path, text)
            })
            .collect();

        let mut snapshot = Snapshot::new();
        let mut unread = found.unread;
        for (path, text) in texts {
            match text {
                Ok(Some(text)) => snapshot.insert(path, text),
                Ok(None) => {}
                Err(reason) => unread.push(Unread {
                    path: path.into(),
                    reason,
                }),
            }
        }
        for path in media {
            let file = media_file(real.clone(), real.join(&path));
            snapshot.insert_media(path, file);
        }
        unread.sort_by(|a, b| a.path.cmp(&b.path));
        snapshot.unread = unread;
        snapshot
    }
}

/// Reads the casebook at `root`, as [`Listing`] says.
///
/// # Errors
/// When `root` is no folder that can be opened.
pub fn snapshot(root: &Path) -> Result<Snapshot, DiskError> {
    Ok(Listing::of(root)?.read())
}

/// Whether a file holds text, by its ending, in either case.
pub(super) fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let endings: &[&str] = match path.split('/').next() {
        Some("content") => &TEXT_CONTENT,
        Some("themes") => &TEXT_THEMES,
        _ => return true,
    };
    endings.iter().any(|text| ending.eq_ignore_ascii_case(text))
}

/// A file's text; none when it is gone since its folder was listed.
pub(super) fn text_file(path: &Path) -> Result<Option<TextFile>, String> {
    match read_up_to(MOST_TEXT, path) {
        Ok(Some(bytes)) => Ok(Some(TextFile::new(bytes))),
        Ok(None) => Err(format!("it is larger than {} MiB", MOST_TEXT >> 20)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(plain(&error)),
    }
}

/// A file's bytes; none when there are more than `most`.
fn read_up_to(most: u64, path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// A file that is opened when its bytes are asked for, and checked then: what was a picture when
/// the folder was listed may be a link to somewhere else by now.
pub(super) fn media_file(root: Arc<Path>, path: PathBuf) -> MediaFile {
    let seen = path.clone();
    let file = MediaFile::new(move || {
        let real = path.canonicalize()?;
        if !real.starts_with(&root) || is_private(&root, &real) {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "it leads to a place that is not published",
            ));
        }
        if !real.metadata()?.is_file() {
            return Err(io::Error::other("it is not an ordinary file"));
        }
        fs::read(real)
    });
    file.stamped(move || {
        let stamp = Stamp::of_one(&seen);
        let is_settled = stamp.is_settled(SystemTime::now());
        is_settled.then(|| *stamp.hash.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_folder_and_ending() {
        for path in [
            "site.toml",
            "private/deny.txt",
            "content/a/interviews/P07.MD",
            "content/a/metrics/returns.csv",
            "content/participants.yaml",
            "content/a/media/p07.vtt",
            "themes/mine/templates/base.html",
            "themes/mine/assets/logo.svg",
        ] {
            assert!(is_text(path), "{path}");
        }
        for path in [
            "content/a/media/p07.mp3",
            "content/a/media/logo.svg",
            "content/a.b/README",
            "themes/mine/assets/font.woff2",
        ] {
            assert!(!is_text(path), "{path}");
        }
    }
}

//! What the last build of a casebook came to, kept between two runs, so that a build of what did
//! not change need not be done again.
//!
//! It is a hint only: it lies in the user's own cache folder, may be deleted at any time, is
//! written whole or not at all, and counts only where all that the build depended on and all that
//! it wrote look as they did ([`Stamp`]). It holds messages about notes, and so never lies in the
//! output folder, and is readable by its owner alone.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// Grows when a hint changes its shape.
const VERSION: u32 = 1;
/// A hint that nobody used for so long is removed when another one is written.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);
const ENDING: &str = "build.json";

/// What is known of a build that ended well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// Names all that the build depended on and all that it wrote.
    pub key: String,
    /// What was told.
    pub report: String,
    /// What was built, in words.
    pub built: String,
    /// How many files the site has.
    pub files: usize,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    #[serde(flatten)]
    hint: Hint,
}

/// Where the hint about one casebook and one output folder is kept.
#[derive(Clone, Debug)]
pub struct HintFile {
    folder: PathBuf,
    path: PathBuf,
}

impl HintFile {
    /// None where the user has no cache folder.
    pub fn of(root: &Path, output: &Path) -> Option<HintFile> {
        HintFile::within(&dirs::cache_dir()?.join("casebook"), root, output)
    }

    /// As [`of`](Self::of), in another folder.
    pub fn within(folder: &Path, root: &Path, output: &Path) -> Option<HintFile> {
        let root = root.canonicalize().ok()?;
        let output = std::path::absolute(output).ok()?;
        let mut name = blake3::Hasher::new();
        name.update(root.as_os_str().as_encoded_bytes());
        name.update(&[0]);
        name.update(output.as_os_str().as_encoded_bytes());
        let name = &name.finalize().to_hex()[..32];
        Some(HintFile {
            folder: folder.to_owned(),
            path: folder.join(format!("{name}.{ENDING}")),
        })
    }

    /// The hint; none where there is none, or nothing that is understood.
    pub fn read(&self) -> Option<Hint> {
        let stored: Stored = serde_json::from_slice(&fs::read(&self.path).ok()?).ok()?;
        (stored.version == VERSION).then_some(stored.hint)
    }

    /// Keeps a hint. What cannot be kept is no loss.
    pub fn write(&self, hint: Hint) {
        let stored = Stored {
            version: VERSION,
            hint,
        };
        if self.try_write(&stored).is_ok() {
            self.remove_old();
        }
    }

    /// Forgets the hint.
    pub fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }

    fn try_write(&self, stored: &Stored) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let waiting = self
            .path
            .with_extension(format!("{}.new", std::process::id()));
        let written = serde_json::to_vec(stored)
            .map_err(io::Error::other)
            .and_then(|bytes| private(&waiting)?.write_all(&bytes))
            .and_then(|()| fs::rename(&waiting, &self.path));
        if written.is_err() {
            let _ = fs::remove_file(waiting);
        }
        written
    }

    fn remove_old(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let is_ours = entry.file_name().to_string_lossy().contains(".build.");
            let modified = entry.metadata().and_then(|found| found.modified());
            let age = |at| SystemTime::now().duration_since(at).unwrap_or_default();
            if is_ours && modified.is_ok_and(|at| age(at) > LONGEST) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A new file that nobody else may read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

//! Where a site may be written.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{DiskError, Doing};

/// Folders of a casebook that hold what people wrote.
const PEOPLES: [(&str, &str); 4] = [
    ("content", "the notes are in `content`"),
    ("private", "the deny list is in `private`"),
    ("themes", "the site themes are in `themes`"),
    (".git", "git keeps its history in `.git`"),
];

/// An output folder: where it is, and what its user calls it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Absolute, without links.
    pub real: PathBuf,
    /// For messages.
    pub shown: PathBuf,
}

impl Place {
    /// The output folder, which need not exist, of the casebook at `casebook`.
    pub fn choose(output: &Path, casebook: &Path) -> Result<Place, DiskError> {
        let shown = output.to_owned();
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| DiskError::io(Doing::Write, &path, error)
        };
        let real = real_place(output).map_err(failed(output))?;
        let casebook = real_place(casebook).map_err(failed(output))?;
        let home = env::home_dir().and_then(|home| real_place(&home).ok());
        if let Some(reason) = refusal(&real, &casebook, home.as_deref()) {
            return Err(DiskError::Place {
                path: shown.display().to_string(),
                reason,
            });
        }
        Ok(Place { real, shown })
    }

    /// A path in the output folder, for a message.
    pub fn show(&self, address: &str) -> String {
        self.shown.join(address).display().to_string()
    }
}

/// A path without links and dots, as far as it exists.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing: Vec<OsString> = Vec::new();
    let mut existing = path.as_path();
    let mut real = loop {
        match existing.canonicalize() {
            Ok(real) => break real,
            Err(error) if error.kind() != io::ErrorKind::NotFound || existing.is_symlink() => {
                return Err(error);
            }
            Err(error) => match (existing.parent(), existing.components().next_back()) {
                (Some(parent), Some(last)) => {
                    missing.push(last.as_os_str().to_owned());
                    existing = parent;
                }
                _ => return Err(error),
            },
        }
    };
    for part in missing.iter().rev() {
        match Path::new(part).components().next() {
            Some(Component::ParentDir) => {
                real.pop();
            }
            _ => real.push(part),
        }
    }
    Ok(real)
}

/// Why a site may not be written to `output`; all paths are absolute and without links.
fn refusal(output: &Path, casebook: &Path, home: Option<&Path>) -> Option<&'static str> {
    if output.parent().is_none() {
        Some("it is the root of the file system")
    } else if home.is_some_and(|home| home == output) {
        Some("it is your home folder")
    } else if casebook == output {
        Some("it is the casebook itself")
    } else if casebook.starts_with(output) {
        Some("the casebook lies in it")
    } else if home.is_some_and(|home| home.starts_with(output)) {
        Some("your home folder lies in it")
    } else {
        let holds_output = |name: &str| {
            let folder = casebook.join(name);
            output.starts_with(folder.canonicalize().as_ref().unwrap_or(&folder))
        };
        let held = PEOPLES.iter().find(|(name, _)| holds_output(name));
        held.map(|(_, reason)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(output: &str) -> Option<&'static str> {
        refusal(
            Path::new(output),
            Path::new("/home/ana/notes"),
            Some(Path::new("/home/ana")),
        )
    }

    #[test]
    fn a_site_is_not_written_over_what_a_person_wrote() {
        for (output, reason) in [
            ("/", "it is the root of the file system"),
            ("/home", "the casebook lies in it"),
            ("/home/ana", "it is your home folder"),
            ("/home/ana/notes", "it is the casebook itself"),
            ("/home/ana/notes/content", "the notes are in `content`"),
            ("/home/ana/notes/content/shop", "the notes are in `content`"),
            ("/home/ana/notes/private", "the deny list is in `private`"),
            (
                "/home/ana/notes/themes/mine",
                "the site themes are in `themes`",
            ),
            ("/home/ana/notes/.git", "git keeps its history in `.git`"),
        ] {
            assert_eq!(refused(output), Some(reason), "{output}");
        }
        for output in [
            "/home/ana/notes/public",
            "/home/ana/notes/contents",
            "/home/ana/notes/docs/site",
            "/home/ana/other",
            "/srv/www",
        ] {
            assert_eq!(refused(output), None, "{output}");
        }
    }

    #[test]
    fn a_home_elsewhere_is_not_written_over_either() {
        let home = Some(Path::new("/users/ana"));
        let reason = refusal(Path::new("/users"), Path::new("/work/notes"), home);
        assert_eq!(reason, Some("your home folder lies in it"));
    }

    #[test]
    fn a_place_that_is_not_there_yet_has_no_dots() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        assert_eq!(
            real_place(&folder.path().join("no/../such/./public")).unwrap(),
            real.join("such/public")
        );
    }
}

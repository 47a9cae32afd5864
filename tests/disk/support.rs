//! Folders to test in, and this test program run again as another process.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebook::disk::{DiskError, SiteWriter, Written};
use tempfile::TempDir;

/// A casebook's folder with nothing in it.
pub struct Casebook {
    folder: TempDir,
    pub root: PathBuf,
}

impl Casebook {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("notes");
        fs::create_dir(&root).unwrap();
        Casebook { folder, root }
    }

    /// A path beside the casebook.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes files, with their folders.
    pub fn with(self, files: &[(&str, &str)]) -> Self {
        for (path, bytes) in files {
            write_file(&self.path(path), bytes.as_bytes());
        }
        self
    }

    pub fn public(&self) -> PathBuf {
        self.path("public")
    }

    pub fn writer(&self) -> SiteWriter {
        SiteWriter::open(&self.public(), &self.root).unwrap()
    }

    /// Writes a site of these files to `public`.
    pub fn publish(&self, files: &[(&str, &str)]) -> Result<Written, DiskError> {
        let writer = SiteWriter::open(&self.public(), &self.root)?;
        for (address, bytes) in files {
            writer.put(address, bytes.as_bytes())?;
        }
        writer.finish()
    }

    /// What `public` holds, the manifest excepted.
    pub fn site(&self) -> BTreeMap<String, String> {
        let mut site = tree(&self.public());
        site.remove(".casebook-manifest");
        site
    }
}

pub fn write_file(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// All files below a folder, hidden ones and empty folders too; empty where there is no folder.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    fn fill(tree: &mut BTreeMap<String, String>, folder: &Path, name: &str) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        let before = tree.len();
        for entry in entries {
            let entry = entry.unwrap();
            let name = format!("{name}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                fill(tree, &entry.path(), &format!("{name}/"));
            } else if kind.is_symlink() {
                let to = fs::read_link(entry.path()).unwrap();
                tree.insert(name, format!("-> {}", to.display()));
            } else {
                let bytes = fs::read(entry.path()).unwrap();
                tree.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        if tree.len() == before && !name.is_empty() {
            tree.insert(name.to_owned(), String::new());
        }
    }
    let mut found = BTreeMap::new();
    fill(&mut found, folder, "");
    found
}

pub fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(path, bytes): &(&str, &str)| (path.to_string(), bytes.to_string());
    files.iter().map(owned).collect()
}

const TASK: &str = "CASEBOOK_DISK_TASK";

/// This program, to run one of its tests with a task.
pub fn child(test: &str, task: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(TASK, task);
    command
}

/// The task of a test that was run by [`child`].
pub fn task() -> Option<String> {
    env::var(TASK).ok()
}

/// Runs a test again as a user whom the system can refuse something; true when this is that user.
#[cfg(unix)]
pub fn is_refusable(test: &str) -> bool {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;

    let folder = tempfile::tempdir().unwrap();
    if fs::metadata(folder.path()).unwrap().uid() != 0 {
        return true;
    }
    const NOBODY: u32 = 65534;
    match child(test, "").uid(NOBODY).gid(NOBODY).output() {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
        Err(error) => eprintln!("skipped: {error}"),
    }
    false
}

//! The commit that a folder's repository stands at, read from `.git` by hand: a look at two or three
//! small files needs no git.

use std::fs;
use std::path::{Path, PathBuf};

/// How often one reference may name another.
const DEEPEST: usize = 5;

/// The commit that `HEAD` names in the git repository that holds `folder`, in hexadecimal; `None`
/// where there is no repository, none of its commits, or nothing that is understood.
///
/// It says nothing of changes that are not committed.
pub fn commit(folder: &Path) -> Option<String> {
    let real = folder.canonicalize().ok()?;
    let git = real.ancestors().find_map(git_folder)?;
    // A worktree keeps its own HEAD, and shares everything else.
    let common = match fs::read_to_string(git.join("commondir")) {
        Ok(path) => git.join(path.trim()),
        Err(_) => git.clone(),
    };
    let mut name = "HEAD".to_owned();
    for _ in 0..DEEPEST {
        let found = read(&git, &name)
            .or_else(|| read(&common, &name))
            .or_else(|| packed(&common, &name))?;
        match found.strip_prefix("ref:") {
            Some(next) => name = next.trim().to_owned(),
            None => return is_hash(&found).then_some(found),
        }
    }
    None
}

/// The repository that a folder is the top of.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let text = fs::read_to_string(git).ok()?;
    Some(folder.join(text.strip_prefix("gitdir:")?.trim()))
}

fn read(git: &Path, name: &str) -> Option<String> {
    let inside = name == "HEAD" || name.starts_with("refs/");
    if !inside || name.split('/').any(|part| part == "..") {
        return None;
    }
    let text = fs::read_to_string(git.join(name)).ok()?;
    Some(text.trim().to_owned())
}

/// Looks a reference up among those that stand in one file.
fn packed(git: &Path, name: &str) -> Option<String> {
    let text = fs::read_to_string(git.join("packed-refs")).ok()?;
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    let (hash, _) = lines.find(|(_, known)| *known == name)?;
    Some(hash.to_owned())
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn the_commit_is_found_from_any_folder_below() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        put(root, "notes/content/a.md", "");
        put(root, ".git/HEAD", "ref: refs/heads/main\n");
        assert_eq!(
            commit(&root.join("notes")),
            None,
            "nothing is committed yet"
        );
        put(root, ".git/refs/heads/main", &format!("{HASH}\n"));
        assert_eq!(commit(&root.join("notes")).as_deref(), Some(HASH));
        fs::remove_file(root.join(".git/refs/heads/main")).unwrap();
        let packed = format!("# pack-refs with: peeled\n{HASH} refs/heads/main\n^{HASH}\n");
        put(root, ".git/packed-refs", &packed);
        assert_eq!(commit(root).as_deref(), Some(HASH));
        put(root, ".git/HEAD", HASH);
        assert_eq!(
            commit(root).as_deref(),
            Some(HASH),
            "no branch is checked out"
        );
    }

    #[test]
    fn a_worktree_shares_the_references_of_its_repository() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        put(root, "main/.git/refs/heads/other", HASH);
        put(
            root,
            "main/.git/worktrees/tree/HEAD",
            "ref: refs/heads/other",
        );
        put(root, "main/.git/worktrees/tree/commondir", "../..\n");
        put(root, "tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
        assert_eq!(commit(&root.join("tree")).as_deref(), Some(HASH));
    }

    #[test]
    fn what_is_no_hash_is_no_commit() {
        let folder = tempfile::tempdir().unwrap();
        for head in [
            "",
            "ref: refs/heads/../../secret",
            "ref: HEAD",
            "words",
            "ref: /etc/hostname",
        ] {
            put(folder.path(), ".git/HEAD", head);
            assert_eq!(commit(folder.path()), None, "{head}");
        }
    }
}

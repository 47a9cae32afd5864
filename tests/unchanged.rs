//! A build of what did not change: no work, the same words, and never a stale site.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// A casebook, a site and a cache of their own.
struct Desk {
    folder: TempDir,
}

/// What a build said and did.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    /// Whether it saw that nothing was to be done.
    at_once: bool,
    report: String,
    exit: Option<i32>,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk {
            folder: TempDir::new().unwrap(),
        };
        desk.put("site.toml", "title = \"Shoes\"\n");
        desk.put(
            "content/s/study.md",
            "---\ntitle: Sizes\nquestion: Why two?\n---\n",
        );
        desk.put(
            "content/s/interviews/p07.md",
            "---\nparticipant: P07\nconsent: public\n---\n\n> I order two sizes, always. #sizing\n",
        );
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("casebook").join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The site's page of the note, or what is left of it.
    fn page(&self) -> String {
        fs::read_to_string(self.path("public/s/interviews/p07/index.html")).unwrap_or_default()
    }

    fn build(&self, args: &[&str]) -> Said {
        self.build_on("2026-02-05", args)
    }

    fn build_on(&self, today: &str, args: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["build", "--timings", "--today", today])
            .args(args)
            .current_dir(self.path(""))
            .env("XDG_CACHE_HOME", self.folder.path().join("cache"))
            .env("HOME", self.folder.path())
            .env("NO_COLOR", "1")
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let report = told
            .lines()
            .filter(|line| !line.contains(" s  ") && !line.starts_with("built"));
        Said {
            at_once: told.contains("looking for changes"),
            report: report.collect::<Vec<_>>().join("\n"),
            exit: output.status.code(),
        }
    }

    /// What changed within the last two seconds may change again and look the same.
    fn wait(&self) -> &Desk {
        sleep(Duration::from_millis(2100));
        self
    }

    /// Builds until all is known to stand; the last build did nothing.
    fn settle(&self) -> Said {
        for _ in 0..3 {
            let said = self.build(&[]);
            if said.at_once {
                return said;
            }
            // What was written within the last twenty milliseconds is not trusted yet.
            sleep(Duration::from_millis(30));
        }
        panic!("a build of what did not change does its work again and again");
    }

    fn hints(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("cache/casebook")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

/// Writes a file again, as long as before and with the time that it had.
fn alter_unseen(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    let time = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, text.replace(from, to)).unwrap();
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(time)
        .unwrap();
}

#[test]
fn what_did_not_change_is_told_again_and_not_built_again() {
    let desk = Desk::new();
    let first = desk.build(&[]);
    assert!(
        !first.at_once && first.report.contains("warning"),
        "{first:?}"
    );
    let again = desk.wait().settle();
    assert_eq!((again.report, again.exit), (first.report, first.exit));
    assert!(!desk.build(&["--fresh"]).at_once);
    assert!(desk.build(&[]).at_once);
}

#[test]
fn whatever_a_build_depends_on_is_looked_at() {
    let desk = Desk::new();
    desk.wait().settle();
    for args in [
        ["--audience", "public"],
        ["--base-url", "https://example.org/"],
        ["--color", "always"],
    ] {
        assert!(!desk.build(&args).at_once, "{args:?}");
        desk.settle();
    }
    assert!(!desk.build_on("2026-03-05", &[]).at_once);
    desk.settle();
    alter_unseen(
        &desk.path("content/s/interviews/p07.md"),
        "two sizes",
        "six sizes",
    );
    assert!(!desk.build(&[]).at_once);
    assert!(desk.page().contains("six sizes"));
    desk.wait().settle();
    desk.put(
        "content/s/interviews/p08.md",
        "---\nparticipant: P08\nconsent: public\n---\n",
    );
    assert!(!desk.build(&[]).at_once);
    desk.wait().settle();
    desk.put("private/deny.txt", "six\n");
    let stopped = desk.build(&[]);
    assert_eq!((stopped.at_once, stopped.exit), (false, Some(1)));
    assert!(
        !desk.build(&[]).at_once,
        "a build that stopped is no site to be kept"
    );
}

#[test]
fn a_site_that_somebody_touched_is_mended() {
    let desk = Desk::new();
    desk.wait().settle();
    let page = desk.page();
    let path = desk.path("public/s/interviews/p07/index.html");
    alter_unseen(&path, "two sizes", "ten sizes");
    assert!(!desk.build(&[]).at_once);
    assert_eq!(desk.page(), page);
    desk.settle();
    fs::remove_file(&path).unwrap();
    assert!(!desk.build(&[]).at_once);
    assert_eq!(desk.page(), page);
    desk.settle();
    // A file of somebody else's is not ours to look at.
    fs::write(desk.path("public/theirs.txt"), "x").unwrap();
    assert!(desk.build(&[]).at_once);
    fs::remove_dir_all(desk.path("public")).unwrap();
    assert!(!desk.build(&[]).at_once);
    assert_eq!(desk.page(), page);
}

#[test]
fn a_hint_that_is_damaged_or_gone_does_no_harm() {
    let desk = Desk::new();
    desk.wait().settle();
    let page = desk.page();
    let [hint] = &desk.hints()[..] else {
        panic!("one casebook, one site, one hint")
    };
    let whole = fs::read(hint).unwrap();
    for bytes in [
        &b""[..],
        b"{}",
        b"\xff\xfe",
        &whole[..whole.len() / 2],
        b"null",
    ] {
        fs::write(hint, bytes).unwrap();
        assert!(!desk.build(&[]).at_once);
        assert_eq!(desk.page(), page);
    }
    desk.settle();
    fs::remove_dir_all(desk.folder.path().join("cache")).unwrap();
    assert!(!desk.build(&[]).at_once);
    // Where no cache folder can be made the site is built all the same.
    fs::remove_dir_all(desk.folder.path().join("cache")).unwrap();
    fs::write(desk.folder.path().join("cache"), "in the way").unwrap();
    for _ in 0..2 {
        let said = desk.build(&[]);
        assert_eq!((said.at_once, said.exit), (false, Some(0)));
    }
}

#[cfg(unix)]
#[test]
fn what_was_told_of_notes_is_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.wait().settle();
    for hint in desk.hints() {
        assert_eq!(fs::metadata(hint).unwrap().permissions().mode() & 0o077, 0);
    }
}

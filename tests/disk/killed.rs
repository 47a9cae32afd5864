//! Builds as processes of their own: killed at any moment, and several at once.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use casebook::disk::SiteWriter;
use rayon::prelude::*;

use crate::support::*;

const PAGES: usize = 96;
const FOREIGN: (&str, &str) = ("shop/P3/photo.jpg", "by hand");

/// The address of a page and its version: some pages come and go, some turn from file to folder.
fn address(page: usize, version: usize) -> Option<String> {
    match page % 12 {
        0 if version % 2 == page / 12 % 2 => None,
        1 if version.is_multiple_of(3) => Some(format!("turns/{page}")),
        1 => Some(format!("turns/{page}/index.html")),
        2 => Some(format!("assets/{page}.css")),
        3 => Some(format!("new-{version}/{page}/index.html")),
        _ => Some(format!("shop/P{page}/index.html")),
    }
}

/// Bytes that tell their version and are whole when their last line is there.
fn bytes(page: usize, version: usize) -> String {
    // Every fourth page stays the same from version to version.
    let version = if page.is_multiple_of(4) { 0 } else { version };
    text(page, &version.to_string())
}

fn text(page: usize, version: &str) -> String {
    let filler = "x".repeat(page * 7919 % 9_000);
    format!("{version}\n{filler}\nend of {page}, {version}\n")
}

fn site(version: usize) -> BTreeMap<String, String> {
    let page = |page| Some((address(page, version)?, bytes(page, version)));
    (0..PAGES).filter_map(page).collect()
}

fn write_site(root: &Path, version: usize, before_finish: impl FnOnce()) {
    let writer = SiteWriter::open(&root.join("public"), root).unwrap();
    site(version).par_iter().for_each(|(address, page)| {
        writer.put(address, page.as_bytes()).unwrap();
    });
    before_finish();
    writer.finish().unwrap();
}

/// What `public` holds after a build of a version on its own.
fn clean(version: usize) -> BTreeMap<String, String> {
    let mut clean = site(version);
    let lines: String = clean
        .keys()
        .map(|address| format!("= {address}\n"))
        .collect();
    let manifest = format!("casebook manifest 1\n{lines}");
    clean.insert(".casebook-manifest".into(), manifest);
    clean
}

#[test]
fn a_build_on_its_own_is_clean() {
    let casebook = Casebook::new();
    write_site(&casebook.root, 3, || {});
    assert!(tree(&casebook.public()) == clean(3));
}

/// The other process: writes a version of the site to a casebook, and tells when it finishes.
#[test]
fn builder() {
    let Some(task) = task() else { return };
    let (version, root) = task.split_once(' ').unwrap();
    write_site(Path::new(root), version.parse().unwrap(), || {
        println!("finishing");
        std::io::stdout().flush().unwrap();
    });
}

fn start(root: &Path, version: usize) -> Child {
    let task = format!("{version} {}", root.display());
    let mut child = child("killed::builder", &task);
    child.stdout(Stdio::piped()).spawn().unwrap()
}

fn wait_for_finish(child: &mut Child) {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let told = lines
        .map_while(Result::ok)
        .any(|line| line.contains("finishing"));
    assert!(told);
}

/// Numbers that look random, the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % most.max(1)
    }
}

fn assert_whole(public: &Path) {
    for (path, found) in tree(public) {
        if path.starts_with(".casebook-") || path == FOREIGN.0 || path.ends_with('/') {
            continue;
        }
        let version = found.lines().next().unwrap_or_default();
        let page: usize = path
            .split(['/', '.', 'P'])
            .filter_map(|part| part.parse().ok())
            .next()
            .unwrap();
        let whole = text(page, version);
        assert!(found == whole, "{path} of version {version} is not whole");
    }
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_completes_it() {
    let casebook = Casebook::new();
    write_site(&casebook.root, 0, || {});
    let public = casebook.public();
    write_file(&public.join(FOREIGN.0), FOREIGN.1.as_bytes());

    let begin = Instant::now();
    let mut child = start(&casebook.root, 1);
    wait_for_finish(&mut child);
    let staging = begin.elapsed().as_micros() as u64;
    child.wait().unwrap();
    let finishing = begin.elapsed().as_micros() as u64 - staging;

    let mut dice = Dice(7);
    let (mut untouched, mut between, mut announced) = (0, 0, 0);
    let mut last_good = site(1);
    let mut completed = true;
    for round in 0..60 {
        let version = round + 2;
        let mut child = start(&casebook.root, version);
        // Half of them while files wait, half of them while they come into place.
        if round % 2 == 0 {
            thread::sleep(Duration::from_micros(dice.below(staging)));
        } else {
            wait_for_finish(&mut child);
            thread::sleep(Duration::from_micros(dice.below(finishing)));
        }
        child.kill().unwrap();
        child.wait().unwrap();

        assert_whole(&public);
        let mut found = casebook.site();
        assert_eq!(found.remove(FOREIGN.0).as_deref(), Some(FOREIGN.1));
        found.retain(|path, _| !path.starts_with(".casebook-") && !path.ends_with('/'));
        if completed && found == last_good {
            untouched += 1;
        } else {
            between += 1;
        }
        let manifest = tree(&public).remove(".casebook-manifest").unwrap();
        announced += usize::from(manifest.contains("\n+ "));
        completed = dice.below(3) > 0;
        if completed {
            // The next build is of the same notes, or of others.
            let next = version - dice.below(2) as usize;
            write_site(&casebook.root, next, || {});
            let mut found = tree(&public);
            assert_eq!(found.remove(FOREIGN.0).as_deref(), Some(FOREIGN.1));
            let names = |tree: &BTreeMap<String, String>| {
                let lines = tree
                    .iter()
                    .map(|(path, bytes)| format!("{path} {}\n", bytes.len()));
                lines.collect::<String>()
            };
            let clean = clean(next);
            assert!(
                found == clean,
                "round {round} differs from a clean build:\n{}\n{}",
                names(&found),
                names(&clean)
            );
            last_good = site(next);
        }
    }
    println!("untouched {untouched}, between {between}, with an announcement {announced}");
    assert!(untouched > 0 && between > 0);
}

#[test]
fn builds_at_once_do_not_mix() {
    let casebook = Casebook::new();
    for round in 0..4 {
        let versions: Vec<usize> = (0..4).map(|n| round * 4 + n).collect();
        let children: Vec<Child> = versions
            .iter()
            .map(|version| start(&casebook.root, *version))
            .collect();
        for child in children {
            let done = child.wait_with_output().unwrap();
            assert!(done.status.success(), "{done:?}");
        }
        let found = tree(&casebook.public());
        let of_one = versions.iter().any(|version| clean(*version) == found);
        assert!(of_one, "round {round} is a mixture");
    }
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let casebook = Casebook::new().with(&[
        ("public/.casebook-stage/lock", ""),
        ("public/.casebook-stage/files/7", "half a pa"),
        ("public/.casebook-stage/tree/shop/index.html", "half a pa"),
        ("public/.casebook-stage/next", "casebook man"),
    ]);
    casebook.publish(&[("index.html", "page")]).unwrap();
    assert_eq!(casebook.site(), files(&[("index.html", "page")]));
    assert!(!casebook.path("public/.casebook-stage").exists());
}

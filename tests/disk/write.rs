//! What a written site holds, what stays in its folder and what is refused.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use casebook::disk::{DiskError, Put, SiteWriter, Written};
use rayon::prelude::*;

use crate::support::*;

fn counts(written: usize, unchanged: usize, removed: usize) -> Written {
    Written {
        written,
        unchanged,
        removed,
    }
}

/// An error with the folder that the test runs in left out.
fn said<T>(casebook: &Casebook, result: Result<T, DiskError>) -> String {
    let error = result.err().expect("an error").to_string();
    error.replace(&format!("{}/", casebook.root.display()), "")
}

#[test]
fn a_site_is_written_whole_and_nothing_else_is_left() {
    let casebook = Casebook::new();
    let site = [
        ("index.html", "home"),
        ("shop/index.html", "shop"),
        ("shop/themes/delivery/returns/index.html", "returns"),
        (".nojekyll", ""),
    ];
    assert_eq!(casebook.publish(&site).unwrap(), counts(4, 0, 0));
    assert_eq!(casebook.site(), files(&site));
    assert_eq!(
        fs::read_to_string(casebook.path("public/.casebook-manifest")).unwrap(),
        "casebook manifest 1\n= .nojekyll\n= index.html\n= shop/index.html\n\
         = shop/themes/delivery/returns/index.html\n"
    );
}

#[test]
fn only_what_changed_is_written() {
    let casebook = Casebook::new();
    casebook
        .publish(&[("a.html", "one"), ("b.html", "one"), ("c/d.html", "one")])
        .unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let stamp = |path: &str, set: bool| {
        let file = fs::File::options()
            .write(true)
            .open(casebook.path("public").join(path))
            .unwrap();
        if set {
            file.set_modified(long_ago).unwrap();
        }
        file.metadata().unwrap().modified().unwrap() == long_ago
    };
    for path in ["a.html", "b.html", "c/d.html", ".casebook-manifest"] {
        stamp(path, true);
    }
    let site = [("a.html", "one"), ("b.html", "two"), ("c/d.html", "three")];
    assert_eq!(casebook.publish(&site).unwrap(), counts(2, 1, 0));
    assert_eq!(casebook.site(), files(&site));
    assert!(stamp("a.html", false));
    assert!(!stamp("b.html", false));
    assert!(stamp(".casebook-manifest", false));
    assert_eq!(casebook.publish(&site).unwrap(), counts(0, 3, 0));
}

#[test]
fn a_put_tells_what_became_of_the_file() {
    let casebook = Casebook::new();
    casebook.publish(&[("a", "same"), ("b", "size")]).unwrap();
    let writer = casebook.writer();
    assert_eq!(writer.put("a", b"same").unwrap(), Put::Unchanged);
    assert_eq!(writer.put("b", b"SIZE").unwrap(), Put::Staged);
    assert_eq!(writer.put("c/d/e", b"").unwrap(), Put::Staged);
}

#[test]
fn a_file_that_stands_there_is_kept_when_it_is_the_one_that_is_meant() {
    let casebook = Casebook::new();
    casebook
        .publish(&[("a.png", "one"), ("b.png", "two")])
        .unwrap();
    fs::write(casebook.path("public/foreign.png"), "one").unwrap();
    let writer = casebook.writer();
    let is_one = |bytes: &[u8]| bytes == b"one";
    assert!(writer.keep("a.png", &is_one).unwrap());
    for other in ["b.png", "missing.png", "foreign.png", "../a.png"] {
        assert!(!writer.keep(other, &is_one).unwrap(), "{other}");
    }
    writer.put("b.png", b"three").unwrap();
    assert_eq!(writer.finish().unwrap(), counts(1, 1, 0));
    let read = |name: &str| fs::read_to_string(casebook.path("public").join(name)).unwrap();
    assert_eq!(read("a.png") + &read("b.png"), "onethree");

    // What is kept is put: once, and a file that is not kept again goes.
    let writer = casebook.writer();
    assert!(writer.keep("a.png", &is_one).unwrap());
    let twice = writer.keep("a.png", &is_one);
    assert!(said(&casebook, twice).contains("a.png"));
}

#[test]
fn a_file_of_ours_that_was_edited_or_lost_is_made_again() {
    let casebook = Casebook::new();
    let site = [("a.html", "one"), ("b/c.html", "one"), ("b/d.html", "one")];
    casebook.publish(&site).unwrap();
    fs::write(casebook.path("public/a.html"), "two").unwrap();
    fs::remove_file(casebook.path("public/b/c.html")).unwrap();
    assert_eq!(casebook.publish(&site).unwrap(), counts(2, 1, 0));
    fs::remove_dir_all(casebook.path("public/b")).unwrap();
    assert_eq!(casebook.publish(&site).unwrap(), counts(2, 1, 0));
    assert_eq!(casebook.site(), files(&site));
}

#[test]
fn pages_that_are_gone_already_are_not_counted_as_removed() {
    let casebook = Casebook::new();
    let site = [("a.html", "one"), ("b.html", "one"), ("c.html", "one")];
    assert_eq!(casebook.publish(&site).unwrap(), counts(3, 0, 0));
    fs::remove_file(casebook.path("public/b.html")).unwrap();
    assert_eq!(casebook.publish(&site[..1]).unwrap(), counts(0, 1, 1));
}

#[test]
fn stale_pages_go_and_foreign_files_stay() {
    let casebook = Casebook::new().with(&[
        ("public/CNAME", "example.org"),
        ("public/shop/P07/photo.jpg", "mine"),
        ("public/empty/.keep", ""),
    ]);
    let page = |name: &'static str| (name, "page");
    let first = [
        page("index.html"),
        page("shop/P07/index.html"),
        page("shop/P08/deep/index.html"),
        page("shop/index.html"),
        page("old/index.html"),
        page("empty/index.html"),
    ];
    assert_eq!(casebook.publish(&first).unwrap(), counts(6, 0, 0));
    let second = [page("index.html"), page("shop/index.html")];
    assert_eq!(casebook.publish(&second).unwrap(), counts(0, 2, 4));
    assert_eq!(
        casebook.site(),
        files(&[
            ("CNAME", "example.org"),
            ("empty/.keep", ""),
            ("index.html", "page"),
            ("shop/P07/photo.jpg", "mine"),
            ("shop/index.html", "page"),
        ])
    );
}

#[test]
fn a_foreign_file_is_never_replaced() {
    let casebook = Casebook::new().with(&[
        ("public/index.html", "by hand"),
        ("public/shop", "a file"),
        ("public/notes/list.txt", "by hand"),
    ]);
    let before = tree(&casebook.public());
    for (address, foreign) in [
        ("index.html", "index.html"),
        ("shop/index.html", "shop"),
        ("shop/deep/index.html", "shop"),
        ("notes", "notes/list.txt"),
    ] {
        let result = casebook.publish(&[("a.html", "page"), (address, "by hand")]);
        assert_eq!(
            said(&casebook, result),
            format!(
                "could not write `public/{foreign}`: what stands there was not written by \
                 casebook; move it away, or write the site to another folder"
            ),
        );
        assert_eq!(tree(&casebook.public()), before);
    }
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let casebook = Casebook::new();
    let first = [
        ("a", "file"),
        ("b/index.html", "page"),
        ("b/c/index.html", "page"),
        ("d", "file"),
    ];
    casebook.publish(&first).unwrap();
    fs::create_dir_all(casebook.path("public/b/empty/more")).unwrap();
    let second = [("a/deep/index.html", "page"), ("b", "file"), ("d", "file")];
    assert_eq!(casebook.publish(&second).unwrap(), counts(2, 1, 3));
    assert_eq!(casebook.site(), files(&second));
    assert_eq!(casebook.publish(&first).unwrap(), counts(3, 1, 2));
    assert_eq!(casebook.site(), files(&first));
}

#[test]
fn an_address_that_is_the_folder_of_another_is_an_error() {
    let casebook = Casebook::new();
    casebook.publish(&[("index.html", "one")]).unwrap();
    let before = tree(&casebook.public());
    for addresses in [["a", "a/b/c"], ["a/b/c", "a"]] {
        let result = casebook.publish(&addresses.map(|address| (address, "x")));
        assert_eq!(
            said(&casebook, result),
            "could not write the address `a`: it is the folder of `a/b/c`"
        );
        assert_eq!(tree(&casebook.public()), before);
    }
}

#[test]
fn an_address_is_written_once() {
    let casebook = Casebook::new();
    assert_eq!(
        said(&casebook, casebook.publish(&[("a", "x"), ("a", "x")])),
        "could not write the address `a`: it was written before in this build"
    );
}

#[test]
fn no_address_leaves_the_output_folder() {
    let casebook = Casebook::new();
    let writer = casebook.writer();
    for address in [
        "../x",
        "a/../../x",
        "/x",
        "a//x",
        "a/",
        "",
        ".",
        "C:x",
        "a\\..\\..\\x",
        "a\0",
        ".casebook-manifest",
        ".casebook-stage/tree/x",
    ] {
        let result = writer.put(address, b"x");
        let is_refused = matches!(&result, Err(DiskError::Address { .. }));
        assert!(is_refused, "{address}: {result:?}");
    }
    assert_eq!(
        said(&casebook, writer.put("a/aux.txt", b"x")),
        "could not write the address `a/aux.txt`: it has the name `aux.txt`, \
         which Windows reserves"
    );
    drop(writer);
    assert!(tree(&casebook.root).is_empty());
}

#[test]
fn a_build_that_is_abandoned_leaves_the_site_as_it_was() {
    let casebook = Casebook::new();
    casebook.writer().abandon();
    assert!(!casebook.public().exists());

    casebook.publish(&[("a", "one"), ("b/c", "one")]).unwrap();
    let before = tree(&casebook.public());
    let change = || {
        let writer = casebook.writer();
        writer.put("a", b"two").unwrap();
        writer.put("d/e", b"two").unwrap();
        writer
    };
    change().abandon();
    assert_eq!(tree(&casebook.public()), before);
    drop(change());
    assert_eq!(tree(&casebook.public()), before);
    let failed = change();
    failed.put("..", b"").unwrap_err();
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| failed.finish())).is_err());
    assert_eq!(tree(&casebook.public()), before);
}

#[test]
fn files_are_put_from_many_threads() {
    let casebook = Casebook::new();
    let page = |n: usize| (format!("shop/{}/{n}/index.html", n % 7), "x".repeat(n));
    for (round, changed) in [(0, 500), (1, 0)] {
        let writer = casebook.writer();
        let put = (0..500).into_par_iter().map(|n| {
            let (address, bytes) = page(n);
            writer.put(&address, bytes.as_bytes()).unwrap()
        });
        let staged = put.filter(|put| *put == Put::Staged).count();
        assert_eq!(staged, changed);
        let written = writer.finish().unwrap();
        assert_eq!(written, counts(changed, 500 - changed, 0), "{round}");
    }
    assert_eq!(casebook.site(), (0..500).map(page).collect());
}

#[test]
fn the_output_folder_is_not_one_that_people_write() {
    let casebook = Casebook::new().with(&[("content/a.md", "")]);
    let before = tree(&casebook.root);
    let open = |path: &Path| said(&casebook, SiteWriter::open(path, &casebook.root));
    for (path, reason) in [
        ("content", "the notes are in `content`"),
        ("content/public", "the notes are in `content`"),
        ("public/../content", "the notes are in `content`"),
        ("private", "the deny list is in `private`"),
        ("themes", "the site themes are in `themes`"),
        (".git", "git keeps its history in `.git`"),
    ] {
        assert_eq!(
            open(&casebook.path(path)),
            format!("could not write the site to `{path}`: {reason}")
        );
    }
    let root = casebook.root.display();
    assert_eq!(
        open(&casebook.root),
        format!("could not write the site to `{root}`: it is the casebook itself")
    );
    assert_eq!(
        open(Path::new("/")),
        "could not write the site to `/`: it is the root of the file system"
    );
    let above = casebook.root.parent().unwrap();
    assert_eq!(
        open(above),
        format!(
            "could not write the site to `{}`: the casebook lies in it",
            above.display()
        )
    );
    assert_eq!(tree(&casebook.root), before);
}

#[test]
fn a_file_cannot_be_the_output_folder() {
    let casebook = Casebook::new().with(&[("public", "by hand")]);
    let open = |path: &str| SiteWriter::open(&casebook.path(path), &casebook.root);
    assert_eq!(
        said(&casebook, open("public/deep")),
        "could not write `public/deep`: not a folder"
    );
    assert_eq!(
        said(&casebook, open("public")),
        "could not write `public`: not a folder"
    );
    assert_eq!(tree(&casebook.root), files(&[("public", "by hand")]));
}

#[test]
fn a_damaged_manifest_is_told_and_nothing_is_lost() {
    let casebook = Casebook::new();
    let outside = ("precious.md", "words");
    let casebook = casebook.with(&[outside]);
    casebook.publish(&[("a", "one")]).unwrap();
    for damage in ["", "= a", "casebook manifest 1\n= a\n= ../precious.md\n"] {
        fs::write(casebook.path("public/.casebook-manifest"), damage).unwrap();
        let line = damage.lines().count().max(1);
        assert_eq!(
            said(&casebook, casebook.publish(&[])),
            format!(
                "could not read `public/.casebook-manifest`: line {line} is not a manifest's; \
                 empty the output folder, or write the site to another one"
            )
        );
    }
    assert!(casebook.path("precious.md").exists());
    assert!(casebook.path("public/a").exists());
}

/// What the manifest says of the bytes `page`.
const HASH_OF_PAGE: &str = "6614bde417353636";

#[test]
fn a_file_that_was_announced_is_ours_only_with_its_bytes() {
    let casebook = Casebook::new();
    let manifest = format!(
        "casebook manifest 1\n= a\n+ {hash} came\n+ {hash} never-came\n+ {hash} foreign\n",
        hash = HASH_OF_PAGE
    );
    let casebook = casebook.with(&[
        ("public/.casebook-manifest", manifest.as_str()),
        ("public/a", "page"),
        ("public/came", "page"),
        ("public/foreign", "by hand"),
    ]);
    assert_eq!(casebook.publish(&[("a", "page")]).unwrap(), counts(0, 1, 1));
    assert_eq!(
        casebook.site(),
        files(&[("a", "page"), ("foreign", "by hand")])
    );
}

#[test]
fn the_empty_folders_of_a_killed_build_go() {
    let casebook = Casebook::new();
    let manifest = format!(
        "casebook manifest 1\n= a\n= shop/P07/index.html\n+ {} new/deep/index.html\n",
        HASH_OF_PAGE
    );
    let casebook = casebook.with(&[
        ("public/.casebook-manifest", manifest.as_str()),
        ("public/a", "page"),
    ]);
    fs::create_dir_all(casebook.path("public/shop")).unwrap();
    fs::create_dir_all(casebook.path("public/new/deep")).unwrap();
    fs::create_dir_all(casebook.path("public/mine")).unwrap();
    let site = [("a", "page")];
    assert_eq!(casebook.publish(&site).unwrap(), counts(0, 1, 0));
    assert_eq!(casebook.site(), files(&[("a", "page"), ("mine/", "")]));
}

#[test]
fn one_build_waits_for_another() {
    let casebook = Casebook::new();
    let first = casebook.writer();
    let patience = Duration::from_millis(40);
    let second = SiteWriter::open_within(&casebook.public(), &casebook.root, patience);
    assert_eq!(
        said(&casebook, second),
        "another build is writing `public`: try again when it has ended"
    );
    std::thread::scope(|scope| {
        let second = scope.spawn(|| casebook.publish(&[("a", "two")]));
        std::thread::sleep(patience);
        first.put("a", b"one").unwrap();
        first.put("b", b"one").unwrap();
        first.finish().unwrap();
        assert_eq!(second.join().unwrap().unwrap(), counts(1, 0, 1));
    });
    assert_eq!(casebook.site(), files(&[("a", "two")]));
}

/// What it read before it waited may be another thing by now.
#[test]
fn a_build_that_waited_for_another_knows_it() {
    let casebook = Casebook::new();
    let first = casebook.writer();
    assert!(!first.has_waited());
    std::thread::scope(|scope| {
        let second = scope.spawn(|| casebook.writer().has_waited());
        std::thread::sleep(Duration::from_millis(80));
        first.abandon();
        assert!(second.join().unwrap());
    });
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let casebook = Casebook::new();
        casebook
            .publish(&[("a/b/page", "page"), ("c", "page"), ("d/page", "page")])
            .unwrap();
        // Our folders and files were replaced by links to places of the same names.
        let elsewhere = casebook.beside("elsewhere");
        for path in ["b/page", "c", "page"] {
            write_file(&elsewhere.join(path), b"precious");
        }
        let replace = |path: &str, to: &Path| {
            let path = casebook.path("public").join(path);
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
            symlink(to, path).unwrap();
        };
        replace("a", &elsewhere);
        replace("c", &elsewhere.join("c"));
        replace("d", &elsewhere);
        let before = tree(casebook.root.parent().unwrap());
        for (address, link) in [("a/b/page", "a"), ("a/new", "a"), ("c", "c")] {
            let result = casebook.publish(&[(address, "new")]);
            let expected = format!("could not write `public/{link}`: what stands there");
            let said = said(&casebook, result);
            assert!(said.starts_with(&expected), "{said}");
        }
        assert_eq!(tree(casebook.root.parent().unwrap()), before);

        assert_eq!(casebook.publish(&[("e", "new")]).unwrap(), counts(1, 0, 0));
        assert_eq!(
            tree(&elsewhere),
            files(&[
                ("b/page", "precious"),
                ("c", "precious"),
                ("page", "precious")
            ])
        );
        assert!(casebook.path("public/a").is_symlink());
    }

    #[test]
    fn an_output_folder_behind_a_link_is_judged_where_it_is() {
        let casebook = Casebook::new().with(&[("content/a.md", "")]);
        symlink("content", casebook.path("public")).unwrap();
        assert_eq!(
            said(&casebook, casebook.publish(&[("a", "")])),
            "could not write the site to `public`: the notes are in `content`"
        );
        fs::remove_file(casebook.public()).unwrap();
        fs::create_dir(casebook.beside("www")).unwrap();
        symlink("../www", casebook.path("public")).unwrap();
        casebook.publish(&[("a", "page")]).unwrap();
        assert_eq!(
            fs::read_to_string(casebook.beside("www/a")).unwrap(),
            "page"
        );
    }

    /// A second name of a file stands for a file system that does not tell the two names apart.
    #[test]
    fn a_page_whose_address_changed_in_case_alone_is_ours() {
        let casebook = Casebook::new();
        let page = |address: &'static str| (address, "page");
        casebook
            .publish(&[
                page("Sizing/index.html"),
                page("Sizing/old.html"),
                page("a.html"),
            ])
            .unwrap();
        let public = casebook.public();
        fs::create_dir(public.join("sizing")).unwrap();
        let name = public.join("sizing/index.html");
        fs::hard_link(public.join("Sizing/index.html"), name).unwrap();
        let site = [page("sizing/index.html"), page("a.html")];
        assert_eq!(casebook.publish(&site).unwrap(), counts(1, 1, 2));
        assert_eq!(casebook.site(), files(&site));
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_told() {
        if !is_refusable("write::unix::a_folder_that_may_not_be_written_is_told") {
            return;
        }
        let casebook = Casebook::new();
        casebook
            .publish(&[("a", "one"), ("shop/index.html", "one")])
            .unwrap();
        let allow = |path: &str, mode| {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(casebook.path(path), mode).unwrap();
        };
        allow("public", 0o555);
        let all = casebook.publish(&[("a", "two")]);
        allow("public", 0o755);
        assert_eq!(
            said(&casebook, all),
            "could not write `public`: permission denied"
        );
        allow("public/shop", 0o555);
        let one = casebook.publish(&[("a", "one"), ("shop/index.html", "two")]);
        allow("public/shop", 0o755);
        assert_eq!(
            said(&casebook, one),
            "could not write `public/shop/index.html`: permission denied"
        );
        assert_eq!(
            casebook.site(),
            files(&[("a", "one"), ("shop/index.html", "one")])
        );
        allow(".", 0o555);
        let new = SiteWriter::open(&casebook.path("new"), &casebook.root);
        allow(".", 0o755);
        assert_eq!(
            said(&casebook, new),
            "could not write `new`: permission denied"
        );
    }

    #[test]
    fn the_home_folder_is_not_written_over() {
        let test = "write::unix::the_home_folder_is_not_written_over";
        let casebook = Casebook::new();
        match task() {
            None => {
                let home = casebook.beside("home");
                fs::create_dir(&home).unwrap();
                let task = home.display().to_string();
                let child = child(test, &task).env("HOME", &home).output().unwrap();
                assert!(child.status.success(), "{child:?}");
            }
            Some(home) => {
                let result = SiteWriter::open(Path::new(&home), &casebook.root);
                assert!(said(&casebook, result).ends_with(": it is your home folder"));
            }
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_leaves_the_last_site() {
        if task().is_none() {
            // Again, where a disk can be mounted that nobody else sees.
            let test = child("write::unix::a_full_disk_leaves_the_last_site", "");
            let alone = Command::new("unshare")
                .args(["--mount", "--map-root-user", "--"])
                .arg(test.get_program())
                .args(test.get_args())
                .envs(
                    test.get_envs()
                        .filter_map(|(name, value)| Some((name, value?))),
                )
                .output();
            return match alone {
                Ok(done) if String::from_utf8_lossy(&done.stdout).contains("running 1 test") => {
                    assert!(done.status.success(), "{done:?}");
                }
                other => eprintln!("skipped: {other:?}"),
            };
        }
        let casebook = Casebook::new();
        fs::create_dir(casebook.public()).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=512k", "tmpfs"])
            .arg(casebook.public())
            .status();
        if !mounted.is_ok_and(|status| status.success()) {
            return eprintln!("skipped: no mount");
        }
        casebook.publish(&[("a", "one"), ("b/c", "one")]).unwrap();
        let before = tree(&casebook.public());
        let big = "x".repeat(1 << 20);
        let result = casebook.publish(&[("a", "two"), ("b/d", &big)]);
        assert_eq!(
            said(&casebook, result),
            "could not write `public/b/d`: the disk is full"
        );
        assert_eq!(tree(&casebook.public()), before);
        assert_eq!(casebook.publish(&[("a", "two")]).unwrap(), counts(1, 0, 1));
    }
}

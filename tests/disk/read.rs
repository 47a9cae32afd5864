//! What a snapshot holds, what it passes over and what it tells.

use std::fs;

use casebook::disk::snapshot;
use casebook::source::Snapshot;

use crate::support::*;

fn texts(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.texts().map(|(path, _)| &**path).collect()
}

fn media(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.media_paths().map(|path| &**path).collect()
}

fn unread(snapshot: &Snapshot) -> Vec<String> {
    let told = |unread: &casebook::source::Unread| format!("{}: {}", unread.path, unread.reason);
    snapshot.unread.iter().map(told).collect()
}

#[test]
fn a_casebook_is_read_as_texts_and_media() {
    let casebook = Casebook::new().with(&[
        ("site.toml", "title = \"x\""),
        ("README.md", "not content"),
        ("private/deny.txt", "Müller"),
        ("private/notes.md", "not read"),
        ("content/participants.yaml", ""),
        ("content/about.markdown", ""),
        ("content/shop/study.md", "---\n---\n"),
        ("content/shop/interviews/week 1/P07.MD", "> words"),
        ("content/shop/metrics/returns.csv", ""),
        ("content/shop/media/p07.vtt", ""),
        ("content/shop/media/p07.mp3", "sound"),
        ("content/shop/media/LICENCE", ""),
        ("themes/mine/theme.toml", ""),
        ("themes/mine/templates/base.html", ""),
        ("themes/mine/assets/style.css", ""),
        ("themes/mine/assets/font.woff2", "\0\u{1}"),
    ]);
    let snapshot = snapshot(&casebook.root).unwrap();
    assert_eq!(
        texts(&snapshot),
        [
            "content/about.markdown",
            "content/participants.yaml",
            "content/shop/interviews/week 1/P07.MD",
            "content/shop/media/p07.vtt",
            "content/shop/metrics/returns.csv",
            "content/shop/study.md",
            "private/deny.txt",
            "site.toml",
            "themes/mine/assets/style.css",
            "themes/mine/templates/base.html",
            "themes/mine/theme.toml",
        ]
    );
    assert_eq!(
        media(&snapshot),
        [
            "content/shop/media/LICENCE",
            "content/shop/media/p07.mp3",
            "themes/mine/assets/font.woff2",
        ]
    );
    assert_eq!(unread(&snapshot), [""; 0]);
    let note = snapshot.text("content/shop/interviews/week 1/P07.MD");
    assert_eq!(&*note.unwrap().text, "> words");
    let sound = snapshot.media("content/shop/media/p07.mp3").unwrap();
    assert_eq!(sound.bytes().unwrap(), b"sound");
}

#[test]
fn a_casebook_of_nothing_is_read_and_a_missing_one_is_not() {
    let casebook = Casebook::new();
    assert!(texts(&snapshot(&casebook.root).unwrap()).is_empty());
    let missing = snapshot(&casebook.path("no")).unwrap_err().to_string();
    let expected = format!(
        "could not read `{}`: no such file or folder",
        casebook.path("no").display()
    );
    assert_eq!(missing, expected);
    let casebook = casebook.with(&[("file", "")]);
    let file = snapshot(&casebook.path("file")).unwrap_err().to_string();
    assert!(file.ends_with(": not a folder"), "{file}");
}

#[test]
fn hidden_files_and_leavings_are_passed_over() {
    let casebook = Casebook::new().with(&[
        ("content/.obsidian/app.md", ""),
        ("content/.trash/P01.md", ""),
        ("content/.git/HEAD.md", ""),
        ("content/node_modules/x/README.md", ""),
        ("content/shop/P07.md", ""),
        ("content/shop/P07.md~", ""),
        ("content/shop/.P07.md.swp", ""),
        ("content/shop/P07.swp", ""),
        ("content/shop/P07.tmp", ""),
        ("content/shop/#P07.md#", ""),
        ("content/shop/.DS_Store", ""),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("ana@host.1", casebook.path("content/shop/.#P07.md")).unwrap();
    let snapshot = snapshot(&casebook.root).unwrap();
    assert_eq!(texts(&snapshot), ["content/shop/P07.md"]);
    assert!(media(&snapshot).is_empty());
    assert!(unread(&snapshot).is_empty());
}

#[test]
fn a_written_site_is_not_read_as_content() {
    let casebook = Casebook::new().with(&[("content/P07.md", "")]);
    casebook.publish(&[("index.html", "")]).unwrap();
    fs::rename(casebook.public(), casebook.path("content/public")).unwrap();
    let snapshot = snapshot(&casebook.root).unwrap();
    assert_eq!(texts(&snapshot), ["content/P07.md"]);
    assert!(media(&snapshot).is_empty());
    assert_eq!(
        unread(&snapshot),
        ["content/public: it is a folder that casebook writes"]
    );
}

#[test]
fn a_text_that_no_person_wrote_is_told() {
    let casebook = Casebook::new();
    write_file(&casebook.path("content/least.md"), &vec![b'x'; 16 << 20]);
    write_file(
        &casebook.path("content/more.md"),
        &vec![b'x'; (16 << 20) + 1],
    );
    let snapshot = snapshot(&casebook.root).unwrap();
    assert_eq!(texts(&snapshot), ["content/least.md"]);
    assert_eq!(
        unread(&snapshot),
        ["content/more.md: it is larger than 16 MiB"]
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn links_inside_the_casebook_are_followed() {
        let casebook = Casebook::new().with(&[
            ("content/shop/P07.md", "words"),
            ("recordings/p07.mp3", "sound"),
            ("shared/glossary.md", "words"),
        ]);
        symlink("../../recordings", casebook.path("content/shop/media")).unwrap();
        symlink(
            "../shared/glossary.md",
            casebook.path("content/glossary.md"),
        )
        .unwrap();
        symlink("shop", casebook.path("content/store")).unwrap();
        let snapshot = snapshot(&casebook.root).unwrap();
        assert_eq!(
            texts(&snapshot),
            [
                "content/glossary.md",
                "content/shop/P07.md",
                "content/store/P07.md",
            ]
        );
        assert_eq!(media(&snapshot), ["content/shop/media/p07.mp3"]);
        let sound = snapshot.media("content/shop/media/p07.mp3").unwrap();
        assert_eq!(sound.bytes().unwrap(), b"sound");
        assert_eq!(
            unread(&snapshot),
            ["content/store/media: it is a link to a folder inside another linked folder"]
        );
    }

    #[test]
    fn a_linked_content_folder_and_a_linked_root_are_followed() {
        let casebook = Casebook::new().with(&[("notes/shop/P07.md", "words")]);
        symlink("notes", casebook.path("content")).unwrap();
        symlink(&casebook.root, casebook.beside("link")).unwrap();
        let snapshot = snapshot(&casebook.beside("link")).unwrap();
        assert_eq!(texts(&snapshot), ["content/shop/P07.md"]);
        assert_eq!(unread(&snapshot), [""; 0]);
    }

    #[test]
    fn no_link_leads_out_of_the_casebook() {
        let casebook = Casebook::new().with(&[
            ("content/shop/P07.md", "words"),
            ("private/deny.txt", "Müller"),
        ]);
        write_file(&casebook.beside("secret/passwd.md"), b"secret");
        // A folder whose name begins as the casebook's does.
        write_file(&casebook.beside("notes-old/P01.md"), b"secret");
        for (link, to) in [
            ("content/etc", "../../secret"),
            ("content/passwd.md", "../../secret/passwd.md"),
            ("content/old", "../../notes-old"),
            ("content/deny.txt", "../private/deny.txt"),
            ("content/nowhere.md", "no.md"),
            ("content/self.md", "self.md"),
            ("content/shop/up", ".."),
            ("themes", "../secret"),
        ] {
            symlink(to, casebook.path(link)).unwrap();
        }
        let snapshot = snapshot(&casebook.root).unwrap();
        assert_eq!(
            texts(&snapshot),
            ["content/shop/P07.md", "private/deny.txt"]
        );
        assert!(media(&snapshot).is_empty());
        assert_eq!(
            unread(&snapshot),
            [
                "content/deny.txt: it is a link into `private`, which is never published",
                "content/etc: it is a link to a place outside the casebook",
                "content/nowhere.md: it is a link that leads nowhere",
                "content/old: it is a link to a place outside the casebook",
                "content/passwd.md: it is a link to a place outside the casebook",
                "content/self.md: too many levels of symbolic links",
                "content/shop/up: it is a link to a folder around it",
                "themes: it is a link to a place outside the casebook",
            ]
        );
    }

    #[test]
    fn the_private_folder_is_private_under_another_name_too() {
        // As on a disk that tells no `Private` from `private`.
        let casebook = Casebook::new().with(&[
            ("content/shop/P07.md", "words"),
            ("Vault/deny.txt", "Müller"),
            ("Vault/list.png", "names"),
        ]);
        symlink("Vault", casebook.path("private")).unwrap();
        symlink("../../Vault", casebook.path("content/shop/media")).unwrap();
        symlink("../Vault/deny.txt", casebook.path("content/deny.md")).unwrap();
        let snapshot = snapshot(&casebook.root).unwrap();
        assert!(media(&snapshot).is_empty());
        assert_eq!(
            unread(&snapshot),
            [
                "content/deny.md: it is a link into `private`, which is never published",
                "content/shop/media: it is a link into `private`, which is never published",
            ]
        );
    }

    #[test]
    fn a_deny_list_behind_a_dead_link_is_told() {
        let casebook = Casebook::new();
        symlink("../no/private", casebook.path("private")).unwrap();
        assert_eq!(
            unread(&snapshot(&casebook.root).unwrap()),
            ["private/deny.txt: it is a link that leads nowhere"]
        );
    }

    #[test]
    fn folders_that_link_to_each_other_are_read_once_each() {
        let casebook = Casebook::new();
        for n in 0..12 {
            write_file(&casebook.path(&format!("content/{n}/P07.md")), b"");
            for m in (0..12).filter(|m| *m != n) {
                let link = casebook.path(&format!("content/{n}/to-{m}"));
                symlink(format!("../{m}"), link).unwrap();
            }
        }
        let snapshot = snapshot(&casebook.root).unwrap();
        assert_eq!(texts(&snapshot).len(), 12 + 12 * 11);
    }

    #[test]
    fn media_that_became_a_link_to_elsewhere_is_not_read() {
        let casebook = Casebook::new().with(&[("content/media/p07.png", "picture")]);
        write_file(&casebook.beside("secret/p07.png"), b"secret");
        let snapshot = snapshot(&casebook.root).unwrap();
        let picture = snapshot.media("content/media/p07.png").unwrap();
        assert_eq!(picture.bytes().unwrap(), b"picture");

        fs::remove_dir_all(casebook.path("content/media")).unwrap();
        symlink("../../secret", casebook.path("content/media")).unwrap();
        assert_eq!(
            picture.bytes().unwrap_err().to_string(),
            "it leads to a place that is not published"
        );
    }

    #[test]
    fn what_is_no_ordinary_file_is_told_and_not_opened() {
        let casebook = Casebook::new().with(&[("content/P07.md", "")]);
        let pipe = casebook.path("content/pipe.md");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            return eprintln!("skipped: no mkfifo");
        }
        assert_eq!(
            unread(&snapshot(&casebook.root).unwrap()),
            ["content/pipe.md: it is not an ordinary file"]
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_name_that_is_not_utf8_is_told() {
        let casebook = Casebook::new().with(&[("content/P07.md", "")]);
        let folder = casebook.path("content");
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
        fs::write(folder.join(name).with_extension("md"), "words").unwrap();
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("P08.md"), "words").unwrap();
        let snapshot = snapshot(&casebook.root).unwrap();
        assert_eq!(texts(&snapshot), ["content/P07.md"]);
        assert_eq!(
            unread(&snapshot),
            [
                "content/caf\u{fffd}: its name is not UTF-8",
                "content/caf\u{fffd}.md: its name is not UTF-8",
            ]
        );
    }

    #[test]
    fn what_the_system_refuses_to_read_is_told() {
        if !is_refusable("read::unix::what_the_system_refuses_to_read_is_told") {
            return;
        }
        let casebook = Casebook::new().with(&[
            ("content/P07.md", ""),
            ("content/P08.md", ""),
            ("content/shut/P09.md", ""),
        ]);
        let allow = |path: &str, mode| {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(casebook.path(path), mode).unwrap();
        };
        allow("content/P08.md", 0o000);
        allow("content/shut", 0o000);
        let snapshot = snapshot(&casebook.root).unwrap();
        allow("content/shut", 0o700);
        assert_eq!(texts(&snapshot), ["content/P07.md"]);
        assert_eq!(
            unread(&snapshot),
            [
                "content/P08.md: permission denied",
                "content/shut: permission denied",
            ]
        );
    }
}

//! Views and templates use texts that the English language file has, and it has no others.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::collections::BTreeSet;
use std::path::Path;

use casebook::language::Language;

/// The texts of all files below a folder that end so.
fn sources(folder: &Path, ending: &str, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, ending, into);
        } else if path.to_string_lossy().ends_with(ending) {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The string literals that look like a text's key: `section.name`.
fn keys(source: &str, sections: &BTreeSet<&str>) -> BTreeSet<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-{}".contains(c);
    source
        .split('"')
        .filter(|part| part.chars().all(plain))
        .filter(|part| {
            part.split_once('.')
                .is_some_and(|(s, name)| sections.contains(s) && !name.is_empty())
        })
        .filter(|part| {
            ![
                "html", "toml", "css", "js", "md", "xml", "csv", "json", "txt",
            ]
            .iter()
            .any(|end| part.ends_with(&format!(".{end}")))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_text_that_is_used_exists_and_every_text_that_exists_is_used() {
    let language = Language::english();
    let known: BTreeSet<&str> = language.keys().map(|(key, _)| key).collect();
    let sections: BTreeSet<&str> = known
        .iter()
        .filter_map(|k| Some(k.split_once('.')?.0))
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = String::new();
    for (folder, ending) in [("src", ".rs"), ("themes/default/templates", ".html")] {
        sources(&root.join(folder), ending, &mut source);
    }
    let used = keys(&source, &sections);
    // `status.{}` stands for every text of its section.
    let (patterns, used): (Vec<&String>, Vec<&String>) = used.iter().partition(|k| k.contains('{'));
    let prefixes: Vec<&str> = patterns
        .iter()
        .map(|p| p.split('{').next().unwrap_or(p))
        .collect();
    let missing: Vec<&&String> = used
        .iter()
        .filter(|key| !known.contains(key.as_str()))
        .collect();
    assert!(missing.is_empty(), "texts that en.toml lacks: {missing:?}");
    let unused: Vec<&&str> = known
        .iter()
        .filter(|key| key.contains('.'))
        .filter(|key| !used.iter().any(|u| u == *key))
        .filter(|key| !prefixes.iter().any(|prefix| key.starts_with(prefix)))
        .collect();
    assert!(unused.is_empty(), "texts that nothing uses: {unused:?}");
}

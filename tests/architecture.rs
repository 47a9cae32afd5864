//! The layers of ARCHITECTURE.md, kept: no module uses one below it, and each says what it is.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer; each may use its own and those above it.
const LAYERS: &[&[&str]] = &[
    &[
        "source",
        "diagnostic",
        "config",
        "language",
        "address_rules",
        "deny",
        "media",
        "colour",
        "card",
    ],
    &["parse"],
    &["model"],
    &["check", "analyse"],
    &["view"],
    &["render"],
    &["build"],
    &["disk", "live"],
    &["cli"],
];

/// Modules of one layer that never see each other.
const STRANGERS: &[(&str, &str)] = &[("check", "analyse"), ("disk", "build"), ("disk", "parse")];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(Path::new("src"), &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    found.into_iter().map(read).collect()
}

/// The crate's module that a file belongs to.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules that a file names as `crate::name`, tests at its end left out.
fn used(text: &str) -> Vec<String> {
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].rfind('\n').map_or(0, |i| i + 1);
        if code[line..at].trim_start().starts_with("//") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split('}').next().unwrap_or(group);
            names.extend(
                inside
                    .split(',')
                    .map(|n| n.trim().split("::").next().unwrap_or("").to_owned()),
            );
        } else {
            names.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    names
}

#[test]
fn no_module_uses_one_below_it() {
    let layer: BTreeMap<&str, usize> = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(at, names)| names.iter().map(move |name| (*name, at)))
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in all() {
        let own = module(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let Some(own_layer) = layer.get(own.as_str()) else {
            wrong.push(format!("{}: `{own}` stands in no layer", path.display()));
            continue;
        };
        for name in used(&text) {
            let below = layer
                .get(name.as_str())
                .is_some_and(|used| used > own_layer);
            let stranger = STRANGERS
                .iter()
                .any(|(a, b)| (*a, *b) == (&own, &name) || (*b, *a) == (&own, &name));
            if below || stranger {
                wrong.push(format!("{}: `{own}` may not use `{name}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let silent: Vec<String> = all()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_layer_exists_in_the_code_or_is_still_to_come() {
    let modules: Vec<String> = all().iter().map(|(path, _)| module(path)).collect();
    let to_come = ["live"];
    for name in LAYERS.iter().copied().flatten() {
        let there = modules.iter().any(|m| m == name);
        assert!(there || to_come.contains(name), "no module `{name}`");
    }
}

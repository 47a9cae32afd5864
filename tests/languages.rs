//! Every text that the code and the templates say is in the language files, and the files agree.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::{fs, path::Path};

use casebook::language::{Category, Language, Rules};

const LANGUAGES: &str = "themes/default/languages";

/// All files under a folder, with their text.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the folder can be read");
        if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push((entry.path().display().to_string(), text));
        }
    }
    files
}

/// The keys in `say("key"` and `say(key="key"`, also across a line break.
fn said(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    for after in text.split("say(").skip(1) {
        let after = after.trim_start();
        let after = after.strip_prefix("key").map_or(after, |rest| {
            rest.trim_start_matches([' ', '=']).trim_start()
        });
        if let Some(quoted) = after.strip_prefix('"') {
            keys.extend(quoted.split('"').next());
        }
    }
    keys
}

#[test]
fn no_text_is_missing() {
    let english = Language::english();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for folder in ["src", "themes/default/templates"] {
        for (path, text) in texts(&root.join(folder)) {
            if path.ends_with("language/tests.rs") || path.ends_with("language/mod.rs") {
                continue;
            }
            let keys = said(&text).into_iter().filter(|key| !english.has(key));
            missing.extend(keys.map(|key| format!("{path}: {key}")));
        }
    }
    assert!(
        missing.is_empty(),
        "not in en.toml:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_language_has_the_texts_of_english() {
    let english = Language::english();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(LANGUAGES);
    for (path, text) in texts(&folder) {
        let code = Path::new(&path).file_stem().expect("a file has a name");
        let code = code.to_str().expect("a language code");
        let language = Language::parse(code, &text).unwrap_or_else(|e| panic!("{path}: {e}"));
        for (key, slots) in english.keys() {
            let theirs = language.keys().find(|(their, _)| *their == key);
            let (_, theirs) = theirs.unwrap_or_else(|| panic!("{path} lacks `{key}`"));
            let unknown: Vec<_> = theirs.difference(&slots).collect();
            assert!(unknown.is_empty(), "{path}: `{key}` has slots {unknown:?}");
            // The number that chooses a form need not be said: "two" is a word of its own.
            let lost = slots.difference(&theirs).filter(|slot| **slot != "n");
            let lost: Vec<_> = lost.collect();
            assert!(lost.is_empty(), "{path}: `{key}` lost its slots {lost:?}");
        }
        for (key, _) in language.keys() {
            assert!(english.has(key), "{path}: `{key}` is no text of English");
        }
    }
}

/// A text that differs by number has every form of its language; the form of whole millions is left
/// to whoever needs it.
#[test]
fn every_text_by_number_has_the_forms_of_its_language() {
    fn lacking(at: &str, table: &toml::Table, rules: Rules, found: &mut Vec<String>) {
        let is_form = |key: &str| Category::from_name(key).is_some() || key.parse::<i64>().is_ok();
        if !table.is_empty() && table.keys().all(|key| is_form(key)) {
            let optional = |form: &Category| *form == Category::Many && rules != Rules::Arabic;
            let forms = rules.categories().iter().filter(|form| !optional(form));
            let absent = forms.filter(|form| {
                !(table.keys()).any(|key| Category::from_name(key).as_ref() == Some(form))
            });
            found.extend(absent.map(|form| format!("{at} {form:?}")));
            return;
        }
        for (key, value) in table {
            if let toml::Value::Table(inner) = value {
                lacking(&format!("{at}.{key}"), inner, rules, found);
            }
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(LANGUAGES);
    let mut found = Vec::new();
    for (path, text) in texts(&folder) {
        let code = Path::new(&path).file_stem().expect("a file has a name");
        let code = code.to_string_lossy();
        let rules = Rules::of(&code).expect("a language with plural rules");
        lacking(&code, &text.parse().expect("TOML"), rules, &mut found);
    }
    assert!(found.is_empty(), "forms that are missing: {found:#?}");
}

#[test]
fn the_interface_speaks_six_languages() {
    let theme = casebook::render::site_theme::SiteTheme::built_in();
    let codes: Vec<&str> = theme.languages.keys().map(String::as_str).collect();
    assert_eq!(codes, ["ar", "de", "en", "es", "fr", "pt"]);
}

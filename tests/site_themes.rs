//! `docs/site-theme-views.md` says what every template sees, from the structs themselves; and the
//! site theme `plain` draws the repository's own casebook.
//!
//! `BLESS=1 cargo test --test site_themes` writes the page anew.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const PAGE: &str = "docs/site-theme-views.md";

/// A struct or enum that templates can see.
#[derive(Default)]
struct Seen {
    name: String,
    about: String,
    /// Name, type, what it is; of an enum's variants the type is empty.
    fields: Vec<(String, String, String)>,
    is_enum: bool,
    /// `tag`, `untagged` or nothing, and how names are written.
    serde: String,
    /// Whether it writes itself, as drawings do.
    by_hand: bool,
}

/// Reads every `pub struct` and `pub enum` that is serialized. The code is formatted by rustfmt, so
/// that a line holds one thing.
fn seen(source: &str, into: &mut BTreeMap<String, Seen>) {
    let mut docs = String::new();
    let mut serde = String::new();
    let mut derived = false;
    let mut current: Option<Seen> = None;
    let mut field_serde = String::new();
    for line in source.lines() {
        let bare = line.trim();
        if let Some(doc) = bare.strip_prefix("///") {
            if !docs.is_empty() {
                docs.push(' ');
            }
            docs.push_str(doc.trim());
        } else if let Some(one) = &mut current {
            if line == "}" {
                let one = current.take().expect("it is open");
                into.insert(one.name.clone(), one);
            } else if bare.starts_with("#[serde") {
                field_serde = bare.to_owned();
                continue;
            } else if let Some((name, kind)) = field(bare, one.is_enum)
                && !field_serde.contains("skip)")
            {
                one.fields.push((name, kind, std::mem::take(&mut docs)));
            }
            field_serde.clear();
            if !bare.starts_with("///") {
                docs.clear();
            }
        } else if bare.starts_with("#[derive") {
            derived = bare.contains("Serialize");
        } else if bare.starts_with("#[serde") {
            serde = bare.to_owned();
        } else if let Some(rest) =
            (line.strip_prefix("pub struct ")).or_else(|| line.strip_prefix("pub enum "))
        {
            let name = rest.split([' ', '<', '(', ';']).next().unwrap_or_default();
            let one = Seen {
                name: name.to_owned(),
                about: std::mem::take(&mut docs),
                is_enum: line.starts_with("pub enum"),
                serde: std::mem::take(&mut serde),
                ..Seen::default()
            };
            if derived && rest.ends_with('{') {
                current = Some(one);
            }
            derived = false;
        } else {
            if let Some(name) = bare.strip_prefix("impl Serialize for ") {
                let name = name.trim_end_matches([' ', '{']).to_owned();
                let one = Seen {
                    name: name.clone(),
                    by_hand: true,
                    ..Seen::default()
                };
                into.entry(name).or_insert(one);
            }
            docs.clear();
            if !bare.is_empty() {
                serde.clear();
                derived = false;
            }
        }
    }
}

/// `pub name: Type,`; of an enum `Name { field: Type },` or `Name(Type),` or `Name,`.
fn field(line: &str, is_enum: bool) -> Option<(String, String)> {
    let line = line.strip_suffix(',').unwrap_or(line);
    if is_enum {
        let named = line.split(['(', '{', ' ']).next().unwrap_or_default();
        if named.starts_with(char::is_uppercase) {
            let rest = line[named.len()..].trim();
            return Some((named.to_owned(), rest.to_owned()));
        }
        // A field of a variant, over several lines.
        let (name, kind) = line.split_once(": ")?;
        let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        return plain.then(|| (format!(".{name}"), kind.to_owned()));
    }
    let (name, kind) = line.strip_prefix("pub ")?.split_once(": ")?;
    Some((name.trim_start_matches("r#").to_owned(), kind.to_owned()))
}

/// A type in the words of a template.
fn in_words(kind: &str, known: &BTreeMap<String, Seen>) -> String {
    let inner = |open: &str| {
        let rest = kind.strip_prefix(open)?.strip_suffix('>')?;
        Some(rest)
    };
    if let Some(of) = inner("Option<") {
        return format!("{}, or nothing", in_words(of, known));
    }
    if let Some(of) = inner("Vec<") {
        return format!("list of {}", in_words(of, known));
    }
    for open in ["Box<", "Arc<", "Cow<'static, ", "&'static "] {
        if let Some(of) =
            inner(open).or_else(|| kind.strip_prefix(open).filter(|_| open.starts_with('&')))
        {
            return in_words(of, known);
        }
    }
    if let Some(items) = kind.strip_prefix('[').and_then(|k| k.split_once(';')) {
        return format!("list of {}", in_words(items.0, known));
    }
    match kind {
        "String" | "str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" | "u16" | "u8" | "i64" | "f64" => "number".to_owned(),
        _ => {
            let name = kind.rsplit("::").next().unwrap_or(kind);
            match known.get(name) {
                Some(seen) if seen.by_hand => "SVG".to_owned(),
                // The two that have a section of their own.
                Some(_) if name == "Shell" => "[`page`](#page)".to_owned(),
                Some(_) => format!("[{name}](#{})", name.to_lowercase()),
                None => format!("`{name}`"),
            }
        }
    }
}

/// The names of known types that a type mentions.
fn mentioned<'a>(kind: &str, known: &'a BTreeMap<String, Seen>) -> Vec<&'a str> {
    let words = kind.split(|c: char| !c.is_alphanumeric());
    words
        .filter_map(|word| known.get_key_value(word))
        .filter(|(_, seen)| !seen.by_hand)
        .map(|(name, _)| name.as_str())
        .collect()
}

fn table(one: &Seen, known: &BTreeMap<String, Seen>) -> String {
    let mut out = String::new();
    if !one.about.is_empty() {
        let _ = writeln!(out, "{}\n", one.about);
    }
    if one.is_enum {
        let how = match () {
            _ if one.serde.contains("tag = \"kind\"") => "`kind` says which it is, in lower case:",
            _ if one.serde.contains("untagged") => "One of these, as it is:",
            _ => "One of these words, in lower case:",
        };
        let _ = writeln!(out, "{how}\n");
        let tagged = one.serde.contains("tag = ");
        for (name, kind, about) in &one.fields {
            let about = if about.is_empty() {
                String::new()
            } else {
                format!(": {about}")
            };
            let of = kind.trim_matches(['(', ')', '{', '}', ' ']);
            let _ = match name.strip_prefix('.') {
                Some(field) => writeln!(out, "  - `{field}`, {}{about}", in_words(kind, known)),
                None if tagged && !of.is_empty() => {
                    let (field, kind) = of.split_once(": ").unwrap_or(("", of));
                    let field = if field.is_empty() {
                        String::new()
                    } else {
                        format!("`{field}`, ")
                    };
                    writeln!(
                        out,
                        "- `{}`{about}\n  - {field}{}",
                        name.to_lowercase(),
                        in_words(kind, known)
                    )
                }
                None if of.is_empty() || tagged => {
                    writeln!(out, "- `{}`{about}", name.to_lowercase())
                }
                None => writeln!(out, "- {}{about}", in_words(of, known)),
            };
        }
        out.push('\n');
        return out;
    }
    out.push_str("| field | kind | |\n|---|---|---|\n");
    for (name, kind, about) in &one.fields {
        let about = about.replace('|', "\\|");
        let _ = writeln!(out, "| `{name}` | {} | {about} |", in_words(kind, known));
    }
    out.push('\n');
    out
}

/// Which struct each template sees, read from `View`.
fn templates(source: &str) -> Vec<(String, String)> {
    let variants = source.lines().filter_map(|line| {
        let (variant, rest) = line.trim().split_once("(Box<")?;
        let of = rest.split_once('>')?.0.rsplit("::").next()?;
        Some((variant.to_owned(), of.to_owned()))
    });
    let structs: BTreeMap<String, String> = variants.collect();
    let drawn = source.lines().filter_map(|line| {
        let (variant, rest) = line
            .trim()
            .strip_prefix("View::")?
            .split_once("(_) => Some(\"")?;
        let template = rest.split('"').next()?;
        Some((template.to_owned(), structs.get(variant)?.clone()))
    });
    let mut drawn: Vec<_> = drawn.collect();
    drawn.sort();
    drawn
}

fn page() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root.join("src/view")).sort_by_file_name() {
        let entry = entry.expect("the folder can be read");
        let path = entry.path();
        // Data files have a schema of their own, and no template.
        let is_data = path.components().any(|part| part.as_os_str() == "data");
        if path.extension().is_some_and(|e| e == "rs") && !is_data {
            seen(
                &fs::read_to_string(path).expect("a source file"),
                &mut known,
            );
        }
    }
    let views = fs::read_to_string(root.join("src/view/mod.rs")).expect("a source file");
    let mut out = String::from(
        "# What each template sees\n\n<!-- Written by `BLESS=1 cargo test --test site_themes` from the structs in src/view; do not edit. -->\n\n\
Every template sees `page` and `site`; beside them stand the fields of its own view. [site-themes.md](site-themes.md) says how templates are replaced.\n\n",
    );
    let mut shown: BTreeSet<String> = BTreeSet::new();
    let mut queue: Vec<String> = Vec::new();
    let always = [("`page`", "Shell"), ("`site`", "SiteView")];
    let templates = templates(&views);
    assert!(
        templates.len() > 9,
        "the templates are named in `View::template`"
    );
    let named = templates
        .iter()
        .map(|(template, of)| (format!("`{template}`"), of.clone()));
    let first = always.map(|(name, of)| (name.to_owned(), of.to_owned()));
    for (name, of) in first.into_iter().chain(named) {
        let one = known
            .get(&of)
            .unwrap_or_else(|| panic!("`{of}` is in no file of src/view"));
        let _ = writeln!(out, "## {name}\n");
        out.push_str(&table(one, &known));
        shown.insert(of);
        queue.extend(
            one.fields
                .iter()
                .flat_map(|(_, kind, _)| mentioned(kind, &known))
                .map(str::to_owned),
        );
    }
    out.push_str("## Parts\n\n");
    let mut parts: BTreeSet<String> = BTreeSet::new();
    while let Some(name) = queue.pop() {
        if shown.insert(name.clone()) {
            let kinds = known[&name].fields.iter().map(|(_, kind, _)| kind);
            queue.extend(
                kinds
                    .flat_map(|kind| mentioned(kind, &known))
                    .map(str::to_owned),
            );
            parts.insert(name);
        }
    }
    for name in parts {
        let _ = writeln!(out, "### {name}\n");
        out.push_str(&table(&known[&name], &known));
    }
    out.trim_end().to_owned() + "\n"
}

#[test]
fn the_documentation_of_the_templates_is_that_of_the_structs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let now = page();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &now).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == now,
        "{PAGE} is not what the code says: BLESS=1 cargo test --test site_themes writes it anew"
    );
}

/// Long lists of quotes are drawn without their templates where all of these are built in: to the
/// byte as the templates do it, which a template of the casebook's own brings back.
#[test]
fn quotes_are_drawn_as_their_templates_draw_them() {
    use casebook::build::memo::Memo;
    use casebook::config::{Audience, Config, Today};
    use std::sync::Mutex;

    struct Pages(Mutex<BTreeMap<String, Vec<u8>>>);
    impl casebook::build::Sink for Pages {
        type Error = std::convert::Infallible;
        fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Self::Error> {
            if address.ends_with(".html") {
                let mut pages = self.0.lock().expect("no test panics with it");
                pages.insert(address.to_owned(), bytes.to_vec());
            }
            Ok(())
        }

        fn keeps(
            &self,
            _: &str,
            _: &casebook::build::IsIt,
        ) -> Result<bool, std::convert::Infallible> {
            Ok(true)
        }
    }

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.to_owned()];
    let sites = fs::read_dir(root.join("tests/sites")).expect("the folder of sites");
    folders.extend(
        sites
            .map(|site| site.expect("an entry").path())
            .filter(|site| {
                let name = site.to_string_lossy();
                ["quote", "observ", "record", "segment"]
                    .iter()
                    .any(|word| name.contains(word))
            }),
    );
    let mut lists = 0;
    for folder in folders
        .iter()
        .filter(|folder| folder.join("content").is_dir())
    {
        let Ok(snapshot) = casebook::disk::snapshot(folder) else {
            continue;
        };
        let mut own = snapshot.clone();
        let template = fs::read(root.join("themes/default/templates/404.html")).expect("built in");
        own.insert_text("themes/default/templates/404.html", template);
        for audience in [Audience::Team, Audience::Public] {
            let config = Config {
                audience: Some(audience),
                ..Config::default()
            };
            let today = Today(jiff::civil::date(2026, 11, 23));
            let drawn = |snapshot| {
                let pages = Pages(Mutex::default());
                casebook::build::build(snapshot, &config, today, &mut Memo::default(), &pages)
                    .expect("nothing can fail");
                pages.0.into_inner().expect("no test panics with it")
            };
            let (here, there) = (drawn(&snapshot), drawn(&own));
            lists += here.len();
            for (address, page) in &here {
                let page = String::from_utf8_lossy(page);
                let other = there
                    .get(address)
                    .map(|other| String::from_utf8_lossy(other));
                assert_eq!(Some(page), other, "{address} of {}", folder.display());
            }
        }
    }
    assert!(lists > 500, "{lists} pages");
}

/// A site theme's contract is proved by a second one: it draws every page of the repository's own
/// casebook, and every page is in its frame.
#[test]
fn the_plain_site_theme_draws_the_whole_casebook() {
    use casebook::build::memo::Memo;
    use casebook::config::{Audience, Config, Today};
    use std::sync::Mutex;

    struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);
    impl casebook::build::Sink for Kept {
        type Error = std::convert::Infallible;
        fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Self::Error> {
            let mut kept = self.0.lock().expect("no test panics with it");
            kept.insert(address.to_owned(), bytes.to_vec());
            Ok(())
        }

        /// Drawing cards takes long here, and nobody looks at them.
        fn keeps(
            &self,
            _: &str,
            _: &casebook::build::IsIt,
        ) -> Result<bool, std::convert::Infallible> {
            Ok(true)
        }
    }

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut snapshot = casebook::disk::snapshot(root).expect("the repository can be read");
    let settings = fs::read_to_string(root.join("site.toml")).expect("the casebook's settings");
    let plain = format!(
        "site_theme = \"plain\"\n{}",
        settings.replace("site_theme =", "# ")
    );
    snapshot.insert_text("site.toml", plain.into_bytes());
    for audience in Audience::ALL {
        let kept = Kept(Mutex::default());
        let config = Config {
            audience: Some(audience),
            ..Config::default()
        };
        let today = Today(jiff::civil::date(2026, 11, 23));
        let built = casebook::build::build(&snapshot, &config, today, &mut Memo::default(), &kept)
            .expect("nothing can fail");
        let errors: Vec<_> = built.problems.iter().map(|p| &p.message).collect();
        assert!(built.is_whole(), "{errors:?}");
        let kept = kept.0.into_inner().expect("no test panics with it");
        let pages = kept
            .iter()
            .filter(|(address, _)| address.ends_with(".html"));
        let mut count = 0;
        for (address, bytes) in pages {
            let page = String::from_utf8_lossy(bytes);
            assert!(
                page.contains("assets/plain.css"),
                "{address} is in another frame"
            );
            assert!(
                !page.contains("class=\"masthead\""),
                "{address} has a masthead"
            );
            count += 1;
        }
        assert!(count > 30, "{count} pages");
        assert!(kept.contains_key("assets/plain.css"));
    }
}

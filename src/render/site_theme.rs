//! The site theme: templates, assets and language files. The default one is built into the binary;
//! a casebook replaces any file of it by one of the same name under `themes/<name>/`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use crate::address_rules::{fault, folded};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{MediaFile, Snapshot, SourcePath, Span};

macro_rules! embedded {
    ($folder:literal: $($name:literal)*) => { embedded!("default" $folder: $($name)*) };
    ($theme:literal $folder:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../themes/", $theme, "/", $folder, "/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = embedded!("templates":
    "404.html"
    "base.html"
    "case-study.html"
    "decision.html"
    "decisions.html"
    "home.html"
    "interview.html"
    "interviews.html"
    "page.html"
    "programme.html"
    "quotes.html"
    "search.html"
    "theme.html"
    "charts/figure.html"
    "charts/inline.html"
    "components/checks.html"
    "components/figure.html"
    "components/prose.html"
    "components/quote.html"
    "components/shell.html"
    "components/studies.html"
    "components/story.html"
    "components/tables.html"
);

const ASSETS: &[(&str, &str)] = embedded!("assets":
    "choose.js"
    "code.css"
    "copy.js"
    "follow.js"
    "play.js"
    "scheme.js"
    "search-find.js"
    "search-load.js"
    "search-view.js"
    "search-words.js"
    "search.js"
    "sort.js"
    "style.css"
);

const LANGUAGES: &[(&str, &str)] = embedded!("languages":
    "ar.toml"
    "de.toml"
    "en.toml"
    "es.toml"
    "fr.toml"
    "pt.toml"
);

/// `plain`, for a frame in an intranet: what it has otherwise than the default one.
const PLAIN_TEMPLATES: &[(&str, &str)] = embedded!("plain" "templates":
    "base.html"
);

const PLAIN_ASSETS: &[(&str, &str)] = embedded!("plain" "assets":
    "plain.css"
);

/// One text file of a site theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    pub text: Cow<'static, str>,
    /// The casebook's own file; `None` for a built-in one.
    pub file: Option<SourcePath>,
}

/// One file to be published under `assets/`.
#[derive(Clone, Debug)]
pub enum Asset {
    Text(ThemeFile),
    /// A picture or a font of the casebook's own.
    Media(MediaFile),
}

impl Asset {
    /// Whether it is Casebook's own, and not a file of the casebook.
    pub fn is_built_in(&self) -> bool {
        matches!(self, Asset::Text(ThemeFile { file: None, .. }))
    }

    /// The bytes to publish, read now where the file is a picture or a font.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Asset::Text(file) => Ok(Cow::Borrowed(file.text.as_bytes())),
            Asset::Media(file) => file.bytes().map(Cow::Owned),
        }
    }
}

/// What a site theme is made of, built-in files and the casebook's own laid over each other.
#[derive(Clone, Debug)]
pub struct SiteTheme {
    pub name: String,
    /// By their name below `templates/`.
    pub templates: BTreeMap<String, ThemeFile>,
    /// By their name below `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// By the language's code: `en`.
    pub languages: BTreeMap<String, ThemeFile>,
}

impl SiteTheme {
    /// The default site theme, as built in.
    pub fn built_in() -> SiteTheme {
        let files = |table: &[(&'static str, &'static str)]| -> BTreeMap<String, ThemeFile> {
            table
                .iter()
                .map(|(name, text)| ((*name).to_owned(), ThemeFile::built_in(text)))
                .collect()
        };
        SiteTheme {
            name: "default".into(),
            templates: files(TEMPLATES),
            assets: files(ASSETS)
                .into_iter()
                .map(|(name, file)| (name, Asset::Text(file)))
                .collect(),
            languages: files(LANGUAGES)
                .into_iter()
                .map(|(name, file)| (name.trim_end_matches(".toml").to_owned(), file))
                .collect(),
        }
    }

    /// A built-in site theme by its name.
    fn of_name(name: &str) -> Option<SiteTheme> {
        let mut theme = SiteTheme::built_in();
        theme.name = name.to_owned();
        if name == "plain" {
            for (name, text) in PLAIN_TEMPLATES {
                let file = ThemeFile::built_in(text);
                theme.templates.insert((*name).to_owned(), file);
            }
            for (name, text) in PLAIN_ASSETS {
                let file = Asset::Text(ThemeFile::built_in(text));
                theme.assets.insert((*name).to_owned(), file);
            }
        }
        ["default", "plain"].contains(&name).then_some(theme)
    }

    /// Whether every template is Casebook's own.
    pub fn has_built_in_templates(&self) -> bool {
        self.templates.values().all(|file| file.file.is_none())
    }

    /// Adds a style sheet that no file holds, unless the casebook has one of that name.
    pub fn add_style(&mut self, name: &str, style: String) {
        let file = ThemeFile {
            text: Cow::Owned(style),
            file: None,
        };
        let asset = || Asset::Text(file);
        self.assets.entry(name.to_owned()).or_insert_with(asset);
    }

    /// The site theme that the settings name, with the casebook's own files over the built-in ones.
    pub fn load(name: &str, snapshot: &Snapshot) -> (SiteTheme, Vec<Diagnostic>) {
        let built_in = SiteTheme::of_name(name);
        let is_built_in = built_in.is_some();
        let mut theme = built_in.unwrap_or_else(SiteTheme::built_in);
        theme.name = name.to_owned();
        let folder = format!("themes/{name}/");
        let known: BTreeSet<String> = theme.templates.keys().cloned().collect();
        let mut problems = Vec::new();
        let mut own = 0;
        for (path, file) in snapshot.texts_under(&folder) {
            own += 1;
            let text = ThemeFile {
                text: Cow::Owned(file.text.to_string()),
                file: Some(Arc::clone(path)),
            };
            match path[folder.len()..].split_once('/') {
                Some(("templates", name)) => {
                    theme.templates.insert(name.to_owned(), text);
                }
                Some(("assets", name)) => {
                    theme.assets.insert(name.to_owned(), Asset::Text(text));
                }
                Some(("languages", name)) => {
                    if let Some(code) = name.strip_suffix(".toml") {
                        theme.languages.insert(code.to_owned(), text);
                    }
                }
                _ if [".html", ".css", ".js"]
                    .iter()
                    .any(|end| path.ends_with(end)) =>
                {
                    problems.push(misplaced(path));
                }
                _ => {}
            }
        }
        problems.extend(unused(&theme, &known));
        for path in snapshot.media_paths() {
            let Some(rest) = path.strip_prefix(&folder) else {
                continue;
            };
            own += 1;
            if let (Some(name), Some(file)) = (rest.strip_prefix("assets/"), snapshot.media(path)) {
                let asset = Asset::Media(file.clone());
                theme.assets.insert(name.to_owned(), asset);
            }
        }
        if own == 0 && !is_built_in {
            problems.push(
                Diagnostic::error("site-theme", format!("no site theme is called `{name}`")).help(
                    format!("add templates or assets under `themes/{name}/`, or use `default` or `plain`"),
                ),
            );
        }
        theme.tell_unfit_assets(&folder, &mut problems);
        (theme, problems)
    }

    /// Assets of the casebook's own that some system cannot store, or holds for another one.
    fn tell_unfit_assets(&self, folder: &str, problems: &mut Vec<Diagnostic>) {
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        let built_in = |asset: &Asset| asset.is_built_in();
        let (known, own): (Vec<_>, Vec<_>) = (self.assets.iter()).partition(|(_, a)| built_in(a));
        for (name, asset) in known.into_iter().chain(own) {
            let file = SourcePath::from(format!("{folder}assets/{name}"));
            let at_file = |problem: Diagnostic| problem.at(&file, Span::default());
            if let Some(fault) = fault(name).filter(|_| !asset.is_built_in()) {
                let message = format!("`assets/{name}` cannot be an address: it {fault}");
                let problem = at_file(Diagnostic::error("unfit-address", message));
                problems.push(problem.help("give the file another name"));
                continue;
            }
            if let Some(other) = taken.insert(folded(name), name) {
                let message =
                    format!("`assets/{name}` and `assets/{other}` are one file to some systems");
                let problem = at_file(Diagnostic::error("two-pages-one-address", message));
                problems.push(problem.help("give one of them another name; case and Unicode form do not tell them apart everywhere"));
            }
        }
    }
}

fn misplaced(path: &SourcePath) -> Diagnostic {
    let message = "a file of a site theme that stands in none of its folders, so it is not read";
    Diagnostic::warning("file-not-read", message)
        .at(path, Span::default())
        .help("move it to `templates/` or `assets/` of the site theme")
}

/// The casebook's own templates that no page is drawn with, and no other template names.
fn unused(theme: &SiteTheme, known: &BTreeSet<String>) -> Vec<Diagnostic> {
    let named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let mut texts = theme.templates.values().map(|file| &*file.text);
        texts.any(|text| quoted.iter().any(|name| text.contains(name)))
    };
    // What it defines may be used by its own name.
    let defines = |text: &str| text.contains(" component ");
    let own = theme.templates.iter().filter_map(|(name, file)| {
        let path = file.file.as_ref()?;
        let idle = !known.contains(name) && !named(name) && !defines(&file.text);
        idle.then_some((name, path))
    });
    own.map(|(name, path)| {
        let help = match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => format!("call it `{near}`, if that page is meant"),
            None => "name it as the page that it draws: docs/site-themes.md lists them".to_owned(),
        };
        Diagnostic::warning("file-not-read", "no page is drawn with this template")
            .at(path, Span::default())
            .help(help)
    })
    .collect()
}

impl ThemeFile {
    fn built_in(text: &'static str) -> ThemeFile {
        ThemeFile {
            text: Cow::Borrowed(text),
            file: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_casebook_replaces_the_built_in_one_of_its_name() {
        let mut snapshot = Snapshot::new();
        snapshot.insert_text("themes/default/templates/base.html", b"mine".to_vec());
        snapshot.insert_text("themes/default/assets/print.css", b"p{}".to_vec());
        let (theme, problems) = SiteTheme::load("default", &snapshot);
        assert!(problems.is_empty());
        assert_eq!(theme.templates["base.html"].text, "mine");
        assert!(theme.templates["base.html"].file.is_some());
        assert!(theme.templates["interview.html"].file.is_none());
        assert_eq!(*theme.assets["print.css"].bytes().unwrap(), *b"p{}");
    }

    #[test]
    fn a_file_of_a_site_theme_that_nothing_uses_is_told() {
        let mut snapshot = Snapshot::new();
        for (path, text) in [
            ("templates/decison.html", "mine"),
            ("templates/parts/foot.html", "named by the next"),
            ("templates/home.html", "{% include \"parts/foot.html\" %}"),
            ("home.html", "in none of the folders"),
            ("README.md", "how it is made"),
        ] {
            snapshot.insert_text(format!("themes/default/{path}").as_str(), text.into());
        }
        let (_, problems) = SiteTheme::load("default", &snapshot);
        let told: Vec<_> = problems
            .iter()
            .map(|told| (&*told.labels[0].file, told.help.as_deref().unwrap_or("")))
            .collect();
        let expected = [
            (
                "themes/default/home.html",
                "move it to `templates/` or `assets/` of the site theme",
            ),
            (
                "themes/default/templates/decison.html",
                "call it `decision.html`, if that page is meant",
            ),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_site_theme_that_does_not_exist_is_told() {
        let (_, problems) = SiteTheme::load("sepia", &Snapshot::new());
        assert_eq!(problems[0].message, "no site theme is called `sepia`");
    }
}

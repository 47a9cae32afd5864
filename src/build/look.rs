//! The look of a site: its site theme, its language, its templates compiled. It takes longer to
//! make than most notes, and changes seldom.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::render::Templates;
use crate::render::site_theme::SiteTheme;
use crate::source::{Snapshot, SourcePath, Span};
use crate::view::look;

/// A site theme in a language.
#[derive(Debug)]
pub(super) struct Look {
    /// Of all that it is made from.
    pub hash: u64,
    pub theme: Arc<SiteTheme>,
    pub language: Arc<Language>,
    pub templates: Result<Templates, Diagnostic>,
    pub problems: Vec<Diagnostic>,
}

impl Look {
    /// The look that settings ask for: the known one where it is that.
    pub fn of(settings: &Settings, snapshot: &Snapshot, known: Option<&Arc<Look>>) -> Arc<Look> {
        let hash = hash(settings, snapshot);
        if let Some(known) = known.filter(|known| known.hash == hash) {
            return Arc::clone(known);
        }
        let (mut theme, mut problems) = SiteTheme::load(&settings.site_theme, snapshot);
        if let Some(style) = look::style(&settings.look) {
            theme.add_style(look::FILE, style);
        }
        let language = match language(&theme, &settings.language, snapshot) {
            Ok(language) => language,
            Err(problem) => {
                problems.push(problem);
                Arc::new(Language::english())
            }
        };
        let theme = Arc::new(theme);
        Arc::new(Look {
            hash,
            templates: Templates::compile(theme.clone(), language.clone()),
            theme,
            language,
            problems,
        })
    }

    /// A hash of all that pages are drawn with: style sheets and scripts are not in them.
    pub fn pens(&self) -> u64 {
        let mut hasher = rapidhash::fast::RapidHasher::default();
        self.language.code().hash(&mut hasher);
        for (name, file) in self.theme.templates.iter().chain(&self.theme.languages) {
            (name, &*file.text).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// A hash of the settings and of every file below `themes/`.
fn hash(settings: &Settings, snapshot: &Snapshot) -> u64 {
    let mut hasher = rapidhash::fast::RapidHasher::default();
    settings.site_theme.hash(&mut hasher);
    settings.language.hash(&mut hasher);
    // Problems of settings point into them.
    snapshot
        .text("site.toml")
        .map(|file| file.hash)
        .hash(&mut hasher);
    for (path, file) in snapshot.texts_under("themes/") {
        (path, file.hash).hash(&mut hasher);
    }
    let pictures = snapshot.media_paths();
    for path in pictures.filter(|path| path.starts_with("themes/")) {
        path.hash(&mut hasher);
    }
    hasher.finish()
}

/// Where a setting stands in `site.toml`.
fn setting(snapshot: &Snapshot, key: &str) -> Option<(SourcePath, Span)> {
    let text = &snapshot.text("site.toml")?.text;
    let lines = text.match_indices(key).map(|(at, _)| at);
    let mut begin = lines.filter(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n');
    let at = begin.next()?;
    let len = text[at..].lines().next().map_or(0, str::len);
    Some(("site.toml".into(), Span::new(at, at + len)))
}

/// The language file of the site theme, or of the language without its region.
fn language(
    theme: &SiteTheme,
    code: &str,
    snapshot: &Snapshot,
) -> Result<Arc<Language>, Diagnostic> {
    let base = code.split(['-', '_']).next().unwrap_or(code);
    let found = theme
        .languages
        .get_key_value(code)
        .or_else(|| theme.languages.get_key_value(base));
    let Some((_, file)) = found else {
        let known: Vec<&str> = theme.languages.keys().map(String::as_str).collect();
        let message = format!("the interface does not speak `{code}`, so it speaks English");
        let problem = Diagnostic::warning("unknown-language", message).help(format!(
            "use one of {}, or add `themes/{}/languages/{code}.toml`",
            known.join(", "),
            theme.name
        ));
        return Err(match setting(snapshot, "language") {
            Some((file, span)) => problem.at(&file, span),
            None => problem,
        });
    };
    Language::parse(code, &file.text)
        .map(Arc::new)
        .map_err(|why| {
            let problem = Diagnostic::error(
                "template",
                format!("the language file `{code}.toml` cannot be used: {why}"),
            );
            match &file.file {
                Some(own) => problem.at(own, Span::new(why.at.start, why.at.end)),
                None => problem,
            }
        })
}

//! Views into bytes, through the templates of the site theme.
//!
//! Entry point: [`Templates::compile`] once for a site theme, [`Templates::for_site`] once for a
//! site; [`Renderer::render`] draws one view, from any thread. May use `view` and what is above it; reads no file.

mod footnotes;
pub mod highlight;
pub mod single_file;
pub mod site_theme;
mod tags;
mod texts;

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use self::site_theme::SiteTheme;
use crate::diagnostic::Diagnostic;
use crate::language::{Arg, Language};
use crate::source::{SourcePath, Span};
use crate::view::View;
use crate::view::shell::SiteView;

/// A site theme's templates, compiled; they know no site yet.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    theme: Arc<SiteTheme>,
}

/// A site theme's templates, ready to draw a site's pages.
pub struct Renderer {
    tera: Tera,
    theme: Arc<SiteTheme>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Templates of {}", self.theme.name)
    }
}

impl Templates {
    /// Compiles the templates. A mistake in a template of the casebook's own is told with its
    /// place.
    pub fn compile(theme: Arc<SiteTheme>, language: Arc<Language>) -> Result<Self, Diagnostic> {
        let mut tera = Tera::new();
        tera.register_filter("highlight", highlighted);
        let ready = theme.templates.iter().map(|(name, file)| {
            let text: Cow<str> = match &file.file {
                // Its mistakes are told at their places.
                Some(_) => (&*file.text).into(),
                None => texts::put_into(&file.text, &language),
            };
            (name, text)
        });
        let templates: Vec<(&String, Cow<str>)> = ready.collect();
        tera.register_function("t", move |args: Kwargs, _: &State| text(&language, &args));
        match tera.add_raw_templates(templates) {
            Ok(()) => Ok(Templates { tera, theme }),
            Err(error) => Err(located(&theme, &error)),
        }
    }

    /// The templates for one site.
    pub fn for_site(&self, site: &SiteView) -> Renderer {
        let mut tera = self.tera.clone();
        tera.global_context().insert("site", site);
        Renderer {
            tera,
            theme: self.theme.clone(),
        }
    }
}

impl Renderer {
    /// Draws a view, after what `out` holds already.
    pub fn render(&self, view: &View, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let template = match (view, view.template()) {
            (View::Finished(bytes), _) => {
                out.extend_from_slice(bytes);
                return Ok(());
            }
            (_, Some(template)) => template,
            (_, None) => return Ok(()),
        };
        let start = out.len();
        Context::from_serialize(view)
            .and_then(|context| self.tera.render_to(template, &context, &mut *out))
            .map_err(|error| located(&self.theme, &error))?;
        footnotes::unlink(out, start);
        Ok(())
    }
}

/// `{{ piece.text | highlight(language=piece.language) }}`
fn highlighted(code: &str, args: Kwargs, _: &State) -> TeraResult<Value> {
    let language = args.get::<&str>("language")?.unwrap_or_default();
    Ok(Value::safe_string(&highlight::highlight(code, language)))
}

/// `{{ t(key="quotes", n=3, who="P07") }}`: a text of the language file, its places filled.
fn text(language: &Language, args: &Kwargs) -> TeraResult<String> {
    let key = args.must_get::<&str>("key")?;
    // The slots that templates fill; a text with others is the business of a view.
    const SLOTS: [&str; 4] = ["who", "what", "date", "theme"];
    let mut fill: Vec<(&str, Arg)> = Vec::new();
    if let Some(n) = args.get::<i64>("n")? {
        fill.push(("n", n.into()));
    }
    for slot in SLOTS {
        if let Some(value) = args.get::<&str>(slot)? {
            fill.push((slot, value.into()));
        }
    }
    if !language.has(key) {
        return Err(tera::Error::message(format!("no text has the key `{key}`")));
    }
    Ok(language.say(key, &fill))
}

/// A template's error as a problem, at its place where the template is the casebook's own.
fn located(theme: &SiteTheme, error: &tera::Error) -> Diagnostic {
    let (message, name, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let span = Span::new(range.start, range.end);
            (
                report.message().to_owned(),
                report.filename().to_owned(),
                span,
            )
        }
        other => from_report(theme, &other.to_string()),
    };
    let message = format!(
        "the template `{name}` cannot be used: {}",
        decapitalised(&message)
    );
    let own = theme.templates.get(&name).and_then(|t| t.file.clone());
    let problem = Diagnostic::error("template", message);
    match own {
        Some(file) => problem.at(&file as &SourcePath, span),
        None => problem.help("it is a built-in template: one of the casebook's own takes part in it, or this is a mistake of Casebook's"),
    }
}

/// Some of Tera's errors are reports already: "error: message / --> name:line:column".
fn from_report(theme: &SiteTheme, report: &str) -> (String, String, Span) {
    let first = report.lines().next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let place = report
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "))
        .and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), line, column))
        });
    let Some((name, line, column)) = place else {
        return (message, String::from("?"), Span::default());
    };
    let text = theme.templates.get(&name).map_or("", |file| &file.text);
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let inside = text[start..].chars().take(column.saturating_sub(1));
    let at = start + inside.map(char::len_utf8).sum::<usize>();
    (message, name, Span::new(at, at + 1))
}

fn decapitalised(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

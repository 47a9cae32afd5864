//! `site.toml` → the settings, every default filled in.

use super::fields::Fields;
use super::problems::Problems;
use super::tree::{self, Unreadable};
use super::values::text_of;
use crate::colour::{Colour, DARK_PAPER, ENOUGH, LIGHT_PAPER};
use crate::config::{
    Attribution, Audience, AudienceSettings, Look, ProgrammeSettings, RuleLevel, Settings, Typeface,
};
use crate::diagnostic::nearest;
use crate::source::Located;

/// Reads `site.toml`.
pub fn read(text: &str, problems: &mut Problems) -> Settings {
    let mut settings = Settings::default();
    let root = match tree::toml(text, 0) {
        Ok(root) => root,
        Err(unreadable) => {
            tell_unreadable(unreadable, problems);
            return settings;
        }
    };
    let mut fields = Fields::of(root, "`site.toml`", problems);
    site(&mut fields, &mut settings, problems);
    if let Some(table) = fields.table("look", problems) {
        settings.look = look(table, problems);
    }
    if let Some(table) = fields.table("audiences", problems) {
        audiences(table, &mut settings.audiences, problems);
    }
    if let Some(table) = fields.table("programme", problems) {
        programme(table, &mut settings.programme, problems);
    }
    if let Some(mut table) = fields.table("money", problems) {
        let written = words(&mut table, "currency", problems);
        let code = written.and_then(|written| currency(written, problems));
        settings.currency = code.unwrap_or(settings.currency);
        table.finish(problems);
    }
    if let Some(table) = fields.table("rules", problems) {
        settings.rules = rules(table, problems);
    }
    fields.finish(problems);
    settings
}

fn tell_unreadable(Unreadable { message, span }: Unreadable, problems: &mut Problems) {
    let message = format!("`site.toml` cannot be read: {message}");
    let help = match () {
        () if message.contains("duplicate") => "keep one of them",
        () if message.contains("escape") => "write `\\\\` for a backslash that is meant",
        () if message.contains("table") => "a table's name stands between `[` and `]`",
        () => "text needs quotation marks in TOML",
    };
    problems.error("unreadable-settings", span, message, help);
}

/// A text that is more than spaces.
fn words(
    fields: &mut Fields,
    key: &'static str,
    problems: &mut Problems,
) -> Option<Located<String>> {
    let text = fields.text(key, problems);
    text.filter(|text| !text.value.trim().is_empty())
}

/// What stands in no table.
fn site(fields: &mut Fields, settings: &mut Settings, problems: &mut Problems) {
    if let Some(title) = words(fields, "title", problems) {
        settings.title = title.value;
    }
    settings.description = words(fields, "description", problems).map(|t| t.value);
    settings.notice = words(fields, "notice", problems).map(|t| t.value);
    if let Some(language) = words(fields, "language", problems) {
        settings.language = language.value.trim().to_owned();
    }
    settings.base_url = words(fields, "base_url", problems).and_then(|url| {
        let found = base_url(&url.value);
        if found.is_none() {
            let message = format!("`{}` is no address of a site", url.value);
            let help = "write it whole, such as `https://research.example/`";
            problems.error("wrong-kind", url.span, message, help);
        }
        found
    });
    let audiences = Audience::ALL.map(|a| (a.word(), a));
    if let Some(audience) = fields.word("audience", &audiences, problems) {
        settings.audience = audience.value;
    }
    if let Some(theme) = words(fields, "site_theme", problems) {
        let name = theme.value.trim();
        if name.contains(['/', '\\']) || name.starts_with('.') {
            let message = format!("`{name}` is no name of a site theme");
            let help = "write the name of a folder under `themes/`";
            problems.error("wrong-kind", theme.span, message, help);
        } else {
            settings.site_theme = name.to_owned();
        }
    }
}

fn audiences(table: Fields, audiences: &mut [AudienceSettings], problems: &mut Problems) {
    for (name, node) in table.into_entries() {
        let Some(audience) = Audience::from_word(&name.value) else {
            let near = nearest(&name.value, Audience::ALL.map(Audience::word));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use `team`, `internal` or `public`".to_owned(),
            };
            let message = format!("`{}` is no audience", name.value);
            problems.error("unknown-value", name.span, message, &help);
            continue;
        };
        let fields = Fields::of(node, &format!("`audiences.{}`", name.value), problems);
        audiences[audience as usize] = audience_settings(fields, audience, problems);
    }
}

fn programme(mut table: Fields, programme: &mut ProgrammeSettings, problems: &mut Problems) {
    if let Some(days) = table.days("cadence", problems) {
        match days.value.0 {
            0 => problems.error(
                "wrong-kind",
                days.span,
                "`cadence` should be a day at least".into(),
                "write how often conversations are held, such as `2 weeks`",
            ),
            _ => programme.cadence = days.value,
        }
    }
    if let Some(days) = table.days("rest", problems) {
        programme.rest = days.value;
    }
    if let Some(minutes) = table.range("minutes", problems) {
        programme.minutes = [minutes.value.0, minutes.value.1];
    }
    table.finish(problems);
}

fn currency(written: Located<String>, problems: &mut Problems) -> Option<String> {
    let code = written.value.trim().to_uppercase();
    if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(code);
    }
    let message = format!("`{}` is no currency", written.value);
    let help = "write its three letters, such as `EUR`";
    problems.error("wrong-kind", written.span, message, help);
    None
}

fn rules(table: Fields, problems: &mut Problems) -> Vec<(Located<String>, RuleLevel)> {
    let mut rules = Vec::new();
    for (name, node) in table.into_entries() {
        let Some(word) = text_of(node, &name.value, problems) else {
            continue;
        };
        let mut levels = RuleLevel::ALL.into_iter();
        match levels.find(|level| level.word() == word.value.trim()) {
            Some(level) => rules.push((name, level)),
            None => problems.error(
                "unknown-value",
                word.span,
                format!("a rule cannot weigh `{}`", word.value),
                "write `error`, `warning` or `off`",
            ),
        }
    }
    rules
}

fn look(mut fields: Fields, problems: &mut Problems) -> Look {
    let mut colour = |key, paper: Colour, scheme: &str, problems: &mut Problems| {
        let text = fields.text(key, problems)?;
        let Some(colour) = Colour::read(&text.value) else {
            let message = format!("`{}` is no colour", text.value);
            let help = "write it as `#0b5fa5`";
            problems.error("wrong-kind", text.span, message, help);
            return None;
        };
        let contrast = colour.contrast(paper);
        if contrast < ENOUGH {
            let (given, shade) = (text.value.trim(), colour.readable_on(paper).hex());
            // Cut, not rounded: 4.49 is not enough, and must not read as 4.5.
            let contrast = (contrast * 10.0).floor() / 10.0;
            let message = format!(
                "`{given}` is hard to read on {scheme} paper, {contrast:.1} to 1; `{shade}` is used there"
            );
            let help =
                "text needs 4.5 to 1 (WCAG 2.2); write that shade, or one further from the paper";
            problems.warning("faint-accent", text.span, message, help);
        }
        Some(colour)
    };
    let accent = colour("accent", LIGHT_PAPER, "light", problems);
    let accent_dark = colour("accent_dark", DARK_PAPER, "dark", problems);
    let typefaces = Typeface::ALL.map(|t| (t.word(), t));
    let look = Look {
        accent,
        accent_dark,
        typeface: fields
            .word("typeface", &typefaces, problems)
            .map(|t| t.value),
        logo: fields
            .text("logo", problems)
            .filter(|logo| !logo.value.trim().is_empty()),
        cards: fields
            .flag("cards", problems)
            .is_none_or(|cards| cards.value),
    };
    fields.finish(problems);
    look
}

fn audience_settings(
    mut fields: Fields,
    audience: Audience,
    problems: &mut Problems,
) -> AudienceSettings {
    let mut settings = AudienceSettings::default_for(audience);
    let attributions = Attribution::ALL.map(|a| (a.word(), a));
    if let Some(attribution) = fields.word("attribution", &attributions, problems) {
        settings.attribution = attribution.value;
    }
    if let Some(interviews) = fields.flag("interviews", problems) {
        settings.interviews = interviews.value;
    }
    if let Some(least) = fields.whole("least_group", 1..=10_000, problems) {
        settings.least_group = least.value;
    }
    fields.finish(problems);
    settings
}

/// An address of a site, without a slash at its end.
pub fn base_url(written: &str) -> Option<String> {
    let url = written.trim().trim_end_matches('/');
    let host = url
        .strip_prefix("https://")
        .or(url.strip_prefix("http://"))?;
    let plain =
        !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "\"'<>?#\\".contains(c));
    plain.then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn every_key_is_optional_and_every_slip_told() {
        let file: SourcePath = "site.toml".into();
        let mut problems = Problems::new(&file);
        assert_eq!(read("", &mut problems), Settings::default());
        assert!(problems.found.is_empty());
        let settings = read(
            "titel = \"x\"\nbase_url = \"https://a.example/\"\naudience = \"publik\"\n[audiences.public]\nleast_group = 0\n[money]\ncurrency = \"euro\"\n",
            &mut problems,
        );
        assert_eq!(settings.base_url.as_deref(), Some("https://a.example"));
        let rules: Vec<_> = problems
            .found
            .iter()
            .map(|p| (p.rule, p.help.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(
            rules,
            [
                ("unknown-value", "did you mean `public`?"),
                ("wrong-kind", "write a whole number from 1 to 10000"),
                ("wrong-kind", "write its three letters, such as `EUR`"),
                ("unknown-key", "did you mean `title`?"),
            ]
        );
    }
}

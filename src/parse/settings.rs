//! `site.toml` → the settings, every default filled in.

use super::fields::Fields;
use super::problems::Problems;
use super::tree::{self, Unreadable};
use super::values::text_of;
use crate::colour::{Colour, DARK_PAPER, ENOUGH, LIGHT_PAPER};
use crate::config::{Attribution, Audience, AudienceSettings, Look, RuleLevel, Settings, Typeface};
use crate::diagnostic::nearest;

/// Reads `site.toml`.
pub fn read(text: &str, problems: &mut Problems) -> Settings {
    let mut settings = Settings::default();
    let root = match tree::toml(text, 0) {
        Ok(root) => root,
        Err(Unreadable { message, span }) => {
            let message = format!("`site.toml` cannot be read: {message}");
            let help = match () {
                () if message.contains("duplicate") => "keep one of them",
                () if message.contains("escape") => "write `\\\\` for a backslash that is meant",
                () if message.contains("table") => "a table's name stands between `[` and `]`",
                () => "text needs quotation marks in TOML",
            };
            problems.error("unreadable-settings", span, message, help);
            return settings;
        }
    };
    let mut fields = Fields::of(root, "`site.toml`", problems);
    let text = |fields: &mut Fields, key, problems: &mut Problems| {
        fields
            .text(key, problems)
            .filter(|t| !t.value.trim().is_empty())
    };
    if let Some(title) = text(&mut fields, "title", problems) {
        settings.title = title.value;
    }
    settings.description = text(&mut fields, "description", problems).map(|t| t.value);
    settings.notice = text(&mut fields, "notice", problems).map(|t| t.value);
    if let Some(language) = text(&mut fields, "language", problems) {
        settings.language = language.value.trim().to_owned();
    }
    settings.base_url = text(&mut fields, "base_url", problems).and_then(|url| {
        let found = base_url(&url.value);
        if found.is_none() {
            let message = format!("`{}` is no address of a site", url.value);
            problems.error(
                "wrong-kind",
                url.span,
                message,
                "write it whole, such as `https://research.example/`",
            );
        }
        found
    });
    let audiences = Audience::ALL.map(|a| (a.word(), a));
    if let Some(audience) = fields.word("audience", &audiences, problems) {
        settings.audience = audience.value;
    }
    if let Some(theme) = text(&mut fields, "site_theme", problems) {
        let name = theme.value.trim();
        if name.contains(['/', '\\']) || name.starts_with('.') {
            let message = format!("`{name}` is no name of a site theme");
            problems.error(
                "wrong-kind",
                theme.span,
                message,
                "write the name of a folder under `themes/`",
            );
        } else {
            settings.site_theme = name.to_owned();
        }
    }
    if let Some(table) = fields.table("look", problems) {
        settings.look = look(table, problems);
    }
    if let Some(table) = fields.table("audiences", problems) {
        for (name, node) in table.into_entries() {
            let Some(audience) = Audience::from_word(&name.value) else {
                let words = Audience::ALL.map(Audience::word);
                let help = nearest(&name.value, words)
                    .map_or("use `team`, `internal` or `public`".into(), |near| {
                        format!("did you mean `{near}`?")
                    });
                problems.error(
                    "unknown-value",
                    name.span,
                    format!("`{}` is no audience", name.value),
                    &help,
                );
                continue;
            };
            let fields = Fields::of(node, &format!("`audiences.{}`", name.value), problems);
            settings.audiences[audience as usize] = audience_settings(fields, audience, problems);
        }
    }
    if let Some(mut table) = fields.table("programme", problems) {
        let programme = &mut settings.programme;
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
    if let Some(mut table) = fields.table("money", problems) {
        if let Some(currency) = text(&mut table, "currency", problems) {
            let code = currency.value.trim().to_uppercase();
            if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
                settings.currency = code;
            } else {
                let message = format!("`{}` is no currency", currency.value);
                problems.error(
                    "wrong-kind",
                    currency.span,
                    message,
                    "write its three letters, such as `EUR`",
                );
            }
        }
        table.finish(problems);
    }
    if let Some(table) = fields.table("rules", problems) {
        for (name, node) in table.into_entries() {
            let Some(word) = text_of(node, &name.value, problems) else {
                continue;
            };
            let level = RuleLevel::ALL
                .into_iter()
                .find(|level| level.word() == word.value.trim());
            match level {
                Some(level) => settings.rules.push((name, level)),
                None => problems.error(
                    "unknown-value",
                    word.span,
                    format!("a rule cannot weigh `{}`", word.value),
                    "write `error`, `warning` or `off`",
                ),
            }
        }
    }
    fields.finish(problems);
    settings
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

//! The look that the settings ask for, as a style sheet after the site theme's own.

use crate::colour::{Colour, DARK_PAPER, LIGHT_PAPER};
use crate::config::{Look, Typeface};

/// The name of the style sheet among the assets.
pub const FILE: &str = "look.css";

/// The style sheet; none where the settings leave the look as it is.
pub fn style(look: &Look) -> Option<String> {
    if !look.is_styled() {
        return None;
    }
    let on = |accent: Option<Colour>, paper: Colour| -> Vec<String> {
        let shade = accent.map(|accent| accent.readable_on(paper));
        shade.map_or_else(Vec::new, |shade| colours(shade, paper))
    };
    let light = on(look.accent, LIGHT_PAPER);
    let dark = on(look.accent_dark.or(look.accent), DARK_PAPER);
    let typeface = look.typeface.map(|typeface| match typeface {
        // The site theme's own.
        Typeface::Serif => "",
        Typeface::Sans => "--serif: var(--sans);",
        Typeface::Slab => {
            r#"--serif: Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", serif;"#
        }
    });
    let mut css = String::from("/* From [look] in site.toml. */\n");
    let all = light.join(" ") + typeface.unwrap_or_default();
    css.push_str(&format!(":root {{ {all} }}\n"));
    if !dark.is_empty() {
        let dark = dark.join(" ");
        css.push_str(&format!(
            "@media (prefers-color-scheme: dark) {{ :root:not([data-scheme=\"light\"]) {{ {dark} }} }}\n:root[data-scheme=\"dark\"] {{ {dark} }}\n"
        ));
        // Paper knows no colour; after the rules above, so said again.
        css.push_str("@media print { :root, :root[data-scheme=\"dark\"], :root:not([data-scheme=\"light\"]) { --accent: #000; --mark: #bbb; } }\n");
    }
    Some(css)
}

/// The accent, and the quieter stroke under a soundbite.
fn colours(accent: Colour, paper: Colour) -> Vec<String> {
    let stroke = paper.mixed(accent, if paper == LIGHT_PAPER { 0.3 } else { 0.5 });
    vec![
        format!("--accent: {};", accent.hex()),
        format!("--mark: {};", stroke.hex()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_look_needs_no_style_sheet() {
        assert_eq!(style(&Look::default()), None);
        let serif = Look {
            typeface: Some(Typeface::Serif),
            ..Look::default()
        };
        assert_eq!(style(&serif), None);
    }

    #[test]
    fn an_accent_is_a_lighter_shade_in_the_dark() {
        let look = Look {
            accent: Colour::read("#0b5fa5"),
            typeface: Some(Typeface::Sans),
            ..Look::default()
        };
        let css = style(&look).expect("a style sheet");
        assert!(
            css.contains(
                ":root { --accent: #0b5fa5; --mark: #b3caDb;"
                    .to_lowercase()
                    .as_str()
            )
        );
        assert!(css.contains("--serif: var(--sans);"));
        assert!(!css.contains("dark\"] { --accent: #0b5fa5"));
    }
}

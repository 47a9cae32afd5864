//! Texts of the interface, put into a built-in template before it is compiled: a page has twenty of
//! them, which are the same on all pages, and a template takes longer over each than over a line.

use std::borrow::Cow;

use crate::language::Language;
use crate::view::html::escape;

const BEFORE: &str = "{{ t(key=\"";
const AFTER: &str = "\") }}";

/// A template with its texts in place of `{{ t(key="…") }}`. What is filled or counted stays, and so
/// does whatever the language lacks.
pub(super) fn put_into<'t>(template: &'t str, language: &Language) -> Cow<'t, str> {
    if !template.contains(BEFORE) {
        return template.into();
    }
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(BEFORE) {
        let after = &rest[at + BEFORE.len()..];
        let end = after.find('"').unwrap_or(after.len());
        let key = &after[..end];
        let text = (after[end..].starts_with(AFTER) && language.has(key))
            .then(|| escape(&language.say(key, &[])))
            // What Tera would read is left to it.
            .filter(|text| !text.contains('{'));
        match text {
            Some(text) => {
                out.push_str(&rest[..at]);
                out.push_str(&text);
                rest = &after[end + AFTER.len()..];
            }
            None => {
                out.push_str(&rest[..at + BEFORE.len()]);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_the_template_and_what_is_filled_stays() {
        let english = Language::english();
        let put = |template| put_into(template, &english).into_owned();
        let skip = escape(&english.say("page.skip", &[]));
        assert_eq!(
            put("<a>{{ t(key=\"page.skip\") }}</a>"),
            format!("<a>{skip}</a>")
        );
        for kept in [
            "{{ t(key=\"interview.previous\", who=previous.title) }}",
            "{{ t(key=\"no.such.text\") }}",
            "{% if t(key=\"page.skip\") %}",
            "{{ t(key=\"page.skip",
            "{{ page.title }}",
        ] {
            assert_eq!(put(kept), kept);
        }
    }
}

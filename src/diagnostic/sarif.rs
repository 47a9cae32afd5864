//! Problems as SARIF 2.1.0 (OASIS, 2020), which code hosts show on pull requests.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{Diagnostic, Fix, Label, Place, place, place_of_span};
use crate::source::{Snapshot, Span};

/// What is said of a rule.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub name: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// Its page, as Markdown.
    pub page: &'a str,
    pub is_error: bool,
    pub family: &'a str,
}

/// One log with one run. Only rules that found something are described.
pub fn render<'a>(
    problems: &[Diagnostic],
    snapshot: &Snapshot,
    rules: impl Iterator<Item = About<'a>>,
) -> String {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut described = Vec::new();
    for rule in rules.filter(|rule| problems.iter().any(|p| p.rule == rule.name)) {
        places.insert(rule.name, described.len());
        described.push(reporting(rule));
    }
    let mut seen: HashMap<String, u32> = HashMap::new();
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| {
            result(
                problem,
                places.get(problem.rule).copied(),
                snapshot,
                &mut seen,
            )
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Casebook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                "ROOT": { "description": { "text": "The casebook's folder." } },
            },
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    super::json::without_controls(&text)
}

fn reporting(rule: About) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": if rule.is_error { "error" } else { "warning" } },
        "properties": { "tags": [rule.family] },
    })
}

fn result(
    problem: &Diagnostic,
    rule: Option<usize>,
    snapshot: &Snapshot,
    seen: &mut HashMap<String, u32>,
) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(problem.rule));
    if let Some(at) = rule {
        result.insert("ruleIndex".into(), json!(at));
    }
    result.insert("level".into(), json!(problem.severity.word()));
    let text = match &problem.help {
        Some(help) => format!("{}: {help}", problem.message),
        None => problem.message.clone(),
    };
    result.insert("message".into(), json!({ "text": text }));
    let first = match problem.labels.first() {
        Some(label) => location(label, snapshot),
        // A host shows only what has a place: the settings stand for the whole casebook.
        None => json!({ "physicalLocation": { "artifactLocation": artifact("site.toml") } }),
    };
    result.insert("locations".into(), json!([first]));
    let further: Vec<Value> = problem
        .labels
        .iter()
        .skip(1)
        .map(|label| location(label, snapshot))
        .collect();
    if !further.is_empty() {
        result.insert("relatedLocations".into(), json!(further));
    }
    result.insert(
        "partialFingerprints".into(),
        json!({ "casebookLine/v1": fingerprint(problem, snapshot, seen) }),
    );
    if let Some(fix) = problem.fix.as_ref().filter(|fix| fix.holds(snapshot)) {
        result.insert("fixes".into(), json!([change(fix, problem, snapshot)]));
    }
    Value::Object(result)
}

fn location(label: &Label, snapshot: &Snapshot) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(&label.file),
        },
    });
    // A picture has no lines.
    if snapshot.text(&label.file).is_some() {
        location["physicalLocation"]["region"] = region(place(label, snapshot));
    }
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn region(place: Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path), "uriBaseId": "ROOT" })
}

fn change(fix: &Fix, problem: &Diagnostic, snapshot: &Snapshot) -> Value {
    let deleted = region(place_of_span(&fix.file, fix.span, snapshot));
    json!({
        "description": { "text": problem.help.as_deref().unwrap_or("mend it") },
        "artifactChanges": [{
            "artifactLocation": artifact(&fix.file),
            "replacements": [{
                "deletedRegion": deleted,
                "insertedContent": { "text": fix.text },
            }],
        }],
    })
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) => out.push(char::from(b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

/// What stays the same while lines above come and go: the rule, the file, the line's words.
fn fingerprint(
    problem: &Diagnostic,
    snapshot: &Snapshot,
    seen: &mut HashMap<String, u32>,
) -> String {
    let label = problem.labels.first();
    let file = label.map_or("", |label| &*label.file);
    let text = snapshot.text(file).map_or("", |file| &*file.text);
    let span = label.map_or(Span::default(), |label| label.span);
    let line = super::line_of(text, span.start).trim();
    let digest = blake3::hash(format!("{}\n{file}\n{line}", problem.rule).as_bytes()).to_hex();
    let key = digest[..16].to_owned();
    let count = seen.entry(key.clone()).or_default();
    *count += 1;
    format!("{key}:{count}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(
            uri("content/runde 1/Größe#1.md"),
            "content/runde%201/Gr%C3%B6%C3%9Fe%231.md"
        );
    }
}

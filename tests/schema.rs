//! The schemas for editors have the fields that the documentation lists, and no others.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::collections::BTreeSet;

use casebook::parse::schema::Kind;

/// The fields in the first column of the tables below a heading; of `sample.why` the first part.
fn documented(text: &str, heading: &str) -> BTreeSet<String> {
    let start = match heading {
        "" => 0,
        heading => text.find(heading).expect("the heading") + heading.len(),
    };
    let section = &text[start..];
    let end = match heading {
        "" => section.len(),
        _ => section.find("\n## ").unwrap_or(section.len()),
    };
    let rows = section[..end]
        .lines()
        .filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| {
        let cell = row.split('|').nth(1).unwrap_or_default();
        let names = cell.split('`').skip(1).step_by(2);
        // `value.low`, `likely`, `high` belong together.
        let first = names.clone().next().unwrap_or_default().to_owned();
        let together = first.contains('.');
        let names: Vec<String> = names
            .map(|n| n.split('.').next().unwrap().to_owned())
            .collect();
        match together {
            true => vec![first.split('.').next().unwrap().to_owned()],
            false => names,
        }
    })
    .collect()
}

fn properties(schema: &serde_json::Value) -> BTreeSet<String> {
    let properties = schema["properties"].as_object().expect("properties");
    properties.keys().cloned().collect()
}

#[test]
fn front_matter_and_its_schemas_have_the_same_fields() {
    let docs = std::fs::read_to_string("docs/front-matter.md").unwrap();
    for (kind, heading) in [
        (Kind::Interview, "\n## Interview\n"),
        (Kind::Study, "\n## Study\n"),
        (Kind::Theme, "\n## Theme\n"),
        (Kind::Decision, "\n## Decision\n"),
        (Kind::Page, "\n## Further page\n"),
    ] {
        let fields = properties(&kind.schema());
        assert_eq!(fields, documented(&docs, heading), "{}", kind.word());
    }
    let schema = Kind::Participants.schema();
    let one = &schema["additionalProperties"];
    assert_eq!(properties(one), documented(&docs, "\n## Participants\n"));
}

#[test]
fn settings_and_their_schema_have_the_same_keys() {
    let docs = std::fs::read_to_string("docs/settings.md").unwrap();
    let mut documented = documented(&docs, "");
    // The keys of an audience stand in a table of their own.
    for key in ["attribution", "interviews", "least_group"] {
        assert!(documented.remove(key));
        let audience = &Kind::Site.schema()["properties"]["audiences"];
        assert!(audience.to_string().contains(&format!("\"{key}\"")));
    }
    for key in ["accent", "accent_dark", "typeface", "logo", "cards"] {
        assert!(documented.remove(key));
        let look = &Kind::Site.schema()["properties"]["look"];
        assert!(look.to_string().contains(&format!("\"{key}\"")));
    }
    documented.extend(["audiences", "look", "rules"].map(str::to_owned));
    assert_eq!(properties(&Kind::Site.schema()), documented);
}

#[test]
fn every_field_is_described() {
    fn walk(value: &serde_json::Value, path: &str, silent: &mut Vec<String>) {
        let Some(object) = value.as_object() else {
            return;
        };
        if let Some(properties) = object.get("properties").and_then(|p| p.as_object()) {
            for (name, property) in properties {
                if property.get("description").is_none() {
                    silent.push(format!("{path}.{name}"));
                }
            }
        }
        for (key, inner) in object {
            match inner {
                serde_json::Value::Array(items) => {
                    items
                        .iter()
                        .for_each(|item| walk(item, &format!("{path}.{key}"), silent));
                }
                inner => walk(inner, &format!("{path}.{key}"), silent),
            }
        }
    }
    let mut silent = Vec::new();
    for kind in Kind::ALL {
        walk(&kind.schema(), kind.word(), &mut silent);
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

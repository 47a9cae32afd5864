//! The data files of a casebook made by hand: their order, their columns, and what they leave out.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

#[path = "support/sample.rs"]
mod sample;

use std::collections::HashMap;

use casebook::config::{Audience, Today};
use casebook::language::Language;
use casebook::view::data::DataFile;
use casebook::view::{Given, PageKey, Site, View};
use jiff::civil::date;

/// A data file of the sample for an audience; `None` where it is not written.
fn data(audience: Audience, file: DataFile) -> Option<String> {
    let published = sample::published(vec![sample::full_basket()], audience);
    let language = Language::english();
    let media = HashMap::new();
    let counted = Default::default();
    let site = Site::new(Given {
        published: &published,
        language: &language,
        today: Today(date(2026, 5, 18)),
        base_url: None,
        media: &media,
        counted: &counted,
    });
    let key = PageKey::Data(file);
    site.pages().iter().find(|page| page.key == key)?;
    match site.view(&key) {
        View::Finished(bytes) => String::from_utf8(bytes).ok(),
        view => panic!("{:?}", view.template()),
    }
}

fn rows(csv: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn quotes_stand_by_conversation_and_without_codes_by_their_opaque_ids() {
    let team = rows(&data(Audience::Internal, DataFile::Quotes).unwrap());
    assert!(team.is_sorted_by_key(|row| row["date"].clone()));
    assert_eq!(team[0]["study"], "full-basket");
    let public = rows(&data(Audience::Public, DataFile::Quotes).unwrap_or_default());
    assert!(public.is_sorted_by_key(|row| row["id"].clone()));
    assert!(public.iter().all(|row| row["participant"].is_empty()));
}

#[test]
fn the_matrix_is_written_only_where_codes_are_shown() {
    assert!(data(Audience::Public, DataFile::Matrix).is_none());
    let matrix = rows(&data(Audience::Internal, DataFile::Matrix).unwrap());
    assert_eq!(matrix.len(), 18);
}

#[test]
fn the_totals_can_be_added_up_again_from_the_decisions_alone() {
    let decisions = rows(&data(Audience::Internal, DataFile::Decisions).unwrap());
    let sum = |of: &str, column: &str, is: &str| -> f64 {
        decisions
            .iter()
            .filter(|row| row[column] == is)
            .map(|row| row[of].parse::<f64>().unwrap())
            .sum()
    };
    let tree = data(Audience::Internal, DataFile::Casebook).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&tree).unwrap();
    let totals = &tree["totals"];
    assert_eq!(totals["spent"], sum("cost", "cost_counts", "spent"));
    for (total, is) in [("headline", "headline"), ("estimates", "estimate")] {
        for end in ["low", "likely", "high"] {
            let column = format!("counted_{end}");
            assert_eq!(totals[total][end], sum(&column, "value_counts", is));
        }
    }
}

#[test]
fn the_tree_without_codes_does_not_say_which_words_are_one_persons() {
    let tree = data(Audience::Public, DataFile::Casebook).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&tree).unwrap();
    let study = &tree["studies"][0];
    assert!(study.get("participants").is_none());
    assert!(study.get("interviews").is_none());
    for piece in study["evidence"].as_array().unwrap() {
        assert!(piece.get("participant").is_none());
        assert!(piece.get("interview").is_none());
    }
}

/// Every field that the file holds is in its schema, by name.
#[test]
fn the_schema_describes_every_field() {
    fn names(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => {
                for (name, value) in map {
                    found.push(name.clone());
                    names(value, found);
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|v| names(v, found)),
            _ => {}
        }
    }
    let schema = data(Audience::Internal, DataFile::Schema).unwrap();
    let tree = data(Audience::Internal, DataFile::Casebook).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&tree).unwrap();
    let mut found = Vec::new();
    names(&tree, &mut found);
    for name in found {
        assert!(schema.contains(&format!("\"{name}\"")), "{name}");
    }
}

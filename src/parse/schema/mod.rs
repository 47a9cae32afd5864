//! What may stand in front matter, `participants.yaml` and `site.toml`, as JSON Schemas that teach:
//! editors complete and check by them. Entry point: [`Kind::schema`].
//!
//! The shapes say what the readers beside this folder read; `tests/docs.rs` holds their fields to
//! those of `docs/front-matter.md`.

// Shapes alone: nothing is ever made of them.
#[allow(dead_code)]
mod decision;
#[allow(dead_code)]
mod note;
#[allow(dead_code)]
mod site;
#[allow(dead_code)]
mod study;
#[allow(dead_code)]
mod theme;
#[allow(dead_code)]
mod values;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Interview,
    Participants,
    Study,
    Theme,
    Decision,
    Page,
    Site,
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Interview,
        Kind::Participants,
        Kind::Study,
        Kind::Theme,
        Kind::Decision,
        Kind::Page,
        Kind::Site,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Kind::Interview => "interview",
            Kind::Participants => "participants",
            Kind::Study => "study",
            Kind::Theme => "theme",
            Kind::Decision => "decision",
            Kind::Page => "page",
            Kind::Site => "site",
        }
    }

    /// Its file's name, `interview.schema.json`.
    pub fn file(self) -> String {
        format!("{}.schema.json", self.word())
    }

    /// The JSON Schema, draft 7: the one that editors know best.
    pub fn schema(self) -> serde_json::Value {
        match self {
            Kind::Interview => of::<note::Interview>(),
            Kind::Participants => of::<note::Participants>(),
            Kind::Study => of::<study::Study>(),
            Kind::Theme => of::<theme::Theme>(),
            Kind::Decision => of::<decision::Decision>(),
            Kind::Page => of::<theme::Page>(),
            Kind::Site => of::<site::Site>(),
        }
    }
}

fn of<T: JsonSchema>() -> serde_json::Value {
    SchemaSettings::draft07()
        .for_deserialize()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

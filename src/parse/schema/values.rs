//! The kinds of values.

use schemars::JsonSchema;

/// A day, `2026-02-05`.
#[derive(JsonSchema)]
pub struct Day(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))] pub String);

/// A list; a single text is a list of one.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum List {
    One(String),
    Several(Vec<String>),
}

/// Text or a number: `P07`, `18`.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Text {
    Text(String),
    Number(f64),
}

/// A share: `40%`, `0.4` or `40`.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Share {
    Number(f64),
    Percent(#[schemars(regex(pattern = r"^\s*\d+([.,]\d+)?\s*%?\s*$"))] String),
}

/// A range `[4, 8]`; one number stands for both.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Range {
    One(f64),
    Both([f64; 2]),
}

/// Who may read a participant's words, from the narrowest to the widest.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Consent {
    /// Counted, and none of the words appear to anybody.
    None,
    /// The research team.
    Team,
    /// Everybody in the organisation.
    Internal,
    /// Anybody.
    Public,
}

//! One file → its draft and its problems; never fails. May use `source`, `diagnostic`, `config`.

pub mod code;
pub mod coding;
pub mod decision;
pub mod deny;
mod evidence_list;
pub mod fields;
pub mod html;
mod label;
pub mod lines;
pub mod markdown;
pub mod metric;
pub mod note;
pub mod page;
pub mod people;
mod plain_yaml;
pub mod prose;
pub mod quote;
pub mod reporting;
pub mod schema;
pub mod settings;
pub mod study;
pub mod tag_run;
mod talk;
#[cfg(test)]
mod talk_tests;
pub mod theme;
pub mod transcript;
mod traps;
pub mod tree;
pub mod words;

//! Casebook turns a folder of Markdown interview notes into a static case-study site.
//!
//! The layers, each of which may use those above it and never one below
//! (`tests/architecture.rs` keeps it so):
//!
//! | layer | modules |
//! |---|---|
//! | 0 | `source`, `diagnostic`, `config`, `language`, `address_rules`, `deny`, `media`, `colour`, `card` |
//! | 1 | `parse` |
//! | 2 | `model` |
//! | 3 | `check`, `analyse` |
//! | 4 | `view` |
//! | 5 | `render` |
//! | 6 | `build` |
//! | 7 | `disk`, `live` |
//! | 8 | `cli` |

pub mod address_rules;
pub mod analyse;
pub mod build;
pub mod card;
pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod deny;
pub mod diagnostic;
pub mod disk;
pub mod language;
pub mod live;
pub mod media;
pub mod model;
pub mod parse;
pub mod render;
pub mod source;
pub mod view;

//! The casebook while it is written: [`watch`](mod@watch) builds it again after each change,
//! `serve` shows it in the browser.
//!
//! [`changes`] turns the file system's events into paths to look at again; [`preview`]
//! keeps the casebook up to date and draws the pages that are asked for.
//! May use `build` and `disk`.

pub mod changes;
pub mod nearest;
pub mod page;
pub mod preview;
mod range;
pub mod serve;
pub mod watch;

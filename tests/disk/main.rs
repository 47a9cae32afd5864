//! Reading and writing real files: links, foreign files, builds that are killed, builds at once.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod history;
mod killed;
mod measure;
mod read;
mod support;
mod write;

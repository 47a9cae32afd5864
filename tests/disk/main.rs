//! Reading and writing real files: links, foreign files, builds that are killed, builds at once.

mod killed;
mod measure;
mod read;
mod support;
mod write;

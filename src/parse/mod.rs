//! One file → its draft and its problems; never fails. May use `source`, `diagnostic`, `config`.

pub mod html;
pub mod lines;
pub mod prose;
pub mod tag_run;
pub mod tree;
pub mod words;

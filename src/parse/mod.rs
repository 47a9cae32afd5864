//! One file → its draft and its problems; never fails. May use `source`, `diagnostic`, `config`.

pub mod prose;
pub mod words;

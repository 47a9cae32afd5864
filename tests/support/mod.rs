//! What several test files share.

pub mod load;
pub mod sample;

//! What several test files share; each uses a part of it.
#![allow(dead_code)]

pub mod sample;
pub mod sink;

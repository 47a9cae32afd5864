//! What the test of the small sites is made of: reading a site's expectations and comparing a build with them.

pub mod html;
pub mod pages;
pub mod problems;
pub mod rows;
pub mod site;
pub mod visible;

//! Reads a file of a site that was built.

use std::fs;
use std::path::Path;

use crate::address_rules;

/// The bytes at an address of the site in `site`; `None` where there is none that can be read.
pub fn site_file(site: &Path, address: &str) -> Option<Vec<u8>> {
    if address_rules::fault(address).is_some() {
        return None;
    }
    fs::read(site.join(address)).ok()
}

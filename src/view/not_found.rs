//! The page that a host shows in place of one that is not there.
//!
//! It may stand under any address, so its links are not relative: they begin with the path of the
//! site's base address, or with `/` where none is known.

use serde::Serialize;

use super::shell::Shell;
use super::{OnPage, PageKey, Site};

/// What `404.html` sees.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    pub page: Shell,
    pub heading: String,
}

pub fn view(site: &Site) -> NotFoundView {
    let on = OnPage::new(site, &PageKey::NotFound);
    let heading = site.say.text("not_found.heading");
    NotFoundView {
        page: Shell {
            root: root(site.base_url),
            canonical: None,
            ..on.shell(heading.clone(), String::new())
        },
        heading,
    }
}

/// The path of a base address, with a slash at both ends: `/notes/` of
/// `https://research.example/notes`.
fn root(base_url: Option<&str>) -> String {
    let after_scheme = base_url
        .and_then(|url| url.split_once("://"))
        .map_or("", |(_, rest)| rest);
    let path = after_scheme
        .split(['?', '#'])
        .next()
        .and_then(|rest| rest.split_once('/'))
        .map_or("", |(_, path)| path.trim_matches('/'));
    match path {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn links_begin_with_the_path_of_the_base_address() {
        assert_eq!(root(None), "/");
        assert_eq!(root(Some("https://research.example")), "/");
        assert_eq!(root(Some("https://research.example/notes")), "/notes/");
        assert_eq!(root(Some("https://a.example/x/y/")), "/x/y/");
    }
}

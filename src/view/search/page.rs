//! The page of the search. Without a script it leads to the quotes, which need none.

use serde::Serialize;

use crate::view::shell::Shell;
use crate::view::{Link, OnPage, PageKey, Site};

/// What `search.html` sees.
#[derive(Debug, Serialize)]
pub struct SearchView {
    pub page: Shell,
    pub heading: String,
    /// Where quotes are chosen without a script: all, and each study's.
    pub quotes: Vec<Link>,
}

pub fn view(site: &Site) -> SearchView {
    let on = OnPage::new(site, &PageKey::Search);
    let say = site.say;
    let heading = say.text("search.heading");
    let mut quotes = vec![Link {
        href: on.link(&PageKey::Quotes(1)),
        title: say.text("search.all_quotes"),
    }];
    if site.published.studies.len() > 1 {
        quotes.extend(site.study_ids().map(|study| Link {
            href: on.link(&PageKey::StudyQuotes(study, 1)),
            title: site.published[study].about.title.clone(),
        }));
    }
    SearchView {
        page: Shell {
            section: "search",
            is_section: true,
            ..on.shell(heading.clone(), say.text("search.description"))
        },
        heading,
        quotes,
    }
}

//! One page in the making, and the links that stand on it.

use std::cell::{Cell, RefCell};

use rapidhash::RapidHashMap;

use super::address::{Address, INDEX, encode, fragment, push_fragment};
use super::{PageKey, Site};

/// One page in the making: the site, and where the page stands in it.
pub struct OnPage<'s> {
    pub site: &'s Site<'s>,
    pub address: Address,
    pub(super) key: PageKey,
    /// Whether the page holds a block of code, so that it needs its style sheet.
    pub(super) code: Cell<bool>,
    /// The links of this page: many lead to the same few pages.
    links: RefCell<RapidHashMap<PageKey, String>>,
}

impl<'s> OnPage<'s> {
    pub fn new(site: &'s Site<'_>, key: &PageKey) -> OnPage<'s> {
        OnPage {
            site,
            address: site.address(key),
            key: *key,
            code: Cell::new(false),
            links: RefCell::default(),
        }
    }

    /// What this page writes into `href` to lead to another.
    pub fn link(&self, to: &PageKey) -> String {
        self.site.address(to).link_from(&self.address)
    }

    /// A link to a place on a page; on this page, the fragment alone.
    pub fn link_to(&self, to: &PageKey, anchor: &str) -> String {
        if *to == self.key {
            return fragment(anchor);
        }
        self.link(to) + &fragment(anchor)
    }

    /// Writes what [`link`](Self::link) makes; nothing in it is to be escaped.
    pub(super) fn push_link(&self, to: &PageKey, out: &mut String) {
        let mut links = self.links.borrow_mut();
        // A list of quotes leads to hundreds of conversations, all below one folder.
        let below = match *to {
            PageKey::Interview(study, talk) if *to != self.key => Some((study, talk)),
            _ => None,
        };
        let known = below.map_or(*to, |(study, _)| PageKey::Interviews(study, 1));
        let link = links.entry(known).or_insert_with(|| self.link(&known));
        match below {
            None => out.push_str(link),
            Some((study, talk)) => {
                out.push_str(link.strip_suffix(INDEX).unwrap_or(link));
                encode(&self.site.published[study][talk].id, out);
                out.push('/');
                out.push_str(INDEX);
            }
        }
    }

    /// Writes what [`link_to`](Self::link_to) makes.
    pub(super) fn push_link_to(&self, to: &PageKey, anchor: &str, out: &mut String) {
        if *to != self.key {
            self.push_link(to, out);
        }
        push_fragment(anchor, out);
    }
}

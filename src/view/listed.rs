//! What the pages of a site share and which pages there are, remembered while the casebook's frame
//! stays: other words alone change neither, as long as they speak as well as before.
//!
//! Only where codes are shown. Where they are not, lists are in the order of addresses that words are
//! part of.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rapidhash::RapidHashMap as HashMap;
use rapidhash::fast::RapidHasher;

use super::index::StudyIndex;
use super::quotes::QuoteList;
use super::{PageKey, Site};
use crate::config::Audience;
use crate::model::audience::Published;
use crate::model::{Frame, Study};

/// Every page by its address.
pub type Addresses = HashMap<String, PageKey>;

/// What was listed lately.
#[derive(Debug, Default)]
pub struct Memo {
    /// With a hash of what speaks how well.
    indices: Mutex<Vec<(Sight, u64, Arc<StudyIndex>)>>,
    quotes: Mutex<Vec<(Sight, Arc<QuoteList>)>>,
    addresses: Mutex<Vec<(Sight, Arc<Addresses>)>>,
}

/// All that lists are made from but words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sight {
    frame: Frame,
    audience: Audience,
    /// Which study; of all of them, how many.
    study: usize,
    has_address: bool,
}

impl Sight {
    fn of(published: &Published, study: usize) -> Sight {
        Sight {
            frame: published.frame.clone(),
            audience: published.audience(),
            study,
            has_address: false,
        }
    }
}

impl Memo {
    /// The index of a study, the one at this place.
    pub(super) fn index(
        &self,
        published: &Published,
        (at, study): (usize, &Study),
        make: impl FnOnce() -> StudyIndex,
    ) -> Arc<StudyIndex> {
        if !published.shows_codes() {
            return Arc::new(make());
        }
        let (sight, speaks) = (Sight::of(published, at), speaks(study));
        let is_it = |known: &&(Sight, u64, Arc<StudyIndex>)| known.1 == speaks && known.0 == sight;
        if let Some((.., index)) = lock(&self.indices).iter().find(is_it) {
            return Arc::clone(index);
        }
        let index = Arc::new(make());
        let mut known = lock(&self.indices);
        if known.len() > 2 * published.studies.len() {
            known.remove(0);
        }
        known.push((sight, speaks, Arc::clone(&index)));
        index
    }

    /// The quotes of all studies.
    pub(super) fn quotes(
        &self,
        published: &Published,
        make: impl FnOnce() -> QuoteList,
    ) -> Arc<QuoteList> {
        let sight = Sight::of(published, published.studies.len());
        known(&self.quotes, published.shows_codes(), sight, make)
    }

    /// Every page of a site by its address.
    pub fn addresses(&self, site: &Site) -> Arc<Addresses> {
        let published = site.published;
        let sight = Sight {
            has_address: site.base_url.is_some(),
            ..Sight::of(published, published.studies.len())
        };
        known(&self.addresses, published.shows_codes(), sight, || {
            let pages = site.pages().into_iter();
            let pages = pages.map(|page| (page.address.to_string(), page.key));
            pages.collect()
        })
    }
}

/// What is known of a sight, else made; kept where it may be.
fn known<T>(
    all: &Mutex<Vec<(Sight, Arc<T>)>>,
    is_kept: bool,
    sight: Sight,
    make: impl FnOnce() -> T,
) -> Arc<T> {
    let found = |(known, made): &(Sight, Arc<T>)| (*known == sight).then(|| Arc::clone(made));
    if let Some(made) = lock(all).iter().find_map(found).filter(|_| is_kept) {
        return made;
    }
    let made = Arc::new(make());
    if is_kept {
        let mut all = lock(all);
        // One audience is looked at, or two side by side.
        if all.len() > 1 {
            all.remove(0);
        }
        all.push((sight, Arc::clone(&made)));
    }
    made
}

/// A hash of how well everything speaks, and of the quotes that cards are made of.
fn speaks(study: &Study) -> u64 {
    let mut state = RapidHasher::default();
    for interview in &study.interviews {
        interview.speaks.hash(&mut state);
    }
    for id in study.themes.iter().flat_map(|theme| &theme.feature) {
        let evidence = &study[*id];
        let soundbite = evidence.words().map(|words| !words.soundbite().is_empty());
        (id, &evidence.anchor, soundbite).hash(&mut state);
    }
    state.finish()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! A site in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use casebook::build::{IsIt, Sink};

/// Files by their addresses.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Keeps the files of a site, each put once.
#[derive(Default)]
pub struct Kept {
    files: Mutex<Files>,
    cards: Cards,
    kept: AtomicUsize,
    /// The site that is there already.
    standing: Files,
    stood: Mutex<BTreeSet<String>>,
}

/// What becomes of the pictures of social cards. Drawing them takes long here, `src/card/` tests
/// what comes of it, and their words are in their SVG.
#[derive(Default)]
pub enum Cards {
    #[default]
    LeftOut,
    Drawn,
    /// Those of an earlier site are kept.
    Beside(Files),
}

impl Kept {
    pub fn with(cards: Cards) -> Kept {
        Kept {
            cards,
            ..Kept::default()
        }
    }

    /// Keeps a site where another one stands.
    pub fn over(standing: Files, cards: Cards) -> Kept {
        Kept {
            cards,
            standing,
            ..Kept::default()
        }
    }

    /// The pages that were drawn, not found standing.
    pub fn drawn(&self) -> Vec<String> {
        let stood = self.stood.lock().unwrap();
        let files = self.files.lock().unwrap();
        let pages = files.keys().filter(|address| address.ends_with(".html"));
        pages
            .filter(|address| !stood.contains(*address))
            .cloned()
            .collect()
    }

    pub fn files(self) -> Files {
        self.files.into_inner().unwrap()
    }

    /// How many pictures of the earlier site it kept.
    pub fn kept(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }
}

impl Sink for Kept {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        let mut files = self.files.lock().unwrap();
        let before = files.insert(address.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "`{address}` was put twice");
        Ok(())
    }

    fn stands(&self, address: &str, is_it: &IsIt) -> Result<bool, Infallible> {
        let Some(file) = self.standing.get(address).filter(|file| is_it(file)) else {
            return Ok(false);
        };
        self.put(address, file)?;
        self.stood.lock().unwrap().insert(address.to_owned());
        Ok(true)
    }

    fn keeps(&self, address: &str, is_it: &IsIt) -> Result<bool, Infallible> {
        assert!(address.ends_with(".png"));
        let earlier = match &self.cards {
            Cards::LeftOut => return Ok(true),
            Cards::Drawn => return Ok(false),
            Cards::Beside(earlier) => earlier,
        };
        let Some(file) = earlier.get(address).filter(|file| is_it(file)) else {
            return Ok(false);
        };
        self.put(address, file)?;
        self.kept.fetch_add(1, Ordering::Relaxed);
        Ok(true)
    }
}

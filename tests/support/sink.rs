//! A site in memory.

use std::collections::BTreeMap;
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

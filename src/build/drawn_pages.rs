//! Pages remembered from one build to the next: one of which its template would see the same, and
//! which stands where it was put, is not drawn again.

use std::hash::{Hash, Hasher};
use std::io;
use std::sync::Mutex;

use rapidhash::RapidHashMap as HashMap;
use rapidhash::fast::RapidHasher;

use super::look::Look;
use super::seal::Seal;
use super::{Sink, lock};
use crate::view::View;
use crate::view::shell::SiteView;

/// The pages of the last build. Those that it did not put or keep are forgotten.
#[derive(Debug, Default)]
pub(super) struct DrawnPages {
    /// A hash of what all of them were drawn with and searched for.
    around: u64,
    pages: HashMap<String, Marks>,
    /// Whether nothing is kept: there will be no next build.
    forgetful: bool,
}

/// What a page is known by.
#[derive(Clone, Copy, Debug)]
struct Marks {
    /// A hash of all that its template sees of it.
    view: u64,
    /// A hash of its bytes.
    bytes: u64,
}

/// A build's pages while they are drawn.
pub(super) struct Drawing<'p> {
    before: &'p HashMap<String, Marks>,
    now: Mutex<HashMap<String, Marks>>,
    forgetful: bool,
}

/// Hashes what is written into it.
struct Hashing(RapidHasher<'static>);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DrawnPages {
    /// Remembers nothing.
    pub fn for_one_build() -> DrawnPages {
        DrawnPages {
            forgetful: true,
            ..DrawnPages::default()
        }
    }

    /// Draws pages by `draw`, and remembers them. What every template sees, or another search for
    /// words that must not pass, makes all of them others.
    pub fn draw<T>(
        &mut self,
        look: &Look,
        site: &SiteView,
        seal: &Seal,
        draw: impl FnOnce(&Drawing) -> T,
    ) -> T {
        if !self.forgetful {
            let mut hash = Hashing(RapidHasher::default());
            // Writing into a hash cannot fail.
            let _ = serde_json::to_writer(&mut hash, site);
            (look.pens(), seal.digest()).hash(&mut hash.0);
            let around = hash.0.finish();
            if around != self.around {
                self.pages.clear();
                self.around = around;
            }
        }
        let drawing = Drawing {
            before: &self.pages,
            now: Mutex::default(),
            forgetful: self.forgetful,
        };
        let done = draw(&drawing);
        self.pages = std::mem::take(&mut *lock(&drawing.now));
        done
    }
}

impl Drawing<'_> {
    /// A hash of all that a template sees of a page; `None` where pages are not remembered.
    pub fn mark(&self, view: &View) -> Option<u64> {
        if self.forgetful || view.template().is_none() {
            return None;
        }
        let mut hash = Hashing(RapidHasher::default());
        view.template().hash(&mut hash.0);
        // As above.
        let _ = serde_json::to_writer(&mut hash, view);
        Some(hash.0.finish())
    }

    /// Whether a page was drawn from the same view, and stands there still.
    ///
    /// # Errors
    /// The sink's own.
    pub fn stands<S: Sink>(&self, address: &str, mark: u64, sink: &S) -> Result<bool, S::Error> {
        let known = self.before.get(address);
        let Some(known) = known.filter(|known| known.view == mark) else {
            return Ok(false);
        };
        let stands = sink.stands(address, &|bytes| hash_of(bytes) == known.bytes)?;
        if stands {
            lock(&self.now).insert(address.to_owned(), *known);
        }
        Ok(stands)
    }

    /// Remembers a page that was put, and in which nothing was found that must not pass.
    pub fn remember(&self, address: String, mark: u64, bytes: &[u8]) {
        let marks = Marks {
            view: mark,
            bytes: hash_of(bytes),
        };
        lock(&self.now).insert(address, marks);
    }
}

fn hash_of(bytes: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(bytes)
}

//! Social cards drawn, and remembered by what they say: drawing one takes longer than a page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::seal::Seal;
use super::{Sink, lock};
use crate::card::{self, Canvas, Card};
use crate::view::Site;
use crate::view::cards::{CardFile, CardKey};

type Pictures = HashMap<[u8; 32], Arc<[u8]>>;

/// Pictures by the keys of their cards: those of this build, and those of the last one that were
/// not asked for yet.
#[derive(Debug, Default)]
pub(super) struct DrawnCards {
    pictures: Mutex<Pictures>,
    before: Mutex<Pictures>,
    /// Whether nothing is kept: there will be no next build.
    forgetful: bool,
}

/// Canvases that nobody draws on now: there are never more than threads.
#[derive(Default)]
struct Canvases(Mutex<Vec<Canvas>>);

impl Canvases {
    fn draw(&self, card: &card::Drawn) -> Arc<[u8]> {
        let free = lock(&self.0).pop();
        let mut canvas = free.unwrap_or_default();
        let picture = card.png(&mut canvas);
        lock(&self.0).push(canvas);
        picture.into()
    }
}

impl DrawnCards {
    /// For the build after one; what that did not use is forgotten.
    pub fn after(last: &DrawnCards, forgetful: bool) -> DrawnCards {
        DrawnCards {
            pictures: Mutex::default(),
            before: Mutex::new(lock(&last.pictures).clone()),
            forgetful,
        }
    }

    /// A card's picture, drawn now where it is not known.
    fn picture(&self, card: &card::Drawn, canvases: &Canvases) -> Arc<[u8]> {
        if self.forgetful {
            return canvases.draw(card);
        }
        let key = card.key();
        if let Some(known) = lock(&self.pictures).get(&key) {
            return Arc::clone(known);
        }
        let known = lock(&self.before).remove(&key);
        let picture = known.unwrap_or_else(|| canvases.draw(card));
        lock(&self.pictures).insert(key, Arc::clone(&picture));
        picture
    }

    /// Draws all cards of a site in parallel and hands them over. Their words are searched before
    /// they become pixels.
    pub fn put_all<S: Sink>(&self, site: &Site, seal: &Seal, sink: &S) -> Result<(), S::Error> {
        let canvases = Canvases::default();
        site.cards().into_par_iter().try_for_each(|key| {
            let card = site.card(key);
            let drawn = card.drawn();
            // The picture has the same words nearly always.
            let svg = match drawn.is_whole(&card) {
                true => drawn.svg.clone(),
                false => card.svg(),
            };
            let at_svg = site.card_address(key, CardFile::Svg).to_string();
            let at_png = site.card_address(key, CardFile::Png).to_string();
            seal.search(&at_svg, svg.as_bytes());
            if drawn.svg != svg {
                seal.search(&at_svg, drawn.svg.as_bytes());
            }
            sink.put(&at_svg, svg.as_bytes())?;
            let key = drawn.key();
            match sink.keeps(&at_png, &|file| card::is_of(file, &key))? {
                true => Ok(()),
                false => sink.put(&at_png, &self.picture(&drawn, &canvases)),
            }
        })
    }

    /// One card's file.
    pub fn file(&self, site: &Site, key: CardKey, file: CardFile) -> Vec<u8> {
        let card: Card = site.card(key);
        match file {
            CardFile::Svg => card.svg().into_bytes(),
            CardFile::Png => self.picture(&card.drawn(), &Canvases::default()).to_vec(),
        }
    }
}

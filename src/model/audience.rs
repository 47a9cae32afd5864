//! The gate: from the whole casebook to what one audience may see, in one function.
//!
//! Nothing after this layer can see what it must not: a [`Published`] casebook holds no withheld
//! words, codes, segments or dates, and views can be made from nothing else.

use std::ops::Deref;

use super::Casebook;
use crate::config::{Attribution, Audience, AudienceSettings};

/// A casebook as one audience may see it.
#[derive(Clone, Debug)]
pub struct Published {
    casebook: Casebook,
    audience: Audience,
    pub withheld: Withheld,
}

/// What a build withholds, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// One for each study, in their order.
    pub studies: Vec<WithheldFromStudy>,
}

/// What is withheld from one study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithheldFromStudy {
    pub quotes: u32,
    pub observations: u32,
    pub interviews: u32,
    /// Participants whose words are withheld, at least in part.
    pub participants: u32,
    /// Recordings and pictures.
    pub media: u32,
    /// Participants who withdrew; they are in no count.
    pub withdrawn: u32,
}

impl Published {
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// How this audience sees participants.
    pub fn view(&self) -> &AudienceSettings {
        self.casebook.settings.for_audience(self.audience)
    }

    /// Whether participants' codes may be shown.
    pub fn shows_codes(&self) -> bool {
        self.view().attribution == Attribution::Code
    }
}

impl Deref for Published {
    type Target = Casebook;
    fn deref(&self) -> &Casebook {
        &self.casebook
    }
}

//! Social cards: which there are, where they stand, and what each says. `card` draws them.
//!
//! Home page, case studies, insights, decisions and featured soundbites have one each, twice: as
//! PNG for link previews and as SVG for slides. They stand under `cards/`, named as their page is.

use serde::Serialize;

use super::address::Address;
use super::home;
use super::machines::decision_news;
use super::say::fill;
use super::{OnPage, PageKey, Site, prose};
use crate::address_rules;
use crate::card::{self, Card, Style};
use crate::colour::LIGHT_PAPER;
use crate::config::Typeface;
use crate::model::{DecisionId, EvidenceId, StudyId, ThemeId};

/// Which card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardKey {
    Home,
    Study(StudyId),
    Insight(StudyId, ThemeId),
    Decision(StudyId, DecisionId),
    /// A quote's bold part.
    Soundbite(StudyId, EvidenceId),
}

/// A card as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardFile {
    Png,
    Svg,
}

/// A page's card, and what link previews say beside it.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// `article`, or `website` for the home page.
    pub kind: &'static str,
    /// The title of the preview: what the card says in large letters.
    pub title: String,
    /// The files, from this page.
    pub png: String,
    pub svg: String,
    /// The picture's full address, where the site's is known.
    pub image: Option<String>,
    /// What can be read on the picture.
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

impl Site<'_> {
    /// The cards of this site, in a fixed order; none where the settings switch them off.
    pub fn cards(&self) -> Vec<CardKey> {
        let mut cards = Vec::new();
        if !self.published.settings.look.cards {
            return cards;
        }
        if self.study_at_root().is_none() {
            cards.push(CardKey::Home);
        }
        for id in self.study_ids() {
            let study = &self.published[id];
            cards.push(CardKey::Study(id));
            let themes = (0..study.themes.len() as u32).map(ThemeId);
            let insights = themes.filter(|theme| study[*theme].insight.is_some());
            cards.extend(insights.map(|theme| CardKey::Insight(id, theme)));
            let decisions = (0..study.decisions.len() as u32).map(DecisionId);
            cards.extend(decisions.map(|decision| CardKey::Decision(id, decision)));
            let soundbites = self.study(id).soundbites().iter();
            cards.extend(soundbites.map(|(quote, _)| CardKey::Soundbite(id, *quote)));
        }
        cards.retain(|key| self.can_stand(*key));
        cards
    }

    /// Whether a quote has a card: an author leads with it, and it has a soundbite to be read.
    pub(super) fn has_card(&self, study: StudyId, quote: EvidenceId) -> bool {
        let index = self.study(study);
        self.published.settings.look.cards
            && index.is_featured(quote)
            && index.soundbites().iter().any(|(id, _)| *id == quote)
            && self.can_stand(CardKey::Soundbite(study, quote))
    }

    /// Whether a card's name is one that a file can have: an id may be as long as that.
    fn can_stand(&self, key: CardKey) -> bool {
        let address = self.card_address(key, CardFile::Png);
        address_rules::fault(address.as_str()).is_none()
    }

    /// Where a card stands.
    pub fn card_address(&self, key: CardKey, file: CardFile) -> Address {
        let study = |id: StudyId| &self.published[id];
        let within = |id: StudyId, below: &str| match &*study(id).id {
            "" => below.to_owned(),
            study if below.is_empty() => study.to_owned(),
            study => format!("{study}/{below}"),
        };
        let name = match key {
            CardKey::Home => String::new(),
            CardKey::Study(id) => within(id, ""),
            CardKey::Insight(id, theme) => within(id, &format!("themes/{}", study(id)[theme].id)),
            CardKey::Decision(id, decision) => {
                within(id, &format!("decisions/{}", study(id)[decision].id))
            }
            CardKey::Soundbite(id, quote) => {
                let mut soundbites = self.study(id).soundbites().iter();
                let found = soundbites.find(|(of, _)| *of == quote);
                let name = found.map_or("", |(_, name)| name);
                within(id, &format!("quotes/{name}"))
            }
        };
        let name = if name.is_empty() { "index" } else { &name };
        Address::file(match file {
            CardFile::Png => format!("cards/{name}.png"),
            CardFile::Svg => format!("cards/{name}.svg"),
        })
    }

    /// The card that stands at an address, if there is one.
    pub fn card_at(&self, address: &str) -> Option<(CardKey, CardFile)> {
        let file = match address.strip_prefix("cards/")?.rsplit_once('.')?.1 {
            "png" => CardFile::Png,
            "svg" => CardFile::Svg,
            _ => return None,
        };
        let mut cards = self.cards().into_iter();
        let card = cards.find(|key| self.card_address(*key, file).as_str() == address)?;
        Some((card, file))
    }

    /// What a card says.
    pub fn card(&self, key: CardKey) -> Card {
        match key {
            CardKey::Home => self.home_card(),
            CardKey::Study(id) => self.study_card(id),
            CardKey::Insight(id, theme) => self.insight_card(id, theme),
            CardKey::Decision(id, decision) => self.decision_card(id, decision),
            CardKey::Soundbite(id, quote) => self.soundbite_card(id, quote),
        }
    }

    fn home_card(&self) -> Card {
        let settings = &self.published.settings;
        let counts = home::counts(self).unwrap_or_default();
        let (below, source) = match &settings.description {
            Some(description) => (description.clone(), counts),
            None => (counts, String::new()),
        };
        Card {
            words: settings.title.clone(),
            below,
            source,
            notice: self.notice_of(None),
            style: self.style(),
            ..Card::default()
        }
    }

    fn study_card(&self, id: StudyId) -> Card {
        let study = &self.published[id];
        let lead = self.study(id).findings.insights.first();
        let insight = lead.and_then(|theme| study[*theme].insight.as_deref());
        let facts = [
            self.say.period(study.about.period),
            Some(home::conversations(self, study)),
        ];
        Card {
            label: self.say.text("study.kind"),
            words: study.about.title.clone(),
            below: insight
                .or(study.about.question.as_deref())
                .unwrap_or_default()
                .to_owned(),
            source: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            ..self.card_of(id)
        }
    }

    fn insight_card(&self, id: StudyId, theme: ThemeId) -> Card {
        let found = &self.published[id][theme];
        Card {
            label: found.title.clone(),
            words: found.insight.clone().unwrap_or_default(),
            instead: vec![found.title.clone()],
            below: prose::plain(&self.count_sentence(id, theme)),
            ..self.card_of(id)
        }
    }

    fn decision_card(&self, id: StudyId, decision: DecisionId) -> Card {
        let decision = &self.published[id][decision];
        let label = match decision.decided {
            Some(date) => {
                let date = self.say.date(date);
                self.say.with("decision.kind_of", fill![date: date])
            }
            None => self.say.text("decision.kind"),
        };
        Card {
            label,
            words: decision.title.clone(),
            below: decision_news(self, decision),
            ..self.card_of(id)
        }
    }

    fn soundbite_card(&self, id: StudyId, quote: EvidenceId) -> Card {
        let study = &self.published[id];
        let evidence = &study[quote];
        let words = evidence.words().map(|words| words.soundbite());
        let by = self.said_by(id, evidence);
        let by = match (by.code, by.segment.map(|segment| segment.name)) {
            (Some(code), Some(segment)) => {
                let fill = fill![code: &*code, segment: &*segment];
                self.say.with("interview.code_and_segment", fill)
            }
            (one, other) => one.or(other).as_deref().unwrap_or_default().to_owned(),
        };
        let themes = evidence.themes.iter();
        Card {
            mark: Some(self.say.quotation_marks().0.trim().to_owned()),
            words: one_line(&words.unwrap_or_default()),
            instead: themes.map(|theme| study[*theme].title.clone()).collect(),
            below: by,
            ..self.card_of(id)
        }
    }

    /// What all cards of a study have.
    fn card_of(&self, id: StudyId) -> Card {
        Card {
            source: self.published[id].about.title.clone(),
            site: self.published.settings.title.clone(),
            notice: self.notice_of(Some(id)),
            style: self.style(),
            ..Card::default()
        }
    }

    /// What stands on top of the pages too: of a sample, and of an edition for fewer readers than usual.
    fn notice_of(&self, study: Option<StudyId>) -> String {
        let own = study.and_then(|id| self.published[id].about.notice.clone());
        let notice = own.or_else(|| self.published.settings.notice.clone());
        let lines: Vec<String> = self.edition().into_iter().chain(notice).collect();
        lines.join(" ")
    }

    fn style(&self) -> Style {
        let look = &self.published.settings.look;
        let default = Style::default();
        let accent = look.accent.map(|accent| accent.readable_on(LIGHT_PAPER));
        Style {
            accent: accent.unwrap_or(default.accent),
            sans: look.typeface == Some(Typeface::Sans),
            right_to_left: self.say.direction() == "rtl",
            language: self.say.code().to_owned(),
        }
    }
}

impl OnPage<'_> {
    /// The card of a page; none where the settings switch cards off.
    pub(super) fn card(&self) -> Option<CardView> {
        let site = self.site;
        let key = match self.key {
            PageKey::Home => CardKey::Home,
            PageKey::CaseStudy(id) => CardKey::Study(id),
            PageKey::Theme(id, theme, 1) if site.published[id][theme].insight.is_some() => {
                CardKey::Insight(id, theme)
            }
            PageKey::Decision(id, decision) => CardKey::Decision(id, decision),
            _ => return None,
        };
        if !site.published.settings.look.cards || !site.can_stand(key) {
            return None;
        }
        let card = site.card(key);
        let png = site.card_address(key, CardFile::Png);
        let svg = site.card_address(key, CardFile::Svg);
        let words = [&card.words, &card.below].map(|text| text.trim());
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        Some(CardView {
            kind: match key {
                CardKey::Home => "website",
                _ => "article",
            },
            png: png.link_from(&self.address),
            svg: svg.link_from(&self.address),
            image: site.base_url.map(|base| png.under(base)),
            alt: site.say.with("card.alt", fill![words: words.join(" · ")]),
            width: card::WIDTH,
            height: card::HEIGHT,
            title: card.words,
        })
    }
}

/// Words of several paragraphs in one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Conversations, and the evidence in them.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{Hidden, Mask};
use crate::model::{Asked, Evidence, Interview, Origin, Said, TalkItem};
use crate::parse::prose::Anchors;

impl Mask<'_> {
    pub(super) fn interview(&mut self, interview: &mut Arc<Interview>) {
        let Interview {
            id: _,
            participant: _,
            round: _,
            wave: _,
            when: _,
            minutes: _,
            channel,
            interviewers,
            note_takers,
            consent: _,
            media_consent: _,
            recording: _,
            // What is said stays as it is said.
            transcript: _,
            heard: _,
            asides: _,
            talk_time: _,
            talk: _,
            answered: _,
            has_references: _,
            sum: _,
            speaks: _,
            file: _,
        } = &**interview;
        let channel = channel.as_ref().and_then(|words| self.label(words));
        let mut names = interviewers.iter().chain(note_takers);
        if channel.is_some() || names.any(|name| self.has_code(name)) {
            let interview = Arc::make_mut(interview);
            interview.channel = channel.or(interview.channel.take());
            let names = &mut interview.interviewers;
            for name in names.iter_mut().chain(&mut interview.note_takers) {
                self.named(name);
            }
        }
        self.talk(interview);
    }

    fn talk(&mut self, interview: &mut Arc<Interview>) {
        let mut talk = Arc::clone(&interview.talk);
        let mut is_asked_otherwise = false;
        for (at, exchange) in interview.talk.iter().enumerate() {
            if let Asked::FollowUp(words) = &exchange.asked
                && let Some(masked) = self.masked(words)
            {
                is_asked_otherwise = true;
                Arc::make_mut(&mut talk)[at].asked = Asked::FollowUp(masked.into());
            }
            for (item, said) in exchange.items.iter().enumerate() {
                if let TalkItem::Observation(text, consent) = said
                    && let Some(masked) = self.masked_text(text)
                {
                    let items = &mut Arc::make_mut(&mut talk)[at].items;
                    items[item] = TalkItem::Observation(masked, *consent);
                }
            }
        }
        if is_asked_otherwise {
            let mut anchors = Anchors::default();
            for exchange in Arc::make_mut(&mut talk) {
                exchange.anchor = match &exchange.asked {
                    Asked::FollowUp(words) => anchors.unique(words),
                    _ => anchors.unique_named(&exchange.anchor),
                };
            }
        }
        if !Arc::ptr_eq(&talk, &interview.talk) {
            Arc::make_mut(interview).talk = talk;
        }
    }

    /// Evidence without what may not stand in it, if it has any of that.
    pub(super) fn evidence(&mut self, evidence: &Evidence) -> Option<Evidence> {
        let Evidence {
            cite: _,
            anchor: _,
            interview: _,
            participant: _,
            exchange: _,
            asked,
            said,
            length: _,
            speaks: _,
            themes: _,
            emotions,
            time: _,
            stance: _,
            severity: _,
            coders,
            consent: _,
            remark,
            origin,
        } = evidence;
        self.file = origin.file.clone();
        let asked = match asked {
            Asked::FollowUp(words) => self
                .masked(words)
                .map(|words| Asked::FollowUp(words.into())),
            _ => None,
        };
        let said = match said {
            Said::Observation(text) => self.masked_text(text).map(Said::Observation),
            Said::Quote(words) => {
                self.spoken(origin, &words.text);
                None
            }
            _ => None,
        };
        let remark = remark.as_ref().and_then(|words| self.masked(words));
        let is_named = emotions.iter().any(|word| self.has_code(word))
            || coders.iter().any(|coder| self.has_code(&coder.name));
        let is_masked = asked.is_some() || said.is_some() || remark.is_some();
        (is_masked || is_named).then(|| {
            let mut masked = evidence.clone();
            masked.asked = asked.unwrap_or(masked.asked);
            masked.said = said.unwrap_or(masked.said);
            masked.remark = remark.map(SmolStr::from).or(masked.remark);
            for emotion in &mut masked.emotions {
                if let Some(word) = self.label(emotion) {
                    *emotion = word.into();
                }
            }
            for coder in &mut masked.coders {
                if let Some(name) = self.label(&coder.name) {
                    coder.name = name.into();
                }
            }
            masked
        })
    }

    fn has_code(&self, words: &str) -> bool {
        matches!(self.hidden, Hidden::Codes(_)) && self.codes.first(words, 0).is_some()
    }

    fn spoken(&mut self, origin: &Origin, words: &str) {
        if matches!(self.hidden, Hidden::Codes(_))
            && let Some((_, code)) = self.codes.first(words, 0)
        {
            self.spoken.push((origin.clone(), code.to_owned()));
        }
    }
}

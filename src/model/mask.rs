//! Codes in authors' texts, replaced where the audience may not know them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Asked, Casebook, Evidence, Interview, InterviewId, Origin, Said, TalkItem, Text};
use crate::language::capitalised;
use crate::parse::code::{CodeKey, Prefixes};
use crate::parse::prose::{Anchors, Part, Parts, Prose};
use crate::source::SourcePath;

/// Codes that were replaced: as written, and how often, by file.
pub type Replaced = BTreeMap<SourcePath, BTreeMap<String, u32>>;

/// Replaces the codes of a casebook's participants.
pub struct Mask {
    codes: BTreeSet<CodeKey>,
    prefixes: Prefixes,
    someone: String,
    /// The file of the text at hand.
    file: SourcePath,
    /// What was replaced, as it was written, by file.
    replaced: Replaced,
    /// The first code in the words of each quote that has one: words are never changed.
    spoken: Vec<(Origin, String)>,
}

impl Mask {
    pub fn of(casebook: &Casebook, someone: &str) -> Mask {
        let codes: Vec<Arc<str>> = casebook
            .studies
            .iter()
            .flat_map(|s| &s.participants)
            .map(|p| p.code.clone())
            .collect();
        Mask {
            prefixes: Prefixes::of(codes.iter().map(|c| &**c)),
            codes: codes.iter().map(|c| CodeKey::of(c)).collect(),
            someone: someone.to_owned(),
            file: SourcePath::from(""),
            replaced: BTreeMap::new(),
            spoken: Vec::new(),
        }
    }

    /// What was replaced, as it was written, and how often, by file; and quotes with a code in their
    /// words, where it stays.
    pub fn into_found(self) -> (Replaced, Vec<(Origin, String)>) {
        (self.replaced, self.spoken)
    }

    /// Replaces codes in every text of an author's.
    pub fn apply(&mut self, casebook: &mut Casebook) {
        for page in &mut casebook.pages {
            self.file = page.file.clone();
            self.words(&mut page.title);
            self.text(&mut page.body);
        }
        for study in &mut casebook.studies {
            self.file = study.file.clone();
            let about = &mut study.about;
            self.words(&mut about.title);
            for field in [
                &mut about.notice,
                &mut about.challenge,
                &mut about.question,
                &mut about.stakes,
                &mut about.limitations,
                &mut about.sample.criteria,
                &mut about.sample.why,
            ] {
                self.field(field);
            }
            for list in [
                &mut about.objectives,
                &mut about.stakeholders,
                &mut about.sample.recruited_through,
            ] {
                list.iter_mut().for_each(|words| self.words(words));
            }
            about
                .reporting
                .iter_mut()
                .for_each(|(_, words)| self.words(words));
            for section in &mut study.story {
                self.words(&mut section.heading);
                let mut anchor = section.anchor.to_string();
                self.words(&mut anchor);
                section.anchor = crate::parse::prose::anchor(&anchor).into();
                self.text(&mut section.body);
            }
            for question in &mut study.questions {
                self.words(&mut question.ask);
                self.field(&mut question.why);
            }
            for theme in &mut study.themes {
                self.file
                    .clone_from(theme.file.as_ref().unwrap_or(&study.file));
                self.words(&mut theme.title);
                self.field(&mut theme.insight);
                self.field(&mut theme.definition);
                theme.counter.iter_mut().for_each(|text| self.text(text));
                self.text(&mut theme.body);
            }
            for decision in &mut study.decisions {
                self.file = decision.file.clone();
                self.words(&mut decision.title);
                decision
                    .options
                    .iter_mut()
                    .for_each(|words| self.words(words));
                decision
                    .deciders
                    .iter_mut()
                    .for_each(|words| self.words(words));
                for action in &mut decision.actions {
                    self.words(&mut action.what);
                    self.field(&mut action.who);
                }
                if let Some(outcome) = &mut decision.outcome {
                    self.field(&mut outcome.of);
                    self.field(&mut outcome.other_changes);
                    self.field(&mut outcome.source);
                }
                decision
                    .counter_evidence
                    .iter_mut()
                    .for_each(|text| self.text(text));
                self.text(&mut decision.body);
            }
            for interview in &mut study.interviews {
                self.file = interview.file.clone();
                self.talk(interview);
            }
            for number in (0..study.interviews.len() as u32).map(InterviewId) {
                let masked = study.evidence.of(number).iter().enumerate();
                let masked =
                    masked.filter_map(|(at, evidence)| Some((at, self.evidence(evidence)?)));
                let masked: Vec<(usize, Evidence)> = masked.collect();
                if !masked.is_empty() {
                    let pieces = study.evidence.of_mut(number);
                    masked
                        .into_iter()
                        .for_each(|(at, evidence)| pieces[at] = evidence);
                }
            }
        }
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

    /// Evidence with codes masked, if it has any.
    fn evidence(&mut self, evidence: &Evidence) -> Option<Evidence> {
        self.file = evidence.origin.file.clone();
        let asked = match &evidence.asked {
            Asked::FollowUp(words) => self
                .masked(words)
                .map(|words| Asked::FollowUp(words.into())),
            _ => None,
        };
        let said = match &evidence.said {
            Said::Observation(text) => self.masked_text(text).map(Said::Observation),
            Said::Quote(words) => {
                if let Some((_, code)) = self.code_from(&words.text, 0) {
                    let code = code.to_owned();
                    self.spoken.push((evidence.origin.clone(), code));
                }
                None
            }
            _ => None,
        };
        (asked.is_some() || said.is_some()).then(|| {
            let mut masked = evidence.clone();
            masked.asked = asked.unwrap_or(masked.asked);
            masked.said = said.unwrap_or(masked.said);
            masked
        })
    }

    fn field(&mut self, field: &mut Option<String>) {
        if let Some(words) = field {
            self.words(words);
        }
    }

    fn words(&mut self, words: &mut String) {
        if let Some(masked) = self.masked(words) {
            *words = masked;
        }
    }

    fn text(&mut self, text: &mut Text) {
        if let Some(masked) = self.masked_text(text) {
            *text = masked;
        }
    }

    /// The text without codes; `None` when there are none in it.
    fn masked_text(&mut self, text: &Text) -> Option<Text> {
        let mut parts: Option<Parts> = None;
        // Whether a sentence begins here, across links.
        let mut begins = true;
        for (at, part) in text.prose.parts.iter().enumerate() {
            let changed = match part {
                Part::Html(html) => {
                    let masked = self.masked_from(html, begins);
                    begins = begins_sentence(html, begins);
                    masked.map(|html| Part::Html(html.into()))
                }
                Part::Code { language, text } => self.masked(text).map(|text| Part::Code {
                    language: language.clone(),
                    text: text.into(),
                }),
                Part::Picture { src, alt, span } => self.masked(alt).map(|alt| Part::Picture {
                    src: src.clone(),
                    alt: alt.into(),
                    span: *span,
                }),
                _ => None,
            };
            if let Some(changed) = changed {
                parts.get_or_insert_with(|| text.prose.parts.clone())[at] = changed;
            }
        }
        let parts = parts?;
        let mut headings = text.prose.headings.clone();
        for heading in &mut headings {
            if let Some(masked) = self.masked(&heading.text) {
                heading.text = masked.into();
            }
            if let Some(masked) = self.masked(&heading.anchor) {
                heading.anchor = crate::parse::prose::anchor(&masked).into();
            }
        }
        Some(Text {
            prose: Arc::new(Prose { parts, headings }),
            targets: text.targets.clone(),
        })
    }

    /// The text without codes; `None` when there are none in it.
    fn masked(&mut self, text: &str) -> Option<String> {
        self.masked_from(text, true)
    }

    /// The same of a text at whose start a sentence begins, or not.
    fn masked_from(&mut self, text: &str, begins: bool) -> Option<String> {
        let first = begins;
        let mut out: Option<String> = None;
        let mut kept = 0;
        while let Some((here, code)) = self.code_from(text, kept) {
            let mut end = here + code.len();
            // The address of a quote or of a second talk goes with its code.
            let rest = &text[end..];
            let cited = rest.strip_prefix("#^").or(rest.strip_prefix('^'));
            if let Some(id) = cited {
                let id = id
                    .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
                    .unwrap_or(id.len());
                end = text.len() - cited.map_or(0, str::len) + id;
            }
            let out = out.get_or_insert_with(String::new);
            out.push_str(&text[kept..here]);
            match begins_sentence(&text[..here], first) {
                true => out.push_str(&capitalised(&self.someone)),
                false => out.push_str(&self.someone),
            }
            let of_file = self.replaced.entry(self.file.clone()).or_default();
            *of_file.entry(code.to_owned()).or_default() += 1;
            kept = end;
        }
        let mut out = out?;
        out.push_str(&text[kept..]);
        Some(out)
    }

    /// The first code of a participant at or behind a place, as a word of its own.
    fn code_from<'t>(&self, text: &'t str, from: usize) -> Option<(usize, &'t str)> {
        // What stands right behind a code belongs to it.
        let mut before = if from == 0 { ' ' } else { '0' };
        for (at, c) in text[from..].char_indices() {
            let begins = c.is_alphabetic() && !before.is_alphanumeric();
            before = c;
            if !begins {
                continue;
            }
            let here = from + at;
            let code = self.prefixes.leading(&text[here..]);
            if let Some(code) = code.filter(|code| self.codes.contains(&CodeKey::of(code))) {
                return Some((here, code));
            }
        }
        None
    }
}

/// Whether a sentence begins after these words, which may be HTML; `first`: whether one did before them.
fn begins_sentence(words: &str, first: bool) -> bool {
    let mut rest = words.trim_end();
    // Tags of blocks begin one, other tags and opening marks stand between.
    loop {
        if let Some(tag) = rest.strip_suffix('>').and_then(|_| rest.rfind('<')) {
            let name = rest[tag..].trim_start_matches(['<', '/']);
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
            let inline = ["a", "b", "code", "del", "em", "i", "strong", "sub", "sup"];
            if !name.is_some_and(|name| inline.contains(&name)) {
                return true;
            }
            rest = rest[..tag].trim_end();
        } else if let Some(before) = rest.strip_suffix(['“', '«', '„', '(', '"']) {
            rest = before.trim_end();
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return first;
    }
    match rest.strip_suffix(['.', '!', '?', '…', '؟', '。']) {
        Some(said) => {
            let word = said.rsplit(|c: char| c.is_whitespace() || "(>".contains(c));
            let word = word.map(str::to_lowercase).next().unwrap_or_default();
            let shortened = ["vs", "cf", "ca", "nr", "no", "al", "bzw", "approx"];
            word.chars().count() > 1 && !word.contains('.') && !shortened.contains(&&*word)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_and_words_stay() {
        let mut mask = Mask {
            codes: ["P03", "P11"].into_iter().map(CodeKey::of).collect(),
            prefixes: Prefixes::default(),
            someone: "a participant".into(),
            file: "a.md".into(),
            replaced: BTreeMap::new(),
            spoken: Vec::new(),
        };
        assert_eq!(
            mask.masked("P03 and p11's, see P3^two-sizes.").as_deref(),
            Some("A participant and a participant's, see a participant.")
        );
        for (text, masked) in [
            ("One left. P03 came", "One left. A participant came"),
            ("<p>P03 came", "<p>A participant came"),
            ("<p><em>P03</em> came", "<p><em>A participant</em> came"),
            ("as vs. P03", "as vs. a participant"),
            ("because P03", "because a participant"),
        ] {
            assert_eq!(mask.masked(text).as_deref(), Some(masked));
        }
        let link = mask.masked_from("P03", false);
        assert_eq!(link.as_deref(), Some("a participant"));
        for text in ["P95 latency", "P", "xP03", "MP3", "", "P030"] {
            assert_eq!(mask.masked(text), None, "{text}");
        }
        let codes = [("P03", 7), ("P3", 1), ("p11", 1)];
        let codes = codes.map(|(code, n)| (code.to_owned(), n));
        let replaced = BTreeMap::from([("a.md".into(), codes.into())]);
        assert_eq!(mask.into_found().0, replaced);
    }
}

//! Every text of an author's that holds references, in one order.

use std::sync::Arc;

use super::{Casebook, Evidence, Interview, InterviewId, Said, Study, TalkItem, Text};

/// Every text of a study that may hold references.
pub fn of_study(study: &Study) -> impl Iterator<Item = &Text> {
    let leading = study.interviews.iter().zip(0..);
    let leading = leading.filter(|(interview, _)| interview.has_references);
    let texts = leading.flat_map(|(interview, at)| {
        let said = study.evidence.of(InterviewId(at)).iter();
        let said = said.filter_map(|e| of_evidence(e));
        of_talk(interview).chain(said)
    });
    own(study).into_iter().chain(texts)
}

/// The texts of a study's own files: its story, themes and decisions.
fn own(study: &Study) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    texts.extend(study.story.iter().map(|s| &s.body));
    for theme in &study.themes {
        texts.push(&theme.body);
        texts.extend(theme.counter.as_ref());
    }
    for decision in &study.decisions {
        texts.push(&decision.body);
        texts.extend(decision.counter_evidence.as_ref());
    }
    texts
}

/// The same, to be changed, in the same order.
pub fn own_mut(study: &mut Study) -> Vec<&mut Text> {
    let mut texts: Vec<&mut Text> = Vec::new();
    texts.extend(study.story.iter_mut().map(|s| &mut s.body));
    for theme in &mut study.themes {
        texts.push(&mut theme.body);
        texts.extend(theme.counter.as_mut());
    }
    for decision in &mut study.decisions {
        texts.push(&mut decision.body);
        texts.extend(decision.counter_evidence.as_mut());
    }
    texts
}

/// What the researcher wrote in a conversation.
pub fn of_talk(interview: &Interview) -> impl Iterator<Item = &Text> {
    let items = interview.talk.iter().flat_map(|exchange| &exchange.items);
    items.filter_map(|item| match item {
        TalkItem::Observation(text, _) => Some(text),
        TalkItem::Evidence(_) => None,
    })
}

/// An observation that is evidence.
pub fn of_evidence(evidence: &Evidence) -> Option<&Text> {
    match &evidence.said {
        Said::Observation(text) => Some(text),
        _ => None,
    }
}

/// Changes the texts of a conversation, if one of them is to be changed at all.
pub fn change_talk(
    interview: &mut Arc<Interview>,
    is_changed: impl Fn(&Text) -> bool,
    mut change: impl FnMut(&mut Text),
) {
    if !of_talk(interview).any(is_changed) {
        return;
    }
    let talk = Arc::make_mut(&mut Arc::make_mut(interview).talk);
    for item in talk.iter_mut().flat_map(|exchange| &mut exchange.items) {
        if let TalkItem::Observation(text, _) = item {
            change(text);
        }
    }
}

/// Changes an observation that is evidence, if it is to be changed.
pub fn change_evidence(
    evidence: &mut Evidence,
    is_changed: impl Fn(&Text) -> bool,
    change: impl FnOnce(&mut Text),
) {
    if of_evidence(evidence).is_some_and(is_changed)
        && let Said::Observation(text) = &mut evidence.said
    {
        change(text);
    }
}

/// Changes every text of a casebook that is to be changed.
pub fn change(
    casebook: &mut Casebook,
    is_changed: impl Fn(&Text) -> bool,
    mut change: impl FnMut(&mut Text),
) {
    let own = |study| own_mut(study).into_iter();
    let pages = casebook.pages.iter_mut().map(|page| &mut page.body);
    let texts = pages.chain(casebook.studies.iter_mut().flat_map(own));
    texts.filter(|text| is_changed(text)).for_each(&mut change);
    for study in &mut casebook.studies {
        let interviews = study.interviews.iter().zip(0..);
        let leading = interviews.filter(|(i, _)| i.has_references);
        let leading: Vec<usize> = leading.map(|(_, at)| at).collect();
        for at in leading {
            change_talk(&mut study.interviews[at], &is_changed, &mut change);
            let number = InterviewId(at as u32);
            let said = study.evidence.of(number).iter();
            if !said.filter_map(|e| of_evidence(e)).any(&is_changed) {
                continue;
            }
            for evidence in study.evidence.of_mut(number) {
                change_evidence(evidence, &is_changed, &mut change);
            }
        }
    }
}

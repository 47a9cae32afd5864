//! Every text of an author's that holds references, in one order.

use super::{Said, Study, TalkItem, Text};

/// Every text of a study.
pub fn of_study(study: &Study) -> Vec<&Text> {
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
    for interview in &study.interviews {
        for item in interview.talk.iter().flat_map(|e| e.items.iter()) {
            if let TalkItem::Observation(text) = item {
                texts.push(text);
            }
        }
    }
    for evidence in &study.evidence {
        if let Said::Observation(text) = &evidence.said {
            texts.push(text);
        }
    }
    texts
}

/// Every text of a study, to be changed, in the same order.
pub fn of_study_mut(study: &mut Study) -> Vec<&mut Text> {
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
    for interview in &mut study.interviews {
        for item in interview.talk.iter_mut().flat_map(|e| e.items.iter_mut()) {
            if let TalkItem::Observation(text) = item {
                texts.push(text);
            }
        }
    }
    for evidence in &mut study.evidence {
        if let Said::Observation(text) = &mut evidence.said {
            texts.push(text);
        }
    }
    texts
}

//! A segment, channel or month that too few of those shown share would name a person: it is hidden.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Interview, InterviewId, ParticipantId, Study, When};
use crate::config::{Attribution, AudienceSettings};

/// Names no group that too few participants share.
pub(super) fn hide_small(study: &mut Study, settings: &AudienceSettings) {
    let least = settings.least_group as usize;
    let shown = shown_people(study);
    let mut is_shown = vec![false; study.participants.len()];
    for who in shown.iter().flatten() {
        is_shown[who.index()] = true;
    }
    let mut sizes = vec![0usize; study.segments.len()];
    let everyone = study.participants.iter().zip(is_shown);
    for segment in everyone.filter_map(|(who, shown)| who.segment.filter(|_| shown)) {
        sizes[segment.index()] += 1;
    }
    let mut hidden = vec![false; study.segments.len()];
    for segment in study.participants.iter().filter_map(|p| p.segment) {
        hidden[segment.index()] = sizes[segment.index()] < least;
    }
    for participant in &mut study.participants {
        participant.segment = participant
            .segment
            .filter(|s| !hidden[s.index()] && settings.attribution != Attribution::None);
    }
    for (segment, hidden) in study.segments.iter_mut().zip(&hidden) {
        if *hidden {
            segment.name.clear();
        }
    }
    let hidden_plan = |name: &str| {
        !study
            .segments
            .iter()
            .any(|s| s.name.eq_ignore_ascii_case(name))
    };
    study
        .about
        .sample
        .plan
        .retain(|(name, _)| !hidden_plan(name));
    mask_rare(
        study,
        &shown,
        least,
        |i| i.channel.as_ref().map(|c| c.trim().to_lowercase()),
        |i| i.channel = None,
    );
    if settings.attribution != Attribution::Code {
        for interview in &mut study.interviews {
            if let When::Day(day) = interview.when {
                Arc::make_mut(interview).when = When::Month {
                    year: day.year(),
                    month: day.month(),
                };
            }
        }
        mask_rare(
            study,
            &shown,
            least,
            |i| (i.when != When::Unknown).then_some(i.when),
            |i| i.when = When::Unknown,
        );
    }
}

/// Of each interview, the participants of whom something is shown.
fn shown_people(study: &Study) -> Vec<Vec<ParticipantId>> {
    let talks = study.interviews.iter();
    let mut shown: Vec<Vec<ParticipantId>> = talks
        .map(|i| (!i.talk.is_empty()).then_some(i.participant).into_iter())
        .map(Iterator::collect)
        .collect();
    let interviews = study.interviews.iter().zip((0..).map(InterviewId));
    for ((interview, number), shown) in interviews.zip(&mut shown) {
        // Where nobody else speaks, a page of the conversation shows its participant already.
        if !interview.sum.has_others && !shown.is_empty() {
            continue;
        }
        let evidence = study.evidence.of(number).iter();
        for evidence in evidence.filter(|e| !e.is_withheld()) {
            if !shown.contains(&evidence.participant) {
                shown.push(evidence.participant);
            }
        }
    }
    shown
}

/// Takes a trait from the interviews of which too few participants share it.
fn mask_rare<K: Ord>(
    study: &mut Study,
    shown: &[Vec<ParticipantId>],
    least: usize,
    key: impl Fn(&Interview) -> Option<K>,
    hide: impl Fn(&mut Interview),
) {
    let mut people: BTreeMap<K, HashSet<ParticipantId>> = BTreeMap::new();
    for (interview, shown) in study.interviews.iter().zip(shown) {
        if let Some(key) = key(interview) {
            people.entry(key).or_default().extend(shown);
        }
    }
    for interview in &mut study.interviews {
        let rare =
            key(interview).is_some_and(|key| people.get(&key).is_some_and(|p| p.len() < least));
        if rare {
            hide(Arc::make_mut(interview));
        }
    }
}

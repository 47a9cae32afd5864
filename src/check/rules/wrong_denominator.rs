//! "Nine of 17" where nothing in the study is 17.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use rapidhash::RapidHashMap as HashMap;

use super::people::is_people;
use crate::check::prose::{number, tokens};
use crate::check::scope::{StudyScope, Told};
use crate::model::{QuestionId, SegmentId};
use crate::source::Span;

pub fn find(study: &StudyScope, told: &mut Told) {
    let all = study
        .study
        .participants
        .iter()
        .filter(|p| p.interviewed)
        .count();
    if all < 3 {
        return;
    }
    let known = OnceCell::new();
    for file in super::prose_files(study) {
        for paragraph in super::own_words(&file) {
            let words = tokens(&file.visible, paragraph);
            for at in 0..words.len() {
                let Some((of, last)) = count_of(&words, at) else {
                    continue;
                };
                let (some, whole) = (
                    number(words[at].1).unwrap_or(0),
                    number(words[of].1).unwrap_or(0),
                );
                // Larger numbers are of something else, and so are those with a unit.
                let whole_ = whole as usize;
                // Of a hundred is a share.
                if some > whole
                    || whole < 3
                    || whole == 100
                    || whole_ > all * 2
                    || known.get_or_init(|| self::known(study)).contains(&whole_)
                {
                    continue;
                }
                if !about_people(&file.visible, &words, last, study) {
                    continue;
                }
                let span = Span::new(words[at].0.start, words[of].0.end);
                let message = format!(
                    "`{}`: {all} participants were interviewed, and no group of them counts {whole}",
                    &file.visible[span.range()]
                );
                let help = "count again; the pages of the site show each theme's own numbers";
                told.tell(file.path, span, message, help);
            }
        }
    }
}

/// Where the second number of `k of (the) n` stands, and the word behind it.
fn count_of(words: &[(std::ops::Range<usize>, &str)], at: usize) -> Option<(usize, usize)> {
    number(words[at].1)?;
    let joins = ["of", "von", "der", "sur", "de", "das", "dos", "las", "los"];
    if !words
        .get(at + 1)
        .is_some_and(|(_, w)| joins.contains(&w.to_lowercase().as_str()))
    {
        return None;
    }
    let the = words
        .get(at + 2)
        .is_some_and(|(_, w)| ["the", "den", "our", "les", "las", "los", "os", "as"].contains(w));
    let of = at + 2 + usize::from(the);
    let digits = words.get(of).and_then(|(_, w)| number(w))?;
    (digits > 0).then_some((of, of + 1))
}

/// Whether what is counted are people: a noun for them follows, a verb, or the sentence's end.
fn about_people(
    text: &str,
    words: &[(std::ops::Range<usize>, &str)],
    last: usize,
    study: &StudyScope,
) -> bool {
    let Some((place, word)) = words.get(last) else {
        return true;
    };
    let gap = &text[words[last - 1].0.end..place.start];
    let verbs = [
        "said",
        "raised",
        "told",
        "were",
        "had",
        "did",
        "found",
        "mentioned",
        "talked",
        "spoke",
        "described",
        "brought",
        "named",
        "asked",
        "could",
        "knew",
        "wanted",
    ];
    let noun = words[last..words.len().min(last + 3)]
        .iter()
        .any(|(_, w)| is_people(w, study.study));
    gap.contains(['.', ',', ';', ':', ')', '!', '?']) || verbs.contains(word) || noun
}

/// Every number of people that the study has.
fn known(study: &StudyScope) -> BTreeSet<usize> {
    let s = study.study;
    let mut known = BTreeSet::new();
    let interviewed = s.participants.iter().filter(|p| p.interviewed).count();
    known.extend([
        interviewed,
        s.participants.len(),
        s.interviews.len(),
        s.withdrawn as usize + interviewed,
    ]);
    known.extend(s.about.sample.target.map(|n| n as usize));
    known.extend(s.about.sample.plan.iter().map(|(_, n)| *n as usize));
    for at in 0..s.segments.len() {
        let id = Some(SegmentId(at as u32));
        let size = s.participants.iter().filter(|p| p.segment == id).count();
        // Those of the others are a group too.
        known.extend([size, interviewed.saturating_sub(size)]);
    }
    let nobody = || (0, vec![false; s.participants.len()]);
    let mut asked: HashMap<QuestionId, (usize, Vec<bool>)> = HashMap::default();
    let mut held: HashMap<&str, (usize, Vec<bool>)> = HashMap::default();
    let mut channels: HashMap<&str, usize> = HashMap::default();
    for interview in &s.interviews {
        let who = interview.participant.index();
        for question in &interview.answered {
            asked.entry(*question).or_insert_with(nobody).1[who] = true;
        }
        for name in &interview.interviewers {
            let (count, whom) = held.entry(name).or_insert_with(nobody);
            *count += 1;
            whom[who] = true;
        }
        if let Some(channel) = &interview.channel {
            *channels.entry(channel).or_default() += 1;
        }
    }
    let people = |marked: &[bool]| marked.iter().filter(|marked| **marked).count();
    known.extend(asked.values().map(|(_, whom)| people(whom)));
    let held = held.values().map(|(count, whom)| [*count, people(whom)]);
    known.extend(held.flatten());
    known.extend(channels.values());
    for support in study.supports() {
        let who = support.participants;
        known.extend([who, interviewed.saturating_sub(who)]);
    }
    known
}

//! What several rules count and look up.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use rapidhash::RapidHashSet;

use crate::check::place::Step;
use crate::check::prose::paragraphs;
use crate::check::scope::{File, StudyScope};
use crate::model::drafts::Role;
use crate::model::{Origin, SegmentId, Study};
use crate::source::{SourcePath, Span};

/// Everybody who held a conversation of a study.
pub fn interviewers(study: &Study) -> BTreeSet<String> {
    let names = study.interviews.iter().flat_map(|i| &i.interviewers);
    let names: RapidHashSet<&String> = names.collect();
    names.into_iter().cloned().collect()
}

/// Segments that somebody was interviewed from.
pub fn segments(study: &Study) -> BTreeSet<SegmentId> {
    let heard = study.participants.iter().filter(|p| p.interviewed);
    heard.filter_map(|p| p.segment).collect()
}

/// Where a key of a theme's file stands.
pub fn theme_place(study: &StudyScope, file: &SourcePath, key: &'static str) -> Span {
    study.place(file, &[Step::Key(key)])
}

/// Where a note says on which day the conversation was.
pub fn date_place(study: &StudyScope, file: &SourcePath) -> Span {
    let notes = &study.drafts.notes;
    let note = notes.binary_search_by(|(known, _)| known.cmp(file)).ok();
    let date = note.and_then(|at| notes[at].1.about.date.as_ref());
    date.map_or_else(|| study.place(file, &[Step::Key("date")]), |date| date.span)
}

/// Where a tag stands in a piece of evidence.
pub fn place_of(studies: &[StudyScope], origin: &Origin, tag: &str) -> Span {
    let text = studies
        .first()
        .map_or("", |study| study.scope.text(&origin.file));
    let range = origin.span.range();
    let Some(slice) = text.get(range.clone()) else {
        return origin.span;
    };
    let folded = slice.to_lowercase();
    let same = folded.len() == slice.len();
    match folded.rfind(&format!("!{tag}")).filter(|_| same) {
        Some(at) => Span::new(range.start + at + 1, range.start + at + 1 + tag.len()),
        None => origin.span,
    }
}

/// Files of a study in which its authors speak for themselves.
pub fn prose_files<'a>(study: &StudyScope<'a>) -> Vec<File<'a>> {
    let s = study.drafts;
    let id = &*study.study.id;
    let own = s.study.iter().map(|(path, _)| (path, Role::Study(id)));
    let themes = s.themes.iter().map(|(path, _)| (path, Role::Theme(id)));
    let decisions = s
        .decisions
        .iter()
        .map(|(path, _)| (path, Role::Decision(id)));
    own.chain(themes)
        .chain(decisions)
        .map(|(path, role)| File::new(path, role, study.scope.text(path)))
        .collect()
}

/// Keys of front matter that hold sentences about participants.
const SENTENCES: [&str; 4] = ["insight", "counter", "limitations", "counter_evidence"];

/// The paragraphs that a file's author wrote, those of its front matter included.
pub fn own_words(file: &File) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in file.visible[..file.body].split_inclusive('\n') {
        let range = at..at + line.len();
        at += line.len();
        let key = line.split(':').next().unwrap_or("");
        let deeper = line.starts_with([' ', '\t']);
        if deeper && open {
            if let Some(last) = found.last_mut() {
                let last: &mut Range<usize> = last;
                last.end = range.end;
            }
            continue;
        }
        open = SENTENCES.contains(&key);
        if open {
            found.push(range.start + key.len() + 1..range.end);
        }
    }
    found.extend(paragraphs(&file.visible, file.body));
    found
}

/// The first and the last day of a period as people write it: `2026-01`, `2026-01-05 to 2026-02-01`.
pub fn period(written: &str) -> (Option<Date>, Option<Date>) {
    let mut days = written
        .split(|c: char| !(c.is_ascii_digit() || c == '-'))
        .filter(|part| part.len() >= 4)
        .map(|part| {
            let mut numbers = part.split('-').map(str::parse::<i16>);
            let year = numbers.next()?.ok()?;
            let month = numbers
                .next()
                .and_then(Result::ok)
                .and_then(|m| i8::try_from(m).ok());
            let day = numbers
                .next()
                .and_then(Result::ok)
                .and_then(|d| i8::try_from(d).ok());
            let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
            let last = match (month, day) {
                (_, Some(_)) => first,
                (Some(_), None) => first.last_of_month(),
                (None, None) => first.last_of_year(),
            };
            Some((first, last))
        });
    let first = days.next().flatten();
    let last = days.next_back().flatten().or(first);
    (first.map(|d| d.0), last.map(|d| d.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (written, first, last) in [
            ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
            ("2026", date(2026, 1, 1), date(2026, 12, 31)),
            (
                "2026-01-05 to 2026-02-01",
                date(2026, 1, 5),
                date(2026, 2, 1),
            ),
            ("2026-01 – 2026-03", date(2026, 1, 1), date(2026, 3, 31)),
        ] {
            assert_eq!(period(written), (Some(first), Some(last)), "{written}");
        }
        assert_eq!(period("spring"), (None, None));
    }
}

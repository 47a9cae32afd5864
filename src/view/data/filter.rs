//! Which rows of a table are wanted.

use jiff::civil::Date;

use crate::diagnostic::nearest;
use crate::model::{Decision, EvidenceId, ParticipantId, Proof, Study, StudyId, ThemeId, When};
use crate::view::Site;

/// How many names are told at most.
const SHOWN: usize = 10;

/// Rows by study, theme, segment and date. What is empty wants every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub studies: Vec<String>,
    /// Themes' ids; those below them are meant too.
    pub themes: Vec<String>,
    pub segments: Vec<String>,
    /// This day or later.
    pub since: Option<Date>,
}

impl Filter {
    /// The first name that nothing has, and the nearest that something has.
    pub fn unknown(&self, site: &Site) -> Option<Unknown> {
        let studies = &site.published.studies;
        let of_study = studies.iter().map(|study| &*study.id).collect();
        let themes = studies.iter().flat_map(|s| &s.themes).map(|t| &*t.id);
        let segments = studies.iter().flat_map(|s| &s.segments);
        let segments = segments.map(|s| &*s.name).filter(|name| !name.is_empty());
        let checks: [(&'static str, &[String], Vec<&str>); 3] = [
            ("study", &self.studies, of_study),
            ("theme", &self.themes, themes.collect()),
            ("segment", &self.segments, segments.collect()),
        ];
        checks.into_iter().find_map(|(what, asked, known)| {
            let name = asked.iter().find(|name| !known.contains(&&***name))?;
            let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
            let mut known: Vec<String> = known.into_iter().map(str::to_owned).collect();
            known.retain(|name| !name.is_empty());
            known.sort();
            known.dedup();
            Some(Unknown {
                what,
                name: name.clone(),
                nearest,
                known,
            })
        })
    }

    pub fn study(&self, study: &Study) -> bool {
        self.studies.is_empty() || self.studies.iter().any(|id| **id == *study.id)
    }

    pub fn theme(&self, study: &Study, theme: ThemeId) -> bool {
        if self.themes.is_empty() {
            return true;
        }
        let mut at = Some(theme);
        while let Some(theme) = at {
            if self.themes.iter().any(|id| **id == *study[theme].id) {
                return true;
            }
            at = study[theme].parent;
        }
        false
    }

    pub fn participant(&self, study: &Study, id: ParticipantId) -> bool {
        let segment = study[id].segment.map(|segment| &*study[segment].name);
        let in_segment = self.segments.is_empty()
            || segment.is_some_and(|name| self.segments.iter().any(|asked| asked == name));
        // A participant is as new as their last conversation.
        let mut talks = study.interviews.iter().filter(|i| i.participant == id);
        in_segment && (self.since.is_none() || talks.any(|talk| self.when(talk.when)))
    }

    pub fn evidence(&self, study: &Study, id: EvidenceId) -> bool {
        let evidence = &study[id];
        let segment = study[evidence.participant].segment;
        let segment = segment.map(|segment| &*study[segment].name);
        (self.themes.is_empty() || evidence.themes.iter().any(|t| self.theme(study, *t)))
            && (self.segments.is_empty()
                || segment.is_some_and(|name| self.segments.iter().any(|asked| asked == name)))
            && self.when(study[evidence.interview].when)
    }

    pub fn decision(&self, study: &Study, decision: &Decision) -> bool {
        let rests = |proof: &Proof| match proof {
            Proof::Theme(theme) => self.theme(study, *theme),
            Proof::Evidence(id) => study[*id].themes.iter().any(|t| self.theme(study, *t)),
            Proof::Interview(_) => false,
        };
        let since = |since| decision.decided.is_some_and(|decided| decided >= since);
        (self.themes.is_empty() || decision.evidence.iter().any(rests))
            && self.since.is_none_or(since)
    }

    /// Where a month alone is known, the whole month counts.
    fn when(&self, when: When) -> bool {
        let Some(since) = self.since else {
            return true;
        };
        match when {
            When::Day(day) => day >= since,
            When::Month { year, month } => (year, month) >= (since.year(), since.month()),
            When::Unknown => false,
        }
    }

    pub(super) fn study_ids<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = StudyId> + 'a {
        site.study_ids()
            .filter(|id| self.study(&site.published[*id]))
    }
}

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// `study`, `theme` or `segment`.
    pub what: &'static str,
    pub name: String,
    pub nearest: Option<String>,
    /// The names that there are, in their order.
    pub known: Vec<String>,
}

impl Unknown {
    /// What to ask for instead; `None` where there is nothing.
    pub fn help(&self) -> Option<String> {
        if let Some(near) = &self.nearest {
            return Some(format!("did you mean `{near}`?"));
        }
        let shown = self
            .known
            .iter()
            .take(SHOWN)
            .map(|name| format!("`{name}`"));
        let shown = shown.collect::<Vec<_>>().join(", ");
        match self.known.len() {
            0 => None,
            n if n > SHOWN => Some(format!("there are {shown} and {} more", n - SHOWN)),
            1 => Some(format!("there is {shown}")),
            _ => Some(format!("there are {shown}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_name_is_near_those_that_there_are_are_told() {
        let help = |names: &[&str], nearest: Option<&str>| {
            let unknown = Unknown {
                what: "theme",
                name: "x".into(),
                nearest: nearest.map(str::to_owned),
                known: names.iter().map(|name| (*name).to_owned()).collect(),
            };
            unknown.help().unwrap_or_default()
        };
        assert_eq!(help(&["a", "b"], Some("a")), "did you mean `a`?");
        assert_eq!(help(&["a", "b"], None), "there are `a`, `b`");
        assert_eq!(help(&["a"], None), "there is `a`");
        assert_eq!(help(&[], None), "");
        let many = help(&["a"; 12], None);
        assert!(many.ends_with("`a` and 2 more"), "{many}");
    }
}

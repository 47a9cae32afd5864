//! `data/matrix.csv`: a row a participant who counts, a column a theme of any study. Without codes
//! there are no rows: a row joins up what one person raised.

use std::io::{self, Write};

use std::collections::BTreeSet;

use super::cell::Table;
use super::filter::Filter;
use crate::model::{ParticipantId, StudyId, ThemeId};
use crate::view::Site;

pub fn csv(site: &Site, filter: &Filter, out: &mut dyn Write) -> io::Result<()> {
    let studies = || filter.study_ids(site).map(|id| (id, &site.published[id]));
    let columns: BTreeSet<&str> = studies()
        .flat_map(|(_, study)| {
            let themes = (0..).map(ThemeId).zip(&study.themes);
            let wanted = themes.filter(|(id, _)| filter.theme(study, *id));
            wanted.map(|(_, theme)| &*theme.id)
        })
        .collect();
    let head = ["study", "participant"];
    let mut table = Table::new(out, head.into_iter().chain(columns.iter().copied()))?;
    for (id, study) in studies().filter(|_| site.published.shows_codes()) {
        let of_study = Matrix::of(site, id);
        let places: Vec<Option<ThemeId>> = columns
            .iter()
            .map(|column| study.themes.iter().position(|theme| &*theme.id == *column))
            .map(|place| place.map(|place| ThemeId(place as u32)))
            .collect();
        for (p, participant) in study.participants.iter().enumerate() {
            if !filter.participant(study, ParticipantId(p as u32)) {
                continue;
            }
            let cells = places.iter().map(|theme| {
                let raised = theme.and_then(|t| of_study.raised(t, ParticipantId(p as u32)));
                match raised {
                    Some(true) => "1",
                    Some(false) => "0",
                    None => "",
                }
            });
            table.row([&*study.id, &*participant.code].into_iter().chain(cells))?;
        }
    }
    table.finish()
}

/// Who raised what in one study.
pub struct Matrix {
    /// By theme, then participant.
    cells: Vec<Vec<Option<bool>>>,
}

impl Matrix {
    pub fn of(site: &Site, id: StudyId) -> Matrix {
        let study = &site.published[id];
        let findings = &site.study(id).findings;
        let cells = (0..study.themes.len() as u32).map(|theme| {
            let tally = &findings.theme(ThemeId(theme)).prevalence.all;
            let mut row = vec![None; study.participants.len()];
            tally.raised.iter().for_each(|p| row[*p] = Some(true));
            tally.did_not.iter().for_each(|p| row[*p] = Some(false));
            row
        });
        Matrix {
            cells: cells.collect(),
        }
    }

    /// Whether a participant raised a theme; `None` for one who was not asked and did not.
    pub fn raised(&self, theme: ThemeId, participant: ParticipantId) -> Option<bool> {
        self.cells[theme.index()][participant.index()]
    }
}

//! `data/themes.csv`: a row a theme.

use std::io::{self, Write};

use super::cell::Table;
use super::filter::Filter;
use crate::model::{Study, ThemeId};
use crate::view::Site;

const HEADER: [&str; 10] = [
    "study",
    "theme",
    "title",
    "insight",
    "participants",
    "asked",
    "low",
    "high",
    "quotes",
    "observations",
];

pub fn csv(site: &Site, filter: &Filter, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, HEADER)?;
    for id in filter.study_ids(site) {
        let study = &site.published[id];
        for (at, theme) in study.themes.iter().enumerate() {
            let at = ThemeId(at as u32);
            if !filter.theme(study, at) {
                continue;
            }
            let found = site.study(id).findings.theme(at).frequency();
            let interval = found.interval();
            let end = |end: Option<f64>| end.map_or_else(String::new, |n| format!("{n:.4}"));
            let (quotes, observations) = readable_counts(site.study(id).of_theme(at), study);
            table.row([
                &*study.id,
                &*theme.id,
                &*theme.title,
                theme.insight.as_deref().unwrap_or(""),
                &*found.raised().to_string(),
                &*found.asked().to_string(),
                &*end(interval.map(|i| i.low)),
                &*end(interval.map(|i| i.high)),
                &*quotes.to_string(),
                &*observations.to_string(),
            ])?;
        }
    }
    table.finish()
}

/// How many quotes and how many observations this audience sees, of a theme's evidence.
pub fn readable_counts(list: &[crate::model::EvidenceId], study: &Study) -> (usize, usize) {
    let quotes = list.iter().filter(|id| study[**id].is_quote()).count();
    (quotes, list.len() - quotes)
}

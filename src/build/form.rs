//! The forms in which a casebook is handed over: a site, a site with a file a study beside it, or
//! one table.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::seal::Seal;
use super::shown_media::ShownMedia;
use super::{Built, Sink};
use crate::diagnostic::Diagnostic;
use crate::model::StudyId;
use crate::render::Renderer;
use crate::render::single_file::{self, Pages};
use crate::render::site_theme::{Asset, SiteTheme};
use crate::source::Snapshot;
use crate::view::Site;
use crate::view::address::Address;
use crate::view::data::export::{self, Export};

/// What is made of a casebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Site,
    /// The site, and each study as one HTML file beside it.
    WithSingleFiles,
    /// One table.
    Export(Export),
}

/// All that drawing each study as one file needs.
pub(super) struct SingleFiles<'d> {
    pub site: &'d Site<'d>,
    pub renderer: &'d Renderer,
    pub theme: &'d SiteTheme,
    pub media: &'d ShownMedia,
    pub snapshot: &'d Snapshot,
    pub seal: &'d Seal<'d>,
}

impl SingleFiles<'_> {
    /// Each study as one file.
    pub fn put<S: Sink>(&self, built: &mut Built, sink: &S) -> Result<(), S::Error> {
        let pictures: BTreeMap<String, Vec<u8>> = self.media.pictures(self.snapshot).collect();
        let mut style = String::new();
        for name in ["style.css", "code.css"] {
            if let Some(Asset::Text(file)) = self.theme.assets.get(name) {
                style += &file.text;
            }
        }
        let no_recording = self.site.text("share.no_recording");
        for study in self.site.study_ids() {
            let pages = match self.pages_of(study) {
                Ok(pages) => pages,
                Err(problem) => {
                    built.problems.push(problem);
                    return Ok(());
                }
            };
            let folder = pages.first().map_or("", |(address, _)| address.folder());
            let folder = folder.to_owned();
            let joined = single_file::join(&Pages {
                pages,
                folder: &folder,
                style: &style,
                pictures: &pictures,
                no_recording: &no_recording,
            });
            let Some(joined) = joined else {
                let message = "the pages of this site theme cannot be joined to one file: they have no `<main id=\"main\">`";
                built.problems.push(Diagnostic::error("template", message));
                return Ok(());
            };
            let name = match folder.trim_end_matches('/') {
                "" => "casebook",
                id => id,
            };
            let address = format!("{name}.html");
            self.seal.search(&address, joined.as_bytes());
            sink.put(&address, joined.as_bytes())?;
        }
        Ok(())
    }

    /// A study's pages as drawn, its case study first.
    fn pages_of(&self, study: StudyId) -> Result<Vec<(Address, String)>, Diagnostic> {
        let keys = self.site.pages_of(study);
        keys.par_iter()
            .map(|key| {
                let mut bytes = Vec::new();
                self.renderer.render(&self.site.view(key), &mut bytes)?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok((self.site.address(key), text))
            })
            .collect()
    }
}

/// The files of one table.
pub(super) fn export<S: Sink>(
    site: &Site,
    wanted: &Export,
    seal: &Seal,
    built: &mut Built,
    sink: &S,
) -> Result<(), S::Error> {
    built.refusal = wanted.refusal(site);
    if built.refusal.is_some() {
        return Ok(());
    }
    // Writing to memory cannot fail.
    for (name, bytes) in export::files(site, wanted).unwrap_or_default() {
        seal.search(&name, &bytes);
        sink.put(&name, &bytes)?;
    }
    Ok(())
}

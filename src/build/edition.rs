//! The forms in which a casebook is handed over: a site, a site with a file a study beside it, or
//! one table.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::seal::Seal;
use super::shown_media::ShownMedia;
use super::{Built, Sink, lock};
use crate::diagnostic::Diagnostic;
use crate::model::StudyId;
use crate::render::Renderer;
use crate::render::single_file::{self, Pages};
use crate::render::site_theme::{Asset, SiteTheme};
use crate::source::Snapshot;
use crate::view::address::Address;
use crate::view::data::export::{self, Export};
use crate::view::{PageKey, Site, View, data};

/// What is made of a casebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    #[default]
    Site,
    /// The site, and each study as one HTML file beside it.
    WithSingleFiles,
    /// One table.
    Export(Export),
}

/// All that drawing needs.
pub(super) struct Drawing<'d> {
    pub site: &'d Site<'d>,
    pub renderer: &'d Renderer,
    pub theme: &'d SiteTheme,
    pub media: &'d ShownMedia,
    pub snapshot: &'d Snapshot,
    pub seal: &'d Seal<'d>,
}

impl Drawing<'_> {
    /// Every page, data file, asset and picture of the site.
    pub fn site<S: Sink>(&self, built: &mut Built, sink: &S) -> Result<(), S::Error> {
        let template_problems = Mutex::new(Vec::new());
        let pages = self.site.pages();
        built.counts.rendered = pages.len();
        pages
            .par_iter()
            .try_for_each_init(Vec::new, |bytes: &mut Vec<u8>, page| {
                let address = page.address.to_string();
                if let PageKey::Data(file) = page.key
                    && self.seal.is_empty()
                {
                    return sink.put_written(&address, &|out| data::write(self.site, file, out));
                }
                let view = self.site.view(&page.key);
                // A finished file may be large: it is handed over as it is.
                let finished: &[u8] = match &view {
                    View::Finished(finished) => finished,
                    _ => {
                        bytes.clear();
                        if let Err(problem) = self.renderer.render(&view, bytes) {
                            lock(&template_problems).push(problem);
                            return Ok(());
                        }
                        bytes
                    }
                };
                self.put(&address, finished, sink)
            })?;
        built.problems.append(&mut lock(&template_problems));
        for (name, asset) in &self.theme.assets {
            let address = format!("assets/{name}");
            match asset.bytes() {
                // The built-in ones hold nothing of the user's; a name may be a word of theirs.
                Ok(bytes) if asset.is_built_in() => sink.put(&address, &bytes)?,
                Ok(bytes) => self.put(&address, &bytes, sink)?,
                Err(error) => {
                    let message = format!("the site theme's `{name}` cannot be read: {error}");
                    built.problems.push(Diagnostic::error("unread", message));
                }
            }
        }
        for (address, bytes) in self.media.files(self.snapshot) {
            self.put(&address, &bytes, sink)?;
        }
        Ok(())
    }

    /// Each study as one file.
    pub fn single_files<S: Sink>(&self, built: &mut Built, sink: &S) -> Result<(), S::Error> {
        let pictures: BTreeMap<String, Vec<u8>> = self.media.files(self.snapshot).collect();
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
            self.put(&format!("{name}.html"), joined.as_bytes(), sink)?;
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

    /// The files of one table.
    pub fn export<S: Sink>(
        &self,
        wanted: &Export,
        built: &mut Built,
        sink: &S,
    ) -> Result<(), S::Error> {
        built.unknown = wanted.filter.unknown(self.site);
        if built.unknown.is_some() {
            return Ok(());
        }
        // Writing to memory cannot fail.
        for (name, bytes) in export::files(self.site, wanted).unwrap_or_default() {
            self.put(&name, &bytes, sink)?;
        }
        Ok(())
    }

    fn put<S: Sink>(&self, address: &str, bytes: &[u8], sink: &S) -> Result<(), S::Error> {
        self.seal.search(address, bytes);
        sink.put(address, bytes)
    }
}

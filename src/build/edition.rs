//! What one audience may see of a casebook, ready to be drawn: all pages at once for a build, one
//! page at a time for a preview.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::cards::DrawnCards;
use super::drawn_pages::{Drawing, DrawnPages};
use super::form::{self, Form, SingleFiles};
use super::look::Look;
use super::pieces::Pieces;
use super::seal::Seal;
use super::shown_media::ShownMedia;
use super::withheld::{Quote, WithheldQuotes};
use super::{Built, Sink, Stage, lock};
use crate::config::Today;
use crate::deny::Output;
use crate::diagnostic::Diagnostic;
use crate::model::audience::Published;
use crate::render::Renderer;
use crate::source::{Located, Snapshot, SourcePath};
use crate::view::listed::Addresses;
use crate::view::{Given, Page, PageKey, Site, Sources, View, counted, data};

/// How many files are drawn in a row at most: no core is left with many when the others are done.
const AT_ONCE: usize = 16;

/// A casebook as one audience may see it, with all that its pages are made from.
pub struct Edition {
    pub(super) published: Published,
    pub(super) look: Arc<Look>,
    pub(super) today: Today,
    pub(super) base_url: Option<String>,
    pub(super) media: ShownMedia,
    pub(super) cards: Arc<DrawnCards>,
    pub(super) counted: Arc<counted::Memo>,
    /// Words that must not be published.
    pub(super) deny: Vec<Located<String>>,
    pub(super) commit: Option<Arc<str>>,
    /// The notes in the order of their paths, to be named by their digests.
    pub(super) notes: Vec<(SourcePath, Arc<str>)>,
}

/// An edition with all that its pages share worked out.
pub struct Opened<'e> {
    edition: &'e Edition,
    site: Site<'e>,
    renderer: Renderer,
    pages: Arc<Addresses>,
}

impl Edition {
    pub(super) fn site(&self) -> Site<'_> {
        Site::new(Given {
            published: &self.published,
            language: &self.look.language,
            today: self.today,
            base_url: self.base_url.as_deref(),
            media: &self.media.addresses,
            counted: &self.counted,
        })
        .made_from(Sources {
            commit: self.commit.as_deref(),
            notes: Some(&self.notes),
        })
        .drawing_quotes(self.look.theme.has_built_in_templates())
    }

    fn renderer(&self, site: &Site) -> Result<Renderer, Diagnostic> {
        match &self.look.templates {
            Ok(templates) => Ok(templates.for_site(&site.values())),
            Err(problem) => Err(problem.clone()),
        }
    }

    /// The last look at addresses: names of files were told before.
    fn coded_address(&self, pages: &[Page]) -> Option<Diagnostic> {
        let mut addresses = pages.iter().map(|page| page.address.as_str());
        let (address, code) = addresses.find_map(|at| Some((at, self.published.code_in(at)?)))?;
        let message = format!(
            "the address `{address}` has the code `{code}` in it, and this audience knows no codes"
        );
        let problem = Diagnostic::error("code-in-name", message);
        Some(problem.help("give what it is made of another name"))
    }

    /// Works out what the pages share, so that each can be drawn when it is asked for.
    ///
    /// # Errors
    /// A mistake in a template of the casebook's own.
    pub fn open(&self) -> Result<Opened<'_>, Diagnostic> {
        let site = self.site();
        let renderer = self.renderer(&site)?;
        Ok(Opened {
            edition: self,
            pages: self.counted.listed.addresses(&site),
            site,
            renderer,
        })
    }

    /// Draws everything in parallel, hands it over, and searches it for denied words, and for those
    /// that were `said` and are withheld.
    pub(super) fn draw_all<S: Sink>(
        &self,
        said: &[Quote],
        snapshot: &Snapshot,
        form: &Form,
        sink: &S,
        (built, drawn): (&mut Built, &mut DrawnPages),
    ) -> Result<(), S::Error> {
        sink.begins(Stage::Analyse);
        let mut site = self.site();
        let renderer = match self.renderer(&site) {
            Ok(renderer) => renderer,
            Err(problem) => {
                built.problems.push(problem);
                return Ok(());
            }
        };
        sink.begins(Stage::Draw);
        let withheld = OnceLock::new();
        let seal = || {
            let withheld = withheld.get_or_init(|| WithheldQuotes::of(said, &self.published));
            Seal::of(&self.deny, withheld, snapshot)
        };
        if let Form::Export(export) = form {
            let seal = seal();
            form::export(&site, export, &seal, built, sink)?;
            built.problems.extend(seal.broken());
            return Ok(());
        }
        // The search is gathered on one core for a while: cards are drawn on the others.
        let (seal, _) = rayon::join(
            || {
                let seal = seal();
                let cards = self.cards.put_all(&site, &seal, sink);
                cards.map(|()| seal)
            },
            || site.search(),
        );
        let seal = seal?;
        let template_problems = Mutex::new(Vec::new());
        // First, so that what they are made from is gone while the largest files are drawn.
        let search_files: Vec<Page> = site.search_files().collect();
        let few_at_once = search_files.par_iter().with_max_len(AT_ONCE);
        few_at_once.try_for_each(|page| {
            let View::Finished(bytes) = site.view(&page.key) else {
                return Ok(());
            };
            let address = page.address.as_str();
            seal.search_output(Output::json_in_script(address, &bytes));
            sink.put(address, &bytes)
        })?;
        site.forget_search();
        let pages = site.pages();
        built.counts.pages = pages.len();
        built.problems.extend(self.coded_address(&pages));
        let rendered = AtomicUsize::new(0);
        let draw_pages = |drawing: &Drawing| {
            pages.par_iter().with_max_len(AT_ONCE).try_for_each_init(
                Vec::new,
                |bytes: &mut Vec<u8>, page| {
                    let address = page.address.to_string();
                    if let PageKey::Data(file) = page.key {
                        return sink.put_written(&address, &|out| {
                            let mut out = Pieces::new(&seal, &address, out);
                            data::write(&site, file, &mut out)?;
                            out.finish()
                        });
                    }
                    let view = site.view(&page.key);
                    let mark = drawing.mark(&view);
                    if let Some(mark) = mark
                        && drawing.stands(&address, mark, sink)?
                    {
                        return Ok(());
                    }
                    rendered.fetch_add(usize::from(view.template().is_some()), Ordering::Relaxed);
                    bytes.clear();
                    if let Err(problem) = draw(view, &renderer, bytes) {
                        lock(&template_problems).push(problem);
                        return Ok(());
                    }
                    let is_found = seal.search(&address, bytes);
                    sink.put(&address, bytes)?;
                    if let Some(mark) = mark.filter(|_| !is_found) {
                        drawing.remember(address, mark, bytes);
                    }
                    Ok(())
                },
            )
        };
        drawn.draw(&self.look, &site.values(), &seal, draw_pages)?;
        built.counts.rendered = rendered.into_inner();
        for (name, asset) in &self.look.theme.assets {
            let address = format!("assets/{name}");
            match asset.bytes() {
                Ok(bytes) => {
                    // The built-in ones hold nothing of the user's; a name may be a word of theirs.
                    if !asset.is_built_in() {
                        seal.search(&address, &bytes);
                    }
                    sink.put(&address, &bytes)?;
                }
                Err(error) => {
                    let message = format!("the site theme's `{name}` cannot be read: {error}");
                    built.problems.push(Diagnostic::error("unread", message));
                }
            }
        }
        for file in self.media.files(snapshot) {
            match file {
                Ok((address, bytes)) => {
                    seal.search(&address, &bytes);
                    sink.put(&address, &bytes)?;
                }
                Err(problem) => built.problems.push(problem),
            }
        }
        if *form == Form::WithSingleFiles {
            let drawing = SingleFiles {
                site: &site,
                renderer: &renderer,
                theme: &self.look.theme,
                media: &self.media,
                snapshot,
                seal: &seal,
            };
            drawing.put(built, sink)?;
        }
        sink.begins(Stage::Seal);
        built.problems.append(&mut lock(&template_problems));
        built.problems.extend(seal.broken());
        Ok(())
    }
}

impl Opened<'_> {
    /// The addresses of all pages and files but assets, media, social cards and the files of the
    /// search, which are made when one is asked for.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// The site theme's style sheets, scripts and pictures, as far as they can be read.
    pub fn assets(&self) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
        let assets = self.edition.look.theme.assets.iter();
        assets.filter_map(|(name, asset)| Some((name.as_str(), asset.bytes().ok()?)))
    }

    /// Draws one file of the site; `None` where there is none of that address.
    ///
    /// # Errors
    /// A mistake in a template of the casebook's own.
    pub fn file(&self, address: &str, snapshot: &Snapshot) -> Result<Option<Vec<u8>>, Diagnostic> {
        if let Some(key) = self.pages.get(address) {
            let mut bytes = Vec::new();
            draw(self.site.view(key), &self.renderer, &mut bytes)?;
            return Ok(Some(bytes));
        }
        if let Some((key, file)) = self.site.card_at(address) {
            return Ok(Some(self.edition.cards.file(&self.site, key, file)));
        }
        if let Some(key) = self.site.search_file(address) {
            return Ok(match self.site.view(&key) {
                View::Finished(bytes) => Some(bytes),
                _ => None,
            });
        }
        if let Some(name) = address.strip_prefix("assets/") {
            let asset = self.edition.look.theme.assets.get(name);
            let bytes = asset.and_then(|asset| asset.bytes().ok());
            return Ok(bytes.map(|bytes| bytes.into_owned()));
        }
        Ok(self.edition.media.file(address, snapshot))
    }
}

/// One page's bytes, after what `bytes` holds already.
fn draw(view: View, renderer: &Renderer, bytes: &mut Vec<u8>) -> Result<(), Diagnostic> {
    match view {
        View::Finished(finished) => {
            *bytes = finished;
            Ok(())
        }
        view => renderer.render(&view, bytes),
    }
}

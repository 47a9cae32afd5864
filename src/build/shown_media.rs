//! Which pictures and recordings the published pages show, and where they stand on the site.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Diagnostic;
use crate::media;
use crate::model::MediaKind;
use crate::model::audience::Published;
use crate::model::media_kind;
use crate::source::{MediaFile, Snapshot, SourcePath, Span};
use crate::view::address::Address;

/// Media of a site.
pub(super) struct ShownMedia {
    /// By their path in the casebook.
    pub addresses: HashMap<SourcePath, Address>,
}

/// Finds what is shown, names each by its content.
pub(super) fn of(
    published: &Published,
    snapshot: &Snapshot,
    problems: &mut Vec<Diagnostic>,
) -> ShownMedia {
    let mut addresses = HashMap::new();
    let logo = logo(published, snapshot, problems);
    for path in published.shown_media().into_iter().chain(logo) {
        let Some(file) = snapshot.media(&path) else {
            continue;
        };
        match cleaned(&path, file) {
            Ok(bytes) => {
                let name = media::published_name(&path, &bytes);
                addresses.insert(path, Address::file(name));
            }
            Err(reason) => {
                let message = format!("`{path}` is not published: {reason}");
                problems.push(
                    Diagnostic::warning("media-not-shown", message).at(&path, Span::default()),
                );
            }
        }
    }
    ShownMedia { addresses }
}

/// The logo that the settings name; told where there is no such picture.
fn logo(
    published: &Published,
    snapshot: &Snapshot,
    problems: &mut Vec<Diagnostic>,
) -> Option<SourcePath> {
    let logo = published.settings.look.logo.as_ref()?;
    let path = published.settings.look.logo_path()?;
    let is_picture = media_kind(&path) == Some(MediaKind::Picture);
    if is_picture && snapshot.media(&path).is_some() {
        return Some(path);
    }
    problems.push(
        Diagnostic::warning("missing-media", format!("there is no picture `{path}`"))
            .at(&SourcePath::from("site.toml"), logo.span)
            .help("put the logo into `content/` and write its name, such as `logo.svg`"),
    );
    None
}

impl ShownMedia {
    /// One of the files, by its address on the site.
    pub fn file(&self, address: &str, snapshot: &Snapshot) -> Option<Vec<u8>> {
        let mut known = self.addresses.iter();
        let (path, _) = known.find(|(_, known)| known.as_str() == address)?;
        cleaned(path, snapshot.media(path)?).ok()
    }

    /// The files, each read once more as it is written.
    pub fn files<'a>(
        &'a self,
        snapshot: &'a Snapshot,
    ) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
        let by_address: BTreeMap<String, &SourcePath> = self
            .addresses
            .iter()
            .map(|(path, address)| (address.to_string(), path))
            .collect();
        by_address.into_iter().filter_map(|(address, path)| {
            let bytes = cleaned(path, snapshot.media(path)?).ok()?;
            Some((address, bytes))
        })
    }
}

/// A file's bytes without metadata, or why it cannot be published.
fn cleaned(path: &str, file: &MediaFile) -> Result<Vec<u8>, String> {
    let bytes = file.bytes().map_err(|error| error.to_string())?;
    media::clean(path, bytes).map_err(|unclean| unclean.to_string())
}

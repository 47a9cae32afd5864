//! Which pictures and recordings the published pages show, and where they stand on the site.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::media;
use crate::model::MediaKind;
use crate::model::audience::Published;
use crate::model::media_kind;
use crate::source::{MediaFile, MediaStamp, Snapshot, SourcePath, Span};
use crate::view::address::Address;

/// Media of a site.
pub(super) struct ShownMedia {
    /// By their path in the casebook.
    pub addresses: HashMap<SourcePath, Address>,
}

/// What files came to when they were looked into last. Those that look the same are the same.
#[derive(Debug, Default)]
pub(super) struct KnownMedia(HashMap<SourcePath, (MediaStamp, Named)>);

/// A file's name on the site, or why it has none.
type Named = Result<Address, String>;

/// Finds what is shown, names each by its content.
pub(super) fn of(
    published: &Published,
    snapshot: &Snapshot,
    known: &mut KnownMedia,
    problems: &mut Vec<Diagnostic>,
) -> ShownMedia {
    let logo = logo(published, snapshot, problems);
    let shown: BTreeSet<SourcePath> = published.shown_media().into_iter().chain(logo).collect();
    let shown = shown.into_iter();
    let shown = shown.filter_map(|path| snapshot.media(&path).map(|file| (path, file)));
    // Pictures are small. Of recordings one is in memory at a time.
    let (pictures, recordings): (Vec<_>, Vec<_>) =
        shown.partition(|(path, _)| media_kind(path) == Some(MediaKind::Picture));
    let of = |(path, file): (SourcePath, &MediaFile)| {
        let (stamp, named) = known.name(&path, file);
        (path, stamp, named)
    };
    let mut all: Vec<_> = pictures.into_par_iter().map(of).collect();
    all.extend(recordings.into_iter().map(of));
    all.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    known.0.retain(|path, _| snapshot.media(path).is_some());
    let mut addresses = HashMap::new();
    for (path, stamp, named) in all {
        match &named {
            Ok(address) => drop(addresses.insert(path.clone(), address.clone())),
            Err(reason) => {
                let message = format!("`{path}` is not published: {reason}");
                problems.push(
                    Diagnostic::warning("media-not-shown", message).at(&path, Span::default()),
                );
            }
        }
        if let Some(stamp) = stamp {
            known.0.insert(path, (stamp, named));
        }
    }
    ShownMedia { addresses }
}

impl KnownMedia {
    /// A file's name as known, else from its content.
    fn name(&self, path: &SourcePath, file: &MediaFile) -> (Option<MediaStamp>, Named) {
        // Taken before it is read: what changes from here on will look otherwise.
        let stamp = file.stamp();
        if let Some((_, named)) = self.0.get(path).filter(|(known, _)| Some(*known) == stamp) {
            return (stamp, named.clone());
        }
        match cleaned(path, file) {
            Ok(bytes) => {
                let name = media::published_name(path, &bytes);
                (stamp, Ok(Address::file(name)))
            }
            Err(NotClean::Unread(reason)) => (None, Err(reason)),
            Err(NotClean::Unclean(reason)) => (stamp, Err(reason)),
        }
    }
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

    /// The files, each read once more as it is written; or why one is not what its name says.
    pub fn files<'a>(
        &'a self,
        snapshot: &'a Snapshot,
    ) -> impl Iterator<Item = Result<(String, Vec<u8>), Diagnostic>> + 'a {
        self.by_address().into_iter().map(|(address, path)| {
            let bytes = once_more(path, &address, snapshot).map_err(|reason| {
                let message = format!("`{path}` was read, and then could not be written: {reason}");
                Diagnostic::error("unread", message)
                    .at(path, Span::default())
                    .help("build again when it does not change any more")
            })?;
            Ok((address, bytes))
        })
    }

    /// The pictures among them, as far as they are what they were.
    pub fn pictures<'a>(
        &'a self,
        snapshot: &'a Snapshot,
    ) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
        let files = self.by_address().into_iter();
        let pictures = files.filter(|(_, path)| media_kind(path) == Some(MediaKind::Picture));
        pictures.filter_map(|(address, path)| {
            let bytes = once_more(path, &address, snapshot).ok()?;
            Some((address, bytes))
        })
    }

    fn by_address(&self) -> BTreeMap<String, &SourcePath> {
        let all = self.addresses.iter();
        all.map(|(path, address)| (address.to_string(), path))
            .collect()
    }
}

/// A file's bytes, which must still be those that its address was made from.
fn once_more(path: &SourcePath, address: &str, snapshot: &Snapshot) -> Result<Vec<u8>, String> {
    let file = snapshot.media(path).ok_or("it is gone")?;
    let bytes = cleaned(path, file).map_err(|not| match not {
        NotClean::Unread(reason) | NotClean::Unclean(reason) => reason,
    })?;
    match media::published_name(path, &bytes) == address {
        true => Ok(bytes),
        false => Err("it changed meanwhile".to_owned()),
    }
}

/// Why a file cannot be published.
enum NotClean {
    Unread(String),
    Unclean(String),
}

/// A file's bytes without metadata.
fn cleaned(path: &str, file: &MediaFile) -> Result<Vec<u8>, NotClean> {
    let bytes = file
        .bytes()
        .map_err(|error| NotClean::Unread(error.to_string()))?;
    media::clean(path, bytes).map_err(|unclean| NotClean::Unclean(unclean.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

    use super::*;

    const PATH: &str = "content/shop/media/a.svg";

    fn drawing(side: u8) -> Vec<u8> {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg"><rect width="{side}" height="1"/></svg>"#
        );
        svg.into_bytes()
    }

    /// A drawing, what it looks like, and how often it was read.
    fn changing() -> (MediaFile, Arc<AtomicU8>, Arc<AtomicUsize>) {
        let (side, reads) = (Arc::new(AtomicU8::new(1)), Arc::new(AtomicUsize::new(0)));
        let (now, read) = (Arc::clone(&side), Arc::clone(&reads));
        let file = MediaFile::new(move || {
            read.fetch_add(1, Ordering::Relaxed);
            Ok(drawing(now.load(Ordering::Relaxed)))
        });
        let now = Arc::clone(&side);
        let file = file.stamped(move || Some([now.load(Ordering::Relaxed); 32]));
        (file, side, reads)
    }

    #[test]
    fn a_file_that_looks_the_same_is_not_read_again() {
        let (file, side, reads) = changing();
        let path = SourcePath::from(PATH);
        let mut known = KnownMedia::default();
        let mut name = || {
            let (stamp, named) = known.name(&path, &file);
            known
                .0
                .insert(path.clone(), (stamp.unwrap(), named.clone()));
            named.unwrap().to_string()
        };
        let first = name();
        assert_eq!(name(), first);
        assert_eq!(reads.load(Ordering::Relaxed), 1);
        side.store(2, Ordering::Relaxed);
        assert_ne!(name(), first);
        assert_eq!(reads.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn a_file_that_changes_before_it_is_written_is_an_error() {
        let (file, side, _) = changing();
        let path = SourcePath::from(PATH);
        let (_, named) = KnownMedia::default().name(&path, &file);
        let shown = ShownMedia {
            addresses: [(path.clone(), named.unwrap())].into(),
        };
        let mut snapshot = Snapshot::new();
        snapshot.insert_media(path, file);
        assert!(shown.files(&snapshot).all(|file| file.is_ok()));
        side.store(2, Ordering::Relaxed);
        let told: Vec<_> = shown.files(&snapshot).filter_map(Result::err).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].message.contains("it changed meanwhile"));
    }
}

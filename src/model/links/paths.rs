//! Paths as links write them → paths from the casebook's root.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::index::Index;
use crate::model::assemble::Named;
use crate::model::drafts::{Role, role};
use crate::model::themes::id_of;
use crate::model::{MediaKind, MediaRef, Study, Target};
use crate::source::SourcePath;

/// A media file named from a study's file: by its path, or by its name in `media/`.
pub(super) fn find_media(
    index: &Index,
    named: &[Named],
    study: &Study,
    file: &SourcePath,
    src: &str,
) -> Option<MediaRef> {
    let mut places = places_of_media(Some(study), file, &unescaped(src))
        .into_iter()
        .flatten();
    match places.find_map(|path| index.file(&path, named))? {
        Target::Media(media) => Some(media.clone()),
        _ => None,
    }
}

/// Where a picture or recording may stand that a file names.
pub(super) fn places_of_media(
    study: Option<&Study>,
    file: &SourcePath,
    src: &str,
) -> [Option<String>; 3] {
    let folder = study.map(|study| study.file.strip_suffix("study.md").unwrap_or("content/"));
    [
        join(file, src),
        folder.map(|folder| format!("{folder}media/{src}")),
        folder.map(|folder| format!("{folder}{src}")),
    ]
}

/// Whether a file stands where pictures and recordings do.
pub(super) fn is_media(path: &str) -> bool {
    matches!(role(path), Role::Media(_) | Role::Transcript(_))
}

pub(super) fn id_of_link(name: &str) -> String {
    id_of(&format!("{}.md", name.trim().trim_start_matches('#')))
}

/// `%20` and the like as they are on disk.
pub(super) fn unescaped(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8();
    decoded.map_or_else(|_| path.to_owned(), Cow::into_owned)
}

/// A path named in a file, from the casebook's root; `None` when it leaves the casebook.
pub(super) fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => vec!["content"],
        None => file
            .split('/')
            .collect::<Vec<_>>()
            .split_last()
            .map(|(_, rest)| rest.to_vec())?,
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What a media file is, by its ending.
pub fn media_kind(path: &str) -> Option<MediaKind> {
    if !is_media(path) && !path.starts_with("content/") {
        return None;
    }
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
    Some(match ending.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" => MediaKind::Picture,
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => MediaKind::Audio,
        "mp4" | "webm" | "mov" | "m4v" => MediaKind::Video,
        "vtt" => MediaKind::Transcript,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave() {
        let file = "content/shop/interviews/P07.md";
        assert_eq!(
            join(file, "../themes/a.md").as_deref(),
            Some("content/shop/themes/a.md")
        );
        assert_eq!(
            join(file, "./x.md").as_deref(),
            Some("content/shop/interviews/x.md")
        );
        assert_eq!(join(file, "/about.md").as_deref(), Some("content/about.md"));
        assert_eq!(join(file, "../../../x"), Some("x".into()));
        assert_eq!(join(file, "../../../../x"), None);
        assert_eq!(unescaped("a%20b%2"), "a b%2");
    }
}

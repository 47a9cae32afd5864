//! Pictures that carry the place where they were taken.

use crate::check::scope::{Scope, StudyScope, Told};
use crate::media;
use crate::model::drafts::{Role, role};
use crate::source::Span;

pub fn find(scope: &Scope, _: &[StudyScope], told: &mut Told) {
    for path in scope
        .drafts
        .media
        .iter()
        .filter(|path| matches!(role(path), Role::Media(_)))
    {
        let lower = path.to_lowercase();
        if ![".jpg", ".jpeg", ".png", ".webp"]
            .iter()
            .any(|end| lower.ends_with(end))
        {
            continue;
        }
        let Some(Ok(bytes)) = scope.snapshot.media(path).map(|file| file.bytes()) else {
            continue;
        };
        if media::tells_place(&bytes) {
            let message = "this picture carries the place where it was taken";
            let help = "the site's copy is stripped of it; strip the file too, for it is in the repository";
            told.tell(path, Span::default(), message, help);
        }
    }
}

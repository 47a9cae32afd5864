//! Links to drives, recordings and boards, which open to whoever has them.

use memchr::memmem;

use crate::check::scope::{File, Told};
use crate::source::Span;

const HOSTS: &[&str] = &[
    "drive.google.com",
    "docs.google.com",
    "photos.app.goo.gl",
    "photos.google.com",
    "meet.google.com",
    "dropbox.com",
    "db.tt",
    "onedrive.live.com",
    "1drv.ms",
    "sharepoint.com",
    "teams.microsoft.com",
    "box.com",
    "wetransfer.com",
    "we.tl",
    "icloud.com",
    "zoom.us",
    "loom.com",
    "otter.ai",
    "fathom.video",
    "grain.com",
    "dovetail.com",
    "dovetailapp.com",
    "lookback.io",
    "usertesting.com",
    "vimeo.com",
    "youtu.be",
    "youtube.com",
    "soundcloud.com",
    "whereby.com",
    "webex.com",
    "gotomeeting.com",
    "tldv.io",
    "fireflies.ai",
    "riverside.fm",
    "notion.so",
    "notion.site",
    "airtable.com",
    "miro.com",
    "mural.co",
    "figma.com",
    "proton.me",
    "mega.nz",
    "nextcloud",
    "owncloud",
];

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    for at in memmem::find_iter(text.as_bytes(), b"://") {
        let scheme = text[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_alphabetic)
            .count();
        let rest = &text[at + 3..];
        let end = rest
            .find(|c: char| c.is_whitespace() || "<>\"')]".contains(c))
            .unwrap_or(rest.len());
        let address = &rest[..end];
        let host = address
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or("")
            .to_lowercase();
        let path = address.len() > host.len() + 1;
        let known = HOSTS.iter().any(|known| {
            let inside = host.strip_suffix(known);
            inside.is_some_and(|before| before.is_empty() || before.ends_with('.'))
                || (!known.contains('.') && host.contains(known))
        });
        if known && path {
            let message = format!("a link to something kept on {host} stands here");
            let help = "take it out: whoever reads it may open it, and what it shows was agreed to by nobody";
            told.tell(
                file.path,
                Span::new(at - scheme, at + 3 + end),
                message,
                help,
            );
        }
    }
}

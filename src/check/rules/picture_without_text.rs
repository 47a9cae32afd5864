//! Pictures that say nothing to whoever cannot see them.

use memchr::memmem;

use crate::check::scope::{File, Told};
use crate::source::Span;

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    for at in memmem::find_iter(&text.as_bytes()[file.body..], b"![") {
        let at = file.body + at;
        let rest = &text[at + 2..];
        // `![[P07#^two-sizes]]` is a quote; `![[sketch.png]]` a picture that cannot have one.
        if rest.starts_with('[') {
            continue;
        }
        let Some(close) = rest.find("](") else {
            continue;
        };
        let end = rest[close..].find(')').map_or(close + 2, |i| close + i + 1);
        let target = rest[close + 2..]
            .split(')')
            .next()
            .unwrap_or("")
            .to_lowercase();
        let recording = [".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".webm"]
            .iter()
            .any(|e| target.ends_with(e));
        if rest[..close].trim().is_empty() && !recording {
            let message = "this picture has no words for those who cannot see it";
            let help = "say in the square brackets what it shows: `![A shoe box with a torn lid](box.jpg)`";
            told.tell(file.path, Span::new(at, at + 2 + end), message, help);
        }
    }
}

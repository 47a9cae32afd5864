//! A further page → its draft.

use std::sync::Arc;

use super::front_matter::front_matter;
use super::problems::Problems;
use super::prose::{self, Format, Prose, RawHtml};

/// A page as written.
#[derive(Clone, Debug, Default)]
pub struct PageDraft {
    pub title: Option<String>,
    pub body: Arc<Prose>,
}

/// Reads a further page. Its title is the front matter's, else its first heading.
pub fn read(text: &str, problems: &mut Problems) -> PageDraft {
    let mut matter = front_matter(text, problems);
    let title = matter.fields.text("title", problems).map(|t| t.value);
    matter.fields.finish(problems);
    let format = Format {
        raw: RawHtml::Sanitise,
        ..Format::below(2)
    };
    let body = &text[matter.body..];
    let lead = body.trim_start();
    let heading = lead.lines().next().and_then(|line| line.strip_prefix("# "));
    let (title, skip) = match (title, heading) {
        (None, Some(words)) => {
            let skip = body.len() - lead.len() + lead.lines().next().map_or(0, str::len);
            (Some(super::words::plain_text(words)), skip)
        }
        (title, _) => (title, 0),
    };
    let start = matter.body + skip;
    PageDraft {
        title,
        body: Arc::new(prose::read(&text[start..], format, |at| at + start)),
    }
}

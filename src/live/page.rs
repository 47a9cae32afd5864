//! What the preview adds to pages, and its own ones.

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::preview::{News, Seen};
use crate::config::Audience;
use crate::view::address::encoded;

/// Waits for news, and shows what is wrong.
pub const SCRIPT: &str = include_str!("page.js");
/// How that looks.
pub const STYLE: &str = include_str!("page.css");

/// A page that is open in a browser.
pub struct Live<'p> {
    pub audience: Option<Audience>,
    pub address: &'p str,
    pub seen: Seen,
}

impl Live<'_> {
    /// The script that keeps the page up to date, with what it has seen so far.
    fn script(&self) -> String {
        let Seen {
            page,
            style,
            script,
            problems,
        } = self.seen;
        let audience = self.audience.map_or("", Audience::word);
        let address = encoded(self.address);
        // Nothing of the problems is on the page yet: the first news brings them.
        let _ = problems;
        format!(
            "<script src=\"/-/live.js?audience={audience}&amp;page={address}&amp;seen={page:x}&amp;style={style:x}&amp;script={script:x}\" defer></script>\n"
        )
    }
}

/// A page of the site with the preview's script at its end.
pub fn with_script(mut html: Vec<u8>, live: &Live) -> Vec<u8> {
    let script = live.script();
    let end = memchr::memmem::rfind(&html, b"</body>").unwrap_or(html.len());
    html.splice(end..end, script.bytes());
    html
}

/// Where no page is: those with addresses like it.
pub fn nothing(live: &Live, nearest: &[String]) -> Vec<u8> {
    let prefix = live
        .audience
        .map_or(String::new(), |audience| format!("/~{}", audience.word()));
    let mut list = String::new();
    for address in nearest {
        let folder = address.strip_suffix("index.html").unwrap_or(address);
        let shown = if folder.is_empty() { "/" } else { folder };
        list += &format!(
            "<li><a href=\"{prefix}/{}\">{}</a></li>\n",
            encoded(folder),
            escaped(shown)
        );
    }
    let words = match nearest.is_empty() {
        true => String::new(),
        false => format!("<p>Pages with addresses like it:</p>\n<ul>\n{list}</ul>\n"),
    };
    let address = escaped(live.address);
    let body = format!(
        "<h1>There is no page here</h1>\n<p>Nothing in this casebook, as this audience sees it, has the address <code>{address}</code>. The page appears here as soon as there is one.</p>\n{words}"
    );
    whole("There is no page here", &body, live)
}

/// A page that cannot be shown for what is wrong.
pub fn broken(live: &Live, problems: &str) -> Vec<u8> {
    let body = format!(
        "<h1>This cannot be shown yet</h1>\n<p>Mend what stands below and save: the page appears by itself.</p>\n<pre>{}</pre>\n",
        escaped(problems)
    );
    whole("This cannot be shown yet", &body, live)
}

fn whole(title: &str, body: &str, live: &Live) -> Vec<u8> {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"stylesheet\" href=\"/-/live.css\">\n</head>\n<body class=\"own\">\n<main>\n{body}</main>\n{}</body>\n</html>\n",
        live.script()
    )
    .into_bytes()
}

/// What is new, for the script.
pub fn news(news: &News) -> Vec<u8> {
    let hex = |n: u64| format!("{n:x}");
    json!({
        "seen": hex(news.seen.page),
        "style": hex(news.seen.style),
        "script": hex(news.seen.script),
        "problems": hex(news.seen.problems),
        "audience": news.audience.word(),
        "errors": news.errors,
        "warnings": news.warnings,
        "text": news.problems,
    })
    .to_string()
    .into_bytes()
}

/// What a browser should take a file for, by its ending.
pub fn media_type(address: &str) -> &'static str {
    let ending = address.rsplit('.').next().unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

/// A path with its percent-encoding resolved; none where that is not UTF-8.
pub fn decoded(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

fn escaped(text: &str) -> String {
    crate::view::html::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_a_page() {
        let live = Live {
            audience: Some(Audience::Public),
            address: "a b/index.html",
            seen: Seen {
                page: 255,
                ..Seen::default()
            },
        };
        let html = with_script(b"<body>x</body>".to_vec(), &live);
        assert_eq!(
            String::from_utf8(html).unwrap(),
            "<body>x<script src=\"/-/live.js?audience=public&amp;page=a%20b/index.html&amp;seen=ff&amp;style=0&amp;script=0\" defer></script>\n</body>"
        );
    }

    #[test]
    fn what_is_written_in_an_address_runs_nowhere() {
        let live = Live {
            audience: None,
            address: "<script>",
            seen: Seen::default(),
        };
        let html = String::from_utf8(nothing(&live, &["<b>/index.html".into()])).unwrap();
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{html}"
        );
        let html = String::from_utf8(broken(&live, "<b>")).unwrap();
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn percent_signs_are_resolved() {
        assert_eq!(decoded("/a%20b/%C3%A9").as_deref(), Some("/a b/é"));
        assert_eq!(decoded("/100%").as_deref(), Some("/100%"));
        assert_eq!(decoded("/%ff"), None);
    }
}

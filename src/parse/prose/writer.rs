//! Events of Markdown → prose: HTML, with a part of its own for each reference and block of code.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::super::footnotes::Footnotes;
use super::super::html::{
    Closed, escape, nests_too_deeply, push_visible, without_reserved_references,
};
use super::super::words::is_address;
use super::{Anchors, Format, Heading, Part, Parts, Prose, RawHtml};
use crate::source::{RESERVED, Span};

/// Turns parsed Markdown into prose.
pub fn from_events<'a>(
    events: Vec<(Event<'a>, Range<usize>)>,
    format: Format,
    place: impl Fn(usize) -> usize,
) -> Prose {
    let raw = if nests_too_deeply(&events) {
        RawHtml::Drop
    } else {
        format.raw
    };
    let highest = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    });
    let mut writer = Writer {
        raw,
        lower: i16::from(format.top) - i16::from(highest.min().unwrap_or(1)),
        anchors: format.anchors,
        footnotes: format.footnotes,
        place,
        out: Vec::new(),
        special: Vec::new(),
        links: Vec::new(),
        html: None,
        code: None,
        picture: None,
        heading: None,
        headings: Vec::new(),
        given: Anchors::default(),
        paragraph: None,
        closed: Closed::of(&events),
    };
    for (event, range) in events {
        writer.event(event, range);
    }
    writer.finish()
}

struct Writer<'a, 't, P> {
    raw: RawHtml,
    /// By how much headings are lowered.
    lower: i16,
    anchors: &'t str,
    footnotes: Option<&'t Footnotes>,
    place: P,
    out: Vec<Event<'a>>,
    /// Parts that the HTML has a placeholder for.
    special: Vec<Part>,
    links: Vec<LinkKind>,
    html: Option<String>,
    code: Option<(Box<str>, String)>,
    picture: Option<Picture>,
    heading: Option<(u8, usize, String)>,
    headings: Vec<Heading>,
    given: Anchors,
    /// Where the open paragraph began in `out`.
    paragraph: Option<usize>,
    closed: Closed,
}

/// How a link that was opened is closed.
enum LinkKind {
    /// To another site.
    Outside,
    Inside,
    /// Not a link after all: its words stay.
    Words,
    /// Its source stands in place of it: its words in brackets, then this.
    Source(String),
}

struct Picture {
    target: Box<str>,
    wiki: bool,
    alt: String,
    range: Range<usize>,
    depth: usize,
}

impl<'a, P: Fn(usize) -> usize> Writer<'a, '_, P> {
    fn span(&self, range: &Range<usize>) -> Span {
        let end = range.end.max(range.start + 1) - 1;
        Span::new((self.place)(range.start), (self.place)(end) + 1)
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.picture.is_some() {
            return self.in_picture(event);
        }
        if let Some((_, text)) = &mut self.code {
            match event {
                Event::Text(line) => text.push_str(&line),
                Event::End(TagEnd::CodeBlock) => self.end_code(),
                _ => {}
            }
            return;
        }
        if let Some((_, _, text)) = &mut self.heading
            && let Event::Text(words) | Event::Code(words) = &event
        {
            text.push_str(words);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Html(line) => match &mut self.html {
                Some(block) => block.push_str(&line),
                None => self.raw_html(&line, false),
            },
            Event::InlineHtml(tag) => self.raw_html(&tag, true),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.out.push(Event::Text(math)),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            event => self.out.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::MetadataBlock(_) => {}
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next(),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language.unwrap_or_default().into(), String::new()));
            }
            Tag::Heading { level, .. } => {
                self.heading = Some((level as u8, self.out.len(), String::new()));
                // Its level and anchor are known at its end.
                self.out.push(Event::SoftBreak);
            }
            Tag::Paragraph => {
                self.paragraph = Some(self.out.len());
                self.out.push(Event::Start(Tag::Paragraph));
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let kind = self.link(link_type, &dest_url, &range);
                if matches!(kind, LinkKind::Outside) {
                    self.out.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
                self.links.push(kind);
            }
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => {
                self.picture = Some(Picture {
                    target: dest_url.into_string().into(),
                    wiki: matches!(link_type, LinkType::WikiLink { .. }),
                    alt: String::new(),
                    range,
                    depth: 0,
                });
            }
            // Callouts keep their words; the look is the site theme's own.
            Tag::BlockQuote(_) => self.out.push(Event::Start(Tag::BlockQuote(None))),
            // A table that is wider than the page scrolls on its own, by the keyboard too.
            tag @ Tag::Table(_) => {
                self.out
                    .push(Event::Html(r#"<div class="scroll" tabindex="0">"#.into()));
                self.out.push(Event::Start(tag));
            }
            Tag::FootnoteDefinition(label) => self.footnote(label),
            tag => self.out.push(Event::Start(tag)),
        }
    }

    /// As it would be written, but numbered among all those of the text.
    fn footnote(&mut self, label: CowStr<'a>) {
        let Some((name, number)) = self.numbered(&label) else {
            return self.out.push(Event::Start(Tag::FootnoteDefinition(label)));
        };
        let html = format!(
            r#"<div class="footnote-definition" id="{name}"><sup class="footnote-definition-label">{number}</sup>"#
        );
        self.out.push(Event::Html(html.into()));
    }

    fn footnote_reference(&mut self, label: CowStr<'a>) {
        let Some((name, number)) = self.numbered(&label) else {
            return self.out.push(Event::FootnoteReference(label));
        };
        let html =
            format!(r##"<sup class="footnote-reference"><a href="#{name}">{number}</a></sup>"##);
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn numbered(&self, label: &str) -> Option<(String, usize)> {
        let number = self.footnotes?.number(label)?;
        let mut name = String::new();
        escape(label, &mut name);
        Some((name, number))
    }

    fn link(&mut self, link_type: LinkType, target: &str, range: &Range<usize>) -> LinkKind {
        if matches!(link_type, LinkType::Email) {
            return LinkKind::Outside;
        }
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        match scheme(target).filter(|_| !wiki) {
            Some("http" | "https" | "mailto" | "tel") => LinkKind::Outside,
            Some(_) => LinkKind::Words,
            None if target.starts_with("//") => LinkKind::Outside,
            None if !wiki && !is_address(target) => {
                self.out.push(Event::Text("[".into()));
                LinkKind::Source(format!("]({target})"))
            }
            None => {
                let span = self.span(range);
                self.place_part(Part::Link {
                    to: target.into(),
                    wiki,
                    span,
                });
                LinkKind::Inside
            }
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.raw_html(&block, false);
                }
            }
            TagEnd::MetadataBlock(_) => {}
            TagEnd::Link => match self.links.pop() {
                Some(LinkKind::Outside) => self.out.push(Event::End(TagEnd::Link)),
                Some(LinkKind::Inside) => self.place_part(Part::LinkEnd),
                Some(LinkKind::Source(rest)) => self.out.push(Event::Text(rest.into())),
                _ => {}
            },
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => {
                let start = self.paragraph.take().unwrap_or(0);
                // A figure cannot stand in a paragraph.
                let alone = self.out.len() == start + 2 && self.is_figure(start + 1);
                if alone {
                    self.out.remove(start);
                } else {
                    self.out.push(Event::End(TagEnd::Paragraph));
                }
            }
            TagEnd::BlockQuote(_) => self.out.push(Event::End(TagEnd::BlockQuote(None))),
            TagEnd::Table => {
                self.out.push(Event::End(TagEnd::Table));
                self.out.push(Event::Html("</div>\n".into()));
            }
            end => self.out.push(Event::End(end)),
        }
    }

    fn is_figure(&self, at: usize) -> bool {
        let Some(Event::InlineHtml(mark)) = self.out.get(at) else {
            return false;
        };
        let number = mark.trim_matches(RESERVED).parse::<usize>();
        number
            .ok()
            .and_then(|n| self.special.get(n))
            .is_some_and(|part| matches!(part, Part::Embed { .. } | Part::Picture { .. }))
    }

    fn end_heading(&mut self) {
        let Some((level, start, text)) = self.heading.take() else {
            return;
        };
        let level = (i16::from(level) + self.lower).clamp(1, 6) as u8;
        let name = format!("{}{}", self.anchors, text);
        let anchor = self.given.unique(&name);
        self.out[start] = Event::Start(Tag::Heading {
            level: HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6),
            id: Some(CowStr::from(anchor.to_string())),
            classes: Vec::new(),
            attrs: Vec::new(),
        });
        let end = HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6);
        self.out.push(Event::End(TagEnd::Heading(end)));
        self.headings.push(Heading {
            level,
            anchor,
            text: text.trim().into(),
        });
    }

    fn end_code(&mut self) {
        if let Some((language, text)) = self.code.take() {
            self.place_part(Part::Code {
                language,
                text: text.into(),
            });
        }
    }

    fn in_picture(&mut self, event: Event<'a>) {
        let Some(picture) = &mut self.picture else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => picture.depth += 1,
            Event::End(TagEnd::Image) if picture.depth > 0 => picture.depth -= 1,
            Event::End(TagEnd::Image) => self.end_picture(),
            Event::Text(words) | Event::Code(words) => picture.alt.push_str(&words),
            Event::InlineHtml(html) => push_visible(&html, &self.closed, &mut picture.alt),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        let Some(mut picture) = self.picture.take() else {
            return;
        };
        let span = self.span(&picture.range);
        // `![[a.png|300]]` says how wide a picture is, `![[a.png]]` nothing of it.
        let size = |alt: &str| alt.chars().all(|c| c.is_ascii_digit() || c == 'x');
        if picture.wiki
            && is_media_name(&picture.target)
            && (picture.alt == *picture.target || size(&picture.alt))
        {
            picture.alt.clear();
        }
        let outside = scheme(&picture.target).is_some() || picture.target.starts_with("//");
        let alone = self.paragraph == Some(self.out.len().wrapping_sub(1));
        if picture.wiki && !is_media_name(&picture.target) {
            if alone {
                self.place_part(Part::Embed {
                    to: picture.target,
                    span,
                });
            } else {
                // In the middle of a line a quote is linked, not shown.
                self.place_part(Part::Link {
                    to: picture.target,
                    wiki: true,
                    span,
                });
                self.out.push(Event::Text(picture.alt.into()));
                self.place_part(Part::LinkEnd);
            }
        } else if outside {
            // A picture from another site would be a request that leaves this one.
            self.out.push(Event::Text(picture.alt.into()));
        } else {
            self.place_part(Part::Picture {
                src: picture.target,
                alt: picture.alt.into(),
                span,
            });
        }
    }

    fn raw_html(&mut self, source: &str, inline: bool) {
        if self.raw == RawHtml::Sanitise {
            let event = CowStr::from(without_reserved_references(source));
            self.out.push(if inline {
                Event::InlineHtml(event)
            } else {
                Event::Html(event)
            });
            return;
        }
        let mut seen = String::new();
        push_visible(source, &self.closed, &mut seen);
        if inline {
            if seen == "\n" {
                self.out.push(Event::HardBreak);
            } else if !seen.is_empty() {
                self.out.push(Event::Text(seen.into()));
            }
            return;
        }
        for line in seen.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.out.push(Event::Start(Tag::Paragraph));
            self.out.push(Event::Text(line.to_owned().into()));
            self.out.push(Event::End(TagEnd::Paragraph));
        }
    }

    /// Puts a placeholder where the part will stand.
    fn place_part(&mut self, part: Part) {
        let mark = format!("{}{}{}", RESERVED[0], self.special.len(), RESERVED[1]);
        self.special.push(part);
        self.out.push(Event::InlineHtml(mark.into()));
    }

    fn finish(self) -> Prose {
        let mut rendered = String::new();
        html::push_html(&mut rendered, self.out.into_iter());
        let rendered = match self.raw {
            RawHtml::Drop => Cow::Borrowed(rendered.as_str()),
            RawHtml::Sanitise => Cow::Owned(sanitised(&rendered)),
        };
        let mut parts = Parts::with_capacity(2 * self.special.len() + 1);
        let mut special: Vec<Option<Part>> = self.special.into_iter().map(Some).collect();
        let mut rest = rendered.trim();
        while let Some(open) = rest.find(RESERVED[0]) {
            push_html_part(&rest[..open], &mut parts);
            let mark = &rest[open + RESERVED[0].len_utf8()..];
            let close = mark.find(RESERVED[1]).unwrap_or(0);
            let part = mark[..close].parse::<usize>().ok();
            if let Some(part) = part.and_then(|n| special.get_mut(n)).and_then(Option::take) {
                parts.push(part);
            }
            rest = mark[close..].trim_start_matches(RESERVED[1]);
        }
        push_html_part(rest, &mut parts);
        Prose {
            parts,
            headings: self.headings,
        }
    }
}

fn push_html_part(html: &str, parts: &mut Parts) {
    if !html.is_empty() {
        parts.push(Part::Html(html.into()));
    }
}

/// The harmless subset of HTML that further pages may keep.
fn sanitised(html: &str) -> String {
    ammonia::Builder::default()
        .add_generic_attributes(["id", "dir", "lang"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .rm_tags(["img"])
        .add_allowed_classes("div", ["scroll"])
        .add_tag_attribute_values("div", "tabindex", ["0"])
        .clean(html)
        .to_string()
}

/// The scheme of an address, in lower case only: `https`.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    // `c:/picture.png` and `P07:intro` are no addresses of other sites.
    (fits && scheme.len() > 1).then_some(match scheme {
        s if s.eq_ignore_ascii_case("http") => "http",
        s if s.eq_ignore_ascii_case("https") => "https",
        s if s.eq_ignore_ascii_case("mailto") => "mailto",
        s if s.eq_ignore_ascii_case("tel") => "tel",
        s => s,
    })
}

/// Whether a wiki link names a file to show rather than a note.
fn is_media_name(target: &str) -> bool {
    let ending = target
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(
        ending.as_deref(),
        Some(
            "png"
                | "jpg"
                | "jpeg"
                | "gif"
                | "webp"
                | "avif"
                | "svg"
                | "mp3"
                | "m4a"
                | "ogg"
                | "opus"
                | "wav"
                | "mp4"
                | "webm"
        )
    )
}

//! SVG: shapes, text and their looks stay; scripts, links outwards, names of layers, titles,
//! descriptions, comments and editors' data go.
//!
//! What is written is made anew of elements and attributes that are known. Parts are named only
//! where something refers to them, and then by a number.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{Unclean, decode64, style};
use crate::source::{Decoding, decode};

const ELEMENTS: &str = " svg g defs symbol use switch view path rect circle ellipse line polyline polygon text tspan textPath image style linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateMotion animateTransform mpath set ";
/// Elements whose tags go and whose content stays.
const UNWRAPPED: &str = " a ";
/// Elements that hold words to be shown.
const WORDS: &str = " text tspan textPath style ";

const ATTRIBUTES: &str = " x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio transform pathLength version dx dy rotate textLength lengthAdjust startOffset method spacing side href id class style type media fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow clip clip-path clip-rule mask filter cursor pointer-events vector-effect paint-order shape-rendering text-rendering image-rendering color-rendering color-interpolation color-interpolation-filters mix-blend-mode isolation stop-color stop-opacity flood-color flood-opacity lighting-color font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight letter-spacing word-spacing kerning text-anchor text-decoration text-overflow white-space writing-mode direction unicode-bidi dominant-baseline alignment-baseline baseline-shift glyph-orientation-vertical glyph-orientation-horizontal gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits mask-type patternUnits patternContentUnits patternTransform markerUnits markerWidth markerHeight marker-start marker-mid marker-end marker refX refY orient filterUnits primitiveUnits in in2 result mode operator k1 k2 k3 k4 stdDeviation edgeMode values tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent kernelUnitLength scale xChannelSelector yChannelSelector azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle z radius baseFrequency numOctaves seed stitchTiles attributeName attributeType from to by begin dur end min max restart repeatCount repeatDur calcMode keyTimes keySplines keyPoints path origin additive accumulate enable-background ";

/// Deeper drawings are not made by people.
const DEEPEST: usize = 200;

const NOTHING: &str = "it holds nothing";

fn damaged(how: &str) -> Unclean {
    Unclean::damaged("SVG drawing", how)
}

fn listed(list: &str, name: &str) -> bool {
    !name.is_empty() && !name.contains(' ') && list.contains(&format!(" {name} "))
}

/// A part of the drawing that is kept.
enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
    Style(String),
}

pub(super) fn clean(bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let (text, decoding) = decode(bytes);
    if matches!(decoding, Decoding::Lossy { .. }) {
        return Err(damaged("it is not UTF-8"));
    }
    let pieces = read(&text)?;
    let names = Names::of(&pieces);
    Ok(write(&pieces, &names).into_bytes())
}

/// Reads the pieces that are kept.
fn read(text: &str) -> Result<Vec<Piece>, Unclean> {
    let broken = || damaged("its tags do not match");
    let mut reader = Reader::from_str(text);
    let mut pieces = Vec::new();
    // For each open element: its name, if it is written.
    let mut open: Vec<(String, bool)> = Vec::new();
    // How many elements deep we are in one that is left out.
    let mut silent = 0usize;
    let mut css = String::new();
    let mut done = false;
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        match event {
            Event::Eof => break,
            Event::Start(tag) if silent > 0 => {
                let _ = tag;
                silent += 1;
            }
            Event::End(_) if silent > 0 => silent -= 1,
            _ if silent > 0 => {}
            Event::Start(tag) => {
                let name = local_name(&tag);
                if open.is_empty() && (done || name != "svg") {
                    return Err(damaged("it does not begin with `<svg>`"));
                }
                if open.len() >= DEEPEST {
                    return Err(damaged("its parts are nested too deep"));
                }
                if listed(UNWRAPPED, &name) {
                    open.push((name, false));
                } else if let Some(attributes) = kept(&name, &tag)? {
                    if name != "style" {
                        pieces.push(Piece::Open(name.clone(), attributes));
                    }
                    open.push((name, true));
                } else {
                    silent = 1;
                }
            }
            Event::Empty(tag) => {
                let name = local_name(&tag);
                if open.is_empty() {
                    return Err(damaged(NOTHING));
                }
                if !listed(UNWRAPPED, &name)
                    && name != "style"
                    && let Some(attributes) = kept(&name, &tag)?
                {
                    pieces.push(Piece::Open(name.clone(), attributes));
                    pieces.push(Piece::Close(name));
                }
            }
            Event::End(_) => {
                let (name, written) = open.pop().ok_or_else(broken)?;
                done = open.is_empty();
                if name == "style" {
                    pieces.push(Piece::Style(style::clean(&std::mem::take(&mut css))?));
                } else if written {
                    pieces.push(Piece::Close(name));
                }
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|_| broken())?;
                words(&open, &text, &mut css, &mut pieces);
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|_| broken())?;
                words(&open, &text, &mut css, &mut pieces);
            }
            Event::GeneralRef(name) => {
                let shown = match name.resolve_char_ref().map_err(|_| broken())? {
                    Some(c) => c.to_string(),
                    None => {
                        let name = name.decode().map_err(|_| broken())?;
                        entity(&name).ok_or_else(own_entities)?.to_owned()
                    }
                };
                words(&open, &shown, &mut css, &mut pieces);
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !open.is_empty() || silent > 0 || !done {
        return Err(damaged("it ends too early"));
    }
    if pieces.len() <= 2 {
        return Err(damaged(NOTHING));
    }
    Ok(pieces)
}

fn own_entities() -> Unclean {
    Unclean::new("it defines entities of its own; save it as plain SVG")
}

fn entity(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// Keeps words where they are shown.
fn words(open: &[(String, bool)], text: &str, css: &mut String, pieces: &mut Vec<Piece>) {
    let inner = open.iter().rev().find(|(name, _)| !listed(UNWRAPPED, name));
    match inner {
        Some((name, _)) if name == "style" => css.push_str(text),
        Some((name, _)) if listed(WORDS, name) => pieces.push(Piece::Text(text.to_owned())),
        _ => {}
    }
}

/// An element's name when it is one of SVG's own; else nothing.
fn local_name(tag: &BytesStart) -> String {
    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    match name.split_once(':') {
        None => name,
        Some(("svg", name)) => name.to_owned(),
        Some(_) => String::new(),
    }
}

/// The attributes to keep of an element; none when the element is not kept.
fn kept(name: &str, tag: &BytesStart) -> Result<Option<Vec<(String, String)>>, Unclean> {
    if !listed(ELEMENTS, name) {
        return Ok(None);
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| damaged("an attribute cannot be read"))?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| own_entities())?;
        let key = if key == "xlink:href" {
            "href".to_owned()
        } else {
            key
        };
        if key == "xml:space" && value == "preserve" {
            attributes.push((key, value.into_owned()));
            continue;
        }
        if !listed(ATTRIBUTES, &key) || attributes.iter().any(|(other, _)| *other == key) {
            continue;
        }
        let animated = matches!(
            name,
            "animate" | "set" | "animateTransform" | "animateMotion"
        );
        let value = match key.as_str() {
            "href" if style::is_fragment(value.trim()) => value.trim().to_owned(),
            "href" if name == "image" => match picture(value.trim()) {
                Some(picture) => picture?,
                None => return Ok(None),
            },
            "href" => continue,
            "attributeName" if !listed(ATTRIBUTES, &value) || value == "href" => return Ok(None),
            "attributeName" | "id" | "class" => value.into_owned(),
            // Times may name other parts (`a.click`); those alone are not kept.
            "begin" | "end" if animated && !is_times(&value) => continue,
            _ if value.to_ascii_lowercase().contains("script:") => continue,
            _ => style::clean(&value)?,
        };
        attributes.push((key, value));
    }
    let shown = name != "image" || attributes.iter().any(|(key, _)| key == "href");
    Ok(shown.then_some(attributes))
}

fn is_times(value: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, ';' | ' ' | '.' | ':' | '+' | '-');
    value == "indefinite"
        || value
            .chars()
            .all(|c| plain(c) || matches!(c, 's' | 'm' | 'i' | 'n' | 'h'))
}

/// A picture inside the drawing, cleaned too; none when it lies elsewhere.
fn picture(href: &str) -> Option<Result<String, Unclean>> {
    let rest = href.strip_prefix("data:image/")?;
    let (kind, data) = rest.split_once(";base64,")?;
    let ending = match kind {
        "jpeg" | "jpg" => "jpg",
        "png" => "png",
        "webp" => "webp",
        "gif" => "gif",
        _ => return None,
    };
    let data: String = data.split_ascii_whitespace().collect();
    let bytes = decode64::decode(&data)?;
    Some(
        super::clean(&format!("picture.{ending}"), bytes).map(|bytes| {
            let kind = if ending == "jpg" { "jpeg" } else { ending };
            format!("data:image/{kind};base64,{}", decode64::encode(&bytes))
        }),
    )
}

/// New names for the parts that something refers to, and the classes that a style sheet knows.
#[derive(Default)]
struct Names {
    parts: BTreeMap<String, String>,
    classes: BTreeSet<String>,
}

impl Names {
    fn of(pieces: &[Piece]) -> Names {
        let mut referred = BTreeSet::new();
        let mut sheets = String::new();
        let mut given = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Style(css) => {
                    referred.extend(references(css));
                    sheets.push_str(css);
                    sheets.push('\n');
                }
                Piece::Open(_, attributes) => {
                    for (key, value) in attributes {
                        match key.as_str() {
                            "id" => given.push(value),
                            "href" if style::is_fragment(value) => {
                                referred.insert(value[1..].to_owned());
                            }
                            "class" | "attributeName" | "href" => {}
                            _ => referred.extend(references(value)),
                        }
                    }
                }
                Piece::Close(_) | Piece::Text(_) => {}
            }
        }
        let mut names = Names::default();
        // `url(#a)` is a reference and no selector.
        let selectors = sheets.replace("url(#", "url(");
        let selected = tokens(&selectors, '#');
        let mut number = 0;
        for id in given {
            if names.parts.contains_key(id) {
                continue;
            }
            if selected.contains(id.as_str()) && is_plain(id) {
                // `#fff` may be a part or a colour: its name stays.
                names.parts.insert(id.clone(), id.clone());
            } else if referred.contains(id) {
                number += 1;
                while selected.contains(format!("p{number}").as_str()) {
                    number += 1;
                }
                names.parts.insert(id.clone(), format!("p{number}"));
            }
        }
        names.classes = tokens(&sheets, '.')
            .into_iter()
            .map(str::to_owned)
            .collect();
        names
    }

    /// A value with its references by their new names.
    fn renamed(&self, value: &str) -> String {
        let mut out = String::with_capacity(value.len());
        let mut rest = value;
        while let Some(at) = rest.find("url(#") {
            let start = at + "url(#".len();
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.find(')').unwrap_or(rest.len());
            let name = &rest[..end];
            out.push_str(self.parts.get(name).map_or("none", String::as_str));
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }
}

fn is_plain(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The names in `url(#…)`.
fn references(value: &str) -> Vec<String> {
    let parts = value.split("url(#").skip(1);
    parts
        .filter_map(|part| Some(part.split_once(')')?.0.to_owned()))
        .collect()
}

/// The names that follow a sign in a style sheet: `.name`, `#name`.
fn tokens(css: &str, sign: char) -> BTreeSet<&str> {
    let name = |part: &str| {
        part.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(part.len())
    };
    css.split(sign)
        .skip(1)
        .map(|part| &part[..name(part)])
        .collect()
}

fn write(pieces: &[Piece], names: &Names) -> String {
    let mut out = String::new();
    let mut root = true;
    // Elements without content are closed at once.
    let mut bare = false;
    for piece in pieces {
        if bare && !matches!(piece, Piece::Close(_)) {
            out.push('>');
        }
        match piece {
            Piece::Open(name, attributes) => {
                out.push('<');
                out.push_str(name);
                if root {
                    out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
                    root = false;
                }
                for (key, value) in attributes {
                    push_attribute(key, value, names, &mut out);
                }
                bare = true;
                continue;
            }
            Piece::Close(_) if bare => out.push_str("/>"),
            Piece::Close(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Piece::Text(text) => escape(text, &mut out),
            Piece::Style(css) => {
                out.push_str("<style>");
                escape(&names.renamed(css), &mut out);
                out.push_str("</style>");
            }
        }
        bare = false;
    }
    out.push('\n');
    out
}

fn push_attribute(key: &str, value: &str, names: &Names, out: &mut String) {
    let value = match key {
        "id" => match names.parts.get(value) {
            Some(name) => name.clone(),
            None => return,
        },
        "href" if value.starts_with('#') => match names.parts.get(&value[1..]) {
            Some(name) => format!("#{name}"),
            None => return,
        },
        "class" => {
            let known = value
                .split_whitespace()
                .filter(|c| names.classes.contains(*c));
            let known: Vec<&str> = known.collect();
            if known.is_empty() {
                return;
            }
            known.join(" ")
        }
        "href" | "attributeName" => value.to_owned(),
        _ => names.renamed(value),
    };
    out.push(' ');
    out.push_str(key);
    out.push_str("=\"");
    escape(&value, out);
    out.push('"');
}

/// Writes text so that XML reads the same; characters that XML forbids are left out.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

//! Words into lines: broken where a reader would, of about one length, shrunk in steps until they
//! fit, then cut at a word.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::font::{self, Family};

/// A text as it stands: lines of one size.
#[derive(Debug, PartialEq)]
pub struct Block {
    pub lines: Vec<String>,
    pub size: f32,
    /// From one baseline to the next.
    pub leading: f32,
}

/// Where a text may stand.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub width: f32,
    pub height: f32,
    pub family: Family,
    pub to_the_left: bool,
}

/// From one baseline to the next, in parts of the size: small letters need more air.
fn leading(size: f32) -> f32 {
    (size * if size >= 60.0 { 1.14 } else { 1.22 }).round()
}

/// A piece of text that no line parts.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    /// In parts of an em.
    width: f32,
    /// Whether white space parts it from the piece before.
    spaced: bool,
}

/// The text in the largest of the sizes, largest first, in which it fits; cut where it fits in none.
pub fn fit(text: &str, sizes: &[f32], room: Room) -> Block {
    let space = font::line(" ", room.family, false).width;
    let mut pieces = pieces(text, room);
    for size in sizes {
        let most = room.width / size;
        if pieces.iter().any(|piece| piece.width > most) {
            continue;
        }
        let lines = broken(&pieces, most, space);
        if lines as f32 * leading(*size) <= room.height {
            return set(&pieces, *size, balanced(&pieces, lines, most, space), space);
        }
    }
    let size = sizes.last().copied().unwrap_or(1.0);
    let most = room.width / size;
    let at_most = ((room.height / leading(size)) as usize).max(1);
    pieces = pieces
        .into_iter()
        .flat_map(|p| parted(p, most, room))
        .collect();
    if broken(&pieces, most, space) > at_most {
        pieces = cut(pieces, at_most, most, room, space);
    }
    set(&pieces, size, most, space)
}

/// One line of text, cut where it is longer.
pub fn one_line(text: &str, size: f32, room: Room) -> String {
    let room = Room {
        height: leading(size),
        ..room
    };
    let block = fit(text, &[size], room);
    block.lines.into_iter().next().unwrap_or_default()
}

/// A text at its places to break: after white space and hyphens, and between wide letters.
fn pieces(text: &str, room: Room) -> Vec<Piece> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let (mut spaced, mut ended) = (false, true);
    for part in text.split_word_bounds() {
        if part.chars().all(char::is_whitespace) && !part.contains(['\u{a0}', '\u{202f}']) {
            (spaced, ended) = (true, true);
            continue;
        }
        let is_wide = part.graphemes(true).any(|c| c.width() > 1);
        let closes = part.chars().all(|c| !c.is_alphanumeric()) && !is_opening(part);
        match pieces.last_mut() {
            // Signs that close stay with the word before them.
            Some(last) if !ended || !spaced && closes => last.0.push_str(part),
            _ => pieces.push((part.to_owned(), spaced)),
        }
        let hyphen = matches!(part, "-" | "–" | "—" | "/");
        ended = is_wide && !is_opening(part) || hyphen;
        spaced = false;
    }
    let measured = |(text, spaced): (String, bool)| Piece {
        width: width(&text, room),
        text,
        spaced,
    };
    pieces.into_iter().map(measured).collect()
}

fn is_opening(part: &str) -> bool {
    let opening = |c| {
        matches!(
            c,
            '(' | '[' | '“' | '‘' | '«' | '„' | '「' | '『' | '（' | '《'
        )
    };
    part.chars().all(opening)
}

fn width(text: &str, room: Room) -> f32 {
    font::line(text, room.family, room.to_the_left).width
}

/// A piece that is longer than a line, in pieces that are not.
fn parted(piece: Piece, most: f32, room: Room) -> Vec<Piece> {
    if piece.width <= most {
        return vec![piece];
    }
    let mut parts: Vec<Piece> = Vec::new();
    for cluster in piece.text.graphemes(true) {
        let longer = parts.last().map(|last| format!("{}{cluster}", last.text));
        let longer = longer.map(|text| (width(&text, room), text));
        match (parts.last_mut(), longer) {
            (Some(last), Some((width, text))) if width <= most => {
                *last = Piece {
                    text,
                    width,
                    ..*last
                };
            }
            _ => parts.push(Piece {
                text: cluster.to_owned(),
                width: width(cluster, room),
                spaced: parts.is_empty() && piece.spaced,
            }),
        }
    }
    parts
}

/// Calls `line` with where each line begins, and tells how many there are.
fn each_line(pieces: &[Piece], most: f32, space: f32, mut line: impl FnMut(usize)) -> usize {
    let (mut lines, mut at) = (0, 0.0);
    for (i, piece) in pieces.iter().enumerate() {
        let before = if piece.spaced { space } else { 0.0 };
        if lines == 0 || at + before + piece.width > most + 0.001 {
            line(i);
            lines += 1;
            at = piece.width;
        } else {
            at += before + piece.width;
        }
    }
    lines
}

/// How many lines it takes.
fn broken(pieces: &[Piece], most: f32, space: f32) -> usize {
    each_line(pieces, most, space, |_| ())
}

/// The narrowest room in which it takes as many lines: all of them are about as long then.
fn balanced(pieces: &[Piece], lines: usize, most: f32, space: f32) -> f32 {
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    let (mut narrow, mut wide) = (widest, most);
    for _ in 0..16 {
        let middle = (narrow + wide) / 2.0;
        match broken(pieces, middle, space) <= lines {
            true => wide = middle,
            false => narrow = middle,
        }
    }
    wide
}

/// As many whole words as fit before an ellipsis.
fn cut(mut pieces: Vec<Piece>, lines: usize, most: f32, room: Room, space: f32) -> Vec<Piece> {
    while let Some(last) = pieces.pop() {
        let kept = |c: char| !matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '.' | '،' | '、');
        let Some(before) = pieces.last_mut() else {
            // Not one word fits.
            return vec![last];
        };
        let whole = before.clone();
        let words = before.text.trim_end_matches(|c| !kept(c));
        before.text = format!("{words}…");
        before.width = width(&before.text, room);
        if before.width <= most && broken(&pieces, most, space) <= lines {
            return pieces;
        }
        if let Some(before) = pieces.last_mut() {
            *before = whole;
        }
    }
    pieces
}

fn set(pieces: &[Piece], size: f32, most: f32, space: f32) -> Block {
    let mut starts = Vec::new();
    each_line(pieces, most, space, |at| starts.push(at));
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let lines = starts.iter().zip(ends).map(|(from, to)| {
        let mut line = String::new();
        for piece in &pieces[*from..to] {
            if piece.spaced && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece.text);
        }
        line
    });
    Block {
        lines: lines.collect(),
        size,
        leading: leading(size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, width: f32, height: f32) -> Block {
        let room = Room {
            width,
            height,
            family: Family::Serif,
            to_the_left: false,
        };
        fit(text, &[80.0, 60.0, 40.0], room)
    }

    #[test]
    fn short_words_are_large_and_lines_about_as_long() {
        let block = block("I cannot tell which size would fit me here", 1000.0, 300.0);
        assert_eq!(block.size, 80.0);
        assert_eq!(
            block.lines,
            ["I cannot tell which", "size would fit me here"]
        );
    }

    #[test]
    fn long_words_shrink_before_they_are_parted() {
        let word = "Rücksendekostenübernahmeerklärung";
        assert_eq!(block(word, 1100.0, 300.0).size, 60.0);
        let parted = block(word, 300.0, 300.0);
        assert!(parted.lines.len() > 1);
        assert_eq!(parted.lines.concat(), word);
    }

    #[test]
    fn what_fits_in_no_size_is_cut_at_a_word() {
        let block = block(&"And so on it went, ".repeat(30), 1000.0, 100.0);
        assert_eq!(block.lines.len(), 2);
        assert!(block.lines[1].ends_with('…'));
        let last = block.lines[1].trim_end_matches('…').split(' ').next_back();
        assert!("And so on it went".contains(last.unwrap()), "{last:?}");
    }

    #[test]
    fn signs_stay_with_their_words_and_wide_letters_may_part() {
        let room = Room {
            width: 1.0,
            height: 1.0,
            family: Family::Serif,
            to_the_left: false,
        };
        let texts = |text: &str| -> Vec<String> {
            let pieces = pieces(text, room).into_iter();
            pieces.map(|piece| piece.text).collect()
        };
        assert_eq!(texts("“Well,” [she] said."), ["“Well,”", "[she]", "said."]);
        assert_eq!(
            texts("a first-time buyer"),
            ["a", "first-", "time", "buyer"]
        );
        assert_eq!(texts("尺码不对。"), ["尺", "码", "不", "对。"]);
        assert_eq!(texts("10\u{a0}€ more"), ["10\u{a0}€", "more"]);
    }
}

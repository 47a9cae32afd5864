//! Single values as people write them: text, numbers, days, stretches of time.

use jiff::civil::Date;

use super::problems::Problems;
use super::tree::Node;
use crate::config::Days;
use crate::source::Located;

/// Words of a scalar.
pub fn text_of(node: Located<Node>, key: &str, problems: &mut Problems) -> Option<Located<String>> {
    match node.value {
        Node::Scalar { text, .. } => Some(Located::new(text, node.span)),
        Node::Null => None,
        other => {
            let message = format!("`{key}` should be text, found {}", other.kind());
            problems.error(
                "wrong-kind",
                node.span,
                message,
                "put it in quotation marks",
            );
            None
        }
    }
}

/// A number of a scalar.
pub fn number_of(node: Located<Node>, key: &str, problems: &mut Problems) -> Option<Located<f64>> {
    let kind = match &node.value {
        Node::Scalar { text, .. } => match number(text) {
            Some(n) => return Some(Located::new(n, node.span)),
            None => format!("`{text}`"),
        },
        other => other.kind().to_owned(),
    };
    let message = format!("`{key}` should be a number, found {kind}");
    problems.error(
        "wrong-kind",
        node.span,
        message,
        "write digits alone, such as `7` or `7.5`",
    );
    None
}

/// A finite decimal number; `_` may part its digits.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b"+-._eE".contains(&b));
    let number: f64 = plain
        .then(|| text.replace('_', "").parse().ok())
        .flatten()?;
    number.is_finite().then_some(number)
}

/// A day, from `2026-02-05` or from a time on that day.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.split(['T', 't', ' ']).next()?;
    let shape = day.len() == 10 && day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    shape.then(|| day.parse().ok()).flatten()
}

pub(super) fn days(text: &str) -> Option<Days> {
    let text = text.trim().to_lowercase();
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let count: u32 = text[..split].parse().ok()?;
    let unit = match text[split..].trim() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    Some(Days(count.checked_mul(unit)?))
}

//! Single values as people write them: text, numbers, days, stretches of time.

use jiff::civil::Date;

use super::problems::Problems;
use super::tree::Node;
use crate::config::Days;
use crate::source::{Located, Span};

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
            Some(n) if text.ends_with(".000") && thousands(text).is_some() => {
                tell_two_readings(text, n, node.span, problems);
                return None;
            }
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

/// An amount of money, or a count: three digits behind a point may be thousands, so they are asked
/// about.
pub fn amount_of(node: Located<Node>, key: &str, problems: &mut Problems) -> Option<Located<f64>> {
    let text = match &node.value {
        Node::Scalar { text, .. } => text.clone(),
        _ => String::new(),
    };
    let found = number_of(node, key, problems)?;
    if thousands(&text).is_some() {
        tell_two_readings(&text, found.value, found.span, problems);
        return None;
    }
    Some(found)
}

/// The digits of a number such as `58.300`, in which the point may part thousands.
fn thousands(text: &str) -> Option<String> {
    let (whole, rest) = text.trim().split_once('.')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&whole.len()) && rest.len() == 3 && !whole.starts_with('0');
    (fits && digits(whole) && digits(rest)).then(|| format!("{whole}{rest}"))
}

fn tell_two_readings(text: &str, read: f64, span: Span, problems: &mut Problems) {
    let whole = thousands(text).unwrap_or_default();
    let message = format!("`{}` could be {read} or {whole}", text.trim());
    let help = format!("write `{whole}` or `{read}`, whichever is meant");
    problems.error("wrong-kind", span, message, &help);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn a_point_before_three_digits_may_part_thousands_and_is_asked_about() {
        let file: SourcePath = "d.md".into();
        for (text, number, amount) in [
            ("12.000", None, None),
            ("58.300", Some(58.3), None),
            ("2.9", Some(2.9), Some(2.9)),
            ("0.375", Some(0.375), Some(0.375)),
            ("58300", Some(58300.0), Some(58300.0)),
            ("1.250.000", None, None),
        ] {
            let read = |by: fn(Located<Node>, &str, &mut Problems) -> Option<Located<f64>>| {
                let mut problems = Problems::new(&file);
                let scalar = Node::Scalar {
                    text: text.into(),
                    quoted: false,
                };
                let node = Located::new(scalar, Span::default());
                let found = by(node, "cost", &mut problems).map(|n| n.value);
                assert_eq!(found.is_none(), problems.found.len() == 1, "{text}");
                found
            };
            assert_eq!(
                (read(number_of), read(amount_of)),
                (number, amount),
                "{text}"
            );
        }
    }
}

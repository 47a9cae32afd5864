//! The items of the reporting checklist as front matter names them: COREQ's 32, in its order, by
//! number or by a short name.
//!
//! Source: A. Tong, P. Sainsbury, J. Craig, "Consolidated criteria for reporting qualitative
//! research (COREQ): a 32-item checklist for interviews and focus groups", International Journal
//! for Quality in Health Care 19(6) (2007), 349–357. The names are this program's own.

/// The short names, item 1 first.
pub const ITEMS: [&str; 32] = [
    "interviewers",
    "credentials",
    "occupation",
    "gender",
    "experience",
    "relationship",
    "known-of-interviewer",
    "interviewer-bias",
    "theory",
    "sampling",
    "approach",
    "sample-size",
    "non-participation",
    "setting",
    "others-present",
    "sample",
    "guide",
    "repeat-interviews",
    "recording",
    "field-notes",
    "duration",
    "saturation",
    "transcripts-returned",
    "coders",
    "coding-tree",
    "derivation",
    "software",
    "participant-checking",
    "quotations",
    "consistency",
    "major-themes",
    "minor-themes",
];

/// The item that a key names, from 1 to 32: `13`, `item 13` or `non-participation`.
pub fn item(key: &str) -> Option<u8> {
    let key = key.trim().to_lowercase().replace(['_', ' '], "-");
    let number = key.strip_prefix("item").unwrap_or(&key);
    if let Ok(number) = number.trim_start_matches('-').parse::<u8>() {
        return (1..=32).contains(&number).then_some(number);
    }
    let at = ITEMS.iter().position(|name| *name == key)?;
    Some(at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_named_by_its_number_or_its_name() {
        for key in [
            "13",
            "item 13",
            "Item_13",
            "non-participation",
            "Non participation",
        ] {
            assert_eq!(item(key), Some(13), "{key}");
        }
        for key in ["0", "33", "300", "item", "", "bias"] {
            assert_eq!(item(key), None, "{key}");
        }
    }
}

//! What consent is called and what it may be, in the languages that notes are written in.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::config::Consent;
use crate::parse::values::date;

/// The names of fields that say who may read what.
pub const OF_CONSENT: [&str; 4] = ["consent", "media", "withdrawn", "expires"];

/// What the names below have in common: where none of these stands, there is nothing to look for.
static STEMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let stems = [
        "consent",
        "consens",
        "einwillig",
        "einverst",
        "zustimm",
        "toestemming",
        "samtyck",
        "samtykke",
        "zgod",
        "соглас",
        "Соглас",
        "СОГЛАС",
        "同意",
        "موافق",
        "media",
        "withdrawn",
        "expires",
    ];
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(stems)
        .ok()
});

const NAMES: [&str; 17] = [
    "consent",
    "consents",
    "einwilligung",
    "einverständnis",
    "zustimmung",
    "consentement",
    "consentimiento",
    "consentimento",
    "consenso",
    "toestemming",
    "samtycke",
    "samtykke",
    "zgoda",
    "согласие",
    "同意",
    "موافقة",
    "الموافقة",
];

/// Rules whose names hold the word.
const RULES: [&str; 2] = ["missing-consent", "consent-not-read"];

/// How sure a value is to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the four words.
    Word,
    /// A refusal in words of its own: `not given`.
    Phrase,
    /// A word that begins many a sentence: `no`, `keine`.
    Small,
}

const VALUES: &[(Kind, Consent, &[&str])] = &[
    (Kind::Word, Consent::None, &["none"]),
    (Kind::Word, Consent::Team, &["team"]),
    (Kind::Word, Consent::Internal, &["internal"]),
    (Kind::Word, Consent::Public, &["public"]),
    (
        Kind::Phrase,
        Consent::None,
        &[
            "not given",
            "not granted",
            "not obtained",
            "not received",
            "not yet",
            "missing",
            "pending",
            "refused",
            "withdrawn",
            "declined",
            "denied",
            "revoked",
            "withheld",
            "rejected",
            "verweigert",
            "widerrufen",
            "abgelehnt",
            "zurückgezogen",
            "nicht erteilt",
            "nicht gegeben",
            "refusé",
            "refusée",
            "retiré",
            "non donné",
            "rechazado",
            "denegado",
            "retirado",
            "recusado",
            "negado",
            "negato",
            "不同意",
        ],
    ),
    (
        Kind::Small,
        Consent::None,
        &[
            "no", "nobody", "not", "false", "nein", "kein", "keine", "keiner", "niemand", "aucun",
            "aucune", "non", "refus", "ninguno", "ninguna", "nadie", "nenhum", "nenhuma", "não",
            "nessuno", "nessuna", "geen", "ingen", "inget", "brak", "нет", "なし", "无", "無", "لا",
        ],
    ),
    (
        Kind::Small,
        Consent::Team,
        &["equipe", "équipe", "equipo", "squadra"],
    ),
    (
        Kind::Small,
        Consent::Internal,
        &["intern", "interne", "interno", "interna"],
    ),
    (
        Kind::Small,
        Consent::Public,
        &[
            "öffentlich",
            "publique",
            "público",
            "pública",
            "publico",
            "pubblico",
        ],
    ),
];

/// Words before the name that refuse: `no consent`.
const REFUSING: [&str; 17] = [
    "no", "not", "never", "without", "keine", "kein", "ohne", "aucun", "sans", "sin", "sem",
    "senza", "nessun", "geen", "zonder", "без", "بدون",
];

/// Words behind the name that say more of it: `consent level`, `consent to publish`.
const QUALIFYING: [&str; 17] = [
    "level", "levels", "status", "given", "granted", "obtained", "form", "scope", "type", "to",
    "for", "of", "für", "zur", "zum", "pour", "para",
];

/// A word that may be a name: where it stands in its text.
pub struct Name {
    pub start: usize,
    pub end: usize,
    /// The field that it is the name of, as front matter spells it.
    pub field: &'static str,
}

/// Whether a text may hold a name at all.
pub fn may_name(text: &str) -> bool {
    STEMS.as_ref().is_none_or(|stems| stems.is_match(text))
}

/// The names in a text.
pub fn names(text: &str) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let Some(stems) = STEMS.as_ref() else {
        return found;
    };
    for stem in stems.find_iter(text) {
        if found.last().is_some_and(|last| stem.start() < last.end) {
            continue;
        }
        let is_within = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let begin = text[..stem.start()].trim_end_matches(is_within).len();
        let rest = &text[stem.end()..];
        let end = text.len() - rest.trim_start_matches(is_within).len();
        let word = text[begin..end].trim_matches(['_', '-']);
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if let Some(field) = field_of(word) {
            let end = start + word.len();
            found.push(Name { start, end, field });
        }
    }
    found
}

/// The field that a word is the name of: `consent`, `consent_level`, `Einwilligung`, `media`.
pub fn field_of(word: &str) -> Option<&'static str> {
    let exact = OF_CONSENT
        .into_iter()
        .find(|f| word.eq_ignore_ascii_case(f));
    exact.or_else(|| is_name(word).then_some("consent"))
}

/// Whether a word, or a part of it, is what consent is called.
pub fn is_name(word: &str) -> bool {
    if RULES.contains(&word) {
        return false;
    }
    let mut parted = String::with_capacity(word.len());
    let mut before = ' ';
    for letter in word.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.extend(letter.to_lowercase());
        before = letter;
    }
    let within = |part: &str, stems: [&str; 2]| stems.iter().any(|stem| part.contains(stem));
    parted.split(['_', '-', ' ']).any(|part| {
        NAMES.contains(&part)
            || within(part, ["einwilligung", "einverständnis"])
            || ["zustimmung", "同意"]
                .iter()
                .any(|name| part.ends_with(name))
    })
}

/// A value that a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    pub kind: Kind,
    pub consent: Consent,
    pub length: usize,
}

/// The value that a text begins with: the longest.
pub fn value(text: &str) -> Option<Value> {
    let all = VALUES.iter().flat_map(|(kind, consent, words)| {
        let found = words.iter().filter_map(|word| begins_with(text, word));
        found.map(|length| Value {
            kind: *kind,
            consent: *consent,
            length,
        })
    });
    all.max_by_key(|value| value.length)
}

/// How long the words are that a text begins with in any case, if no longer word goes on there.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for known in words.chars() {
        let (_, letter) = letters.next()?;
        if letter != known && !letter.to_lowercase().eq(known.to_lowercase()) {
            return None;
        }
    }
    let mut rest = letters.map(|(_, c)| c);
    let next = rest.next();
    let then = rest.next();
    let goes_on = match next {
        Some('-' | '_' | '\'' | '’') => then.is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    let length: usize = text
        .chars()
        .take(words.chars().count())
        .map(char::len_utf8)
        .sum();
    (!goes_on).then_some(length)
}

/// Whether a word refuses what comes behind it.
pub fn refuses(word: &str) -> bool {
    REFUSING.contains(&word.to_lowercase().as_str())
}

/// Whether a word behind the name says more of it.
pub fn qualifies(word: &str) -> bool {
    QUALIFYING.contains(&word.to_lowercase().as_str())
}

/// Whether a field of consent may have this value.
pub fn says_who_may_read(field: &str, text: &str) -> bool {
    match field {
        "consent" | "media" => value(text.trim()).is_some_and(|v| v.length == text.trim().len()),
        _ => date(text).is_some(),
    }
}

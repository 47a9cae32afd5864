//! Words about somebody's health.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::check::scope::{File, Told};
use crate::model::drafts::Role;
use crate::source::Span;

/// Conditions and treatments that are nobody's business unless agreed to (GDPR, article 9).
const WORDS: &[&str] = &[
    "diabetes",
    "diabetic",
    "cancer",
    "tumour",
    "tumor",
    "chemotherapy",
    "leukaemia",
    "leukemia",
    "depression",
    "depressive",
    "bipolar",
    "schizophrenia",
    "epilepsy",
    "epileptic",
    "dementia",
    "alzheimer",
    "parkinson",
    "multiple sclerosis",
    "hiv",
    "aids",
    "hepatitis",
    "pregnant",
    "pregnancy",
    "miscarriage",
    "abortion",
    "infertility",
    "autism",
    "autistic",
    "adhd",
    "dyslexia",
    "dyslexic",
    "anorexia",
    "bulimia",
    "alcoholic",
    "addiction",
    "antidepressant",
    "antidepressants",
    "insulin",
    "dialysis",
    "heart attack",
    "stroke patient",
    "asthma",
    "suicide",
    "suicidal",
    "panic attack",
    "burnout",
    "psychiatrist",
    "psychotherapy",
    "krebs",
    "chemotherapie",
    "depressionen",
    "schizophrenie",
    "epilepsie",
    "demenz",
    "schwanger",
    "schwangerschaft",
    "fehlgeburt",
    "autismus",
    "alkoholiker",
    "herzinfarkt",
    "schlaganfall",
    "psychotherapie",
    "selbstmord",
    "cancéreux",
    "chimiothérapie",
    "dépression",
    "démence",
    "enceinte",
    "grossesse",
    "fausse couche",
    "diabète",
    "épilepsie",
    "séropositif",
    "séropositive",
    "cáncer",
    "quimioterapia",
    "depresión",
    "epilepsia",
    "embarazada",
    "embarazo",
    "aborto",
    "autismo",
    "esquizofrenia",
    "câncer",
    "cancro",
    "depressão",
    "demência",
    "grávida",
    "gravidez",
    "diabete",
    "esquizofrenía",
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(WORDS)
        .ok()
});

pub fn find(file: &File, told: &mut Told) {
    if !matches!(file.role, Role::Note(_)) {
        return;
    }
    let Some(finder) = &*FINDER else { return };
    let text = &*file.visible;
    let mut told_of: Vec<String> = Vec::new();
    for hit in finder.find_iter(&text[file.body..]) {
        let (start, end) = (file.body + hit.start(), file.body + hit.end());
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '#' || c == '/';
        let inside = text[..start].chars().next_back().is_some_and(part)
            || text[end..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphanumeric() || c == '_');
        let word = text[start..end].to_lowercase();
        // Once in a note is enough to think about it.
        if inside || told_of.contains(&word) {
            continue;
        }
        let message = format!(
            "`{}` may say something of somebody's health",
            &text[start..end]
        );
        let help = "leave it out, write `[an illness]`, or give the reason why it may be told";
        told.tell(file.path, Span::new(start, end), message, help);
        told_of.push(word);
    }
}

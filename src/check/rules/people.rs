//! Words for the people of a study, and how many a sentence says they are.

use std::ops::Range;

use crate::check::prose::number;
use crate::model::Study;

/// Nouns that mean participants.
const NOUNS: &[&str] = &[
    "participants",
    "people",
    "interviewees",
    "respondents",
    "users",
    "customers",
    "clients",
    "shoppers",
    "buyers",
    "patients",
    "visitors",
    "members",
    "subscribers",
    "readers",
    "students",
    "pupils",
    "teachers",
    "parents",
    "carers",
    "drivers",
    "riders",
    "passengers",
    "tenants",
    "guests",
    "employees",
    "nurses",
    "farmers",
    "donors",
    "players",
    "volunteers",
    "citizens",
    "them",
    "those",
    "us",
    "teilnehmer",
    "teilnehmerinnen",
    "teilnehmenden",
    "befragten",
    "menschen",
    "leute",
    "nutzer",
    "nutzerinnen",
    "kunden",
    "kundinnen",
    "patienten",
    "participantes",
    "personnes",
    "utilisateurs",
    "clientes",
    "usagers",
    "répondants",
    "gens",
    "personas",
    "usuarios",
    "encuestados",
    "pessoas",
    "usuários",
    "utilizadores",
    "inquiridos",
    "entrevistados",
];

/// Whether a word means participants of this study: a noun for people, or a segment's.
pub fn is_people(word: &str, study: &Study) -> bool {
    let lower = word.to_lowercase();
    NOUNS.contains(&lower.as_str()) || names_segment(&lower, study)
}

/// Whether a word is the last of a segment's name, in its plural too.
pub fn names_segment(lower: &str, study: &Study) -> bool {
    study.segments.iter().any(|segment| {
        let name = segment.name.to_lowercase();
        let last = name.split_whitespace().next_back().unwrap_or("");
        last.len() > 3 && lower.starts_with(last) && lower.len() <= last.len() + 2
    })
}

/// A plural noun for people, not a pronoun.
pub fn is_crowd(word: &str) -> bool {
    let lower = word.to_lowercase();
    NOUNS.contains(&lower.as_str()) && !["them", "those", "us"].contains(&lower.as_str())
}

/// The largest number of a sentence.
pub fn counts_people(words: &[(Range<usize>, &str)]) -> Option<u32> {
    words.iter().filter_map(|(_, word)| number(word)).max()
}

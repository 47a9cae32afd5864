//! An exact age beside a role that few people have.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::digits::{first_digit, has_digit};
use crate::check::prose::{is_own, lines_with, paragraphs, sentences, tokens};
use crate::check::scope::{File, Told};
use crate::source::Span;

/// Roles of which a place has one or few.
const RARE: &[&str] = &[
    "mayor",
    "bishop",
    "priest",
    "vicar",
    "imam",
    "rabbi",
    "judge",
    "ambassador",
    "minister",
    "senator",
    "headteacher",
    "headmaster",
    "headmistress",
    "principal",
    "rector",
    "dean",
    "professor",
    "surgeon",
    "coroner",
    "pilot",
    "astronaut",
    "ceo",
    "cfo",
    "cto",
    "founder",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "conductor",
    "champion",
    "olympian",
    "midwife",
    "undertaker",
    "blacksmith",
    "lighthouse",
    "gamekeeper",
    "harbourmaster",
    "notary",
    "bürgermeister",
    "bürgermeisterin",
    "bischof",
    "pfarrer",
    "pfarrerin",
    "richter",
    "richterin",
    "chefarzt",
    "chefärztin",
    "schulleiter",
    "schulleiterin",
    "professorin",
    "pilotin",
    "geschäftsführer",
    "geschäftsführerin",
    "hebamme",
    "notar",
    "notarin",
    "maire",
    "évêque",
    "juge",
    "proviseur",
    "professeur",
    "chirurgien",
    "chirurgienne",
    "notaire",
    "directeur",
    "directrice",
    "alcalde",
    "alcaldesa",
    "obispo",
    "juez",
    "jueza",
    "cirujano",
    "cirujana",
    "directora",
    "notario",
    "catedrático",
    "prefeito",
    "prefeita",
    "bispo",
    "juiz",
    "juíza",
    "cirurgião",
    "cirurgiã",
    "diretor",
    "diretora",
];

/// What stands beside an age.
const AGES: &[&str] = &["year", "age", "jahre", "jährig", " ans", "años", "anos"];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut finder = AhoCorasick::builder();
    finder.ascii_case_insensitive(true).build(AGES).ok()
});

pub fn find(file: &File, told: &mut Told) {
    let Some(finder) = &*FINDER else { return };
    let text = &*file.visible;
    let is_own = |line: Range<usize>| is_own(&text[line]);
    if !lines_with(text, file.body, first_digit).any(is_own) {
        return;
    }
    for paragraph in paragraphs(text, file.body) {
        let slice = &text[paragraph.clone()];
        if !has_digit(slice) || !finder.is_match(slice) {
            continue;
        }
        for sentence in sentences(text, paragraph) {
            let words = tokens(text, sentence);
            let Some(age) = (0..words.len()).find(|at| is_age(&words, *at)) else {
                continue;
            };
            let rare = words.iter().find(|(_, word)| {
                let lower = word.to_lowercase();
                RARE.contains(&lower.trim_end_matches("'s").trim_end_matches("’s"))
            });
            if let Some((place, role)) = rare {
                let (start, end) = (
                    words[age].0.start.min(place.start),
                    words[age].0.end.max(place.end),
                );
                let message = format!("an exact age and `{role}` together may name one person");
                let help = "write the age in tens, such as `in her forties`, or a wider role";
                told.tell(file.path, Span::new(start, end), message, help);
            }
        }
    }
}

/// `47-year-old`, `aged 47`, `47 years old`, `47 Jahre alt`, `47 ans`, `47 años`, `47 anos`, `, 47,`.
fn is_age(words: &[(std::ops::Range<usize>, &str)], at: usize) -> bool {
    let word = words[at].1;
    let digits: usize = word.bytes().take_while(u8::is_ascii_digit).count();
    let years: u32 = word[..digits].parse().unwrap_or(0);
    if digits != 2 || years < 16 {
        return false;
    }
    if word.len() > digits {
        return ["-year-old", "-jährige", "-jähriger", "-jährigen"].contains(&&word[digits..]);
    }
    let next = |n: usize| {
        words
            .get(at + n)
            .map_or(String::new(), |(_, w)| w.to_lowercase())
    };
    let before = at
        .checked_sub(1)
        .map_or(String::new(), |b| words[b].1.to_lowercase());
    let old = match next(1).as_str() {
        "years" | "year" => next(2) == "old" || next(2) == "of",
        "jahre" => next(2) == "alt",
        "ans" | "años" | "anos" => !["il", "hace", "há", "depuis"].contains(&before.as_str()),
        _ => false,
    };
    old || ["aged", "age"].contains(&before.as_str())
}

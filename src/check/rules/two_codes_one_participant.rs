//! Codes that look like one: `P07` and `PO7`.

use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};

use crate::check::scope::{Scope, StudyScope, Told};
use crate::parse::code::CodeKey;

pub fn find(_: &Scope, studies: &[StudyScope], told: &mut Told) {
    let mut seen: HashMap<String, (CodeKey, &str)> = HashMap::default();
    // Most codes stand in several notes, spelled alike.
    let mut known: HashSet<&str> = HashSet::default();
    for study in studies {
        for (file, note) in &study.drafts.notes {
            let codes = note.about.participant.iter();
            for code in codes.chain(note.parts.iter().filter_map(|part| part.speaker.as_ref())) {
                if known.contains(code.value.as_str()) {
                    continue;
                }
                let key = CodeKey::of(&code.value);
                let first = seen.entry(look(&key)).or_insert((key.clone(), &code.value));
                if first.0 != key {
                    let message = format!(
                        "`{}` looks like `{}`, and is another participant",
                        code.value, first.1
                    );
                    let help = format!(
                        "if they are one person, write `{}` everywhere; if not, give one a code that reads differently",
                        first.1
                    );
                    told.tell(file, code.span, message, help);
                } else {
                    known.insert(&code.value);
                }
            }
        }
    }
}

/// A code with letters that are read as digits in their place.
fn look(key: &CodeKey) -> String {
    let code = key.as_str();
    let digits = code.chars().any(|c| c.is_ascii_digit());
    let Some(first) = code.chars().next().filter(|_| digits) else {
        return code.to_owned();
    };
    let rest = code.chars().skip(1).map(|c| match c {
        'o' | 'O' => '0',
        'l' | 'i' | 'L' | 'I' => '1',
        'P' => 'p',
        c => c,
    });
    // What is read as a nought leads nothing.
    let rest: String = rest.collect();
    format!(
        "{}{}",
        first.to_ascii_lowercase(),
        rest.trim_start_matches(['0', '-', '_', ' '])
    )
}

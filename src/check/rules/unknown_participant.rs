//! Participants who are missing from a `participants.yaml` that lists the others.

use std::collections::BTreeSet;

use crate::check::scope::{Scope, StudyScope, Told};
use crate::diagnostic::nearest;
use crate::parse::code::CodeKey;

pub fn find(scope: &Scope, studies: &[StudyScope], told: &mut Told) {
    let Some((_, people)) = &scope.drafts.people else {
        return;
    };
    let listed: BTreeSet<CodeKey> = people
        .people
        .iter()
        .map(|(code, _)| CodeKey::of(&code.value))
        .collect();
    let all: Vec<&str> = people
        .people
        .iter()
        .map(|(code, _)| code.value.as_str())
        .collect();
    let mut named = Vec::new();
    for study in studies {
        for (file, note) in &study.drafts.notes {
            if let Some(code) = &note.about.participant {
                named.push((file, code.span, code.value.as_str()));
            }
        }
    }
    let everyone: BTreeSet<CodeKey> = named.iter().map(|(_, _, code)| CodeKey::of(code)).collect();
    let known = everyone.intersection(&listed).count();
    // The file may hold only what differs from the notes; it is a register when it has most people.
    let register = known >= 3 && known * 3 >= everyone.len() * 2;
    for (file, span, code) in named {
        if listed.contains(&CodeKey::of(code)) {
            continue;
        }
        let near =
            nearest(code, all.iter().copied()).filter(|near| !near.eq_ignore_ascii_case(code));
        if !register {
            continue;
        }
        let message = format!(
            "`{code}` is not in `participants.yaml`, which lists {known} of {}",
            everyone.len()
        );
        let help = match near {
            Some(near) => format!("did you mean `{near}`? If not, list `{code}` too"),
            None => format!("list `{code}` there, with segment and consent"),
        };
        told.tell(file, span, message, help);
    }
}

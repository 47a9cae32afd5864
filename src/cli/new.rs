//! `casebook new`: a file that asks for nothing that can be known.

use std::path::Path;

use super::args::{Args, NewArgs};
use super::{Exit, Failure, Output, root};
use crate::config::Today;
use crate::diagnostic::nearest;
use crate::disk::{create, snapshot};
use crate::model::drafts::{PARTS, Role, role, stem};
use crate::parse::code::{CodeKey, Prefixes};
use crate::parse::problems::Problems;
use crate::parse::{note, people, study};
use crate::source::{Snapshot, SourcePath};

/// Runs the command.
pub fn run(args: &Args, what: &NewArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    let today = root::today(args)?;
    let snapshot = snapshot(&root)?;
    let casebook = Known::of(&snapshot);
    let (path, text) = match what {
        NewArgs::Study { study } => new_study(study, &casebook)?,
        NewArgs::Interview { study } => new_interview(study.as_deref(), today, &casebook)?,
        NewArgs::Theme { theme } => {
            let (study, name) = casebook.study_and_name(theme)?;
            let name = crate::parse::tag_run::fold(&name.trim().replace(' ', "-"));
            (
                format!("{}themes/{name}.md", folder(&study)),
                format!(
                    "---\ntitle: {}\ndefinition: \n# insight: one sentence that the evidence supports; it makes this a key insight\n---\n",
                    titled(&name)
                ),
            )
        }
        NewArgs::Decision { decision } => {
            let (study, name) = casebook.study_and_name(decision)?;
            let dated = name
                .get(..10)
                .is_some_and(|day| crate::parse::values::date(day).is_some());
            let file = if dated {
                name.to_owned()
            } else {
                format!("{}-{name}", today.0)
            };
            let title = titled(name.get(11..).filter(|_| dated).unwrap_or(name));
            (
                format!("{}decisions/{file}.md", folder(&study)),
                format!(
                    "---\ntitle: {title}\nstatus: proposed\ndecided: {}\nevidence: []\ncounter_evidence: \noptions: []\nexpected: {{ metric: , direction: up, by: , until: , written: {} }}\nactions: []\n---\n\n## What we saw\n\n## What we weighed\n",
                    today.0, today.0
                ),
            )
        }
    };
    write(&root, &path, &text, output)
}

fn write(root: &Path, path: &str, text: &str, output: &Output) -> Result<Exit, Failure> {
    if let Some(fault) = crate::address_rules::fault(path) {
        return Err(Failure::new(format!(
            "`{path}` cannot be the name of a file: {fault}"
        )));
    }
    let full = root.join(path);
    if !create(&full, text.as_bytes())? {
        return Err(Failure::new(format!(
            "`{}` is there already",
            full.display()
        )));
    }
    output.result(full.display());
    Ok(Exit::Done)
}

/// What the casebook holds, as far as new files need to know.
struct Known<'s> {
    snapshot: &'s Snapshot,
    studies: Vec<Box<str>>,
}

impl<'s> Known<'s> {
    fn of(snapshot: &'s Snapshot) -> Known<'s> {
        let mut studies: Vec<Box<str>> = snapshot
            .texts_under("content/")
            .filter_map(|(path, _)| match role(path) {
                Role::Study(id) | Role::Note(id) | Role::Theme(id) | Role::Decision(id) => {
                    Some(Box::from(id))
                }
                _ => None,
            })
            .collect();
        studies.sort();
        studies.dedup();
        Known { snapshot, studies }
    }

    /// The study that is named, or the only one.
    fn study(&self, name: Option<&str>) -> Result<Box<str>, Failure> {
        let all = || {
            self.studies
                .iter()
                .map(|id| format!("`{id}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (name, self.studies.as_slice()) {
            (Some(name), _) => match self.studies.iter().find(|id| ***id == *name) {
                Some(id) => Ok(id.clone()),
                None => {
                    let near = nearest(name, self.studies.iter().map(|id| &**id));
                    let failure = Failure::new(format!("there is no study `{name}`"));
                    Err(match near {
                        Some(near) => failure.help(format!("did you mean `{near}`?")),
                        None => failure.help(format!("begin it with `casebook new study {name}`")),
                    })
                }
            },
            (None, [only]) => Ok(only.clone()),
            (None, []) => Err(Failure::new("there is no study yet")
                .help("begin one with `casebook new study NAME`")),
            (None, _) => Err(Failure::new("which study?").help(format!("name one of {}", all()))),
        }
    }

    /// `study/name`, or a name in the only study.
    fn study_and_name<'n>(&self, written: &'n str) -> Result<(Box<str>, &'n str), Failure> {
        let written = written.trim_end_matches(".md");
        if let Some((study, name)) = written.split_once('/')
            && self.studies.iter().any(|id| **id == *study)
        {
            return Ok((study.into(), name));
        }
        Ok((self.study(None)?, written))
    }
}

fn folder(study: &str) -> String {
    match study {
        "" => "content/".to_owned(),
        id => format!("content/{id}/"),
    }
}

fn new_study(name: &str, known: &Known) -> Result<(String, String), Failure> {
    if name.contains('/') || name.contains('\\') {
        return Err(Failure::new(format!("`{name}` is no folder's name"))
            .help("write one word, such as `full-basket`"));
    }
    if PARTS.contains(&name) {
        return Err(Failure::new(format!(
            "a study cannot be named `{name}`: that is a folder of a study"
        ))
        .help("write another word, such as `full-basket`"));
    }
    if known.studies.iter().any(|id| **id == *name) {
        return Err(Failure::new(format!("there is a study `{name}` already")));
    }
    let text = format!(
        "---\ntitle: {}\nstatus: planned\nchallenge: \nquestion: \nstakes: \nsample: {{ target: 8, criteria: \"\" }}\nquestions:\n  - {{ id: q1, ask: Tell me about the last time …, why: The story of a real event }}\n---\n\n## Challenge\n\n## Method\n",
        titled(name)
    );
    Ok((format!("content/{name}/study.md"), text))
}

fn new_interview(
    study: Option<&str>,
    today: Today,
    known: &Known,
) -> Result<(String, String), Failure> {
    let study = known.study(study)?;
    let folder = folder(&study);
    let code = next_code(known, &study);
    let mut text = format!(
        "---\nparticipant: {code}\ndate: {}\nminutes: \nsegment: \nchannel: \ninterviewer: \nconsent: team\n---\n",
        today.0
    );
    let file: SourcePath = format!("{folder}study.md").into();
    if let Some(source) = known.snapshot.text(&file) {
        let mut problems = Problems::new(&file);
        let study = study::read(&source.text, "EUR", &mut problems);
        for question in &study.questions {
            let id = question.id.to_uppercase();
            text.push_str(&format!("\n## {id}. {}\n\n", question.ask));
        }
    }
    Ok((format!("{folder}interviews/{code}.md"), text))
}

/// The code after the highest one in use, spelled like it.
fn next_code(known: &Known, study: &str) -> String {
    let mut codes: Vec<String> = Vec::new();
    let mut of_study: Vec<String> = Vec::new();
    for (path, file) in known.snapshot.texts_under("content/") {
        let mut problems = Problems::new(path);
        match role(path) {
            Role::People => {
                let people = people::read(&file.text, &mut problems);
                codes.extend(people.people.into_iter().map(|(code, _)| code.value));
            }
            Role::Note(id) => {
                let note = note::read(&file.text, &Prefixes::default(), &mut problems);
                let written = note
                    .about
                    .participant
                    .into_iter()
                    .chain(note.parts.into_iter().filter_map(|p| p.speaker));
                let mut found: Vec<String> = written.map(|code| code.value).collect();
                if found.is_empty() {
                    found.push(stem(path).to_owned());
                }
                if *id == *study {
                    of_study.extend(found.iter().cloned());
                }
                codes.extend(found);
            }
            _ => {}
        }
    }
    let highest = |codes: &[String]| {
        codes
            .iter()
            .filter_map(|c| {
                parted(c).map(|(letters, number, width)| (number, width, letters.to_owned()))
            })
            .max()
    };
    let in_study = highest(&of_study);
    let Some((number, width, letters)) = in_study.or_else(|| highest(&codes)) else {
        return "P01".to_owned();
    };
    let taken: Vec<CodeKey> = codes.iter().map(|c| CodeKey::of(c)).collect();
    let free = (number + 1..)
        .map(|n| format!("{letters}{n:0width$}"))
        .find(|code| !taken.contains(&CodeKey::of(code)));
    free.unwrap_or_else(|| "P01".to_owned())
}

/// A code's letters, number and how many digits it is written with.
fn parted(code: &str) -> Option<(&str, u64, usize)> {
    let digits = code.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = code.split_at(digits);
    Some((letters, number.parse().ok()?, number.len())).filter(|_| {
        !letters.is_empty()
            && letters
                .chars()
                .all(|c| c.is_alphabetic() || "-_".contains(c))
    })
}

/// A title from a name.
fn titled(name: &str) -> String {
    let name = name
        .rsplit('/')
        .next()
        .unwrap_or(name)
        .replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(files: &[(&str, &str)]) -> Snapshot {
        let mut snapshot = Snapshot::new();
        for (path, text) in files {
            snapshot.insert_text(*path, text.as_bytes().to_vec());
        }
        snapshot
    }

    #[test]
    fn the_next_participant_is_spelled_like_the_last() {
        let snapshot = known(&[
            ("content/a/interviews/x.md", "---\nparticipant: P09\n---\n"),
            (
                "content/a/interviews/day.md",
                "## P10 – one\n\n## P11 – two\n",
            ),
            ("content/b/interviews/y.md", "---\nparticipant: P201\n---\n"),
            ("content/participants.yaml", "P12: {}\n"),
        ]);
        let known = Known::of(&snapshot);
        assert_eq!(next_code(&known, "a"), "P13");
        assert_eq!(next_code(&known, "b"), "P202");
        assert_eq!(next_code(&known, "c"), "P202");
        assert_eq!(next_code(&Known::of(&Snapshot::new()), ""), "P01");
    }

    #[test]
    fn a_new_interview_has_the_guide_as_headings() {
        let snapshot = known(&[(
            "content/a/study.md",
            "---\nquestions:\n  - { id: q1, ask: What happened? }\n---\n",
        )]);
        let today = Today("2026-02-05".parse().unwrap());
        let (path, text) = new_interview(None, today, &Known::of(&snapshot))
            .unwrap_or_else(|f| panic!("{}", f.message));
        assert_eq!(path, "content/a/interviews/P01.md");
        assert!(text.contains("date: 2026-02-05\n") && text.contains("## Q1. What happened?"));
    }
}

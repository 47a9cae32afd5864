//! `pages.txt`: what the files of a build hold and lack, a sentence a line.
//!
//! ```text
//! shop/index.html exists                  shop/interviews/q2/index.html absent
//! shop/index.html has the words           a reader sees them
//! shop/index.html lacks the words         not in its source either
//! shop/index.html has html <audio         in its source, as written
//! any has …, any lacks …                  some file, no file (and no path)
//! ```

use std::collections::BTreeMap;

use super::html;

pub type Output = BTreeMap<String, Vec<u8>>;

enum Claim<'a> {
    Exists,
    Absent,
    Has(&'a str),
    Lacks(&'a str),
    HasHtml(&'a str),
    LacksHtml(&'a str),
}

/// Every line of `pages.txt` that does not hold, with the reason.
pub fn broken(expected: &str, output: &Output) -> Vec<String> {
    let lines = expected.lines().filter(|line| !line.trim().is_empty());
    lines
        .filter_map(|line| {
            check(line, output)
                .err()
                .map(|why| format!("{line}\n      {why}"))
        })
        .collect()
}

fn check(line: &str, output: &Output) -> Result<(), String> {
    let (path, claim) = parse(line).ok_or("not a line of pages.txt")?;
    if path == "any" {
        return check_any(&claim, output);
    }
    let file = output.get(path);
    match claim {
        Claim::Exists => file.map(|_| ()).ok_or("is not there".to_owned()),
        Claim::Absent => file.map_or(Ok(()), |_| Err("is there".to_owned())),
        _ => {
            let bytes =
                file.ok_or_else(|| format!("is not there, but {}", neighbours(path, output)))?;
            if holds(&claim, path, bytes) {
                Ok(())
            } else {
                Err(excerpt(&claim, path, bytes))
            }
        }
    }
}

fn check_any(claim: &Claim, output: &Output) -> Result<(), String> {
    match claim {
        Claim::Has(_) | Claim::HasHtml(_) => {
            let found = output.iter().any(|(path, bytes)| holds(claim, path, bytes));
            if found {
                Ok(())
            } else {
                Err("no file has it".to_owned())
            }
        }
        Claim::Lacks(text) | Claim::LacksHtml(text) => {
            let bad = output
                .iter()
                .filter(|(path, bytes)| path.contains(text) || !holds(claim, path, bytes));
            let bad: Vec<_> = bad.map(|(path, _)| path.as_str()).collect();
            if bad.is_empty() {
                Ok(())
            } else {
                Err(format!("found in {}", bad.join(", ")))
            }
        }
        Claim::Exists | Claim::Absent => Err("`any` can only have and lack".to_owned()),
    }
}

fn parse(line: &str) -> Option<(&str, Claim<'_>)> {
    for (verb, claim) in [
        (" has html ", Claim::HasHtml as fn(_) -> _),
        (" lacks html ", Claim::LacksHtml),
        (" has ", Claim::Has),
        (" lacks ", Claim::Lacks),
    ] {
        if let Some((path, text)) = line.split_once(verb)
            && !path.contains(" has ")
            && !path.contains(" lacks ")
        {
            return Some((path, claim(text)));
        }
    }
    let (path, verb) = line.trim().rsplit_once(' ')?;
    match verb {
        "exists" => Some((path, Claim::Exists)),
        "absent" => Some((path, Claim::Absent)),
        _ => None,
    }
}

fn holds(claim: &Claim, path: &str, bytes: &[u8]) -> bool {
    match claim {
        Claim::HasHtml(text) => contains(bytes, text),
        Claim::LacksHtml(text) => !contains(bytes, text),
        Claim::Has(text) if is_html(path) => seen(bytes).iter().any(|seen| seen.contains(text)),
        Claim::Has(text) => contains(bytes, text),
        Claim::Lacks(text) if contains(bytes, text) => false,
        Claim::Lacks(text) if is_text(path) => {
            let source = String::from_utf8_lossy(bytes);
            !html::decode(&source).contains(text)
                && !seen(bytes).iter().any(|seen| seen.contains(text))
        }
        Claim::Lacks(_) => true,
        Claim::Exists | Claim::Absent => unreachable!("asked of the output, not of a file"),
    }
}

fn seen(bytes: &[u8]) -> [String; 2] {
    html::visible(&String::from_utf8_lossy(bytes))
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn is_html(path: &str) -> bool {
    path.ends_with(".html")
}

fn is_text(path: &str) -> bool {
    [".html", ".xml", ".json", ".csv", ".txt", ".js", ".svg"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// What stands in the page's main part, for the eye of whoever mends it.
fn excerpt(claim: &Claim, path: &str, bytes: &[u8]) -> String {
    if let (Claim::Has(_), true) = (claim, is_html(path)) {
        let source = String::from_utf8_lossy(bytes);
        let main = source.find("<main").map_or(&*source, |at| &source[at..]);
        let text: String = html::visible(main)[1].chars().take(600).collect();
        return format!("the page says: {text}");
    }
    "it does not hold".to_owned()
}

fn neighbours(path: &str, output: &Output) -> String {
    let folder = path.split('/').next().unwrap_or_default();
    let near: Vec<_> = output
        .keys()
        .filter(|key| key.starts_with(folder))
        .take(12)
        .map(String::as_str)
        .collect();
    if near.is_empty() {
        "nothing near it is".to_owned()
    } else {
        format!("these are: {}", near.join(", "))
    }
}

//! `problems.txt`: what a build says about the notes, a line a problem.
//!
//! ```text
//! warning content/shop/interviews/P07.md:3 about consent    by hand: some problem there names it
//! problem content/shop/*:* about sizing                     error or warning, any file, any line
//! warning content/shop/interviews/P07.md:3:1: the message   as blessed: exactly this
//! no problem                                                not one, of any kind
//! no problem about sizing                                   none that names it
//! no error                                                  warnings only
//! any error allowed                                         errors may stand here that are not listed
//! ```
//!
//! An error that is not listed is a failure; warnings may be left out, since a site shows one rule.

/// How many of a build's problems a failure repeats.
const MOST_TOLD: usize = 12;

/// A problem as the build told it: `severity file:line:column: text`.
#[derive(Debug)]
pub struct Problem<'a> {
    line: &'a str,
    severity: &'a str,
    place: Place<'a>,
}

#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    line: &'a str,
    rest: &'a str,
}

#[derive(Default)]
pub struct Verdict {
    pub failures: Vec<String>,
    /// The expectations as `BLESS=1` writes them.
    pub blessed: String,
    pub stopped: bool,
}

pub fn compare(expected: &str, problems: &[String]) -> Verdict {
    let problems: Vec<_> = problems.iter().map(|line| Problem::parse(line)).collect();
    let mut listed = vec![false; problems.len()];
    let mut verdict = Verdict {
        stopped: problems.iter().any(|p| p.severity == "error"),
        ..Verdict::default()
    };
    let mut lenient = false;
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let mut kept = line.to_owned();
        if line == "any error allowed" {
            lenient = true;
        } else if let Some(rule) = line.strip_prefix("no ") {
            let bad = problems.iter().filter(|problem| forbidden(rule, problem));
            verdict
                .failures
                .extend(bad.map(|problem| format!("{line}, but: {}", problem.line)));
        } else {
            let wanted = Wanted::parse(line);
            let hits: Vec<_> = (0..problems.len())
                .filter(|&i| wanted.matches(&problems[i]))
                .collect();
            for &i in &hits {
                listed[i] = true;
            }
            match hits.first() {
                Some(&first) => kept = wanted.blessed(&problems[first]),
                None => {
                    let moved = problems
                        .iter()
                        .position(|problem| wanted.exact && wanted.is_near(problem));
                    if let Some(moved) = moved {
                        kept = problems[moved].line.to_owned();
                        listed[moved] = true;
                    }
                    verdict.failures.push(format!("not told: {line}"));
                }
            }
        }
        verdict.blessed += &kept;
        verdict.blessed.push('\n');
    }
    for (problem, _) in problems
        .iter()
        .zip(listed)
        .filter(|(problem, listed)| !listed && problem.severity == "error")
    {
        if !lenient {
            verdict
                .failures
                .push(format!("told, not expected: {}", problem.line));
        }
    }
    if !verdict.failures.is_empty() {
        let told = problems.iter().take(MOST_TOLD);
        let told = told.map(|problem| format!("it said: {}", problem.line));
        verdict.failures.extend(told);
    }
    verdict
}

fn forbidden(rule: &str, problem: &Problem) -> bool {
    let (severity, word) = rule.split_once(" about ").unwrap_or((rule, ""));
    severity_fits(severity, problem.severity) && names(problem.line, word)
}

fn severity_fits(wanted: &str, got: &str) -> bool {
    wanted == "problem" || wanted == got
}

fn names(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}

struct Wanted<'a> {
    line: &'a str,
    severity: &'a str,
    file: &'a str,
    at: &'a str,
    word: &'a str,
    exact: bool,
}

impl<'a> Wanted<'a> {
    fn parse(line: &'a str) -> Self {
        let problem = Problem::parse(line);
        let Place {
            file,
            line: at,
            rest,
        } = problem.place;
        let exact = rest.starts_with(':');
        let word = rest.strip_prefix(" about ").unwrap_or_default();
        Wanted {
            line,
            severity: problem.severity,
            file,
            at,
            word,
            exact,
        }
    }

    fn matches(&self, problem: &Problem) -> bool {
        if self.exact {
            problem.line == self.line
        } else {
            self.is_near(problem) && names(problem.line, self.word)
        }
    }

    fn is_near(&self, problem: &Problem) -> bool {
        severity_fits(self.severity, problem.severity)
            && glob(self.file, problem.place.file)
            && glob(self.at, problem.place.line)
    }

    /// Hand-written lines become the whole message once it is there, unless they leave the place open.
    fn blessed(&self, problem: &Problem) -> String {
        let open = self.severity == "problem" || self.file.contains('*') || self.at == "*";
        if open {
            self.line.to_owned()
        } else {
            problem.line.to_owned()
        }
    }
}

impl<'a> Problem<'a> {
    fn parse(line: &'a str) -> Self {
        let (severity, rest) = line.split_once(' ').unwrap_or((line, ""));
        Problem {
            line,
            severity,
            place: Place::parse(rest),
        }
    }
}

impl<'a> Place<'a> {
    /// `file:line`, where a file may hold spaces and colons: the first colon with digits (or `*`) behind it ends it.
    fn parse(text: &'a str) -> Self {
        for (colon, _) in text.match_indices(':') {
            let behind = &text[colon + 1..];
            let digits = behind
                .find(|c: char| !c.is_ascii_digit() && c != '*')
                .unwrap_or(behind.len());
            if digits > 0 {
                return Place {
                    file: &text[..colon],
                    line: &behind[..digits],
                    rest: &behind[digits..],
                };
            }
        }
        Place {
            file: text,
            line: "",
            rest: "",
        }
    }
}

/// `*` stands for anything, once.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => {
            text.len() >= head.len() + tail.len() && text.starts_with(head) && text.ends_with(tail)
        }
    }
}

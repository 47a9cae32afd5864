//! The form of a question, told from its words: its language, and what an interviewer would better
//! not ask. Word lists are in [`tables`].

mod double;
mod form;
mod phrases;
pub mod tables;
#[cfg(test)]
mod tests;

use self::double::is_double_barrelled;
use self::form::{is_closed, is_hypothetical, is_leading};
use self::phrases::lists;
use self::tables::{TABLES, Table};

/// What an interviewer would better not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Leading,
    Closed,
    Hypothetical,
    DoubleBarrelled,
}

/// The forms that a question has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    /// Reads a question. `fallback` is the casebook's language, for questions that do not tell
    /// theirs.
    pub fn of(text: &str, fallback: &str) -> Forms {
        let question = Question::read(text, fallback);
        let mut forms = Forms::default();
        let mut add = |form: Form, is: bool| forms.0 |= u8::from(is) << form as u8;
        let (leading, hypothetical) = (is_leading(&question), is_hypothetical(&question));
        add(Form::Leading, leading);
        add(Form::Hypothetical, hypothetical);
        add(Form::DoubleBarrelled, is_double_barrelled(&question));
        // What is worse about it has a rule of its own.
        add(
            Form::Closed,
            !leading && !hypothetical && is_closed(&question),
        );
        forms
    }

    pub fn contains(self, form: Form) -> bool {
        self.0 & (1 << form as u8) != 0
    }
}

/// One question of a guide or heading, cut into sentences.
#[derive(Debug)]
pub struct Question {
    pub table: &'static Table,
    pub sentences: Vec<Sentence>,
}

/// One sentence: its words in lower case, commas among them.
#[derive(Debug)]
pub struct Sentence {
    pub words: Vec<String>,
    /// Whether it ends with a question mark.
    pub asks: bool,
    /// The words with a space before, between and after them.
    pub line: String,
}

impl Question {
    /// Reads a question. `fallback` is the casebook's language, for questions that do not tell
    /// theirs.
    pub fn read(text: &str, fallback: &str) -> Question {
        let text = without_number(text);
        let sentences = sentences(text);
        Question {
            table: language(&sentences, text, fallback),
            sentences,
        }
    }

    /// Whether it asks at all; a heading such as `Summary` does not.
    pub fn asks(&self) -> bool {
        self.sentences.iter().any(|sentence| sentence.asks)
    }

    /// Whether a later sentence, or the end of this one, asks for the reason or for more.
    pub fn is_followed_up(&self, at: usize) -> bool {
        let later = self.sentences[at + 1..].iter();
        let open = later.clone().any(|s| s.asks && s.opens(self.table));
        open || self.sentences[at].asks_why(self.table)
    }
}

impl Sentence {
    pub fn begins(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| begins(&self.line, phrase))
    }

    pub fn has(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| has(&self.line, phrase))
    }

    pub fn ends(&self, phrases: &[&str]) -> bool {
        let line = self.line.trim_end();
        phrases.iter().any(|phrase| {
            let rest = line.strip_suffix(phrase);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    }

    /// Whether it begins with an open word, a preposition before it allowed.
    pub fn opens(&self, table: &Table) -> bool {
        let open = |word: &String| table.open.contains(&word.as_str());
        self.words.iter().take(3).any(open)
    }

    /// Whether it asks for the reason behind something else: `Did you stop, and why?`
    fn asks_why(&self, table: &Table) -> bool {
        let line = self.line.trim_end();
        table.why.iter().any(|why| {
            let joined = table
                .and
                .iter()
                .any(|and| has(&self.line, &format!("{and} {why}")));
            let asked = has(&self.line, &format!(", {why}"));
            let last = line.ends_with(&format!(" {why}")) && line.len() > why.len() + 1;
            joined || asked || last
        })
    }
}

/// Whether a line of words has a phrase.
fn has(line: &str, phrase: &str) -> bool {
    line.match_indices(phrase)
        .any(|(at, _)| line[..at].ends_with(' ') && line[at + phrase.len()..].starts_with(' '))
}

fn begins(line: &str, phrase: &str) -> bool {
    let rest = line.trim_start().strip_prefix(phrase);
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// A question without what numbers it: `Q2.`, `3)`.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let rest = text.trim_start_matches(['Q', 'q', 'F', 'f']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.len() < rest.len() {
        true => digits.trim_start_matches(|c: char| ".:)–—- ".contains(c)),
        false => text,
    }
}

fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '’' | '\'' | '-' | '_' => word.push(if c == '’' { '\'' } else { c }),
            c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => {
                push(&mut words, &mut word);
                let ends = c == '?'
                    || ((c == '.' || c == '!') && letters.peek().is_none_or(|c| c.is_whitespace()));
                if matches!(c, ',' | ';' | ':' | '–' | '—')
                    && words.last().is_some_and(|w| w != ",")
                {
                    words.push(",".to_owned());
                }
                if ends || matches!(c, '？' | '؟') {
                    finish(&mut found, &mut words, c != '.' && c != '!');
                }
            }
        }
    }
    push(&mut words, &mut word);
    finish(&mut found, &mut words, false);
    found
}

fn push(words: &mut Vec<String>, word: &mut String) {
    let trimmed = word.trim_matches(['\'', '-', '_']);
    if !trimmed.is_empty() {
        words.push(trimmed.to_owned());
    }
    word.clear();
}

fn finish(found: &mut Vec<Sentence>, words: &mut Vec<String>, asks: bool) {
    while words.last().is_some_and(|w| w == ",") {
        words.pop();
    }
    if words.is_empty() {
        return;
    }
    let words = std::mem::take(words);
    let line = format!(" {} ", words.join(" "));
    found.push(Sentence { words, asks, line });
}

/// The language with the most usual words.
fn language(sentences: &[Sentence], text: &str, fallback: &str) -> &'static Table {
    let base = fallback.split(['-', '_']).next().unwrap_or(fallback);
    let score = |table: &Table| {
        let words = sentences.iter().flat_map(|s| s.words.iter());
        let usual = words
            .filter(|w| table.usual.contains(&w.as_str()) || table.open.contains(&w.as_str()))
            .count()
            * 2;
        let marks = usize::from(table.code == "es" && text.contains('¿')) * 9;
        usual + marks + usize::from(table.code == base)
    };
    let mut best = &TABLES[0];
    for table in &TABLES[1..] {
        if score(table) > score(best) {
            best = table;
        }
    }
    best
}

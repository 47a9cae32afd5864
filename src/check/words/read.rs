//! A question read: its language, its sentences, their words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrases::{Lists, lists};
use super::tables::{TABLES, Table};

/// One question of a guide or heading, cut into sentences.
#[derive(Debug)]
pub struct Question {
    pub table: &'static Table,
    pub lists: &'static Lists,
    pub sentences: Vec<Sentence>,
}

/// One sentence: its words in lower case, commas among them.
#[derive(Debug)]
pub struct Sentence {
    pub words: Vec<String>,
    /// Whether it ends with a question mark.
    pub asks: bool,
}

impl Question {
    /// Reads a question. `fallback` is the casebook's language, for questions that do not tell
    /// theirs.
    pub fn read(text: &str, fallback: &str) -> Question {
        let text = without_quoted(without_number(text));
        let sentences = sentences(&text);
        let table = language(&sentences, &text, fallback);
        Question {
            table,
            lists: lists(table),
            sentences,
        }
    }

    pub fn is_english(&self) -> bool {
        self.table.code == "en"
    }

    /// Whether it asks at all; a heading such as `Summary` does not.
    pub fn asks(&self) -> bool {
        self.sentences.iter().any(|sentence| sentence.asks)
    }

    /// A sentence's words without what is said before it begins: `So, and then,`.
    pub fn core<'s>(&self, sentence: &'s Sentence) -> &'s [String] {
        self.without_fillers(&sentence.words)
    }

    pub fn without_fillers<'s>(&self, mut words: &'s [String]) -> &'s [String] {
        loop {
            let skip = match words.first() {
                Some(word) if word == "," => 1,
                _ => self.lists.fillers.at(words, 0).unwrap_or(0),
            };
            if skip == 0 || skip >= words.len() {
                return words;
            }
            words = &words[skip..];
        }
    }

    pub fn is_open_word(&self, word: &str) -> bool {
        // French joins `que` to what follows: `qu'avez-vous`.
        self.table.open.contains(&word) || (self.table.code == "fr" && word.starts_with("qu'"))
    }

    /// Whether words begin with an open word, a preposition before it allowed.
    pub fn opens(&self, words: &[String]) -> bool {
        let words = self.without_fillers(words);
        let open = |at: usize| words.get(at).is_some_and(|w| self.is_open_word(w));
        let before = words.first().map_or("", String::as_str);
        let carried = self.table.prepositions.contains(&before);
        open(0) || (carried && open(1))
    }

    /// Whether words begin with an open question: `when did you leave`, and not `when you left`.
    pub fn asks_openly(&self, words: &[String]) -> bool {
        let core = self.without_fillers(words);
        let word = |at: usize| core.get(at).map_or("", String::as_str);
        let clause = self.is_english()
            && ["when", "where", "why", "while"].contains(&word(0))
            && !self.table.yes_no.contains(&word(1))
            && core.len() > 1;
        self.opens(words) && !clause
    }
}

impl Sentence {
    /// What stands between commas.
    pub fn parts(&self) -> impl Iterator<Item = &[String]> {
        self.words
            .split(|word| word == ",")
            .filter(|part| !part.is_empty())
    }

    pub fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }
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

/// A text without the few words that it repeats from somebody: `You said it was “awful”.`
fn without_quoted(text: &str) -> Cow<'_, str> {
    let mut left = String::new();
    let mut rest = text;
    while let Some((from, open)) = rest.char_indices().find(|(_, c)| "\"“„«".contains(*c)) {
        let inside = &rest[from + open.len_utf8()..];
        let closing = match open {
            '"' => "\"",
            '„' => "“”",
            '«' => "»",
            _ => "”",
        };
        let Some((to, close)) = inside.char_indices().find(|(_, c)| closing.contains(*c)) else {
            break;
        };
        let quoted = &inside[..to];
        if quoted.contains('?') || quoted.split_whitespace().count() > 6 {
            return Cow::Borrowed(text);
        }
        left.push_str(&rest[..from]);
        rest = &inside[to + close.len_utf8()..];
    }
    left.push_str(rest);
    match left.chars().any(char::is_alphabetic) && left.len() < text.len() {
        true => Cow::Owned(left),
        false => Cow::Borrowed(text),
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
                if matches!(c, ',' | ';' | ':' | '–' | '—' | '…')
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
    if !words.is_empty() {
        let words = std::mem::take(words);
        found.push(Sentence { words, asks });
    }
}

/// Which languages a word tells.
static TOLD: LazyLock<HashMap<&str, [bool; TABLES.len()]>> = LazyLock::new(|| {
    let mut told = HashMap::new();
    for (at, table) in TABLES.iter().enumerate() {
        for word in table.usual.iter().chain(table.open) {
            told.entry(*word).or_insert([false; TABLES.len()])[at] = true;
        }
    }
    told
});

/// French, among the tables.
const FRENCH: usize = 2;

/// The language with the most usual words.
fn language(sentences: &[Sentence], text: &str, fallback: &str) -> &'static Table {
    let base = fallback.split(['-', '_']).next().unwrap_or(fallback);
    let mut scores = TABLES.map(|table| {
        let marks = usize::from(table.code == "es" && text.contains('¿')) * 9;
        marks + usize::from(table.code == base)
    });
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        // `achetez-vous`, `qu'avez-vous`
        let french = word.ends_with("-vous") || word.ends_with("-tu") || word.starts_with("qu'");
        scores[FRENCH] += usize::from(french) * 3;
        for (score, tells) in scores
            .iter_mut()
            .zip(TOLD.get(word.as_str()).into_iter().flatten())
        {
            *score += usize::from(*tells) * 2;
        }
    }
    let mut best = 0;
    for at in 1..TABLES.len() {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    TABLES[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_tells_its_language() {
        for (text, code) in [
            ("Q2. What did you do then?", "en"),
            ("Was haben Sie dann gemacht?", "de"),
            ("Qu'avez-vous fait ensuite ?", "fr"),
            ("¿Qué hizo entonces?", "es"),
            ("O que fez depois?", "pt"),
        ] {
            assert_eq!(Question::read(text, "en").table.code, code, "{text}");
        }
        assert_eq!(Question::read("Warum?", "de").table.code, "de");
    }

    #[test]
    fn repeated_words_are_left_out() {
        assert_eq!(without_quoted("It was “awful”. Why?"), "It was . Why?");
        assert_eq!(without_quoted("„mühsam“, wie das?"), ", wie das?");
        assert_eq!(without_quoted("\"Was it awful?\""), "\"Was it awful?\"");
        assert_eq!(without_quoted("“Awful”"), "“Awful”");
    }
}

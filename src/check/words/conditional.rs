//! Verbs of what would be, told from their endings, in French, Spanish and Portuguese.

use super::read::Question;

/// Whether words have such a verb, and ask with it: `¿Iría …?`, `Utiliseriez-vous …?`
pub fn asks_what_would_be(question: &Question, words: &[String]) -> bool {
    let table = question.table;
    let before = |at: usize| at.checked_sub(1).map_or("", |at| words[at].as_str());
    words.iter().enumerate().any(|(at, word)| {
        let ends = table.would_endings.iter().any(|end| word.ends_with(end));
        // `la cafetería`; `o` is `it` as well.
        let noun = before(at) != "o"
            && (table.determiners.contains(&before(at))
                || table.prepositions.contains(&before(at)));
        ends && !noun && !table.not_would.contains(&word.as_str()) && !is_told(question, words, at)
    })
}

/// Whether a verb stands in a clause of what was told: `decidieron quién cuidaría`, `supo que
/// llegaría`; and not `como é que faria`, `qué cree que pasaría`.
fn is_told(question: &Question, words: &[String], at: usize) -> bool {
    let table = question.table;
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let clause = words[..at].windows(2).skip(1).any(|w| {
        let asks = is(table.opinions, &w[0]) || is(&["é", "est-ce"], &w[0]);
        // `o que`, `por que`
        let carried = is(table.prepositions, &w[0]) && w[0] != "de";
        w[1] == "que" && !asks && !carried
    });
    let opens = |word: &String| question.is_open_word(word) && word != "que" && word != "qui";
    let begins = |open: usize| match &words[..open] {
        [] => true,
        [.., last] if last == "," || is(table.and, last) => true,
        [last] => is(table.prepositions, last) || question.lists.fillers.begin(words),
        [.., first, last] => is(table.prepositions, last) && (first == "," || is(table.and, first)),
    };
    let open = words[..at].iter().rposition(opens);
    clause || open.is_some_and(|open| !begins(open))
}

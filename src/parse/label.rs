//! Labels of bullets and table columns: `Problem:`, `Behaviour:`, `Emotion:`, `Quote:`, `Theme:`,
//! `Time:`, in the languages that notes are written in.

/// What a labelled value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Problem,
    Behaviour,
    Observation,
    Emotion,
    Quote,
    Theme,
    Time,
    Speaker,
}

const WORDS: &[(Label, &[&str])] = &[
    (
        Label::Problem,
        &[
            "problem",
            "problems",
            "pain",
            "pain point",
            "problème",
            "probleme",
            "problema",
        ],
    ),
    (
        Label::Behaviour,
        &[
            "behaviour",
            "behavior",
            "verhalten",
            "comportement",
            "comportamiento",
            "comportamento",
        ],
    ),
    (
        Label::Observation,
        &[
            "observation",
            "observed",
            "beobachtung",
            "observación",
            "observacion",
            "observação",
        ],
    ),
    (
        Label::Emotion,
        &[
            "emotion", "emotions", "feeling", "gefühl", "émotion", "emoción", "emocion", "emoção",
            "emocao",
        ],
    ),
    (
        Label::Quote,
        &[
            "quote",
            "quotes",
            "verbatim",
            "zitat",
            "citation",
            "cita",
            "citação",
            "citacao",
            "highlight",
            "highlights",
        ],
    ),
    (
        Label::Theme,
        &[
            "theme", "themes", "thema", "themen", "thème", "theme(s)", "tema", "temas", "tag",
            "tags",
        ],
    ),
    (
        Label::Time,
        &[
            "time",
            "timestamp",
            "zeit",
            "temps",
            "tiempo",
            "hora",
            "tempo",
        ],
    ),
    (Label::Speaker, SPEAKER),
];

/// A value under these that is no participant's code names nobody.
const SPEAKER: &[&str] = &[
    "participant",
    "participant id",
    "participant code",
    "speaker",
    "who",
    "name",
    "respondent",
    "interviewee",
    "person",
    "user",
    "user id",
    "customer",
    "client",
    "code",
    "id",
    "from",
    "by",
    "said by",
    // German
    "teilnehmer",
    "teilnehmerin",
    "sprecher",
    "sprecherin",
    "befragte",
    "befragter",
    "proband",
    "probandin",
    "nutzer",
    "nutzerin",
    "kunde",
    "kundin",
    "wer",
    "von",
    // French
    "participante",
    "locuteur",
    "locutrice",
    "nom",
    "personne",
    "répondant",
    "répondante",
    "interviewé",
    "interviewée",
    "utilisateur",
    "utilisatrice",
    "cliente",
    "qui",
    // Spanish
    "hablante",
    "nombre",
    "persona",
    "entrevistado",
    "entrevistada",
    "usuario",
    "usuaria",
    "quién",
    "código",
    // Italian
    "partecipante",
    "parlante",
    "nome",
    "intervistato",
    "intervistata",
    "utente",
    "chi",
    "codice",
    // Portuguese
    "falante",
    "pessoa",
    "usuário",
    "usuária",
    "utilizador",
    "utilizadora",
    "quem",
];

impl Label {
    /// The label that a word is, in any case, with or without `:` and marks of emphasis.
    pub fn of(word: &str) -> Option<Label> {
        let word = word
            .trim_matches(['*', '_', ':', ' ', '\u{a0}'])
            .to_lowercase();
        let found = WORDS
            .iter()
            .find(|(_, words)| words.contains(&word.as_str()));
        found.map(|(label, _)| *label)
    }

    /// Whether a bullet begins with `Highlight:`.
    pub fn is_highlight(text: &str) -> bool {
        let word = text.trim_start_matches(['*', '_', ' ']);
        let start = word.get(..9);
        start.is_some_and(|start| start.eq_ignore_ascii_case("highlight"))
    }

    /// Whether values under it are evidence themselves.
    pub fn is_evidence(self) -> bool {
        matches!(
            self,
            Label::Problem | Label::Behaviour | Label::Observation | Label::Quote
        )
    }

    /// The label that a bullet begins with, and where its value begins.
    pub fn leading(text: &str) -> Option<(Label, usize)> {
        let colon = text.find([':', '：']).filter(|at| *at <= 40)?;
        let label = Label::of(&text[..colon])?;
        let after = colon + text[colon..].chars().next().map_or(1, char::len_utf8);
        let opened = text.len() - text.trim_start_matches(['*', '_']).len();
        let closed = text[..colon].len() - text[..colon].trim_end_matches(['*', '_']).len();
        let mut rest = &text[after..];
        if opened > closed {
            let marks = &text[..opened - closed];
            rest = rest.trim_start().strip_prefix(marks).unwrap_or(rest);
        }
        let value = rest.trim_start();
        Some((label, text.len() - value.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_begin_with_a_label_bold_or_not() {
        for (text, label, value) in [
            ("Problem: does not know", Label::Problem, "does not know"),
            ("**Behaviour:** opened it", Label::Behaviour, "opened it"),
            ("**Emotion**: worried", Label::Emotion, "worried"),
            ("_Zitat_ : „Nein“", Label::Quote, "„Nein“"),
            ("Quote: **bold** words", Label::Quote, "**bold** words"),
            ("Time:", Label::Time, ""),
        ] {
            let (found, at) = Label::leading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found, &text[at..]), (label, value));
        }
        assert_eq!(Label::leading("Weather: fine"), None);
        assert_eq!(Label::leading("no label"), None);
    }
}

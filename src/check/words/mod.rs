//! The form of a question, told from its words: what an interviewer would better not ask. Word
//! lists are in [`tables`]; one file a form.

mod closed;
mod conditional;
mod degree;
mod double;
mod hypothetical;
mod leading;
mod pairs;
mod phrases;
mod presumed;
mod read;
pub mod tables;
#[cfg(test)]
mod tests;

use self::read::Question;

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
        let leading = leading::is_leading(&question);
        let hypothetical = hypothetical::is_hypothetical(&question);
        add(Form::Leading, leading);
        add(Form::Hypothetical, hypothetical);
        add(
            Form::DoubleBarrelled,
            double::asks_twice(&question) || pairs::asks_about_two(&question),
        );
        // What is worse about it has a rule of its own.
        add(
            Form::Closed,
            !leading && !hypothetical && closed::is_closed(&question),
        );
        forms
    }

    pub fn contains(self, form: Form) -> bool {
        self.0 & (1 << form as u8) != 0
    }
}

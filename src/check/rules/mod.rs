//! The table of all rules, those that parsing, the model and the build tell included: each with
//! its family, weight and page. A rule of this layer has a file here that finds it.

mod asked_too_soon;
mod bank_number;
mod card_number;
mod closed_question;
mod decision_without_evidence;
mod digits;
mod double_barrelled_question;
mod early_outcome;
mod email_address;
mod emotions;
mod exact_age;
mod few_insights;
mod future_date;
mod given_names;
mod guide;
mod health_word;
mod hypothetical_question;
mod inseparable_themes;
mod late_expectation;
mod leading_question;
mod lone_interviewer;
mod many_insights;
mod many_questions;
mod moderator_in_quote;
mod name_in_file_name;
mod name_in_heading;
mod no_counter_case;
mod old_backlog;
mod one_sided_insight;
mod outcome_without_expectation;
mod overdue_action;
mod overdue_review;
mod people;
mod phone_number;
mod picture_metadata;
mod picture_without_text;
mod question_without_reason;
mod quote_without_theme;
mod shared;
mod shared_link;
mod small_percentage;
mod small_segment;
mod social_handle;
mod spoken_name;
mod street_address;
mod talk;
mod talkative_interviewer;
mod thin_insight;
mod two_codes_one_participant;
mod unbalanced_quotation_marks;
mod unheard_segment;
mod unknown_emotion;
mod unknown_participant;
mod unused_theme;
mod unusual_length;
mod vague_quantity;
mod value_without_basis;
mod value_without_cost;
mod wrong_denominator;

use self::shared::{
    date_place, interviewers, own_words, period, place_of, prose_files, segments, theme_place,
};
use super::scope::{File, Note, Scope, StudyScope, Told};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Guide,
    Notes,
    Themes,
    Decisions,
    Numbers,
    Programme,
    Privacy,
    Links,
    /// Front matter, settings and data.
    Fields,
    /// How a note is written.
    Writing,
    /// Files and the site theme.
    Files,
    /// Comments that silence a rule, and rules in the settings.
    Silencing,
}

impl Family {
    pub const ALL: [Family; 12] = [
        Family::Guide,
        Family::Notes,
        Family::Themes,
        Family::Decisions,
        Family::Numbers,
        Family::Programme,
        Family::Privacy,
        Family::Links,
        Family::Fields,
        Family::Writing,
        Family::Files,
        Family::Silencing,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Family::Guide => "The guide and its questions",
            Family::Notes => "Who, when, and what was agreed to",
            Family::Themes => "Themes and insights",
            Family::Decisions => "Decisions",
            Family::Numbers => "Numbers in prose",
            Family::Programme => "The programme",
            Family::Privacy => "Privacy",
            Family::Links => "Names, links and citations",
            Family::Fields => "Front matter, settings and data",
            Family::Writing => "The body of a note",
            Family::Files => "Files and the site theme",
            Family::Silencing => "Rules themselves",
        }
    }
}

/// How much a rule weighs where the settings say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It keeps a promise of the site and cannot be lowered or silenced.
    Error,
    Warning,
    /// An error where it would make the site say something false, leak or lose words.
    Both,
}

impl Weight {
    pub fn word(self) -> &'static str {
        match self {
            Weight::Error => "error",
            Weight::Warning => "warning",
            Weight::Both => "both",
        }
    }
}

/// How a rule finds.
pub(super) enum Run {
    /// Parsing, the model or the build tell it.
    Elsewhere,
    File(fn(&File, &mut Told)),
    Note(fn(&Note, &mut Told)),
    /// Looks at nothing that is said in conversations: what is found stays while the frame of the
    /// casebook does ([`crate::model::Frame`]).
    Study(fn(&StudyScope, &mut Told)),
    /// The same of all studies.
    Casebook(fn(&Scope, &[StudyScope], &mut Told)),
    /// Looks at what is said in conversations, or where it stands, too.
    Said(fn(&StudyScope, &mut Told)),
    /// The same of all studies, or at files that nobody reads but the rule.
    AllSaid(fn(&Scope, &[StudyScope], &mut Told)),
    /// In headings of notes, and in the guide.
    Guide(fn(&Note, &mut Told), fn(&StudyScope, &mut Told)),
}

/// One rule.
pub struct Rule {
    /// It finishes the sentence "allow …".
    pub name: &'static str,
    pub family: Family,
    pub weight: Weight,
    /// What it does, why it matters, what is flagged, what is fine.
    pub page: &'static str,
    /// Whether it depends on the audience of the build, so that a comment may be idle in another.
    pub varies: bool,
    pub(super) run: Run,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Rule {
    /// The first sentence of the page.
    pub fn summary(&self) -> &'static str {
        let lines = self
            .page
            .lines()
            .skip_while(|line| !line.starts_with("## What"));
        lines
            .skip(1)
            .find(|line| !line.trim().is_empty())
            .unwrap_or("")
    }
}

macro_rules! rule {
    ($family:ident $name:literal $weight:ident $varies:ident, $run:expr) => {
        Rule {
            name: $name,
            family: Family::$family,
            weight: Weight::$weight,
            page: include_str!(concat!($name, ".md")),
            varies: varies!($varies),
            run: $run,
        }
    };
}

macro_rules! varies {
    (varies) => {
        true
    };
    (same) => {
        false
    };
}

/// Every rule, by family.
#[rustfmt::skip] // one line a rule
pub const RULES: &[Rule] = &[
    rule!(Guide "leading-question" Warning same, Run::Guide(leading_question::in_note, leading_question::in_guide)),
    rule!(Guide "closed-question" Warning same, Run::Guide(closed_question::in_note, closed_question::in_guide)),
    rule!(Guide "hypothetical-question" Warning same, Run::Guide(hypothetical_question::in_note, hypothetical_question::in_guide)),
    rule!(Guide "double-barrelled-question" Warning same, Run::Guide(double_barrelled_question::in_note, double_barrelled_question::in_guide)),
    rule!(Guide "question-without-reason" Warning same, Run::Study(question_without_reason::find)),
    rule!(Guide "many-questions" Warning same, Run::Study(many_questions::find)),
    rule!(Guide "question-without-words" Warning same, Run::Elsewhere),
    rule!(Notes "missing-participant" Both same, Run::Elsewhere),
    rule!(Notes "unknown-participant" Warning same, Run::Casebook(unknown_participant::find)),
    rule!(Notes "two-codes-one-participant" Warning same, Run::Casebook(two_codes_one_participant::find)),
    rule!(Notes "two-spellings" Warning same, Run::Elsewhere),
    rule!(Notes "missing-date" Warning same, Run::Elsewhere),
    rule!(Notes "future-date" Warning same, Run::Note(future_date::find)),
    rule!(Notes "unusual-length" Warning same, Run::Note(unusual_length::find)),
    rule!(Notes "missing-consent" Warning same, Run::Elsewhere),
    rule!(Notes "two-segments" Warning same, Run::Elsewhere),
    rule!(Notes "missing-study" Warning same, Run::Elsewhere),
    rule!(Notes "missing-title" Warning same, Run::Elsewhere),
    rule!(Notes "talkative-interviewer" Warning same, Run::Note(talkative_interviewer::find)),
    rule!(Notes "moderator-in-quote" Warning same, Run::Note(moderator_in_quote::find)),
    rule!(Notes "unbalanced-quotation-marks" Warning same, Run::Note(unbalanced_quotation_marks::find)),
    rule!(Notes "quote-without-theme" Warning same, Run::Said(quote_without_theme::find)),
    rule!(Notes "unknown-emotion" Warning same, Run::AllSaid(unknown_emotion::find)),
    rule!(Themes "unknown-theme" Warning same, Run::Elsewhere),
    rule!(Themes "unused-theme" Warning same, Run::Study(unused_theme::find)),
    rule!(Themes "thin-insight" Warning same, Run::Study(thin_insight::find)),
    rule!(Themes "one-sided-insight" Warning same, Run::Study(one_sided_insight::find)),
    rule!(Themes "no-counter-case" Warning same, Run::Study(no_counter_case::find)),
    rule!(Themes "many-insights" Warning same, Run::Study(many_insights::find)),
    rule!(Themes "few-insights" Warning same, Run::Study(few_insights::find)),
    rule!(Themes "inseparable-themes" Warning same, Run::Study(inseparable_themes::find)),
    rule!(Themes "alias-taken" Error same, Run::Elsewhere),
    rule!(Decisions "decision-without-status" Warning same, Run::Elsewhere),
    rule!(Decisions "decision-without-evidence" Warning same, Run::Study(decision_without_evidence::find)),
    rule!(Decisions "outcome-without-expectation" Warning same, Run::Study(outcome_without_expectation::find)),
    rule!(Decisions "early-outcome" Warning same, Run::Study(early_outcome::find)),
    rule!(Decisions "late-expectation" Warning same, Run::Study(late_expectation::find)),
    rule!(Decisions "value-without-basis" Warning same, Run::Study(value_without_basis::find)),
    rule!(Decisions "value-without-cost" Warning same, Run::Study(value_without_cost::find)),
    rule!(Decisions "value-out-of-order" Error same, Run::Elsewhere),
    rule!(Decisions "measurement-without-value" Warning same, Run::Elsewhere),
    rule!(Decisions "action-without-words" Warning same, Run::Elsewhere),
    rule!(Decisions "overdue-action" Warning same, Run::Study(overdue_action::find)),
    rule!(Decisions "overdue-review" Warning same, Run::Study(overdue_review::find)),
    rule!(Decisions "missing-source" Warning same, Run::Elsewhere),
    rule!(Decisions "unknown-metric" Warning same, Run::Elsewhere),
    rule!(Numbers "small-percentage" Warning same, Run::Study(small_percentage::find)),
    rule!(Numbers "vague-quantity" Warning same, Run::Study(vague_quantity::find)),
    rule!(Numbers "wrong-denominator" Warning same, Run::Study(wrong_denominator::find)),
    rule!(Programme "asked-too-soon" Warning same, Run::Casebook(asked_too_soon::find)),
    rule!(Programme "lone-interviewer" Warning same, Run::Study(lone_interviewer::find)),
    rule!(Programme "old-backlog" Warning same, Run::Casebook(old_backlog::find)),
    rule!(Programme "unheard-segment" Warning same, Run::Study(unheard_segment::find)),
    rule!(Privacy "denied-word" Error same, Run::Elsewhere),
    rule!(Privacy "withheld-words" Both same, Run::Elsewhere),
    rule!(Privacy "deny-term" Warning same, Run::Elsewhere),
    rule!(Privacy "email-address" Warning same, Run::File(email_address::find)),
    rule!(Privacy "phone-number" Warning same, Run::File(phone_number::find)),
    rule!(Privacy "card-number" Warning same, Run::File(card_number::find)),
    rule!(Privacy "bank-number" Warning same, Run::File(bank_number::find)),
    rule!(Privacy "street-address" Warning same, Run::File(street_address::find)),
    rule!(Privacy "social-handle" Warning same, Run::File(social_handle::find)),
    rule!(Privacy "shared-link" Warning same, Run::File(shared_link::find)),
    rule!(Privacy "exact-age" Warning same, Run::File(exact_age::find)),
    rule!(Privacy "health-word" Warning same, Run::File(health_word::find)),
    rule!(Privacy "spoken-name" Warning same, Run::File(spoken_name::find)),
    rule!(Privacy "name-in-heading" Warning same, Run::Note(name_in_heading::find)),
    rule!(Privacy "name-in-file-name" Warning same, Run::Casebook(name_in_file_name::find)),
    rule!(Privacy "small-segment" Warning varies, Run::Study(small_segment::find)),
    rule!(Privacy "picture-metadata" Warning same, Run::AllSaid(picture_metadata::find)),
    rule!(Privacy "masked-code" Warning varies, Run::Elsewhere),
    rule!(Privacy "code-in-quote" Warning varies, Run::Elsewhere),
    rule!(Privacy "code-in-name" Error varies, Run::Elsewhere),
    rule!(Links "citation-leads-nowhere" Error same, Run::Elsewhere),
    rule!(Links "cites-withdrawn" Warning varies, Run::Elsewhere),
    rule!(Links "broken-link" Warning same, Run::Elsewhere),
    rule!(Links "missing-media" Warning same, Run::Elsewhere),
    rule!(Links "media-not-shown" Warning varies, Run::Elsewhere),
    rule!(Links "unreadable-transcript" Warning same, Run::Elsewhere),
    rule!(Links "picture-without-text" Warning same, Run::File(picture_without_text::find)),
    rule!(Links "duplicate-id" Both same, Run::Elsewhere),
    rule!(Links "two-pages-one-address" Error same, Run::Elsewhere),
    rule!(Links "unfit-address" Error same, Run::Elsewhere),
    rule!(Fields "unreadable-front-matter" Error same, Run::Elsewhere),
    rule!(Fields "unclosed-front-matter" Error same, Run::Elsewhere),
    rule!(Fields "unreadable-settings" Error same, Run::Elsewhere),
    rule!(Fields "duplicate-key" Error same, Run::Elsewhere),
    rule!(Fields "wrong-kind" Error same, Run::Elsewhere),
    rule!(Fields "unknown-value" Error same, Run::Elsewhere),
    rule!(Fields "consent-not-read" Error same, Run::Elsewhere),
    rule!(Fields "unknown-key" Both same, Run::Elsewhere),
    rule!(Fields "unknown-language" Warning same, Run::Elsewhere),
    rule!(Fields "faint-accent" Warning same, Run::Elsewhere),
    rule!(Fields "success-metric" Warning same, Run::Elsewhere),
    rule!(Fields "metric-without-header" Warning same, Run::Elsewhere),
    rule!(Writing "empty-note" Warning same, Run::Elsewhere),
    rule!(Writing "empty-quote" Warning same, Run::Elsewhere),
    rule!(Writing "tags-among-words" Warning same, Run::Elsewhere),
    rule!(Writing "second-time" Warning same, Run::Elsewhere),
    rule!(Writing "second-id" Warning same, Run::Elsewhere),
    rule!(Writing "unknown-type" Warning same, Run::Elsewhere),
    rule!(Writing "unknown-severity" Warning same, Run::Elsewhere),
    rule!(Writing "no-name" Warning same, Run::Elsewhere),
    rule!(Writing "forgotten-quote-mark" Warning same, Run::Elsewhere),
    rule!(Writing "several-speakers" Both same, Run::Elsewhere),
    rule!(Writing "heading-in-quote" Warning same, Run::Elsewhere),
    rule!(Writing "heading-without-space" Warning same, Run::Elsewhere),
    rule!(Writing "line-becomes-heading" Warning same, Run::Elsewhere),
    rule!(Writing "line-becomes-row" Warning same, Run::Elsewhere),
    rule!(Writing "callout" Warning same, Run::Elsewhere),
    rule!(Writing "id-without-quote" Warning same, Run::Elsewhere),
    rule!(Writing "heading-tags-unused" Warning same, Run::Elsewhere),
    rule!(Writing "label-without-bullet" Warning same, Run::Elsewhere),
    rule!(Writing "picture-in-quote" Warning same, Run::Elsewhere),
    rule!(Writing "line-vanishes" Warning same, Run::Elsewhere),
    rule!(Writing "time-as-link" Warning same, Run::Elsewhere),
    rule!(Writing "evidence-not-read" Warning same, Run::Elsewhere),
    rule!(Writing "unclosed-code" Warning same, Run::Elsewhere),
    rule!(Writing "obsidian-comment" Error same, Run::Elsewhere),
    rule!(Writing "unclosed-comment" Warning same, Run::Elsewhere),
    rule!(Writing "nested-too-deep" Warning same, Run::Elsewhere),
    rule!(Files "file-not-read" Both same, Run::Elsewhere),
    rule!(Files "not-utf8" Both same, Run::Elsewhere),
    rule!(Files "site-theme" Error same, Run::Elsewhere),
    rule!(Files "template" Error same, Run::Elsewhere),
    rule!(Files "unread" Error same, Run::Elsewhere),
    rule!(Silencing "unknown-rule" Warning same, Run::Elsewhere),
    rule!(Silencing "protected-rule" Warning same, Run::Elsewhere),
    rule!(Silencing "silencing-without-reason" Warning same, Run::Elsewhere),
    rule!(Silencing "idle-silencing" Warning same, Run::Elsewhere),
    rule!(Silencing "unreadable-silencing" Warning same, Run::Elsewhere),
];

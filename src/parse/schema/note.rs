//! An interview's front matter, and `participants.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::values::{Consent, Day, List, Text};

/// One short conversation with one participant. Every field is optional; what is missing is told.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Interview")]
pub struct Interview {
    /// The participant's code, such as `P07`: never a name. `P7`, `p07` and `P07` are one person.
    pub participant: Option<Text>,
    /// The day of the conversation.
    pub date: Option<Day>,
    /// How long it took.
    #[schemars(range(min = 0))]
    pub minutes: Option<f64>,
    /// The group that the participant is compared in, such as `first-time buyer`.
    pub segment: Option<Text>,
    /// How you talked: `phone`, `video call`, `at home`.
    pub channel: Option<String>,
    /// Names or initials of whoever asked. They are in no public build.
    pub interviewer: Option<List>,
    /// Names or initials of whoever wrote. They are in no public build.
    pub note_taker: Option<List>,
    /// The widest audience that the participant agreed to. Silence means `team`, and is told.
    pub consent: Option<Consent>,
    /// The same for recordings and pictures of the participant. Silence means `team`.
    pub media: Option<Consent>,
    /// The recording's file name in the study's `media/` folder.
    pub recording: Option<String>,
    /// The round of interviewing; without it, the folder below `interviews/`. It is not published.
    pub round: Option<Text>,
    /// The day on which the participant withdrew: they are in nothing from that day on.
    pub withdrawn: Option<Day>,
    /// The day on which the consent ends: it is `none` from that day on.
    pub expires: Option<Day>,
}

/// What holds for participants in every study, by their codes. Of what a note says too, the
/// narrower consent holds.
#[derive(JsonSchema)]
#[schemars(title = "Participants")]
pub struct Participants(pub BTreeMap<String, Option<Participant>>);

/// One participant. Further fields are your own: they are not used, not published and not told.
#[derive(JsonSchema)]
pub struct Participant {
    /// The group that the participant is compared in; this one holds when a note says another.
    pub segment: Option<Text>,
    /// The widest audience that may read the words; the narrower of this and the note's holds.
    pub consent: Option<Consent>,
    /// The same for recordings and pictures.
    pub media: Option<Consent>,
    /// The day on which the participant withdrew: they are in nothing from that day on.
    pub withdrawn: Option<Day>,
    /// The day on which the consent ends: it is `none` from that day on.
    pub expires: Option<Day>,
}

//! The front matter of a theme, and of a further page.

use schemars::JsonSchema;

use super::values::{Day, List};

/// A recurring topic that quotes are grouped under. Its file's path below `themes/` is its name.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Theme")]
pub struct Theme {
    /// What the theme is called.
    pub title: Option<String>,
    /// What its evidence supports, in one sentence that could turn out to be wrong. A theme that has
    /// one is a key insight.
    pub insight: Option<String>,
    /// What belongs here and what does not, so that two people code alike.
    pub definition: Option<String>,
    /// Other names that notes use for it: renames and merges without touching notes.
    pub aliases: Option<List>,
    /// 1 to 5: how much it hurts the participant.
    #[schemars(range(min = 1, max = 5))]
    pub severity: Option<u8>,
    /// 1 to 5: how much it matters to the organisation.
    #[schemars(range(min = 1, max = 5))]
    pub impact: Option<u8>,
    /// 1 to 5: how easily something can be done.
    #[schemars(range(min = 1, max = 5))]
    pub feasibility: Option<u8>,
    /// Its place in the team's own order, set beside the participants'.
    #[schemars(range(min = 1))]
    pub team_rank: Option<u32>,
    /// The guide's questions that asked about it. Only those asked, and whoever raised it, are in the
    /// denominator; without it everyone is.
    pub asked_in: Option<List>,
    /// Quotes to lead with, such as `P07^two-sizes`.
    pub feature: Option<List>,
    /// Numbers to set beside it: the names of files in `metrics/`.
    pub metrics: Option<List>,
    /// What speaks against it. Links such as `[[P07]]` are allowed.
    pub counter: Option<String>,
    /// When somebody should look whether it still holds.
    pub review_by: Option<Day>,
}

/// A further page, such as `about.md`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Further page")]
pub struct Page {
    /// The page's title. Without it, the first heading.
    pub title: Option<String>,
}

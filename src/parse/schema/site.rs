//! `site.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// The casebook's settings. Every key has a default.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "site.toml")]
pub struct Site {
    /// The casebook's name.
    pub title: Option<String>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// A line on top of every page, as of a sample.
    pub notice: Option<String>,
    /// The interface's language, such as `en`.
    pub language: Option<String>,
    /// Where the site will be, such as `https://research.example/`. Feeds and the sitemap need it.
    pub base_url: Option<String>,
    /// What a plain `build` is for.
    pub audience: Option<Audience>,
    /// The look: a folder of `themes/`.
    pub site_theme: Option<String>,
    /// How each audience sees participants.
    pub audiences: Option<Audiences>,
    /// The plan of the running practice.
    pub programme: Option<Programme>,
    /// Amounts.
    pub money: Option<Money>,
    /// What makes the site your own.
    pub look: Option<Look>,
    /// How much a rule weighs here, by its name.
    pub rules: Option<BTreeMap<String, RuleLevel>>,
}

/// Who a build is for, each wider than the one before.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Audience {
    Team,
    Internal,
    Public,
}

/// How each audience sees participants.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Audiences {
    /// The research team.
    pub team: Option<AudienceSettings>,
    /// Everybody in the organisation.
    pub internal: Option<AudienceSettings>,
    /// Anybody.
    pub public: Option<AudienceSettings>,
}

/// How one audience sees participants.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AudienceSettings {
    /// What stands under a quote. Where it is not `code`, ids are opaque and dates are months.
    pub attribution: Option<Attribution>,
    /// Whether each conversation has a page. A page puts a person together again.
    pub interviews: Option<bool>,
    /// A segment or channel is named only when this many participants share it.
    #[schemars(range(min = 1))]
    pub least_group: Option<u32>,
}

/// What stands under a quote.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Attribution {
    /// The participant's code and segment.
    Code,
    /// The segment alone.
    Segment,
    /// Nothing.
    None,
}

/// What makes the site your own.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Look {
    /// The colour of links and lead numbers, such as #0b5fa5.
    pub accent: Option<String>,
    /// The same in the dark scheme.
    pub accent_dark: Option<String>,
    /// Headlines and quotations.
    pub typeface: Option<Typeface>,
    /// A picture in `content/` that stands before the title on every page.
    pub logo: Option<String>,
    /// Whether pages and soundbites have pictures for link previews and slides; true.
    pub cards: Option<bool>,
}

/// Headlines and quotations.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Typeface {
    Serif,
    Sans,
    Slab,
}

/// How much a rule weighs.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum RuleLevel {
    /// It stops a build.
    Error,
    /// It is told.
    Warning,
    /// It is not told.
    Off,
}

/// The plan of the running practice.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Programme {
    /// How often interviews are planned: `2 weeks`, `10 days`, `1 month`.
    pub cadence: Option<String>,
    /// How long a participant is left alone after an interview: `90 days`.
    pub rest: Option<String>,
    /// The least and the most minutes of a micro-interview.
    pub minutes: Option<[f64; 2]>,
}

/// Amounts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Money {
    /// The currency of all amounts that name none: three letters, such as EUR.
    pub currency: Option<String>,
}

//! What was asked for: the settings of a casebook, and the audience of a build.

use jiff::civil::Date;

use crate::colour::Colour;
use crate::source::{Located, SourcePath};

/// Who may read something, from the narrowest to the widest; also who a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Consent {
    /// Counted, and none of the words appear to anybody.
    None,
    Team,
    Internal,
    Public,
}

impl Consent {
    pub const ALL: [Consent; 4] = [
        Consent::None,
        Consent::Team,
        Consent::Internal,
        Consent::Public,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Consent::None => "none",
            Consent::Team => "team",
            Consent::Internal => "internal",
            Consent::Public => "public",
        }
    }

    pub fn from_word(word: &str) -> Option<Consent> {
        Consent::ALL.into_iter().find(|c| c.word() == word)
    }

    /// Whether words under this consent may be read by `audience`.
    pub fn allows(self, audience: Audience) -> bool {
        self >= audience.needs()
    }
}

/// Who a build is for, each wider than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    Team,
    Internal,
    Public,
}

impl Audience {
    pub const ALL: [Audience; 3] = [Audience::Team, Audience::Internal, Audience::Public];

    pub fn word(self) -> &'static str {
        self.needs().word()
    }

    pub fn from_word(word: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|a| a.word() == word)
    }

    /// The least consent that this audience needs.
    fn needs(self) -> Consent {
        match self {
            Audience::Team => Consent::Team,
            Audience::Internal => Consent::Internal,
            Audience::Public => Consent::Public,
        }
    }
}

/// What stands under a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attribution {
    /// The participant's code and segment.
    Code,
    /// The segment alone, where enough participants share it.
    Segment,
    /// Nothing.
    None,
}

impl Attribution {
    pub const ALL: [Attribution; 3] = [Attribution::Code, Attribution::Segment, Attribution::None];

    pub fn word(self) -> &'static str {
        match self {
            Attribution::Code => "code",
            Attribution::Segment => "segment",
            Attribution::None => "none",
        }
    }
}

/// How one audience sees participants.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AudienceSettings {
    pub attribution: Attribution,
    /// Whether each conversation has a page.
    pub interviews: bool,
    /// A segment, channel or month is named only when this many participants share it.
    pub least_group: u32,
}

impl AudienceSettings {
    pub fn default_for(audience: Audience) -> Self {
        match audience {
            Audience::Team => AudienceSettings {
                attribution: Attribution::Code,
                interviews: true,
                least_group: 1,
            },
            Audience::Internal => AudienceSettings {
                attribution: Attribution::Code,
                interviews: true,
                least_group: 3,
            },
            Audience::Public => AudienceSettings {
                attribution: Attribution::Segment,
                interviews: false,
                least_group: 5,
            },
        }
    }
}

/// A stretch of days, as `2 weeks` or `90 days` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days(pub u32);

/// The plan of the running practice.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeSettings {
    /// How often interviews are planned.
    pub cadence: Days,
    /// How long a participant is left alone after an interview.
    pub rest: Days,
    /// The least and the most minutes of a micro-interview.
    pub minutes: [f64; 2],
}

/// The letters of headlines and quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Typeface {
    Serif,
    Sans,
    Slab,
}

impl Typeface {
    pub const ALL: [Typeface; 3] = [Typeface::Serif, Typeface::Sans, Typeface::Slab];

    pub fn word(self) -> &'static str {
        match self {
            Typeface::Serif => "serif",
            Typeface::Sans => "sans",
            Typeface::Slab => "slab",
        }
    }
}

/// What makes a site one's own, without a file of the site theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The colour of links and lead numbers.
    pub accent: Option<Colour>,
    /// The same in the dark scheme; else a shade of the accent that can be read there.
    pub accent_dark: Option<Colour>,
    pub typeface: Option<Typeface>,
    /// A picture below `content/`.
    pub logo: Option<Located<String>>,
    /// Whether pages and soundbites have social cards.
    pub cards: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            accent: None,
            accent_dark: None,
            typeface: None,
            logo: None,
            cards: true,
        }
    }
}

impl Look {
    /// Where the logo stands in the casebook.
    pub fn logo_path(&self) -> Option<SourcePath> {
        let name = self.logo.as_ref()?.value.trim();
        let below = name.strip_prefix("content/").unwrap_or(name);
        Some(format!("content/{below}").into())
    }

    /// Whether it needs a style sheet of its own.
    pub fn is_styled(&self) -> bool {
        self.accent.is_some()
            || self.accent_dark.is_some()
            || self.typeface.is_some_and(|t| t != Typeface::Serif)
    }
}

/// `site.toml`, with every default filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub title: String,
    pub description: Option<String>,
    /// A line on top of every page, as of a sample.
    pub notice: Option<String>,
    pub language: String,
    /// Without a slash at its end.
    pub base_url: Option<String>,
    pub audience: Audience,
    pub site_theme: String,
    pub look: Look,
    /// In the order of [`Audience::ALL`].
    pub audiences: [AudienceSettings; 3],
    pub programme: ProgrammeSettings,
    /// An ISO 4217 code.
    pub currency: String,
    /// Rules by name, whether known or not, and how much each weighs here.
    pub rules: Vec<(Located<String>, RuleLevel)>,
}

/// How much a rule weighs, as the settings say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleLevel {
    Error,
    Warning,
    Off,
}

impl RuleLevel {
    pub const ALL: [RuleLevel; 3] = [RuleLevel::Error, RuleLevel::Warning, RuleLevel::Off];

    pub fn word(self) -> &'static str {
        match self {
            RuleLevel::Error => "error",
            RuleLevel::Warning => "warning",
            RuleLevel::Off => "off",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            title: "Casebook".into(),
            description: None,
            notice: None,
            language: "en".into(),
            base_url: None,
            audience: Audience::Internal,
            site_theme: "default".into(),
            look: Look::default(),
            audiences: Audience::ALL.map(AudienceSettings::default_for),
            programme: ProgrammeSettings {
                cadence: Days(14),
                rest: Days(90),
                minutes: [3.0, 10.0],
            },
            currency: "EUR".into(),
            rules: Vec::new(),
        }
    }
}

impl Settings {
    pub fn for_audience(&self, audience: Audience) -> &AudienceSettings {
        &self.audiences[audience as usize]
    }
}

/// What the command line asked for on top of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Instead of the settings' audience.
    pub audience: Option<Audience>,
    /// Instead of the settings' base address; without a slash at its end.
    pub base_url: Option<String>,
}

/// The day that a build is made on. Withdrawals, expiries and overdue actions depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Today(pub Date);

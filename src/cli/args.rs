//! What may be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::Audience;

/// Turns Markdown interview notes into a static case-study site.
#[derive(Debug, Parser)]
#[command(name = "casebook", version, about, propagate_version = true)]
pub struct Args {
    /// The casebook's folder [default: the nearest one upwards with a `site.toml`]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// The day that counts as today, such as 2026-02-05 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, global = true, value_parser = day, value_name = "DATE")]
    pub today: Option<Date>,

    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Print problems and results alone
    #[arg(long, short, global = true)]
    pub quiet: bool,

    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a preview in the browser that keeps up with the notes
    Serve(ServeArgs),
    /// Write the site
    Build(BuildArgs),
    /// Write the site, and again after each change
    Watch(WatchArgs),
    /// Print the problems of the notes
    Check(CheckArgs),
    /// Show that a site is what its notes say
    Verify(VerifyArgs),
    /// Say what a rule does, why it matters, what is flagged and what is fine
    Explain(ExplainArgs),
    /// Print quotes, the matrix, themes or decisions as a table
    Export(ExportArgs),
    /// Print the programme: cadence, backlog, rest, reviews, who was asked by whom
    Status(StatusArgs),
    /// Begin a new casebook that builds at once
    Init(InitArgs),
    /// Print what front matter and settings may hold, as JSON Schemas for editors
    Schema(SchemaArgs),
    /// Add a study, an interview, a theme or a decision
    #[command(subcommand)]
    New(NewArgs),
}

/// `casebook build`
#[derive(Clone, Debug, clap::Args)]
pub struct BuildArgs {
    /// Where to write the site [default: `public` in the casebook's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// Who the site is for: team, internal or public [default: as `site.toml` says]
    #[arg(long, value_parser = audience, value_name = "WHO")]
    pub audience: Option<Audience>,

    /// The address that the site will have; feeds, the sitemap and social cards need it
    #[arg(long, value_parser = base_url, value_name = "URL")]
    pub base_url: Option<String>,

    /// Let warnings stop the build too
    #[arg(long)]
    pub strict: bool,

    /// Write each study as one HTML file too, with all that it needs inside
    #[arg(long)]
    pub single_file: bool,

    /// Build everything again, also where nothing changed since the last build
    #[arg(long)]
    pub fresh: bool,

    /// Say how long each part of the work took
    #[arg(long)]
    pub timings: bool,
}

impl BuildArgs {
    /// The options that a site depends on, without those that say how it is built.
    pub fn forgetting_how(&self) -> BuildArgs {
        BuildArgs {
            fresh: false,
            timings: false,
            ..self.clone()
        }
    }
}

/// `casebook export`
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// What to export
    #[arg(value_name = "TABLE")]
    pub table: ExportTable,

    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    pub format: ExportFormat,

    /// Only this study; may be given again for another
    #[arg(long, value_name = "STUDY")]
    pub study: Vec<String>,

    /// Only this theme and those below it; may be given again for another
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,

    /// Only this group of participants; may be given again for another
    #[arg(long, value_name = "SEGMENT")]
    pub segment: Vec<String>,

    /// Only what was said or decided on this day or later, such as 2026-02-05
    #[arg(long, value_parser = day, value_name = "DATE")]
    pub since: Option<Date>,

    /// Who it is for: team, internal or public [default: as `site.toml` says]
    #[arg(long, value_parser = audience, value_name = "WHO")]
    pub audience: Option<Audience>,

    /// Write files into this folder, never over one that is there [default: standard output]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportTable {
    /// A row a quote or tagged observation
    Quotes,
    /// A row a participant, a column a theme
    Matrix,
    /// A row a theme
    Themes,
    /// A row a decision
    Decisions,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table for spreadsheets
    Csv,
    /// The exact words, a list of objects
    Json,
    /// Decisions as Markdown Architectural Decision Records, a file each
    Madr,
}

/// `casebook serve`
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Who the preview is for at first: team, internal or public [default: as `site.toml` says]
    #[arg(long, value_parser = audience, value_name = "WHO")]
    pub audience: Option<Audience>,

    /// The port [default: the first free one from 4400 on]
    #[arg(long, short, value_name = "PORT")]
    pub port: Option<u16>,

    /// The address to listen on, to show the preview to other machines [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<std::net::IpAddr>,

    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
}

/// `casebook watch`
#[derive(Debug, clap::Args)]
pub struct WatchArgs {
    #[command(flatten)]
    pub build: BuildArgs,
}

/// `casebook check`
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Who the site would be for: team, internal or public [default: as `site.toml` says]
    #[arg(long, value_parser = audience, value_name = "WHO")]
    pub audience: Option<Audience>,

    /// How problems are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// Apply the fixes that are certain, then check again
    #[arg(long)]
    pub fix: bool,

    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
}

/// `casebook verify`
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The site's folder
    #[arg(value_name = "SITE")]
    pub site: PathBuf,

    /// Print each published quote with its note and line
    #[arg(long)]
    pub list: bool,
}

/// `casebook status`
#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    /// Whose programme page it follows: team, internal or public [default: as `site.toml` says]
    #[arg(long, value_parser = audience, value_name = "WHO")]
    pub audience: Option<Audience>,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line, a caret and what to do
    Human,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, which code hosts show on pull requests
    Sarif,
    /// Annotation lines of GitHub Actions
    Github,
}

/// `casebook explain`
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The rule's name, as in `warning[missing-date]`; without it, all rules are listed
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

/// `casebook schema`
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Of which kind of file
    #[arg(value_name = "KIND")]
    pub kind: Option<SchemaKind>,

    /// Write files into this folder, never over one that is there [default: standard output]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    Interview,
    Participants,
    Study,
    Theme,
    Decision,
    Page,
    Site,
}

/// `casebook init`
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder to begin in; made if it does not exist
    #[arg(default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
}

/// `casebook new`
#[derive(Debug, Subcommand)]
pub enum NewArgs {
    /// A study: its folder's name
    Study {
        #[arg(value_name = "STUDY")]
        study: String,
    },
    /// An interview: the next participant, today, the guide's questions as headings
    Interview {
        /// Needed where there is more than one study
        #[arg(value_name = "STUDY")]
        study: Option<String>,
    },
    /// A theme
    Theme {
        #[arg(value_name = "[STUDY/]THEME")]
        theme: String,
    },
    /// A decision, dated today
    Decision {
        #[arg(value_name = "[STUDY/]SLUG")]
        decision: String,
    },
}

fn audience(word: &str) -> Result<Audience, String> {
    Audience::from_word(word).ok_or_else(|| "use team, internal or public".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    crate::parse::values::date(text)
        .ok_or_else(|| "write year, month and day, such as 2026-02-05".to_owned())
}

fn base_url(url: &str) -> Result<String, String> {
    crate::parse::settings::base_url(url)
        .ok_or_else(|| "write it whole, such as https://research.example/".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        super::Args::command().debug_assert();
    }
}

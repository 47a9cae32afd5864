//! The programme alone, without a site: [`programme`] does the first half of a build and asks for
//! what the programme's page says.

use std::collections::HashMap;
use std::sync::Arc;

use super::memo::Memo;
use super::{language, read};
use crate::config::{Config, Today};
use crate::diagnostic::{self, Diagnostic, has_errors};
use crate::language::Language;
use crate::model::assemble::assemble;
use crate::model::audience::publish;
use crate::render::site_theme::SiteTheme;
use crate::source::Snapshot;
use crate::view::status::{Status, status};
use crate::view::{Given, Site};

/// The programme as one audience may know it, and the problems of the casebook's files; no
/// programme where an error among them would make it say something false.
pub fn programme(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
) -> (Option<Status>, Vec<Diagnostic>) {
    let read = read::read(snapshot, &mut Memo::for_one_build());
    let mut problems = read.problems;
    let (casebook, found) = assemble(&read.drafts, today);
    problems.extend(found);
    let settings = casebook.settings.clone();
    let (theme, found) = SiteTheme::load(&settings.site_theme, snapshot);
    problems.extend(found);
    let language = language(&theme, &settings.language, snapshot).unwrap_or_else(|problem| {
        problems.push(problem);
        Arc::new(Language::english())
    });
    diagnostic::sort(&mut problems);
    if has_errors(&problems) {
        return (None, problems);
    }
    let audience = config.audience.unwrap_or(settings.audience);
    let someone = language.say("words.a_participant", &[]);
    let published = publish(casebook, audience, &someone);
    let media = HashMap::new();
    let site = Site::new(Given {
        published: &published,
        language: &language,
        today,
        base_url: None,
        media: &media,
    });
    (Some(status(&site)), problems)
}

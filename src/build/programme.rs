//! The programme alone, without a site: [`programme`] does the first half of a build and asks for
//! what the programme's page says.

use super::memo::Memo;
use super::prepare;
use crate::config::{Config, Today};
use crate::diagnostic::Diagnostic;
use crate::source::Snapshot;
use crate::view::status::{Status, status};

/// The programme as one audience may know it, and the problems of the casebook's files; no
/// programme where an error among them would make it say something false.
pub fn programme(
    snapshot: &Snapshot,
    config: &Config,
    today: Today,
) -> (Option<Status>, Vec<Diagnostic>) {
    let mut memo = Memo::for_one_build();
    let (mut built, edition) = prepare(snapshot, config, today, &mut memo, &|_| ());
    built.conclude();
    let edition = edition.filter(|_| built.is_whole());
    (edition.map(|e| status(&e.site())), built.problems)
}

//! `casebook schema`: what front matter and settings may hold, for editors.

use super::args::{SchemaArgs, SchemaKind};
use super::{Exit, Failure, Output};
use crate::disk;
use crate::parse::schema::Kind;

/// Runs the command.
pub fn run(options: &SchemaArgs, output: &Output) -> Result<Exit, Failure> {
    match (options.kind, &options.output) {
        (Some(kind), None) => output.result(text(kind_of(kind)).trim_end()),
        (None, None) => {
            return Err(Failure::new("say which schema").help(
                "use one of interview, participants, study, theme, decision, page, site; or `--output DIR` for all",
            ));
        }
        (kind, Some(folder)) => {
            let wanted = |known: &Kind| kind.is_none_or(|kind| kind_of(kind) == *known);
            for kind in Kind::ALL.into_iter().filter(wanted) {
                let path = folder.join(kind.file());
                let made = disk::create(&path, text(kind).as_bytes())?;
                output.tell(match made {
                    true => format!("made {}", path.display()),
                    false => format!("kept {}, which was there", path.display()),
                });
            }
        }
    }
    Ok(Exit::Done)
}

/// A schema as it is printed.
pub(super) fn text(kind: Kind) -> String {
    // A schema is plain JSON and can always be written.
    serde_json::to_string_pretty(&kind.schema()).unwrap_or_default() + "\n"
}

fn kind_of(kind: SchemaKind) -> Kind {
    match kind {
        SchemaKind::Interview => Kind::Interview,
        SchemaKind::Participants => Kind::Participants,
        SchemaKind::Study => Kind::Study,
        SchemaKind::Theme => Kind::Theme,
        SchemaKind::Decision => Kind::Decision,
        SchemaKind::Page => Kind::Page,
        SchemaKind::Site => Kind::Site,
    }
}

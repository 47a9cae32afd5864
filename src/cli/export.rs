//! `casebook export`: one table, or the decisions as files.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use super::args::{Args, ExportArgs, ExportFormat, ExportTable};
use super::{Exit, Failure, Output, root};
use crate::build::memo::Memo;
use crate::build::{Form, Sink, build_form};
use crate::config::{Audience, Config};
use crate::diagnostic::{has_errors, human};
use crate::disk::{self, snapshot};
use crate::view::data::export::{Export, Format, Refusal, Table};
use crate::view::data::filter::Filter;

/// Keeps the files until it is known that they may be handed out.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Kept {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(address.to_owned(), bytes.to_vec());
        Ok(())
    }
}

/// Runs the command.
pub fn run(args: &Args, options: &ExportArgs, output: &Output) -> Result<Exit, Failure> {
    refuse(options)?;
    let root = root::find(args)?;
    let today = root::today(args)?;
    let snapshot = snapshot(&root)?;
    let config = Config {
        audience: options.audience,
        base_url: None,
    };
    let form = Form::Export(Export {
        table: match options.table {
            ExportTable::Quotes => Table::Quotes,
            ExportTable::Matrix => Table::Matrix,
            ExportTable::Themes => Table::Themes,
            ExportTable::Decisions => Table::Decisions,
        },
        format: match options.format {
            ExportFormat::Csv => Format::Csv,
            ExportFormat::Json => Format::Json,
            ExportFormat::Madr => Format::Madr,
        },
        filter: Filter {
            studies: options.study.clone(),
            themes: options.theme.clone(),
            segments: options.segment.clone(),
            since: options.since,
        },
    });
    let kept = Kept::default();
    let mut memo = Memo::for_one_build();
    let Ok(built) = build_form(&snapshot, &config, today, &mut memo, &form, &kept);
    if has_errors(&built.problems) {
        output.problems(&built.problems, &snapshot);
        let count = human::count(&built.problems);
        output.tell(format!("{count}: nothing was exported"));
        return Ok(Exit::Problems);
    }
    if let Some(refusal) = built.refusal {
        let audience = built.audience.map_or("", Audience::word);
        return Err(refused(&refusal, audience));
    }
    super::build::withheld(&built)
        .iter()
        .for_each(|line| output.tell(line));
    let files = kept.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (name, bytes) in files {
        match &options.output {
            None => output.bytes(&bytes),
            Some(folder) => {
                let path = folder.join(&name);
                let made = disk::create(&path, &bytes)?;
                output.tell(match made {
                    true => format!("made {}", path.display()),
                    false => format!("kept {}, which was there", path.display()),
                });
            }
        }
    }
    Ok(Exit::Done)
}

/// Why an edition has no such table.
fn refused(refusal: &Refusal, audience: &str) -> Failure {
    match refusal {
        Refusal::WithoutCodes => Failure::new(format!(
            "a matrix has a row a participant, and the {audience} audience knows no codes"
        ))
        .help(
            "use `--audience team`, or `casebook export themes`, which counts without saying who",
        ),
        Refusal::Unknown(unknown) => {
            let failure = Failure::new(format!("no {} is called `{}`", unknown.what, unknown.name));
            match unknown.help() {
                Some(help) => failure.help(help),
                None => failure,
            }
        }
    }
}

/// What does not fit together.
fn refuse(options: &ExportArgs) -> Result<(), Failure> {
    let is_madr = options.format == ExportFormat::Madr;
    if is_madr && options.table != ExportTable::Decisions {
        return Err(Failure::new("decisions alone can be written as MADR")
            .help("use `casebook export decisions --format madr --output DIR`"));
    }
    if is_madr && options.output.is_none() {
        return Err(
            Failure::new("MADR is a file a decision, so it needs a folder")
                .help("say where: `--output docs/decisions`"),
        );
    }
    let of_people = matches!(options.table, ExportTable::Quotes | ExportTable::Matrix);
    if !of_people && !options.segment.is_empty() {
        return Err(Failure::new(
            "`--segment` chooses among people, and these are counts of all of them",
        )
        .help("use it with `quotes` or `matrix`"));
    }
    if options.table == ExportTable::Themes && options.since.is_some() {
        return Err(Failure::new(
            "`--since` cannot be used with `themes`: their counts are of the whole study",
        )
        .help("use it with `quotes`, `matrix` or `decisions`"));
    }
    Ok(())
}

//! `casebook init`: a casebook that builds at once and teaches by example.

#![expect(clippy::disallowed_methods)] // the edge: a path of the command line is looked at here

use super::args::{Args, InitArgs};
use super::{Exit, Failure, Output};
use crate::disk;
use crate::parse::schema::Kind;

const FILES: &[(&str, &str)] = &[
    ("site.toml", include_str!("starter/site.toml")),
    (".gitignore", include_str!("starter/gitignore")),
    (
        ".vscode/settings.json",
        include_str!("starter/vscode-settings.json"),
    ),
    (
        ".vscode/casebook.code-snippets",
        include_str!("starter/casebook.code-snippets"),
    ),
    (
        "content/first-order/study.md",
        include_str!("starter/study.md"),
    ),
    (
        "content/first-order/interviews/P01.md",
        include_str!("starter/P01.md"),
    ),
    (
        "content/first-order/interviews/P02.md",
        include_str!("starter/P02.md"),
    ),
    (
        "content/first-order/themes/minimum-order.md",
        include_str!("starter/minimum-order.md"),
    ),
    (
        "content/first-order/themes/delivery-day.md",
        "---\ntitle: The day of delivery\ndefinition: When a parcel comes, and how well one can tell.\n---\n",
    ),
    (
        "content/first-order/themes/first-impression.md",
        "---\ntitle: First impressions\ndefinition: How somebody came to the shop, and what stayed with them.\n---\n",
    ),
    (
        "content/first-order/decisions/2026-03-16-small-parcel.md",
        include_str!("starter/2026-03-16-small-parcel.md"),
    ),
];

/// Runs the command.
pub fn run(args: &Args, options: &InitArgs, output: &Output) -> Result<Exit, Failure> {
    let dir = args.root.as_ref().unwrap_or(&options.dir);
    for name in ["site.toml", "content"] {
        if dir.join(name).exists() {
            return Err(Failure::new(format!(
                "there is a casebook in `{}` already: it has `{name}`",
                dir.display()
            ))
            .help("name another folder: `casebook init DIR`"));
        }
    }
    let schemas = Kind::ALL.into_iter().map(|kind| {
        let name = format!(".vscode/schemas/{}", kind.file());
        (name, super::schema::text(kind))
    });
    let files = FILES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    for (name, text) in files.chain(schemas) {
        let path = dir.join(name);
        let made = disk::create(&path, text.as_bytes())?;
        output.tell(match made {
            true => format!("made {}", path.display()),
            false => format!("kept {}, which was there", path.display()),
        });
    }
    let here = dir.as_os_str() == ".";
    output.result(match here {
        true => "next: casebook build".to_owned(),
        false => format!("next: casebook build --root {}", dir.display()),
    });
    Ok(Exit::Done)
}

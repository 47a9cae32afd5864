//! The command line: arguments → a call → what is printed → an exit code.
//!
//! Results go to standard output, problems and progress to standard error. Exit code 0: done;
//! 1: problems in the casebook's own files; 2: it could not run.

mod args;
mod build;
mod check;
mod explain;
mod export;
mod init;
mod new;
mod output;
mod progress;
mod root;
mod schema;
mod serve;
mod status;
mod told;
mod unchanged;
mod verify;

use std::process::ExitCode;

use clap::Parser;

pub use self::args::Args;
use self::args::Command;
use self::output::Output;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// Problems in the casebook's own files stop it.
    Problems,
}

/// Why a command could not run, in words for its user.
#[derive(Debug)]
pub struct Failure {
    pub message: String,
    pub help: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            help: None,
        }
    }

    pub fn help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::new(error.to_string())
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let output = Output::new(args.color, args.quiet);
    let done = match &args.command {
        Command::Build(options) => build::run(&args, options, &output),
        Command::Serve(options) => serve::run(&args, options, &output),
        Command::Watch(options) => serve::run_watch(&args, options, &output),
        Command::Check(options) => check::run(&args, options, &output),
        Command::Explain(options) => explain::run(&args, options, &output),
        Command::Export(options) => export::run(&args, options, &output),
        Command::Init(options) => init::run(&args, options, &output),
        Command::Schema(options) => schema::run(options, &output),
        Command::New(what) => new::run(&args, what, &output),
        Command::Status(options) => status::run(&args, options, &output),
        Command::Verify(options) => verify::run(&args, options, &output),
    };
    match done {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Problems) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(2)
        }
    }
}

//! What can go wrong on the disk, told as what was tried, where, and why it failed.

use std::fmt;
use std::io;
use std::path::Path;

use thiserror::Error;

use crate::address_rules::AddressFault;

/// The disk did not do what was asked.
#[derive(Debug, Error)]
pub enum DiskError {
    #[error("could not {doing} `{path}`: {}", plain(.source))]
    Io {
        doing: Doing,
        path: String,
        source: io::Error,
    },

    /// The output folder is one that a site must not be written to.
    #[error("could not write the site to `{path}`: {reason}")]
    Place { path: String, reason: &'static str },

    /// Another process writes this site, and did not end while we waited.
    #[error("another build is writing `{path}`: try again when it has ended")]
    Busy { path: String },

    /// Something that casebook did not write stands where it would write.
    #[error(
        "could not write `{path}`: what stands there was not written by casebook; \
         move it away, or write the site to another folder"
    )]
    Foreign { path: String },

    /// An address that not every system can hold, or that leaves the output folder.
    #[error("could not write the address `{address}`: it {fault}")]
    Address {
        address: String,
        fault: AddressFault,
    },

    /// Two pages for one address.
    #[error("could not write the address `{address}`: it was written before in this build")]
    Twice { address: String },

    /// An address that is the folder of another one.
    #[error("could not write the address `{address}`: it is the folder of `{inner}`")]
    Folder { address: String, inner: String },

    /// The list of our files in the output folder is damaged.
    #[error(
        "could not read `{path}`: line {line} is not a manifest's; \
         empty the output folder, or write the site to another one"
    )]
    Manifest { path: String, line: usize },
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Read,
    Write,
    Remove,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Doing::Read => "read",
            Doing::Write => "write",
            Doing::Remove => "remove",
        })
    }
}

impl DiskError {
    pub(super) fn io(doing: Doing, path: &Path, source: io::Error) -> Self {
        DiskError::Io {
            doing,
            path: path.display().to_string(),
            source,
        }
    }
}

/// A system's error in the words of our messages: lower case, no number, the same on all systems
/// where its kind is known.
pub(super) fn plain(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "no such file or folder".into(),
        Kind::PermissionDenied if error.raw_os_error().is_some() => "permission denied".into(),
        Kind::AlreadyExists => "it exists already".into(),
        Kind::NotADirectory => "not a folder".into(),
        Kind::IsADirectory => "it is a folder".into(),
        Kind::StorageFull => "the disk is full".into(),
        Kind::QuotaExceeded => "the disk quota is used up".into(),
        Kind::ReadOnlyFilesystem => "the file system is read-only".into(),
        Kind::InvalidFilename => "the system does not allow this name".into(),
        Kind::CrossesDevices => "it is on another file system than the folder around it".into(),
        _ => lower_without_number(&error.to_string()),
    }
}

fn lower_without_number(message: &str) -> String {
    let message = match message.rfind(" (os error ") {
        Some(end) => &message[..end],
        None => message,
    };
    let mut chars = message.trim_end_matches('.').chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "unknown reason".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_failure_reads_as_one_sentence() {
        let denied = io::Error::from_raw_os_error(13);
        assert_eq!(
            DiskError::io(Doing::Write, Path::new("public/index.html"), denied).to_string(),
            "could not write `public/index.html`: permission denied"
        );
    }

    #[test]
    fn a_reason_keeps_its_own_words_without_the_system_s_number() {
        let busy = io::Error::other("Text file busy (os error 26)");
        assert_eq!(plain(&busy), "text file busy");
    }
}

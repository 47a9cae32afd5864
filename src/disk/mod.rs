//! Files, read and written; nothing else in casebook touches `std::fs`.
//!
//! [`snapshot`] reads a casebook, [`update`] looks again at what may have changed of it, [`SiteWriter`] writes a site,
//! [`commit`] says which commit the notes stand at, [`Hint`] what the last build came to.
//! May use `source` and `address_rules`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is where files are read and written"
)]

mod commit;
mod compare;
mod create;
mod error;
mod folder;
mod hint;
mod history;
mod lock;
mod manifest;
mod place;
mod read;
mod replace;
mod site_file;
mod stage;
mod stamp;
mod target;
mod update;
mod walk;
mod write;

pub use commit::commit;
pub use create::create;
pub use error::{DiskError, Doing};
pub use folder::{is_folder, real_folder};
pub use hint::{Hint, HintFile};
pub use history::{add_history, is_shallow, keep_history};
pub use read::{Listing, snapshot};
pub use replace::replace;
pub use site_file::site_file;
pub use stamp::Stamp;
pub use update::{is_read, update};
pub use write::{Put, SiteWriter, Written, standing_site};

//! What can be done with the register. Each command fetches, decides and records, in one transaction; reading
//! shows what holds on a day.

mod account;
mod agencies;
mod block;
mod file;
mod party;
mod read;
mod registers;

pub(crate) use account::save_account_in;
pub use account::{AccountAsked, AccountSaved, save_account};
pub use agencies::{Loaded, load_agencies};
pub use block::set_block;
pub use file::{FieldChange, Imported, ReceivedFile, RowDone, export, import, receive, trial};
pub(crate) use file::{import_in, stored_file};
pub(crate) use party::{SaveOrder, save_in};
pub use party::{Saved, save_party};
pub use read::{Found, PartyShown, Search, changes, find, groups_of, history, show};
pub use registers::{set_group, set_highlight_days};

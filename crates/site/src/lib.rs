//! Where who is signed in meets the shell: session → [`Visit`] → page or API answer.
//!
//! A page is a handler with three acts. It takes a [`Visit`] (who, at which entity, in which
//! language), runs one command or query on a blocking thread through [`Visit::answer`], and hands
//! finished words to a view. The entity stands in the address, `/1098/verifikationer`, never in the
//! session: two tabs at two agencies cannot mix their books.
//!
//! Pages of a process live in its crate and are put together by the program; here are only those
//! that concern no process: signing in and out, and one's own sessions.

mod answer;
pub mod api;
mod cookies;
mod door;
pub mod fields;
mod kept;
mod lifted;
mod own;
mod page_routes;
pub mod pages;
mod place;
pub mod reading;
mod shown;
mod step_up;
pub mod veil;
mod visit;

pub use answer::{Answered, Miss, blocking};
pub use api::{Answer, ApiVisit, KEY_HEADER, json};
pub use cookies::{set_session, set_signed_in};
pub use door::Needs;
pub use kept::Kept;
pub use lifted::with_pseudonyms_lifted;
pub use own::OwnVisit;
pub use page_routes::{PageRoute, Pages};
pub use place::{OfPersons, Place, Site, Web};
pub use shown::{Document, shown_to, with_readings_told};
pub use step_up::{ask_and_go_on, passkey_button};
pub use veil::Sees;
pub use visit::{Visit, csrf_token, session_of};

use kameral_ui::Source;

/// The sentences of this crate.
pub const TEXTS: Source = Source {
    name: "site",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};

//! *Federation*: agencies' own sign-in and user directories (SEC-11, SEC-23, DEF-13).
//!
//! A provider is data, kept in versions; its secret stands in a file outside the database. What a
//! provider says is proven by its protocol (`oidc`, `saml`), becomes a [`Proven`] person, and is decided
//! on by [`recognise`](recognise()) without knowing the protocol. Roles follow [`mapping`]. A directory
//! says the same by SCIM or in a file, and comes through the same decision and the same door.

pub(crate) mod asking;
pub mod commands;
pub(crate) mod directory;
pub mod directory_file;
pub(crate) mod flow;
#[cfg(feature = "federation")]
pub(crate) mod http;
mod mapping;
#[cfg(feature = "federation")]
pub(crate) mod oidc;
mod person;
pub mod protocol;
mod provider;
mod recognise;
mod refusal;
#[cfg(feature = "federation")]
pub(crate) mod saml;
pub(crate) mod settle;
pub(crate) mod store;

pub use directory::{Change, FeedRefusal, FeedUser};
pub use mapping::{Places, wanted};
pub use person::Proven;
pub use provider::{Kind, MappedRole, Provider, ProviderRefusal, check};
pub use recognise::{Facts, Known, Recognised, recognise};
pub use refusal::FederationRefusal;

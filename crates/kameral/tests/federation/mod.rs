//! Sign-in by an agency's own provider: one of each kind on this machine, and what comes of what it says
//! (SEC-11, SEC-23, DEF-13).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod directory;
mod issuer;
mod keys;
mod oidc;
mod saml;
mod world;

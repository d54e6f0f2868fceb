//! The API of users, permissions and sign-in.

mod duties;
mod explanation;
mod licences;
mod personal;
mod proposals;
mod providers;
mod roles;
mod sign_in;
mod substitutes;
mod user_list;

use kameral_site::api::Api;

pub use explanation::{ExplanationTold, of as explanation_told};

/// The routes.
pub fn routes() -> Api {
    Api::new("identity")
        .and(duties::routes())
        .and(explanation::routes())
        .and(proposals::routes())
        .and(sign_in::routes())
        .and(personal::routes())
        .and(providers::routes())
        .and(roles::routes())
        .and(substitutes::routes())
        .and(user_list::routes())
        .and(licences::routes())
}

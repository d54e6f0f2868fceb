//! The API of users, permissions and sign-in.

mod licences;
mod roles;
mod substitutes;
mod user_list;

use kameral_site::api::Api;

/// The routes.
pub fn routes() -> Api {
    Api::new("identity")
        .and(roles::routes())
        .and(substitutes::routes())
        .and(user_list::routes())
        .and(licences::routes())
}

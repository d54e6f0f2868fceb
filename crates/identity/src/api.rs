//! The API of users, permissions and sign-in.

mod personal;

use kameral_site::api::Api;

/// The routes.
pub fn routes() -> Api {
    Api::new("identity").and(personal::routes())
}

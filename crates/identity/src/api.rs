//! The API of users, permissions and sign-in.

mod providers;

use kameral_site::api::Api;

/// The routes.
pub fn routes() -> Api {
    Api::new("identity").and(providers::routes())
}

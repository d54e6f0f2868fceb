//! The API of users, permissions and sign-in.

mod sign_in;

use kameral_site::api::Api;

/// The routes.
pub fn routes() -> Api {
    Api::new("identity").and(sign_in::routes())
}

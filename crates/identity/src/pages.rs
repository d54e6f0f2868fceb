//! Pages of users, permissions and sign-in.

use kameral_site::Pages;

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
}

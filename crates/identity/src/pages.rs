//! Pages of users, permissions and sign-in.

mod personal;

use kameral_site::Pages;

/// The routes.
pub fn routes() -> Pages {
    Pages::new().and(personal::routes())
}

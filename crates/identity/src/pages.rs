//! Pages of users, permissions and sign-in.

mod duties;
mod explanation;
mod proposals;

use kameral_site::Pages;

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .and(duties::routes())
        .and(explanation::routes())
        .and(proposals::routes())
}

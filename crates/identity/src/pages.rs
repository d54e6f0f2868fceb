//! Pages of users, permissions and sign-in.

pub(crate) mod federated;
mod providers;

pub use federated::ways_in;

use kameral_access::Permission;
use kameral_site::Pages;

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .and(federated::routes())
        .get("/{entity}/inloggningstjanster", Permission::UserManage, providers::list)
}

/// Routes that another site's page posts to by design: a provider's answer. They stand outside the
/// guard of forged requests, and prove by other means that the answer was asked for by this browser.
pub fn answers() -> Pages {
    federated::answers()
}

//! Pages of users, permissions and sign-in.

mod account;
mod duties;
mod explanation;
mod factors;
pub(crate) mod federated;
mod passkeys;
mod personal;
mod proposals;
mod providers;
mod sessions;
mod tokens;
mod user_sign_in;

pub use federated::ways_in;

use kameral_access::Permission;
use kameral_base::Timestamp;
use kameral_site::{Pages, Site};

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .and(duties::routes())
        .and(explanation::routes())
        .and(proposals::routes())
        .and(account::routes())
        .and(factors::routes())
        .and(passkeys::routes())
        .and(personal::routes())
        .and(sessions::routes())
        .and(tokens::routes())
        .and(user_sign_in::routes())
        .and(federated::routes())
        .get("/{entity}/inloggningstjanster", Permission::UserManage, providers::list)
}

/// Routes that another site's page posts to by design: a provider's answer. They stand outside the
/// guard of forged requests, and prove by other means that the answer was asked for by this browser.
pub fn answers() -> Pages {
    federated::answers()
}

/// A moment as it is shown: `2026-03-02 09:00`, in Swedish time.
fn moment(site: &Site, at: Timestamp) -> String {
    format!("{} {}", (site.day)(at), (site.time_of_day)(at))
}

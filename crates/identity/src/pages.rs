//! Pages of users, permissions and sign-in.

mod account;
mod duties;
mod explanation;
mod factors;
pub(crate) mod federated;
mod forms;
mod licences;
mod passkeys;
mod permissions;
mod personal;
mod proposals;
mod providers;
mod role_file;
mod roles;
mod sessions;
mod substitutes;
mod tokens;
mod user;
mod user_sign_in;
mod users;

pub use federated::{ways_again, ways_in};

use kameral_access::Permission as P;
use kameral_base::Timestamp;
use kameral_site::{Needs, Pages, Site};

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .and(users_and_roles())
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
        .get("/{entity}/inloggningstjanster", P::UserManage, providers::list)
}

/// Users, roles, substitutes and licences.
fn users_and_roles() -> Pages {
    const SEEING_ROLES: Needs = Needs::AnyOf(&[P::UserManage, P::RoleManage]);
    const NUMBERING: Needs = Needs::All(&[P::UserManage, P::SystemManage]);
    Pages::new()
        .get("/{entity}/anvandare", P::UserManage, users::list)
        .post("/{entity}/anvandare", P::UserManage, users::add)
        .get("/{entity}/anvandare/{login}", P::UserManage, user::show)
        .post("/{entity}/anvandare/{login}/roller", P::UserManage, user::give)
        .post(
            "/{entity}/anvandare/{login}/roller/{grant}/ta",
            P::UserManage,
            user::take,
        )
        .post("/{entity}/anvandare/{login}/aktiv", P::UserManage, user::activate)
        .post("/{entity}/anvandare/{login}/slag", P::UserManage, user::set_kind)
        .get("/{entity}/roller", SEEING_ROLES, roles::list)
        .post("/{entity}/roller", P::RoleManage, roles::save)
        .get("/{entity}/roller/ny", P::RoleManage, roles::new)
        .get("/{entity}/roller/ur-fil", P::RoleManage, role_file::show)
        .post("/{entity}/roller/ur-fil", P::RoleManage, role_file::take)
        .get("/{entity}/roller/{role}", SEEING_ROLES, roles::one)
        .get("/{entity}/behorigheter", SEEING_ROLES, permissions::list)
        .get("/{entity}/ersattare", P::UserManage, substitutes::list)
        .post("/{entity}/ersattare", P::UserManage, substitutes::appoint)
        .post("/{entity}/ersattare/{number}/avsluta", P::UserManage, substitutes::end)
        .get("/{entity}/arbeta-for", Needs::AnyRole, substitutes::choose)
        .post("/{entity}/arbeta-for", Needs::AnyRole, substitutes::act)
        .get("/{entity}/licenser", P::UserManage, licences::show)
        .post("/{entity}/licenser", P::UserManage, licences::assign)
        .post("/{entity}/licenser/antal", NUMBERING, licences::keep_number)
        .post("/{entity}/licenser/{number}/flytta", P::UserManage, licences::transfer)
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

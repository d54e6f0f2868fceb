//! Pages of users, permissions and sign-in.

mod forms;
mod licences;
mod roles;
mod substitutes;
mod user;
mod users;

use kameral_access::Permission as P;
use kameral_site::{Needs, Pages};

/// The routes.
pub fn routes() -> Pages {
    Pages::new().and(permissions())
}

/// Users, roles, substitutes and licences.
fn permissions() -> Pages {
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
        .get("/{entity}/roller/{role}", SEEING_ROLES, roles::one)
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

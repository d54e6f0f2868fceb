//! `/api/v1/entities/{entity}/…`: parties, their accounts, blocks and groups. One file a resource.

mod accounts;
mod changes;
mod parties;

use kameral_site::Needs;
use kameral_site::api::Api;

use crate::{EDIT, READ};

/// Reads the register, which belongs to the whole entity.
const READING: Needs = Needs::Whole(&[READ]);
/// Changes the register.
const EDITING: Needs = Needs::Whole(&[READ, EDIT]);

/// The routes of the register of parties.
pub fn routes() -> Api {
    Api::new("parties")
        .and(parties::routes())
        .and(accounts::routes())
        .and(changes::routes())
}

//! `/api/v1/entities/{entity}/…`: keys, prices, runs and differences. One file a resource.

mod keys;
mod runs;

use kameral_site::api::Api;

/// The routes of allocation.
pub fn routes() -> Api {
    Api::new("allocation").and(keys::routes()).and(runs::routes())
}

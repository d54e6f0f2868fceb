//! Pages of users, permissions and sign-in.

use axum::Router;
use kameral_site::Web;

/// The routes.
pub fn routes() -> Router<Web> {
    Router::new()
}

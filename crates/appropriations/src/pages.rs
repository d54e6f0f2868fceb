//! Pages of appropriations. A page is a handler and a view; addresses are Swedish and hold all state.

mod begin;
mod commitment;
mod commitments;
mod figures;
mod item;
mod item_form;
mod left;
mod movement_form;
mod overview;
mod path;
mod terms_form;

use axum::Router;
use axum::routing::{get, post};
use kameral_site::Web;

/// The routes, each under the entity's code.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/{entity}/anslag", get(overview::list))
        .route("/{entity}/anslag/kvar", get(left::of_coding))
        .route("/{entity}/anslag/ny", get(item_form::new).post(item_form::add))
        .route("/{entity}/anslag/borja", get(begin::ask).post(begin::begin))
        .route("/{entity}/anslag/post/{item}", get(item::show))
        .route(
            "/{entity}/anslag/post/{item}/andra",
            get(item_form::edit).post(item_form::change),
        )
        .route(
            "/{entity}/anslag/post/{item}/belopp",
            get(movement_form::ask).post(movement_form::register),
        )
        .route("/{entity}/anslag/post/{item}/aterta", post(movement_form::take_back))
        .route(
            "/{entity}/anslag/post/{item}/villkor",
            get(terms_form::ask).post(terms_form::keep),
        )
        .route("/{entity}/bemyndiganden", get(commitments::list))
        .route(
            "/{entity}/bemyndiganden/ny",
            get(commitments::new).post(commitments::make),
        )
        .route(
            "/{entity}/bemyndiganden/{number}",
            get(commitment::show).post(commitment::register),
        )
}

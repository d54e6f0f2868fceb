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

use kameral_access::Permission as P;
use kameral_site::{Needs, Pages};

/// Changes registers.
const EDITING: Needs = Needs::All(&[P::BooksRead, P::RegisterEdit]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/anslag", P::BooksRead, overview::list)
        .get("/{entity}/anslag/kvar", P::BooksRead, left::of_coding)
        .get("/{entity}/anslag/ny", EDITING, item_form::new)
        .post("/{entity}/anslag/ny", EDITING, item_form::add)
        .get("/{entity}/anslag/borja", EDITING, begin::ask)
        .post("/{entity}/anslag/borja", EDITING, begin::begin)
        .get("/{entity}/anslag/post/{item}", P::BooksRead, item::show)
        .get("/{entity}/anslag/post/{item}/andra", EDITING, item_form::edit)
        .post("/{entity}/anslag/post/{item}/andra", EDITING, item_form::change)
        .get("/{entity}/anslag/post/{item}/belopp", EDITING, movement_form::ask)
        .post("/{entity}/anslag/post/{item}/belopp", EDITING, movement_form::register)
        .post("/{entity}/anslag/post/{item}/aterta", EDITING, movement_form::take_back)
        .get("/{entity}/anslag/post/{item}/villkor", EDITING, terms_form::ask)
        .post("/{entity}/anslag/post/{item}/villkor", EDITING, terms_form::keep)
        .get("/{entity}/bemyndiganden", P::BooksRead, commitments::list)
        .get("/{entity}/bemyndiganden/ny", EDITING, commitments::new)
        .post("/{entity}/bemyndiganden/ny", EDITING, commitments::make)
        .get("/{entity}/bemyndiganden/{number}", P::BooksRead, commitment::show)
        .post("/{entity}/bemyndiganden/{number}", EDITING, commitment::register)
}

//! Pages of the ledger. A page is a handler and a view; addresses are Swedish and hold all state.

mod attachments;
mod causes;
mod charge;
mod chart;
mod correct;
mod dimensions;
mod drafts;
mod entry;
mod grid;
mod history;
mod line_items;
mod lookup;
mod open_items;
mod path;
mod periods;
mod posting_rules;
mod preview;
mod save_template;
mod start;
mod templates;
mod voucher;
mod vouchers;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use kameral_site::Web;
use kameral_ui::parts::GRID_BODY_BYTES_MAX;

pub use path::voucher as voucher_path;

/// A voucher of many lines is more than a body is otherwise allowed to be.
fn of_grid() -> DefaultBodyLimit {
    DefaultBodyLimit::max(GRID_BODY_BYTES_MAX)
}

/// The ledger's routes, each under the entity's code.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/{entity}", get(start::show))
        .route("/{entity}/historik", get(history::list))
        .route("/{entity}/oppna-poster", get(open_items::list))
        .route(
            "/{entity}/oppna-poster/para",
            get(open_items::back).post(open_items::pair),
        )
        .route(
            "/{entity}/oppna-poster/para-forslag",
            get(open_items::back).post(open_items::pair_proposed),
        )
        .route(
            "/{entity}/oppna-poster/{pairing}/upphav",
            get(open_items::back).post(open_items::undo),
        )
        .route("/{entity}/verifikationer", get(vouchers::list))
        .route("/{entity}/verifikationer/ny", get(entry::new))
        .route("/{entity}/verifikationer/{number}", get(voucher::show))
        .route(
            "/{entity}/verifikationer/{number}/vand",
            get(correct::reversal).post(correct::reverse),
        )
        .route(
            "/{entity}/verifikationer/{number}/kontera-om",
            get(correct::recoding).post(correct::recode),
        )
        .route("/{entity}/verifikationer/{number}/kopiera", post(entry::copy))
        .route("/{entity}/verifikationer/{number}/rader/{line}", get(causes::show))
        .route(
            "/{entity}/verifikationer/{number}/underlag/{sha256}",
            get(attachments::fetch_of_voucher),
        )
        .route(
            "/{entity}/verifikationer/{number}/mall",
            get(save_template::of_voucher).post(save_template::save_voucher),
        )
        .route("/{entity}/mallar", get(templates::list))
        .route("/{entity}/mallar/{name}", get(templates::show))
        .route("/{entity}/mallar/{name}/borja", post(templates::begin))
        .route(
            "/{entity}/mallar/{name}/radera",
            get(templates::ask_delete).post(templates::delete),
        )
        .route("/{entity}/utkast", get(drafts::list))
        .route(
            "/{entity}/utkast/{draft}",
            get(entry::edit).post(entry::save).layer(of_grid()),
        )
        .route("/{entity}/utkast/{draft}/bokfor", post(entry::post).layer(of_grid()))
        .route("/{entity}/utkast/{draft}/rader", get(entry::lines))
        .route(
            "/{entity}/utkast/{draft}/mall",
            get(save_template::of_draft).post(save_template::save_draft),
        )
        // The guard of forged writes has read the body and knows the largest there may be.
        .route(
            "/{entity}/utkast/{draft}/underlag",
            get(attachments::back)
                .post(attachments::add)
                .layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/{entity}/utkast/{draft}/underlag/{sha256}",
            get(attachments::fetch_of_draft),
        )
        .route(
            "/{entity}/utkast/{draft}/underlag/{sha256}/ta-bort",
            post(attachments::remove),
        )
        .route("/{entity}/utkast/{draft}/ta-over", post(drafts::take))
        .route("/{entity}/utkast/{draft}/kasta", post(drafts::discard))
        .route("/{entity}/uppslag", get(lookup::values))
        .route("/{entity}/uppslag/regler", get(lookup::rules))
        .route("/{entity}/uppslag/kurs", get(lookup::rate))
        .route("/{entity}/kommandon", get(lookup::commands))
        .route("/{entity}/register/konton", get(chart::list))
        .route("/{entity}/register/koddelar", get(dimensions::list))
        .route(
            "/{entity}/register/koddelar/{code}",
            get(dimensions::values).post(dimensions::save),
        )
        .route("/{entity}/register/automatkontering", get(posting_rules::list))
        .route("/{entity}/register/automatkontering/ny", get(posting_rules::edit::new))
        .route(
            "/{entity}/register/automatkontering/spara",
            post(posting_rules::edit::save),
        )
        .route("/{entity}/register/automatkontering/{rule}", get(posting_rules::one))
        .route(
            "/{entity}/register/automatkontering/{rule}/ny-version",
            get(posting_rules::edit::next),
        )
        .route(
            "/{entity}/register/automatkontering/{rule}/{version}/giltighet",
            get(posting_rules::edit::change),
        )
        .route(
            "/{entity}/register/automatkontering/{rule}/{version}/provkor",
            get(posting_rules::trial::show),
        )
        .route("/{entity}/automatkorning", get(charge::show).post(charge::run))
        .route("/{entity}/perioder", get(periods::list).post(periods::change))
}

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
mod projects;
mod save_template;
mod secrecy;
mod start;
mod templates;
mod voucher;
mod vouchers;

use axum::extract::DefaultBodyLimit;
use kameral_access::Permission as P;
use kameral_site::{Needs, Pages};
use kameral_ui::parts::GRID_BODY_BYTES_MAX;

pub use path::voucher as voucher_path;

/// A voucher of many lines is more than a body is otherwise allowed to be.
fn of_grid() -> DefaultBodyLimit {
    DefaultBodyLimit::max(GRID_BODY_BYTES_MAX)
}

/// Reads what concerns the whole entity.
const WHOLE: Needs = Needs::Whole(&[P::BooksRead]);
/// Types vouchers.
const DRAFTING: Needs = Needs::All(&[P::BooksRead, P::VoucherDraft]);
/// Posts what concerns the whole entity.
const POSTING: Needs = Needs::Whole(&[P::BooksRead, P::VoucherPost]);
/// Corrects vouchers.
const CORRECTING: Needs = Needs::All(&[P::BooksRead, P::VoucherCorrect]);
/// Pairs open items.
const RECONCILING: Needs = Needs::Whole(&[P::BooksRead, P::AccountReconcile]);
/// Changes rules of automatic posting.
const RULING: Needs = Needs::All(&[P::BooksRead, P::RuleEdit]);
/// Adds projects.
const PROJECTS: Needs = Needs::All(&[P::BooksRead, P::ProjectEdit]);
/// Changes registers.
const EDITING: Needs = Needs::All(&[P::BooksRead, P::RegisterEdit]);

/// The ledger's routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}", Needs::AnyRole, start::show)
        .get("/{entity}/historik", P::BooksRead, history::list)
        .get("/{entity}/historik/{seq}", WHOLE, history::show_line)
        .get("/{entity}/sekretess", P::SecretRead, secrecy::list)
        .post("/{entity}/sekretess", P::SecretRead, secrecy::set)
        .post("/{entity}/sekretess/hav", P::SecretRead, secrecy::lift)
        .get("/{entity}/oppna-poster", WHOLE, open_items::list)
        .get("/{entity}/oppna-poster/para", WHOLE, open_items::back)
        .post("/{entity}/oppna-poster/para", RECONCILING, open_items::pair)
        .get("/{entity}/oppna-poster/para-forslag", WHOLE, open_items::back)
        .post(
            "/{entity}/oppna-poster/para-forslag",
            RECONCILING,
            open_items::pair_proposed,
        )
        .get("/{entity}/oppna-poster/{pairing}/upphav", WHOLE, open_items::back)
        .post("/{entity}/oppna-poster/{pairing}/upphav", RECONCILING, open_items::undo)
        .get("/{entity}/verifikationer", P::BooksRead, vouchers::list)
        .get("/{entity}/verifikationer/ny", DRAFTING, entry::new)
        .get("/{entity}/verifikationer/{number}", P::BooksRead, voucher::show)
        .get("/{entity}/verifikationer/{number}/vand", CORRECTING, correct::reversal)
        .post("/{entity}/verifikationer/{number}/vand", CORRECTING, correct::reverse)
        .get(
            "/{entity}/verifikationer/{number}/kontera-om",
            CORRECTING,
            correct::recoding,
        )
        .post(
            "/{entity}/verifikationer/{number}/kontera-om",
            CORRECTING,
            correct::recode,
        )
        .post("/{entity}/verifikationer/{number}/kopiera", DRAFTING, entry::copy)
        .get(
            "/{entity}/verifikationer/{number}/rader/{line}",
            P::BooksRead,
            causes::show,
        )
        .get(
            "/{entity}/verifikationer/{number}/underlag/{sha256}",
            P::BooksRead,
            attachments::fetch_of_voucher,
        )
        .get(
            "/{entity}/verifikationer/{number}/mall",
            DRAFTING,
            save_template::of_voucher,
        )
        .post(
            "/{entity}/verifikationer/{number}/mall",
            DRAFTING,
            save_template::save_voucher,
        )
        .get("/{entity}/mallar", P::VoucherDraft, templates::list)
        .get("/{entity}/mallar/{name}", P::VoucherDraft, templates::show)
        .post("/{entity}/mallar/{name}/borja", P::VoucherDraft, templates::begin)
        .get("/{entity}/mallar/{name}/radera", P::VoucherDraft, templates::ask_delete)
        .post("/{entity}/mallar/{name}/radera", P::VoucherDraft, templates::delete)
        .get("/{entity}/utkast", P::VoucherDraft, drafts::list)
        .get("/{entity}/utkast/{draft}", DRAFTING, entry::edit)
        .post_large("/{entity}/utkast/{draft}", DRAFTING, of_grid(), entry::save)
        .post_large(
            "/{entity}/utkast/{draft}/bokfor",
            Needs::All(&[P::BooksRead, P::VoucherDraft, P::VoucherPost]),
            of_grid(),
            entry::post,
        )
        .get("/{entity}/utkast/{draft}/rader", DRAFTING, entry::lines)
        .get("/{entity}/utkast/{draft}/mall", DRAFTING, save_template::of_draft)
        .post("/{entity}/utkast/{draft}/mall", DRAFTING, save_template::save_draft)
        // The guard of forged writes has read the body and knows the largest there may be.
        .get("/{entity}/utkast/{draft}/underlag", P::VoucherDraft, attachments::back)
        .post_large(
            "/{entity}/utkast/{draft}/underlag",
            P::VoucherDraft,
            DefaultBodyLimit::disable(),
            attachments::add,
        )
        .get(
            "/{entity}/utkast/{draft}/underlag/{sha256}",
            P::VoucherDraft,
            attachments::fetch_of_draft,
        )
        .post(
            "/{entity}/utkast/{draft}/underlag/{sha256}/ta-bort",
            P::VoucherDraft,
            attachments::remove,
        )
        .post("/{entity}/utkast/{draft}/ta-over", P::VoucherDraft, drafts::take)
        .post("/{entity}/utkast/{draft}/kasta", P::VoucherDraft, drafts::discard)
        .get("/{entity}/uppslag", P::BooksRead, lookup::values)
        .get("/{entity}/uppslag/regler", P::BooksRead, lookup::rules)
        .get("/{entity}/uppslag/kurs", P::BooksRead, lookup::rate)
        .get("/{entity}/kommandon", P::BooksRead, lookup::commands)
        .get("/{entity}/register/konton", P::BooksRead, chart::list)
        .get("/{entity}/register/koddelar", P::BooksRead, dimensions::list)
        .get("/{entity}/register/koddelar/{code}", P::BooksRead, dimensions::values)
        .post("/{entity}/register/koddelar/{code}", EDITING, dimensions::save)
        .get("/{entity}/register/projekt", P::BooksRead, projects::list)
        .post("/{entity}/register/projekt", PROJECTS, projects::save)
        .get("/{entity}/register/automatkontering", P::BooksRead, posting_rules::list)
        .get(
            "/{entity}/register/automatkontering/ny",
            RULING,
            posting_rules::edit::new,
        )
        .post(
            "/{entity}/register/automatkontering/spara",
            RULING,
            posting_rules::edit::save,
        )
        .get(
            "/{entity}/register/automatkontering/{rule}",
            P::BooksRead,
            posting_rules::one,
        )
        .get(
            "/{entity}/register/automatkontering/{rule}/ny-version",
            RULING,
            posting_rules::edit::next,
        )
        .get(
            "/{entity}/register/automatkontering/{rule}/{version}/giltighet",
            RULING,
            posting_rules::edit::change,
        )
        .get(
            "/{entity}/register/automatkontering/{rule}/{version}/provkor",
            WHOLE,
            posting_rules::trial::show,
        )
        .get("/{entity}/automatkorning", WHOLE, charge::show)
        .post("/{entity}/automatkorning", POSTING, charge::run)
        .get("/{entity}/perioder", P::BooksRead, periods::list)
        .post(
            "/{entity}/perioder",
            Needs::All(&[P::BooksRead, P::PeriodManage]),
            periods::change,
        )
}

//! `/api/v1/entities/{entity}/…`: the ledger's resources. One file a resource.
//!
//! Each has shapes of its own; the types of the domain are never written out. A handler has three
//! acts: read the request, run one command or query, answer.

mod accounts;
mod attachments;
mod causes;
mod charge;
mod chart;
mod check;
mod corrections;
mod currencies;
mod dimensions;
mod draft_told;
mod drafts;
mod fields;
mod files;
mod model;
mod open_items;
mod periods;
mod posting_rules;
mod secrecy;
mod series;
mod statements;
mod structure;
mod templates;
mod voucher_draft;
mod voucher_told;
mod vouchers;

use kameral_site::api::Api;

pub use causes::LineCausesTold;
pub use chart::XLSX;
pub use files::file_name;
pub use voucher_told::VoucherTold;

/// The ledger's routes.
pub fn routes() -> Api {
    Api::new("ledger")
        .and(vouchers::routes())
        .and(corrections::routes())
        .and(files::routes())
        .and(drafts::routes())
        .and(templates::routes())
        .and(attachments::routes())
        .and(accounts::routes())
        .and(chart::routes())
        .and(dimensions::routes())
        .and(structure::routes())
        .and(posting_rules::routes())
        .and(charge::routes())
        .and(causes::routes())
        .and(statements::routes())
        .and(series::routes())
        .and(currencies::routes())
        .and(model::routes())
        .and(periods::routes())
        .and(open_items::routes())
        .and(check::routes())
        .and(secrecy::routes())
}

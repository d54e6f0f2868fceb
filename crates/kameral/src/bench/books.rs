//! Books to measure on: an agency with the demo's registers, and vouchers to post.

use kameral_access::{Cx, INSTALLATION};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_demo::Workload;
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post};
use kameral_ledger::model::RuleSet;
use kameral_ledger::posting::Source;
use kameral_ledger::standard;
use kameral_ledger::voucher::DraftVoucher;
use kameral_store::Store;

use crate::outcome::Ending;
use crate::place::MIGRATIONS;

/// Vouchers of one transaction.
pub const TOGETHER: usize = 1_000;
/// Vouchers of the workload stand in the year before this day.
const TODAY: Date = Date::constant(2026, 6, 30);
/// The year they stand in.
pub const YEAR: i32 = 2025;

/// The moment everything is registered at: what is measured is the same each time.
fn moment() -> Timestamp {
    "2026-06-30T10:00:00Z".parse().expect("a correct moment")
}

/// Who measures, at an entity.
pub fn operator(store: &Store, entity: EntityId) -> Cx {
    Cx::operator(store.clone(), "kameral bench", entity, TODAY, moment())
}

/// A workload from its beginning.
pub fn workload() -> Workload {
    Workload::new(TODAY)
}

/// Opens a new database and makes an agency in it, with the proposed rules bound.
pub fn agency(address: &str) -> Result<Cx, Ending> {
    let store = Store::open(address)?;
    store.migrate(&MIGRATIONS, moment())?;
    let new = NewEntity {
        code: "1098".to_owned(),
        name: "Mätmyndigheten".to_owned(),
        org_number: "202100-9986".to_owned(),
        rules: RuleSet::State,
    };
    let mistaken = |mistake: standard::StandardMistake| Ending::Fault(mistake.to_string());
    let standard = standard::changes(RuleSet::State).map_err(mistaken)?;
    let entity = init_entity(&operator(&store, INSTALLATION), None, &new, &standard)?;
    let cx = operator(&store, entity.id);
    change_registers(&cx, None, "bench", &workload().registers().map_err(mistaken)?)?;
    Ok(cx)
}

/// One command's vouchers.
pub fn request(drafts: Vec<DraftVoucher>) -> PostRequest {
    PostRequest {
        drafts,
        source: Source {
            name: "bench",
            sha256: None,
        },
        accept_warnings: None,
        subject: "bench".to_owned(),
    }
}

/// So many vouchers in requests of a thousand, made before anything is timed.
pub fn requests(count: usize) -> Vec<PostRequest> {
    let mut workload = workload();
    let places = (0..count).step_by(TOGETHER);
    places
        .map(|place| request(workload.vouchers(place, TOGETHER.min(count - place), count)))
        .collect()
}

/// Posts so many, making them as it goes, and tells how far it is.
pub fn fill(cx: &Cx, count: usize, say: super::Say<'_>) -> Result<(), Ending> {
    let mut workload = workload();
    for place in (0..count).step_by(TOGETHER) {
        post(
            cx,
            None,
            &request(workload.vouchers(place, TOGETHER.min(count - place), count)),
        )?;
        if place % 100_000 == 0 {
            say(&format!("{place} of {count} vouchers"));
        }
    }
    Ok(())
}

//! A small agency for stories about allocation, and a language of lines.
//!
//! | Line | Does |
//! |---|---|
//! | `2026-03-10 Text \| 4011 ORG=100 1000,00 \| 2581 -1000,00` | posts a voucher; `10h` on a line is a quantity |
//! | `key K order=10 pool=4* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519` | keeps a version of a key |
//! | `price H 700,00 2026-01-01` | sets a price |
//! | `run 202603`, `run 202603 K`, `trial 202603` | runs keys, or shows what a run would come to |
//! | `spread K 202612`, `propose …`, `carry …`, `accept K`, `differences 202612` | differences |
//! | `show R-2026-1`, `reverse R-2026-1 2026-03-31`, `sum 9`, `charge 202603` | the books |

#![allow(dead_code, unused_imports, reason = "each test file uses a part of the world")]

mod keys;
mod play;
mod registers;
mod tell;
mod vouchers;

use std::cell::RefCell;

use expect_test::Expect;
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::{AccountingModel, RuleSet};
use kameral_store::Store;
use kameral_store::testing::each_migrated;

pub use keys::key;
pub use vouchers::draft;

/// The agency.
pub struct World {
    /// The operator.
    pub cx: Cx,
}

impl World {
    /// A new agency on a new database.
    pub fn on(store: &Store) -> Self {
        let today = Date::constant(2026, 6, 30);
        let now: Timestamp = "2026-06-30T12:00:00Z".parse().expect("a moment");
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: "1098".to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &registers::changes()).expect("the agency is made");
        Self {
            cx: Cx::operator(store.clone(), "operator", entity.id, today, now),
        }
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        let load = |tx: &mut kameral_store::Tx| kameral_ledger::store::model::load(tx, &self.cx);
        self.cx.read(Permission::BooksRead, load).expect("the model")
    }
}

/// Runs a test in a new agency on SQLite and on PostgreSQL.
pub fn each_world(test: impl Fn(&World)) {
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_allocation::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| test(&World::on(store)));
}

/// Plays a story in a new agency on both engines; both tell the same.
pub fn check(story: &str, expected: Expect) {
    let told = RefCell::new(None::<String>);
    each_world(|world| {
        let answer = world.play(story).replace('\u{a0}', " ").replace('\u{2212}', "-");
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    expected.assert_eq(&told.into_inner().unwrap_or_default());
}

//! The integrity check, and what the database finds in itself.

use kameral_base::EntityId;
use kameral_store::testing::each_migrated;
use kameral_store::{Fault, Stop};

use crate::api::world::World;

const EXPECTED: &str = r##"sys POST check: 200 {"clean":false,"findings":[],"head_hash":"#","head_seq":0,"left_out":0,"lines":0,"store":[{"column":"","expected":"","found":"entity_id=1, draft_id=1, posted_seq=99","information":false,"name":"store_check","number":"904","place":"101 a draft that was posted leads to its voucher","text":"Kontroll 101 a draft that was posted leads to its voucher: entity_id=1, draft_id=1, posted_seq=99"}],"vouchers":0}
"##;

/// What the command line tells of the store, the API tells too: a draft that says it was posted, and
/// whose voucher is not there, is a voucher forgotten.
#[test]
fn what_the_store_finds_is_told() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::on(store.clone());
        let voucher = crate::api::world::voucher("Hyra", 50_000);
        let before = world.play(&format!(
            "eva POST drafts {{\"voucher\":{voucher}}}\n sys POST check {{}}"
        ));
        assert!(before.contains(r#""clean":true"#), "{before}");
        let damage: Result<u64, Stop<Fault>> = store.write(|tx| {
            tx.for_entities(&[EntityId(1)])?;
            Ok(tx.exec("update draft set state = 'posted', posted_seq = 99", &[])?)
        });
        assert_eq!(damage.unwrap_or_default(), 1);
        assert_eq!(world.play("sys POST check {}"), EXPECTED);
    });
}

//! A SIE file is imported whole or not at all, and once (reliability rule 12).

use crate::world;

use kameral_access::Permission;
use kameral_base::{Period, Refusal};
use kameral_ledger::commands::{SieImported, import_sie, set_period};
use kameral_ledger::model::{Module, PeriodState};
use kameral_ledger::store::vouchers;
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use world::{World, each_world};

/// Two vouchers, of January and of March, and an account the entity has not.
const FILE: &str = "\
#FLAGGA 0
#SIETYP 4
#FORMAT PC8
#GEN 20260630
#PROGRAM \"x\" 1
#FNAMN \"Namnd\"
#RAR 0 20260101 20261231
#KONTO 5012 \"Lokalhyra\"
#KONTO 5019 \"Lokaler\"
#KONTO 2581 \"Skulder\"
#VER I 1 20260315 \"Hyra mars\"
{
#TRANS 5012 {1 \"100\"} 1.00
#TRANS 2581 {} -1.00
}
#VER I 2 20260115 \"Hyra januari\"
{
#TRANS 5012 {1 \"100\"} 2.00
#TRANS 2581 {} -2.00
}
";

/// A voucher the ledger refuses stops those before it, and the accounts of the file too.
#[test]
fn one_refused_voucher_stops_the_whole_file() {
    each_world(|world| {
        let january = Period::parse("202601").expect("a period");
        let set = |state| set_period(&world.cx, None, january, &[Module::Ledger], state, "the file").expect("set");
        set(PeriodState::Closed);
        let before = stands(&world);
        assert_eq!(import(&world, false).unwrap_err(), ["period_closed"]);
        assert_eq!(stands(&world), before);
        set(PeriodState::Open);
        let imported = import(&world, false).expect("imported");
        assert!(!imported.known, "what was refused is not known");
        assert_eq!(imported.vouchers, 2);
    });
}

/// What is tried leaves nothing; what was imported is known, and changes nothing again.
#[test]
fn a_file_is_tried_imported_and_known() {
    each_world(|world| {
        let before = stands(&world);
        let tried = import(&world, true).expect("tried");
        assert_eq!((tried.vouchers, stands(&world)), (2, before));
        let imported = import(&world, false).expect("imported");
        assert_eq!(imported, tried, "as it was told");
        let after = stands(&world);
        assert_eq!((after.0, after.1), (before.0 + 2, true));
        assert!(import(&world, false).expect("known").known);
        assert_eq!(stands(&world), after);
    });
}

fn import(world: &World, dry_run: bool) -> Result<SieImported, Vec<&'static str>> {
    let spool = Spool::receive(FILE.as_bytes(), 1 << 20).expect("a small file");
    import_sie(&world.cx, None, "hyra.se", &spool, dry_run).map_err(|stop| match stop {
        Stop::Refused(refusals) => refusals.iter().map(Refusal::name).collect(),
        other => panic!("{other:?}"),
    })
}

/// Where the journal ends, and whether the account of the file is there.
fn stands(world: &World) -> (i64, bool) {
    let end = world
        .cx
        .read(Permission::BooksRead, |tx| vouchers::journal_end(tx, world.cx.entity()));
    (end.expect("the end").0, world.model().accounts.contains_key("5019"))
}

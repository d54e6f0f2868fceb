//! Who reads the books past the reader's conditions, and what holds back who meets some rows only (SEC-02,
//! REP-11): a query that nobody thought of is how a unit is shown to another.
//!
//! Vouchers are read by `ledger::Sight`; what stands here reads every row of the entity, and says in the same
//! file, or in the one that is named, that only who meets them all gets it, or how they are chosen among.

use super::{code, files};

/// What reads every row of an entity.
const READERS: [&str; 26] = [
    "balances::sums",
    "cube::each(",
    "store::journal::{",
    "lines::of_account(",
    "lines::each_since(",
    "lines::sum_",
    "open_items::open_items(",
    "open_items::tie_out(",
    "open_items::pairing",
    "open_items::followed_lines(",
    "roles::sums(",
    "sie::opening_by_account(",
    "sie::closing_by_account(",
    "sie::moved_by_account(",
    "generated::standing(",
    "generated::allocated(",
    "headers_from(",
    "header_at(",
    "lines_between(",
    ".turnovers(tx",
    ".posted(tx",
    ".causes(tx",
    "store::turnovers(",
    "store::opening_vouchers(",
    "fetch::balances(",
    "dues_in(",
];

/// Files that ask them, what must stand there or in another, and why that is enough.
const ASKING: [(&str, &str, &str, &str); 34] = [
    (
        "allocation/src/commands/difference.rs",
        "",
        ".read_whole(",
        "a run is of the whole agency",
    ),
    (
        "allocation/src/commands/run.rs",
        "",
        ".read_whole(",
        "a run is of the whole agency",
    ),
    (
        "appropriations/src/queries.rs",
        "",
        "if !sees_all(scope) {",
        "standings are empty to others",
    ),
    ("closing/src/commands.rs", "", ".read_whole(", "a year is closed whole"),
    (
        "closing/src/commands/transfers.rs",
        "",
        "whole_books(cx)?",
        "transfers are the agency's",
    ),
    (
        "exchange/src/charge.rs",
        "exchange/src/commands/hermes.rs",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/commands/conversion.rs",
        "",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/commands/explain.rs",
        "",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/commands/hermes.rs",
        "",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/commands/reported.rs",
        "",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/commands/tdb.rs",
        "",
        "every_row(cx)?",
        "a file tells of every row",
    ),
    (
        "exchange/src/fetch.rs",
        "exchange/src/commands.rs",
        ".require_whole(",
        "its callers stand here",
    ),
    (
        "exchange/src/guard.rs",
        "",
        "scope.is_whole()",
        "amounts are told to who meets them all",
    ),
    (
        "ledger/src/api/open_items.rs",
        "",
        ".read_whole(",
        "items are of the whole account",
    ),
    ("ledger/src/check/charges.rs", "", "cx", "the operator checks the books"),
    (
        "ledger/src/commands/causes.rs",
        "",
        "sight.is_whole()",
        "a run rests on every row",
    ),
    (
        "ledger/src/commands/charge.rs",
        "",
        ".read_whole(",
        "a rule is tried on every row",
    ),
    (
        "ledger/src/commands/open_item.rs",
        "ledger/src/pages.rs",
        "RECONCILING: Needs = Needs::Whole(",
        "pairing writes",
    ),
    (
        "ledger/src/commands/sie.rs",
        "",
        ".require_whole(",
        "a file tells of every row",
    ),
    (
        "ledger/src/dispose_texts.rs",
        "records/src/commands/run.rs",
        "whole(cx)?",
        "disposal reaches every row",
    ),
    (
        "ledger/src/pages/entry.rs",
        "",
        "found.head.posted_seq",
        "the number of one's own draft",
    ),
    (
        "ledger/src/pages/line_items.rs",
        "",
        "voucher.lines.iter()",
        "lines of a voucher that Sight has met",
    ),
    (
        "ledger/src/pages/open_items.rs",
        "",
        ".read_whole(",
        "items are of the whole account",
    ),
    (
        "ledger/src/pages/open_items/account.rs",
        "",
        ".read_whole(",
        "items are of the whole account",
    ),
    (
        "ledger/src/pages/open_items/overview.rs",
        "",
        ".read_whole(",
        "items are of the whole account",
    ),
    (
        "ledger/src/pages/open_items/pairings.rs",
        "",
        ".read_whole(",
        "items are of the whole account",
    ),
    (
        "ledger/src/pages/secrecy.rs",
        "",
        "Permission::SecretRead",
        "numbers of what is marked secret",
    ),
    (
        "ledger/src/sie_export.rs",
        "ledger/src/commands/sie.rs",
        ".require_whole(",
        "a file tells of every row",
    ),
    (
        "reports/src/fetch.rs",
        "",
        "sheet.take(question, selection",
        "by the selection of the scope",
    ),
    (
        "reports/src/run/appropriation.rs",
        "",
        "if !queries::sees_all(run.scope) {",
        "standings are empty to others",
    ),
    (
        "reports/src/run/journal.rs",
        "",
        "self.selection.group(line.coding)",
        "by the selection of the scope",
    ),
    (
        "reports/src/run/ledger.rs",
        "",
        "self.selection.group(*coding)",
        "by the selection of the scope",
    ),
    (
        "reports/src/walk.rs",
        "",
        "self.selection.group(line.coding)",
        "by the selection of the scope",
    ),
    (
        "reports/src/journal.rs",
        "reports/src/run/journal.rs",
        "selection",
        "names the rows that were chosen",
    ),
];

/// SEC-02, REP-11.
#[test]
fn whoever_reads_past_the_conditions_says_who_may() {
    let sources = files("rs");
    let of = |name: &str| {
        let found = sources.iter().find(|(known, _)| known == name);
        code(&found.unwrap_or_else(|| panic!("{name} is gone: take its row away")).1)
    };
    for (name, text) in &sources {
        // The rooms of the statements themselves; the command line is the operator's.
        let is_room = name.contains("/src/store") || name.contains("/tests/") || name.starts_with("kameral/src/bench");
        let code = code(text);
        let asked = READERS.iter().find(|reader| code.contains(**reader));
        let is_listed = ASKING.iter().any(|(file, ..)| file == name);
        if let Some(reader) = asked.filter(|_| !is_room) {
            assert!(is_listed, "{name}: {reader} reads every row, and nothing says who may");
        } else {
            assert!(!is_listed, "{name} reads nothing: take its row away");
        }
    }
    for (file, elsewhere, held_by, _) in ASKING {
        let place = if elsewhere.is_empty() { file } else { elsewhere };
        assert!(of(place).contains(held_by), "{file}: {held_by} is not in {place}");
    }
}

//! Stories of the agencies that come with the program.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::world::check;

/// EM-15: agencies are loaded as counterparties, once; what somebody changed by hand stays, and none is made a
/// supplier without two.
#[test]
fn em_15_agencies_are_loaded_once() {
    check(
        "anna: save number=L1 | name=Kammarkollegiet | kind=agency | roles=agency | org_number=202100-0829 | counterparty=1003
         cilla: agencies
         anna: agencies
         anna: agencies
         anna: find number 202100-2932
         anna: show M1001
         anna: show M1003
         anna: save number=M1001 | name=Uppsala universitet | kind=agency | roles=agency,customer | org_number=202100-2932 | counterparty=1001 | email=faktura@example.se
         anna: agencies
         anna: save number=M1001 | name=Uppsala universitet | kind=agency | roles=agency,supplier | org_number=202100-2932 | counterparty=1001",
        expect![[r#"
            anna save: kept L1 1
            cilla agencies: denied party.edit
            anna agencies: added 204 changed 0 kept 1
            anna agencies: added 0 changed 0 kept 205
            anna find: M1001 Uppsala universitet
            anna show: Uppsala universitet [agency] agency domestic by anna
            anna show: none
            anna save: kept M1001 2
            anna agencies: added 0 changed 0 kept 205
            anna save: denied party.edit four_eyes:party.supplier
        "#]],
    );
}

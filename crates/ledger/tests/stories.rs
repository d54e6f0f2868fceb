//! Stories about posting. Read them aloud to an accountant.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use world::check;

#[test]
fn a_voucher_is_posted_and_shown() {
    check(
        "as eva
         post 2026-03-15 Rent for March
           5012 ORG=100 500,00
           2581 -500,00
         show A-2026-1
         balances 2026",
        expect![[r#"
            posted A-2026-1 202603
            A-2026-1 2026-03-15 202603 Rent for March by eva
              1 5012 ORG=100 500.00
              2 2581 -500.00
            2581 0.00 500.00
            5012|1=100 500.00 0.00
        "#]],
    );
}

//! Where fields stand.

use crate::bankgirot::record::Field;

/// What every file has in its opening record.
pub(super) const PRODUCT_NAME: &str = "LEVERANTÖRSBETALNINGAR";
/// As soon as it can be paid.
pub(super) const AT_ONCE: &str = "GENAST";
/// The mark of a salary.
pub(super) const SALARY: &str = "L";

// 11, opening.
pub(super) const SENDER: Field = Field::new("avsändarbankgiro", 3, 12);
pub(super) const WRITTEN: Field = Field::new("skrivdag", 13, 18);
pub(super) const PRODUCT: Field = Field::new("produkt", 19, 40);
pub(super) const BATCH_DAY: Field = Field::new("betalningsdag", 41, 46);
pub(super) const CURRENCY: Field = Field::new("valuta", 60, 62);
/// In what Bankgirot returns: which report it is.
pub(super) const REPORT: Field = Field::new("redovisningskod", 47, 47);

// 14 to 17 and 54, orders.
pub(super) const RECEIVER: Field = Field::new("mottagare", 3, 12);
pub(super) const REFERENCE: Field = Field::new("referens", 13, 37);
pub(super) const AMOUNT: Field = Field::new("belopp", 38, 49);
pub(super) const DAY: Field = Field::new("betalningsdag", 50, 55);
pub(super) const OWN_TEXT: Field = Field::new("information till avsändaren", 61, 80);
/// In what Bankgirot returns: how it was paid.
pub(super) const PAYMENT_TYPE: Field = Field::new("betaltyp", 50, 50);

// 25 and 65, texts.
pub(super) const TEXT: Field = Field::new("informationstext", 13, 62);
pub(super) const PLUSGIRO_TEXT: Field = Field::new("informationstext", 13, 47);

// 26, 27 and 40, payouts.
pub(super) const PAYOUT: Field = Field::new("utbetalningsnummer", 7, 12);
pub(super) const NAME: Field = Field::new("namn", 13, 47);
pub(super) const EXTRA_NAME: Field = Field::new("extra namn", 48, 80);
pub(super) const STREET: Field = Field::new("adress", 13, 47);
pub(super) const POSTCODE: Field = Field::new("postnummer", 48, 52);
pub(super) const TOWN: Field = Field::new("ort", 53, 72);
pub(super) const CLEARING: Field = Field::new("clearingnummer", 13, 16);
pub(super) const ACCOUNT: Field = Field::new("kontonummer", 17, 28);
pub(super) const ACCOUNT_TEXT: Field = Field::new("avsändaridentifikation", 29, 40);
pub(super) const SALARY_MARK: Field = Field::new("löneinsättning", 41, 41);

// 29, total.
pub(super) const COUNT: Field = Field::new("antal", 13, 20);
pub(super) const SUM: Field = Field::new("totalbelopp", 21, 32);
pub(super) const SIGN: Field = Field::new("tecken", 33, 33);

// 49, comment.
pub(super) const COMMENT_CODE: Field = Field::new("kommentarkod", 3, 10);
pub(super) const COMMENT: Field = Field::new("kommentar", 11, 80);

//! Where fields stand, by the manual.

use crate::bankgirot::record::Field;

// 01, start.
pub(super) const NAME: Field = Field::new("layoutnamn", 3, 22);
pub(super) const VERSION: Field = Field::new("version", 23, 24);
pub(super) const MOMENT: Field = Field::new("tidstämpel", 25, 44);
pub(super) const MARK: Field = Field::new("testmarkering", 45, 45);
// 05, opening.
pub(super) const RECEIVER: Field = Field::new("mottagarbankgiro", 3, 12);
pub(super) const RECEIVER_PLUSGIRO: Field = Field::new("mottagarplusgiro", 13, 22);
pub(super) const CURRENCY: Field = Field::new("valuta", 23, 25);
// 20 to 23, payments, deductions and their further references.
pub(super) const SENDER: Field = Field::new("avsändarbankgiro", 3, 12);
pub(super) const REFERENCE: Field = Field::new("referens", 13, 37);
pub(super) const AMOUNT: Field = Field::new("belopp", 38, 55);
pub(super) const REFERENCE_CODE: Field = Field::new("referenskod", 56, 56);
pub(super) const CHANNEL: Field = Field::new("betalningskanalkod", 57, 57);
pub(super) const SERIAL: Field = Field::new("bgc-löpnummer", 58, 69);
pub(super) const IMAGE: Field = Field::new("avibildmarkering", 70, 70);
pub(super) const DEDUCTION: Field = Field::new("avdragskod", 71, 71);
// 25 to 29, about the payer.
pub(super) const TEXT: Field = Field::new("informationstext", 3, 52);
pub(super) const PAYER: Field = Field::new("betalarens namn", 3, 37);
pub(super) const PAYER_EXTRA: Field = Field::new("extra namnfält", 38, 72);
pub(super) const STREET: Field = Field::new("betalarens adress", 3, 37);
pub(super) const POSTCODE: Field = Field::new("betalarens postnummer", 38, 46);
pub(super) const TOWN: Field = Field::new("betalarens ort", 3, 37);
pub(super) const COUNTRY: Field = Field::new("betalarens land", 38, 72);
pub(super) const COUNTRY_CODE: Field = Field::new("landkod", 73, 74);
pub(super) const ORG_NUMBER: Field = Field::new("organisationsnummer", 3, 14);
// 15, deposit.
pub(super) const ACCOUNT: Field = Field::new("mottagarkontonummer", 3, 37);
pub(super) const DAY: Field = Field::new("betalningsdag", 38, 45);
pub(super) const DEPOSIT: Field = Field::new("löpnummer", 46, 50);
pub(super) const DEPOSITED: Field = Field::new("insatt belopp", 51, 68);
pub(super) const DEPOSIT_CURRENCY: Field = Field::new("valuta", 69, 71);
pub(super) const DEPOSIT_COUNT: Field = Field::new("antal bet", 72, 79);
pub(super) const DEPOSIT_KIND: Field = Field::new("typ av insättning", 80, 80);
// 70, end.
pub(super) const PAYMENTS: Field = Field::new("antal betalningsposter", 3, 10);
pub(super) const DEDUCTIONS: Field = Field::new("antal avdragsposter", 11, 18);
pub(super) const REFERENCES: Field = Field::new("antal extra referensnummerposter", 19, 26);
pub(super) const DEPOSITS: Field = Field::new("antal insättningsposter", 27, 34);

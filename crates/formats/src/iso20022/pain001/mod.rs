//! *pain.001*: payments to the bank (*betalfil*).
//!
//! A [`Batch`] is what is asked of the bank. [`prepare`] gives it as the bank will read it, with
//! every character one the banks take, or tells everything that is wrong with it; [`write`] gives
//! the bytes, always the same for the same batch, since two persons approve them by their SHA-256;
//! [`read`] gives the batch back.
//!
//! How Swedish payments are written, by the guides of the banks (Swedish Common Interpretation of
//! ISO 20022; Danske Bank and Swedbank, pain.001.001.03):
//!
//! | To | Account | Bank of the payee |
//! |---|---|---|
//! | bankgiro | `Othr/Id`, `SchmeNm/Prtry` BGNR | SESBA 9900 |
//! | plusgiro | `Othr/Id`, `SchmeNm/Cd` BBAN | SESBA 9960 |
//! | bank account | `Othr/Id` without clearing, `SchmeNm/Cd` BBAN | SESBA and the clearing number |
//! | IBAN | `IBAN` | `BIC`, `BICFI` in version 09, where it is known |
//!
//! An OCR number is a structured reference (`SCOR`); text has one line of 140 characters, and the
//! two are never sent together. Credit notes are set off as referred documents (`CINV`, `CREN`).
//!
//! | File | Subject |
//! |---|---|
//! | `model` | the things |
//! | `lengths` | how long texts may be |
//! | `prepare`, `rules` | a batch as the bank will read it; what banks refuse |
//! | `write`, `write_payment` | the batch to XML |
//! | `read`, `read_payment` | XML to the batch |

mod lengths;
mod model;
mod prepare;
mod read;
mod read_payment;
mod rules;
mod write;
mod write_payment;

pub use lengths::{
    COUNTRY_CHARS, IDENTITY_CHARS_MAX, INVOICE_CHARS_MAX, NAME_CHARS_MAX, POSTCODE_CHARS_MAX, SEPA_NAME_CHARS_MAX,
    STREET_CHARS_MAX, TEXT_CHARS_MAX, TOWN_CHARS_MAX,
};
pub use model::{
    AccountNumber, Address, Batch, BatchBooking, Charges, DebtorAccount, Document, DocumentKind, IdScheme, Party,
    PartyId, Payment, PaymentGroup, Purpose, Remittance, ServiceLevel, Version,
};
pub use prepare::prepare;
pub use read::{File, read};
pub use write::write;

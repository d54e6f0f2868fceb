//! What is asked of the bank.

use jiff::civil::DateTime;
use kameral_base::{BankAccount, Bankgiro, CreditorReference, Date, Iban, OcrReference, Plusgiro};

use crate::iso20022::{Bic, Currency, Money};

/// The version of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// pain.001.001.03, of 2009: what Swedish banks take.
    V03,
    /// pain.001.001.09, of 2019: what they are going over to.
    V09,
}

impl Version {
    /// Every one there is.
    pub const ALL: [Self; 2] = [Self::V03, Self::V09];

    /// Its number: 3, 9.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::V03 => 3,
            Self::V09 => 9,
        }
    }
}

/// *Betalfil*: payments handed to the bank in one file (`CstmrCdtTrfInitn`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// `MsgId`: the file's own identity, never used again.
    pub message_id: String,
    /// `CreDtTm`, local time.
    pub created: DateTime,
    /// `InitgPty`: who sends it, which may be a shared-service centre.
    pub initiator: Party,
    /// `PmtInf`: payments by account and day.
    pub groups: Vec<PaymentGroup>,
}

/// Payments from one account on one day (`PmtInf`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentGroup {
    /// `PmtInfId`: the group's identity, given back in the bank's answers.
    pub id: String,
    /// `BtchBookg`: whether the account is debited in one sum.
    pub booking: BatchBooking,
    /// `SvcLvl`.
    pub service_level: ServiceLevel,
    /// `CtgyPurp`: salaries, taxes.
    pub purpose: Option<Purpose>,
    /// *Betalningsdag*, `ReqdExctnDt`: the day the account is debited.
    pub execution_date: Date,
    /// `Dbtr`: who pays.
    pub debtor: Party,
    /// `DbtrAcct`: from which account.
    pub debtor_account: DebtorAccount,
    /// `DbtrAgt`: the payer's bank. Without it `NOTPROVIDED` is written, as the standard asks.
    pub debtor_bank: Option<Bic>,
    /// `ChrgBr`: who bears the banks' charges.
    pub charges: Option<Charges>,
    /// `CdtTrfTxInf`.
    pub payments: Vec<Payment>,
}

/// How a group is booked on the account (`BtchBookg`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BatchBooking {
    /// As agreed with the bank: nothing is written.
    #[default]
    Agreed,
    /// One sum for the group.
    OneSum,
    /// Each payment by itself.
    EachPayment,
}

/// How fast and by which scheme (`SvcLvl/Cd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceLevel {
    /// `NURG`: the normal one within Sweden.
    Domestic,
    /// `SEPA`: euro to an IBAN.
    Sepa,
    /// `URGP`: the same day.
    Urgent,
}

impl ServiceLevel {
    /// Codes and what they are.
    pub(super) const CODES: [(&'static str, Self); 3] =
        [("NURG", Self::Domestic), ("SEPA", Self::Sepa), ("URGP", Self::Urgent)];
}

/// What kind of payments they are (`CtgyPurp/Cd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// *Lön*, `SALA`.
    Salary,
    /// *Pension*, `PENS`.
    Pension,
    /// *Leverantörsbetalning*, `SUPP`.
    Supplier,
    /// *Skatt*, `TAXS`.
    Tax,
    /// *Bidrag från det offentliga*, `GOVT`.
    Government,
    /// Within the own organisation, `INTC`.
    IntraCompany,
    /// *Likviditet*, `CASH`.
    Cash,
}

impl Purpose {
    pub(super) const CODES: [(&'static str, Self); 7] = [
        ("SALA", Self::Salary),
        ("PENS", Self::Pension),
        ("SUPP", Self::Supplier),
        ("TAXS", Self::Tax),
        ("GOVT", Self::Government),
        ("INTC", Self::IntraCompany),
        ("CASH", Self::Cash),
    ];
}

/// Who bears the banks' charges (`ChrgBr`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charges {
    /// `SLEV`: as the scheme says.
    ByScheme,
    /// `SHAR`: each its own.
    Shared,
    /// `DEBT`: the payer.
    Debtor,
    /// `CRED`: the payee.
    Creditor,
}

impl Charges {
    pub(super) const CODES: [(&'static str, Self); 4] = [
        ("SLEV", Self::ByScheme),
        ("SHAR", Self::Shared),
        ("DEBT", Self::Debtor),
        ("CRED", Self::Creditor),
    ];
}

/// One payment to one payee (`CdtTrfTxInf`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// `InstrId`: between us and the bank alone.
    pub instruction_id: Option<String>,
    /// `EndToEndId`: follows the payment to the payee and back in every answer.
    pub end_to_end_id: String,
    /// `InstdAmt`, more than nothing.
    pub amount: Money,
    /// `UltmtDbtr`: for whom it is paid, when it is not the payer.
    pub ultimate_debtor: Option<Party>,
    /// `CdtrAgt`: the payee's bank, of an IBAN; Swedish accounts tell it themselves.
    pub creditor_bank: Option<Bic>,
    /// `Cdtr`: the payee.
    pub creditor: Party,
    /// `CdtrAcct`: the payee's account.
    pub creditor_account: AccountNumber,
    /// `RmtInf`: what it is for.
    pub remittance: Remittance,
}

/// Who (`PartyIdentification`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// `Nm`.
    pub name: String,
    /// `PstlAdr`.
    pub address: Option<Address>,
    /// `Id/OrgId/Othr`.
    pub id: Option<PartyId>,
}

/// An organisation's identity (`OrgId/Othr`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyId {
    /// `Id`: the organisation number, or what the bank has given: digits, and letters of agreements.
    pub id: String,
    /// `SchmeNm/Cd`.
    pub scheme: Option<IdScheme>,
}

/// Whose number it is (`SchmeNm/Cd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdScheme {
    /// `BANK`: given by the bank, such as the number of an agreement.
    Bank,
    /// `CUST`: the customer's number with the bank.
    Customer,
}

impl IdScheme {
    pub(super) const CODES: [(&'static str, Self); 2] = [("BANK", Self::Bank), ("CUST", Self::Customer)];
}

/// An address in its parts, as the standard asks from November 2026 (`PstlAdr`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// `StrtNm`: street and number; empty where there is none.
    pub street: String,
    /// `PstCd`; empty where there is none.
    pub postcode: String,
    /// `TwnNm`.
    pub town: String,
    /// `Ctry`: two letters.
    pub country: String,
}

/// The payer's account (`DbtrAcct`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtorAccount {
    /// Its number.
    pub number: AccountNumber,
    /// `Ccy`: its currency, if the bank asks for it.
    pub currency: Option<Currency>,
}

/// The number of an account, payee's or payer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNumber {
    /// Anywhere.
    Iban(Iban),
    /// *Bankgiro*.
    Bankgiro(Bankgiro),
    /// *Plusgiro*.
    Plusgiro(Plusgiro),
    /// *Bankkonto*: clearing and account.
    BankAccount(BankAccount),
}

impl AccountNumber {
    /// What kind it is, as mistakes tell it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Iban(_) => "IBAN",
            Self::Bankgiro(_) => "bankgiro",
            Self::Plusgiro(_) => "plusgiro",
            Self::BankAccount(_) => "bank account",
        }
    }
}

/// What a payment is for (`RmtInf`). One of them: banks do not take text beside a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remittance {
    /// Nothing is said.
    Nothing,
    /// *Meddelande*, `Ustrd`: one line.
    Text(String),
    /// *OCR-nummer*, `Strd/CdtrRefInf`, `SCOR`.
    Ocr(OcrReference),
    /// The payee's reference by ISO 11649, `Strd/CdtrRefInf`, `SCOR`, issuer `ISO`.
    Creditor(CreditorReference),
    /// *Fakturor och kreditfakturor* that are set off, `Strd/RfrdDocInf`.
    Documents(Vec<Document>),
}

/// An invoice or a credit note that a payment settles (`RfrdDocInf`, `RfrdDocAmt`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which of the two.
    pub kind: DocumentKind,
    /// `Nb`: the payee's number of it.
    pub number: String,
    /// `RmtdAmt` or `CdtNoteAmt`, without sign.
    pub amount: Money,
}

/// *Faktura* or *kreditfaktura*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// `CINV`: adds to the payment.
    Invoice,
    /// `CREN`: lessens it.
    CreditNote,
}

impl DocumentKind {
    pub(super) const CODES: [(&'static str, Self); 2] = [("CINV", Self::Invoice), ("CREN", Self::CreditNote)];
}

/// The code of a value in its list.
pub(super) fn code_of<T: PartialEq + Copy>(codes: &[(&'static str, T)], value: T) -> &'static str {
    codes
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(code, _)| code)
}

//! Statements and their lines.

use jiff::civil::DateTime;
use kameral_base::{Bankgiro, Date, Iban};

use super::transaction::{Charge, Exchange, Transaction};
use crate::iso20022::{Bic, Currency, Money};

/// Which message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Message {
    /// *Kontoutdrag*, camt.053: the account's book.
    Statement,
    /// *Avisering*, camt.054: details of money in or out.
    Notification,
}

/// The file as a whole (`GrpHdr`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// `MsgId`: the bank's identity of the file.
    pub message_id: String,
    /// `CreDtTm`, by the bank's clock.
    pub created: DateTime,
}

/// A statement without its lines (`Stmt`, `Ntfctn`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementHead {
    /// `Id`: the bank's identity of it.
    pub id: String,
    /// `ElctrncSeqNb`: its number in the bank's electronic series.
    pub sequence: Option<String>,
    /// `LglSeqNb`: its number among legal statements.
    pub legal_sequence: Option<String>,
    /// `CpyDplctInd`: told of a copy.
    pub copy: Option<Copy>,
    /// `FrToDt`: the first and the last day it is about.
    pub days: Option<(Date, Date)>,
    /// `Acct`.
    pub account: Account,
    /// `Bal`.
    pub balances: Vec<Balance>,
}

impl StatementHead {
    /// *Ingående saldo*: the opening balance, or the previous closing balance where that is given.
    #[must_use]
    pub fn opening(&self) -> Option<&Balance> {
        self.balance(BalanceKind::Opening)
            .or_else(|| self.balance(BalanceKind::PreviousClosing))
    }

    /// *Utgående saldo*.
    #[must_use]
    pub fn closing(&self) -> Option<&Balance> {
        self.balance(BalanceKind::Closing)
    }

    /// *Disponibelt saldo* at the end.
    #[must_use]
    pub fn available(&self) -> Option<&Balance> {
        self.balance(BalanceKind::ClosingAvailable)
    }

    fn balance(&self, kind: BalanceKind) -> Option<&Balance> {
        self.balances.iter().find(|balance| balance.kind == kind)
    }
}

/// That a statement was sent before, or also to others (`CpyDplctInd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// `COPY`: also to somebody else.
    Copy,
    /// `DUPL`: sent once more.
    Duplicate,
    /// `CODU`: both.
    CopyDuplicate,
}

impl Copy {
    pub(super) const CODES: [(&'static str, Self); 3] = [
        ("COPY", Self::Copy),
        ("DUPL", Self::Duplicate),
        ("CODU", Self::CopyDuplicate),
    ];
}

/// The account a statement is about (`Acct`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// `Id`.
    pub id: AccountId,
    /// `Ccy`.
    pub currency: Option<Currency>,
    /// `Ownr/Nm`.
    pub owner: Option<String>,
    /// `Svcr`: the bank.
    pub bank: Option<Bic>,
}

/// The number of an account (`Id`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountId {
    /// `IBAN`.
    Iban(Iban),
    /// `Othr`: any other number, as written.
    Other {
        /// `Id`.
        id: String,
        /// `SchmeNm`: BGNR of bankgiro, BBAN of a country's own numbers; `IBAN` of one that does not
        /// hold its check digits.
        scheme: Option<String>,
    },
}

impl AccountId {
    /// The number as bankgiro, if it is said to be one and holds its check digit.
    #[must_use]
    pub fn bankgiro(&self) -> Option<Bankgiro> {
        match self {
            Self::Other { id, scheme } if scheme.as_deref() == Some("BGNR") => Bankgiro::parse(id).ok(),
            _ => None,
        }
    }

    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Iban(iban) => iban.as_str(),
            Self::Other { id, .. } => id,
        }
    }
}

/// *Saldo* (`Bal`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// `Tp`.
    pub kind: BalanceKind,
    /// `Amt`, money on the account positive and money owed negative.
    pub amount: Money,
    /// `Dt`: the day it is of.
    pub on: Date,
}

/// Which balance (`Tp/CdOrPrtry`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceKind {
    /// *Ingående*, `OPBD`.
    Opening,
    /// *Utgående*, `CLBD`.
    Closing,
    /// *Föregående utgående*, `PRCD`.
    PreviousClosing,
    /// *Ingående disponibelt*, `OPAV`.
    OpeningAvailable,
    /// *Utgående disponibelt*, `CLAV`.
    ClosingAvailable,
    /// *Disponibelt en kommande dag*, `FWAV`.
    ForwardAvailable,
    /// Any other, such as balances in the middle of the day.
    Other,
}

impl BalanceKind {
    /// The kind of a code.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "OPBD" => Self::Opening,
            "CLBD" => Self::Closing,
            "PRCD" => Self::PreviousClosing,
            "OPAV" => Self::OpeningAvailable,
            "CLAV" => Self::ClosingAvailable,
            "FWAV" => Self::ForwardAvailable,
            _ => Self::Other,
        }
    }
}

/// *Kontohändelse*: one line of a statement (`Ntry`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The line of the file, from 1.
    pub line: u32,
    /// `NtryRef`.
    pub reference: Option<String>,
    /// `Amt` and `CdtDbtInd`: money to the account positive, from it negative.
    pub amount: Money,
    /// `RvslInd`: it reverses an earlier one. Its sign is its own.
    pub is_reversal: bool,
    /// `Sts`.
    pub status: LineStatus,
    /// `BookgDt`.
    pub booked_on: Option<Date>,
    /// *Valutadag*, `ValDt`.
    pub value_date: Option<Date>,
    /// `AcctSvcrRef`: the bank's reference.
    pub bank_reference: Option<String>,
    /// `BkTxCd`.
    pub code: BankCode,
    /// `AmtDtls/InstdAmt`: what was asked for, in its currency.
    pub instructed: Option<Money>,
    /// `AmtDtls`: how currencies were exchanged.
    pub exchange: Option<Exchange>,
    /// `Chrgs`.
    pub charges: Vec<Charge>,
    /// `NtryDtls/Btch`.
    pub batches: Vec<Batch>,
    /// `NtryDtls/TxDtls`.
    pub transactions: Vec<Transaction>,
    /// `AddtlNtryInf`.
    pub information: Option<String>,
}

/// Whether a line has been booked (`Sts`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStatus {
    /// `BOOK`: part of the balance.
    Booked,
    /// `PDNG`: expected, and no part of it.
    Pending,
    /// `INFO`: told of only.
    Information,
    /// `FUTR`: of a coming day.
    Future,
}

impl LineStatus {
    pub(super) const CODES: [(&'static str, Self); 4] = [
        ("BOOK", Self::Booked),
        ("PDNG", Self::Pending),
        ("INFO", Self::Information),
        ("FUTR", Self::Future),
    ];
}

/// What kind of event it is (`BkTxCd`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankCode {
    /// `Domn`: domain, family and sub-family of the standard, such as PMNT, RCDT, DMCT.
    pub domain: Option<[String; 3]>,
    /// `Prtry/Cd`: the bank's own code.
    pub proprietary: Option<String>,
    /// `Prtry/Issr`: whose code that is.
    pub issuer: Option<String>,
}

/// A batch that a line stands for (`Btch`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// `MsgId`: of our file of payments.
    pub message_id: Option<String>,
    /// `PmtInfId`: of the group in it.
    pub payment_information_id: Option<String>,
    /// `NbOfTxs`: as the bank counts, which need not be what it tells in detail.
    pub count: Option<u32>,
    /// `TtlAmt`, signed like a line's.
    pub total: Option<Money>,
}

//! What a line consists of.

use kameral_base::Date;

use super::model::{AccountId, BankCode};
use crate::iso20022::mistake::Mistake;
use crate::iso20022::money::with_decimals;
use crate::iso20022::{Bic, Currency, Money};
use crate::mistake::excerpt;

/// *Transaktion*: one payment of a line (`TxDtls`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The amount in the line's currency, signed like a line's; `None` where the bank tells none.
    pub amount: Option<Money>,
    /// `Refs`.
    pub references: References,
    /// `BkTxCd`, where it is not the line's.
    pub code: BankCode,
    /// `RltdPties/Dbtr`: who paid.
    pub debtor: Option<Party>,
    /// `RltdPties/Cdtr`: who was paid.
    pub creditor: Option<Party>,
    /// `RltdPties/UltmtDbtr`: for whom it was paid.
    pub ultimate_debtor: Option<String>,
    /// `RltdPties/UltmtCdtr`: who was paid in the end.
    pub ultimate_creditor: Option<String>,
    /// `RmtInf`.
    pub remittance: Remittance,
    /// `AmtDtls/InstdAmt`: what was asked for, in its currency.
    pub instructed: Option<Money>,
    /// `AmtDtls`: how currencies were exchanged.
    pub exchange: Option<Exchange>,
    /// `Chrgs`.
    pub charges: Vec<Charge>,
    /// `Purp`: a code.
    pub purpose: Option<String>,
    /// `RtrInf`: why money came back.
    pub return_reason: Option<ReturnReason>,
    /// `AddtlTxInf`.
    pub information: Option<String>,
}

impl Transaction {
    /// *Motpart*: who paid what came to the account, who was paid what went from it.
    #[must_use]
    pub fn counterparty(&self, is_credit: bool) -> Option<&Party> {
        if is_credit {
            self.debtor.as_ref()
        } else {
            self.creditor.as_ref()
        }
    }
}

/// References (`Refs`), each whoever gave it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// `MsgId`: of the payer's file.
    pub message_id: Option<String>,
    /// `AcctSvcrRef`: the bank's.
    pub bank_reference: Option<String>,
    /// `PmtInfId`: of the group in the payer's file.
    pub payment_information_id: Option<String>,
    /// `InstrId`: between payer and bank.
    pub instruction_id: Option<String>,
    /// `EndToEndId`: the payer's, followed through. `NOTPROVIDED` is nothing.
    pub end_to_end_id: Option<String>,
    /// `TxId`: between banks.
    pub transaction_id: Option<String>,
    /// `ClrSysRef`: the clearing's, such as Bankgirot's serial number.
    pub clearing_reference: Option<String>,
}

/// Payer or payee (`RltdPties`, `RltdAgts`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// `Nm`.
    pub name: Option<String>,
    /// `Id`: organisation number, or what else the bank knows it by.
    pub id: Option<String>,
    /// `DbtrAcct/Id`, `CdtrAcct/Id`.
    pub account: Option<AccountId>,
    /// `DbtrAgt`, `CdtrAgt`.
    pub bank: Option<Bic>,
}

/// What a payment is for (`RmtInf`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remittance {
    /// `Ustrd`: lines of text.
    pub texts: Vec<String>,
    /// `Strd`.
    pub structured: Vec<Structured>,
}

impl Remittance {
    /// The payee's references in it, *OCR-nummer* among them, as written.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.structured.iter().filter_map(|part| part.reference.as_deref())
    }
}

/// A structured part of it (`Strd`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structured {
    /// `CdtrRefInf/Ref`: the payee's reference, an *OCR-nummer* in Sweden.
    pub reference: Option<String>,
    /// `CdtrRefInf/Tp`: what kind it is, such as SCOR.
    pub reference_kind: Option<String>,
    /// `RfrdDocInf`: invoices and credit notes.
    pub documents: Vec<Document>,
    /// `RfrdDocAmt`: the amount that the part is of, negative of a credit note.
    pub amount: Option<Money>,
    /// `AddtlRmtInf`: lines of text.
    pub texts: Vec<String>,
}

/// An invoice or a credit note that is referred to (`RfrdDocInf`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// `Tp`: CINV of an invoice, CREN of a credit note.
    pub kind: Option<String>,
    /// `Nb`.
    pub number: Option<String>,
    /// `RltdDt`.
    pub date: Option<Date>,
}

/// *Valutaväxling* (`CcyXchg`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// `SrcCcy`: from.
    pub source: Currency,
    /// `TrgtCcy`: to.
    pub target: Option<Currency>,
    /// `UnitCcy`: the currency of which one is worth the rate.
    pub unit: Option<Currency>,
    /// `XchgRate`.
    pub rate: Rate,
}

/// *Kurs* (`BaseOneRate`): a whole number with so many decimals, never a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The number without its point.
    pub units: i64,
    /// How many of its digits are decimals.
    pub decimals: usize,
}

/// The digits a rate may have in the schemas.
const RATE_DIGITS_MAX: usize = 11;

impl Rate {
    pub(super) fn parse(text: &str) -> Result<Self, Mistake> {
        let malformed = || Mistake::RateMalformed { value: excerpt(text) };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0').len();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) || RATE_DIGITS_MAX < significant {
            return Err(malformed());
        }
        Ok(Self {
            units: digits.parse().map_err(|_| malformed())?,
            decimals: fraction.len(),
        })
    }

    /// The rate as written: `11.2345`.
    #[must_use]
    pub fn plain(self) -> String {
        with_decimals(i128::from(self.units), self.decimals)
    }
}

/// *Avgift* (`Chrgs`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// `Amt`: what is charged is negative, what is given back positive.
    pub amount: Money,
    /// `ChrgInclInd`: whether it is part of the line's amount, if the bank tells.
    pub is_included: Option<bool>,
    /// `Tp`: the bank's or the standard's code.
    pub kind: Option<String>,
}

/// Why money came back (`RtrInf`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnReason {
    /// `Rsn/Cd` or `Rsn/Prtry`.
    pub code: Option<String>,
    /// `AddtlInf`.
    pub texts: Vec<String>,
}

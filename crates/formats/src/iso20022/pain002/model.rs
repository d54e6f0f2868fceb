//! What a bank says about payments.

use jiff::civil::DateTime;

use crate::iso20022::Money;

/// A report about one file of payments (`CstmrPmtStsRpt`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// `MsgId`: the report's own identity.
    pub message_id: String,
    /// `CreDtTm`, by the bank's clock.
    pub created: DateTime,
    /// `OrgnlMsgId`: the identity of the file it is about.
    pub original_message_id: String,
    /// `OrgnlMsgNmId`: what that file was, such as pain.001.001.03.
    pub original_message_name: String,
    /// `GrpSts`: what became of the file as a whole, if anything is said of that.
    pub status: Option<Status>,
    /// `StsRsnInf`: why.
    pub reasons: Vec<Reason>,
    /// `OrgnlPmtInfAndSts`: group by group.
    pub groups: Vec<GroupReport>,
}

/// What became of one group of the file (`OrgnlPmtInfAndSts`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupReport {
    /// `OrgnlPmtInfId`: the group's identity in the file.
    pub original_id: String,
    /// `PmtInfSts`, if anything is said of the group as a whole.
    pub status: Option<Status>,
    /// `StsRsnInf`: why.
    pub reasons: Vec<Reason>,
    /// `TxInfAndSts`: payment by payment. Those not named share the group's status.
    pub payments: Vec<PaymentReport>,
}

/// What became of one payment (`TxInfAndSts`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentReport {
    /// `OrgnlInstrId`.
    pub original_instruction_id: Option<String>,
    /// `OrgnlEndToEndId`.
    pub original_end_to_end_id: Option<String>,
    /// `TxSts`; without it the group's holds.
    pub status: Option<Status>,
    /// `StsRsnInf`: why.
    pub reasons: Vec<Reason>,
    /// `AcctSvcrRef`: the bank's reference of it.
    pub bank_reference: Option<String>,
    /// `OrgnlTxRef/Amt/InstdAmt`: the amount as the bank repeats it.
    pub amount: Option<Money>,
}

/// Why (`StsRsnInf`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// `Rsn/Cd`: a code such as AC01, or `Rsn/Prtry`: the bank's own.
    pub code: Option<String>,
    /// `AddtlInf`: the bank's words.
    pub texts: Vec<String>,
}

/// *Status* (`GrpSts`, `PmtInfSts`, `TxSts`), in the order payments pass them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `RCVD`: received.
    Received,
    /// `PDNG`: waits for a check or for somebody.
    Pending,
    /// `PART`: some are accepted and some are not; of files and groups.
    Partly,
    /// `ACTC`: its form is right.
    FormAccepted,
    /// `ACCP`: the customer may pay it.
    ProfileAccepted,
    /// `ACWC`: accepted, and changed by the bank, such as to another day.
    AcceptedWithChange,
    /// `ACWP`: accepted, and not yet on the payee's account.
    AcceptedWithoutPosting,
    /// `ACSP`: is being paid.
    SettlementInProcess,
    /// `ACSC`: is paid.
    Settled,
    /// `ACCC`: is on the payee's account.
    OnCreditorsAccount,
    /// `CANC`: withdrawn.
    Withdrawn,
    /// `RJCT`: rejected.
    Rejected,
}

impl Status {
    pub(super) const CODES: [(&'static str, Self); 12] = [
        ("RCVD", Self::Received),
        ("PDNG", Self::Pending),
        ("PART", Self::Partly),
        ("ACTC", Self::FormAccepted),
        ("ACCP", Self::ProfileAccepted),
        ("ACWC", Self::AcceptedWithChange),
        ("ACWP", Self::AcceptedWithoutPosting),
        ("ACSP", Self::SettlementInProcess),
        ("ACSC", Self::Settled),
        ("ACCC", Self::OnCreditorsAccount),
        ("CANC", Self::Withdrawn),
        ("RJCT", Self::Rejected),
    ];

    /// The standard's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        let row = Self::CODES.iter().find(|(_, status)| *status == self);
        row.map_or("", |(code, _)| code)
    }

    /// Whether a report with this one, whenever it arrives, is to be kept in place of `kept`: it is
    /// further on. A rejection is the furthest, for a bank can reject what it was about to pay.
    #[must_use]
    pub fn supersedes(self, kept: Self) -> bool {
        kept < self
    }
}

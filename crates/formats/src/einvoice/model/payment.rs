//! How an invoice is to be paid.

use kameral_base::Date;

/// A way to pay (BG-16).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payment {
    /// Kind (BT-81), UNCL 4461: 30 is a credit transfer.
    pub code: String,
    /// The kind in words (BT-82).
    pub text: Option<String>,
    /// *OCR-nummer* or other reference (BT-83).
    pub reference: Option<String>,
    /// To which account.
    pub pay_to: Option<PayTo>,
    /// The account's name (BT-85).
    pub account_name: Option<String>,
    /// Last day, where the way to pay has one of its own.
    pub due: Option<Date>,
    /// Card number, as far as it is shown (BT-87).
    pub card: Option<String>,
    /// Mandate of direct debit (BT-89).
    pub mandate: Option<String>,
    /// Account that is debited (BT-91).
    pub debited: Option<String>,
}

/// An account to pay to (BG-17), by what kind it is. Values stand as in the file; nothing is checked here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayTo {
    /// *Bankgiro*: the branch is `SE:BANKGIRO`.
    Bankgiro(String),
    /// *Plusgiro*: the branch is `SE:PLUSGIRO`.
    Plusgiro(String),
    /// IBAN, with BIC where there is one.
    Iban {
        /// IBAN.
        iban: String,
        /// BIC.
        bic: Option<String>,
    },
    /// Another account, with the branch or bank where there is one.
    Account {
        /// The account.
        account: String,
        /// The bank.
        bank: Option<String>,
    },
}

impl PayTo {
    /// The account and its branch as Peppol BIS Billing 3 writes them in Sweden.
    pub fn of(account: String, branch: Option<String>) -> Self {
        let starts_as_iban = account.len() > 14
            && account.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
            && account.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
        match branch.as_deref().map(str::trim) {
            Some("SE:BANKGIRO") => Self::Bankgiro(account),
            Some("SE:PLUSGIRO") => Self::Plusgiro(account),
            _ if starts_as_iban => Self::Iban {
                iban: account,
                bic: branch,
            },
            _ => Self::Account { account, bank: branch },
        }
    }

    /// The account and its branch, as [`PayTo::of`] reads them.
    pub fn parts(&self) -> (&str, Option<&str>) {
        match self {
            Self::Bankgiro(number) => (number, Some("SE:BANKGIRO")),
            Self::Plusgiro(number) => (number, Some("SE:PLUSGIRO")),
            Self::Iban { iban, bic } => (iban, bic.as_deref()),
            Self::Account { account, bank } => (account, bank.as_deref()),
        }
    }
}

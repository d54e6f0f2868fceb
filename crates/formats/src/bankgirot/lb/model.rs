//! What is asked of Bankgirot.

use std::fmt;

use kameral_base::check_digits::luhn_digit;
use kameral_base::{BankAccount, Bankgiro, Date, Ore, Plusgiro};

use crate::bankgirot::mistake::Mistake;
use crate::mistake::excerpt;

/// The longest reference to the payee, in characters.
pub const REFERENCE_CHARS_MAX: usize = 25;
/// The longest information of our own, in characters.
pub const INFORMATION_CHARS_MAX: usize = 20;
/// The longest line of text to a bankgiro, in characters.
pub const TEXT_CHARS_MAX: usize = 50;
/// Lines of text to a bankgiro, by what other programs send at most.
pub const GIRO_TEXTS_MAX: usize = 90;
/// The longest line of text to a plusgiro, in characters.
pub const PLUSGIRO_TEXT_CHARS_MAX: usize = 35;
/// Lines of text to a plusgiro, by what other programs send at most.
pub const PLUSGIRO_TEXTS_MAX: usize = 9;
/// The longest text on a payee's account, in characters.
pub const ACCOUNT_TEXT_CHARS_MAX: usize = 12;
/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 35;
/// The longest street, in characters.
pub const STREET_CHARS_MAX: usize = 35;
/// The digits of a postcode.
pub const POSTCODE_CHARS_MAX: usize = 5;
/// The longest town, in characters.
pub const TOWN_CHARS_MAX: usize = 20;
/// The largest amount a record holds: twelve digits of öre.
pub const AMOUNT_MAX: Ore = Ore::new(999_999_999_999);

/// *Betalningsuppdrag*: a file of payments to suppliers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Our bankgiro, which is debited.
    pub sender: Bankgiro,
    /// The day the file was written.
    pub written_on: Date,
    /// What is asked for, in its order.
    pub orders: Vec<Order>,
}

/// *Uppdrag*: one payment, deduction or credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which of them.
    pub kind: Kind,
    /// To whom.
    pub payee: Payee,
    /// *Referens* to the payee, an *OCR-nummer* among them.
    pub reference: String,
    /// Öre, more than nothing, whatever the kind.
    pub amount: Ore,
    /// *Betalningsdag*; of a credit note the last day it is kept (*bevakningsdag*).
    pub day: PayDay,
    /// *Information till avsändaren*: comes back in reports and is not seen by the payee.
    pub information: String,
    /// *Informationstext*: lines to the payee.
    pub texts: Vec<String>,
}

/// What kind of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// *Betalning* (TK14; TK54 to a plusgiro).
    Payment,
    /// *Avdrag* (TK15): lessens a payment in the same file.
    Deduction,
    /// *Kreditfaktura, delavräkning* (TK16): lessens payments bit by bit until it is used up or its
    /// day comes.
    CreditNote,
    /// *Kreditfaktura, hela beloppet* (TK17): lessens payments once they are as large as it.
    WholeCreditNote,
}

impl Kind {
    pub(super) const CODES: [(&'static str, Self); 4] = [
        ("14", Self::Payment),
        ("15", Self::Deduction),
        ("16", Self::CreditNote),
        ("17", Self::WholeCreditNote),
    ];

    /// The amount as it counts in the file's sum: what lessens is negative.
    #[must_use]
    pub fn counted(self, amount: Ore) -> Ore {
        match self {
            Self::Payment => amount,
            Self::Deduction | Self::CreditNote | Self::WholeCreditNote => Ore::new(-amount.get()),
        }
    }
}

/// *Betalningsdag*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayDay {
    /// That day.
    On(Date),
    /// *GENAST*: as soon as it can be paid.
    AtOnce,
}

/// *Mottagare*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payee {
    /// *Bankgiro*.
    Bankgiro(Bankgiro),
    /// *Plusgiro*; payments alone.
    Plusgiro(Plusgiro),
    /// *Kontoinsättning* or *kontantutbetalning*.
    Payout(Payout),
}

/// A payee without giro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// *Utbetalningsnummer*: the file's own number of the payee.
    pub number: PayoutNumber,
    /// *Bankkonto* (TK40). Without it a note to be cashed is sent by post.
    pub account: Option<PayoutAccount>,
    /// Name and address (TK26, TK27): needed without an account.
    pub address: Option<Address>,
}

/// The account of a payee (TK40).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutAccount {
    /// The account.
    pub account: BankAccount,
    /// What the payee's statement shows; may be empty.
    pub text: String,
    /// *Löneinsättning*: the bank books it in the morning.
    pub is_salary: bool,
}

/// Name and address of a payee (TK26, TK27).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// *Namn*.
    pub name: String,
    /// *Extra namn*; may be empty.
    pub extra_name: String,
    /// *Adress*.
    pub street: String,
    /// *Postnummer*, five digits.
    pub postcode: String,
    /// *Ort*.
    pub town: String,
}

/// *Utbetalningsnummer*: up to five digits that a file gives a payee without giro. It is written
/// with a check digit behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PayoutNumber(u32);

/// The largest payout number.
const PAYOUT_MAX: u32 = 99_999;

impl PayoutNumber {
    /// From 1 to 99999.
    pub fn new(number: u32) -> Result<Self, Mistake> {
        if (1..=PAYOUT_MAX).contains(&number) {
            Ok(Self(number))
        } else {
            let value = number.to_string();
            Err(Mistake::PayoutMalformed { value })
        }
    }

    /// The number, without its check digit.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// Six positions: five digits and the check digit, which may be left out.
    pub(super) fn read(written: &str) -> Result<Self, Mistake> {
        let malformed = || Mistake::PayoutMalformed {
            value: excerpt(written.trim()),
        };
        let (digits, check) = written.split_at_checked(5).ok_or_else(malformed)?;
        let is_right = check.trim().is_empty() || luhn_digit(digits).is_some_and(|digit| check == digit.to_string());
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse());
        match number {
            Some(Ok(number)) if is_right => Self::new(number).map_err(|_| malformed()),
            _ => Err(malformed()),
        }
    }
}

impl fmt::Display for PayoutNumber {
    /// Five digits and the check digit: `990010`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:05}", self.0);
        let check = luhn_digit(&digits).map(|digit| digit.to_string()).unwrap_or_default();
        write!(f, "{digits}{check}")
    }
}

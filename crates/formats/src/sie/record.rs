//! *Poster*: every record of the standard that is not a voucher, with its fields as types.

use std::borrow::Cow;

use kameral_base::Date;

use super::balance::{Balance, ObjectBalance, PeriodBalance};

/// *Filtyp*: what a file carries (`#SIETYP`). Each type has what the one before has, and more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SieType {
    /// Type 1: balances of the year. Also a file that does not say its type.
    #[default]
    Balances,
    /// Type 2: and of each period.
    Periods,
    /// Type 3: and of objects.
    Objects,
    /// Type 4: and vouchers; both 4E, out of a ledger, and 4I, into one.
    Vouchers,
}

impl SieType {
    /// The number in `#SIETYP`, 1 to 4.
    pub fn number(self) -> u8 {
        match self {
            Self::Balances => 1,
            Self::Periods => 2,
            Self::Objects => 3,
            Self::Vouchers => 4,
        }
    }

    /// The type with that number.
    pub fn of_number(number: u8) -> Option<Self> {
        [Self::Balances, Self::Periods, Self::Objects, Self::Vouchers]
            .into_iter()
            .find(|kind| kind.number() == number)
    }
}

/// *Kontotyp* (`#KTYP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// *Tillgång*, `T`.
    Asset,
    /// *Skuld*, `S`.
    Liability,
    /// *Kostnad*, `K`.
    Cost,
    /// *Intäkt*, `I`.
    Income,
}

impl AccountKind {
    /// The letter in `#KTYP`.
    pub fn letter(self) -> char {
        match self {
            Self::Asset => 'T',
            Self::Liability => 'S',
            Self::Cost => 'K',
            Self::Income => 'I',
        }
    }
}

/// A dimension and a value of it: `1 "110"` in an object list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectRef<'a> {
    /// *Dimensionsnummer*: 1 cost centre, 2 cost bearer, 6 project, 7 employee, 8 customer, 9 supplier,
    /// 10 invoice, from 20 on freely declared (8.17).
    pub dimension: u32,
    /// *Objektnummer*. Of a sub-dimension only its own part, in a line of a voucher (8.23).
    pub object: Cow<'a, str>,
}

impl ObjectRef<'_> {
    /// The same pair, owning its text.
    pub fn into_owned(self) -> ObjectRef<'static> {
        ObjectRef {
            dimension: self.dimension,
            object: owned(self.object),
        }
    }
}

/// *Post*: one record other than a voucher.
///
/// A text that is missing at the end of a record is empty; what is `None` was missing or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of the standard, in its order")]
pub enum Record<'a> {
    /// `#FLAGGA`: whether a receiver has imported the file.
    Flag { imported: bool },
    /// `#PROGRAM`: the program that wrote the file.
    Program { name: Cow<'a, str>, version: Cow<'a, str> },
    /// `#FORMAT`: the character set the file says it has.
    Format { name: Cow<'a, str> },
    /// `#GEN`: when the file was written, and by whom.
    Generated { on: Date, sign: Option<Cow<'a, str>> },
    /// `#SIETYP`.
    Type { sie_type: SieType },
    /// `#PROSA`: a comment.
    Comment { text: Cow<'a, str> },
    /// `#FTYP`: the form of the company. No code means a state agency; `X` is another form.
    CompanyForm { code: Cow<'a, str> },
    /// `#FNR`: the sending program's own code of the company.
    CompanyCode { code: Cow<'a, str> },
    /// `#ORGNR`: as written; real files have it with and without hyphen, of ten and twelve digits.
    OrgNumber {
        number: Cow<'a, str>,
        acquisition: Option<Cow<'a, str>>,
        activity: Option<Cow<'a, str>>,
    },
    /// `#BKOD`: the line of business, an SNI code.
    Industry { code: Cow<'a, str> },
    /// `#ADRESS`.
    Address {
        contact: Cow<'a, str>,
        street: Cow<'a, str>,
        town: Cow<'a, str>,
        telephone: Cow<'a, str>,
    },
    /// `#FNAMN`: the legal name.
    CompanyName { name: Cow<'a, str> },
    /// `#RAR`: a fiscal year; 0 is the current, -1 the one before.
    Year { year: i16, starts_on: Date, ends_on: Date },
    /// `#TAXAR`: the tax year the SRU codes are of.
    TaxYear { year: Cow<'a, str> },
    /// `#OMFATTN`: the last day the balances cover.
    Scope { until: Date },
    /// `#KPTYP`: the kind of chart of accounts. BAS95 when missing; a state chart is none of them.
    ChartType { name: Cow<'a, str> },
    /// `#VALUTA`: the currency of every amount. SEK when missing.
    Currency { code: Cow<'a, str> },
    /// `#KONTO`.
    Account { account: Cow<'a, str>, name: Cow<'a, str> },
    /// `#KTYP`.
    AccountType { account: Cow<'a, str>, kind: AccountKind },
    /// `#ENHET`: the unit of quantities on an account.
    Unit { account: Cow<'a, str>, unit: Cow<'a, str> },
    /// `#SRU`: a field of the tax return; an account may have several.
    Sru { account: Cow<'a, str>, code: Cow<'a, str> },
    /// `#DIM`, and `#UNDERDIM` with the dimension above it.
    Dimension {
        number: u32,
        name: Cow<'a, str>,
        above: Option<u32>,
    },
    /// `#OBJEKT`: a value of a dimension.
    Object {
        dimension: u32,
        object: Cow<'a, str>,
        name: Cow<'a, str>,
    },
    /// `#IB`, `#UB`, `#RES`.
    Balance(Balance<'a>),
    /// `#OIB`, `#OUB`.
    ObjectBalance(ObjectBalance<'a>),
    /// `#PSALDO`, `#PBUDGET`.
    PeriodBalance(PeriodBalance<'a>),
}

impl Record<'_> {
    /// The same record, owning its text. One arm a record and no catch-all, so that a record that is
    /// added cannot be forgotten: the reason it is longer than other functions.
    pub fn into_owned(self) -> Record<'static> {
        match self {
            Self::Flag { imported } => Record::Flag { imported },
            Self::Program { name, version } => Record::Program {
                name: owned(name),
                version: owned(version),
            },
            Self::Format { name } => Record::Format { name: owned(name) },
            Self::Generated { on, sign } => Record::Generated {
                on,
                sign: sign.map(owned),
            },
            Self::Type { sie_type } => Record::Type { sie_type },
            Self::Comment { text } => Record::Comment { text: owned(text) },
            Self::CompanyForm { code } => Record::CompanyForm { code: owned(code) },
            Self::CompanyCode { code } => Record::CompanyCode { code: owned(code) },
            Self::OrgNumber {
                number,
                acquisition,
                activity,
            } => Record::OrgNumber {
                number: owned(number),
                acquisition: acquisition.map(owned),
                activity: activity.map(owned),
            },
            Self::Industry { code } => Record::Industry { code: owned(code) },
            Self::Address {
                contact,
                street,
                town,
                telephone,
            } => Record::Address {
                contact: owned(contact),
                street: owned(street),
                town: owned(town),
                telephone: owned(telephone),
            },
            Self::CompanyName { name } => Record::CompanyName { name: owned(name) },
            Self::Year {
                year,
                starts_on,
                ends_on,
            } => Record::Year {
                year,
                starts_on,
                ends_on,
            },
            Self::TaxYear { year } => Record::TaxYear { year: owned(year) },
            Self::Scope { until } => Record::Scope { until },
            Self::ChartType { name } => Record::ChartType { name: owned(name) },
            Self::Currency { code } => Record::Currency { code: owned(code) },
            Self::Account { account, name } => Record::Account {
                account: owned(account),
                name: owned(name),
            },
            Self::AccountType { account, kind } => Record::AccountType {
                account: owned(account),
                kind,
            },
            Self::Unit { account, unit } => Record::Unit {
                account: owned(account),
                unit: owned(unit),
            },
            Self::Sru { account, code } => Record::Sru {
                account: owned(account),
                code: owned(code),
            },
            Self::Dimension { number, name, above } => Record::Dimension {
                number,
                name: owned(name),
                above,
            },
            Self::Object {
                dimension,
                object,
                name,
            } => Record::Object {
                dimension,
                object: owned(object),
                name: owned(name),
            },
            Self::Balance(balance) => Record::Balance(balance.into_owned()),
            Self::ObjectBalance(balance) => Record::ObjectBalance(balance.into_owned()),
            Self::PeriodBalance(balance) => Record::PeriodBalance(balance.into_owned()),
        }
    }
}

/// A text that no longer borrows.
pub(super) fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

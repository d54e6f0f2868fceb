//! *TDB, statlig transaktionsdatabas*: purchases of certain goods and services from suppliers
//! outside the state, transaction by transaction.
//!
//! Records of 110 characters, each ended by CR LF, for one month or one quarter at a time. The
//! layout is the contract's of 2012 (annex 2.2, 1.9.2). The list of rejected transactions that
//! comes back has the same layout and is read here too.

mod identifier;
mod record;

pub use identifier::{giro, supplier_number};
pub use record::Record;

use kameral_base::{Date, Period};

use crate::fixed_width::{self, Charset, Field, LineEnd, LineMistake, Mistake, Part, Writer};
use crate::mistake::excerpt;

/// A field of a TDB record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TdbPart {
    /// *ID-kod* of the reporting unit.
    Unit,
    /// *Leverantörens organisationsnummer*.
    OrgNumber,
    /// *Leverantörens postgironummer*.
    Plusgiro,
    /// *Leverantörens bankgironummer*.
    Bankgiro,
    /// *Konto*.
    Account,
    /// *Belopp*, öre.
    Amount,
    /// *Verifikationsnummer*.
    Voucher,
    /// *Bokföringsdatum*.
    Date,
    /// *Bokföringsperiod*.
    Period,
    /// *Antal poster*, always 1.
    Count,
}

impl Part for TdbPart {
    fn name(self) -> &'static str {
        match self {
            Self::Unit => "id-kod",
            Self::OrgNumber => "organisationsnummer",
            Self::Plusgiro => "postgironummer",
            Self::Bankgiro => "bankgironummer",
            Self::Account => "konto",
            Self::Amount => "belopp",
            Self::Voucher => "verifikationsnummer",
            Self::Date => "bokföringsdatum",
            Self::Period => "bokföringsperiod",
            Self::Count => "antal poster",
        }
    }
}

/// *TDB-layout*.
pub type Layout = fixed_width::Layout<TdbPart>;

/// The length of a record in the layout of the contract, in characters.
pub const RECORD_CHARS: usize = 110;

/// What a name of a TDB file may mention: the agency's code, the first and the last period.
pub const NAME_PLACEHOLDERS: [&str; 3] = ["myndighet", "from", "tom"];

/// The name when settings give no other; the contract says nothing of it.
pub const NAME_TEMPLATE: &str = "TDB_{myndighet}_{from}_{tom}.txt";

/// How many postings a record stands for.
const COUNT: &str = "1";

impl Default for Layout {
    /// The contract's fields; CR LF, ISO 8859-1, text to the left and amounts to the right.
    fn default() -> Self {
        Self {
            fields: vec![
                Field::left(TdbPart::Unit, 5),
                Field::left(TdbPart::OrgNumber, 18),
                Field::left(TdbPart::Plusgiro, 10),
                Field::left(TdbPart::Bankgiro, 10),
                Field::left(TdbPart::Account, 10),
                Field::right(TdbPart::Amount, 17),
                Field::left(TdbPart::Voucher, 20),
                Field::left(TdbPart::Date, 8),
                Field::left(TdbPart::Period, 6),
                Field::left(TdbPart::Count, 6),
            ],
            line_end: LineEnd::CrLf,
            charset: Charset::Latin1,
        }
    }
}

/// The file of these records, in their order; or everything that does not fit.
pub fn write(layout: &Layout, records: &[Record]) -> Result<Vec<u8>, Vec<LineMistake>> {
    let mut writer = Writer::new(layout);
    for record in records {
        writer.record(|part| value(record, part), |tell| record.check(tell));
    }
    writer.finish()
}

/// The records of a file, or everything that is wrong with it.
pub fn read(layout: &Layout, file: &[u8]) -> Result<Vec<Record>, Vec<LineMistake>> {
    fixed_width::read(layout, file, |_, value, tell| {
        let amount = fixed_width::amount(&value(TdbPart::Amount))
            .map_err(|mistake| tell(Some(TdbPart::Amount), mistake))
            .ok();
        let date = date(&value(TdbPart::Date))
            .map_err(|mistake| tell(Some(TdbPart::Date), mistake))
            .ok();
        let period = period(&value(TdbPart::Period))
            .map_err(|mistake| tell(Some(TdbPart::Period), mistake))
            .ok();
        if value(TdbPart::Count) != COUNT {
            let found = Mistake::ValueUnknown {
                value: value(TdbPart::Count),
                allowed: COUNT.to_owned(),
            };
            tell(Some(TdbPart::Count), found);
        }
        let record = Record {
            unit: value(TdbPart::Unit),
            org_number: value(TdbPart::OrgNumber),
            plusgiro: value(TdbPart::Plusgiro),
            bankgiro: value(TdbPart::Bankgiro),
            account: value(TdbPart::Account),
            amount: amount?,
            voucher: value(TdbPart::Voucher),
            date: date?,
            period: period?,
        };
        record.check(tell);
        Some(record)
    })
}

fn value(record: &Record, part: TdbPart) -> String {
    match part {
        TdbPart::Unit => record.unit.clone(),
        TdbPart::OrgNumber => record.org_number.clone(),
        TdbPart::Plusgiro => record.plusgiro.clone(),
        TdbPart::Bankgiro => record.bankgiro.clone(),
        TdbPart::Account => record.account.clone(),
        TdbPart::Amount => record.amount.get().to_string(),
        TdbPart::Voucher => record.voucher.clone(),
        TdbPart::Date => record.date.strftime("%Y%m%d").to_string(),
        TdbPart::Period => record.period.to_string(),
        TdbPart::Count => COUNT.to_owned(),
    }
}

/// Eight digits, yyyymmdd.
fn date(value: &str) -> Result<Date, Mistake> {
    let malformed = || Mistake::DateMalformed { value: excerpt(value) };
    let digits = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    let written = value.split_at_checked(4).filter(|_| digits).ok_or_else(malformed)?;
    let (year, (month, day)) = (written.0, written.1.split_at(2));
    format!("{year}-{month}-{day}").parse().map_err(|_| malformed())
}

/// Six digits, yyyymm, of a month.
fn period(value: &str) -> Result<Period, Mistake> {
    match Period::parse(value) {
        Ok(period) if period.is_month() && value == period.to_string() => Ok(period),
        _ => Err(Mistake::PeriodNotMonth { value: excerpt(value) }),
    }
}

//! *Hermes*: the file of balances an agency reports to the central government accounts.
//!
//! Records of 49 characters without delimiters, cumulative amounts, summed: no two records differ
//! in their amount only. The layout is the contract's of 2012 (annex 2.2, 1.9.1); what it leaves
//! open (line end, character set, alignment, the form of the name) is data with our defaults.

mod record;

use std::collections::BTreeMap;

pub use record::{CounterpartyKind, Record, RecordKey, RecordKind};

use crate::fixed_width::{self, Charset, Field, LineEnd, LineMistake, Mistake, Part, Writer};

/// A field of a Hermes record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HermesPart {
    /// *Posttyp*: opening balance or outturn.
    Kind,
    /// *Konto*.
    Account,
    /// *Resultatkonto/Finansiär*.
    Financing,
    /// *Motpartstyp*.
    CounterpartyKind,
    /// *Motpartskod*.
    Counterparty,
    /// *Belopp inkl. tecken*, öre.
    Amount,
}

impl Part for HermesPart {
    fn name(self) -> &'static str {
        match self {
            Self::Kind => "posttyp",
            Self::Account => "konto",
            Self::Financing => "resultatkonto/finansiär",
            Self::CounterpartyKind => "motpartstyp",
            Self::Counterparty => "motpartskod",
            Self::Amount => "belopp",
        }
    }
}

/// *Hermeslayout*.
pub type Layout = fixed_width::Layout<HermesPart>;

/// The length of a record in the layout of the contract, in characters.
pub const RECORD_CHARS: usize = 49;

/// What a name of a Hermes file may mention: the agency's number, its sub-agency, the period code.
pub const NAME_PLACEHOLDERS: [&str; 3] = ["myndighet", "delmyndighet", "period"];

/// The name as the contract shows it, without the labels.
pub const NAME_TEMPLATE: &str = "#{myndighet:4}#{delmyndighet:4}#{period:7}#";

/// The name with the contract's labels written out.
pub const NAME_TEMPLATE_LABELLED: &str =
    "#[Myndighet]{myndighet:4}#[Delmyndighet]{delmyndighet:4}#[Periodkod]{period:7}#";

impl Default for Layout {
    /// The contract's fields; CR LF, ISO 8859-1, text to the left and amounts to the right.
    fn default() -> Self {
        Self {
            fields: vec![
                Field::left(HermesPart::Kind, 1),
                Field::left(HermesPart::Account, 10),
                Field::left(HermesPart::Financing, 10),
                Field::left(HermesPart::CounterpartyKind, 1),
                Field::left(HermesPart::Counterparty, 10),
                Field::right(HermesPart::Amount, 17),
            ],
            line_end: LineEnd::CrLf,
            charset: Charset::Latin1,
        }
    }
}

/// The file of these records, in their order; or everything that does not fit.
pub fn write(layout: &Layout, records: &[Record]) -> Result<Vec<u8>, Vec<LineMistake>> {
    let mut writer = Writer::new(layout);
    let mut seen = Seen::default();
    for (line, record) in (1_u32..).zip(records) {
        let value = |part| match part {
            HermesPart::Kind => record.kind.code().to_owned(),
            HermesPart::Account => record.account.clone(),
            HermesPart::Financing => record.financing.clone(),
            HermesPart::CounterpartyKind => record.counterparty_kind.code().to_owned(),
            HermesPart::Counterparty => record.counterparty.clone(),
            HermesPart::Amount => record.amount.get().to_string(),
        };
        writer.record(value, |tell| {
            if record.account.is_empty() {
                tell(Some(HermesPart::Account), Mistake::ValueMissing);
            }
            seen.once(line, record, tell);
        });
    }
    writer.finish()
}

/// The records of a file, or everything that is wrong with it.
pub fn read(layout: &Layout, file: &[u8]) -> Result<Vec<Record>, Vec<LineMistake>> {
    let mut seen = Seen::default();
    fixed_width::read(layout, file, |line, value, tell| {
        let kind = RecordKind::from_code(&value(HermesPart::Kind));
        if kind.is_none() {
            tell(Some(HermesPart::Kind), unknown(value(HermesPart::Kind), "U, X"));
        }
        let counterparty_kind = CounterpartyKind::from_code(&value(HermesPart::CounterpartyKind));
        if counterparty_kind.is_none() {
            let found = value(HermesPart::CounterpartyKind);
            tell(Some(HermesPart::CounterpartyKind), unknown(found, "I, M"));
        }
        let account = value(HermesPart::Account);
        if account.is_empty() {
            tell(Some(HermesPart::Account), Mistake::ValueMissing);
        }
        let amount = fixed_width::amount(&value(HermesPart::Amount))
            .map_err(|mistake| tell(Some(HermesPart::Amount), mistake))
            .ok();
        let record = Record {
            kind: kind?,
            account,
            financing: value(HermesPart::Financing),
            counterparty_kind: counterparty_kind?,
            counterparty: value(HermesPart::Counterparty),
            amount: amount?,
        };
        seen.once(line, &record, tell);
        Some(record)
    })
}

fn unknown(value: String, allowed: &str) -> Mistake {
    Mistake::ValueUnknown {
        value,
        allowed: allowed.to_owned(),
    }
}

/// What has been met so far, to tell a record that should have been summed.
#[derive(Default)]
struct Seen(BTreeMap<RecordKey, u32>);

impl Seen {
    fn once(&mut self, line: u32, record: &Record, tell: &mut dyn FnMut(Option<HermesPart>, Mistake)) {
        let first_line = *self.0.entry(record.key()).or_insert(line);
        if first_line != line {
            tell(None, Mistake::Repeated { first_line });
        }
    }
}

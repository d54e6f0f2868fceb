//! Making a file for Hermes: balances, or the quarterly distribution.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{FiscalYear, Period};
use kameral_formats::fixed_width::Charset;
use kameral_formats::hermes::{self as format, Record};
use kameral_ledger::store::{model, vouchers};
use kameral_store::outbox::Kept;
use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize};

use super::{Ready, Stopped, books_differ, every_row, keep, last_day, on_snapshot, refused, year_of};
use crate::charge::charge_incomplete;
use crate::keys::Keys;
use crate::real_economic::{self, Conversion};
use crate::setting::{HermesSettings, Settings as _, in_force, letter, name, of_an_agency};
use crate::{ExchangeRefusal, HERMES, REAL_ECONOMIC, fetch, hermes, store};

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HermesKind {
    /// Balances, every month (INT-05).
    Balances,
    /// The real-economic distribution, every quarter (INT-06).
    RealEconomic,
}

impl HermesKind {
    /// Its kind in the outbox.
    pub fn in_outbox(self) -> &'static str {
        match self {
            Self::Balances => HERMES,
            Self::RealEconomic => REAL_ECONOMIC,
        }
    }

    /// The kind with that name in the outbox.
    pub fn from_outbox(kind: &str) -> Option<Self> {
        let all = [Self::Balances, Self::RealEconomic];
        all.into_iter().find(|known| known.in_outbox() == kind)
    }
}

/// A file that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HermesOrder {
    /// Which file.
    pub kind: HermesKind,
    /// Up to and including this period.
    pub period: Period,
    /// Letter of the period code; empty takes that of the settings.
    pub letter: String,
}

/// A file that could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What was asked for.
    pub order: HermesOrder,
    /// The fiscal year.
    pub year: FiscalYear,
    /// What the file is called.
    pub file_name: String,
    /// Its records.
    pub records: Vec<Record>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its character set.
    pub charset: Charset,
    /// Internal accounts that no record tells of.
    pub internal_accounts: Vec<String>,
    /// Financing codes and their appropriations, for the quarterly distribution.
    pub conversions: Vec<Conversion>,
    /// Version of the settings it is made by; 0 is the standard configuration.
    pub settings_version: i64,
    /// The authority that receives it, as the settings name it.
    pub authority: String,
    /// How far into the journal it reaches.
    pub journal_seq: i64,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its kind in the outbox.
    pub kind: String,
    /// Its number there.
    pub number: i64,
    /// Whether the same file was made before and has had the number since.
    pub same: bool,
    /// What it is called.
    pub file_name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its length.
    pub file_bytes: i64,
    /// Records in it.
    pub records: u64,
}

impl Made {
    pub(super) fn of(kept: &Kept, records: usize) -> Self {
        let file = kept.file();
        Self {
            kind: file.key.kind.clone(),
            number: file.key.number,
            same: matches!(kept, Kept::Same(_)),
            file_name: file.file_name.clone(),
            sha256: file.sha256.clone(),
            file_bytes: file.file_bytes,
            records: records as u64,
        }
    }
}

/// Decides the file and writes its bytes without keeping them: the preview, or everything that is
/// missing. Whether the books hold together is looked at when the file is made.
pub fn prepare(cx: &Cx, order: &HermesOrder) -> Result<Prepared, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| prepared(tx, cx, order))
}

/// Makes the file and keeps it in the outbox under the next number, or tells the number of the same
/// file made before. Refused with everything that is missing at once (APR-07, INT-05, INT-06).
pub fn make(cx: &Cx, key: Option<&IdempotencyKey>, order: &HermesOrder) -> Result<Made, Stopped> {
    let act = Act::new(
        Permission::FileExport,
        "exchange.hermes",
        format!("{} {}", order.kind.in_outbox(), order.period),
    );
    // Who may not is told so, and the attempt kept, by the command below.
    let prepared = if cx.may(Permission::FileExport) {
        all_refusals(prepare(cx, order), || books_differ(cx))?
    } else {
        Err(Vec::new())
    };
    cx.write_once(act, key, |tx| {
        let prepared = prepared.as_ref().map_err(|refusals| Stop::Refused(refusals.clone()))?;
        let ready = Ready {
            kind: order.kind.in_outbox(),
            file_name: &prepared.file_name,
            period_from: order.period,
            period_to: order.period,
            journal_seq: prepared.journal_seq,
            charset: prepared.charset,
            bytes: &prepared.bytes,
        };
        Ok(Made::of(&keep(tx, cx, &ready)?, prepared.records.len()))
    })
}

/// What was prepared, or its refusals with those of the books after them.
pub(super) fn all_refusals<T>(
    prepared: Result<T, Stopped>,
    more: impl FnOnce() -> Result<Vec<ExchangeRefusal>, Stopped>,
) -> Result<Result<T, Vec<ExchangeRefusal>>, Stopped> {
    let (prepared, mut refusals) = match prepared {
        Ok(prepared) => (Some(prepared), Vec::new()),
        Err(Stop::Refused(refusals)) => (None, refusals),
        Err(stop) => return Err(stop),
    };
    refusals.extend(more()?);
    Ok(prepared.filter(|_| refusals.is_empty()).ok_or(refusals))
}

fn prepared(tx: &mut Tx, cx: &Cx, order: &HermesOrder) -> Result<Prepared, Stopped> {
    let model = model::load(tx, cx)?;
    of_an_agency(&model).map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let period = order.period;
    let year = year_of(&model, period)?;
    let day = last_day(year, period);
    let ends_quarter = period.is_closing() || period.month().is_multiple_of(3);
    if order.kind == HermesKind::RealEconomic && !ends_quarter {
        return refused(ExchangeRefusal::NotAQuarter { period });
    }
    let version = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day);
    let settings = &version.settings;
    let letter_code = if order.letter.is_empty() {
        &settings.period_letter
    } else {
        &order.letter
    };
    let letter = letter(letter_code).map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let wrong = settings.wrong(&model);
    if !wrong.is_empty() {
        return Err(Stop::Refused(wrong));
    }
    let keys = Keys::new(&model, settings, day).map_err(Stop::Refused)?;

    let mut refusals = fetch::open_periods(tx, cx, year, year.opening(), period)?;
    refusals.extend(charge_incomplete(tx, cx, &keys, year, period)?);
    let balances = fetch::balances(tx, cx, &model, year, period, None)?;
    let mut internal_accounts = Vec::new();
    let mut conversions = Vec::new();
    let decided = match order.kind {
        HermesKind::Balances => hermes::decide(&keys, &balances).map(|decided| {
            internal_accounts = decided.internal_accounts;
            decided.records
        }),
        HermesKind::RealEconomic => real_economic::decide(&keys, &balances, day).map(|decided| {
            conversions = decided.conversions;
            decided.records
        }),
    };
    let layout = settings.layout().map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let written = decided.and_then(|records| {
        let bytes = format::write(&layout, &records)
            .map_err(|mistakes| mistakes.iter().map(ExchangeRefusal::unwritable).collect::<Vec<_>>())?;
        Ok((records, bytes))
    });
    let last_month = Period::of(year.ends_on());
    let named = file_name(settings, &keys, &hermes::period_code(period, last_month, letter));
    let (written, file_name) = match (written, named) {
        (Ok(written), Ok(file_name)) if refusals.is_empty() => (written, file_name),
        (written, named) => {
            refusals.extend(written.err().unwrap_or_default());
            refusals.extend(named.err());
            return Err(Stop::Refused(refusals));
        }
    };
    let (journal_seq, _) = vouchers::journal_end(tx, cx.entity())?;
    Ok(Prepared {
        order: order.clone(),
        year,
        file_name,
        records: written.0,
        bytes: written.1,
        charset: layout.charset,
        internal_accounts,
        conversions,
        settings_version: version.version,
        authority: version.settings.authority.clone(),
        journal_seq,
    })
}

fn file_name(settings: &HermesSettings, keys: &Keys<'_>, period_code: &str) -> Result<String, ExchangeRefusal> {
    let agency = settings.agency_number(keys.model)?;
    let template = name(&settings.name_template, &format::NAME_PLACEHOLDERS)?;
    let values = [
        ("myndighet", agency),
        ("delmyndighet", settings.sub_agency.as_str()),
        ("period", period_code),
    ];
    template
        .fill(&values)
        .map_err(|mistake| ExchangeRefusal::name_of_file(&mistake))
}

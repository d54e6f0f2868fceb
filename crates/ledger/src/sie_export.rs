//! *SIE 4E*: an entity's fiscal year as a file any ledger reads.
//!
//! One snapshot, streamed: registers, balances, then every voucher in journal order. Opening
//! balances are told as `#IB`, so the vouchers of the opening period are not told again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use kameral_access::Cx;
use kameral_base::{Date, FiscalYear, Ore};
use kameral_formats::sie::{
    AccountKind as SieKind, Balance, BalanceKind, LineKind, ObjectRef, Record, Voucher, VoucherLine, WriteMistake,
    WriteOptions, WriteStop, Writer,
};
use kameral_store::{Fault, Stop, Tx};

use crate::model::{AccountKind, AccountPosting, AccountingModel};
use crate::store::sie;
use crate::store::vouchers::{self, VoucherHeader, VoucherLine as PostedLine};

/// Vouchers fetched at a time.
const VOUCHERS_PAGE: i64 = 500;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SieExported {
    /// Vouchers.
    pub vouchers: u64,
    /// Accounts with an opening balance.
    pub opening: u64,
    /// Place in the journal the file reaches to.
    pub journal_seq: i64,
}

/// Writes the year to `out`.
pub fn write(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    generated: Date,
    program: (&str, &str),
    out: impl Write,
) -> Result<SieExported, Stop<Vec<WriteMistake>>> {
    let mut writer = Writer::new(out, WriteOptions::EXPORT).map_err(stop)?;
    let mut put = |record: Record<'_>| writer.record(&record).map_err(stop);
    for record in identification(model, year, generated, program) {
        put(record)?;
    }
    for record in registers(model) {
        put(record)?;
    }
    let opening = opening(tx, cx, model, year)?;
    let moved = sie::moved_by_account(tx, cx.entity(), i64::from(year.year()), year.opening())?;
    for record in balances(model, &opening, &moved) {
        put(record)?;
    }
    let (journal_seq, _) = vouchers::journal_end(tx, cx.entity())?;
    let count = all_vouchers(tx, cx, model, year, &mut writer)?;
    writer.finish().map_err(stop)?;
    Ok(SieExported {
        vouchers: count,
        opening: u64::try_from(opening.len()).unwrap_or(u64::MAX),
        journal_seq,
    })
}

fn stop(stop: WriteStop) -> Stop<Vec<WriteMistake>> {
    match stop {
        WriteStop::Refused(mistake) => Stop::Refused(vec![mistake]),
        WriteStop::Fault(fault) => Stop::Fault(Fault::from(fault)),
    }
}

fn identification<'a>(
    model: &'a AccountingModel,
    year: FiscalYear,
    generated: Date,
    program: (&'a str, &'a str),
) -> Vec<Record<'a>> {
    let mut records = vec![
        Record::Program {
            name: program.0.into(),
            version: program.1.into(),
        },
        Record::Generated {
            on: generated,
            sign: None,
        },
        // No form of company means a state agency; X is another form.
        Record::CompanyForm { code: "X".into() },
        Record::CompanyCode {
            code: model.entity.code.as_str().into(),
        },
        Record::OrgNumber {
            number: model.entity.org_number.as_str().into(),
            acquisition: None,
            activity: None,
        },
        Record::CompanyName {
            name: model.entity.name.as_str().into(),
        },
        Record::Year {
            year: 0,
            starts_on: year.starts_on(),
            ends_on: year.ends_on(),
        },
    ];
    if let Some(before) = year_before(model, year) {
        records.push(Record::Year {
            year: -1,
            starts_on: before.starts_on(),
            ends_on: before.ends_on(),
        });
    }
    records.push(Record::Currency {
        code: model.entity.currency.as_str().into(),
    });
    records
}

fn year_before(model: &AccountingModel, year: FiscalYear) -> Option<FiscalYear> {
    model
        .years
        .iter()
        .rev()
        .find(|other| other.ends_on() < year.starts_on())
        .copied()
}

fn registers(model: &AccountingModel) -> impl Iterator<Item = Record<'_>> {
    let posting = model
        .accounts
        .values()
        .filter(|account| account.posting == AccountPosting::Open);
    let accounts = posting.flat_map(|account| {
        let number: Cow<'_, str> = account.account.as_str().into();
        let kind = sie_kind(account.kind).map(|kind| Record::AccountType {
            account: number.clone(),
            kind,
        });
        let unit = (!account.unit.is_empty()).then(|| Record::Unit {
            account: number.clone(),
            unit: account.unit.as_str().into(),
        });
        let named = Record::Account {
            account: number,
            name: account.name.as_str().into(),
        };
        std::iter::once(named).chain(kind).chain(unit)
    });
    let dimensions = model.direct_dimensions().flat_map(|dimension| {
        let number = sie_number(model, dimension.position);
        let values = model
            .values
            .get(&dimension.position)
            .into_iter()
            .flat_map(BTreeMap::values);
        let objects = values.map(move |value| Record::Object {
            dimension: number,
            object: value.value.as_str().into(),
            name: value.name.as_str().into(),
        });
        std::iter::once(Record::Dimension {
            number,
            name: dimension.name.as_str().into(),
            above: None,
        })
        .chain(objects)
    });
    accounts.chain(dimensions)
}

fn sie_kind(kind: AccountKind) -> Option<SieKind> {
    match kind {
        AccountKind::Asset => Some(SieKind::Asset),
        AccountKind::Liability => Some(SieKind::Liability),
        AccountKind::Income => Some(SieKind::Income),
        AccountKind::Expense => Some(SieKind::Cost),
        AccountKind::Internal => None,
    }
}

fn sie_number(model: &AccountingModel, position: u8) -> u32 {
    let number = model
        .dimension_at(position)
        .map_or(0, crate::model::Dimension::sie_number);
    u32::try_from(number).unwrap_or_default()
}

/// Opening balances of the year: those posted, or else what the years before come to.
fn opening(tx: &mut Tx, cx: &Cx, model: &AccountingModel, year: FiscalYear) -> Result<BTreeMap<String, Ore>, Fault> {
    let posted = sie::opening_by_account(tx, cx.entity(), i64::from(year.year()), year.opening())?;
    if !posted.is_empty() {
        return Ok(posted);
    }
    let mut carried: BTreeMap<String, Ore> = BTreeMap::new();
    for earlier in model
        .years
        .iter()
        .rev()
        .filter(|earlier| earlier.ends_on() < year.starts_on())
    {
        let number = i64::from(earlier.year());
        for (account, amount) in sie::closing_by_account(tx, cx.entity(), number)? {
            if model
                .accounts
                .get(&account)
                .is_some_and(|account| account.kind.carries_forward())
            {
                let sum = carried.entry(account).or_insert(Ore::ZERO);
                *sum = sum
                    .checked_add(amount)
                    .ok_or_else(|| super::store::damaged("balance", "debit_ore", "overflow"))?;
            }
        }
        if !sie::opening_by_account(tx, cx.entity(), number, earlier.opening())?.is_empty() {
            break;
        }
    }
    carried.retain(|_, amount| !amount.is_zero());
    Ok(carried)
}

fn balances<'a>(
    model: &'a AccountingModel,
    opening: &'a BTreeMap<String, Ore>,
    moved: &'a BTreeMap<String, Ore>,
) -> Vec<Record<'a>> {
    let carries = |account: &str| {
        model
            .accounts
            .get(account)
            .is_some_and(|account| account.kind.carries_forward())
    };
    let record = |kind, account: &'a str, amount| {
        Record::Balance(Balance {
            kind,
            year: 0,
            account: account.into(),
            amount,
            quantity: None,
        })
    };
    let of = |balances: &BTreeMap<String, Ore>, account: &str| balances.get(account).copied().unwrap_or(Ore::ZERO);
    let accounts: std::collections::BTreeSet<&String> = opening.keys().chain(moved.keys()).collect();
    let mut records = Vec::new();
    for account in &accounts {
        if opening.contains_key(*account) {
            records.push(record(BalanceKind::Opening, account, of(opening, account)));
        }
    }
    for account in accounts {
        let closing = of(opening, account)
            .checked_add(of(moved, account))
            .unwrap_or(Ore::ZERO);
        let kind = if carries(account) {
            BalanceKind::Closing
        } else {
            BalanceKind::Result
        };
        records.push(record(kind, account, closing));
    }
    records
}

fn all_vouchers<W: Write>(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    writer: &mut Writer<W>,
) -> Result<u64, Stop<Vec<WriteMistake>>> {
    let (mut next, mut count) = (1, 0);
    loop {
        let headers = vouchers::headers_from(tx, cx.entity(), next, VOUCHERS_PAGE)?;
        let Some(last) = headers.last().map(|header| header.journal_seq) else {
            return Ok(count);
        };
        let lines = vouchers::lines_between(tx, cx.entity(), next, last)?;
        for header in &headers {
            let wanted = header.number.year == i64::from(year.year()) && header.period != year.opening();
            if wanted {
                let own = lines.get(&header.journal_seq).map_or(&[][..], Vec::as_slice);
                writer.voucher(&voucher(model, header, own)).map_err(stop)?;
                count += 1;
            }
        }
        next = last + 1;
    }
}

fn voucher<'a>(model: &AccountingModel, header: &'a VoucherHeader, lines: &'a [PostedLine]) -> Voucher<'a> {
    Voucher {
        line: 0,
        series: Some(header.number.series.as_str().into()),
        number: Some(header.number.number.to_string().into()),
        date: header.date,
        text: header.text.as_str().into(),
        registered_on: header.registered_at.get(..10).and_then(|day| day.parse().ok()),
        sign: Some(header.registered_by_name.as_str().into()),
        lines: lines.iter().map(|line| voucher_line(model, line)).collect(),
    }
}

fn voucher_line<'a>(model: &AccountingModel, line: &'a PostedLine) -> VoucherLine<'a> {
    let objects = line.coding.values().into_iter();
    VoucherLine {
        line: 0,
        kind: LineKind::Original,
        account: line.coding.account().into(),
        objects: objects
            .map(|(position, value)| ObjectRef {
                dimension: sie_number(model, position),
                object: value.into(),
            })
            .collect(),
        amount: line.amount,
        date: None,
        text: line.text.as_str().into(),
        quantity: line.quantity,
        sign: None,
    }
}

/// Name the program gives itself in a file.
pub const PROGRAM: &str = "Kameral";

/// The year an entity calls by a number, if it has one.
pub fn year_called(model: &AccountingModel, number: i32) -> Option<FiscalYear> {
    model.years.iter().find(|year| year.year() == number).copied()
}

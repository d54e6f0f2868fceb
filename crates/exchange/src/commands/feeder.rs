//! Feeder systems: keeping one, taking its files, and the receipts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use kameral_access::{Act, Cx, IdempotencyKey, Permission, history, take_turn};
use kameral_base::{Date, Ore, Period};
use kameral_ledger::commands::{Deciding, PostedParts, post_parts_in};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::posting::{FEEDER_SOURCE, Posted, Source};
use kameral_ledger::store::model;
use kameral_ledger::voucher::{BalancedVoucher, CodingKey, DraftVoucher, VoucherNumber};
use kameral_store::inbox::{self, Arrival, FileKey, Spool};
use kameral_store::{Fault, FaultKind, Stop, Tx};
use serde::{Deserialize, Serialize};

use super::on_snapshot;
use crate::feeder::store::{self, FeederVersion, Origin, Receipt, TakenVoucher};
use crate::feeder::{Faulty, FedVoucher, FeederCause, FeederRefusal, FeederSystem, LeftOut, Reading, read, wrong};

/// Kind of a feeder's file in the inbox. The same for every feeder: the same bytes are the same file.
pub const INBOX_KIND: &str = "feeder";

/// Most reasons told of a file at once: it is mended from the first ones.
const REFUSALS_MAX: usize = 1_000;

/// What stops a command about feeders.
pub type FeederStopped = Stop<Vec<FeederRefusal>>;

/// A file to take.
#[derive(Debug)]
pub struct ImportOrder<'a> {
    /// Code of the feeder system.
    pub feeder: &'a str,
    /// What the sender calls the file.
    pub name: &'a str,
    /// Its bytes.
    pub spool: &'a Spool,
    /// Reason with which warnings are accepted, before that of the feeder.
    pub accept_warnings: Option<String>,
    /// Do everything and undo it.
    pub dry_run: bool,
}

/// What a file came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The receipt.
    pub receipt: Receipt,
    /// The vouchers, in the order of the file.
    pub vouchers: Vec<TakenVoucher>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Every line of the vouchers, those that rules add among them; in a dry run only.
    pub lines: Vec<PreviewLine>,
}

/// A line as it would be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// The voucher, by the file's key.
    pub voucher: String,
    /// Voucher date.
    pub date: Option<Date>,
    /// Period.
    pub period: Period,
    /// Account.
    pub account: String,
    /// Values as dimension and value.
    pub values: Vec<(String, String)>,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Text.
    pub text: String,
    /// Whether a rule adds it.
    pub automatic: bool,
}

/// A feeder system as it is and as it has been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeederKept {
    /// Every version, the latest first, which is the one that holds; never empty.
    pub versions: Vec<FeederVersion>,
}

fn refused<T>(cause: FeederCause) -> Result<T, FeederStopped> {
    Err(Stop::Refused(vec![cause.into()]))
}

/// Receipts tell of every row of a file, so who sees some only sees none.
fn every_row(cx: &Cx) -> Result<(), FeederStopped> {
    cx.require_whole(Permission::BooksRead).map_err(Stop::Denied)
}

/// Keeps a feeder system: a new version, unless it is the same; answers the version's number.
pub fn keep_feeder(cx: &Cx, key: Option<&IdempotencyKey>, feeder: &FeederSystem) -> Result<i64, FeederStopped> {
    let act = Act::new(Permission::SettingEdit, "feeder.keep", feeder.feeder.as_str()).of_every_row();
    cx.write_once(act, key, |tx| {
        take_turn(tx, "feeder")?;
        let model = model::load(tx, cx)?;
        let causes = wrong(&model, feeder);
        if !causes.is_empty() {
            return Err(Stop::Refused(causes.into_iter().map(FeederRefusal::from).collect()));
        }
        let versions = store::versions(tx, cx.entity(), &feeder.feeder)?;
        match versions.first() {
            Some(last) if last.feeder == *feeder => Ok(last.version),
            last => {
                let version = last.map_or(1, |last| last.version + 1);
                store::add_version(tx, cx, version, feeder)?;
                let before = last.map(|last| &last.feeder);
                history::changed(tx, "feeder", &feeder.feeder, before, Some(feeder))?;
                Ok(version)
            }
        }
    })
}

/// The feeder systems as they are, by code.
pub fn feeders(cx: &Cx) -> Result<Vec<FeederVersion>, FeederStopped> {
    on_snapshot(cx, Permission::BooksRead, |tx| {
        let mut seen = BTreeSet::new();
        let mut versions = store::all_versions(tx, cx.entity())?;
        versions.retain(|version| seen.insert(version.feeder.feeder.clone()));
        Ok(versions)
    })
}

/// A feeder system with all its versions.
pub fn feeder(cx: &Cx, code: &str) -> Result<FeederKept, FeederStopped> {
    on_snapshot(cx, Permission::BooksRead, |tx| {
        let versions = store::versions(tx, cx.entity(), code)?;
        if versions.is_empty() {
            let feeder = code.to_owned();
            return refused(FeederCause::Unknown { feeder });
        }
        Ok(FeederKept { versions })
    })
}

/// Receipts of files, the latest first; of one feeder system, or of all where the code is empty.
pub fn receipts(cx: &Cx, feeder: &str, rows_max: u32) -> Result<Vec<Receipt>, FeederStopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::BooksRead, |tx| {
        Ok(store::receipts(tx, cx.entity(), feeder, rows_max)?)
    })
}

/// One receipt with its vouchers and what was left out.
pub fn receipt(cx: &Cx, number: i64) -> Result<Imported, FeederStopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::BooksRead, |tx| {
        let Some(receipt) = store::receipt(tx, cx.entity(), number)? else {
            return refused(FeederCause::ReceiptUnknown { receipt: number });
        };
        Ok(Imported {
            receipt,
            vouchers: store::vouchers(tx, cx.entity(), number)?,
            left_out: store::left_out(tx, cx.entity(), number)?,
            lines: Vec::new(),
        })
    })
}

/// The file of a receipt, as it came. Bytes that are not those that were kept are a fault.
pub fn receipt_file(cx: &Cx, number: i64) -> Result<(String, Vec<u8>), FeederStopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::BooksRead, |tx| {
        let Some(receipt) = store::receipt(tx, cx.entity(), number)? else {
            return refused(FeederCause::ReceiptUnknown { receipt: number });
        };
        let key = file_key(cx, &receipt.sha256);
        if let Some(gone) = inbox::disposed_of(tx, &key)? {
            return refused(FeederCause::FileDisposed {
                receipt: number,
                decision: gone.decision_no,
            });
        }
        let mut bytes = Vec::new();
        inbox::write_to(tx, &key, &mut bytes)?;
        Ok((receipt.file_name, bytes))
    })
}

/// The file a voucher came out of, if it came out of a feeder's.
pub fn origin(cx: &Cx, voucher: &VoucherNumber) -> Result<Option<Origin>, FeederStopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::BooksRead, |tx| {
        Ok(store::origin(tx, cx.entity(), voucher)?)
    })
}

/// Takes a file: every voucher of it through the one door, or those without a fault where the feeder's
/// setting says so, and a receipt. The same bytes are taken once, and the same reference of a feeder.
pub fn import_feeder(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    order: &ImportOrder<'_>,
) -> Result<Imported, FeederStopped> {
    if order.dry_run {
        cx.require(Permission::FileImport).map_err(Stop::Denied)?;
        let mut seen = None;
        let undone: Result<(), FeederStopped> = cx.store.write(|tx| {
            tx.for_entities(cx.scope.entities())?;
            seen = Some(run(tx, cx, order)?.0);
            Err(Stop::Refused(Vec::new()))
        });
        return match (undone, seen) {
            (Err(Stop::Refused(refusals)), Some(imported)) if refusals.is_empty() => Ok(imported),
            (Err(stop), _) => Err(stop),
            (Ok(()), _) => unreachable!("a dry run is always undone"),
        };
    }
    let mut committed: Option<(Posted, Imported)> = None;
    let act = Act::new(
        Permission::FileImport,
        "feeder.import",
        format!("{} {}", order.feeder, order.name),
    );
    let imported = cx.write_once(act, key, |tx| {
        let (imported, posted) = run(tx, cx, order)?;
        committed = Some((posted, imported.clone()));
        Ok(imported)
    })?;
    // Codings are remembered only if what ran is what was answered, not what the key had answered before.
    if let Some((mut posted, ran)) = committed
        && ran == imported
    {
        posted.committed(cx);
    }
    Ok(imported)
}

fn file_key(cx: &Cx, sha256: &str) -> FileKey {
    FileKey {
        entity: cx.entity(),
        kind: INBOX_KIND.to_owned(),
        sha256: sha256.to_owned(),
    }
}

fn run(tx: &mut Tx, cx: &Cx, order: &ImportOrder<'_>) -> Result<(Imported, Posted), FeederStopped> {
    let Some(kept) = store::versions(tx, cx.entity(), order.feeder)?.into_iter().next() else {
        let feeder = order.feeder.to_owned();
        return refused(FeederCause::Unknown { feeder });
    };
    if kept.feeder.closed {
        let feeder = order.feeder.to_owned();
        return refused(FeederCause::Closed { feeder });
    }
    // Received first: on PostgreSQL another who takes the same file is waited for here, and then known.
    receive(tx, cx, order)?;
    if let Some(earlier) = store::earlier_file(tx, cx.entity(), order.spool.sha256())? {
        return refused(FeederCause::FileKnown {
            file: earlier.name,
            receipt: earlier.receipt,
            at: earlier.on,
            by: earlier.by,
        });
    }
    let mut bytes = Vec::new();
    order.spool.open()?.read_to_end(&mut bytes).map_err(Fault::from)?;
    let reason = order.accept_warnings.clone().or_else(|| {
        let own = kept.feeder.accept_warnings.trim();
        (!own.is_empty()).then(|| own.to_owned())
    });
    let deciding = Deciding {
        source: Source {
            name: FEEDER_SOURCE,
            sha256: Some(order.spool.sha256_bytes()),
        },
        accept_warnings: reason,
        ..Deciding::default()
    };
    let mut fed = None;
    let parts = post_parts_in(tx, cx, Permission::FileImport, &deciding, |tx, model| {
        let mut taken = Fed::of(read(model, &kept.feeder, &bytes).map_err(Stop::Refused)?);
        taken.once(tx, cx, &kept.feeder)?;
        let drafts = taken.drafts();
        fed = Some(taken);
        Ok(drafts)
    })?;
    let fed = fed.expect("the file was read before anything was posted");
    let told = Told::of(&kept.feeder, &fed, &parts);
    if told.vouchers.is_empty() || (kept.feeder.faulty == Faulty::File && !told.refusals.is_empty()) {
        let refusals = told.refusals.into_iter().take(REFUSALS_MAX);
        return Err(Stop::Refused(refusals.collect()));
    }
    let lines = if order.dry_run {
        preview(&*model::load(tx, cx)?, &fed, &parts)
    } else {
        Vec::new()
    };
    let imported = record(tx, cx, order, &kept, fed.rows, told, lines)?;
    Ok((imported, parts.posted))
}

fn receive(tx: &mut Tx, cx: &Cx, order: &ImportOrder<'_>) -> Result<(), Fault> {
    let arrival = Arrival {
        entity: cx.entity(),
        kind: INBOX_KIND,
        file_name: order.name,
        received_at: cx.now,
        received_by: cx.actor.user,
    };
    inbox::receive(tx, &arrival, order.spool)?;
    Ok(())
}

/// Keeps the receipt, and what became of the file.
fn record(
    tx: &mut Tx,
    cx: &Cx,
    order: &ImportOrder<'_>,
    kept: &FeederVersion,
    rows: usize,
    told: Told,
    lines: Vec<PreviewLine>,
) -> Result<Imported, FeederStopped> {
    let left_out: Vec<LeftOut> = told.refusals.iter().map(LeftOut::of).collect();
    let keys: BTreeSet<&str> = left_out.iter().map(|left| left.voucher.as_str()).collect();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut receipt = Receipt {
        receipt: 0,
        feeder: kept.feeder.feeder.clone(),
        version: kept.version,
        sha256: order.spool.sha256().to_owned(),
        file_name: order.name.to_owned(),
        rows: count(rows),
        posted: count(told.vouchers.len()),
        left_out: count(keys.len()),
        taken_at: cx.now_text(),
        taken_by: cx.actor.name.clone(),
    };
    let number = store::add_receipt(tx, cx, &receipt, &told.vouchers, &left_out)?;
    if !order.dry_run {
        receipt.receipt = number;
    }
    let detail = serde_json::to_value(&receipt).map_err(|error| Fault::new(FaultKind::Mismatch, error.to_string()))?;
    inbox::mark(tx, &file_key(cx, &receipt.sha256), "posted", Some(&detail), cx.now)?;
    Ok(Imported {
        receipt,
        vouchers: told.vouchers,
        left_out,
        lines,
    })
}

/// A file that was read, and which of its vouchers are drafts.
struct Fed {
    rows: usize,
    vouchers: Vec<FedVoucher>,
    homeless: Vec<FeederRefusal>,
}

impl Fed {
    fn of(reading: Reading) -> Self {
        Self {
            rows: reading.rows,
            vouchers: reading.vouchers,
            homeless: reading.homeless,
        }
    }

    /// Notes vouchers whose reference was taken, earlier or in the file itself. The journal's end is
    /// locked, so that none is taken meanwhile.
    fn once(&mut self, tx: &mut Tx, cx: &Cx, feeder: &FeederSystem) -> Result<(), Fault> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for voucher in self.vouchers.iter_mut().filter(|voucher| !voucher.reference.is_empty()) {
            let reference = voucher.reference.clone();
            let earlier = store::earlier_reference(tx, cx.entity(), &feeder.feeder, &reference)?;
            let cause = match (seen.get(&reference), earlier) {
                (Some(line), _) => Some(FeederCause::ReferenceTwice {
                    reference: reference.clone(),
                    line: i64::from(*line),
                }),
                (None, Some(earlier)) => Some(FeederCause::ReferenceKnown {
                    reference: reference.clone(),
                    voucher: earlier.name,
                    receipt: earlier.receipt,
                    at: earlier.on,
                    by: earlier.by,
                }),
                (None, None) => None,
            };
            seen.entry(reference).or_insert(voucher.line);
            if let Some(cause) = cause {
                voucher.wrong.push(FeederRefusal::Own {
                    line: Some(voucher.line),
                    column: feeder.column_of(crate::feeder::Field::Reference.word()),
                    voucher: voucher.key.clone(),
                    cause,
                });
            }
        }
        Ok(())
    }

    fn whole(&self) -> impl Iterator<Item = &FedVoucher> {
        self.vouchers.iter().filter(|voucher| voucher.wrong.is_empty())
    }

    fn drafts(&self) -> Vec<DraftVoucher> {
        self.whole().map(|voucher| voucher.draft.clone()).collect()
    }
}

/// What a file came to, before it is kept.
struct Told {
    vouchers: Vec<TakenVoucher>,
    refusals: Vec<FeederRefusal>,
}

impl Told {
    fn of(feeder: &FeederSystem, fed: &Fed, parts: &PostedParts) -> Self {
        let whole: Vec<&FedVoucher> = fed.whole().collect();
        let taken = parts.kept.iter().zip(&parts.posted.vouchers);
        let vouchers = taken.map(|((at, _), posted)| TakenVoucher {
            key: whole[*at].key.clone(),
            reference: whole[*at].reference.clone(),
            journal_seq: posted.journal_seq,
            number: posted.number.clone(),
            period: posted.period,
            text: whole[*at].draft.text.clone(),
        });
        let ledger = parts.left_out.iter().flat_map(|(at, refusals)| {
            let voucher = whole[*at];
            refusals.iter().map(|refusal| FeederRefusal::Post {
                column: feeder.column_of(&refusal.cause.field()),
                refusal: Box::new(refusal.clone().named(&voucher.key)),
            })
        });
        let own = fed.vouchers.iter().flat_map(|voucher| voucher.wrong.iter().cloned());
        let mut refusals: Vec<FeederRefusal> = fed.homeless.iter().cloned().chain(own).chain(ledger).collect();
        refusals.sort_by_key(|refusal| kameral_base::Refusal::place(refusal).line);
        Self {
            vouchers: vouchers.collect(),
            refusals,
        }
    }
}

/// Every line of the vouchers that would stand.
fn preview(model: &AccountingModel, fed: &Fed, parts: &PostedParts) -> Vec<PreviewLine> {
    let whole: Vec<&FedVoucher> = fed.whole().collect();
    let lines = parts.kept.iter().flat_map(|(at, voucher)| {
        let voucher: &BalancedVoucher = voucher;
        let fed = whole[*at];
        voucher.lines().iter().map(|line| PreviewLine {
            voucher: fed.key.clone(),
            date: fed.draft.date,
            period: voucher.period(),
            account: line.coding.account().to_owned(),
            values: values(model, &line.coding),
            amount: line.amount,
            text: line.text.clone(),
            automatic: line.generated.is_some(),
        })
    });
    lines.collect()
}

fn values(model: &AccountingModel, coding: &CodingKey) -> Vec<(String, String)> {
    let code = |position| {
        let mut dimensions = model.dimensions.iter();
        let found = dimensions.find(|dimension| dimension.position == position);
        found.map(|dimension| dimension.code.clone()).unwrap_or_default()
    };
    let values = coding.values().into_iter();
    values.map(|(position, value)| (code(position), value)).collect()
}

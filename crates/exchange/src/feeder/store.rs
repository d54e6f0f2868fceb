//! Rows of feeder systems and receipts ⇄ the model.

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Period};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Fault, FaultKind, Insert, Row, Tx, Value, params};
use serde::{Deserialize, Serialize};

use super::model::FeederSystem;
use super::said::LeftOut;

/// A version of a feeder system, with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeederVersion {
    /// The system.
    pub feeder: FeederSystem,
    /// Its number, from 1.
    pub version: i64,
    /// When it was made, UTC.
    pub changed_at: String,
    /// Who made it.
    pub changed_by: String,
}

/// *Kvitto*: a file that was taken, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number within the entity, from 1; 0 in a dry run.
    pub receipt: i64,
    /// Code of the feeder system.
    pub feeder: String,
    /// The version of its mapping.
    pub version: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// What the sender called it.
    pub file_name: String,
    /// Rows of the file.
    pub rows: i64,
    /// Vouchers posted.
    pub posted: i64,
    /// Vouchers left out.
    pub left_out: i64,
    /// When, UTC.
    pub taken_at: String,
    /// Who, by name.
    pub taken_by: String,
}

/// A voucher that a file became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenVoucher {
    /// The file's own key of it.
    pub key: String,
    /// The feeder's own name of it, or empty.
    pub reference: String,
    /// Place in the journal.
    pub journal_seq: i64,
    /// Number.
    pub number: VoucherNumber,
    /// Period.
    pub period: Period,
    /// Text.
    pub text: String,
}

/// When something was taken, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Receipt.
    pub receipt: i64,
    /// What it was called: a file, or the number of a voucher.
    pub name: String,
    /// The day.
    pub on: Date,
    /// Who, by name.
    pub by: String,
}

/// *Ursprung*: the file a voucher came out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Receipt.
    pub receipt: i64,
    /// Code of the feeder system.
    pub feeder: String,
    /// The feeder's own name of the voucher, or empty.
    pub reference: String,
    /// What the sender called the file.
    pub file_name: String,
}

/// Every version of every feeder system, each system's latest first.
pub fn all_versions(tx: &mut Tx, entity: EntityId) -> Result<Vec<FeederVersion>, Fault> {
    tx.all(include_str!("../sql/feeders.sql"), params![entity], version)
}

/// Every version of one, the latest first.
pub fn versions(tx: &mut Tx, entity: EntityId, code: &str) -> Result<Vec<FeederVersion>, Fault> {
    tx.all(include_str!("../sql/feeder.sql"), params![entity, code], version)
}

fn version(row: &Row<'_>) -> Result<FeederVersion, Fault> {
    let content: String = row.get("content")?;
    Ok(FeederVersion {
        feeder: serde_json::from_str(&content).map_err(|error| damaged("feeder", "content", &error))?,
        version: row.get("version")?,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by_name")?,
    })
}

pub(crate) fn add_version(tx: &mut Tx, cx: &Cx, version: i64, feeder: &FeederSystem) -> Result<(), Fault> {
    let content = serde_json::to_string(feeder).expect("a feeder system is plain values");
    let given = params![
        cx.entity(),
        feeder.feeder.as_str(),
        version,
        content,
        cx.now_text(),
        cx.actor.user,
        cx.actor.name.as_str()
    ];
    tx.exec(include_str!("../sql/add_feeder.sql"), given)?;
    Ok(())
}

/// The receipt of the same bytes, if any of its vouchers stands.
pub(crate) fn earlier_file(tx: &mut Tx, entity: EntityId, sha256: &str) -> Result<Option<Earlier>, Fault> {
    tx.optional(include_str!("../sql/feeder_file.sql"), params![entity, sha256], |row| {
        Ok(Earlier {
            receipt: row.get("import_no")?,
            name: row.get("file_name")?,
            on: row.get("taken_on")?,
            by: row.get("taken_by_name")?,
        })
    })
}

/// The voucher a feeder's own name stands for, if it is not reversed.
pub(crate) fn earlier_reference(
    tx: &mut Tx,
    entity: EntityId,
    feeder: &str,
    reference: &str,
) -> Result<Option<Earlier>, Fault> {
    let sql = include_str!("../sql/feeder_reference.sql");
    tx.optional(sql, params![entity, feeder, reference], |row| {
        Ok(Earlier {
            receipt: row.get("import_no")?,
            name: number(row)?.to_string(),
            on: row.get("taken_on")?,
            by: row.get("taken_by_name")?,
        })
    })
}

/// Receipts, the latest first; of one feeder system or of all.
pub fn receipts(tx: &mut Tx, entity: EntityId, feeder: &str, rows_max: u32) -> Result<Vec<Receipt>, Fault> {
    let sql = include_str!("../sql/feeder_imports.sql");
    tx.all(sql, params![entity, feeder, rows_max], receipt_row)
}

/// One receipt.
pub fn receipt(tx: &mut Tx, entity: EntityId, number: i64) -> Result<Option<Receipt>, Fault> {
    tx.optional(
        include_str!("../sql/feeder_import.sql"),
        params![entity, number],
        receipt_row,
    )
}

fn receipt_row(row: &Row<'_>) -> Result<Receipt, Fault> {
    Ok(Receipt {
        receipt: row.get("import_no")?,
        feeder: row.get("feeder_code")?,
        version: row.get("version")?,
        sha256: row.get("sha256")?,
        file_name: row.get("file_name")?,
        rows: row.get("row_count")?,
        posted: row.get("posted")?,
        left_out: row.get("left_out")?,
        taken_at: row.get("taken_at")?,
        taken_by: row.get("taken_by_name")?,
    })
}

/// The vouchers a file became.
pub fn vouchers(tx: &mut Tx, entity: EntityId, receipt: i64) -> Result<Vec<TakenVoucher>, Fault> {
    tx.all(
        include_str!("../sql/feeder_vouchers.sql"),
        params![entity, receipt],
        |row| {
            Ok(TakenVoucher {
                key: row.get("voucher_key")?,
                reference: row.get("reference")?,
                journal_seq: row.get("journal_seq")?,
                number: number(row)?,
                period: row.get("period")?,
                text: row.get("text")?,
            })
        },
    )
}

/// What was left out of a file.
pub fn left_out(tx: &mut Tx, entity: EntityId, receipt: i64) -> Result<Vec<LeftOut>, Fault> {
    tx.all(
        include_str!("../sql/feeder_left_out.sql"),
        params![entity, receipt],
        |row| {
            let said: String = row.get("said")?;
            let line: Option<i64> = row.get("row_no")?;
            Ok(LeftOut {
                voucher: row.get("voucher_key")?,
                line: line.and_then(|line| u32::try_from(line).ok()),
                column: row.get("column_name")?,
                name: row.get("name")?,
                said: serde_json::from_str(&said).map_err(|error| damaged("feeder_left_out", "said", &error))?,
            })
        },
    )
}

/// The file a voucher came out of, if it came out of a feeder's.
pub fn origin(tx: &mut Tx, entity: EntityId, voucher: &VoucherNumber) -> Result<Option<Origin>, Fault> {
    let given = params![entity, voucher.series.as_str(), voucher.year, voucher.number];
    tx.optional(include_str!("../sql/feeder_origin.sql"), given, |row| {
        Ok(Origin {
            receipt: row.get("import_no")?,
            feeder: row.get("feeder_code")?,
            reference: row.get("reference")?,
            file_name: row.get("file_name")?,
        })
    })
}

/// Keeps the receipt of a file with its vouchers and what was left out; answers its number. The journal's
/// end is locked, so that two files do not take the same.
pub(crate) fn add_receipt(
    tx: &mut Tx,
    cx: &Cx,
    receipt: &Receipt,
    vouchers: &[TakenVoucher],
    left_out: &[LeftOut],
) -> Result<i64, Fault> {
    let last: Option<i64> = tx.optional(
        include_str!("../sql/last_feeder_import.sql"),
        params![cx.entity()],
        |row| row.get("import_no"),
    )?;
    let import_no = last.unwrap_or(0) + 1;
    let given = params![
        cx.entity(),
        import_no,
        receipt.feeder.as_str(),
        receipt.version,
        receipt.sha256.as_str(),
        receipt.file_name.as_str(),
        receipt.rows,
        cx.today,
        cx.now_text(),
        cx.actor.user,
        cx.actor.name.as_str()
    ];
    tx.exec(include_str!("../sql/add_feeder_import.sql"), given)?;
    let mut rows = Vec::with_capacity(vouchers.len() * VOUCHER_ROWS.columns.len());
    for voucher in vouchers {
        rows.extend([
            Value::from(cx.entity()),
            Value::from(import_no),
            Value::from(voucher.key.as_str()),
            Value::from(receipt.feeder.as_str()),
            Value::from(voucher.reference.as_str()),
            Value::from(voucher.journal_seq),
        ]);
    }
    tx.insert_many(&VOUCHER_ROWS, &rows)?;
    let said: Vec<String> = left_out
        .iter()
        .map(|left| serde_json::to_string(&left.said).expect("a sentence is plain values"))
        .collect();
    let mut rows = Vec::with_capacity(left_out.len() * LEFT_OUT_ROWS.columns.len());
    for (item_no, (left, said)) in (1_i64..).zip(left_out.iter().zip(&said)) {
        rows.extend([
            Value::from(cx.entity()),
            Value::from(import_no),
            Value::from(item_no),
            Value::from(left.voucher.as_str()),
            Value::from(left.line.map(i64::from)),
            Value::from(left.column.as_str()),
            Value::from(left.name.as_str()),
            Value::from(said.as_str()),
        ]);
    }
    tx.insert_many(&LEFT_OUT_ROWS, &rows)?;
    Ok(import_no)
}

const VOUCHER_ROWS: Insert = Insert {
    table: "feeder_voucher",
    columns: &[
        "entity_id",
        "import_no",
        "voucher_key",
        "feeder_code",
        "reference",
        "journal_seq",
    ],
    suffix: "",
};

const LEFT_OUT_ROWS: Insert = Insert {
    table: "feeder_left_out",
    columns: &[
        "entity_id",
        "import_no",
        "item_no",
        "voucher_key",
        "row_no",
        "column_name",
        "name",
        "said",
    ],
    suffix: "",
};

fn number(row: &Row<'_>) -> Result<VoucherNumber, Fault> {
    Ok(VoucherNumber {
        series: row.get("series")?,
        year: row.get("year")?,
        number: row.get("number")?,
    })
}

fn damaged(table: &str, column: &str, error: &serde_json::Error) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("table {table}, column {column}: {error}"))
}

//! `/feeders`, `/feeder-receipts`: other systems' files, and the mappings they are read by (INT-24).

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::Date;
use kameral_formats::table_file::FILE_BYTES_MAX;
use kameral_ledger::api::file_name;
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Incoming, Operation, PeriodText, Sent, json};
use kameral_site::{Document, Needs, asked, kept, told};
use kameral_ui::web::Problem;
use serde_json::Value;

use super::saved;
use crate::commands::{
    ImportOrder, Imported, feeder, feeders, import_feeder, keep_feeder, origin, receipt, receipt_file, receipts,
};
use crate::feeder::FeederSystem;
use crate::feeder::store::{FeederVersion, Receipt};

/// The most receipts a list has.
const RECEIPTS_MAX: u32 = 1_000;

kept! {
    /// *Översättning*: their code and ours.
    pub struct FeederPairKept {
        /// Their code.
        theirs: String,
        /// Ours.
        ours: String,
    }
}

kept! {
    /// Where a field is taken from.
    pub struct FeederFieldKept {
        /// `voucher`, `reference`, `date`, `event_date`, `period`, `text`, `counterparty`, `account`, `amount`,
        /// `debit`, `credit`, `quantity`, `unit`, `currency`, `currency_amount`, `line_text`, or the code of a
        /// dimension.
        field: String,
        /// Name of the column, or its number from 1 in a file without a header.
        column: Option<String>,
        /// What stands where there is no column, or nothing in it; in our codes.
        fixed: Option<String>,
        /// Of a dimension: the relation that gives it where nothing else does.
        relation: Option<String>,
        /// Their codes and ours.
        pairs: Option<Vec<FeederPairKept>>,
        /// What becomes of a code that the pairs do not have: `refuse` or `keep`.
        untranslated: Option<String>,
    }
}

kept! {
    /// *Försystem*: another system whose files are posted, and how they are read.
    pub struct FeederKept {
        /// Code; in a change it stands in the path.
        feeder: Option<String>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// `delimited` or `spreadsheet`.
        form: String,
        /// `semicolon`, `comma`, `tab` or `bar`.
        separator: Option<String>,
        /// Whether the columns have names.
        header: Option<bool>,
        /// `utf-8` or `windows-1252`.
        charset: Option<String>,
        /// Sheet of a workbook; without one the first.
        sheet: Option<String>,
        /// Decimal sign: `comma` or `point`.
        decimal: Option<String>,
        /// How a date is written: `YYYY`, `MM` and `DD` once each.
        date_pattern: Option<String>,
        /// Where the fields are taken from.
        fields: Vec<FeederFieldKept>,
        /// Whether amounts have the opposite sign of ours.
        turned: Option<bool>,
        /// Kind of its vouchers.
        kind: Option<String>,
        /// Series of its vouchers.
        series: Option<String>,
        /// What a fault leaves out: the whole `file`, or its `voucher`.
        faulty: String,
        /// Reason with which warnings are accepted.
        accept_warnings: Option<String>,
        /// Whether no more files are taken.
        closed: Option<bool>,
    }
}

told! {
    /// A version of a feeder system.
    pub struct FeederVersionTold {
        /// Its number, from 1.
        version: i64,
        /// The system.
        feeder: FeederKept,
        /// When it was made, UTC.
        changed_at: String,
        /// Who made it.
        changed_by: String,
    }
}

told! {
    /// Feeder systems as they are.
    pub struct FeedersTold {
        /// The last version of each.
        feeders: Vec<FeederVersionTold>,
    }
}

told! {
    /// A feeder system with all its versions.
    pub struct FeederTold {
        /// The latest first, which is the one that holds.
        versions: Vec<FeederVersionTold>,
    }
}

told! {
    /// The version that holds.
    pub struct FeederSetTold {
        /// Its number; the same as before where nothing was changed.
        version: i64,
    }
}

asked! {
    /// How a feeder's file comes.
    pub struct FeederFileAsked {
        /// What the sender calls it.
        name: Option<String>,
        /// Does everything and undoes it.
        dry_run: Option<bool>,
        /// Accepts warnings, with the reason that is kept on the vouchers.
        accept_warnings: Option<String>,
    }
}

asked! {
    /// Which receipts.
    pub struct FeederReceiptsAsked {
        /// Only of this feeder system.
        feeder: Option<String>,
    }
}

asked! {
    /// Which voucher.
    pub struct FeederOriginAsked {
        /// Its number.
        voucher: VoucherNumber,
    }
}

told! {
    /// The receipt of a file.
    pub struct FeederReceiptTold {
        /// Its number, from 1; 0 in a dry run.
        receipt: i64,
        /// Code of the feeder system.
        feeder: String,
        /// The version of its mapping.
        version: i64,
        /// What the sender called the file.
        file_name: String,
        /// SHA-256 of its bytes.
        sha256: String,
        /// Rows in it.
        rows: i64,
        /// Vouchers posted.
        posted: i64,
        /// Vouchers left out.
        left_out: i64,
        /// When it was taken, UTC.
        taken_at: String,
        /// Who took it.
        taken_by: String,
    }
}

told! {
    /// Receipts, the latest first.
    pub struct FeederReceiptsTold {
        /// The receipts.
        receipts: Vec<FeederReceiptTold>,
    }
}

told! {
    /// A voucher of a file.
    pub struct FeederVoucherTold {
        /// The file's own key of it.
        voucher: String,
        /// The feeder's own name of it, or empty.
        reference: String,
        /// Number.
        number: VoucherNumber,
        /// Order of registration.
        journal_seq: i64,
        /// Period.
        period: PeriodText,
        /// Text.
        text: String,
    }
}

told! {
    /// Why a voucher of a file was left out.
    pub struct FeederLeftOutTold {
        /// The file's own key of it; empty for a row that names none.
        voucher: String,
        /// Row of the file, from 1.
        line: Option<u32>,
        /// Column of the file.
        column: String,
        /// Stable name of the reason.
        name: String,
        /// Reason and remedy.
        message: String,
    }
}

told! {
    /// A line as it would be posted.
    pub struct FeederLineTold {
        /// The file's own key of its voucher.
        voucher: String,
        /// Voucher date.
        date: Option<Date>,
        /// Period.
        period: PeriodText,
        /// Account.
        account: String,
        /// Values, as `FIN=10`.
        values: Vec<String>,
        /// Whole öre, debit positive.
        amount_ore: i64,
        /// Text.
        text: String,
        /// Whether a rule adds it.
        automatic: bool,
    }
}

told! {
    /// What a file came to, or would come to.
    pub struct FeederImportedTold {
        /// Whether everything was undone.
        dry_run: bool,
        /// The receipt.
        receipt: FeederReceiptTold,
        /// The vouchers.
        vouchers: Vec<FeederVoucherTold>,
        /// What was left out.
        left_out: Vec<FeederLeftOutTold>,
        /// Every line; in a dry run only.
        lines: Vec<FeederLineTold>,
    }
}

told! {
    /// The file a voucher came out of.
    pub struct FeederOriginTold {
        /// Number of the receipt; null for a voucher that came out of no feeder's file.
        receipt: Option<i64>,
        /// Code of the feeder system.
        feeder: Option<String>,
        /// What the sender called the file.
        file_name: Option<String>,
        /// The feeder's own name of the voucher.
        reference: Option<String>,
    }
}

pub(super) fn routes() -> Api {
    let reads = |summary| Operation::new(summary).needs(Needs::Whole(&[Permission::BooksRead]));
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/feeders",
            list,
            reads("Feeder systems").gives::<FeedersTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/feeders/{feeder}",
            one,
            reads("A feeder system with all its versions").gives::<FeederTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/feeders/{feeder}",
            set,
            Operation::new("Keep a feeder system: a new version where it changes")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::SettingEdit]))
                .takes::<FeederKept>()
                .gives::<FeederSetTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/feeders/{feeder}/files",
            take,
            Operation::new("Post a feeder system's file, by its mapping")
                .note("The same bytes are taken once, and the same reference of a feeder system.")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileImport]))
                .asks::<FeederFileAsked>()
                .takes_bytes("application/octet-stream")
                .gives::<FeederImportedTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/feeder-receipts",
            all_receipts,
            reads("Receipts of files that were taken")
                .asks::<FeederReceiptsAsked>()
                .gives::<FeederReceiptsTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/feeder-receipts/{receipt}",
            one_receipt,
            reads("A receipt: its vouchers, and what was left out and why").gives::<FeederImportedTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/feeder-receipts/{receipt}/content",
            content,
            reads("The file of a receipt, as it came").gives_bytes("application/octet-stream"),
        )
        .get(
            "/api/v1/entities/{entity}/feeder-origin",
            found_origin,
            reads("The file a voucher came out of")
                .asks::<FeederOriginAsked>()
                .gives::<FeederOriginTold>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let found = feeders(&visit.cx).map_err(|stop| visit.problem(stop))?;
            let feeders = found.iter().map(told_version).collect();
            json(StatusCode::OK, &FeedersTold { feeders })
        })
        .await
}

async fn one(visit: ApiVisit, Path((_, code)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = feeder(&visit.cx, &code).map_err(|stop| visit.problem(stop))?;
            let versions = found.versions.iter().map(told_version).collect();
            json(StatusCode::OK, &FeederTold { versions })
        })
        .await
}

async fn set(visit: ApiVisit, Path((_, code)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: FeederKept = visit.read(&sent.0)?;
            if asked.feeder.as_ref().is_some_and(|said| *said != code) {
                return Err(visit.malformed("feeder: another than in the path"));
            }
            let feeder = read(visit, code, asked)?;
            let key = visit.key(&sent.0)?;
            let version = keep_feeder(&visit.cx, key.as_ref(), &feeder).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &FeederSetTold { version })
        })
        .await
}

/// The system as it is kept: the same members, those left out as they are by themselves.
fn read(visit: &ApiVisit, code: String, asked: FeederKept) -> Result<FeederSystem, Problem> {
    let mut content = serde_json::to_value(FeederKept {
        feeder: Some(code),
        ..asked
    })
    .unwrap_or_default();
    without_nulls(&mut content);
    for field in content["fields"].as_array_mut().into_iter().flatten() {
        for pair in field["pairs"].as_array_mut().into_iter().flatten() {
            *pair = Value::from(vec![pair["theirs"].take(), pair["ours"].take()]);
        }
        without_nulls(field);
    }
    serde_json::from_value(content).map_err(|error| visit.malformed(error.to_string()))
}

fn without_nulls(value: &mut Value) {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
}

fn told_version(version: &FeederVersion) -> FeederVersionTold {
    let feeder = &version.feeder;
    let fields = feeder.fields.iter().map(|source| FeederFieldKept {
        field: source.field.clone(),
        column: Some(source.column.clone()),
        fixed: Some(source.fixed.clone()),
        relation: Some(source.relation.clone()),
        pairs: Some(
            source
                .pairs
                .iter()
                .map(|(theirs, ours)| FeederPairKept {
                    theirs: theirs.clone(),
                    ours: ours.clone(),
                })
                .collect(),
        ),
        untranslated: source.untranslated.map(|one| one.word().to_owned()),
    });
    FeederVersionTold {
        version: version.version,
        feeder: FeederKept {
            feeder: Some(feeder.feeder.clone()),
            name: feeder.name.clone(),
            name_en: Some(feeder.name_en.clone()),
            form: feeder.form.word().to_owned(),
            separator: Some(feeder.separator.word().to_owned()),
            header: Some(feeder.header),
            charset: Some(feeder.charset.word().to_owned()),
            sheet: Some(feeder.sheet.clone()),
            decimal: Some(feeder.decimal.word().to_owned()),
            date_pattern: Some(feeder.date_pattern.clone()),
            fields: fields.collect(),
            turned: Some(feeder.turned),
            kind: Some(feeder.kind.clone()),
            series: Some(feeder.series.clone()),
            faulty: feeder.faulty.word().to_owned(),
            accept_warnings: Some(feeder.accept_warnings.clone()),
            closed: Some(feeder.closed),
        },
        changed_at: version.changed_at.clone(),
        changed_by: version.changed_by.clone(),
    }
}

async fn take(
    visit: ApiVisit,
    Path((_, code)): Path<(String, String)>,
    Asked(asked): Asked<FeederFileAsked>,
    file: Incoming,
) -> Response {
    visit.answer(move |visit| taken(visit, &code, asked, file)).await
}

fn taken(visit: &ApiVisit, code: &str, asked: FeederFileAsked, file: Incoming) -> Answer {
    let name = file_name(visit, asked.name)?;
    // Of who may send none nothing is read: the command denies, and keeps in history that it did (SEC-10).
    let file = if visit.cx.may(Permission::FileImport) {
        file
    } else {
        Incoming::empty()
    };
    let spool = file.spool(visit.words, FILE_BYTES_MAX as u64)?;
    let dry_run = asked.dry_run.unwrap_or(false);
    let order = ImportOrder {
        feeder: code,
        name: &name,
        spool: &spool,
        accept_warnings: asked.accept_warnings,
        dry_run,
    };
    let key = visit.key(format!("{code} {}", spool.sha256()).as_bytes())?;
    let imported = import_feeder(&visit.cx, key.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
    json(StatusCode::OK, &told_imported(visit, imported, dry_run))
}

async fn all_receipts(visit: ApiVisit, Asked(asked): Asked<FeederReceiptsAsked>) -> Response {
    visit
        .answer(move |visit| {
            let code = asked.feeder.unwrap_or_default();
            let found = receipts(&visit.cx, &code, RECEIPTS_MAX).map_err(|stop| visit.problem(stop))?;
            let receipts = found.into_iter().map(told_receipt).collect();
            json(StatusCode::OK, &FeederReceiptsTold { receipts })
        })
        .await
}

async fn one_receipt(visit: ApiVisit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let found = receipt(&visit.cx, number).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &told_imported(visit, found, false))
        })
        .await
}

async fn content(visit: ApiVisit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let (name, bytes) = receipt_file(&visit.cx, number).map_err(|stop| visit.problem(stop))?;
            Ok((Extension(Document), saved(&name, bytes)).into_response())
        })
        .await
}

async fn found_origin(visit: ApiVisit, Asked(asked): Asked<FeederOriginAsked>) -> Response {
    visit
        .answer(move |visit| {
            let found = origin(&visit.cx, &asked.voucher).map_err(|stop| visit.problem(stop))?;
            let told = FeederOriginTold {
                receipt: found.as_ref().map(|origin| origin.receipt),
                feeder: found.as_ref().map(|origin| origin.feeder.clone()),
                file_name: found.as_ref().map(|origin| origin.file_name.clone()),
                reference: found.map(|origin| origin.reference),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn told_receipt(receipt: Receipt) -> FeederReceiptTold {
    FeederReceiptTold {
        receipt: receipt.receipt,
        feeder: receipt.feeder,
        version: receipt.version,
        file_name: receipt.file_name,
        sha256: receipt.sha256,
        rows: receipt.rows,
        posted: receipt.posted,
        left_out: receipt.left_out,
        taken_at: receipt.taken_at,
        taken_by: receipt.taken_by,
    }
}

fn told_imported(visit: &ApiVisit, imported: Imported, dry_run: bool) -> FeederImportedTold {
    let vouchers = imported.vouchers.into_iter().map(|voucher| FeederVoucherTold {
        voucher: voucher.key,
        reference: voucher.reference,
        number: voucher.number,
        journal_seq: voucher.journal_seq,
        period: PeriodText(voucher.period),
        text: voucher.text,
    });
    let left_out = imported.left_out.into_iter().map(|left| FeederLeftOutTold {
        voucher: left.voucher,
        line: left.line,
        column: left.column,
        name: left.name,
        message: left.said.in_words(visit.words),
    });
    let lines = imported.lines.into_iter().map(|line| FeederLineTold {
        voucher: line.voucher,
        date: line.date,
        period: PeriodText(line.period),
        account: line.account,
        values: line
            .values
            .iter()
            .map(|(code, value)| format!("{code}={value}"))
            .collect(),
        amount_ore: line.amount.get(),
        text: line.text,
        automatic: line.automatic,
    });
    FeederImportedTold {
        dry_run,
        receipt: told_receipt(imported.receipt),
        vouchers: vouchers.collect(),
        left_out: left_out.collect(),
        lines: lines.collect(),
    }
}

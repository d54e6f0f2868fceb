//! `/files/chart`: a chart of accounts out of a table, compared and then taken (EM-04, EM-32).

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_formats::table_file::FILE_BYTES_MAX;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, told};
use kameral_store::Stop;

use super::files::file_name;
use crate::chart::{AccountChange, ChartFile, Comparison};
use crate::commands::{compare_chart, import_chart};

asked! {
    /// How a table of accounts comes.
    pub struct ChartAsked {
        /// What the sender calls it.
        name: Option<String>,
        /// Sheet of a spreadsheet; left out, the first.
        sheet: Option<String>,
        /// Closes accounts the table lacks: the last day they may be posted on.
        close_missing: Option<Date>,
        /// Tells what would change, and changes nothing.
        dry_run: Option<bool>,
    }
}

told! {
    /// A field that differs.
    pub struct FieldChangeTold {
        /// The field, as the standard configuration's own table calls it.
        field: String,
        /// What it said; empty for an added account.
        old: String,
        /// What the table says.
        new: String,
    }
}

told! {
    /// An account as the table has it, and what is new in it.
    pub struct AccountChangeTold {
        /// Account number.
        account: String,
        /// Line of the table, from 1.
        line: u32,
        /// The fields that differ.
        fields: Vec<FieldChangeTold>,
    }
}

told! {
    /// An account the table lacks.
    pub struct AccountMissingTold {
        /// Account number.
        account: String,
        /// Its name.
        name: String,
        /// The last day it may be posted on, when it is closed by this.
        closes_on: Option<Date>,
    }
}

told! {
    /// What a table changes in the chart.
    pub struct ChartComparedTold {
        /// Whether nothing was changed.
        dry_run: bool,
        /// Accounts the chart lacked, in the order of the table.
        added: Vec<AccountChangeTold>,
        /// Accounts that said something else, in the order of the table.
        changed: Vec<AccountChangeTold>,
        /// Accounts the table lacks, by number.
        missing: Vec<AccountMissingTold>,
        /// How many accounts are the same in both.
        unchanged: u64,
        /// Columns that mean nothing here.
        ignored_columns: Vec<String>,
    }
}

/// Media type of a spreadsheet.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn routes() -> Api {
    Api::new("chart of accounts").post(
        "/api/v1/entities/{entity}/files/chart",
        take,
        Operation::new("Make the chart of accounts what a table says, all of it or nothing")
            .note("What the bytes are tells whether they are a spreadsheet or CSV.")
            .note("With dry_run it tells what would change; for that the permission books.read is enough.")
            .needs(Permission::RegisterEdit)
            .asks::<ChartAsked>()
            .takes_bytes("text/csv")
            .takes_bytes(XLSX)
            .gives::<ChartComparedTold>(),
    )
}

async fn take(visit: ApiVisit, Asked(asked): Asked<ChartAsked>, sent: Sent<FILE_BYTES_MAX>) -> Response {
    visit.answer(move |visit| taken(visit, asked, &sent.0)).await
}

fn taken(visit: &ApiVisit, asked: ChartAsked, body: &[u8]) -> Answer {
    let (cx, close) = (&visit.cx, asked.close_missing);
    let dry_run = asked.dry_run.unwrap_or(false);
    let name = file_name(visit, asked.name)?;
    let key = visit.key(body)?;
    let needed = if dry_run {
        Permission::BooksRead
    } else {
        Permission::RegisterEdit
    };
    // Of who may not, nothing is read: the command denies, and keeps in history that it did (SEC-10).
    let file = if cx.may(needed) {
        let file = ChartFile::read(body, asked.sheet.as_deref());
        file.map_err(|wrong| visit.problem(Stop::Refused(wrong)))?
    } else {
        ChartFile::default()
    };
    let comparison = if dry_run {
        compare_chart(cx, &file, close)
    } else {
        import_chart(cx, key.as_ref(), &name, &file, close)
    };
    let comparison = comparison.map_err(|stop| visit.problem(stop))?;
    json(StatusCode::OK, &told(comparison, dry_run, &file.ignored()))
}

fn told(comparison: Comparison, dry_run: bool, ignored: &[&str]) -> ChartComparedTold {
    let missing = comparison.missing.into_iter().map(|missing| AccountMissingTold {
        account: missing.account.account,
        name: missing.account.name,
        closes_on: missing.closes_on,
    });
    ChartComparedTold {
        dry_run,
        added: comparison.added.into_iter().map(change_told).collect(),
        changed: comparison.changed.into_iter().map(change_told).collect(),
        missing: missing.collect(),
        unchanged: u64::try_from(comparison.unchanged).unwrap_or(u64::MAX),
        ignored_columns: ignored.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn change_told(change: AccountChange) -> AccountChangeTold {
    let fields = change.fields.into_iter().map(|field| FieldChangeTold {
        field: field.field.into_owned(),
        old: field.old,
        new: field.new,
    });
    AccountChangeTold {
        account: change.account.account,
        line: change.line,
        fields: fields.collect(),
    }
}

//! `/files`: voucher files and SIE files in, SIE files out. Bytes are streamed, never held whole.

use axum::http::{StatusCode, header};
use axum::response::Response;
use kameral_access::Permission;
use kameral_formats::{sie, voucher_file};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Download, Incoming, Operation, json};
use kameral_site::{Needs, asked, told};
use kameral_store::inbox::Spool;
use kameral_ui::web::Problem;

use super::vouchers::PostedTold;
use crate::commands::{FileForm, FilePosted, SieImported, VoucherFile, export_sie, import_sie, post_file};

asked! {
    /// How a voucher file comes.
    pub struct VoucherFileAsked {
        /// What the sender calls it.
        name: Option<String>,
        /// Does everything and undoes it.
        dry_run: Option<bool>,
        /// Accepts warnings, with the reason that is kept on the vouchers.
        accept_warnings: Option<String>,
    }
}

asked! {
    /// How a SIE file comes.
    pub struct SieFileAsked {
        /// What the sender calls it.
        name: Option<String>,
        /// Does everything and undoes it.
        dry_run: Option<bool>,
    }
}

asked! {
    /// Which SIE file.
    pub struct SieAsked {
        /// Fiscal year, by the calendar year it ends in.
        year: u32,
    }
}

told! {
    /// A voucher of a file.
    pub struct FileVoucherTold {
        /// Its name in the file.
        voucher: String,
        /// What posting gave.
        posted: PostedTold,
    }
}

told! {
    /// What a voucher file came to.
    pub struct FilePostedTold {
        /// Whether the same bytes were posted before; nothing was changed then.
        known: bool,
        /// Whether everything was undone.
        dry_run: bool,
        /// The vouchers, in the order of the file.
        vouchers: Vec<FileVoucherTold>,
    }
}

told! {
    /// An account whose closing balance the file states.
    pub struct StatedTold {
        /// Account.
        account: String,
        /// By the file.
        stated_ore: i64,
        /// By the ledger.
        ledger_ore: i64,
    }
}

told! {
    /// Something odd in a file.
    pub struct WarningTold {
        /// Stable name.
        name: String,
        /// Line.
        line: u32,
    }
}

told! {
    /// What a SIE file came to.
    pub struct SieImportedTold {
        /// Whether the same bytes were imported before; nothing was changed then.
        known: bool,
        /// Whether everything was undone.
        dry_run: bool,
        /// Vouchers posted, opening balances included.
        vouchers: u64,
        /// Register rows added or changed.
        register_changes: u64,
        /// Accounts whose closing balance the file states.
        compared: u64,
        /// Whether the ledger agrees with the file on all of them.
        reconciles: bool,
        /// Those on which it does not.
        differences: Vec<StatedTold>,
        /// Accounts with a balance of which the file says nothing.
        unstated: Vec<String>,
        /// What the file's opening balances sum to.
        opening_difference_ore: i64,
        /// Series numbered anew, because the file gives a number twice.
        renumbered: Vec<String>,
        /// What is odd.
        warnings: Vec<WarningTold>,
    }
}

pub fn routes() -> Api {
    Api::new("files")
        .post(
            "/api/v1/entities/{entity}/files/vouchers",
            post_vouchers,
            Operation::new("Post a voucher file, the whole file or nothing")
                .note("The same bytes again change nothing and answer the same, with known.")
                .needs(Permission::FileImport)
                .asks::<VoucherFileAsked>()
                .takes_bytes("text/csv")
                .takes_bytes("application/json")
                .gives::<FilePostedTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/files/sie",
            import,
            Operation::new("Import a SIE file: chart, dimensions, opening balances and vouchers")
                .note("The same bytes again change nothing and answer the same, with known.")
                .needs(Permission::FileImport)
                .asks::<SieFileAsked>()
                .takes_bytes("application/octet-stream")
                .gives::<SieImportedTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/files/sie",
            export,
            Operation::new("A fiscal year as SIE 4E")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .asks::<SieAsked>()
                .gives_bytes("application/octet-stream"),
        )
}

async fn post_vouchers(visit: ApiVisit, Asked(asked): Asked<VoucherFileAsked>, file: Incoming) -> Response {
    visit.answer(move |visit| posted(visit, asked, file)).await
}

fn posted(visit: &ApiVisit, asked: VoucherFileAsked, file: Incoming) -> Answer {
    let form = match media_type(visit) {
        "text/csv" => FileForm::Csv,
        "application/json" => FileForm::Json,
        other => {
            let problem = visit.malformed(format!("Content-Type `{other}`: text/csv or application/json"));
            return Err(Problem {
                status: StatusCode::UNSUPPORTED_MEDIA_TYPE.as_u16(),
                ..problem
            });
        }
    };
    let name = file_name(visit, asked.name)?;
    let spool = spool(visit, file, voucher_file::FILE_BYTES_MAX)?;
    let dry_run = asked.dry_run.unwrap_or(false);
    let file = VoucherFile {
        name: &name,
        spool: &spool,
        form,
        accept_warnings: asked.accept_warnings,
        dry_run,
    };
    let key = visit.key(format!("{form:?} {}", spool.sha256()).as_bytes())?;
    let posted = post_file(&visit.cx, key.as_ref(), &file).map_err(|stop| visit.problem(stop))?;
    json(StatusCode::OK, &file_told(posted, dry_run))
}

/// The file that comes in. Of who may send none nothing is read: the command denies, and keeps in
/// history that it did (SEC-10).
fn spool(visit: &ApiVisit, file: Incoming, bytes_max: u64) -> Result<Spool, Problem> {
    let file = if visit.cx.may(Permission::FileImport) {
        file
    } else {
        Incoming::empty()
    };
    file.spool(visit.words, bytes_max)
}

fn file_told(posted: FilePosted, dry_run: bool) -> FilePostedTold {
    let vouchers = posted.vouchers.into_iter();
    FilePostedTold {
        known: posted.known,
        dry_run,
        vouchers: vouchers
            .map(|(voucher, posted)| FileVoucherTold {
                voucher,
                posted: posted.into(),
            })
            .collect(),
    }
}

async fn import(visit: ApiVisit, Asked(asked): Asked<SieFileAsked>, file: Incoming) -> Response {
    visit
        .answer(move |visit| {
            let name = file_name(visit, asked.name)?;
            let spool = spool(visit, file, sie::FILE_BYTES_MAX)?;
            let dry_run = asked.dry_run.unwrap_or(false);
            let key = visit.key(spool.sha256().as_bytes())?;
            let imported = import_sie(&visit.cx, key.as_ref(), &name, &spool, dry_run);
            let imported = imported.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &sie_told(imported, dry_run))
        })
        .await
}

fn sie_told(imported: SieImported, dry_run: bool) -> SieImportedTold {
    let differences: Vec<StatedTold> = imported
        .differences
        .into_iter()
        .map(|stated| StatedTold {
            account: stated.account,
            stated_ore: stated.stated.get(),
            ledger_ore: stated.ledger.get(),
        })
        .collect();
    SieImportedTold {
        known: imported.known,
        dry_run,
        vouchers: imported.vouchers,
        register_changes: imported.register_changes,
        compared: imported.compared,
        reconciles: differences.is_empty(),
        differences,
        unstated: imported.unstated,
        opening_difference_ore: imported.opening_difference.get(),
        renumbered: imported.renumbered,
        warnings: imported
            .warnings
            .into_iter()
            .map(|(name, line)| WarningTold { name, line })
            .collect(),
    }
}

async fn export(visit: ApiVisit, Asked(asked): Asked<SieAsked>) -> Response {
    visit
        .answer(move |visit| {
            let fault = |fault| visit.fault(&fault);
            let mut file = Download::begin().map_err(fault)?;
            let year = i32::try_from(asked.year).map_err(|_| visit.not_found())?;
            export_sie(&visit.cx, year, env!("CARGO_PKG_VERSION"), &mut file).map_err(|stop| visit.problem(stop))?;
            let name = format!("{}-{year}.se", visit.place.code);
            file.send("application/octet-stream", Some(&name)).map_err(fault)
        })
        .await
}

/// The media type of the body, without its parameters.
pub fn media_type(visit: &ApiVisit) -> &str {
    visit
        .header(header::CONTENT_TYPE)
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
}

/// Longest name of a file, in characters.
const NAME_CHARS_MAX: usize = 200;

/// The name a sender gives a file; without one, `api`.
pub fn file_name(visit: &ApiVisit, name: Option<String>) -> Result<String, Problem> {
    let name = name.unwrap_or_else(|| "api".to_owned());
    if name.is_empty() || NAME_CHARS_MAX < name.chars().count() || name.chars().any(char::is_control) {
        return Err(visit.malformed(format!(
            "name: 1 to {NAME_CHARS_MAX} characters, none of them a control character"
        )));
    }
    Ok(name)
}

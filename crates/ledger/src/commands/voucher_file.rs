//! Posting a voucher file: the whole file, or nothing.

use kameral_access::{Act, Cx, IdempotencyKey, KeyReused, Permission};
use kameral_base::{Place, Refusal, Sentence, Severity};
use kameral_formats::voucher_file::{LineMistake, LineRecord, Mistake, Reader, VoucherRecord, read_json};
use kameral_store::inbox::{self, Arrival, FileKey, Spool};
use kameral_store::{Fault, FaultKind, MapRefusal, Stop, Tx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Read as _;

use super::post::{REFUSALS_MAX, decide, remember};
use crate::model::{AccountingModel, Module};
use crate::post::PostingFacts;
use crate::posting::{Posted, Posting, Source};
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{DraftLine, DraftVoucher, PostedVoucher};

/// Kind of file in the inbox.
const INBOX_KIND: &str = "voucher_file";

/// Kind of a voucher out of a voucher file that tells no kind.
const FILE_KIND: &str = "file_import";

/// How a voucher file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// Rows, read as a stream.
    Csv,
    /// An array of vouchers.
    Json,
}

/// A voucher file to post.
pub struct VoucherFile<'a> {
    /// What the sender calls it.
    pub name: &'a str,
    /// Its bytes.
    pub spool: &'a Spool,
    /// How it is written.
    pub form: FileForm,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
    /// Do everything and undo it.
    pub dry_run: bool,
}

/// What posting a file came to. Kept with the file, and answered again when it comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePosted {
    /// Whether the file was posted before; nothing was changed then.
    pub known: bool,
    /// The vouchers, in the order of the file, each with its own name there.
    pub vouchers: Vec<(String, PostedVoucher)>,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRefusal {
    /// The file cannot be read.
    Format(LineMistake),
    /// The ledger refuses a voucher, or the key of the request.
    Voucher(PostRefusal),
}

impl Refusal for FileRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::Format(mistake) => mistake.name(),
            Self::Voucher(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::Format(mistake) => mistake.sentence(),
            Self::Voucher(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Format(mistake) => mistake.place(),
            Self::Voucher(refusal) => refusal.place(),
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Format(mistake) => mistake.severity(),
            Self::Voucher(refusal) => refusal.severity(),
        }
    }
}

impl From<KeyReused> for FileRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::Voucher(reused.into())
    }
}

/// Posts every voucher of a file in one transaction, or tells everything that is wrong with it.
pub fn post_file(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    file: &VoucherFile<'_>,
) -> Result<FilePosted, Stop<Vec<FileRefusal>>> {
    if file.dry_run {
        cx.require(Permission::FileImport).map_err(Stop::Denied)?;
        let mut seen = None;
        let undone: Result<(), Stop<Vec<FileRefusal>>> = cx.store.write(|tx| {
            tx.for_entities(cx.scope.entities())?;
            seen = Some(run(tx, cx, file)?.0);
            Err(Stop::Refused(Vec::new()))
        });
        return match (undone, seen) {
            (Err(Stop::Refused(refusals)), Some(posted)) if refusals.is_empty() => Ok(posted),
            (Err(stop), _) => Err(stop),
            (Ok(()), _) => unreachable!("a dry run is always undone"),
        };
    }
    let mut committed = None;
    let act = Act::new(Permission::FileImport, "file.post", file.name);
    let posted = cx.write_once(act, key, |tx| {
        let (posted, posting) = run(tx, cx, file)?;
        committed = posting.map(|posting| (posting, posted.clone()));
        Ok(posted)
    })?;
    remember(cx, committed, &posted);
    Ok(posted)
}

fn run(tx: &mut Tx, cx: &Cx, file: &VoucherFile<'_>) -> Result<(FilePosted, Option<Posted>), Stop<Vec<FileRefusal>>> {
    let key = FileKey {
        entity: cx.entity(),
        kind: INBOX_KIND.to_owned(),
        sha256: file.spool.sha256().to_owned(),
    };
    // Received first: on PostgreSQL another who posts the same file is waited for here, and then known.
    receive(tx, cx, file)?;
    if let Some(posted) = crate::store::files::known::<FilePosted>(tx, &key)? {
        return Ok((FilePosted { known: true, ..posted }, None));
    }
    let mut read = Reading::open(tx, cx, file)?;
    match file.form {
        FileForm::Csv => read.csv(file)?,
        FileForm::Json => read.json(file)?,
    }
    let (names, mut posted) = read.finish()?;
    let vouchers = names.into_iter().zip(std::mem::take(&mut posted.vouchers)).collect();
    let answer = FilePosted { known: false, vouchers };
    let detail = serde_json::to_value(&answer).map_err(|error| Fault::new(FaultKind::Mismatch, error.to_string()))?;
    inbox::mark(tx, &key, "posted", Some(&detail), cx.now)?;
    Ok((answer, Some(posted)))
}

fn receive(tx: &mut Tx, cx: &Cx, file: &VoucherFile<'_>) -> Result<(), Fault> {
    let arrival = Arrival {
        entity: cx.entity(),
        kind: INBOX_KIND,
        file_name: file.name,
        received_at: cx.now,
        received_by: cx.actor.user,
    };
    inbox::receive(tx, &arrival, file.spool)?;
    Ok(())
}

/// A file being read into a posting.
struct Reading<'t, 'c> {
    posting: Posting<'t, 'c>,
    model: std::sync::Arc<AccountingModel>,
    facts: PostingFacts,
    names: Vec<String>,
    refusals: Vec<FileRefusal>,
}

impl<'t, 'c> Reading<'t, 'c> {
    fn open(tx: &'t mut Tx, cx: &'c Cx, file: &VoucherFile<'_>) -> Result<Self, Fault> {
        let sha256 = Some(file.spool.sha256_bytes());
        let posting = Posting::open(tx, cx, Permission::FileImport, Source { name: "file", sha256 })?;
        let mut posting = posting.accepting(file.accept_warnings.as_deref());
        let model = posting.model();
        // Which periods a stream will meet is not known before it has been read, so all are held.
        let periods: BTreeSet<_> = model.years.iter().flat_map(|year| year.periods()).collect();
        let facts = PostingFacts {
            accept_warnings: file.accept_warnings.clone(),
            ..posting.facts(&periods, Module::Ledger)?
        };
        Ok(Self {
            posting,
            model,
            facts,
            names: Vec::new(),
            refusals: Vec::new(),
        })
    }

    fn csv(&mut self, file: &VoucherFile<'_>) -> Result<(), Fault> {
        let mut reader = Reader::new(file.spool.open()?)?;
        for record in reader.by_ref() {
            if self.take(record?)? {
                return Ok(());
            }
        }
        self.refusals
            .extend(reader.finish()?.errors.into_iter().map(FileRefusal::Format));
        Ok(())
    }

    fn json(&mut self, file: &VoucherFile<'_>) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        file.spool.open()?.read_to_end(&mut bytes)?;
        match read_json(&bytes) {
            Ok(records) => {
                for record in records {
                    if self.take(record)? {
                        break;
                    }
                }
            }
            Err(mistakes) => self.refusals.extend(mistakes.into_iter().map(FileRefusal::Format)),
        }
        Ok(())
    }

    /// Decides on one voucher. Answers whether so much is wrong that reading on tells nothing more.
    fn take(&mut self, record: VoucherRecord) -> Result<bool, Fault> {
        let draft = match draft(&self.model, record) {
            Ok(draft) => draft,
            Err(wrong) => {
                self.refusals.extend(wrong);
                return Ok(REFUSALS_MAX <= self.refusals.len());
            }
        };
        match decide(&mut self.posting, &self.model, &self.facts, &draft)? {
            Ok(voucher) if self.refusals.is_empty() => {
                self.names.push(draft.source_key);
                self.posting.add(voucher)?;
            }
            Ok(_) => {}
            Err(wrong) => self.refusals.extend(wrong.into_iter().map(FileRefusal::Voucher)),
        }
        Ok(REFUSALS_MAX <= self.refusals.len())
    }

    fn finish(self) -> Result<(Vec<String>, Posted), Stop<Vec<FileRefusal>>> {
        if !self.refusals.is_empty() {
            return Err(Stop::Refused(self.refusals));
        }
        let told = |refusals: Vec<PostRefusal>| refusals.into_iter().map(FileRefusal::Voucher).collect();
        Ok((self.names, self.posting.finish().map_refusal(told)?))
    }
}

/// A record of a file as a draft; dimensions are known by their codes, currencies by theirs.
fn draft(model: &AccountingModel, record: VoucherRecord) -> Result<DraftVoucher, Vec<FileRefusal>> {
    let mut wrong = Vec::new();
    let mut lines = Vec::with_capacity(record.lines.len());
    for (number, line) in (1..).zip(record.lines) {
        lines.push(draft_line(model, &record.key, number, line, &mut wrong));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(DraftVoucher {
        series: record.series.unwrap_or_default(),
        kind: record.kind.unwrap_or_else(|| FILE_KIND.to_owned()),
        date: Some(record.date),
        event_date: record.event_date,
        period: record.period,
        text: record.text,
        counterparty: record.counterparty,
        number: record.number,
        source_key: record.key,
        link: record.link,
        lines,
        attachments: Vec::new(),
    })
}

fn draft_line(
    model: &AccountingModel,
    key: &str,
    number: u32,
    line: LineRecord,
    wrong: &mut Vec<FileRefusal>,
) -> DraftLine {
    let mut values = Vec::with_capacity(line.dimensions.len());
    for value in line.dimensions.iter().filter(|value| !value.value.is_empty()) {
        if let Some(dimension) = model.dimension(&value.dimension) {
            values.push((dimension.position, value.value.clone()));
        } else {
            let cause = PostCause::DimensionUnknown {
                dimension: value.dimension.to_string(),
            };
            let refusal = PostRefusal::of_line(number, Some(line.line), cause).named(key);
            wrong.push(FileRefusal::Voucher(refusal));
        }
    }
    let (mut currency, mut currency_minor) = (String::new(), None);
    if let Some(amount) = line.currency {
        // A currency that is not registered is refused when the voucher is decided on.
        let decimals = model.currencies.get(&amount.currency).map(|currency| currency.decimals);
        currency_minor = decimals.map_or(Some(0), |decimals| amount.minor(decimals));
        if let (None, Some(decimals)) = (currency_minor, decimals) {
            let mistake = Mistake::CurrencyAmountTooFine {
                currency: amount.currency.clone(),
                decimals,
            };
            let field = Some("currency_amount".into());
            wrong.push(FileRefusal::Format(LineMistake {
                line: line.line,
                field,
                mistake,
            }));
        }
        currency = amount.currency;
    }
    DraftLine {
        account: line.account,
        values,
        amount: line.amount,
        quantity: line.quantity,
        unit: line.unit.unwrap_or_default(),
        currency,
        currency_minor,
        text: line.text,
        source_row: Some(i64::from(line.line)),
    }
}

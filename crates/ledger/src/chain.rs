//! The hash chain over the journal (reliability rule 6).
//!
//! `hash(n) = SHA-256(label ‖ hash(n-1) ‖ every field of the voucher, its lines with their codings
//! as text, and the hashes of its attachments)`. Every field is preceded by its length, so two
//! different vouchers never give the same bytes. A column that is not in the chain is named in
//! `docs/decisions/0006-hash-chain.md`.

use kameral_base::{Date, EntityId};
use sha2::{Digest, Sha256};

use crate::voucher::{AttachmentRef, BalancedLine, BalancedVoucher, CorrectionForm};

/// What begins every hash; another encoding would bear another label.
const LABEL: &[u8] = b"kameral-voucher-v1";

/// What stands before the first voucher of an entity.
pub const GENESIS: [u8; 32] = [0; 32];

/// A hash of the chain.
pub type Hash = [u8; 32];

/// What a voucher is given when it is posted, and the chain covers beside its content.
#[derive(Debug, Clone)]
pub struct Seal<'a> {
    /// Whose journal.
    pub entity: EntityId,
    /// Place in the journal.
    pub journal_seq: i64,
    /// Number within series and year.
    pub number: i64,
    /// UTC moment of registration.
    pub registered_at: &'a str,
    /// Who registered, by id.
    pub registered_by: i64,
    /// Who registered, by name.
    pub registered_by_name: &'a str,
    /// Channel or process it came from.
    pub source: &'a str,
    /// SHA-256 of the file it came from.
    pub source_sha256: Option<&'a [u8]>,
    /// Version of the accounting model in force.
    pub model_version: i64,
    /// Hash over all changes of the model up to that version: rules cannot be changed unseen.
    pub model_stamp: &'a [u8],
}

/// The hash of a voucher that follows `previous`.
pub fn hash(previous: &[u8], voucher: &BalancedVoucher, seal: &Seal<'_>) -> Hash {
    let count = i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX);
    let mut sealing = Sealing::begin(previous, voucher, seal, count);
    for (number, line) in (1..).zip(&voucher.lines) {
        sealing.line(number, line);
    }
    sealing.end(&voucher.attachments)
}

/// A hash in the making, line by line: a voucher of a million lines need not be in memory at once.
pub(crate) struct Sealing(Fields);

impl Sealing {
    /// Begins with the header of a voucher that will have `lines` lines; those it holds itself are
    /// not looked at.
    pub(crate) fn begin(previous: &[u8], voucher: &BalancedVoucher, seal: &Seal<'_>, lines: i64) -> Self {
        let mut fields = Fields {
            hash: Sha256::new(),
            waiting: Vec::with_capacity(2 * WAITING_BYTES),
        };
        fields.bytes(LABEL);
        fields.bytes(previous);
        header(&mut fields, voucher, seal);
        fields.int(lines);
        Self(fields)
    }

    /// The next line.
    pub(crate) fn line(&mut self, number: i64, line: &BalancedLine) {
        line_fields(&mut self.0, number, line);
    }

    /// The hash, after the last line.
    pub(crate) fn end(mut self, documents: &[AttachmentRef]) -> Hash {
        attachments(&mut self.0, documents);
        self.0.finish()
    }
}

fn header(fields: &mut Fields, voucher: &BalancedVoucher, seal: &Seal<'_>) {
    fields.int(seal.entity.get());
    fields.int(seal.journal_seq);
    fields.text(&voucher.series);
    fields.int(voucher.year);
    fields.int(seal.number);
    fields.int(voucher.period.get());
    fields.date(Some(voucher.date));
    fields.date(voucher.event_date);
    fields.text(&voucher.kind);
    fields.text(&voucher.text);
    fields.text(&voucher.counterparty);
    fields.text(seal.registered_at);
    fields.int(seal.registered_by);
    fields.text(seal.registered_by_name);
    fields.text(seal.source);
    fields.optional(seal.source_sha256);
    fields.text(&voucher.source_key);
    fields.text(&voucher.link);
    let correction = voucher.correction.as_ref();
    fields.text(correction.map_or("", |correction| correction.form.word()));
    fields.optional_int(correction.and_then(|correction| correction.original_seq));
    fields.text(correction.map_or("", |correction| correction.reason.as_str()));
    fields.text(&voucher.warnings);
    fields.int(seal.model_version);
    fields.bytes(seal.model_stamp);
}

fn line_fields(fields: &mut Fields, number: i64, line: &BalancedLine) {
    fields.int(number);
    fields.text(line.coding.as_str());
    fields.int(line.amount.get());
    fields.optional_int(line.quantity.map(kameral_base::Quantity::get));
    fields.text(&line.unit);
    fields.text(&line.currency);
    fields.optional_int(line.currency_minor);
    fields.text(&line.text);
    fields.optional_int(line.source_row);
    fields.optional_int(line.corrects_line);
    let generated = line.generated.as_ref();
    fields.text(generated.map_or("", |generated| generated.rule.as_str()));
    fields.optional_int(generated.map(|generated| generated.version));
    fields.optional_int(generated.and_then(|generated| generated.caused_by_line));
}

fn attachments(fields: &mut Fields, attachments: &[AttachmentRef]) {
    let mut sorted: Vec<&AttachmentRef> = attachments.iter().collect();
    sorted.sort_by(|a, b| a.sha256.cmp(&b.sha256));
    fields.int(i64::try_from(sorted.len()).unwrap_or(i64::MAX));
    for attachment in sorted {
        fields.bytes(&attachment.sha256);
        fields.text(&attachment.name);
    }
}

/// Length-prefixed canonical encoding. Fields are gathered and given to the hash together: it takes
/// one long piece twice as fast as fifty short ones.
struct Fields {
    hash: Sha256,
    waiting: Vec<u8>,
}

/// Bytes after which what waits is given to the hash: a small voucher is one piece.
const WAITING_BYTES: usize = 2_048;

impl Fields {
    fn bytes(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.waiting.extend_from_slice(bytes);
        if WAITING_BYTES <= self.waiting.len() {
            self.hash.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(mut self) -> Hash {
        self.hash.update(&self.waiting);
        self.hash.finalize().into()
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn int(&mut self, value: i64) {
        self.bytes(&value.to_be_bytes());
    }

    fn optional_int(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.int(value),
            None => self.bytes(&[]),
        }
    }

    fn optional(&mut self, value: Option<&[u8]>) {
        // An absent value and an empty one differ.
        match value {
            Some(value) => {
                self.bytes(&[1]);
                self.bytes(value);
            }
            None => self.bytes(&[0]),
        }
    }

    fn date(&mut self, date: Option<Date>) {
        match date {
            Some(date) => {
                self.int(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()));
            }
            None => self.bytes(&[]),
        }
    }
}

/// A hash as it is shown: hexadecimal, lower case.
pub fn hex(hash: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    hash.iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// The form a stored word stands for; nothing when the row is damaged.
pub(crate) fn correction_form(word: &str) -> Option<CorrectionForm> {
    [
        CorrectionForm::Reversal,
        CorrectionForm::Recoding,
        CorrectionForm::Annulled,
    ]
    .into_iter()
    .find(|form| form.word() == word)
}

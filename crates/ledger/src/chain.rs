//! The hash chain over the journal (reliability rule 6).
//!
//! `hash(n) = SHA-256(label ‖ hash(n-1) ‖ every field of the voucher, its lines with their codings
//! as text, and the hashes of its attachments)`. Every field is preceded by its length, so two
//! different vouchers never give the same bytes. A column that is not in the chain is named in
//! `docs/decisions/0006-hash-chain.md`.

use kameral_base::EntityId;
use kameral_store::Canonical;

use crate::voucher::{AttachmentRef, BalancedLine, BalancedVoucher, CorrectionForm};

/// What begins every hash; another encoding would bear another label.
const LABEL: &[u8] = b"kameral-voucher-v1";

/// What begins the hash of what is left of a voucher whose texts were disposed of.
const REST_LABEL: &[u8] = b"kameral-voucher-rest-v1";

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

/// What a hash is of: the voucher as it was posted, or what is left of it without its texts
/// ([`Tombstone`](crate::tombstone::Tombstone)). The same fields under two labels, so that neither hash
/// stands for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// The voucher with its texts.
    Whole,
    /// The voucher without them.
    Rest,
}

/// The hash of a voucher that follows `previous`.
pub fn hash(previous: &[u8], voucher: &BalancedVoucher, seal: &Seal<'_>) -> Hash {
    hash_of(Sealed::Whole, previous, voucher, seal)
}

/// [`hash`], of the voucher or of what is left of it.
pub fn hash_of(sealed: Sealed, previous: &[u8], voucher: &BalancedVoucher, seal: &Seal<'_>) -> Hash {
    let count = i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX);
    let mut sealing = Sealing::begin(sealed, previous, voucher, seal, count);
    for (number, line) in (1..).zip(&voucher.lines) {
        sealing.line(number, line);
    }
    sealing.end(&voucher.attachments)
}

/// A hash in the making, line by line: a voucher of a million lines need not be in memory at once.
pub(crate) struct Sealing(Canonical);

impl Sealing {
    /// Begins with the header of a voucher that will have `lines` lines; those it holds itself are
    /// not looked at.
    pub(crate) fn begin(
        sealed: Sealed,
        previous: &[u8],
        voucher: &BalancedVoucher,
        seal: &Seal<'_>,
        lines: i64,
    ) -> Self {
        let mut fields = Canonical::labelled(match sealed {
            Sealed::Whole => LABEL,
            Sealed::Rest => REST_LABEL,
        });
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

fn header(fields: &mut Canonical, voucher: &BalancedVoucher, seal: &Seal<'_>) {
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

fn line_fields(fields: &mut Canonical, number: i64, line: &BalancedLine) {
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

fn attachments(fields: &mut Canonical, attachments: &[AttachmentRef]) {
    let mut sorted: Vec<&AttachmentRef> = attachments.iter().collect();
    sorted.sort_by(|a, b| a.sha256.cmp(&b.sha256));
    fields.int(i64::try_from(sorted.len()).unwrap_or(i64::MAX));
    for attachment in sorted {
        fields.bytes(&attachment.sha256);
        fields.text(&attachment.name);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kameral_base::{Date, Ore, Period, Quantity};

    use super::*;
    use crate::voucher::{CodingKey, Correction, Generated};

    fn voucher() -> BalancedVoucher {
        let line = |account: &str, amount| BalancedLine {
            coding: CodingKey::new(account, &[(1, "100".to_owned())]),
            amount: Ore::new(amount),
            quantity: Some(Quantity::new(1_500)),
            unit: "kWh".to_owned(),
            currency: "EUR".to_owned(),
            currency_minor: Some(100),
            text: "t".to_owned(),
            source_row: Some(2),
            corrects_line: Some(1),
            generated: Some(Generated {
                rule: "r".to_owned(),
                version: 1,
                caused_by_line: Some(1),
            }),
        };
        BalancedVoucher {
            series: "A".to_owned(),
            outside_number: None,
            kind: "general".to_owned(),
            date: Date::constant(2026, 3, 15),
            event_date: Some(Date::constant(2026, 3, 14)),
            year: 2026,
            period: Period::parse("202603").expect("a period"),
            text: "Rent".to_owned(),
            counterparty: "Landlord".to_owned(),
            source_key: "k".to_owned(),
            link: "l".to_owned(),
            lines: vec![line("5012", 500), line("2581", -500)],
            attachments: vec![AttachmentRef {
                sha256: vec![1; 32],
                name: "a.pdf".to_owned(),
            }],
            correction: Some(Correction {
                form: CorrectionForm::Reversal,
                original_seq: Some(4),
                reason: "wrong".to_owned(),
            }),
            warnings: "w".to_owned(),
        }
    }

    fn seal() -> Seal<'static> {
        Seal {
            entity: EntityId(1),
            journal_seq: 5,
            number: 3,
            registered_at: "2026-03-15T12:00:00.000000Z",
            registered_by: 7,
            registered_by_name: "eva",
            source: "entry",
            source_sha256: Some(&[2; 32]),
            model_version: 9,
            model_stamp: &[3; 32],
        }
    }

    /// The encoding never changes: a hash that was told to somebody must be found again.
    #[test]
    fn the_encoding_is_pinned() {
        let found = hex(&hash(&GENESIS, &voucher(), &seal()));
        assert_eq!(
            found,
            "b7eeab4bababf3b54acb13f0f83925ed499e9f8b2052d5b761c6aa9903819791"
        );
    }

    /// What is left of a voucher is pinned too, and is never taken for a voucher that had no texts.
    #[test]
    fn the_encoding_of_the_rest_is_pinned() {
        let found = hex(&hash_of(Sealed::Rest, &GENESIS, &voucher(), &seal()));
        assert_ne!(found, hex(&hash(&GENESIS, &voucher(), &seal())));
        assert_eq!(
            found,
            "3c02e1be929dd984df2e5e2235949972f339ea8013d0689d4607ba4c6cfa1927"
        );
    }

    type Change = fn(&mut BalancedVoucher);

    /// Every field of a voucher, and of a line.
    const FIELDS: &[Change] = &[
        |v| v.series.push('x'),
        |v| v.kind.push('x'),
        |v| v.date = Date::constant(2026, 3, 16),
        |v| v.event_date = None,
        |v| v.event_date = Some(Date::constant(2026, 3, 13)),
        |v| v.year += 1,
        |v| v.period = Period::parse("202604").expect("a period"),
        |v| v.text.push('x'),
        |v| v.counterparty.push('x'),
        |v| v.source_key.push('x'),
        |v| v.link.push('x'),
        |v| drop(v.lines.pop()),
        |v| v.lines.swap(0, 1),
        |v| v.attachments.clear(),
        |v| v.attachments[0].sha256[0] ^= 1,
        |v| v.attachments[0].name.push('x'),
        |v| v.correction = None,
        |v| correction(v).form = CorrectionForm::Recoding,
        |v| correction(v).original_seq = Some(3),
        |v| correction(v).original_seq = None,
        |v| correction(v).reason.push('x'),
        |v| v.warnings.push('x'),
        |v| v.lines[0].coding = CodingKey::new("5012", &[]),
        |v| v.lines[0].amount = Ore::new(501),
        |v| v.lines[0].quantity = None,
        |v| v.lines[0].quantity = Some(Quantity::ZERO),
        |v| v.lines[0].unit.push('x'),
        |v| v.lines[0].currency.push('x'),
        |v| v.lines[0].currency_minor = Some(101),
        |v| v.lines[0].currency_minor = None,
        |v| v.lines[0].text.push('x'),
        |v| v.lines[0].source_row = None,
        |v| v.lines[0].corrects_line = Some(2),
        |v| v.lines[0].corrects_line = None,
        |v| v.lines[0].generated = None,
        |v| generated(v).rule.push('x'),
        |v| generated(v).version += 1,
        |v| generated(v).caused_by_line = None,
        // What moves from one field to the next is another voucher.
        |v| {
            v.text.clear();
            v.counterparty = "RentLandlord".to_owned();
        },
    ];

    fn correction(voucher: &mut BalancedVoucher) -> &mut Correction {
        voucher.correction.as_mut().expect("a correction")
    }

    fn generated(voucher: &mut BalancedVoucher) -> &mut Generated {
        voucher.lines[0].generated.as_mut().expect("a rule")
    }

    /// Reliability rule 6: nothing of a voucher, nor of what seals it, can change unseen.
    #[test]
    fn every_field_makes_another_hash() {
        let mut hashes = vec![hash(&GENESIS, &voucher(), &seal())];
        for change in FIELDS {
            let mut changed = voucher();
            change(&mut changed);
            hashes.push(hash(&GENESIS, &changed, &seal()));
        }
        let seals = [
            Seal {
                entity: EntityId(2),
                ..seal()
            },
            Seal {
                journal_seq: 6,
                ..seal()
            },
            Seal { number: 4, ..seal() },
            Seal {
                registered_at: "",
                ..seal()
            },
            Seal {
                registered_by: 8,
                ..seal()
            },
            Seal {
                registered_by_name: "bo",
                ..seal()
            },
            Seal {
                source: "file",
                ..seal()
            },
            Seal {
                source_sha256: None,
                ..seal()
            },
            Seal {
                source_sha256: Some(&[]),
                ..seal()
            },
            Seal {
                model_version: 10,
                ..seal()
            },
            Seal {
                model_stamp: &[4; 32],
                ..seal()
            },
        ];
        hashes.extend(seals.iter().map(|seal| hash(&GENESIS, &voucher(), seal)));
        hashes.push(hash(&[1; 32], &voucher(), &seal()));
        let different: BTreeSet<Hash> = hashes.iter().copied().collect();
        assert_eq!(different.len(), hashes.len());
    }

    /// Documents have no order of their own; lines have.
    #[test]
    fn the_order_of_documents_makes_no_difference() {
        let with = |hashes: [u8; 2]| {
            let attachments = hashes
                .map(|byte| AttachmentRef {
                    sha256: vec![byte; 32],
                    name: "a".to_owned(),
                })
                .to_vec();
            hash(
                &GENESIS,
                &BalancedVoucher {
                    attachments,
                    ..voucher()
                },
                &seal(),
            )
        };
        assert_eq!(with([1, 2]), with([2, 1]));
    }
}

//! The books of an archive: what is counted and summed, each voucher sealed anew from its own rows, and
//! that ledger and balances are the sum of the journal.
//!
//! Vouchers, lines and documents go by once, side by side, in the order of the journal.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::Path;

use kameral_base::{EntityId, Ore, Period, Quantity};
use kameral_ledger::archived;
use kameral_ledger::chain::{Sealed, hex};
use kameral_ledger::store::vouchers::VoucherHeader;
use kameral_ledger::voucher::{
    AttachmentRef, BalancedLine, CodingKey, Correction, CorrectionForm, Generated, VoucherNumber,
};

use super::Verified;
use super::files::{Damage, DamageKind as Kind};
use super::table::{Row, Rows};
use super::tombstones::Tombstones;

const VOUCHERS: &str = "tables/voucher.csv";
const LINES: &str = "tables/voucher_line.csv";

/// What lines come to by account and period and coding: what balances must say.
type Sums = BTreeMap<(i64, i64, String), (i128, i128)>;

pub(super) fn verify(folder: &Path, verified: &mut Verified) {
    counted(folder, verified);
    let facts = Facts::read(folder);
    let entity = EntityId(verified.manifest.entity.id);
    let gone = Tombstones::read(folder, entity, &verified.manifest.tombstones, &mut verified.damages);
    let (Some(vouchers), Some(lines)) = (Rows::open(folder, VOUCHERS), Rows::open(folder, LINES)) else {
        return;
    };
    let mut lines = lines.peekable();
    let documents = Rows::open(folder, "tables/voucher_attachment.csv");
    let mut documents = documents.into_iter().flatten().peekable();
    let mut sums = Sums::new();
    let mut before: Option<(i64, Vec<u8>)> = None;
    for row in vouchers {
        let row = match row {
            Ok(row) => row,
            Err(damage) => {
                verified.damages.push(damage);
                continue;
            }
        };
        let Some(header) = header(&row) else {
            verified
                .damages
                .push(Damage::of(VOUCHERS, Kind::Unreadable, "", "").at(row.line));
            continue;
        };
        verified.vouchers += 1;
        let of_voucher = taken(&mut lines, header.journal_seq, &mut verified.damages);
        let mut read = Vec::with_capacity(of_voucher.len());
        for line in &of_voucher {
            match facts.line(line) {
                Some(balanced) => {
                    add(&mut sums, line, &balanced);
                    read.push(balanced);
                }
                None => verified
                    .damages
                    .push(Damage::of(LINES, Kind::Unreadable, "", "").at(line.line)),
            }
        }
        verified.lines += read.len() as u64;
        let sum: i128 = read.iter().map(|line| i128::from(line.amount.get())).sum();
        if sum != 0 || i64::try_from(read.len()) != Ok(header.line_count) {
            let found = format!("{} {} {sum}", header.number, read.len());
            verified
                .damages
                .push(Damage::of(VOUCHERS, Kind::Unbalanced, header.line_count, found).at(row.line));
        }
        let attached = taken(&mut documents, header.journal_seq, &mut verified.damages);
        let attached = attached.iter().filter_map(document).collect();
        let stamp = facts.stamps.get(&header.model_version).cloned().unwrap_or_default();
        let tombstone = gone.of(header.journal_seq);
        let (covers, expected) = match tombstone {
            None => (Sealed::Whole, header.hash.as_slice()),
            Some(tombstone) => (Sealed::Rest, tombstone.rest.as_slice()),
        };
        let found = archived::hash(covers, entity, &header, read, attached, &stamp);
        let mut differs = |expected: &[u8], found: &[u8]| {
            let found = format!("{} {}", header.number, hex(found));
            let damage = Damage::of(VOUCHERS, Kind::Chain, hex(expected), found);
            verified.damages.push(damage.at(row.line));
        };
        if found[..] != *expected {
            differs(expected, &found);
        }
        if let Some(tombstone) = tombstone {
            if tombstone.sealed != header.hash {
                differs(&tombstone.sealed, &header.hash);
            }
            *verified.without_texts.entry(tombstone.decision_no).or_default() += 1;
        }
        // Vouchers of other years may stand between; next to each other they hold on to each other.
        if let Some((seq, hash)) = &before
            && seq + 1 == header.journal_seq
            && *hash != header.previous_hash
        {
            let damage = Damage::of(VOUCHERS, Kind::Chain, hex(hash), hex(&header.previous_hash));
            verified.damages.push(damage.at(row.line));
        }
        before = Some((header.journal_seq, header.hash));
    }
    let (seq, hash) = before.unwrap_or_default();
    let head = &verified.manifest.journal;
    if (seq, hex(&hash)) != (head.seq, head.hash.clone()) {
        let expected = format!("{}:{}", head.seq, head.hash);
        verified.damages.push(Damage::of(
            VOUCHERS,
            Kind::Chain,
            expected,
            format!("{seq}:{}", hex(&hash)),
        ));
    }
    for line in lines.flatten() {
        verified
            .damages
            .push(Damage::of(LINES, Kind::Unbalanced, "", "").at(line.line));
    }
    balances(folder, &facts, &sums, &mut verified.damages);
    reports(folder, &sums, &mut verified.damages);
}

/// Whether a file is delimited text.
fn is_table(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "csv")
}

/// Records and sums of every table and report, against the list.
fn counted(folder: &Path, verified: &mut Verified) {
    let entries: Vec<_> = verified.manifest.files.clone();
    for entry in entries.iter().filter(|entry| is_table(&entry.path)) {
        let Some(rows) = Rows::open(folder, &entry.path) else {
            continue;
        };
        let mut count = 0;
        let mut sums: BTreeMap<&str, i64> = entry.sums.keys().map(|key| (key.as_str(), 0)).collect();
        let of_lines_only = entry.path.starts_with("rapporter/");
        for row in rows {
            let Ok(row) = row else {
                // Told where the table is read, or by its hash.
                continue;
            };
            count += 1;
            if of_lines_only && row.text("kind").as_deref() != Some("line") {
                continue;
            }
            for (column, sum) in &mut sums {
                *sum = sum.saturating_add(row.int(column).unwrap_or_default());
            }
        }
        if entry.records != Some(count) {
            let expected = entry.records.map(|records| records.to_string()).unwrap_or_default();
            verified
                .damages
                .push(Damage::of(&entry.path, Kind::Records, expected, count));
        }
        for (column, sum) in sums {
            let expected = entry.sums.get(column).copied().unwrap_or_default();
            if expected != sum {
                let damage = Damage::of(&entry.path, Kind::Sum, format!("{column} {expected}"), sum);
                verified.damages.push(damage);
            }
        }
    }
}

/// What vouchers rest on: codings by their key, stamps of the model by version.
struct Facts {
    codings: BTreeMap<i64, String>,
    stamps: BTreeMap<i64, Vec<u8>>,
}

impl Facts {
    fn read(folder: &Path) -> Self {
        let mut facts = Self {
            codings: BTreeMap::new(),
            stamps: BTreeMap::new(),
        };
        for row in Rows::open(folder, "tables/coding.csv").into_iter().flatten().flatten() {
            if let (Some(id), Some(key)) = (row.int("coding_id"), row.text("coding_key")) {
                facts.codings.insert(id, key);
            }
        }
        for row in Rows::open(folder, "tables/model_change.csv")
            .into_iter()
            .flatten()
            .flatten()
        {
            if let (Some(version), Some(stamp)) = (row.int("version"), row.bytes("stamp")) {
                facts.stamps.insert(version, stamp);
            }
        }
        facts
    }

    fn line(&self, row: &Row) -> Option<BalancedLine> {
        let coding = self.codings.get(&row.int("coding_id")?)?;
        let rule = row.text("generated_by")?;
        let generated = if rule.is_empty() {
            None
        } else {
            Some(Generated {
                rule,
                version: row.int("generated_version")?,
                caused_by_line: row.int("caused_by_line"),
            })
        };
        Some(BalancedLine {
            coding: CodingKey::stored(coding.clone()),
            amount: Ore::new(row.int("amount_ore")?),
            quantity: row.int("quantity_milli").map(Quantity::new),
            unit: row.text("unit")?,
            currency: row.text("currency")?,
            currency_minor: row.int("currency_minor"),
            text: row.text("text")?,
            source_row: row.int("source_row"),
            corrects_line: row.int("corrects_line"),
            generated,
        })
    }
}

/// The rows of a voucher out of rows in the order of the journal. Those before it belong to no voucher of
/// the package.
fn taken(
    rows: &mut Peekable<impl Iterator<Item = Result<Row, Damage>>>,
    seq: i64,
    damages: &mut Vec<Damage>,
) -> Vec<Row> {
    let mut taken = Vec::new();
    while let Some(next) = rows.next_if(|row| match row {
        Ok(row) => row.int("journal_seq").is_none_or(|of| of <= seq),
        Err(_) => true,
    }) {
        match next {
            Ok(row) if row.int("journal_seq") == Some(seq) => taken.push(row),
            Ok(row) => damages.push(Damage::of(LINES, Kind::Unbalanced, seq, "").at(row.line)),
            Err(damage) => damages.push(damage),
        }
    }
    taken
}

fn document(row: &Row) -> Option<AttachmentRef> {
    Some(AttachmentRef {
        sha256: row.bytes("sha256")?,
        name: row.text("name")?,
    })
}

fn header(row: &Row) -> Option<VoucherHeader> {
    let form = row.text("correction")?;
    let form = [
        CorrectionForm::Reversal,
        CorrectionForm::Recoding,
        CorrectionForm::Annulled,
    ]
    .into_iter()
    .find(|known| known.word() == form);
    let reason = row.text("reason")?;
    Some(VoucherHeader {
        journal_seq: row.int("journal_seq")?,
        number: VoucherNumber {
            series: row.text("series")?,
            year: row.int("year")?,
            number: row.int("number")?,
        },
        period: Period::from_i64(row.int("period")?).ok()?,
        date: row.text("voucher_date")?.parse().ok()?,
        event_date: match row.text("event_date") {
            Some(day) => Some(day.parse().ok()?),
            None => None,
        },
        kind: row.text("kind")?,
        text: row.text("text")?,
        counterparty: row.text("counterparty")?,
        registered_at: row.text("registered_at")?,
        registered_by: row.int("registered_by")?,
        registered_by_name: row.text("registered_by_name")?,
        source: row.text("source")?,
        source_sha256: match row.text("source_sha256") {
            Some(_) => Some(row.bytes("source_sha256")?),
            None => None,
        },
        source_key: row.text("source_key")?,
        link: row.text("link")?,
        correction: form.map(|form| Correction {
            form,
            original_seq: row.int("corrects_seq"),
            reason,
        }),
        warnings: row.text("warnings")?,
        line_count: row.int("line_count")?,
        turnover: Ore::new(row.int("turnover_ore")?),
        model_version: row.int("model_version")?,
        previous_hash: row.bytes("previous_hash")?,
        hash: row.bytes("hash")?,
        is_partial: false,
    })
}

fn add(sums: &mut Sums, row: &Row, line: &BalancedLine) {
    let place = (
        row.int("period").unwrap_or_default(),
        row.int("coding_id").unwrap_or_default(),
        line.unit.clone(),
    );
    let sum = sums.entry(place).or_default();
    let ore = i128::from(line.amount.get());
    if 0 < ore {
        sum.0 += ore;
    } else {
        sum.1 -= ore;
    }
}

/// Balances are what the lines come to, row by row.
fn balances(folder: &Path, facts: &Facts, sums: &Sums, damages: &mut Vec<Damage>) {
    const BALANCES: &str = "tables/balance.csv";
    let mut left = sums.clone();
    for row in Rows::open(folder, BALANCES).into_iter().flatten() {
        let row = match row {
            Ok(row) => row,
            Err(damage) => {
                damages.push(damage);
                continue;
            }
        };
        let place = (
            row.int("period").unwrap_or_default(),
            row.int("coding_id").unwrap_or_default(),
            row.text("unit").unwrap_or_default(),
        );
        let found = (
            i128::from(row.int("debit_ore").unwrap_or_default()),
            i128::from(row.int("credit_ore").unwrap_or_default()),
        );
        let coding = facts.codings.get(&place.1).cloned().unwrap_or_default();
        let expected = left.remove(&place).unwrap_or_default();
        if expected != found {
            let told = |(debit, credit): (i128, i128)| format!("{coding} {} {debit} {credit}", place.0);
            damages.push(Damage::of(BALANCES, Kind::Ledger, told(expected), told(found)).at(row.line));
        }
    }
    for (place, sum) in left.into_iter().filter(|(_, sum)| *sum != (0, 0)) {
        damages.push(Damage::of(BALANCES, Kind::Ledger, format!("{place:?} {sum:?}"), ""));
    }
}

/// Journal and ledger as people read them sum to what the lines come to.
fn reports(folder: &Path, sums: &Sums, damages: &mut Vec<Damage>) {
    let expected = sums.values().fold((0, 0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    for path in ["rapporter/grundbok.csv", "rapporter/huvudbok.csv"] {
        let Some(rows) = Rows::open(folder, path) else {
            continue;
        };
        let mut found = (0_i128, 0_i128);
        for row in rows.flatten().filter(|row| row.text("kind").as_deref() == Some("line")) {
            found.0 += i128::from(row.int("debit_ore").unwrap_or_default());
            found.1 += i128::from(row.int("credit_ore").unwrap_or_default());
        }
        if found != expected {
            let told = |(debit, credit): (i128, i128)| format!("{debit} {credit}");
            damages.push(Damage::of(path, Kind::Ledger, told(expected), told(found)));
        }
    }
}

//! SIE files by others: every one is read, or refused at the right line, and counts agree with an
//! independent reckoning. Left out with a message where the corpus is not at hand.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use expect_test::expect;
use kameral_base::Refusal;
use kameral_formats::sie::{
    self, Balance, BalanceKind, Checksum, Item, LineMistake, Reader, Record, Report, SieFile, Voucher,
};

fn corpus() -> Option<PathBuf> {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    if !corpus.join("sie/EXPECTED.tsv").exists() {
        println!("no corpus of SIE files here; nothing was tested");
        return None;
    }
    Some(corpus)
}

/// One row of the reckoning.
struct Expected {
    name: String,
    columns: Vec<String>,
    bytes: Vec<u8>,
}

fn expected() -> Vec<Expected> {
    let Some(corpus) = corpus() else {
        return Vec::new();
    };
    let table = std::fs::read_to_string(corpus.join("sie/EXPECTED.tsv")).unwrap();
    table
        .lines()
        .skip(1)
        .map(|row| {
            let columns: Vec<String> = row.split('\t').map(str::to_owned).collect();
            let bytes = std::fs::read(corpus.join(&columns[0])).unwrap();
            let part = |from_end: usize| columns[0].rsplit('/').nth(from_end).unwrap_or_default().to_owned();
            let folder = columns[0].split('/').nth(1).unwrap_or_default();
            Expected {
                name: format!("{folder}/{}", part(0)),
                columns,
                bytes,
            }
        })
        .collect()
}

/// What a reading of a file gave, balances and movements of the current year among it.
struct Reading {
    sie_type: u8,
    report: Report,
    /// Opening, closing and result balances by account.
    balances: BTreeMap<(u8, String), i64>,
    movements: BTreeMap<String, i64>,
}

fn reading(bytes: &[u8]) -> Reading {
    let survey = sie::survey(bytes).unwrap();
    let mut reader = Reader::new(bytes, survey.encoding);
    let (mut balances, mut movements) = (BTreeMap::new(), BTreeMap::new());
    while let Some(item) = reader.next().unwrap() {
        match item {
            Item::Record {
                record:
                    Record::Balance(Balance {
                        kind,
                        year: 0,
                        account,
                        amount,
                        ..
                    }),
                ..
            } => {
                let kind = match kind {
                    BalanceKind::Opening => 0,
                    BalanceKind::Closing => 1,
                    BalanceKind::Result => 2,
                };
                balances.insert((kind, account.into_owned()), amount.get());
            }
            Item::Voucher(voucher) => {
                for line in voucher.lines_in_force() {
                    *movements.entry(line.account.clone().into_owned()).or_default() += line.amount.get();
                }
            }
            _ => {}
        }
    }
    let sie_type = reader.header().sie_type.number();
    let report = reader.finish().unwrap();
    assert_eq!(report.checksum, survey.checksum, "both passes judge the checksum alike");
    assert_eq!(report.counts.text_lines, survey.lines * u32::from(!is_no_sie(&report)));
    Reading {
        sie_type,
        report,
        balances,
        movements,
    }
}

fn is_no_sie(report: &Report) -> bool {
    report
        .errors
        .iter()
        .any(|mistake| matches!(mistake.name(), "sie_not_sie" | "sie_is_xml"))
}

impl Reading {
    /// How many accounts have a balance of the kind, and for how many it is not what the opening
    /// balance and the vouchers give.
    fn reconciled(&self, kind: u8) -> (usize, usize) {
        let of_kind = self.balances.iter().filter(|((is, _), _)| *is == kind);
        let differing = of_kind.clone().filter(|((_, account), stated)| {
            let opening = if kind == 1 {
                self.balances.get(&(0, account.clone())).copied().unwrap_or_default()
            } else {
                0
            };
            opening + self.movements.get(account).copied().unwrap_or_default() != **stated
        });
        (of_kind.count(), differing.count())
    }
}

#[test]
fn every_file_is_read_or_refused_and_its_counts_agree() {
    let (mut refused, mut files) = (Vec::new(), 0);
    for of in expected() {
        files += 1;
        let reading = reading(&of.bytes);
        let counts = &reading.report.counts;
        if is_no_sie(&reading.report) {
            assert_eq!(of.columns[1], "None", "{}", of.name);
            assert_eq!(reading.report.errors[0].line, 1);
        } else {
            let found = [
                u64::from(reading.sie_type),
                counts.vouchers,
                counts.lines,
                counts.unbalanced_vouchers,
            ];
            assert_eq!(
                found.map(|count| count.to_string())[..],
                of.columns[1..5],
                "{}",
                of.name
            );
        }
        let mut by_name: BTreeMap<&str, (usize, &LineMistake)> = BTreeMap::new();
        for mistake in &reading.report.errors {
            by_name.entry(mistake.name()).or_insert((0, mistake)).0 += 1;
        }
        refused.extend(
            by_name
                .values()
                .map(|(count, first)| format!("{} {first} ({count})", of.name)),
        );
    }
    if files != 0 {
        println!("{files} files");
        expect![[r"
            Alipsa__SIEParser/Sample.sie 1: sie_is_xml (1)
            Alipsa__SIEParser/SampleEntry.sie 1: sie_is_xml (1)
            idstam__jsisie/BokSald.SE 1: sie_not_sie (1)
            idstam__jsisie/HAS1_1412.se 1: sie_not_sie (1)
            idstam__jsisie/HAS2_1412.se 1: sie_not_sie (1)
            idstam__jsisie/HAS3_1412.se 1: sie_not_sie (1)
            idstam__jsisie/HAS4E_1412.Se 1: sie_not_sie (1)
            idstam__jsisie/HAS4i_1412.si 1: sie_not_sie (1)
            idstam__jsisie/ObjSald.SE 1: sie_not_sie (1)
            idstam__jsisie/PerSald.SE 1: sie_not_sie (1)
            idstam__jsisie/Sie3.se 670 konto: sie_account_not_numeric (3)
            idstam__jsisie/TRANSAK.SE 1: sie_not_sie (1)
            idstam__jsisie/XE_SIE_4_20151125095119.SE 1356: sie_voucher_unbalanced (1)
            idstam__jsisie/testWrite.se 1368: sie_voucher_unbalanced (1)
            idstam__jsisie/testWrite1.se 1368: sie_voucher_unbalanced (1)
            neam__php-sie/sie_file.se 18: sie_voucher_unbalanced (1)
            neam__php-sie/sie_file_with_unknown_entries.se 22: sie_voucher_unbalanced (1)
            wilhelmuggla__sie4sdk/SampleEntry3.sie 1: sie_is_xml (1)"]]
        .assert_eq(&refused.join("\n"));
    }
}

#[test]
fn balances_reconcile_as_reckoned() {
    for of in expected() {
        let reading = reading(&of.bytes);
        // A file with a mistake gives no vouchers or balances where the mistake is.
        if reading.report.is_refused() {
            continue;
        }
        let ((closing, closing_differing), (result, result_differing)) = (reading.reconciled(1), reading.reconciled(2));
        let found = [closing, closing_differing, result, result_differing].map(|count| count.to_string());
        assert_eq!(found[..], of.columns[5..9], "{}", of.name);
    }
}

#[test]
fn checksums_match_where_a_vendor_wrote_one() {
    let mut with_checksum = 0;
    for of in expected() {
        let survey = sie::survey(&of.bytes[..]).unwrap();
        if survey.checksum != Checksum::None {
            with_checksum += 1;
            assert_eq!(survey.checksum, Checksum::Matches, "{}", of.name);
        }
    }
    println!("{with_checksum} files of the corpus carry a checksum");
}

/// What a file says, without where in the file it says it and without what the writer writes itself.
fn meaning(file: &SieFile) -> (Vec<Record<'static>>, Vec<Voucher<'static>>) {
    let mut records: Vec<_> = file.records.iter().map(|(_, record)| record.clone()).collect();
    records.retain(|record| {
        !matches!(
            record,
            Record::Flag { .. } | Record::Format { .. } | Record::Type { .. }
        )
    });
    records.sort_by_key(|record| format!("{record:?}"));
    let mut vouchers = file.vouchers.clone();
    for voucher in &mut vouchers {
        voucher.line = 0;
        voucher.lines.iter_mut().for_each(|line| line.line = 0);
    }
    (records, vouchers)
}

#[test]
fn a_file_that_is_read_is_the_same_after_being_written_and_read() {
    let (mut same, mut not_in_type) = (0, 0);
    for of in expected() {
        let Ok(mut first) = sie::read(&of.bytes) else {
            continue;
        };
        if first
            .warnings
            .iter()
            .any(|warning| warning.name() == "sie_record_not_in_type")
        {
            assert!(sie::write(&first, Vec::new(), false).is_err(), "{}", of.name);
            first.header.sie_type = sie::SieType::Vouchers;
            not_in_type += 1;
        }
        let written = sie::write(&first, Vec::new(), true).unwrap_or_else(|stop| panic!("{}: {stop}", of.name));
        let second = sie::read(&written).unwrap_or_else(|mistakes| panic!("{}: {mistakes:?}", of.name));
        assert_eq!(meaning(&first), meaning(&second), "{}", of.name);
        assert_eq!(sie::survey(&written[..]).unwrap().checksum, Checksum::Matches);
        same += 1;
    }
    println!("{same} files are the same after a round trip; {not_in_type} were written as another type");
}

/// A generator of numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

#[test]
fn no_truncated_and_no_damaged_file_panics() {
    let mut numbers = Numbers(7);
    for of in expected() {
        for _ in 0..3 {
            let _ = sie::read(&of.bytes[..numbers.below(of.bytes.len())]);
            let mut damaged = of.bytes.clone();
            for _ in 0..10 {
                let at = numbers.below(damaged.len());
                damaged[at] = u8::try_from(numbers.below(256)).unwrap();
            }
            let _ = sie::read(&damaged);
        }
    }
}

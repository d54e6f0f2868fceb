//! SIE files written, and read again.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;
use kameral_base::{Date, Ore, Refusal};
use kameral_formats::sie::{
    self, Balance, BalanceKind, LineKind, Record, SieType, Voucher, VoucherLine, WriteOptions, WriteStop, Writer,
};

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

#[test]
fn a_file_is_the_same_after_being_written_and_read() {
    for name in ["ledger_4e.se", "ledger_4e_utf8.se", "import_4i.si"] {
        let first = sie::read(&sample(name)).unwrap();
        let written = sie::write(&first, Vec::new(), true).unwrap();
        let second = sie::read(&written).unwrap();
        assert_eq!(sie::survey(&written[..]).unwrap().checksum, sie::Checksum::Matches);
        assert_eq!(sie::write(&second, Vec::new(), true).unwrap(), written, "{name}");
    }
}

#[test]
fn a_file_with_records_its_type_may_not_have_is_not_written() {
    let file = sie::read(&sample("balances_2.se")).unwrap();
    let Err(sie::WriteStop::Refused(refusal)) = sie::write(&file, Vec::new(), false) else {
        panic!("was written")
    };
    let (label, sie_type) = ("#VER".to_owned(), "2".to_owned());
    assert_eq!(refusal, sie::WriteMistake::NotInType { label, sie_type });
}

#[test]
fn a_written_file_looks_like_this() {
    let first = sie::read(&sample("ledger_4e.se")).unwrap();
    let written = sie::write(&first, Vec::new(), true).unwrap();
    assert!(
        written.windows(2).all(|pair| pair[1] != b'\n' || pair[0] == b'\r'),
        "every line ends with CRLF"
    );
    let shown = |byte: &u8| {
        if byte.is_ascii() { char::from(*byte) } else { '¤' }
    };
    let text: String = written.iter().filter(|byte| **byte != b'\r').map(shown).collect();
    expect![[r##"
        #FLAGGA 0
        #KSUMMA
        #FORMAT PC8
        #SIETYP 4
        #PROGRAM "Provprogram" "1.0"
        #GEN 20260401 "eva"
        #PROSA "Prov: ¤ ¤ ¤ ¤, \"citat\""
        #FNR "C:\b¤cker"
        #ORGNR "202100-5026"
        #ADRESS "Eva Ek" "Storgatan 1" "111 22 Stockholm" "08-123 45"
        #FNAMN "Provmyndigheten"
        #FTYP "X"
        #RAR 0 20260101 20261231
        #RAR -1 20250101 20251231
        #VALUTA "SEK"
        #KONTO 1541 "Ing¤ende moms"
        #KONTO 2581 "Leverant¤rsskulder"
        #KONTO 5611 "Kontorsmaterial"
        #ENHET 5611 "st"
        #KTYP 1541 T
        #KTYP 5611 K
        #SRU 5611 "7310"
        #DIM 1 "Ansvarsst¤lle"
        #UNDERDIM 21 "Verksamhet" 1
        #OBJEKT 1 "110" "Staben"
        #OBJEKT 21 "2100" "St¤d"
        #IB 0 1541 0.00
        #UB 0 1541 2500.00
        #UB -1 2581 -12.50
        #RES 0 5611 10000.00
        #OUB 0 2581 {1 "110"} -12500.00
        #PSALDO 0 202603 5611 {} 10000.00 12
        #PSALDO 0 202603 5611 {1 "110"} 10000.00 12
        #PBUDGET 0 202603 5611 {} 9000.00
        #VER "A" "1" 20260315 "Faktura 1001" 20260316 "eva"
        {
        #TRANS 5611 {1 "110" 21 "2100"} 10000.00 20260315 "Papper, \"A4\"" 12.5 "eva"
        #TRANS 1541 {} 2500.00
        #TRANS 2581 {} -12500.00 "" "Kontorsbolaget AB"
        }
        #VER "B" "7" 20260320 "Porto"
        {
        #TRANS 1910 {} -1000.00
        #TRANS 2640 {} 200.00
        #BTRANS 6110 {} 800.00 20260321 "" "" "bo"
        #RTRANS 6250 {} 800.00 20260321 "" "" "bo"
        #TRANS 6250 {} 800.00
        }
        #KSUMMA 24687330
    "##]]
    .assert_eq(&text);
}

fn refused(written: Result<(), WriteStop>) -> &'static str {
    match written {
        Ok(()) => "written",
        Err(WriteStop::Refused(refusal)) => refusal.name(),
        Err(WriteStop::Fault(fault)) => panic!("{fault}"),
    }
}

fn line(account: &'static str, ore: i64) -> VoucherLine<'static> {
    VoucherLine {
        line: 0,
        kind: LineKind::Original,
        account: account.into(),
        objects: Vec::new(),
        amount: Ore::new(ore),
        date: None,
        text: "".into(),
        quantity: None,
        sign: None,
    }
}

fn voucher(text: &'static str, lines: Vec<VoucherLine<'static>>) -> Voucher<'static> {
    let date = Date::constant(2026, 3, 15);
    let (series, number) = (Some("A".into()), Some("1".into()));
    Voucher {
        line: 0,
        series,
        number,
        date,
        text: text.into(),
        registered_on: None,
        sign: None,
        lines,
    }
}

#[test]
fn what_no_reader_would_take_is_not_written() {
    let mut writer = Writer::new(Vec::new(), WriteOptions::EXPORT).unwrap();
    let account = |account: &'static str| Record::Account {
        account: account.into(),
        name: "x".into(),
    };
    assert_eq!(
        refused(writer.record(&Record::Type {
            sie_type: SieType::Vouchers
        })),
        "sie_written_by_the_writer"
    );
    assert_eq!(refused(writer.record(&account("19X0"))), "sie_account_not_digits");
    assert_eq!(refused(writer.record(&account(""))), "sie_account_not_digits");
    assert_eq!(refused(writer.record(&account("1910"))), "written");
    let late = Record::CompanyName {
        name: "Provmyndigheten".into(),
    };
    assert_eq!(refused(writer.record(&late)), "sie_out_of_order");
    let balanced = vec![line("1910", 5), line("6250", -5)];
    assert_eq!(
        refused(writer.voucher(&voucher("Obalans", vec![line("1910", 5)]))),
        "sie_unbalanced"
    );
    let large = vec![line("1910", i64::MAX), line("1910", i64::MAX)];
    assert_eq!(refused(writer.voucher(&voucher("Stor", large))), "sie_sum_too_large");
    assert_eq!(
        refused(writer.voucher(&voucher("Emoji 😀", balanced.clone()))),
        "sie_unwritable"
    );
    assert_eq!(refused(writer.voucher(&voucher("10 € för À", balanced))), "written");
    let mut removed = line("1910", 5);
    removed.kind = LineKind::Removed;
    assert_eq!(refused(writer.voucher(&voucher("Struken", vec![removed]))), "written");
}

#[test]
fn a_file_to_import_has_no_balances() {
    let mut writer = Writer::new(Vec::new(), WriteOptions::IMPORT).unwrap();
    let (kind, account) = (BalanceKind::Opening, "1910".into());
    let balance = Record::Balance(Balance {
        kind,
        year: 0,
        account,
        amount: Ore::ZERO,
        quantity: None,
    });
    assert_eq!(refused(writer.record(&balance)), "sie_not_in_type");
    assert_eq!(refused(writer.voucher(&voucher("Tom", Vec::new()))), "written");
}

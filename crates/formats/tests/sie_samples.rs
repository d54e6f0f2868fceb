//! SIE files of our own, read and told in text.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use kameral_base::Refusal;
use kameral_formats::sie::{self, LineKind, SieFile, Voucher};

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn check(name: &str, expected: Expect) {
    let told = match sie::read(&sample(name)) {
        Ok(file) => tell(&file),
        Err(mistakes) => told_mistakes(&mistakes),
    };
    expected.assert_eq(&told);
}

fn told_mistakes(mistakes: &[sie::LineMistake]) -> String {
    let lines: Vec<String> = mistakes
        .iter()
        .map(|mistake| format!("{}{mistake}", if mistake.is_warning() { "warning " } else { "" }))
        .collect();
    lines.join("\n")
}

fn tell(file: &SieFile) -> String {
    let mut told = format!("{}\n", file.encoding);
    for (line, record) in &file.records {
        let _ = writeln!(told, "{line} {record:?}");
    }
    for voucher in &file.vouchers {
        tell_voucher(&mut told, voucher);
    }
    let counts = &file.counts;
    let (extra, unknown) = (counts.extra_fields, &counts.unknown_labels);
    let _ = writeln!(told, "{} lines, {extra} extra fields, {unknown:?}", counts.text_lines);
    told + &told_mistakes(&file.warnings)
}

fn tell_voucher(told: &mut String, voucher: &Voucher<'_>) {
    let Voucher {
        line,
        series,
        number,
        date,
        text,
        registered_on,
        sign,
        ..
    } = voucher;
    let _ = writeln!(
        told,
        "{line} {series:?} {number:?} {date} {text:?} {registered_on:?} {sign:?}"
    );
    for line in &voucher.lines {
        let mark = match &line.kind {
            LineKind::Original => " ".to_owned(),
            LineKind::Added { date, sign } => format!("+ {date:?} {sign:?}"),
            LineKind::Removed => "-".to_owned(),
        };
        let objects: Vec<String> = line
            .objects
            .iter()
            .map(|of| format!("{}={}", of.dimension, of.object))
            .collect();
        let _ = writeln!(
            told,
            "  {} {mark} {} [{}] {} {:?} {:?} {:?} {:?}",
            line.line,
            line.account,
            objects.join(" "),
            line.amount.plain(),
            line.date,
            line.text,
            line.quantity,
            line.sign
        );
    }
}

#[test]
fn a_ledger_is_read_record_by_record() {
    check(
        "ledger_4e.se",
        expect![[r##"
        CP437
        1 Flag { imported: false }
        3 Program { name: "Provprogram", version: "1.0" }
        4 Format { name: "PC8" }
        5 Generated { on: 2026-04-01, sign: Some("eva") }
        6 Type { sie_type: Vouchers }
        7 Comment { text: "Prov: å ä ö É, \"citat\"" }
        8 CompanyCode { code: "C:\\böcker" }
        9 OrgNumber { number: "202100-5026", acquisition: None, activity: None }
        10 Address { contact: "Eva Ek", street: "Storgatan 1", town: "111 22 Stockholm", telephone: "08-123 45" }
        11 CompanyName { name: "Provmyndigheten" }
        12 CompanyForm { code: "X" }
        13 Year { year: 0, starts_on: 2026-01-01, ends_on: 2026-12-31 }
        14 Year { year: -1, starts_on: 2025-01-01, ends_on: 2025-12-31 }
        15 Currency { code: "SEK" }
        16 Account { account: "1541", name: "Ingående moms" }
        17 Account { account: "2581", name: "Leverantörsskulder" }
        18 Account { account: "5611", name: "Kontorsmaterial" }
        19 Unit { account: "5611", unit: "st" }
        20 AccountType { account: "1541", kind: Asset }
        21 AccountType { account: "5611", kind: Cost }
        22 Sru { account: "5611", code: "7310" }
        23 Dimension { number: 1, name: "Ansvarsställe", above: None }
        24 Dimension { number: 21, name: "Verksamhet", above: Some(1) }
        25 Object { dimension: 1, object: "110", name: "Staben" }
        26 Object { dimension: 21, object: "2100", name: "Stöd" }
        28 Balance(Balance { kind: Opening, year: 0, account: "1541", amount: Ore(0), quantity: None })
        29 Balance(Balance { kind: Closing, year: 0, account: "1541", amount: Ore(250000), quantity: None })
        30 Balance(Balance { kind: Closing, year: -1, account: "2581", amount: Ore(-1250), quantity: None })
        31 Balance(Balance { kind: Result, year: 0, account: "5611", amount: Ore(1000000), quantity: None })
        32 ObjectBalance(ObjectBalance { kind: Closing, year: 0, account: "2581", objects: [ObjectRef { dimension: 1, object: "110" }], amount: Ore(-1250000), quantity: None })
        33 PeriodBalance(PeriodBalance { kind: Outturn, year: 0, period: Period(202603), account: "5611", objects: [], amount: Ore(1000000), quantity: Some(Quantity(12000)) })
        34 PeriodBalance(PeriodBalance { kind: Outturn, year: 0, period: Period(202603), account: "5611", objects: [ObjectRef { dimension: 1, object: "110" }], amount: Ore(1000000), quantity: Some(Quantity(12000)) })
        35 PeriodBalance(PeriodBalance { kind: Budget, year: 0, period: Period(202603), account: "5611", objects: [], amount: Ore(900000), quantity: None })
        36 Some("A") Some("1") 2026-03-15 "Faktura 1001" Some(2026-03-16) Some("eva")
          38   5611 [1=110 21=2100] 10000.00 Some(2026-03-15) "Papper, \"A4\"" Some(Quantity(12500)) Some("eva")
          39   1541 [] 2500.00 None "" None None
          40   2581 [] -12500.00 None "Kontorsbolaget AB" None None
        42 Some("B") Some("7") 2026-03-20 "Porto" None None
          44   1910 [] -1000.00 None "" None None
          45   2640 [] 200.00 None "" None None
          46 - 6110 [] 800.00 Some(2026-03-21) "" None Some("bo")
          48 + Some(2026-03-21) Some("bo") 6250 [] 800.00 None "" None None
        51 lines, 1 extra fields, {"#MOMSKOD": 1, "#NYRAD": 1}
    "##]],
    );
}

#[test]
fn the_same_ledger_in_utf8_is_the_same_with_a_warning() {
    let (cp437, utf8) = (
        sie::read(&sample("ledger_4e.se")),
        sie::read(&sample("ledger_4e_utf8.se")),
    );
    let (cp437, utf8) = (cp437.unwrap(), utf8.unwrap());
    assert_eq!(cp437.records, utf8.records);
    assert_eq!(cp437.vouchers, utf8.vouchers);
    assert_eq!(told_mistakes(&utf8.warnings), "warning 0: sie_written_in_utf8");
}

#[test]
fn windows_1252_is_guessed_and_told_and_a_person_may_choose_it() {
    let file = sample("ledger_4e_windows_1252.se");
    let survey = sie::survey(&file[..]).unwrap();
    assert!(survey.looks_like_windows_1252);
    assert_eq!(survey.mistakes()[0].name(), "sie_looks_like_windows_1252");
    let mut names = Vec::new();
    for encoding in [survey.encoding, sie::Encoding::Windows1252] {
        let mut reader = sie::Reader::new(&file[..], encoding);
        while let Some(item) = reader.next().unwrap() {
            if let sie::Item::Record {
                record: sie::Record::Account { name, .. },
                ..
            } = item
            {
                names.push(name.into_owned());
                break;
            }
        }
    }
    assert_eq!(names, ["Ing\u{3c3}ende moms", "Ingående moms"]);
}

#[test]
fn vouchers_to_import_may_lack_series_and_number() {
    check(
        "import_4i.si",
        expect![[r#"
        CP437
        1 Flag { imported: true }
        2 Program { name: "Lön", version: "5" }
        3 Format { name: "PC8" }
        4 Generated { on: 2026-01-25, sign: None }
        5 Type { sie_type: Vouchers }
        6 CompanyName { name: "Provmyndigheten" }
        7 None None 2026-01-25 "Löner januari" None None
          9   4011 [1=110 7=47] 31000.50 None "" None None
          10   2711 [] -9300.00 None "" None None
          11   1933 [] -21700.50 None "" None None
        13 Some("LÖN") None 2026-01-25 "" None None
        15 lines, 0 extra fields, {}
        warning 1 x: sie_already_imported"#]],
    );
}

#[test]
fn balances_of_objects_are_left_out_of_type_2() {
    check(
        "balances_2.se",
        expect![[r#"
        CP437
        1 Flag { imported: false }
        2 Program { name: "x", version: "1" }
        3 Format { name: "PC8" }
        4 Generated { on: 2026-01-25, sign: None }
        5 Type { sie_type: Periods }
        6 CompanyName { name: "Provmyndigheten" }
        7 Scope { until: 2026-01-31 }
        9 Account { account: "4011", name: "Löner" }
        10 Balance(Balance { kind: Result, year: 0, account: "4011", amount: Ore(3100050), quantity: None })
        11 PeriodBalance(PeriodBalance { kind: Outturn, year: 0, period: Period(202601), account: "4011", objects: [], amount: Ore(3100050), quantity: None })
        13 Some("A") Some("1") 2026-01-01 "" None None
        15 lines, 0 extra fields, {}
        warning 8 start: sie_field_left_empty
        warning 8 slut: sie_field_left_empty
        warning 13: sie_record_not_in_type"#]],
    );
}

#[test]
fn every_fault_is_told_with_its_line() {
    check(
        "faults.se",
        expect![[r#"
        4 datum: sie_date_malformed
        6: sie_control_character
        7: sie_not_a_record
        8 kontonr: sie_account_not_numeric
        9 kontonamn: sie_quote_not_closed
        10 kontotyp: sie_account_kind_unknown
        12 slut: sie_year_backward
        13 årsnr: sie_year_malformed
        13 saldo: sie_amount_malformed
        14 saldo: sie_amount_too_fine
        15 saldo: sie_amount_too_large
        16 konto: sie_field_missing
        16 saldo: sie_field_missing
        17 period: sie_period_malformed
        18 dimensionsnr: sie_dimension_malformed
        19 objektlista: sie_object_list_odd
        20 objektlista: sie_object_list_missing
        21 objektlista: sie_object_list_not_closed
        22: sie_line_outside_voucher
        23 verdatum: sie_date_malformed
        25 transdat: sie_date_malformed
        25 kvantitet: sie_quantity_malformed
        26 kontonr: sie_account_not_numeric
        26 belopp: sie_amount_malformed
        28: sie_voucher_unbalanced
        33: sie_voucher_without_lines
        40: sie_added_without_twin
        43: sie_brace_misplaced
        46: sie_brace_misplaced
        48: sie_brace_misplaced
        52: sie_voucher_not_closed
        58: sie_voucher_not_closed
        warning 3 PC8: sie_format_not_pc8
        warning 11: sie_quote_in_text
        warning 23: sie_label_in_lower_case
        warning 34: sie_voucher_not_opened
        warning 49 kvantitet: sie_quantity_rounded
        warning 52: sie_ends_in_backslash
        warning 57: sie_checksum_not_opened"#]],
    );
}

#[test]
fn a_file_that_was_changed_or_cut_short_is_refused_by_its_checksum() {
    check("changed.se", expect!["51: sie_checksum_differs"]);
    check("cut_short.se", expect!["2: sie_checksum_not_closed"]);
    assert_eq!(
        sie::survey(&sample("ledger_4e.se")[..]).unwrap().checksum,
        sie::Checksum::Matches
    );
    assert_eq!(
        sie::survey(&sample("ledger_4e_utf8.se")[..]).unwrap().checksum,
        sie::Checksum::Matches
    );
    assert_eq!(
        sie::survey(&sample("changed.se")[..]).unwrap().checksum,
        sie::Checksum::Differs
    );
    assert_eq!(
        sie::survey(&sample("cut_short.se")[..]).unwrap().checksum,
        sie::Checksum::NotClosed
    );
}

#[test]
fn what_is_no_sie_file_is_refused_once() {
    for (file, name) in [
        (&b""[..], "0: sie_not_sie"),
        (b"\n\n", "0: sie_not_sie"),
        (b"<html>\n<body>\n", "1: sie_not_sie"),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<Sie/>", "1: sie_is_xml"),
        (b"konto;belopp\n1910;5\n", "1: sie_not_sie"),
        (b"\xff\xfe#\0F\0", "1: sie_not_sie"),
    ] {
        let mistakes = sie::read(file).unwrap_err();
        let told: Vec<String> = mistakes
            .iter()
            .filter(|of| !of.is_warning())
            .map(ToString::to_string)
            .collect();
        assert_eq!(told, [name], "{}", String::from_utf8_lossy(file));
    }
}

#[test]
fn the_limits_hold() {
    let long_line = [
        b"#FLAGGA 0\n#PROSA \"".to_vec(),
        vec![b'x'; 10 * 1024 * 1024],
        b"\"\n#SIETYP 4\n".to_vec(),
    ]
    .concat();
    let mistakes = sie::read(&long_line).unwrap_err();
    assert_eq!(mistakes[0].to_string(), "2: sie_line_too_long");

    let many_faults = [b"#FLAGGA 0\n".to_vec(), b"hej\n".repeat(5_000)].concat();
    let mistakes = sie::read(&many_faults).unwrap_err();
    let errors: Vec<_> = mistakes.iter().filter(|mistake| !mistake.is_warning()).collect();
    assert_eq!(errors.len(), kameral_formats::MISTAKES_MAX + 1);
    assert_eq!(errors[1_000].mistake, sie::Mistake::ErrorsLeftOut { count: 4_000 });

    let mut large = b"#FLAGGA 0\n#VER A 1 20260101\n{\n".to_vec();
    large.extend_from_slice(&b"#TRANS 1910 {} 0\n".repeat(sie::VOUCHER_LINES_MAX + 1));
    large.extend_from_slice(b"}\n#VER A 2 20260101\n{\n#TRANS 1910 {} 0\n}\n");
    let mistakes = sie::read(&large).unwrap_err();
    assert_eq!(mistakes[0].to_string(), "2: sie_voucher_too_large");
    assert!(mistakes[1..].iter().all(sie::LineMistake::is_warning));
}

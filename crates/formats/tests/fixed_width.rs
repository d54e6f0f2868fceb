//! Hermes and TDB (INT-05, INT-07, INT-08): text in, text out; and what holds for every record.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};
use kameral_base::{Ore, Period};
use kameral_formats::fixed_width::{Align, Charset, LineEnd, LineMistake, NameTemplate};
use kameral_formats::hermes::{self, CounterpartyKind, RecordKind};
use kameral_formats::tdb;
use proptest::collection::vec;
use proptest::prelude::*;

/// `U 1741 10 - - 50000`: kind, account, financing, counterparty kind and code, öre; `-` is nothing
/// and `_` a blank.
fn hermes_record(text: &str) -> hermes::Record {
    let word = |word: &str| {
        if word == "-" {
            String::new()
        } else {
            word.replace('_', " ")
        }
    };
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    hermes::Record {
        kind: RecordKind::from_code(&words[0]).expect("U or X"),
        account: words[1].clone(),
        financing: words[2].clone(),
        counterparty_kind: CounterpartyKind::from_code(&words[3]).expect("I, M or nothing"),
        counterparty: words[4].clone(),
        amount: Ore::new(words[5].parse().expect("öre")),
    }
}

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes
        .iter()
        .map(|mistake| format!("{mistake} {:?}\n", mistake.mistake));
    lines.collect()
}

fn shown(file: Result<Vec<u8>, Vec<LineMistake>>) -> String {
    match file {
        Ok(bytes) => String::from_utf8_lossy(&bytes).replace("\r\n", "|\n"),
        Err(mistakes) => told(&mistakes),
    }
}

fn check_hermes(records: &str, expected: Expect) {
    let records: Vec<_> = records.lines().map(hermes_record).collect();
    expected.assert_eq(&shown(hermes::write(&hermes::Layout::default(), &records)));
}

/// `ID;org;pg;bg;account;öre;voucher;date;period`.
fn tdb_record(text: &str) -> tdb::Record {
    let fields: Vec<&str> = text.split(';').collect();
    tdb::Record {
        unit: fields[0].to_owned(),
        org_number: fields[1].to_owned(),
        plusgiro: fields[2].to_owned(),
        bankgiro: fields[3].to_owned(),
        account: fields[4].to_owned(),
        amount: Ore::new(fields[5].parse().expect("öre")),
        voucher: fields[6].to_owned(),
        date: fields[7].parse().expect("a date"),
        period: Period::parse(fields[8]).expect("a period"),
    }
}

fn check_tdb(records: &str, expected: Expect) {
    let records: Vec<_> = records.lines().map(tdb_record).collect();
    expected.assert_eq(&shown(tdb::write(&tdb::Layout::default(), &records)));
}

#[test]
fn a_hermes_file_is_49_characters_a_record() {
    check_hermes(
        "X 1910 - - - 150000000\nU 5531 - - - 50000\nU 1741 10 - - 50000\nU 2581 - - - -2350000\nU 5011 10 I 1098 1200000",
        expect![[r#"
            X1910                                   150000000|
            U5531                                       50000|
            U1741      10                               50000|
            U2581                                    -2350000|
            U5011      10        I1098                1200000|
        "#]],
    );
}

#[test]
fn what_does_not_fit_a_hermes_record_is_told_all_at_once() {
    check_hermes(
        "U 12345678901 - - - 1\nU 1910 _1 - - 1\nU 1911 1\u{7} - - 1\nU 1912 Ω - - 1\nU - - - - 1\n\
         U 1510 - I 10981098109 -99999999999999999\nU 1910 - - - 1\nU 1910 - - - 2\nX 1910 - - - 2",
        expect![[r#"
            1 konto: fixed_width_value_too_long ValueTooLong { value: "12345678901", length: 10 }
            2 resultatkonto/finansiär: fixed_width_value_padded ValuePadded { value: " 1" }
            3 resultatkonto/finansiär: fixed_width_character Character { value: "1?", charset: "iso-8859-1" }
            4 resultatkonto/finansiär: fixed_width_character Character { value: "Ω", charset: "iso-8859-1" }
            5 konto: fixed_width_value_missing ValueMissing
            6 motpartskod: fixed_width_value_too_long ValueTooLong { value: "10981098109", length: 10 }
            6 belopp: fixed_width_value_too_long ValueTooLong { value: "-99999999999999999", length: 17 }
            8: fixed_width_repeated Repeated { first_line: 7 }
        "#]],
    );
}

#[test]
fn a_damaged_hermes_file_is_told_by_line_and_field() {
    let file = "Q1910                                   150000000\n\
                U          10                               0050-\n\
                U1741      10        J                      00500\n\
                U1741      10                               50000 \n\
                U1741      10                               50000\n\
                U1741      10                               70000\n";
    let mistakes = hermes::read(&hermes::Layout::default(), file.as_bytes()).expect_err("damaged");
    expect![[r#"
        1 posttyp: fixed_width_value_unknown ValueUnknown { value: "Q", allowed: "U, X" }
        2 konto: fixed_width_value_missing ValueMissing
        2 belopp: fixed_width_amount_malformed AmountMalformed { value: "0050-" }
        3 motpartstyp: fixed_width_value_unknown ValueUnknown { value: "J", allowed: "I, M" }
        3 belopp: fixed_width_zero_padded ZeroPadded { value: "00500" }
        4: fixed_width_record_length RecordLength { length: 50, expected: 49 }
        6: fixed_width_repeated Repeated { first_line: 5 }
    "#]]
    .assert_eq(&told(&mistakes));
}

#[test]
fn a_tdb_file_is_110_characters_a_record_and_ends_after_a_line_end() {
    check_tdb(
        ";SE2021005026;;12345678;5531;62500;200003181;2012-03-15;201203\nABC;;123456;;5231;-12550;A 200003182;2012-03-16;201203",
        expect![[r#"
                 SE2021005026                12345678  5531                  62500200003181           201203152012031     |
            ABC                    123456              5231                 -12550A 200003182         201203162012031     |
        "#]],
    );
}

#[test]
fn tdb_refuses_numbers_that_would_be_rejected() {
    check_tdb(
        "\
;202100-5026;;;5531;1;A1;2012-03-15;201203
;SE202100502601;;;5531;1;A2;2012-03-15;201203
;SE20210050AB;;;5531;1;A3;2012-03-15;201203
;DE 123;;;5531;1;A4;2012-03-15;201203
;DE123456789;;;5531;1;A5;2012-03-15;201203
;;12-3;1234 567;5531;1;A6;2012-03-15;201203
;;0012345;;5531;1;A7;2012-03-15;201203
;;;;5531;1;A8;2012-03-15;201203
;2021005026;;;;1;;2012-12-31;201213",
        expect![[r#"
            1 organisationsnummer: fixed_width_org_number_form OrgNumberForm { value: "202100-5026" }
            2 organisationsnummer: fixed_width_org_number_form OrgNumberForm { value: "SE202100502601" }
            3 organisationsnummer: fixed_width_org_number_form OrgNumberForm { value: "SE20210050AB" }
            4 organisationsnummer: fixed_width_vat_number_form VatNumberForm { value: "DE 123" }
            6 postgironummer: fixed_width_not_digits NotDigits { value: "12-3" }
            6 bankgironummer: fixed_width_not_digits NotDigits { value: "1234 567" }
            7 postgironummer: fixed_width_zero_padded ZeroPadded { value: "0012345" }
            8 organisationsnummer: fixed_width_no_identifier NoIdentifier { voucher: "A8" }
            9 konto: fixed_width_value_missing ValueMissing
            9 verifikationsnummer: fixed_width_value_missing ValueMissing
            9 bokföringsperiod: fixed_width_period_not_month PeriodNotMonth { value: "201213" }
        "#]],
    );
}

#[test]
fn the_list_of_rejects_is_read_with_values_on_either_side() {
    let line = |amount: &str, count: &str| {
        let fields = [
            ("", 5),
            ("2021005026", 18),
            ("", 10),
            ("12345678", 10),
            ("5531", 10),
            (amount, 17),
        ];
        let more = [("200003181", 20), ("20120315", 8), ("201203", 6), (count, 6)];
        let right = fields
            .iter()
            .chain(&more)
            .map(|(value, chars)| format!("{value:>chars$}"));
        right.collect::<String>() + "\n"
    };
    let read = |file: &str| tdb::read(&tdb::Layout::default(), file.as_bytes());
    assert_eq!(
        read(&line("-62500", "1")).expect("whole"),
        [tdb_record(
            ";2021005026;;12345678;5531;-62500;200003181;2012-03-15;201203"
        )]
    );
    assert_eq!(read("").expect("nothing was rejected"), []);
    let mistakes = read(&[line("00062500", "1"), line("62500", "2")].concat()).expect_err("two mistakes");
    expect![[r#"
        1 belopp: fixed_width_zero_padded ZeroPadded { value: "00062500" }
        2 antal poster: fixed_width_value_unknown ValueUnknown { value: "2", allowed: "1" }
    "#]]
    .assert_eq(&told(&mistakes));
}

#[test]
fn names_are_made_from_templates() {
    let told = |template: &str, agency: &str, sub: &str| {
        let name = NameTemplate::parse(template, &hermes::NAME_PLACEHOLDERS)
            .and_then(|template| template.fill(&[("myndighet", agency), ("delmyndighet", sub), ("period", "200203a")]));
        format!("{name:?}\n")
    };
    let all = [
        told(hermes::NAME_TEMPLATE, "1098", "0000"),
        told(hermes::NAME_TEMPLATE_LABELLED, "1098", "12"),
        told(hermes::NAME_TEMPLATE, "10981", "0000"),
        told("{myndighet", "1", ""),
        told("a}b", "1", ""),
        told("{år}", "1", ""),
        told("{period:x}", "1", ""),
        told("../{period}", "1", ""),
        told("{myndighet}", "../etc", ""),
        told("", "1", ""),
        told(&"x".repeat(121), "1", ""),
    ];
    expect![[r##"
        Ok("#1098#0000#200203a#")
        Ok("#[Myndighet]1098#[Delmyndighet]12  #[Periodkod]200203a#")
        Err(ValueTooLong { placeholder: "myndighet", value: "10981", length: 4 })
        Err(Brace)
        Err(Brace)
        Err(PlaceholderUnknown { placeholder: "år", allowed: "myndighet, delmyndighet, period" })
        Err(LengthMalformed { value: "x" })
        Err(Character { value: "/" })
        Err(Character { value: "/" })
        Err(Empty)
        Err(TooLong { limit: 120 })
    "##]]
    .assert_eq(&all.concat());
}

/// Text of at most so many characters that every layout can hold.
fn text(least: usize, most: usize) -> impl Strategy<Value = String> {
    vec(
        prop::sample::select(vec!['0', '7', 'A', 'z', 'Å', 'ö', '-', '#']),
        least..=most,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

fn hermes_records() -> impl Strategy<Value = Vec<hermes::Record>> {
    let counterparty_kind = prop::sample::select(vec![
        CounterpartyKind::None,
        CounterpartyKind::WithinState,
        CounterpartyKind::WithinGroup,
    ]);
    let amount = -9_999_999_999_999_999..=99_999_999_999_999_999_i64;
    let record = (
        any::<bool>(),
        text(1, 10),
        text(0, 10),
        counterparty_kind,
        text(0, 10),
        amount,
    )
        .prop_map(
            |(opening, account, financing, counterparty_kind, counterparty, amount)| hermes::Record {
                kind: if opening {
                    RecordKind::Opening
                } else {
                    RecordKind::Outturn
                },
                account,
                financing,
                counterparty_kind,
                counterparty,
                amount: Ore::new(amount),
            },
        );
    vec(record, 0..40).prop_map(|mut records| {
        records.sort_by_key(hermes::Record::key);
        records.dedup_by_key(|record| record.key());
        records
    })
}

fn tdb_records() -> impl Strategy<Value = Vec<tdb::Record>> {
    let numbers = prop::sample::select(vec![
        ("2021005026", "", ""),
        ("SE5560360793", "41054685", ""),
        ("", "41054685", "54029681"),
        ("", "", "54029681"),
        ("NL123456789B01", "", ""),
    ]);
    let amount = -9_999_999_999_999_999..=99_999_999_999_999_999_i64;
    let record = (
        text(0, 5),
        numbers,
        text(1, 10),
        amount,
        text(1, 20),
        1..=28_i8,
        1..=12_u32,
    )
        .prop_map(
            |(unit, (org_number, plusgiro, bankgiro), account, amount, voucher, day, month)| tdb::Record {
                unit,
                org_number: org_number.to_owned(),
                plusgiro: plusgiro.to_owned(),
                bankgiro: bankgiro.to_owned(),
                account,
                amount: Ore::new(amount),
                voucher,
                date: jiff_date(month, day),
                period: Period::new(2026, month).expect("a month"),
            },
        );
    vec(record, 0..40)
}

fn jiff_date(month: u32, day: i8) -> kameral_base::Date {
    format!("2026-{month:02}-{day:02}").parse().expect("a day")
}

proptest! {
    #[test]
    fn what_is_written_to_hermes_is_read_back(
        records in hermes_records(),
        line_end in prop::sample::select(LineEnd::ALL.to_vec()),
        charset in prop::sample::select(Charset::ALL.to_vec()),
        aligned_right in vec(any::<bool>(), 6),
    ) {
        let mut layout = hermes::Layout { line_end, charset, ..hermes::Layout::default() };
        for (field, right) in layout.fields.iter_mut().zip(aligned_right) {
            field.align = if right { Align::Right } else { Align::Left };
        }
        let file = hermes::write(&layout, &records).expect("fits");
        prop_assert_eq!(hermes::read(&layout, &file).expect("whole"), records);
    }

    #[test]
    fn every_hermes_record_is_49_characters(records in hermes_records()) {
        let file = hermes::write(&hermes::Layout::default(), &records).expect("fits");
        prop_assert_eq!(file.len(), records.len() * (hermes::RECORD_CHARS + 2));
        for line in file.chunks(hermes::RECORD_CHARS + 2) {
            prop_assert!(line.ends_with(b"\r\n"));
        }
    }

    #[test]
    fn what_is_written_to_tdb_is_read_back_110_characters_a_record(records in tdb_records()) {
        let layout = tdb::Layout::default();
        let file = tdb::write(&layout, &records).expect("fits");
        prop_assert_eq!(file.len(), records.len() * (tdb::RECORD_CHARS + 2));
        for line in file.chunks(tdb::RECORD_CHARS + 2) {
            prop_assert!(line.ends_with(b"\r\n"));
        }
        prop_assert_eq!(tdb::read(&layout, &file).expect("whole"), records);
    }

    #[test]
    fn one_byte_more_or_less_is_noticed(records in hermes_records(), at in any::<prop::sample::Index>()) {
        prop_assume!(!records.is_empty());
        let layout = hermes::Layout::default();
        let mut file = hermes::write(&layout, &records).expect("fits");
        let line = at.index(records.len()) * (hermes::RECORD_CHARS + 2);
        file.insert(line + 20, b'1');
        prop_assert!(hermes::read(&layout, &file).is_err());
        file.drain(line + 20..line + 22);
        prop_assert!(hermes::read(&layout, &file).is_err());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..500), lines in vec("[UX0-9 ÅI-]{45,112}", 0..6)) {
        for charset in Charset::ALL {
            let hermes_layout = hermes::Layout { charset, ..hermes::Layout::default() };
            let tdb_layout = tdb::Layout { charset, ..tdb::Layout::default() };
            for file in [&bytes[..], lines.join("\n").as_bytes()] {
                let _ = hermes::read(&hermes_layout, file);
                let _ = tdb::read(&tdb_layout, file);
            }
        }
    }

    #[test]
    fn arbitrary_templates_never_panic(template in "[a-z{}:0-9#]{0,30}", value in ".{0,60}") {
        if let Ok(template) = NameTemplate::parse(&template, &["a", "b", "period"]) {
            let _ = template.fill(&[("a", &value), ("period", "202603a")]);
        }
    }
}

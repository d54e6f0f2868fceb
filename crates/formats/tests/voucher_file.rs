//! Voucher files in CSV and JSON: text in, text out.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use kameral_formats::voucher_file::{self, LineMistake, VoucherRecord};

fn check_csv(file: &str, expected: Expect) {
    expected.assert_eq(&told(voucher_file::read_csv(file.as_bytes())));
}

fn check_json(file: &str, expected: Expect) {
    expected.assert_eq(&told(voucher_file::read_json(file.as_bytes())));
}

fn told(read: Result<Vec<VoucherRecord>, Vec<LineMistake>>) -> String {
    match read {
        Ok(vouchers) => vouchers.iter().map(tell).collect(),
        Err(mistakes) => {
            let lines = mistakes
                .iter()
                .map(|mistake| format!("{mistake} {:?}", mistake.mistake));
            lines.collect::<Vec<_>>().join("\n") + "\n"
        }
    }
}

fn tell(voucher: &VoucherRecord) -> String {
    let series = voucher.series.as_deref().unwrap_or("–");
    let period = voucher
        .period
        .map_or_else(|| "–".to_owned(), |period| period.to_string());
    let mut told = format!(
        "{} {} {series} {} {period} {:?}\n",
        voucher.line, voucher.key, voucher.date, voucher.text
    );
    if voucher.number.is_some() || voucher.kind.is_some() || voucher.event_date.is_some() {
        let (kind, number, event_date) = (&voucher.kind, voucher.number, voucher.event_date);
        let (counterparty, link) = (&voucher.counterparty, &voucher.link);
        let _ = writeln!(told, "  {kind:?} {number:?} {event_date:?} {counterparty:?} {link:?}");
    }
    for line in &voucher.lines {
        let dimensions: Vec<_> = line
            .dimensions
            .iter()
            .map(|of| format!("{}={}", of.dimension, of.value))
            .collect();
        let quantity = line.quantity.map(kameral_base::Quantity::plain);
        let _ = writeln!(
            told,
            "  {} {} [{}] {} {quantity:?} {:?} {:?}",
            line.line,
            line.account,
            dimensions.join(" "),
            line.amount.plain(),
            line.unit,
            line.text
        );
        if let Some(of) = &line.currency {
            let _ = writeln!(told, "    {} {}", of.currency, of.thousandths);
        }
    }
    told
}

#[test]
fn rows_with_one_key_are_one_voucher() {
    check_csv(
        "\u{feff}voucher;series;date;period;text;account;ORG;VHT;ÖVR;amount;quantity;unit;line_text;;\r\n\
         1;A;2026-03-15;202603;Faktura 1001;5611;110;2100;;10 000,00;12,5;kg;Papper;;\r\n\
         1;;;;;1541;;;;2500;;;;;\r\n\
         \r\n\
         1;A;20260315;;Faktura 1001;2581;110;;x;-12500,00;;;\"a \"\"b\"\"; c\";;\r\n\
         ;;;;;;;;;;;;;;\r\n\
         ank-7;;2026-12-31;202613;;4011;;;;−5.50;;;\r\n\
         ank-7;;;;;2711;;;;+5,5;;;\r\n",
        expect![[r#"
            2 1 A 2026-03-15 202603 "Faktura 1001"
              2 5611 [ORG=110 VHT=2100] 10000.00 Some("12.5") Some("kg") "Papper"
              3 1541 [] 2500.00 None None ""
              5 2581 [ORG=110 ÖVR=x] -12500.00 None None "a \"b\"; c"
            7 ank-7 – 2026-12-31 202613 ""
              7 4011 [] -5.50 None None ""
              8 2711 [] 5.50 None None ""
        "#]],
    );
}

#[test]
fn comma_is_the_other_separator_and_the_header_decides_the_order() {
    check_csv(
        "amount,account,date,Voucher\n-1.5,1910,2026-01-31,x\n\"1,50\",6250,,x",
        expect![[r#"
            2 x – 2026-01-31 – ""
              2 1910 [] -1.50 None None ""
              3 6250 [] 1.50 None None ""
        "#]],
    );
}

#[test]
fn every_mistake_is_told_with_its_line_and_column() {
    check_csv(
        "voucher;series;date;period;text;account;ORG;amount;quantity\n\
         1;A;2026-02-30;202699;Fel;;110;1.234,50;1,2345\n\
         1;B;;;Annat;5611;110;5,005;\n\
         1;;2026-03-01;;;5611;110;99999999999999999999;\n\
         ;A;2026-03-01;;;5611;110;5;\n\
         2;A;;;Utan datum;5611;110;5;\n\
         3;A;2026-03-01;;;5611;110;5\n\
         4;A;2026-03-01;;;5611;110;5;;;6\n\
         5;A;2026-03-01;;;5611;110;;\n\
         1;A;2026-03-01;;;5611;\"11\n0\";5;\n",
        expect![[r#"
            2 date: voucher_file_date_malformed DateMalformed { value: "2026-02-30" }
            2 period: voucher_file_period_malformed PeriodMalformed { value: "202699" }
            2 account: voucher_file_field_missing FieldMissing
            2 amount: voucher_file_amount_malformed AmountMalformed { value: "1.234,50" }
            2 quantity: voucher_file_quantity_malformed QuantityMalformed { value: "1,2345" }
            3 series: voucher_file_contradiction Contradiction { value: "B", first: "A" }
            3 text: voucher_file_contradiction Contradiction { value: "Annat", first: "Fel" }
            3 amount: voucher_file_amount_too_fine AmountTooFine { value: "5,005" }
            4 amount: voucher_file_amount_too_large AmountTooLarge { value: "99999999999999999999" }
            5 voucher: voucher_file_field_missing FieldMissing
            6 date: voucher_file_field_missing FieldMissing
            7: voucher_file_row_width RowWidth { fields: 8, columns: 9 }
            8: voucher_file_row_width RowWidth { fields: 11, columns: 9 }
            9 amount: voucher_file_field_missing FieldMissing
            10 ORG: voucher_file_control_character ControlCharacter
            10 voucher: voucher_file_voucher_scattered VoucherScattered { voucher: "1" }
        "#]],
    );
}

#[test]
fn a_header_that_cannot_be_used_is_refused_column_by_column() {
    check_csv(
        "voucher;Belopp kr;date;ORG;ORG\n1;2;3;4;5\n",
        expect![[r#"
        1: voucher_file_column_unknown ColumnUnknown { column: "Belopp kr" }
        1: voucher_file_column_repeated ColumnRepeated { column: "ORG" }
        1: voucher_file_column_missing ColumnMissing { column: "account" }
        1: voucher_file_column_missing ColumnMissing { column: "amount" }
    "#]],
    );
    check_csv(
        "",
        expect![[r#"
        0: voucher_file_empty Empty
    "#]],
    );
    check_csv(
        "voucher,date,account,amount\n",
        expect![[r#"
        0: voucher_file_empty Empty
    "#]],
    );
    let wide: Vec<String> = (0..65).map(|column| format!("K{column}")).collect();
    check_csv(
        &wide.join(","),
        expect![[r#"
        1: voucher_file_too_many_columns TooManyColumns { limit: 64 }
    "#]],
    );
}

#[test]
fn windows_1252_is_refused_with_a_remedy() {
    let file = b"voucher;date;account;amount;text\n1;2026-03-15;5611;5;F\xf6r\n";
    expect![[r#"
        2: voucher_file_not_utf8 NotUtf8
    "#]]
    .assert_eq(&told(voucher_file::read_csv(file)));
    let file = b"voucher;date;account;amount;\xd6VR\n1;2026-03-15;5611;5;F\n";
    expect![[r#"
        1: voucher_file_not_utf8 NotUtf8
    "#]]
    .assert_eq(&told(voucher_file::read_csv(file)));
    expect![[r#"
        2: voucher_file_not_utf8 NotUtf8
    "#]]
    .assert_eq(&told(voucher_file::read_json(b"[{\n\"text\": \"F\xf6r\"}]")));
}

#[test]
fn a_row_that_never_ends_is_refused_without_being_kept() {
    let mut file = b"voucher;date;account;amount\n1;2026-03-15;5611;\"5".to_vec();
    file.resize(20 * 1024 * 1024, b'x');
    expect![[r#"
        2: voucher_file_row_too_long RowTooLong { limit_bytes: 65536 }
    "#]]
    .assert_eq(&told(voucher_file::read_csv(&file)));
}

#[test]
fn vouchers_come_one_at_a_time() {
    let file =
        "voucher,date,account,amount\n1,2026-01-31,1910,5\n1,,6250,-5\n2,2026-01-31,1910,x\n3,2026-01-31,1910,0\n";
    let mut reader = voucher_file::Reader::new(file.as_bytes()).unwrap();
    let keys: Vec<String> = reader.by_ref().map(|voucher| voucher.unwrap().key).collect();
    assert_eq!(keys, ["1", "3"]);
    let report = reader.finish().unwrap();
    assert_eq!((report.vouchers, report.rows), (3, 4));
    assert_eq!(
        report.errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["4 amount: voucher_file_amount_malformed"]
    );
}

#[test]
fn json_says_the_same() {
    check_json(
        r#"[
            {"voucher": "1", "series": "A", "date": "2026-03-15", "period": 202603, "text": "Faktura \"1001\"",
             "lines": [
                {"account": "5611", "ORG": "110", "VHT": 2100, "amount": "10 000,00", "quantity": 12.5, "unit": "kg", "text": "Papper"},
                {"account": 1541, "amount_ore": 250000, "ORG": null},
                {"account": "2581", "amount": "-12500.00", "ORG": ""}
            ]},
            {"voucher": 2, "date": "20261231", "lines": [{"account": "4011", "amount_ore": 0}]}
        ]"#,
        expect![[r#"
            2 1 A 2026-03-15 202603 "Faktura \"1001\""
              4 5611 [ORG=110 VHT=2100] 10000.00 Some("12.5") Some("kg") "Papper"
              5 1541 [] 2500.00 None None ""
              6 2581 [] -12500.00 None None ""
            8 2 – 2026-12-31 – ""
              8 4011 [] 0.00 None None ""
        "#]],
    );
}

#[test]
fn json_amounts_are_never_floats() {
    check_json(
        r#"[{"voucher": "1", "date": "2026-03-15", "lines": [
            {"account": "1", "amount": 100},
            {"account": "1", "amount": 0.1},
            {"account": "1", "amount": 1.005},
            {"account": "1", "amount": 1e3},
            {"account": "1", "amount_ore": 1.5},
            {"account": "1", "amount_ore": 1e3},
            {"account": "1", "amount_ore": "100"},
            {"account": "1", "amount_ore": 99999999999999999999},
            {"account": "1", "amount": "1", "amount_ore": 100},
            {"account": "1"}
        ]}]"#,
        expect![[r#"
            4 lines[2].amount: voucher_file_amount_too_fine AmountTooFine { value: "1.005" }
            5 lines[3].amount: voucher_file_amount_malformed AmountMalformed { value: "1e3" }
            6 lines[4].amount_ore: voucher_file_ore_not_integer OreNotInteger { value: "1.5" }
            7 lines[5].amount_ore: voucher_file_ore_not_integer OreNotInteger { value: "1e3" }
            8 lines[6].amount_ore: voucher_file_ore_not_integer OreNotInteger { value: "\"100\"" }
            9 lines[7].amount_ore: voucher_file_ore_not_integer OreNotInteger { value: "99999999999999999999" }
            10 lines[8].amount: voucher_file_amount_twice AmountTwice
            11 lines[9].amount: voucher_file_field_missing FieldMissing
        "#]],
    );
}

#[test]
fn a_json_number_is_kronor_by_its_own_digits() {
    check_json(
        r#"[{"voucher": "1", "date": "2026-03-15", "lines": [
            {"account": "1", "amount": 90071992547409.93},
            {"account": "1", "amount": -0.1},
            {"account": "1", "amount": 100}
        ]}]"#,
        expect![[r#"
            1 1 – 2026-03-15 – ""
              2 1 [] 90071992547409.93 None None ""
              3 1 [] -0.10 None None ""
              4 1 [] 100.00 None None ""
        "#]],
    );
}

/// GL-06, GL-22: what another system knows of a voucher follows with it.
#[test]
fn a_voucher_numbered_outside_brings_its_number_and_its_currency() {
    check_csv(
        "voucher;series;number;kind;date;event_date;counterparty;link;account;amount;currency;currency_amount\n\
         1;E;7;payroll;2026-03-15;2026-03-01;Kontorsbolaget AB;https://dok.example/7;5611;512,40;EUR;45,50\n\
         1;;;;;;;;2581;-512,40;;\n",
        expect![[r#"
            2 1 E 2026-03-15 – ""
              Some("payroll") Some(7) Some(2026-03-01) "Kontorsbolaget AB" "https://dok.example/7"
              2 5611 [] 512.40 None None ""
                EUR 45500
              3 2581 [] -512.40 None None ""
        "#]],
    );
    check_json(
        r#"[{"voucher": 1, "series": "E", "number": 7, "kind": "payroll", "date": "2026-03-15",
             "event_date": "20260301", "counterparty": "Kontorsbolaget AB", "link": "https://dok.example/7", "lines": [
            {"account": 5611, "amount": 512.4, "currency": "EUR", "currency_amount": 45.5},
            {"account": 2581, "amount": "-512,40"}]}]"#,
        expect![[r#"
            1 1 E 2026-03-15 – ""
              Some("payroll") Some(7) Some(2026-03-01) "Kontorsbolaget AB" "https://dok.example/7"
              3 5611 [] 512.40 None None ""
                EUR 45500
              4 2581 [] -512.40 None None ""
        "#]],
    );
    check_csv(
        "voucher;number;date;event_date;account;amount;currency;currency_amount\n\
         1;-7;2026-03-15;2026-02-30;5611;5;eur;1,2345\n\
         2;7;2026-03-15;;5611;5;EUR;\n\
         2;8;;2026-03-14;5611;-5;;5\n",
        expect![[r#"
            2 number: voucher_file_number_malformed NumberMalformed { value: "-7" }
            2 event_date: voucher_file_date_malformed DateMalformed { value: "2026-02-30" }
            2 currency: voucher_file_currency_malformed CurrencyMalformed { value: "eur" }
            2 currency_amount: voucher_file_currency_amount_malformed CurrencyAmountMalformed { value: "1,2345" }
            3 currency_amount: voucher_file_currency_incomplete CurrencyIncomplete
            4 number: voucher_file_contradiction Contradiction { value: "8", first: "7" }
            4 event_date: voucher_file_contradiction Contradiction { value: "2026-03-14", first: "" }
            4 currency_amount: voucher_file_currency_incomplete CurrencyIncomplete
        "#]],
    );
    check_json(
        r#"[{"voucher": "1", "number": 7.5, "date": "2026-03-15", "event_date": "x", "lines": [
            {"account": "1", "amount": 1, "currency": "EURO", "currency_amount": 1e2},
            {"account": "1", "amount": 1, "currency": "EUR"}]}]"#,
        expect![[r#"
            1 number: voucher_file_number_malformed NumberMalformed { value: "7.5" }
            1 event_date: voucher_file_date_malformed DateMalformed { value: "x" }
            2 lines[0].currency: voucher_file_currency_malformed CurrencyMalformed { value: "EURO" }
            2 lines[0].currency_amount: voucher_file_currency_amount_malformed CurrencyAmountMalformed { value: "1e2" }
            3 lines[1].currency_amount: voucher_file_currency_incomplete CurrencyIncomplete
        "#]],
    );
}

#[test]
fn every_mistake_in_json_is_told_with_its_member() {
    check_json(
        r#"[
            {"voucher": "", "date": "2026-02-30", "period": "x", "note": 1, "lines": []},
            {"voucher": "2", "voucher": "3", "date": "2026-03-15"},
            {"voucher": "4", "date": "2026-03-15", "lines": {"account": "1"}},
            {"voucher": "5", "date": ["2026-03-15"], "text": "a\nb", "lines": [
                7,
                {"account": true, "amount": "x", "ORG": {}, "en koddel": "1"}
            ]},
            {"voucher": "6", "date": "2026-03-15", "lines": [{"account": "1", "amount": "1"}]},
            {"voucher": "6", "date": "2026-03-15", "lines": [{"account": "1", "amount": "1"}]},
            "7"
        ]"#,
        expect![[r#"
            2 voucher: voucher_file_field_missing FieldMissing
            2 date: voucher_file_date_malformed DateMalformed { value: "2026-02-30" }
            2 period: voucher_file_period_malformed PeriodMalformed { value: "x" }
            2 lines: voucher_file_field_missing FieldMissing
            2 note: voucher_file_member_unknown MemberUnknown { member: "note" }
            3 voucher: voucher_file_member_repeated MemberRepeated { member: "voucher" }
            3 lines: voucher_file_field_missing FieldMissing
            4 lines: voucher_file_not_an_array NotAnArray
            5 date: voucher_file_not_a_text NotAText
            5 text: voucher_file_control_character ControlCharacter
            6 lines[0]: voucher_file_not_an_object NotAnObject
            7 lines[1].account: voucher_file_not_a_text NotAText
            7 lines[1].amount: voucher_file_amount_malformed AmountMalformed { value: "x" }
            7 lines[1].ORG: voucher_file_not_a_text NotAText
            7 lines[1].en koddel: voucher_file_member_unknown MemberUnknown { member: "en koddel" }
            10 voucher: voucher_file_voucher_scattered VoucherScattered { voucher: "6" }
            11: voucher_file_not_an_object NotAnObject
        "#]],
    );
    check_json(
        "{\"voucher\": 1}",
        expect![[r#"
        1: voucher_file_not_an_array NotAnArray
    "#]],
    );
    check_json(
        "[{\n\"voucher\": }]",
        expect![[r#"
        2: voucher_file_json_malformed JsonMalformed { why: "expected value at line 2 column 12" }
    "#]],
    );
    check_json(
        "",
        expect![[r#"
        0: voucher_file_empty Empty
    "#]],
    );
    check_json(
        "[]",
        expect![[r#"
        0: voucher_file_empty Empty
    "#]],
    );
    check_json(
        &"[".repeat(100_000),
        expect![[r#"
        1: voucher_file_json_malformed JsonMalformed { why: "EOF while parsing a list at line 1 column 100000" }
    "#]],
    );
}

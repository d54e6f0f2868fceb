//! Incoming payments of Bankgirot (PAY-07): text in, text out.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use std::path::PathBuf;

use expect_test::{Expect, expect};
use kameral_formats::bankgirot::{LineMistake, bgmax};
use proptest::prelude::*;

/// Two deposits: payments with text, payer, further references and a deduction; and one alone.
const FILE: &str = "\
01BGMAX               0120260331173035010331P
0500540296810000000000SEK
200000000000123456789023             000000000000050000210003708700310
25Faktura 4711
25Tack för hjälpen
26KONTORSBOLAGET AB                  EKONOMI
27STORGATAN 1                        123 45
28ÖREBRO
29005560360793
200054029681                         000000000000020000320003708700321
220054029681111                      000000000000000000220003708700320
230054029681222                      000000000000005000320003708700320
26Jernhandlarn i Åmål
210054029681333                      0000000000000010505200037087003301
15000000000000000000000000000000000052026033100059000000000000068950SEK00000003K
050054029681          SEK
200000000000                         000000000000000100030003708700340
15000000000000000000000000000000000052026033100060000000000000000100SEK00000001
7000000003000000010000000200000002
";

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes
        .iter()
        .map(|mistake| format!("{mistake} {:?}\n", mistake.mistake));
    lines.collect()
}

fn shown(file: &[u8]) -> String {
    let file = match bgmax::read(file) {
        Ok(file) => file,
        Err(mistakes) => return told(&mistakes),
    };
    let mut text = format!("{} test {}\n", file.created, file.is_test);
    for section in &file.sections {
        text += &format!("{} {:?} {}\n", section.bankgiro, section.plusgiro, section.currency);
        for payment in &section.payments {
            text += &format!(
                "  {} {:?} {} from {:?} for {:?} {:?} by {:?} no {} image {}\n",
                payment.line,
                payment.kind,
                payment.amount.plain(),
                payment.sender.map(|sender| sender.to_string()),
                payment.reference,
                payment.reference_code,
                payment.channel,
                payment.serial,
                payment.has_image
            );
            for reference in &payment.references {
                text += &format!("    {reference:?}\n");
            }
            for line in &payment.texts {
                text += &format!("    text {line}\n");
            }
            if payment.payer != bgmax::Payer::default() {
                text += &format!("    {:?}\n", payment.payer).replace("None", "-");
            }
        }
        text += &format!("  {:?}\n", section.deposit);
    }
    text + &told(&file.warnings)
}

#[test]
fn a_file_is_read_by_section() {
    expect![[r#"
        2026-03-31T17:30:35.010331 test false
        5402-9681 None SEK
          3 Payment 500.00 from None for "123456789023" Right by Bank no 000370870031 image false
            text Faktura 4711
            text Tack för hjälpen
            Payer { name: Some("KONTORSBOLAGET AB"), extra_name: Some("EKONOMI"), street: Some("STORGATAN 1"), postcode: Some("123 45"), town: Some("ÖREBRO"), country: -, country_code: -, org_number: Some("5560360793") }
          10 Payment 200.00 from Some("5402-9681") for "" Unchecked by SupplierPayments no 000370870032 image true
            ExtraReference { is_deduction: false, reference: "111", amount: None, code: Right }
            ExtraReference { is_deduction: true, reference: "222", amount: Some(Ore(-5000)), code: Unchecked }
            Payer { name: Some("Jernhandlarn i Åmål"), extra_name: -, street: -, postcode: -, town: -, country: -, country_code: -, org_number: - }
          14 Deduction(Part) -10.50 from Some("5402-9681") for "333" WrongOnForm by SupplierPayments no 000370870033 image false
          Deposit { line: 15, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 59, amount: Ore(68950), count: 3, mark: Some('K') }
        5402-9681 None SEK
          17 Payment 1.00 from None for "" Missing by Form no 000370870034 image false
          Deposit { line: 18, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 60, amount: Ore(100), count: 1, mark: None }
    "#]].assert_eq(&shown(FILE.as_bytes()));
}

#[test]
fn latin_1_and_utf_8_and_every_line_end_give_the_same() {
    let latin_1: Vec<u8> = FILE
        .replace('\n', "\r\n")
        .chars()
        .map(|character| u8::try_from(u32::from(character)).expect("ISO 8859-1"))
        .collect();
    assert_eq!(bgmax::read(&latin_1), bgmax::read(FILE.as_bytes()));
    let padded: String = FILE.lines().map(|line| format!("{line:80}\n\n")).collect();
    assert_eq!(
        bgmax::read(padded.as_bytes()).expect("whole").sections.len(),
        bgmax::read(FILE.as_bytes()).expect("whole").sections.len()
    );
}

fn check_changed(changes: &[(&str, &str)], expected: Expect) {
    let mut file = FILE.to_owned();
    for (from, to) in changes {
        assert!(file.contains(from), "{from}");
        file = file.replacen(from, to, 1);
    }
    expected.assert_eq(&shown(file.as_bytes()));
}

#[test]
fn what_does_not_add_up_is_refused_with_its_place() {
    check_changed(
        &[
            ("000000000000050000", "000000000000050001"),
            ("00000003K", "00000004K"),
            ("7000000003", "7000000004"),
        ],
        expect![[r#"
            15 antal bet: bankgirot_count_differs CountDiffers { stated: 4, counted: 3 }
            15 insatt belopp: bankgirot_sum_differs SumDiffers { stated: Ore(68950), counted: Ore(68951) }
            19 antal betalningsposter: bankgirot_count_differs CountDiffers { stated: 4, counted: 3 }
        "#]],
    );
    let without_end = FILE.rsplit_once("\n70").expect("an end").0;
    expect![[r#"
        0: bankgirot_cut_short CutShort
    "#]]
    .assert_eq(&shown(without_end.as_bytes()));
    expect![[r#"
        0: bankgirot_cut_short CutShort
    "#]]
    .assert_eq(&shown(b""));
}

#[test]
fn every_mistake_is_told_at_once() {
    check_changed(
        &[
            ("20260331173035010331P", "20260231173035010331X"),
            ("0500540296810000000000SEK", "0500540296820000000000NOK"),
            ("000000000000050000", "00000000000005OOOO"),
            ("000000000000020000", "999999999999999999"),
            ("20260331000590", "20261331000590"),
            ("SEK00000001", "EUR00000001"),
        ],
        expect![[r#"
            1 testmarkering: bankgirot_code_unknown CodeUnknown { value: "X", known: "P, T" }
            1 tidstämpel: bankgirot_date_malformed DateMalformed { value: "20260231" }
            2 mottagarbankgiro: bankgirot_account_malformed AccountMalformed { value: "0054029682" }
            2 valuta: bankgirot_code_unknown CodeUnknown { value: "NOK", known: "SEK, EUR" }
            3 belopp: bankgirot_not_digits NotDigits { value: "00000000000005OOOO" }
            10 belopp: bankgirot_amount_too_large AmountTooLarge { value: "999999999999999999" }
            15 betalningsdag: bankgirot_date_malformed DateMalformed { value: "20261331" }
            18 valuta: bankgirot_differs Differs { value: "EUR", expected: "SEK" }
        "#]],
    );
    check_changed(
        &[("01BGMAX", "01BGOLD")],
        expect![[r#"
        1 layoutnamn: bankgirot_code_unknown CodeUnknown { value: "BGOLD", known: "BGMAX" }
    "#]],
    );
    check_changed(
        &[("25Faktura 4711", "31Något nytt")],
        expect![[r#"
        2026-03-31T17:30:35.010331 test false
        5402-9681 None SEK
          3 Payment 500.00 from None for "123456789023" Right by Bank no 000370870031 image false
            text Tack för hjälpen
            Payer { name: Some("KONTORSBOLAGET AB"), extra_name: Some("EKONOMI"), street: Some("STORGATAN 1"), postcode: Some("123 45"), town: Some("ÖREBRO"), country: -, country_code: -, org_number: Some("5560360793") }
          10 Payment 200.00 from Some("5402-9681") for "" Unchecked by SupplierPayments no 000370870032 image true
            ExtraReference { is_deduction: false, reference: "111", amount: None, code: Right }
            ExtraReference { is_deduction: true, reference: "222", amount: Some(Ore(-5000)), code: Unchecked }
            Payer { name: Some("Jernhandlarn i Åmål"), extra_name: -, street: -, postcode: -, town: -, country: -, country_code: -, org_number: - }
          14 Deduction(Part) -10.50 from Some("5402-9681") for "333" WrongOnForm by SupplierPayments no 000370870033 image false
          Deposit { line: 15, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 59, amount: Ore(68950), count: 3, mark: Some('K') }
        5402-9681 None SEK
          17 Payment 1.00 from None for "" Missing by Form no 000370870034 image false
          Deposit { line: 18, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 60, amount: Ore(100), count: 1, mark: None }
        4: bankgirot_record_unknown RecordUnknown { code: "31" }
    "#]],
    );
    check_changed(
        &[("20005402968", "20005402967")],
        expect![[r#"
        2026-03-31T17:30:35.010331 test false
        5402-9681 None SEK
          3 Payment 500.00 from None for "123456789023" Right by Bank no 000370870031 image false
            text Faktura 4711
            text Tack för hjälpen
            Payer { name: Some("KONTORSBOLAGET AB"), extra_name: Some("EKONOMI"), street: Some("STORGATAN 1"), postcode: Some("123 45"), town: Some("ÖREBRO"), country: -, country_code: -, org_number: Some("5560360793") }
          10 Payment 200.00 from None for "" Unchecked by SupplierPayments no 000370870032 image true
            ExtraReference { is_deduction: false, reference: "111", amount: None, code: Right }
            ExtraReference { is_deduction: true, reference: "222", amount: Some(Ore(-5000)), code: Unchecked }
            Payer { name: Some("Jernhandlarn i Åmål"), extra_name: -, street: -, postcode: -, town: -, country: -, country_code: -, org_number: - }
          14 Deduction(Part) -10.50 from Some("5402-9681") for "333" WrongOnForm by SupplierPayments no 000370870033 image false
          Deposit { line: 15, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 59, amount: Ore(68950), count: 3, mark: Some('K') }
        5402-9681 None SEK
          17 Payment 1.00 from None for "" Missing by Form no 000370870034 image false
          Deposit { line: 18, account: "00000000000000000000000000000000005", day: 2026-03-31, number: 60, amount: Ore(100), count: 1, mark: None }
        10 avsändarbankgiro: bankgirot_payer_malformed PayerMalformed { value: "0054029671" }
    "#]],
    );
    check_changed(
        &[("25Faktura 4711", "15Faktura 4711")],
        expect![[r#"
        4 betalningsdag: bankgirot_date_malformed DateMalformed { value: "" }
        4 löpnummer: bankgirot_value_missing ValueMissing
        4 insatt belopp: bankgirot_value_missing ValueMissing
        4 antal bet: bankgirot_value_missing ValueMissing
        4 valuta: bankgirot_code_unknown CodeUnknown { value: "", known: "SEK, EUR" }
        5: bankgirot_record_misplaced RecordMisplaced { code: "25" }
        6: bankgirot_record_misplaced RecordMisplaced { code: "26" }
        7: bankgirot_record_misplaced RecordMisplaced { code: "27" }
        8: bankgirot_record_misplaced RecordMisplaced { code: "28" }
        9: bankgirot_record_misplaced RecordMisplaced { code: "29" }
        10: bankgirot_record_misplaced RecordMisplaced { code: "20" }
        11: bankgirot_record_misplaced RecordMisplaced { code: "22" }
        12: bankgirot_record_misplaced RecordMisplaced { code: "23" }
        13: bankgirot_record_misplaced RecordMisplaced { code: "26" }
        14: bankgirot_record_misplaced RecordMisplaced { code: "21" }
        15: bankgirot_record_misplaced RecordMisplaced { code: "15" }
        19 antal betalningsposter: bankgirot_count_differs CountDiffers { stated: 3, counted: 2 }
        19 antal avdragsposter: bankgirot_count_differs CountDiffers { stated: 1, counted: 0 }
        19 antal extra referensnummerposter: bankgirot_count_differs CountDiffers { stated: 2, counted: 0 }
    "#]],
    );
    check_changed(
        &[("25Faktura 4711", "25Faktura\u{7}4711")],
        expect![[r#"
        4: bankgirot_character Character { character: '?', value: "25Faktura?4711" }
    "#]],
    );
    let long = format!("25{}", "x".repeat(79));
    check_changed(
        &[("25Faktura 4711", &long)],
        expect![[r#"
        4: bankgirot_record_too_long RecordTooLong { length: 81 }
    "#]],
    );
    expect![[r#"
        1: bankgirot_other_file OtherFile { expected: "BgMax" }
    "#]]
    .assert_eq(&shown(b"#FLAGGA 0\n#SIETYP 4\n"));
}

/// Files by others, left out with a message where they are not at hand.
#[test]
fn a_file_by_another_program() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/bankgirot"));
    let path = folder.join("notima__bankgiro-api/src/test/resources/samplefiles/BGMAX_Sample1.txt");
    let Ok(file) = std::fs::read(path) else {
        println!("no corpus of bank files here; nothing was tested");
        return;
    };
    expect![[r#"
        8 betalningsdag: bankgirot_date_out_of_range DateOutOfRange { value: 1010-03-24 }
        14 betalningsdag: bankgirot_date_out_of_range DateOutOfRange { value: 1010-03-24 }
    "#]]
    .assert_eq(&shown(&file));
}

proptest! {
    #[test]
    fn a_file_cut_short_is_refused_and_one_with_changed_bytes_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut file = FILE.as_bytes().to_vec();
        let last = FILE.rfind("\n70").expect("an end");
        prop_assert!(bgmax::read(&file[..at.index(last + 3)]).is_err());
        let at = at.index(file.len());
        file[at] = byte;
        let _ = bgmax::read(&file);
    }

    #[test]
    fn arbitrary_records_never_panic(text in "(01|05|15|20|21|22|25|26|29|70)[0-9A-ZÅ ]{0,80}(\n(01|05|15|20|21|22|25|26|29|70)[0-9A-ZÅ ]{0,80}){0,8}") {
        let _ = bgmax::read(text.as_bytes());
    }
}

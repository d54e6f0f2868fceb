//! Where to pay and what for: giro numbers, bank accounts, IBAN and references.

use crate::numbers;

use expect_test::expect;
use kameral_base::{
    BankAccount, Bankgiro, CreditorReference, Iban, OcrEnding, OcrLevel, OcrReference, OrgNumber, Plusgiro, Refusal,
};
use numbers::check;
use proptest::prelude::*;

#[test]
fn bankgiro_numbers() {
    check(
        Bankgiro::parse,
        |number| number.plain(),
        "5402-9681\n297-3675\n640-5070\n54029681\n5402 9681\n5402\u{2013}9681\n5402-9682\n540-29681\n02973675\n297367\n\
         -2973675\n\n540296811\nBG 5402-9681",
        expect![[r#"
            "5402-9681": 5402-9681 | 54029681
            "297-3675": 297-3675 | 2973675
            "640-5070": 640-5070 | 6405070
            "54029681": 5402-9681 | 54029681
            "5402 9681": 5402-9681 | 54029681
            "5402–9681": 5402-9681 | 54029681
            "5402-9682": bankgiro_check_digit
            "540-29681": bankgiro_character
            "02973675": bankgiro_length
            "297367": bankgiro_length
            "-2973675": bankgiro_character
            "": bankgiro_empty
            "540296811": bankgiro_length
            "BG 5402-9681": bankgiro_character
        "#]],
    );
    assert_eq!(Bankgiro::from_number(2_973_675), Bankgiro::parse("297-3675"));
    assert!(Bankgiro::from_number(u64::MAX).is_err());
}

#[test]
fn plusgiro_numbers() {
    check(
        Plusgiro::parse,
        |number| number.plain(),
        "28 65 43-4\n410 54 68-5\n4-2\n42\n41054685\n410 54 68-6\n4105468-5-\n4105-4685\n02\n2\n410546855\n\n1234\u{a0}5-5",
        expect![[r#"
            "28 65 43-4": 28 65 43-4 | 2865434
            "410 54 68-5": 410 54 68-5 | 41054685
            "4-2": 4-2 | 42
            "42": 4-2 | 42
            "41054685": 410 54 68-5 | 41054685
            "410 54 68-6": plusgiro_check_digit
            "4105468-5-": plusgiro_character
            "4105-4685": plusgiro_character
            "02": plusgiro_length
            "2": plusgiro_length
            "410546855": plusgiro_length
            "": plusgiro_empty
            "1234\u{a0}5-5": 123 45-5 | 123455
        "#]],
    );
}

#[test]
fn bank_accounts() {
    check(
        BankAccount::parse,
        |account| {
            format!(
                "{} | {} | {}",
                account.plain(),
                account.sixteen_digits(),
                account.bank()
            )
        },
        "9071 4172383\n6789123456789\n6789123456788\n8424-4 9831892246\n8424-1 9831892246\n8424,4-983 189 224-6\n\
         84244 9831892246\n842449831892246\n8424 9831892246\n84249831892246\n8351-9 3922422245\n8129-9 0433867116\n\
         8129-9 433867116\n8129 433867116\n81299433867116\n3300 0006205124\n97891111113\n9789 111111\n9500 2109189\n\
         9960 4-2\n6789 12345679\n6789 12345678\n9280 0111119\n2150 1234567\n\n1\n8424 x\n842442\n8424 123456789012345678901234567890123",
        expect![[r#"
            "9071 4172383": 9071 4172383 | 9071 4172383 | 9071000004172383 | Multitude Bank
            "6789123456789": 6789 123456789 | 6789 123456789 | 6789000123456789 | Handelsbanken
            "6789123456788": bank_account_check_digit
            "8424-4 9831892246": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "8424-1 9831892246": bank_account_clearing_check_digit
            "8424,4-983 189 224-6": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "84244 9831892246": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "842449831892246": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "8424 9831892246": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "84249831892246": 8424-4 9831892246 | 8424 9831892246 | 8424009831892246 | Swedbank
            "8351-9 3922422245": 8351-9 3922422245 | 8351 3922422245 | 8351003922422245 | Swedbank
            "8129-9 0433867116": 8129-9 0433867116 | 8129 0433867116 | 8129000433867116 | Swedbank
            "8129-9 433867116": 8129-9 0433867116 | 8129 0433867116 | 8129000433867116 | Swedbank
            "8129 433867116": 8129-9 0433867116 | 8129 0433867116 | 8129000433867116 | Swedbank
            "81299433867116": 8129-9 0433867116 | 8129 0433867116 | 8129000433867116 | Swedbank
            "3300 0006205124": 3300 0006205124 | 3300 0006205124 | 3300000006205124 | Nordea
            "97891111113": 9789 1111113 | 9789 1111113 | 9789000001111113 | Klarna Bank
            "9789 111111": bank_account_length
            "9500 2109189": 9500 2109189 | 9500 2109189 | 9500000002109189 | Nordea Plusgirot
            "9960 4-2": 9960 42 | 9960 42 | 9960000000000042 | Nordea Plusgirot
            "6789 12345679": 6789 012345679 | 6789 012345679 | 6789000012345679 | Handelsbanken
            "6789 12345678": bank_account_check_digit
            "9280 0111119": 9280 0111119 | 9280 0111119 | 9280000000111119 | Resurs Bank
            "2150 1234567": bank_account_clearing
            "": bank_account_empty
            "1": bank_account_length
            "8424 x": bank_account_character
            "842442": 8424-4 0000000042 | 8424 0000000042 | 8424000000000042 | Swedbank
            "8424 123456789012345678901234567890123": bank_account_length
        "#]],
    );
}

/// Without a separator a short account at a savings bank may begin after four digits or five.
#[test]
fn a_short_account_is_read_by_its_own_check_digit() {
    check(
        BankAccount::parse,
        |account| account.plain(),
        "842442\n842444\n8424442\n8424-4 42\n8424-4 4\n8424400\n84244\n8424",
        expect![[r#"
            "842442": 8424-4 0000000042 | 8424 0000000042
            "842444": bank_account_check_digit
            "8424442": 8424-4 0000000042 | 8424 0000000042
            "8424-4 42": 8424-4 0000000042 | 8424 0000000042
            "8424-4 4": bank_account_length
            "8424400": bank_account_length
            "84244": bank_account_length
            "8424": bank_account_length
        "#]],
    );
}

#[test]
fn an_accepted_check_digit_is_kept_and_read_back() {
    let odd = BankAccount::parse("8129-9 0433867117").unwrap_err();
    assert_eq!(
        (odd.name(), odd.severity()),
        ("bank_account_check_digit", kameral_base::Severity::Warning)
    );
    let account = BankAccount::parse_unverified("8129-9 0433867117").unwrap();
    assert!(!account.check_digit_fits());
    let json = serde_json::to_string(&account).unwrap();
    assert_eq!(json, r#""8129 0433867117""#);
    assert_eq!(serde_json::from_str::<BankAccount>(&json).unwrap(), account);
    // Everything else is refused all the same.
    assert_eq!(
        BankAccount::parse_unverified("2150 1234567").unwrap_err().name(),
        "bank_account_clearing"
    );
    assert_eq!(
        BankAccount::from_parts(8129, 433_867_116),
        BankAccount::parse("8129-9 433 867 116")
    );
    assert_eq!(
        BankAccount::from_parts(8129, u64::MAX).unwrap_err().name(),
        "bank_account_length"
    );
    assert_eq!(
        BankAccount::from_parts(8129, 0).unwrap_err().name(),
        "bank_account_length"
    );
}

#[test]
fn ibans() {
    check(
        Iban::parse,
        Iban::plain,
        "SE45 5000 0000 0583 9825 7466\nse4550000000058398257466\nSE46 5000 0000 0583 9825 7466\nDE89370400440532013000\n\
         SE45-5000-0000-0583-9825-7466\nXX431234\n\nSE\nSE45 5000 0000 0583 9825 746\nÅE4550000000058398257466\n\
         PK36SCBL0000001123456702\nPK9012340000001123456702\nHN88ABCD11111111111111111111\nHN17ABCD1111111111111111111X",
        expect![[r#"
            "SE45 5000 0000 0583 9825 7466": SE45 5000 0000 0583 9825 7466 | SE4550000000058398257466
            "se4550000000058398257466": SE45 5000 0000 0583 9825 7466 | SE4550000000058398257466
            "SE46 5000 0000 0583 9825 7466": iban_check_digits
            "DE89370400440532013000": DE89 3704 0044 0532 0130 00 | DE89370400440532013000
            "SE45-5000-0000-0583-9825-7466": SE45 5000 0000 0583 9825 7466 | SE4550000000058398257466
            "XX431234": iban_country
            "": iban_empty
            "SE": iban_format
            "SE45 5000 0000 0583 9825 746": iban_check_digits
            "ÅE4550000000058398257466": iban_format
            "PK36SCBL0000001123456702": PK36 SCBL 0000 0011 2345 6702 | PK36SCBL0000001123456702
            "PK9012340000001123456702": iban_country_format
            "HN88ABCD11111111111111111111": HN88 ABCD 1111 1111 1111 1111 1111 | HN88ABCD11111111111111111111
            "HN17ABCD1111111111111111111X": iban_country_format
        "#]],
    );
    assert!(Iban::parse("SE45 5000 0000 0583 9825 7466").unwrap().is_swedish());
}

#[test]
fn nothing_hides_behind_a_long_row_of_separators() {
    let long = format!("SE4550000000058398257466{}x", "-".repeat(60));
    assert_eq!(Iban::parse(&long).unwrap_err().name(), "iban_format");
}

#[test]
fn ocr_references() {
    check(
        OcrReference::parse,
        OcrReference::plain,
        "1230\n1231\n12 30\n00\n0\n\n12a0\n1234567890123456789012345\n12345678901234567890123456",
        expect![[r#"
            "1230": 1230 | 1230
            "1231": ocr_check_digit
            "12 30": 1230 | 1230
            "00": 00 | 00
            "0": ocr_length
            "": ocr_empty
            "12a0": ocr_character
            "1234567890123456789012345": ocr_check_digit
            "12345678901234567890123456": ocr_length
        "#]],
    );
    let make = |number, ending| {
        OcrReference::make(number, ending)
            .map(|r| r.plain())
            .map_err(|m| m.name())
    };
    assert_eq!(make("123", OcrEnding::CheckDigit), Ok("1230".into()));
    assert_eq!(
        make("1234567890", OcrEnding::LengthAndCheckDigit),
        Ok("123456789023".into())
    );
    // With a zero as padding before the length digit.
    assert_eq!(
        make("12345678900", OcrEnding::LengthAndCheckDigit),
        Ok("1234567890037".into())
    );
    assert_eq!(make("", OcrEnding::CheckDigit), Err("ocr_empty"));
    assert_eq!(make("12-3", OcrEnding::CheckDigit), Err("ocr_character"));
    assert_eq!(make(&"1".repeat(24), OcrEnding::LengthAndCheckDigit), Err("ocr_length"));
}

#[test]
fn ocr_levels() {
    let check = |text: &str, level| OcrReference::parse(text).unwrap().check(level).map_err(|m| m.name());
    assert_eq!(check("1230", OcrLevel::Soft), Ok(()));
    assert_eq!(check("1230", OcrLevel::Hard), Ok(()));
    assert_eq!(check("1230", OcrLevel::LengthDigit), Err("ocr_length_digit"));
    assert_eq!(check("123456789023", OcrLevel::LengthDigit), Ok(()));
    assert_eq!(check("1230", OcrLevel::Lengths(&[4, 10])), Ok(()));
    assert_eq!(check("1230", OcrLevel::Lengths(&[10])), Err("ocr_agreed_length"));
}

#[test]
fn creditor_references() {
    check(
        CreditorReference::parse,
        CreditorReference::plain,
        "RF18539007547034\nrf18 5390 0754 7034\nRF19539007547034\nRF529\nRF18\nRF\nRFX8539007547034\n18539007547034\n\n\
         RF18-5390\nRF181234567890123456789012",
        expect![[r#"
            "RF18539007547034": RF18 5390 0754 7034 | RF18539007547034
            "rf18 5390 0754 7034": RF18 5390 0754 7034 | RF18539007547034
            "RF19539007547034": creditor_reference_check_digits
            "RF529": RF52 9 | RF529
            "RF18": creditor_reference_length
            "RF": creditor_reference_length
            "RFX8539007547034": creditor_reference_prefix
            "18539007547034": creditor_reference_prefix
            "": creditor_reference_empty
            "RF18-5390": creditor_reference_character
            "RF181234567890123456789012": creditor_reference_length
        "#]],
    );
    assert_eq!(
        CreditorReference::make("539007547034").unwrap().as_str(),
        "RF18539007547034"
    );
    assert_eq!(
        CreditorReference::make("").unwrap_err().name(),
        "creditor_reference_empty"
    );
    assert_eq!(
        CreditorReference::make(&"A".repeat(22)).unwrap_err().name(),
        "creditor_reference_length"
    );
}

#[test]
fn json_holds_the_plain_form_and_only_what_parses() {
    let bankgiro: Bankgiro = serde_json::from_str(r#""5402-9681""#).unwrap();
    assert_eq!(serde_json::to_string(&bankgiro).unwrap(), r#""54029681""#);
    let mistake = serde_json::from_str::<Bankgiro>(r#""5402-9682""#).unwrap_err();
    assert!(mistake.to_string().starts_with("bankgiro_check_digit"));
    assert!(serde_json::from_str::<OrgNumber>("2021005026").is_err());
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(any in "\\PC{0,80}", near in "[0-9+,. –RFSEse-]{0,30}") {
        for text in [any, near] {
            let _ = (Bankgiro::parse(&text), Plusgiro::parse(&text));
            let _ = BankAccount::parse_unverified(&text).map(|account| (account.to_string(), account.sixteen_digits()));
            let _ = (Iban::parse(&text), CreditorReference::parse(&text), CreditorReference::make(&text));
            let _ = (OcrReference::parse(&text), OcrReference::make(&text, OcrEnding::LengthAndCheckDigit));
        }
    }

    #[test]
    fn what_is_shown_is_read_again(clearing in "[1-9][0-9]{3}", account in "[0-9]{2,11}", number in "[0-9]{1,22}") {
        if let Ok(account) = BankAccount::parse_unverified(&format!("{clearing} {account}")) {
            prop_assert_eq!(BankAccount::parse_unverified(&account.to_string()), Ok(account));
            prop_assert_eq!(BankAccount::parse_unverified(&account.plain()), Ok(account));
        }
        let reference = OcrReference::make(&number, OcrEnding::LengthAndCheckDigit).unwrap();
        prop_assert_eq!(reference.check(OcrLevel::LengthDigit), Ok(()));
        prop_assert_eq!(OcrReference::parse(&reference.to_string()), Ok(reference));
        if let Ok(reference) = CreditorReference::make(&number) {
            prop_assert_eq!(CreditorReference::parse(&reference.to_string()), Ok(reference));
        }
    }

    #[test]
    fn giro_numbers_read_what_they_show(bankgiro in 1_000_000..=99_999_999_u64, plusgiro in 10..=99_999_999_u64) {
        if let Ok(number) = Bankgiro::from_number(bankgiro) {
            prop_assert_eq!(Bankgiro::parse(&number.to_string()), Ok(number));
        }
        if let Ok(number) = Plusgiro::from_number(plusgiro) {
            prop_assert_eq!(Plusgiro::parse(&number.to_string()), Ok(number));
        }
    }

    /// A Luhn digit finds every single wrong digit.
    #[test]
    fn one_wrong_digit_is_found(number in "[0-9]{1,24}", at in 0..25_usize, by in 1..10_u8) {
        let mut digits = OcrReference::make(&number, OcrEnding::CheckDigit).unwrap().plain().into_bytes();
        let at = at % digits.len();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).unwrap();
        prop_assert_eq!(OcrReference::parse(&wrong).unwrap_err().name(), "ocr_check_digit");
    }
}

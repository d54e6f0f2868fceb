//! Organisation, personal identity and VAT numbers: what is written and what becomes of it.

use crate::numbers;

use expect_test::expect;
use kameral_base::{BankAccount, Date, OrgNumber, PersonalIdentityNumber, Refusal, VatNumber};
use numbers::check;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn organisation_numbers() {
    check(
        OrgNumber::parse,
        |number| number.plain(),
        "202100-6883\n2021005026\n 2021 00\u{2011}5026 \n162021005026\n16202100-5026\n2021005025\n\n202100-50\n\
         20210050-26\n192021005026\n8001010019\n8011010019\n2021oo5026\n0000000000\n2-02100-5026",
        expect![[r#"
            "202100-6883": 202100-6883 | 2021006883
            "2021005026": 202100-5026 | 2021005026
            " 2021 00‑5026 ": 202100-5026 | 2021005026
            "162021005026": 202100-5026 | 2021005026
            "16202100-5026": 202100-5026 | 2021005026
            "2021005025": org_number_check_digit
            "": org_number_empty
            "202100-50": org_number_character
            "20210050-26": org_number_character
            "192021005026": org_number_prefix
            "8001010019": org_number_third_digit
            "8011010019": org_number_third_digit
            "2021oo5026": org_number_character
            "0000000000": org_number_third_digit
            "2-02100-5026": org_number_character
        "#]],
    );
    let agency = OrgNumber::parse("202100-5026").unwrap();
    assert_eq!(agency.twelve_digits(), "162021005026");
    assert_eq!(agency.vat_number().as_str(), "SE202100502601");
    assert!(agency.is_in_state_series() && !OrgNumber::parse("212000-0142").unwrap().is_in_state_series());
}

/// Only numbers from the Tax Agency's own test series, and constructed wrong ones.
#[test]
fn personal_identity_numbers_of_twelve_digits() {
    check(
        PersonalIdentityNumber::parse,
        PersonalIdentityNumber::reveal,
        "201701012393\n20170101-2393\n20170101 2393\n170101-2393\n201701012394\n201702302393\n211701012393\n\
         20170101T239\n\n2017\n2017-01012393\n20170101x2393\nåäö",
        expect![[r#"
            "201701012393": ********-**** | 201701012393
            "20170101-2393": ********-**** | 201701012393
            "20170101 2393": ********-**** | 201701012393
            "170101-2393": personal_number_century
            "201701012394": personal_number_check_digit
            "201702302393": personal_number_birth_date
            "211701012393": personal_number_birth_date
            "20170101T239": personal_number_provisional
            "": personal_number_empty
            "2017": personal_number_length
            "2017-01012393": personal_number_character
            "20170101x2393": personal_number_character
            "åäö": personal_number_length
        "#]],
    );
}

#[test]
fn ten_digits_get_their_century_from_today() {
    let reveal = |text: &str, today: &str| {
        PersonalIdentityNumber::parse_on(text, day(today))
            .map(|number| number.reveal())
            .map_err(|m| m.name())
    };
    assert_eq!(reveal("170101-2393", "2026-11-21"), Ok("201701012393".into()));
    assert_eq!(reveal("1701012393", "2026-11-21"), Ok("201701012393".into()));
    // `+` stands from the year a person turns a hundred.
    assert_eq!(reveal("170101+2393", "2026-11-21"), Ok("191701012393".into()));
    assert_eq!(reveal("170101-2393", "2016-11-21"), Ok("191701012393".into()));
    assert_eq!(reveal("170101-2393", "2017-01-01"), Ok("201701012393".into()));
    assert_eq!(reveal("201701012393", "2016-12-31"), Err("personal_number_future"));
    assert_eq!(reveal("170101+2393", "1850-01-01"), Err("personal_number_birth_date"));
}

#[test]
fn a_coordination_number_adds_sixty_to_the_day() {
    // 201701 61 and three digits, with the Luhn digit worked out.
    let with_digit = |nine: &str| format!("20{nine}{}", kameral_base::check_digits::luhn_digit(nine).unwrap());
    let number = PersonalIdentityNumber::parse(&with_digit("170161239")).unwrap();
    assert!(number.is_coordination_number());
    assert!(
        !PersonalIdentityNumber::parse("201701012393")
            .unwrap()
            .is_coordination_number()
    );
    for impossible in ["170160239", "170192239", "170132239", "171361239", "170200239"] {
        let mistake = PersonalIdentityNumber::parse(&with_digit(impossible)).unwrap_err();
        assert_eq!(mistake.name(), "personal_number_birth_date", "{impossible}");
    }
}

#[test]
fn a_personal_identity_number_is_never_shown_by_accident() {
    let number = PersonalIdentityNumber::parse("201701012393").unwrap();
    assert_eq!(
        format!("{number} {number:?} {:?}", Some(number))
            .matches(char::is_numeric)
            .count(),
        0
    );
    let mistake = PersonalIdentityNumber::parse("201701012394").unwrap_err();
    assert_eq!(format!("{mistake} {mistake:?}").matches(char::is_numeric).count(), 0);
    // An account at Nordea may be the owner's number.
    let account = BankAccount::parse("3300 0006205124").unwrap();
    assert!(account.is_personal());
    assert_eq!(format!("{account:?}"), "BankAccount(3300 masked)");
}

#[test]
fn vat_numbers() {
    check(
        VatNumber::parse,
        VatNumber::plain,
        "SE202100502601\nse 202100-5026 01\nSE202100502501\nSE202100502602\nSE2021005026\nDE 123456789\nEL123456789\n\
         GR123456789\nGB123456789\nATU12345678\nAT123456789\nNL123456789B01\nIE1234567WA\nXIGD001\nRO12\n\nS\nÅÄ1\nNO999999999MVA",
        expect![[r#"
            "SE202100502601": SE202100502601 | SE202100502601
            "se 202100-5026 01": SE202100502601 | SE202100502601
            "SE202100502501": vat_number_check_digit
            "SE202100502602": vat_number_format
            "SE2021005026": vat_number_format
            "DE 123456789": DE123456789 | DE123456789
            "EL123456789": EL123456789 | EL123456789
            "GR123456789": vat_number_country
            "GB123456789": vat_number_country
            "ATU12345678": ATU12345678 | ATU12345678
            "AT123456789": vat_number_format
            "NL123456789B01": NL123456789B01 | NL123456789B01
            "IE1234567WA": IE1234567WA | IE1234567WA
            "XIGD001": XIGD001 | XIGD001
            "RO12": RO12 | RO12
            "": vat_number_empty
            "S": vat_number_country
            "ÅÄ1": vat_number_country
            "NO999999999MVA": vat_number_country
        "#]],
    );
    let org = |text| {
        VatNumber::parse(text)
            .unwrap()
            .org_number()
            .map(|number| number.to_string())
    };
    assert_eq!(org("SE202100502601"), Some("202100-5026".into()));
    assert_eq!(org("SE170101239301"), None);
    assert_eq!(org("DE123456789"), None);
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(any in "\\PC{0,80}", near in "[0-9+,. –SEse-]{0,30}") {
        for text in [any, near] {
            let _ = (OrgNumber::parse(&text), VatNumber::parse(&text));
            let _ = PersonalIdentityNumber::parse(&text);
            let _ = PersonalIdentityNumber::parse_on(&text, day("2026-11-21"));
        }
    }

    #[test]
    fn an_organisation_number_reads_what_it_shows(ten in 1_000_000_000..=9_999_999_999_u64) {
        if let Ok(number) = OrgNumber::parse(&ten.to_string()) {
            prop_assert_eq!(OrgNumber::parse(&number.to_string()), Ok(number));
            prop_assert_eq!(OrgNumber::parse(&number.twelve_digits()), Ok(number));
            prop_assert_eq!(number.vat_number().org_number(), Some(number));
        }
    }
}

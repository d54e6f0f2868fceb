//! Numbers collected by others, kept beside the project and not in it: passed over when absent.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kameral_base::{
    BankAccount, Bankgiro, CreditorReference, Iban, OcrEnding, OcrReference, OrgNumber, PersonalIdentityNumber,
    Plusgiro, Refusal, VatNumber,
};

/// A file beside the project; `None`, with a message, when it is not there.
fn shared(path: &str) -> Option<String> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(path);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("passed over: {} is not here", path.display());
    }
    text
}

/// The numbers of a doctest's `numbers = '''` blocks, by block.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    text.split("'''")
        .skip(1)
        .step_by(2)
        .map(|block| {
            let lines = block.lines().map(|line| line.trim_start_matches("...").trim());
            lines.filter(|line| !line.is_empty()).collect()
        })
        .collect()
}

#[test]
fn the_vectors_of_check_digits() {
    let Some(file) = shared("data/vectors-checkdigits.csv") else {
        return;
    };
    for line in file.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, ',').collect();
        let (kind, input, expected) = (fields[0], fields[1], fields[2]);
        let make = |number: &str, ending| OcrReference::make(number, ending).map(|r| r.plain()).unwrap();
        let validity = |holds: bool| if holds { "valid" } else { "invalid" }.to_owned();
        let answer = match kind {
            "ocr-make" => make(input, OcrEnding::CheckDigit),
            "ocr-make-length" => make(input, OcrEnding::LengthAndCheckDigit),
            "ocr-make-length-pad0" => make(&format!("{input}0"), OcrEnding::LengthAndCheckDigit),
            "ocr-check" => validity(OcrReference::parse(input).is_ok()),
            "bankgiro" => validity(Bankgiro::parse(input).is_ok()),
            "plusgiro" => validity(Plusgiro::parse(input).is_ok()),
            "bank-account" => validity(BankAccount::parse(input).is_ok()),
            "orgnr" => validity(OrgNumber::parse(input).is_ok()),
            "iso11649" => validity(CreditorReference::parse(input).is_ok()),
            _ => panic!("a new kind of vector: {kind}"),
        };
        assert_eq!(answer, expected, "{line}");
    }
}

#[test]
fn every_agencys_organisation_number() {
    let Some(file) = shared("data/agencies.csv") else {
        return;
    };
    let looks_like_one = |field: &&str| field.len() == 11 && field.as_bytes()[6] == b'-' && field.starts_with("20");
    let numbers: Vec<&str> = file.split([',', '\n']).filter(looks_like_one).collect();
    assert!(300 < numbers.len());
    for number in numbers {
        let parsed = OrgNumber::parse(number).unwrap_or_else(|mistake| panic!("{number}: {mistake}"));
        assert!(parsed.is_in_state_series(), "{number}");
        assert_eq!(parsed.to_string(), number);
    }
}

#[test]
fn the_tax_agencys_test_persons() {
    for name in [
        "2018Testpersonnummer_2018_171219",
        "Testpersonnummer_170117",
        "Testpersonnummer_2019",
    ] {
        let path = format!("corpus/identity/byrokrat__id/tests/skatteverket/testdata/personal/{name}.csv");
        let Some(file) = shared(&path) else { return };
        for line in file.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
            let number = PersonalIdentityNumber::parse(line).unwrap_or_else(|mistake| panic!("{line}: {mistake}"));
            assert_eq!(number.reveal(), line);
            assert!(!number.is_coordination_number());
        }
    }
}

#[test]
fn an_account_of_every_bank() {
    let Some(file) = shared("corpus/identity/byrokrat__banking/dev/formats.json") else {
        return;
    };
    let formats: serde_json::Value = serde_json::from_str(&file).unwrap();
    for format in formats["formats"].as_array().unwrap() {
        let part = |index: usize| format["example"][index].as_str().unwrap();
        let separated = format!("{}-{} {}-{}", part(0), part(1), part(2), part(3));
        let together = separated.replace([' ', '-'], "");
        for written in [separated, together] {
            let account = BankAccount::parse(&written).unwrap_or_else(|mistake| panic!("{written}: {mistake}"));
            assert_eq!(account.clearing().to_string(), part(0));
        }
    }
}

/// Every number of the first block of a doctest, read by a parser: how many it refuses, and why.
fn check_first_block<T, R: Refusal>(
    name: &str,
    at_least: usize,
    parse: impl Fn(&str) -> Result<T, R>,
    expected: &[(&'static str, usize)],
) {
    let path = format!("corpus/identity/arthurdejong__python-stdnum/tests/test_{name}.doctest");
    let Some(file) = shared(&path) else { return };
    let numbers = &blocks(&file)[0];
    assert!(at_least < numbers.len(), "{}", numbers.len());
    let mut refused = BTreeMap::new();
    for number in numbers {
        if let Err(mistake) = parse(number) {
            println!("{number}: {}", mistake.name());
            *refused.entry(mistake.name()).or_insert(0) += 1;
        }
    }
    assert_eq!(refused, expected.iter().copied().collect());
}

#[test]
fn ibans_of_every_country() {
    check_first_block("iban", 100, Iban::parse, &[]);
}

#[test]
fn creditor_references_found_in_the_world() {
    check_first_block("iso11649", 50, CreditorReference::parse, &[]);
}

/// Refused are numbers without their leading zero, a personal number of Romania, and a scheme for
/// sellers outside the Union: the first two are in no form the register knows, the third no country.
#[test]
fn vat_numbers_found_in_the_world() {
    let refused = [("vat_number_country", 1), ("vat_number_format", 11)];
    check_first_block("eu_vat", 500, VatNumber::parse, &refused);
}

//! Patterns over accounts and dimension values (DEF-03).

use expect_test::{Expect, expect};
use kameral_base::{Pattern, Refusal};
use proptest::prelude::*;

/// The pattern in its own words, and which of the values it matches; or the mistake.
fn check(pattern: &str, values: &str, expected: Expect) {
    let answer = match Pattern::parse(pattern) {
        Ok(pattern) => {
            let matched: Vec<&str> = values.split(' ').filter(|value| pattern.matches(value)).collect();
            format!("{pattern} : {}", matched.join(" "))
        }
        Err(mistake) => mistake.name().to_owned(),
    };
    expected.assert_eq(&answer);
}

/// DEF-03: `45?8` has 4, 5 and 8 in positions 1, 2 and 4, and any character in position 3.
#[test]
fn a_question_mark_is_any_one_character() {
    check(
        "45?8",
        "4508 4518 45x8 45å8 458 45188 4519 14518",
        expect!["45?8 : 4508 4518 45x8 45å8"],
    );
    check("????", "4011 401 40111", expect!["???? : 4011"]);
}

#[test]
fn a_star_is_any_run_of_characters() {
    check("4*", "4 4011 5411 14", expect!["4* : 4 4011"]);
    check("*1", "1 4011 4012", expect!["*1 : 1 4011"]);
    check(
        "4*1?*",
        "411 4012 41 4515 4991x",
        expect!["4*1?* : 411 4012 4515 4991x"],
    );
    check("4**1", "41 4001", expect!["4*1 : 41 4001"]);
    check("*", "4011 P-100 ", expect!["* : 4011 P-100 "]);
}

#[test]
fn a_range_compares_first_characters_so_that_sub_accounts_lie_in_it() {
    let values = "6910 6911 69110 69131 6913 69139 6914 691 6 69";
    check("6911-6913", values, expect!["6911-6913 : 6911 69110 69131 6913 69139"]);
    check("6911..6913", values, expect!["6911-6913 : 6911 69110 69131 6913 69139"]);
    check(
        " 6911 – 6913 ",
        values,
        expect!["6911-6913 : 6911 69110 69131 6913 69139"],
    );
    check("4-6", "3999 4 4011 6999 7", expect!["4-6 : 4 4011 6999"]);
}

#[test]
fn a_hyphen_is_a_range_only_between_digits() {
    check("P-100", "P-100 P-1001", expect!["P-100 : P-100"]);
    check("P-1*", "P-100 P-2", expect!["P-1* : P-100"]);
    check(
        "P-100..P-199",
        "P-099 P-100 P-150 P-1501 P-200",
        expect!["P-100..P-199 : P-100 P-150 P-1501"],
    );
    check("ÅÄ..ÅÖ", "ÅÄ ÅÄ1 ÅÖ2 ÅA Å", expect!["ÅÄ..ÅÖ : ÅÄ ÅÄ1 ÅÖ2"]);
    check("10-2b", "10-2b 10", expect!["10-2b : 10-2b"]);
    check("10-20-30", "10-20-30 15", expect!["10-20-30 : 10-20-30"]);
    check("-100", "-100 100", expect!["-100 : -100"]);
}

/// A value that reads like a pattern is meant as itself between quotation marks.
#[test]
fn what_stands_between_quotation_marks_is_a_value() {
    check(r#""26-001""#, "26-001 26", expect![[r#""26-001" : 26-001"#]]);
    check(
        r#""10-20",4*"#,
        "10-20 15 4011",
        expect![[r#""10-20",4* : 10-20 4011"#]],
    );
    check(r#"!"4*""#, "4* 4011", expect![[r#"!"4*" : 4011"#]]);
    check(r#""P-100""#, "P-100", expect!["P-100 : P-100"]);
    check(r#""a,b""#, "a,b a b", expect![[r#""a,b" : a,b"#]]);
    check(r#""a""b""#, "a\"b ab", expect![[r#""a""b" : a"b"#]]);
    check(r#""""#, "4011", expect![[r#""" : "#]]);
    assert!(Pattern::parse(r#""""#).unwrap().matches(""));
    assert!(Pattern::parse(r#""two words""#).unwrap().matches("two words"));
}

#[test]
fn a_list_is_either_and_a_negation_takes_away() {
    check("4*,5*", "4011 5011 6011", expect!["4*,5* : 4011 5011"]);
    check("4*, !45*", "4011 4511 5011", expect!["4*,!45* : 4011"]);
    check("!45*,4*", "4011 4511 5011", expect!["!45*,4* : 4011"]);
    check("!4*", "4011 5011", expect!["!4* : 5011"]);
    check("-not-4*,!5*", "4011 5011 6011", expect!["!4*,!5* : 6011"]);
    check("!*", "4011 5011", expect!["!* : "]);
}

#[test]
fn a_refused_pattern_names_the_mistake() {
    let names = [
        "",
        ",",
        "4*,",
        "!",
        "4 5",
        "4!5",
        "4011..",
        "..5",
        "1..2..3",
        "a. ..bc",
        "40?1..4999",
        "1-20",
        "A..BC",
        "5-4",
        "\"5",
        "5\"",
        "\"5\"6",
        "\"5\"6\"",
        "\"\u{7}\"",
    ]
    .map(|text| format!("{text:?} {}\n", Pattern::parse(text).unwrap_err().name()));
    expect![[r#"
        "" pattern_empty_item
        "," pattern_empty_item
        "4*," pattern_empty_item
        "!" pattern_empty_item
        "4 5" pattern_character
        "4!5" pattern_character
        "4011.." pattern_open_range
        "..5" pattern_open_range
        "1..2..3" pattern_open_range
        "a. ..bc" pattern_open_range
        "40?1..4999" pattern_wildcard_in_range
        "1-20" pattern_unequal_range
        "A..BC" pattern_unequal_range
        "5-4" pattern_backward_range
        "\"5" pattern_quote
        "5\"" pattern_quote
        "\"5\"6" pattern_quote
        "\"5\"6\"" pattern_quote
        "\"\u{7}\"" pattern_character
    "#]]
    .assert_eq(&names.concat());
    assert_eq!(
        Pattern::parse(&"4,".repeat(3000)).unwrap_err().name(),
        "pattern_too_long"
    );
}

#[test]
fn a_pattern_says_when_it_is_one_value_or_all() {
    let parse = |text| Pattern::parse(text).unwrap();
    assert_eq!(parse("P-100").as_value(), Some("P-100"));
    assert_eq!(parse("!4011").as_value(), None);
    assert_eq!(parse("4011,4012").as_value(), None);
    assert!(parse("**").is_any() && Pattern::any().is_any() && !parse("4*").is_any());
    assert_eq!(serde_json::to_string(&parse("4*, 5*")).unwrap(), r#""4*,5*""#);
    assert_eq!(serde_json::from_str::<Pattern>(r#""4*,5*""#).unwrap(), parse("4*,5*"));
}

/// Many stars against a long value end soon: no more steps than the product of the lengths.
#[test]
fn stars_do_not_explode() {
    let pattern = Pattern::parse(&format!("{}b", "*a".repeat(500))).unwrap();
    assert!(!pattern.matches(&"a".repeat(3000)));
}

/// The meaning of one item, written as slowly and plainly as can be.
mod model {
    pub fn pattern(text: &str, value: &str) -> bool {
        let (not, yes): (Vec<&str>, Vec<&str>) = text.split(',').partition(|item| item.starts_with('!'));
        (yes.is_empty() || yes.iter().any(|one| item(one, value))) && !not.iter().any(|one| item(&one[1..], value))
    }

    fn item(text: &str, value: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        match text
            .split_once("..")
            .or_else(|| text.split_once('-').filter(|(a, b)| digits(a) && digits(b)))
        {
            Some((from, to)) => {
                let first: String = value.chars().take(from.chars().count()).collect();
                first.chars().count() == from.chars().count() && from <= &*first && &*first <= to
            }
            None => glob(&text.chars().collect::<Vec<_>>(), &value.chars().collect::<Vec<_>>()),
        }
    }

    fn glob(pattern: &[char], value: &[char]) -> bool {
        match (pattern, value) {
            ([], []) => true,
            (['*', rest @ ..], _) => (0..=value.len()).any(|taken| glob(rest, &value[taken..])),
            (['?', rest @ ..], [_, others @ ..]) => glob(rest, others),
            ([wanted, rest @ ..], [found, others @ ..]) => wanted == found && glob(rest, others),
            _ => false,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_pattern_means_what_the_model_means(
        items in prop::collection::vec("!?([12Å*?]{1,5}|[12]{2}-[12]{2}|P-[12]{1,2}|[A1]{2}\\.\\.[B2]{2})", 1..4),
        values in prop::collection::vec("[12ÅABP-]{0,6}", 1..10),
    ) {
        let text = items.join(",");
        let Ok(pattern) = Pattern::parse(&text) else { return Ok(()) };
        for value in values {
            prop_assert_eq!(pattern.matches(&value), model::pattern(&text, &value), "{} on {}", text, value);
        }
    }

    #[test]
    fn what_is_written_is_read_again(text in "[-!?*.,\"12Pn ot–]{1,12}") {
        if let Ok(pattern) = Pattern::parse(&text) {
            prop_assert_eq!(Pattern::parse(&pattern.to_string()), Ok(pattern));
        }
    }

    #[test]
    fn an_exact_pattern_is_read_again_and_matches_its_value_alone(
        value in "[-!?*.,\" 12Pno–]{0,8}",
        other in "[-!?*.,\" 12Pno–]{0,8}",
    ) {
        let pattern = Pattern::exact(&value).unwrap();
        prop_assert_eq!(pattern.as_value(), Some(value.as_str()));
        prop_assert_eq!(pattern.matches(&other), value == other);
        prop_assert_eq!(Pattern::parse(&pattern.to_string()), Ok(pattern));
    }

    #[test]
    fn no_text_makes_the_parser_or_the_matching_panic(text in "\\PC*", value in "\\PC*") {
        if let Ok(pattern) = Pattern::parse(&text) {
            let _ = pattern.matches(&value);
            prop_assert_eq!(Pattern::parse(&pattern.to_string()), Ok(pattern));
        }
    }
}

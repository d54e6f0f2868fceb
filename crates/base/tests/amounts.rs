//! Amounts and quantities: text in, text out.

use expect_test::{Expect, expect};
use kameral_base::{Ore, Quantity, Refusal, Rounding, TrySum};
use proptest::prelude::*;

/// Each line as an amount: the number of öre, or the name of the mistake.
fn check_amounts(lines: &str, expected: Expect) {
    let read = lines.lines().map(|line| match Ore::parse(line) {
        Ok(amount) => format!("{line:?} {}\n", amount.get()),
        Err(mistake) => format!("{line:?} {}\n", mistake.name()),
    });
    expected.assert_eq(&read.collect::<String>());
}

#[test]
fn an_amount_is_read_as_people_and_files_write_it() {
    check_amounts(
        "1 234,56\n-1234.56\n1234\n0\n+5\n,50\n-,5\n1\u{a0}234\u{202f}567,8\n\u{2212}1 000\n- 12,00\n 7 \n007,10\n92233720368547758,07\n-92233720368547758,08",
        expect![[r#"
            "1 234,56" 123456
            "-1234.56" -123456
            "1234" 123400
            "0" 0
            "+5" 500
            ",50" 50
            "-,5" -50
            "1\u{a0}234\u{202f}567,8" 123456780
            "−1 000" -100000
            "- 12,00" -1200
            " 7 " 700
            "007,10" 710
            "92233720368547758,07" 9223372036854775807
            "-92233720368547758,08" -9223372036854775808
        "#]],
    );
}

#[test]
fn an_amount_is_never_guessed_at() {
    check_amounts(
        "\n \n1 23\n12 34\n1  234\n1 234 \n1234 567\n1.234\n1.234,56\n1,234.56\n12,\n,\n-\n--5\n5-\n1e3\n0x10\n1 000 000 000 000 000 000\n92233720368547758,08\n١٢\nkr 5\n5\t000\n1,2 3",
        expect![[r#"
            "" amount_empty
            " " amount_empty
            "1 23" amount_grouping
            "12 34" amount_grouping
            "1  234" amount_grouping
            "1 234 " 123400
            "1234 567" amount_grouping
            "1.234" amount_too_many_decimals
            "1.234,56" amount_two_decimal_signs
            "1,234.56" amount_two_decimal_signs
            "12," amount_not_a_number
            "," amount_not_a_number
            "-" amount_not_a_number
            "--5" amount_not_a_number
            "5-" amount_not_a_number
            "1e3" amount_not_a_number
            "0x10" amount_not_a_number
            "1 000 000 000 000 000 000" amount_too_large
            "92233720368547758,08" amount_too_large
            "١٢" amount_not_a_number
            "kr 5" amount_not_a_number
            "5\t000" amount_not_a_number
            "1,2 3" amount_not_a_number
        "#]],
    );
}

#[test]
fn an_amount_is_written_for_people_and_for_machines() {
    let written = |ore| format!("{} | {}", Ore::new(ore), Ore::new(ore).plain());
    assert_eq!(written(123_456_789), "1\u{a0}234\u{a0}567,89 | 1234567.89");
    assert_eq!(written(-5), "\u{2212}0,05 | -0.05");
    assert_eq!(written(0), "0,00 | 0.00");
    assert_eq!(written(100_000), "1\u{a0}000,00 | 1000.00");
    assert_eq!(written(99_999), "999,99 | 999.99");
    assert_eq!(Ore::MIN.plain(), "-92233720368547758.08");
    assert_eq!(format!("{:>8}", Ore::new(150)), "    1,50");
}

#[test]
fn a_quantity_has_up_to_three_decimals() {
    let written = |text| Quantity::parse(text).map(|q| format!("{q} | {}", q.plain()));
    assert_eq!(written("1 234,500").unwrap(), "1\u{a0}234,5 | 1234.5");
    assert_eq!(written("-0.001").unwrap(), "\u{2212}0,001 | -0.001");
    assert_eq!(written("12").unwrap(), "12 | 12");
    assert_eq!(written("0,0005").unwrap_err().name(), "amount_too_many_decimals");
    let hours = Quantity::parse("1,5").unwrap();
    assert_eq!(
        hours.at_price(Ore::new(33_333), Rounding::HalfAwayFromZero),
        Some(Ore::new(50_000))
    );
    assert_eq!(
        hours.at_price(Ore::new(33_333), Rounding::TowardZero),
        Some(Ore::new(49_999))
    );
}

#[test]
fn arithmetic_says_when_it_is_too_large() {
    assert_eq!(Ore::MAX.checked_add(Ore::new(1)), None);
    assert_eq!(Ore::MIN.checked_sub(Ore::new(1)), None);
    assert_eq!(Ore::MIN.checked_neg(), None);
    assert_eq!(Ore::MIN.checked_abs(), None);
    assert_eq!(Ore::MAX.checked_mul(2), None);
    assert_eq!(Ore::from_kronor(i64::MAX), None);
    assert_eq!(Ore::from_kronor(12), Some(Ore::new(1200)));
    assert_eq!([Ore::MAX, Ore::new(1)].into_iter().try_sum(), None);
    // The order of the terms does not matter: a partial sum may be too large.
    assert_eq!([Ore::MAX, Ore::new(1), Ore::new(-1)].iter().try_sum(), Some(Ore::MAX));
    assert_eq!([Quantity::ONE; 3].iter().try_sum(), Some(Quantity::new(3_000)));
    assert_eq!(std::iter::empty::<Ore>().try_sum(), Some(Ore::ZERO));
}

#[test]
fn shares_are_rounded_once() {
    let share =
        |ore, numerator, denominator, rounding| Ore::new(ore).share(numerator, denominator, rounding).map(Ore::get);
    assert_eq!(share(5, 1, 2, Rounding::HalfAwayFromZero), Some(3));
    assert_eq!(share(-5, 1, 2, Rounding::HalfAwayFromZero), Some(-3));
    assert_eq!(share(-5, -1, 2, Rounding::HalfAwayFromZero), Some(3));
    assert_eq!(share(5, 1, -2, Rounding::HalfAwayFromZero), Some(-3));
    assert_eq!(share(5, 1, 2, Rounding::TowardZero), Some(2));
    assert_eq!(share(-5, 1, 2, Rounding::TowardZero), Some(-2));
    assert_eq!(share(4, 1, 3, Rounding::HalfAwayFromZero), Some(1));
    assert_eq!(share(1, 1, 0, Rounding::TowardZero), None);
    assert_eq!(share(i64::MIN, i64::MIN, 1, Rounding::TowardZero), None);
    assert_eq!(
        share(i64::MIN, i64::MIN, i64::MIN, Rounding::HalfAwayFromZero),
        Some(i64::MIN)
    );
    assert_eq!(Ore::new(100_050).per_mille(30), Some(Ore::new(3_002)));
    let krona = Ore::new(100);
    assert_eq!(
        Ore::new(-150).round_to(krona, Rounding::HalfAwayFromZero),
        Some(Ore::new(-200))
    );
    assert_eq!(Ore::new(199).round_to(krona, Rounding::TowardZero), Some(Ore::new(100)));
    assert_eq!(Ore::new(199).round_to(Ore::ZERO, Rounding::TowardZero), None);
}

#[test]
fn parts_go_to_the_largest_remainders() {
    let split = |ore, weights: &[u64]| {
        Ore::new(ore)
            .split(weights)
            .map(|p| p.into_iter().map(Ore::get).collect())
    };
    assert_eq!(split(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
    assert_eq!(split(-100, &[1, 1, 1]), Some(vec![-34, -33, -33]));
    assert_eq!(split(10, &[0, 2, 1]), Some(vec![0, 7, 3]));
    assert_eq!(split(1, &[1, 2]), Some(vec![0, 1]));
    assert_eq!(split(1, &[]), None);
    assert_eq!(split(1, &[0, 0]), None);
    assert_eq!(split(i64::MIN, &[u64::MAX]), Some(vec![i64::MIN]));
}

#[test]
fn json_holds_integers() {
    assert_eq!(serde_json::to_string(&Ore::new(-5)).unwrap(), "-5");
    assert_eq!(serde_json::from_str::<Quantity>("1500").unwrap(), Quantity::new(1500));
    assert!(serde_json::from_str::<Ore>("1.5").is_err());
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(number: i64) {
        let (ore, quantity) = (Ore::new(number), Quantity::new(number));
        prop_assert_eq!(Ore::parse(&ore.to_string()), Ok(ore));
        prop_assert_eq!(Ore::parse(&ore.plain()), Ok(ore));
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        prop_assert_eq!(Quantity::parse(&quantity.plain()), Ok(quantity));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC*", near in "[-+−0-9 ,.\u{a0}]{0,24}") {
        for text in [text, near] {
            let _ = (Ore::parse(&text), Quantity::parse(&text));
        }
    }

    #[test]
    fn parts_sum_to_the_whole(number: i64, weights in prop::collection::vec(any::<u64>(), 1..20)) {
        prop_assume!(weights.iter().any(|weight| *weight != 0));
        let parts = Ore::new(number).split(&weights).unwrap();
        prop_assert_eq!(parts.iter().try_sum(), Some(Ore::new(number)));
        prop_assert_eq!(parts.len(), weights.len());
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(*weight != 0 || part.is_zero());
        }
    }
}

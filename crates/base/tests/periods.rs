//! Periods, ranges and fiscal years.

use kameral_base::{Date, FiscalYear, Period, PeriodRange, Refusal};
use proptest::prelude::*;

fn period(code: &str) -> Period {
    Period::parse(code).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn year(starts_on: &str, ends_on: &str) -> Result<FiscalYear, &'static str> {
    FiscalYear::new(day(starts_on), day(ends_on)).map_err(|mistake| mistake.name())
}

fn listed<T: ToString>(things: impl IntoIterator<Item = T>) -> String {
    things
        .into_iter()
        .map(|thing| thing.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_period_is_a_year_and_a_month_from_00_to_16() {
    let name = |text| Period::parse(text).map_err(|mistake| mistake.name());
    assert_eq!(name(" 202603 ").unwrap().get(), 202_603);
    assert_eq!(name(""), Err("period_empty"));
    assert_eq!(name("20263"), Err("period_not_six_digits"));
    assert_eq!(name("2026-3"), Err("period_not_six_digits"));
    assert_eq!(name("+20263"), Err("period_not_six_digits"));
    assert_eq!(name("202617"), Err("period_month"));
    assert_eq!(name("189912"), Err("period_year"));
    assert_eq!(name("220001"), Err("period_year"));
    assert!(Period::from_i64(i64::MIN).is_err() && Period::from_i64(-1).is_err());
    assert!(period("202600").is_opening() && period("202613").is_closing() && period("202612").is_month());
}

#[test]
fn a_month_knows_its_days_and_neighbours() {
    let february = period("202402");
    assert_eq!(
        (february.first_day(), february.last_day()),
        (Some(day("2024-02-01")), Some(day("2024-02-29")))
    );
    assert_eq!(period("202412").next_month(), Some(period("202501")));
    assert_eq!(period("202501").previous_month(), Some(period("202412")));
    assert_eq!(period("202413").next_month(), None);
    assert_eq!(period("202400").first_day(), None);
    assert_eq!(period("219912").next_month(), None);
    assert_eq!(period("202613").year_before(), Some(period("202513")));
    assert_eq!(Period::of(day("2026-03-31")), period("202603"));
}

#[test]
fn a_date_outside_all_years_falls_in_no_fiscal_year() {
    assert_eq!(Period::of(Date::MIN), Period::FIRST);
    assert_eq!(Period::of(Date::MAX), Period::LAST);
    assert_eq!(FiscalYear::calendar(1900).unwrap_err().name(), "fiscal_year_year");
    assert_eq!(FiscalYear::calendar(2199).unwrap_err().name(), "fiscal_year_year");
    assert_eq!(FiscalYear::calendar(i32::MAX).unwrap_err().name(), "fiscal_year_year");
}

#[test]
fn a_range_holds_both_its_ends() {
    let range = PeriodRange::parse("202601..202612").unwrap();
    assert!(range.contains(range.from()) && range.contains(range.to()) && !range.contains(period("202613")));
    assert_eq!(PeriodRange::parse("202601 - 202612"), Ok(range));
    assert_eq!(range.to_string(), "202601..202612");
    assert_eq!(PeriodRange::parse("202603").unwrap().to_string(), "202603");
    assert_eq!(
        PeriodRange::parse("202612..202601").unwrap_err().name(),
        "period_backward"
    );
    assert_eq!(PeriodRange::parse("202612..").unwrap_err().name(), "period_empty");
}

#[test]
fn a_calendar_year_lists_opening_months_and_closing() {
    let year = FiscalYear::calendar(2026).unwrap();
    assert_eq!(
        listed(year.periods()),
        "202600 202601 202602 202603 202604 202605 202606 202607 202608 202609 202610 202611 202612 202613"
    );
    assert_eq!(listed(year.ranges()), "202600..202616");
    assert!(year.contains(period("202616")) && !year.contains(period("202700")));
}

#[test]
fn a_broken_year_opens_in_one_calendar_year_and_closes_in_the_next() {
    let broken = year("2025-07-01", "2026-06-30").unwrap();
    assert_eq!(broken.year(), 2026);
    assert_eq!(
        listed(broken.periods()),
        "202500 202507 202508 202509 202510 202511 202512 202601 202602 202603 202604 202605 202606 202613"
    );
    assert_eq!(
        listed(broken.ranges()),
        "202500 202507..202512 202601..202606 202613..202616"
    );
    // The closing of the year before lies between the months in code, but not in the year.
    assert!(!broken.contains(period("202513")) && !broken.contains(period("202600")));
    assert!(broken.contains_date(day("2026-06-30")) && !broken.contains_date(day("2026-07-01")));
}

#[test]
fn a_year_may_be_short_or_prolonged_to_eighteen_months() {
    assert_eq!(year("2025-07-01", "2026-12-31").unwrap().months().count(), 18);
    assert_eq!(year("2025-06-01", "2026-12-31"), Err("fiscal_year_too_long"));
    assert_eq!(year("2026-12-01", "2026-12-31").unwrap().months().count(), 1);
    assert_eq!(year("2026-12-31", "2026-12-01"), Err("fiscal_year_backward"));
    assert_eq!(year("2026-01-02", "2026-12-31"), Err("fiscal_year_whole_months"));
    assert_eq!(year("2026-01-01", "2026-12-30"), Err("fiscal_year_whole_months"));
}

#[test]
fn years_that_share_a_period_clash() {
    let clash = |a: FiscalYear, b: FiscalYear| (a.clashes_with(b), b.clashes_with(a));
    let calendar = |number| FiscalYear::calendar(number).unwrap();
    assert_eq!(clash(calendar(2025), calendar(2026)), (false, false));
    let (first, second) = (
        year("2025-01-01", "2025-06-30").unwrap(),
        year("2025-07-01", "2026-06-30").unwrap(),
    );
    assert_eq!(clash(first, second), (true, true));
    assert_eq!(clash(year("2024-07-01", "2025-06-30").unwrap(), second), (false, false));
}

#[test]
fn json_holds_what_the_types_allow() {
    let year = FiscalYear::calendar(2026).unwrap();
    let json = serde_json::to_string(&year).unwrap();
    assert_eq!(json, r#"{"starts_on":"2026-01-01","ends_on":"2026-12-31"}"#);
    assert_eq!(serde_json::from_str::<FiscalYear>(&json).unwrap(), year);
    assert!(serde_json::from_str::<FiscalYear>(&json.replace("12-31", "12-30")).is_err());
    assert_eq!(serde_json::to_string(&period("202603")).unwrap(), "202603");
    assert!(serde_json::from_str::<Period>("202617").is_err());
    assert_eq!(
        serde_json::from_str::<PeriodRange>(r#""202601..202603""#)
            .unwrap()
            .to_string(),
        "202601..202603"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(year in 1900..=2199_i32, month in 0..=16_u32, later in 0..20_i32) {
        let from = Period::new(year, month).unwrap();
        prop_assert_eq!(Period::parse(&from.to_string()), Ok(from));
        prop_assert_eq!(Period::from_i64(from.get()), Ok(from));
        prop_assert_eq!((from.year(), from.month()), (year, month));
        let range = PeriodRange::new(from, Period::new((year + later).min(2199), 16).unwrap()).unwrap();
        prop_assert_eq!(PeriodRange::parse(&range.to_string()), Ok(range));
    }

    #[test]
    fn no_text_or_number_makes_the_parsers_panic(text in "\\PC*", near in "[0-9 .–-]{0,16}", number: i64) {
        for text in [text, near] {
            let _ = (Period::parse(&text), PeriodRange::parse(&text));
        }
        let _ = Period::from_i64(number);
    }

    #[test]
    fn a_year_holds_what_it_lists_in_order_and_its_ranges_hold_the_same(start in 0..1200_i32, months in 1..=18_i32) {
        let month = |number: i32| Period::new(1950 + number / 12, (number % 12 + 1).unsigned_abs()).unwrap();
        let (first, last) = (month(start), month(start + months - 1));
        let year = FiscalYear::new(first.first_day().unwrap(), last.last_day().unwrap()).unwrap();
        let periods = year.periods();
        prop_assert!(periods.is_sorted());
        prop_assert_eq!(periods.len(), usize::try_from(months).unwrap() + 2);
        for code in (first.get() - 200)..(last.get() + 200) {
            let Ok(period) = Period::from_i64(code) else { continue };
            prop_assert_eq!(year.ranges().iter().any(|range| range.contains(period)), year.contains(period));
            let listed = periods.contains(&period) || (period.is_closing() && period.year() == year.year());
            prop_assert_eq!(listed, year.contains(period));
        }
    }
}

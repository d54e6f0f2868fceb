//! Stories about finding vouchers again.

mod world;

use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern, Period};
use kameral_ledger::store::vouchers::{self, VoucherFilter};
use world::{World, each_world};

const STORY: &str = "as eva
    post 2026-03-15 Rent for March
      5012 ORG=100 500,00
      2581 -500,00
    as bo
    post 2026-04-02 Paper
      5012 ORG=110 125,00
      2581 -125,00
    post 2026-04-20 Rent for April
      5012 ORG=100 500,00
      2581 -500,00";

fn found(world: &World, filter: &VoucherFilter) -> String {
    let model = world.model();
    let rows = world
        .cx
        .read(Permission::BooksRead, |tx| {
            vouchers::search(tx, &world.cx.scope, &model, filter, i64::MAX, 10)
        })
        .unwrap();
    rows.iter()
        .map(|row| row.number.number.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

fn coded(conditions: &[(&str, &str)]) -> VoucherFilter {
    let coded = conditions
        .iter()
        .map(|(code, pattern)| ((*code).to_owned(), Pattern::parse(pattern).unwrap()));
    VoucherFilter {
        coded: coded.collect(),
        ..VoucherFilter::default()
    }
}

/// GL-13: amount, period, dates, number, kind, account, dimensions, and all of them together.
#[test]
fn vouchers_are_found_by_each_key_and_by_all_of_them() {
    each_world(|mut world| {
        world.play(STORY);
        let all = VoucherFilter::default;
        let april = Period::parse("202604").unwrap();
        let amount = |kronor| Ore::from_kronor(kronor).unwrap();
        let (first, last) = (Date::constant(2026, 4, 1), Date::constant(2026, 4, 10));
        let each = [
            ("everything", all(), "3 2 1"),
            (
                "amount",
                VoucherFilter {
                    amounts: Some((amount(500), amount(500))),
                    ..all()
                },
                "3 1",
            ),
            (
                "amounts",
                VoucherFilter {
                    amounts: Some((amount(100), amount(200))),
                    ..all()
                },
                "2",
            ),
            (
                "period",
                VoucherFilter {
                    periods: (april, april),
                    ..all()
                },
                "3 2",
            ),
            (
                "dates",
                VoucherFilter {
                    dates: (first, last),
                    ..all()
                },
                "2",
            ),
            (
                "number",
                VoucherFilter {
                    numbers: (1, 1),
                    ..all()
                },
                "1",
            ),
            (
                "kind",
                VoucherFilter {
                    kind: "closing".to_owned(),
                    ..all()
                },
                "",
            ),
            (
                "registered",
                VoucherFilter {
                    registered: ("2000".to_owned(), "2001".to_owned()),
                    ..all()
                },
                "",
            ),
            ("account", coded(&[("KONTO", "50*")]), "3 2 1"),
            ("dimension", coded(&[("ORG", "10?")]), "3 1"),
            (
                "account and dimension of one line",
                coded(&[("KONTO", "2581"), ("ORG", "100")]),
                "",
            ),
            (
                "all",
                VoucherFilter {
                    periods: (april, april),
                    amounts: Some((amount(500), amount(500))),
                    ..coded(&[("ORG", "100")])
                },
                "3",
            ),
        ];
        for (key, filter, expected) in each {
            assert_eq!(found(&world, &filter), expected, "{key}");
        }
    });
}

/// GL-14: a line shows date, period, account, number, line number, side, dimensions, amount and text;
/// voucher number and line number are one of a kind.
#[test]
fn a_line_has_everything_a_line_must_have() {
    each_world(|mut world| {
        world.play(STORY);
        let voucher = world
            .cx
            .read(Permission::BooksRead, |tx| {
                vouchers::voucher(tx, &world.cx.scope, 2, 1, 10)
            })
            .unwrap();
        let told: Vec<String> = voucher
            .lines
            .iter()
            .map(|line| {
                let side = if line.amount.is_negative() { 'K' } else { 'D' };
                let header = &voucher.header;
                format!(
                    "{} {} {} {} {} {side} {} {}",
                    header.date,
                    header.period,
                    line.coding.as_str(),
                    header.number,
                    line.line_no,
                    line.amount.plain(),
                    header.text
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "2026-04-02 202604 5012|1=110 A-2026-2 1 D 125.00 Paper",
                "2026-04-02 202604 2581 A-2026-2 2 K -125.00 Paper",
            ]
        );
    });
}

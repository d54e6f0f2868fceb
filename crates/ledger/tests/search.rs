//! Stories about finding vouchers again.

use crate::world;

use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern, Period};
use kameral_ledger::store::vouchers::{self, Found, VoucherFilter};
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
    numbers(&page(world, filter, i64::MAX, 10))
}

fn page(world: &World, filter: &VoucherFilter, before: i64, limit: i64) -> Found {
    let model = world.model();
    world
        .cx
        .read(Permission::BooksRead, |tx| {
            let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
            vouchers::search(tx, &sight, &model, filter, before, limit)
        })
        .unwrap()
}

fn numbers(found: &Found) -> String {
    found
        .rows
        .iter()
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

/// GL-13: a search that has looked through as much as it may says so and goes on from there, so that
/// page after page finds everything, whether pages are full or not.
#[test]
fn a_search_that_gives_up_says_so_and_passes_over_nothing() {
    each_world(|mut world| {
        world.play(STORY);
        let told = |condition: &[(&str, &str)], looked_through_max: usize, limit: i64| {
            let filter = VoucherFilter {
                looked_through_max,
                ..coded(condition)
            };
            let (mut told, mut before) = (Vec::new(), Some(i64::MAX));
            while let Some(at) = before {
                let found = page(&world, &filter, at, limit);
                told.push(format!("{}{}", numbers(&found), if found.gave_up { " …" } else { "" }));
                before = found.next_before;
            }
            told.join(" / ")
        };
        let no_such_line = [("KONTO", "2581"), ("ORG", "100")];
        assert_eq!(told(&no_such_line, 2, 1), " … / ");
        assert_eq!(told(&[("ORG", "110")], 1, 5), "2");
        assert_eq!(told(&[("ORG", "110")], 1, 1), "2 … / ");
        assert_eq!(told(&[("ORG", "100")], 1, 1), "3 … / 1");
        assert_eq!(told(&[("ORG", "100")], 100, 1), "3 / 1");
        assert_eq!(told(&[("ORG", "1*")], 100, 2), "3 2 / 1");
        assert_eq!(told(&[], 1, 2), "3 2 / 1");
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
                let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                vouchers::voucher(tx, &sight, 2, 1, 10)
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

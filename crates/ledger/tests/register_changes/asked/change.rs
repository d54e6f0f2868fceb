//! Register changes as they are drawn: mostly possible, with a hostile word now and then.

use kameral_base::{Date, FiscalYear, Pattern};
use kameral_ledger::model::{
    Account, AccountKind, AccountLevel, AccountPosting, CombinationRule, Currency, CurrencyRate, Dimension,
    DimensionValue, Hierarchy, HierarchyNode, Relation, RelationValue, Requirement, Series, StatementLine, VoucherKind,
};
use kameral_ledger::register::Change;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// Words a register meets, and some it should not.
fn word() -> impl Strategy<Value = String> {
    let hostile = ["", " ", "x|y", "a=b", "nul\0", "bell\u{7}", "*", "å\u{301}", "KONTO"];
    prop_oneof![
        60 => select(vec!["100", "a", "Å b", "ORG", "FIN", "7"]).prop_map(str::to_owned),
        3 => select(hostile.to_vec()).prop_map(str::to_owned),
        1 => Just("x".repeat(3_000)),
        1 => "\\PC{0,12}",
    ]
}

fn code() -> impl Strategy<Value = String> {
    prop_oneof![15 => select(vec!["A", "B", "1", "2", "12345"]).prop_map(str::to_owned), 1 => word()]
}

fn day() -> impl Strategy<Value = Option<Date>> {
    let days = [
        Date::constant(2026, 1, 1),
        Date::constant(2025, 6, 30),
        Date::constant(9999, 12, 31),
    ];
    weighted(0.3, select(days.to_vec()))
}

fn pattern() -> impl Strategy<Value = Pattern> {
    select(vec![
        "*",
        "4*",
        "45?8",
        "4011-4999",
        "!4*",
        "1,2, 3*",
        "a..b",
        "P-1..P-9",
        "-not-7",
    ])
    .prop_map(|text| Pattern::parse(text).expect("a correct pattern"))
}

pub fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => account(),
        1 => (code(), word(), word()).prop_map(|(prefix, name, name_en)| Change::Level(AccountLevel { prefix, name, name_en })),
        2 => statement(),
        2 => dimension(),
        3 => value(),
        3 => hierarchy(),
        2 => relation(),
        3 => rule(),
        1 => (code(), word(), word(), any::<bool>())
            .prop_map(|(series, name, name_en, outside)| Change::Series(Series { series, name, name_en, outside })),
        1 => (code(), code(), word(), word())
            .prop_map(|(kind, series, name, name_en)| Change::Kind(VoucherKind { kind, series, name, name_en })),
        1 => (select(vec!["EUR", "NOK", "eur", ""]), word(), select(vec![2_i64, 0, 4, 5, -1]))
            .prop_map(|(currency, name, decimals)| Change::Currency(Currency { currency: currency.to_owned(), name, decimals, rates: Vec::new() })),
        1 => (select(vec!["EUR", "NOK", "XXX"]), day(), select(vec![11_000_000_i64, 0, -1, i64::MAX])).prop_map(|(currency, day, rate_micro)| {
            let valid_from = day.unwrap_or(Date::constant(2026, 3, 1));
            Change::Rate { currency: currency.to_owned(), rate: CurrencyRate { valid_from, rate_micro } }
        }),
        1 => (2020..2030_i16, 1..13_i8, 1..19_i8).prop_map(|(year, month, months)| {
            let from = Date::constant(year, month, 1);
            let last = (1..months).fold(from, |at, _| at.last_of_month().tomorrow().expect("a day"));
            Change::Year(FiscalYear::new(from, last.last_of_month()).expect("a year"))
        }),
    ]
}

fn account() -> impl Strategy<Value = Change> {
    let kinds = select(AccountKind::ALL.to_vec());
    let postings = select(vec![
        AccountPosting::Open,
        AccountPosting::BudgetOnly,
        AccountPosting::Heading,
    ]);
    (
        code(),
        word(),
        kinds,
        postings,
        vec(word(), 9),
        any::<bool>(),
        day(),
        day(),
    )
        .prop_map(
            |(account, name, kind, posting, words, open_items, valid_from, valid_to)| {
                let word = |at: usize| words[at].clone();
                Change::Account(Account {
                    name_en: word(0),
                    posting,
                    s_code: word(1),
                    counterparty_kind: word(2),
                    flow: word(3),
                    role: word(4),
                    unit: word(5),
                    open_items,
                    valid_from,
                    valid_to,
                    grade: word(6),
                    source: word(7),
                    note: word(8),
                    ..Account::plain(&account, &name, kind)
                })
            },
        )
}

fn statement() -> impl Strategy<Value = Change> {
    (word(), 0..3_i64, 1..3_i64, vec(word(), 6), code(), code()).prop_map(
        |(statement, line_no, part, words, account_from, account_to)| {
            let word = |at: usize| words[at].clone();
            Change::Statement(StatementLine {
                statement,
                line_no,
                part,
                section: word(0),
                section_en: word(1),
                name: word(2),
                name_en: word(3),
                account_from,
                account_to,
                s_code_from: word(4),
                s_code_to: word(5),
                sign: 1,
            })
        },
    )
}

fn dimension() -> impl Strategy<Value = Change> {
    let codes = select(vec!["ORG", "FIN", "PROJ", "a"]).prop_map(str::to_owned);
    (
        select(vec![1_u8, 2, 1, 2, 3, 12, 0, 13]),
        codes,
        word(),
        any::<bool>(),
        code(),
        any::<bool>(),
        -1..30_i64,
        day(),
        day(),
    )
        .prop_map(
            |(position, code, name, indirect, derived_by, free_values, length_max, valid_from, valid_to)| {
                Change::Dimension(Dimension {
                    indirect,
                    derived_by,
                    free_values,
                    length_max,
                    valid_from,
                    valid_to,
                    ..Dimension::plain(position, &code, &name)
                })
            },
        )
}

fn value() -> impl Strategy<Value = Change> {
    let attributes = select(vec![
        "{}",
        "null",
        "[1]",
        r#"{"b":1,"a":"å"}"#,
        r#"{"n":12345678901234567890}"#,
        "1e2",
    ]);
    (1..4_u8, word(), word(), word(), attributes, day(), day()).prop_map(
        |(position, value, name, successor, attributes, valid_from, valid_to)| {
            Change::Value(DimensionValue {
                successor,
                attributes: serde_json::from_str(attributes).expect("JSON"),
                valid_from,
                valid_to,
                ..DimensionValue::plain(position, &value, &name)
            })
        },
    )
}

fn hierarchy() -> impl Strategy<Value = Change> {
    let node = (
        code(),
        weighted(0.5, code()),
        word(),
        weighted(0.5, pattern()),
        day(),
        day(),
    )
        .prop_map(|(node, parent, name, leaf, valid_from, valid_to)| HierarchyNode {
            node,
            parent,
            name,
            leaf,
            valid_from,
            valid_to,
        });
    let dimensions = select(vec!["ORG", "KONTO", "KONTO", "NIX"]).prop_map(str::to_owned);
    (code(), dimensions, word(), word(), vec(node, 0..4)).prop_map(|(hierarchy, dimension, name, name_en, nodes)| {
        Change::Hierarchy(Hierarchy {
            hierarchy,
            dimension,
            name,
            name_en,
            nodes,
        })
    })
}

fn relation() -> impl Strategy<Value = Change> {
    let pair = (pattern(), word(), day(), day()).prop_map(|(from, to, valid_from, valid_to)| RelationValue {
        from,
        to,
        valid_from,
        valid_to,
    });
    let dimensions = select(vec!["ORG", "KONTO", "KONTO", "NIX"]).prop_map(str::to_owned);
    (code(), dimensions, word(), word(), vec(pair, 0..4)).prop_map(
        |(relation, from_dimension, name, name_en, values)| {
            Change::Relation(Relation {
                relation,
                from_dimension,
                name,
                name_en,
                values,
            })
        },
    )
}

fn rule() -> impl Strategy<Value = Change> {
    let requirement = prop_oneof![
        Just(Requirement::Mandatory),
        Just(Requirement::Forbidden),
        word().prop_map(Requirement::Fixed),
        word().prop_map(Requirement::Proposed),
        pattern().prop_map(Requirement::Allowed),
        pattern().prop_map(Requirement::Apart),
    ];
    let when = weighted(0.2, (select(vec!["ORG", "KONTO"]).prop_map(str::to_owned), pattern()));
    (
        code(),
        pattern(),
        select(vec!["ORG", "FIN", "KONTO", "NIX"]).prop_map(str::to_owned),
        requirement,
        when,
        weighted(0.2, pattern()),
        any::<bool>(),
        (day(), day()),
        (word(), word()),
    )
        .prop_map(
            |(
                rule,
                accounts,
                dimension,
                requirement,
                when,
                kinds,
                warning,
                (valid_from, valid_to),
                (text_sv, text_en),
            )| {
                Change::Rule(CombinationRule {
                    rule,
                    accounts,
                    dimension,
                    requirement,
                    when,
                    kinds,
                    warning,
                    valid_from,
                    valid_to,
                    text_sv,
                    text_en,
                })
            },
        )
}

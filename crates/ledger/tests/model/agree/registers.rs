//! The small accounting model every sequence of commands begins with, and what changes in it.

use kameral_base::{Date, Pattern};
use kameral_ledger::model::{
    Account, AccountKind, AccountPosting, CombinationRule, Currency, CurrencyRate, Dimension, DimensionValue, Relation,
    RelationValue, Requirement, Series, VoucherKind,
};
use kameral_ledger::register::Change;

/// Accounts that may be posted on every day, unless a sequence changes that.
pub const OPEN: [&str; 6] = ["1510", "1932", "2581", "3451", "5012", "5531"];

/// Everything a new entity gets.
pub fn standard() -> Vec<Change> {
    let mut changes: Vec<Change> = accounts().into_iter().map(Change::Account).collect();
    changes.extend(dimensions().map(Change::Dimension));
    changes.push(Change::Relation(Relation {
        relation: "group".to_owned(),
        from_dimension: "FIN".to_owned(),
        name: "Group".to_owned(),
        name_en: String::new(),
        values: vec![RelationValue {
            from: Pattern::any(),
            to: "all".to_owned(),
            valid_from: None,
            valid_to: None,
        }],
    }));
    changes.extend(values().into_iter().map(Change::Value));
    changes.extend([("A", false), ("C", false), ("E", true)].map(|(name, outside)| series(name, outside)));
    let kinds = [("general", "A"), ("reversal", "C"), ("recoding", "C"), ("service", "E")];
    changes.extend(kinds.map(|(kind, series)| {
        Change::Kind(VoucherKind {
            kind: kind.to_owned(),
            series: series.to_owned(),
            name: kind.to_owned(),
            name_en: String::new(),
        })
    }));
    changes.push(Change::Currency(Currency {
        currency: "EUR".to_owned(),
        name: "Euro".to_owned(),
        decimals: 2,
        rates: Vec::new(),
    }));
    changes.push(Change::Rate {
        currency: "EUR".to_owned(),
        rate: CurrencyRate {
            valid_from: Date::constant(2026, 1, 1),
            rate_micro: 11_000_000,
        },
    });
    changes
}

pub fn series(name: &str, outside: bool) -> Change {
    Change::Series(Series {
        series: name.to_owned(),
        name: name.to_owned(),
        name_en: String::new(),
        outside,
    })
}

fn accounts() -> Vec<Account> {
    let kinds = [
        AccountKind::Asset,
        AccountKind::Asset,
        AccountKind::Liability,
        AccountKind::Income,
        AccountKind::Expense,
        AccountKind::Expense,
    ];
    let mut accounts: Vec<Account> = OPEN
        .iter()
        .zip(kinds)
        .map(|(number, kind)| Account::plain(number, number, kind))
        .collect();
    "kWh".clone_into(&mut accounts[5].unit);
    let plain = |number: &str| Account::plain(number, number, AccountKind::Expense);
    accounts.push(Account {
        posting: AccountPosting::Heading,
        ..plain("69")
    });
    accounts.push(Account {
        posting: AccountPosting::BudgetOnly,
        ..plain("9001")
    });
    accounts.push(Account {
        valid_to: Some(Date::constant(2025, 12, 31)),
        ..plain("5999")
    });
    accounts
}

/// ORG and FIN with registers, PROJ with free values, GRP derived.
fn dimensions() -> impl Iterator<Item = Dimension> {
    let plain = [(1, "ORG"), (2, "FIN"), (3, "PROJ"), (4, "GRP")];
    plain.into_iter().map(|(position, code)| {
        let dimension = Dimension::plain(position, code, code);
        match code {
            "PROJ" => Dimension {
                free_values: true,
                length_max: 4,
                ..dimension
            },
            "GRP" => Dimension {
                indirect: true,
                derived_by: "group".to_owned(),
                ..dimension
            },
            _ => dimension,
        }
    })
}

/// ORG 120 becomes 220 on 1 April 2026.
fn values() -> Vec<DimensionValue> {
    let plain = |position, value: &str| DimensionValue::plain(position, value, value);
    vec![
        plain(1, "100"),
        DimensionValue {
            valid_to: Some(Date::constant(2026, 3, 31)),
            successor: "220".to_owned(),
            ..plain(1, "120")
        },
        DimensionValue {
            valid_from: Some(Date::constant(2026, 4, 1)),
            ..plain(1, "220")
        },
        plain(2, "10"),
        plain(2, "20"),
    ]
}

/// Rules there are.
pub const RULES: usize = 10;

/// A rule in force or put out of it.
pub fn rule(number: usize, in_force: bool) -> Change {
    let pattern = |text: &str| Pattern::parse(text).expect("a correct pattern");
    let apart = Requirement::Apart(pattern("1932,2581"));
    let (accounts, dimension, requirement, warning, when) = match number % RULES {
        0 => ("5012", "FIN", Requirement::Mandatory, false, None),
        1 => ("1*", "PROJ", Requirement::Forbidden, false, None),
        2 => ("3451", "ORG", Requirement::Fixed("100".to_owned()), false, None),
        3 => ("5531", "FIN", Requirement::Allowed(pattern("1*")), false, None),
        4 => (
            "5*",
            "PROJ",
            Requirement::Mandatory,
            true,
            Some(("ORG".to_owned(), pattern("100"))),
        ),
        5 => (
            "2581",
            "ORG",
            Requirement::Fixed("220".to_owned()),
            false,
            Some(("FIN".to_owned(), pattern("20"))),
        ),
        6 => ("5012", "KONTO", apart, true, Some(("FIN".to_owned(), pattern("10")))),
        7 => ("5*", "KONTO", Requirement::Apart(pattern("3451,5531")), false, None),
        8 => (
            "2581",
            "KONTO",
            Requirement::Allowed(pattern("1*")),
            false,
            Some(("FIN".to_owned(), pattern("10"))),
        ),
        _ => ("5531", "KONTO", Requirement::Forbidden, true, None),
    };
    let kinds = [7, 8].contains(&(number % RULES)).then(|| pattern("!service"));
    Change::Rule(CombinationRule {
        rule: format!("r{}", number % RULES),
        accounts: pattern(accounts),
        dimension: dimension.to_owned(),
        requirement,
        when,
        kinds,
        warning,
        valid_from: None,
        valid_to: if in_force {
            None
        } else {
            Some(Date::constant(2020, 1, 1))
        },
        text_sv: String::new(),
        text_en: String::new(),
    })
}

/// An account made a heading, opened, given an end, or turned to the other side.
pub fn account(number: usize, how: usize) -> Change {
    let name = OPEN[number % OPEN.len()];
    let known = accounts()
        .into_iter()
        .find(|account| account.account == name)
        .expect("an open account");
    Change::Account(match how % 5 {
        0 => Account {
            posting: AccountPosting::Heading,
            ..known
        },
        1 => Account {
            valid_to: Some(Date::constant(2026, 2, 28)),
            ..known
        },
        2 => Account {
            kind: if known.kind.carries_forward() {
                AccountKind::Expense
            } else {
                AccountKind::Asset
            },
            ..known
        },
        3 => Account {
            valid_from: Some(Date::constant(2026, 3, 1)),
            valid_to: Some(Date::constant(2026, 2, 1)),
            ..known
        },
        _ => known,
    })
}

/// A new value, an end of an old one, or one that cannot be.
pub fn value(how: usize) -> Change {
    let plain = |value: &str| DimensionValue::plain(1, value, value);
    Change::Value(match how % 5 {
        0 => plain("300"),
        1 => DimensionValue {
            valid_to: Some(Date::constant(2026, 1, 31)),
            ..plain("100")
        },
        2 => plain("a=b"),
        3 => DimensionValue {
            name: String::new(),
            ..plain("301")
        },
        _ => plain("100"),
    })
}

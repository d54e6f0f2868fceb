//! Registers of the world.

use kameral_base::{Date, Pattern};
use kameral_ledger::model::{
    Account, AccountKind, AccountPosting, Currency, CurrencyRate, Dimension, DimensionValue, Relation, RelationValue,
    Series, VoucherKind,
};
use kameral_ledger::register::Change;

/// Every account: number, name, kind.
const ACCOUNTS: [(&str, &str, AccountKind); 15] = [
    ("1510", "Kundfordringar", AccountKind::Asset),
    ("1932", "Räntekonto", AccountKind::Asset),
    ("19321", "Räntekonto, donationer", AccountKind::Asset),
    ("2050", "Kapitalförändring", AccountKind::Liability),
    ("2581", "Leverantörsskulder", AccountKind::Liability),
    ("3010", "Anslag", AccountKind::Income),
    ("3451", "Avgifter", AccountKind::Income),
    ("4011", "Löner", AccountKind::Expense),
    ("5012", "Lokalhyra", AccountKind::Expense),
    ("5531", "El", AccountKind::Expense),
    ("5999", "Övrigt, utgånget", AccountKind::Expense),
    ("69", "Avskrivningar", AccountKind::Expense),
    ("69131", "Avskrivning inventarier", AccountKind::Expense),
    ("9001", "Budget lokalkostnader", AccountKind::Expense),
    ("9210", "Fördelning", AccountKind::Internal),
];

/// Values: position, value, name.
const VALUES: [(u8, &str, &str); 9] = [
    (1, "100", "Ledning"),
    (1, "110", "Tillsyn"),
    (1, "120", "Norra kusten"),
    (1, "220", "Norra distriktet"),
    (2, "10", "Anslag"),
    (2, "20", "Avgifter"),
    (2, "40", "Bidrag"),
    (3, "P1", "Strandinventering"),
    (3, "P2", "Digitalt arkiv"),
];

/// The accounts a voucher may stand on any day of 2026.
pub fn accounts() -> Vec<&'static str> {
    let open = |number: &&str| !["5999", "69", "9001"].contains(number);
    ACCOUNTS.iter().map(|(number, _, _)| *number).filter(open).collect()
}

/// Everything, in an order in which it can be applied.
pub(super) fn changes() -> Vec<Change> {
    let mut changes: Vec<Change> = ACCOUNTS.iter().map(|row| Change::Account(account(*row))).collect();
    changes.extend(dimensions().map(Change::Dimension));
    changes.push(Change::Relation(financing()));
    changes.extend(VALUES.iter().map(|row| Change::Value(value(*row))));
    changes.extend(
        [("A", false), ("C", false), ("E", true), ("I", false), ("R", false)].map(|(name, outside)| {
            Change::Series(Series {
                series: name.to_owned(),
                name: name.to_owned(),
                name_en: String::new(),
                outside,
            })
        }),
    );
    let kinds = [
        ("general", "A"),
        ("reversal", "C"),
        ("recoding", "C"),
        ("file_import", "I"),
        ("sie_import", "I"),
        ("service_invoice", "E"),
        ("rule_run", "R"),
    ];
    changes.extend(kinds.map(|(kind, series)| {
        let (kind, name) = (kind.to_owned(), kind.to_owned());
        Change::Kind(VoucherKind {
            kind,
            series: series.to_owned(),
            name,
            name_en: String::new(),
        })
    }));
    changes.extend(currencies());
    changes
}

fn account((number, name, kind): (&str, &str, AccountKind)) -> Account {
    let plain = Account::plain(number, name, kind);
    match number {
        "1510" | "2581" => Account {
            open_items: true,
            ..plain
        },
        "5012" => Account {
            s_code: "S5012".to_owned(),
            ..plain
        },
        "5531" => Account {
            unit: "kWh".to_owned(),
            ..plain
        },
        "5999" => Account {
            valid_to: Some(Date::constant(2025, 12, 31)),
            ..plain
        },
        "69" => Account {
            posting: AccountPosting::Heading,
            ..plain
        },
        "9001" => Account {
            posting: AccountPosting::BudgetOnly,
            ..plain
        },
        _ => plain,
    }
}

/// ORG, FIN, PROJ, and FINGRP, which is derived from FIN (EM-08).
fn dimensions() -> impl Iterator<Item = Dimension> {
    let direct = [
        (1, "ORG", "Organisation"),
        (2, "FIN", "Finansiär"),
        (3, "PROJ", "Projekt"),
    ];
    let derived = Dimension {
        indirect: true,
        derived_by: "finansiering".to_owned(),
        ..Dimension::plain(4, "FINGRP", "Finansieringsgrupp")
    };
    direct
        .into_iter()
        .map(|(position, code, name)| Dimension::plain(position, code, name))
        .chain([derived])
}

fn financing() -> Relation {
    let pair = |from: &str, to: &str| RelationValue {
        from: Pattern::parse(from).expect("a correct pattern"),
        to: to.to_owned(),
        valid_from: None,
        valid_to: None,
    };
    Relation {
        relation: "finansiering".to_owned(),
        from_dimension: "FIN".to_owned(),
        name: "Finansieringsgrupp".to_owned(),
        name_en: String::new(),
        values: vec![pair("10", "anslag"), pair("20,40", "övrigt")],
    }
}

/// ORG 120 becomes 220 on 1 July 2026 (EM-33).
fn value((position, value, name): (u8, &str, &str)) -> DimensionValue {
    let plain = DimensionValue::plain(position, value, name);
    match (position, value) {
        (1, "120") => DimensionValue {
            valid_to: Some(Date::constant(2026, 6, 30)),
            successor: "220".to_owned(),
            ..plain
        },
        (1, "220") => DimensionValue {
            valid_from: Some(Date::constant(2026, 7, 1)),
            ..plain
        },
        _ => plain,
    }
}

/// A euro costs 11,00 from 1 January and 11,20 from 1 March 2026; a yen has no minor unit.
fn currencies() -> Vec<Change> {
    let currency = |code: &str, name: &str, decimals| {
        let (currency, name) = (code.to_owned(), name.to_owned());
        Change::Currency(Currency {
            currency,
            name,
            decimals,
            rates: Vec::new(),
        })
    };
    let rate = |code: &str, day, rate_micro| Change::Rate {
        currency: code.to_owned(),
        rate: CurrencyRate {
            valid_from: day,
            rate_micro,
        },
    };
    vec![
        currency("EUR", "Euro", 2),
        currency("JPY", "Yen", 0),
        rate("EUR", Date::constant(2026, 1, 1), 11_000_000),
        rate("EUR", Date::constant(2026, 3, 1), 11_200_000),
        rate("JPY", Date::constant(2026, 1, 1), 70_123),
    ]
}

//! The registers of the world: accounts, dimensions, series, years, and a rule that charges what is allocated.

use kameral_base::{Date, FiscalYear, Pattern};
use kameral_ledger::model::{
    Account, AccountKind, AccountPosting, Base, Dimension, DimensionValue, Method, PostingRule, PostingRuleLine,
    Series, Side, Taken, Trigger, VoucherKind, WHOLE,
};
use kameral_ledger::register::Change;

const ACCOUNTS: [(&str, &str, AccountKind); 15] = [
    ("1751", "Anslagsmedel", AccountKind::Asset),
    ("2581", "Leverantörsskulder", AccountKind::Liability),
    ("3011", "Intäkter av anslag", AccountKind::Income),
    ("4011", "Löner", AccountKind::Expense),
    ("5012", "Lokalhyra", AccountKind::Expense),
    ("5531", "El", AccountKind::Expense),
    ("9411", "Fördelad lön", AccountKind::Internal),
    ("9419", "Fördelad lön, avlyft", AccountKind::Internal),
    ("9511", "Fördelade gemensamma kostnader", AccountKind::Internal),
    ("9519", "Fördelade gemensamma kostnader, avlyft", AccountKind::Internal),
    ("9521", "Fördelade lokalkostnader", AccountKind::Internal),
    ("9529", "Fördelade lokalkostnader, avlyft", AccountKind::Internal),
    ("9811", "Kalkyldifferenser, fördelade", AccountKind::Internal),
    ("9819", "Kalkyldifferenser, avlyft", AccountKind::Internal),
    ("9901", "Tid", AccountKind::Internal),
];

const DIMENSIONS: [(u8, &str); 4] = [(1, "ORG"), (2, "FIN"), (3, "PROJ"), (4, "RESURS")];

const VALUES: [(u8, &str); 14] = [
    (1, "100"),
    (1, "110"),
    (1, "120"),
    (1, "130"),
    (2, "A"),
    (2, "B"),
    (2, "G"),
    (3, "P"),
    (3, "Q"),
    (4, "H"),
    (4, "C"),
    (1, "900"),
    (2, "G2"),
    (3, "R"),
];

/// Every change, in an order in which they can be applied.
pub fn changes() -> Vec<Change> {
    let mut changes: Vec<Change> = ACCOUNTS
        .iter()
        .map(|(account, name, kind)| {
            Change::Account(Account {
                account: (*account).to_owned(),
                name: (*name).to_owned(),
                name_en: String::new(),
                kind: *kind,
                posting: AccountPosting::Open,
                s_code: String::new(),
                counterparty_kind: String::new(),
                flow: String::new(),
                role: String::new(),
                unit: String::new(),
                open_items: false,
                valid_from: None,
                valid_to: None,
                grade: String::new(),
                source: String::new(),
                note: String::new(),
            })
        })
        .collect();
    changes.extend(DIMENSIONS.map(|(position, code)| Change::Dimension(Dimension::plain(position, code, code))));
    changes.extend(VALUES.map(|(position, value)| Change::Value(DimensionValue::plain(position, value, value))));
    // Units that ended: one took over from the first, nobody from the second.
    for (unit, successor) in [("190", "120"), ("191", "")] {
        changes.push(Change::Value(DimensionValue {
            valid_to: Some(Date::constant(2026, 3, 31)),
            successor: successor.to_owned(),
            ..DimensionValue::plain(1, unit, unit)
        }));
    }
    for (kind, name, series) in [
        ("general", "Bokföringsorder", "A"),
        ("reversal", "Vändning", "C"),
        ("recoding", "Omkontering", "C"),
        ("allocation_run", "Fördelning", "R"),
        ("rule_run", "Automatkontering", "R"),
    ] {
        changes.push(Change::Series(Series {
            series: series.to_owned(),
            name: series.to_owned(),
            name_en: String::new(),
            outside: false,
        }));
        changes.push(Change::Kind(VoucherKind {
            kind: kind.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            series: series.to_owned(),
        }));
    }
    for year in [2026, 2027] {
        changes.push(Change::Year(FiscalYear::calendar(year).expect("a year")));
    }
    changes.sort_by_key(|change| match change {
        Change::Series(_) => 1,
        Change::Kind(_) => 2,
        Change::Account(_) | Change::Dimension(_) => 0,
        _ => 3,
    });
    changes.push(Change::PostingRule(charged()));
    changes
}

/// What is allocated on an appropriation is charged to it when rules are run.
fn charged() -> PostingRule {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("FIN".to_owned(), Taken::Copied)],
        share,
    };
    PostingRule {
        rule: "avräkning".to_owned(),
        version: 1,
        name: "Avräkning".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Run,
        base: Base::Line,
        when: Trigger {
            values: vec![("FIN".to_owned(), Pattern::parse("A").expect("a pattern"))],
            side: Side::Either,
            ..Trigger::on(Pattern::parse("9411,9511,9811").expect("accounts"))
        },
        lines: vec![line("1751", WHOLE), line("3011", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}

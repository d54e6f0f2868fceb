//! Registers of the books.

use kameral_base::{Date, Pattern};
use kameral_ledger::model::{
    Account, AccountKind, AccountLevel, Dimension, DimensionValue, Hierarchy, HierarchyNode, Relation, RelationValue,
    RuleSet, Series, VoucherKind,
};
use kameral_ledger::register::Change;

/// Every account: number, name, kind.
pub const ACCOUNTS: [(&str, &str, AccountKind); 13] = [
    ("1510", "Kundfordringar", AccountKind::Asset),
    ("1932", "Räntekonto", AccountKind::Asset),
    ("19321", "Räntekonto, donationer", AccountKind::Asset),
    ("2069", "Kapitalförändring", AccountKind::Liability),
    ("2581", "Leverantörsskulder", AccountKind::Liability),
    ("3011", "Intäkter av anslag", AccountKind::Income),
    ("3451", "Avgifter", AccountKind::Income),
    ("4011", "Löner", AccountKind::Expense),
    ("5012", "Lokalhyra", AccountKind::Expense),
    ("5531", "El", AccountKind::Expense),
    ("69131", "Avskrivning inventarier", AccountKind::Expense),
    ("69133", "Avskrivning datorer", AccountKind::Expense),
    ("9210", "Fördelad lön", AccountKind::Internal),
];

const LEVELS: [(&str, &str); 5] = [
    ("5", "Driftkostnader"),
    ("50", "Lokaler"),
    ("501", "Hyror"),
    ("55", "Energi"),
    ("553", "El och värme"),
];

/// Values: position, value, name.
const VALUES: [(u8, &str, &str); 12] = [
    (1, "100", "Ledning"),
    (1, "110", "Tillsyn"),
    (1, "210", "Norra distriktet"),
    (1, "220", "Södra distriktet"),
    (2, "10", "Förvaltningsanslag"),
    (2, "20", "Avgifter"),
    (2, "40", "Bidrag"),
    (3, "P1", "Strandinventering"),
    (3, "P2", "Digitalt arkiv"),
    (3, "P3", "Fågeltorn"),
    (4, "NATUR", "Naturprogrammet"),
    (5, "YTTRE", "Yttre verksamhet"),
];

/// Everything, in an order in which it can be applied.
pub fn changes() -> Vec<Change> {
    let mut changes: Vec<Change> = ACCOUNTS.iter().map(|row| Change::Account(account(*row))).collect();
    changes.extend(LEVELS.map(|(prefix, name)| {
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        Change::Level(AccountLevel {
            prefix,
            name,
            name_en: String::new(),
        })
    }));
    changes.extend(dimensions().into_iter().map(Change::Dimension));
    changes.push(Change::Relation(relation("program", "PROJ", &[("P1,P3", "NATUR")])));
    changes.push(Change::Relation(relation("område", "PROGRAM", &[("NATUR", "YTTRE")])));
    let value = |(position, value, name): &(u8, &str, &str)| DimensionValue::plain(*position, value, name);
    changes.extend(VALUES.iter().map(value).map(Change::Value));
    changes.push(Change::Hierarchy(tree()));
    for (series, outside) in [("A", false), ("C", false), ("E", true)] {
        let (series, name) = (series.to_owned(), series.to_owned());
        changes.push(Change::Series(Series {
            series,
            name,
            name_en: String::new(),
            outside,
        }));
    }
    for (kind, name, series) in [
        ("general", "Bokföringsorder", "A"),
        ("reversal", "Vändning", "C"),
        ("recoding", "Omkontering", "C"),
    ] {
        let (kind, name, series) = (kind.to_owned(), name.to_owned(), series.to_owned());
        changes.push(Change::Kind(VoucherKind {
            kind,
            series,
            name,
            name_en: String::new(),
        }));
    }
    changes
}

/// Values beside the standard configuration of a rule set.
pub fn standard_values(rules: RuleSet) -> Vec<Change> {
    if rules != RuleSet::State {
        return Vec::new();
    }
    let plain = |(position, value, name): (u8, &str, &str)| DimensionValue::plain(position, value, name);
    let mut values: Vec<DimensionValue> = [
        (1, "100", "Ledning"),
        (1, "210", "Norra distriktet"),
        (2, "1", "Tillsyn"),
        (2, "2", "Uppdrag"),
        (4, "10", "Förvaltningsanslag"),
        (4, "11", "Åtgärdsanslag"),
        (4, "20", "Avgifter"),
    ]
    .map(plain)
    .into();
    for value in values
        .iter_mut()
        .filter(|value| value.value.starts_with('1') && value.position == 4)
    {
        value.attributes = serde_json::json!({ "financing_form": "appropriation" });
    }
    values.into_iter().map(Change::Value).collect()
}

fn account((number, name, kind): (&str, &str, AccountKind)) -> Account {
    Account {
        open_items: number == "2581",
        ..Account::plain(number, name, kind)
    }
}

/// ORG, FIN, PROJ; PROGRAM from PROJ and AREA from PROGRAM (EM-08, EM-09).
fn dimensions() -> Vec<Dimension> {
    let derived = |position, code, name, by: &str| Dimension {
        indirect: true,
        derived_by: by.to_owned(),
        ..Dimension::plain(position, code, name)
    };
    vec![
        Dimension {
            name_en: "Organisation".to_owned(),
            ..Dimension::plain(1, "ORG", "Organisationsenhet")
        },
        Dimension::plain(2, "FIN", "Finansiär"),
        Dimension {
            free_values: true,
            ..Dimension::plain(3, "PROJ", "Projekt")
        },
        derived(4, "PROGRAM", "Program", "program"),
        derived(5, "AREA", "Område", "område"),
    ]
}

fn relation(code: &str, from: &str, pairs: &[(&str, &str)]) -> Relation {
    let pair = |(from, to): &(&str, &str)| RelationValue {
        from: Pattern::parse(from).expect("a correct pattern"),
        to: (*to).to_owned(),
        valid_from: None,
        valid_to: None,
    };
    Relation {
        relation: code.to_owned(),
        from_dimension: from.to_owned(),
        name: code.to_owned(),
        name_en: String::new(),
        values: pairs.iter().map(pair).collect(),
    }
}

/// The districts lie below the field; ORG 220 only until the summer of 2026.
fn tree() -> Hierarchy {
    let node = |node: &str, parent: Option<&str>, leaf: Option<&str>| HierarchyNode {
        node: node.to_owned(),
        parent: parent.map(str::to_owned),
        name: node.to_owned(),
        leaf: leaf.map(|leaf| Pattern::parse(leaf).expect("a correct pattern")),
        valid_from: None,
        valid_to: None,
    };
    Hierarchy {
        hierarchy: "TREE".to_owned(),
        dimension: "ORG".to_owned(),
        name: "Organisationsträd".to_owned(),
        name_en: String::new(),
        nodes: vec![
            node("området", None, None),
            node("hela", Some("området"), None),
            node("kansli", Some("hela"), Some("1*")),
            node("fält", Some("hela"), None),
            node("norr", Some("fält"), Some("210")),
            HierarchyNode {
                valid_to: Some(Date::constant(2026, 6, 30)),
                ..node("söder", Some("fält"), Some("220"))
            },
        ],
    }
}

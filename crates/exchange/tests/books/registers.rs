//! Registers of the books.

use kameral_base::Pattern;
use kameral_ledger::model::{
    Account, AccountKind, Base, Dimension, DimensionValue, Method, PostingRule, PostingRuleLine, Relation,
    RelationValue, Series, Side, Taken, Trigger, VoucherKind, WHOLE,
};
use kameral_ledger::register::Change;
use serde_json::json;

/// Every account: number, name, kind, S-code, counterparty kind, role.
const ACCOUNTS: [(&str, &str, AccountKind, &str, &str, &str); 20] = [
    (
        "1511",
        "Kundfordringar, utomstatliga",
        AccountKind::Asset,
        "S1511",
        "outside_state",
        "",
    ),
    (
        "1531",
        "Kundfordringar, inomstatliga",
        AccountKind::Asset,
        "S1531",
        "within_state",
        "",
    ),
    (
        "1741",
        "Redovisat mot anslag",
        AccountKind::Asset,
        "S1741",
        "within_state",
        "appropriation_charge",
    ),
    (
        "1910",
        "Räntekonto",
        AccountKind::Asset,
        "S1910",
        "within_state",
        "interest_account",
    ),
    ("2069", "Kapitalförändring", AccountKind::Liability, "S2069", "", ""),
    (
        "2561",
        "Leverantörsskulder, inomstatliga",
        AccountKind::Liability,
        "S2561",
        "within_state",
        "",
    ),
    (
        "2581",
        "Leverantörsskulder, utomstatliga",
        AccountKind::Liability,
        "S2581",
        "outside_state",
        "",
    ),
    (
        "3011",
        "Intäkter av anslag",
        AccountKind::Income,
        "S3011",
        "within_state",
        "appropriation_income",
    ),
    (
        "3419",
        "Konsultuppdrag",
        AccountKind::Income,
        "S3111",
        "by_dimension",
        "",
    ),
    ("4011", "Löner", AccountKind::Expense, "S4111", "outside_state", ""),
    (
        "4012",
        "Lönebikostnader",
        AccountKind::Expense,
        "S4511",
        "outside_state",
        "",
    ),
    ("5012", "Lokalhyra", AccountKind::Expense, "S5011", "outside_state", ""),
    (
        "5021",
        "Lokalhyra, inomstatlig",
        AccountKind::Expense,
        "S5021",
        "within_state",
        "",
    ),
    (
        "5531",
        "Kontorsmaterial",
        AccountKind::Expense,
        "S5531",
        "outside_state",
        "",
    ),
    ("5541", "Tidningar", AccountKind::Expense, "", "outside_state", ""),
    (
        "5599",
        "Övriga varor",
        AccountKind::Expense,
        "S5531",
        "by_dimension",
        "",
    ),
    (
        "9411",
        "Fördelad lön",
        AccountKind::Internal,
        "",
        "agency_internal",
        "internal",
    ),
    (
        "9419",
        "Fördelad lön, avlyft",
        AccountKind::Internal,
        "",
        "agency_internal",
        "internal",
    ),
    (
        "9521",
        "Fördelade lokalkostnader",
        AccountKind::Internal,
        "",
        "agency_internal",
        "internal",
    ),
    (
        "9529",
        "Fördelade lokalkostnader, avlyft",
        AccountKind::Internal,
        "",
        "agency_internal",
        "internal",
    ),
];

/// The accounts, for random books.
pub fn accounts() -> Vec<&'static str> {
    ACCOUNTS.iter().map(|row| row.0).collect()
}

/// Everything, in an order in which it can be applied.
pub fn changes() -> Vec<Change> {
    let mut changes: Vec<Change> = ACCOUNTS.iter().map(|row| Change::Account(account(*row))).collect();
    let dimensions = [(1, "ORG", "Enhet"), (4, "FIN", "Finansiär"), (5, "MP", "Motpart")];
    changes.extend(dimensions.map(|(position, code, name)| Change::Dimension(Dimension::plain(position, code, name))));
    changes.push(Change::Relation(appropriations()));
    changes.extend(values().into_iter().map(Change::Value));
    changes.push(Change::Series(Series {
        series: "A".to_owned(),
        name: "A".to_owned(),
        name_en: String::new(),
        outside: false,
    }));
    for (kind, name) in [("general", "Bokföringsorder"), ("rule_run", "Regelkörning")] {
        changes.push(Change::Kind(VoucherKind {
            kind: kind.to_owned(),
            series: "A".to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
        }));
    }
    changes
}

fn account(
    (number, name, kind, s_code, counterparty_kind, role): (&str, &str, AccountKind, &str, &str, &str),
) -> Account {
    Account {
        s_code: s_code.to_owned(),
        counterparty_kind: counterparty_kind.to_owned(),
        role: role.to_owned(),
        ..Account::plain(number, name, kind)
    }
}

fn values() -> Vec<DimensionValue> {
    let value = |position, value, name, attributes| DimensionValue {
        attributes,
        ..DimensionValue::plain(position, value, name)
    };
    vec![
        value(1, "100", "Ledning", json!({})),
        value(
            4,
            "10",
            "Förvaltningsanslag",
            json!({ "financing_form": "appropriation" }),
        ),
        value(4, "11", "Bidragsanslag", json!({ "financing_form": "appropriation" })),
        value(4, "20", "Avgifter", json!({ "financing_form": "fee" })),
        value(
            5,
            "1128",
            "Skatteverket",
            json!({ "counterparty_kind": "within_state" }),
        ),
        value(
            5,
            "1200",
            "Systermyndigheten",
            json!({ "counterparty_kind": "within_group" }),
        ),
        value(
            5,
            "L1",
            "Kontorsbolaget",
            json!({ "counterparty_kind": "outside_state", "organisation_number": "556036-0793", "bankgiro": "5402-9681" }),
        ),
        value(
            5,
            "L2",
            "Byråkonsult",
            json!({ "counterparty_kind": "outside_state", "plusgiro": "410 54 68-5" }),
        ),
        value(
            5,
            "L3",
            "Okänd leverantör",
            json!({ "counterparty_kind": "outside_state" }),
        ),
        value(
            5,
            "L4",
            "Felskriven",
            json!({ "counterparty_kind": "outside_state", "organisation_number": "556036-0794" }),
        ),
        value(5, "X9", "Utan slag", json!({})),
    ]
}

fn appropriations() -> Relation {
    Relation {
        relation: "anslag".to_owned(),
        from_dimension: "FIN".to_owned(),
        name: "Anslag".to_owned(),
        name_en: String::new(),
        values: vec![RelationValue {
            from: Pattern::parse("10").expect("a pattern"),
            to: "20 1:5 ap.1".to_owned(),
            valid_from: None,
            valid_to: None,
        }],
    }
}

/// Which financier an account has, for feeder systems whose files do not say.
pub fn by_account() -> Relation {
    Relation {
        relation: "konto_fin".to_owned(),
        from_dimension: "KONTO".to_owned(),
        name: "Finansiär av konto".to_owned(),
        name_en: String::new(),
        values: vec![RelationValue {
            from: Pattern::parse("1*,4*,5*").expect("a pattern"),
            to: "10".to_owned(),
            valid_from: None,
            valid_to: None,
        }],
    }
}

/// A rule that charges cost on financiers 1* to the appropriation, when it is run.
pub fn charging() -> Vec<Change> {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("FIN".to_owned(), Taken::Copied)],
        share,
    };
    vec![Change::PostingRule(PostingRule {
        rule: "avrakning".to_owned(),
        version: 1,
        name: "Avräkning".to_owned(),
        name_en: String::new(),
        order: 1,
        active: true,
        method: Method::Run,
        base: Base::default(),
        when: Trigger {
            values: vec![("FIN".to_owned(), Pattern::parse("1*").expect("a pattern"))],
            side: Side::Either,
            ..Trigger::on(Pattern::parse("4*,5*").expect("a pattern"))
        },
        lines: vec![line("1741", WHOLE), line("3011", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    })]
}

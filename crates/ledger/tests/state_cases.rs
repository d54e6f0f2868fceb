//! The state's own posting rules on the cases of the framework contract (APR-02, APR-04, APR-08, APR-09,
//! APR-12, APR-13, APR-19, GL-19, GL-21, PAY-04, PAY-05).
//!
//! `state_cases/cases.txt` says what is typed and what rules shall add. C01 and C02 are the contract's,
//! exactly; `docs/decisions/0020-state-posting-rules.md` says where a case leaves a choice.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Ore, Pattern, Period, Timestamp};
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, dues, init_entity, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::{
    Base, DimensionValue, Method, PostingRule, PostingRuleLine, Relation, RelationValue, RuleSet, Taken, Trigger, WHOLE,
};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::vouchers::{self, Voucher};
use kameral_ledger::voucher::{DraftLine, DraftVoucher, VoucherNumber};
use kameral_store::Store;
use kameral_store::testing::each_migrated;

const CASES: &str = include_str!("state_cases/cases.txt");

/// Financier, appropriation item or title, flow, basis, gross.
type Financed = (&'static str, &'static str, &'static str, &'static str, bool);

const FINANCING: [Financed; 6] = [
    ("10", "1:5 ap.1", "rantebarande", "kostnad", false),
    ("11", "1:6 ap.1", "rantebarande", "kostnad", true),
    ("20", "1:7 ap.1", "scr", "kostnad", false),
    ("21", "1:8 ap.1", "scr", "kassa", false),
    ("90", "2552", "scr", "titel", false),
    ("91", "2552 u", "scr", "titel", true),
];

/// An agency with the standard's chart, rules and posting rules, in the year 2022: the cases stand on
/// accounts of that time.
fn agency(store: &Store) -> Cx {
    let today = Date::constant(2022, 6, 30);
    let now: Timestamp = "2022-06-30T12:00:00Z".parse().expect("a moment");
    let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
    let new = NewEntity {
        code: "1098".to_owned(),
        name: "Friluftsmyndigheten".to_owned(),
        org_number: "202100-5026".to_owned(),
        rules: RuleSet::State,
    };
    let changes = standard::changes(RuleSet::State).expect("the standard");
    let entity = init_entity(&nobody, None, &new, &changes).expect("an agency");
    let cx = Cx::operator(store.clone(), "operator", entity.id, today, now);
    let positions = [("ORG", 1), ("VHT", 2), ("PROJ", 3), ("FIN", 4), ("MP", 5)];
    let positions: BTreeMap<String, u8> = positions.map(|(code, at)| (code.to_owned(), at)).into();
    let mut changes = standard::proposed(RuleSet::State, &positions).expect("the proposed rules");
    let values = [(4, "11"), (4, "21"), (4, "91"), (5, "1128"), (3, "P1")];
    changes.extend(values.map(|(at, value)| Change::Value(DimensionValue::plain(at, value, value))));
    changes.extend(standard::posting_rules(RuleSet::State).expect("the posting rules"));
    changes.push(Change::PostingRule(overhead()));
    change_registers(&cx, None, "standard", &changes).expect("the standard is kept");
    change_registers(&cx, None, "financing", &financing()).expect("the financing is kept");
    cx
}

fn financing() -> Vec<Change> {
    let relation = |code: &str, of: fn(&Financed) -> Option<String>| {
        let pairs = FINANCING.iter().filter_map(|row| {
            Some(RelationValue {
                from: Pattern::exact(row.0).expect("a value"),
                to: of(row)?,
                valid_from: None,
                valid_to: None,
            })
        });
        Change::Relation(Relation {
            relation: code.to_owned(),
            from_dimension: "FIN".to_owned(),
            name: code.to_owned(),
            name_en: String::new(),
            values: pairs.collect(),
        })
    };
    vec![
        relation("anslag", |row| Some(row.1.to_owned())),
        relation("flode", |row| Some(row.2.to_owned())),
        relation("avrakning", |row| Some(row.3.to_owned())),
        relation("brutto", |row| row.4.then(|| "ja".to_owned())),
    ]
}

/// Twenty per cent of distributed pay, as C25 has it.
fn overhead() -> PostingRule {
    let line = |account: &str, share: i64| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("ORG".to_owned(), Taken::Copied)],
        share,
    };
    PostingRule {
        rule: "oh".to_owned(),
        version: 1,
        name: "Overhead".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Transaction,
        base: Base::Line,
        when: Trigger::on(Pattern::exact("9411").expect("an account")),
        lines: vec![line("9511", WHOLE / 5), line("9519", -WHOLE / 5)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}

/// Account, amount, values.
fn line(text: &str) -> DraftLine {
    let mut words = text.split_whitespace();
    let account = words.next().expect("an account").to_owned();
    let amount = Ore::parse(words.next().expect("an amount")).expect("an amount");
    let position = |code: &str| match code {
        "ORG" => 1,
        "PROJ" => 3,
        "FIN" => 4,
        "MP" => 5,
        _ => panic!("no dimension {code}"),
    };
    let values = words.map(|word| {
        let (code, value) = word.split_once('=').expect("a value");
        (position(code), value.to_owned())
    });
    DraftLine {
        account,
        amount,
        values: values.collect(),
        ..DraftLine::default()
    }
}

/// What is typed, and what rules shall add, by account.
#[derive(Default)]
struct Step<'c> {
    reverses: Option<&'c str>,
    name: &'c str,
    typed: Vec<DraftLine>,
    added: BTreeMap<String, Ore>,
}

fn cases() -> Vec<(&'static str, Vec<Step<'static>>)> {
    let mut cases: Vec<(&str, Vec<Step<'_>>)> = Vec::new();
    for text in CASES.lines().filter(|text| !text.starts_with('#')) {
        if let Some(case) = text.strip_prefix("case ") {
            cases.push((case, Vec::new()));
            continue;
        }
        let (_, steps) = cases.last_mut().expect("a case comes first");
        match (text.trim(), steps.last_mut()) {
            (name, _) if name.starts_with("step ") || name.starts_with("reverse ") => steps.push(Step {
                reverses: name.strip_prefix("reverse "),
                name,
                ..Step::default()
            }),
            (text, Some(step)) => match text.strip_prefix("+ ") {
                Some(text) => {
                    let line = line(text);
                    step.added.insert(line.account, line.amount);
                }
                None => step.typed.push(line(text)),
            },
            (text, None) => panic!("a step comes before {text}"),
        }
    }
    cases
}

fn posted(cx: &Cx, draft: DraftVoucher) -> VoucherNumber {
    let request = PostRequest {
        drafts: vec![draft],
        ..PostRequest::default()
    };
    match post(cx, None, &request) {
        Ok(mut posted) => posted.remove(0).number,
        Err(stop) => panic!("{stop:?}"),
    }
}

fn voucher(cx: &Cx, number: &VoucherNumber) -> Voucher {
    cx.read(kameral_access::Permission::BooksRead, |tx| {
        let seq = {
            let sight = kameral_ledger::sight::Sight::load(tx, cx)?;
            vouchers::seq_of(tx, &sight, number)
        }?
        .expect("it was posted");
        {
            let sight = kameral_ledger::sight::Sight::load(tx, cx)?;
            vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
        }
    })
    .expect("it can be read")
}

/// What rules added, by account.
fn added(voucher: &Voucher) -> BTreeMap<String, Ore> {
    let mut sums: BTreeMap<String, Ore> = BTreeMap::new();
    for line in voucher.lines.iter().filter(|line| line.generated_version.is_some()) {
        let sum = sums.entry(line.coding.account().to_owned()).or_default();
        *sum = sum.checked_add(line.amount).expect("small amounts");
    }
    sums.retain(|_, sum| !sum.is_zero());
    sums
}

/// APR-02, APR-12, APR-13, APR-19, GL-19, GL-21, PAY-04, PAY-05: each step's own lines, and what rules add
/// to them on the accounts the case names; afterwards every charge is there once (APR-27).
#[test]
fn every_case_comes_out_as_it_says() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let cx = agency(store);
        let mut wrong = String::new();
        for (case, steps) in cases() {
            let mut numbers = BTreeMap::new();
            for step in &steps {
                let number = match step.reverses {
                    Some(name) => reversed(&cx, &numbers[name]),
                    None => posted(&cx, draft(case, step)),
                };
                let added = added(&voucher(&cx, &number));
                if added != step.added {
                    let _ = writeln!(wrong, "{case} {}: {added:?} instead of {:?}", step.name, step.added);
                }
                numbers.insert(step.name, number);
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
        let march = Period::parse("202203").expect("a period");
        let dues = dues(&cx, march, &Method::ALL, None).expect("the rules can be tried");
        assert!(
            dues.iter().all(kameral_ledger::charge::Due::is_complete),
            "every charge once: {dues:#?}"
        );
    });
}

fn draft(case: &str, step: &Step<'_>) -> DraftVoucher {
    DraftVoucher {
        date: Some(Date::constant(2022, 3, 15)),
        text: format!("{case} {}", step.name),
        lines: step.typed.clone(),
        ..DraftVoucher::default()
    }
}

fn reversed(cx: &Cx, number: &VoucherNumber) -> VoucherNumber {
    let order = CorrectionOrder {
        date: Date::constant(2022, 3, 16),
        period: None,
        reason: "Fel".to_owned(),
    };
    match reverse(cx, None, number, &order) {
        Ok(posted) => posted.number,
        Err(stop) => panic!("{stop:?}"),
    }
}

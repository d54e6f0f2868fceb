//! An agency by the state's own standard, and how a year is played in it.

use std::collections::BTreeMap;

use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId, Ore, Pattern, Period, PeriodRange, Timestamp};
use kameral_ledger::commands::{
    ChargeOrder, NewEntity, PostRequest, change_registers, charge, init_entity, post, recode, reverse, set_period,
};
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::{
    AccountingModel, Base, DimensionValue, Method, Module, PeriodState, PostingRule, PostingRuleLine, Relation,
    RelationValue, RuleSet, Taken, Trigger, WHOLE,
};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::voucher::{DraftLine, DraftVoucher, VoucherNumber};
use kameral_store::Store;

use super::acts::{Act, Changed, Day, EVENTS};

/// Financier, what it finances, flow, basis, whether gross.
type Financed = (&'static str, &'static str, &'static str, &'static str, bool);

const FINANCING: [Financed; 4] = [
    ("10", "1:5 ap.1", "rantebarande", "kostnad", false),
    ("11", "1:6 ap.1", "rantebarande", "kostnad", true),
    ("20", "1:7 ap.1", "scr", "kostnad", false),
    ("21", "1:8 ap.1", "scr", "kassa", false),
];

/// The year everything happens in.
pub const YEAR: i32 = 2026;

/// Books of an agency.
pub struct Books {
    /// The operator.
    pub cx: Cx,
    /// Vouchers that may be corrected, with their month.
    posted: Vec<(VoucherNumber, u32)>,
}

impl Books {
    /// An agency of its own in the database.
    pub fn of(store: &Store, code: &str) -> Self {
        let today = Date::constant(2026, 12, 31);
        let now: Timestamp = "2026-12-31T12:00:00Z".parse().expect("a moment");
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: code.to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let changes = standard::changes(RuleSet::State).expect("the standard");
        let entity = init_entity(&nobody, None, &new, &changes).expect("an agency");
        let books = Self {
            cx: Cx::operator(store.clone(), "operator", entity.id, today, now),
            posted: Vec::new(),
        };
        let positions = [("ORG", 1), ("VHT", 2), ("PROJ", 3), ("FIN", 4), ("MP", 5)];
        let positions: BTreeMap<String, u8> = positions.map(|(code, at)| (code.to_owned(), at)).into();
        let mut changes = standard::proposed(RuleSet::State, &positions).expect("the proposed rules");
        let values = [(1, "2"), (4, "11"), (4, "21"), (5, "1128")];
        changes.extend(values.map(|(at, value)| Change::Value(DimensionValue::plain(at, value, value))));
        changes.extend(standard::posting_rules(RuleSet::State).expect("the posting rules"));
        changes.push(Change::PostingRule(overhead()));
        for relation in ["anslag", "flode", "avrakning", "brutto"] {
            changes.push(Change::Relation(financing(relation)));
        }
        books.change(&changes);
        books
    }

    fn change(&self, changes: &[Change]) {
        change_registers(&self.cx, None, "test", changes).expect("the change is kept");
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        let load = |tx: &mut kameral_store::Tx| kameral_ledger::store::model::load(tx, &self.cx);
        self.cx.read(Permission::BooksRead, load).expect("the model")
    }

    /// Does one thing. A correction of nothing, one that changes nothing, and a change of what has
    /// already changed are nobody's fault.
    pub fn play(&mut self, act: &Act) {
        match act {
            Act::Post {
                event,
                financier,
                day,
                ore,
            } => self.post(event, financier, *day, *ore),
            Act::Reverse { which, later } => self.correct(*which, *later, None),
            Act::Recode { which, later, value } => self.correct(*which, *later, Some(*value)),
            Act::Run { month } => self.run(*month, &[Method::Run]),
            Act::Change { change, day } => self.changed(*change, date(*day)),
        }
    }

    fn post(&mut self, event: &str, financier: &str, day: Day, ore: i64) {
        let (_, shape) = EVENTS.iter().find(|(name, _)| *name == event).expect("an event");
        let mut lines: Vec<DraftLine> = Vec::new();
        for (account, hundredths, coded) in *shape {
            let values: &[(u8, &str)] = if *coded {
                &[(1, "1"), (4, financier), (5, "1128")]
            } else {
                &[(5, "1128")]
            };
            lines.push(DraftLine {
                account: (*account).to_owned(),
                values: values.iter().map(|(at, value)| (*at, (*value).to_owned())).collect(),
                amount: Ore::new(ore * hundredths / 100),
                ..DraftLine::default()
            });
        }
        // Öre that the shares leave over stand on the last line.
        let rest: i64 = lines.iter().map(|line| line.amount.get()).sum();
        let last = lines.last_mut().expect("a line");
        last.amount = Ore::new(last.amount.get() - rest);
        lines.retain(|line| !line.amount.is_zero());
        if lines.is_empty() {
            return;
        }
        let draft = DraftVoucher {
            date: Some(date(day)),
            text: event.to_owned(),
            lines,
            ..DraftVoucher::default()
        };
        let request = PostRequest {
            drafts: vec![draft],
            accept_warnings: Some("prov".to_owned()),
            ..PostRequest::default()
        };
        match post(&self.cx, None, &request) {
            Ok(posted) => self.posted.push((posted[0].number.clone(), day.0)),
            Err(stop) => panic!("{event} {financier} {ore}: {stop:?}"),
        }
    }

    fn correct(&mut self, which: usize, later: u32, value: Option<(u8, &str)>) {
        if self.posted.is_empty() {
            return;
        }
        let (number, month) = self.posted[which % self.posted.len()].clone();
        let month = (month + later).min(12);
        let order = CorrectionOrder {
            date: date((month, 28)),
            period: None,
            reason: "Fel".to_owned(),
        };
        let done = match value {
            None => reverse(&self.cx, None, &number, &order),
            Some((at, value)) => {
                let moves = [Move {
                    line: 1,
                    account: None,
                    values: vec![(at, value.to_owned())],
                    amount: None,
                }];
                recode(&self.cx, None, &number, &order, &moves)
            }
        };
        if let Ok(done) = done {
            self.posted.push((done.number, month));
        }
    }

    fn run(&self, month: u32, methods: &[Method]) {
        let order = ChargeOrder {
            period: period(month),
            methods: methods.to_vec(),
            accept_warnings: Some("prov".to_owned()),
        };
        if let Err(stop) = charge(&self.cx, None, &order) {
            panic!("{month}: {stop:?}");
        }
    }

    fn changed(&self, change: Changed, day: Date) {
        let before = day.yesterday().expect("a day before");
        let model = self.model();
        match change {
            Changed::CostsInRuns => self.new_version(&model, "kostnad-r", before, |rule| rule.method = Method::Run),
            Changed::Overhead => self.new_version(&model, "oh", before, |rule| {
                rule.lines[0].share = WHOLE / 4;
                rule.lines[1].share = -WHOLE / 4;
            }),
            Changed::Flow => {
                let mut flow = financing("flode");
                let moved = flow
                    .values
                    .iter_mut()
                    .find(|pair| pair.to == "scr" && pair.from.matches("21"));
                moved.expect("a pair").valid_to = Some(before);
                flow.values.push(RelationValue {
                    from: Pattern::exact("21").expect("a value"),
                    to: "rantebarande".to_owned(),
                    valid_from: Some(day),
                    valid_to: None,
                });
                self.change(&[Change::Relation(flow)]);
            }
        }
    }

    /// A second version of a rule from the day after; a rule that has one keeps it.
    fn new_version(&self, model: &AccountingModel, code: &str, before: Date, alter: impl Fn(&mut PostingRule)) {
        let versions: Vec<&PostingRule> = model.posting_rules.iter().filter(|rule| rule.rule == code).collect();
        let [only] = versions[..] else { return };
        let ended = PostingRule {
            valid_to: Some(before),
            ..only.clone()
        };
        let mut next = PostingRule {
            version: only.version + 1,
            valid_from: before.tomorrow().ok(),
            ..only.clone()
        };
        alter(&mut next);
        self.change(&[Change::PostingRule(ended), Change::PostingRule(next)]);
    }

    /// Runs what is left of every month, twice, and holds the year.
    pub fn finish(&self) {
        for _ in 0..2 {
            for month in 1..=12 {
                self.run(month, &Method::ALL);
            }
        }
        let year = PeriodRange::parse("202600..202612").expect("periods");
        let model = self.model();
        let all = model.years.iter().flat_map(|year| year.periods());
        for period in all.filter(|period| year.contains(*period)) {
            set_period(&self.cx, None, period, &Module::ALL, PeriodState::Held, "prov").expect("it is held");
        }
    }
}

/// A month of the year.
pub fn period(month: u32) -> Period {
    Period::new(YEAR, month).expect("a month")
}

fn date((month, day): Day) -> Date {
    Date::constant(
        i16::try_from(YEAR).expect("a year"),
        i8::try_from(month).expect("a month"),
        i8::try_from(day).expect("a day"),
    )
}

fn financing(relation: &str) -> Relation {
    let of = |row: &Financed| match relation {
        "anslag" => Some(row.1.to_owned()),
        "flode" => Some(row.2.to_owned()),
        "avrakning" => Some(row.3.to_owned()),
        _ => row.4.then(|| "ja".to_owned()),
    };
    let pairs = FINANCING.iter().filter_map(|row| {
        Some(RelationValue {
            from: Pattern::exact(row.0).expect("a value"),
            to: of(row)?,
            valid_from: None,
            valid_to: None,
        })
    });
    Relation {
        relation: relation.to_owned(),
        from_dimension: "FIN".to_owned(),
        name: relation.to_owned(),
        name_en: String::new(),
        values: pairs.collect(),
    }
}

/// A fifth of distributed pay, on top.
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

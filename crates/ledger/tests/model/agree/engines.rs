//! The program on a database, called as the oracle is.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Date, EntityId, Period, Refusal, UserId};
use kameral_ledger::check::check;
use kameral_ledger::commands::{
    NewEntity, PostRequest, annul, attach, change_registers, init_entity, post, recode, reverse, set_period,
};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::{Module, RuleSet};
use kameral_ledger::posting::Source;
use kameral_ledger::store::balances;
use kameral_ledger::voucher::PostedVoucher;
use kameral_store::testing::{as_owner, long_ago, postgres_address};
use kameral_store::{Stop, Store};

use super::call::{Answer, Body, Call, Posted};
use super::command::{DOCUMENT, Order};
use super::oracle::CellKey;
use super::registers;
use crate::world::moment;

/// The clerk posts and corrects, and does not manage periods.
const CLERK: UserId = UserId(7);

const CLERK_SQL: &str = "
    insert into app_user (user_id, login, name, password_hash, created_at) values (7, 'clerk', 'Clerk', '', '');
    insert into role (role, name, name_en) values ('clerk', 'Handläggare', 'Clerk');
    insert into role_permission (role, permission) values
      ('clerk', 'books.read'), ('clerk', 'voucher.draft'), ('clerk', 'voucher.post'), ('clerk', 'voucher.correct'),
      ('clerk', 'account.reconcile');
";

/// A database for the whole run; every sequence gets an entity of its own.
pub struct Engine {
    pub store: Store,
    made: i64,
}

/// The books of one sequence.
pub struct Books {
    operator: Cx,
    clerk: Cx,
}

impl Engine {
    /// SQLite, and PostgreSQL where the machine has it.
    pub fn all() -> Vec<Self> {
        let mut addresses = vec![":memory:".to_owned()];
        match postgres_address() {
            Some(address) => addresses.push(format!("{address}&durability=test")),
            None => println!("PostgreSQL: hoppar över / skipped: SQLite and the oracle alone are compared"),
        }
        addresses.iter().map(|address| Self::at(address)).collect()
    }

    fn at(address: &str) -> Self {
        let store = Store::open(address).expect("a new database opens");
        store
            .migrate(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], long_ago())
            .expect("migrated");
        as_owner(&store, CLERK_SQL).expect("a clerk");
        Self { store, made: 0 }
    }

    /// A new entity, the same on every engine.
    pub fn entity(&mut self) -> Books {
        self.made += 1;
        let today = Date::constant(2026, 6, 30);
        let nobody = Cx::operator(self.store.clone(), "operator", EntityId(0), today, moment(0));
        let new = NewEntity {
            code: format!("e{}", self.made),
            name: "Entity".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &registers::standard()).expect("an entity");
        let sql = format!(
            "insert into user_role (grant_id, user_id, entity_id, role, given_at, given_by)
             values ({0}, 7, {0}, 'clerk', '', 0)",
            entity.id
        );
        as_owner(&self.store, &sql).expect("a role");
        let operator = Cx::operator(self.store.clone(), "operator", entity.id, today, moment(0));
        attach(&operator, None, "d.pdf", "application/pdf", DOCUMENT).expect("a document");
        let clerk = Cx::of_user(&self.store, CLERK, entity.id, "web", today, moment(0)).expect("rights");
        Books {
            operator,
            clerk: clerk.expect("the clerk has a role"),
        }
    }
}

impl Books {
    /// Runs a call `step` seconds after noon; with the hashes of what was posted.
    pub fn run(&self, call: &Call, step: i64) -> (Answer, Vec<String>) {
        let mut cx = if call.clerk { &self.clerk } else { &self.operator }.clone();
        cx.now = moment(step);
        let key = call
            .key
            .map(|key| IdempotencyKey::new(format!("k{key}"), call.text().as_bytes()));
        let key = key.as_ref();
        match &call.body {
            Body::Post { drafts, accept } => {
                let source = Source {
                    name: "entry",
                    sha256: None,
                };
                let request = PostRequest {
                    drafts: drafts.clone(),
                    source,
                    accept_warnings: accept.clone(),
                    subject: String::new(),
                };
                posted(post(&cx, key, &request))
            }
            Body::Reverse { number, order } => posted(reverse(&cx, key, number, &ordered(order)).map(|one| vec![one])),
            Body::Recode { number, moves, order } => {
                posted(recode(&cx, key, number, &ordered(order), moves).map(|one| vec![one]))
            }
            Body::Annul { number, order } => posted(annul(&cx, key, number, &ordered(order)).map(|one| vec![one])),
            Body::Period { period, state, reason } => {
                let done = set_period(&cx, None, *period, &[Module::Ledger], *state, reason);
                (
                    answered(done.map(|()| Answer::Done), |refusal| (None, refusal.name())),
                    Vec::new(),
                )
            }
            Body::Register(changes) => {
                let done = change_registers(&cx, None, "test", changes);
                (
                    answered(done.map(Answer::Changed), |refusal| (None, refusal.name())),
                    Vec::new(),
                )
            }
        }
    }

    /// The cube of both years as it was when the journal ended at a place.
    pub fn balances(&self, end: usize) -> BTreeMap<CellKey, [i64; 4]> {
        let cx = &self.operator;
        let end = i64::try_from(end).expect("few vouchers");
        let read = cx.read(Permission::BooksRead, |tx| {
            let codings = balances::codings(tx, cx)?;
            let mut cells = BTreeMap::new();
            for (year, period) in [2025, 2026]
                .into_iter()
                .flat_map(|year| (0..=16).map(move |month| (year, month)))
            {
                let period = Period::new(year, period).expect("a period");
                let sums = balances::sums(tx, &cx.scope, i64::from(year), period, period, Some(end))?;
                for ((coding, unit), sums) in sums {
                    let key = (i64::from(year), period, codings[&coding].as_str().to_owned(), unit);
                    let cell = [sums.debit.get(), sums.credit.get(), sums.quantity.get(), sums.lines];
                    cells.insert(key, cell);
                }
            }
            Ok(cells)
        });
        read.expect("balances can be read")
    }

    /// What the integrity check finds; nothing is good.
    pub fn findings(&self) -> Vec<String> {
        let report = check(&self.operator, &mut |_| (), &AtomicBool::new(false)).expect("a check ends");
        let findings = report.findings.iter().filter(|finding| !finding.is_information());
        findings
            .map(|finding| format!("{} {}", finding.kind.name(), finding.place))
            .collect()
    }
}

fn ordered(order: &Order) -> CorrectionOrder {
    CorrectionOrder {
        date: order.date,
        period: order.period,
        reason: order.reason.to_owned(),
    }
}

fn posted(done: Result<Vec<PostedVoucher>, Stop<Vec<kameral_ledger::refusal::PostRefusal>>>) -> (Answer, Vec<String>) {
    let mut hashes = Vec::new();
    let answer = done.map(|vouchers| {
        hashes = vouchers.iter().map(|voucher| voucher.hash.clone()).collect();
        let told = vouchers.into_iter().map(|voucher| Posted {
            number: voucher.number.to_string(),
            seq: usize::try_from(voucher.journal_seq).expect("a place"),
            period: voucher.period,
        });
        Answer::Posted(told.collect())
    });
    (answered(answer, |refusal| (refusal.line, refusal.name())), hashes)
}

fn answered<R: Refusal>(
    done: Result<Answer, Stop<Vec<R>>>,
    told: impl Fn(&R) -> (Option<u32>, &'static str),
) -> Answer {
    match done {
        Ok(answer) => answer,
        Err(Stop::Refused(refusals)) => Answer::Refused(refusals.iter().map(told).collect()),
        Err(Stop::Denied(_)) => Answer::Denied,
        Err(Stop::Fault(fault)) => panic!("a fault: {fault}"),
    }
}

//! A small world for stories about the ledger: an agency with fifteen accounts, three dimensions and
//! an indirect one, the years 2025 and 2026, and a language of lines to post in.
//!
//! [`check`] plays a story on both engines and compares what happened with what was expected.
//! Property tests and other tests make a [`World`] and call the commands themselves. What a story
//! may say stands in [`play`]; other test files add commands of their own with [`World::play_with`].

#![allow(dead_code, unused_imports, reason = "each test file uses a part of the world")]
#![allow(clippy::format_collect, reason = "a story has few lines, and this reads best")]

mod language;
mod play;
pub mod rules;
mod standard;
mod tell;

use std::cell::RefCell;
use std::sync::Arc;

use expect_test::Expect;
use kameral_access::{Actor, Cx};
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_ledger::commands::{NewEntity, change_registers, init_entity};
use kameral_ledger::model::{AccountingModel, RuleSet};
use kameral_ledger::register::Change;
use kameral_store::Store;
use kameral_store::testing::each_migrated;

pub use language::{draft, line};
pub use play::Step;
pub use standard::accounts;
pub use tell::{refusal, refusals, stop, voucher};

/// The people of the world; the place in the list is their number in the user register.
pub const PEOPLE: [&str; 4] = ["operator", "eva", "bo", "kim"];

/// An agency and who acts in it.
#[derive(Clone)]
pub struct World {
    /// The database.
    pub store: Store,
    /// Surroundings of the next command: who, when, where.
    pub cx: Cx,
}

impl World {
    /// Makes the agency `1098` on a new database.
    pub fn on(store: &Store) -> Self {
        Self::with_code(store, "1098")
    }

    /// Makes an agency beside those there are.
    pub fn with_code(store: &Store, code: &str) -> Self {
        let today = Date::constant(2026, 6, 30);
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, moment(0));
        let new = NewEntity {
            code: code.to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &standard::changes()).expect("the world is made");
        let cx = Cx::operator(store.clone(), "operator", entity.id, today, moment(0));
        Self {
            store: store.clone(),
            cx,
        }
    }

    /// The surroundings when somebody else acts.
    pub fn cx_of(&self, name: &str) -> Cx {
        let user = PEOPLE
            .iter()
            .position(|person| *person == name)
            .expect("a person of this world");
        let mut cx = self.cx.clone();
        let user = UserId(i64::try_from(user).expect("few people"));
        cx.actor = Actor {
            user,
            name: name.to_owned(),
            ..cx.actor
        };
        cx
    }

    /// The accounting model as it stands.
    pub fn model(&self) -> Arc<AccountingModel> {
        self.cx
            .read(kameral_access::Permission::BooksRead, |tx| {
                kameral_ledger::store::model::load(tx, &self.cx)
            })
            .expect("the model can be read")
    }

    /// Changes registers; the test fails when they are refused.
    pub fn change(&self, changes: &[Change]) {
        change_registers(&self.cx, None, "test", changes).expect("the change is accepted");
    }

    /// Plays a story: a command a line, what belongs to it indented below. The answer has a
    /// paragraph for every command that has something to tell.
    pub fn play(&mut self, story: &str) -> String {
        self.play_with(story, |_, _| None)
    }

    /// The same with commands of the test's own, which are asked first.
    pub fn play_with(&mut self, story: &str, own: impl Fn(&mut Self, &play::Step<'_>) -> Option<String>) -> String {
        let mut told = String::new();
        for step in play::steps(story) {
            let answer = own(self, &step).unwrap_or_else(|| play::act(self, &step));
            if !answer.is_empty() {
                told.push_str(answer.trim_end());
                told.push('\n');
            }
        }
        told
    }
}

/// A moment of the day the world lives in, `seconds` after noon.
pub fn moment(seconds: i64) -> Timestamp {
    let noon: Timestamp = "2026-06-30T12:00:00Z".parse().expect("a correct moment");
    Timestamp::from_second(noon.as_second() + seconds).expect("a moment of that day")
}

/// Runs a test with a new world on SQLite and on PostgreSQL.
pub fn each_world(test: impl Fn(World)) {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        test(World::on(store));
    });
}

/// Plays a story in a new world on both engines; both must tell the same.
pub fn check(story: &str, expected: Expect) {
    check_with(story, |_, _| None, expected);
}

/// The same with commands of the test's own.
pub fn check_with(story: &str, own: impl Fn(&mut World, &Step<'_>) -> Option<String>, expected: Expect) {
    let told = RefCell::new(Vec::new());
    each_world(|mut world| told.borrow_mut().push(world.play_with(story, &own)));
    let told = told.into_inner();
    assert!(
        told.iter().all(|other| *other == told[0]),
        "the engines differ: {told:#?}"
    );
    expected.assert_eq(&told[0]);
}

//! A small agency for stories about parties, and a language of lines.
//!
//! Each line is `who: what`, where who is `anna` or `bo`, who may change the register, or `drift`, the
//! operator. What takes two is proposed. Fields stand as `field=value` with ` | ` between them.
//!
//! | Line | Does |
//! |---|---|
//! | `anna: save name=… \| kind=company \| roles=customer` | keeps a party; `bankgiro=…` and the like are accounts |
//! | `anna: propose name=… \| …` | proposes a supplier |
//! | `anna: account 10001 bankgiro=… \| reason=…` | keeps an account; `no=1` changes one, `ended` takes it out of use |
//! | `anna: propose-account 10001 …` | proposes an account |
//! | `bo: accept 1`, `bo: reject 1` | decides on a proposal |
//! | `anna: block 10001 payments why`, `unblock` | blocks |
//! | `anna: show 10001`, `show 10001 2026-02-01`, `show 10001 2026-02-01 3` | as of a day, as known at a change |
//! | `anna: find name kontor`, `number`, `account`, `group` | searches |
//! | `anna: changes 3`, `history 10001`, `group STAD Städning`, `days 10`, `agencies` | the rest |
//! | `day 2026-04-01` | the clock goes on |

#![allow(dead_code, reason = "each test file uses a part of the world")]

mod play;
mod tell;
mod typed;

use std::cell::RefCell;

use expect_test::Expect;
use kameral_access::duty::{FourEyesRow, load_standard};
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, RoleRefusal, RoleRow, add_user, give_role, set_roles,
};
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_parties::proposals;
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};

pub use tell::{refusals, told};
pub use typed::{account_asked, party_asked};

/// The tables a story needs.
pub const MIGRATIONS: [kameral_store::Migrations; 3] = [
    kameral_access::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_parties::MIGRATIONS,
];

/// Kinds of change that take two.
pub const TAKES_TWO: [&str; 3] = ["party.supplier", "party.account", "party.import"];

/// The agency.
pub struct World {
    pub store: Store,
    pub entity: EntityId,
    pub day: RefCell<Date>,
}

impl World {
    /// A new agency on a new database, where what brings money to somebody takes two.
    pub fn on(store: &Store) -> Self {
        let today = Date::constant(2026, 3, 2);
        let nobody = Cx::operator(store.clone(), "drift", EntityId(0), today, moment(today));
        let new = NewEntity {
            code: "1098".to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &[]).expect("the agency is made");
        let world = Self {
            store: store.clone(),
            entity: entity.id,
            day: RefCell::new(today),
        };
        proposals::register(store);
        world.people();
        world
    }

    fn people(&self) {
        let cx = self.cx("drift");
        let takes_two = TAKES_TWO.map(|kind| FourEyesRow {
            kind: kind.to_owned(),
            takes_two: true,
        });
        let role = |role: &str, permissions: &[&str]| RoleRow {
            role: role.to_owned(),
            name: role.to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: permissions.iter().map(|code| (*code).to_owned()).collect(),
        };
        let roles = [
            role(
                "reskontra",
                &["books.read", "party.edit", "file.export", "setting.edit"],
            ),
            role("läsare", &["books.read"]),
        ];
        let set: Result<(), Stop<Vec<RoleRefusal>>> = self.store.write(|tx| {
            load_standard(tx, &[], &takes_two, cx.now)?;
            for role in &roles {
                set_roles(tx, std::slice::from_ref(role))?;
            }
            Ok(())
        });
        set.expect("the roles are made");
        for (login, role) in [("anna", "reskontra"), ("bo", "reskontra"), ("cilla", "läsare")] {
            let new = NewUser {
                login: login.to_owned(),
                name: login.to_owned(),
                password: Password::new("korrekt-häst-batteri"),
                language: "sv".to_owned(),
            };
            let cost = HashCost {
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            };
            add_user(&cx, None, cost, &new).expect("a user");
            let grant = RoleGrant {
                login: login.to_owned(),
                entity: self.entity,
                role: role.to_owned(),
                conditions: Vec::new(),
                valid_from: None,
                valid_to: None,
                decision: GrantDecision {
                    reference: "dnr 1".to_owned(),
                    on: cx.today,
                },
            };
            give_role(&cx, None, &grant).expect("a role");
        }
    }

    /// Somebody at the agency, today.
    pub fn cx(&self, who: &str) -> Cx {
        let today = *self.day.borrow();
        let user = match who {
            "anna" => 1,
            "bo" => 2,
            "cilla" => 3,
            _ => return Cx::operator(self.store.clone(), "drift", self.entity, today, moment(today)),
        };
        let cx = Cx::of_user(&self.store, UserId(user), self.entity, "web", today, moment(today));
        cx.expect("the user is looked up").expect("a user with a role")
    }
}

/// Noon of a day.
pub fn moment(day: Date) -> Timestamp {
    format!("{day}T12:00:00Z").parse().expect("a moment")
}

/// Runs a test in a new agency on SQLite and on PostgreSQL.
pub fn each_world(test: impl Fn(&World)) {
    each_migrated(&MIGRATIONS, |store| test(&World::on(store)));
}

/// Plays a story in a new agency on both engines; both tell the same.
pub fn check(story: &str, expected: Expect) {
    let told = RefCell::new(None::<String>);
    each_world(|world| {
        let answer = world.play(story);
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    expected.assert_eq(&told.into_inner().unwrap_or_default());
}

//! Who may meet a part of the rows is shown no amounts of the whole agency; the guard holds for them all
//! the same. Two at once, and the same request again.

use crate::story;

use kameral_access::{
    Cx, GrantDecision, HashCost, IdempotencyKey, NewUser, Password, Permission, RoleGrant, RoleRow, add_user,
    give_role, set_roles,
};
use kameral_appropriations::commands::make_commitment;
use kameral_appropriations::commands::register_movement;
use kameral_appropriations::commit::NewCommitment;
use kameral_appropriations::model::{MovementKind, YearPart};
use kameral_appropriations::movement::NewMovement;
use kameral_appropriations::queries::{self, Until};
use kameral_appropriations::store::movements;
use kameral_base::{Date, Ore};
use kameral_ledger::commands::{PostRequest, change_registers, post};
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_store::testing::each_migrated;
use story::{MIGRATIONS, World};

const DAY: Date = Date::constant(2026, 6, 30);

fn posted_before(world: &World) {
    let told = world.play(
        "anslag 1:5 Strandskydd fin=10 övrigt stopp
         belopp 1:5 2026 allotment 100,00
         villkor 1:5 2026 frame=100,00
         bokför 2026-03-01 | 1751 FIN=10 60,00 | 3011 FIN=10 -60,00",
    );
    assert_eq!(told, "");
}

/// A user who reads and posts rows of one unit only.
fn restricted(world: &World) -> Cx {
    let cx = &world.cx;
    let row = RoleRow {
        role: "part".to_owned(),
        name: "Del".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: ["books.read", "voucher.post"].map(str::to_owned).to_vec(),
    };
    cx.store
        .write(|tx| set_roles(tx, std::slice::from_ref(&row)))
        .expect("the role is set");
    let new = NewUser {
        login: "anna".to_owned(),
        name: "Anna".to_owned(),
        password: Password::new("en lång lösenfras"),
        language: "sv".to_owned(),
    };
    let cost = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let user = add_user(cx, None, cost, &new).expect("the user is added");
    let grant = RoleGrant {
        login: "anna".to_owned(),
        entity: cx.entity(),
        role: "part".to_owned(),
        conditions: vec![("ORG".to_owned(), "1*".to_owned())],
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: cx.today,
        },
    };
    give_role(cx, None, &grant).expect("the role is given");
    let found = Cx::of_user(&cx.store, user.id, cx.entity(), "web", cx.today, cx.now);
    found.expect("rights can be read").expect("the user has rights")
}

/// SEC-02: no amounts for who may meet some rows only, and what is left is not told in a refusal.
#[test]
fn who_meets_some_rows_is_shown_no_amounts_and_is_held_all_the_same() {
    each_migrated(&MIGRATIONS, |store| {
        let world = World::on(store);
        posted_before(&world);
        let all = queries::standings(&world.cx, Permission::BooksRead, 2026, Until::End).expect("readable");
        assert_eq!(all.of("1:5").expect("there").left, Ore::new(4_000));
        let anna = restricted(&world);
        let seen = queries::standings(&anna, Permission::BooksRead, 2026, Until::End).expect("readable");
        assert!(seen.items.is_empty(), "{seen:?}");
        let left = queries::left_of(&anna, Permission::BooksRead, "10", DAY).expect("readable");
        assert!(left.is_none(), "{left:?}");
        let place = |code: &str| world.model().dimension(code).expect("the standard has it").position;
        let (org, fin) = (place("ORG"), place("FIN"));
        let unit = Change::Value(DimensionValue::plain(org, "110", "Kusten"));
        change_registers(&world.cx, None, "test", &[unit]).expect("the unit is kept");
        // The revenue is her own unit's; the settlement account has no unit.
        let line = |account: &str, amount: i64| DraftLine {
            account: account.to_owned(),
            values: if account.starts_with('3') {
                vec![(org, "110".to_owned()), (fin, "10".to_owned())]
            } else {
                vec![(fin, "10".to_owned())]
            },
            amount: Ore::new(amount),
            ..DraftLine::default()
        };
        let request = PostRequest {
            drafts: vec![DraftVoucher {
                date: Some(DAY),
                text: "För mycket".to_owned(),
                lines: vec![line("1751", 4_001), line("3011", -4_001)],
                ..DraftVoucher::default()
            }],
            ..PostRequest::default()
        };
        let told = story::refused(post(&anna, None, &request).expect_err("held back"));
        assert_eq!(told, "nekad: appropriation_beyond_credit (item 1:5, asked 40,01)");
    });
}

/// Of two who commit against the same frame one is refused.
#[test]
fn two_at_once_do_not_both_fit() {
    each_migrated(&MIGRATIONS, |store| {
        let world = World::on(store);
        posted_before(&world);
        let new = NewCommitment {
            item: "1:5".to_owned(),
            counterparty: "Kustlaboratoriet".to_owned(),
            decided_on: DAY,
            document: "Beslut".to_owned(),
            note: String::new(),
            total: Ore::new(6_000),
            first_paragraph: true,
            years: vec![YearPart {
                year: 2027,
                amount: Ore::new(6_000),
            }],
            accept_warnings: false,
        };
        let made: usize = std::thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| make_commitment(&world.cx, None, &new).is_ok()));
            both.map(|one| usize::from(one.join().expect("no panic"))).iter().sum()
        });
        assert_eq!(made, 1);
    });
}

/// Reliability rule 2: the same key again answers alike and registers nothing.
#[test]
fn the_same_key_registers_once() {
    each_migrated(&MIGRATIONS, |store| {
        let world = World::on(store);
        posted_before(&world);
        let new = NewMovement {
            item: "1:5".to_owned(),
            year: 2026,
            kind: MovementKind::OtherDecision,
            amount: Ore::new(500),
            decided_on: DAY,
            document: "Beslut".to_owned(),
            note: String::new(),
        };
        let key = IdempotencyKey::new("k1", b"one");
        let first = register_movement(&world.cx, Some(&key), &new).expect("registered");
        let again = register_movement(&world.cx, Some(&key), &new).expect("answered");
        assert_eq!(first, again);
        let there = world
            .cx
            .read(Permission::BooksRead, |tx| {
                movements::of_year(tx, &world.cx.scope, 2026)
            })
            .expect("readable");
        assert_eq!(there.len(), 2);
    });
}

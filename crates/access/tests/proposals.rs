//! Stories about proposals: the second pair of eyes (SEC-25, SEC-27, reliability rules 10 and 11).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::sync::Barrier;

use expect_test::expect;
use kameral_access::proposal::{NewProposal, ProposalState, accept, find, list, propose};
use kameral_access::{MIGRATIONS, Permission, held_roles};
use kameral_base::EntityId;
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Engine, Stop, Store};
use story::{World, check};

const TWO: &str = r#"
        roll ekonom books.read
        roll förvaltare books.read user.manage
        två personer role.give
        operatör lägger upp siv korrekt-häst-batteri Siv Lund
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg
        operatör lägger upp ny korrekt-häst-batteri Ny Anställd
        operatör ger siv förvaltare
        operatör ger ulf förvaltare
        siv loggar in korrekt-häst-batteri
        ulf loggar in korrekt-häst-batteri
"#;

/// SEC-25, SEC-27: what takes two is proposed by one and accepted by another; what is changed names
/// both; the operator passes, and that is kept.
#[test]
fn one_proposes_and_another_accepts() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll förvaltare books.read user.manage → ja
        två personer role.give → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör lägger upp ny korrekt-häst-batteri Ny Anställd → användare 3
        operatör ger siv förvaltare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        siv föreslår role.give {"login":"ny","role":"ekonom"} → nekad proposal_nobody_else
        operatör ger ulf förvaltare → roll nummer 2
        ulf loggar in korrekt-häst-batteri → inloggad
        siv ger ny ekonom → hindras av four_eyes:role.give
        siv föreslår role.give {"login":"ny","role":"ekonom"} utan skäl → nekad proposal_reason_missing
        siv föreslår role.give {"login":"ny","role":"ekonom"} till 2026-03-01 → nekad proposal_day_outside
        siv föreslår role.give {"login":"ny","role":"ekonom"} till 2026-06-01 → nekad proposal_day_outside
        siv föreslår role.give {"login":"ny","role":"kung"} → nekad role_unknown
        siv föreslår role.give {"login":"siv","role":"ekonom"} → nekad own_role
        siv föreslår role.give {"login":"ny"} → nekad proposal_content_malformed
        siv föreslår role.take {"login":"ny"} → nekad proposal_kind_unknown
        siv föreslår role.give {"login":"ny","role":"ekonom","dimension":"ORG","pattern":"12*"} → förslag 1
        siv godtar 1 → nekad own_proposal
        siv avslår 1 nej → nekad own_proposal
        ulf återtar 1 → nekad not_own_proposal
        ulf godtar 1 00 → nekad proposal_changed
        ulf godtar 1 → ja
        ulf godtar 1 → nekad proposal_decided
        siv återtar 1 → nekad proposal_decided
        ulf godtar 7 → nekad proposal_unknown
        siv föreslår role.give {"login":"ny","role":"förvaltare"} → förslag 2
        ulf avslår 2 → nekad proposal_reason_missing
        ulf avslår 2 behövs inte → ja
        siv föreslår role.give {"login":"ny","role":"förvaltare"} → förslag 3
        siv återtar 3 → ja
        siv föreslår role.give {"login":"ny","role":"förvaltare"} till 2026-03-03 → förslag 4
        48 timmar går
        ulf loggar in korrekt-häst-batteri → inloggad
        ulf godtar 4 → nekad proposal_lapsed
        förslag 1
        | 4 ; role.give ; ny ; Siv Lund ; behövs ; open ;  ;
        | 3 ; role.give ; ny ; Siv Lund ; behövs ; withdrawn ; Siv Lund ;
        | 2 ; role.give ; ny ; Siv Lund ; behövs ; rejected ; Ulf Berg ; behövs inte
        | 1 ; role.give ; ny ; Siv Lund ; behövs ; accepted ; Ulf Berg ;
        avsteg 1
        | four_eyes:role.give ; role.give ; ulf ; drift ; drift
        | four_eyes:role.give ; role.give ; siv ; drift ; drift
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; siv ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; ulf ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; user.add ; ny ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; siv ; accepted ;
        | 5 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; refused ; proposal_nobody_else
        | 6 ; 08:00 ; drift ; operator ; cli ; role.give ; ulf ; accepted ;
        | 7 ; 08:00 ; Siv Lund ; förvaltare ; web ; role.give ; ny ; denied ; user.manage four_eyes:role.give
        | 8 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; refused ; proposal_reason_missing
        | 9 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; refused ; proposal_day_outside
        | 10 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; refused ; proposal_day_outside
        | 11 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; refused ; role_unknown
        | 12 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give siv ; refused ; own_role
        | 13 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ; refused ; proposal_content_malformed
        | 14 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; accepted ;
        | 15 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.accept ; 1 ; refused ; own_proposal
        | 16 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.reject ; 1 ; refused ; own_proposal
        | 17 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.withdraw ; 1 ; refused ; not_own_proposal
        | 18 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.accept ; 1 ; refused ; proposal_changed
        | 19 ; 08:00 ; Siv Lund, Ulf Berg ; förvaltare ; web ; role.give ; ny ; accepted ; proposal:1
        | 20 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.accept ; 1 ; accepted ;
        | 21 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.accept ; 1 ; refused ; proposal_decided
        | 22 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.withdraw ; 1 ; refused ; proposal_decided
        | 23 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; accepted ;
        | 24 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.reject ; 2 ; refused ; proposal_reason_missing
        | 25 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.reject ; 2 ; accepted ;
        | 26 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; accepted ;
        | 27 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.withdraw ; 3 ; accepted ;
        | 28 ; 08:00 ; Siv Lund ; förvaltare ; web ; proposal.propose ; role.give ny ; accepted ;
        | 29 ; 08:00 ; Ulf Berg ; förvaltare ; web ; proposal.accept ; 4 ; refused ; proposal_lapsed
    "#]]);
}

/// SEC-01, SEC-25: what a role permits is changed by two; what it is called by one; nobody widens a role of
/// their own by way of another.
#[test]
fn a_role_is_changed_by_two() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll sysadm books.read user.manage role.manage → ja
        två personer role.save → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 3
        operatör ger siv sysadm → roll nummer 1
        operatör ger ulf sysadm → roll nummer 2
        operatör ger anna ekonom → roll nummer 3
        siv loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        anna loggar in korrekt-häst-batteri → inloggad
        siv gör roll ekonom books.read voucher.post → hindras av four_eyes:role.save
        siv gör roll ny books.read → hindras av four_eyes:role.save
        siv gör roll ekonom books.read → ja
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read","time.travel"]} → nekad permission_unknown
        siv föreslår role.save {"role":"EKONOM","name":"Ekonom","permissions":["books.read"]} → nekad proposal_content_malformed
        siv föreslår role.save {"role":"sysadm","name":"F","permissions":["books.read","role.manage","user.manage","voucher.post"]} → nekad own_role_widened
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read","system.manage"]} → saknar system.manage
        anna föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read","voucher.post"]} → saknar role.manage
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read","voucher.post"]} → förslag 1
        siv godtar 1 → nekad own_proposal
        anna bokför A1 → saknar voucher.post
        ulf godtar 1 → ja
        anna bokför A1 → ja
        avsteg 1 → inga
        operatör gör roll ekonom books.read → ja
        avsteg 1
        | four_eyes:role.save ; role.save ; ekonom ; drift ; drift
    "#]]);
}

/// SEC-12, SEC-25: whether a role requires a second factor is changed by two; a proposal that does not say it, as
/// those that were kept before it could, leaves it as it is; several roles are decided on together.
#[test]
fn the_factors_of_a_role_and_several_roles_are_changed_by_two() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll sysadm books.read user.manage role.manage → ja
        operatör gör roll kassor books.read med_faktor → ja
        två personer role.save → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör ger siv sysadm → roll nummer 1
        operatör ger ulf sysadm → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        siv gör roll ekonom books.read med_faktor → hindras av four_eyes:role.save
        siv gör roll kassor books.read utan_faktor → hindras av four_eyes:role.save
        siv gör roll kassor books.read med_faktor → ja
        siv föreslår role.save {"role":"kassor","name":"Kassör","permissions":["books.read","report.run"]} → förslag 1
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read"],"second_factor":true} → förslag 2
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read"],"second_factor":"ja"} → nekad proposal_content_malformed
        ulf godtar 1 → ja
        ulf godtar 2 → ja
        ändringar role
        | kassor : – → {"description":"","name":"kassor","name_en":"","permissions":"books.read","reports":"","second_factor":true}
        | kassor name: kassor → Kassör
        | kassor permissions: books.read → books.read report.run
        | ekonom name: ekonom → Ekonom
        | ekonom second_factor: false → true
        siv föreslår role.save {"roles":[]} → nekad proposal_content_malformed
        siv föreslår role.save {"roles":[{"role":"a","name":"A","permissions":["books.read"]},{"role":"a","name":"A","permissions":["books.read"]}]} → nekad proposal_content_malformed
        siv föreslår role.save {"roles":[{"role":"a","name":"A","permissions":["books.read"]},{"role":"b","name":"B","permissions":["books.burn"]}]} → nekad permission_unknown
        siv föreslår role.save {"roles":[{"role":"a","name":"A","permissions":["books.read"]},{"role":"b","name":"B","permissions":["voucher.post"]}]} → förslag 3
        siv godtar 3 → nekad own_proposal
        ulf godtar 3 → ja
        förslag 1
        | 3 ; role.save ; a b ; Siv Lund ; behövs ; accepted ; Ulf Berg ;
        | 2 ; role.save ; ekonom ; Siv Lund ; behövs ; accepted ; Ulf Berg ;
        | 1 ; role.save ; kassor ; Siv Lund ; behövs ; accepted ; Ulf Berg ;
        ändringar role
        | kassor : – → {"description":"","name":"kassor","name_en":"","permissions":"books.read","reports":"","second_factor":true}
        | kassor name: kassor → Kassör
        | kassor permissions: books.read → books.read report.run
        | ekonom name: ekonom → Ekonom
        | ekonom second_factor: false → true
        | a : – → {"description":"","name":"A","name_en":"","permissions":"books.read","reports":"","second_factor":false}
        | b : – → {"description":"","name":"B","name_en":"","permissions":"voucher.post","reports":"","second_factor":false}
    "#]]);
}

/// SEC-27: whoever may decide is told how many proposals wait: not their own, nor those of the same person by
/// another account, nor of kinds they do not decide on, nor what is past its day, nor another entity's.
#[test]
fn whoever_may_decide_is_told_how_many_wait() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll sysadm books.read user.manage role.manage → ja
        roll rollsattare books.read role.manage → ja
        två personer role.give role.save → 2 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp siv2 korrekt-häst-batteri Siv Lund → användare 2
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 3
        operatör lägger upp eva korrekt-häst-batteri Eva Lind → användare 4
        operatör lägger upp ny korrekt-häst-batteri Ny Anställd → användare 5
        operatör ger siv sysadm → roll nummer 1
        operatör ger siv2 sysadm → roll nummer 2
        operatör ger ulf sysadm → roll nummer 3
        operatör@2 ger ulf sysadm → roll nummer 4
        operatör ger eva rollsattare → roll nummer 5
        operatör ger ny ekonom → roll nummer 6
        siv loggar in korrekt-häst-batteri → inloggad
        siv2 loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        eva loggar in korrekt-häst-batteri → inloggad
        ny loggar in korrekt-häst-batteri → inloggad
        ulf väntar → 0
        siv föreslår role.give {"login":"ny","role":"rollsattare"} till 2026-03-02 → förslag 1
        siv föreslår role.save {"role":"ekonom","name":"Ekonom","permissions":["books.read","report.run"]} → förslag 2
        siv väntar → 0
        siv2 väntar → 2
        ulf väntar → 2
        ulf@2 väntar → 0
        eva väntar → 1
        ny väntar → 0
        operatör knyter siv till 1001 → ja
        operatör knyter siv2 till 1001 → ja
        siv2 väntar → 0
        16 timmar går
        ulf loggar in korrekt-häst-batteri → inloggad
        ulf väntar → 1
        ulf godtar 2 → ja
        ulf väntar → 0
    "#]]);
}

/// SEC-25: two accounts of one person are no two pairs of eyes; and who was given away what they
/// proposed does not decide on a role for themselves.
#[test]
fn one_person_is_not_two() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll förvaltare books.read user.manage → ja
        två personer role.give → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp siv2 korrekt-häst-batteri Siv Lund → användare 2
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör ger siv2 förvaltare → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        siv2 loggar in korrekt-häst-batteri → inloggad
        operatör knyter siv till 1001 → ja
        operatör knyter siv2 till 1001 → ja
        siv föreslår role.give {"login":"ulf","role":"ekonom"} → nekad proposal_nobody_else
        operatör ger ulf förvaltare → roll nummer 3
        ulf loggar in korrekt-häst-batteri → inloggad
        siv föreslår role.give {"login":"siv2","role":"ekonom"} → nekad own_role
        siv föreslår role.give {"login":"ulf","role":"ekonom"} → förslag 1
        siv2 godtar 1 → nekad own_proposal
        ulf godtar 1 → nekad own_role
        operatör godtar 1 → ja
    "#]]);
}

/// Reliability rule 10: of two who accept at once one succeeds, on both engines.
#[test]
fn two_who_accept_at_once_accept_once() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = two(store);
        world.hear("operatör lägger upp vera korrekt-häst-batteri Vera Vik");
        world.hear("operatör ger vera förvaltare");
        world.hear("vera loggar in korrekt-häst-batteri");
        let siv = world.actor("siv").unwrap();
        let number = propose(&siv, None, &role("ekonom")).unwrap();
        let seen = siv.store.read(|tx| {
            tx.for_entities(&[EntityId(1)])?;
            find(tx, &siv, number)
        });
        let hash = seen.unwrap().unwrap().hash();
        let start = Barrier::new(2);
        let done: Vec<bool> = std::thread::scope(|scope| {
            let deciders = ["ulf", "vera"].map(|login| {
                let (cx, hash, start) = (world.actor(login).unwrap(), hash.clone(), &start);
                scope.spawn(move || {
                    start.wait();
                    match accept(&cx, None, number, &hash, "") {
                        Ok(()) => true,
                        Err(Stop::Refused(_)) => false,
                        Err(stop) => panic!("{stop:?}"),
                    }
                })
            });
            deciders.map(|decider| decider.join().unwrap()).to_vec()
        });
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        let cx = world.operator(1);
        let held = cx.read(Permission::UserManage, |tx| held_roles(tx, &cx.scope)).unwrap();
        assert_eq!(held.iter().filter(|held| held.login == "ny").count(), 1);
    });
}

/// Reliability rule 10: what was changed behind the program's back is not accepted.
#[test]
fn a_proposal_whose_content_was_changed_is_refused() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = two(store);
        let siv = world.actor("siv").unwrap();
        let number = propose(&siv, None, &role("ekonom")).unwrap();
        let ulf = world.actor("ulf").unwrap();
        let read = || {
            let found = ulf.read(Permission::BooksRead, |tx| find(tx, &ulf, number));
            found.unwrap().unwrap()
        };
        let hash = read().hash();
        let forged = "update proposal set content = replace(content, 'ekonom', 'förvaltare')";
        match store.engine() {
            Engine::Postgres => as_owner(store, &format!("set kameral.entities = '1'; {forged}")).unwrap(),
            Engine::Sqlite => as_owner(store, forged).unwrap(),
        }
        assert!(read().content.contains("förvaltare"), "it was changed");
        let Err(Stop::Refused(why)) = accept(&ulf, None, number, &hash, "") else {
            panic!("a changed proposal was accepted");
        };
        assert_eq!(format!("{why:?}"), format!("[Changed {{ number: {number} }}]"));
        let open = ulf.read(Permission::BooksRead, |tx| list(tx, &ulf, false)).unwrap();
        assert_eq!(open.first().map(|of| of.state), Some(ProposalState::Open));
    });
}

fn two(store: &Store) -> World {
    let mut world = World::new(store);
    for wish in TWO.lines().map(str::trim).filter(|wish| !wish.is_empty()) {
        world.hear(wish);
    }
    world
}

fn role(role: &str) -> NewProposal {
    NewProposal {
        kind: "role.give".to_owned(),
        content: format!(r#"{{"login":"ny","role":"{role}"}}"#),
        reason: "behövs".to_owned(),
        valid_to: None,
    }
}

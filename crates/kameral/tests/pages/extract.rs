//! The extract for a person: everything that is held on them, for who meets every row, and of nobody else
//! (OPS-23, SEC-19; GDPR art. 15).

use axum::http::StatusCode;
use kameral_access::{
    GrantDecision, HashCost, INSTALLATION, NewUser, Password, Permission, RoleGrant, add_user, give_role,
};
use kameral_base::EntityId;
use kameral_ledger::subject_extract::{ExtractRefusal, extract};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, params};

use crate::agency::PASSWORD;
use crate::pages::canary::{LOGIN, NAME, NUMBER, World};

/// OPS-23, SEC-19: everything that is held on a person, by login, number or name, without secrets.
#[test]
fn ops_23_everything_held_on_a_person_is_taken_out() {
    each_migrated(&kameral::MIGRATIONS, |store| everything(&World::over(store.clone())));
}

fn everything(world: &World) {
    let cx = world.operator();
    let tables = |asked: &str| -> Vec<&'static str> {
        let found = extract(&cx, asked).unwrap();
        let secret = found.rows.iter().any(|held| held.row.contains_key("password_hash"));
        assert!(!secret, "no secret is taken out");
        let of_voucher = found.rows.iter().filter(|held| held.table == "voucher");
        assert!(
            of_voucher.into_iter().all(|held| held.review),
            "others may be named in it"
        );
        let mut tables: Vec<&str> = found.rows.iter().map(|held| held.table).collect();
        tables.dedup();
        tables
    };
    let of_user = tables(LOGIN);
    for table in ["app_user", "history", "session", "user_role", "voucher"] {
        assert!(of_user.contains(&table), "{table} in {of_user:?}");
    }
    for asked in [NUMBER, "20170101-2393", NAME] {
        let of_value = tables(asked);
        for table in ["coding", "dimension_value", "voucher", "voucher_line"] {
            assert!(of_value.contains(&table), "{asked}: {table} in {of_value:?}");
        }
        assert!(!of_value.contains(&"app_user"), "{asked}: {of_value:?}");
    }
}

/// OPS-23: a piece of a word, a year, a short code and a stranger's name are nobody: an extract of them would be of
/// everybody. A number may stand in a text alone.
#[test]
fn ops_23_an_extract_is_of_somebody() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::over(store.clone());
        let cx = world.operator();
        for nobody in ["Ingen Alls", "e", "an", "2026", "5611", "Kanariesson", "2017", "", " "] {
            let refused = extract(&cx, nobody);
            assert!(
                matches!(&refused, Err(Stop::Refused(why)) if *why == [ExtractRefusal::NobodyNamed]),
                "{nobody}: {refused:?}"
            );
        }
        assert!(extract(&cx, "198501011234").unwrap().rows.is_empty());
    });
}

/// SEC-19: history tells that an extract was taken and of whom, by a pseudonym; not the number, nor the name.
#[test]
fn sec_19_history_keeps_of_whom_an_extract_was_taken() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::over(store.clone());
        let cx = world.operator();
        extract(&cx, NUMBER).unwrap();
        extract(&cx, NAME).unwrap();
        extract(&cx, LOGIN).unwrap();
        let told: Vec<String> = store
            .read(|tx| {
                tx.for_entities(&[cx.entity(), INSTALLATION])?;
                tx.all(
                    "select object from history_change where register = 'personal_extract' order by history_seq",
                    params![],
                    |row| row.get("object"),
                )
            })
            .unwrap();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told[0].starts_with("person-") && told[0] == told[1],
            "the same person: {told:?}"
        );
        assert!(told[2].starts_with("skyddad-"), "{told:?}");
    });
}

/// SEC-19: who meets some rows only takes out none: an extract holds every row that names the person.
#[test]
fn sec_19_who_meets_some_rows_takes_out_no_extract() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::over(store.clone());
        world.role("steward", vec![Permission::PersonalManage, Permission::BooksRead]);
        let new = NewUser {
            login: "delvis".to_owned(),
            name: "Delvis Dag".to_owned(),
            password: Password::new(PASSWORD),
            language: "sv".to_owned(),
        };
        let cost = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        add_user(&world.operator(), None, cost, &new).unwrap();
        let grant = RoleGrant {
            login: "delvis".to_owned(),
            entity: EntityId(1),
            role: "steward".to_owned(),
            conditions: vec![("KONTO".to_owned(), "4*".to_owned())],
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: world.operator().today,
            },
        };
        give_role(&world.operator(), None, &grant).unwrap();
        let address = format!("/api/v1/entities/1098/personal/extract?person={LOGIN}");
        let asked = |world: &World| {
            let api = world.browser.send("GET", &address, "application/json", "", Vec::new());
            let page = world.browser.form("/1098/personuppgifter/utdrag", &[("person", LOGIN)]);
            [api.status, page.status]
        };
        world.enter("seeing");
        assert_eq!(asked(&world), [StatusCode::OK; 2]);
        world.enter("delvis");
        assert_eq!(asked(&world), [StatusCode::FORBIDDEN; 2]);
    });
}

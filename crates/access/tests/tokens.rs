//! Stories about tokens that programs keep (SEC-11).

use crate::story;

use std::net::IpAddr;

use kameral_access::{
    Act, HistoryFilter, MIGRATIONS, NewToken, PERSON_NEEDED, Permission, TOKEN_PREFIX, TokenHolder, UserRefusal,
    add_robot, create_own_token, create_token, give_role, revoke_own_token, revoke_token, set_is_person,
    tokens_of_login,
};
use kameral_base::{EntityId, Refusal};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store, params};
use story::{World, answer, with_anna};

const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn new(permissions: &[&str], entities: &[i64], days: i64) -> NewToken {
    NewToken {
        name: "Lönesystemet".to_owned(),
        permissions: permissions.iter().map(ToString::to_string).collect(),
        entities: entities.iter().map(|entity| EntityId(*entity)).collect(),
        days,
    }
}

fn found(store: &Store, world: &World, token: &str) -> Option<TokenHolder> {
    TokenHolder::find(store, token, ADDRESS, world.now).unwrap()
}

/// SEC-11: a token may what it names and its user may, where it says, until it ends.
#[test]
fn a_token_gives_no_more_than_it_says_and_its_user_has() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let session = world.session("anna").unwrap();
        let (today, now) = (world.today(), world.now);
        let asked = new(&["books.read", "report.run"], &[1], 30);
        let (number, token) = create_own_token(store, &session, &asked, today, now).unwrap();
        assert!(token.starts_with(TOKEN_PREFIX));
        let holder = found(store, &world, &token).unwrap();
        assert_eq!(holder.entities(store, today).unwrap(), [EntityId(1)]);
        let cx = holder.cx(store, EntityId(1), today, now).unwrap().unwrap();
        // Posting is the user's, not the token's; reports are the token's, not the user's.
        let may: Vec<&str> = cx.permissions().map(Permission::code).collect();
        assert_eq!(may, ["books.read"]);
        assert_eq!((cx.actor.role.as_str(), cx.actor.channel), ("ekonom token:1", "api"));
        let act = Act::new(Permission::VoucherPost, "voucher.post", "");
        let posted = cx.write(act, |_| Ok::<_, Stop<Vec<UserRefusal>>>(()));
        assert_eq!(answer(posted, |()| String::new()), "saknar voucher.post");
        // Nor as the second permission of something it may begin.
        let act = Act::new(Permission::BooksRead, "register.change", "");
        let second = cx.write(act, |tx| {
            cx.require_still::<Vec<UserRefusal>>(tx, Permission::VoucherPost)
        });
        assert_eq!(answer(second, |()| String::new()), "saknar voucher.post");
        assert!(holder.cx(store, EntityId(2), today, now).unwrap().is_none());
        // It is no session.
        assert!(kameral_access::Session::find(store, &token, now).unwrap().is_none());
        assert!(
            kameral_access::Session::find(store, &token[4..], now)
                .unwrap()
                .is_none()
        );
        // Nothing that opens anything is kept.
        let kept: Vec<u8> = store
            .read(|tx| {
                tx.one("select token_sha256 from api_token", params![], |row| {
                    row.get("token_sha256")
                })
            })
            .unwrap();
        assert!(!token.as_bytes().windows(32).any(|bytes| bytes == kept));
        for wrong in [
            "",
            "kml_",
            &token[..67],
            &token.to_uppercase(),
            &format!("kml_{}", "0".repeat(64)),
        ] {
            assert!(found(store, &world, wrong).is_none());
        }
        world.hear("30 dagar går");
        assert!(found(store, &world, &token).is_none(), "it has ended");
        world.now = now;
        world.hear("operatör stänger anna");
        assert!(found(store, &world, &token).is_none(), "its user may do nothing");
        world.hear("operatör öppnar anna");
        revoke_own_token(store, &session, number, now).unwrap();
        assert!(found(store, &world, &token).is_none(), "it is revoked");
        assert!(revoke_own_token(store, &session, number, now).is_err());
    });
}

/// What is wrong is told at once, and nothing sensitive is given to a program.
#[test]
fn a_token_is_refused_in_this_order() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let refused = |world: &World, asked: &NewToken| {
            let session = world.session("anna").unwrap();
            let done = create_own_token(store, &session, asked, world.today(), world.now);
            let refusals = done.unwrap_err().refused().unwrap();
            refusals.iter().map(Refusal::name).collect::<Vec<_>>().join(" ")
        };
        let nothing = NewToken {
            name: " ".to_owned(),
            ..new(&[], &[], 0)
        };
        assert_eq!(
            refused(&world, &nothing),
            "token_name_malformed token_permission_missing token_entity_unknown token_days_malformed"
        );
        assert_eq!(
            refused(&world, &new(&["user.manage", "time.travel"], &[1], 367)),
            "token_permission_sensitive token_permission_unknown token_days_malformed"
        );
        // An entity where Anna holds no role.
        assert_eq!(
            refused(&world, &new(&["books.read"], &[1, 2], 366)),
            "token_entity_unknown"
        );
        world.hear("5 minuter går");
        assert_eq!(refused(&world, &new(&["books.read"], &[1], 1)), "proof_needed");
    });
}

/// An integration holds roles and has tokens, and never signs in; a token does nothing sensitive
/// whatever its user may.
#[test]
fn an_integration_acts_by_its_token_alone() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let cx = world.operator(1);
        add_robot(&cx, None, "lonesystemet", "Lönesystemet").unwrap();
        assert_eq!(
            answer(add_robot(&cx, None, "ANNA", " "), |_| String::new()),
            "nekad user_name_missing"
        );
        assert_eq!(
            answer(add_robot(&cx, None, "anna", "Anna"), |_| String::new()),
            "nekad login_taken"
        );
        world.hear("roll robot books.read period.manage user.manage");
        let grant = kameral_access::RoleGrant {
            login: "lonesystemet".to_owned(),
            entity: EntityId(1),
            role: "robot".to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: kameral_access::GrantDecision {
                reference: "dnr 1".to_owned(),
                on: cx.today,
            },
        };
        give_role(&cx, None, &grant).unwrap();
        for password in ["", "korrekt-häst-batteri"] {
            assert_eq!(
                world.sign_in("lonesystemet", password, "192.0.2.9", true),
                "nekad Wrong"
            );
        }
        let (number, token) = create_token(&cx, None, "lonesystemet", &new(&["books.read"], &[1], 1)).unwrap();
        let holder = found(store, &world, &token.unwrap()).unwrap();
        let acting = holder
            .cx(store, EntityId(1), world.today(), world.now)
            .unwrap()
            .unwrap();
        assert_eq!(acting.permissions().count(), 1);
        // Even a token that was made to name it, by hand in the database.
        store
            .write(|tx| {
                let row = params![number, "user.manage"];
                tx.exec(
                    "insert into api_token_permission (token_id, permission) values ($1, $2)",
                    row,
                )?;
                Ok::<_, Stop<()>>(())
            })
            .unwrap();
        let acting = {
            let (_, other) = create_token(&cx, None, "lonesystemet", &new(&["books.read"], &[1], 1)).unwrap();
            assert!(found(store, &world, &other.unwrap()).is_some());
            holder
                .cx(store, EntityId(1), world.today(), world.now)
                .unwrap()
                .unwrap()
        };
        assert!(!acting.may(Permission::UserManage));
        let lines = tokens_of_login(&cx, "lonesystemet").unwrap();
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 1]);
        assert!(lines[1].permissions.contains(&"user.manage".to_owned()));
        revoke_token(&cx, None, "lonesystemet", number).unwrap();
        assert_eq!(
            answer(revoke_token(&cx, None, "lonesystemet", number), |()| String::new()),
            "nekad token_unknown"
        );
        let told: Vec<String> = world
            .lines(1, &HistoryFilter::default())
            .iter()
            .filter(|line| line.command.starts_with("token."))
            .map(|line| format!("{} {} {}", line.command, line.subject, line.outcome.word()))
            .collect();
        assert_eq!(told[0], "token.create lonesystemet accepted");
        assert_eq!(told.last().unwrap(), "token.revoke lonesystemet refused");
    });
}

/// SEC-11: who signs in makes their own tokens; whoever manages users makes none in their name, whatever kind of user
/// they are said to be.
#[test]
fn nobody_makes_a_token_in_the_name_of_who_signs_in() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = with_anna(store);
        let cx = world.operator(1);
        let asked = new(&["books.read"], &[1], 1);
        let told = |done| answer(done, |(number, _)| format!("nyckel {number}"));
        assert_eq!(told(create_token(&cx, None, "anna", &asked)), "nekad token_of_person");
        set_is_person(&cx, None, "anna", false).unwrap();
        assert_eq!(told(create_token(&cx, None, "anna", &asked)), "nekad token_of_person");
        assert_eq!(tokens_of_login(&cx, "anna").unwrap(), []);
    });
}

/// The same with a token that says so in the database: it is denied as no person.
#[test]
fn a_token_never_does_what_is_sensitive() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let cx = world.operator(1);
        world.hear("roll chef user.manage");
        world.hear("operatör ger anna chef");
        let session = world.session("anna").unwrap();
        let asked = new(&["books.read"], &[1], 1);
        let (number, token) = create_own_token(store, &session, &asked, world.today(), world.now).unwrap();
        store
            .write(|tx| {
                let row = params![number, "user.manage"];
                tx.exec(
                    "insert into api_token_permission (token_id, permission) values ($1, $2)",
                    row,
                )?;
                Ok::<_, Stop<()>>(())
            })
            .unwrap();
        let holder = found(store, &world, &token).unwrap();
        let acting = holder
            .cx(store, cx.entity(), world.today(), world.now)
            .unwrap()
            .unwrap();
        assert!(acting.may(Permission::UserManage));
        let done = add_robot(&acting, None, "bo", "Bo");
        assert_eq!(answer(done, |_| String::new()), format!("saknar {PERSON_NEEDED}"));
    });
}

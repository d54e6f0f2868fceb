//! Processing history: every command leaves one line, in order, for ever (GL-29, FBF 18 §, SEC-17).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::collections::BTreeSet;

use expect_test::expect;
use jiff::SignedDuration;
use kameral_access::personal::MetKind;
use kameral_access::{Act, HistoryFilter, HistoryLine, MIGRATIONS, Outcome, Permission, UserRefusal, history};
use kameral_base::UserId;
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Engine, FaultKind, Stop, Store, params};
use serde_json::json;
use story::{World, check};

/// GL-29: accepted, refused and denied alike, in the order they were done.
#[test]
fn every_command_leaves_one_line_in_order() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll läsare books.read → ja
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Al → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo läsare → roll nummer 2
        anna loggar in korrekt-häst-batteri → inloggad
        bo loggar in korrekt-häst-batteri → inloggad
        1 minuter går
        anna bokför A 1 → ja
        1 minuter går
        anna bokför_fel A2 → nekad user_name_missing own_account
        bo bokför A 3 → saknar voucher.post
        anna läser → allt
        anna bokför A 2 → ja
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 5 ; 08:01 ; Anna Ek ; ekonom ; web ; voucher.post ; A 1 ; accepted ;
        | 6 ; 08:02 ; Anna Ek ; ekonom ; web ; voucher.post ; A2 ; refused ; user_name_missing own_account
        | 7 ; 08:02 ; Bo Al ; läsare ; web ; voucher.post ; A 3 ; denied ; voucher.post
        | 8 ; 08:02 ; Anna Ek ; ekonom ; web ; voucher.post ; A 2 ; accepted ;
    "#]]);
}

/// Numbers have no gaps, whoever writes at the same time.
#[test]
fn lines_are_numbered_without_gaps() {
    const THREADS: i64 = 6;
    const COMMANDS: i64 = 20;
    each_migrated(&[MIGRATIONS], |store| {
        let world = World::new(store);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let cx = world.operator(1);
                scope.spawn(move || {
                    for number in 0..COMMANDS {
                        let act = Act::new(Permission::VoucherPost, "voucher.post", format!("{thread}:{number}"));
                        let done = cx.write(act, |_| match number % 3 {
                            0 => Err(Stop::Refused(vec![UserRefusal::OwnAccount])),
                            _ => Ok(()),
                        });
                        assert_eq!(done.is_err(), number % 3 == 0);
                    }
                });
            }
        });
        let lines = all(&world);
        let seqs: Vec<i64> = lines.iter().map(|line| line.seq).collect();
        assert_eq!(seqs, (1..=THREADS * COMMANDS).collect::<Vec<_>>());
        let subjects: BTreeSet<&str> = lines.iter().map(|line| line.subject.as_str()).collect();
        assert_eq!(subjects.len(), lines.len());
    });
}

/// Nothing of a command that fails is kept, and its line does not say that it was done.
#[test]
fn a_fault_leaves_no_line_and_no_effect() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = World::new(store);
        let cx = world.operator(1);
        let act = Act::new(Permission::VoucherPost, "voucher.post", "A1");
        let done = cx.write(act, |_| -> Result<(), Stop<Vec<UserRefusal>>> {
            Err(kameral_store::Fault::new(FaultKind::Disk, "full").into())
        });
        assert!(matches!(done, Err(Stop::Fault(_))));
        assert_eq!(all(&world), []);
    });
}

/// FBF 18 §, reliability rule 14: no role changes or removes a line, and neither does the owner.
#[test]
fn history_is_only_added_to() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        world.hear("operatör bokför A 1");
        world.hear("operatör lägger upp bo korrekt-häst-batteri");
        let before = all(&world);
        let forbidden = [
            "update history set outcome = 'refused'",
            "delete from history",
            "insert into history (entity_id, history_seq, at, actor, actor_name, role, channel, command, subject,
               outcome, detail)
               select entity_id, history_seq, at, 9, 'annan', role, channel, command, subject, outcome, detail
               from history",
            "update history_change set after_text = 'x'",
            "delete from history_change",
        ];
        for sql in forbidden {
            assert!(write(store, sql).is_err(), "{sql}");
            let as_tables_owner = format!("set kameral.entities = '1'; {sql}");
            let sql = if store.engine() == Engine::Postgres {
                &as_tables_owner
            } else {
                sql
            };
            assert!(as_owner(store, sql).is_err(), "{sql}");
        }
        match store.engine() {
            Engine::Postgres => assert!(as_owner(store, "truncate history").is_err()),
            Engine::Sqlite => assert!(
                write(store, "replace into history select * from history").is_err(),
                "a replacing insert"
            ),
        }
        assert_eq!(all(&world), before);
    });
}

/// Reliability rule 15: another entity's lines are not seen, by query or by the database itself.
#[test]
fn lines_of_another_entity_are_not_seen() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        world.hear("operatör@1 bokför A 1");
        world.hear("operatör@2 bokför B 1");
        let subjects = |entity| {
            let lines = world.lines(entity, &HistoryFilter::default());
            lines.into_iter().map(|line| line.subject).collect::<Vec<_>>()
        };
        assert_eq!(
            (subjects(1), subjects(2)),
            (vec!["A 1".to_owned()], vec!["B 1".to_owned()])
        );
        if store.engine() == Engine::Postgres {
            let sql = "select count(*) as n from history";
            let unset = store.read(|tx| tx.one(sql, params![], |row| row.get::<i64>("n")));
            assert!(unset.is_err(), "a transaction that named no entity read history");
            let seen = store.read(|tx| {
                tx.for_entities(world.operator(2).scope.entities())?;
                tx.one(sql, params![], |row| row.get::<i64>("n"))
            });
            assert_eq!(seen.unwrap(), 1);
        }
    });
}

/// A page at a time, by who, what, outcome and moment.
#[test]
fn history_is_read_in_pages_and_by_filter() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll ekonom books.read voucher.post",
            "operatör lägger upp anna korrekt-häst-batteri Anna Ek",
            "operatör ger anna ekonom",
            "anna loggar in korrekt-häst-batteri",
            "anna bokför A 1",
            "20 minuter går",
            "anna bokför_fel A2",
            "20 minuter går",
            "anna lägger upp bo korrekt-häst-batteri",
            "operatör bokför A 3",
        ] {
            world.hear(wish);
        }
        let anna = world.session("anna").unwrap().user();
        let told = |filter: HistoryFilter| world.lines(1, &filter).iter().map(|line| line.seq).collect::<Vec<_>>();
        let (none, at) = (HistoryFilter::default, |minutes| {
            world.now - SignedDuration::from_mins(minutes)
        });
        assert_eq!(told(none()), [1, 2, 3, 4, 5, 6]);
        assert_eq!(
            told(HistoryFilter {
                actor: Some(anna),
                ..none()
            }),
            [3, 4, 5]
        );
        assert_eq!(
            told(HistoryFilter {
                actor: Some(UserId(0)),
                ..none()
            }),
            [1, 2, 6]
        );
        assert_eq!(
            told(HistoryFilter {
                command: Some("voucher.post".into()),
                ..none()
            }),
            [3, 4, 6]
        );
        assert_eq!(
            told(HistoryFilter {
                outcome: Some(Outcome::Denied),
                ..none()
            }),
            [5]
        );
        assert_eq!(
            told(HistoryFilter {
                from: Some(at(20)),
                ..none()
            }),
            [4, 5, 6]
        );
        assert_eq!(
            told(HistoryFilter {
                until: Some(at(20)),
                ..none()
            }),
            [1, 2, 3]
        );
        assert_eq!(
            told(HistoryFilter {
                actor: Some(anna),
                from: Some(at(20)),
                until: Some(at(0)),
                ..none()
            }),
            [4]
        );

        let cx = world.operator(1);
        let page = |before, limit| {
            let lines = store.read(|tx| {
                tx.for_entities(cx.scope.entities())?;
                history::page(tx, &cx.scope, &HistoryFilter::default(), before, limit)
            });
            lines.unwrap().lines.iter().map(|line| line.seq).collect::<Vec<_>>()
        };
        assert_eq!(page(None, 4), [6, 5, 4, 3]);
        assert_eq!(page(Some(3), 4), [2, 1]);
        assert_eq!(page(Some(1), 4), Vec::<i64>::new());
        assert_eq!(page(None, -1), Vec::<i64>::new());

        let of_anna = cx.read(Permission::BooksRead, |tx| {
            history::of_subject(tx, &cx.scope, "anna", 10)
        });
        let commands: Vec<String> = of_anna.unwrap().into_iter().map(|line| line.command).collect();
        assert_eq!(commands, ["user.add", "role.give"]);
    });
}

/// DEF-07: who changed what of a thing, from where, by object, user and time in one question; and a
/// page that meets nothing among the lines it looked at says where the next one begins.
#[test]
fn a_change_is_found_by_object_user_time_and_text() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = World::new(store);
        let change = |who: &str, object: &str, (before, after): (&str, &str)| {
            let cx = world.operator(1).from_where(who, "kameral");
            let act = Act::new(Permission::RegisterEdit, "supplier.change", object);
            let done = cx.write(act, |tx| -> Result<(), Stop<Vec<UserRefusal>>> {
                let (before, after) = (
                    json!({ "bankgiro": before, "name": "AB" }),
                    json!({ "bankgiro": after, "name": "AB" }),
                );
                history::changed_value(tx, "supplier", object, Some(&before), Some(&after));
                Ok(())
            });
            done.unwrap();
        };
        change("kontor-1", "1001", ("5050-1055", "123-4567"));
        change("kontor-2", "1002", ("123-4567", "991-2346"));
        change("kontor-2", "1001", ("123-4567", "5050-1055"));
        let found = |filter: HistoryFilter| world.lines(1, &filter).iter().map(|line| line.seq).collect::<Vec<_>>();
        let none = HistoryFilter::default;
        let object = || HistoryFilter {
            object: Some("1001".into()),
            ..none()
        };
        assert_eq!(found(object()), [1, 3]);
        assert_eq!(
            found(HistoryFilter {
                text: Some("991".into()),
                ..none()
            }),
            [2]
        );
        assert_eq!(
            found(HistoryFilter {
                text: Some("123-4567".into()),
                address: Some("kontor-1".into()),
                ..none()
            }),
            [1]
        );
        let one_search = HistoryFilter {
            actor: Some(UserId(0)),
            text: Some("123-4567".into()),
            from: Some(world.now),
            until: Some(world.now + SignedDuration::from_mins(1)),
            ..object()
        };
        assert_eq!(found(one_search), [1, 3]);
        assert_eq!(
            found(HistoryFilter {
                until: Some(world.now),
                ..object()
            }),
            Vec::<i64>::new()
        );

        let cx = world.operator(1);
        let (line, changes) = cx
            .read(Permission::BooksRead, |tx| history::one(tx, &cx.scope, 3))
            .unwrap()
            .unwrap();
        assert_eq!((line.subject.as_str(), line.address.as_str()), ("1001", "kontor-2"));
        let told: Vec<_> = changes
            .iter()
            .map(|c| (c.field.as_str(), c.before.as_deref(), c.after.as_deref()))
            .collect();
        assert_eq!(told, [("bankgiro", Some("123-4567"), Some("5050-1055"))]);
    });
}

/// SEC-17, SEC-19: who is shown what is kept of people leaves a line, one for each user, question, kind and
/// hour; of somebody with protected identity one each time.
#[test]
fn reading_what_is_kept_of_people_leaves_one_line_an_hour() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        let read = |world: &World, asked: &str, met: &[MetKind]| {
            history::read(&world.operator(1), asked, met.iter().copied(), || Ok(asked.to_owned())).unwrap();
        };
        use MetKind::{Document, Protected, User};
        for asked in ["/anna", "/anna", "/bo", "/anna"] {
            read(&world, asked, &[User]);
        }
        read(&world, "/anna", &[]);
        read(&world, "/anna", &[User, Document]);
        read(&world, "/anna", &[User, Protected]);
        read(&world, "/anna", &[Protected]);
        world.hear("60 minuter går");
        read(&world, "/anna", &[User]);
        let told: Vec<String> = all(&world)
            .iter()
            .map(|line| {
                let at = line.at.strftime("%H:%M");
                format!("{at} {} {} {}", line.command, line.subject, line.detail)
            })
            .collect();
        assert_eq!(
            told,
            [
                "08:00 personal.read /anna user",
                "08:00 personal.read /bo user",
                "08:00 personal.read /anna user document",
                "08:00 protected.read /anna ",
                "08:00 protected.read /anna ",
                "09:00 personal.read /anna user",
            ]
        );
    });
}

/// SEC-02, SEC-08: history has no dimensions, so who reads some rows of the books only does not
/// page in it; who manages users does, though the books stay closed.
#[test]
fn who_reads_some_rows_only_does_not_page_in_history() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll budgetansvarig books.read",
            "roll förvaltare user.manage",
            "operatör lägger upp anna korrekt-häst-batteri",
            "operatör lägger upp siv korrekt-häst-batteri",
            "operatör ger anna budgetansvarig ORG=12*",
            "operatör ger siv förvaltare",
            "anna loggar in korrekt-häst-batteri",
            "siv loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        let lines = |who, permission| {
            let cx = world.actor(who).unwrap();
            let page = cx.read(permission, |tx| {
                history::page(tx, &cx.scope, &HistoryFilter::default(), None, 10)
            });
            page.map(|page| page.lines.len()).ok()
        };
        assert_eq!(lines("anna", Permission::BooksRead), Some(0));
        assert_eq!(lines("siv", Permission::BooksRead), None);
        assert_eq!(lines("siv", Permission::UserManage), Some(4));
    });
}

fn all(world: &World) -> Vec<HistoryLine> {
    let cx = world.operator(1);
    let mut lines = cx
        .read(Permission::BooksRead, |tx| {
            history::page(tx, &cx.scope, &HistoryFilter::default(), None, 500)
        })
        .unwrap()
        .lines;
    lines.reverse();
    lines
}

fn write(store: &Store, sql: &'static str) -> Result<u64, kameral_store::Fault> {
    kameral_store::testing::write(store, |tx| {
        tx.for_entities(&[kameral_base::EntityId(1)])?;
        tx.exec(sql, params![])
    })
}

//! The chain over the processing history, and what it keeps of before and after (SEC-17, GL-29,
//! reliability rules 6 and 14, threat T25).

use crate::story;

use kameral_access::history::{self, Chain, GENESIS, LineFault, SealedLine};
use kameral_access::{Act, HistoryFilter, HistoryLine, MIGRATIONS, Permission, UserRefusal};
use kameral_base::EntityId;
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Engine, NotedChange, Stop, Store};
use story::World;

const ENTITY: EntityId = EntityId(1);

fn lines(store: &Store) -> Vec<SealedLine> {
    let page = store.read(|tx| {
        tx.for_entities(&[ENTITY])?;
        history::sealed_after(tx, ENTITY, 0)
    });
    let page = page.unwrap();
    assert_eq!(page.strangers, []);
    page.lines
}

fn faults(lines: &[SealedLine]) -> Vec<(i64, LineFault)> {
    let mut chain = Chain::default();
    let of_line = lines.iter().flat_map(|line| {
        let found = chain.take(line);
        found.into_iter().map(|fault| (line.seq, fault)).collect::<Vec<_>>()
    });
    of_line.collect()
}

fn some_history(store: &Store) -> World {
    let mut world = World::new(store);
    for wish in [
        "roll ekonom books.read voucher.post user.manage",
        "operatör lägger upp anna korrekt-häst-batteri Anna Ek",
        "operatör ger anna ekonom",
        "anna loggar in korrekt-häst-batteri",
        "anna bokför A 1",
        "anna bokför_fel A2",
        "anna lägger upp bo korrekt-häst-batteri",
    ] {
        world.hear(wish);
    }
    world
}

/// SEC-17: every line is sealed on the one before, whatever came of the command.
#[test]
fn every_line_is_sealed_on_the_one_before() {
    each_migrated(&[MIGRATIONS], |store| {
        some_history(store);
        let lines = lines(store);
        assert_eq!(lines.len(), 5);
        assert_eq!(faults(&lines), []);
        let first = lines[0].hash.clone().unwrap();
        assert_eq!(lines[0].seal(&GENESIS).to_vec(), first);
        assert_eq!(lines[1].seal(&first).to_vec(), lines[1].hash.clone().unwrap());
    });
}

/// DEF-06, SEC-17: who from where, and before and after of what was changed.
#[test]
fn a_line_says_from_where_and_what_was_changed() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = some_history(store);
        let lines = lines(store);
        let user = &lines[0].changes[0];
        assert_eq!(
            (user.register.as_str(), user.object.as_str(), user.before.as_deref()),
            ("user", "anna", None)
        );
        assert!(user.after.as_deref().unwrap().contains("Anna Ek"), "{user:?}");
        assert_eq!(lines[1].changes[0].register, "user_role");
        assert!(lines[2].changes.is_empty(), "{:?}", lines[2].changes);
        assert!(!lines[2].address.is_empty(), "from where a browser acts");
        assert!(
            lines[0]
                .changes
                .iter()
                .all(|change| change.object != "korrekt-häst-batteri")
        );

        let cx = world.operator(1).from_where("kontor-7", "kameral 0.1.0");
        kameral_access::set_active(&cx, None, "bo", false).unwrap();
        let last = self::lines(store).pop().unwrap();
        assert_eq!(
            (last.address.as_str(), last.client.as_str()),
            ("kontor-7", "kameral 0.1.0")
        );
        let change = NotedChange {
            register: "user".to_owned(),
            object: "bo".to_owned(),
            field: "active".to_owned(),
            before: Some("true".to_owned()),
            after: Some("false".to_owned()),
        };
        assert_eq!(last.changes, [change]);
    });
}

/// GL-29: what lines of a page changed comes at once, whichever lines they are, as it does one by one.
#[test]
fn changes_of_a_page_are_those_of_its_lines() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = some_history(store);
        let cx = world.operator(1);
        for active in [false, true, false] {
            kameral_access::set_active(&cx, None, "bo", active).unwrap();
        }
        let (page, at_once, some) = cx
            .read(Permission::BooksRead, |tx| {
                let page = history::page(tx, &cx.scope, &HistoryFilter::default(), None, 100)?.lines;
                let odd: Vec<HistoryLine> = page.iter().filter(|line| line.seq % 2 == 1).cloned().collect();
                let at_once = history::changes_in(tx, &cx.scope, &page)?;
                Ok((page, at_once, history::changes_in(tx, &cx.scope, &odd)?))
            })
            .unwrap();
        assert!(4 < page.len() && 3 < at_once.len(), "{at_once:?}");
        for line in &page {
            let of_line = cx.read(Permission::BooksRead, |tx| history::one(tx, &cx.scope, line.seq));
            let (_, alone) = of_line.unwrap().unwrap();
            assert_eq!(at_once.get(&line.seq).cloned().unwrap_or_default(), alone);
        }
        let odd: Vec<i64> = at_once.keys().copied().filter(|seq| seq % 2 == 1).collect();
        assert_eq!(some.keys().copied().collect::<Vec<_>>(), odd);
        let none = cx.read(Permission::BooksRead, |tx| history::changes_in(tx, &cx.scope, &[]));
        assert!(none.unwrap().is_empty());
    });
}

/// Nothing is said of work that was undone: a refusal, or a part that was tried and given up.
#[test]
fn what_was_undone_is_not_told_as_changed() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = World::new(store);
        let cx = world.operator(1);
        let change = |tx: &mut kameral_store::Tx, object: &str| history::changed(tx, "account", object, None, Some(&1));
        let refused = cx.write(Act::new(Permission::VoucherPost, "a", "1"), |tx| -> Result<(), _> {
            change(tx, "5012")?;
            tx.note_rule("rule:cover:1".to_owned());
            Err(Stop::Refused(vec![UserRefusal::OwnAccount]))
        });
        assert!(refused.is_err());
        cx.write(
            Act::new(Permission::VoucherPost, "b", "1"),
            |tx| -> Result<(), Stop<Vec<UserRefusal>>> {
                change(tx, "5013")?;
                let tried: Result<(), Stop<Vec<UserRefusal>>> = tx.attempt(|tx| {
                    change(tx, "5014")?;
                    Err(Stop::Refused(vec![UserRefusal::OwnAccount]))
                });
                assert!(tried.is_err());
                tx.note_rule("rule:cover:1".to_owned());
                tx.note_rule("rule:cover:1".to_owned());
                Ok(())
            },
        )
        .unwrap();
        let lines = lines(store);
        assert_eq!((lines[0].changes.len(), lines[0].rules.as_str()), (0, ""));
        let objects: Vec<&str> = lines[1].changes.iter().map(|change| change.object.as_str()).collect();
        assert_eq!((objects, lines[1].rules.as_str()), (vec!["5013"], "rule:cover:1"));
        assert_eq!(faults(&lines), []);
    });
}

/// T25, P19: a line that was changed, taken away, put in, moved or made anew by who owns the tables is
/// found, and the first that differs is named.
#[test]
fn what_an_administrator_changes_is_found() {
    each_migrated(&[MIGRATIONS], |store| {
        some_history(store);
        let (guards_off, guards_on) = match store.engine() {
            Engine::Sqlite => (
                "drop trigger history_no_update; drop trigger history_no_delete; drop trigger history_change_no_update;
                 drop trigger history_change_no_delete; ",
                "",
            ),
            Engine::Postgres => (
                "set kameral.entities = '1'; alter table history disable trigger all;
                 alter table history_change disable trigger all; ",
                "; alter table history enable trigger all; alter table history_change enable trigger all",
            ),
        };
        let mut first = true;
        let mut run = |sql: &str| {
            let off = if first || store.engine() == Engine::Postgres {
                guards_off
            } else {
                ""
            };
            first = false;
            as_owner(store, &format!("{off}{sql}{guards_on}")).unwrap();
        };
        let whole = lines(store);
        let names = || faults(&lines(store)).iter().map(|(seq, _)| *seq).collect::<Vec<_>>();
        for (damage, mend, first_named) in [
            (
                "outcome = 'refused' where history_seq = 3",
                "outcome = 'accepted' where history_seq = 3",
                3,
            ),
            (
                "actor_name = 'Bo' where history_seq = 3",
                "actor_name = 'Anna Ek' where history_seq = 3",
                3,
            ),
            (
                "at = replace(at, 'T08', 't08') where history_seq = 2",
                "at = replace(at, 't08', 'T08') where history_seq = 2",
                2,
            ),
            ("hash = null where history_seq = 4", "", 4),
        ] {
            run(&format!("update history set {damage}"));
            assert_eq!(names().first(), Some(&first_named), "{damage}");
            if !mend.is_empty() {
                run(&format!("update history set {mend}"));
                assert_eq!(lines(store), whole, "{mend}");
            }
        }
        run("update history_change set after_text = 'x' where history_seq = 1");
        assert_eq!(names().first(), Some(&1));
        run("delete from history where history_seq = 2");
        let strangers = store.read(|tx| {
            tx.for_entities(&[ENTITY])?;
            Ok(history::sealed_after(tx, ENTITY, 0)?.strangers)
        });
        assert_eq!(strangers.unwrap(), [(2, 1)], "what a line that is gone had changed");
    });
}

/// Lines from before the chain have no hash; the first that has stands on all of them.
#[test]
fn lines_from_before_the_chain_are_its_ground() {
    each_migrated(&[MIGRATIONS], |store| {
        let set = if store.engine() == Engine::Postgres {
            "set kameral.entities = '1'; "
        } else {
            ""
        };
        let old = "insert into history_head (entity_id, last_seq) values (1, 2);
            insert into history (entity_id, history_seq, at, actor, actor_name, role, channel, command, subject, outcome, detail)
            values (1, 1, '2026-01-01T08:00:00.000000Z', 0, 'drift', 'operator', 'cli', 'voucher.post', 'A 1', 'accepted', ''),
                   (1, 2, '2026-01-02T08:00:00.000000Z', 0, 'drift', 'operator', 'cli', 'voucher.post', 'A 2', 'accepted', '')";
        as_owner(store, &format!("{set}{old}")).unwrap();
        let mut world = World::new(store);
        world.hear("operatör bokför A 3");
        let found = lines(store);
        assert_eq!(
            found.iter().map(|line| line.hash.is_some()).collect::<Vec<_>>(),
            [false, false, true]
        );
        assert_eq!(faults(&found), []);
        let head = store.read(|tx| {
            tx.for_entities(&[ENTITY])?;
            history::head(tx, ENTITY)
        });
        assert_eq!(head.unwrap(), Some((3, Some(3))));
        // An old line that was changed no longer carries the first sealed one.
        let mut changed = found.clone();
        changed[0].actor_name = "annan".to_owned();
        assert_eq!(faults(&changed).first().map(|(seq, _)| *seq), Some(3));
        assert_eq!(world.lines(1, &HistoryFilter::default()).len(), 3);
    });
}

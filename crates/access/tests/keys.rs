//! A command sent twice has one effect (reliability rule 2).

use crate::story;

use std::collections::BTreeMap;
use std::sync::Barrier;

use kameral_access::{Act, Cx, HistoryFilter, IdempotencyKey, KeyReused, MIGRATIONS, Permission};
use kameral_base::{Refusal, Sentence};
use kameral_store::testing::each_migrated;
use kameral_store::{Fault, FaultKind, Migration, Migrations, Stop, Store, params};
use proptest::prelude::*;
use story::{World, answer};

/// A table whose rows are the effects of commands.
const EFFECTS: Migrations = Migrations {
    crate_name: "effects",
    files: &[(
        "001_effects",
        &[
            Migration::Both("create table effect (entity_id bigint not null, body text not null);"),
            Migration::EntityRows { table: "effect" },
        ],
    )],
};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Refused {
    Key,
    Body,
}

impl From<KeyReused> for Refused {
    fn from(_: KeyReused) -> Self {
        Self::Key
    }
}

impl Refusal for Refused {
    fn name(&self) -> &'static str {
        match self {
            Self::Key => "key_reused",
            Self::Body => "body_wrong",
        }
    }

    fn sentence(&self) -> Sentence {
        Sentence::new("refusal")
    }
}

/// Adds an effect and answers how many the entity now has; `fel` is refused, `brott` a fault.
fn send(cx: &Cx, command: &'static str, key: &str, body: &str) -> Result<i64, Stop<Vec<Refused>>> {
    let key = IdempotencyKey::new(key, body.as_bytes());
    cx.write_once(Act::new(Permission::VoucherPost, command, body), Some(&key), |tx| {
        tx.exec(
            "insert into effect (entity_id, body) values ($1, $2)",
            params![cx.entity(), body],
        )?;
        match body {
            "fel" => Err(Stop::Refused(vec![Refused::Body])),
            "brott" => Err(Fault::new(FaultKind::Engine, "the disk is full").into()),
            _ => Ok(effects_in(tx, cx)?),
        }
    })
}

fn effects_in(tx: &mut kameral_store::Tx, cx: &Cx) -> Result<i64, Fault> {
    let sql = "select count(*) as n from effect where entity_id = $1";
    tx.one(sql, params![cx.entity()], |row| row.get("n"))
}

fn effects(cx: &Cx) -> i64 {
    cx.read(Permission::BooksRead, |tx| effects_in(tx, cx)).unwrap()
}

fn told(done: Result<i64, Stop<Vec<Refused>>>) -> String {
    answer(done, |count| format!("{count}"))
}

fn each(test: impl Fn(&World)) {
    each_migrated(&[MIGRATIONS, EFFECTS], |store: &Store| {
        test(&World::new(store));
    });
}

#[test]
fn the_same_key_twice_is_one_effect_and_the_same_answer() {
    each(|world| {
        let cx = world.operator(1);
        assert_eq!(told(send(&cx, "voucher.post", "k1", "a")), "1");
        assert_eq!(told(send(&cx, "voucher.post", "k2", "b")), "2");
        // The answer is the first one, though there are two by now.
        assert_eq!(told(send(&cx, "voucher.post", "k1", "a")), "1");
        assert_eq!(effects(&cx), 2);
        let outcomes: Vec<&str> = world
            .lines(1, &HistoryFilter::default())
            .iter()
            .map(|line| line.outcome.word())
            .collect();
        assert_eq!(outcomes, ["accepted", "accepted", "repeated"]);
    });
}

#[test]
fn a_key_is_refused_for_another_request_or_command() {
    each(|world| {
        let cx = world.operator(1);
        assert_eq!(told(send(&cx, "voucher.post", "k1", "a")), "1");
        assert_eq!(told(send(&cx, "voucher.post", "k1", "b")), "nekad key_reused");
        assert_eq!(told(send(&cx, "period.close", "k1", "a")), "nekad key_reused");
        assert_eq!(effects(&cx), 1);
        let last = world.lines(1, &HistoryFilter::default()).pop().unwrap();
        assert_eq!((last.outcome.word(), last.detail.as_str()), ("refused", "key_reused"));
    });
}

/// What was refused or failed keeps no key, so the mended request may use it.
#[test]
fn a_key_is_kept_with_its_effect_only() {
    each(|world| {
        let cx = world.operator(1);
        assert_eq!(told(send(&cx, "voucher.post", "k1", "fel")), "nekad body_wrong");
        assert!(matches!(send(&cx, "voucher.post", "k1", "brott"), Err(Stop::Fault(_))));
        assert_eq!(effects(&cx), 0);
        assert_eq!(told(send(&cx, "voucher.post", "k1", "a")), "1");
        assert_eq!(told(send(&cx, "voucher.post", "k1", "fel")), "nekad key_reused");
    });
}

/// Reliability rule 15: a key of one entity says nothing of another's.
#[test]
fn a_key_belongs_to_its_entity() {
    each(|world| {
        let (here, there) = (world.operator(1), world.operator(2));
        assert_eq!(told(send(&here, "voucher.post", "k1", "a")), "1");
        assert_eq!(told(send(&there, "voucher.post", "k1", "b")), "1");
        assert_eq!((effects(&here), effects(&there)), (1, 1));
    });
}

#[test]
fn of_many_at_once_one_has_an_effect_and_all_the_same_answer() {
    const THREADS: usize = 8;
    each(|world| {
        let cx = world.operator(1);
        for round in 0..5 {
            let (key, before, barrier) = (format!("k{round}"), effects(&cx), Barrier::new(THREADS));
            let answers: Vec<String> = std::thread::scope(|scope| {
                let sent = (0..THREADS).map(|_| {
                    scope.spawn(|| {
                        barrier.wait();
                        told(send(&cx, "voucher.post", &key, "a"))
                    })
                });
                let sent: Vec<_> = sent.collect();
                sent.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            assert_eq!(effects(&cx), before + 1);
            assert!(
                answers.iter().all(|answer| *answer == (before + 1).to_string()),
                "{answers:?}"
            );
        }
    });
}

#[test]
fn without_a_key_every_command_has_its_effect() {
    each(|world| {
        let cx = world.operator(1);
        for count in 1..=2 {
            let act = Act::new(Permission::VoucherPost, "voucher.post", "");
            let done: Result<i64, Stop<Vec<Refused>>> = cx.write_once(act, None, |tx| {
                let sql = "insert into effect (entity_id, body) values ($1, 'a')";
                tx.exec(sql, params![cx.entity()])?;
                Ok(effects_in(tx, &cx)?)
            });
            assert_eq!(told(done), count.to_string());
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Whatever is sent in whatever order, the effects are those of a simple model.
    #[test]
    fn effects_are_those_of_the_model(sent in prop::collection::vec((0..4_u8, 0..4_usize), 0..40)) {
        let store = Store::open(":memory:").unwrap();
        store.migrate(&[MIGRATIONS, EFFECTS], kameral_store::testing::long_ago()).unwrap();
        let cx = World::new(&store).operator(1);
        let mut model: BTreeMap<u8, (&str, i64)> = BTreeMap::new();
        for (key, body) in sent {
            let body = ["a", "b", "c", "fel"][body];
            let next = i64::try_from(model.len()).unwrap() + 1;
            let expected = match (model.get(&key), body) {
                (Some((known, count)), _) if *known == body => count.to_string(),
                (Some(_), _) => "nekad key_reused".to_owned(),
                (None, "fel") => "nekad body_wrong".to_owned(),
                (None, _) => {
                    model.insert(key, (body, next));
                    next.to_string()
                }
            };
            prop_assert_eq!(told(send(&cx, "voucher.post", &format!("k{key}"), body)), expected);
        }
        prop_assert_eq!(effects(&cx), i64::try_from(model.len()).unwrap());
    }
}

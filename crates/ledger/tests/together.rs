//! Commands at the same moment, on both engines (reliability rules 2, 3, 4; P07, P09).
//!
//! What was answered is kept outside the database and looked for afterwards: a database that loses a
//! voucher and gives its number again has no gaps either (M8).

use crate::world;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Date, Period, Refusal};
use kameral_ledger::check::check;
use kameral_ledger::commands::{
    FileForm, NewEntity, NewGroup, PostRequest, VoucherFile, attach, change_registers, import_sie, init_entity, post,
    post_file, recode, reverse, set_group, set_period,
};
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::{
    Account, AccountKind, AccountPosting, CombinationRule, GroupMember, Module, PeriodState, Requirement, RuleSet,
};
use kameral_ledger::refusal::PostRefusal;
use kameral_ledger::register::Change;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::{DraftVoucher, PostedVoucher, VoucherNumber};
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use world::{World, draft, each_world, moment};

type Posted = Result<Vec<PostedVoucher>, Stop<Vec<PostRefusal>>>;

/// Threads that post at once.
const THREADS: usize = 8;

/// Numbers without gaps, and every acknowledged voucher stands where it was said to stand. Refused
/// vouchers in between take no number.
#[test]
fn eight_clients_post_without_gaps() {
    each_world(|world| {
        let rounds = 25;
        let acknowledged: Vec<PostedVoucher> = all_at_once(&world, |cx, thread| {
            let mut posted = Vec::new();
            for round in 0..rounds {
                let wrong = post(
                    cx,
                    None,
                    &request(voucher(&world, "2026-03-15 Refused", &["5012 1,00", "2581 -2,00"])),
                );
                assert_eq!(refusals(&wrong), ["unbalanced"]);
                let text = format!("2026-03-15 Rent {thread} {round}");
                let key = IdempotencyKey::new(format!("{thread}-{round}"), text.as_bytes());
                let draft = voucher(&world, &text, &["5012 ORG=100 1,00", "2581 -1,00"]);
                posted.extend(post(cx, Some(&key), &request(draft)).expect("posted"));
            }
            posted
        })
        .into_iter()
        .flatten()
        .collect();
        let numbers: BTreeSet<i64> = acknowledged.iter().map(|voucher| voucher.number.number).collect();
        let count = i64::try_from(THREADS * rounds).expect("a count");
        assert_eq!(numbers, (1..=count).collect());
        for voucher in &acknowledged {
            let stands = stored(&world, &voucher.number).expect("every acknowledged voucher is there");
            assert_eq!(stands, (voucher.journal_seq, voucher.hash.clone()));
        }
        clean(&world);
    });
}

/// What the whole installation has in common is made one at a time: entities each get their own id,
/// a code is taken once, and each version of a group follows on the one before.
#[test]
fn entities_and_groups_made_at_once_wait_for_each_other() {
    each_world(|world| {
        let made = all_at_once(&world, |cx, thread| {
            let new = |code: String| NewEntity {
                code,
                name: "Nämnden".to_owned(),
                org_number: "202100-5026".to_owned(),
                rules: RuleSet::State,
            };
            let own = init_entity(cx, None, &new(format!("30{thread}")), &[]).expect("nobody else has the code");
            let same = init_entity(cx, None, &new("2098".to_owned()), &[]);
            let group = NewGroup {
                group: "KONCERN".to_owned(),
                name: format!("Version by {thread}"),
                members: vec![GroupMember {
                    entity: "1098".to_owned(),
                    valid_from: None,
                    valid_to: None,
                }],
            };
            let version = set_group(cx, None, &group, None).expect("a version").version;
            (own.id, refusals(&same), version)
        });
        let ids: BTreeSet<_> = made.iter().map(|(id, ..)| *id).collect();
        assert_eq!(ids.len(), THREADS);
        let refused = made.iter().filter(|(_, same, _)| *same == ["entity_code_taken"]);
        assert_eq!(refused.count(), THREADS - 1);
        let versions: BTreeSet<i64> = made.iter().map(|(.., version)| *version).collect();
        assert_eq!(versions, (1..=i64::try_from(THREADS).expect("a count")).collect());
    });
}

/// Rule 4, M9, T15: once a close is answered, nothing more comes into the period, however the two met.
#[test]
fn nothing_comes_into_a_period_after_its_close_is_answered() {
    each_world(|world| {
        let period = Period::parse("202603").expect("a period");
        // Many lines, so that much happens between the look at the period and the commit.
        let lines: Vec<String> = (0..60)
            .flat_map(|n| [format!("5012 ORG=100 PROJ=Q{n} 1,00"), "2581 -1,00".to_owned()])
            .collect();
        let model = free_projects(&world);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let large = draft(&model, "2026-03-15 Large", lines);
        let (mut before, mut after) = (0, 0);
        for round in 0..150 {
            let barrier = Barrier::new(2);
            let (closed, late) = thread::scope(|scope| {
                let poster = scope.spawn(|| {
                    barrier.wait();
                    post(&world.cx, None, &request(large.clone()))
                });
                let closer = scope.spawn(|| {
                    barrier.wait();
                    // Now a little later, now a little earlier than the look at the period.
                    spin(round * 40);
                    set(&world.cx, period, PeriodState::Closed);
                    vouchers_of(&world, period)
                });
                let closed = closer.join().expect("no panic");
                (closed, poster.join().expect("no panic"))
            });
            match refusals(&late).as_slice() {
                [] => before += 1,
                ["period_closed"] => after += 1,
                others => panic!("{others:?}"),
            }
            assert_eq!(
                vouchers_of(&world, period),
                closed,
                "round {round}: a voucher came into a closed period"
            );
            set(&world.cx, period, PeriodState::Open);
        }
        println!("{before} posted before the close, {after} refused after it");
        assert!(0 < before && 0 < after, "both orders were met: {before}, {after}");
        clean(&world);
    });
}

/// Rule 4: who opens a period without a reason has seen it open; a close that was answered stands.
#[test]
fn a_closed_period_is_not_opened_by_who_saw_it_open() {
    each_world(|world| {
        let period = Period::parse("202603").expect("a period");
        for _ in 0..10 {
            let (held, free) = (Barrier::new(2), Barrier::new(2));
            let opened = thread::scope(|scope| {
                // Somebody posts into the period meanwhile.
                scope.spawn(|| {
                    let holding = world.cx.store.write(|tx| -> Result<(), Stop<()>> {
                        tx.for_entities(world.cx.scope.entities())?;
                        tx.exec(
                            "update period_state set state = state where entity_id = $1 and period = 202603",
                            &[world.cx.entity().into()],
                        )?;
                        held.wait();
                        free.wait();
                        Ok(())
                    });
                    holding.expect("held");
                });
                held.wait();
                let closer = scope.spawn(|| set(&world.cx, period, PeriodState::Closed));
                thread::sleep(Duration::from_millis(60));
                let opener =
                    scope.spawn(|| set_period(&world.cx, None, period, &[Module::Ledger], PeriodState::Open, ""));
                thread::sleep(Duration::from_millis(60));
                free.wait();
                closer.join().expect("no panic");
                opener.join().expect("no panic")
            });
            // Accepted only before the close; then the close came after it.
            let mut late = voucher(&world, "2026-03-15 Late", &["5012 ORG=100 1,00", "2581 -1,00"]);
            late.period = Some(period);
            assert_eq!(
                refusals(&post(&world.cx, None, &request(late))),
                ["period_closed"],
                "{opened:?}"
            );
            set(&world.cx, period, PeriodState::Open);
        }
        clean(&world);
    });
}

/// Rules 2 and 12: the same file from two at once is posted once, and both are told the same numbers.
#[test]
fn the_same_file_at_once_is_posted_once() {
    each_world(|world| {
        for round in 0..8 {
            let content = format!(
                "voucher;date;text;account;ORG;amount\na;2026-03-15;Rent {round};5012;100;1,00\na;;;2581;;-1,00\n"
            );
            let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
            let before = journal_end(&world);
            let answers = all_at_once(&world, |cx, _| {
                let file = VoucherFile {
                    name: "rent.csv",
                    spool: &spool,
                    form: FileForm::Csv,
                    accept_warnings: None,
                    dry_run: false,
                };
                post_file(cx, None, &file).expect("posted, or known")
            });
            assert_eq!(journal_end(&world), before + 1, "round {round}: posted once");
            assert_eq!(answers.iter().filter(|answer| !answer.known).count(), 1);
            assert!(answers.iter().all(|answer| answer.vouchers == answers[0].vouchers));
        }
        clean(&world);
    });
}

/// The same for a SIE file whose vouchers have no numbers of their own.
#[test]
fn the_same_sie_file_at_once_is_imported_once() {
    each_world(|world| {
        for round in 0..4 {
            let content = format!(
                "#FLAGGA 0\n#SIETYP 4\n#FORMAT PC8\n#GEN 20260630\n#PROGRAM \"x\" 1\n#FNAMN \"Namnd\"\n\
                 #RAR 0 20260101 20261231\n#KONTO 5012 \"Lokalhyra\"\n#KONTO 2581 \"Skulder\"\n\
                 #VER I \"\" 20260315 \"Rent {round}\"\n{{\n#TRANS 5012 {{1 \"100\"}} 1.00\n#TRANS 2581 {{}} -1.00\n}}\n"
            );
            let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
            let before = journal_end(&world);
            let answers = all_at_once(&world, |cx, _| {
                import_sie(cx, None, "rent.si", &spool, false).expect("imported, or known")
            });
            assert_eq!(journal_end(&world), before + 1, "round {round}: imported once");
            assert_eq!(answers.iter().filter(|answer| !answer.known).count(), 1);
        }
        clean(&world);
    });
}

/// The same document from many at once is kept once, and nobody is told of a fault.
#[test]
fn the_same_document_at_once_is_kept_once() {
    each_world(|world| {
        for round in 0..8 {
            let content = format!("%PDF-1.4 {round}");
            let kept = all_at_once(&world, |cx, _| {
                attach(cx, None, "faktura.pdf", "application/pdf", content.as_bytes()).expect("kept")
            });
            assert!(kept.iter().all(|document| *document == kept[0]));
        }
    });
}

/// A voucher is reversed once, and of a reversal and a re-coding of the same line one is refused.
#[test]
fn of_two_corrections_at_once_one_is_refused() {
    each_world(|world| {
        for round in 0..40 {
            let draft = voucher(&world, "2026-03-15 Wrong", &["5012 ORG=100 10,00", "2581 -10,00"]);
            let number = post(&world.cx, None, &request(draft)).expect("posted").remove(0).number;
            let moves = [Move {
                line: 1,
                account: None,
                values: vec![(1, "110".to_owned())],
                amount: None,
            }];
            let order = CorrectionOrder {
                date: Date::constant(2026, 4, 1),
                period: None,
                reason: "wrong".to_owned(),
            };
            let barrier = Barrier::new(2);
            let reversed = |name| {
                barrier.wait();
                reverse(&world.cx_of(name), None, &number, &order).map(|_| "reversed")
            };
            let answers = thread::scope(|scope| {
                let first = scope.spawn(|| reversed("eva"));
                let second = scope.spawn(|| {
                    if round % 2 == 0 {
                        return reversed("bo");
                    }
                    barrier.wait();
                    recode(&world.cx_of("bo"), None, &number, &order, &moves).map(|_| "recoded")
                });
                [first, second].map(|thread| thread.join().expect("no panic"))
            });
            let done = answers.iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(done, 1, "round {round}: {answers:?}");
            let refused: Vec<_> = answers.iter().flat_map(refusals).collect();
            assert_eq!(refused, ["already_corrected"]);
        }
        clean(&world);
    });
}

/// Rule 2: the same request with the same key at once has one effect, and everybody is told of it;
/// another request with that key has none.
#[test]
fn the_same_key_at_once_has_one_effect() {
    each_world(|world| {
        for round in 0..15 {
            let before = journal_end(&world);
            let answers: Vec<Posted> = all_at_once(&world, |cx, thread| {
                // The last two send something else under the same key.
                let text = if thread < THREADS - 2 { "Rent" } else { "Something else" };
                let draft = voucher(
                    &world,
                    &format!("2026-03-15 {text}"),
                    &["5012 ORG=100 1,00", "2581 -1,00"],
                );
                let key = IdempotencyKey::new(format!("round {round}"), text.as_bytes());
                post(cx, Some(&key), &request(draft))
            });
            let told: BTreeSet<String> = answers
                .iter()
                .filter_map(|answer| answer.as_ref().ok())
                .map(|posted| posted[0].hash.clone())
                .collect();
            assert_eq!(told.len(), 1, "one answer");
            assert!(answers.iter().flat_map(refusals).all(|name| name == "key_reused"));
            assert_eq!(journal_end(&world), before + 1, "one effect");
        }
        clean(&world);
    });
}

/// A command decides by one version of the model, never by half of one and half of the next.
#[test]
fn no_command_sees_half_a_change_of_the_model() {
    each_world(|world| {
        // An account is a heading, or open with a rule that refuses what is posted here: in both
        // versions the voucher is refused.
        let flip = |heading: bool| {
            let rule = CombinationRule {
                rule: "half".to_owned(),
                accounts: kameral_base::Pattern::parse("69131").expect("a pattern"),
                dimension: "PROJ".to_owned(),
                requirement: Requirement::Mandatory,
                kinds: None,
                when: None,
                warning: false,
                valid_from: None,
                valid_to: heading.then_some(Date::constant(2020, 1, 1)),
                text_sv: String::new(),
                text_en: String::new(),
            };
            let account = Account {
                posting: if heading {
                    AccountPosting::Heading
                } else {
                    AccountPosting::Open
                },
                ..Account::plain("69131", "Avskrivning", AccountKind::Expense)
            };
            change_registers(&world.cx, None, "flip", &[Change::Account(account), Change::Rule(rule)])
                .expect("changed");
        };
        flip(true);
        let wrong = voucher(&world, "2026-03-15 Depreciation", &["69131 1,00", "2581 -1,00"]);
        let ended = AtomicBool::new(false);
        let met = thread::scope(|scope| {
            let poster = scope.spawn(|| {
                let mut met = BTreeSet::new();
                while !ended.load(Ordering::Relaxed) {
                    let answer = post(&world.cx, None, &request(wrong.clone()));
                    assert!(answer.is_err(), "accepted by half of each version");
                    met.extend(refusals(&answer));
                }
                met
            });
            for round in 0..150 {
                flip(round % 2 == 1);
            }
            ended.store(true, Ordering::Relaxed);
            poster.join().expect("never accepted")
        });
        assert!(
            met.contains("value_mandatory") || met.contains("account_not_postable"),
            "{met:?}"
        );
        clean(&world);
    });
}

/// Changes of the model at once come one after the other, and so do a change and the state of a period.
#[test]
fn changes_of_the_model_at_once_all_stand() {
    each_world(|world| {
        let period = Period::parse("202604").expect("a period");
        let rounds = 6;
        all_at_once(&world, |cx, thread| {
            for round in 0..rounds {
                if thread == 0 {
                    let state = if round % 2 == 0 {
                        PeriodState::Held
                    } else {
                        PeriodState::Open
                    };
                    set(cx, period, state);
                } else {
                    let account = Account::plain(&format!("6{thread}{round}1"), "Ny", AccountKind::Expense);
                    let changed = change_registers(cx, None, "new account", &[Change::Account(account)]);
                    assert_eq!(changed.expect("changed"), 1);
                }
            }
        });
        let model = world.model();
        for (thread, round) in (1..THREADS).flat_map(|thread| (0..rounds).map(move |round| (thread, round))) {
            assert!(model.accounts.contains_key(&format!("6{thread}{round}1")));
        }
        clean(&world);
    });
}

/// Runs `work` in every thread at the same moment, each with surroundings of its own.
fn all_at_once<T: Send>(world: &World, work: impl Fn(&Cx, usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(THREADS);
    thread::scope(|scope| {
        let started: Vec<_> = (0..THREADS)
            .map(|thread| {
                let (barrier, work) = (&barrier, &work);
                let mut cx = world.cx.clone();
                cx.now = moment(i64::try_from(thread).expect("few threads"));
                scope.spawn(move || {
                    barrier.wait();
                    work(&cx, thread)
                })
            })
            .collect();
        started
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

/// A wait too short for the clock.
fn spin(turns: usize) {
    for _ in 0..turns {
        std::hint::spin_loop();
    }
}

fn voucher(world: &World, head: &str, lines: &[&str]) -> DraftVoucher {
    draft(&world.model(), head, lines.iter().copied())
}

fn request(draft: DraftVoucher) -> PostRequest {
    PostRequest {
        drafts: vec![draft],
        ..PostRequest::default()
    }
}

/// Names of refusals; a fault fails the test.
fn refusals<T: Debug, R: Refusal + Debug>(answer: &Result<T, Stop<Vec<R>>>) -> Vec<&'static str> {
    match answer {
        Ok(_) => Vec::new(),
        Err(Stop::Refused(refusals)) => refusals.iter().map(Refusal::name).collect(),
        Err(other) => panic!("{other:?}"),
    }
}

fn set(cx: &Cx, period: Period, state: PeriodState) {
    set_period(cx, None, period, &[Module::Ledger], state, "the race is run again").expect("the state is set");
}

/// PROJ takes any value, so that a voucher can have as many codings as it likes.
fn free_projects(world: &World) -> std::sync::Arc<kameral_ledger::model::AccountingModel> {
    let model = world.model();
    let project = model.dimension("PROJ").expect("a dimension").clone();
    world.change(&[Change::Dimension(kameral_ledger::model::Dimension {
        free_values: true,
        ..project
    })]);
    world.model()
}

fn read<T>(world: &World, query: impl FnOnce(&mut kameral_store::Tx) -> Result<T, kameral_store::Fault>) -> T {
    world
        .cx
        .read(Permission::BooksRead, query)
        .expect("the books can be read")
}

/// Place and hash of a voucher.
fn stored(world: &World, number: &VoucherNumber) -> Option<(i64, String)> {
    read(world, |tx| {
        let Some(seq) = {
            let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
            vouchers::seq_of(tx, &sight, number)
        }?
        else {
            return Ok(None);
        };
        let voucher = {
            let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
            vouchers::voucher(tx, &sight, seq, 1, 10)
        }?;
        Ok(Some((seq, kameral_ledger::chain::hex(&voucher.header.hash))))
    })
}

fn journal_end(world: &World) -> i64 {
    read(world, |tx| Ok(vouchers::journal_end(tx, world.cx.entity())?.0))
}

/// How many vouchers a period holds.
fn vouchers_of(world: &World, period: Period) -> usize {
    let filter = vouchers::VoucherFilter {
        periods: (period, period),
        ..vouchers::VoucherFilter::default()
    };
    read(world, |tx| {
        Ok({
            let (sight, model) = (
                kameral_ledger::sight::Sight::load(tx, &world.cx)?,
                kameral_ledger::store::model::load(tx, &world.cx)?,
            );
            vouchers::search(tx, &sight, &model, &filter, i64::MAX, 10_000).map(|found| found.rows)
        }?
        .len())
    })
}

fn clean(world: &World) {
    let report = check(&world.cx, &mut |_| (), &AtomicBool::new(false)).expect("a check ends");
    assert!(report.is_clean(), "{:#?}", report.findings);
}

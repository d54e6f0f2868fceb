//! Random vouchers by people who hold their roles for some rows only: what is posted lies within, what lies
//! within is posted, and who posted it may take it back (SEC-02, SEC-03, SEC-09).
//!
//! What lies within is told here by hand, line by line, and not by what decides.

use crate::limited;
use crate::world;

use kameral_access::{Cx, Permission};
use kameral_base::{Date, Ore};
use kameral_ledger::commands::{PostRequest, post, preview, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::sight::Sight;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_store::Stop;
use limited::{cx_of, person, registers, roles};
use world::{World, accounts, each_world};

/// Vouchers tried of each person on each engine.
const VOUCHERS: u32 = 60;

/// Under which conditions somebody holds a role, a word each; a person may hold several.
const PEOPLE: [(&str, &[&[&str]]); 6] = [
    ("coast", &[&["ORG/TREE=kust"]]),
    ("unit", &[&["ORG=11*"]]),
    ("leader", &[&["PROJ.responsible==me"]]),
    ("both", &[&["ORG=11*", "PROJ=P1"]]),
    ("either", &[&["ORG=100"], &["PROJ=P2"]]),
    ("costs", &[&["KONTO=4*,5*", "ORG=1*"]]),
];

const ORG: u8 = 1;
const PROJ: u8 = 3;

/// Whether a value stands within a condition; none is no value.
fn holds(condition: &str, account: &str, org: Option<&str>, proj: Option<&str>) -> Option<bool> {
    match condition {
        "ORG/TREE=kust" | "ORG=11*" => org.map(|org| org == "110"),
        "ORG=100" => org.map(|org| org == "100"),
        "ORG=1*" => org.map(|org| ["100", "110", "120"].contains(&org)),
        "PROJ=P1" => proj.map(|proj| proj == "P1"),
        "PROJ=P2" => proj.map(|proj| proj == "P2"),
        // Of the projects only P1 is the leader's.
        "PROJ.responsible==me" => proj.map(|proj| proj == "P1"),
        "KONTO=4*,5*" => Some(account.starts_with(['4', '5'])),
        other => panic!("{other}?"),
    }
}

/// Whether a line is met (`Some(true)`), passes (`Some(false)`) or lies beyond.
fn within(held: &[&[&str]], line: &DraftLine) -> Option<bool> {
    let value = |at: u8| {
        let found = line.values.iter().find(|(position, _)| *position == at);
        found.map(|(_, value)| value.as_str())
    };
    let carried = line.account.starts_with(['1', '2']);
    let role = |all: &&[&str]| {
        let each = all
            .iter()
            .map(|condition| holds(condition, &line.account, value(ORG), value(PROJ)));
        let mut met = true;
        for said in each {
            match said {
                Some(true) => {}
                None if carried => met = false,
                _ => return None,
            }
        }
        Some(met)
    };
    held.iter().filter_map(role).max()
}

/// A walk that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).expect("small")).expect("small")
    }

    fn voucher(&mut self) -> DraftVoucher {
        let accounts: Vec<&str> = accounts().into_iter().filter(|number| *number != "9210").collect();
        let count = 2 + self.below(3);
        let mut left = 0;
        let mut lines: Vec<DraftLine> = Vec::new();
        for at in 0..count {
            let amount = if at + 1 == count {
                -left
            } else {
                i64::try_from(self.below(9)).expect("small") * 100 + 100
            };
            left += amount;
            let mut values = Vec::new();
            // Half of the lines say what most people here may say, so that some vouchers lie within.
            if self.below(3) != 0 {
                let units = ["110", "110", "100", "120"];
                values.push((ORG, units[self.below(units.len())].to_owned()));
            }
            if self.below(3) != 0 {
                let projects = ["P1", "P1", "P2"];
                values.push((PROJ, projects[self.below(projects.len())].to_owned()));
            }
            lines.push(DraftLine {
                account: accounts[self.below(accounts.len())].to_owned(),
                values,
                amount: Ore::new(amount),
                ..DraftLine::default()
            });
        }
        DraftVoucher {
            date: Some(Date::constant(2026, 3, 15)),
            text: "Slump".to_owned(),
            lines,
            ..DraftVoucher::default()
        }
    }
}

/// SEC-02, SEC-03, SEC-09.
#[test]
fn what_a_limited_user_posts_lies_within_and_can_be_taken_back() {
    each_world(|world| {
        registers(&world);
        roles(&world);
        // `leader` answers for P1 here.
        world.change(&[responsible("P1", "leader")]);
        for (login, held) in PEOPLE {
            let held: Vec<String> = held.iter().map(|all| format!("writer {}", all.join(" "))).collect();
            let held: Vec<&str> = held.iter().map(String::as_str).collect();
            person(&world, login, &held);
        }
        let (mut posted, mut refused, mut caused) = (0, 0, 0);
        for (number, (login, held)) in (1..).zip(PEOPLE) {
            let cx = cx_of(&world, login);
            let mut chance = Chance(20_261_122 + number);
            for _ in 0..VOUCHERS {
                let draft = chance.voucher();
                let request = PostRequest {
                    drafts: vec![draft.clone()],
                    ..PostRequest::default()
                };
                // What is wrong with the voucher itself is another matter.
                if preview(&world.cx, &request).is_err() {
                    continue;
                }
                let lines: Vec<Option<bool>> = draft.lines.iter().map(|line| within(held, line)).collect();
                let may = lines.iter().all(Option::is_some) && lines.contains(&Some(true));
                match post(&cx, None, &request) {
                    Ok(done) => {
                        assert!(may, "{login} posted {lines:?} {draft:?}");
                        posted += 1;
                        caused += seen(&world, &cx, done[0].journal_seq, &lines);
                        let order = CorrectionOrder {
                            date: Date::constant(2026, 3, 16),
                            period: None,
                            reason: "Slump".to_owned(),
                        };
                        reverse(&cx, None, &done[0].number, &order).expect("who posts takes back");
                    }
                    Err(Stop::Refused(refusals)) => {
                        assert!(!may, "{login} was refused {refusals:?} {draft:?}");
                        assert!(
                            refusals.iter().all(|refusal| refusal.cause.is_of_reach()),
                            "{refusals:?}"
                        );
                        let beyond = lines.iter().filter(|line| line.is_none()).count();
                        assert_eq!(refusals.len(), beyond.max(1), "{refusals:?} {draft:?}");
                        refused += 1;
                    }
                    Err(stop) => panic!("{stop:?}"),
                }
            }
        }
        assert!(
            30 < posted && 100 < refused && 0 < caused,
            "{posted} {refused} {caused}"
        );
    });
}

/// What was posted is met line by line by who posted it, but for those that say nothing and those that a rule
/// added; answers how many a rule added.
fn seen(world: &World, cx: &Cx, seq: i64, typed: &[Option<bool>]) -> usize {
    let (all, met) = cx
        .read(Permission::BooksRead, |tx| {
            let sight = Sight::load(tx, cx)?;
            let met = vouchers::voucher(tx, &sight, seq, 1, i64::MAX)?;
            let every = Sight::load(tx, &world.cx)?;
            Ok((vouchers::voucher(tx, &every, seq, 1, i64::MAX)?, met))
        })
        .expect("it can be read");
    let numbers: Vec<i64> = met.lines.iter().map(|line| line.line_no).collect();
    for (number, within) in (1..).zip(typed) {
        assert_eq!(
            numbers.contains(&number),
            *within == Some(true),
            "line {number} of {all:?}"
        );
    }
    all.lines.len() - typed.len()
}

fn responsible(project: &str, login: &str) -> kameral_ledger::register::Change {
    let mut value = kameral_ledger::model::DimensionValue::plain(PROJ, project, project);
    let attributes = value.attributes.as_object_mut().expect("attributes by name");
    attributes.insert("responsible".to_owned(), login.into());
    kameral_ledger::register::Change::Value(value)
}

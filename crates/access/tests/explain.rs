//! An explanation says what the command answers: over random roles, conditions, days, duty rules, acts,
//! exceptions and natural persons, on both engines (SEC-10, SEC-25, design §6).

use crate::story;

use kameral_access::duty::tie_person;
use kameral_access::explain::{Answered, Question, explain};
use kameral_access::{
    Act, Cx, LicenceNumber, MIGRATIONS, Permission, RoleGrant, RowCondition, UserClass, UserRefusal, assign_licence,
    give_role, load_second_factor, set_active, set_licence_number, take_role,
};
use kameral_base::{Date, EntityId, UserId};
use kameral_store::Stop;
use kameral_store::testing::each_migrated;
use story::World;

/// Steps of the walk on each engine.
const STEPS: u32 = 400;
const LOGINS: [&str; 3] = ["anna", "anna2", "bo"];
const ROLES: [&str; 3] = ["läsare", "ekonom", "förvaltare"];
const COMMANDS: [&str; 3] = ["payment.create", "payment.approve", "voucher.post"];
const DAYS: [&str; 4] = ["2026-03-02", "2026-03-03", "2026-03-10", "2026-04-01"];

/// SEC-10, SEC-25: the answer of an explanation is what the command answers.
#[test]
fn an_explanation_says_what_the_command_answers() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll läsare books.read",
            "roll ekonom voucher.post",
            "roll förvaltare user.manage voucher.post",
            "regel betalning kommandon payment.create / payment.approve",
            "regel omvänd kommandon payment.approve / payment.create",
            "operatör lägger upp anna korrekt-häst-batteri Anna Ek",
            "operatör lägger upp anna2 korrekt-häst-batteri Anna Ek",
            "operatör lägger upp bo korrekt-häst-batteri Bo Ask",
            "operatör lägger upp siv korrekt-häst-batteri Siv Lund",
            "operatör lägger upp ulf korrekt-häst-batteri Ulf Berg",
            "operatör ger siv förvaltare",
            "operatör ger ulf förvaltare",
            "siv loggar in korrekt-häst-batteri",
            "ulf loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        let mut chance = Chance(20_260_302);
        let mut seen = std::collections::BTreeMap::new();
        for step in 0..STEPS {
            if chance.below(2) == 0 {
                change(&mut world, &mut chance);
            }
            let answer = compare(&world, &mut chance, step);
            *seen.entry(answer).or_insert(0) += 1;
        }
        // The walk has met every answer, so none is untried.
        for answer in [
            "yes",
            "yes_by_exception",
            "inactive",
            "no_licence",
            "no_role",
            "no_permission",
            "no_row",
            "duty",
        ] {
            assert!(seen.contains_key(answer), "{answer} was never met: {seen:?}");
        }
    });
}

/// DEF-13, SEC-09: what else is asked for is told: the second factor of a role, a fresh proof, and for whom
/// one may act.
#[test]
fn an_explanation_tells_of_factors_and_substitutes() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll läsare books.read",
            "roll förvaltare user.manage",
            "operatör lägger upp anna korrekt-häst-batteri Anna Ek",
            "operatör lägger upp bo korrekt-häst-batteri Bo Ask",
            "operatör ger anna läsare",
            "operatör ger bo förvaltare",
            "operatör ger bo läsare",
            "operatör utser anna för bo till 2026-03-02",
        ] {
            world.hear(wish);
        }
        store
            .write(|tx| {
                load_second_factor(tx, &["förvaltare".to_owned()])?;
                Ok::<_, Stop<()>>(())
            })
            .unwrap();
        let told = |login: &str, permission| {
            let question = Question {
                login: login.to_owned(),
                permission,
                command: None,
                subject: None,
                day: Date::constant(2026, 3, 2),
            };
            let told = explain(&world.operator(1), &question, None).unwrap().unwrap();
            let lent: Vec<_> = told
                .on_behalf
                .iter()
                .map(|of| (of.principal.as_str(), of.gives))
                .collect();
            format!(
                "{} {:?} {} {lent:?}",
                told.answer.word(),
                told.second_factor,
                told.proof_again
            )
        };
        assert_eq!(told("bo", Permission::UserManage), "yes [\"förvaltare\"] true []");
        // What governs is not lent; what Anna has herself is not asked a second factor for.
        assert_eq!(
            told("anna", Permission::UserManage),
            "no_permission [] true [(\"bo\", false)]"
        );
        assert_eq!(told("anna", Permission::BooksRead), "yes [] false [(\"bo\", true)]");
    });
}

fn change(world: &mut World, chance: &mut Chance) {
    let login = *chance.of(&LOGINS);
    let operator = world.operator(1);
    match chance.below(10) {
        0..=2 => {
            let grant = RoleGrant {
                login: login.to_owned(),
                entity: EntityId(1),
                role: (*chance.of(&ROLES)).to_owned(),
                conditions: (0..chance.below(3))
                    .map(|_| ("ORG".to_owned(), chance.of(&["1*", "2*"]).to_string()))
                    .collect(),
                valid_from: (chance.below(3) == 0).then(|| chance.day()),
                valid_to: (chance.below(3) == 0).then(|| chance.day()),
                decision: kameral_access::GrantDecision {
                    reference: "dnr 1".to_owned(),
                    on: operator.today,
                },
            };
            let _ = give_role(&operator, None, &grant);
        }
        3 => {
            let _ = take_role(&operator, None, login, i64::from(chance.below(12)) + 3);
        }
        4 => {
            let active = chance.below(4) != 0;
            set_active(&operator, None, login, active).unwrap();
        }
        5 => {
            let person = chance.of(&["1001", "1002"]);
            tie_person(&operator, None, login, person).unwrap();
        }
        6 => {
            let number = LicenceNumber {
                class: UserClass::Full,
                valid_from: operator.today,
                persons: (chance.below(3) != 0).then_some(3),
            };
            let _ = set_licence_number(&operator, None, &number);
        }
        7 => {
            let _ = assign_licence(&operator, None, login, UserClass::Full, operator.today);
        }
        _ => {
            let (rule, last) = (*chance.of(&["betalning", "omvänd"]), chance.day());
            world.hear(&format!(
                r#"siv föreslår duty.exception {{"rule":"{rule}","login":"{login}","valid_from":"2026-03-02","valid_to":"{last}","control":"x"}}"#
            ));
            let open = story::duties::open_proposals(&world.operator(1));
            if let Some(number) = open.last() {
                world.hear(&format!("ulf godtar {number}"));
            }
        }
    }
}

/// Asks, and then does it.
fn compare(world: &World, chance: &mut Chance, step: u32) -> &'static str {
    let (login, day) = (*chance.of(&LOGINS), chance.day());
    let user = UserId(1 + i64::try_from(LOGINS.iter().position(|of| *of == login).unwrap()).unwrap());
    let permission = *chance.of(&[Permission::BooksRead, Permission::VoucherPost, Permission::UserManage]);
    let command = *chance.of(&COMMANDS);
    let subject = format!("betalning {}", chance.below(6));
    let org = chance.below(2) == 0 && permission != Permission::UserManage;
    let org = org.then(|| (*chance.of(&["12", "22"])).to_owned());
    let row = org.clone();
    let meets = move |condition: &RowCondition| row.as_ref().is_some_and(|org| condition.pattern.matches(org));
    let question = Question {
        login: login.to_owned(),
        permission,
        command: Some(command.to_owned()),
        subject: Some(subject.clone()),
        day,
    };
    let asked: Option<&dyn Fn(&RowCondition) -> bool> = org.is_some().then_some(&meets as _);
    let explained = explain(&world.operator(1), &question, asked).unwrap().unwrap();

    let cx = Cx::of_user(&world.store, user, EntityId(1), "web", day, world.now).unwrap();
    let done = cx.is_some_and(|cx| {
        let act = Act::new(permission, command, subject.as_str());
        let written = cx.write(act, |tx| {
            // What reads is limited by what is shown, all else by the roles that give it.
            let rows = match permission {
                Permission::BooksRead => cx.scope.rows().clone(),
                _ => cx.rows_of(tx, permission)?,
            };
            Ok::<_, Stop<Vec<UserRefusal>>>(org.is_none() || rows.allow(&meets))
        });
        match written {
            Ok(within) => within,
            Err(Stop::Denied(_)) => false,
            Err(stop) => panic!("{stop:?}"),
        }
    });
    assert_eq!(explained.answer.is_yes(), done, "step {step}: {explained:#?}");
    // What is told agrees with itself.
    let gives = explained
        .roles
        .iter()
        .any(|role| role.gives && role.standing.word() == "holds");
    let lacks = matches!(
        explained.answer,
        Answered::NoPermission | Answered::NoRole | Answered::Inactive
    );
    assert!(gives || lacks, "step {step}: {explained:#?}");
    explained.answer.word()
}

/// A walk that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(end)).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(u32::try_from(all.len()).unwrap()) as usize]
    }

    fn day(&mut self) -> Date {
        self.of(&DAYS).parse().unwrap()
    }
}

/// SEC-10: everybody asks about themselves; about others who manages users, and only those they meet.
#[test]
fn one_asks_about_oneself_and_who_manages_users_about_others() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = story::with_anna(store);
        for wish in [
            "roll förvaltare user.manage",
            "operatör lägger upp siv korrekt-häst-batteri Siv Lund",
            "operatör lägger upp eli korrekt-häst-batteri Eli Borta",
            "operatör ger siv förvaltare",
            "operatör@2 ger eli ekonom",
            "siv loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        let ask = |who: &str, login: &str| {
            let question = Question {
                login: login.to_owned(),
                permission: Permission::VoucherPost,
                command: None,
                subject: None,
                day: world.today(),
            };
            match explain(&world.actor(who).unwrap(), &question, None) {
                Ok(Some(explained)) => explained.answer.word().to_owned(),
                Ok(None) => "finns inte".to_owned(),
                Err(Stop::Denied(denied)) => format!("saknar {}", denied.permission),
                Err(stop) => panic!("{stop:?}"),
            }
        };
        assert_eq!(ask("anna", "anna"), "yes");
        assert_eq!(ask("anna", "siv"), "saknar user.manage");
        assert_eq!(ask("anna", "ingen"), "saknar user.manage");
        assert_eq!(ask("siv", "anna"), "yes");
        assert_eq!(ask("siv", "siv"), "no_permission");
        assert_eq!(ask("siv", "eli"), "finns inte");
        assert_eq!(ask("operatör", "eli"), "finns inte");
        assert_eq!(ask("operatör@2", "eli"), "yes");
    });
}

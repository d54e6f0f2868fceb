//! Stories of what takes two in the ledger: a closed period that is opened, a posting rule, a draft
//! that its writer does not post (SEC-25, SEC-27).

use crate::world;

use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::duty::{DutyKind, DutyRule, FourEyesRow, breaches, load_standard};
use kameral_access::proposal::{self, NewProposal, accept, propose};
use kameral_access::{
    Cx, HashCost, NewUser, Password, Permission, Refusals, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_base::{Pattern, Period, UserId};
use kameral_ledger::commands::{change_registers, park_draft, post_draft, save_draft, set_period, take_draft};
use kameral_ledger::draft::DraftContent;
use kameral_ledger::model::{Base, Method, Module, PeriodState, PostingRule, PostingRuleLine, Taken, Trigger, WHOLE};
use kameral_ledger::proposals::{self, propose_reopening, propose_rule};
use kameral_ledger::register::Change;
use kameral_ledger::store::periods;
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
use world::World;

/// SEC-25: a closed period is opened by one who proposes and another who accepts, with the reason; the
/// row names both. Closing takes one; the operator passes, and that is kept.
#[test]
fn a_closed_period_is_opened_by_two() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let world = two(store);
        let (anna, bo) = (user(&world, 1), user(&world, 2));
        let period = Period::parse("202601").unwrap();
        let set = |cx: &Cx, state| told(set_period(cx, None, period, &Module::ALL, state, "sen faktura"));
        let mut told_all = String::new();
        let mut tell = |who: &str, what: String| writeln!(told_all, "{who}: {what}").unwrap();

        tell("anna stänger", set(&anna, PeriodState::Closed));
        tell("anna öppnar", set(&anna, PeriodState::Open));
        tell("anna spärrar", set(&anna, PeriodState::Held));
        let none = propose_reopening(&anna, period, &Module::ALL, PeriodState::Open, " ");
        tell("anna föreslår utan skäl", told(none));
        let proposed = propose_reopening(&anna, period, &Module::ALL, PeriodState::Open, "sen faktura");
        tell("anna föreslår", told(proposed));
        tell("läget", state(&world, period));
        tell("anna godtar", told(accept(&anna, None, 1, &hash(&anna, 1), "")));
        tell("bo godtar", told(accept(&bo, None, 1, &hash(&bo, 1), "")));
        tell("läget", state(&world, period));
        tell("anna stänger", set(&anna, PeriodState::Closed));
        tell("driften öppnar", set(&world.cx, PeriodState::Open));
        let kept = world
            .cx
            .read(Permission::BooksRead, |tx| breaches(tx, world.cx.entity()));
        for breach in kept.unwrap() {
            tell("avsteg", format!("{} {} {}", breach.rule, breach.subject, breach.by));
        }
        expect![[r"
            anna stänger: ()
            anna öppnar: denied period.manage four_eyes:period.reopen
            anna spärrar: denied period.manage four_eyes:period.reopen
            anna föreslår utan skäl: refused proposal_reason_missing
            anna föreslår: Some(1)
            läget: closed
            anna godtar: refused own_proposal
            bo godtar: ()
            läget: open
            anna stänger: ()
            driften öppnar: ()
            avsteg: four_eyes:period.reopen 202601 operator
        "]]
        .assert_eq(&told_all);
    });
}

/// SEC-25: a posting rule is new, and switched off, by two; what cannot stand is refused when it is
/// proposed, and what comes through the same door as other registers is held too.
#[test]
fn a_posting_rule_takes_two() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let world = two(store);
        let (anna, bo) = (user(&world, 1), user(&world, 2));
        let rule = posting_rule();
        let direct = change_registers(&anna, None, "vat", &[Change::PostingRule(rule.clone())]);
        assert_eq!(told(direct), "denied rule.edit four_eyes:posting_rule.change");
        let malformed = NewProposal {
            kind: "posting_rule.change".to_owned(),
            content: r#"{"rule":"vat"}"#.to_owned(),
            reason: "ny".to_owned(),
            valid_to: None,
        };
        assert_eq!(
            told(propose(&anna, None, &malformed)),
            "refused proposal_content_malformed"
        );
        let unbalanced = PostingRule {
            lines: Vec::new(),
            ..rule.clone()
        };
        assert_eq!(told(propose_rule(&anna, &unbalanced)), "refused shares_unbalanced");
        assert_eq!(told(propose_rule(&anna, &rule)), "Some(1)");
        assert_eq!(told(accept(&bo, None, 1, &hash(&bo, 1), "")), "()");
        let model = world.model();
        assert_eq!(model.posting_rules.iter().filter(|kept| kept.rule == "vat").count(), 1);
        // As it stands already, nothing is changed and nobody else is needed.
        let same = change_registers(&anna, None, "vat", &[Change::PostingRule(rule.clone())]);
        assert_eq!(told(same), "0");
        let off = PostingRule { active: false, ..rule };
        let direct = change_registers(&bo, None, "vat", &[Change::PostingRule(off)]);
        assert_eq!(told(direct), "denied rule.edit four_eyes:posting_rule.change");
    });
}

/// SEC-25: where the agency has switched the rule on, who wrote a draft does not post it, a new draft's
/// number included.
#[test]
fn who_writes_a_draft_does_not_post_it() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let world = two(store);
        let (anna, bo) = (user(&world, 1), user(&world, 2));
        let content = DraftContent {
            voucher: world::draft(&world.model(), "2026-03-01 Kontor", ["5012 ORG=100 100", "2581 -100"]),
            ..DraftContent::default()
        };
        let seen = save_draft(&anna, None, None, &content, "").unwrap();
        assert_eq!(
            told(post_draft(&anna, None, seen, None).map(|_| ())),
            "denied voucher.post duty:draft_post"
        );
        let seen = park_draft(&anna, None, seen.draft, "för bokföring").unwrap();
        let seen = take_draft(&bo, None, seen.draft).unwrap();
        assert_eq!(told(post_draft(&bo, None, seen, None).map(|_| ())), "()");
    });
}

fn told<T: std::fmt::Debug, R: Refusals>(done: Result<T, Stop<R>>) -> String {
    match done {
        Ok(done) => format!("{done:?}"),
        Err(Stop::Refused(refusals)) => format!("refused {}", refusals.names().join(" ")),
        Err(Stop::Denied(denied)) => format!("denied {}", denied.detail()),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}

fn state(world: &World, period: Period) -> String {
    let cx = &world.cx;
    let states = cx
        .read(Permission::BooksRead, |tx| periods::all(tx, cx.entity()))
        .unwrap();
    let found = states
        .iter()
        .find(|state| state.1 == period && state.2 == Module::Ledger);
    found.unwrap().3.word().to_owned()
}

fn hash(cx: &Cx, number: i64) -> String {
    let found = cx.read(Permission::BooksRead, |tx| proposal::find(tx, cx, number));
    found.unwrap().unwrap().hash()
}

fn user(world: &World, user: i64) -> Cx {
    let (entity, today, now) = (world.cx.entity(), world.cx.today, world.cx.now);
    let cx = Cx::of_user(&world.store, UserId(user), entity, "web", today, now);
    cx.unwrap().expect("a user with a role")
}

fn posting_rule() -> PostingRule {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: Vec::new(),
        share,
    };
    PostingRule {
        rule: "vat".to_owned(),
        version: 1,
        name: "Prov".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Transaction,
        base: Base::Line,
        when: Trigger::on(Pattern::parse("4*").unwrap()),
        lines: vec![line("1932", WHOLE), line("2581", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: "ny överenskommelse".to_owned(),
        text_en: String::new(),
    }
}

/// An agency where Anna and Bo may do all of it, and periods, rules and drafts take two.
fn two(store: &Store) -> World {
    let world = World::on(store);
    proposals::register(store);
    let takes_two = ["period.reopen", "posting_rule.change"].map(|kind| FourEyesRow {
        kind: kind.to_owned(),
        takes_two: true,
    });
    let drafts = DutyRule {
        rule: "draft_post".to_owned(),
        kind: DutyKind::Acts,
        first: vec!["draft.save".to_owned()],
        second: vec!["draft.post".to_owned()],
        permission: Some(Permission::VoucherPost),
        of_installation: false,
        active: true,
        valid_from: None,
        valid_to: None,
        name: "Utkast".to_owned(),
        name_en: String::new(),
        source: "SEC-25".to_owned(),
    };
    let role = RoleRow {
        role: "ekonom".to_owned(),
        name: "Ekonom".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: [
            "books.read",
            "voucher.draft",
            "voucher.post",
            "register.edit",
            "rule.edit",
            "period.manage",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let set: Result<(), Stop<Vec<kameral_access::RoleRefusal>>> = store.write(|tx| {
        load_standard(tx, std::slice::from_ref(&drafts), &takes_two, world.cx.now)?;
        set_roles(tx, std::slice::from_ref(&role))
    });
    set.unwrap();
    for login in ["anna", "bo"] {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            password: Password::new("korrekt-häst-batteri"),
            language: "sv".to_owned(),
        };
        let cost = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        add_user(&world.cx, None, cost, &new).unwrap();
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: world.cx.entity(),
            role: "ekonom".to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: kameral_access::GrantDecision {
                reference: "dnr 1".to_owned(),
                on: world.cx.today,
            },
        };
        give_role(&world.cx, None, &grant).unwrap();
    }
    world
}

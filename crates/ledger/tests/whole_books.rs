//! What rests on every row of the books is told to nobody who meets some of them only (SEC-02, REP-11).

use crate::world;

use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, Permission, Refusals, RoleGrant, RoleRow, add_user, give_role,
    set_roles,
};
use kameral_base::{Pattern, Period, PeriodRange};
use kameral_ledger::commands::{dues, export_sie, try_rule};
use kameral_ledger::model::{Base, Method, PostingRule, PostingRuleLine, Taken, Trigger, WHOLE};
use kameral_store::Stop;
use world::{World, each_world};

/// SEC-02, REP-11: a rule is tried and a year is exported by who meets every row. Who holds the same permissions
/// for some of them is denied, and told why.
#[test]
fn who_meets_some_rows_only_tries_no_rule_and_exports_no_year() {
    each_world(|mut world| {
        world.play(
            "post 2026-03-01 Kontor
               5012 ORG=100 100,00
               2581 -100,00
             post 2026-03-02 Annans
               5012 ORG=110 900,00
               2581 -900,00",
        );
        let (whole, some) = (user(&world, "hela", &[]), user(&world, "enhet", &[("ORG", "100")]));
        let periods = PeriodRange::parse("202603..202603").unwrap();
        let march = Period::parse("202603").unwrap();
        let tried = |cx: &Cx| told(try_rule(cx, &rule(), periods, |_| true).map(|found| found.len()));
        let due = |cx: &Cx| told(dues(cx, march, &[Method::Run], None).map(|found| found.len()));
        let exported = |cx: &Cx| {
            let mut file = Vec::new();
            let done = export_sie(cx, 2026, "1", &mut file).map(|done| done.vouchers);
            assert_eq!(done.is_ok(), !file.is_empty(), "nothing is written of what is denied");
            told(done)
        };
        assert_eq!([tried(&whole), due(&whole), exported(&whole)], ["1", "0", "2"]);
        let denied = "denied books.read rows_limited";
        assert_eq!([tried(&some), due(&some), exported(&some)], [denied; 3]);
    });
}

fn user(world: &World, login: &str, conditions: &[(&str, &str)]) -> Cx {
    let cx = &world.cx;
    let permissions = [Permission::BooksRead, Permission::FileExport].map(|permission| permission.code().to_owned());
    let role = RoleRow {
        role: "lasare".to_owned(),
        name: "Läsare".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: permissions.to_vec(),
    };
    world
        .store
        .write(|tx| set_roles(tx, std::slice::from_ref(&role)))
        .unwrap();
    let cost = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let new = NewUser {
        login: login.to_owned(),
        name: login.to_owned(),
        password: Password::new("en lång hemlighet för prov"),
        language: "sv".to_owned(),
    };
    let id = add_user(cx, None, cost, &new).unwrap().id;
    let grant = RoleGrant {
        login: login.to_owned(),
        entity: cx.entity(),
        role: "lasare".to_owned(),
        conditions: conditions
            .iter()
            .map(|(of, pattern)| ((*of).to_owned(), (*pattern).to_owned()))
            .collect(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: cx.today,
        },
    };
    give_role(cx, None, &grant).unwrap();
    let of = Cx::of_user(&world.store, id, cx.entity(), "web", cx.today, cx.now);
    of.unwrap().expect("a user with a role")
}

fn rule() -> PostingRule {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: Vec::new(),
        share,
    };
    PostingRule {
        rule: "prov".to_owned(),
        version: 1,
        name: "Prov".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Run,
        base: Base::Line,
        when: Trigger::on(Pattern::parse("5*").unwrap()),
        lines: vec![line("1932", WHOLE), line("2581", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: "prov".to_owned(),
        text_en: String::new(),
    }
}

fn told<T: std::fmt::Display, R: Refusals>(done: Result<T, Stop<R>>) -> String {
    match done {
        Ok(done) => done.to_string(),
        Err(Stop::Refused(refusals)) => format!("refused {}", refusals.names().join(" ")),
        Err(Stop::Denied(denied)) => format!("denied {}", denied.detail()),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}

//! Stories about the reports on appropriations, revenue titles and commitments, on the State's own
//! standard chart and with the register of appropriations.

#![allow(clippy::inconsistent_digit_grouping, reason = "kronor and öre apart")]
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::cell::RefCell;

use expect_test::{Expect, expect};
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, Permission, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_appropriations::commands::{
    Settlement, keep_item, keep_terms, make_commitment, register_movement, settle_commitment,
};
use kameral_appropriations::commit::NewCommitment;
use kameral_appropriations::model::{Basis, Beyond, Flow, Item, ItemKind, Link, MovementKind, Terms, YearPart};
use kameral_appropriations::movement::NewMovement;
use kameral_base::{Date, EntityId, FiscalYear, Ore};
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post};
use kameral_ledger::model::{DimensionValue, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::model;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Format, ReportQuery, Written, write};
use kameral_store::Store;
use kameral_store::testing::each_migrated;
use kameral_ui::Language;

const DAY: Date = Date::constant(2026, 6, 30);

fn agency(store: &Store) -> Cx {
    let now = "2026-06-30T12:00:00Z".parse().expect("a moment");
    let nobody = Cx::operator(store.clone(), "operator", EntityId(0), DAY, now);
    let new = NewEntity {
        code: "1098".to_owned(),
        name: "Strandskyddsnämnden".to_owned(),
        org_number: "202100-5026".to_owned(),
        rules: RuleSet::State,
    };
    let changes = standard::changes(RuleSet::State).expect("the standard is whole");
    let entity = init_entity(&nobody, None, &new, &changes).expect("the agency is made");
    let cx = Cx::operator(store.clone(), "operator", entity.id, DAY, now);
    let known = cx
        .read(Permission::BooksRead, |tx| model::load(tx, &cx))
        .expect("a model");
    let position = known.dimension("FIN").expect("the standard has it").position;
    let values = ["10", "11", "30", "90", "91"];
    let mut changes: Vec<Change> = values
        .iter()
        .map(|value| Change::Value(DimensionValue::plain(position, value, value)))
        .collect();
    let year = Change::Year(FiscalYear::calendar(2026).expect("a year"));
    if year.before(&known).is_none() {
        changes.push(year);
    }
    change_registers(&cx, None, "test", &changes).expect("the registers change");
    cx
}

fn item(kind: ItemKind, code: &str, parent: Option<&str>, text: &str, fin: &str, gross: bool) -> Item {
    let link = |value: &str| Link {
        financier: value.to_owned(),
        valid_from: None,
        valid_to: None,
    };
    Item {
        item: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        name: format!("Namn {code}"),
        name_en: String::new(),
        text: text.to_owned(),
        flow: Flow::InterestBearing,
        basis: Basis::Cost,
        gross,
        administrative: true,
        carried_forward: true,
        beyond: Beyond::Warn,
        document: "Regleringsbrev".to_owned(),
        decided_on: None,
        valid_from: None,
        valid_to: None,
        links: fin.split_whitespace().map(link).collect(),
    }
}

fn registered(cx: &Cx) {
    use ItemKind::{Appropriation, RevenueTitle};
    for item in [
        item(Appropriation, "1:5", None, "Strandskydd", "", false),
        item(Appropriation, "1:5 ap.1", Some("1:5"), "Tillsyn", "10", false),
        item(Appropriation, "1:5 ap.2", Some("1:5"), "Bidrag", "11", true),
        item(RevenueTitle, "2811", None, "", "90", false),
        item(RevenueTitle, "2812", None, "", "91", true),
    ] {
        keep_item(cx, None, &item).expect("the item is kept");
    }
    let movements = [
        ("1:5 ap.1", MovementKind::Opening, 5_00),
        ("1:5 ap.1", MovementKind::Allotment, 1000_00),
        ("1:5 ap.1", MovementKind::OtherDecision, 40_00),
        ("1:5 ap.1", MovementKind::Distributed, -30_00),
        ("1:5 ap.1", MovementKind::Redirected, 20_00),
        ("1:5 ap.1", MovementKind::Overrun, 10_00),
        ("1:5 ap.1", MovementKind::Withdrawal, -5_00),
        ("1:5 ap.2", MovementKind::Allotment, 500_00),
    ];
    for (item, kind, amount) in movements {
        let new = NewMovement {
            item: item.to_owned(),
            year: 2026,
            kind,
            amount: Ore::new(amount),
            decided_on: Date::constant(2026, 1, 1),
            document: "Regleringsbrev".to_owned(),
            note: String::new(),
        };
        register_movement(cx, None, &new).expect("the movement is registered");
    }
    let estimated = Terms {
        item: "2811".to_owned(),
        year: 2026,
        estimated: Some(Ore::new(80_00)),
        ..Terms::default()
    };
    let frame = Terms {
        item: "1:5 ap.2".to_owned(),
        year: 2026,
        commitment_limit: Some(Ore::new(350_00)),
        ..Terms::default()
    };
    for terms in [estimated, frame] {
        keep_terms(cx, None, &terms).expect("the terms are kept");
    }
}

/// `2026-02-10 1751 10 300,00 3011`
fn posted(cx: &Cx, line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = cx
        .read(Permission::BooksRead, |tx| model::load(tx, cx))
        .expect("a model");
    let position = known.dimension("FIN").expect("the standard has it").position;
    let amount = Ore::parse(words[3]).expect("an amount");
    let line = |account: &str, amount: Ore| DraftLine {
        account: account.to_owned(),
        values: vec![(position, words[2].to_owned())],
        amount,
        ..DraftLine::default()
    };
    let draft = DraftVoucher {
        date: words[0].parse().ok(),
        text: "Händelse".to_owned(),
        lines: vec![line(words[1], amount), line(words[4], Ore::new(-amount.get()))],
        ..DraftVoucher::default()
    };
    let request = PostRequest {
        drafts: vec![draft],
        ..PostRequest::default()
    };
    post(cx, None, &request).expect("the voucher is posted");
}

fn told(cx: &Cx, report: &str, period: &str, format: Format) -> String {
    let written = Written {
        name: report.to_owned(),
        period: period.to_owned(),
        ..Written::default()
    };
    let query = ReportQuery::parse(&written, Language::Sv).expect("a question");
    let mut out = Vec::new();
    write(cx, &query, format, &mut out).expect("the report is written");
    String::from_utf8(out).expect("reports are UTF-8").replace('\r', "")
}

fn check(play: impl Fn(&Cx) -> String, expected: Expect) {
    let all = RefCell::new(Vec::new());
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_appropriations::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| all.borrow_mut().push(play(&agency(store))));
    let all = all.into_inner();
    assert!(all.iter().all(|other| *other == all[0]), "the engines differ: {all:#?}");
    expected.assert_eq(&all[0]);
}

/// REP-17, APR-01, APR-11, APR-12: every movement in its column; column 8 is the sum of 2 to 7, column
/// 11 is 8 less 9 plus 10; the letter's text is printed; what no item finances is told.
#[test]
fn the_appropriation_report() {
    check(
        |cx| {
            registered(cx);
            for line in [
                "2026-02-10 1751 10 300,00 3011",
                "2026-03-10 1751 11 200,00 3011",
                "2026-03-20 1752 11 -50,00 3011",
                "2026-05-10 1751 10 100,00 3011",
            ] {
                posted(cx, line);
            }
            let mut all = told(cx, "appropriation", "202601..202612", Format::Csv);
            all.push_str(&told(cx, "appropriation", "202601..202603", Format::Text));
            posted(cx, "2026-06-10 1751 30 7,00 3011");
            all.push_str(&told(cx, "appropriation", "202601..202612", Format::Text));
            all
        },
        expect![[r#"
            "item","name","text","opening_ore","allotment_ore","distributed_ore","redirected_ore","overrun_ore","withdrawal_ore","disposable_ore","expenditure_ore","income_ore","outgoing_ore"
            "1:5","Namn 1:5","Strandskydd",500,154000,-3000,2000,1000,-500,154000,60000,5000,99000
            "1:5 ap.1","Namn 1:5 ap.1","Tillsyn",500,104000,-3000,2000,1000,-500,104000,40000,0,64000
            "1:5 ap.2","Namn 1:5 ap.2","Bidrag",0,50000,0,0,0,0,50000,20000,5000,35000
            Anslagsredovisning

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202603
            Räkenskapsår                     2026
            Registrerat till och med nummer  4
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                              Årets
                                                                        tilldelning                                Utnyttjad del                   Totalt
                                                           Ingående          enligt      Fördelade  Omdisponerade    av medgivet              disponibelt
            Anslag    Beskrivning    Text         överföringsbelopp  regleringsbrev  anslagsbelopp  anslagsbelopp  överskridande  Indragning       belopp  Utgifter  Inkomster     Saldo
            ────────  ─────────────  ───────────  ─────────────────  ──────────────  ─────────────  ─────────────  ─────────────  ──────────  ───────────  ────────  ─────────  ────────
            1:5       Namn 1:5       Strandskydd               5,00        1 540,00         −30,00          20,00          10,00       −5,00     1 540,00    500,00      50,00  1 090,00
            1:5 ap.1  Namn 1:5 ap.1  Tillsyn                   5,00        1 040,00         −30,00          20,00          10,00       −5,00     1 040,00    300,00       0,00    740,00
            1:5 ap.2  Namn 1:5 ap.2  Bidrag                    0,00          500,00           0,00           0,00           0,00        0,00       500,00    200,00      50,00    350,00
            ────────  ─────────────  ───────────  ─────────────────  ──────────────  ─────────────  ─────────────  ─────────────  ──────────  ───────────  ────────  ─────────  ────────
                      Summa                                    5,00        1 540,00         −30,00          20,00          10,00       −5,00     1 540,00    500,00      50,00  1 090,00

            Av tilldelningen är 40,00 enligt annat beslut än regleringsbrevet.
            Stämmer med huvudboken.
            Anslagsredovisning

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202612
            Räkenskapsår                     2026
            Registrerat till och med nummer  5
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                              Årets
                                                                        tilldelning                                Utnyttjad del                   Totalt
                                                           Ingående          enligt      Fördelade  Omdisponerade    av medgivet              disponibelt                                Utgående
            Anslag    Beskrivning    Text         överföringsbelopp  regleringsbrev  anslagsbelopp  anslagsbelopp  överskridande  Indragning       belopp  Utgifter  Inkomster  överföringsbelopp
            ────────  ─────────────  ───────────  ─────────────────  ──────────────  ─────────────  ─────────────  ─────────────  ──────────  ───────────  ────────  ─────────  ─────────────────
            1:5       Namn 1:5       Strandskydd               5,00        1 540,00         −30,00          20,00          10,00       −5,00     1 540,00    600,00      50,00             990,00
            1:5 ap.1  Namn 1:5 ap.1  Tillsyn                   5,00        1 040,00         −30,00          20,00          10,00       −5,00     1 040,00    400,00       0,00             640,00
            1:5 ap.2  Namn 1:5 ap.2  Bidrag                    0,00          500,00           0,00           0,00           0,00        0,00       500,00    200,00      50,00             350,00
            ────────  ─────────────  ───────────  ─────────────────  ──────────────  ─────────────  ─────────────  ─────────────  ──────────  ───────────  ────────  ─────────  ─────────────────
                      Summa                                    5,00        1 540,00         −30,00          20,00          10,00       −5,00     1 540,00    600,00      50,00             990,00

            7,00 är bokfört mot finansiärer som inget anslag och ingen inkomsttitel finansierar.
            Av tilldelningen är 40,00 enligt annat beslut än regleringsbrevet.
            Stämmer med råbalansen för urvalet. Resten av huvudboken: 7,00.
        "#]],
    );
}

/// REP-17 table 2, APR-13: one title net, one gross with its expenditure apart.
#[test]
fn the_report_on_revenue_titles() {
    check(
        |cx| {
            registered(cx);
            for line in [
                "2026-02-10 1721 90 -70,00 7211",
                "2026-03-10 1721 91 -40,00 7211",
                "2026-03-11 1722 91 15,00 7211",
            ] {
                posted(cx, line);
            }
            told(cx, "revenue-titles", "202601..202612", Format::Text)
        },
        expect![[r#"
            Redovisning mot inkomsttitel

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202612
            Räkenskapsår                     2026
            Registrerat till och med nummer  3
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                       Beräknat
            Inkomsttitel  Beskrivning    belopp  Inkomster  Utgifter
            ────────────  ───────────  ────────  ─────────  ────────
            2811          Namn 2811       80,00      70,00      0,00
            2812          Namn 2812                  40,00     15,00
            ────────────  ───────────  ────────  ─────────  ────────
                          Summa           80,00     110,00     15,00

            Stämmer med huvudboken.
        "#]],
    );
}

/// REP-18, REP-44, APR-20: what is outside 17 § first paragraph is left out; the years sum to what is
/// outstanding; any date gives frame, used and left.
#[test]
fn the_report_on_commitments() {
    check(
        |cx| {
            registered(cx);
            let new = |total: i64, first_paragraph| NewCommitment {
                item: "1:5 ap.2".to_owned(),
                counterparty: "Kustlaboratoriet".to_owned(),
                decided_on: Date::constant(2026, 2, 1),
                document: "Beslut 17".to_owned(),
                note: String::new(),
                total: Ore::new(total),
                first_paragraph,
                years: (2026..=2028)
                    .map(|year| YearPart {
                        year,
                        amount: Ore::new(total / 3),
                    })
                    .collect(),
                accept_warnings: false,
            };
            make_commitment(cx, None, &new(300_00, true)).expect("the commitment is made");
            make_commitment(cx, None, &new(900_00, false)).expect("the commitment is made");
            let paid = Settlement {
                commitment: 1,
                happened_on: Date::constant(2026, 5, 15),
                amount: Ore::new(100_00),
                line: None,
                note: String::new(),
            };
            settle_commitment(cx, None, &paid).expect("the commitment is settled");
            let mut all = told(cx, "commitments", "202601..202604", Format::Text);
            all.push_str(&told(cx, "commitments", "202601..202612", Format::Text));
            all
        },
        expect![[r#"
            Redovisning av beställningsbemyndigande

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202604
            Räkenskapsår                     2026
            Registrerat till och med nummer  0
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                        Tilldelat   Ingående  Utestående  Återstår
            Anslag    Beskrivning    bemyndigande  åtaganden   åtaganden  av ramen    2026    2027    2028
            ────────  ─────────────  ────────────  ─────────  ──────────  ────────  ──────  ──────  ──────
            1:5 ap.2  Namn 1:5 ap.2        350,00       0,00      300,00     50,00  100,00  100,00  100,00
            ────────  ─────────────  ────────────  ─────────  ──────────  ────────  ──────  ──────  ──────
                      Summa                350,00       0,00      300,00     50,00  100,00  100,00  100,00

            Andra finansiella villkor redovisas i not.
            Stämmer med huvudboken.
            Redovisning av beställningsbemyndigande

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202612
            Räkenskapsår                     2026
            Registrerat till och med nummer  0
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                        Tilldelat   Ingående  Utestående  Återstår
            Anslag    Beskrivning    bemyndigande  åtaganden   åtaganden  av ramen    2027    2028
            ────────  ─────────────  ────────────  ─────────  ──────────  ────────  ──────  ──────
            1:5 ap.2  Namn 1:5 ap.2        350,00       0,00      200,00    150,00  100,00  100,00
            ────────  ─────────────  ────────────  ─────────  ──────────  ────────  ──────  ──────
                      Summa                350,00       0,00      200,00    150,00  100,00  100,00

            Andra finansiella villkor redovisas i not.
            Stämmer med huvudboken.
        "#]],
    );
}

/// SEC-02: amounts of the whole agency are not shown to who may meet some rows only.
#[test]
fn who_meets_some_rows_is_shown_none_of_it() {
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_appropriations::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| {
        let cx = agency(store);
        registered(&cx);
        posted(&cx, "2026-02-10 1751 10 300,00 3011");
        let anna = restricted(&cx);
        for report in ["appropriation", "revenue-titles", "commitments"] {
            let shown = told(&anna, report, "202601..202612", Format::Csv);
            assert_eq!(shown.lines().count(), 1, "{report}: {shown}");
        }
    });
}

/// A user who may run reports on the rows of one unit.
fn restricted(cx: &Cx) -> Cx {
    let row = RoleRow {
        role: "part".to_owned(),
        name: "Del".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: vec!["report.run".to_owned()],
    };
    let set = cx.store.write(|tx| set_roles(tx, std::slice::from_ref(&row)));
    set.expect("the role is set");
    let new = NewUser {
        login: "anna".to_owned(),
        name: "Anna".to_owned(),
        password: Password::new("en lång lösenfras"),
        language: "sv".to_owned(),
    };
    let cost = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let user = add_user(cx, None, cost, &new).expect("the user is added");
    let grant = RoleGrant {
        login: "anna".to_owned(),
        entity: cx.entity(),
        role: "part".to_owned(),
        conditions: vec![("ORG".to_owned(), "1*".to_owned())],
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: cx.today,
        },
    };
    give_role(cx, None, &grant).expect("the role is given");
    let found = Cx::of_user(&cx.store, user.id, cx.entity(), "web", cx.today, cx.now);
    found.expect("rights can be read").expect("the user has rights")
}

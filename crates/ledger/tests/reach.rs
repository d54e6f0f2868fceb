//! Stories of who holds a role for some rows only: what they write lies within (SEC-02, SEC-03, SEC-09,
//! decision 0032).
//!
//! ```text
//! as lea                          who acts from now on; `as sub for eva` is her substitute
//! draft 2026-03-01 Text           saves a draft of the lines below
//! park 1 · take 1 · post_draft 1
//! template Name                   saves the lines below as a template
//! copy A-2026-1                   what a new voucher takes from it
//! project P3 responsible          adds or changes a project
//! file a.csv · sie                reads the lines below
//! pair 1510                       parts below: place in the journal, line, amount
//! run 202603                      posting rules
//! ```

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::limited;
use crate::world;

use expect_test::expect;
use kameral_access::{Permission, take_role};
use kameral_base::{Ore, Period};
use kameral_ledger::commands::{
    self, ChargeOrder, FileForm, VoucherFile, change_registers, charge, import_sie, pair, park_draft, post_draft,
    post_file, save_draft, save_template, take_draft,
};
use kameral_ledger::draft::{DraftContent, DraftVersion};
use kameral_ledger::model::{DimensionValue, Method};
use kameral_ledger::open_item::Part;
use kameral_ledger::register::Change;
use kameral_ledger::template::{NewTemplate, TemplateContent, copy_of};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use limited::{cx_of, give, person, registers, roles, substitute};
use world::{Step, World, check_with, draft, each_world, stop};

/// Eva has the coast, by its tree; lea her own projects; bo two roles; ira reads
/// everything and writes for a unit; kim everything; sub acts for eva.
fn with_people(world: &mut World) {
    registers(world);
    roles(world);
    person(world, "eva", &["writer ORG/TREE=kust"]);
    person(world, "lea", &["writer PROJ.responsible==me"]);
    person(world, "bo", &["writer ORG=100", "poster", "reader ORG=11*"]);
    person(world, "ira", &["writer ORG=11*", "reader"]);
    person(world, "kim", &["writer"]);
    person(world, "sub", &[]);
    substitute(world, "sub", "eva");
}

fn act(world: &mut World, step: &Step<'_>) -> Option<String> {
    let cx = world.cx.clone();
    let below = || step.below.join("\n");
    let told = |done: Result<String, String>| Some(done.unwrap_or_else(|refused| refused));
    match step.word {
        "people" => {
            with_people(world);
            Some(String::new())
        }
        "as" => {
            world.cx = cx_of(world, step.rest);
            Some(String::new())
        }
        "draft" => {
            let content = DraftContent {
                voucher: draft(&world.model(), step.rest, step.below.iter().copied()),
                ..DraftContent::default()
            };
            let saved = save_draft(&cx, None, None, &content, "");
            told(saved.map(|at| format!("draft {}", at.draft)).map_err(stop))
        }
        "post_draft" => {
            let seen = DraftVersion {
                draft: step.rest.parse().expect("a number"),
                version: 1,
            };
            let posted = post_draft(&cx, None, seen, None);
            told(posted.map(|posted| format!("posted {}", posted.number)).map_err(stop))
        }
        "park" => {
            let number = step.rest.parse().expect("a number");
            told(
                park_draft(&cx, None, number, "")
                    .map(|_| "parked".to_owned())
                    .map_err(stop),
            )
        }
        "take" => {
            let number = step.rest.parse().expect("a number");
            told(take_draft(&cx, None, number).map(|_| "taken".to_owned()).map_err(stop))
        }
        "template" => {
            let template = NewTemplate {
                name: step.rest.to_owned(),
                shared: true,
                content: TemplateContent {
                    voucher: draft(&world.model(), "- Mall", step.below.iter().copied()),
                    ..TemplateContent::default()
                },
            };
            told(
                save_template(&cx, None, &template)
                    .map(|()| "saved".to_owned())
                    .map_err(stop),
            )
        }
        "copy" => {
            let number = VoucherNumber::parse(step.rest).expect("a number");
            let found = cx.read(Permission::BooksRead, |tx| commands::correctable(tx, &cx, &number));
            let found = found.expect("it can be read");
            Some(found.map_or_else(
                || "unknown".to_owned(),
                |voucher| format!("{} lines", copy_of(&voucher, true).lines.len()),
            ))
        }
        "project" => {
            let (code, responsible) = step.rest.split_once(' ').unwrap_or((step.rest, ""));
            let mut value = DimensionValue::plain(3, code, code);
            let attributes = value.attributes.as_object_mut().expect("attributes by name");
            attributes.insert("responsible".to_owned(), responsible.into());
            let done = change_registers(&cx, None, "test", &[Change::Value(value)]);
            told(done.map(|rows| format!("{rows} changed")).map_err(stop))
        }
        "file" => {
            let content = below();
            let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
            let (name, dry_run) = step
                .rest
                .split_once(" try")
                .map_or((step.rest, false), |(name, _)| (name, true));
            let file = VoucherFile {
                name,
                spool: &spool,
                form: FileForm::Csv,
                accept_warnings: None,
                dry_run,
            };
            let posted = post_file(&cx, None, &file);
            told(
                posted
                    .map(|posted| format!("{} vouchers", posted.vouchers.len()))
                    .map_err(stop),
            )
        }
        "sie" => {
            let content = below();
            let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
            let done = import_sie(&cx, None, "a.se", &spool, false);
            told(done.map(|done| format!("{} vouchers", done.vouchers)).map_err(stop))
        }
        "pair" => {
            let parts: Vec<Part> = step.below.iter().map(|text| part(text)).collect();
            told(
                pair(&cx, None, step.rest, &parts)
                    .map(|number| format!("pairing {number}"))
                    .map_err(stop),
            )
        }
        "run" => {
            let order = ChargeOrder {
                period: Period::parse(step.rest).expect("a period"),
                methods: Method::ALL.to_vec(),
                accept_warnings: None,
            };
            let done = charge(&cx, None, &order);
            told(done.map(|posted| format!("{} vouchers", posted.len())).map_err(stop))
        }
        _ => None,
    }
}

fn part(text: &str) -> Part {
    let (line, amount) = text.split_once(' ').expect("a line and an amount");
    let (seq, line_no) = line.split_once('/').expect("place and line");
    Part {
        journal_seq: seq.parse().expect("a place"),
        line_no: line_no.parse().expect("a line"),
        amount: Ore::parse(amount).expect("an amount"),
    }
}

/// SEC-02, SEC-09: a line beyond the role's rows is refused at its place; one on a balance account that says
/// nothing passes; a cost without a unit does not; and one line at least is met.
#[test]
fn sec_02_what_is_posted_lies_within_the_unit_and_those_below() {
    check_with(
        "people
         as eva
         post 2026-03-15 Own
           5012 ORG=110 500,00
           2581 -500,00
         post 2026-03-15 Another's
           5012 ORG=110 400,00
           5012 ORG=100 100,00
           2581 -500,00
         post 2026-03-15 Nobody's
           5012 500,00
           2581 -500,00
         post 2026-03-15 Balances alone
           1932 500,00
           2581 -500,00
         post 2026-03-15 Another's balance
           5012 ORG=110 500,00
           2581 ORG=100 -500,00
         post 2026-03-15 Internal
           5012 ORG=110 500,00
           9210 -500,00
         try 2026-03-15 Another's
           5012 ORG=100 row=7 500,00
           2581 -500,00
         as sub for eva
         post 2026-03-15 Own, by a substitute
           5012 ORG=110 500,00
           2581 -500,00
         post 2026-03-15 Another's, by a substitute
           5012 ORG=100 500,00
           2581 -500,00
         as kim
         post 2026-03-15 Anybody's
           5012 ORG=100 500,00
           2581 -500,00
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: nothing_within_reach (lines) rows=ORG/TREE=kust
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 7, ORG) dimension=ORG rows=ORG/TREE=kust
            posted A-2026-2 202603
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            posted A-2026-3 202603
        "#]],
    );
}

/// SEC-03: a project leader writes on their own projects only; whoever answers for a project now counts.
#[test]
fn sec_03_a_project_leader_posts_on_their_own_projects() {
    check_with(
        "people
         as lea
         post 2026-03-15 Own
           4011 PROJ=P1 500,00
           1932 -500,00
         post 2026-03-15 Another's
           4011 PROJ=P2 500,00
           1932 -500,00
         post 2026-03-15 None
           4011 ORG=110 500,00
           1932 -500,00
         project P2 lea
         project P1 bo
         project P1 lea
         project P3 lea
         project P4 bo
         as operator
         project P1 bo
         as lea
         post 2026-03-15 Once own
           4011 PROJ=P1 500,00
           1932 -500,00
         reverse A-2026-1 2026-04-01 Once own
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            refused: beyond_reach (line 1, PROJ) dimension=PROJ rows=PROJ.responsible=lea
            refused: beyond_reach (line 1, PROJ) dimension=PROJ rows=PROJ.responsible=lea
            refused: value_beyond_reach dimension=PROJ value=P2 rows=PROJ.responsible=lea
            refused: value_beyond_reach dimension=PROJ value=P1 rows=PROJ.responsible=lea
            0 changed
            1 changed
            refused: value_beyond_reach dimension=PROJ value=P4 rows=PROJ.responsible=lea
            1 changed
            refused: beyond_reach (line 1, PROJ) dimension=PROJ rows=PROJ.responsible=lea
            refused: voucher_unknown (number) number=A-2026-1
        "#]],
    );
}

/// SEC-09: the rows of a permission are the union of the roles that give it, and of no other: bo posts on
/// every unit by one role, corrects only unit 100, and drafts only there.
#[test]
fn sec_09_the_union_counts_for_each_permission() {
    check_with(
        "people
         as bo
         post 2026-03-15 On another unit
           5012 ORG=110 500,00
           2581 -500,00
         reverse A-2026-1 2026-04-01 Only unit 100 is corrected
         draft 2026-03-15 On another unit
           5012 ORG=110 500,00
         post 2026-03-15 On their own unit
           5012 ORG=100 500,00
           2581 -500,00
         reverse A-2026-2 2026-04-01 Own
         run 202603
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG=100
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG=100
            posted A-2026-2 202603
            posted C-2026-1 202604
            0 vouchers
        "#]],
    );
}

/// SEC-02, GL-08: nobody corrects a voucher of which they may not write every line, nor moves a line beyond
/// what they may write; what one may post one may take back.
#[test]
fn gl_08_a_correction_lies_within() {
    check_with(
        "people
         as kim
         post 2026-03-15 Shared
           5012 ORG=110 300,00
           5012 ORG=100 200,00
           2581 -500,00
         post 2026-03-15 Another's
           5012 ORG=100 500,00
           2581 -500,00
         as eva
         post 2026-03-15 Own
           5012 ORG=110 500,00
           2581 -500,00
         reverse A-2026-1 2026-04-01 Shared
         recode A-2026-1 2026-04-01 Own line of a shared voucher
           1 5531
         reverse A-2026-2 2026-04-01 Another's
         recode A-2026-3 2026-04-01 To another
           1 ORG=100
         recode A-2026-3 2026-04-01 To nobody
           1 ORG=
         recode A-2026-3 2026-04-01 Another account
           1 5531
         copy A-2026-1
         copy A-2026-3
         reverse C-2026-1 2026-04-02 Back again
         post 2026-03-16 Own again
           5012 ORG=110 500,00
           2581 -500,00
         reverse A-2026-4 2026-04-01 Own
         annul A-2026-5 2026-04-01 Printed twice
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted A-2026-3 202603
            refused: voucher_unknown (number) number=A-2026-1
            refused: voucher_unknown (number) number=A-2026-1
            refused: voucher_unknown (number) number=A-2026-2
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            posted C-2026-1 202604
            unknown
            2 lines
            posted C-2026-2 202604
            posted A-2026-4 202603
            posted C-2026-3 202604
            denied: voucher.correct
        "#]],
    );
}

/// GL-09, SEC-02: what a rule adds because of a typed line is the rule's to decide, and goes back with it.
#[test]
fn gl_09_what_rules_add_is_not_held_against_who_typed() {
    check_with(
        "people
         as eva
         post 2026-03-15 Donation
           5012 ORG=110 500,00
           19321 -500,00
         as operator
         show A-2026-1
         as eva
         reverse A-2026-1 2026-04-01 Back
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            A-2026-1 2026-03-15 202603 Donation by eva
              1 5012 ORG=110 500.00
              2 19321 -500.00
              3 5012 ORG=100 -500.00 by cover 1 of line 2
              4 2050 ORG=100 500.00 by cover 1 of line 2
            posted C-2026-1 202604
        "#]],
    );
}

/// SEC-02: a draft and a template hold no value that lies beyond; what is missing is asked for when it is
/// posted.
#[test]
fn sec_02_drafts_and_templates_lie_within() {
    check_with(
        "people
         as eva
         draft 2026-03-15 Begun
           5012 500,00
           - ORG=110
         draft 2026-03-15 Another's
           5012 ORG=110 400,00
           - ORG=100 100,00
         template Hyra
           5012 ORG=100
         template Hyra
           5012 ORG=110
         draft 2026-03-15 Without unit
           5012 500,00
           2581 -500,00
         post_draft 2
         draft 2026-03-15 Whole
           5012 ORG=110 500,00
           2581 -500,00
         post_draft 3
        ",
        act,
        expect![[r#"
            draft 1
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            saved
            draft 2
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            draft 3
            posted A-2026-1
        "#]],
    );
}

/// SEC-02: a parked draft is taken by who may write all of it; an opening balance, and a held period, take every
/// row; and how the ledger's balances differ from a file's is the whole agency's.
#[test]
fn sec_02_what_is_the_whole_agency_s_is_not_reached_by_a_part() {
    check_with(
        "people
         as kim
         draft 2026-03-15 Another's
           5012 ORG=100 400,00
         park 1
         as eva
         take 1
         as ira
         take 1
         as kim
         take 1
         as eva
         post 2026-01-01 period=202600 Opened
           5012 ORG=110 500,00
           2581 -500,00
         as kim
         hold 202603
         as eva
         post 2026-03-15 Held
           5012 ORG=110 500,00
           2581 -500,00
         as kim
         post 2026-03-15 Held
           5012 ORG=110 500,00
           2581 -500,00
         as eva
         sie
           #FLAGGA 0
           #SIETYP 4
           #FORMAT PC8
           #GEN 20260630
           #PROGRAM \"x\" 1
           #FNAMN \"Namnd\"
           #RAR 0 20260101 20261231
           #UB 0 2581 -500.00
         as kim
         sie
           #FLAGGA 0
           #SIETYP 4
           #FORMAT PC8
           #GEN 20260630
           #PROGRAM \"x\" 1
           #FNAMN \"Namnd\"
           #RAR 0 20260101 20261231
           #UB 0 2581 -500.00
        ",
        act,
        expect![[r#"
            draft 1
            parked
            refused: draft_gone (draft) draft=1
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG=11*
            taken
            refused: opening_beyond_reach (period) rows=ORG/TREE=kust
            refused: period_held (period) period=202603
            posted A-2026-1 202603
            denied: file.import
            0 vouchers
        "#]],
    );
}

/// SEC-02, EM-33: who changes some values only takes no value of another's, gives none away, and changes
/// nothing that holds for every row.
#[test]
fn sec_02_registers_are_changed_within() {
    check_with(
        "people
         as eva
         value ORG 110 Kusttillsyn
         value ORG 100 Ledningen
         value ORG 115 Nytt
         value ORG 130 Nytt
         project P2 eva
         account 5533 Värme
         rule r1 5* FIN mandatory
         hold 202601
        ",
        act,
        expect![[r#"
            refused: value_beyond_reach dimension=ORG value=100 rows=ORG/TREE=kust
            refused: value_beyond_reach dimension=ORG value=130 rows=ORG/TREE=kust
            1 changed
            denied: register.edit
            denied: register.edit
            denied: period.manage
        "#]],
    );
}

/// SEC-02, GL-06: a file is refused as a whole, with the line that lies beyond named.
#[test]
fn gl_06_files_are_refused_as_a_whole() {
    check_with(
        "people
         as eva
         file a.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;110;500,00
           a;;;2581;;-500,00
           b;2026-03-16;El;5012;100;40,00
           b;;;2581;;-40,00
         file a.csv try
           voucher;date;text;account;ORG;amount
           b;2026-03-16;El;5012;100;40,00
           b;;;2581;;-40,00
         file a.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;110;500,00
           a;;;2581;;-500,00
         sie
           #FLAGGA 0
           #SIETYP 4
           #FORMAT PC8
           #GEN 20260630
           #PROGRAM \"x\" 1
           #FNAMN \"Namnd\"
           #RAR 0 20260101 20261231
           #VER I 2 20260315 \"Hyra mars\"
           {
           #TRANS 5012 {21 \"110\"} 1.00
           #TRANS 2581 {} -1.00
           }
           #VER I 3 20260315 \"Hyra mars\"
           {
           #TRANS 5012 {21 \"100\"} 2.00
           #TRANS 2581 {} -2.00
           }
        ",
        act,
        expect![[r#"
            refused: beyond_reach (line 4, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            1 vouchers
            refused: beyond_reach (line 15, ORG) dimension=ORG rows=ORG/TREE=kust
        "#]],
    );
}

/// SEC-02: what rests on every row takes the permission without conditions, and says for which rows it is
/// held.
#[test]
fn sec_02_what_rests_on_every_row_takes_every_row() {
    check_with(
        "people
         as kim
         post 2026-03-15 Invoice
           1510 100,00
           3451 ORG=110 -100,00
         post 2026-03-20 Payment
           1932 100,00
           1510 -100,00
         as eva
         pair 1510
           1/1 100,00
           2/2 -100,00
         run 202603
         as kim
         pair 1510
           1/1 100,00
           2/2 -100,00
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            denied: account.reconcile
            denied: voucher.post
            pairing 1
        "#]],
    );
}

/// SEC-02: a value that a rule puts on everybody's line of a balance account is chosen by nobody and hinders
/// nobody; typed without the rule it lies beyond, and on a cost it says whose the cost is.
#[test]
fn sec_02_what_a_rule_fixes_on_a_balance_is_nobody_s_choice() {
    check_with(
        "people
         rule bank_is_100 1932 ORG fixed=100
         rule rent_is_100 5012 ORG fixed=100
         as eva
         post 2026-03-15 Own
           4011 ORG=110 500,00
           1932 -500,00
         post 2026-03-15 Own, and the fixed value typed
           4011 ORG=110 500,00
           1932 ORG=100 -500,00
         reverse A-2026-1 2026-04-01 Own
         draft 2026-03-15 Own, and the fixed value typed
           4011 ORG=110 500,00
           1932 ORG=100 -500,00
         post 2026-03-15 Another's debt
           4011 ORG=110 500,00
           2581 ORG=100 -500,00
         post 2026-03-15 A cost
           5012 500,00
           1932 -500,00
         post 2026-03-15 Balances alone
           1932 500,00
           2581 -500,00
        ",
        act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted C-2026-1 202604
            draft 1
            refused: beyond_reach (line 2, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: beyond_reach (line 1, ORG) dimension=ORG rows=ORG/TREE=kust
            refused: nothing_within_reach (lines) rows=ORG/TREE=kust
        "#]],
    );
}

/// Reliability rule 14: a role without conditions that is taken while a request is under way counts no more,
/// nor one that is given with more conditions; and what was lent ends with it.
#[test]
fn a_role_that_is_taken_meanwhile_lifts_no_condition() {
    each_world(|mut world| {
        with_people(&mut world);
        let operator = world.cx.clone();
        person(&world, "dan", &["writer ORG=11*"]);
        let whole = give(&world, "dan", "writer");
        let before = cx_of(&world, "dan");
        let voucher = |unit: &str| commands::PostRequest {
            drafts: vec![draft(
                &world.model(),
                "2026-03-15 Hyra",
                [format!("5012 ORG={unit} 500,00").as_str(), "2581 -500,00"],
            )],
            ..commands::PostRequest::default()
        };
        commands::post(&before, None, &voucher("100")).expect("every row");
        take_role(&operator, None, "dan", whole).expect("taken");
        let refused = commands::post(&before, None, &voucher("100")).expect_err("a role that was taken");
        assert!(matches!(refused, Stop::Denied(_)), "{refused:?}");
        let after = cx_of(&world, "dan");
        let refused = stop(commands::post(&after, None, &voucher("100")).expect_err("unit 100"));
        assert!(refused.starts_with("refused: beyond_reach (line 1, ORG)"), "{refused}");
        commands::post(&after, None, &voucher("110")).expect("unit 110");
    });
}

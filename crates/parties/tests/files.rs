//! Stories of the register as a file: all or nothing, each fault by row and field, the diff before.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;
use kameral_access::proposal::{self, accept};
use kameral_access::{Cx, Permission};
use kameral_parties::commands::{Imported, export, import, receive, trial};
use kameral_parties::proposals::{ImportAsked, propose_import};
use kameral_parties::refusal::PartyRefusal;
use kameral_store::Stop;

use crate::world::{World, each_world, refusals};

fn told(done: Result<Imported, Stop<Vec<PartyRefusal>>>) -> String {
    match done {
        Ok(imported) => {
            let mut lines = vec![format!(
                "unchanged {} takes_two {}",
                imported.unchanged, imported.takes_two
            )];
            for row in imported.rows {
                let new = if row.is_new { " new" } else { "" };
                lines.push(
                    format!("{} {}{new} {}", row.line, row.party, row.accounts.join(", "))
                        .trim_end()
                        .to_owned(),
                );
                if !row.is_new {
                    let changes = row.changes.into_iter();
                    lines.extend(
                        changes.map(|change| format!("  {}: {} -> {}", change.field, change.before, change.after)),
                    );
                }
            }
            lines.join("\n") + "\n"
        }
        Err(Stop::Refused(found)) => refusals(&found),
        Err(Stop::Denied(denied)) => format!("denied {}\n", denied.detail()),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}

fn text(cx: &Cx) -> String {
    let file = export(cx, cx.today).expect("the file");
    String::from_utf8(file)
        .expect("a text")
        .trim_start_matches('\u{feff}')
        .to_owned()
}

fn changed(world: &World) -> i64 {
    let last = world.store.read(|tx| {
        tx.for_entities(&[world.entity])?;
        kameral_parties::store::last_change(tx, world.entity)
    });
    last.expect("the last change")
}

const FILE: &str = "number;name;kind;roles;org_number;personal_number;bankgiro
K1;Kund AB;company;customer;556000-0019;;
L1;Kontorsbolaget AB;company;supplier;556000-0001;;5402-9681
";

/// AP-11: a file is tried before it is read, and reads all of it or nothing.
#[test]
fn ap_11_a_file_is_read_whole_or_not_at_all() {
    each_world(|world| {
        let anna = world.cx("anna");
        let wrong = "name;kind;roles;org_number;bankgiro;term_days;protected
Rätt AB;company;customer;556000-0019;;30;false
Fel AB;company;supplier;556000-0002;5402-9682;x;kanske
Fel igen AB;company;;556000-0001;5402-9682;30;
Rätt AB;company;customer;556000-0019;;30;
";
        let before = changed(world);
        expect![[r#"
            refused party_truth_unreadable (protected) line 3
            refused party_whole_unreadable (term_days) line 3
            refused bankgiro_check_digit (bankgiro) line 4
            refused party_same_person (org_number) line 5 party=10001
            warned party_same_name (name) line 5 party=10001 name=Rätt AB
        "#]]
        .assert_eq(&told(import(&anna, None, wrong.as_bytes(), None)));
        expect![[r#"
            refused party_column_unknown (file) line 1 columns=number, name, other_names, roles, kind, org_number, personal_number, vat_number, gln, peppol, address, postal_code, city, country, email, language, counterparty, counterparty_kind, within_eu, agreement, groups, vat_treatment, term_days, currency, protected, direct_debit, state, valid_from, bankgiro, plusgiro, bank_account, iban
        "#]].assert_eq(&told(trial(&anna, "nummer;name\n1;A\n".as_bytes(), None)));
        expect![[r#"
            refused party_row_twice (number) line 3 party=1
        "#]]
        .assert_eq(&told(trial(&anna, "number;name\n1;A\n1;B\n".as_bytes(), None)));
        expect![[r#"
            unchanged 0 takes_two true
            2 K1 new
            3 L1 new 5402-9681
        "#]]
        .assert_eq(&told(trial(&anna, FILE.as_bytes(), None)));
        assert_eq!(changed(world), before, "nothing was kept");
        let cilla = world.cx("cilla");
        assert_eq!(told(trial(&cilla, FILE.as_bytes(), None)), "denied party.edit\n");
    });
}

/// SEC-27: a file with a new supplier is proposed over its hash and accepted by another; then what was taken
/// out is read in again and changes nothing, and one changed cell changes one field.
#[test]
fn sec_27_a_file_with_a_supplier_takes_two_and_comes_back_unchanged() {
    each_world(|world| {
        let (anna, bo) = (world.cx("anna"), world.cx("bo"));
        let direct = told(import(&anna, None, FILE.as_bytes(), None));
        assert_eq!(direct, "denied party.edit four_eyes:party.import\n");
        let received = receive(&anna, "motparter.csv", FILE.as_bytes()).expect("it is received");
        let asked = ImportAsked {
            sha256: received.sha256,
            file_name: "motparter.csv".to_owned(),
            accept_warnings: None,
        };
        let number = propose_import(&anna, None, &asked, "inläsning").expect("it is proposed");
        let found = bo.read(Permission::BooksRead, |tx| proposal::find(tx, &bo, number));
        let hash = found.expect("the proposal").expect("it is there").hash();
        assert!(
            accept(&anna, None, number, &hash, "").is_err(),
            "not by who proposed it"
        );
        accept(&bo, None, number, &hash, "").expect("it is accepted");

        let file = text(&anna);
        assert_eq!(
            told(import(&anna, None, file.as_bytes(), None)),
            "unchanged 2 takes_two false\n"
        );
        *world.day.borrow_mut() = "2026-03-20".parse().expect("a day");
        let anna = world.cx("anna");
        let mailed = file.replace("\"Kontorsbolaget AB\"", "\"Kontorsbolaget i Väst AB\"");
        expect![[r#"
            unchanged 1 takes_two false
            3 L1
              name: Kontorsbolaget AB -> Kontorsbolaget i Väst AB
        "#]]
        .assert_eq(&told(trial(&anna, mailed.as_bytes(), None)));
        expect![[r#"
            unchanged 1 takes_two false
            3 L1
              name: Kontorsbolaget AB -> Kontorsbolaget i Väst AB
        "#]]
        .assert_eq(&told(import(&anna, None, mailed.as_bytes(), None)));
        let shown = world.play("anna: show L1 2026-03-19\nanna: show L1");
        expect![[r#"
            anna show: Kontorsbolaget AB [supplier] company domestic by anna+bo
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by anna+bo
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
            anna show: Kontorsbolaget i Väst AB [supplier] company domestic by anna
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by anna+bo
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
        "#]]
        .assert_eq(&shown);
        let added = "number;name;plusgiro\nL1;Kontorsbolaget i Väst AB;28 65 43-4\n";
        assert_eq!(
            told(import(&anna, None, added.as_bytes(), None)),
            "denied party.edit four_eyes:party.import\n"
        );
    });
}

/// ASVS 1.2.10: what a spreadsheet would run as a formula leaves as text, and comes back as it was.
#[test]
fn no_spreadsheet_runs_what_leaves_the_register() {
    each_world(|world| {
        let drift = world.cx("drift");
        world.play(
            r#"drift: save number=K1 | name==HYPERLINK("http://x";"klicka") | kind=person | roles=customer
               drift: save number=K2 | name=+46 AB; "Citat" | kind=person | roles=customer | other_names=-1,@SUM | address=Storgatan 1, 123 45 Stad"#,
        );
        let file = text(&drift);
        for cell in ["\"'=HYPERLINK", "\"'+46 AB; \"\"Citat\"\"\"", "\"'-1\n@SUM\""] {
            assert!(file.contains(cell), "{cell}: {file}");
        }
        assert_eq!(
            told(import(&drift, None, file.as_bytes(), None)),
            "unchanged 2 takes_two false\n"
        );
    });
}

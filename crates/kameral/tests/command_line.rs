//! The command line as a person at the agency uses it: the program itself, its words and its answers.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::program;

use std::path::Path;

use expect_test::{Expect, expect};
use program::{agency, fed, kameral};

fn check(folder: &Path, words: &str, input: &str, expected: Expect) {
    expected.assert_eq(&fed(folder, words, input));
}

/// EM-04, EM-32: the official chart as a table is compared first, and taken when asked to.
#[test]
fn em_04_em_32_a_chart_is_compared_and_then_taken() {
    let folder = agency();
    let folder = folder.path();
    let standard = include_str!("../../../standard/state/accounts.csv");
    let table = standard.replacen(",open,S1010,", ",open,S1099,", 1) + "10991,Prov,,,,,,,,,,,,,\n";
    std::fs::write(folder.join("konton.csv"), table).unwrap();
    let import = "chart import konton.csv --entity 1098";
    check(
        folder,
        import,
        "",
        expect![[r#"
        0: Ändring  Konto  Fält        Nu     Blir
        nytt     10991  name_sv            Prov
        nytt     10991  kind               asset
        nytt     10991  posting            open
        nytt     10991  open_items         false
        ändrat   1010   s_code      S1010  S1099
        Nya konton: 1. Ändrade: 1. Saknas i filen: 0. Lika: 768. Inget har ändrats; ge --apply för att läsa in.
    "#]],
    );
    check(
        folder,
        &format!("{import} --format csv"),
        "",
        expect![[r#"
            0: change,account,field,old,new
            added,10991,name_sv,,Prov
            added,10991,kind,,asset
            added,10991,posting,,open
            added,10991,open_items,,false
            changed,1010,s_code,S1010,S1099
        "#]],
    );
    check(
        folder,
        &format!("{import} --apply"),
        "",
        expect![[r#"
        0: Ändring  Konto  Fält        Nu     Blir
        nytt     10991  name_sv            Prov
        nytt     10991  kind               asset
        nytt     10991  posting            open
        nytt     10991  open_items         false
        ändrat   1010   s_code      S1010  S1099
        Nya konton: 1. Ändrade: 1. Saknas i filen: 0. Lika: 768. Kontoplanen är inläst.
    "#]],
    );
    check(
        folder,
        &format!("{import} --format json"),
        "",
        expect![[r#"
            0: {
              "added": [],
              "applied": false,
              "changed": [],
              "ignored_columns": [],
              "missing": [],
              "unchanged": 770
            }
        "#]],
    );
    std::fs::write(folder.join("fel.csv"), "konto,benämning\n1x,Fel\n").unwrap();
    check(
        folder,
        "chart import fel.csv --entity 1098 --apply",
        "",
        expect![[r#"
            1: fel.csv:2: account: 1x är inget kontonummer. Skriv en till tio siffror. [account_malformed]
        "#]],
    );
    let listed = kameral(folder, "chart list --entity 1098 --format csv");
    assert!(listed.contains("10991,Prov,asset,open,"), "{listed}");
}

/// Groups of entities are made, changed and listed; earlier versions are kept.
#[test]
fn a_group_of_entities_is_made_and_changed() {
    let folder = agency();
    let folder = folder.path();
    check(
        folder,
        "group set KUST --name Kusten --member 9999",
        "",
        expect![[r#"
            1: members: Det finns inget redovisningsföretag 9999 som du får lägga i en grupp. Kontrollera koden. [group_entity_unknown]
        "#]],
    );
    check(
        folder,
        "group set KUST --name Kusten --member 1098:2026-01-01.. --format csv",
        "",
        expect![[r#"
            0: group,name,version,entity,valid_from,valid_to,changed_by
            KUST,Kusten,1,1098,2026-01-01,,eva
        "#]],
    );
    check(
        folder,
        "group set KUST --name Kusterna",
        "",
        expect![[r#"
            0: Grupp  Benämning  Version  Företag  Gäller från  Gäller till  Ändrad av
            KUST   Kusterna   2                                           eva
        "#]],
    );
    check(
        folder,
        "group history KUST --format csv",
        "",
        expect![[r#"
            0: group,name,version,entity,valid_from,valid_to,changed_by
            KUST,Kusterna,2,,,,eva
            KUST,Kusten,1,1098,2026-01-01,,eva
        "#]],
    );
}

/// SEC-01, SEC-09, SEC-11: a user is added with a role, which can be taken; the password is read, never told.
#[test]
fn sec_01_users_are_added_with_roles_and_a_password_from_standard_input() {
    let folder = agency();
    let folder = folder.path();
    let add = "user add --login eva --name Eva";
    let role = "--role controller --entity 1098 --where ORG=1* --decision dnr1";
    check(
        folder,
        &format!("{add} --password-stdin --role nobody --entity 1098 --decision dnr1"),
        "korrekt häst batteri\n",
        expect![[r#"
            1: role: Det finns ingen roll med koden nobody. Välj en ur rollistan. [role_unknown]
        "#]],
    );
    check(
        folder,
        &format!("{add} --password-stdin {role}"),
        "kort\n",
        expect![[r#"
            1: password: Lösenordet är för kort. Använd minst 12 tecken; några ord i rad duger bra. [password_too_short]
        "#]],
    );
    check(
        folder,
        &format!("{add} --password-stdin {role}"),
        "korrekt häst batteri\n",
        expect![[r#"
            0: Användaren eva Eva är upplagd.
            eva har rollen controller, nummer 1.
        "#]],
    );
    std::fs::write(folder.join("ord"), "korrekt häst batteri\r\n").unwrap();
    check(
        folder,
        "user add --login bo --name Bo --password-file ord",
        "",
        expect![[r#"
            0: Användaren bo Bo är upplagd.
        "#]],
    );
    check(
        folder,
        "user grant bo --role budget_holder --entity 1098 --from 2026-01-01 --decision dnr1",
        "",
        expect![[r#"
            0: bo har rollen budget_holder, nummer 2.
        "#]],
    );
    check(
        folder,
        "user list --format csv",
        "",
        expect![[r#"
        0: login,name,active,class,licence,last_used,grant,entity,role,where,valid_from,valid_to,decision
        bo,Bo,true,light,,,2,1098,budget_holder,,2026-01-01,,dnr1
        eva,Eva,true,full,,,1,1098,controller,ORG=1*,,,dnr1
    "#]],
    );
    check(folder, "user take eva --grant 1 --entity 1098", "", expect!["0: "]);
    check(folder, "user deactivate bo", "", expect!["0: "]);
    check(
        folder,
        "user deactivate kim",
        "",
        expect![[r#"
        1: login: Det finns ingen användare som heter kim. Kontrollera stavningen eller lägg upp användaren. [user_unknown]
    "#]],
    );
    check(
        folder,
        "user list",
        "",
        expect![[r#"
            0: Användarnamn  Benämning  Aktiv  Klass  Licens  Senast använd  Nummer  Företag  Roll  Omfattning  Gäller från  Gäller till  Beslut
            bo            Bo         false
            eva           Eva        true
        "#]],
    );
    assert!(kameral(folder, add).starts_with("2: "));
}

/// CLS-08, CLS-10: a year is tried, closed and checked, and a transfer posted, at the command line.
#[test]
fn cls_08_cls_10_a_year_is_closed_at_the_command_line() {
    let folder = agency();
    let folder = folder.path();
    let file = "voucher,date,text,account,amount\n1,2025-12-02,Lön,4011,625.00\n1,2025-12-02,Lön,1910,-625.00\n";
    std::fs::write(folder.join("lon.csv"), file).unwrap();
    let posted = kameral(folder, "post lon.csv --entity 1098");
    assert!(posted.starts_with("0: "), "{posted}");
    check(
        folder,
        "close-year 2025 --trial --entity 1098",
        "",
        expect![[r#"
            0: Period  Kontering  Ska vara  Bokfört förut  Skillnad
            202513  2090       625,00    0,00           625,00
            202513  8999       -625,00   0,00           -625,00
            202600  1910       -625,00   0,00           -625,00
            202600  2070       625,00    0,00           625,00
        "#]],
    );
    check(
        folder,
        "close-year 2025 --entity 1098",
        "",
        expect![[r#"
        0: Nummer    Period
        X-2025-1  202513
        O-2026-1  202600
    "#]],
    );
    check(
        folder,
        "close-year 2025 --trial --format csv --entity 1098",
        "",
        expect![[r#"
        0: period,coding,required,posted,left
    "#]],
    );
    check(
        folder,
        "closing checks 2025 --entity 1098",
        "",
        expect![[r#"
        0: Kontroll                                                Läge     Period  Kontering  Belopp
        Årets debet och kredit är lika                          Stämmer
        Summerar till noll: Internkonton                        Stämmer
        Summerar till noll: Avyttring av anläggningstillgångar  Stämmer
        Bankkonton och deras överföringskonton är noll          Stämmer
        Konteringsreglerna har inget kvar att bokföra           Stämmer
        Resultatet är bokfört mot kapitalet                     Stämmer
        Nästa år öppnar med årets utgående balanser             Stämmer
        Avräkningen med statsverket är omförd och förklarad     Stämmer
        Förra årets avskrivningar är förda mot statskapitalet   Stämmer
    "#]],
    );
    assert!(kameral(folder, "value add FIN 10 Anslag --entity 1098").starts_with("0: "));
    let transfers = "closing transfers --period 202501 --instalment 10=1200000,00 --entity 1098";
    check(
        folder,
        transfers,
        "",
        expect![[r#"
            0: Omföring                Finansiär  Rader                                       Belopp
            Medel till räntekontot  10         1910: 100 000,00; 1758 FIN=10: -100 000,00  100 000,00
        "#]],
    );
    check(
        folder,
        &format!("{transfers} --post"),
        "",
        expect![[r#"
        0: Nummer    Period
        B-2025-1  202501
    "#]],
    );
    check(
        folder,
        transfers,
        "",
        expect![[r#"
        0: Omföring  Finansiär  Rader  Belopp
    "#]],
    );
    check(
        folder,
        "close-year 2031 --entity 1098",
        "",
        expect![[r#"
        1: year: Räkenskapsåret 2031 finns inte. Välj ett år som finns, eller be den som sköter registren att lägga upp året. [closing_year_unknown]
    "#]],
    );
}

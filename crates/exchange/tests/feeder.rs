//! Stories about feeder systems: files of other systems, each read by a mapping that is data (INT-24).

#![allow(clippy::format_push_string, reason = "a story has few lines, and this reads best")]
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::books;
use crate::feeders;

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use books::{each_books, told_by_both};
use expect_test::{Expect, expect};
use feeders::{CASES, PAYROLL, Sent, with_feeders};
use kameral_exchange::commands::{feeders as kept, import_feeder, origin, receipt_file};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;

fn check(tell: impl Fn(&Sent<'_>) -> String, expected: Expect) {
    expected.assert_eq(&told_by_both(|books| tell(&with_feeders(books))));
}

/// A pay run: one voucher a file, Windows-1252, their account numbers and units, debit and credit apart.
const PAY: &str = "Löneart;Enhet;Datum;Debet;Kredit;Text\n\
    1000;A1;25.03.2026;30 000,50;;Månadslön\n\
    2000;A1;25.03.2026;9 400,00;;Avgifter\n\
    9000;;25.03.2026;;39 400,50;Utbetalning\n";

/// Cases: several vouchers a file, a reference of their own, amounts with a sign turned.
const DECISIONS: &str = "case,ref,day,text,account,fin,amount\n\
    1,B-17,2026-03-02,Bidrag Örnsköldsvik,5531,10,-100.50\n\
    1,,,,1910,,100.50\n\
    2,B-18,2026-03-03,Bidrag Kalix,5531,10,-20\n\
    2,,,,1910,,20\n";

/// INT-24: two feeder systems, each set up by configuration alone; what would be posted is shown, posted and
/// found back to its file and row.
#[test]
fn a_new_feeder_is_set_up_by_configuration_alone() {
    check(
        |sent| {
            let pay = feeders::windows_1252(PAY);
            sent.trial("LON", "lon03.txt", &pay)
                + &sent.take("LON", "lon03.txt", &pay)
                + &sent.take("ARENDE", "beslut.csv", DECISIONS.as_bytes())
                + &sent.voucher("L-2026-1")
                + &sent.voucher("A-2026-1")
                + &sent.receipts("")
        },
        expect![[r#"
            prov: kvitto 0: 3 rader, 1 bokförda, 0 utelämnade
              L-2026-1 = 1  Löner
                1 4011 ORG=100 FIN=10 30000.50 Månadslön
                1 4012 ORG=100 FIN=10 9400.00 Avgifter
                1 1910 FIN=10 -39400.50 Utbetalning
            kvitto 1: 3 rader, 1 bokförda, 0 utelämnade
              L-2026-1 = 1  Löner
            kvitto 2: 4 rader, 2 bokförda, 0 utelämnade
              A-2026-1 = 1 B-17 Bidrag Örnsköldsvik
              A-2026-2 = 2 B-18 Bidrag Kalix
            L-2026-1 2026-03-25 LON:1 Löner
                rad 2: 4011|1=100|4=10 30000.50 Månadslön
                rad 3: 4012|1=100|4=10 9400.00 Avgifter
                rad 4: 1910|4=10 -39400.50 Utbetalning
            A-2026-1 2026-03-02 ARENDE:B-17 Bidrag Örnsköldsvik
                rad 2: 5531|4=10 100.50 
                rad 3: 1910 -100.50 
            kvitto 2 ARENDE v1 beslut.csv: 4 rader, 2 bokförda, 0 utelämnade, operator
            kvitto 1 LON v1 lon03.txt: 3 rader, 1 bokförda, 0 utelämnade, operator
        "#]],
    );
}

/// INT-24: by the setting a faulty file is refused whole, with every fault at its row and column.
#[test]
fn a_faulty_file_is_refused_whole_where_that_is_the_setting() {
    check(
        |sent| {
            let faulty = PAY.replace("2000;A1", "2999;B7").replace("39 400,50", "39 400,5o");
            sent.take("LON", "lon03.txt", &feeders::windows_1252(&faulty))
                + &sent.receipts("")
                + &sent.take("LON", "lon03.txt", &feeders::windows_1252(PAY))
        },
        expect![[r#"
            nekad
              rad 3 Löneart: feeder_untranslated 2999 finns inte i översättningen. Lägg till koden i försystemet, eller rätta den i filen.
              rad 3 Enhet: feeder_untranslated B7 finns inte i översättningen. Lägg till koden i försystemet, eller rätta den i filen.
              rad 4 Kredit: feeder_amount_unreadable 39 400,5o är inget belopp. Skriv siffror med högst ett decimaltecken.
            kvitto 1: 3 rader, 1 bokförda, 0 utelämnade
              L-2026-1 = 1  Löner
        "#]],
    );
}

/// INT-24: by the setting the faulty vouchers alone are left out, each listed with row, column, reason and
/// remedy; corrected they come again, and those that were taken do not.
#[test]
fn a_faulty_voucher_is_left_out_and_sent_again() {
    check(
        |sent| {
            let faulty = "case,ref,day,text,account,fin,amount\n\
                1,B-17,2026-03-02,Bidrag,5531,10,-100\n\
                1,,,,1910,,100\n\
                2,B-18,2026-03-03,Obalans,5531,10,-20\n\
                2,,,,1910,,19\n\
                3,B-19,2026-02-30,Ingen dag,5531,10,-5\n\
                3,,,,1910,,5\n\
                4,B-20,2026-03-04,Okänt konto,8888,10,-5\n\
                4,,,,1910,,5\n\
                ,B-21,2026-03-04,Utan nyckel,1910,,5\n";
            let mended = faulty
                .replace(",19\n", ",20\n")
                .replace("2026-02-30", "2026-02-28")
                .replace(",8888,", ",5531,");
            sent.take("ARENDE", "beslut.csv", faulty.as_bytes())
                + &sent.receipt(1)
                + &sent.take("ARENDE", "beslut2.csv", mended.as_bytes())
                + &sent.receipts("ARENDE")
        },
        expect![[r#"
            kvitto 1: 9 rader, 1 bokförda, 4 utelämnade
              A-2026-1 = 1 B-17 Bidrag
              utelämnad 2 rad 4 amount: unbalanced Debet är 20,00 och kredit 19,00, en skillnad på 1,00. Rätta beloppen så att skillnaden blir noll.
              utelämnad 3 rad 6 day: feeder_date_unreadable 2026-02-30 är ingen dag skriven som YYYY-MM-DD. Rätta datumet, eller försystemets datumform.
              utelämnad 4 rad 8 account: account_unknown Kontot 8888 finns inte i kontoplanen. Skriv ett konto som finns där.
              utelämnad  rad 10 case: feeder_missing Här står inget, och det måste det göra. Fyll i värdet i filen.
            kvitto 1: 9 rader, 1 bokförda, 4 utelämnade
              A-2026-1 = 1 B-17 Bidrag
              utelämnad 2 rad 4 amount: unbalanced Debet är 20,00 och kredit 19,00, en skillnad på 1,00. Rätta beloppen så att skillnaden blir noll.
              utelämnad 3 rad 6 day: feeder_date_unreadable 2026-02-30 är ingen dag skriven som YYYY-MM-DD. Rätta datumet, eller försystemets datumform.
              utelämnad 4 rad 8 account: account_unknown Kontot 8888 finns inte i kontoplanen. Skriv ett konto som finns där.
              utelämnad  rad 10 case: feeder_missing Här står inget, och det måste det göra. Fyll i värdet i filen.
            kvitto 2: 9 rader, 3 bokförda, 2 utelämnade
              A-2026-2 = 2 B-18 Obalans
              A-2026-3 = 3 B-19 Ingen dag
              A-2026-4 = 4 B-20 Okänt konto
              utelämnad 1 rad 2 ref: feeder_reference_known B-17 är redan bokförd som A-2026-1 den 2026-06-30 av operator, kvitto 1. Ta bort den ur filen, eller vänd verifikationen först.
              utelämnad  rad 10 case: feeder_missing Här står inget, och det måste det göra. Fyll i värdet i filen.
            kvitto 2 ARENDE v1 beslut2.csv: 9 rader, 3 bokförda, 2 utelämnade, operator
            kvitto 1 ARENDE v1 beslut.csv: 9 rader, 1 bokförda, 4 utelämnade, operator
        "#]],
    );
}

/// INT-24, CLS-14: what a guard of posting holds back is a fault of its voucher: left out by the setting,
/// one after the other where they meet in one coding, while the rest is posted; or the whole file refused.
#[test]
fn a_voucher_that_a_guard_holds_back_is_left_out() {
    check(
        |sent| {
            let made = sent.books.play(
                "2026-03-01 Papper | 5531 FIN=10 9,00 | 1910 -9,00
                 spärra 202600..202603
                 hermes 202603
                 öppna 202603",
            );
            let more = DECISIONS.to_owned() + "3,B-19,2026-04-02,Bidrag Luleå,5531,10,-7\n3,,,,1910,,7\n";
            let pay = feeders::windows_1252(PAY);
            made + &sent.take("ARENDE", "beslut.csv", more.as_bytes())
                + &sent.take("LON", "lon03.txt", &pay)
                + &sent.receipts("")
        },
        expect![[r#"
            ny hermes 1 #1098#0000#202603a# 2 rader
            kvitto 1: 6 rader, 1 bokförda, 2 utelämnade
              A-2026-2 = 3 B-19 Bidrag Luleå
              utelämnad 1 rad 2 amount: exchange_reported Perioden 202603 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 -120,50; 5531 10 120,50. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
              utelämnad 2 rad 4 amount: exchange_reported Perioden 202603 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 -20,00; 5531 10 20,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            nekad
              rad 2 amount: exchange_reported Perioden 202603 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 3: 1910 -39 400,50; 4011 10 30 000,50; 4012 10 9 400,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            kvitto 1 ARENDE v1 beslut.csv: 6 rader, 1 bokförda, 2 utelämnade, operator
        "#]],
    );
}

/// INT-24: the same file is refused with when and by whom it was taken, whatever it is called and whichever
/// feeder it is said to come from; when its vouchers are reversed it may come again.
#[test]
fn the_same_file_is_taken_once() {
    check(
        |sent| {
            let file = DECISIONS.as_bytes();
            let mut told = sent.take("ARENDE", "beslut.csv", file)
                + &sent.take("ARENDE", "kopia.csv", file)
                + &sent.trial("ARENDE", "kopia.csv", file)
                + &sent.take("LON", "kopia.csv", file);
            sent.reverse("A-2026-1");
            told += &sent.take("ARENDE", "kopia.csv", file);
            sent.reverse("A-2026-2");
            told + &sent.take("ARENDE", "kopia.csv", file) + &sent.receipts("")
        },
        expect![[r#"
            kvitto 1: 4 rader, 2 bokförda, 0 utelämnade
              A-2026-1 = 1 B-17 Bidrag Örnsköldsvik
              A-2026-2 = 2 B-18 Bidrag Kalix
            nekad
              rad 0 file: feeder_file_known Filen är redan inläst som beslut.csv den 2026-06-30 av operator, kvitto 1. Vänd dess verifikationer om den ska läsas in på nytt.
            nekad
              rad 0 file: feeder_file_known Filen är redan inläst som beslut.csv den 2026-06-30 av operator, kvitto 1. Vänd dess verifikationer om den ska läsas in på nytt.
            nekad
              rad 0 file: feeder_file_known Filen är redan inläst som beslut.csv den 2026-06-30 av operator, kvitto 1. Vänd dess verifikationer om den ska läsas in på nytt.
            nekad
              rad 0 file: feeder_file_known Filen är redan inläst som beslut.csv den 2026-06-30 av operator, kvitto 1. Vänd dess verifikationer om den ska läsas in på nytt.
            kvitto 2: 4 rader, 2 bokförda, 0 utelämnade
              A-2026-5 = 1 B-17 Bidrag Örnsköldsvik
              A-2026-6 = 2 B-18 Bidrag Kalix
            kvitto 2 ARENDE v1 kopia.csv: 4 rader, 2 bokförda, 0 utelämnade, operator
            kvitto 1 ARENDE v1 beslut.csv: 4 rader, 2 bokförda, 0 utelämnade, operator
        "#]],
    );
}

/// INT-24: a reference of a feeder is taken once, in one file and in the next; another feeder has its own.
#[test]
fn the_same_reference_is_taken_once() {
    check(
        |sent| {
            let twice = "case,ref,day,text,account,fin,amount\n\
                1,B-17,2026-03-02,Bidrag,5531,10,-1\n1,,,,1910,,1\n\
                2,B-17,2026-03-02,Samma igen,5531,10,-2\n2,,,,1910,,2\n";
            let again = twice.replace("2,B-17", "2,B-18");
            let other = twice.replace("2,B-17", "2,B-19");
            let mut told =
                sent.take("ARENDE", "1.csv", twice.as_bytes()) + &sent.take("ARENDE", "2.csv", again.as_bytes());
            sent.reverse("A-2026-1");
            told += &sent.take("ARENDE", "3.csv", other.as_bytes());
            sent.keep(&CASES.replace("ARENDE", "ANNAT"));
            told + &sent.take(
                "ANNAT",
                "4.csv",
                again.replace("-2", "-3").replace(",2\n", ",3\n").as_bytes(),
            )
        },
        expect![[r#"
            kvitto 1: 4 rader, 1 bokförda, 1 utelämnade
              A-2026-1 = 1 B-17 Bidrag
              utelämnad 2 rad 4 ref: feeder_reference_twice B-17 är redan en annan verifikation i filen, på rad 2. Ge var verifikation sin egen referens.
            kvitto 2: 4 rader, 1 bokförda, 1 utelämnade
              A-2026-2 = 2 B-18 Samma igen
              utelämnad 1 rad 2 ref: feeder_reference_known B-17 är redan bokförd som A-2026-1 den 2026-06-30 av operator, kvitto 1. Ta bort den ur filen, eller vänd verifikationen först.
            kvitto 3: 4 rader, 2 bokförda, 0 utelämnade
              A-2026-4 = 1 B-17 Bidrag
              A-2026-5 = 2 B-19 Samma igen
            kvitto 4: 4 rader, 2 bokförda, 0 utelämnade
              A-2026-6 = 1 B-17 Bidrag
              A-2026-7 = 2 B-18 Samma igen
        "#]],
    );
}

/// INT-24: what cannot be read is said with place, reason and remedy, and nothing is taken.
#[test]
fn a_file_that_cannot_be_read_says_why() {
    check(
        |sent| {
            let whole = |from: &str, to: &str| feeders::windows_1252(&PAY.replace(from, to));
            let cases = [
                ("fel teckenuppsättning", "LON", PAY.as_bytes().to_vec()),
                ("fel åt andra hållet", "ARENDE", feeders::windows_1252(DECISIONS)),
                ("kolumn saknas", "LON", whole("Debet", "Debit")),
                ("formel", "LON", whole("30 000,50", "=A1*2")),
                ("fel decimaltecken", "LON", whole("30 000,50", "30000.50")),
                ("för fint", "LON", whole("30 000,50", "30000,505")),
                ("inget belopp", "LON", whole("9 400,00", "")),
                ("datum", "LON", whole("2000;A1;25.03.2026", "2000;A1;2026-03-25")),
                ("motsägelse", "LON", whole("2000;A1;25.03.2026", "2000;A1;26.03.2026")),
                ("fält för mycket", "LON", whole("Avgifter", "Avgifter;mer")),
                (
                    "bara rubrik",
                    "LON",
                    PAY.lines().next().unwrap_or_default().replace('ö', "").into_bytes(),
                ),
                ("tom", "LON", Vec::new()),
                ("okänt försystem", "TID", PAY.as_bytes().to_vec()),
            ];
            let mut told = String::new();
            for (name, feeder, file) in cases {
                told += &format!("{name}\n{}", sent.take(feeder, "fil", &file));
            }
            told + &sent.receipts("")
        },
        expect![[r#"
            fel teckenuppsättning
            nekad
              rad 0 : table_file_is_utf8 Filen är skriven i UTF-8, men ska enligt inställningen vara i Windows-1252. Ändra inställningen, eller be avsändaren att skriva filen som avtalat.
            fel åt andra hållet
            nekad
              rad 2 : table_file_not_utf8 Filen är inte skriven i UTF-8, troligen i Windows-1252. Spara den som CSV UTF-8 och läs in den igen.
            kolumn saknas
            nekad
              rad 1 Debet: feeder_column_missing Kolumnen Debet finns inte i filen. Be avsändaren skicka den, eller rätta försystemets fält.
            formel
            nekad
              rad 2 Debet: feeder_formula =A1*2 är en formel. Låt avsändaren skriva filen med värden i stället för formler.
            fel decimaltecken
            nekad
              rad 2 Debet: feeder_amount_sign 30000.50 har ett annat decimaltecken än försystemets inställning. Rätta filen eller inställningen.
            för fint
            nekad
              rad 2 Debet: feeder_amount_too_fine 30000,505 har fler decimaler än som kan bokföras. Avrunda i försystemet.
            inget belopp
            nekad
              rad 3 Debet: feeder_missing Här står inget, och det måste det göra. Fyll i värdet i filen.
            datum
            nekad
              rad 3 Datum: feeder_date_unreadable 2026-03-25 är ingen dag skriven som DD.MM.YYYY. Rätta datumet, eller försystemets datumform.
            motsägelse
            nekad
              rad 3 Datum: feeder_contradiction Raden säger 26.03.2026 men verifikationens första rad 2026-03-25. Skriv samma på alla rader, eller bara på den första.
            fält för mycket
            nekad
              rad 3 : table_file_field_beyond_header Texten mer står till höger om den sista kolumnen. Ge kolumnen en rubrik eller ta bort texten.
            bara rubrik
            nekad
              rad 1 Löneart: feeder_column_missing Kolumnen Löneart finns inte i filen. Be avsändaren skicka den, eller rätta försystemets fält.
            tom
            nekad
              rad 0 : table_file_header_missing Ingen rad nära toppen har alla kolumnerna Datum, Löneart, Debet, Kredit, Text, Enhet. Kontrollera rubrikraden och att rätt blad är valt.
            okänt försystem
            nekad
              rad 0 feeder: feeder_unknown Det finns inget försystem TID. Välj ett ur listan, eller lägg upp det.
        "#]],
    );
}

/// INT-24: a workbook is read cell by cell, its own numbers and dates as they are; a cell with an error
/// refuses it, and a file without a header has columns by number.
#[test]
fn a_workbook_and_a_file_without_header_are_read() {
    check(
        |sent| {
            let book = feeders::workbook("v,d,k,b|1,2026-03-02,5531,1234.5|1,,1910,-1234.5");
            let wrong = feeders::workbook("v,d,k,b|1,2026-03-02,5531,#REF!|1,,1910,-1234.5");
            let bare = "1|20260302|5531|7,25|x\n1||1910|-7,25|y\n";
            sent.take("BOK", "bok.xlsx", &wrong)
                + &sent.take("BOK", "bok.xlsx", &book)
                + &sent.take("BAR", "bar.txt", bare.as_bytes())
                + &sent.take("BAR", "bar.txt", bare.replace("7,25|x", "sju|x").as_bytes())
                + &sent.voucher("A-2026-1")
                + &sent.voucher("A-2026-2")
        },
        expect![[r#"
            nekad
              rad 2 b: table_file_cell_error Cellen visar felet #REF!. Rätta formeln i kalkylarket.
            kvitto 1: 2 rader, 1 bokförda, 0 utelämnade
              A-2026-1 = 1  Bok
            kvitto 2: 2 rader, 1 bokförda, 0 utelämnade
              A-2026-2 = 1  Bar
            nekad
              rad 1 4: feeder_amount_unreadable sju är inget belopp. Skriv siffror med högst ett decimaltecken.
            A-2026-1 2026-03-02 BOK:1 Bok
                rad 2: 5531 1234.50 
                rad 3: 1910 -1234.50 
            A-2026-2 2026-03-02 BAR:1 Bar
                rad 1: 5531|4=10 7.25 
                rad 2: 1910|4=10 -7.25 
        "#]],
    );
}

/// INT-24: a mapping that cannot make vouchers is refused with everything that is wrong; a change is a new
/// version with its author, and a file says which version it was read by.
#[test]
fn a_mapping_is_checked_and_kept_in_versions() {
    check(
        |sent| {
            let mut told = sent.keep(
                r#"{"feeder": "A B", "name": "", "form": "delimited", "date_pattern": "YYYY", "header": false,
                    "faulty": "file", "series": "Q", "fields": [
                    {"field": "account", "column": "Konto"}, {"field": "account", "fixed": "1910"},
                    {"field": "PROJ", "fixed": "1"}, {"field": "text"}, {"field": "debit", "column": "2"},
                    {"field": "FIN", "column": "3", "relation": "saknas", "pairs": [["a", "1"], ["a", "2"]]},
                    {"field": "currency", "fixed": "EUR"}]}"#,
            );
            told += &sent.keep(PAYROLL);
            told += &sent.keep(&PAYROLL.replace("\"faulty\": \"file\"", "\"faulty\": \"voucher\", \"closed\": true"));
            told += &sent.take("LON", "lon.txt", &feeders::windows_1252(PAY));
            told += &sent.keep(&PAYROLL.replace("\"Lönesystemet\"", "\"Löner\""));
            told += &sent.take("LON", "lon.txt", &feeders::windows_1252(PAY));
            for version in kept(&sent.books.cx).expect("the feeders can be read") {
                told += &format!(
                    "{} {} v{} {}\n",
                    version.feeder.feeder, version.feeder.name, version.version, version.changed_by
                );
            }
            told + &sent.receipts("")
        },
        expect![[r#"
            nekad
              rad 0 feeder: feeder_code_malformed Koden A B kan inte vara ett försystems. Skriv 1 till 20 bokstäver, siffror, bindestreck eller understreck.
              rad 0 name: feeder_name_malformed Försystemets namn saknas eller är för långt. Skriv ett namn på högst 200 tecken.
              rad 0 date_pattern: feeder_pattern_malformed Datumformen YYYY går inte att läsa efter. Skriv YYYY, MM och DD en gång var, till exempel YYYY-MM-DD.
              rad 0 fields: feeder_column_number Filen saknar rubrikrad, så kolumnen Konto måste vara ett nummer. Skriv 1 för den första.
              rad 0 fields: feeder_field_twice Fältet account står två gånger. Behåll ett av dem.
              rad 0 fields: feeder_field_unknown Fältet PROJ är varken ett känt fält eller en direkt koddel. Rätta fältet, eller lägg upp koddelen.
              rad 0 fields: feeder_field_nowhere Fältet text har varken kolumn, fast värde eller relation. Ange något av dem, eller ta bort fältet.
              rad 0 fields: feeder_relation_unknown Relationen saknas finns inte, eller gäller ingen koddel. Rätta den, eller lägg upp relationen.
              rad 0 fields: feeder_pair_twice a översätts två gånger i fältet FIN. Behåll en av översättningarna.
              rad 0 fields: feeder_field_needed Fältet date saknas, och utan det blir filen inga verifikationer. Ange var det står.
              rad 0 fields: feeder_amount_fields Beloppet ska stå antingen i ett belopp eller i både debet och kredit. Ange det ena.
              rad 0 fields: feeder_field_needed Fältet currency_amount saknas, och utan det blir filen inga verifikationer. Ange var det står.
              rad 0 series: feeder_series_unknown Q finns varken bland serier eller verifikationstyper. Välj en som är upplagd.
            version 1
            version 2
            nekad
              rad 0 feeder: feeder_closed Försystemet LON är stängt för nya filer. Öppna det i inställningarna, eller välj ett annat.
            version 3
            kvitto 1: 3 rader, 1 bokförda, 0 utelämnade
              L-2026-1 = 1  Löner
            ARENDE Ärendesystemet v1 operator
            BAR Utan rubrik v1 operator
            BOK Arbetsboken v1 operator
            LON Löner v3 operator
            kvitto 1 LON v3 lon.txt: 3 rader, 1 bokförda, 0 utelämnade, operator
        "#]],
    );
}

/// INT-24, GL-06: a voucher of a feeder leads back to its file, and the file is there as it came.
#[test]
fn a_voucher_leads_back_to_its_file() {
    each_books(|books| {
        let sent = with_feeders(books);
        sent.take("ARENDE", "beslut.csv", DECISIONS.as_bytes());
        let number = VoucherNumber::parse("A-2026-2").expect("a number");
        let found = origin(&books.cx, &number).expect("it can be read").expect("it has one");
        assert_eq!(
            (found.receipt, found.feeder.as_str(), found.reference.as_str()),
            (1, "ARENDE", "B-18")
        );
        let (name, bytes) = receipt_file(&books.cx, found.receipt).expect("the file is there");
        assert_eq!((name.as_str(), bytes.as_slice()), ("beslut.csv", DECISIONS.as_bytes()));
    });
}

/// SEC-10, INT-24: who may not import takes no file, who may not edit registers keeps no mapping, and who
/// sees some rows sees no receipts.
#[test]
fn permissions_are_those_of_files_and_registers() {
    check(
        |sent| {
            let file = DECISIONS.as_bytes();
            let reader = sent.of(sent.books.user("lasare", &["books.read"], None));
            let keeper = sent.of(sent.books.user("registrator", &["books.read", "setting.edit"], None));
            let narrow = sent.of(sent
                .books
                .user("enhet", &["books.read", "file.import"], Some(("ORG", "100"))));
            reader.take("ARENDE", "b.csv", file)
                + &reader.trial("ARENDE", "b.csv", file)
                + &reader.keep(CASES)
                + &keeper.keep(CASES)
                + &keeper.take("ARENDE", "b.csv", file)
                + &narrow.take("ARENDE", "b.csv", file)
                + &narrow.receipts("")
                + &narrow.receipt(1)
        },
        expect![[r#"
            nekad: file.import
            nekad: file.import
            nekad: setting.edit
            version 1
            nekad: file.import
            nekad
              rad 2 ORG: beyond_reach Raden ligger utanför det du får bokföra: rollen gäller bara ORG=100, och raden har ett annat värde i ORG eller saknar ett. Rätta raden, be någon som har en roll för den, eller läs på sidan Varför får jag, varför får jag inte? vad rollen omfattar.
              rad 4 ORG: beyond_reach Raden ligger utanför det du får bokföra: rollen gäller bara ORG=100, och raden har ett annat värde i ORG eller saknar ett. Rätta raden, be någon som har en roll för den, eller läs på sidan Varför får jag, varför får jag inte? vad rollen omfattar.
            nekad: books.read
            nekad: books.read
        "#]],
    );
}

/// INT-24, reliability rule 3: of many who send the same file at once one posts it, and the others are told
/// by which receipt; of different files with the same reference one voucher stands.
#[test]
fn the_same_file_at_once_is_posted_once() {
    const THREADS: usize = 6;
    each_books(|books| {
        with_feeders(books);
        let at_once = |file: &(dyn Fn(usize) -> String + Sync)| -> Vec<Result<i64, Vec<&'static str>>> {
            let barrier = Barrier::new(THREADS);
            thread::scope(|scope| {
                let threads: Vec<_> = (0..THREADS)
                    .map(|thread| {
                        let barrier = &barrier;
                        scope.spawn(move || {
                            let bytes = file(thread);
                            let spool = feeders::spool(bytes.as_bytes());
                            let order = feeders::order("ARENDE", "beslut.csv", &spool);
                            barrier.wait();
                            match import_feeder(&books.cx, None, &order) {
                                Ok(imported) => Ok(imported.receipt.posted),
                                Err(Stop::Refused(refusals)) => {
                                    Err(refusals.iter().map(kameral_base::Refusal::name).collect())
                                }
                                Err(stop) => panic!("{stop:?}"),
                            }
                        })
                    })
                    .collect();
                threads
                    .into_iter()
                    .map(|thread| thread.join().expect("no panic"))
                    .collect()
            })
        };
        let same = at_once(&|_| DECISIONS.to_owned());
        assert_eq!(same.iter().filter(|told| **told == Ok(2)).count(), 1, "{same:?}");
        let refused: BTreeSet<_> = same.iter().filter_map(|told| told.clone().err()).collect();
        assert_eq!(refused, BTreeSet::from([vec!["feeder_file_known"]]));

        let other = at_once(&|thread| DECISIONS.replace("B-17", "C-1").replace("B-18", &format!("D-{thread}")));
        let posted: i64 = other.iter().flatten().sum();
        assert_eq!(posted, 1 + i64::try_from(THREADS).expect("a count"), "{other:?}");
        let receipts: BTreeSet<i64> = feeders::numbers(books).into_iter().collect();
        assert_eq!(receipts, (1..=1 + i64::try_from(THREADS).expect("a count")).collect());
    });
}

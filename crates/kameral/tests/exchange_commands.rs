//! `kameral hermes`, `tdb` and `outbox`, as a person at the agency uses them.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::program;

use expect_test::expect;
use program::{check, kameral};

const VOUCHERS: &str = "voucher,date,text,account,amount,FIN
1,2025-01-20,Papper,5612,500,10
1,2025-01-20,Papper,2581,-500,
1,2025-01-20,Papper,1741,500,10
1,2025-01-20,Papper,3011,-500,10
2,2025-02-03,Mer papper,5612,25.50,10
2,2025-02-03,Mer papper,1910,-25.50,
";

fn agency() -> tempfile::TempDir {
    let folder = program::agency();
    let path = folder.path();
    std::fs::write(path.join("v.csv"), VOUCHERS).unwrap();
    assert!(kameral(path, "value add FIN 10 Anslag").starts_with("0: "));
    let posted = kameral(path, "post v.csv --accept-warnings prov");
    assert!(posted.starts_with("0: "), "{posted}");
    folder
}

/// INT-05: the records are shown, the file is made and written, and the outbox keeps it.
#[test]
fn a_file_for_hermes_is_shown_made_compared_and_explained() {
    let folder = agency();
    let folder = folder.path();
    check(
        folder,
        "hermes --period 202501",
        expect![[r#"
        1: period: Perioden 202500 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler. [exchange_period_open]
        period: Perioden 202501 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler. [exchange_period_open]
    "#]],
    );
    for period in ["202500", "202501", "202502"] {
        assert_eq!(kameral(folder, &format!("period hold {period}")), "0: ");
    }
    check(
        folder,
        "hermes --period 202501 -o jan.txt",
        expect![[r#"
        0: hermes 1: #1098#0000#202501a#, 4 rader. SHA-256 3e6f6515bf987b719a10d67e60cf6b2d1319cfe61c9d84e645f0b1ac3b4dd169
    "#]],
    );
    check(
        folder,
        "hermes --period 202502 -o feb.txt --compare 1",
        expect![[r#"
        0: hermes 2: #1098#0000#202502a#, 5 rader. SHA-256 cdc7f6c7b08c81b93c3372effa85c865aab2ef4bb3f5ddd9ab89de797b6d1d92
        Posttyp  Konto  Finansiär  Motpart  Före    Nu      Ändring
        U        1910                               -25,50  -25,50
        U        5612   10                  500,00  525,50  25,50
    "#]],
    );
    check(
        folder,
        "hermes --period 202502 --explain 4",
        expect![[r#"
        0: 3011: -500,00. Rapport: general-ledger --period 202501..202502 --where KONTO=3011 --where FIN=10
        Nummer    Rad  Datum       Period  Konto  Belopp   Text
        I-2025-1  4    2025-01-20  202501  3011   -500,00  Papper
    "#]],
    );
    check(
        folder,
        "hermes --period 202502 --explain 1 --number 1 --format csv",
        expect![[r#"
            0: voucher,line,date,period,account,amount,text
            I-2025-1,3,2025-01-20,202501,1741,500.00,Papper
        "#]],
    );
    check(
        folder,
        "hermes --period 202501 -o jan.txt",
        expect![[r#"
        0: Samma som hermes 1: #1098#0000#202501a#, 4 rader. Ingen ny fil är gjord. SHA-256 3e6f6515bf987b719a10d67e60cf6b2d1319cfe61c9d84e645f0b1ac3b4dd169
    "#]],
    );
    let listed = kameral(folder, "outbox list --format csv");
    let files: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_once(",20").map(|(head, _)| head))
        .collect();
    assert_eq!(files, ["hermes,2", "hermes,1"], "{listed}");
    check(
        folder,
        "outbox verify",
        expect![[r#"
        0: 2 filer är lästa på nytt och stämmer.
    "#]],
    );
    check(
        folder,
        "outbox settings hermes codes=s_code --from 2025-01-01",
        expect![[r#"
            0: 1
        "#]],
    );
    check(
        folder,
        "outbox settings hermes codes=ingen",
        expect![[r#"
        2: unknown variant `ingen`, expected `account` or `s_code`
    "#]],
    );
    let shown = kameral(folder, "outbox show hermes 1 -o igen.txt");
    assert!(shown.contains("#1098#0000#202501a#"), "{shown}");
    let read = |name| std::fs::read(folder.join(name)).unwrap();
    assert_eq!(read("igen.txt"), read("jan.txt"));
    assert_eq!(read("feb.txt").len(), 5 * 51);
    check(
        folder,
        "outbox show hermes 7",
        expect![[r#"
        1: number: Utkorgen har ingen fil hermes med nummer 7. Välj ett nummer ur listan. [exchange_file_unknown]
    "#]],
    );
    let whole = kameral(folder, "check");
    assert!(whole.starts_with("0: "), "{whole}");
}

/// INT-07, INT-08: purchases are sent, those without a supplier only on demand; rejects lead to vouchers.
#[test]
fn a_file_for_tdb_is_made_and_its_rejects_are_read() {
    let folder = agency();
    let folder = folder.path();
    for period in ["202501", "202502", "202503"] {
        assert_eq!(kameral(folder, &format!("period hold {period}")), "0: ");
    }
    check(
        folder,
        "tdb --period 202501",
        expect![[r#"
        1: supplier: Verifikation I-2025-1, konto 5612, 500,00: leverantören saknar organisationsnummer, plusgiro och bankgiro. Ange motpart med minst ett av dem. [exchange_supplier_unidentified]
    "#]],
    );
    check(
        folder,
        "tdb --period 202501..202503 --leave-out -o tdb.txt",
        expect![[r#"
            0: tdb 1: TDB_1098_202501_202503.txt, 0 rader. SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            Period  Antal  Belopp
            Utelämnad: I-2025-1, konto 5612, 500,00
            Utelämnad: I-2025-2, konto 5612, 25,50
        "#]],
    );
    let row = format!(
        "{:5}{:18}{:10}{:10}{:10}{:>17}{:20}2025012020250{:1}{:6}\r\n",
        "", "5560360793", "", "", "5612", "50000", "I-2025-1", "1", "1"
    );
    std::fs::write(folder.join("avvisade.txt"), row).unwrap();
    check(
        folder,
        "tdb --rejects avvisade.txt",
        expect![[r#"
        0: Rad  Lämnad som  Nummer    Rader  Konto  Belopp  Leverantör  Benämning
        1    I-2025-1    I-2025-1  1      5612   500,00
    "#]],
    );
}

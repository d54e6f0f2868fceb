//! `kameral feeder` and `kameral import feeder`, as a person at the agency uses them (INT-24).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::program;

use expect_test::expect;
use program::{check, kameral};

const PROPOSED: &str = include_str!("../../../standard/state/feeders-proposed.json");

fn agency() -> tempfile::TempDir {
    let folder = program::agency();
    let path = folder.path();
    for value in ["FIN 10 Anslag", "ORG 100 Ledning"] {
        assert!(kameral(path, &format!("value add {value}")).starts_with("0: "));
    }
    std::fs::write(path.join("feeders.json"), PROPOSED).unwrap();
    let pay = "Bokföringsdag;Lönekonto;Enhet;Finansiär;Debet;Kredit;Text\n\
        20250325;L100;100;10;30000,50;;Månadslön\n\
        20250325;S100;;;;30000,50;Att betala\n";
    let bytes: Vec<u8> = pay
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    std::fs::write(path.join("lon.txt"), bytes).unwrap();
    let cases = "case,date,text,account,unit,financier,amount\n\
        B-17,2025-03-02,Annons,5531,100,10,100.50\nB-17,,,1910,,,-100.50\n\
        B-18,2025-03-03,Ofullständig,5531,100,10,20\n";
    std::fs::write(path.join("beslut.csv"), cases).unwrap();
    folder
}

/// INT-24: the proposed systems are set, a file is tried and taken, a faulty voucher is listed, the same file
/// is refused, and a voucher leads back to its receipt.
#[test]
fn a_feeder_is_set_and_its_files_are_taken() {
    let folder = agency();
    let folder = folder.path();
    check(
        folder,
        "feeder list",
        expect![[r#"
        0: Försystem  Benämning  Version  Filform  Vid fel  Läge
    "#]],
    );
    check(
        folder,
        "feeder set feeders.json",
        expect![[r#"
        0: Försystem  Benämning     Version  Filform    Vid fel  Läge
        ARENDE     Ärendesystem  1        delimited  voucher  open
        LON        Lönesystem    1        delimited  file     open
    "#]],
    );
    check(
        folder,
        "import feeder LON lon.txt --dry-run",
        expect![[r#"
        0: Prov: lon.txt, 2 rader, 1 verifikationer skulle bokföras, 0 utelämnas. Inget har ändrats.
        I filen  Datum       Konto  Koddelar        Belopp      Text
        1        2025-03-25  4011   ORG=100 FIN=10  30 000,50   Månadslön
        1        2025-03-25  2714                   -30 000,50  Att betala
    "#]],
    );
    check(
        folder,
        "import feeder LON lon.txt",
        expect![[r#"
        0: Kvitto 1: lon.txt, 2 rader, 1 bokförda verifikationer, 0 utelämnade.
        Nummer    I filen  Referens  Period  Text
        P-2025-1  1                  202503  Löner ur lönesystemet
    "#]],
    );
    check(
        folder,
        "import feeder ARENDE beslut.csv",
        expect![[r#"
        0: Kvitto 2: beslut.csv, 3 rader, 1 bokförda verifikationer, 1 utelämnade.
        Nummer    I filen  Referens  Period  Text
        I-2025-1  B-17     B-17      202503  Annons
        Utelämnad: rad 4, amount, verifikation B-18: Debet är 20,00 och kredit 0,00, en skillnad på 20,00. Rätta beloppen så att skillnaden blir noll. [unbalanced]
    "#]],
    );
    check(
        folder,
        "feeder origin I-2025-1",
        expect![[r#"
        0: Kvitto  Försystem  Filnamn     Referens
        2       ARENDE     beslut.csv  B-17
    "#]],
    );
    check(
        folder,
        "feeder receipt 2 --format csv -o tillbaka.csv",
        expect![[r#"
            0: number,voucher,reference,period,text
            I-2025-1,B-17,B-17,202503,Annons
            Utelämnad: rad 4, amount, verifikation B-18: Debet är 20,00 och kredit 0,00, en skillnad på 20,00. Rätta beloppen så att skillnaden blir noll. [unbalanced]
        "#]],
    );
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    assert_eq!(read("tillbaka.csv"), read("beslut.csv"));
    check(
        folder,
        "feeder receipt 9",
        expect![[r#"
        1: receipt: Det finns inget kvitto 9. Välj ett nummer ur listan. [feeder_receipt_unknown]
    "#]],
    );
    let again = kameral(folder, "import feeder LON lon.txt");
    assert!(
        again.starts_with("1: lon.txt: file: Filen är redan inläst som lon.txt den "),
        "{again}"
    );
    assert!(again.ends_with("[feeder_file_known]\n"), "{again}");
    let listed = kameral(folder, "feeder receipts LON --format json");
    let listed: serde_json::Value = serde_json::from_str(&listed[3..]).unwrap();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    assert_eq!(listed[0]["posted"], "1");
    let taken = kameral(folder, "feeder receipt 2 --format json");
    let taken: serde_json::Value = serde_json::from_str(&taken[3..=taken.rfind('}').unwrap()]).unwrap();
    assert_eq!(taken["left_out"][0]["name"], "unbalanced");
    assert_eq!(taken["left_out"][0]["line"], 4);
}

/// INT-24: what is shown of a system is what `set` takes, and the same changes nothing.
#[test]
fn what_is_shown_can_be_set_again() {
    let folder = agency();
    let folder = folder.path();
    assert!(kameral(folder, "feeder set feeders.json").starts_with("0: "));
    let shown = kameral(folder, "feeder show LON");
    std::fs::write(folder.join("lon.json"), &shown[3..]).unwrap();
    check(
        folder,
        "feeder set lon.json --format csv",
        expect![[r#"
        0: feeder,name,version,form,faulty,state
        ARENDE,Ärendesystem,1,delimited,voucher,open
        LON,Lönesystem,1,delimited,file,open
    "#]],
    );
    check(
        folder,
        "feeder show TID",
        expect![[r#"
        1: feeder: Det finns inget försystem TID. Välj ett ur listan, eller lägg upp det. [feeder_unknown]
    "#]],
    );
}

//! `kameral allocate`, as a person at the agency uses it (GL-04, GL-16, GL-17, GL-18).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::program;

use expect_test::expect;
use program::{check, kameral};

const VOUCHERS: &str = "voucher,date,text,account,amount,quantity,unit,PROJ,RESURS
1,2025-01-20,Papper,5612,1000,,,,
1,2025-01-20,Papper,2581,-1000,,,,
2,2025-01-31,Tid,9411,0,10,h,P,HL
";

const KEYS: &str = r#"[
{"key":"tid","version":1,"name":"Tid","order":10,"state":"in_force","pool":{"accounts":"5*"},
 "parting":{"price":{"basis":{"of":{"accounts":"9411"},"unit":"h"},"dimension":"RESURS"}},
 "charge":{"account":{"fixed":"9511"},"values":[["PROJ","copied"]]},"relief":{"account":{"fixed":"9519"}},
 "difference":{"charge":"9811","relief":"9819"}}]"#;

fn agency() -> tempfile::TempDir {
    let folder = program::agency();
    let path = folder.path();
    for words in ["value add PROJ P Projekt", "value add RESURS HL Handläggare"] {
        let told = kameral(path, words);
        assert!(told.starts_with("0: "), "{told}");
    }
    std::fs::write(path.join("v.csv"), VOUCHERS).unwrap();
    std::fs::write(path.join("keys.json"), KEYS).unwrap();
    let told = kameral(path, "post v.csv");
    assert!(told.starts_with("0: "), "{told}");
    folder
}

#[test]
fn keys_are_kept_tried_run_and_run_again() {
    let folder = agency();
    let path = folder.path();
    check(
        path,
        "allocate --period 202501",
        expect![[r#"
        0: Inget skiljer sig från det som är bokfört.
    "#]],
    );
    check(
        path,
        "allocate keys keys.json",
        expect![[r#"
        0: Nyckel  Version  Benämning  Sätt   Läge
        tid     1        Tid        price  in_force
    "#]],
    );
    check(
        path,
        "allocate --period 202501 --trial",
        expect![[r#"
        1: price: Nyckeln tid saknar pris per h för RESURS HL i 202501. Lägg in ett standardpris som gäller då. [price_missing]
    "#]],
    );
    check(
        path,
        "allocate prices --dimension RESURS --resource HL --unit h --from 2025-01-01 --price 120,00",
        expect![[r#"
            0: Koddel  Resurs  Enhet  Från        Pris    Läge
            RESURS  HL      h      2025-01-01  120,00  in_force
        "#]],
    );
    check(
        path,
        "allocate --period 202501 --trial",
        expect![[r#"
        0: Nyckel  Version  Kontering    Antal  Enhet  Belopp
        tid     1        9511 PROJ=P  10     h      1 200,00
        tid     1        9519                       -1 200,00
        Nyckel  Att fördela  Fördelat  Kvar
        tid     1 000,00     1 200,00  -200,00
    "#]],
    );
    check(
        path,
        "allocate --period 202501",
        expect![[r#"
        0: Nyckel  Version  Vändning  Verifikation
        tid     1                  R-2025-1
    "#]],
    );
    check(
        path,
        "allocate --period 202501 --key tid",
        expect![[r#"
        0: Inget skiljer sig från det som är bokfört.
    "#]],
    );
    check(
        path,
        "--language en allocate --period 202501 --key none",
        expect![[r#"
        1: key: Key none is not there, or does not apply on that day. Choose a key of the register. [allocation_key_unknown]
    "#]],
    );
}

#[test]
fn differences_are_told_and_treated() {
    let folder = agency();
    let path = folder.path();
    kameral(path, "allocate keys keys.json");
    kameral(
        path,
        "allocate prices --dimension RESURS --resource HL --unit h --from 2025-01-01 --price 120,00",
    );
    kameral(path, "allocate --period 202501");
    check(
        path,
        "allocate differences --period 202501",
        expect![[r#"
        0: Nyckel  Från förra året  Verklig kostnad  Fördelat  Fördelat tillbaka  Till nästa år  Differens
        tid     0,00             1 000,00         1 200,00  0,00               0,00           200,00
    "#]],
    );
    check(
        path,
        "allocate differences --period 202501 --key tid --treat propose",
        expect![[r#"
            0: Nyckel  Från förra året  Verklig kostnad  Fördelat  Fördelat tillbaka  Till nästa år  Differens
            tid     0,00             1 000,00         1 200,00  0,00               0,00           200,00
        "#]],
    );
    check(path, "allocate accept tid", expect!["0: "]);
    check(
        path,
        "allocate prices",
        expect![[r#"
        0: Koddel  Resurs  Enhet  Från        Pris    Läge
        RESURS  HL      h      2025-01-01  120,00  in_force
        RESURS  HL      h      2025-02-01  98,18   in_force
    "#]],
    );
    check(
        path,
        "allocate differences --period 202512 --key tid --treat spread",
        expect![[r#"
            0: Nyckel  Version  Vändning  Verifikation
            tid     1                  R-2025-2
        "#]],
    );
    check(
        path,
        "--format json allocate differences --period 202512",
        expect![[r#"
            0: [
              {
                "carried_in": "0",
                "carried_out": "0",
                "charged": "120000",
                "key": "tid",
                "left": "0",
                "real": "100000",
                "spread": "-20000"
              }
            ]
        "#]],
    );
    check(
        path,
        "allocate differences --period 202512 --key tid --treat carry",
        expect![[r#"
            1: period: Ingående balanser saknas i 202600, och differensen för tid ska stå bland dem. Bokför de ingående balanserna först. [allocation_opening_missing]
        "#]],
    );
}

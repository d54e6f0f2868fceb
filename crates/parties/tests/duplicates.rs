//! Stories of duplicates: refused where it must be the same, warned of where it may be.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::world::check;

/// AP-07: one person or organisation is one party, whatever the name; a warning is accepted with a reason that
/// is kept, and is not told again.
#[test]
fn ap_07_the_same_party_is_not_there_twice() {
    check(
        "drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | vat_number=SE556000000101 | gln=7350000000009 | peppol=0007:5560000001 | bankgiro=5402-9681
         drift: save number=P1 | name=Astrid Exempel | kind=person | roles=customer | personal_number=20170101-2393
         anna: save name=Helt annat AB | kind=company | roles=customer | org_number=5560000001
         anna: save name=Någon Annan | kind=person | roles=customer | personal_number=170101-2393
         anna: save name=Helt annat AB | kind=company | roles=customer | org_number=556000-0019 | gln=7350000000009
         anna: save name=Helt annat AB | kind=company | roles=customer | org_number=556000-0019 | vat_number=SE556000000101 | peppol=0007:5560000001
         anna: save name=KONTORS-BOLAGET Aktiebolag | kind=company | roles=customer | org_number=556000-0019
         anna: save name=Kontorsbolagget | kind=company | roles=customer | org_number=556000-0019
         anna: save number=K1 | name=Kontorsbolagget | kind=company | roles=customer | org_number=556000-0019 | accept=ett annat bolag
         anna: save number=K1 | name=Kontorsbolagget | kind=company | roles=customer | org_number=556000-0019 | email=a@example.se
         anna: propose name=Factoring AB | kind=company | roles=supplier | org_number=556000-0027 | bankgiro=5402-9681
         anna: propose name=Factoring AB | kind=company | roles=supplier | org_number=556000-0027 | bankgiro=5402-9681 | accept=factoring
         bo: accept 1
         anna: show 10001
         anna: history K1",
        expect![[r#"
            drift save: kept L1 1
            drift save: kept P1 1
            anna save: refused party_same_person (org_number) party=L1
            anna save: refused party_same_person (personal_number) party=P1
            anna save: refused party_same_gln (gln) party=L1
            anna save: warned party_vat_number_other (vat_number)
              warned party_same_vat_number (vat_number) party=L1
              warned party_same_peppol (peppol) party=L1
            anna save: warned party_same_name (name) party=L1 name=Kontorsbolaget AB
            anna save: warned party_similar_name (name) party=L1 name=Kontorsbolaget AB
            anna save: kept K1 1
            anna save: kept K1 2
            anna propose: refused party_same_account (bankgiro) party=L1
            anna propose: proposal 1
            bo accept: accepted
            anna show: Factoring AB [supplier] company domestic by anna+bo accepted=factoring
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by anna+bo
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
            anna history: 2026-03-02 Kontorsbolagget [customer] company domestic by anna accepted=ett annat bolag
              2026-03-02 Kontorsbolagget [customer] company domestic by anna
        "#]],
    );
}

//! Where figures lead (GL-24, DEF-02), and what reports there are.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use std::fmt::Write as _;

use books::{Books, query, table, told_by_both};
use expect_test::{Expect, expect};
use kameral_reports::{Offer, OfferedKey, ReportQuery, catalogue, offered_keys, words};
use kameral_ui::Language;

const BOOKS: &str = "
    2025-12-20 Hyra december | 5012 ORG=100 900,00 | 2581 -900,00
    2026-01-20 Hyra | 5012 ORG=100 FIN=10 1500,00 | 1932 -1500,00
    2026-02-03 El | 5531 ORG=110 500,00 | 1932 -500,00
";

/// Every cell that can be opened: the row's first cells, the column, where it leads.
fn addresses(books: &Books, line: &str) -> String {
    let table = table(&books.cx, line);
    let mut told = format!("{line}\n");
    if let Some(up) = &table.head.up {
        writeln!(told, "  up → {up}").expect("a string takes it");
    }
    for row in &table.rows {
        let name: Vec<String> = row
            .cells
            .iter()
            .take(2)
            .map(|value| kameral_reports::told(value, words(Language::Sv)))
            .collect();
        let mut last = String::new();
        for (at, column) in table.head.columns.iter().enumerate() {
            let Some(address) = table.address(row, at) else {
                continue;
            };
            // What is written is read again.
            let again = query(&address.to_string()).expect("an address is a question");
            assert_eq!(again, ReportQuery::new(address.clone(), Language::Sv));
            if address.to_string() != last {
                last = address.to_string();
                writeln!(told, "  {} {} → {last}", name.join(" "), column.key).expect("a string takes it");
            }
        }
    }
    told
}

fn check(lines: &[&str], expected: Expect) {
    let told = told_by_both(|books| {
        books.play(BOOKS);
        lines.iter().map(|line| addresses(books, line)).collect()
    });
    expected.assert_eq(&told);
}

/// From a class down to the voucher and on to the account's ledger, with the conditions kept.
#[test]
fn the_way_down() {
    check(
        &[
            "trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/1 --as-of 3",
            "trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3",
            "trial-balance --period 202601..202602 --where ORG=1* --where KONTO=55* --by KONTO/3",
            "trial-balance --period 202602 --where ORG=1* --where KONTO=5*",
            "general-ledger --period 202602 --where ORG=1* --where KONTO=5531",
            "voucher --period 202602 --where ORG=1* --where KONTO=5531 --voucher A-2026-2",
        ],
        expect![[r#"
            trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/1 --as-of 3
              5 Driftkostnader account_1 → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
              5 Driftkostnader opening_ore → trial-balance --period 202600 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
              5 Driftkostnader debit_ore → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
              5 Driftkostnader closing_ore → trial-balance --period 202600..202602 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
               Ej omfört resultat från tidigare år account_1 → trial-balance --period 202501..202513 --where ORG=1* --where KONTO=5* --by KONTO/1 --as-of 3
            trial-balance --period 202601..202602 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
              50 Lokaler account_2 → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=50* --by KONTO/3 --as-of 3
              50 Lokaler opening_ore → trial-balance --period 202600 --where ORG=1* --where KONTO=50* --by KONTO/3 --as-of 3
              50 Lokaler debit_ore → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=50* --by KONTO/3 --as-of 3
              50 Lokaler closing_ore → trial-balance --period 202600..202602 --where ORG=1* --where KONTO=50* --by KONTO/3 --as-of 3
              55 Energi account_2 → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=55* --by KONTO/3 --as-of 3
              55 Energi opening_ore → trial-balance --period 202600 --where ORG=1* --where KONTO=55* --by KONTO/3 --as-of 3
              55 Energi debit_ore → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=55* --by KONTO/3 --as-of 3
              55 Energi closing_ore → trial-balance --period 202600..202602 --where ORG=1* --where KONTO=55* --by KONTO/3 --as-of 3
               Ej omfört resultat från tidigare år account_2 → trial-balance --period 202501..202513 --where ORG=1* --where KONTO=5* --by KONTO/2 --as-of 3
            trial-balance --period 202601..202602 --where ORG=1* --where KONTO=55* --by KONTO/3
              553 El och värme account_3 → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=553*
              553 El och värme opening_ore → trial-balance --period 202600 --where ORG=1* --where KONTO=553*
              553 El och värme debit_ore → trial-balance --period 202601..202602 --where ORG=1* --where KONTO=553*
              553 El och värme closing_ore → trial-balance --period 202600..202602 --where ORG=1* --where KONTO=553*
            trial-balance --period 202602 --where ORG=1* --where KONTO=5*
              5012 Lokalhyra account → general-ledger --period 202602 --where ORG=1* --where KONTO=5012
              5012 Lokalhyra opening_ore → general-ledger --period 202600..202601 --where ORG=1* --where KONTO=5012
              5012 Lokalhyra debit_ore → general-ledger --period 202602 --where ORG=1* --where KONTO=5012
              5012 Lokalhyra closing_ore → general-ledger --period 202600..202602 --where ORG=1* --where KONTO=5012
              5531 El account → general-ledger --period 202602 --where ORG=1* --where KONTO=5531
              5531 El opening_ore → general-ledger --period 202600..202601 --where ORG=1* --where KONTO=5531
              5531 El debit_ore → general-ledger --period 202602 --where ORG=1* --where KONTO=5531
              5531 El closing_ore → general-ledger --period 202600..202602 --where ORG=1* --where KONTO=5531
               Ej omfört resultat från tidigare år account → trial-balance --period 202501..202513 --where ORG=1* --where KONTO=5*
            general-ledger --period 202602 --where ORG=1* --where KONTO=5531
              up → trial-balance --period 202602 --where ORG=1*
              5531 El account → general-ledger --period 202602 --where ORG=1* --where KONTO=5531
              5531 El balance_ore → general-ledger --period 202600..202601 --where ORG=1* --where KONTO=5531
              5531 El voucher → voucher --period 202602 --where ORG=1* --where KONTO=5531 --voucher A-2026-2
            voucher --period 202602 --where ORG=1* --where KONTO=5531 --voucher A-2026-2
              up → general-ledger --period 202602 --where ORG=1* --where KONTO=5531
              1 5531 account → general-ledger --period 202602 --where KONTO=5531
              2 1932 account → general-ledger --period 202602 --where KONTO=1932
        "#]],
    );
}

/// Rows of dimensions lead to their accounts; lines without a value are asked for as such.
#[test]
fn from_dimensions_to_accounts() {
    check(
        &[
            "trial-balance --period 202601 --by ORG",
            "trial-balance --period 202601 --by KONTO,ORG,FIN --where KONTO=5012",
            "account-specification --period 202602 --by ORG",
            "journal --period 202602",
        ],
        expect![[r#"
            trial-balance --period 202601 --by ORG
               (inget värde) ORG → trial-balance --period 202601 --where ORG=!?*
               (inget värde) opening_ore → trial-balance --period 202600 --where ORG=!?*
               (inget värde) debit_ore → trial-balance --period 202601 --where ORG=!?*
               (inget värde) closing_ore → trial-balance --period 202600..202601 --where ORG=!?*
              100 Ledning ORG → trial-balance --period 202601 --where ORG=100
              100 Ledning opening_ore → trial-balance --period 202600 --where ORG=100
              100 Ledning debit_ore → trial-balance --period 202601 --where ORG=100
              100 Ledning closing_ore → trial-balance --period 202600..202601 --where ORG=100
               Ej omfört resultat från tidigare år ORG → trial-balance --period 202501..202513 --by ORG
            trial-balance --period 202601 --by KONTO,ORG,FIN --where KONTO=5012
              5012 Lokalhyra account → general-ledger --period 202601 --where KONTO=5012 --where ORG=100 --where FIN=10
              5012 Lokalhyra opening_ore → general-ledger --period 202600 --where KONTO=5012 --where ORG=100 --where FIN=10
              5012 Lokalhyra debit_ore → general-ledger --period 202601 --where KONTO=5012 --where ORG=100 --where FIN=10
              5012 Lokalhyra closing_ore → general-ledger --period 202600..202601 --where KONTO=5012 --where ORG=100 --where FIN=10
               Ej omfört resultat från tidigare år account → trial-balance --period 202501..202513 --where KONTO=5012 --by KONTO,ORG,FIN
            account-specification --period 202602 --by ORG
              1932 Räntekonto account → general-ledger --period 202602 --where KONTO=1932
              1932 Räntekonto opening_ore → general-ledger --period 202600..202601 --where KONTO=1932
              1932 Räntekonto debit_ore → general-ledger --period 202602 --where KONTO=1932
              1932 Räntekonto closing_ore → general-ledger --period 202600..202602 --where KONTO=1932
              2581 Leverantörsskulder account → general-ledger --period 202602 --where KONTO=2581
              2581 Leverantörsskulder opening_ore → general-ledger --period 202600..202601 --where KONTO=2581
              2581 Leverantörsskulder debit_ore → general-ledger --period 202602 --where KONTO=2581
              2581 Leverantörsskulder closing_ore → general-ledger --period 202600..202602 --where KONTO=2581
            journal --period 202602
              3 A-2026-2 voucher → voucher --period 202602 --voucher A-2026-2
              3 A-2026-2 voucher → voucher --period 202602 --voucher A-2026-2
              3 A-2026-2 account → general-ledger --period 202602 --where KONTO=5531
              3 A-2026-2 voucher → voucher --period 202602 --voucher A-2026-2
              3 A-2026-2 account → general-ledger --period 202602 --where KONTO=1932
        "#]],
    );
}

#[test]
fn the_catalogue() {
    let words = words(Language::Sv);
    let entries = catalogue().into_iter().map(|entry| {
        let offers: Vec<&str> = entry.offers.iter().copied().map(Offer::word).collect();
        let (title, about) = (words.sentence(&entry.title), words.sentence(&entry.about));
        format!("{} ({}): {title}. {about}\n", entry.name, offers.join(" "))
    });
    expect![[r#"
        trial-balance (period where by as-of quantities after): Råbalans. Ingående saldo, debet, kredit och utgående saldo per konto eller koddel.
        general-ledger (period where as-of after): Huvudbok. Varje rad konto för konto, med ingående saldo, löpande saldo och utgående saldo.
        journal (period where as-of after): Grundbok. Verifikationerna med sina rader i den ordning de registrerades.
        account-specification (period where by as-of after): Kontospecifikation. Vad varje balanskontos utgående saldo består av.
        voucher (voucher period where as-of after): Verifikation. En verifikation med alla rader, och vad den rättar eller rättas av.
        income-statement (period where by as-of): Resultaträkning. Verksamhetens intäkter och kostnader, uppbörd, transfereringar och årets kapitalförändring, rad för rad.
        balance-sheet (period where by as-of): Balansräkning. Tillgångar, kapital och skulder, rad för rad, med ingående och utgående balans.
        income-statement-scode (period where by as-of): Resultaträkning per S-kod. Resultaträkningens rader med sina S-koder.
        balance-sheet-scode (period where by as-of): Balansräkning per S-kod. Balansräkningens rader med sina S-koder.
        state-account (period where by as-of): Avräkning med statsverket. Uppbörd, anslag och betalningar mot statens centralkonto: fordran eller skuld per del.
        cash-flow (period where by as-of): Finansieringsanalys. Vad som förändrat kassa och bank: drift, investeringar, utlåning, uppbörd och transfereringar.
        capital-change (period where by as-of): Årets kapitalförändring. Balanserad kapitalförändring, årets förändring och utgående balans per verksamhet och finansiär.
        real-economic-distribution (period where as-of): Realekonomisk fördelning. Hela verksamheten och varje anslag på S-koder, med 9-konton upplösta, bredvid det som redovisats mot anslaget.
        appropriation-matrix (period where as-of): S-kod per anslag. En rad per S-kod och en kolumn per anslag, med det som redovisats och skillnaden.
        nine-accounts (period where as-of): Upplösning av 9-konton. Hur fördelade löner och gemensamma kostnader löses upp på S-koder, bredvid verkligt utfall.
        appropriation-specification (period where by as-of after): Specifikation av anslagsutfall. Vad som redovisats mot anslag, konto för konto, per anslag och finansiär.
        capital-specification (period where by as-of after): Specifikation av kapitalförändring. Kontona för kapitalförändring, per verksamhet och finansiär.
        state-capital-specification (period where by as-of after): Specifikation av statskapital. Statskapitalet, per finansiär och verksamhet.
        settlement-specification (period where by as-of after): Specifikation av avräkning med statsverket. Kontona för avräkning med statsverket, per finansiär.
        appropriation (period): Anslagsredovisning. Tilldelat, disponibelt, utgifter, inkomster och utgående belopp för varje anslag.
        revenue-titles (period): Redovisning mot inkomsttitel. Beräknat belopp och inkomster för varje inkomsttitel, och utgifter där bruttoredovisning är beslutad.
        commitments (period): Redovisning av beställningsbemyndigande. Ram, ingående och utestående åtaganden, och de år då de väntas infrias.
        donations (period where by as-of): Donationer. Varje donation från mottagande till användning: ingående, mottaget, använt, återlämnat och vad som återstår.
        fee-follow-up (period where as-of): Uppföljning enligt avgiftsförordningen. Intäkter enligt 4 § avgiftsförordningen under 24 månader, deras andel av förvaltningskostnaden och gränsen.
    "#]].assert_eq(&entries.collect::<String>());
}

/// EM-16: from a level of a tree to the next, to the values below it, to their accounts.
#[test]
fn the_way_down_a_tree() {
    check(
        &[
            "trial-balance --period 202602 --where KONTO=5* --by ORG/TREE/3",
            "trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4",
        ],
        expect![[r#"
            trial-balance --period 202602 --where KONTO=5* --by ORG/TREE/3
              kansli kansli ORG/TREE/3 → trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
              kansli kansli opening_ore → trial-balance --period 202600..202601 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
              kansli kansli debit_ore → trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
              kansli kansli closing_ore → trial-balance --period 202600..202602 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
               Ej omfört resultat från tidigare år ORG/TREE/3 → trial-balance --period 202501..202513 --where KONTO=5* --by ORG/TREE/3
            trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
               (inget värde) ORG/TREE/4 → trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --where ORG/TREE/4=!?* --by ORG
               (inget värde) opening_ore → trial-balance --period 202600..202601 --where KONTO=5* --where ORG/TREE/3=kansli --where ORG/TREE/4=!?* --by ORG
               (inget värde) debit_ore → trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=kansli --where ORG/TREE/4=!?* --by ORG
               (inget värde) closing_ore → trial-balance --period 202600..202602 --where KONTO=5* --where ORG/TREE/3=kansli --where ORG/TREE/4=!?* --by ORG
               Ej omfört resultat från tidigare år ORG/TREE/4 → trial-balance --period 202501..202513 --where KONTO=5* --where ORG/TREE/3=kansli --by ORG/TREE/4
        "#]],
    );
}

/// EM-08: an indirect dimension can be selected in every report.
#[test]
fn what_reports_can_be_asked_by() {
    let told = told_by_both(|books| {
        let keys = offered_keys(&books.model(), Language::En);
        keys.iter().map(offered).collect()
    });
    expect![[r#"
        KONTO: Account
        ORG: Organisation ORG/TREE Organisationsträd
        FIN: Finansiär
        PROJ: Projekt
        PROGRAM: Program (indirect)
        AREA: Område (indirect)
    "#]]
    .assert_eq(&told);
}

fn offered(key: &OfferedKey) -> String {
    let kind = if key.indirect { " (indirect)" } else { "" };
    let tree = |(code, name): &(String, String)| format!(" {}/{code} {name}", key.code);
    let trees: String = key.hierarchies.iter().map(tree).collect();
    format!("{}: {}{kind}{trees}\n", key.code, key.name.text(words(Language::En)))
}

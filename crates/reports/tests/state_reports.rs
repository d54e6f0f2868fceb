//! Stories about what agencies report beside the two statements, in the standard configuration.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::check_standard;
use expect_test::expect;

/// A year with an appropriation in each flow, a grant paid, an asset on a loan and fees. Rents are
/// booked without a financier and distributed in class 9.
const YEAR: &str = "
    2026-01-02 Ingående balanser period=202600 | 1910 500,00 | 1750 -200,00 | 1720 -10,00 | 2070 VHT=2 FIN=20 -290,00
    2026-01-05 Anslagsmedel | 1910 2000,00 | 1758 FIN=10 -2000,00
    2026-01-25 Löner | 4011 FIN=10 VHT=1 700,00 | 4511 FIN=10 VHT=1 200,00 | 4011 FIN=20 VHT=2 100,00 | 1910 -1000,00
    2026-01-25 Löner mot anslag | 1751 FIN=10 900,00 | 3011 FIN=10 VHT=1 -900,00
    2026-02-01 Hyra | 5011 300,00 | 1910 -300,00
    2026-02-01 Fördelad hyra | 9521 FIN=10 200,00 | 9521 FIN=20 100,00 | 9529 -300,00
    2026-02-01 Hyra mot anslag | 1751 FIN=10 200,00 | 3011 FIN=10 VHT=1 -200,00
    2026-02-05 Bidrag | 7711 FIN=11 VHT=1 400,00 | 1794 -400,00
    2026-02-05 Bidrag mot anslag | 1741 FIN=11 400,00 | 7311 FIN=11 VHT=1 -400,00
    2026-02-06 Omföring | 1799 400,00 | 1749 -400,00 | 1794 400,00 | 1799 -400,00
    2026-02-10 Avgifter | 1511 150,00 | 3111 FIN=20 VHT=2 -150,00
    2026-02-11 Uppbörd | 1793 70,00 | 7011 -70,00 | 7211 70,00 | 1721 -70,00
    2026-03-01 Dator | 1221 FIN=20 120,00 | 2581 -120,00
    2026-03-02 Lån | 1910 120,00 | 2513 -120,00
    2026-03-31 Avskrivning | 69132 FIN=20 VHT=2 10,00 | 1229 -10,00
";

fn year(asked: &str) -> String {
    format!("{YEAR}\n{asked}")
}

/// REP-23, APR-26: 24 lines in five blocks; they come to line VIII of the balance sheet.
#[test]
fn settlement_with_the_state_in_five_blocks() {
    check_standard(
        &year("state-account --period 202601..202603"),
        expect![[r#"
        Avräkning med statsverket

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202601..202603
        Räkenskapsår                     2026
        Registrerat till och med nummer  15
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

        Rad  Beskrivning                                                                                    Belopp
        ───  ──────────────────────────────────────────────────────────────────────────────────────────  ─────────
             Uppbörd
        1    Ingående balans                                                                                -10,00
        2    Redovisat mot inkomsttitel                                                                     -70,00
        3    Uppbördsmedel som betalats till icke räntebärande flöde                                          0,00
        4    Medel från räntekonto som tillförts inkomsttitel                                                 0,00
             Fordringar/Skulder avseende uppbörd                                                            -80,00
             Anslag i icke räntebärande flöde
        6    Ingående balans                                                                                  0,00
        7    Redovisat mot anslag                                                                           400,00
        8    Medel hänförbara till transfereringar m.m. som betalats till icke räntebärande flöde          -400,00
             Fordringar/Skulder avseende anslag i icke räntebärande flöde                                     0,00
             Anslag i räntebärande flöde
        10   Ingående balans                                                                               -200,00
        11   Redovisat mot anslag                                                                         1 100,00
        12   Anslagsmedel som tillförts räntekonto                                                       -2 000,00
        13   Återbetalning av anslagsmedel                                                                    0,00
             Fordringar/Skulder avseende anslag i räntebärande flöde                                     -1 100,00
             Fordran avseende semesterlöneskuld som inte har redovisats mot anslag
        15   Ingående balans                                                                                  0,00
        16   Redovisat mot anslag under året enligt undantagsregeln                                           0,00
             Fordran avseende semesterlöneskuld som inte har redovisats mot anslag                            0,00
             Övriga fordringar/skulder på statens centralkonto i Riksbanken
        18   Ingående balans                                                                                  0,00
        19   Inbetalningar i icke räntebärande flöde                                                         70,00
        20   Utbetalningar i icke räntebärande flöde                                                          0,00
        21   Betalningar hänförbara till anslag och inkomsttitlar                                             0,00
             Saldo                                                                                           70,00
        23   Belopp under utredning                                                                           0,00
             Övriga fordringar/skulder på statens centralkonto i Riksbanken                                  70,00
             Summa avräkning med statsverket                                                             -1 110,00
             Ska vara noll: Summa avräkning med statsverket minus Avräkning med statsverket enligt balansräkningen (1710–1799)       0,00

        Stämmer med huvudboken.
    "#]],
    );
}

/// REP-23: what is posted on 1710 stands outside the 24 lines, and is told.
#[test]
fn what_lies_outside_the_blocks_is_told() {
    check_standard(
        "2026-01-05 Flytt | 1710 25,00 | 1751 -25,00
         csv state-account --period 202601",
        expect![[r#"
            "line","name","amount_ore"
            ,"Uppbörd",
            "1","Ingående balans",0
            "2","Redovisat mot inkomsttitel",0
            "3","Uppbördsmedel som betalats till icke räntebärande flöde",0
            "4","Medel från räntekonto som tillförts inkomsttitel",0
            ,"Fordringar/Skulder avseende uppbörd",0
            ,"Anslag i icke räntebärande flöde",
            "6","Ingående balans",0
            "7","Redovisat mot anslag",0
            "8","Medel hänförbara till transfereringar m.m. som betalats till icke räntebärande flöde",0
            ,"Fordringar/Skulder avseende anslag i icke räntebärande flöde",0
            ,"Anslag i räntebärande flöde",
            "10","Ingående balans",0
            "11","Redovisat mot anslag",-2500
            "12","Anslagsmedel som tillförts räntekonto",0
            "13","Återbetalning av anslagsmedel",0
            ,"Fordringar/Skulder avseende anslag i räntebärande flöde",-2500
            ,"Fordran avseende semesterlöneskuld som inte har redovisats mot anslag",
            "15","Ingående balans",0
            "16","Redovisat mot anslag under året enligt undantagsregeln",0
            ,"Fordran avseende semesterlöneskuld som inte har redovisats mot anslag",0
            ,"Övriga fordringar/skulder på statens centralkonto i Riksbanken",
            "18","Ingående balans",0
            "19","Inbetalningar i icke räntebärande flöde",0
            "20","Utbetalningar i icke räntebärande flöde",0
            "21","Betalningar hänförbara till anslag och inkomsttitlar",0
            ,"Saldo",0
            "23","Belopp under utredning",0
            ,"Övriga fordringar/skulder på statens centralkonto i Riksbanken",0
            ,"Summa avräkning med statsverket",-2500
            ,"Ska vara noll: Summa avräkning med statsverket minus Avräkning med statsverket enligt balansräkningen (1710–1799)",-2500
        "#]],
    );
}

/// Handbook 6.5, annex 4: the change of liquid funds is that of cash and bank.
#[test]
fn a_cash_flow_statement_comes_to_the_change_of_liquid_funds() {
    check_standard(
        &year("cash-flow --period 202603"),
        expect![[r#"
        Finansieringsanalys

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202601..202603
        Räkenskapsår                     2026
        Registrerat till och med nummer  15
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                                                    Föregående
        Rad  Beskrivning                                                                                    Belopp          år
        ───  ──────────────────────────────────────────────────────────────────────────────────────────  ─────────  ──────────
             Drift
        1    Kostnader                                                                                   -1 300,00        0,00
        2    Intäkter av anslag                                                                           1 100,00        0,00
        3    Intäkter av avgifter och andra ersättningar                                                    150,00        0,00
        4    Intäkter av bidrag                                                                               0,00        0,00
        5    Övriga intäkter                                                                                  0,00        0,00
        6    Justering för avsättningar som inte betalats                                                     0,00        0,00
             Medel från drift före förändring av rörelsekapital                                             -50,00        0,00
        7    Förändring av lager                                                                              0,00        0,00
        8    Förändring av kortfristiga fordringar                                                          750,00        0,00
        9    Förändring av kortfristiga skulder                                                             120,00        0,00
             Kassaflöde från drift                                                                          820,00        0,00
             Investeringar
        11   Investeringar i finansiella tillgångar                                                           0,00        0,00
        12   Investeringar i materiella tillgångar                                                         -120,00        0,00
        13   Investeringar i immateriella tillgångar                                                          0,00        0,00
             Summa investeringsutgifter                                                                    -120,00        0,00
        14   Lån i Riksgälden, upptagna minus amorterade                                                    120,00        0,00
        15   Övriga lån, upptagna minus amorterade                                                            0,00        0,00
        16   Förändring av statskapital                                                                       0,00        0,00
        17   Donationer, fonder och övrigt kapital                                                            0,00        0,00
        18   Försäljning av anläggningstillgångar                                                             0,00        0,00
        19   Bidrag som erhållits för investeringar                                                           0,00        0,00
             Summa finansiering av investeringar                                                            120,00        0,00
             Kassaflöde till investeringar                                                                    0,00        0,00
             Låneverksamhet
        21   Nyutlåning minus amorteringar                                                                    0,00        0,00
             Kassaflöde till låneverksamhet                                                                   0,00        0,00
             Uppbördsverksamhet
        31   Intäkter av avgifter m.m. som inte disponeras                                                   70,00        0,00
        32   Skatteintäkter m.m.                                                                              0,00        0,00
        33   Förändring av fordringar och skulder i uppbörden                                                70,00        0,00
             Inbetalningar i uppbördsverksamhet                                                             140,00        0,00
        34   Medel som tillförts statens budget                                                             -70,00        0,00
             Kassaflöde från uppbördsverksamhet                                                              70,00        0,00
             Transfereringsverksamhet
        41   Lämnade bidrag                                                                                -400,00        0,00
        42   Finansiella intäkter och kostnader i transfereringar, fonder                                     0,00        0,00
        43   Förändring av fordringar och skulder i transfereringar                                         -70,00        0,00
             Utbetalningar i transfereringsverksamhet                                                      -470,00        0,00
        44   Medel från statens budget för finansiering av bidrag                                           400,00        0,00
        45   Medel från myndigheter för finansiering av bidrag                                                0,00        0,00
        46   Övriga medel för finansiering av bidrag                                                          0,00        0,00
             Medel för finansiering av bidrag                                                               400,00        0,00
             Kassaflöde från transfereringsverksamhet                                                       -70,00        0,00
             Förändring av likvida medel                                                                    820,00        0,00
             Likvida medel
        51   Likvida medel vid årets början                                                                 500,00        0,00
        52   Räntekonto i Riksgälden                                                                      1 320,00        0,00
        53   Övriga tillgodohavanden i Riksgälden                                                             0,00        0,00
        54   Kassa och bank                                                                                   0,00        0,00
             Likvida medel vid periodens slut                                                             1 320,00        0,00
             Ska vara noll: Förändring av likvida medel minus Förändring av kassa och bank enligt balansräkningen (1910–1992)       0,00        0,00

        Raderna är härledda ur kontoplanen: kostnader utan avskrivningar, investeringar som tillgångarnas förändring med avskrivningarna tillagda. Obetalda leverantörsskulder för investeringar har inga egna konton och ligger bland de kortfristiga skulderna.
        Stämmer med huvudboken.
    "#]],
    );
}

/// REP-22, CLS-08: by operation and financier; before and after the year is closed.
#[test]
fn capital_change_by_operation_and_financier() {
    check_standard(
        &year(
            "csv capital-change --period 202601..202613
             csv income-statement --period 202601..202613
             2026-12-31 Bokslut period=202613 | 8999 -60,00 | 2090 60,00
             csv capital-change --period 202601..202613
             csv income-statement --period 202601..202613",
        ),
        expect![[r#"
            "VHT","VHT_name","FIN","FIN_name","opening_ore","moved_ore","change_ore","closing_ore"
            ,"(inget värde)",,"(inget värde)",0,0,-30000,-30000
            "1","Tillsyn","10","Förvaltningsanslag",0,0,20000,20000
            "2","Uppdrag","20","Avgifter",29000,0,4000,33000
            ,"Ska vara noll: utgående balans minus balansräkningens rader",,,0,0,0,0
            "line","name","period_ore","accumulated_ore","previous_ore"
            ,"Verksamhetens intäkter",,,
            "1","Intäkter av anslag",110000,110000,0
            "2","Intäkter av avgifter och andra ersättningar",15000,15000,0
            "3","Intäkter av bidrag",0,0,0
            "4","Finansiella intäkter",0,0,0
            ,"Summa verksamhetens intäkter",125000,125000,0
            ,"Verksamhetens kostnader",,,
            "5","Kostnader för personal",-100000,-100000,0
            "6","Kostnader för lokaler",-30000,-30000,0
            "7","Övriga driftkostnader",0,0,0
            "8","Finansiella kostnader",0,0,0
            "9","Avskrivningar och nedskrivningar",-1000,-1000,0
            ,"Summa verksamhetens kostnader",-131000,-131000,0
            ,"Verksamhetsutfall",-6000,-6000,0
            ,"Resultat från andelar",,,
            "10","Resultat från andelar i hel- och delägda företag",0,0,0
            ,"Uppbördsverksamhet",,,
            "11","Intäkter av avgifter m.m. som inte disponeras",7000,7000,0
            "12","Skatteintäkter m.m.",0,0,0
            "13","Medel som tillförts statens budget från uppbördsverksamhet",-7000,-7000,0
            ,"Saldo uppbördsverksamhet",0,0,0
            ,"Transfereringar",,,
            "14","Medel som erhållits från statens budget för finansiering av bidrag",40000,40000,0
            "15","Medel som erhållits från myndigheter för finansiering av bidrag",0,0,0
            "16","Övriga erhållna medel för finansiering av bidrag",0,0,0
            "17","Finansiella intäkter",0,0,0
            "18","Finansiella kostnader",0,0,0
            "19","Avsättning till/upplösning av fonder m.m. för transfereringsändamål",0,0,0
            "20","Lämnade bidrag",-40000,-40000,0
            ,"Saldo transfereringar",0,0,0
            ,"Årets kapitalförändring",-6000,-6000,0
            ,"Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)",0,0,0
            ,"Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen",0,0,0
            ,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
            "VHT","VHT_name","FIN","FIN_name","opening_ore","moved_ore","change_ore","closing_ore"
            ,"(inget värde)",,"(inget värde)",0,0,-30000,-30000
            "1","Tillsyn","10","Förvaltningsanslag",0,0,20000,20000
            "2","Uppdrag","20","Avgifter",29000,0,4000,33000
            ,"Ska vara noll: utgående balans minus balansräkningens rader",,,0,0,0,0
            "line","name","period_ore","accumulated_ore","previous_ore"
            ,"Verksamhetens intäkter",,,
            "1","Intäkter av anslag",110000,110000,0
            "2","Intäkter av avgifter och andra ersättningar",15000,15000,0
            "3","Intäkter av bidrag",0,0,0
            "4","Finansiella intäkter",0,0,0
            ,"Summa verksamhetens intäkter",125000,125000,0
            ,"Verksamhetens kostnader",,,
            "5","Kostnader för personal",-100000,-100000,0
            "6","Kostnader för lokaler",-30000,-30000,0
            "7","Övriga driftkostnader",0,0,0
            "8","Finansiella kostnader",0,0,0
            "9","Avskrivningar och nedskrivningar",-1000,-1000,0
            ,"Summa verksamhetens kostnader",-131000,-131000,0
            ,"Verksamhetsutfall",-6000,-6000,0
            ,"Resultat från andelar",,,
            "10","Resultat från andelar i hel- och delägda företag",0,0,0
            ,"Uppbördsverksamhet",,,
            "11","Intäkter av avgifter m.m. som inte disponeras",7000,7000,0
            "12","Skatteintäkter m.m.",0,0,0
            "13","Medel som tillförts statens budget från uppbördsverksamhet",-7000,-7000,0
            ,"Saldo uppbördsverksamhet",0,0,0
            ,"Transfereringar",,,
            "14","Medel som erhållits från statens budget för finansiering av bidrag",40000,40000,0
            "15","Medel som erhållits från myndigheter för finansiering av bidrag",0,0,0
            "16","Övriga erhållna medel för finansiering av bidrag",0,0,0
            "17","Finansiella intäkter",0,0,0
            "18","Finansiella kostnader",0,0,0
            "19","Avsättning till/upplösning av fonder m.m. för transfereringsändamål",0,0,0
            "20","Lämnade bidrag",-40000,-40000,0
            ,"Saldo transfereringar",0,0,0
            ,"Årets kapitalförändring",-6000,-6000,0
            ,"Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)",0,0,0
            ,"Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen",0,0,0
            ,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
        "#]],
    );
}

/// APR-21, APR-22: the whole operation and each appropriation by S-code, beside what was charged.
#[test]
fn real_economic_distribution() {
    check_standard(
        &year("real-economic-distribution --period 202601..202603"),
        expect![[r#"
            Realekonomisk fördelning

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202603
            Räkenskapsår                     2026
            Registrerat till och med nummer  15
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                                               Upplösta
            Finansiär  S-kod  Beskrivning                                                             Bokfört  9-konton     Utfall
            ─────────  ─────  ────────────────────────────────────────────────────────────────────  ─────────  ────────  ─────────
                              Hela verksamheten
                       S3011  Intäkter av anslag                                                    -1 100,00      0,00  -1 100,00
                       S3111  Avgifter enligt 4 § avgiftsförordningen, publikationer, inomstatliga    -150,00      0,00    -150,00
                       S4111  Lön                                                                      800,00      0,00     800,00
                       S4511  Arbetsgivaravgifter, lön och arvoden                                     200,00      0,00     200,00
                       S5011  Lokalhyror, utomstatliga                                                 300,00      0,00     300,00
                       S6911  Avskrivningar och nedskrivningar                                          10,00      0,00      10,00
                       S7011  Avgifter m.m. som inte disponeras, inomstatliga                          -70,00      0,00     -70,00
                       S7211  Medel som tillförts statens budget från uppbördsverksamhet                70,00      0,00      70,00
                       S7311  Medel som erhållits från statens budget för finansiering av bidrag      -400,00      0,00    -400,00
                       S7711  Lämnade bidrag till statliga myndigheter (exkl. affärsverk)              400,00      0,00     400,00
                              Summa hela verksamheten                                                   60,00      0,00      60,00
                              10 Förvaltningsanslag
            10         S4111  Lön                                                                      700,00      0,00     700,00
                       S4511  Arbetsgivaravgifter, lön och arvoden                                     200,00      0,00     200,00
                       S5011  Lokalhyror, utomstatliga                                                   0,00    200,00     200,00
                              Fördelat på S-koder                                                      900,00    200,00   1 100,00
            10                Redovisat mot anslag                                                                        1 100,00
            10                Skillnad: redovisat mot anslag minus fördelat                                                   0,00
                              11 Åtgärdsanslag
            11         S7711  Lämnade bidrag till statliga myndigheter (exkl. affärsverk)              400,00      0,00     400,00
                              Fördelat på S-koder                                                      400,00      0,00     400,00
            11                Redovisat mot anslag                                                                          400,00
            11                Skillnad: redovisat mot anslag minus fördelat                                                   0,00
                              Annan finansiering
                       S4111  Lön                                                                      100,00      0,00     100,00
                       S5011  Lokalhyror, utomstatliga                                                 300,00   -200,00     100,00
                       S6911  Avskrivningar och nedskrivningar                                          10,00      0,00      10,00
                       S7211  Medel som tillförts statens budget från uppbördsverksamhet                70,00      0,00      70,00
                              Fördelat på S-koder                                                      480,00   -200,00     280,00
                              Ska vara noll: 9-konton som inte kunnat lösas upp                                               0,00

            Stämmer med huvudboken.
        "#]],
    );
}

/// REP-43, APR-03: the matrix, and what 9-accounts were dissolved by.
#[test]
fn s_codes_by_appropriation_and_what_9_accounts_follow() {
    check_standard(
        &year(
            "csv appropriation-matrix --period 202601..202603
             csv nine-accounts --period 202601..202603",
        ),
        expect![[r#"
            "s_code","name","whole_ore","appropriation_10_ore","appropriation_11_ore","other_ore"
            "S4111","Lön",80000,70000,0,10000
            "S4511","Arbetsgivaravgifter, lön och arvoden",20000,20000,0,0
            "S5011","Lokalhyror, utomstatliga",30000,20000,0,10000
            "S6911","Avskrivningar och nedskrivningar",1000,0,0,1000
            "S7211","Medel som tillförts statens budget från uppbördsverksamhet",7000,0,0,7000
            "S7711","Lämnade bidrag till statliga myndigheter (exkl. affärsverk)",40000,0,40000,0
            ,"Fördelat på S-koder",178000,110000,40000,28000
            ,"Redovisat mot anslag",150000,110000,40000,0
            ,"Skillnad: redovisat mot anslag minus fördelat",0,0,0,
            ,"Ska vara noll: 9-konton som inte kunnat lösas upp",0,,,
            "s_code","name","base_ore","base_percent_milli","dissolved_ore","dissolved_percent_milli"
            ,"Fördelade lokalkostnader",30000,,30000,
            "S5011","Lokalhyror, utomstatliga",30000,100000,30000,100000
            ,"Ska vara noll: 9-konton som inte kunnat lösas upp",,,0,
        "#]],
    );
}

/// GL-27: four ready account specifications; each account is the sum of its parts.
#[test]
fn ready_account_specifications() {
    check_standard(
        &year(
            "csv appropriation-specification --period 202601..202603
             csv capital-specification --period 202601..202603
             csv state-capital-specification --period 202601..202603
             csv settlement-specification --period 202601..202603 --by FIN",
        ),
        expect![[r#"
            "account","name","values","date","voucher","text","opening_ore","debit_ore","credit_ore","closing_ore"
            "1741","Redovisning mot icke räntebärande anslag – utgifter",,,,,0,40000,0,40000
            "1741","Redovisning mot icke räntebärande anslag – utgifter","FIN 11",,,,0,40000,0,40000
            "1751","Redovisning mot räntebärande anslag – utgifter",,,,,0,110000,0,110000
            "1751","Redovisning mot räntebärande anslag – utgifter","FIN 10",,,,0,110000,0,110000
            "account","name","values","date","voucher","text","opening_ore","debit_ore","credit_ore","closing_ore"
            "2070","Balanserad kapitalförändring, ingående balans",,,,,-29000,0,0,-29000
            "2070","Balanserad kapitalförändring, ingående balans","VHT 2, FIN 20",,,,-29000,0,0,-29000
            "account","name","values","date","voucher","text","opening_ore","debit_ore","credit_ore","closing_ore"
            "account","name","values","date","voucher","text","opening_ore","debit_ore","credit_ore","closing_ore"
            "1720","Ingående balans, inkomsttitel (uppbörd)",,,,,-1000,0,0,-1000
            "1721","Redovisat mot inkomsttitel, inkomster",,,,,0,0,7000,-7000
            "1741","Redovisning mot icke räntebärande anslag – utgifter",,,,,0,40000,0,40000
            "1741","Redovisning mot icke räntebärande anslag – utgifter","FIN 11",,,,0,40000,0,40000
            "1749","Medel hänförbara till transfereringar m.m. som betalats, icke räntebärande flöde",,,,,0,0,40000,-40000
            "1750","Ingående balans, anslag i räntebärande flöde",,,,,-20000,0,0,-20000
            "1751","Redovisning mot räntebärande anslag – utgifter",,,,,0,110000,0,110000
            "1751","Redovisning mot räntebärande anslag – utgifter","FIN 10",,,,0,110000,0,110000
            "1758","Anslagsmedel som tillförts räntekonto",,,,,0,0,200000,-200000
            "1758","Anslagsmedel som tillförts räntekonto","FIN 10",,,,0,0,200000,-200000
            "1793","Inbetalningar i icke räntebärande flöde (uppbörd m.m.)",,,,,0,7000,0,7000
            "1794","Utbetalningar i icke räntebärande flöde, transfereringar m.m.",,,,,0,40000,40000,0
            "1799","Betalningar hänförbara till anslag och inkomsttitlar (omföring)",,,,,0,40000,40000,0
        "#]],
    );
}

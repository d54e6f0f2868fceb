//! Stories about the income statement and the balance sheet, in the standard configuration of agencies.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::check_standard;
use expect_test::expect;

/// Two years of a small agency. The hand sums are beside each line of the expected tables.
const YEARS: &str = "
    2025-01-02 Ingående balanser period=202500 | 1910 900,00 | 2581 -400,00 | 2070 -500,00
    2025-03-01 Anslag | 1751 FIN=10 1000,00 | 3011 FIN=10 VHT=1 -1000,00
    2025-03-02 Löner | 4011 FIN=10 VHT=1 700,00 | 1910 -700,00
    2025-10-01 Avgifter | 1511 300,00 | 3111 FIN=20 VHT=2 -300,00
    2025-10-02 Hyra | 5011 FIN=20 VHT=2 100,00 | 1910 -100,00
    2026-01-02 Ingående balanser period=202600 | 1910 100,00 | 1511 300,00 | 1750 1000,00 | 2581 -400,00 | 2070 -500,00 | 2071 VHT=1 -300,00 | 2071 VHT=2 -200,00
    2026-01-10 Anslag | 1751 FIN=10 2000,00 | 3011 FIN=10 VHT=1 -2000,00
    2026-01-11 Löner | 4011 FIN=10 VHT=1 1200,00 | 4511 FIN=10 VHT=1 400,00 | 1910 -1600,00
    2026-02-10 Dator | 1221 108,00 | 2581 -108,00
    2026-02-28 Avskrivning | 69132 FIN=10 VHT=1 3,00 | 1229 -3,00
    2026-02-28 Avgifter | 1511 50,00 | 3111 FIN=20 VHT=2 -50,00
";

fn years(asked: &str) -> String {
    format!("{YEARS}\n{asked}")
}

/// REP-15: every line is its hand-summed accounts; the period, the year so far, the same of the year
/// before; the capital change of both statements is one.
#[test]
fn an_income_statement_is_its_hand_summed_lines() {
    check_standard(
        &years("income-statement --period 202602"),
        expect![[r#"
            Resultaträkning

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202602
            Räkenskapsår                     2026
            Registrerat till och med nummer  11
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                                             Ackumulerat  Föregående
            Rad  Beskrivning                                                                       Perioden         i år          år
            ───  ────────────────────────────────────────────────────────────────────────────────  ────────  ───────────  ──────────
                 Verksamhetens intäkter
            1    Intäkter av anslag                                                                    0,00     2 000,00        0,00
            2    Intäkter av avgifter och andra ersättningar                                          50,00        50,00        0,00
            3    Intäkter av bidrag                                                                    0,00         0,00        0,00
            4    Finansiella intäkter                                                                  0,00         0,00        0,00
                 Summa verksamhetens intäkter                                                         50,00     2 050,00        0,00
                 Verksamhetens kostnader
            5    Kostnader för personal                                                                0,00    -1 600,00        0,00
            6    Kostnader för lokaler                                                                 0,00         0,00        0,00
            7    Övriga driftkostnader                                                                 0,00         0,00        0,00
            8    Finansiella kostnader                                                                 0,00         0,00        0,00
            9    Avskrivningar och nedskrivningar                                                     -3,00        -3,00        0,00
                 Summa verksamhetens kostnader                                                        -3,00    -1 603,00        0,00
                 Verksamhetsutfall                                                                    47,00       447,00        0,00
                 Resultat från andelar
            10   Resultat från andelar i hel- och delägda företag                                      0,00         0,00        0,00
                 Uppbördsverksamhet
            11   Intäkter av avgifter m.m. som inte disponeras                                         0,00         0,00        0,00
            12   Skatteintäkter m.m.                                                                   0,00         0,00        0,00
            13   Medel som tillförts statens budget från uppbördsverksamhet                            0,00         0,00        0,00
                 Saldo uppbördsverksamhet                                                              0,00         0,00        0,00
                 Transfereringar
            14   Medel som erhållits från statens budget för finansiering av bidrag                    0,00         0,00        0,00
            15   Medel som erhållits från myndigheter för finansiering av bidrag                       0,00         0,00        0,00
            16   Övriga erhållna medel för finansiering av bidrag                                      0,00         0,00        0,00
            17   Finansiella intäkter                                                                  0,00         0,00        0,00
            18   Finansiella kostnader                                                                 0,00         0,00        0,00
            19   Avsättning till/upplösning av fonder m.m. för transfereringsändamål                   0,00         0,00        0,00
            20   Lämnade bidrag                                                                        0,00         0,00        0,00
                 Saldo transfereringar                                                                 0,00         0,00        0,00
                 Årets kapitalförändring                                                              47,00       447,00        0,00
                 Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)           0,00         0,00        0,00
                 Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen      0,00         0,00        0,00
                 Avyttring av anläggningstillgångar: ska sluta på noll per avyttring                   0,00         0,00        0,00
                 Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder                 0,00         0,00        0,00

            Stämmer med huvudboken.
        "#]],
    );
}

/// REP-16, PAY-17: both sides are equal; an overdrawn interest account is a debt.
#[test]
fn a_balance_sheet_is_its_hand_summed_lines() {
    check_standard(
        &years("balance-sheet --period 202602"),
        expect![[r#"
            Balansräkning

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202602
            Räkenskapsår                     2026
            Registrerat till och med nummer  11
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                        Ingående              Utgående  Föregående
            Rad  Beskrivning                                                              balans  Förändring    balans          år
            ───  ─────────────────────────────────────────────────────────────────────  ────────  ──────────  ────────  ──────────
                 Tillgångar
                 I. Immateriella anläggningstillgångar
            1    Balanserade utgifter för utveckling                                        0,00        0,00      0,00        0,00
            2    Rättigheter och andra immateriella anläggningstillgångar                   0,00        0,00      0,00        0,00
            3    Förskott avseende immateriella anläggningstillgångar                       0,00        0,00      0,00        0,00
                 Summa immateriella anläggningstillgångar                                   0,00        0,00      0,00        0,00
                 II. Materiella anläggningstillgångar
            4    Byggnader, mark och annan fast egendom                                     0,00        0,00      0,00        0,00
            5    Förbättringsutgifter på annans fastighet                                   0,00        0,00      0,00        0,00
            6    Maskiner, inventarier, installationer m.m.                                 0,00      105,00    105,00        0,00
            7    Pågående nyanläggningar                                                    0,00        0,00      0,00        0,00
            8    Beredskapstillgångar                                                       0,00        0,00      0,00        0,00
            9    Förskott avseende materiella anläggningstillgångar                         0,00        0,00      0,00        0,00
                 Summa materiella anläggningstillgångar                                     0,00      105,00    105,00        0,00
                 III. Finansiella anläggningstillgångar
            10   Andelar i hel- och delägda företag                                         0,00        0,00      0,00        0,00
            11   Andra långfristiga värdepappersinnehav                                     0,00        0,00      0,00        0,00
            12   Långfristiga fordringar hos andra myndigheter                              0,00        0,00      0,00        0,00
            13   Andra långfristiga fordringar                                              0,00        0,00      0,00        0,00
                 Summa finansiella anläggningstillgångar                                    0,00        0,00      0,00        0,00
                 IV. Utlåning
            14   Utlåning                                                                   0,00        0,00      0,00        0,00
                 Summa utlåning                                                             0,00        0,00      0,00        0,00
                 V. Varulager m.m.
            15   Varulager och förråd                                                       0,00        0,00      0,00        0,00
            16   Pågående arbeten                                                           0,00        0,00      0,00        0,00
            17   Fastigheter                                                                0,00        0,00      0,00        0,00
            18   Förskott till leverantörer                                                 0,00        0,00      0,00        0,00
                 Summa varulager m.m.                                                       0,00        0,00      0,00        0,00
                 VI. Kortfristiga fordringar
            19   Kundfordringar                                                           300,00       50,00    350,00      300,00
            20   Fordringar hos andra myndigheter                                           0,00        0,00      0,00        0,00
            21   Övriga fordringar                                                          0,00        0,00      0,00        0,00
                 Summa kortfristiga fordringar                                            300,00       50,00    350,00      300,00
                 VII. Periodavgränsningsposter
            22   Förutbetalda kostnader                                                     0,00        0,00      0,00        0,00
            23   Upplupna bidragsintäkter                                                   0,00        0,00      0,00        0,00
            24   Övriga upplupna intäkter                                                   0,00        0,00      0,00        0,00
                 Summa periodavgränsningsposter                                             0,00        0,00      0,00        0,00
                 VIII. Avräkning med statsverket
            25   Avräkning med statsverket                                              3 000,00        0,00  3 000,00    1 000,00
                 Summa avräkning med statsverket                                        3 000,00        0,00  3 000,00    1 000,00
                 IX. Kortfristiga placeringar
            26   Värdepapper och andelar                                                    0,00        0,00      0,00        0,00
                 Summa kortfristiga placeringar                                             0,00        0,00      0,00        0,00
                 X. Kassa och bank
            27   Behållning räntekonto i Riksgälden                                         0,00        0,00      0,00      100,00
            28   Övriga tillgodohavanden i Riksgälden                                       0,00        0,00      0,00        0,00
            29   Kassa och bank                                                             0,00        0,00      0,00        0,00
                 Summa kassa och bank                                                       0,00        0,00      0,00      100,00
                 Summa tillgångar                                                       3 300,00      155,00  3 455,00    1 400,00
                 Kapital och skulder
                 I. Myndighetskapital
            101  Statskapital                                                               0,00        0,00      0,00        0,00
            102  Uppskrivningskapital                                                       0,00        0,00      0,00        0,00
            103  Donationskapital                                                           0,00        0,00      0,00        0,00
            104  Resultatandelar i dotterföretag och intresseföretag                        0,00        0,00      0,00        0,00
            105  Balanserad kapitalförändring                                           1 000,00        0,00  1 000,00      500,00
            106  Kapitalförändring enligt resultaträkningen                               400,00       47,00    447,00      500,00
                 Summa myndighetskapital                                                1 400,00       47,00  1 447,00    1 000,00
                 II. Fonder
            107  Fonder                                                                     0,00        0,00      0,00        0,00
                 Summa fonder                                                               0,00        0,00      0,00        0,00
                 III. Avsättningar
            108  Avsättningar för pensioner och liknande förpliktelser                      0,00        0,00      0,00        0,00
            109  Övriga avsättningar                                                        0,00        0,00      0,00        0,00
                 Summa avsättningar                                                         0,00        0,00      0,00        0,00
                 IV. Skulder m.m.
            110  Lån i Riksgälden                                                           0,00        0,00      0,00        0,00
            111  Övriga lån                                                                 0,00        0,00      0,00        0,00
            112  Räntekontokredit i Riksgälden                                          1 500,00        0,00  1 500,00        0,00
            113  Övriga krediter i Riksgälden                                               0,00        0,00      0,00        0,00
            114  Skulder till andra myndigheter                                             0,00        0,00      0,00        0,00
            115  Leverantörsskulder                                                       400,00      108,00    508,00      400,00
            116  Övriga skulder                                                             0,00        0,00      0,00        0,00
            117  Depositioner                                                               0,00        0,00      0,00        0,00
            118  Förskott från uppdragsgivare och kunder                                    0,00        0,00      0,00        0,00
                 Summa skulder m.m.                                                     1 900,00      108,00  2 008,00      400,00
                 V. Periodavgränsningsposter
            119  Upplupna kostnader                                                         0,00        0,00      0,00        0,00
            120  Oförbrukade bidrag                                                         0,00        0,00      0,00        0,00
            121  Övriga förutbetalda intäkter                                               0,00        0,00      0,00        0,00
                 Summa periodavgränsningsposter                                             0,00        0,00      0,00        0,00
                 Summa kapital och skulder                                              3 300,00      155,00  3 455,00    1 400,00
                 Ska vara noll: Summa kapital och skulder minus Summa tillgångar            0,00        0,00      0,00        0,00
                 Avyttring av anläggningstillgångar: ska sluta på noll per avyttring        0,00        0,00      0,00        0,00
                 Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder      0,00        0,00      0,00        0,00

            Räntekontot är överdraget med 1 500,00, som står på raden för räntekontokredit.
            Stämmer med huvudboken.
        "#]],
    );
}

/// REP-20, REP-21: by S-code and by account, below the same lines with the same sums.
#[test]
fn lines_are_parted_by_s_code_and_account() {
    check_standard(
        &years(
            "csv income-statement-scode --period 202601..202602
             csv income-statement --period 202601..202602 --by account
             csv balance-sheet-scode --period 202601..202602",
        ),
        expect![[r#"
            "line","s_code","name","period_ore","accumulated_ore","previous_ore"
            ,,"Verksamhetens intäkter",,,
            "1",,"Intäkter av anslag",200000,200000,0
            "1","S3011","Intäkter av anslag",200000,200000,0
            "2",,"Intäkter av avgifter och andra ersättningar",5000,5000,0
            "2","S3111","Avgifter enligt 4 § avgiftsförordningen, publikationer, inomstatliga",5000,5000,0
            "3",,"Intäkter av bidrag",0,0,0
            "4",,"Finansiella intäkter",0,0,0
            ,,"Summa verksamhetens intäkter",205000,205000,0
            ,,"Verksamhetens kostnader",,,
            "5",,"Kostnader för personal",-160000,-160000,0
            "5","S4111","Lön",-120000,-120000,0
            "5","S4511","Arbetsgivaravgifter, lön och arvoden",-40000,-40000,0
            "6",,"Kostnader för lokaler",0,0,0
            "7",,"Övriga driftkostnader",0,0,0
            "8",,"Finansiella kostnader",0,0,0
            "9",,"Avskrivningar och nedskrivningar",-300,-300,0
            "9","S6911","Avskrivningar och nedskrivningar",-300,-300,0
            ,,"Summa verksamhetens kostnader",-160300,-160300,0
            ,,"Verksamhetsutfall",44700,44700,0
            ,,"Resultat från andelar",,,
            "10",,"Resultat från andelar i hel- och delägda företag",0,0,0
            ,,"Uppbördsverksamhet",,,
            "11",,"Intäkter av avgifter m.m. som inte disponeras",0,0,0
            "12",,"Skatteintäkter m.m.",0,0,0
            "13",,"Medel som tillförts statens budget från uppbördsverksamhet",0,0,0
            ,,"Saldo uppbördsverksamhet",0,0,0
            ,,"Transfereringar",,,
            "14",,"Medel som erhållits från statens budget för finansiering av bidrag",0,0,0
            "15",,"Medel som erhållits från myndigheter för finansiering av bidrag",0,0,0
            "16",,"Övriga erhållna medel för finansiering av bidrag",0,0,0
            "17",,"Finansiella intäkter",0,0,0
            "18",,"Finansiella kostnader",0,0,0
            "19",,"Avsättning till/upplösning av fonder m.m. för transfereringsändamål",0,0,0
            "20",,"Lämnade bidrag",0,0,0
            ,,"Saldo transfereringar",0,0,0
            ,,"Årets kapitalförändring",44700,44700,0
            ,,"Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)",0,0,0
            ,,"Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen",0,0,0
            ,,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
            "line","account","name","period_ore","accumulated_ore","previous_ore"
            ,,"Verksamhetens intäkter",,,
            "1",,"Intäkter av anslag",200000,200000,0
            "1","3011","Intäkter av anslag",200000,200000,0
            "2",,"Intäkter av avgifter och andra ersättningar",5000,5000,0
            "2","3111","Avgifter enligt 4 § avgiftsförordningen, publikationer, inomstatliga",5000,5000,0
            "3",,"Intäkter av bidrag",0,0,0
            "4",,"Finansiella intäkter",0,0,0
            ,,"Summa verksamhetens intäkter",205000,205000,0
            ,,"Verksamhetens kostnader",,,
            "5",,"Kostnader för personal",-160000,-160000,0
            "5","4011","Lön och arvoden, anställd personal",-120000,-120000,0
            "5","4511","Arbetsgivaravgifter, lön och arvoden",-40000,-40000,0
            "6",,"Kostnader för lokaler",0,0,0
            "7",,"Övriga driftkostnader",0,0,0
            "8",,"Finansiella kostnader",0,0,0
            "9",,"Avskrivningar och nedskrivningar",-300,-300,0
            "9","69132","Avskrivningar, datorer",-300,-300,0
            ,,"Summa verksamhetens kostnader",-160300,-160300,0
            ,,"Verksamhetsutfall",44700,44700,0
            ,,"Resultat från andelar",,,
            "10",,"Resultat från andelar i hel- och delägda företag",0,0,0
            ,,"Uppbördsverksamhet",,,
            "11",,"Intäkter av avgifter m.m. som inte disponeras",0,0,0
            "12",,"Skatteintäkter m.m.",0,0,0
            "13",,"Medel som tillförts statens budget från uppbördsverksamhet",0,0,0
            ,,"Saldo uppbördsverksamhet",0,0,0
            ,,"Transfereringar",,,
            "14",,"Medel som erhållits från statens budget för finansiering av bidrag",0,0,0
            "15",,"Medel som erhållits från myndigheter för finansiering av bidrag",0,0,0
            "16",,"Övriga erhållna medel för finansiering av bidrag",0,0,0
            "17",,"Finansiella intäkter",0,0,0
            "18",,"Finansiella kostnader",0,0,0
            "19",,"Avsättning till/upplösning av fonder m.m. för transfereringsändamål",0,0,0
            "20",,"Lämnade bidrag",0,0,0
            ,,"Saldo transfereringar",0,0,0
            ,,"Årets kapitalförändring",44700,44700,0
            ,,"Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)",0,0,0
            ,,"Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen",0,0,0
            ,,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
            "line","s_code","name","opening_ore","change_ore","closing_ore","previous_ore"
            ,,"Tillgångar",,,,
            ,,"I. Immateriella anläggningstillgångar",,,,
            "1",,"Balanserade utgifter för utveckling",0,0,0,0
            "2",,"Rättigheter och andra immateriella anläggningstillgångar",0,0,0,0
            "3",,"Förskott avseende immateriella anläggningstillgångar",0,0,0,0
            ,,"Summa immateriella anläggningstillgångar",0,0,0,0
            ,,"II. Materiella anläggningstillgångar",,,,
            "4",,"Byggnader, mark och annan fast egendom",0,0,0,0
            "5",,"Förbättringsutgifter på annans fastighet",0,0,0,0
            "6",,"Maskiner, inventarier, installationer m.m.",0,10500,10500,0
            "6",,"(inget värde)",0,10500,10500,0
            "7",,"Pågående nyanläggningar",0,0,0,0
            "8",,"Beredskapstillgångar",0,0,0,0
            "9",,"Förskott avseende materiella anläggningstillgångar",0,0,0,0
            ,,"Summa materiella anläggningstillgångar",0,10500,10500,0
            ,,"III. Finansiella anläggningstillgångar",,,,
            "10",,"Andelar i hel- och delägda företag",0,0,0,0
            "11",,"Andra långfristiga värdepappersinnehav",0,0,0,0
            "12",,"Långfristiga fordringar hos andra myndigheter",0,0,0,0
            "13",,"Andra långfristiga fordringar",0,0,0,0
            ,,"Summa finansiella anläggningstillgångar",0,0,0,0
            ,,"IV. Utlåning",,,,
            "14",,"Utlåning",0,0,0,0
            ,,"Summa utlåning",0,0,0,0
            ,,"V. Varulager m.m.",,,,
            "15",,"Varulager och förråd",0,0,0,0
            "16",,"Pågående arbeten",0,0,0,0
            "17",,"Fastigheter",0,0,0,0
            "18",,"Förskott till leverantörer",0,0,0,0
            ,,"Summa varulager m.m.",0,0,0,0
            ,,"VI. Kortfristiga fordringar",,,,
            "19",,"Kundfordringar",30000,5000,35000,30000
            "19","S1510","Kundfordringar",30000,5000,35000,30000
            "20",,"Fordringar hos andra myndigheter",0,0,0,0
            "21",,"Övriga fordringar",0,0,0,0
            ,,"Summa kortfristiga fordringar",30000,5000,35000,30000
            ,,"VII. Periodavgränsningsposter",,,,
            "22",,"Förutbetalda kostnader",0,0,0,0
            "23",,"Upplupna bidragsintäkter",0,0,0,0
            "24",,"Övriga upplupna intäkter",0,0,0,0
            ,,"Summa periodavgränsningsposter",0,0,0,0
            ,,"VIII. Avräkning med statsverket",,,,
            "25",,"Avräkning med statsverket",100000,200000,300000,100000
            "25","S1750","Ingående saldo, anslag (räntebärande flöde)",100000,0,100000,0
            "25","S1751","Avräkning mot anslag, utgifter (räntebärande flöde)",0,200000,200000,100000
            ,,"Summa avräkning med statsverket",100000,200000,300000,100000
            ,,"IX. Kortfristiga placeringar",,,,
            "26",,"Värdepapper och andelar",0,0,0,0
            ,,"Summa kortfristiga placeringar",0,0,0,0
            ,,"X. Kassa och bank",,,,
            "27",,"Behållning räntekonto i Riksgälden",10000,-10000,0,10000
            "27","S1910","Behållning räntekonto i Riksgälden",10000,-10000,0,10000
            "28",,"Övriga tillgodohavanden i Riksgälden",0,0,0,0
            "29",,"Kassa och bank",0,0,0,0
            ,,"Summa kassa och bank",10000,-10000,0,10000
            ,,"Summa tillgångar",140000,205500,345500,140000
            ,,"Kapital och skulder",,,,
            ,,"I. Myndighetskapital",,,,
            "101",,"Statskapital",0,0,0,0
            "102",,"Uppskrivningskapital",0,0,0,0
            "103",,"Donationskapital",0,0,0,0
            "104",,"Resultatandelar i dotterföretag och intresseföretag",0,0,0,0
            "105",,"Balanserad kapitalförändring",100000,0,100000,50000
            "105","S2070","Balanserad kapitalförändring",100000,0,100000,50000
            "106",,"Kapitalförändring enligt resultaträkningen",0,44700,44700,50000
            "106","S2090","Kapitalförändring enligt resultaträkningen",0,44700,44700,50000
            ,,"Summa myndighetskapital",100000,44700,144700,100000
            ,,"II. Fonder",,,,
            "107",,"Fonder",0,0,0,0
            ,,"Summa fonder",0,0,0,0
            ,,"III. Avsättningar",,,,
            "108",,"Avsättningar för pensioner och liknande förpliktelser",0,0,0,0
            "109",,"Övriga avsättningar",0,0,0,0
            ,,"Summa avsättningar",0,0,0,0
            ,,"IV. Skulder m.m.",,,,
            "110",,"Lån i Riksgälden",0,0,0,0
            "111",,"Övriga lån",0,0,0,0
            "112",,"Räntekontokredit i Riksgälden",0,150000,150000,0
            "112","S2540","Räntekontokredit i Riksgälden",0,150000,150000,0
            "113",,"Övriga krediter i Riksgälden",0,0,0,0
            "114",,"Skulder till andra myndigheter",0,0,0,0
            "115",,"Leverantörsskulder",40000,10800,50800,40000
            "115","S2581","Leverantörsskulder",40000,10800,50800,40000
            "116",,"Övriga skulder",0,0,0,0
            "117",,"Depositioner",0,0,0,0
            "118",,"Förskott från uppdragsgivare och kunder",0,0,0,0
            ,,"Summa skulder m.m.",40000,160800,200800,40000
            ,,"V. Periodavgränsningsposter",,,,
            "119",,"Upplupna kostnader",0,0,0,0
            "120",,"Oförbrukade bidrag",0,0,0,0
            "121",,"Övriga förutbetalda intäkter",0,0,0,0
            ,,"Summa periodavgränsningsposter",0,0,0,0
            ,,"Summa kapital och skulder",140000,205500,345500,140000
            ,,"Ska vara noll: Summa kapital och skulder minus Summa tillgångar",0,0,0,0
            ,,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0,0
            ,,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0,0
        "#]],
    );
}

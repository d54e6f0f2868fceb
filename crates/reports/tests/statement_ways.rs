//! How statements are asked for: by whom, as of when, narrowed, in both languages, in both rule sets.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]
#![allow(clippy::inconsistent_digit_grouping, reason = "the last two digits are öre")]

use crate::books;

use books::{Books, check_standard, table, told_by_standard, written};
use expect_test::expect;
use kameral_base::Pattern;
use kameral_ledger::model::{Dimension, DimensionValue, Relation, RelationValue, RuleSet};
use kameral_ledger::register::Change;
use kameral_reports::{Format, Reconciles, RowKind, Table, Value, catalogue};
use kameral_store::testing::each_migrated;

const SPRING: &str = "
    2026-01-10 Anslag | 1751 FIN=10 2000,00 | 3011 FIN=10 ORG=100 -2000,00
    2026-01-11 Löner | 4011 FIN=10 ORG=100 1200,00 | 1910 -1200,00
    2026-02-11 Löner | 4011 FIN=10 ORG=210 400,00 | 1910 ORG=210 -400,00
    2026-02-12 Bidrag | 7711 FIN=11 ORG=210 300,00 | 1794 -300,00
";

/// Every report whose rows come whole.
const NAMES: [&str; 12] = [
    "income-statement",
    "balance-sheet",
    "income-statement-scode",
    "balance-sheet-scode",
    "state-account",
    "cash-flow",
    "capital-change",
    "real-economic-distribution",
    "appropriation-matrix",
    "nine-accounts",
    "donations",
    "fee-follow-up",
];

/// Those of them that are about a part of the books.
const PARTS: [&str; 2] = ["donations", "fee-follow-up"];

fn each_standard(rules: RuleSet, test: impl Fn(&Books)) {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        test(&Books::standard(store, "1098", rules));
    });
}

fn cells(table: &Table) -> Vec<(RowKind, Vec<Value>)> {
    table.rows.iter().map(|row| (row.kind, row.cells.clone())).collect()
}

/// Peers §3 row 6: whoever may see a part gets, in every report, what the same condition gives to
/// someone who may see everything; a part of the interest account is no credit.
#[test]
fn a_scope_shows_what_the_same_filter_shows() {
    each_standard(RuleSet::State, |books| {
        books.play(SPRING);
        let user = books.user("eva", &[("ORG", "2*")]);
        for name in NAMES {
            let line = format!("{name} --period 202601..202602");
            let seen = table(&user, &line);
            let same = table(&books.cx, &format!("{line} --where ORG=2*"));
            let whole = table(&books.cx, &line);
            assert_eq!(cells(&seen), cells(&same), "{name}");
            assert!(seen.head.scope.is_some() && same.head.scope.is_none(), "{name}");
            assert!(!matches!(seen.tail.reconciles, Reconciles::Differs { .. }), "{name}");
            let is_part = matches!(whole.tail.reconciles, Reconciles::Part { .. });
            let expected = PARTS.contains(&name);
            assert!(is_part == expected, "{name}");
            assert!(is_part || whole.tail.reconciles == Reconciles::Agrees, "{name}");
        }
        let none = books.user("kim", &[("ORG", "999")]);
        let balance = table(&none, "balance-sheet --period 202601..202602");
        let is_zero = |value: &Value| match value {
            Value::Amount(amount) => amount.is_zero(),
            _ => true,
        };
        assert!(balance.rows.iter().all(|row| row.cells.iter().all(is_zero)));
    });
}

/// *As it was known then*: every report as of an earlier place is the report that was taken there.
#[test]
fn as_of_a_place_equals_the_report_taken_there() {
    each_standard(RuleSet::State, |books| {
        books.play(SPRING);
        let of = |name: &str, as_of: &str| {
            written(
                &books.cx,
                &format!("{name} --period 202601..202602{as_of}"),
                Format::Json,
            )
            .replace("\"as_of_asked\":true", "\"as_of_asked\":false")
        };
        let then = NAMES.map(|name| of(name, ""));
        books.play("2026-02-20 El | 5531 FIN=10 99,00 | 1910 -99,00");
        for (name, then) in NAMES.iter().zip(then) {
            assert_ne!(of(name, ""), then, "{name}");
            assert_eq!(of(name, " --as-of 4"), then, "{name}");
        }
    });
}

/// What a statement does not offer is refused, and so is a report that only agencies have.
#[test]
fn what_a_statement_does_not_offer_is_refused() {
    let told = told_by_standard(RuleSet::Municipal, |books| {
        [
            "income-statement --quantities",
            "balance-sheet --after r5",
            "nine-accounts --by ORG",
            "state-account",
            "cash-flow",
            "real-economic-distribution",
            "settlement-specification",
            "donations",
            "fee-follow-up",
        ]
        .map(|line| written(&books.cx, line, Format::Csv))
        .concat()
    });
    expect![[r#"
        report_not_offered (quantities): Rapporten income-statement har inget val quantities. Ta bort det.
        report_place_malformed (after): r5 är ingen plats i den här rapporten. Ta ut rapporten från början.
        report_not_offered (by): Rapporten nine-accounts har inget val by. Ta bort det.
        report_other_rules (name): Rapporten state-account finns inte för regelverket municipal. Välj en annan rapport.
        report_other_rules (name): Rapporten cash-flow finns inte för regelverket municipal. Välj en annan rapport.
        report_other_rules (name): Rapporten real-economic-distribution finns inte för regelverket municipal. Välj en annan rapport.
        report_other_rules (name): Rapporten settlement-specification finns inte för regelverket municipal. Välj en annan rapport.
        report_other_rules (name): Rapporten donations finns inte för regelverket municipal. Välj en annan rapport.
        report_other_rules (name): Rapporten fee-follow-up finns inte för regelverket municipal. Välj en annan rapport.
    "#]].assert_eq(&told);
}

/// Both languages, and a rule set without S-codes: the lines of a municipality.
#[test]
fn the_statements_of_a_municipality_in_english() {
    let story = "
        2026-01-10 Skatt | 1930 500,00 | 8010 -500,00
        2026-01-11 El | 7110 120,00 | 1930 -120,00
        income-statement --period 202601 --language en
        csv balance-sheet --period 202601 --language en
        csv capital-change --period 202601";
    expect![[r#"
        Income statement

        Entity                   1098 Strandskyddsnämnden
        Period                   202601
        Fiscal year              2026
        Registered up to number  2
        Made                     2026-06-30 12:00 UTC, operator
        Amounts in               SEK

                                                                                                            The  Accumulated  Previous
        Line  Description                                                                                period  in the year      year
        ────  ────────────────────────────────────────────────────────────────────────────────────────  ───────  ───────────  ────────
              Operation
        1     Operating revenue                                                                            0,00         0,00      0,00
        2     Operating costs                                                                           -120,00      -120,00      0,00
        3     Depreciation                                                                                 0,00         0,00      0,00
              Net operating costs                                                                       -120,00      -120,00      0,00
              Taxes and state grants
        4     Tax revenue                                                                                500,00       500,00      0,00
        5     General state grants and equalisation                                                        0,00         0,00      0,00
              Result of the operation                                                                    380,00       380,00      0,00
              Financial and extraordinary items
        6     Financial income                                                                             0,00         0,00      0,00
        7     Financial costs                                                                              0,00         0,00      0,00
              Result after financial items                                                               380,00       380,00      0,00
        8     Extraordinary items                                                                          0,00         0,00      0,00
              Result for the year                                                                        380,00       380,00      0,00
              Must be zero: Result for the year less Result for the year (8999)                            0,00         0,00      0,00
              Must be zero: capital change for the year in the balance sheet less the income statement     0,00         0,00      0,00
              Internal events: class 9 must come to zero                                                   0,00         0,00      0,00

        Agrees with the general ledger.
        "line","name","opening_ore","change_ore","closing_ore","previous_ore"
        ,"Assets",,,,
        ,"Fixed assets",,,,
        "1","Intangible assets",0,0,0,0
        "2","Land, buildings and technical plant",0,0,0,0
        "3","Machinery and equipment",0,0,0,0
        "4","Financial fixed assets",0,0,0,0
        ,"Total fixed assets",0,0,0,0
        ,"Contributions to infrastructure",,,,
        "5","Contributions to infrastructure",0,0,0,0
        ,"Current assets",,,,
        "6","Stores and land development",0,0,0,0
        "7","Receivables",0,0,0,0
        "8","Short-term investments",0,0,0,0
        "9","Cash and bank",0,38000,38000,0
        ,"Total current assets",0,38000,38000,0
        ,"Total assets",0,38000,38000,0
        ,"Capital and liabilities",,,,
        ,"Equity",,,,
        "101","Result for the year",0,38000,38000,0
        "102","Result equalisation reserve",0,0,0,0
        "103","Other equity",0,0,0,0
        ,"Total equity",0,38000,38000,0
        ,"Provisions",,,,
        "104","Provisions for pensions",0,0,0,0
        "105","Other provisions",0,0,0,0
        ,"Total provisions",0,0,0,0
        ,"Liabilities",,,,
        "106","Long-term liabilities",0,0,0,0
        "107","Current liabilities",0,0,0,0
        ,"Total liabilities",0,0,0,0
        ,"Total equity, provisions and liabilities",0,38000,38000,0
        ,"Must be zero: Total equity, provisions and liabilities less Total assets",0,0,0,0
        ,"Internal events: class 9 must come to zero",0,0,0,0
        "VERKSAMHET","VERKSAMHET_name","opening_ore","moved_ore","change_ore","closing_ore"
        ,"(inget värde)",0,0,38000,38000
        ,"Ska vara noll: utgående balans minus balansräkningens rader",0,0,0,0
    "#]].assert_eq(&told_by_standard(RuleSet::Municipal, |books| books.play(story)));
}

/// DEF-03, REP-15: narrowed by a dimension, and parted by one: each part is its own column of the whole.
#[test]
fn a_statement_by_organisation() {
    check_standard(
        &format!(
            "{SPRING}
             csv income-statement --period 202601..202602 --by ORG
             csv income-statement --period 202601..202602 --where ORG=210"
        ),
        expect![[r#"
            "line","ORG","name","period_ore","accumulated_ore","previous_ore"
            ,,"Verksamhetens intäkter",,,
            "1",,"Intäkter av anslag",200000,200000,0
            "1","100","Ledning",200000,200000,0
            "2",,"Intäkter av avgifter och andra ersättningar",0,0,0
            "3",,"Intäkter av bidrag",0,0,0
            "4",,"Finansiella intäkter",0,0,0
            ,,"Summa verksamhetens intäkter",200000,200000,0
            ,,"Verksamhetens kostnader",,,
            "5",,"Kostnader för personal",-160000,-160000,0
            "5","100","Ledning",-120000,-120000,0
            "5","210","Norra distriktet",-40000,-40000,0
            "6",,"Kostnader för lokaler",0,0,0
            "7",,"Övriga driftkostnader",0,0,0
            "8",,"Finansiella kostnader",0,0,0
            "9",,"Avskrivningar och nedskrivningar",0,0,0
            ,,"Summa verksamhetens kostnader",-160000,-160000,0
            ,,"Verksamhetsutfall",40000,40000,0
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
            "20",,"Lämnade bidrag",-30000,-30000,0
            "20","210","Norra distriktet",-30000,-30000,0
            ,,"Saldo transfereringar",-30000,-30000,0
            ,,"Årets kapitalförändring",10000,10000,0
            ,,"Ska vara noll: Årets kapitalförändring minus Årets kapitalförändring (8999)",0,0,0
            ,,"Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen",0,0,0
            ,,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
            "line","name","period_ore","accumulated_ore","previous_ore"
            ,"Verksamhetens intäkter",,,
            "1","Intäkter av anslag",0,0,0
            "2","Intäkter av avgifter och andra ersättningar",0,0,0
            "3","Intäkter av bidrag",0,0,0
            "4","Finansiella intäkter",0,0,0
            ,"Summa verksamhetens intäkter",0,0,0
            ,"Verksamhetens kostnader",,,
            "5","Kostnader för personal",-40000,-40000,0
            "6","Kostnader för lokaler",0,0,0
            "7","Övriga driftkostnader",0,0,0
            "8","Finansiella kostnader",0,0,0
            "9","Avskrivningar och nedskrivningar",0,0,0
            ,"Summa verksamhetens kostnader",-40000,-40000,0
            ,"Verksamhetsutfall",-40000,-40000,0
            ,"Resultat från andelar",,,
            "10","Resultat från andelar i hel- och delägda företag",0,0,0
            ,"Uppbördsverksamhet",,,
            "11","Intäkter av avgifter m.m. som inte disponeras",0,0,0
            "12","Skatteintäkter m.m.",0,0,0
            "13","Medel som tillförts statens budget från uppbördsverksamhet",0,0,0
            ,"Saldo uppbördsverksamhet",0,0,0
            ,"Transfereringar",,,
            "14","Medel som erhållits från statens budget för finansiering av bidrag",0,0,0
            "15","Medel som erhållits från myndigheter för finansiering av bidrag",0,0,0
            "16","Övriga erhållna medel för finansiering av bidrag",0,0,0
            "17","Finansiella intäkter",0,0,0
            "18","Finansiella kostnader",0,0,0
            "19","Avsättning till/upplösning av fonder m.m. för transfereringsändamål",0,0,0
            "20","Lämnade bidrag",-30000,-30000,0
            ,"Saldo transfereringar",-30000,-30000,0
            ,"Årets kapitalförändring",-70000,-70000,0
            ,"Avyttring av anläggningstillgångar: ska sluta på noll per avyttring",0,0,0
            ,"Interna händelser: klass 9 ska sluta på noll och löses upp på S-koder",0,0,0
        "#]],
    );
}

/// PAY-17: a part of the interest account may be negative without the account being overdrawn.
#[test]
fn a_part_of_the_interest_account_is_no_credit() {
    each_standard(RuleSet::State, |books| {
        books.play(SPRING);
        let closing = |line: &str, number: &str| {
            let balance = table(&books.cx, line);
            let row = balance
                .rows
                .iter()
                .find(|row| row.cells[0] == Value::Text(number.to_owned()));
            row.map(|row| row.cells[4].clone())
        };
        let amount = |ore: i64| Some(Value::Amount(kameral_base::Ore::new(ore)));
        let part = "balance-sheet --period 202601..202602 --where ORG=210";
        assert_eq!(
            (closing(part, "27"), closing(part, "112")),
            (amount(-400_00), amount(0))
        );
        let whole = "balance-sheet --period 202601..202602";
        assert_eq!(
            (closing(whole, "27"), closing(whole, "112")),
            (amount(0), amount(1600_00))
        );
    });
}

/// EM-31: an account that a changed form has on two lines is counted twice, and the statement says so.
#[test]
fn an_account_on_two_lines_is_told() {
    each_standard(RuleSet::State, |books| {
        books.play(SPRING);
        let lines = kameral_ledger::standard::changes(RuleSet::State).expect("the standard configuration");
        let line = lines.into_iter().find_map(|change| match change {
            Change::Statement(line) if line.statement == "income" && line.line_no == 6 => Some(line),
            _ => None,
        });
        let twice = kameral_ledger::model::StatementLine {
            part: 9,
            account_from: "4011".to_owned(),
            account_to: "4011".to_owned(),
            ..line.expect("a line")
        };
        books.change(&[Change::Statement(twice)]);
        for name in ["income-statement", "balance-sheet"] {
            let found = table(&books.cx, &format!("{name} --period 202601..202602"));
            let by = kameral_base::Ore::new(1600_00);
            assert_eq!(found.tail.reconciles, Reconciles::Differs { by }, "{name}");
        }
    });
}

/// APR-21: with a dimension of appropriations, derived from the financier, that is what counts; a revenue
/// title of the same dimension is other financing.
#[test]
fn appropriations_are_those_of_the_derived_dimension() {
    let told = told_by_standard(RuleSet::State, |books| {
        let pair = |from: &str, to: &str| RelationValue {
            from: Pattern::parse(from).expect("a pattern"),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        };
        books.change(&[Change::Relation(Relation {
            relation: "anslag".to_owned(),
            from_dimension: "FIN".to_owned(),
            name: "Anslag".to_owned(),
            name_en: String::new(),
            values: vec![pair("10,11", "UO5-1:1"), pair("90", "2811")],
        })]);
        books.change(&[Change::Dimension(Dimension {
            indirect: true,
            derived_by: "anslag".to_owned(),
            ..Dimension::plain(8, "ANSL", "Anslag")
        })]);
        let mut title = DimensionValue::plain(4, "90", "Inkomsttitel");
        title.attributes = serde_json::json!({ "financing_form": "revenue_title" });
        books.change(&[
            Change::Value(title),
            Change::Value(DimensionValue::plain(8, "UO5-1:1", "Strandskydd")),
            Change::Value(DimensionValue::plain(8, "2811", "Offentligrättsliga avgifter")),
        ]);
        books.play("2026-01-12 Uppbörd | 1511 80,00 | 7011 -80,00 | 7211 FIN=90 80,00 | 1721 FIN=90 -80,00");
        books.play(&format!(
            "{SPRING}
             csv appropriation-matrix --period 202601..202602
             csv real-economic-distribution --period 202601..202602"
        ))
    });
    expect![[r#"
        "s_code","name","whole_ore","appropriation_UO5-1:1_ore","other_ore"
        "S4111","Lön",160000,160000,0
        "S7211","Medel som tillförts statens budget från uppbördsverksamhet",8000,0,8000
        "S7711","Lämnade bidrag till statliga myndigheter (exkl. affärsverk)",30000,30000,0
        ,"Fördelat på S-koder",198000,190000,8000
        ,"Redovisat mot anslag",200000,200000,0
        ,"Skillnad: redovisat mot anslag minus fördelat",10000,10000,
        ,"Ska vara noll: 9-konton som inte kunnat lösas upp",0,,
        "appropriation","s_code","name","booked_ore","dissolved_ore","outturn_ore"
        ,,"Hela verksamheten",,,
        ,"S3011","Intäkter av anslag",-200000,0,-200000
        ,"S4111","Lön",160000,0,160000
        ,"S7011","Avgifter m.m. som inte disponeras, inomstatliga",-8000,0,-8000
        ,"S7211","Medel som tillförts statens budget från uppbördsverksamhet",8000,0,8000
        ,"S7711","Lämnade bidrag till statliga myndigheter (exkl. affärsverk)",30000,0,30000
        ,,"Summa hela verksamheten",-10000,0,-10000
        ,,"UO5-1:1 Strandskydd",,,
        "UO5-1:1","S4111","Lön",160000,0,160000
        "UO5-1:1","S7711","Lämnade bidrag till statliga myndigheter (exkl. affärsverk)",30000,0,30000
        ,,"Fördelat på S-koder",190000,0,190000
        "UO5-1:1",,"Redovisat mot anslag",,,200000
        "UO5-1:1",,"Skillnad: redovisat mot anslag minus fördelat",,,10000
        ,,"Annan finansiering",,,
        ,"S7211","Medel som tillförts statens budget från uppbördsverksamhet",8000,0,8000
        ,,"Fördelat på S-koder",8000,0,8000
        ,,"Ska vara noll: 9-konton som inte kunnat lösas upp",,,0
    "#]]
    .assert_eq(&told);
}

/// REP-15: every sentence of every report is there in both languages.
#[test]
fn every_report_is_told_in_both_languages() {
    each_standard(RuleSet::State, |books| {
        books.play(SPRING);
        assert!(
            NAMES
                .iter()
                .all(|name| catalogue().iter().any(|entry| entry.name == *name))
        );
        for name in NAMES {
            for language in ["sv", "en"] {
                let told = written(
                    &books.cx,
                    &format!("{name} --period 202602 --language {language}"),
                    Format::Text,
                );
                assert!(!told.contains("report-"), "{name} in {language}: {told}");
            }
        }
    });
}

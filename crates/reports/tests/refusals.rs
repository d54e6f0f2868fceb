//! Why a report is not made: all that is wrong is told at once, with what to do.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::check;
use expect_test::expect;

#[test]
fn what_cannot_be_read() {
    check(
        "nonsense --period 2026 --where ORG --where ORG=4..5* --where =1 --by /x --as-of x --voucher x --after r1 --limit 0
         trial-balance --where ORG=!
         trial-balance --voucher A-2026-1 --after j4 --as-of -1
         journal --by ORG --quantities true
         voucher",
        expect![[r#"
            report_unknown (name): Det finns ingen rapport nonsense. Välj bland trial-balance, general-ledger, journal, account-specification, voucher, income-statement, balance-sheet, income-statement-scode, balance-sheet-scode, state-account, cash-flow, capital-change, real-economic-distribution, appropriation-matrix, nine-accounts, appropriation-specification, capital-specification, state-capital-specification, settlement-specification, appropriation, revenue-titles, commitments, donations, fee-follow-up.
            report_period_malformed (period): 2026 är ingen period. Skriv 202603, eller från och till: 202601..202612.
            report_filter_malformed (where): Urvalet ORG går inte att läsa. Skriv koddel, likhetstecken och mönster: ORG=45?8.
            report_pattern_malformed (where): Mönstret 4..5* för ORG går inte att läsa. Skriv ett värde, 45?8, 4*, 4011-4999, flera med komma emellan, "10-20" för precis det, eller ! framför det som inte ska med.
            report_filter_malformed (where): Urvalet =1 går inte att läsa. Skriv koddel, likhetstecken och mönster: ORG=45?8.
            report_by_malformed (by): Det går inte att dela på /x. Skriv koddelar med komma emellan: account,ORG.
            report_as_of_malformed (as-of): x är inget nummer i registreringsordningen. Numret står på varje rapport.
            report_voucher_malformed (voucher): x är inget verifikationsnummer. Skriv serie, räkenskapsår och nummer: A-2026-17.
            report_limit_malformed (limit): 0 är inget antal rader. Skriv ett tal från 1 till 10 000.
            report_pattern_malformed (where): Mönstret ! för ORG går inte att läsa. Skriv ett värde, 45?8, 4*, 4011-4999, flera med komma emellan, "10-20" för precis det, eller ! framför det som inte ska med.
            report_as_of_malformed (as-of): -1 är inget nummer i registreringsordningen. Numret står på varje rapport.
            report_place_malformed (after): j4 är ingen plats i den här rapporten. Ta ut rapporten från början.
            report_not_offered (voucher): Rapporten trial-balance har inget val voucher. Ta bort det.
            report_not_offered (by): Rapporten journal har inget val by. Ta bort det.
            report_not_offered (quantities): Rapporten journal har inget val quantities. Ta bort det.
            report_voucher_missing (voucher): Säg vilken verifikation som ska visas: A-2026-17.
        "#]],
    );
}

#[test]
fn what_the_model_does_not_have() {
    check(
        "trial-balance --period 202401
         trial-balance --period 202506..202603
         trial-balance --period 202601 --where PRJ=1 --by KST,ORG
         trial-balance --period 202601 --where ORG/TRÄD=1
         trial-balance --period 202601 --where FIN/TREE=1
         trial-balance --period 202601 --where KONTO/0=1 --by account/x
         trial-balance --period 202601 --where ORG/TREE=öst
         trial-balance --period 202601 --where ORG/TREE/2=fält
         trial-balance --period 202601 --by ORG/TREE
         trial-balance --period 202601 --by ORG/TREE/5
         trial-balance --period 202601 --as-of 1
         voucher --voucher A-2026-1",
        expect![[r#"
            report_period_outside_years (period): Perioden 202401 ligger inte i något räkenskapsår. Det finns 202501..202512, 202601..202612.
            report_range_over_years (period): 202506..202603 ligger i två räkenskapsår, och saldon börjar om mellan dem. Ta ut 202506..202512 och 202601..202603 var för sig.
            report_dimension_unknown (where): Det finns ingen koddel PRJ. Välj bland KONTO, ORG, FIN, PROJ, PROGRAM, AREA.
            report_dimension_unknown (where): Det finns ingen koddel KST. Välj bland KONTO, ORG, FIN, PROJ, PROGRAM, AREA.
            report_part_unknown (where): ORG/TRÄD finns inte. Efter snedstrecket går det att skriva TREE.
            report_part_unknown (where): FIN/TREE finns inte. Efter snedstrecket går det att skriva –.
            report_part_unknown (where): KONTO/0 finns inte. Efter snedstrecket går det att skriva 1, 2, 3, S.
            report_part_unknown (where): KONTO/x finns inte. Efter snedstrecket går det att skriva 1, 2, 3, S.
            report_node_unknown (where): Ingen nod öst finns i ORG/TREE. Välj en nod i hierarkin.
            report_node_unknown (where): Ingen nod fält finns i ORG/TREE/2. Välj en nod i hierarkin.
            report_by_hierarchy (by): ORG/TREE anger ingen nivå i hierarkin. Skriv en nivå, från ORG/TREE/1 överst till ORG/TREE/4.
            report_by_hierarchy (by): ORG/TREE/5 anger ingen nivå i hierarkin. Skriv en nivå, från ORG/TREE/1 överst till ORG/TREE/4.
            report_as_of_beyond_end (as-of): Registreringsordningen slutar på 0, så 1 finns inte än. Välj ett lägre nummer.
            report_voucher_unknown (voucher): Det finns ingen verifikation A-2026-1 som du får se. Kontrollera serie, år och nummer.
        "#]],
    );
}

/// Every refusal has words in both languages with every argument, and a name that matches its key.
#[test]
fn every_refusal_has_words() {
    use kameral_base::Refusal;
    use kameral_reports::{ReportRefusal as R, words};
    use kameral_ui::Language;
    let text = || "x".to_owned();
    let period = kameral_base::Period::parse("202603").unwrap();
    let all = [
        R::ReportUnknown {
            name: text(),
            known: text(),
        },
        R::PeriodMalformed { period: text() },
        R::FilterMalformed { filter: text() },
        R::PatternMalformed {
            key: text(),
            pattern: text(),
        },
        R::ByMalformed { by: text() },
        R::AsOfMalformed { as_of: text() },
        R::VoucherMalformed { voucher: text() },
        R::PlaceMalformed { after: text() },
        R::LimitMalformed {
            limit: text(),
            max: 10_000,
        },
        R::NotOffered {
            report: "journal",
            option: "by",
        },
        R::VoucherMissing,
        R::YearsMissing,
        R::PeriodOutsideYears { period, years: text() },
        R::RangeOverYears {
            period: text(),
            first: text(),
            second: text(),
        },
        R::DimensionUnknown {
            dimension: text(),
            known: text(),
        },
        R::PartUnknown {
            key: text(),
            known: text(),
        },
        R::NodeUnknown {
            key: text(),
            node: text(),
        },
        R::ByHierarchy {
            key: text(),
            first: text(),
            last: text(),
        },
        R::AsOfBeyondEnd { as_of: 9, end: 8 },
        R::VoucherUnknown { voucher: text() },
    ];
    for refusal in all {
        let sentence = refusal.sentence();
        assert_eq!(sentence.key, format!("refusal-{}", refusal.name().replace('_', "-")));
        for language in Language::ALL {
            // A missing text or argument panics here.
            assert!(!words(language).sentence(&sentence).is_empty());
        }
        assert!(refusal.place().field.is_some(), "{refusal:?}");
    }
}

//! Bank files by others: what each gives, or why it is refused. Left out with a message where the
//! corpus is not at hand.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use std::path::{Path, PathBuf};

use expect_test::expect;
use kameral_formats::iso20022::camt::{self, Item};
use kameral_formats::iso20022::{LineMistake, pain001, pain002};

fn corpus() -> Option<PathBuf> {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/iso20022"));
    if !corpus.exists() {
        println!("no corpus of bank files here; nothing was tested");
        return None;
    }
    Some(corpus)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            found.push(path);
        }
    }
}

/// The corpus's files whose contents mention the message, each with its name.
fn mentioning(corpus: &Path, message: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    files(corpus, &mut paths);
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let bytes = std::fs::read(&path).expect("a file");
        let name = path.strip_prefix(corpus).expect("within").display().to_string();
        let short: Vec<&str> = name.split('/').collect();
        (format!("{}/{}", short[0], short[short.len() - 1]), bytes)
    });
    let mentions = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(message);
    files.filter(|(_, bytes)| mentions(bytes)).collect()
}

fn refused(mistakes: &[LineMistake]) -> String {
    let first = &mistakes[0];
    let path = first.field.as_deref().unwrap_or("-");
    format!(
        "refused ×{}: {} {path}: {:?}",
        mistakes.len(),
        first.line,
        first.mistake
    )
}

#[test]
fn statements_and_notifications_of_many_banks() {
    let Some(corpus) = corpus() else { return };
    let mut told = String::new();
    for message in ["camt.053", "camt.054"] {
        for (name, bytes) in mentioning(&corpus, &format!("tech:xsd:{message}")) {
            let mut reader = camt::Reader::new(bytes.as_slice());
            let mut booked = Vec::new();
            while let Some(item) = reader.next().expect("it is read") {
                if let Item::Line(line) = item {
                    booked.push(line.amount.to_string());
                }
            }
            let report = reader.finish().expect("it is read");
            let outcome = if report.errors.is_empty() {
                let counts = report.counts;
                let (message, version) = report.message.expect("a message");
                format!(
                    "{message:?} {version}: {} statements, {} lines, {} transactions",
                    counts.statements, counts.lines, counts.transactions
                )
            } else {
                refused(&report.errors)
            };
            told += &format!("{name}\n    {outcome}\n");
        }
    }
    expect![[r#"
        moov-io__iso20022/FI_camt_053_sample.xml.xml
            Statement 2: 1 statements, 10 lines, 12 transactions
        moov-io__iso20022/camt.053_P_CH2909000000250094239_1110092698_0_2020112503071366.xml
            refused ×2: 41 Document/BkToCstmrStmt/Stmt/Bal[2]: BalanceDiffers { stated: "215112.21", reckoned: "216649.21" }
        moov-io__iso20022/statement_1.xml
            refused ×1: 19 Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN: AccountMalformed { value: "LT007180000000000000", kind: "IBAN" }
        prowide__prowide-iso20022/camt.053.001.07.xml
            refused ×1: 1 message: OtherMessage { namespace: "", expected: "camt.053.001, camt.054.001" }
        svapnil__iso20022.js/example_camt.xml
            Statement 2: 1 statements, 13 lines, 26 transactions
        svapnil__iso20022.js/camt_053_uk_v2_1.xml
            refused ×4: 137 Document/BkToCstmrStmt/Stmt[2]/Bal[2]: BalanceDiffers { stated: "334425126.42", reckoned: "334425018.07" }
        svapnil__iso20022.js/camt_053_uk_v2_2.xml
            refused ×4: 137 Document/BkToCstmrStmt/Stmt[2]/Bal[2]: BalanceDiffers { stated: "334425126.42", reckoned: "334425018.07" }
        svapnil__iso20022.js/camt_053_uk_v2_virtual_accounts.xml
            refused ×4: 137 Document/BkToCstmrStmt/Stmt[2]/Bal[2]: BalanceDiffers { stated: "334425126.42", reckoned: "334425018.07" }
        svapnil__iso20022.js/camt_053_us_v2_sample.xml
            refused ×1: 460 Document/BkToCstmrStmt/Stmt/Ntry[8]/Amt: CurrencyNotAllowed { currency: "EUR", allowed: "USD" }
        svapnil__iso20022.js/example_camt.xml
            Statement 2: 1 statements, 9 lines, 7 transactions
        viafintech__camt_parser/valid_example.xml
            Statement 2: 1 statements, 4 lines, 5 transactions
        viafintech__camt_parser/valid_example_v4.xml
            Statement 4: 1 statements, 13 lines, 32 transactions
        viafintech__camt_parser/valid_example_v8.xml
            refused ×1: 31 Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN: AccountMalformed { value: "CH1111111111111111111", kind: "IBAN" }
        viafintech__camt_parser/valid_example_with_batch.xml
            refused ×1: 17 Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN: AccountMalformed { value: "NL18INGB00012345678", kind: "IBAN" }
        viafintech__camt_parser/valid_example_with_datetime.xml
            refused ×7: 8 Document/BkToCstmrStmt/Stmt: Missing { element: "Bal (OPBD)" }
        viafintech__camt_parser/valid_example_with_debit.xml
            refused ×1: 48 Document/BkToCstmrStmt/Stmt/Bal[2]: BalanceDiffers { stated: "23.06", reckoned: "-43.06" }
        viafintech__camt_parser/valid_example_with_instdamt.xml
            refused ×2: 26 Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN: AccountMalformed { value: "CH9788761065025111111", kind: "IBAN" }
        viafintech__camt_parser/valid_example_with_other_id.xml
            refused ×1: 13 Document/BkToCstmrStmt/Stmt: Missing { element: "Bal (OPBD)" }
        viafintech__camt_parser/valid_namespace.xml
            refused ×1: 4 -: OtherMessage { namespace: "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", expected: "camt.053.001, camt.054.001" }
        viafintech__camt_parser/invalid_namespace.xml
            refused ×1: 4 -: OtherMessage { namespace: "urn:iso:std:iso:20022:tech:xsd:camt.053.001.03", expected: "camt.053.001, camt.054.001" }
        moov-io__iso20022/200519_camt.054-Credit_P_CH2909000000250094239_1110092691_0_2019042421291293.xml
            Notification 4: 1 statements, 1 lines, 1 transactions
        moov-io__iso20022/200519_camt.054-Debit_P_CH2909000000250094239_1110092692_0_2019042401501580.xml
            Notification 4: 1 statements, 1 lines, 1 transactions
        moov-io__iso20022/200519_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml
            Notification 4: 1 statements, 1 lines, 2 transactions
        moov-io__iso20022/200519_camt054-ESR-ASR_P_CH2909000000250094239_1110092704_0_2019042500372179.xml
            Notification 4: 1 statements, 2 lines, 6 transactions
        moov-io__iso20022/200519_camt054-chdd_p_ch2909000000250094239_1110097484_0_20190520700381159.xml
            Notification 4: 1 statements, 1 lines, 2 transactions
        moov-io__iso20022/200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052003522556.xml
            Notification 4: 1 statements, 1 lines, 3 transactions
        moov-io__iso20022/200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052103322231.xml
            Notification 4: 1 statements, 1 lines, 3 transactions
        moov-io__iso20022/200519_camt054-returns_p_ch2909000000250094239_1109800798_0_2019052023472022.xml
            Notification 4: 1 statements, 1 lines, 1 transactions
        moov-io__iso20022/200924_camt.054_P_CH2909000000250094239_1110092703_0_2019042423412214.xml
            Notification 4: 1 statements, 1 lines, 6 transactions
        moov-io__iso20022/200924_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml
            Notification 4: 1 statements, 1 lines, 2 transactions
        moov-io__iso20022/FI_camt_054_sample.xml.xml
            Notification 2: 1 statements, 6 lines, 13 transactions
        moov-io__iso20022/camt054-returns_p_ch5109000000250092291_1110097606_0_2020112500512470.xml
            Notification 4: 1 statements, 1 lines, 1 transactions
        viafintech__camt_parser/valid_example.xml
            Notification 4: 1 statements, 4 lines, 5 transactions
    "#]].assert_eq(&told);
}

#[test]
fn reports_of_many_banks() {
    let Some(corpus) = corpus() else { return };
    let mut told = String::new();
    for (name, bytes) in mentioning(&corpus, "CstmrPmtStsRpt") {
        let outcome = match pain002::read(&bytes) {
            Ok(report) => format!(
                "{} {:?} {:?}",
                report.original_message_id,
                report.status,
                report
                    .groups
                    .iter()
                    .map(|group| (group.status, group.payments.len()))
                    .collect::<Vec<_>>()
            ),
            Err(mistakes) => refused(&mistakes),
        };
        told += &format!("{name}\n    {outcome}\n");
    }
    expect![[r#"
        moov-io__iso20022/invalid_pain_v11.xml
            refused ×1: 1 Document: OtherMessage { namespace: "", expected: "pain.002.001" }
        moov-io__iso20022/pain002-chdd-cor1_p_ch2909000000250094239_1110097483_0_2018031317221082.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.…", expected: "pain.002.001" }
        moov-io__iso20022/pain002-epo_p_0_0_0_2018031510491259.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.…", expected: "pain.002.001" }
        moov-io__iso20022/pain002-epo_p_0_0_0_2018032614401842.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.…", expected: "pain.002.001" }
        moov-io__iso20022/pain002-epo_p_ch2909000000250094239_1109800799_0_2018032612092784.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.…", expected: "pain.002.001" }
        moov-io__iso20022/pain002-epo_p_ch5109000000250092291_1110097605_0_2018031511252307.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.…", expected: "pain.002.001" }
        moov-io__iso20022/valid_pain_v11.xml
            OrgnlMsgId None []
        svapnil__iso20022.js/pain_002_batch_rejected.xml
            refused ×1: 2 Document: OtherMessage { namespace: "", expected: "pain.002.001" }
        svapnil__iso20022.js/pain_002_credit_accepted.xml
            refused ×1: 2 Document: OtherMessage { namespace: "", expected: "pain.002.001" }
        svapnil__iso20022.js/pain_002_debit_accepted.xml
            refused ×1: 2 Document: OtherMessage { namespace: "", expected: "pain.002.001" }
        svapnil__iso20022.js/pain_002_transaction_rejected.xml
            refused ×1: 2 Document: OtherMessage { namespace: "", expected: "pain.002.001" }
        svapnil__iso20022.js/pain_002_v3_accepted.xml
            refused ×1: 3 Document/CstmrPmtStsRpt: Missing { element: "OrgnlGrpInfAndSts/OrgnlMsgNmId" }
        svapnil__iso20022.js/pain_002_v3_group_accepted.xml
            CLIENT NAME_2023-09-06:04 Some(FormAccepted) []
        svapnil__iso20022.js/pain_002_v3_payment_accepted.xml
            XXX001_20220315_B_DZSOXXXX None [(Some(ProfileAccepted), 0)]
    "#]].assert_eq(&told);
}

/// Files of payments by other programs say more than our model has room for, and nothing of it is
/// lost in silence.
#[test]
fn payments_of_other_programs() {
    let Some(corpus) = corpus() else { return };
    let mut told = String::new();
    for (name, bytes) in mentioning(&corpus, "CstmrCdtTrfInitn") {
        let outcome = match pain001::read(&bytes) {
            Ok(file) => format!(
                "{:?} {}: {} groups, {} payments",
                file.version,
                file.batch.message_id,
                file.batch.groups.len(),
                file.batch
                    .groups
                    .iter()
                    .map(|group| group.payments.len())
                    .sum::<usize>()
            ),
            Err(mistakes) => refused(&mistakes),
        };
        told += &format!("{name}\n    {outcome}\n");
    }
    expect![[r#"
        moov-io__iso20022/International_payment_RUB_naujas_1.xml
            refused ×10: 13 Document/CstmrCdtTrfInitn/PmtInf: Missing { element: "PmtTpInf/SvcLvl/Cd" }
        moov-io__iso20022/International_payment_USD_naujas_1.xml
            refused ×5: 29 Document/CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN: AccountMalformed { value: "LT007180000000000000", kind: "IBAN" }
        moov-io__iso20022/gistfile1.xml
            refused ×30: 13 Document/CstmrCdtTrfInitn/GrpHdr/InitgPty/PstlAdr/BldgNb: NotUnderstood { value: "7" }
        moov-io__iso20022/musterfile_pain.001_Nov2020.xml
            refused ×1: 2 Document: OtherMessage { namespace: "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.…", expected: "pain.001.001" }
        moov-io__iso20022/sepa_payment_naujas_1.xml
            refused ×7: 16 Document/CstmrCdtTrfInitn/GrpHdr/InitgPty/Id/OrgId/Othr/SchmeNm/Cd: CodeUnknown { value: "COID", known: "BANK, CUST" }
        sebastienrousseau__pain001/pain.001.001.03.xml
            refused ×50: 9 Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs: CountDiffers { stated: "2", counted: 4 }
        sebastienrousseau__pain001/pain.001.001.04.xml
            refused ×1: 2 Document: VersionUnknown { version: "04", known: "03, 09" }
        sebastienrousseau__pain001/pain.001.001.05.xml
            refused ×1: 2 Document: VersionUnknown { version: "05", known: "03, 09" }
        sebastienrousseau__pain001/pain.001.001.06.xml
            refused ×1: 2 Document: VersionUnknown { version: "06", known: "03, 09" }
        sebastienrousseau__pain001/pain.001.001.07.xml
            refused ×1: 2 Document: VersionUnknown { version: "07", known: "03, 09" }
        sebastienrousseau__pain001/pain.001.001.08.xml
            refused ×1: 2 Document: VersionUnknown { version: "08", known: "03, 09" }
        sebastienrousseau__pain001/pain.001.001.09.xml
            refused ×8: 8 Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs: CountDiffers { stated: "2", counted: 5 }
        svapnil__iso20022.js/pain_001_ach_credit.xml
            refused ×1: 3 Document: TextBesideElements { value: "\u{a0}\u{a0}\u{a0}\u{a0}" }
        svapnil__iso20022.js/pain_001_rtp_credit.xml
            refused ×1: 3 Document: TextBesideElements { value: "\u{a0}\u{a0}\u{a0}\u{a0}" }
        svapnil__iso20022.js/sepa_pain_001_v3.xml
            refused ×5: 30 Document/CstmrCdtTrfInitn/PmtInf/PmtTpInf/CtgyPurp/Cd: CodeUnknown { value: "TRAD", known: "SALA, PENS, SUPP, TAXS, GOVT, INTC, CASH" }
        svapnil__iso20022.js/sepa_pain_001_v3_multiple_pmtinf.xml
            refused ×12: 7 Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs: CountDiffers { stated: "1", counted: 2 }
        svapnil__iso20022.js/swift_pain_001_v3.xml
            refused ×5: 24 Document/CstmrCdtTrfInitn/PmtInf/PmtTpInf/InstrPrty: NotUnderstood { value: "NORM" }
        svapnil__iso20022.js/pain_001_ach_credit.xml
            refused ×12: 9 Document/CstmrCdtTrfInitn/GrpHdr/InitgPty: Missing { element: "Nm" }
        svapnil__iso20022.js/pain_001_v3_sepa.xml
            refused ×6: 9 Document/CstmrCdtTrfInitn/GrpHdr/InitgPty: Missing { element: "Nm" }
    "#]].assert_eq(&told);
}

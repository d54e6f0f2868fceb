//! What became of payments (PAY-06): text in, text out.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use expect_test::{Expect, expect};
use kameral_formats::iso20022::LineMistake;
use kameral_formats::iso20022::pain002::{Reason, Status, read};
use proptest::prelude::*;

const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">
<CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-03-30T15:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>KAMERAL-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>G1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
<TxInfAndSts><OrgnlInstrId>I-1</OrgnlInstrId><OrgnlEndToEndId>E2E-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>Bankgironumret finns inte</AddtlInf><AddtlInf>Rad 2</AddtlInf></StsRsnInf>
<StsRsnInf><Rsn><Prtry>DB17</Prtry></Rsn></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="SEK">12500.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>E2E-2</OrgnlEndToEndId><TxSts>ACSP</TxSts><AcctSvcrRef>B-2</AcctSvcrRef></TxInfAndSts>
</OrgnlPmtInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>G2</OrgnlPmtInfId><StsRsnInf><AddtlInf>Väntar på ett andra godkännande</AddtlInf></StsRsnInf></OrgnlPmtInfAndSts>
</CstmrPmtStsRpt>
</Document>"#;

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes.iter().map(|mistake| {
        let path = mistake.field.as_deref().unwrap_or("-");
        format!("{} {path}: {:?}\n", mistake.line, mistake.mistake)
    });
    lines.collect()
}

fn reasons(reasons: &[Reason]) -> String {
    let lines = reasons.iter().map(|reason| {
        let code = reason.code.as_deref().unwrap_or("-");
        format!("    {code} {}\n", reason.texts.join(" / "))
    });
    lines.collect()
}

fn shown(file: &str) -> String {
    let report = match read(file.as_bytes()) {
        Ok(report) => report,
        Err(mistakes) => return told(&mistakes),
    };
    let mut text = format!(
        "{} {} about {} ({}): {:?}\n",
        report.message_id, report.created, report.original_message_id, report.original_message_name, report.status
    );
    text += &reasons(&report.reasons);
    for group in &report.groups {
        text += &format!("{} {:?}\n{}", group.original_id, group.status, reasons(&group.reasons));
        for payment in &group.payments {
            let ids = [
                &payment.original_instruction_id,
                &payment.original_end_to_end_id,
                &payment.bank_reference,
            ];
            text += &format!(
                "  {ids:?} {:?} {:?}\n{}",
                payment.status,
                payment.amount,
                reasons(&payment.reasons)
            );
        }
    }
    text
}

#[test]
fn a_report_tells_of_file_groups_and_payments() {
    expect![[r#"
        R1 2026-03-30T15:00:00 about KAMERAL-1 (pain.001.001.03): Some(Partly)
        G1 Some(Partly)
          [Some("I-1"), Some("E2E-1"), None] Some(Rejected) Some(12500.00 SEK)
            AC01 Bankgironumret finns inte / Rad 2
            DB17 
          [None, Some("E2E-2"), Some("B-2")] Some(SettlementInProcess) None
        G2 None
            - Väntar på ett andra godkännande
    "#]]
    .assert_eq(&shown(REPORT));
}

#[test]
fn version_10_says_the_same() {
    let newer = REPORT.replace("pain.002.001.03", "pain.002.001.10");
    assert_eq!(shown(&newer), shown(REPORT));
}

fn check_changed(from: &str, to: &str, expected: Expect) {
    assert!(REPORT.contains(from), "{from}");
    expected.assert_eq(&shown(&REPORT.replacen(from, to, 1)));
}

#[test]
fn what_cannot_be_understood_is_refused_with_its_place() {
    check_changed(
        "ACSP",
        "OKAY",
        expect![[r#"
        11 Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts[2]/TxSts: CodeUnknown { value: "OKAY", known: "RCVD, PDNG, PART, ACTC, ACCP, ACWC, ACWP, ACSP, ACSC, ACCC, CANC, RJCT" }
    "#]],
    );
    check_changed(
        "<OrgnlEndToEndId>E2E-2</OrgnlEndToEndId>",
        "",
        expect![[r#"
        11 Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts[2]: Missing { element: "OrgnlEndToEndId" }
    "#]],
    );
    check_changed(
        "<OrgnlMsgId>KAMERAL-1</OrgnlMsgId>",
        "",
        expect![[r#"
        3 Document/CstmrPmtStsRpt: Missing { element: "OrgnlGrpInfAndSts/OrgnlMsgId" }
    "#]],
    );
    check_changed(
        "<OrgnlPmtInfId>G2</OrgnlPmtInfId>",
        "<OrgnlPmtInfId> </OrgnlPmtInfId>",
        expect![[r#"
            13 Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts[2]: Missing { element: "OrgnlPmtInfId" }
        "#]],
    );
    check_changed(
        "2026-03-30T15:00:00",
        "0001-01-01T00:00:00",
        expect![[r#"
        4 Document/CstmrPmtStsRpt/GrpHdr/CreDtTm: DateOutOfRange { value: 0001-01-01, first: 1990-01-01, last: 2099-12-31 }
    "#]],
    );
    check_changed(
        "pain.002.001.03",
        "pain.002.001.01",
        expect![[r#"
        2 Document: VersionUnknown { version: "01", known: "03, 10, 11" }
    "#]],
    );
}

#[test]
fn a_later_state_is_not_overwritten_by_an_earlier_one() {
    assert!(Status::Settled.supersedes(Status::FormAccepted));
    assert!(Status::Rejected.supersedes(Status::SettlementInProcess));
    assert!(!Status::Received.supersedes(Status::Rejected));
    assert!(!Status::Settled.supersedes(Status::Settled));
    assert_eq!(Status::SettlementInProcess.code(), "ACSP");
}

proptest! {
    #[test]
    fn a_file_cut_short_is_refused_and_one_with_changed_bytes_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = REPORT.as_bytes().to_vec();
        let at = at.index(bytes.len() - 1);
        prop_assert!(read(&bytes[..at]).is_err());
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}

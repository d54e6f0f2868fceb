//! Account statements and incoming payments (PAY-06, PAY-07): text in, text out; and what holds for
//! every file.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use std::io::Read;
use std::path::PathBuf;
use std::process::Command;

use expect_test::{Expect, expect};
use kameral_formats::iso20022::camt::{self, Item, Party, Reader, StatementLine, Transaction};
use kameral_formats::iso20022::{LineMistake, Money};
use proptest::prelude::*;

/// A statement of a bank in version 02: a batch of incoming giro payments, a payment of ours in
/// euro with a charge, a reversal, and a line that is not booked.
const STATEMENT_02: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-31T23:30:00+02:00</CreDtTm></GrpHdr>
<Stmt>
<Id>S1</Id><ElctrncSeqNb>63</ElctrncSeqNb><CreDtTm>2026-03-31T23:30:00</CreDtTm>
<FrToDt><FrDtTm>2026-03-31T00:00:00</FrDtTm><ToDtTm>2026-03-31T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id><Ccy>SEK</Ccy><Ownr><Nm>Myndigheten för prov</Nm></Ownr>
<Svcr><FinInstnId><BIC>DABASESX</BIC></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">31.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">4968.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>
<TxsSummry><TtlNtries><NbOfNtries>4</NbOfNtries><Sum>2051.50</Sum></TtlNtries></TxsSummry>
<Ntry>
<NtryRef>1</NtryRef><Amt Ccy="SEK">500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-03-31</Dt></BookgDt><ValDt><Dt>2026-04-01</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>BGIN</Cd><Issr>BANK</Issr></Prtry></BkTxCd>
<NtryDtls><Btch><NbOfTxs>1</NbOfTxs><TtlAmt Ccy="SEK">500.00</TtlAmt><CdtDbtInd>CRDT</CdtDbtInd></Btch>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><ClrSysRef>000370870031</ClrSysRef></Refs><AmtDtls><TxAmt><Amt Ccy="SEK">500.00</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>Kontorsbolaget AB</Nm><Id><OrgId><Othr><Id>5560360793</Id></Othr></OrgId></Id></Dbtr><DbtrAcct><Id><Othr><Id>54029681</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></DbtrAcct></RltdPties>
<RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>4711</Nb><RltdDt>2026-03-01</RltdDt></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="SEK">600.00</RmtdAmt></RfrdDocAmt><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>123456789023</Ref></CdtrRefInf></Strd>
<Strd><RfrdDocAmt><CdtNoteAmt Ccy="SEK">100.00</CdtNoteAmt></RfrdDocAmt></Strd></RmtInf></TxDtls></NtryDtls>
</Ntry>
<Ntry>
<Amt Ccy="SEK">1131.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-31T10:00:00</DtTm></BookgDt>
<BkTxCd><Prtry><Cd>UTL</Cd></Prtry></BkTxCd>
<AmtDtls><InstdAmt><Amt Ccy="EUR">100.00</Amt></InstdAmt><TxAmt><Amt Ccy="SEK">1131.50</Amt><CcyXchg><SrcCcy>SEK</SrcCcy><TrgtCcy>EUR</TrgtCcy><UnitCcy>EUR</UnitCcy><XchgRate>11.2650</XchgRate></CcyXchg></TxAmt></AmtDtls>
<Chrgs><Amt Ccy="SEK">5.00</Amt></Chrgs>
<NtryDtls><TxDtls><Refs><MsgId>KAMERAL-1</MsgId><PmtInfId>G2</PmtInfId><InstrId>I-5</InstrId><EndToEndId>E2E-5</EndToEndId></Refs>
<RltdPties><Cdtr><Nm>Buro Muller GmbH</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties>
<RltdAgts><CdtrAgt><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></CdtrAgt></RltdAgts>
<RmtInf><Ustrd>Rechnung 12</Ustrd></RmtInf></TxDtls></NtryDtls>
<AddtlNtryInf>Utlandsbetalning</AddtlNtryInf>
</Ntry>
<Ntry>
<Amt Ccy="SEK">400.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-31</Dt></BookgDt>
<BkTxCd><Prtry><Cd>RET</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Kontot avslutat</AddtlInf></RtrInf></TxDtls></NtryDtls>
</Ntry>
<Ntry>
<Amt Ccy="SEK">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
</Ntry>
</Stmt>
</BkToCstmrStmt>
</Document>
"#;

/// A notification in version 08: names of elements and places of amounts differ.
const NOTIFICATION_08: &str = r#"<?xml version="1.0"?>
<b:Document xmlns:b="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><b:BkToCstmrDbtCdtNtfctn>
<b:GrpHdr><b:MsgId>N1</b:MsgId><b:CreDtTm>2026-03-31T12:00:00Z</b:CreDtTm></b:GrpHdr>
<b:Ntfctn><b:Id>N1-1</b:Id><b:Acct><b:Id><b:Othr><b:Id>54029681</b:Id><b:SchmeNm><b:Prtry>BGNR</b:Prtry></b:SchmeNm></b:Othr></b:Id></b:Acct>
<b:Ntry><b:Amt Ccy="SEK">300.00</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Sts><b:Cd>BOOK</b:Cd></b:Sts><b:BookgDt><b:Dt>2026-03-31</b:Dt></b:BookgDt><b:BkTxCd/>
<b:NtryDtls>
<b:TxDtls><b:Refs><b:AcctSvcrRef>1</b:AcctSvcrRef></b:Refs><b:Amt Ccy="SEK">350.00</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd>
<b:RltdPties><b:Dbtr><b:Pty><b:Nm>Åsa &amp; Öberg</b:Nm></b:Pty></b:Dbtr><b:DbtrAcct><b:Id><b:IBAN>SE0000</b:IBAN></b:Id></b:DbtrAcct><b:UltmtDbtr><b:Pty><b:Nm>Barnet</b:Nm></b:Pty></b:UltmtDbtr></b:RltdPties>
<b:RltdAgts><b:DbtrAgt><b:FinInstnId><b:BICFI>NDEASESS</b:BICFI></b:FinInstnId></b:DbtrAgt></b:RltdAgts>
<b:RmtInf><b:Ustrd>Rad 1</b:Ustrd><b:Ustrd>Rad 2</b:Ustrd></b:RmtInf></b:TxDtls>
<b:TxDtls><b:Amt Ccy="SEK">50.00</b:Amt><b:CdtDbtInd>DBIT</b:CdtDbtInd></b:TxDtls>
</b:NtryDtls></b:Ntry>
<b:Ntry><b:Amt Ccy="SEK">10.00</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Sts><b:Cd>BOOK</b:Cd></b:Sts><b:BkTxCd/>
<b:Chrgs><b:TtlChrgsAndTaxAmt Ccy="SEK">2.00</b:TtlChrgsAndTaxAmt><b:Rcrd><b:Amt Ccy="SEK">2.00</b:Amt><b:CdtDbtInd>DBIT</b:CdtDbtInd><b:ChrgInclInd>true</b:ChrgInclInd><b:Tp><b:Cd>COMM</b:Cd></b:Tp></b:Rcrd></b:Chrgs>
<b:NtryDtls><b:TxDtls><b:Amt Ccy="SEK">12.00</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd></b:TxDtls></b:NtryDtls></b:Ntry>
</b:Ntfctn></b:BkToCstmrDbtCdtNtfctn></b:Document>"#;

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes.iter().map(|mistake| {
        let path = mistake.field.as_deref().unwrap_or("-");
        format!("{} {path}: {:?}\n", mistake.line, mistake.mistake)
    });
    lines.collect()
}

fn party(role: &str, party: Option<&Party>) -> String {
    let Some(party) = party else { return String::new() };
    let account = party.account.as_ref().map(|account| format!("{account:?}"));
    let words = [
        party.name.clone(),
        party.id.clone(),
        account,
        party.bank.as_ref().map(ToString::to_string),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    format!("    {role}: {}\n", words.join(" | "))
}

fn transaction(transaction: &Transaction) -> String {
    let amount = transaction.amount.map_or("-".to_owned(), |amount| amount.to_string());
    let mut text = format!("  {amount}\n");
    let references = format!("{:?}", transaction.references).replace("None", "-");
    if transaction.references != camt::References::default() {
        text += &format!("    {references}\n");
    }
    text += &party("debtor", transaction.debtor.as_ref());
    text += &party("creditor", transaction.creditor.as_ref());
    for line in transaction.ultimate_debtor.iter().chain(&transaction.ultimate_creditor) {
        text += &format!("    for {line}\n");
    }
    for line in &transaction.remittance.texts {
        text += &format!("    text {line}\n");
    }
    for part in &transaction.remittance.structured {
        text += &format!("    {part:?}\n");
    }
    if let Some(reason) = &transaction.return_reason {
        text += &format!("    {reason:?}\n");
    }
    text
}

fn line(line: &StatementLine) -> String {
    let mut text = format!("{} {} {:?}", line.line, line.amount, line.status);
    for (name, value) in [
        ("booked", line.booked_on.map(|day| day.to_string())),
        ("value", line.value_date.map(|day| day.to_string())),
        ("bank", line.bank_reference.clone()),
        ("domain", line.code.domain.as_ref().map(|code| code.join("."))),
        ("code", line.code.proprietary.clone()),
        ("instructed", line.instructed.map(|amount| amount.to_string())),
        ("rate", line.exchange.as_ref().map(|exchange| exchange.rate.plain())),
        ("text", line.information.clone()),
    ] {
        if let Some(value) = value {
            text += &format!(" {name} {value}");
        }
    }
    if line.is_reversal {
        text += " reversal";
    }
    for charge in &line.charges {
        text += &format!(" charge {} {:?}", charge.amount, charge.is_included);
    }
    for batch in &line.batches {
        text += &format!(" batch {:?} {:?}", batch.count, batch.total);
    }
    text.push('\n');
    text + &line.transactions.iter().map(transaction).collect::<String>()
}

fn shown(file: &str) -> String {
    match camt::read(file.as_bytes()) {
        Err(mistakes) => told(&mistakes),
        Ok(file) => {
            let mut text = format!(
                "{:?} {} {} {}\n",
                file.message, file.version, file.header.message_id, file.header.created
            );
            for statement in &file.statements {
                let head = &statement.head;
                text += &format!(
                    "{} {:?} {:?} {:?}\n",
                    head.id, head.sequence, head.account.id, head.days
                );
                for balance in &head.balances {
                    text += &format!("{:?} {} {}\n", balance.kind, balance.amount, balance.on);
                }
                text += &statement.lines.iter().map(line).collect::<String>();
            }
            text
        }
    }
}

#[test]
fn a_statement_in_version_02() {
    expect![[r#"
        Statement 2 M1 2026-03-31T23:30:00
        S1 Some("63") Iban(Iban(SE4550000000058398257466)) Some((2026-03-31, 2026-03-31))
        Opening 1000.00 SEK 2026-03-31
        Closing -31.50 SEK 2026-03-31
        ClosingAvailable 4968.50 SEK 2026-03-31
        14 500.00 SEK Booked booked 2026-03-31 value 2026-04-01 bank B-1 domain PMNT.RCDT.DMCT code BGIN batch Some(1) Some(500.00 SEK)
          500.00 SEK
            References { message_id: -, bank_reference: -, payment_information_id: -, instruction_id: -, end_to_end_id: -, transaction_id: -, clearing_reference: Some("000370870031") }
            debtor: Kontorsbolaget AB | 5560360793 | Other { id: "54029681", scheme: Some("BGNR") }
            Structured { reference: Some("123456789023"), reference_kind: Some("SCOR"), documents: [Document { kind: Some("CINV"), number: Some("4711"), date: Some(2026-03-01) }], amount: Some(600.00 SEK), texts: [] }
            Structured { reference: None, reference_kind: None, documents: [], amount: Some(-100.00 SEK), texts: [] }
        24 -1131.50 SEK Booked booked 2026-03-31 code UTL instructed 100.00 EUR rate 11.2650 text Utlandsbetalning charge -5.00 SEK None
          -1131.50 SEK
            References { message_id: Some("KAMERAL-1"), bank_reference: -, payment_information_id: Some("G2"), instruction_id: Some("I-5"), end_to_end_id: Some("E2E-5"), transaction_id: -, clearing_reference: - }
            creditor: Buro Muller GmbH | Iban(Iban(DE89370400440532013000)) | COBADEFFXXX
            text Rechnung 12
        35 -400.00 SEK Booked booked 2026-03-31 code RET reversal
          -400.00 SEK
            ReturnReason { code: Some("AC04"), texts: ["Kontot avslutat"] }
        40 20.00 SEK Pending code X
    "#]]
    .assert_eq(&shown(STATEMENT_02));
}

#[test]
fn a_notification_in_version_08() {
    expect![[r#"
        Notification 8 N1 2026-03-31T12:00:00
        N1-1 None Other { id: "54029681", scheme: Some("BGNR") } None
        5 300.00 SEK Booked booked 2026-03-31
          350.00 SEK
            References { message_id: -, bank_reference: Some("1"), payment_information_id: -, instruction_id: -, end_to_end_id: -, transaction_id: -, clearing_reference: - }
            debtor: Åsa & Öberg | Other { id: "SE0000", scheme: Some("IBAN") } | NDEASESS
            for Barnet
            text Rad 1
            text Rad 2
          -50.00 SEK
        13 10.00 SEK Booked charge -2.00 SEK Some(true)
          12.00 SEK
    "#]].assert_eq(&shown(NOTIFICATION_08));
}

fn check_changed(changes: &[(&str, &str)], expected: Expect) {
    let mut file = STATEMENT_02.to_owned();
    for (from, to) in changes {
        assert!(file.contains(from), "{from}");
        file = file.replacen(from, to, 1);
    }
    expected.assert_eq(&told(&camt::read(file.as_bytes()).expect_err("it was changed")));
}

#[test]
fn what_does_not_add_up_is_refused_with_its_place() {
    check_changed(
        &[(">31.50</Amt><CdtDbtInd>DBIT", ">31.50</Amt><CdtDbtInd>CRDT")],
        expect![[r#"
            11 Document/BkToCstmrStmt/Stmt/Bal[2]: BalanceDiffers { stated: "31.50", reckoned: "-31.50" }
        "#]],
    );
    check_changed(
        &[
            ("500.00</Amt></TxAmt>", "499.99</Amt></TxAmt>"),
            ("<NbOfNtries>4", "<NbOfNtries>5"),
            ("<Sum>2051.50", "<Sum>2051.51"),
        ],
        expect![[r#"
            13 Document/BkToCstmrStmt/Stmt/TxsSummry/TtlNtries/NbOfNtries: CountDiffers { stated: "5", counted: 4 }
            13 Document/BkToCstmrStmt/Stmt/TxsSummry/TtlNtries/Sum: SumDiffers { stated: "2051.51", counted: "2051.50" }
            14 Document/BkToCstmrStmt/Stmt/Ntry/NtryDtls: DetailsDiffer { stated: "500.00", counted: "499.99" }
        "#]],
    );
    check_changed(
        &[("OPBD", "XPCD")],
        expect![[r#"
            5 Document/BkToCstmrStmt/Stmt: Missing { element: "Bal (OPBD)" }
        "#]],
    );
    check_changed(
        &[("CLBD", "ITBD")],
        expect![[r#"
            5 Document/BkToCstmrStmt/Stmt: Missing { element: "Bal (CLBD)" }
        "#]],
    );
    check_changed(
        &[("<Amt Ccy=\"SEK\">20.00", "<Amt Ccy=\"EUR\">20.00")],
        expect![[r#"
            40 Document/BkToCstmrStmt/Stmt/Ntry[4]/Amt: CurrencyNotAllowed { currency: "EUR", allowed: "SEK" }
        "#]],
    );
}

#[test]
fn every_mistake_is_told_at_once() {
    check_changed(
        &[
            ("SE4550000000058398257466", "SE4550000000058398257467"),
            ("<Sts>BOOK</Sts>", "<Sts>DONE</Sts>"),
            ("2026-03-31</Dt></BookgDt><ValDt>", "9999-12-31</Dt></BookgDt><ValDt>"),
            ("1131.50</Amt><CdtDbtInd>DBIT", "1131.505</Amt><CdtDbtInd>DEBT"),
            ("11.2650", "11,2650"),
            ("<Amt Ccy=\"SEK\">20.00</Amt>", "<Amt>20.00</Amt>"),
        ],
        expect![[r#"
            8 Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN: AccountMalformed { value: "SE4550000000058398257467", kind: "IBAN" }
            15 Document/BkToCstmrStmt/Stmt/Ntry/Sts: CodeUnknown { value: "DONE", known: "BOOK, PDNG, INFO, FUTR" }
            16 Document/BkToCstmrStmt/Stmt/Ntry/BookgDt/Dt: DateOutOfRange { value: 9999-12-31, first: 1990-01-01, last: 2099-12-31 }
            25 Document/BkToCstmrStmt/Stmt/Ntry[2]/Amt: AmountTooFine { value: "1131.505", currency: "SEK" }
            25 Document/BkToCstmrStmt/Stmt/Ntry[2]/CdtDbtInd: CodeUnknown { value: "DEBT", known: "CRDT, DBIT" }
            27 Document/BkToCstmrStmt/Stmt/Ntry[2]/AmtDtls/TxAmt/CcyXchg/XchgRate: RateMalformed { value: "11,2650" }
            41 Document/BkToCstmrStmt/Stmt/Ntry[4]/Amt: CurrencyMalformed { value: "" }
        "#]],
    );
    check_changed(
        &[(
            "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-31T23:30:00+02:00</CreDtTm></GrpHdr>",
            "",
        )],
        expect![[r#"
            46 -: Missing { element: "GrpHdr" }
        "#]],
    );
    check_changed(
        &[("camt.053.001.02", "camt.052.001.02")],
        expect![[r#"
        2 Document: OtherMessage { namespace: "urn:iso:std:iso:20022:tech:xsd:camt.052.001.02", expected: "camt.053.001, camt.054.001" }
    "#]],
    );
}

/// A statement of so many lines as a stream, never in memory whole.
fn stream(lines: usize) -> impl Read {
    let (head, rest) = STATEMENT_02.split_once("<TxsSummry>").expect("a summary");
    let tail = &rest[rest.find("</Stmt>").expect("an end")..];
    let head = head.replace("31.50</Amt><CdtDbtInd>DBIT", "1000.00</Amt><CdtDbtInd>CRDT");
    let one = "<Ntry><Amt Ccy=\"SEK\">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BkTxCd/><NtryDtls><TxDtls><Refs>\
               <EndToEndId>E2E</EndToEndId></Refs><RmtInf><Ustrd>text</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
    std::io::Cursor::new(head.into_bytes())
        .chain(Repeat {
            piece: one.as_bytes(),
            left: one.len() * lines,
            at: 0,
        })
        .chain(std::io::Cursor::new(tail.to_owned().into_bytes()))
}

struct Repeat {
    piece: &'static [u8],
    left: usize,
    at: usize,
}

impl Read for Repeat {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = into.len().min(self.piece.len() - self.at).min(self.left);
        into[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.left -= count;
        self.at = (self.at + count) % self.piece.len();
        Ok(count)
    }
}

#[test]
fn a_long_statement_is_read_line_by_line() {
    let mut reader = Reader::new(stream(5_000));
    let mut lines = 0_u64;
    while let Some(item) = reader.next().expect("it is read") {
        lines += u64::from(matches!(item, Item::Line(_)));
    }
    let report = reader.finish().expect("it is read");
    assert_eq!(
        (lines, report.counts.lines, report.counts.transactions),
        (5_000, 5_000, 5_000)
    );
    assert_eq!(told(&report.errors), "");
}

#[test]
fn a_line_has_no_more_transactions_than_the_limit() {
    let many = "<TxDtls/>".repeat(kameral_formats::iso20022::TRANSACTIONS_MAX + 1);
    check_changed(
        &[("<TxDtls>", &format!("{many}<TxDtls>"))],
        expect![[r#"
        19 Document/BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls[100000]: TooMany { limit: 100000 }
    "#]],
    );
    let balances = "<Bal><Tp><CdOrPrtry><Cd>FWAV</Cd></CdOrPrtry></Tp><Amt Ccy=\"SEK\">0</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>";
    check_changed(
        &[("<TxsSummry>", &format!("{}<TxsSummry>", balances.repeat(1_000)))],
        expect![[r#"
            13 Document/BkToCstmrStmt/Stmt/Bal[1001]: TooMany { limit: 1000 }
        "#]],
    );
}

/// A stream that fails is a fault, not a refusal.
#[test]
fn a_stream_that_fails_is_a_fault() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let input = std::io::Cursor::new(&STATEMENT_02.as_bytes()[..900]).chain(Fails);
    let fault = Reader::new(input).finish().expect_err("the stream failed");
    assert_eq!(fault.to_string(), "the disk is gone");
}

#[test]
fn the_files_here_are_valid_by_the_official_schemas() {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/iso20022"));
    let tool = Command::new("xmllint").arg("--version").output().is_ok();
    if !corpus.exists() || !tool {
        println!("no corpus of bank files or no xmllint here; nothing was tested");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let without_faults = NOTIFICATION_08.replace("SE0000", "SE4550000000058398257466");
    let dated = without_faults.replace(
        "<b:Id>N1-1</b:Id>",
        "<b:Id>N1-1</b:Id><b:CreDtTm>2026-03-31T12:00:00Z</b:CreDtTm>",
    );
    for (message, file) in [("camt.053.001.02", STATEMENT_02.to_owned()), ("camt.054.001.08", dated)] {
        let path = folder.path().join(message);
        std::fs::write(&path, file).expect("a file");
        let schema = format!(
            "phoughton__pyiso20022/xsd/cash_management/{}/{message}.xsd",
            &message[..8]
        );
        let output = Command::new("xmllint")
            .args(["--noout", "--schema"])
            .arg(corpus.join(schema))
            .arg(&path)
            .output()
            .expect("the tool runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_file_cut_short_is_refused_and_one_with_changed_bytes_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        for file in [STATEMENT_02.to_owned(), NOTIFICATION_08.to_owned()] {
            let mut bytes = file.into_bytes();
            let at = at.index(bytes.len() - 2);
            prop_assert!(camt::read(&bytes[..at]).is_err());
            bytes[at] = byte;
            let _ = camt::read(&bytes);
        }
    }

    /// Whatever the amounts, the balance holds or is told not to.
    #[test]
    fn opening_and_lines_give_closing(amounts in proptest::collection::vec(-999_999_999_999_i64..=999_999_999_999, 0..20), off in 0..2_i64) {
        let lines: String = amounts.iter().map(|minor| {
            let money = Money::new(minor.abs(), kameral_formats::iso20022::Currency::SEK).plain();
            let sign = if *minor < 0 { "DBIT" } else { "CRDT" };
            format!("<Ntry><Amt Ccy=\"SEK\">{money}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts><BkTxCd/></Ntry>")
        }).collect();
        let closing = 100_000 + amounts.iter().sum::<i64>() + off;
        let (head, rest) = STATEMENT_02.split_once("<TxsSummry>").expect("a summary");
        let tail = &rest[rest.find("</Stmt>").expect("an end")..];
        let sign = if closing < 0 { "DBIT" } else { "CRDT" };
        let money = Money::new(closing.abs(), kameral_formats::iso20022::Currency::SEK).plain();
        let head = head.replace("31.50</Amt><CdtDbtInd>DBIT", &format!("{money}</Amt><CdtDbtInd>{sign}"));
        let read = camt::read(format!("{head}{lines}{tail}").as_bytes());
        prop_assert_eq!(read.is_ok(), off == 0);
    }
}

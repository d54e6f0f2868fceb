//! Payments to the bank (PAY-06, PAY-07): text in, text out; and what holds for every batch.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};
use kameral_base::{BankAccount, Bankgiro, CreditorReference, Iban, OcrReference, Ore, Plusgiro};
use kameral_formats::iso20022::pain001::{
    AccountNumber, Address, Batch, BatchBooking, Charges, DebtorAccount, Document, DocumentKind, IdScheme, Party,
    PartyId, Payment, PaymentGroup, Purpose, Remittance, ServiceLevel, Version, prepare, read, write,
};
use kameral_formats::iso20022::{Bic, Currency, LineMistake, Money};
use proptest::collection::vec;
use proptest::prelude::*;

fn party(name: &str) -> Party {
    Party {
        name: name.to_owned(),
        ..Party::default()
    }
}

fn agency() -> Party {
    Party {
        id: Some(PartyId {
            id: "2021005026".to_owned(),
            scheme: Some(IdScheme::Bank),
        }),
        ..party("Myndigheten för prov")
    }
}

fn account(text: &str) -> AccountNumber {
    let (kind, number) = text.split_once(' ').expect("a kind and a number");
    match kind {
        "bg" => AccountNumber::Bankgiro(Bankgiro::parse(number).expect("bankgiro")),
        "pg" => AccountNumber::Plusgiro(Plusgiro::parse(number).expect("plusgiro")),
        "konto" => AccountNumber::BankAccount(BankAccount::parse(number).expect("a bank account")),
        "iban" => AccountNumber::Iban(Iban::parse(number).expect("IBAN")),
        other => panic!("no kind of account: {other}"),
    }
}

/// `text Hej`, `ocr 123`, `rf RF18…`, `faktura 1 100,kredit 2 50` or nothing.
fn remittance(text: &str, currency: Currency) -> Remittance {
    let Some((kind, rest)) = text.split_once(' ') else {
        return Remittance::Nothing;
    };
    match kind {
        "text" => Remittance::Text(rest.to_owned()),
        "ocr" => Remittance::Ocr(OcrReference::parse(rest).expect("an OCR number")),
        "rf" => Remittance::Creditor(CreditorReference::parse(rest).expect("a reference")),
        _ => Remittance::Documents(
            text.split(',')
                .map(|line| {
                    let words: Vec<&str> = line.split(' ').collect();
                    Document {
                        kind: if words[0] == "faktura" {
                            DocumentKind::Invoice
                        } else {
                            DocumentKind::CreditNote
                        },
                        number: words[1].to_owned(),
                        amount: Money::new(words[2].parse().expect("minor units"), currency),
                    }
                })
                .collect(),
        ),
    }
}

/// `E2E;minor;currency;name;account;remittance`.
fn payment(line: &str) -> Payment {
    let fields: Vec<&str> = line.split(';').collect();
    let currency = Currency::parse(fields[2]).expect("a currency");
    Payment {
        instruction_id: None,
        end_to_end_id: fields[0].to_owned(),
        amount: Money::new(fields[1].parse().expect("minor units"), currency),
        ultimate_debtor: None,
        creditor_bank: None,
        creditor: party(fields[3]),
        creditor_account: account(fields[4]),
        remittance: remittance(fields[5], currency),
    }
}

fn group(id: &str, service_level: ServiceLevel, from: &str, payments: &str) -> PaymentGroup {
    PaymentGroup {
        id: id.to_owned(),
        booking: BatchBooking::Agreed,
        service_level,
        purpose: None,
        execution_date: "2026-03-31".parse().expect("a day"),
        debtor: agency(),
        debtor_account: DebtorAccount {
            number: account(from),
            currency: None,
        },
        debtor_bank: None,
        charges: None,
        payments: payments.lines().map(payment).collect(),
    }
}

const DOMESTIC: &str = "\
E2E-1;1250000;SEK;Kontorsbolaget AB;bg 5402-9681;ocr 123456789023
E2E-2;62500;SEK;Föreningen Våren;pg 4105468-5;text Medlemsavgift 2026
E2E-3;99;SEK;Åsa Öberg;konto 8424 9831892246;
E2E-4;7500;SEK;Städ & Son HB;bg 5402-9681;faktura 4711 10000,kredit 4712 2500";

const SEPA: &str = "E2E-5;123456;EUR;Büro Müller GmbH;iban DE89370400440532013000;rf RF18539007547034";

fn batch() -> Batch {
    let mut sepa = group("G2", ServiceLevel::Sepa, "iban SE4550000000058398257466", SEPA);
    sepa.charges = Some(Charges::ByScheme);
    sepa.debtor_bank = Some(Bic::parse("DABASESX").expect("a bank"));
    sepa.debtor_account.currency = Some(Currency::SEK);
    sepa.booking = BatchBooking::EachPayment;
    sepa.payments[0].creditor_bank = Some(Bic::parse("COBADEFFXXX").expect("a bank"));
    sepa.payments[0].ultimate_debtor = Some(agency());
    sepa.payments[0].instruction_id = Some("I-5".to_owned());
    sepa.payments[0].creditor.address = Some(Address {
        street: "Hauptstraße 1".to_owned(),
        postcode: "50667".to_owned(),
        town: "Köln".to_owned(),
        country: "DE".to_owned(),
    });
    let mut domestic = group("G1", ServiceLevel::Domestic, "bg 5402-9681", DOMESTIC);
    domestic.purpose = Some(Purpose::Supplier);
    Batch {
        message_id: "KAMERAL-20260331-1".to_owned(),
        created: "2026-03-30T14:05:59".parse().expect("a moment"),
        initiator: agency(),
        groups: vec![domestic, sepa],
    }
}

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes.iter().map(|mistake| {
        let path = mistake.field.as_deref().unwrap_or("-");
        format!("{} {path}: {:?}\n", mistake.line, mistake.mistake)
    });
    lines.collect()
}

fn text(file: Result<Vec<u8>, Vec<LineMistake>>) -> String {
    match file {
        Ok(bytes) => String::from_utf8(bytes).expect("UTF-8"),
        Err(mistakes) => told(&mistakes),
    }
}

#[test]
fn a_batch_is_written_in_version_03() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">
          <CstmrCdtTrfInitn>
            <GrpHdr>
              <MsgId>KAMERAL-20260331-1</MsgId>
              <CreDtTm>2026-03-30T14:05:59</CreDtTm>
              <NbOfTxs>5</NbOfTxs>
              <CtrlSum>14435.55</CtrlSum>
              <InitgPty>
                <Nm>Myndigheten för prov</Nm>
                <Id>
                  <OrgId>
                    <Othr>
                      <Id>2021005026</Id>
                      <SchmeNm>
                        <Cd>BANK</Cd>
                      </SchmeNm>
                    </Othr>
                  </OrgId>
                </Id>
              </InitgPty>
            </GrpHdr>
            <PmtInf>
              <PmtInfId>G1</PmtInfId>
              <PmtMtd>TRF</PmtMtd>
              <NbOfTxs>4</NbOfTxs>
              <CtrlSum>13200.99</CtrlSum>
              <PmtTpInf>
                <SvcLvl>
                  <Cd>NURG</Cd>
                </SvcLvl>
                <CtgyPurp>
                  <Cd>SUPP</Cd>
                </CtgyPurp>
              </PmtTpInf>
              <ReqdExctnDt>2026-03-31</ReqdExctnDt>
              <Dbtr>
                <Nm>Myndigheten för prov</Nm>
                <Id>
                  <OrgId>
                    <Othr>
                      <Id>2021005026</Id>
                      <SchmeNm>
                        <Cd>BANK</Cd>
                      </SchmeNm>
                    </Othr>
                  </OrgId>
                </Id>
              </Dbtr>
              <DbtrAcct>
                <Id>
                  <Othr>
                    <Id>54029681</Id>
                    <SchmeNm>
                      <Prtry>BGNR</Prtry>
                    </SchmeNm>
                  </Othr>
                </Id>
              </DbtrAcct>
              <DbtrAgt>
                <FinInstnId>
                  <ClrSysMmbId>
                    <ClrSysId>
                      <Cd>SESBA</Cd>
                    </ClrSysId>
                    <MmbId>9900</MmbId>
                  </ClrSysMmbId>
                </FinInstnId>
              </DbtrAgt>
              <CdtTrfTxInf>
                <PmtId>
                  <EndToEndId>E2E-1</EndToEndId>
                </PmtId>
                <Amt>
                  <InstdAmt Ccy="SEK">12500.00</InstdAmt>
                </Amt>
                <CdtrAgt>
                  <FinInstnId>
                    <ClrSysMmbId>
                      <ClrSysId>
                        <Cd>SESBA</Cd>
                      </ClrSysId>
                      <MmbId>9900</MmbId>
                    </ClrSysMmbId>
                  </FinInstnId>
                </CdtrAgt>
                <Cdtr>
                  <Nm>Kontorsbolaget AB</Nm>
                </Cdtr>
                <CdtrAcct>
                  <Id>
                    <Othr>
                      <Id>54029681</Id>
                      <SchmeNm>
                        <Prtry>BGNR</Prtry>
                      </SchmeNm>
                    </Othr>
                  </Id>
                </CdtrAcct>
                <RmtInf>
                  <Strd>
                    <CdtrRefInf>
                      <Tp>
                        <CdOrPrtry>
                          <Cd>SCOR</Cd>
                        </CdOrPrtry>
                      </Tp>
                      <Ref>123456789023</Ref>
                    </CdtrRefInf>
                  </Strd>
                </RmtInf>
              </CdtTrfTxInf>
              <CdtTrfTxInf>
                <PmtId>
                  <EndToEndId>E2E-2</EndToEndId>
                </PmtId>
                <Amt>
                  <InstdAmt Ccy="SEK">625.00</InstdAmt>
                </Amt>
                <CdtrAgt>
                  <FinInstnId>
                    <ClrSysMmbId>
                      <ClrSysId>
                        <Cd>SESBA</Cd>
                      </ClrSysId>
                      <MmbId>9960</MmbId>
                    </ClrSysMmbId>
                  </FinInstnId>
                </CdtrAgt>
                <Cdtr>
                  <Nm>Föreningen Våren</Nm>
                </Cdtr>
                <CdtrAcct>
                  <Id>
                    <Othr>
                      <Id>41054685</Id>
                      <SchmeNm>
                        <Cd>BBAN</Cd>
                      </SchmeNm>
                    </Othr>
                  </Id>
                </CdtrAcct>
                <RmtInf>
                  <Ustrd>Medlemsavgift 2026</Ustrd>
                </RmtInf>
              </CdtTrfTxInf>
              <CdtTrfTxInf>
                <PmtId>
                  <EndToEndId>E2E-3</EndToEndId>
                </PmtId>
                <Amt>
                  <InstdAmt Ccy="SEK">0.99</InstdAmt>
                </Amt>
                <CdtrAgt>
                  <FinInstnId>
                    <ClrSysMmbId>
                      <ClrSysId>
                        <Cd>SESBA</Cd>
                      </ClrSysId>
                      <MmbId>8424</MmbId>
                    </ClrSysMmbId>
                  </FinInstnId>
                </CdtrAgt>
                <Cdtr>
                  <Nm>Åsa Öberg</Nm>
                </Cdtr>
                <CdtrAcct>
                  <Id>
                    <Othr>
                      <Id>9831892246</Id>
                      <SchmeNm>
                        <Cd>BBAN</Cd>
                      </SchmeNm>
                    </Othr>
                  </Id>
                </CdtrAcct>
              </CdtTrfTxInf>
              <CdtTrfTxInf>
                <PmtId>
                  <EndToEndId>E2E-4</EndToEndId>
                </PmtId>
                <Amt>
                  <InstdAmt Ccy="SEK">75.00</InstdAmt>
                </Amt>
                <CdtrAgt>
                  <FinInstnId>
                    <ClrSysMmbId>
                      <ClrSysId>
                        <Cd>SESBA</Cd>
                      </ClrSysId>
                      <MmbId>9900</MmbId>
                    </ClrSysMmbId>
                  </FinInstnId>
                </CdtrAgt>
                <Cdtr>
                  <Nm>Städ + Son HB</Nm>
                </Cdtr>
                <CdtrAcct>
                  <Id>
                    <Othr>
                      <Id>54029681</Id>
                      <SchmeNm>
                        <Prtry>BGNR</Prtry>
                      </SchmeNm>
                    </Othr>
                  </Id>
                </CdtrAcct>
                <RmtInf>
                  <Strd>
                    <RfrdDocInf>
                      <Tp>
                        <CdOrPrtry>
                          <Cd>CINV</Cd>
                        </CdOrPrtry>
                      </Tp>
                      <Nb>4711</Nb>
                    </RfrdDocInf>
                    <RfrdDocAmt>
                      <RmtdAmt Ccy="SEK">100.00</RmtdAmt>
                    </RfrdDocAmt>
                  </Strd>
                  <Strd>
                    <RfrdDocInf>
                      <Tp>
                        <CdOrPrtry>
                          <Cd>CREN</Cd>
                        </CdOrPrtry>
                      </Tp>
                      <Nb>4712</Nb>
                    </RfrdDocInf>
                    <RfrdDocAmt>
                      <CdtNoteAmt Ccy="SEK">25.00</CdtNoteAmt>
                    </RfrdDocAmt>
                  </Strd>
                </RmtInf>
              </CdtTrfTxInf>
            </PmtInf>
            <PmtInf>
              <PmtInfId>G2</PmtInfId>
              <PmtMtd>TRF</PmtMtd>
              <BtchBookg>false</BtchBookg>
              <NbOfTxs>1</NbOfTxs>
              <CtrlSum>1234.56</CtrlSum>
              <PmtTpInf>
                <SvcLvl>
                  <Cd>SEPA</Cd>
                </SvcLvl>
              </PmtTpInf>
              <ReqdExctnDt>2026-03-31</ReqdExctnDt>
              <Dbtr>
                <Nm>Myndigheten för prov</Nm>
                <Id>
                  <OrgId>
                    <Othr>
                      <Id>2021005026</Id>
                      <SchmeNm>
                        <Cd>BANK</Cd>
                      </SchmeNm>
                    </Othr>
                  </OrgId>
                </Id>
              </Dbtr>
              <DbtrAcct>
                <Id>
                  <IBAN>SE4550000000058398257466</IBAN>
                </Id>
                <Ccy>SEK</Ccy>
              </DbtrAcct>
              <DbtrAgt>
                <FinInstnId>
                  <BIC>DABASESX</BIC>
                </FinInstnId>
              </DbtrAgt>
              <ChrgBr>SLEV</ChrgBr>
              <CdtTrfTxInf>
                <PmtId>
                  <InstrId>I-5</InstrId>
                  <EndToEndId>E2E-5</EndToEndId>
                </PmtId>
                <Amt>
                  <InstdAmt Ccy="EUR">1234.56</InstdAmt>
                </Amt>
                <UltmtDbtr>
                  <Nm>Myndigheten för prov</Nm>
                  <Id>
                    <OrgId>
                      <Othr>
                        <Id>2021005026</Id>
                        <SchmeNm>
                          <Cd>BANK</Cd>
                        </SchmeNm>
                      </Othr>
                    </OrgId>
                  </Id>
                </UltmtDbtr>
                <CdtrAgt>
                  <FinInstnId>
                    <BIC>COBADEFFXXX</BIC>
                  </FinInstnId>
                </CdtrAgt>
                <Cdtr>
                  <Nm>Buro Muller GmbH</Nm>
                  <PstlAdr>
                    <StrtNm>Hauptstrasse 1</StrtNm>
                    <PstCd>50667</PstCd>
                    <TwnNm>Köln</TwnNm>
                    <Ctry>DE</Ctry>
                  </PstlAdr>
                </Cdtr>
                <CdtrAcct>
                  <Id>
                    <IBAN>DE89370400440532013000</IBAN>
                  </Id>
                </CdtrAcct>
                <RmtInf>
                  <Strd>
                    <CdtrRefInf>
                      <Tp>
                        <CdOrPrtry>
                          <Cd>SCOR</Cd>
                        </CdOrPrtry>
                        <Issr>ISO</Issr>
                      </Tp>
                      <Ref>RF18539007547034</Ref>
                    </CdtrRefInf>
                  </Strd>
                </RmtInf>
              </CdtTrfTxInf>
            </PmtInf>
          </CstmrCdtTrfInitn>
        </Document>
    "#]]
    .assert_eq(&text(write(&batch(), Version::V03)));
}

#[test]
fn version_09_differs_in_the_day_and_the_names_of_banks() {
    let (old, new) = (text(write(&batch(), Version::V03)), text(write(&batch(), Version::V09)));
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let (old, new) = (lines(&old), lines(&new));
    let only = |these: &[String], those: &[String], mark: &str| {
        let lines = these.iter().filter(|line| !those.contains(line));
        lines.map(|line| format!("{mark} {line}\n")).collect::<String>()
    };
    expect![[r#"
        - <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">
        - <ReqdExctnDt>2026-03-31</ReqdExctnDt>
        - <ReqdExctnDt>2026-03-31</ReqdExctnDt>
        - <BIC>DABASESX</BIC>
        - <BIC>COBADEFFXXX</BIC>
        + <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
        + <ReqdExctnDt>
        + <Dt>2026-03-31</Dt>
        + </ReqdExctnDt>
        + <ReqdExctnDt>
        + <Dt>2026-03-31</Dt>
        + </ReqdExctnDt>
        + <BICFI>DABASESX</BICFI>
        + <BICFI>COBADEFFXXX</BICFI>
    "#]]
    .assert_eq(&(only(&old, &new, "-") + &only(&new, &old, "+")));
}

#[test]
fn what_is_written_is_read_back_as_the_bank_reads_it() {
    let prepared = prepare(&batch()).expect("nothing is wrong");
    assert_eq!(prepared.groups[1].payments[0].creditor.name, "Buro Muller GmbH");
    for version in Version::ALL {
        let file = read(&write(&batch(), version).expect("fits")).expect("whole");
        assert_eq!((file.version, &file.batch), (version, &prepared));
        assert_eq!(prepare(&file.batch), Ok(file.batch));
    }
}

#[test]
fn everything_a_bank_refuses_is_told_at_once_with_its_path() {
    let mut wrong = batch();
    wrong.message_id = "K//1".to_owned();
    wrong.initiator.name = "x".repeat(141);
    let domestic = &mut wrong.groups[0];
    domestic.execution_date = "9999-12-31".parse().expect("a day");
    domestic.payments[0].end_to_end_id = "x".repeat(36);
    domestic.payments[0].amount = Money::new(100, Currency::EUR);
    domestic.payments[1].creditor.name = "Ωmega".to_owned();
    domestic.payments[1].remittance = Remittance::Text("å".repeat(141));
    domestic.payments[2].end_to_end_id = "E2E-2".to_owned();
    domestic.payments[2].amount = Money::ore(Ore::ZERO);
    domestic.payments[3].amount = Money::ore(Ore::new(7_501));
    let sepa = &mut wrong.groups[1];
    sepa.id = "G1".to_owned();
    sepa.charges = Some(Charges::Shared);
    sepa.debtor.name = "å".repeat(71);
    sepa.payments[0].amount = Money::new(100_000_000_000, Currency::EUR);
    sepa.payments[0].creditor_account = account("bg 5402-9681");
    sepa.payments.push(Payment {
        end_to_end_id: "ö".to_owned(),
        ..sepa.payments[0].clone()
    });
    wrong.groups.push(PaymentGroup {
        id: String::new(),
        payments: Vec::new(),
        ..wrong.groups[0].clone()
    });
    expect![[r#"
        0 GrpHdr/MsgId: Slash { value: "K//1" }
        0 GrpHdr/InitgPty/Nm: TooLong { value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…", length: 141, limit: 140 }
        0 PmtInf/ReqdExctnDt: DateOutOfRange { value: 9999-12-31, first: 1990-01-01, last: 2099-12-31 }
        0 PmtInf/CdtTrfTxInf/PmtId/EndToEndId: TooLong { value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", length: 36, limit: 35 }
        0 PmtInf/CdtTrfTxInf[2]/Cdtr/Nm: Character { character: 'Ω', value: "Ωmega" }
        0 PmtInf/CdtTrfTxInf[2]/RmtInf/Ustrd: TooLong { value: "åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå…", length: 141, limit: 140 }
        0 PmtInf[2]/Dbtr/Nm: TooLong { value: "åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå…", length: 71, limit: 70 }
        0 PmtInf[2]/CdtTrfTxInf[2]/PmtId/EndToEndId: Character { character: 'ö', value: "ö" }
        0 PmtInf[3]/ReqdExctnDt: DateOutOfRange { value: 9999-12-31, first: 1990-01-01, last: 2099-12-31 }
        0 PmtInf[3]/PmtInfId: Missing { element: "PmtInfId" }
        0 PmtInf/CdtTrfTxInf/Amt/InstdAmt: CurrencyNotAllowed { currency: "EUR", allowed: "SEK" }
        0 PmtInf/CdtTrfTxInf[3]/PmtId/EndToEndId: Repeated { value: "E2E-2" }
        0 PmtInf/CdtTrfTxInf[3]/Amt/InstdAmt: AmountNotPositive
        0 PmtInf/CdtTrfTxInf[4]/RmtInf: DocumentsDiffer { stated: "75.01", counted: "75.00" }
        0 PmtInf[2]/PmtInfId: Repeated { value: "G1" }
        0 PmtInf[2]/ChrgBr: CodeUnknown { value: "SHAR", known: "SLEV" }
        0 PmtInf[2]/CdtTrfTxInf/Amt/InstdAmt: AmountTooLarge { value: "1000000000.00" }
        0 PmtInf[2]/CdtTrfTxInf/CdtrAcct: AccountNotAllowed { kind: "bankgiro" }
        0 PmtInf[2]/CdtTrfTxInf/CdtrAgt: AccountNotAllowed { kind: "bankgiro" }
        0 PmtInf[2]/CdtTrfTxInf[2]/Amt/InstdAmt: AmountTooLarge { value: "1000000000.00" }
        0 PmtInf[2]/CdtTrfTxInf[2]/CdtrAcct: AccountNotAllowed { kind: "bankgiro" }
        0 PmtInf[2]/CdtTrfTxInf[2]/CdtrAgt: AccountNotAllowed { kind: "bankgiro" }
        0 PmtInf[3]: Empty
    "#]].assert_eq(&text(write(&wrong, Version::V03)));
    wrong.groups.clear();
    wrong.message_id = "K1".to_owned();
    wrong.initiator = agency();
    expect![[r#"
        0 -: Empty
    "#]]
    .assert_eq(&text(write(&wrong, Version::V03)));
}

/// What is told of a file that was changed after it was written.
fn check_changed(changes: &[(&str, &str)], expected: Expect) {
    let mut file = text(write(&batch(), Version::V03));
    for (from, to) in changes {
        assert!(file.contains(from), "{from}");
        file = file.replacen(from, to, 1);
    }
    let mistakes = read(file.as_bytes()).expect_err("it was changed");
    expected.assert_eq(&told(&mistakes));
}

#[test]
fn a_changed_file_is_refused_with_line_and_path() {
    check_changed(
        &[("12500.00", "12500.01")],
        expect![[r#"
        27 Document/CstmrCdtTrfInitn/PmtInf/CtrlSum: SumDiffers { stated: "13200.99", counted: "13201.00" }
    "#]],
    );
    check_changed(
        &[("<NbOfTxs>5", "<NbOfTxs>6")],
        expect![[r#"
        7 Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs: CountDiffers { stated: "6", counted: 5 }
    "#]],
    );
    check_changed(
        &[
            ("Ccy=\"SEK\">625.00", "Ccy=\"sek\">625,00"),
            ("123456789023", "123456789024"),
            ("SESBA", "GBDSC"),
            ("9831892246", "98318922469"),
            ("2026-03-31", "2026-02-30"),
            ("NURG", "SDVA"),
            ("DABASESX", "DABA"),
        ],
        expect![[r#"
            30 Document/CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl/Cd: CodeUnknown { value: "SDVA", known: "NURG, SEPA, URGP" }
            36 Document/CstmrCdtTrfInitn/PmtInf/ReqdExctnDt: DateMalformed { value: "2026-02-30" }
            64 Document/CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd: CodeUnknown { value: "GBDSC", known: "SESBA" }
            108 Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf/Strd/CdtrRefInf/Ref: ReferenceMalformed { value: "123456789024" }
            118 Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf[2]/Amt/InstdAmt: CurrencyMalformed { value: "sek" }
            170 Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf[3]/CdtrAcct/Id/Othr/Id: AccountMalformed { value: "98318922469", kind: "bank account" }
            271 Document/CstmrCdtTrfInitn/PmtInf[2]/DbtrAgt/FinInstnId/BIC: BicMalformed { value: "DABA" }
        "#]],
    );
    check_changed(
        &[(
            "<PmtMtd>TRF</PmtMtd>",
            "<PmtMtd>CHK</PmtMtd>\n<ChrgBr></ChrgBr><Prtry>x</Prtry>",
        )],
        expect![[r#"
            25 Document/CstmrCdtTrfInitn/PmtInf/PmtMtd: CodeUnknown { value: "CHK", known: "TRF" }
            26 Document/CstmrCdtTrfInitn/PmtInf/ChrgBr: CodeUnknown { value: "", known: "SLEV, SHAR, DEBT, CRED" }
            26 Document/CstmrCdtTrfInitn/PmtInf/Prtry: NotUnderstood { value: "x" }
        "#]],
    );
    check_changed(
        &[("<Ustrd>Medlemsavgift 2026</Ustrd>", "<Ustrd>a</Ustrd><Strd/>")],
        expect![[r#"
            143 Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf[2]/RmtInf: TextAndReference
        "#]],
    );
}

#[test]
fn no_document_type_and_no_entity_is_read() {
    check_changed(
        &[(
            "<Document",
            "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document",
        )],
        expect![[r#"
            2 -: DocumentType
        "#]],
    );
    check_changed(
        &[("Kontorsbolaget", "&x;")],
        expect![[r#"
        88 Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm: Entity { name: "x" }
    "#]],
    );
    check_changed(
        &[("UTF-8", "ISO-8859-1")],
        expect![[r#"
        1 -: Encoding { encoding: "ISO-8859-1" }
    "#]],
    );
    check_changed(
        &[("pain.001.001.03", "pain.001.001.12")],
        expect![[r#"
        2 Document: VersionUnknown { version: "12", known: "03, 09" }
    "#]],
    );
    check_changed(
        &[("pain.001.001.03", "pain.008.001.02")],
        expect![[r#"
        2 Document: OtherMessage { namespace: "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02", expected: "pain.001.001" }
    "#]],
    );
    check_changed(
        &[("</Document>", "")],
        expect![[r#"
        332 Document: NotXml { reason: "the file ends before its elements do" }
    "#]],
    );
    check_changed(
        &[("</Document>", "</Document><Document/>")],
        expect![[r#"
        331 -: NotXml { reason: "a second root element" }
    "#]],
    );
    check_changed(
        &[("<GrpHdr>", "<GrpHdr>text")],
        expect![[r#"
        5 Document/CstmrCdtTrfInitn/GrpHdr: TextBesideElements { value: "text" }
    "#]],
    );
}

#[test]
fn depth_and_sizes_have_limits() {
    let deep = "<Nm>".repeat(41);
    check_changed(
        &[("<InitgPty>", &deep)],
        expect![[r#"
        9 Document/CstmrCdtTrfInitn/GrpHdr/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm/Nm: TooDeep { limit: 40 }
    "#]],
    );
    let long = format!("<Nm>{}", "x".repeat(70_000));
    check_changed(
        &[("<Nm>", &long)],
        expect![[r#"
        10 Document/CstmrCdtTrfInitn/GrpHdr/InitgPty/Nm: PieceTooLarge { limit_bytes: 65536 }
    "#]],
    );
    let many: String = (0..30).map(|n| format!(" a{n}=\"\"")).collect();
    check_changed(
        &[("<GrpHdr>", &format!("<GrpHdr{many}>"))],
        expect![[r#"
        4 Document/CstmrCdtTrfInitn: TooManyAttributes { limit: 20 }
    "#]],
    );
    let other: String = (0..200).map(|n| format!("<E{n}/>")).collect();
    check_changed(
        &[("<GrpHdr>", &format!("<GrpHdr>{other}"))],
        expect![[r#"
        4 Document/CstmrCdtTrfInitn/GrpHdr: TooManyElements { limit: 100 }
    "#]],
    );
    let elements = "<E/>".repeat(20_001);
    check_changed(
        &[("<GrpHdr>", &format!("<GrpHdr>{elements}"))],
        expect![[r#"
        4 Document/CstmrCdtTrfInitn/GrpHdr/E[20000]: TooManyElements { limit: 20000 }
    "#]],
    );
}

/// The folder of schemas, where there is one and a tool to check with.
fn schemas() -> Option<PathBuf> {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/iso20022"));
    let tool = Command::new("xmllint").arg("--version").output().is_ok();
    if !corpus.exists() || !tool {
        println!("no corpus of bank files or no xmllint here; nothing was tested");
        return None;
    }
    Some(corpus)
}

fn check_against_schema(corpus: &Path, file: &[u8], version: Version) {
    let schema = format!(
        "phoughton__pyiso20022/xsd/payments_initiation/pain.001/pain.001.001.{:02}.xsd",
        version.number()
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("payments.xml");
    std::fs::write(&path, file).expect("a file");
    let output = Command::new("xmllint")
        .args(["--noout", "--schema"])
        .arg(corpus.join(schema))
        .arg(&path)
        .output()
        .expect("the tool runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_written_is_valid_by_the_official_schemas() {
    let Some(corpus) = schemas() else { return };
    for version in Version::ALL {
        let mut urgent = batch();
        urgent.groups[0].service_level = ServiceLevel::Urgent;
        urgent.groups[0].debtor_account.number = account("konto 8424 9831892246");
        urgent.groups[0].debtor_bank = Some(Bic::parse("DABASESX").expect("a bank"));
        urgent.groups[1].debtor_bank = None;
        for batch in [batch(), urgent] {
            check_against_schema(&corpus, &write(&batch, version).expect("fits"), version);
        }
    }
}

fn texts() -> impl Strategy<Value = String> {
    vec(
        prop::sample::select("aZ09åÖé&<>\"'/ -.".chars().collect::<Vec<_>>()),
        1..=35,
    )
    .prop_map(|characters| format!("N{}", characters.into_iter().collect::<String>()))
}

fn payments() -> impl Strategy<Value = Vec<Payment>> {
    let accounts = [
        "bg 5402-9681",
        "pg 4105468-5",
        "konto 8424 9831892246",
        "iban SE4550000000058398257466",
    ];
    let remittances = [
        "",
        "ocr 123456789023",
        "rf RF18539007547034",
        "text Hej & hå",
        "faktura 1 100",
    ];
    let one = (
        1..=999_999_999_999_999_i64,
        texts(),
        prop::sample::select(accounts.to_vec()),
        prop::sample::select(remittances.to_vec()),
        texts(),
    )
        .prop_map(|(minor, name, number, what, note)| {
            let mut payment = payment(&format!("E;{minor};SEK;N;{number};{what}"));
            payment.creditor.name = name;
            if let Remittance::Documents(documents) = &mut payment.remittance {
                documents[0].amount = payment.amount;
            }
            if let Remittance::Text(text) = &mut payment.remittance {
                *text = note;
            }
            payment
        });
    vec(one, 1..12).prop_map(|mut payments| {
        for (number, payment) in payments.iter_mut().enumerate() {
            payment.end_to_end_id = format!("E2E-{number}");
        }
        payments
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_batch_is_read_back(payments in payments(), version in prop::sample::select(Version::ALL.to_vec())) {
        let mut batch = batch();
        batch.groups[0].payments = payments;
        batch.groups.truncate(1);
        let file = write(&batch, version).expect("fits");
        prop_assert_eq!(&file, &write(&batch, version).expect("fits"));
        let read = read(&file).expect("whole");
        prop_assert_eq!(&read.batch, &prepare(&batch).expect("fits"));
        prop_assert_eq!(write(&read.batch, version).expect("fits"), file);
    }

    #[test]
    fn a_file_cut_short_is_refused_and_one_with_changed_bytes_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut file = write(&batch(), Version::V09).expect("fits");
        let at = at.index(file.len() - 2);
        prop_assert!(read(&file[..at]).is_err());
        file[at] = byte;
        let _ = read(&file);
    }
}

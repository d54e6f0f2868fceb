//! Payments to suppliers by way of Bankgirot (PAY-06, PAY-07): text in, text out; and what holds for
//! every batch.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "expect-test writes the one; the others are text for people, a few lines of it"
)]

use std::path::PathBuf;

use expect_test::{Expect, expect};
use kameral_base::{BankAccount, Bankgiro, Ore, Plusgiro};
use kameral_formats::bankgirot::LineMistake;
use kameral_formats::bankgirot::lb::{
    Address, Batch, Kind, Order, PayDay, Payee, Payout, PayoutAccount, PayoutNumber, prepare, read, read_return, write,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn payout(number: u32, account: Option<&str>, name: Option<&str>) -> Payee {
    Payee::Payout(Payout {
        number: PayoutNumber::new(number).expect("a number"),
        account: account.map(|account| PayoutAccount {
            account: BankAccount::parse(account).expect("an account"),
            text: "RESEERS".to_owned(),
            is_salary: true,
        }),
        address: name.map(|name| Address {
            name: name.to_owned(),
            street: "Järnvägsgatan 84".to_owned(),
            postcode: "64554".to_owned(),
            town: "Hallsberg".to_owned(),
            ..Address::default()
        }),
    })
}

fn payee(text: &str) -> Payee {
    let words: Vec<&str> = text.split(' ').collect();
    match words[0] {
        "bg" => Payee::Bankgiro(Bankgiro::parse(words[1]).expect("bankgiro")),
        "pg" => Payee::Plusgiro(Plusgiro::parse(words[1]).expect("plusgiro")),
        "konto" => payout(words[1].parse().expect("digits"), Some("8424 9831892246"), None),
        "båda" => payout(
            words[1].parse().expect("digits"),
            Some("8424 9831892246"),
            Some("Åsa Öberg"),
        ),
        _ => payout(words[1].parse().expect("digits"), None, Some("Enskilda firman")),
    }
}

/// `betalning;bg 5402-9681;reference;öre;day;information;text/text`.
fn order(line: &str) -> Order {
    let fields: Vec<&str> = line.split(';').collect();
    Order {
        kind: match fields[0] {
            "betalning" => Kind::Payment,
            "avdrag" => Kind::Deduction,
            "kredit" => Kind::CreditNote,
            _ => Kind::WholeCreditNote,
        },
        payee: payee(fields[1]),
        reference: fields[2].to_owned(),
        amount: Ore::new(fields[3].parse().expect("öre")),
        day: match fields[4] {
            "genast" => PayDay::AtOnce,
            day => PayDay::On(day.parse().expect("a day")),
        },
        information: fields[5].to_owned(),
        texts: fields[6]
            .split('/')
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}

const ORDERS: &str = "\
betalning;bg 5402-9681;123456789023;98000;2026-03-31;VERIF 12;
kredit;bg 5402-9681;563258967410;86000;2026-04-12;VERIF 32;
hel;bg 5402-9681;98;100;2026-04-12;VERIF 33;
betalning;pg 4105468-5;Faktura 7;1000;genast;VERIF 13;Rad 1/Rad 2 “é”
betalning;konto 99001;122;1550000;2026-04-25;;
avdrag;konto 99001;122;50000;2026-04-25;;
betalning;kontant 99005;Bidrag;500000;2026-04-25;VERIF 30;Återbetalning & ränta
betalning;båda 99006;;1;2026-04-25;;";

fn batch(orders: &str) -> Batch {
    Batch {
        sender: Bankgiro::parse("5402-9681").expect("bankgiro"),
        written_on: "2026-03-30".parse().expect("a day"),
        orders: orders.lines().map(order).collect(),
    }
}

fn told(mistakes: &[LineMistake]) -> String {
    let lines = mistakes
        .iter()
        .map(|mistake| format!("{mistake} {:?}\n", mistake.mistake));
    lines.collect()
}

/// The file with a mark at the end of every record.
fn shown(file: Result<Vec<u8>, Vec<LineMistake>>) -> String {
    match file {
        Ok(bytes) => {
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            text.replace("\r\n", "|\n")
        }
        Err(mistakes) => told(&mistakes),
    }
}

#[test]
fn a_batch_is_records_of_80_characters() {
    expect![[r#"
        110054029681260330LEVERANTÖRSBETALNINGAR                   SEK                  |
        140054029681123456789023             000000098000260331     VERIF 12            |
        160054029681563258967410             000000086000260412     VERIF 32            |
        17005402968198                       000000000100260412     VERIF 33            |
        540041054685Faktura 7                000000001000GENAST     VERIF 13            |
        650041054685Rad 1                                                               |
        650041054685Rad 2 'e'                                                           |
        4000009900108424009831892246RESEERS     L                                       |
        140000990010122                      000001550000260425                         |
        150000990010122                      000000050000260425                         |
        260000990051Enskilda firman                                                     |
        270000990051Järnvägsgatan 84                   64554Hallsberg                   |
        140000990051Bidrag                   000000500000260425     VERIF 30            |
        250000990051Återbetalning + ränta                                               |
        4000009900698424009831892246RESEERS     L                                       |
        260000990069Åsa Öberg                                                           |
        270000990069Järnvägsgatan 84                   64554Hallsberg                   |
        140000990069                         000000000001260425                         |
        29005402968100000008000002012901                                                |
    "#]]
    .assert_eq(&shown(write(&batch(ORDERS))));
}

#[test]
fn what_is_written_is_read_back() {
    let batch = batch(ORDERS);
    let read = read(&write(&batch).expect("fits")).expect("whole");
    assert_eq!(read, [prepare(&batch).expect("fits")]);
}

#[test]
fn everything_that_would_be_refused_is_told_at_once() {
    let mut wrong = batch(
        "\
betalning;bg 5402-9681;12345678901234567890123456;0;9999-12-31;Ωmega;
kredit;pg 4105468-5;1;1000000000000;genast;123456789012345678901;
betalning;pg 4105468-5;1;1;genast;;1/2/3/4/5/6/7/8/9/10
betalning;konto 99001;1;1;genast;;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
betalning;kontant 99001;1;1;genast;;
betalning;kontant 99002;1;999999999999;genast;;",
    );
    if let Payee::Payout(payout) = &mut wrong.orders[5].payee {
        payout.address = None;
    }
    if let Payee::Payout(payout) = &mut wrong.orders[4].payee {
        let address = payout.address.as_mut().expect("an address");
        address.postcode = "645 54".to_owned();
        address.town = String::new();
    }
    expect![[r#"
        1 belopp: bankgirot_amount_not_positive AmountNotPositive
        1 betalningsdag: bankgirot_date_out_of_range DateOutOfRange { value: 9999-12-31 }
        1 referens: bankgirot_too_long TooLong { value: "12345678901234567890123456", length: 26, limit: 25 }
        1 information till avsändaren: bankgirot_character Character { character: 'Ω', value: "Ωmega" }
        2 belopp: bankgirot_amount_too_large AmountTooLarge { value: "10000000000.00" }
        2 information till avsändaren: bankgirot_too_long TooLong { value: "123456789012345678901", length: 21, limit: 20 }
        2 mottagare: bankgirot_account_malformed AccountMalformed { value: "410 54 68-5" }
        3 informationstext: bankgirot_too_many_texts TooManyTexts { count: 10, limit: 9 }
        4 informationstext: bankgirot_too_long TooLong { value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", length: 51, limit: 50 }
        5 ort: bankgirot_value_missing ValueMissing
        5 postnummer: bankgirot_not_digits NotDigits { value: "645 54" }
        5 utbetalningsnummer: bankgirot_differs Differs { value: "990010 Enskilda firman", expected: "990010 " }
        6 namn: bankgirot_value_missing ValueMissing
    "#]].assert_eq(&shown(write(&wrong)));
    expect![[r#"
        0: bankgirot_empty Empty
    "#]]
    .assert_eq(&shown(write(&batch(""))));
    assert!(PayoutNumber::new(0).is_err() && PayoutNumber::new(100_000).is_err());
}

fn check_changed(changes: &[(&str, &str)], expected: Expect) {
    let mut file = shown(write(&batch(ORDERS))).replace('|', "");
    for (from, to) in changes {
        assert!(file.contains(from), "{from}");
        file = file.replacen(from, to, 1);
    }
    match read(file.as_bytes()) {
        Ok(batches) => panic!("{batches:?}"),
        Err(mistakes) => expected.assert_eq(&told(&mistakes)),
    }
}

#[test]
fn a_changed_file_is_refused_with_line_and_field() {
    check_changed(
        &[("000000098000", "000000098001")],
        expect![[r#"
        19 totalbelopp: bankgirot_sum_differs SumDiffers { stated: Ore(2012901), counted: Ore(2012902) }
    "#]],
    );
    check_changed(
        &[("2900540296810000000", "2900540296810000001")],
        expect![[r#"
        19 antal: bankgirot_count_differs CountDiffers { stated: 18, counted: 8 }
    "#]],
    );
    check_changed(
        &[("29005402968", "29000297367")],
        expect![[r#"
        19 avsändarbankgiro: bankgirot_account_malformed AccountMalformed { value: "0002973671" }
    "#]],
    );
    check_changed(
        &[
            (
                "LEVERANTÖRSBETALNINGAR                   SEK",
                "LEVERANTÖRSBETALNINGAR2602301            EUR",
            ),
            ("1400540296", "1400540297"),
            ("260331     VERIF 12", "260231     VERIF 12"),
            ("0000990010842400", "0000990011842400"),
            ("000000500000260425", "00000050000O260425"),
        ],
        expect![[r#"
            1 redovisningskod: bankgirot_report_not_read ReportNotRead { report: "1" }
            1 valuta: bankgirot_code_unknown CodeUnknown { value: "EUR", known: "SEK" }
            1 betalningsdag: bankgirot_date_malformed DateMalformed { value: "260230" }
            2 mottagare: bankgirot_account_malformed AccountMalformed { value: "0054029781" }
            2 betalningsdag: bankgirot_date_malformed DateMalformed { value: "260231" }
            8 utbetalningsnummer: bankgirot_payout_malformed PayoutMalformed { value: "990011" }
            9 utbetalningsnummer: bankgirot_payout_unknown PayoutUnknown { value: "990010" }
            10 utbetalningsnummer: bankgirot_payout_unknown PayoutUnknown { value: "990010" }
            13 belopp: bankgirot_not_digits NotDigits { value: "00000050000O" }
        "#]],
    );
    check_changed(
        &[("400000990010", "400000990028")],
        expect![[r#"
        9 utbetalningsnummer: bankgirot_payout_unknown PayoutUnknown { value: "990010" }
        10 utbetalningsnummer: bankgirot_payout_unknown PayoutUnknown { value: "990010" }
    "#]],
    );
    check_changed(
        &[("SEK", "SEK\n11")],
        expect![[r#"
        2: bankgirot_record_misplaced RecordMisplaced { code: "11" }
    "#]],
    );
    check_changed(
        &[("SEK", "SEK\n65\n33")],
        expect![[r#"
        2: bankgirot_record_misplaced RecordMisplaced { code: "65" }
        3: bankgirot_code_unknown CodeUnknown { value: "33", known: "11, 12, 13, 14, 15, 16, 17, 25, 26, 27, 29, 40, 54, 65" }
    "#]],
    );
    check_changed(
        &[("110054029681", "010054029681")],
        expect![[r#"
            1: bankgirot_other_file OtherFile { expected: "LB" }
        "#]],
    );
    check_changed(
        &[("\n29", "\n12")],
        expect![[r#"
        0: bankgirot_cut_short CutShort
    "#]],
    );
}

/// Rejected: an account and everything paid to it, and a bankgiro alone.
const REJECTED: &str = "\
110054029681260223LEVERANTÖRSBETALNINGAR2602236
12NY ADRESS
49MTRV0064ORIMLIGT DATUM
40000099001084240009831892246
49MTRV0013MOTTAGARENS BANKKONTO ÄR FELAKTIGT
260000990010JOHANNA AXELSSON
49    0000SE FÖREGÅENDE POST
14000099001056325892225              000005500000
49    0000SE FÖREGÅENDE POST
150000990010AVGÅR SJÄLVRISK          000000500000
49    0000SE FÖREGÅENDE POST
140011111111566986547214             00000020000X           VERIF 20
49MTRV0042MOTTAGARENS BANKGIRONUMMER ÄR FELAKTIGT
49MTRV0015BELOPPET ÄR FELAKTIGT
29005402968100000003
";

/// Paid: two orders to a bankgiro of which a credit note lessens the other.
const SPECIFICATION: &str = "\
110054029681260329LEVERANTÖRSBETALNINGAR2603301
260054029681LASTBILAR HB
14005402968108570215155              000000086000C0000000000VERIF 19
160054029681563258967410             0000000010002604121    VERIF 32
200054029681260328000000100000000000014000
5400410546857                        000000000500P0000000000VERIF 20
29005402968100000003000000085500
";

fn returned(file: &str) -> String {
    let returns = match read_return(file.as_bytes()) {
        Ok(returns) => returns,
        Err(mistakes) => return told(&mistakes),
    };
    let mut text = String::new();
    for report in &returns {
        text += &format!(
            "{:?} {} {} {:?}\n",
            report.report, report.sender, report.written_on, report.day
        );
        for reason in &report.reasons {
            text += &format!("  {} {}\n", reason.code, reason.text);
        }
        for order in &report.orders {
            text += &format!(
                "{} {:?} {} {:?} {:?} {:?} {:?} {:?}\n",
                order.line,
                order.kind,
                order.receiver,
                order.reference,
                order.amount.map(Ore::plain),
                order.information,
                order.payment_type,
                order.name
            );
            for reason in &order.reasons {
                text += &format!("  {} {}\n", reason.code, reason.text);
            }
        }
    }
    text
}

#[test]
fn what_was_rejected_is_told_with_its_reasons() {
    expect![[r#"
        Rejected 5402-9681 2026-02-23 Some(2026-02-23)
          MTRV0064 ORIMLIGT DATUM
        8 Payment 990010 "56325892225" Some("55000.00") "" None Some("JOHANNA AXELSSON")
          MTRV0013 MOTTAGARENS BANKKONTO ÄR FELAKTIGT
        10 Deduction 990010 "AVGÅR SJÄLVRISK" Some("5000.00") "" None Some("JOHANNA AXELSSON")
          MTRV0013 MOTTAGARENS BANKKONTO ÄR FELAKTIGT
        12 Payment 11111111 "566986547214" None "VERIF 20" None None
          MTRV0042 MOTTAGARENS BANKGIRONUMMER ÄR FELAKTIGT
          MTRV0015 BELOPPET ÄR FELAKTIGT
    "#]]
    .assert_eq(&returned(REJECTED));
}

#[test]
fn what_was_paid_is_told_and_summed() {
    expect![[r#"
        Specification 5402-9681 2026-03-29 Some(2026-03-30)
        3 Payment 54029681 "08570215155" Some("860.00") "VERIF 19" Some('C') Some("LASTBILAR HB")
        4 CreditNote 54029681 "563258967410" Some("10.00") "VERIF 32" None Some("LASTBILAR HB")
        6 Payment 41054685 "7" Some("5.00") "VERIF 20" Some('P') None
    "#]]
    .assert_eq(&returned(SPECIFICATION));
    let changed = SPECIFICATION
        .replace("000000086000C", "000000086001C")
        .replace("8100000003", "8100000004");
    expect![[r#"
        7 antal: bankgirot_count_differs CountDiffers { stated: 4, counted: 3 }
        7 totalbelopp: bankgirot_sum_differs SumDiffers { stated: Ore(85500), counted: Ore(85501) }
    "#]]
    .assert_eq(&returned(&changed));
    expect![[r#"
        1 redovisningskod: bankgirot_report_not_read ReportNotRead { report: "2" }
    "#]]
    .assert_eq(&returned(&SPECIFICATION.replace("2603301", "2603302")));
    expect![[r#"
        0: bankgirot_cut_short CutShort
    "#]]
    .assert_eq(&returned(SPECIFICATION.rsplit_once("\n29").expect("an end").0));
}

/// Bankgirot's own examples with numbers in the place of their crosses; left out with a message
/// where they are not at hand.
#[test]
fn examples_of_bankgirot() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/bankgirot"));
    let folder = folder.join("niho__bankgirot/examples");
    if !folder.exists() {
        println!("no corpus of bank files here; nothing was tested");
        return;
    }
    for (name, expected) in [
        (
            "exempel1_sv",
            expect![[r#"
        Payment 56897456986 980.00
        Payment 12356986799 210.00
        Payment 421948311319 5280.00
        Payment 15204076 630.00
        Payment 49060593 30.00
        Payment 48774616 980.00
        CreditNote 563258967410 860.00
        CreditNote 566986547214 233.00
        CreditNote 08570215155 4450.00
        Payment 18404079 210.00
        Payment 49243777 5280.00
        Payment 34136606 630.00
        Payment 49342306 30.00
        Payment 15204076 2300.00
        Payment 49060593 1400.00
        Payment 48774616 8000.00
        Payment 563258911111 15000.00
        Payment 12356986799 5000.00
    "#]],
        ),
        (
            "lon_sv",
            expect![[r#"
        Payment 122 15500.00
        Payment 123 15800.00
        Payment 124 25000.00
        Payment 125 23000.00
        Payment 126 5000.00
        Payment 127 14000.00
        Payment 128 15000.00
    "#]],
        ),
    ] {
        let path = folder.join(format!("leverantorsbetalning_exempelfil_{name}.txt"));
        let bytes = std::fs::read(path).expect("a file");
        let text =
            String::from_utf8(bytes.clone()).unwrap_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect());
        let records = text.lines().skip_while(|line| !line.starts_with("11"));
        let filled: String = records
            .map(|line| {
                if line.starts_with("40") {
                    format!(
                        "{}8424009831892246{}\n",
                        &line[..12],
                        line.get(28..).unwrap_or_default()
                    )
                } else {
                    line.replace("00XXXXXXXX", "0054029681") + "\n"
                }
            })
            .collect();
        let outcome = match read(filled.as_bytes()) {
            Ok(batches) => batches
                .iter()
                .flat_map(|batch| &batch.orders)
                .map(|order| format!("{:?} {} {}\n", order.kind, order.reference, order.amount.plain()))
                .collect(),
            Err(mistakes) => told(&mistakes),
        };
        expected.assert_eq(&outcome);
    }
}

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let payees = [
        "bg 5402-9681",
        "pg 4105468-5",
        "konto 99001",
        "kontant 99005",
        "båda 99006",
    ];
    let text = || vec(prop::sample::select("aZ09åÖé&'-.".chars().collect::<Vec<_>>()), 1..=9);
    let one = (
        prop::sample::select(payees.to_vec()),
        0..4_usize,
        1..=99_999_999_i64,
        (text(), text(), text()),
        any::<bool>(),
    )
        .prop_map(|(to, kind, ore, (reference, information, line), at_once)| {
            let kinds = ["betalning", "avdrag", "kredit", "hel"];
            let kind = if to.starts_with("pg") { kinds[0] } else { kinds[kind] };
            let day = if at_once { "genast" } else { "2026-04-25" };
            let mut order = order(&format!("{kind};{to};;{ore};{day};;"));
            order.reference = reference.into_iter().collect();
            order.information = information.into_iter().collect();
            order.texts = vec![line.into_iter().collect()];
            order
        });
    vec(one, 1..30)
}

proptest! {
    #[test]
    fn every_batch_is_read_back(orders in orders()) {
        let batch = Batch { orders, ..batch("") };
        let file = write(&batch).expect("fits");
        for record in file.chunks(82) {
            prop_assert!(record.len() == 82 && record.ends_with(b"\r\n"));
        }
        let read = read(&file).expect("whole");
        prop_assert_eq!(&read, &[prepare(&batch).expect("fits")]);
        prop_assert_eq!(write(&read[0]).expect("fits"), file);
    }

    #[test]
    fn a_file_cut_short_is_refused_and_one_with_changed_bytes_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut file = write(&batch(ORDERS)).expect("fits");
        let last = file.len() - 82;
        prop_assert!(read(&file[..at.index(last)]).is_err());
        let at = at.index(file.len());
        file[at] = byte;
        let _ = read(&file);
        for text in [REJECTED, SPECIFICATION] {
            let mut bytes = text.as_bytes().to_vec();
            let at = at % bytes.len();
            prop_assert!(read_return(&bytes[..at.min(text.rfind("\n29").expect("an end"))]).is_err());
            bytes[at] = byte;
            let _ = read_return(&bytes);
        }
    }
}

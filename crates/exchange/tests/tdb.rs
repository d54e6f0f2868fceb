//! Stories about the file to the transaction database (INT-07, INT-08).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(clippy::format_push_string, reason = "a story has few lines, and this reads best")]

use crate::books;

use books::{check, each_books, tdb_order, told, told_by_both};
use expect_test::expect;
use kameral_exchange::commands::{content, prepare_tdb, read_rejects};

const SPRING: &str = "
    2026-01-20 Papper | 5531 FIN=10 MP=L1 625,00 | 2581 MP=L1 -625,00
    2026-01-21 Tidning | 5541 FIN=10 MP=L2 -125,50 | 2581 MP=L2 125,50
    2026-01-22 Hyra | 5021 FIN=10 MP=1128 800,00 | 5599 FIN=10 MP=1128 1,00 | 1910 -801,00
    2026-01-23 Lön | 4011 FIN=10 90,00 | 1910 -90,00
    2026-02-01 Hyra | 5012 FIN=10 MP=L1 1000,00 | 2581 MP=L1 -1000,00
    2026-03-31 Papper | 5531 FIN=10 MP=L1 3,00 | 2581 MP=L1 -3,00
";

fn spring(more: &str) -> String {
    format!("{SPRING}{more}")
}

/// INT-07: one month or one quarter, never cumulative; suppliers within the State never occur.
#[test]
fn purchases_from_outside_the_state_are_sent_for_a_month_or_a_quarter() {
    check(
        &spring(
            "tdb 202601
            spärra 202600..202603
            tdb 202601
            visa tdb 1
            tdb 202601
            tdb 202601..202603
            visa tdb 2
            tdb 202601..202602
            tdb 202602..202604
            sätt tdb 2026-01-01 accounts=4* unit=HK
            tdb 202602
            visa tdb 3",
        ),
        expect![[r#"
            exchange_period_open (period): Perioden 202601 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            ny tdb 1 TDB_1098_202601_202601.txt 2 rader
                 5560360793                  54029681  5531                  62500A-2026-1            202601202026011     |
                                   41054685            5541                 -12550A-2026-2            202601212026011     |
            samma som tdb 1 TDB_1098_202601_202601.txt 2 rader
            ny tdb 2 TDB_1098_202601_202603.txt 4 rader
                 5560360793                  54029681  5531                  62500A-2026-1            202601202026011     |
                                   41054685            5541                 -12550A-2026-2            202601212026011     |
                 5560360793                  54029681  5012                 100000A-2026-5            202602012026021     |
                 5560360793                  54029681  5531                    300A-2026-6            202603312026031     |
            exchange_not_month_or_quarter (period): Perioderna 202601 till 202602 är varken en månad eller ett kvartal. Välj en månad 01 till 12, eller ett kvartals tre månader.
            exchange_not_month_or_quarter (period): Perioderna 202602 till 202604 är varken en månad eller ett kvartal. Välj en månad 01 till 12, eller ett kvartals tre månader.
            inställningar 1
            ny tdb 3 TDB_1098_202602_202602.txt 0 rader
        "#]],
    );
}

/// INT-07: a supplier that nothing identifies stops the file with its voucher, or is left out and told;
/// a wrong number and a counterparty of no kind stop it always.
#[test]
fn a_purchase_that_nothing_identifies_is_never_dropped_in_silence() {
    let mut told = told_by_both(|books| {
        books.play(&spring(
            "2026-01-24 Utan | 5531 FIN=10 7,00 | 1910 -7,00
            2026-01-25 Okänd | 5531 FIN=10 MP=L3 8,00 | 1910 -8,00
            spärra 202600..202603
            tdb 202601
            tdb 202601 utan
            öppna 202601
            2026-01-26 Fel | 5531 FIN=10 MP=L4 9,00 | 5599 FIN=10 MP=X9 2,00 | 1910 -11,00
            spärra 202601
            tdb 202601 utan",
        ))
    });
    told += &told_by_both(|books| {
        books.play(&spring(
            "2026-01-24 Utan | 5531 FIN=10 7,00 | 1910 -7,00
            spärra 202600..202603",
        ));
        let prepared = prepare_tdb(&books.cx, &tdb_order("202601..202603", true)).unwrap();
        let mut text = String::new();
        for (period, total) in &prepared.decided.totals {
            text += &format!("{period} {} st {}\n", total.count, total.amount.plain());
        }
        let left_out = prepared.decided.left_out();
        text + &format!("utan {} st {}\n", left_out.count, left_out.amount.plain())
    });
    expect![[r#"
        exchange_supplier_unidentified (supplier): Verifikation A-2026-7, konto 5531, 7,00: leverantören saknar organisationsnummer, plusgiro och bankgiro. Ange motpart med minst ett av dem.
        exchange_supplier_unidentified (supplier): Verifikation A-2026-8, konto 5531, 8,00: leverantören saknar organisationsnummer, plusgiro och bankgiro. Ange motpart med minst ett av dem.
        ny tdb 1 TDB_1098_202601_202601.txt 2 rader
        exchange_counterparty_kind_unknown (counterparty): Motparten X9 på konto 5599 med 2,00 har inget slag. Ange om den är inomstatlig, inom bokslutskoncernen eller utomstatlig.
        exchange_supplier_number_wrong (supplier): Leverantören L4 har ett nummer som inte stämmer. Kontrollsiffran stämmer inte. Kontrollera organisationsnumret mot underlaget.
        202601 2 st 499.50
        202602 1 st 1000.00
        202603 1 st 3.00
        utan 1 st 7.00
    "#]].assert_eq(&told);
}

/// INT-08: each row of the list of rejects leads to its voucher and supplier.
#[test]
fn rejected_transactions_are_found_in_the_books() {
    let told = told_by_both(|books| {
        books.play(&spring("spärra 202600..202603\ntdb 202601"));
        let sent = content(&books.cx, "tdb", 1).unwrap().bytes;
        let gone = String::from_utf8(sent.clone())
            .unwrap()
            .replace("A-2026-1 ", "A-2026-99");
        let changed = String::from_utf8(sent.clone()).unwrap().replace("62500", "62501");
        let mut text = String::new();
        for list in [
            sent,
            gone.replace("A-2026-99", "A-2026-9 ").into_bytes(),
            changed.into_bytes(),
        ] {
            for row in read_rejects(&books.cx, &list).unwrap() {
                let voucher = row.voucher.map_or("-".to_owned(), |voucher| voucher.to_string());
                let (lines, supplier, name) = (row.lines, row.supplier, row.supplier_name);
                text += &format!("{} {voucher} {lines:?} {supplier} {name}\n", row.line);
            }
        }
        text + &told(read_rejects(&books.cx, b"inte en lista\r\n").unwrap_err())
    });
    expect![[r#"
        1 A-2026-1 [1] L1 Kontorsbolaget
        2 A-2026-2 [1] L2 Byråkonsult
        1 - []  
        2 A-2026-2 [1] L2 Byråkonsult
        1 A-2026-1 []  
        2 A-2026-2 [1] L2 Byråkonsult
        exchange_unreadable (file): Listans rad 1: Raden har 13 tecken men ska ha 110. Hämta filen på nytt utan att öppna den i ett annat program.
    "#]].assert_eq(&told);
}

/// The sums and counts before sending are those of the file (INT-08).
#[test]
fn control_totals_are_those_of_the_file() {
    each_books(|books| {
        books.play(&spring("spärra 202600..202603\ntdb 202601..202603"));
        let prepared = prepare_tdb(&books.cx, &tdb_order("202601..202603", false)).unwrap();
        let bytes = content(&books.cx, "tdb", 1).unwrap().bytes;
        let rows: Vec<&[u8]> = bytes.chunks(112).collect();
        for (period, total) in &prepared.decided.totals {
            let of_period = |row: &&&[u8]| row[98..104] == *period.to_string().as_bytes();
            let ore = |row: &&[u8]| String::from_utf8_lossy(&row[53..70]).trim().parse::<i64>().unwrap();
            let sum: i64 = rows.iter().filter(of_period).map(ore).sum();
            let count = i64::try_from(rows.iter().filter(of_period).count()).unwrap();
            assert_eq!((count, sum), (total.count, total.amount.get()), "{period}");
        }
    });
}

//! Closings and transfers at the same moment, on both engines (CLS-08, CLS-09, CLS-10; reliability rule 4).

use crate::story;

use std::sync::Barrier;

use kameral_base::Period;
use kameral_closing::commands::{CloseOrder, TransferOrder, close_year, post_transfers, read_transfers, trial};
use kameral_ledger::voucher::PostedVoucher;
use kameral_store::testing::each_migrated;
use story::Books;

/// Who close at the same moment.
const CLIENTS: usize = 6;

/// A year with a result, payments in the State's flow, and depreciation of what an appropriation has paid.
const YEAR: &str = "2025-02-10 Reservaggregat | 1281 FIN=20 2000,00 | 2581 -2000,00
    2025-02-20 Betalt | 2581 2000,00 | 19431 -2000,00
    2025-03-02 Bidrag | 7751 FIN=21 800,00 | 19431 -800,00
    2025-05-02 Avgift | 1531 MP=1128 700,00 | 3111 FIN=30 ORG=1 MP=1128 -700,00
    2025-12-31 Avskrivning | 69134 ORG=1 FIN=20 200,00 | 1287 -200,00";

/// The same at once: every voucher that somebody was answered with.
fn at_once(act: impl Fn() -> Vec<PostedVoucher> + Sync) -> Vec<String> {
    let start = Barrier::new(CLIENTS);
    let answers = std::thread::scope(|scope| {
        let client = || {
            start.wait();
            act()
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        let answers = clients.into_iter().flat_map(|client| client.join().expect("a client"));
        answers.collect::<Vec<PostedVoucher>>()
    });
    let mut numbers: Vec<String> = answers.iter().map(|voucher| voucher.number.to_string()).collect();
    numbers.sort();
    numbers
}

fn each_agency(test: impl Fn(&Books)) {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let books = Books::agency(store);
        books.play(YEAR);
        test(&books);
    });
}

fn close(books: &Books) -> Vec<PostedVoucher> {
    let order = CloseOrder {
        year: 2025,
        accept_warnings: None,
    };
    close_year(&books.cx, None, &order).expect("the year is closed")
}

fn transfer(books: &Books, period: &str) -> Vec<PostedVoucher> {
    post_transfers(&books.cx, None, &all(period)).expect("the transfers are posted")
}

fn all(period: &str) -> TransferOrder {
    TransferOrder::all(Period::parse(period).expect("a period"))
}

/// CLS-08, CLS-09: a result and an opening between them; after a late voucher, one difference of
/// each.
#[test]
fn cls_08_cls_09_those_who_close_a_year_at_once_close_it_once() {
    each_agency(|books| {
        assert_eq!(at_once(|| close(books)), ["O-2026-1", "X-2025-1"]);
        for round in 2..=5 {
            books.play("2025-12-20 Sen avgift | 1531 MP=1128 50,00 | 3111 FIN=30 ORG=1 MP=1128 -50,00");
            let both = [format!("O-2026-{round}"), format!("X-2025-{round}")];
            assert_eq!(at_once(|| close(books)), both);
        }
        let trial = trial(&books.cx, 2025).expect("the year can be tried");
        assert!(trial.result.is_complete() && trial.opening.is_complete(), "{trial:#?}");
    });
}

/// CLS-10, C09: what is moved in the State's current account, and against State capital, is moved once.
#[test]
fn cls_10_those_who_post_transfers_at_once_post_them_once() {
    each_agency(|books| {
        assert_eq!(at_once(|| transfer(books, "202512")), ["X-2025-1", "X-2025-2"]);
        close(books);
        assert_eq!(at_once(|| transfer(books, "202601")), ["X-2026-1"]);
        for round in 2..=5 {
            books.play("2026-01-20 Bidrag | 7751 FIN=21 30,00 | 19431 -30,00");
            assert_eq!(at_once(|| transfer(books, "202601")), [format!("X-2026-{round}")]);
        }
        for period in ["202512", "202601"] {
            let reading = read_transfers(&books.cx, &all(period)).expect("they can be read");
            assert_eq!(reading.proposals, []);
        }
    });
}

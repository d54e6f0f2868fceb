//! Limits: a page stays a page whatever lies under it.

use crate::books;

use books::{Books, draft, each_books, table};
use kameral_ledger::voucher::DraftVoucher;
use kameral_reports::{Reconciles, RowKind, Value};

/// One voucher of so many lines, each on another project.
fn large(books: &Books, lines: usize) -> DraftVoucher {
    let parts: Vec<String> = (0..lines).map(|at| format!("5012 ORG=100 PROJ=X{at} 1,00")).collect();
    draft(
        &books.model(),
        &format!("2026-01-15 Stor | {} | 1932 -{lines},00", parts.join(" | ")),
    )
}

/// A page of the journal shows the first thousand lines of a voucher and says how many more there are;
/// the voucher itself is turned page by page.
#[test]
fn a_voucher_of_thousands_of_lines() {
    each_books(|books| {
        books.post(vec![
            large(books, 2_500),
            draft(&books.model(), "2026-01-16 Nästa | 5012 1,00 | 1932 -1,00"),
        ]);
        let journal = table(&books.cx, "journal --period 202601");
        assert_eq!(journal.rows.len(), 1 + 1_000 + 1);
        let last = journal.rows.last().expect("rows");
        assert_eq!(last.kind, RowKind::More);
        let more = journal.address(last, 1).expect("it leads to the voucher");
        assert_eq!(more.to_string(), "voucher --period 202601 --voucher A-2026-1");
        assert_eq!(
            journal.tail.next.as_ref().map(ToString::to_string).as_deref(),
            Some("j1")
        );
        assert_eq!(journal.tail.reconciles, Reconciles::Agrees);

        let (mut seen, mut after) = (0, String::new());
        loop {
            let page = table(&books.cx, &format!("voucher --voucher A-2026-1 --limit 700{after}"));
            let numbers: Vec<&Value> = page.rows.iter().map(|row| &row.cells[0]).collect();
            assert_eq!(numbers.first(), Some(&&Value::Count(seen + 1)));
            seen += i64::try_from(numbers.len()).expect("few rows");
            let Some(next) = page.tail.next else { break };
            after = format!(" --after {next}");
        }
        assert_eq!(seen, 2_501);
    });
}

/// A rare selection in a large account: every page is bounded, and together they hold every line.
#[test]
fn a_rare_selection_in_a_large_account() {
    each_books(|books| {
        books.post(vec![large(books, 3_000)]);
        let model = books.model();
        books.post(vec![draft(
            &model,
            "2026-03-01 Sällan | 5012 ORG=210 7,00 | 1932 -7,00",
        )]);
        books.post(vec![draft(
            &model,
            "2026-03-02 Sällan | 5012 ORG=210 5,00 | 1932 -5,00",
        )]);
        let page = table(
            &books.cx,
            "general-ledger --period 202601..202612 --where KONTO=5012 --where ORG=210 --limit 2",
        );
        let kinds: Vec<RowKind> = page.rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [RowKind::Opening, RowKind::Line]);
        let next = page.tail.next.expect("one line more");
        let page = table(
            &books.cx,
            &format!(
                "general-ledger --period 202601..202612 --where KONTO=5012 --where ORG=210 --limit 2 --after {next}"
            ),
        );
        let kinds: Vec<RowKind> = page.rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [RowKind::Line, RowKind::Closing]);
        assert!(page.tail.next.is_none());
        assert_eq!(
            page.tail.reconciles,
            Reconciles::Part {
                rest: kameral_base::Ore::new(-1_200)
            }
        );
    });
}

/// What a restricted user may see of a large voucher stands on its own pages, wherever in it the lines
/// are.
#[test]
fn lines_far_down_a_voucher_for_a_restricted_user() {
    each_books(|books| {
        let mut far = large(books, 900);
        let last = far.lines.len() - 1;
        far.lines[last - 1].values[0].1 = "210".to_owned();
        far.lines[last - 2].values[0].1 = "210".to_owned();
        books.post(vec![far]);
        let user = books.user("eva", &[("ORG", "210")]);
        let page = table(&user, "voucher --voucher A-2026-1 --limit 1");
        assert_eq!(page.rows.len(), 1);
        assert_eq!(page.rows[0].cells[0], Value::Count(899));
        let next = page.tail.next.expect("one line more");
        let page = table(&user, &format!("voucher --voucher A-2026-1 --limit 1 --after {next}"));
        assert_eq!(page.rows[0].cells[0], Value::Count(900));
        assert!(page.tail.next.is_none());
    });
}

//! What lies on the desks today: drafts that are typed, parked and handed over, and templates.

use kameral_access::Cx;
use kameral_base::{Place, Timestamp};
use kameral_ledger::commands::{hand_over, park_draft, save_draft, save_template};
use kameral_ledger::draft::DraftContent;
use kameral_ledger::template::{NewTemplate, TemplateContent};
use kameral_ledger::voucher::DraftVoucher;

use crate::agency::Book;
use crate::calendar::Calendar;
use crate::clerk::Clerk;
use crate::entry::{Coding, Entry, Hand, MP, ORG, RESURS, kronor, units};
use crate::fault::DemoFault;

/// Makes them as the users they belong to, at the moment the demo is made.
pub(crate) fn make(clerk: &Clerk<'_>, now: Timestamp) -> Result<(), DemoFault> {
    let cx = |hand| clerk.cx_at(hand, clerk.today, now);
    let (eva, gustav) = (cx(Hand::Accountant)?, cx(Hand::Controller)?);
    let book = Book::new(Calendar { today: clerk.today }, kronor(0));
    let text = |key: &str| book.texts.get(key).to_owned();

    let typed = working(&book);
    save_draft(&eva, None, None, &content(typed), "").map_err(DemoFault::stopped)?;

    let saved = save_draft(&eva, None, None, &content(insurance(&book)), "").map_err(DemoFault::stopped)?;
    park_draft(&eva, None, saved.draft, &text("draft-parked-note")).map_err(DemoFault::stopped)?;

    let note = text("draft-handed-note");
    let saved = save_draft(&eva, None, None, &content(shared_cost(&book)), &note).map_err(DemoFault::stopped)?;
    let david = cx(Hand::Cashier)?.actor;
    hand_over(&eva, None, saved.draft, david.user, &david.name).map_err(DemoFault::stopped)?;

    template(&gustav, &text("template-rent"), true, rent(&book))?;
    template(&eva, &text("template-travel"), false, travel(&book))
}

fn content(voucher: DraftVoucher) -> DraftContent {
    DraftContent { voucher, raw: None }
}

fn template(cx: &Cx, name: &str, shared: bool, voucher: DraftVoucher) -> Result<(), DemoFault> {
    let required = vec![Place::field("date"), Place::field("text")];
    let new = NewTemplate {
        name: name.to_owned(),
        shared,
        content: TemplateContent { voucher, required },
    };
    save_template(cx, None, &new).map_err(DemoFault::stopped)
}

/// Half a voucher, as it stands when the telephone rings.
fn working(book: &Book) -> DraftVoucher {
    let unit = book.open_unit("110", book.calendar.today);
    let day = book.calendar.today;
    Entry::new("general", Hand::Accountant, day, book.texts.get("draft-working"))
        .line("5511", kronor(412), &Book::cost(&unit))
        .line("5661", kronor(286), &Book::cost(&unit))
        .draft
}

fn insurance(book: &Book) -> DraftVoucher {
    let unit = book.open_unit("510", book.calendar.today);
    let day = book.calendar.today;
    let coding = Book::cost(&unit).with(MP, "1003");
    Entry::new("accrual", Hand::Accountant, day, book.texts.get("draft-parked"))
        .line("1611", kronor(18_400), &Coding::counterparty("1003"))
        .line("5796", kronor(-18_400), &coding)
        .draft
}

fn shared_cost(book: &Book) -> DraftVoucher {
    let from = Book::cost(&book.open_unit("531", book.calendar.today));
    let day = book.calendar.today;
    Entry::new("general", Hand::Accountant, day, book.texts.get("draft-handed"))
        .line("5725", kronor(-36_000), &from)
        .line("5725", kronor(12_000), &from.clone().with(ORG, "212"))
        .line("5725", kronor(24_000), &from.with(ORG, "310"))
        .draft
}

fn rent(book: &Book) -> DraftVoucher {
    let cost = Book::cost(&book.open_unit("540", book.calendar.today));
    let entry = Entry::new("accrual", Hand::Controller, book.calendar.today, "")
        .line("5019", kronor(484_000), &cost)
        .line("1614", kronor(-484_000), &Coding::none());
    DraftVoucher {
        date: None,
        ..entry.draft
    }
}

fn travel(book: &Book) -> DraftVoucher {
    let cost = Book::cost(&book.open_unit("222", book.calendar.today)).with(RESURS, "R1003");
    let entry = Entry::new("general", Hand::Accountant, book.calendar.today, "")
        .line("4211", kronor(290), &cost)
        .counting(units(1), "dag")
        .line("2599", kronor(-290), &Coding::none());
    DraftVoucher {
        date: None,
        ..entry.draft
    }
}

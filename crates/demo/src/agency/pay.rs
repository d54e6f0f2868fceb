//! Pay: the payroll file, net pay, tax and contributions, pension premiums, holiday pay.

use kameral_base::Ore;

use super::Book;
use super::book::{Payable, Sum};
use crate::calendar::{Month, days_after};
use crate::entry::{Coding, Entry, Hand, MP, Small, kronor};

/// Employer's contributions, in hundredths of a per cent of pay.
const CONTRIBUTIONS: i64 = 3_142;
/// Premiums of the State's agreed pensions, in thousandths of pay.
const PREMIUMS: i64 = 55;
/// Income tax, in thousandths of pay.
const TAX: i64 = 246;
/// What holiday pay earned less taken is of a month's pay, in thousandths, January first.
const HOLIDAY: [i64; 12] = [11, 9, 12, 10, 8, -6, -62, -28, 13, 12, 12, 5];
/// How many of a thousand of the pay of a person with a project belong to it.
const PROJECT_SHARE: i64 = 450;
/// Who receives taxes and contributions.
pub(crate) const TAX_AGENCY: &str = "1128";
/// Who receives premiums.
const PENSION_AGENCY: &str = "1103";
const PAY_DAY: i8 = 25;
const TAX_DAY: i8 = 12;
const PREMIUM_DAY: i8 = 10;

pub(crate) fn month(book: &mut Book, month: Month) {
    let shares = shares(book, month);
    payroll(book, month, &shares);
    holiday(book, month, &shares);
    tax(book, month);
    premium(book, month);
}

/// Pay by coding: of each unit, and of the projects its people work in.
fn shares(book: &mut Book, month: Month) -> Vec<(Coding, Ore)> {
    let day = month.workday(PAY_DAY);
    let raised = if book.calendar.this() == month.year {
        1_031
    } else {
        1_000
    };
    let mut shares = Vec::new();
    for unit in book.staffed(day) {
        let mut own = kronor(unit.staff * unit.pay).part(raised, 1_000);
        own = own.plus(own.part(book.chance.between(-14, 22), 1_000)).whole();
        let people: Vec<String> = book
            .resources
            .iter()
            .filter(|person| person.unit == unit.value && !person.projects.is_empty())
            .map(|person| person.projects.clone())
            .collect();
        for value in people {
            if let Some(project) = book.project(&value, day) {
                let part = kronor(unit.pay).part(PROJECT_SHARE, 1_000).whole();
                own = own.minus(part);
                shares.push((book.project_cost(project, day), part));
            }
        }
        shares.push((Book::cost(&unit), own));
    }
    shares
}

fn payroll(book: &mut Book, month: Month, shares: &[(Coding, Ore)]) {
    let day = month.workday(PAY_DAY);
    let (name, year) = (book.texts.month(month.month).to_owned(), month.year.to_string());
    let named = [("month", name.as_str()), ("year", year.as_str())];
    let mut entry = Entry::new("payroll", Hand::File, day, book.texts.filled("pay", &named));
    entry.draft.source_key = format!("PA-{}", month.period());
    let mut totals = [Ore::ZERO; 3];
    for (coding, gross) in shares {
        let contributions = gross.part(CONTRIBUTIONS, 10_000);
        let premiums = gross.part(PREMIUMS, 1_000);
        entry = entry
            .line("4011", *gross, coding)
            .line("4511", contributions, &coding.clone().with(MP, TAX_AGENCY))
            .line("4611", premiums, &coding.clone().with(MP, PENSION_AGENCY));
        let tax = gross.part(TAX, 1_000).whole();
        totals = [
            totals[0].plus(tax),
            totals[1].plus(contributions),
            totals[2].plus(premiums),
        ];
    }
    let net_item = book.item();
    entry = entry
        .line("2591", totals[0].turned(), &Coding::none())
        .line("2571", totals[1].turned(), &Coding::counterparty(TAX_AGENCY))
        .line("2572", totals[2].turned(), &Coding::counterparty(PENSION_AGENCY));
    let net = entry.sum();
    entry = entry.item_line("2593", net.turned(), &Coding::none(), net_item);
    for (sum, total) in [Sum::Tax, Sum::Contributions, Sum::Premiums].into_iter().zip(totals) {
        book.count(month, sum, total);
    }
    book.add(entry);
    let text = book.texts.filled("pay-net", &named);
    let mut paid = Entry::new("bank", Hand::Cashier, day, text)
        .item_line("2593", net, &Coding::none(), net_item)
        .line("19321", net.turned(), &Coding::none());
    paid.settles = true;
    book.add(paid);
}

/// Holiday pay is owed as it is earned, and falls when it is taken.
fn holiday(book: &mut Book, month: Month, shares: &[(Coding, Ore)]) {
    let rate = HOLIDAY[usize::try_from(month.month - 1).unwrap_or(0)];
    let text = book
        .texts
        .filled("holiday", &[("month", book.texts.month(month.month))]);
    let mut entry = Entry::new("accrual", Hand::Accountant, month.last(), text);
    for (coding, gross) in shares {
        let earned = gross.part(rate, 1_000).whole();
        entry = entry
            .line("4111", earned, coding)
            .line("4191", earned.part(CONTRIBUTIONS, 10_000), coding);
    }
    book.add(entry.balanced_by("2711", &Coding::none()));
}

/// Tax and contributions of the month before are drawn from the tax account.
fn tax(book: &mut Book, month: Month) {
    let before = month.after(-1);
    let (tax, contributions) = (book.sum(before, Sum::Tax), book.sum(before, Sum::Contributions));
    let text = book
        .texts
        .filled("pay-tax", &[("month", book.texts.month(before.month))]);
    let entry = Entry::new("bank", Hand::Cashier, month.workday(TAX_DAY), text)
        .line("2591", tax, &Coding::none())
        .line("2571", contributions, &Coding::counterparty(TAX_AGENCY))
        .balanced_by("19321", &Coding::none());
    book.add(entry);
}

/// The premiums' invoice goes straight to the debt: their cost came with the payroll.
fn premium(book: &mut Book, month: Month) {
    let before = month.after(-1);
    let amount = book.sum(before, Sum::Premiums);
    let day = month.workday(PREMIUM_DAY);
    let text = book
        .texts
        .filled("pay-premium", &[("month", book.texts.month(before.month))]);
    let coding = Coding::counterparty(PENSION_AGENCY);
    let item = book.item();
    let name = book.texts.get("pension-agency").to_owned();
    let entry = Entry::new("supplier_invoice", Hand::Accountant, day, text)
        .with(&name)
        .line("2572", amount, &coding)
        .item_line("2561", amount.turned(), &coding, item);
    book.add(entry);
    let counterparty = PENSION_AGENCY.to_owned();
    book.payables.push(Payable {
        item,
        account: "2561",
        due: days_after(day, 20),
        amount,
        counterparty,
        name,
        central_vat: None,
    });
}

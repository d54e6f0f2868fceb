//! The end of the first year: costs that are owed, grants that are not used, payments moved.

use kameral_base::{Date, Period};
use kameral_closing::commands::TransferOrder;
use kameral_closing::transfer::TransferKind;

use super::Book;
use super::book::{Accrual, CENTRAL_APPROPRIATION, GRANT_APPROPRIATION, REVENUE_TITLE};
use super::purchases::invoice;
use crate::acts::Act;
use crate::calendar::{Month, closing_day, days_after};
use crate::data::Project;
use crate::entry::{Coding, Entry, FIN, Hand, MP, PROJ, Small};

/// Suppliers whose invoice for December comes in January.
const ACCRUED: usize = 7;

/// December of the first year: what belongs to it and is not yet booked.
pub(crate) fn accrued(book: &mut Book, month: Month) {
    if month
        != (Month {
            year: book.calendar.previous(),
            month: 12,
        })
    {
        return;
    }
    let consultants: Vec<_> = book
        .supplies
        .iter()
        .filter(|supply| supply.account.starts_with("57"))
        .cloned()
        .collect();
    let outside: Vec<_> = consultants
        .into_iter()
        .filter(|s| s.counterparty.is_empty() && s.currency.is_empty())
        .collect();
    for supply in outside.iter().take(ACCRUED) {
        let (cost, payable) = invoice(book, supply, month.last());
        let line = &cost.draft.lines[0];
        let amount = line.amount.whole();
        let coding = line.values.iter().fold(Coding::none(), |coding, (position, value)| {
            coding.with(*position, value)
        });
        let account = if supply.account.starts_with("572") {
            "5729"
        } else {
            "5719"
        };
        let text = book
            .texts
            .filled("accrued", &[("name", &supply.name), ("text", &supply.text)]);
        let entry = Entry::new("accrual", Hand::Accountant, month.last(), text)
            .with(&supply.name)
            .line(account, amount, &coding)
            .line("2712", amount.turned(), &payable.coding());
        keep(book, "accrued-returned", &supply.name.clone(), &entry);
        book.add(entry);
    }
    granted(book, month);
    whole_year(book, month);
}

/// Grants follow their costs: what is not used is owed, what is not received is a claim.
fn granted(book: &mut Book, month: Month) {
    for project in book.projects.clone() {
        let key = (month.year, project.value.clone());
        let net = book.granted.get(&key).copied().unwrap_or_default();
        if project.grant_kr == 0 || net.is_zero() {
            continue;
        }
        // More income than cost: net is credit, and the rest is an unspent grant.
        let unspent = net.is_negative();
        let key = if unspent { "grant-deferred" } else { "grant-accrued" };
        let text = book.texts.filled(key, &[("name", &project.name)]);
        let revenue = book
            .project_cost(&project, month.last())
            .with(MP, &project.counterparty);
        let balance = Coding::counterparty(&project.counterparty).with(FIN, &project.financier);
        let entry = Entry::new("accrual", Hand::Controller, month.last(), text)
            .with(&project.giver)
            .line(&accrual_account(&project), net.turned(), &revenue)
            .line(balance_account(&project, unspent), net, &balance);
        keep(book, "grant-returned", &project.name, &entry);
        book.add(entry);
    }
}

/// The accrual account of a group ends in 9.
fn accrual_account(project: &Project) -> String {
    let mut account = project.income.clone();
    account.pop();
    account.push('9');
    account
}

fn balance_account(project: &Project, unspent: bool) -> &'static str {
    match (unspent, project.counterparty.is_empty()) {
        (true, true) => "2732",
        (true, false) => "2731",
        (false, true) => "1632",
        (false, false) => "1631",
    }
}

/// Half a year's payments on the State's central account are moved to the appropriations and the revenue
/// title they belong to, before the interim report.
pub(crate) fn half_year(book: &mut Book, ended: Month, day: Date) {
    if ended.month == 6 && book.calendar.previous() <= ended.year {
        moved(book, ended.period(), day);
    }
}

/// What is left of the year is moved in the closing period.
fn whole_year(book: &mut Book, month: Month) {
    if let Ok(period) = Period::new(i32::from(month.year), 13) {
        moved(book, period, days_after(closing_day(month.year + 1), -8));
    }
}

fn moved(book: &mut Book, period: Period, day: Date) {
    let mut order = TransferOrder::all(period);
    order.kinds = Some(vec![TransferKind::Appropriation, TransferKind::Title]);
    let act = Act::Transfer {
        order,
        hand: Hand::Controller,
        proposals: [CENTRAL_APPROPRIATION, GRANT_APPROPRIATION, REVENUE_TITLE].len(),
    };
    book.acts.push((day, act));
}

/// An entry that is turned back in the next year, with the words of that.
pub(super) fn keep(book: &mut Book, key: &str, name: &str, entry: &Entry) {
    let text = book.texts.filled(key, &[("name", name)]);
    let lines = entry.draft.lines.iter().map(|line| {
        let coding = line.values.iter().fold(Coding::none(), |coding, (position, value)| {
            coding.with(*position, value)
        });
        (line.account.clone(), line.amount, coding)
    });
    book.accruals.push(Accrual {
        text,
        lines: lines.collect(),
    });
}

/// January of the second year: what was accrued at the end of the first is turned back. A project
/// that has ended keeps what is left of its grant as a debt to the giver.
pub(crate) fn returned(book: &mut Book, month: Month) {
    if month
        != (Month {
            year: book.calendar.this(),
            month: 1,
        })
    {
        return;
    }
    for accrual in std::mem::take(&mut book.accruals) {
        let day = month.workday(10);
        let ended = |coding: &Coding| {
            let project = coding.at(PROJ);
            !project.is_empty() && book.project(project, day).is_none()
        };
        if accrual.lines.iter().any(|(_, _, coding)| ended(coding)) {
            continue;
        }
        let mut entry = Entry::new("accrual", Hand::Accountant, day, accrual.text);
        for (account, amount, coding) in accrual.lines {
            entry = entry.line(&account, amount.turned(), &coding);
        }
        book.add(entry);
    }
}

//! Grants: received for projects, committed to and paid out of an appropriation.

use kameral_appropriations::commit::NewCommitment;
use kameral_appropriations::model::YearPart;
use kameral_base::Ore;

use super::Book;
use super::book::GRANT_APPROPRIATION;
use crate::acts::Act;
use crate::calendar::Month;
use crate::entry::{Coding, Entry, FIN, Hand, MP, Small, kronor};

pub(crate) fn month(book: &mut Book, month: Month) {
    if month.month % 3 == 2 {
        received(book, month);
    }
    committed(book, month);
    paid(book, month);
}

/// Projects requisition their grant in the middle of each quarter.
fn received(book: &mut Book, month: Month) {
    for project in book.projects.clone() {
        let day = month.workday(i8::try_from(book.chance.between(8, 24)).unwrap_or(8));
        if project.grant_kr == 0 || book.project(&project.value, day).is_none() {
            continue;
        }
        let amount = kronor(project.grant_kr + book.chance.between(-20, 30) * 1_000);
        let number = month.quarter().to_string();
        let text = book
            .texts
            .filled("grant-received", &[("name", &project.name), ("n", &number)]);
        let coding = book.project_cost(&project, day).with(MP, &project.counterparty);
        let entry = Entry::new("bank", Hand::Cashier, day, text)
            .with(&project.giver)
            .line("19311", amount, &Coding::none())
            .line(&project.income, amount.turned(), &coding);
        book.add(entry);
    }
}

/// The agency commits itself to grants that are paid over the years that follow (AnslF 17 §).
fn committed(book: &mut Book, month: Month) {
    for recipient in book.recipients.clone() {
        let Some(day) = book
            .calendar
            .day(&recipient.decided)
            .filter(|day| Month::of(*day) == month)
        else {
            continue;
        };
        let (total, year) = (kronor(recipient.committed_kr), i64::from(month.year));
        let parts = total.split(&[1, 2, 1]).unwrap_or_default();
        let years = (year..).zip(parts).map(|(year, amount)| YearPart { year, amount });
        book.commitments.push((recipient.name.clone(), month, total));
        let number = format!("{year}-{}", book.commitments.len());
        let with = [("n", number.as_str()), ("text", recipient.text.as_str())];
        let new = NewCommitment {
            item: book.letter.item_of(GRANT_APPROPRIATION).to_owned(),
            counterparty: recipient.name.clone(),
            decided_on: day,
            document: book.texts.filled("grant-commitment", &with),
            note: String::new(),
            total,
            first_paragraph: true,
            years: years.collect(),
            accept_warnings: false,
        };
        book.acts.push((day, Act::Commit(new)));
    }
}

/// The commitment of an earlier month that a payment settles, and how much of it.
fn settled(book: &mut Book, name: &str, month: Month, amount: Ore) -> Option<(i64, Ore)> {
    let mut numbered = (1..).zip(&mut book.commitments);
    let (number, (_, _, left)) =
        numbered.find(|(_, (to, decided, left))| to == name && *decided < month && left.is_positive())?;
    let part = amount.min(*left);
    *left = left.minus(part);
    Some((number, part))
}

/// A grant is a cost when it is paid, and charged to its appropriation on that day (AnslF 12 § 1).
fn paid(book: &mut Book, month: Month) {
    for recipient in book.recipients.clone() {
        for _ in 0..book.chance.times_a_month(recipient.per_year) {
            let last = i64::from(month.last().day());
            let day = month.workday(i8::try_from(book.chance.between(2, last)).unwrap_or(2));
            let amount = kronor(book.chance.between(recipient.min_kr / 1_000, recipient.max_kr / 1_000) * 1_000);
            let number = format!("{}-{}", month.year, book.chance.between(101, 989));
            let text = book
                .texts
                .filled("grant-paid", &[("text", &recipient.text), ("n", &number)]);
            let unit = book.open_unit("310", day);
            let coding = Book::cost(&unit).with(FIN, GRANT_APPROPRIATION);
            let mut entry = Entry::new("bank", Hand::Cashier, day, text)
                .with(&recipient.name)
                .line(&recipient.account, amount, &coding)
                .line("19431", amount.turned(), &Coding::none());
            entry.commitment = settled(book, &recipient.name, month, amount);
            book.add(entry);
        }
    }
}

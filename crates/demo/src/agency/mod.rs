//! The agency: its registers, and what happens to it month by month.

pub(crate) mod assets;
pub(crate) mod book;
pub(crate) mod closing;
pub(crate) mod corrections;
pub(crate) mod customers;
pub(crate) mod gifts;
pub(crate) mod grants;
pub(crate) mod internal;
pub(crate) mod keys;
pub(crate) mod letter;
pub(crate) mod more;
pub(crate) mod opening;
pub(crate) mod parties;
pub(crate) mod pay;
pub(crate) mod payments;
pub(crate) mod plan;
pub(crate) mod premises;
pub(crate) mod purchases;
pub(crate) mod registers;
pub(crate) mod travel;
pub(crate) mod treasury;

pub(crate) use book::Book;

use crate::calendar::Month;

/// Everything that happens in a month, in the order in which one thing rests on another.
pub(crate) fn month(book: &mut Book, month: Month, more: usize) {
    pay::month(book, month);
    premises::month(book, month);
    purchases::month(book, month);
    assets::month(book, month);
    travel::month(book, month);
    customers::month(book, month);
    grants::month(book, month);
    gifts::month(book, month);
    internal::month(book, month);
    more::month(book, month, more);
    corrections::month(book, month);
    closing::returned(book, month);
    payments::month(book, month);
    closing::accrued(book, month);
    treasury::month(book, month);
}

//! Where a report's rows go as they are made.

use kameral_store::Fault;

use crate::{Head, Row, Table, Tail};

/// Takes a report piece by piece: the head, each row, the tail. A report of four million rows is
/// never in memory.
pub trait Sink {
    /// What stands above the rows; first, and once.
    fn head(&mut self, head: Head) -> Result<(), Fault>;
    /// The next row.
    fn row(&mut self, row: Row) -> Result<(), Fault>;
    /// What stands under them; last, and once.
    fn tail(&mut self, tail: Tail) -> Result<(), Fault>;
}

/// Keeps a report as a [`Table`].
#[derive(Debug, Default)]
pub struct Collected {
    head: Option<Head>,
    rows: Vec<Row>,
    tail: Option<Tail>,
}

impl Collected {
    /// The report.
    ///
    /// # Panics
    /// When head or tail never came: a report that was made has both.
    pub fn table(self) -> Table {
        Table {
            head: self.head.expect("a report begins with its head"),
            rows: self.rows,
            tail: self.tail.expect("a report ends with its tail"),
        }
    }
}

impl Sink for Collected {
    fn head(&mut self, head: Head) -> Result<(), Fault> {
        self.head = Some(head);
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Fault> {
        self.rows.push(row);
        Ok(())
    }

    fn tail(&mut self, tail: Tail) -> Result<(), Fault> {
        self.tail = Some(tail);
        Ok(())
    }
}

//! A file, item by item.

use std::io::{self, Read};

use super::head;
use super::line::{self, Room};
use super::model::{Header, Message, StatementHead, StatementLine};
use super::sums::Sums;
use crate::iso20022::message;
use crate::iso20022::mistake::{LineMistake, Mistake};
use crate::iso20022::part::Part;
use crate::iso20022::pull::{Pull, Stop};
use crate::iso20022::value::Values;
use crate::mistake::Mistakes;

/// The versions that are read.
const VERSIONS: [u8; 9] = [2, 3, 4, 5, 6, 7, 8, 9, 10];

/// The messages that are read, and their elements.
const MESSAGES: [(&str, &str); 2] = [
    ("camt.053.001", "BkToCstmrStmt"),
    ("camt.054.001", "BkToCstmrDbtCdtNtfctn"),
];

/// One step of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A statement begins.
    Statement(Box<StatementHead>),
    /// A line of it.
    Line(Box<StatementLine>),
    /// A head or a line with a mistake in it. The reading goes on, so that all of them are told.
    Skipped {
        /// The line of the file, from 1.
        line: u32,
    },
    /// The statement ends. What it promised has been checked.
    End,
}

/// How much of each there was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements.
    pub statements: u64,
    /// Their lines.
    pub lines: u64,
    /// The transactions of those.
    pub transactions: u64,
}

/// What a reading found, once the end is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which message it was and its version; nothing of a file that is neither.
    pub message: Option<(Message, u8)>,
    /// The file as a whole.
    pub header: Option<Header>,
    /// How much of each there was.
    pub counts: Counts,
    /// Why the file is refused, in the order of its lines; empty for a file that may be used.
    pub errors: Vec<LineMistake>,
}

/// What comes next in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Message,
    Head,
    /// The tag of a line has been met.
    Line,
    Lines,
    End,
    Finished,
}

/// Reads an account statement or a notification in memory that does not grow with it.
///
/// Nothing may be booked before [`finish`](Reader::finish) has said that the file has no errors: a
/// sum that does not hold, or the missing end of the file, is met last.
#[derive(Debug)]
pub struct Reader<R> {
    pull: Pull<R>,
    at: At,
    message: Option<(Message, u8)>,
    header: Option<Header>,
    counts: Counts,
    part: Part,
    room: Room,
    sums: Sums,
    mistakes: Mistakes<Mistake>,
}

impl<R: Read> Reader<R> {
    /// A reader of a file.
    pub fn new(input: R) -> Self {
        Self {
            pull: Pull::new(input),
            at: At::Start,
            message: None,
            header: None,
            counts: Counts::default(),
            part: Part::default(),
            room: Room::default(),
            sums: Sums::default(),
            mistakes: Mistakes::default(),
        }
    }

    /// Which message it is and its version, once the first item has been read.
    pub fn message(&self) -> Option<(Message, u8)> {
        self.message
    }

    /// How many errors there have been so far; one is enough to refuse the file.
    pub fn errors(&self) -> usize {
        self.mistakes.errors()
    }

    /// The next item, or `None` at the end. Only the stream itself can fail.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator cannot tell that its stream failed"
    )]
    pub fn next(&mut self) -> io::Result<Option<Item>> {
        match self.advance() {
            Ok(item) => Ok(item),
            Err(Stop::Refused(mistake)) => {
                self.mistakes.add(mistake);
                self.at = At::Finished;
                Ok(None)
            }
            Err(Stop::Fault(fault)) => {
                self.at = At::Finished;
                Err(fault)
            }
        }
    }

    /// Reads what is left and says what the reading found.
    pub fn finish(mut self) -> io::Result<Report> {
        while self.next()?.is_some() {}
        let (errors, _) = self.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
        Ok(Report {
            message: self.message,
            header: self.header,
            counts: self.counts,
            errors,
        })
    }

    fn advance(&mut self) -> Result<Option<Item>, Stop> {
        loop {
            match self.at {
                At::Start => self.start()?,
                At::Message if self.pull.next_child()? => self.within_message()?,
                At::Message => {
                    message::close(&mut self.pull)?;
                    self.check_header()?;
                    self.at = At::Finished;
                }
                At::Head if self.pull.next_child()? => {
                    if self.pull.name() == "Ntry" {
                        self.at = At::Line;
                        return Ok(Some(self.statement()));
                    }
                    self.pull.add(&mut self.part)?;
                }
                At::Head => {
                    self.at = At::End;
                    return Ok(Some(self.statement()));
                }
                At::Line => {
                    self.at = At::Lines;
                    return self.line().map(Some);
                }
                At::Lines if self.pull.next_child()? => {
                    if self.pull.name() == "Ntry" {
                        self.at = At::Line;
                    } else {
                        self.pull.skip()?;
                    }
                }
                At::Lines => self.at = At::End,
                At::End => {
                    self.at = At::Message;
                    std::mem::take(&mut self.sums).finish(&mut self.mistakes);
                    return Ok(Some(Item::End));
                }
                At::Finished => return Ok(None),
            }
        }
    }

    fn start(&mut self) -> Result<(), Stop> {
        let (which, version) = message::open(&mut self.pull, &MESSAGES, &VERSIONS)?;
        let message = if which == 0 {
            Message::Statement
        } else {
            Message::Notification
        };
        self.message = Some((message, version));
        self.at = At::Message;
        Ok(())
    }

    fn within_message(&mut self) -> Result<(), Stop> {
        match self.pull.name() {
            "GrpHdr" => {
                self.pull.read(&mut self.part)?;
                self.header = head::header(self.part.root(), &mut Values::new(&mut self.mistakes));
                Ok(())
            }
            "Stmt" | "Ntfctn" => {
                self.at = At::Head;
                self.pull.begin(&mut self.part)
            }
            _ => self.pull.skip(),
        }
    }

    /// A file must say what it is.
    fn check_header(&self) -> Result<(), Stop> {
        if self.header.is_some() || self.errors() != 0 {
            return Ok(());
        }
        let element = "GrpHdr".to_owned();
        Err(self.pull.refuse(Mistake::Missing { element }))
    }

    fn statement(&mut self) -> Item {
        self.counts.statements += 1;
        let (before, el) = (self.errors(), self.part.root());
        let mut values = Values::new(&mut self.mistakes);
        let head = head::statement(el, &mut values);
        self.sums = match (&head, self.message) {
            (Some(head), Some((message, _))) if values.errors() == before => Sums::of(message, head, el, &mut values),
            _ => Sums::default(),
        };
        match head {
            Some(head) if values.errors() == before => Item::Statement(Box::new(head)),
            _ => Item::Skipped { line: el.line() },
        }
    }

    fn line(&mut self) -> Result<Item, Stop> {
        self.counts.lines += 1;
        let (before, here) = (self.errors(), self.pull.here(Mistake::Empty));
        let read = line::read(&mut self.pull, &mut self.room, &mut self.mistakes)?;
        let Some(line) = read.filter(|_| self.errors() == before) else {
            self.sums.skip();
            return Ok(Item::Skipped { line: here.line });
        };
        self.counts.transactions += line.transactions.len() as u64;
        let path = here.field.as_deref().unwrap_or_default();
        self.sums.take(&line, path, &mut self.mistakes);
        Ok(Item::Line(Box::new(line)))
    }
}

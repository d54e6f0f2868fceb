//! *Demo*: a made-up agency and a made-up foundation, with a year and a part of one in their books.
//!
//! [`build`] makes them through the public commands only, as people would: registers, appropriations,
//! users, vouchers week by week, corrections, periods, the turn of the year, drafts. Names of people,
//! firms and places are invented; agencies that every agency deals with bear their own names, and
//! what is invoiced between them is invented. The same day gives the same books.
//!
//! It is also the workload of the benchmark: [`build`] with a number of vouchers, and
//! [`Workload`] for vouchers to be posted by who measures.

mod acts;
mod agency;
mod build;
mod calendar;
mod chance;
mod clerk;
mod data;
mod drafts;
mod entry;
mod fault;
mod foundation;
mod users;
mod workload;

pub use build::{AGENCY, DemoReport, FOUNDATION, build};
pub use fault::DemoFault;
pub use users::{DemoUser, users};
pub use workload::Workload;

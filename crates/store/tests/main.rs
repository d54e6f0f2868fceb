//! The tests of this crate: one program, so that it is linked once.

mod backup;
mod checks;
mod group_commit;
mod guards;
mod inbox;
mod migrations;
mod outbox;
mod postgres;
mod settings;
mod streaming;
mod tls;
mod transactions;
mod values;

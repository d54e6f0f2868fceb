//! The tests of this crate: one program, so that it is linked once.

mod addresses;
mod appropriation;
mod balances;
mod books;
mod dissolve;
mod donations;
mod fee_follow_up;
mod hierarchies;
mod large;
mod lines;
mod matrix_opened;
mod model;
mod naive;
mod refusals;
mod scope;
mod specification;
mod state_reports;
mod statement_ways;
mod statements;
mod statements_model;
mod texts;
mod trial_balance;

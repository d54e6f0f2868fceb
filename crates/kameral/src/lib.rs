//! Kameral: the financial system of government agencies, put together from its crates.
//!
//! [`run`] is the program; [`server::app`] is the web server's routes, which tests ask one request
//! at a time.

#[macro_use]
mod say;

mod anchoring;
pub mod api;
mod bench;
mod cli;
mod clock;
mod endpoints;
pub mod log;
mod outcome;
mod place;
pub mod server;
mod spoken;
mod voucher_json;

pub use place::MIGRATIONS;

use std::process::ExitCode;

use clap::Parser;

/// The program: reads its words, does what they say, and answers with the exit code.
pub fn run() -> ExitCode {
    let cli = cli::Cli::parse();
    let words = spoken::words(cli.language);
    match cli::run(&cli, words) {
        Ok(()) => outcome::done(words),
        Err(ending) => ending.tell(words),
    }
}

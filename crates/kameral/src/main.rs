//! Kameral: the financial system of government agencies.
//!
//! `kameral demo` makes and serves a demo agency; `kameral --help` lists the rest. Exit codes:
//! 0 done, 1 refused (each refusal on standard error), 2 wrong usage, 3 fault.

mod cli;
mod clock;
mod outcome;
mod place;
mod server;
mod spoken;
mod voucher_json;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let words = spoken::words(cli.language);
    match cli::run(&cli, words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(ending) => ending.tell(words),
    }
}

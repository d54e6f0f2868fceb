//! Kameral: the financial system of government agencies.
//!
//! `kameral demo` makes and serves a demo agency; `kameral --help` lists the rest. Exit codes:
//! 0 done, 1 refused (each refusal on standard error), 2 wrong usage, 3 fault.

use std::process::ExitCode;

fn main() -> ExitCode {
    kameral::run()
}

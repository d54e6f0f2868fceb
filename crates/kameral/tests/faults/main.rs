//! The program under kills and failing system calls: nothing answered is lost, doubled or
//! renumbered (GL-06, reliability rules 2, 3 and 7).
//!
//! ```text
//!   clients ──▶ program ──▶ database        killed, or its system calls fail
//!      │                        │
//!      ▼                        ▼
//!   witness ───── judge ◀─── raw rows       what was answered, against what is there
//! ```
//!
//! Everything here runs the program itself, from outside: over HTTP and by its commands. The judge
//! reads raw rows by the engines' own drivers, not by the program's code. What each test shows and
//! cannot show is told in `docs/operations/durability.md`.
//!
//! The long ones are ignored by a plain `cargo test`; `./test faults` runs them.

mod books;
mod chance;
mod client;
mod full_disk;
mod http;
mod judge;
mod kill;
mod post_faults;
mod program;
mod serve_faults;
mod settings;
mod strace;
mod syncs;
mod witness;

//! The tests of this crate: one program, so that it is linked once.

mod access_commands;
mod agency;
mod allocate_commands;
mod api;
mod command_line;
mod doors;
mod exchange_commands;
#[cfg(feature = "federation")]
mod federation;
mod feeder_commands;
mod history;
mod logs;
mod pages;
mod program;
mod records;
mod records_commands;
mod requirements;
mod sources;
mod state_year;
mod walls;

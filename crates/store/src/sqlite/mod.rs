//! SQLite inside the program: one writer with group commit, several readers.

pub(crate) mod conn;
pub(crate) mod file_system;
pub(crate) mod settings;
pub(crate) mod values;
pub(crate) mod writer;

pub(crate) use conn::Conn;

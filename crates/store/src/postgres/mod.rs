//! PostgreSQL through the synchronous driver.

pub(crate) mod conn;
pub(crate) mod settings;
pub(crate) mod tls;
pub(crate) mod transaction;
pub(crate) mod values;

pub(crate) use conn::Conn;
// The driver has the same name as this module.
pub(crate) use ::postgres::Row;

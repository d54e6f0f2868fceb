//! Where a database is: a path, or a PostgreSQL address; and how durable it must be.

use std::fmt;
use std::path::PathBuf;

use crate::Fault;
use crate::fault::FaultKind;

/// The kind of engine underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite inside the program: demo, small agencies, most tests.
    Sqlite,
    /// PostgreSQL: production.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Whether a commit is on the disk when it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Durability {
    /// Yes: every sync is made, and the settings for it were asserted.
    Full,
    /// Yes, and on the disk of a standby too: asked for with `?durability=standby`, of PostgreSQL only.
    Standby,
    /// No: asked for with `?durability=test`. Never for books that anyone keeps.
    Test,
}

/// A database's address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) place: Place,
    pub(crate) durability: Durability,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A database that is gone when the store is closed.
    Memory,
    File(PathBuf),
    /// The address as the driver wants it, without our own options.
    Postgres(String),
}

impl Address {
    /// Reads `path`, `:memory:`, or `postgres://…`, each with `?durability=test`,
    /// `full`, `standby` or nothing, which is `full`.
    /// PostgreSQL's own options stay in its address.
    pub(crate) fn parse(address: &str) -> Result<Self, Fault> {
        let (place, options) = address.split_once('?').unwrap_or((address, ""));
        let mut durability = Durability::Full;
        let mut others = Vec::new();
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option {
                "durability=test" => durability = Durability::Test,
                "durability=full" => durability = Durability::Full,
                "durability=standby" => durability = Durability::Standby,
                other => others.push(other),
            }
        }
        let is_postgres = place.starts_with("postgres://") || place.starts_with("postgresql://");
        if durability == Durability::Standby && !is_postgres {
            let text = "durability=standby needs PostgreSQL: a SQLite file has no standby";
            return Err(Fault::new(FaultKind::Misuse, text));
        }
        let place = if is_postgres {
            let options = if others.is_empty() {
                String::new()
            } else {
                format!("?{}", others.join("&"))
            };
            Place::Postgres(format!("{place}{options}"))
        } else if let Some(option) = others.first() {
            let text = format!("the address has an option that is not known: {option}");
            return Err(Fault::new(FaultKind::Misuse, text));
        } else if place == ":memory:" {
            durability = Durability::Test;
            Place::Memory
        } else if place.is_empty() {
            return Err(Fault::new(FaultKind::Misuse, "the address of the database is empty"));
        } else {
            Place::File(PathBuf::from(place.strip_prefix("sqlite://").unwrap_or(place)))
        };
        Ok(Self { place, durability })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let place = |text| Address::parse(text).map(|address| (address.place, address.durability));
        let file = Place::File("data/kameral.db".into());
        assert_eq!(place("data/kameral.db").unwrap(), (file.clone(), Durability::Full));
        assert_eq!(
            place("sqlite://data/kameral.db?durability=test").unwrap(),
            (file, Durability::Test)
        );
        assert_eq!(place(":memory:").unwrap(), (Place::Memory, Durability::Test));
        let server = "postgres://kameral@/db?host=/run&durability=test&connect_timeout=3";
        let driver = "postgres://kameral@/db?host=/run&connect_timeout=3".to_owned();
        assert_eq!(place(server).unwrap(), (Place::Postgres(driver), Durability::Test));
        assert_eq!(
            place("postgres://h/db?durability=standby").unwrap(),
            (Place::Postgres("postgres://h/db".to_owned()), Durability::Standby)
        );
        assert!(place("a.db?durability=standby").is_err());
        assert!(place("a.db?cache=shared").is_err());
        assert!(place("").is_err());
    }
}

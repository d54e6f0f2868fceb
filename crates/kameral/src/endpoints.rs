//! *Utgående förbindelser*: every address outside this installation that the program may speak to, with
//! country and purpose (SEC-20). A part that is to speak to another states it here, and a test holds the
//! sources against the list; the database, which the installation has chosen, is told with it.

/// An address the program may speak to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Host, as it is configured.
    pub host: String,
    /// Text key of what for.
    pub purpose: &'static str,
    /// Country, as the installation has said; empty where nobody has.
    pub country: String,
}

/// Every endpoint of an installation on a database. By default there is none: pages, files and fonts come
/// from the program itself, and it sends nothing anywhere.
pub fn endpoints(database: &str) -> Vec<Endpoint> {
    let host = database.split_once("://").map(|(_, rest)| rest);
    let host = host.map(|rest| rest.rsplit('@').next().unwrap_or(rest));
    let host = host.and_then(|rest| rest.split(['/', '?']).next());
    host.filter(|host| !host.is_empty())
        .map(|host| Endpoint {
            host: host.to_owned(),
            purpose: "endpoint-database",
            country: String::new(),
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_20_a_file_is_nowhere_and_a_server_is_told_without_its_password() {
        assert!(endpoints("kameral.db").is_empty());
        let told = endpoints("postgres://kameral:hemligt@db.intern:5432/kameral?sslmode=verify-full");
        assert_eq!(told[0].host, "db.intern:5432");
        assert!(!format!("{told:?}").contains("hemligt"));
    }
}

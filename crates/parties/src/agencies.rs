//! The agencies that come with the program: those that were counted among the State's employers in 2026.
//!
//! Code, name and organisation number are facts of the agency register of Ekonomistyrningsverket (ESV), by way
//! of open data (civictechsweden/myndighetsdata, CC0). That the counterparty code of Hermes is the agency's
//! number in that register is likely and not confirmed: grade G. What has ended, and bodies without employees
//! of their own, are not among them and are added by hand.

use std::sync::OnceLock;

use kameral_base::OrgNumber;
use kameral_store::{Fault, FaultKind};

/// *Myndighet* of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Number in the register of agencies, *myndighetsnummer*.
    pub code: String,
    /// Name.
    pub name: String,
    /// Abbreviation.
    pub short_name: String,
    /// Organisation number.
    pub org_number: OrgNumber,
    /// *Motpartskod*.
    pub counterparty: String,
}

/// Every agency of the list, by number.
pub fn agencies() -> Result<&'static [Agency], Fault> {
    static AGENCIES: OnceLock<Vec<Agency>> = OnceLock::new();
    if let Some(read) = AGENCIES.get() {
        return Ok(read);
    }
    let read = read(include_bytes!("../data/agencies.csv"))?;
    Ok(AGENCIES.get_or_init(|| read))
}

fn read(file: &[u8]) -> Result<Vec<Agency>, Fault> {
    let unfit = |what: &str| Fault::new(FaultKind::Mismatch, format!("data/agencies.csv: {what}"));
    let mut agencies = Vec::new();
    for row in csv::Reader::from_reader(file).records() {
        let row = row.map_err(|error| unfit(&error.to_string()))?;
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        agencies.push(Agency {
            code: cell(0),
            name: cell(1),
            short_name: cell(2),
            org_number: OrgNumber::parse(&cell(3)).map_err(|mistake| unfit(&mistake.to_string()))?,
            counterparty: cell(4),
        });
    }
    Ok(agencies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_agency_has_a_number_of_its_own() {
        let agencies = agencies().expect("the list is read");
        assert_eq!(agencies.len(), 205);
        let codes: BTreeSet<&str> = agencies.iter().map(|agency| agency.code.as_str()).collect();
        let numbers: BTreeSet<String> = agencies.iter().map(|agency| agency.org_number.plain()).collect();
        assert_eq!((codes.len(), numbers.len()), (205, 205));
        for agency in agencies {
            assert!(agency.org_number.plain().starts_with("202"), "{}", agency.name);
            assert!(
                !agency.name.is_empty() && !agency.counterparty.is_empty(),
                "{}",
                agency.code
            );
        }
    }
}

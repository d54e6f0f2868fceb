//! A party: seller, buyer, payee, representative.

/// A party (BG-4, BG-7, BG-10, BG-11).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Registered name (BT-27, BT-44).
    pub name: String,
    /// Name it trades by (BT-28, BT-45).
    pub trading_name: Option<String>,
    /// Electronic address (BT-34, BT-49): the Peppol id, with its scheme.
    pub endpoint: Option<Identifier>,
    /// Numbers it is known by (BT-29, BT-46): GLN by scheme 0088.
    pub ids: Vec<Identifier>,
    /// *Organisationsnummer* (BT-30, BT-47), as it stands.
    pub org_number: Option<Identifier>,
    /// *Momsregistreringsnummer* (BT-31, BT-48), as it stands.
    pub vat_number: Option<String>,
    /// Registration with the tax office (BT-32): of a Swedish seller that it is approved for F-tax.
    pub tax_registration: Option<String>,
    /// Legal form and the like (BT-33).
    pub legal_form: Option<String>,
    /// Address (BG-5, BG-8).
    pub address: Address,
    /// Contact (BG-6, BG-9).
    pub contact: Option<Contact>,
}

impl Party {
    /// *GLN*: its number or its electronic address with scheme 0088.
    pub fn gln(&self) -> Option<&str> {
        let known = self.ids.iter().chain(&self.endpoint).chain(&self.org_number);
        let mut of_scheme = known.filter(|id| id.scheme.as_deref() == Some("0088"));
        of_scheme.next().map(|id| id.value.as_str())
    }
}

/// A number and the register it is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifier {
    /// The number.
    pub value: String,
    /// The register, by a code.
    pub scheme: Option<String>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street and other lines, in their order.
    pub lines: Vec<String>,
    /// City.
    pub city: Option<String>,
    /// *Postnummer*.
    pub postal_code: Option<String>,
    /// Part of the country.
    pub region: Option<String>,
    /// Country, ISO 3166-1.
    pub country: Option<String>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// E-mail.
    pub mail: Option<String>,
}

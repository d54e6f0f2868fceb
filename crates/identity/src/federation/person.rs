//! What a provider has proven.

/// *Styrkt person*: what a provider says of a person, in words that no protocol knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proven {
    /// Who it is to the provider: stable, never given to another.
    pub subject: String,
    /// What the person signs in with; empty when the provider did not say.
    pub login: String,
    /// Name; empty when the provider did not say.
    pub name: String,
    /// Groups the person is in.
    pub groups: Vec<String>,
    /// How sure the provider is, in its own words (`acr`, `AuthnContextClassRef`).
    pub assurance: Option<String>,
}

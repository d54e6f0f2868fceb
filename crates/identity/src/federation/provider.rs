//! *Identitetsutgivare*: an agency's own sign-in or user directory, as data.

use std::collections::BTreeSet;

use kameral_access::GivenCondition;
use kameral_base::{Date, Place, Refusal, Sentence};
use serde::{Deserialize, Serialize};

use super::Places;

/// The longest code.
const CODE_CHARS_MAX: usize = 40;
/// The longest name on the sign-in page.
const NAME_CHARS_MAX: usize = 80;

/// How a provider speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// OpenID Connect: authorisation code with PKCE.
    Oidc,
    /// SAML 2.0: redirect out, post back.
    Saml,
    /// It feeds users and groups only; nobody signs in by it.
    Directory,
}

impl Kind {
    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Oidc => "provider-kind-oidc",
            Self::Saml => "provider-kind-saml",
            Self::Directory => "provider-kind-directory",
        }
    }

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Oidc => "oidc",
            Self::Saml => "saml",
            Self::Directory => "directory",
        }
    }
}

/// A role that a provider's group gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedRole {
    /// The group, as the provider writes it; empty is everybody the provider vouches for.
    #[serde(default)]
    pub group: String,
    /// Code of the entity the role is held in.
    pub entity: String,
    /// Code of the role.
    pub role: String,
    /// Dimension of the rows it is held for; none is every row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// Pattern of its values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

impl MappedRole {
    /// The condition as a held role keeps it, where there is one.
    pub(crate) fn condition(&self) -> Option<GivenCondition> {
        GivenCondition::of(self.dimension.as_deref()?, self.pattern.as_deref()?)
    }
}

/// *Identitetsutgivare*. No secret stands here: only the path of the file that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Code, in addresses and in history: small letters, digits and `-`.
    pub code: String,
    /// What the sign-in page calls it.
    pub name: String,
    /// How it speaks.
    pub kind: Kind,
    /// Issuer (OpenID Connect) or entity ID (SAML).
    #[serde(default)]
    pub issuer: String,
    /// What it knows us by: client ID, or our entity ID.
    #[serde(default)]
    pub client_id: String,
    /// File with the client's secret, outside the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_file: Option<String>,
    /// Metadata of a SAML provider, as it was when somebody looked at it: its certificates are pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// File with the key that signs our questions to a SAML provider (PEM).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_file: Option<String>,
    /// File with the certificate of that key (PEM).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_file: Option<String>,
    /// The address this program has to visitors, as the provider knows it: `https://ekonomi.myndighet.se`.
    #[serde(default)]
    pub our_address: String,
    /// The claim or attribute that carries the login; of SAML, `NameID` is the subject's own name.
    #[serde(default = "login_claim")]
    pub login_claim: String,
    /// The claim or attribute that carries the name.
    #[serde(default = "name_claim")]
    pub name_claim: String,
    /// The claim or attribute that carries the groups.
    #[serde(default = "groups_claim")]
    pub groups_claim: String,
    /// Ends of the logins it vouches for, from their `@` on: `@myndighet.se`. It vouches for no other.
    pub logins: Vec<String>,
    /// Whether somebody unknown becomes a user at the first sign-in, and roles follow the groups at
    /// every one. Without it, users and roles come from the directory or by hand.
    #[serde(default)]
    pub creates: bool,
    /// Whether a user who was here before may be recognised by login alone at the first sign-in.
    #[serde(default)]
    pub adopts: bool,
    /// Whether it may give, and vouch for who holds, roles that govern people or the installation.
    #[serde(default)]
    pub governing: bool,
    /// Assurance that is required, any of these; empty requires none: `http://id.elegnamnden.se/loa/1.0/loa3`.
    #[serde(default)]
    pub assurance: Vec<String>,
    /// Assurance that counts as two factors, any of these.
    #[serde(default)]
    pub two_factors: Vec<String>,
    /// The person must have proven who they are within so many seconds; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_seconds: Option<u32>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Roles its groups give.
    #[serde(default)]
    pub roles: Vec<MappedRole>,
}

fn login_claim() -> String {
    "preferred_username".to_owned()
}

fn name_claim() -> String {
    "name".to_owned()
}

fn groups_claim() -> String {
    "groups".to_owned()
}

impl Provider {
    /// Whether it counts on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether it vouches for a login. An end that was kept without its `@` counts as if it had one, or it would
    /// vouch for every domain that ends alike.
    pub fn vouches_for(&self, login: &str) -> bool {
        let domain = |end: &String| end.trim().trim_start_matches('@').to_lowercase();
        let said = login.split_once('@').map(|(_, said)| said);
        said.is_some_and(|said| self.logins.iter().any(|end| domain(end) == said))
    }

    /// An address of ours that the provider sends browsers back to.
    pub fn our(&self, path: &str) -> String {
        format!("{}{path}", self.our_address.trim_end_matches('/'))
    }

    /// Where a browser comes back to.
    pub fn return_address(&self) -> String {
        self.our(&format!("/logga-in/med/{}/svar", self.code))
    }
}

/// Why a provider is not kept. All that is wrong is told at once, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderRefusal {
    /// The code cannot stand in an address.
    CodeMalformed,
    /// It has no name, or one that is too long.
    NameMissing,
    /// The address is not `https`, and not on this machine.
    AddressInsecure {
        /// Which field.
        field: &'static str,
    },
    /// A field that the kind needs is empty.
    FieldMissing {
        /// Which field.
        field: &'static str,
    },
    /// It does not say whose logins it vouches for, as ends that begin with `@`.
    LoginsMissing,
    /// The last day lies before the first.
    ValidityBackward,
    /// A role that is not there.
    RoleUnknown {
        /// Its code.
        role: String,
    },
    /// An entity that is not there.
    EntityUnknown {
        /// Its code.
        entity: String,
    },
    /// The condition's dimension or pattern is missing, or the pattern cannot be read.
    ConditionMalformed {
        /// The role's code.
        role: String,
    },
    /// A role that governs, from a provider that is not said to be trusted with it.
    RoleGoverns {
        /// The role's code.
        role: String,
    },
    /// The metadata cannot be read, or is another provider's.
    MetadataUnfit,
    /// There is no such provider.
    ProviderUnknown {
        /// Its code.
        provider: String,
    },
}

impl Refusal for ProviderRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::CodeMalformed => "provider_code_malformed",
            Self::NameMissing => "provider_name_missing",
            Self::AddressInsecure { .. } => "provider_address_insecure",
            Self::FieldMissing { .. } => "provider_field_missing",
            Self::LoginsMissing => "provider_logins_missing",
            Self::ValidityBackward => "provider_validity_backward",
            Self::RoleUnknown { .. } => "provider_role_unknown",
            Self::EntityUnknown { .. } => "provider_entity_unknown",
            Self::ConditionMalformed { .. } => "provider_condition_malformed",
            Self::RoleGoverns { .. } => "provider_role_governs",
            Self::MetadataUnfit => "provider_metadata_unfit",
            Self::ProviderUnknown { .. } => "provider_unknown",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::CodeMalformed => Sentence::new("refusal-provider-code-malformed"),
            Self::NameMissing => Sentence::new("refusal-provider-name-missing"),
            Self::AddressInsecure { field } => Sentence::new("refusal-provider-address-insecure").with("field", *field),
            Self::FieldMissing { field } => Sentence::new("refusal-provider-field-missing").with("field", *field),
            Self::LoginsMissing => Sentence::new("refusal-provider-logins-missing"),
            Self::ValidityBackward => Sentence::new("refusal-provider-validity-backward"),
            Self::RoleUnknown { role } => Sentence::new("refusal-provider-role-unknown").with("role", role),
            Self::EntityUnknown { entity } => Sentence::new("refusal-provider-entity-unknown").with("entity", entity),
            Self::ConditionMalformed { role } => {
                Sentence::new("refusal-provider-condition-malformed").with("role", role)
            }
            Self::RoleGoverns { role } => Sentence::new("refusal-provider-role-governs").with("role", role),
            Self::MetadataUnfit => Sentence::new("refusal-provider-metadata-unfit"),
            Self::ProviderUnknown { provider } => Sentence::new("refusal-provider-unknown").with("provider", provider),
        }
    }

    fn place(&self) -> Place {
        Place::field(match self {
            Self::CodeMalformed | Self::ProviderUnknown { .. } => "code",
            Self::NameMissing => "name",
            Self::AddressInsecure { field } | Self::FieldMissing { field } => field,
            Self::LoginsMissing => "logins",
            Self::ValidityBackward => "valid_to",
            Self::RoleUnknown { .. }
            | Self::EntityUnknown { .. }
            | Self::ConditionMalformed { .. }
            | Self::RoleGoverns { .. } => "roles",
            Self::MetadataUnfit => "metadata",
        })
    }
}

/// Everything that keeps a provider from being kept. Pure.
pub fn check(
    provider: &Provider,
    places: &Places,
    roles: &BTreeSet<String>,
    governing: &BTreeSet<String>,
) -> Vec<ProviderRefusal> {
    let mut found = Vec::new();
    let code = &provider.code;
    let is_code = (1..=CODE_CHARS_MAX).contains(&code.len())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_code {
        found.push(ProviderRefusal::CodeMalformed);
    }
    let name = provider.name.trim();
    if name.is_empty() || NAME_CHARS_MAX < name.chars().count() || name.chars().any(char::is_control) {
        found.push(ProviderRefusal::NameMissing);
    }
    found.extend(addresses(provider));
    if provider.logins.is_empty() || provider.logins.iter().any(|end| !is_domain(end)) {
        found.push(ProviderRefusal::LoginsMissing);
    }
    if matches!((provider.valid_from, provider.valid_to), (Some(from), Some(to)) if to < from) {
        found.push(ProviderRefusal::ValidityBackward);
    }
    for mapped in &provider.roles {
        let role = mapped.role.clone();
        if !roles.contains(&role) {
            found.push(ProviderRefusal::RoleUnknown { role: role.clone() });
        }
        if !places.contains_key(&mapped.entity) {
            found.push(ProviderRefusal::EntityUnknown {
                entity: mapped.entity.clone(),
            });
        }
        let half = mapped.dimension.is_some() != mapped.pattern.is_some();
        if half || (mapped.dimension.is_some() && mapped.condition().is_none()) {
            found.push(ProviderRefusal::ConditionMalformed { role: role.clone() });
        }
        if governing.contains(&role) && !provider.governing {
            found.push(ProviderRefusal::RoleGoverns { role });
        }
    }
    found
}

/// Whether an end of logins names a domain: `@myndighet.se`.
fn is_domain(end: &str) -> bool {
    let name = end.trim().strip_prefix('@');
    name.is_some_and(|name| !name.is_empty() && !name.contains('@'))
}

fn addresses(provider: &Provider) -> Vec<ProviderRefusal> {
    let mut found = Vec::new();
    if provider.kind == Kind::Directory {
        return found;
    }
    let mut needed = vec![
        ("issuer", provider.issuer.as_str()),
        ("our_address", &provider.our_address),
    ];
    if provider.kind == Kind::Oidc {
        needed.push(("client_id", &provider.client_id));
    } else {
        needed.push(("key_file", provider.key_file.as_deref().unwrap_or_default()));
        needed.push((
            "certificate_file",
            provider.certificate_file.as_deref().unwrap_or_default(),
        ));
        needed.push(("metadata", provider.metadata.as_deref().unwrap_or_default()));
    }
    let empty = needed.iter().filter(|(_, value)| value.trim().is_empty());
    found.extend(empty.map(|(field, _)| ProviderRefusal::FieldMissing { field }));
    let mut secure = vec![("our_address", provider.our_address.as_str())];
    if provider.kind == Kind::Oidc {
        secure.push(("issuer", &provider.issuer));
    }
    for (field, address) in secure {
        if !address.is_empty() && !is_secure(address) {
            found.push(ProviderRefusal::AddressInsecure { field });
        }
    }
    found
}

/// Whether nobody on the way can read or change what is sent to an address: `https`, or this machine.
pub(crate) fn is_secure(address: &str) -> bool {
    if let Some(rest) = address.strip_prefix("https://") {
        return !rest.is_empty();
    }
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "127.0.0.1" || name == "localhost" || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(end: &str) -> Provider {
        let settings = serde_json::json!({ "code": "pv", "name": "PV", "kind": "directory", "logins": [end] });
        serde_json::from_value(settings).unwrap()
    }

    /// SEC-11: a provider vouches for a whole domain and for none that ends alike, also one that was kept before its
    /// `@` was asked for.
    #[test]
    fn a_provider_vouches_for_its_own_domain() {
        for end in ["@pv.se", "pv.se", " @PV.se "] {
            let provider = provider(end);
            for (login, whether) in [
                ("x@pv.se", true),
                ("x@ondpv.se", false),
                ("x@ond.pv.se", false),
                ("x@ond@pv.se", false),
                ("pv.se", false),
                ("@pv.se", true),
            ] {
                assert_eq!(provider.vouches_for(login), whether, "{end}: {login}");
            }
        }
    }

    #[test]
    fn an_end_of_logins_begins_with_its_at() {
        let missing = |end: &str| {
            let found = check(&provider(end), &Places::new(), &BTreeSet::new(), &BTreeSet::new());
            found.contains(&ProviderRefusal::LoginsMissing)
        };
        assert!(!missing("@pv.se"));
        for wrong in ["pv.se", "", " ", "@", "x@pv.se", "@a@pv.se"] {
            assert!(missing(wrong), "{wrong}");
        }
    }
}

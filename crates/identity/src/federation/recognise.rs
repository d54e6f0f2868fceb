//! Who a proven person is here. Pure.

use kameral_access::feed;
use kameral_base::UserId;

use super::{FederationRefusal, Proven, Provider};

/// A user with the login the provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub user: UserId,
    /// Whether the user may sign in.
    pub active: bool,
    /// Whether the user holds a role that governs people or the installation.
    pub governs: bool,
    /// Whether the provider has said of this user before, by sign-in or by its directory.
    pub tied: bool,
    /// As whom the provider knows the user, if it has said.
    pub subject: Option<String>,
}

/// What is known here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The user whom the provider's subject was before.
    pub of_subject: Option<Known>,
    /// The user with the login.
    pub of_login: Option<Known>,
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// A user, known by subject, or tied to it from now on.
    User(UserId),
    /// Nobody yet: a user with this login is to be added.
    New {
        /// The login as it is kept.
        login: String,
    },
}

/// Recognises a person by the provider's own subject; by login only the first time, and only where the
/// provider is allowed to. A login that is given to somebody else at the agency is thereby not the key
/// to the former holder's books.
pub fn recognise(provider: &Provider, proven: &Proven, facts: &Facts) -> Result<Recognised, FederationRefusal> {
    let sure = |required: &[String]| proven.assurance.as_ref().is_some_and(|said| required.contains(said));
    if !provider.assurance.is_empty() && !sure(&provider.assurance) {
        return Err(FederationRefusal::AssuranceTooLow);
    }
    let login = feed::login(&proven.login).ok_or(FederationRefusal::LoginMissing)?;
    if proven.subject.is_empty() {
        return Err(FederationRefusal::LoginMissing);
    }
    if !provider.vouches_for(&login) {
        return Err(FederationRefusal::LoginForeign);
    }
    let Some(known) = facts.of_subject.as_ref().or(facts.of_login.as_ref()) else {
        return if provider.creates {
            Ok(Recognised::New { login })
        } else {
            Err(FederationRefusal::PersonUnknown)
        };
    };
    if facts.of_subject.is_none() {
        let another = known.subject.as_ref().is_some_and(|subject| *subject != proven.subject);
        if another || !(known.tied || provider.adopts) {
            return Err(FederationRefusal::PersonTied);
        }
    }
    if known.governs && !provider.governing {
        return Err(FederationRefusal::PersonGoverns);
    }
    if !known.active {
        return Err(FederationRefusal::Inactive);
    }
    Ok(Recognised::User(known.user))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(change: impl FnOnce(&mut Provider)) -> Provider {
        let mut provider: Provider =
            serde_json::from_str(r#"{"code":"pv","name":"PV","kind":"oidc","logins":["@pv.se"]}"#).unwrap();
        change(&mut provider);
        provider
    }

    fn anna() -> Proven {
        Proven {
            subject: "s-1".to_owned(),
            login: "Anna@pv.se".to_owned(),
            ..Proven::default()
        }
    }

    fn known(change: impl FnOnce(&mut Known)) -> Known {
        let mut known = Known {
            user: UserId(7),
            active: true,
            governs: false,
            tied: false,
            subject: None,
        };
        change(&mut known);
        known
    }

    /// SEC-11: the order of the refusals, and who is let in.
    #[test]
    fn a_person_is_recognised_by_subject_and_by_login_the_first_time_only() {
        let of_login = |known| Facts {
            of_subject: None,
            of_login: Some(known),
        };
        let of_subject = |known| Facts {
            of_subject: Some(known),
            of_login: None,
        };
        let plain = provider(|_| {});
        let adopting = provider(|p| p.adopts = true);
        let user = Ok(Recognised::User(UserId(7)));
        let new = Ok(Recognised::New {
            login: "anna@pv.se".to_owned(),
        });

        assert_eq!(
            recognise(
                &provider(|p| p.assurance = vec!["loa3".into()]),
                &anna(),
                &Facts::default()
            ),
            Err(FederationRefusal::AssuranceTooLow)
        );
        let nameless = Proven {
            login: "Å".to_owned(),
            ..anna()
        };
        assert_eq!(
            recognise(&plain, &nameless, &Facts::default()),
            Err(FederationRefusal::LoginMissing)
        );
        let nobody = Proven {
            subject: String::new(),
            ..anna()
        };
        assert_eq!(
            recognise(&plain, &nobody, &Facts::default()),
            Err(FederationRefusal::LoginMissing)
        );
        let foreign = Proven {
            login: "anna@annan.se".to_owned(),
            ..anna()
        };
        assert_eq!(
            recognise(&plain, &foreign, &Facts::default()),
            Err(FederationRefusal::LoginForeign)
        );
        assert_eq!(
            recognise(&plain, &anna(), &Facts::default()),
            Err(FederationRefusal::PersonUnknown)
        );
        assert_eq!(
            recognise(&provider(|p| p.creates = true), &anna(), &Facts::default()),
            new
        );

        // Somebody who was here before is not taken over by a login alone.
        assert_eq!(
            recognise(&plain, &anna(), &of_login(known(|_| {}))),
            Err(FederationRefusal::PersonTied)
        );
        assert_eq!(recognise(&adopting, &anna(), &of_login(known(|_| {}))), user);
        assert_eq!(recognise(&plain, &anna(), &of_login(known(|k| k.tied = true))), user);
        // A login that passed to another person at the agency opens nothing.
        let another = known(|k| {
            k.tied = true;
            k.subject = Some("s-2".to_owned());
        });
        assert_eq!(
            recognise(&adopting, &anna(), &of_login(another)),
            Err(FederationRefusal::PersonTied)
        );

        let governs = known(|k| k.governs = true);
        assert_eq!(
            recognise(&plain, &anna(), &of_subject(governs.clone())),
            Err(FederationRefusal::PersonGoverns)
        );
        assert_eq!(
            recognise(&provider(|p| p.governing = true), &anna(), &of_subject(governs)),
            user
        );
        let closed = known(|k| k.active = false);
        assert_eq!(
            recognise(&plain, &anna(), &of_subject(closed)),
            Err(FederationRefusal::Inactive)
        );
    }
}

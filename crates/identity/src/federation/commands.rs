//! What is done with providers, and by them: the room that opens writing transactions.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kameral_access::feed::{self};
use kameral_access::{
    Act, Browser, Cx, Factors, INSTALLATION, Method, Permission, ProvenElsewhere, Refusals, SignedIn, User,
    proven_elsewhere,
};
use kameral_base::{Date, Timestamp, UserId};
use kameral_store::{Fault, Stop, Store, Tx};

use super::flow::Again;
use super::protocol;
use super::store::{self, KeptProvider};
use super::{
    Facts, FederationRefusal, Kind, Known, Places, Proven, Provider, ProviderRefusal, Recognised, check, recognise,
    settle, wanted,
};

/// So long a proof is remembered; none is valid for so long.
const PROOF_DAYS: i64 = 7;

/// Keeps a provider: a new one, or a new version of one. Answers the version.
pub fn keep_provider(cx: &Cx, provider: &Provider, places: &Places) -> Result<i64, Stop<Vec<ProviderRefusal>>> {
    let act = Act::new(Permission::SystemManage, "provider.keep", subject(&provider.code));
    cx.write(act, |tx| {
        let (roles, governing) = (feed::known_roles(tx)?, feed::governing_roles(tx)?);
        let mut found = check(provider, places, &roles, &governing);
        if found.is_empty() && provider.kind == Kind::Saml && !protocol::is_described(provider) {
            found.push(ProviderRefusal::MetadataUnfit);
        }
        if !found.is_empty() {
            return Err(Stop::Refused(found));
        }
        let version = store::provider(tx, &provider.code)?.map_or(0, |kept| kept.version) + 1;
        store::add_provider(tx, cx, provider, version)?;
        Ok(version)
    })
}

/// What cannot be a code is not kept in history.
fn subject(code: &str) -> &str {
    let is_code = code.len() <= 40 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_code { code } else { "" }
}

/// Every provider as it is now.
pub fn providers(cx: &Cx) -> Result<Vec<KeptProvider>, Stop<std::convert::Infallible>> {
    cx.read(Permission::UserManage, store::providers)
}

/// Providers by which somebody may sign in on a day, for the sign-in page.
pub fn ways_in(store: &Store, today: Date) -> Result<Vec<Provider>, Fault> {
    let mut kept: Vec<Provider> = store
        .read(store::providers)?
        .into_iter()
        .map(|kept| kept.provider)
        .collect();
    kept.retain(|provider| provider.kind != Kind::Directory && provider.holds_on(today));
    Ok(kept)
}

/// A provider by which somebody may sign in on a day.
pub fn way_in(store: &Store, code: &str, today: Date) -> Result<Provider, Stop<FederationRefusal>> {
    let kept = store.read(|tx| store::provider(tx, code))?.map(|kept| kept.provider);
    kept.filter(|provider| provider.kind != Kind::Directory && provider.holds_on(today))
        .ok_or(Stop::Refused(FederationRefusal::ProviderUnknown))
}

/// A proof that has been checked by its protocol, and what it is to be taken by once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What it says.
    pub person: Proven,
    /// When the person showed the provider who they are, where it says.
    pub proven_at: Option<Timestamp>,
    /// Hashes of what makes it this proof and no other: the question it answers, its own number.
    pub marks: Vec<[u8; 32]>,
}

/// Which browser an answer came to, and which session's user it proves once more.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// The browser.
    pub browser: &'a Browser<'a>,
    /// The session that asked for a new proof, if one did.
    pub again: Option<&'a Again>,
}

/// Signs a proven person in: recognises, adds, gives and takes roles, and begins the session.
///
/// A refusal is told to the person and kept in history with the login alone.
pub fn sign_in(
    store: &Store,
    provider: &Provider,
    proof: &Proof,
    places: &Places,
    asker: &Asker<'_>,
    today: Date,
    now: Timestamp,
) -> Result<SignedIn, Stop<FederationRefusal>> {
    let done = admit(store, provider, proof, places, today, now);
    let user = match done {
        Ok(user) => user,
        Err(Stop::Refused(Only(refusal))) => {
            let (login, why) = (&proof.person.login, refusal.detail());
            feed::refuse_sign_in(store, &provider.code, login, &why, asker.browser, now)?;
            return Err(Stop::Refused(refusal));
        }
        Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
        Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
    };
    let method = if provider.kind == Kind::Saml {
        Method::Saml
    } else {
        Method::Oidc
    };
    let sure = proof
        .person
        .assurance
        .as_ref()
        .is_some_and(|said| provider.two_factors.contains(said));
    let factors = if sure { Factors::Two } else { Factors::One };
    let again = asker.again.filter(|again| again.user == user);
    let proven = ProvenElsewhere {
        user,
        method,
        factors,
        proven_at: proof.proven_at,
        forms: again.map(|again| again.forms.clone()),
    };
    proven_elsewhere(store, &proven, asker.browser, now).map_err(|stop| stop.map(|_| FederationRefusal::Inactive))
}

/// Keeps in history that an answer proved nothing, once for each question: whoever sends rubbish again
/// and again fills no history with it.
pub fn refuse(
    store: &Store,
    provider: &Provider,
    mark: &[u8; 32],
    refusal: &FederationRefusal,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let first = store.write(|tx| {
        tx.for_entities(&[INSTALLATION])?;
        forget_old_proofs(tx, now)?;
        Ok::<_, Stop<std::convert::Infallible>>(store::take_proof(tx, &provider.code, mark, now)?)
    });
    match first {
        Ok(true) => feed::refuse_sign_in(store, &provider.code, "", &refusal.detail(), browser, now),
        Err(Stop::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}

fn forget_old_proofs(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    store::clear_proofs(tx, now - SignedDuration::from_hours(24 * PROOF_DAYS))
}

/// One refusal, as history wants it.
struct Only(FederationRefusal);

impl Refusals for Only {
    fn names(&self) -> Vec<String> {
        vec![self.0.detail()]
    }
}

fn admit(
    store: &Store,
    provider: &Provider,
    proof: &Proof,
    places: &Places,
    today: Date,
    now: Timestamp,
) -> Result<UserId, Stop<Only>> {
    let cx = feed::source(store, &provider.code, "web", today, now);
    let refused = |refusal| Stop::Refused(Only(refusal));
    store.write(|tx| {
        tx.for_entities(&[INSTALLATION])?;
        forget_old_proofs(tx, now)?;
        for mark in &proof.marks {
            if !store::take_proof(tx, &provider.code, mark, now)? {
                return Err(refused(FederationRefusal::FlowUnknown));
            }
        }
        let person = &proof.person;
        let facts = facts(tx, provider, person)?;
        let user = match recognise(provider, person, &facts).map_err(refused)? {
            Recognised::User(user) => user,
            Recognised::New { login } => {
                let name = if person.name.trim().is_empty() {
                    &login
                } else {
                    &person.name
                };
                feed::add(tx, &cx, &login, name).map_err(|stop| stop.map(|_| Only(FederationRefusal::LoginMissing)))?
            }
        };
        // Written only when something is new: a person's row is not touched at every sign-in.
        if facts.of_subject.is_none() {
            store::tie(tx, &provider.code, user, Some(&person.subject), None, now)?;
        }
        if provider.creates {
            let user = present(tx, user)?;
            let wanted = allowed(tx, provider, &person.groups, places)?;
            settle::roles(tx, &cx, &provider.code, &user, &wanted)?;
        }
        Ok(user)
    })
}

fn present(tx: &mut Tx, user: UserId) -> Result<User, Fault> {
    let found = feed::user_of(tx, user)?;
    found.ok_or_else(|| Fault::new(kameral_store::FaultKind::Mismatch, "table app_user: a user is gone"))
}

/// The roles a provider gives, as they are now: a role that has come to govern since the provider was
/// kept is not given by one that is not trusted with it.
pub(crate) fn allowed(
    tx: &mut Tx,
    provider: &Provider,
    groups: &[String],
    places: &Places,
) -> Result<BTreeSet<feed::SourceRole>, Fault> {
    let mut roles = feed::known_roles(tx)?;
    if !provider.governing {
        let governing = feed::governing_roles(tx)?;
        roles.retain(|role| !governing.contains(role));
    }
    Ok(wanted(provider, groups, places, &roles))
}

fn facts(tx: &mut Tx, provider: &Provider, person: &Proven) -> Result<Facts, Fault> {
    let governing = feed::governing_roles(tx)?;
    let of_subject = match store::user_of_subject(tx, &provider.code, &person.subject)? {
        Some(user) => {
            let user = present(tx, user)?;
            Some(known(tx, provider, &user, &governing)?)
        }
        None => None,
    };
    let of_login = match feed::user(tx, &person.login)? {
        Some(user) => Some(known(tx, provider, &user, &governing)?),
        None => None,
    };
    Ok(Facts { of_subject, of_login })
}

fn known(tx: &mut Tx, provider: &Provider, user: &User, governing: &BTreeSet<String>) -> Result<Known, Fault> {
    let held = feed::held(tx, user.id)?;
    let tied = store::person(tx, &provider.code, user.id)?;
    Ok(Known {
        user: user.id,
        active: user.active,
        governs: held.iter().any(|(_, role)| governing.contains(&role.role)),
        // Somebody the directory has no longer may have left the login to another.
        tied: tied.as_ref().is_some_and(|person| !person.gone),
        subject: tied.and_then(|person| person.subject),
    })
}

//! *Katalog*: one user as a directory has them, by SCIM or in a file (SEC-23).

use std::collections::BTreeSet;

use kameral_access::feed::{self, SourceRole};
use kameral_access::{Cx, User, UserRefusal};
use kameral_base::{Place, Refusal, Sentence};
use kameral_store::{Fault, FaultKind, Stop, Tx};

use super::{Provider, settle, store};

/// A user as a directory has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedUser {
    /// What the user signs in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// Whether the user may sign in; none leaves it as it is.
    pub active: Option<bool>,
    /// The directory's own number.
    pub external_id: Option<String>,
    /// Every role the directory gives; none leaves them as they are.
    pub roles: Option<BTreeSet<SourceRole>>,
}

/// One thing that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The user is added.
    Added,
    /// A user who was here is the directory's from now on.
    Tied,
    /// The user may sign in again.
    Opened,
    /// The user may sign in no longer.
    Closed,
    /// A role is given.
    Given(SourceRole),
    /// A role is taken.
    Taken(SourceRole),
}

/// Why a directory's user is not taken. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedRefusal {
    /// A column that is needed is not there, or the line cannot be read.
    LineUnread {
        /// Which line, from 1.
        line: u32,
    },
    /// A field of a line cannot be read.
    FieldUnread {
        /// Which line, from 1.
        line: u32,
        /// Which field.
        field: &'static str,
    },
    /// Two lines say different things of one user.
    LinesDiffer {
        /// Which line, from 1.
        line: u32,
        /// Who.
        login: String,
    },
    /// The login or the name cannot be a user's.
    UserUnfit {
        /// Who.
        login: String,
        /// What is wrong.
        cause: UserRefusal,
    },
    /// The directory does not vouch for such logins.
    LoginForeign {
        /// Who.
        login: String,
    },
    /// The user was here before, and the directory may not take them over.
    UserTied {
        /// Who.
        login: String,
    },
    /// The user governs people or the installation, and the directory is not trusted with that.
    UserGoverns {
        /// Who.
        login: String,
    },
    /// The role governs, and the directory is not trusted with it.
    RoleGoverns {
        /// Who.
        login: String,
        /// Which role.
        role: String,
    },
    /// There is no such role.
    RoleUnknown {
        /// Who.
        login: String,
        /// Which role.
        role: String,
    },
    /// There is no such entity.
    EntityUnknown {
        /// Which line, from 1.
        line: u32,
        /// Its code.
        entity: String,
    },
}

impl FeedRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::LineUnread { .. } => ("feed_line_unread", "refusal-feed-line-unread", ""),
            Self::FieldUnread { field, .. } => ("feed_field_unread", "refusal-feed-field-unread", field),
            Self::LinesDiffer { .. } => ("feed_lines_differ", "refusal-feed-lines-differ", "login"),
            Self::UserUnfit { .. } => ("feed_user_unfit", "refusal-feed-user-unfit", "login"),
            Self::LoginForeign { .. } => ("feed_login_foreign", "refusal-feed-login-foreign", "login"),
            Self::UserTied { .. } => ("feed_user_tied", "refusal-feed-user-tied", "login"),
            Self::UserGoverns { .. } => ("feed_user_governs", "refusal-feed-user-governs", "login"),
            Self::RoleGoverns { .. } => ("feed_role_governs", "refusal-feed-role-governs", "role"),
            Self::RoleUnknown { .. } => ("feed_role_unknown", "refusal-feed-role-unknown", "role"),
            Self::EntityUnknown { .. } => ("feed_entity_unknown", "refusal-feed-entity-unknown", "entity"),
        }
    }
}

impl Refusal for FeedRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::LineUnread { .. } => sentence,
            Self::FieldUnread { field, .. } => sentence.with("field", *field),
            Self::LinesDiffer { login, .. }
            | Self::LoginForeign { login }
            | Self::UserTied { login }
            | Self::UserGoverns { login } => sentence.with("login", login),
            Self::UserUnfit { login, cause } => {
                let cause = kameral_base::Arg::Sentence(Box::new(cause.sentence()));
                sentence.with("login", login).with("cause", cause)
            }
            Self::RoleGoverns { login, role } | Self::RoleUnknown { login, role } => {
                sentence.with("login", login).with("role", role)
            }
            Self::EntityUnknown { entity, .. } => sentence.with("entity", entity),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::LineUnread { line } => Place::line(*line),
            Self::FieldUnread { line, .. } | Self::LinesDiffer { line, .. } | Self::EntityUnknown { line, .. } => {
                Place::line(*line).and_field(self.parts().2)
            }
            _ => Place::field(self.parts().2),
        }
    }
}

/// What directories do is done one after the other: what one reads of persons and groups holds until it has written.
pub(crate) const TURN: &str = "directory";

/// The roles there are, and which of them govern: read once for many users.
pub(crate) struct Roles {
    known: BTreeSet<String>,
    governing: BTreeSet<String>,
}

impl Roles {
    pub(crate) fn read(tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            known: feed::known_roles(tx)?,
            governing: feed::governing_roles(tx)?,
        })
    }
}

/// Makes a user what the directory says: added, open or closed, with its roles. A user who is closed loses
/// every session at once.
pub(crate) fn settle_user(
    tx: &mut Tx,
    cx: &Cx,
    provider: &Provider,
    roles: &Roles,
    wanted: &FeedUser,
) -> Result<(User, Vec<Change>), Stop<Vec<FeedRefusal>>> {
    let login = feed::normal(&wanted.login);
    let refused = |refusal| Stop::Refused(vec![refusal]);
    let unfit = feed::mistakes(&login, &wanted.name);
    if !unfit.is_empty() {
        let of = |cause| FeedRefusal::UserUnfit {
            login: login.clone(),
            cause,
        };
        return Err(Stop::Refused(unfit.into_iter().map(of).collect()));
    }
    if !provider.vouches_for(&login) {
        return Err(refused(FeedRefusal::LoginForeign { login }));
    }
    let mut changes = Vec::new();
    let mut came_back = false;
    let user = if let Some(user) = feed::user(tx, &login)? {
        governed(tx, provider, roles, &user)?;
        match store::person(tx, &provider.code, user.id)? {
            None if !provider.adopts => return Err(refused(FeedRefusal::UserTied { login })),
            None => changes.push(Change::Tied),
            Some(person) if person.gone => {
                // The login of somebody who has left, with another number: somebody else.
                let numbers = person.external_id.as_ref().zip(wanted.external_id.as_ref());
                if numbers.is_some_and(|(kept, said)| kept != said) {
                    return Err(refused(FeedRefusal::UserTied { login }));
                }
                came_back = true;
            }
            Some(_) => {}
        }
        user
    } else {
        let cause = |login: &str, causes: Vec<UserRefusal>| {
            let of = |cause| FeedRefusal::UserUnfit {
                login: login.to_owned(),
                cause,
            };
            causes.into_iter().map(of).collect::<Vec<_>>()
        };
        let id = feed::add(tx, cx, &login, &wanted.name).map_err(|stop| stop.map(|causes| cause(&login, causes)))?;
        changes.push(Change::Added);
        let gone = || Fault::new(FaultKind::Mismatch, "table app_user: a user is gone");
        feed::user_of(tx, id)?.ok_or_else(gone)?
    };
    let active = wanted.active.unwrap_or(user.active || came_back);
    let changed = feed::set_active(tx, cx, &user, active)?;
    if changed {
        changes.push(if active { Change::Opened } else { Change::Closed });
    }
    let opened = changed && active;
    if came_back && !opened {
        feed::start_anew(tx, cx, &user)?;
    }
    if came_back || opened {
        let taken = settle::by_hand(tx, cx, &user)?;
        changes.extend(taken.into_iter().map(Change::Taken));
    }
    if let Some(wanted) = &wanted.roles {
        allowed(provider, roles, &user.login, wanted)?;
        let done = settle::roles(tx, cx, &provider.code, &user, wanted)?;
        changes.extend(done.taken.into_iter().map(|(_, role)| Change::Taken(role)));
        changes.extend(done.given.into_iter().map(Change::Given));
    }
    let external = wanted.external_id.as_deref();
    let known = store::person(tx, &provider.code, user.id)?;
    let same = known
        .as_ref()
        .is_some_and(|known| !known.gone && (external.is_none() || known.external_id.as_deref() == external));
    if !same || !changes.is_empty() {
        store::tie(tx, &provider.code, user.id, None, external, cx.now)?;
    }
    Ok((user, changes))
}

/// Closes a user whom the directory no longer has, and takes the roles it gave.
pub(crate) fn close_user(
    tx: &mut Tx,
    cx: &Cx,
    provider: &Provider,
    roles: &Roles,
    user: &User,
) -> Result<Vec<Change>, Stop<Vec<FeedRefusal>>> {
    governed(tx, provider, roles, user)?;
    let mut changes = Vec::new();
    if feed::set_active(tx, cx, user, false)? {
        changes.push(Change::Closed);
    }
    let done = settle::roles(tx, cx, &provider.code, user, &BTreeSet::new())?;
    changes.extend(done.taken.into_iter().map(|(_, role)| Change::Taken(role)));
    Ok(changes)
}

fn governed(tx: &mut Tx, provider: &Provider, roles: &Roles, user: &User) -> Result<(), Stop<Vec<FeedRefusal>>> {
    let governs = feed::held(tx, user.id)?
        .iter()
        .any(|(_, role)| roles.governing.contains(&role.role));
    if governs && !provider.governing {
        return Err(Stop::Refused(vec![FeedRefusal::UserGoverns {
            login: user.login.clone(),
        }]));
    }
    Ok(())
}

fn allowed(
    provider: &Provider,
    roles: &Roles,
    login: &str,
    wanted: &BTreeSet<SourceRole>,
) -> Result<(), Stop<Vec<FeedRefusal>>> {
    let mut refusals = Vec::new();
    for role in wanted {
        let (login, role) = (login.to_owned(), role.role.clone());
        if !roles.known.contains(&role) {
            refusals.push(FeedRefusal::RoleUnknown { login, role });
        } else if roles.governing.contains(&role) && !provider.governing {
            refusals.push(FeedRefusal::RoleGoverns { login, role });
        }
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(Stop::Refused(refusals))
    }
}

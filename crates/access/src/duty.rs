//! *Åtskillnad av uppgifter*: what the same natural person may not do both of (SEC-25, FBF 22 §,
//! reliability rule 14).
//!
//! A rule is data, in versions: a pair of permissions that nobody holds both of in an entity, or a
//! pair of commands that nobody does both of on the same thing. The first kind is refused when a
//! role is given and told as a conflict; the second is enforced inside every command's own
//! transaction. Several accounts of one person are one person. An exception is for a user, a rule
//! and a time, with a reason, agreed on by two others. What went through in spite of a rule, under an
//! exception or by the operator, is kept as a [`Breach`].

mod act;
mod breach;
mod conflict;
mod enforce;
mod exception;
mod person;
mod refusal;
mod rule;
mod settings;

pub use act::Hit;
pub(crate) use act::{Done, hits_on};
pub(crate) use breach::keep as keep_breach;
pub use breach::{BREACHES_MAX, Breach, breaches};
pub use conflict::{Conflict, conflicts};
pub(crate) use conflict::{refuse_grant, refuse_permissions};
pub(crate) use enforce::{Duties, hits};
pub use enforce::{note, require};
pub use exception::{DutyException, ExceptionAsked, end_exception, exceptions};
pub(crate) use exception::{grant_exception, of_person as exceptions_of_person};
pub use person::{Person, TiedAccount, is_who_acts, tie_person, tied_accounts};
pub(crate) use person::{of_cx, of_user, tie_person_in};
pub use refusal::DutyRefusal;
pub use rule::{DutyKind, DutyRule};
pub(crate) use rule::{check as check_rule, is_code};
pub(crate) use settings::current;
pub use settings::{FourEyesRow, RuleVersion, duty_rules, four_eyes, load_standard, rule_versions};
pub(crate) use settings::{set_rule, set_takes_two};

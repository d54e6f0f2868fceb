//! Who acts, on which rows, and what was done: users, sign-in, roles, [`Actor`], [`Scope`],
//! idempotency keys and processing history (behandlingshistorik).
//!
//! Every command goes through [`Cx::write`] and every query through [`Cx::read`]: they check the
//! permission, set the entity for the database's own row security, and leave history.
//!
//! | For | Use |
//! |---|---|
//! | signing in, a browser's request | [`sign_in`], [`Session::find`], [`Session::cx`] |
//! | somebody whose identity another has proven | [`proven_elsewhere`] |
//! | a key outside the database | [`installation_key::key`] |
//! | the command line | [`Cx::operator`] |
//! | roles as data | [`set_roles`], [`roles`] |
//! | users and what they hold | [`add_user`], [`set_password`], [`set_active`], [`give_role`], [`take_role`], [`users`](users()), [`held_roles`](held_roles()) |
//! | own roles | [`save_role`], [`save_role_in`] where a second person decides, [`import_roles`] out of a file |
//! | substitutes | [`appoint_substitute`], [`end_substitute`], [`substitutes`](substitutes()), [`Session::act_for`] |
//! | user classes | [`set_licence_number`], [`assign_licence`], [`move_licence`], [`listed_users`], [`class_summary`] |
//! | what nobody does both of | [`duty`] |
//! | what another decides on | [`proposal`] |
//! | why somebody may, or may not | [`explain`](mod@explain) |
//! | personal data: the register, protection, what a reader may not see | [`personal`] |
//! | what was done | [`history::page`], [`history::of_subject`] |
//! | a client that may retry | [`Cx::write_once`], [`IdempotencyKey`] |
//!
//! The program gives a browser two cookies, both `Path=/; Secure; HttpOnly`: [`SESSION_COOKIE`] with
//! the session's token, as long as a session may last and `SameSite=Lax`, so that a link in a mail
//! leads in (every write has a token of its own), and [`DEVICE_COOKIE`] with the browser's mark, for
//! half a year and `SameSite=Strict`. It hands [`Session::csrf`] to the guard of forged requests,
//! and the browser's own address, not a proxy's, to [`sign_in`].
//!
//! Invariants: only this crate makes a [`Scope`]; chance is drawn in `secrets` alone; no clock is
//! read; no table here is asked for by another crate.

pub mod anchor;
mod api_tokens;
mod attempt;
mod begin;
mod client;
mod cx;
pub mod duty;
pub mod explain;
mod factor_refusal;
pub mod feed;
mod given_condition;
mod held_roles;
pub mod history;
pub mod installation_key;
mod keys;
mod licence_count;
mod licences;
mod managed_factors;
mod own_password;
mod own_role;
mod passkeys;
mod password;
mod permission;
pub mod personal;
mod personal_protection;
mod proof;
pub mod proposal;
mod recovery;
mod reports;
mod rights;
mod role_import;
mod roles;
mod scope;
pub mod sealed;
mod second_factor;
mod secrets;
mod session;
mod sign_in;
mod store;
mod substitute_refusal;
mod substitutes;
mod throttle;
mod token_refusal;
mod totp;
mod user_list;
mod user_refusal;
mod users;
mod whole;

pub use api_tokens::{
    NewToken, TOKEN_DAYS_MAX, TOKEN_PREFIX, TokenHolder, TokenLine, create_own_token, create_token, revoke_own_token,
    revoke_token, tokens_of, tokens_of_login,
};
pub use attempt::Attempt;
pub use begin::{Browser, Factors, Method, ProvenElsewhere, proven_elsewhere};
pub use client::client_kind;
pub use cx::{Actor, Cx, OnceRefusals, Refusals};
pub use factor_refusal::FactorRefusal;
pub use given_condition::{GivenCondition, ME};
pub use held_roles::{
    GrantDecision, GrantRefusal, RoleGrant, RoleHeld, give_role, give_role_at, held_roles, take_role,
};
pub use history::{Act, HistoryFilter, HistoryLine, HistoryPage, INSTALLATION, Outcome};
pub use keys::{IdempotencyKey, KEY_BYTES_MAX, KeyMalformed, KeyReused};
pub use licence_count::LicenceLimit;
pub use licences::{
    LicenceHolding, LicenceNumber, LicenceRefusal, UserClass, assign_licence, licence_holdings, licence_numbers,
    move_licence, set_licence_number,
};
pub use managed_factors::{end_sessions_of, reset_factors, sessions_of};
pub use own_password::change_own_password;
pub use own_role::{RoleChange, RoleChangeRefusal, save_role, save_role_in, save_takes_two};
pub use passkeys::{
    KeptPasskey, NewPasskey, PASSKEYS_MAX, PasskeyLine, add_passkey, kept_passkeys, passkey_of, passkeys,
    refuse_passkey, remove_passkey, sign_in_by_passkey,
};
pub use password::{HashCost, PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, Password};
pub use permission::Permission;
pub use proof::{PERSON_NEEDED, PROOF_MINUTES, PROOF_NEEDED, is_fresh, needed};
pub use recovery::{make_recovery_codes, recovery_codes_left};
pub use reports::ReportLimit;
pub use rights::RoleName;
pub use role_import::{RoleImportRefusal, RoleLine, RolesImported, import_roles, import_takes_two, roles_to_change};
pub use roles::{Role, RoleRefusal, RoleRow, load_second_factor, roles, second_factor_roles, set_roles};
pub use scope::{RowCondition, Rows, Scope};
pub use second_factor::{Shown, prove_again, prove_second};
pub use secrets::Secret;
pub use session::{IDLE_MINUTES, SESSION_HOURS, Session, SessionLine, Standing};
pub use sign_in::{SignIn, SignInRefusal, SignedIn, network, sign_in};
pub use store::{MIGRATIONS, take_turn};
pub use substitute_refusal::SubstituteRefusal;
pub use substitutes::{
    Principal, SUBSTITUTE_DAYS_MAX, Substitute, SubstituteGrant, appoint_substitute, end_substitute, principals,
    substitutes,
};
pub use token_refusal::TokenRefusal;
pub use totp::{TotpSetup, begin_totp, confirm_totp, remove_totp, totp_begun};
pub use user_list::{ClassSummary, HeldAt, ListedUser, class_summary, listed_users, managed_entities, set_is_person};
pub use user_refusal::UserRefusal;
pub use users::{
    LOGIN_CHARS_MAX, NAME_CHARS_MAX, NewUser, User, add_robot, add_user, login_of, set_active, set_password, users,
};

/// The cookie of a session's token. A browser takes the prefix only with `Secure`, `Path=/` and no
/// domain, so no other host can set it.
pub const SESSION_COOKIE: &str = "__Host-kameral";
/// The cookie of a browser's mark; see [`SignedIn::device`].
pub const DEVICE_COOKIE: &str = "__Host-kameral-device";

/// Swedish texts of this crate.
pub const TEXT_SV: &str = include_str!("../text/sv.ftl");
/// English texts of this crate.
pub const TEXT_EN: &str = include_str!("../text/en.ftl");

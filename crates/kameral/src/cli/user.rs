//! `kameral user`: who may sign in, and what they hold.
//!
//! A password comes on standard input or in a file, never as a word of the command line or in the
//! environment, where others on the machine could read it.

use std::fs::File;
use std::io::{IsTerminal, Read, stdin};
use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use kameral_access::{
    Cx, GrantDecision, GrantRefusal, HashCost, ME, NewUser, PASSWORD_BYTES_MAX, Password, Permission, RoleChange,
    RoleGrant, RoleRow, UserClass, add_user, give_role, give_role_at, listed_users, roles, save_role, set_active,
    take_role,
};
use kameral_base::{Arg, Date, EntityId, Pattern};
use kameral_ledger::store::entities;
use kameral_store::Store;
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::{Cli, EntityArg, Format, role_list};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral user`.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a user, with a role if one is named.
    Add(AddArgs),
    /// List the users with their class, the roles they hold and what decided it.
    List,
    /// List the roles, their class and what they permit.
    Roles,
    /// Make a role of permissions, or change one.
    SaveRole(SaveRoleArgs),
    /// Make and change the roles of a table (.csv or .xlsx), all of them or none. --format csv user roles writes
    /// one.
    ImportRoles {
        /// The table.
        file: PathBuf,
    },
    /// List the permissions, the class each takes and the roles that give it.
    Permissions,
    /// List the licences with their days.
    Licences,
    /// Give a user a role in an entity.
    Grant(GrantArgs),
    /// Take a role away from a user, by the number `user list` shows.
    Take(TakeArgs),
    /// Let a user sign in no longer. Roles are kept as they are.
    Deactivate(LoginArg),
    /// Let a user sign in again.
    Activate(LoginArg),
}

/// A user to add.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("password").required(true)))]
pub struct AddArgs {
    /// What the user signs in with.
    #[arg(long)]
    login: String,
    /// Name, as it is kept on vouchers.
    #[arg(long)]
    name: String,
    /// Read the password from the first line of standard input.
    #[arg(long, group = "password")]
    password_stdin: bool,
    /// Read the password from the first line of a file.
    #[arg(long, group = "password", value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Role.
    #[arg(long, requires = "entity")]
    role: Option<String>,
    /// Code of the entity the role is held in.
    #[arg(long, requires = "role")]
    entity: Option<String>,
    /// Rows the role is held for: ORG=1*; ORG/TREE=A100 is a unit and those below it, PROJ.responsible==me
    /// what is the user's own. May be repeated; all must hold.
    #[arg(long = "where", requires = "role", value_parser = condition)]
    conditions: Vec<Condition>,
    /// Reference of the decision behind the role.
    #[arg(long, requires = "role", default_value = "")]
    decision: String,
    /// When it was decided; today when no day is given.
    #[arg(long, requires = "role")]
    decided: Option<Date>,
}

/// A role to give.
#[derive(Debug, Args)]
pub struct GrantArgs {
    /// Login of the user.
    login: String,
    /// Role.
    #[arg(long)]
    role: String,
    #[command(flatten)]
    entity: EntityArg,
    /// Rows the role is held for: ORG=1*; ORG/TREE=A100 is a unit and those below it, PROJ.responsible==me
    /// what is the user's own. May be repeated; all must hold.
    #[arg(long = "where", value_parser = condition)]
    conditions: Vec<Condition>,
    /// Reference of the decision behind the role.
    #[arg(long)]
    decision: String,
    /// When it was decided; today when no day is given.
    #[arg(long)]
    decided: Option<Date>,
    /// Further entities to give the role in at once, by code. May be repeated.
    #[arg(long)]
    also: Vec<String>,
    /// Give it in every entity of a group, by the group's code.
    #[arg(long)]
    group: Option<String>,
    /// First day.
    #[arg(long)]
    from: Option<Date>,
    /// Last day.
    #[arg(long)]
    to: Option<Date>,
}

/// A role to make or change.
#[derive(Debug, Args)]
pub struct SaveRoleArgs {
    /// Code: small letters, digits and underscores.
    role: String,
    /// Name.
    #[arg(long)]
    name: String,
    /// Name in English.
    #[arg(long, default_value = "")]
    name_en: String,
    /// What it is for.
    #[arg(long, default_value = "")]
    description: String,
    /// What it permits: books.read. May be repeated.
    #[arg(long = "permission", required = true)]
    permissions: Vec<String>,
    /// A report it is limited to: trial-balance. May be repeated; every report when none is given.
    #[arg(long = "report")]
    reports: Vec<String>,
    /// Whether it requires a second factor: true or false. As it is when not given; a new role requires none.
    #[arg(long)]
    second_factor: Option<bool>,
}

/// A held role to take away.
#[derive(Debug, Args)]
pub struct TakeArgs {
    /// Login of the user.
    login: String,
    /// Number of the held role.
    #[arg(long)]
    grant: i64,
    #[command(flatten)]
    entity: EntityArg,
}

/// A user.
#[derive(Debug, Args)]
pub struct LoginArg {
    /// Login of the user.
    login: String,
}

/// A dimension and a pattern of its values.
#[derive(Debug, Clone)]
struct Condition(String, String);

fn condition(text: &str) -> Result<Condition, String> {
    let (dimension, pattern) = text.split_once('=').ok_or_else(|| format!("{text}: ORG=1*"))?;
    Ok(Condition(dimension.to_owned(), pattern.to_owned()))
}

/// Adds, lists and changes users.
pub fn run(cli: &Cli, words: Words, command: &UserCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    let everywhere = place::operator_at(&store, EntityId(0));
    match command {
        UserCommand::Add(args) => add(cli, words, &store, args),
        UserCommand::List => list(cli, words, &store),
        UserCommand::Roles => role_list::print(cli, words, &everywhere),
        UserCommand::SaveRole(args) => {
            place::ensure_roles(&store)?;
            let change = RoleChange {
                row: RoleRow {
                    role: args.role.clone(),
                    name: args.name.clone(),
                    name_en: args.name_en.clone(),
                    description: args.description.clone(),
                    permissions: args.permissions.clone(),
                },
                reports: args.reports.clone(),
                second_factor: args.second_factor,
            };
            Ok(save_role(&everywhere, None, &change)?)
        }
        UserCommand::ImportRoles { file } => {
            place::ensure_roles(&store)?;
            role_list::import(cli, words, &everywhere, file)
        }
        UserCommand::Permissions => role_list::permissions(cli, words, &everywhere),
        UserCommand::Licences => role_list::licences(cli, words, &everywhere),
        UserCommand::Grant(args) => {
            place::ensure_roles(&store)?;
            give(cli, words, &store, args)
        }
        UserCommand::Take(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            Ok(take_role(&cx, None, &args.login, args.grant)?)
        }
        UserCommand::Deactivate(user) => Ok(set_active(&everywhere, None, &user.login, false)?),
        UserCommand::Activate(user) => Ok(set_active(&everywhere, None, &user.login, true)?),
    }
}

fn add(cli: &Cli, words: Words, store: &Store, args: &AddArgs) -> Result<(), Ending> {
    place::ensure_roles(store)?;
    // What can be wrong with the role is found before the user is added.
    let given = match (&args.role, &args.entity) {
        (Some(role), Some(entity)) => {
            let cx = place::operator(store, entity)?;
            let grant = grant(&cx, &args.login, role, &args.conditions, (&args.decision, args.decided));
            check(&cx, &grant)?;
            Some((cx, grant))
        }
        _ => None,
    };
    let new = NewUser {
        login: args.login.clone(),
        name: args.name.clone(),
        password: password(words, args)?,
        language: cli.language.code().to_owned(),
    };
    let user = add_user(&place::operator_at(store, EntityId(0)), None, HashCost::OWASP, &new)?;
    if cli.format == Format::Json {
        print_json(&json!({ "login": user.login, "name": user.name }));
    } else {
        let args = [("login", Arg::Text(user.login)), ("name", Arg::Text(user.name))];
        println!("{}", words.t_args("cli-user-added", &args));
    }
    if let Some((cx, grant)) = given {
        tell_grant(cli, words, &grant, give_role(&cx, None, &grant)?);
    }
    Ok(())
}

/// Gives a role in the entity, in others named beside it, or in every entity of a group.
fn give(cli: &Cli, words: Words, store: &Store, args: &GrantArgs) -> Result<(), Ending> {
    let cx = place::operator(store, &args.entity.entity)?;
    let grant = RoleGrant {
        valid_from: args.from,
        valid_to: args.to,
        ..grant(
            &cx,
            &args.login,
            &args.role,
            &args.conditions,
            (&args.decision, args.decided),
        )
    };
    let mut entities = vec![cx.entity()];
    for code in &args.also {
        entities.push(place::operator(store, code)?.entity());
    }
    if let Some(code) = &args.group {
        entities = place::members(store, code, cx.today)?;
    }
    for number in give_role_at(&cx, None, &grant, &entities)? {
        tell_grant(cli, words, &grant, number);
    }
    Ok(())
}

fn grant(
    cx: &Cx,
    login: &str,
    role: &str,
    conditions: &[Condition],
    (decision, decided): (&str, Option<Date>),
) -> RoleGrant {
    let conditions = conditions.iter();
    RoleGrant {
        login: login.to_owned(),
        entity: cx.entity(),
        role: role.to_owned(),
        conditions: conditions
            .map(|Condition(dimension, pattern)| (dimension.clone(), pattern.clone()))
            .collect(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: decision.to_owned(),
            on: decided.unwrap_or(cx.today),
        },
    }
}

fn check(cx: &Cx, grant: &RoleGrant) -> Result<(), Ending> {
    for (_, pattern) in grant.conditions.iter().filter(|(_, pattern)| pattern != ME) {
        Pattern::parse(pattern).map_err(|mistake| Ending::refusal(&GrantRefusal::PatternMalformed(mistake)))?;
    }
    if grant.decision.reference.trim().is_empty() {
        return Err(Ending::refusal(&GrantRefusal::DecisionMissing));
    }
    let known = cx.read(Permission::UserManage, roles)?;
    if known.iter().any(|role| role.role == grant.role) {
        return Ok(());
    }
    Err(Ending::refusal(&GrantRefusal::RoleUnknown {
        role: grant.role.clone(),
    }))
}

fn tell_grant(cli: &Cli, words: Words, grant: &RoleGrant, number: i64) {
    if cli.format == Format::Json {
        print_json(&json!({ "login": grant.login, "role": grant.role, "grant": number }));
        return;
    }
    let args = [
        ("login", Arg::Text(grant.login.clone())),
        ("role", Arg::Text(grant.role.clone())),
        ("number", Arg::Text(number.to_string())),
    ];
    println!("{}", words.t_args("cli-user-granted", &args));
}

/// The first line of what was asked to be read, without its end.
fn password(words: Words, args: &AddArgs) -> Result<Password, Ending> {
    // A password above the limit is refused by its length; more of it need not be read.
    let limit = u64::try_from(PASSWORD_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(3);
    let mut bytes = Vec::new();
    match &args.password_file {
        Some(file) => {
            let name = file.display();
            let usage = |error: std::io::Error| Ending::Usage(format!("{name}: {error}"));
            File::open(file)
                .map_err(usage)?
                .take(limit)
                .read_to_end(&mut bytes)
                .map_err(usage)?;
        }
        None if stdin().is_terminal() => {
            return Err(Ending::Usage(words.t("cli-user-password-seen")));
        }
        None => {
            stdin().lock().take(limit).read_to_end(&mut bytes)?;
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Ending::Usage(words.t("cli-user-password-not-utf8")))?;
    let line = text.split('\n').next().unwrap_or_default();
    Ok(Password::new(line.strip_suffix('\r').unwrap_or(line)))
}

/// A row for each role that is held today, and one for each user who holds none.
fn list(cli: &Cli, words: Words, store: &Store) -> Result<(), Ending> {
    let everywhere = place::operator_at(store, EntityId(0));
    let known = store.read(entities::all)?;
    let ids: Vec<EntityId> = known.iter().map(|entity| entity.id).collect();
    let users = everywhere.read(Permission::UserManage, |tx| listed_users(tx, &ids, everywhere.today))?;
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let class = |class: Option<UserClass>| class.map_or("", UserClass::word).to_owned();
    let mut rows = Vec::new();
    for user in users {
        let used = user.last_used.map(|used| used.strftime("%Y-%m-%d").to_string());
        let head = [
            user.login.clone(),
            user.name.clone(),
            user.active.to_string(),
            class(user.class),
            class(user.licence),
            used.unwrap_or_default(),
        ];
        if user.held.is_empty() {
            rows.push([head.to_vec(), vec![String::new(); 7]].concat());
        }
        for at in &user.held {
            let entity = known.iter().find(|entity| entity.id == at.entity);
            for role in &at.roles {
                let conditions = role.conditions.iter().map(ToString::to_string);
                let tail = [
                    role.grant.to_string(),
                    entity.map_or_else(String::new, |entity| entity.code.clone()),
                    role.role.clone(),
                    conditions.collect::<Vec<_>>().join(" "),
                    day(role.valid_from),
                    day(role.valid_to),
                    role.decision
                        .as_ref()
                        .map_or_else(String::new, |of| of.reference.clone()),
                ];
                rows.push([head.to_vec(), tail.to_vec()].concat());
            }
        }
    }
    let columns = vec![
        ("login", "cli-user-login"),
        ("name", "cli-name"),
        ("active", "cli-user-active"),
        ("class", "cli-user-class"),
        ("licence", "cli-user-licence"),
        ("last_used", "cli-user-last-used"),
        ("grant", "cli-number"),
        ("entity", "cli-user-entity"),
        ("role", "cli-user-role"),
        ("where", "cli-user-where"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
        ("decision", "cli-user-decision"),
    ];
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

//! Opening the database and finding the entity at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use kameral_access::duty::{duty_rules, four_eyes, load_standard};
use kameral_access::{Cx, Permission, RoleRow, installation_key, load_second_factor, roles, set_roles};
use kameral_base::{Date, EntityId, Refusal, Sentence};
use kameral_ledger::commands::change_registers;
use kameral_ledger::model::{AccountingModel, RuleSet};
use kameral_ledger::standard;
use kameral_ledger::store::{entities, groups};
use kameral_store::{Engine, Fault, FaultKind, Migrations, Stop, Store};

use crate::outcome::Ending;
use crate::{anchoring, clock};

/// Tables of every crate, those that are referred to first.
pub const MIGRATIONS: [Migrations; 8] = [
    kameral_access::MIGRATIONS,
    kameral_identity::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_appropriations::MIGRATIONS,
    kameral_parties::MIGRATIONS,
    kameral_exchange::MIGRATIONS,
    kameral_allocation::MIGRATIONS,
    kameral_records::MIGRATIONS,
];

/// The file of keys that the command line names.
static KEYS: OnceLock<PathBuf> = OnceLock::new();

/// The folder of anchors that the command line names.
static ANCHORS: OnceLock<PathBuf> = OnceLock::new();

/// From now on no database that is opened is written in while it is older than the newest anchor of this
/// folder.
pub fn anchors_are_in(folder: PathBuf) {
    let _ = ANCHORS.set(folder);
}

/// From now on the keys of every database that is opened are in this file.
pub fn keys_are_in(file: PathBuf) {
    // The command line is read once.
    let _ = KEYS.set(file);
}

/// Says where the keys of a database are: in the file the command line names, else beside a SQLite
/// file. A database on a server has none beside it.
fn find_keys(store: &Store, address: &str) -> Result<(), Ending> {
    let file = address.split('?').next().unwrap_or_default();
    if let Some(named) = KEYS.get() {
        installation_key::use_file(store, named);
    } else if file == ":memory:" {
        installation_key::use_memory(store)?;
    } else if store.engine() == Engine::Sqlite {
        installation_key::use_file(store, Path::new(&format!("{file}.keys")));
    }
    Ok(())
}

/// Makes the installation's keys where there are none, and checks those there are.
pub fn ensure_keys(store: &Store) -> Result<(), Ending> {
    Ok(installation_key::ensure(store, clock::now())?)
}

/// Opens a database, brings its tables up to date, and loads the standard rules of separation it lacks.
pub fn open(address: &str) -> Result<Store, Ending> {
    let store = open_bare(address)?;
    match ensure_duties(&store) {
        // It can still be read.
        Err(Stop::Fault(fault)) if fault.kind() == FaultKind::ReadOnly => {}
        done => done?,
    }
    Ok(store)
}

/// [`open`] of a database that no anchors are kept of, or one that is accepted although it is older.
pub fn open_unguarded(address: &str) -> Result<Store, Ending> {
    let store = opened(address)?;
    ensure_duties(&store)?;
    Ok(store)
}

/// Opens a database and brings its tables up to date. Nothing is loaded into one that is clean: what is
/// read in from elsewhere has all of it.
pub fn open_bare(address: &str) -> Result<Store, Ending> {
    let store = opened(address)?;
    if let Some(folder) = ANCHORS.get() {
        anchoring::guard_writes(&store, folder);
    }
    Ok(store)
}

fn opened(address: &str) -> Result<Store, Ending> {
    let store = Store::open(address)?;
    find_keys(&store, address)?;
    store.migrate(&MIGRATIONS, clock::now())?;
    kameral_ledger::proposals::register(&store);
    kameral_parties::proposals::register(&store);
    kameral_ledger::restricted::register(&store);
    kameral_appropriations::guard::register(&store);
    kameral_exchange::guard::register(&store);
    Ok(store)
}

/// The operator at an entity, by its code.
pub fn operator(store: &Store, code: &str) -> Result<Cx, Ending> {
    let found = store.read(|tx| entities::by_code(tx, code))?;
    match found {
        Some(entity) => Ok(operator_at(store, entity.id)),
        None => Err(Ending::refusal(&PlaceRefusal::EntityUnknown { code: code.to_owned() })),
    }
}

/// The entities of a group on a day, by the group's code.
pub fn members(store: &Store, code: &str, day: Date) -> Result<Vec<EntityId>, Ending> {
    store
        .read(|tx| {
            let group = groups::all(tx)?.into_iter().find(|group| group.group == code);
            let known = entities::all(tx)?;
            Ok(group.map(|group| {
                let members: BTreeSet<&str> = group.members_on(day).collect();
                let met = known.iter().filter(|entity| members.contains(entity.code.as_str()));
                met.map(|entity| entity.id).collect()
            }))
        })?
        .ok_or_else(|| Ending::refusal(&PlaceRefusal::GroupUnknown { code: code.to_owned() }))
}

/// The operator at an entity, by its key; 0 is the installation itself.
pub fn operator_at(store: &Store, entity: EntityId) -> Cx {
    let now = clock::now();
    Cx::operator(store.clone(), &operator_name(), entity, clock::date_in_sweden(now), now)
        .from_where(machine_name(), concat!("kameral ", env!("CARGO_PKG_VERSION")))
}

/// Loads the roles of the standard configuration that the installation lacks. Those it has stay as
/// they are, so that what an agency has narrowed is not widened again (SEC-01).
pub fn ensure_roles(store: &Store) -> Result<(), Ending> {
    let mistaken = |mistake: standard::StandardMistake| Ending::Fault(mistake.to_string());
    let mut standard = BTreeMap::new();
    for rules in [RuleSet::Municipal, RuleSet::State] {
        let roles = standard::roles(rules).map_err(mistaken)?;
        standard.extend(roles.into_iter().map(|role| (role.role.clone(), role)));
    }
    let mut second_factor = standard::second_factor_roles(RuleSet::Municipal).map_err(mistaken)?;
    second_factor.extend(standard::second_factor_roles(RuleSet::State).map_err(mistaken)?);
    store.write(|tx| {
        let known: BTreeSet<String> = roles(tx)?.into_iter().map(|role| role.role).collect();
        let lacking = standard
            .values()
            .filter(|role| !known.contains(&role.role))
            .map(|role| RoleRow {
                role: role.role.clone(),
                name: role.name.clone(),
                name_en: role.name_en.clone(),
                description: role.description.clone(),
                permissions: role.permissions.clone(),
            });
        set_roles(tx, &lacking.collect::<Vec<_>>())?;
        let lacking: Vec<String> = second_factor
            .iter()
            .filter(|role| !known.contains(*role))
            .cloned()
            .collect();
        Ok(load_second_factor(tx, &lacking)?)
    })?;
    Ok(())
}

/// Loads the rules of separation of the standard configuration, and what takes two, that the installation
/// lacks (SEC-25). Those it has stay as they are.
pub fn ensure_duties(store: &Store) -> Result<(), Stop<Infallible>> {
    let unreadable = |mistake: standard::StandardMistake| Fault::new(FaultKind::Mismatch, mistake.to_string());
    let rules = standard::duty_rules().map_err(unreadable)?;
    let kinds = standard::four_eyes().map_err(unreadable)?;
    let known = store.read(|tx| Ok((duty_rules(tx)?, four_eyes(tx)?)))?;
    let lacks_rule = rules.iter().any(|rule| known.0.iter().all(|one| one.rule != rule.rule));
    let lacks_kind = kinds.iter().any(|row| known.1.iter().all(|one| one.kind != row.kind));
    if lacks_rule || lacks_kind {
        let now = clock::now();
        store.write(|tx| Ok(load_standard(tx, &rules, &kinds, now)?))?;
    }
    Ok(())
}

/// Who sits at the command line, as the operating system has it.
fn operator_name() -> String {
    ["SUDO_USER", "USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_else(|| "operator".to_owned())
}

/// At which machine, as it calls itself.
fn machine_name() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let name = told.or_else(|_| std::env::var("HOSTNAME")).unwrap_or_default();
    name.trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(MACHINE_CHARS_MAX)
        .collect()
}

/// The longest name of a machine (RFC 1035: 255 octets; shown in a table).
const MACHINE_CHARS_MAX: usize = 100;

/// Why the place a command is to work in is not found.
#[derive(Debug)]
pub enum PlaceRefusal {
    /// No entity has that code.
    EntityUnknown {
        /// The code.
        code: String,
    },
    /// No group has that code.
    GroupUnknown {
        /// The code.
        code: String,
    },
}

impl Refusal for PlaceRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::EntityUnknown { .. } => "entity_unknown",
            Self::GroupUnknown { .. } => "group_unknown",
        }
    }

    fn sentence(&self) -> Sentence {
        let (key, code) = match self {
            Self::EntityUnknown { code } => ("refusal-entity-unknown", code),
            Self::GroupUnknown { code } => ("refusal-group-unknown", code),
        };
        Sentence::new(key).with("code", code.clone())
    }
}

/// The accounting model of the entity at hand.
pub fn model(cx: &Cx) -> Result<Arc<AccountingModel>, Ending> {
    Ok(cx.read(Permission::BooksRead, |tx| kameral_ledger::store::model::load(tx, cx))?)
}

/// Binds the proposed rules of a rule set to an entity.
pub fn bind_proposed(cx: &Cx, rules: RuleSet) -> Result<(), Ending> {
    let model = model(cx)?;
    let positions = model
        .dimensions
        .iter()
        .map(|dimension| (dimension.code.clone(), dimension.position))
        .collect();
    let unreadable = |mistake: standard::StandardMistake| Ending::Fault(mistake.to_string());
    let mut proposed = standard::proposed(rules, &positions).map_err(unreadable)?;
    proposed.extend(standard::posting_rules(rules).map_err(unreadable)?);
    change_registers(cx, None, "rules-proposed", &proposed)?;
    Ok(())
}

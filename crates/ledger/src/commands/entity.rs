//! Making an entity.

use kameral_access::{Act, Cx, IdempotencyKey, KeyReused, Permission, take_turn};
use kameral_base::{Date, EntityId, FiscalYear, OrgNumber, Refusal, Sentence};
use kameral_store::{Stop, params};

use crate::model::{Entity, RuleSet};
use crate::register::{Change, RegisterRefusal};
use crate::store::entities;

/// An entity to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntity {
    /// Code: letters, digits and hyphen, at most 20.
    pub code: String,
    /// Name.
    pub name: String,
    /// Organisation number, with or without hyphen.
    pub org_number: String,
    /// Rule set.
    pub rules: RuleSet,
}

/// Why an entity is not made. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum EntityRefusal {
    /// The code is empty, too long, or holds other characters.
    CodeMalformed { code: String },
    /// The name is empty.
    NameMissing,
    /// The organisation number is not one.
    OrgNumberMalformed { org_number: String },
    /// An entity has that code already.
    CodeTaken { code: String },
    /// The standard configuration does not hold together, or the key was used before.
    Register(RegisterRefusal),
}

impl Refusal for EntityRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::CodeMalformed { .. } => "entity_code_malformed",
            Self::NameMissing => "entity_name_missing",
            Self::OrgNumberMalformed { .. } => "org_number_malformed",
            Self::CodeTaken { .. } => "entity_code_taken",
            Self::Register(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::CodeMalformed { code } => Sentence::new("refusal-entity-code-malformed").with("code", code.clone()),
            Self::NameMissing => Sentence::new("refusal-entity-name-missing"),
            Self::OrgNumberMalformed { org_number } => {
                Sentence::new("refusal-org-number-malformed").with("number", org_number.clone())
            }
            Self::CodeTaken { code } => Sentence::new("refusal-entity-code-taken").with("code", code.clone()),
            Self::Register(refusal) => refusal.sentence(),
        }
    }
}

impl From<KeyReused> for EntityRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::Register(reused.into())
    }
}

/// Makes an entity with a standard configuration, and opens this calendar year and the one before.
pub fn init_entity(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    new: &NewEntity,
    standard: &[Change],
) -> Result<Entity, Stop<Vec<EntityRefusal>>> {
    let act = Act::new(Permission::SystemManage, "entity.init", new.code.as_str());
    cx.write_once(act, key, |tx| {
        let org_number = check(new)?;
        take_turn(tx, "entity")?;
        if entities::by_code(tx, &new.code)?.is_some() {
            return Err(refused(EntityRefusal::CodeTaken { code: new.code.clone() }));
        }
        let id = EntityId(entities::last_id(tx)? + 1);
        let inner = cx.at_new_entity(id).map_err(Stop::Denied)?;
        tx.for_entities(&[id, cx.entity()])?;
        let colour = id.get() % COLOURS;
        let row = params![
            id,
            new.code.as_str(),
            new.name.trim(),
            org_number,
            new.rules.word(),
            colour,
            cx.now_text()
        ];
        tx.exec(include_str!("../sql/add_entity.sql"), row)?;
        tx.exec(include_str!("../sql/add_model_head.sql"), params![id, Vec::<u8>::new()])?;
        tx.exec(
            include_str!("../sql/add_journal_head.sql"),
            params![id, crate::chain::GENESIS],
        )?;
        let entity = entities::by_id(tx, id)?;
        entities::log(tx, &inner, &entity)?;
        let mut changes = standard.to_vec();
        changes.extend(first_years(cx.today));
        super::register::apply_in(tx, &inner, &changes)
            .map_err(|stop| stop.map(|wrong| wrong.into_iter().map(EntityRefusal::Register).collect()))?;
        Ok(entity)
    })
}

/// Header colours of `ui`.
const COLOURS: i64 = 8;

fn first_years(today: Date) -> Vec<Change> {
    let year = i32::from(today.year());
    [year - 1, year]
        .into_iter()
        .filter_map(|year| FiscalYear::calendar(year).ok())
        .map(Change::Year)
        .collect()
}

/// Whether a text can be the code of an entity or a group.
pub(super) fn is_code(code: &str) -> bool {
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (1..=20).contains(&code.len()) && plain
}

fn check(new: &NewEntity) -> Result<String, Stop<Vec<EntityRefusal>>> {
    let code = &new.code;
    if !is_code(code) {
        return Err(refused(EntityRefusal::CodeMalformed { code: code.clone() }));
    }
    if new.name.trim().is_empty() {
        return Err(refused(EntityRefusal::NameMissing));
    }
    OrgNumber::parse(&new.org_number)
        .map(|number| number.to_string())
        .map_err(|_| {
            refused(EntityRefusal::OrgNumberMalformed {
                org_number: new.org_number.clone(),
            })
        })
}

fn refused(refusal: EntityRefusal) -> Stop<Vec<EntityRefusal>> {
    Stop::Refused(vec![refusal])
}

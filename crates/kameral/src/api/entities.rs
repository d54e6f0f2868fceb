//! `/api/v1/entities`: the entities the caller may meet, and new ones.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{Cx, Permission};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::{Entity, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard::{self, StandardMistake};
use kameral_ledger::store::entities;
use kameral_site::api::{Answer, Api, Caller, Operation, Sent, json, read_json};
use kameral_site::{asked, told};
use kameral_store::Denied;
use kameral_ui::web::Problem;

const PATH: &str = "/api/v1/entities";

asked! {
    /// An entity to be made, with the standard configuration of its rule set.
    pub struct NewEntityAsked {
        /// Code: letters, digits and hyphen, at most 20.
        code: String,
        /// Name.
        name: String,
        /// Organisation number, with or without hyphen.
        org_number: String,
        /// `state` or `municipal`.
        rules: String,
        /// Whether the standard's proposed combination rules bind at once.
        with_proposed_rules: Option<bool>,
    }
}

told! {
    /// *Redovisningsföretag*.
    pub struct EntityTold {
        /// Code, as in paths.
        code: String,
        /// Name.
        name: String,
        /// Organisation number, ten digits.
        org_number: String,
        /// `state` or `municipal`.
        rules: String,
        /// Currency the books are kept in.
        currency: String,
    }
}

told! {
    /// Entities the caller may meet.
    pub struct EntitiesTold {
        /// By code.
        entities: Vec<EntityTold>,
    }
}

pub fn routes() -> Api {
    Api::new("entities")
        .get(
            PATH,
            list,
            Operation::new("Entities the caller may meet").gives::<EntitiesTold>(),
        )
        .post(
            PATH,
            make,
            Operation::new("Make an entity")
                .note("The current and the previous calendar year are open.")
                .note("Nobody holds a role there before somebody is given one.")
                .needs(Permission::SystemManage)
                .takes::<NewEntityAsked>()
                .gives::<EntityTold>()
                .made(),
        )
}

async fn list(caller: Caller) -> Response {
    caller
        .answer(|caller| {
            let mine = caller.entities();
            let mine = mine.map_err(|fault| caller.fault(&fault))?;
            let all = caller
                .site
                .store
                .read(entities::all)
                .map_err(|fault| caller.fault(&fault))?;
            let met = all.iter().filter(|entity| mine.contains(&entity.id));
            json(
                StatusCode::OK,
                &EntitiesTold {
                    entities: met.map(told).collect(),
                },
            )
        })
        .await
}

async fn make(caller: Caller, sent: Sent) -> Response {
    caller.answer(move |caller| made(caller, &sent.0)).await
}

fn made(caller: &Caller, body: &[u8]) -> Answer {
    let asked: NewEntityAsked = read_json(caller.words, body)?;
    let Some(rules) = RuleSet::from_word(&asked.rules) else {
        let title = caller.words.t("problem-malformed");
        return Err(Problem::new(StatusCode::BAD_REQUEST, title).detail("rules: state or municipal"));
    };
    let cx = manager(caller)?;
    let new = NewEntity {
        code: asked.code,
        name: asked.name,
        org_number: asked.org_number,
        rules,
    };
    let configuration = configuration(rules, asked.with_proposed_rules.unwrap_or(false)).map_err(|mistake| {
        tracing::error!(%mistake, "the standard configuration cannot be read");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, caller.words.t("miss-fault"))
    })?;
    let key = caller.key(body)?;
    let entity = init_entity(&cx, key.as_ref(), &new, &configuration).map_err(|stop| caller.problem(stop))?;
    json(StatusCode::CREATED, &told(&entity))
}

/// The standard configuration, with its proposed rules when they shall bind: all of it is made in
/// the transaction that makes the entity.
fn configuration(rules: RuleSet, with_proposed: bool) -> Result<Vec<Change>, StandardMistake> {
    let mut changes = standard::changes(rules)?;
    if with_proposed {
        let positions = changes.iter().filter_map(|change| match change {
            Change::Dimension(dimension) => Some((dimension.code.clone(), dimension.position)),
            _ => None,
        });
        changes.extend(standard::proposed(rules, &positions.collect())?);
        changes.extend(standard::posting_rules(rules)?);
    }
    Ok(changes)
}

/// The caller where the system may be managed, if anywhere; else anywhere, to be denied there.
pub(super) fn manager(caller: &Caller) -> Result<Cx, Problem> {
    let fault = |fault| caller.fault(&fault);
    let mut anywhere = None;
    for place in caller.places().map_err(fault)? {
        match caller.cx(place.id).map_err(fault)? {
            Some(cx) if cx.may(Permission::SystemManage) => return Ok(cx),
            Some(cx) => anywhere = Some(cx),
            None => {}
        }
    }
    anywhere.ok_or_else(|| {
        let denied = Denied::lacking(Permission::SystemManage.code());
        caller.problem::<Denied>(denied.into())
    })
}

fn told(entity: &Entity) -> EntityTold {
    EntityTold {
        code: entity.code.clone(),
        name: entity.name.clone(),
        org_number: entity.org_number.clone(),
        rules: entity.rules.word().to_owned(),
        currency: entity.currency.clone(),
    }
}

//! `/api/v1/groups`: groups of entities.
//!
//! A caller meets a group by the members it may meet, and only those.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::{NewGroup, set_group};
use kameral_ledger::model::{EntityGroup, GroupMember};
use kameral_ledger::store::groups;
use kameral_site::api::{Answer, Api, Caller, Operation, Sent, json, read_json};
use kameral_site::{asked, told};

use super::entities::manager;

asked! {
    /// An entity in a group.
    pub struct MemberAsked {
        /// The entity's code.
        entity: String,
        /// First day it belongs to the group; always when left out.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
    }
}

asked! {
    /// A group as it shall be.
    pub struct GroupAsked {
        /// Name.
        name: String,
        /// All its members. None dissolves it; earlier versions are kept.
        members: Vec<MemberAsked>,
    }
}

told! {
    /// An entity in a group.
    pub struct MemberTold {
        /// The entity's code.
        entity: String,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
    }
}

told! {
    /// *Myndighetskoncern*.
    pub struct GroupTold {
        /// Code.
        group: String,
        /// Name.
        name: String,
        /// The members the caller may meet.
        members: Vec<MemberTold>,
        /// Version, from 1.
        version: i64,
        /// Who made this version.
        changed_by: String,
        /// When, UTC.
        changed_at: String,
    }
}

told! {
    /// Groups with a member the caller may meet.
    pub struct GroupsTold {
        /// By code.
        groups: Vec<GroupTold>,
    }
}

pub fn routes() -> Api {
    Api::new("groups")
        .get(
            "/api/v1/groups",
            list,
            Operation::new("Groups of entities with a member the caller may meet").gives::<GroupsTold>(),
        )
        .put(
            "/api/v1/groups/{group}",
            set,
            Operation::new("Make or change a group of entities")
                .note("An entity joins only if the caller manages the system there.")
                .needs(Permission::SystemManage)
                .takes::<GroupAsked>()
                .gives::<GroupTold>(),
        )
}

async fn list(caller: Caller) -> Response {
    caller.answer(listed).await
}

fn listed(caller: &Caller) -> Answer {
    let met = met(caller)?;
    let all = caller
        .site
        .store
        .read(groups::all)
        .map_err(|fault| caller.fault(&fault))?;
    let groups = all.iter().map(|group| told(group, &met));
    let groups = groups.filter(|group| !group.members.is_empty()).collect();
    json(StatusCode::OK, &GroupsTold { groups })
}

async fn set(caller: Caller, Path(group): Path<String>, sent: Sent) -> Response {
    caller.answer(move |caller| was_set(caller, group, &sent.0)).await
}

fn was_set(caller: &Caller, group: String, body: &[u8]) -> Answer {
    let asked: GroupAsked = read_json(caller.words, body)?;
    let cx = manager(caller)?;
    let members = asked.members.into_iter().map(|member| GroupMember {
        entity: member.entity,
        valid_from: member.valid_from,
        valid_to: member.valid_to,
    });
    let new = NewGroup {
        group,
        name: asked.name,
        members: members.collect(),
    };
    let key = caller.key(body)?;
    let managed = managed(caller)?;
    let kept = set_group(&cx, key.as_ref(), &new, Some(&managed)).map_err(|stop| caller.problem(stop))?;
    json(StatusCode::OK, &told(&kept, &met(caller)?))
}

/// Codes of the entities the caller may meet.
fn met(caller: &Caller) -> Result<Vec<String>, kameral_ui::web::Problem> {
    let places = caller.places().map_err(|fault| caller.fault(&fault))?;
    Ok(places.into_iter().map(|place| place.code).collect())
}

/// Entities where the caller manages the system.
fn managed(caller: &Caller) -> Result<Vec<EntityId>, kameral_ui::web::Problem> {
    let mut managed = Vec::new();
    for place in caller.places().map_err(|fault| caller.fault(&fault))? {
        let cx = caller.cx(place.id).map_err(|fault| caller.fault(&fault))?;
        if cx.is_some_and(|cx| cx.may(Permission::SystemManage)) {
            managed.push(place.id);
        }
    }
    Ok(managed)
}

fn told(group: &EntityGroup, met: &[String]) -> GroupTold {
    let members = group.members.iter().filter(|member| met.contains(&member.entity));
    GroupTold {
        group: group.group.clone(),
        name: group.name.clone(),
        members: members
            .map(|member| MemberTold {
                entity: member.entity.clone(),
                valid_from: member.valid_from,
                valid_to: member.valid_to,
            })
            .collect(),
        version: group.version,
        changed_by: group.changed_by.clone(),
        changed_at: group.changed_at.clone(),
    }
}

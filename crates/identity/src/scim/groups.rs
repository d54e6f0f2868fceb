//! `/scim/v2/Groups`.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use kameral_access::{Secret, feed};
use kameral_base::UserId;
use kameral_site::Web;
use kameral_store::{Fault, Tx};
use serde_json::{Value, json};

use super::commands::{self, WantedGroup};
use super::rows::{self, Group};
use super::wire::{self, Answered, GROUP, Problem};
use super::{Call, Id, List, call, message, patch};

/// The longest name.
const NAME_CHARS_MAX: usize = 200;

pub async fn list(State(site): State<Web>, headers: HeaderMap, asked: List) -> Response {
    call(site, headers, move |call| {
        let wanted = asked.filter.as_deref().map(wire::filter).transpose()?;
        if let Some((name, _)) = &wanted
            && !["displayname", "externalid", "id"].contains(&name.as_str())
        {
            return Err(Problem::filter());
        }
        let fits = |group: &Group| match &wanted {
            None => true,
            Some((name, value)) => match name.as_str() {
                "displayname" => group.name == *value,
                "externalid" => group.external_id.as_ref() == Some(value),
                _ => group.id == *value,
            },
        };
        let found = call.site.store.read(|tx| {
            let groups = rows::groups(tx, &call.provider.code)?;
            groups
                .iter()
                .filter(|group| fits(group))
                .map(|group| shown(tx, call, group))
                .collect::<Result<Vec<_>, _>>()
        });
        let found = found.map_err(|fault| Problem::of_fault(&fault))?;
        Ok(wire::list(found, asked.start, asked.count))
    })
    .await
}

pub async fn one(State(site): State<Web>, headers: HeaderMap, id: Id) -> Response {
    call(site, headers, move |call| {
        let group = find(call, &id)?;
        if call.is_known(group.version) {
            return Ok(wire::unchanged());
        }
        again(call, &group.id, StatusCode::OK)
    })
    .await
}

pub async fn create(State(site): State<Web>, headers: HeaderMap, body: Bytes) -> Response {
    call(site, headers, move |call| {
        // A group's number is drawn, so that it never comes again.
        let id = Secret::draw().map_err(|fault| Problem::of_fault(&fault))?.reveal()[..32].to_owned();
        let wanted = wanted(id, &message(&body)?)?;
        commands::add_group(call, &wanted)?;
        again(call, &wanted.id, StatusCode::CREATED)
    })
    .await
}

pub async fn replace(State(site): State<Web>, headers: HeaderMap, id: Id, body: Bytes) -> Response {
    call(site, headers, move |call| {
        let group = find(call, &id)?;
        let wanted = wanted(group.id.clone(), &message(&body)?)?;
        commands::keep_group(call, &group, &wanted)?;
        again(call, &group.id, StatusCode::OK)
    })
    .await
}

pub async fn change(State(site): State<Web>, headers: HeaderMap, id: Id, body: Bytes) -> Response {
    call(site, headers, move |call| {
        let group = find(call, &id)?;
        let patches = patch::of_group(&message(&body)?)?;
        for patch in &patches {
            if let patch::GroupPatch::Name(name) = patch {
                named(name)?;
            }
        }
        commands::patch_group(call, &group, &patches)?;
        again(call, &group.id, StatusCode::OK)
    })
    .await
}

pub async fn delete(State(site): State<Web>, headers: HeaderMap, id: Id) -> Response {
    call(site, headers, move |call| {
        let group = find(call, &id)?;
        commands::delete_group(call, &group)?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

fn find(call: &Call, id: &str) -> Result<Group, Problem> {
    let found = call.site.store.read(|tx| rows::group(tx, &call.provider.code, id));
    found
        .map_err(|fault| Problem::of_fault(&fault))?
        .ok_or_else(Problem::absent)
}

fn again(call: &Call, id: &str, status: StatusCode) -> Answered {
    let group = find(call, id)?;
    let shown = call.site.store.read(|tx| shown(tx, call, &group));
    Ok(wire::resource(
        status,
        &shown.map_err(|fault| Problem::of_fault(&fault))?,
    ))
}

fn wanted(id: String, message: &Value) -> Result<WantedGroup, Problem> {
    let name = named(message["displayName"].as_str().unwrap_or_default())?;
    let members = patch::members(&message["members"])?;
    let members: Result<Vec<UserId>, _> = members.iter().map(|id| id.parse().map(UserId)).collect();
    Ok(WantedGroup {
        id,
        name,
        external_id: message["externalId"].as_str().map(str::to_owned),
        members: members.map_err(|_| Problem::value("a member is not a user of this directory"))?,
    })
}

fn named(name: &str) -> Result<String, Problem> {
    let right =
        !name.trim().is_empty() && name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    right
        .then(|| name.to_owned())
        .ok_or_else(|| Problem::value("displayName is needed, of at most 200 characters"))
}

fn shown(tx: &mut Tx, call: &Call, group: &Group) -> Result<Value, Fault> {
    let mut members = Vec::new();
    for user in rows::members(tx, &call.provider.code, &group.id)? {
        if let Some(user) = feed::user_of(tx, user)? {
            members.push(json!({ "value": user.id.to_string(), "display": user.name, "type": "User" }));
        }
    }
    let mut shown = json!({
        "schemas": [GROUP],
        "id": group.id,
        "displayName": group.name,
        "members": members,
        "meta": {
            "resourceType": "Group",
            "lastModified": group.changed_at,
            "location": call.provider.our(&format!("/scim/v2/Groups/{}", group.id)),
            "version": wire::tag(group.version),
        },
    });
    if let Some(external) = &group.external_id {
        shown["externalId"] = external.clone().into();
    }
    Ok(shown)
}

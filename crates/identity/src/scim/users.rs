//! `/scim/v2/Users`.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use kameral_access::feed;
use kameral_base::UserId;
use kameral_site::Web;
use serde_json::{Value, json};

use super::commands::{self, Met, Refused};
use super::wire::{self, Answered, Problem, USER};
use super::{Call, Id, List, call, message, patch};
use crate::federation::FeedUser;

pub async fn list(State(site): State<Web>, headers: HeaderMap, asked: List) -> Response {
    call(site, headers, move |call| {
        let wanted = asked.filter.as_deref().map(wire::filter).transpose()?;
        if let Some((name, _)) = &wanted
            && !["username", "externalid", "id"].contains(&name.as_str())
        {
            return Err(Problem::filter());
        }
        let all = call
            .site
            .store
            .read(|tx| commands::all(tx, call))
            .map_err(|fault| Problem::of_fault(&fault))?;
        let fits = |met: &Met| match &wanted {
            None => true,
            Some((name, value)) => match name.as_str() {
                "username" => met.user.login == feed::normal(value),
                "externalid" => met.external_id.as_ref() == Some(value),
                _ => met.user.id.to_string() == *value,
            },
        };
        let found = all.iter().filter(|met| fits(met)).map(|met| shown(call, met));
        let found = found.collect();
        Ok(wire::list(found, asked.start, asked.count))
    })
    .await
}

pub async fn one(State(site): State<Web>, headers: HeaderMap, id: Id) -> Response {
    call(site, headers, move |call| {
        let met = find(call, &id)?;
        if call.is_known(met.version) {
            return Ok(wire::unchanged());
        }
        Ok(wire::resource(StatusCode::OK, &shown(call, &met)))
    })
    .await
}

pub async fn create(State(site): State<Web>, headers: HeaderMap, body: Bytes) -> Response {
    call(site, headers, move |call| {
        let wanted = wanted(&message(&body)?)?;
        let id = commands::create_user(call, &wanted)?;
        again(call, id, StatusCode::CREATED)
    })
    .await
}

pub async fn replace(State(site): State<Web>, headers: HeaderMap, id: Id, body: Bytes) -> Response {
    call(site, headers, move |call| {
        let known = find(call, &id)?;
        let wanted = wanted(&message(&body)?)?;
        let id = commands::change_user(call, &known, |met| {
            same_login(met, &wanted.login)?;
            Ok(FeedUser {
                name: met.user.name.clone(),
                ..wanted.clone()
            })
        })?;
        again(call, id, StatusCode::OK)
    })
    .await
}

pub async fn change(State(site): State<Web>, headers: HeaderMap, id: Id, body: Bytes) -> Response {
    call(site, headers, move |call| {
        let known = find(call, &id)?;
        let patch = patch::of_user(&message(&body)?)?;
        let id = commands::change_user(call, &known, |met| {
            same_login(met, patch.login.as_deref().unwrap_or(&met.user.login))?;
            Ok(FeedUser {
                login: met.user.login.clone(),
                name: met.user.name.clone(),
                active: patch.active,
                external_id: patch.external_id.clone(),
                roles: None,
            })
        })?;
        again(call, id, StatusCode::OK)
    })
    .await
}

pub async fn delete(State(site): State<Web>, headers: HeaderMap, id: Id) -> Response {
    call(site, headers, move |call| {
        let known = find(call, &id)?;
        commands::delete_user(call, &known)?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

fn find(call: &Call, id: &str) -> Result<Met, Problem> {
    let id = UserId(id.parse().map_err(|_| Problem::absent())?);
    let met = call.site.store.read(|tx| commands::met(tx, call, id));
    met.map_err(|fault| Problem::of_fault(&fault))?
        .ok_or_else(Problem::absent)
}

fn again(call: &Call, id: UserId, status: StatusCode) -> Answered {
    Ok(wire::resource(status, &shown(call, &find(call, &id.to_string())?)))
}

fn same_login(met: &Met, login: &str) -> Result<(), Refused> {
    if met.user.login == feed::normal(login) {
        Ok(())
    } else {
        Err(Refused::LoginFixed)
    }
}

fn wanted(message: &Value) -> Result<FeedUser, Problem> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let login = text(&message["userName"]).ok_or_else(|| Problem::value("userName is needed"))?;
    let parts = [
        text(&message["name"]["givenName"]),
        text(&message["name"]["familyName"]),
    ];
    let name = text(&message["displayName"])
        .or_else(|| text(&message["name"]["formatted"]))
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    Ok(FeedUser {
        name: if name.trim().is_empty() { login.clone() } else { name },
        login,
        active: message.get("active").map(patch::truth).transpose()?,
        external_id: text(&message["externalId"]),
        roles: None,
    })
}

fn shown(call: &Call, met: &Met) -> Value {
    let id = met.user.id.to_string();
    let mut user = json!({
        "schemas": [USER],
        "id": id,
        "userName": met.user.login,
        "displayName": met.user.name,
        "name": { "formatted": met.user.name },
        "active": met.user.active,
        "groups": met.groups.iter().map(|name| json!({ "display": name })).collect::<Vec<_>>(),
        "meta": {
            "resourceType": "User",
            "created": met.user.created_at,
            "lastModified": met.changed_at,
            "location": call.provider.our(&format!("/scim/v2/Users/{id}")),
            "version": wire::tag(met.version),
        },
    });
    if let Some(external) = &met.external_id {
        user["externalId"] = external.clone().into();
    }
    user
}

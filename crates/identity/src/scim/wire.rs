//! Messages as the standard has them.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kameral_base::Refusal;
use kameral_store::{Fault, Stop};
use kameral_ui::Words;
use serde_json::{Value, json};

/// A user.
pub const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// A group.
pub const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
/// The most resources of one answer.
pub const COUNT_MAX: i64 = 200;

/// An answer, or why there is none.
pub type Answered = Result<Response, Problem>;

/// Why a directory is not answered.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    kind: Option<&'static str>,
    detail: String,
}

impl Problem {
    fn new(status: StatusCode, kind: Option<&'static str>, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            detail: detail.into(),
        }
    }

    pub fn nobody() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            None,
            "a bearer token of a directory is needed",
        )
    }

    pub fn absent() -> Self {
        Self::new(StatusCode::NOT_FOUND, None, "there is no such resource here")
    }

    pub fn stale() -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            None,
            "the resource has another version",
        )
    }

    pub fn unread() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            Some("invalidSyntax"),
            "the message cannot be read",
        )
    }

    pub fn value(what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some("invalidValue"), what)
    }

    pub fn path(what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some("invalidPath"), what)
    }

    pub fn filter() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            Some("invalidFilter"),
            "a filter is an attribute, eq and a text",
        )
    }

    pub fn fixed(what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some("mutability"), what)
    }

    pub fn taken(what: &str) -> Self {
        Self::new(StatusCode::CONFLICT, Some("uniqueness"), what)
    }

    pub fn fault() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            None,
            "something went wrong; nothing was changed",
        )
    }

    /// A fault, logged and told without its particulars.
    pub fn of_fault(fault: &Fault) -> Self {
        tracing::error!(%fault, "a directory's request met a fault");
        Self::fault()
    }

    /// What stopped a command, in the caller's words.
    pub fn of_stop<R: Refusal>(stop: Stop<Vec<R>>, words: Words) -> Self {
        match stop {
            Stop::Refused(refusals) => {
                let told: Vec<String> = refusals.iter().map(|refusal| words.refusal(refusal).text).collect();
                let tied = refusals.iter().any(|refusal| refusal.name() == "feed_user_tied");
                if tied {
                    Self::taken(&told.join(" "))
                } else {
                    Self::value(&told.join(" "))
                }
            }
            Stop::Denied(_) => Self::new(StatusCode::FORBIDDEN, None, "the directory may not do that"),
            Stop::Fault(fault) => Self::of_fault(&fault),
        }
    }
}

/// A problem as a message.
pub fn told(problem: Problem) -> Response {
    let mut message = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": problem.status.as_str(),
        "detail": problem.detail,
    });
    if let Some(kind) = problem.kind {
        message["scimType"] = kind.into();
    }
    let mut response = json(problem.status, &message);
    if problem.status == StatusCode::UNAUTHORIZED {
        let asks = HeaderValue::from_static("Bearer realm=\"scim\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, asks);
    }
    response
}

/// A message.
pub fn json(status: StatusCode, message: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/scim+json")],
        message.to_string(),
    )
        .into_response()
}

/// A resource, with the tag of its version and its address.
pub fn resource(status: StatusCode, resource: &Value) -> Response {
    let mut response = json(status, resource);
    for (name, value) in [
        (header::ETAG, &resource["meta"]["version"]),
        (header::LOCATION, &resource["meta"]["location"]),
    ] {
        if let Some(value) = value.as_str().and_then(|text| HeaderValue::from_str(text).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Nothing, where the directory has it already.
pub fn unchanged() -> Response {
    StatusCode::NOT_MODIFIED.into_response()
}

/// A version's tag.
pub fn tag(version: i64) -> String {
    format!("W/\"{version}\"")
}

/// A page of a list.
pub fn list(all: Vec<Value>, start: Option<i64>, count: Option<i64>) -> Response {
    let total = all.len();
    let start = start.unwrap_or(1).max(1);
    let count = count.unwrap_or(COUNT_MAX).clamp(0, COUNT_MAX);
    let (skip, take) = (
        usize::try_from(start - 1).unwrap_or(usize::MAX),
        usize::try_from(count).unwrap_or(0),
    );
    let page: Vec<Value> = all.into_iter().skip(skip).take(take).collect();
    let message = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": page.len(),
        "Resources": page,
    });
    json(StatusCode::OK, &message)
}

/// An attribute and the text it must equal: `userName eq "anna"`.
pub fn filter(text: &str) -> Result<(String, String), Problem> {
    let mut parts = text.trim().splitn(3, ' ');
    let (Some(name), Some(how), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Problem::filter());
    };
    let value: String = serde_json::from_str(value.trim()).map_err(|_| Problem::filter())?;
    if !how.eq_ignore_ascii_case("eq") {
        return Err(Problem::filter());
    }
    Ok((name.to_lowercase(), value))
}

/// What is offered (RFC 7643 §5).
pub fn service() -> Value {
    let no = || json!({ "supported": false });
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": COUNT_MAX },
        "changePassword": no(),
        "sort": no(),
        "etag": { "supported": true },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Bearer",
            "description": "A token made by `kameral directory token`",
        }],
        "meta": { "resourceType": "ServiceProviderConfig", "location": "/scim/v2/ServiceProviderConfig" },
    })
}

fn one_page(all: Vec<Value>) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": all.len(),
        "startIndex": 1,
        "itemsPerPage": all.len(),
        "Resources": all,
    })
}

/// The kinds of resources (RFC 7643 §6).
pub fn kinds() -> Value {
    let kind = |name: &str, endpoint: &str, schema: &str| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": name,
            "name": name,
            "endpoint": endpoint,
            "schema": schema,
            "meta": { "resourceType": "ResourceType", "location": format!("/scim/v2/ResourceTypes/{name}") },
        })
    };
    one_page(vec![kind("User", "/Users", USER), kind("Group", "/Groups", GROUP)])
}

/// Their attributes (RFC 7643 §7).
pub fn schemas() -> Value {
    let attribute = |name: &str, kind: &str, required: bool, mutability: &str, many: bool| {
        json!({
            "name": name,
            "type": kind,
            "multiValued": many,
            "required": required,
            "caseExact": false,
            "mutability": mutability,
            "returned": "default",
            "uniqueness": if required { "server" } else { "none" },
        })
    };
    let schema = |id: &str, name: &str, attributes: Vec<Value>| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": id,
            "name": name,
            "attributes": attributes,
            "meta": { "resourceType": "Schema", "location": format!("/scim/v2/Schemas/{id}") },
        })
    };
    let user = vec![
        attribute("userName", "string", true, "immutable", false),
        attribute("displayName", "string", false, "immutable", false),
        attribute("active", "boolean", false, "readWrite", false),
        attribute("groups", "complex", false, "readOnly", true),
    ];
    let group = vec![
        attribute("displayName", "string", true, "readWrite", false),
        attribute("members", "complex", false, "readWrite", true),
    ];
    one_page(vec![schema(USER, "User", user), schema(GROUP, "Group", group)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_an_attribute_eq_and_a_text() {
        assert_eq!(
            filter("userName eq \"anna\"").unwrap(),
            ("username".to_owned(), "anna".to_owned())
        );
        assert_eq!(
            filter(" displayName EQ \"a \\\"b\\\"\" ").unwrap(),
            ("displayname".to_owned(), "a \"b\"".to_owned())
        );
        for wrong in [
            "",
            "userName",
            "userName eq",
            "userName eq anna",
            "userName sw \"a\"",
            "a eq \"b\" or c eq \"d\"",
        ] {
            assert!(filter(wrong).is_err(), "{wrong}");
        }
    }
}

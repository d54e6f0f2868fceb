//! Changes to a resource (RFC 7644 §3.5.2), as directories write them. Pure.

use serde_json::{Map, Value};

use super::wire::Problem;

/// The most changes of one message.
const OPERATIONS_MAX: usize = 10_000;

/// What a message changes about a user.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct UserPatch {
    /// Whether the user may sign in.
    pub active: Option<bool>,
    /// The directory's own number.
    pub external_id: Option<String>,
    /// The login; it never changes.
    pub login: Option<String>,
}

/// What a message changes about a group, in order.
#[derive(Debug, PartialEq, Eq)]
pub enum GroupPatch {
    /// It is called something else.
    Name(String),
    /// The directory's own number.
    ExternalId(String),
    /// These come in.
    Add(Vec<String>),
    /// These leave.
    Remove(Vec<String>),
    /// These and no others are in it.
    Replace(Vec<String>),
}

struct Operation<'a> {
    what: String,
    path: Option<&'a str>,
    value: &'a Value,
}

fn operations(message: &Value) -> Result<Vec<Operation<'_>>, Problem> {
    let all = message
        .get("Operations")
        .and_then(Value::as_array)
        .ok_or_else(Problem::unread)?;
    if OPERATIONS_MAX < all.len() {
        return Err(Problem::value("too many operations"));
    }
    let read = |of: &'_ Value| {
        let what = of.get("op").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        ["add", "replace", "remove"].contains(&what.as_str()).then_some(what)
    };
    all.iter()
        .map(|of| {
            Ok(Operation {
                what: read(of).ok_or_else(Problem::unread)?,
                path: of.get("path").and_then(Value::as_str),
                value: of.get("value").unwrap_or(&Value::Null),
            })
        })
        .collect()
}

/// A truth; one large directory writes it as a text.
pub fn truth(value: &Value) -> Result<bool, Problem> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Problem::value("active is true or false")),
    }
}

/// Reads what changes about a user. Attributes that are not kept here are passed over.
pub fn of_user(message: &Value) -> Result<UserPatch, Problem> {
    let mut patch = UserPatch::default();
    let mut set = |name: &str, value: &Value| {
        match name.to_lowercase().as_str() {
            "active" => patch.active = Some(truth(value)?),
            "externalid" => patch.external_id = value.as_str().map(str::to_owned),
            "username" => patch.login = value.as_str().map(str::to_owned),
            _ => {}
        }
        Ok::<(), Problem>(())
    };
    for operation in operations(message)? {
        if operation.what == "remove" {
            // Nothing that is kept here can be without a value but the directory's own number.
            continue;
        }
        match (operation.path, operation.value) {
            (Some(path), value) => set(path, value)?,
            (None, Value::Object(values)) => {
                for (name, value) in values {
                    set(name, value)?;
                }
            }
            (None, _) => return Err(Problem::path("a path or an object of attributes is needed")),
        }
    }
    Ok(patch)
}

/// Reads what changes about a group.
pub fn of_group(message: &Value) -> Result<Vec<GroupPatch>, Problem> {
    let mut patches = Vec::new();
    for operation in operations(message)? {
        let what = operation.what.as_str();
        match operation.path {
            None => {
                let empty = Map::new();
                for (name, value) in operation.value.as_object().unwrap_or(&empty) {
                    patches.extend(of_attribute(what, name, value)?);
                }
            }
            Some(path) => match one_member(path)? {
                Some(member) if what == "remove" => patches.push(GroupPatch::Remove(vec![member])),
                Some(_) => return Err(Problem::path("a member is only removed by a path of its own")),
                None => patches.extend(of_attribute(what, path, operation.value)?),
            },
        }
    }
    Ok(patches)
}

fn of_attribute(what: &str, name: &str, value: &Value) -> Result<Option<GroupPatch>, Problem> {
    let text = || {
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| Problem::value("a text is needed"))
    };
    Ok(match (name.to_lowercase().as_str(), what) {
        ("members", "add") => Some(GroupPatch::Add(members(value)?)),
        ("members", "replace") => Some(GroupPatch::Replace(members(value)?)),
        ("members", _) if value.is_null() => Some(GroupPatch::Replace(Vec::new())),
        ("members", _) => Some(GroupPatch::Remove(members(value)?)),
        ("displayname", "add" | "replace") => Some(GroupPatch::Name(text()?)),
        ("externalid", "add" | "replace") => Some(GroupPatch::ExternalId(text()?)),
        _ => None,
    })
}

/// The member that a path names: `members[value eq "7"]`; none for a plain attribute.
fn one_member(path: &str) -> Result<Option<String>, Problem> {
    let Some((name, rest)) = path.split_once('[') else {
        return Ok(None);
    };
    let inside = rest
        .strip_suffix(']')
        .ok_or_else(|| Problem::path("a bracket is open"))?;
    let (attribute, value) = super::wire::filter(inside)?;
    if name.eq_ignore_ascii_case("members") && attribute == "value" {
        Ok(Some(value))
    } else {
        Err(Problem::path("only members have a path of their own"))
    }
}

/// Numbers of members: `[{"value": "7"}]`.
pub fn members(value: &Value) -> Result<Vec<String>, Problem> {
    let one = |of: &Value| of.get("value").and_then(Value::as_str).map(str::to_owned);
    let all = match value {
        Value::Array(all) => all.iter().map(one).collect(),
        Value::Object(_) => one(value).map(|one| vec![one]),
        Value::Null => Some(Vec::new()),
        _ => None,
    };
    all.ok_or_else(|| Problem::value("a member has a value"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_are_read_as_directories_write_them() {
        let user = |operations: Value| of_user(&json!({ "Operations": operations })).ok();
        let closed = Some(UserPatch {
            active: Some(false),
            ..UserPatch::default()
        });
        assert_eq!(
            user(json!([{ "op": "replace", "path": "active", "value": false }])),
            closed
        );
        assert_eq!(
            user(json!([{ "op": "Replace", "path": "active", "value": "False" }])),
            closed
        );
        assert_eq!(
            user(json!([{ "op": "replace", "value": { "active": false, "title": "x" } }])),
            closed
        );
        assert_eq!(user(json!([{ "op": "move", "path": "active", "value": false }])), None);
        assert_eq!(user(json!([{ "op": "replace", "path": "active", "value": 7 }])), None);

        let group = |operations: Value| of_group(&json!({ "Operations": operations })).ok();
        let seven = || vec!["7".to_owned()];
        assert_eq!(
            group(json!([{ "op": "Add", "path": "members", "value": [{ "value": "7" }] }])),
            Some(vec![GroupPatch::Add(seven())])
        );
        assert_eq!(
            group(json!([{ "op": "remove", "path": "members[value eq \"7\"]" }])),
            Some(vec![GroupPatch::Remove(seven())])
        );
        assert_eq!(
            group(json!([{ "op": "remove", "path": "members", "value": [{ "value": "7" }] }])),
            Some(vec![GroupPatch::Remove(seven())])
        );
        assert_eq!(
            group(json!([{ "op": "remove", "path": "members" }])),
            Some(vec![GroupPatch::Replace(Vec::new())])
        );
        assert_eq!(
            group(json!([{ "op": "replace", "value": { "displayName": "chefer" } }])),
            Some(vec![GroupPatch::Name("chefer".to_owned())])
        );
        assert_eq!(
            group(json!([{ "op": "remove", "path": "members[name eq \"7\"]" }])),
            None
        );
    }
}

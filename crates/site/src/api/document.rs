//! The OpenAPI 3.1 document, out of the table of routes.

use serde_json::{Map, Value, json};

use super::routes::Content;
use super::{Api, Named, Operation, Shape};

impl Api {
    /// The OpenAPI 3.1 document of the routes.
    pub fn document(&self, version: &str) -> Value {
        let mut named = Named::new();
        Problem::shape(&mut named);
        let mut paths = Map::new();
        for (method, path, tag, told) in &self.operations {
            let operation = operation(method, path, tag, told, &mut named);
            let at = paths
                .entry(path.to_string())
                .or_insert_with(|| json!({ "parameters": in_path(path) }));
            at[*method] = operation;
        }
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Kameral", "version": version, "description": ABOUT },
            "servers": [{ "url": "/" }],
            "security": [{ "bearer": [] }],
            "paths": paths,
            "components": {
                "schemas": named,
                "securitySchemes": { "bearer": {
                    "type": "http", "scheme": "bearer",
                    "description": "The token of POST /api/v1/sign-in.",
                } },
            },
        })
    }
}

/// What the document says of itself.
const ABOUT: &str = "Everything the program's commands do. Amounts are whole öre, debit positive. Periods are yyyymm. \
    What is refused is told all at once as application/problem+json, each refusal with its name, its place \
    and a sentence in the language of Accept-Language (sv, en). Every change takes an Idempotency-Key. \
    Left to the command line, on the machine itself: making, copying and restoring the database (a copy \
    holds the books of every entity and what passwords are checked by), serving, the demo, and measuring.";

fn in_path(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    names
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect()
}

fn operation(method: &str, path: &str, tag: &str, told: &Operation, named: &mut Named) -> Value {
    let mut about: Vec<String> = told.notes.iter().map(|note| (*note).to_owned()).collect();
    if let Some(needs) = told.needs {
        about.push(format!("Needs the permission {}.", needs.told()));
    }
    let mut parameters = told.query.map(|query| in_query(query, named)).unwrap_or_default();
    if told.keyed(method) {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A key of your own, 1 to 200 visible characters. The same key with the same request \
                changes nothing and answers the same; with another request it is refused (key_reused).",
            "schema": { "type": "string", "maxLength": 200 },
        }));
    }
    let mut operation = json!({
        "operationId": operation_id(method, path),
        "tags": [tag],
        "summary": told.summary,
        "responses": responses(method, told, named, path),
    });
    if !about.is_empty() {
        operation["description"] = json!(about.join(" "));
    }
    if !parameters.is_empty() {
        operation["parameters"] = json!(parameters);
    }
    if !told.body.is_empty() {
        operation["requestBody"] = json!({ "required": true, "content": contents(&told.body, named) });
    }
    if told.open {
        operation["security"] = json!([]);
    }
    operation
}

/// `post /api/v1/entities/{entity}/vouchers/{number}/reversal` is `post_vouchers_by_number_reversal`.
fn operation_id(method: &str, path: &str) -> String {
    let path = path.trim_start_matches("/api/v1/");
    let path = path.strip_prefix("entities/{entity}/").unwrap_or(path);
    let parts = path.split('/').map(
        |part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => format!("by_{name}"),
            None => part.replace(['-', '.'], "_"),
        },
    );
    format!("{method}_{}", parts.collect::<Vec<_>>().join("_"))
}

fn in_query(query: fn(&mut Named) -> Value, named: &mut Named) -> Vec<Value> {
    // Parameters are listed one by one, so the shape that declares them is not kept.
    let mut own = Named::new();
    let schema = query(&mut own);
    let name = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next())
        .unwrap_or_default()
        .to_owned();
    let Some(object) = own.remove(name.as_str()) else {
        return Vec::new();
    };
    named.extend(own);
    let required = object["required"].as_array().cloned().unwrap_or_default();
    let properties = object["properties"].as_object().cloned().unwrap_or_default();
    let parameter = |(name, mut schema): (String, Value)| {
        let about = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        json!({
            "name": name, "in": "query", "required": required.contains(&json!(name)),
            "description": about, "schema": schema,
        })
    };
    properties.into_iter().map(parameter).collect()
}

fn contents(contents: &[(&'static str, Content)], named: &mut Named) -> Value {
    let mut kinds = Map::new();
    for (media_type, content) in contents {
        let content = match content {
            Content::Shape(shape) => json!({ "schema": shape(named) }),
            Content::Bytes => json!({}),
        };
        kinds.insert((*media_type).to_owned(), content);
    }
    Value::Object(kinds)
}

fn responses(method: &str, told: &Operation, named: &mut Named, path: &str) -> Value {
    let mut responses = Map::new();
    let mut done = json!({ "description": match told.status {
        201 => "Made.",
        204 => "Done.",
        _ => "The answer.",
    } });
    if !told.answer.is_empty() {
        done["content"] = contents(&told.answer, named);
    }
    responses.insert(told.status.to_string(), done);
    let problem = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    let mut refused = |status: u16, what: &str| {
        responses.insert(status.to_string(), json!({ "description": what, "content": problem }));
    };
    if told.query.is_some() || !told.body.is_empty() || told.keyed(method) {
        refused(400, "The request does not have its form.");
    }
    if !told.open {
        refused(401, "Nobody is signed in.");
    }
    if told.needs.is_some() {
        refused(403, "The permission is missing.");
    }
    if path.contains('{') {
        refused(404, "No such thing, or none the caller may know of.");
    }
    if !told.body.is_empty() {
        refused(413, "The body is too large.");
    }
    if !told.body.is_empty() || told.query.is_some() || told.keyed(method) {
        refused(422, "Refused, with every reason.");
    }
    Value::Object(responses)
}

crate::told! {
    /// Why a request was not done (RFC 9457).
    pub struct Problem {
        /// The HTTP status.
        status: u32,
        /// One line, the same for every problem of the kind.
        title: String,
        /// What happened this time; left out when there is nothing to add.
        detail: Option<String>,
        /// Everything that was refused; left out when nothing was.
        refusals: Option<Vec<ProblemRefusal>>,
    }
}

crate::told! {
    /// One thing that is wrong.
    pub struct ProblemRefusal {
        /// Stable name in snake case.
        name: String,
        /// Line of the voucher or the file, from 1.
        line: Option<u32>,
        /// Field or column.
        field: Option<String>,
        /// What is wrong and what to do, in the caller's language.
        text: String,
        /// `refused`, or `warning` when it may be accepted with a reason.
        severity: String,
    }
}

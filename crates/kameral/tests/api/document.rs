//! The OpenAPI document: whole, well formed, and nothing but the routes.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use expect_test::expect_file;
use serde_json::Value;

use crate::api::world::World;

fn document() -> Value {
    serde_json::from_str(kameral::api::document_text()).unwrap()
}

/// The whole document, so that no change of the API goes unseen.
#[test]
fn the_document_as_it_is() {
    let text = serde_json::to_string_pretty(&document()).unwrap();
    expect_file!["openapi.json"].assert_eq(&format!("{text}\n"));
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let item = item.as_object().unwrap().clone();
        let path = path.clone();
        item.into_iter()
            .filter(|(method, _)| method != "parameters")
            .map(move |(method, told)| (path.clone(), method, told))
    };
    paths.iter().flat_map(of_path).collect()
}

/// Every documented route is a route, and every route is documented: both come from one table.
#[test]
fn what_is_documented_is_what_is_routed() {
    let document = document();
    let documented: BTreeSet<(String, String)> = operations(&document)
        .into_iter()
        .map(|(path, method, _)| (method, path))
        .collect();
    let api = kameral::api::whole();
    let routed: BTreeSet<(String, String)> = api
        .operations()
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(documented, routed);
}

/// SEC-11: every route needs somebody signed in, save the two that say they do not.
#[test]
fn every_route_asks_who_it_is() {
    let world = World::new();
    for (path, method, told) in operations(&document()) {
        let address = concrete(&path);
        let answered = world.ask("-", &method.to_uppercase(), &address, &[], Vec::new());
        let open = told["security"].as_array().is_some_and(Vec::is_empty);
        if open {
            assert!(!matches!(answered.status.as_u16(), 401 | 404 | 405), "{method} {path}");
        } else {
            assert_eq!(answered.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(answered.media_type, "application/problem+json", "{method} {path}");
        }
    }
}

/// Somebody signed in meets no route that is not there, and nothing that fails.
#[test]
fn every_route_answers() {
    let world = World::new();
    for (path, method, _) in operations(&document()) {
        let answered = world.ask("eva", &method.to_uppercase(), &concrete(&path), &[], Vec::new());
        let status = answered.status;
        assert!(
            status != StatusCode::METHOD_NOT_ALLOWED && !status.is_server_error(),
            "{method} {path}: {status}"
        );
        if status.is_client_error() {
            assert_eq!(answered.media_type, "application/problem+json", "{method} {path}");
        }
    }
}

fn concrete(path: &str) -> String {
    path.replace("{entity}", "1098")
        .replace("{period}", "202603")
        .replace("{valid_from}", "2026-01-01")
        .replace("{draft}", "1")
        .replace("{pairing}", "1")
        .replace("{version}", "1")
        .replace("{code}", "ORG")
        .replace("{name}", "trial-balance")
        .split('/')
        .map(|part| if part.starts_with('{') { "A-2026-1" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// The shape of the document: its version, unique names of operations, every reference found, every
/// path parameter declared.
#[test]
fn the_document_is_well_formed() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (path, method, told) in operations(&document) {
        let id = told["operationId"].as_str().unwrap().to_owned();
        assert!(ids.insert(id), "{method} {path}: its name is another's");
        assert!(!told["summary"].as_str().unwrap().is_empty(), "{method} {path}");
        assert!(!told["responses"].as_object().unwrap().is_empty(), "{method} {path}");
        let declared = document["paths"][&path]["parameters"].as_array().unwrap();
        assert_eq!(declared.len(), path.matches('{').count(), "{path}");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        assert!(schema.is_object() && schema["description"].is_string(), "{name}");
    }
    references(&document, &mut |reference| {
        let name = reference
            .strip_prefix("#/components/schemas/")
            .expect("a reference to a schema");
        assert!(schemas.contains_key(name), "{name} is not there");
    });
}

fn references(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str().filter(|_| name == "$ref") {
                    Some(reference) => found(reference),
                    None => references(member, found),
                }
            }
        }
        Value::Array(members) => members.iter().for_each(|member| references(member, found)),
        _ => {}
    }
}

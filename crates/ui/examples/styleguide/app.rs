//! The style guide with made-up answers to what its scripts ask for.

use axum::extract::Query;
use axum::response::Redirect;
use axum::routing::get;
use axum::{Extension, Json, Router, middleware};
use kameral_ui::parts::{LookupHit, LookupRules, RULES_PATH};
use kameral_ui::shell::COMMANDS_PATH;
use kameral_ui::{assets, styleguide, web};
use serde::Deserialize;

const ACCOUNTS: [(&str, &str); 10] = [
    ("1511", "Kundfordringar"),
    ("1541", "Ingående moms"),
    ("2581", "Leverantörsskulder, utomstatliga"),
    ("3511", "Intäkter av avgifter"),
    ("4011", "Löner till arbetstagare"),
    ("5011", "Lokalhyra"),
    ("5012", "El, vatten och värme"),
    ("5611", "Kontorsmateriel"),
    ("6911", "Bidrag till regioner"),
    ("7011", "Avskrivningar, byggnader"),
];

/// Pages, files, lookups and palette, behind the guard and with the headers of the program.
pub fn app() -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to(styleguide::PATH) }))
        .route("/{entity}/uppslag", get(lookup))
        .route(&format!("/{{entity}}{RULES_PATH}"), get(rules))
        .route(&format!("/{{entity}}{COMMANDS_PATH}"), get(commands))
        .merge(styleguide::routes())
        .merge(assets::routes())
        .merge(web::preferences::routes())
        .layer(middleware::from_fn(web::csrf::guard))
        .layer(Extension(web::csrf::CsrfToken("stil".to_owned())))
        .layer(middleware::from_fn(web::headers::secure))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    dimension: String,
    #[serde(default)]
    account: String,
}

async fn lookup(Query(asked): Query<Asked>) -> Json<Vec<LookupHit>> {
    let words = asked.q.to_lowercase().replace('*', "");
    let hit = |value: &str, name: &str| LookupHit {
        value: value.to_owned(),
        name: name.to_owned(),
        ..LookupHit::default()
    };
    let mut hits: Vec<LookupHit> = if asked.dimension == "KONTO" {
        ACCOUNTS.iter().map(|(value, name)| hit(value, name)).collect()
    } else {
        (1..=12)
            .map(|at| hit(&format!("{}", at * 10 + 100), &format!("{} {at}", asked.dimension)))
            .collect()
    };
    hits.push(LookupHit {
        note: Some("upphörde 2025-12-31".to_owned()),
        expired: true,
        ..hit("5019", "Lokalhyra, äldre avtal")
    });
    hits.retain(|hit| hit.value.starts_with(&words) || hit.name.to_lowercase().contains(&words));
    Json(hits)
}

async fn rules(Query(asked): Query<Asked>) -> Json<LookupRules> {
    let name = ACCOUNTS
        .iter()
        .find(|(value, _)| *value == asked.account)
        .map_or("", |(_, name)| name);
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let pair = |name: &str, value: &str| [(name.to_owned(), value.to_owned())].into();
    let rules = match asked.account.as_bytes().first() {
        Some(b'1' | b'2') => LookupRules {
            forbidden: list(&["ORG", "VHT", "PROJ"]),
            ..LookupRules::default()
        },
        Some(b'5') => LookupRules {
            forbidden: list(&["MOTPART"]),
            mandatory: list(&["ORG", "VHT"]),
            proposed: pair("ORG", "110"),
            ..LookupRules::default()
        },
        Some(b'7') => LookupRules {
            fixed: pair("VHT", "9999"),
            ..LookupRules::default()
        },
        _ => LookupRules::default(),
    };
    Json(LookupRules {
        name: name.to_owned(),
        ..rules
    })
}

async fn commands(Query(asked): Query<Asked>) -> Json<serde_json::Value> {
    Json(serde_json::json!([
        { "title": format!("A {}", asked.q), "hint": "Verifikation 2026-03-31  Lokalhyra", "href": "/stil/tabell", "key": null },
        { "title": "Kontorsbolaget AB", "hint": "Leverantör", "href": "/stil/fakta", "key": null },
    ]))
}

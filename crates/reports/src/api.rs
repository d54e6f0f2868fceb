//! `/api/v1/entities/{entity}/reports`: the catalogue, and every report as JSON or CSV.
//!
//! A report is written row by row to a temporary file and sent from there, so one of four million
//! lines takes no memory; without a limit every row comes.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::api::{Answer, Api, ApiVisit, Download, FieldShape, Named, Operation, Shape, json, object};
use kameral_site::told;
use kameral_store::Stop;
use kameral_ui::Address;
use serde_json::{Value, json};

use crate::{Format, ReportQuery, Written, catalogue, write};

told! {
    /// A report of the catalogue.
    pub struct ReportTold {
        /// Name, as in paths.
        name: String,
        /// Title, in the caller's language.
        title: String,
        /// What it shows.
        about: String,
        /// Parameters it can be asked with.
        offers: Vec<String>,
    }
}

told! {
    /// Every report the caller may run.
    pub struct ReportsTold {
        /// The reports.
        reports: Vec<ReportTold>,
    }
}

/// Parameters of a report. Which of them a report has, its `offers` say.
struct ReportAsked;

impl Shape for ReportAsked {
    fn shape(named: &mut Named) -> Value {
        object(named, "ReportAsked", "Parameters of a report.", |_| {
            let text = json!({ "type": "string" });
            let places = json!({ "type": "integer", "format": "int64", "minimum": 0 });
            let field = |name, about, schema| FieldShape {
                name,
                about,
                required: false,
                schema,
            };
            vec![
                field("period", "Periods: `202601..202612`, or `202603`.", text.clone()),
                field(
                    "where",
                    "A condition on account (KONTO), dimension or hierarchy: `ORG=45?8`. May be repeated.",
                    json!({ "type": "array", "items": { "type": "string" } }),
                ),
                field(
                    "by",
                    "What rows are grouped by: `account,ORG`, or a level of a hierarchy: `ORG/TREE/2`.",
                    text.clone(),
                ),
                field("as-of", "As it was when the journal ended there.", places),
                field("voucher", "Which voucher: `A-2026-17`.", text.clone()),
                field(
                    "quantities",
                    "Whether quantities are shown beside amounts.",
                    json!({ "type": "boolean" }),
                ),
                field("after", "Where the page begins: `page.next` of the page before.", text),
                field(
                    "limit",
                    "Most rows of the page, at most 10000; left out, every row.",
                    json!({ "type": "integer" }),
                ),
                field(
                    "format",
                    "Left out, json.",
                    json!({ "type": "string", "enum": ["json", "csv", "csv-sv", "text"] }),
                ),
            ]
        })
    }
}

/// A report as JSON; its columns are its own.
struct ReportBody;

impl Shape for ReportBody {
    fn shape(named: &mut Named) -> Value {
        const NAME: &str = "Report";
        named.entry(NAME).or_insert_with(|| {
            json!({
                "type": "object",
                "description": "What the report is, its rows and totals. Amounts are whole öre under keys that end \
                    in _ore, quantities whole thousandths under keys that end in _milli; a cell without a value has no key.",
                "properties": {
                    "rows": { "type": "array", "items": { "type": "object" } },
                    "totals": { "type": ["array", "object", "null"] },
                    "reconciles": { "description": "Whether the report agrees with the ledger." },
                },
                "required": ["rows"],
            })
        });
        json!({ "$ref": format!("#/components/schemas/{NAME}") })
    }
}

/// The routes.
pub fn routes() -> Api {
    let running = |summary| Operation::new(summary).needs(Permission::ReportRun);
    Api::new("reports")
        .get(
            "/api/v1/entities/{entity}/reports",
            list,
            running("Every report the caller may run").gives::<ReportsTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/reports/{name}",
            run,
            running("A report")
                .asks::<ReportAsked>()
                .gives::<ReportBody>()
                .gives_bytes("text/csv"),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            visit.require(Permission::ReportRun)?;
            let mine = catalogue().into_iter().filter(|entry| visit.cx.may_run(entry.name));
            let reports = mine.map(|entry| ReportTold {
                name: entry.name.to_owned(),
                title: visit.words.sentence(&entry.title),
                about: visit.words.sentence(&entry.about),
                offers: entry.offers.iter().map(|offer| offer.word().to_owned()).collect(),
            });
            json(
                StatusCode::OK,
                &ReportsTold {
                    reports: reports.collect(),
                },
            )
        })
        .await
}

async fn run(visit: ApiVisit, Path((_, name)): Path<(String, String)>, RawQuery(query): RawQuery) -> Response {
    visit
        .answer(move |visit| written(visit, &name, query.as_deref().unwrap_or_default()))
        .await
}

fn written(visit: &ApiVisit, name: &str, query: &str) -> Answer {
    visit.require(Permission::ReportRun)?;
    if crate::Report::from_name(name).is_none() {
        return Err(visit.not_found());
    }
    let mut asked = Written {
        name: name.to_owned(),
        ..Written::default()
    };
    let mut format = Format::Json;
    for (name, value) in Address::parse(&format!("?{query}")).pairs() {
        if name == "format" {
            format = Format::from_word(value).ok_or_else(|| visit.malformed("format: json, csv, csv-sv or text"))?;
        } else {
            asked = asked
                .with(name, value)
                .ok_or_else(|| visit.malformed(format!("unknown parameter `{name}`")))?;
        }
    }
    let query = ReportQuery::parse(&asked, visit.words.language());
    let query = query.map_err(|refusals| visit.problem(Stop::Refused(refusals)))?;
    let mut file = Download::begin().map_err(|fault| visit.fault(&fault))?;
    write(&visit.cx, &query, format, &mut file).map_err(|stop| visit.problem(stop))?;
    file.send(format.media_type(), None)
        .map_err(|fault| visit.fault(&fault))
}

//! `/scim/v2`: an agency's directory keeps its users and groups here (RFC 7643, RFC 7644, SEC-23).
//!
//! A directory proves itself by a token of its own, which opens nothing else. What it changes counts at
//! once: somebody who is closed has no session left, and roles follow the groups by the provider's
//! mapping. A user is never removed, for acts remain; one who is deleted is closed, and no longer shown.
//! The name stays as it first came, because the books keep it.

mod commands;
mod groups;
mod patch;
mod rows;
mod users;
mod wire;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use kameral_access::{Act, Cx, INSTALLATION, Permission, Secret, feed};
use kameral_site::{Needs, Pages, Site, Web, shown_to};
use kameral_store::{Fault, Stop};
use kameral_ui::web::preferences::Preferences;
use serde::Deserialize;
use serde_json::Value;

use crate::federation::{Places, Provider, store};
use crate::pages::federated::places;
use wire::{Answered, Problem};

/// The largest message.
const MESSAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The routes. They ask for a directory's token themselves, so nobody need be signed in.
pub fn routes() -> Pages {
    const OPEN: Needs = Needs::Nothing;
    let limit = || DefaultBodyLimit::max(MESSAGE_BYTES_MAX);
    Pages::new()
        .get("/scim/v2/ServiceProviderConfig", OPEN, described)
        .get("/scim/v2/ResourceTypes", OPEN, kinds)
        .get("/scim/v2/Schemas", OPEN, schemas)
        .get("/scim/v2/Users", OPEN, users::list)
        .post_large("/scim/v2/Users", OPEN, limit(), users::create)
        .get("/scim/v2/Users/{id}", OPEN, users::one)
        .put("/scim/v2/Users/{id}", OPEN, users::replace)
        .patch("/scim/v2/Users/{id}", OPEN, users::change)
        .delete("/scim/v2/Users/{id}", OPEN, users::delete)
        .get("/scim/v2/Groups", OPEN, groups::list)
        .post_large("/scim/v2/Groups", OPEN, limit(), groups::create)
        .get("/scim/v2/Groups/{id}", OPEN, groups::one)
        .put("/scim/v2/Groups/{id}", OPEN, groups::replace)
        .patch("/scim/v2/Groups/{id}", OPEN, groups::change)
        .delete("/scim/v2/Groups/{id}", OPEN, groups::delete)
}

/// Makes a directory's token; an earlier one ends. It is shown once: the database keeps its hash.
pub fn new_token(cx: &Cx, provider: &Provider) -> Result<Secret, Stop<std::convert::Infallible>> {
    let token = Secret::draw()?;
    cx.write(
        Act::new(Permission::SystemManage, "directory.token", &provider.code),
        |tx| {
            rows::replace_token(tx, &provider.code, &token.sha256(), cx.now)?;
            Ok(())
        },
    )?;
    Ok(token)
}

/// A directory that has proven itself, and what it sent.
struct Call {
    site: Web,
    provider: Provider,
    cx: Cx,
    places: Places,
    headers: HeaderMap,
}

impl Call {
    fn words(&self) -> kameral_ui::Words {
        self.site.texts.words(Preferences::of(&self.headers, "/").language)
    }

    /// Whether the directory speaks of the version that is here; it need not say.
    fn is_current(&self, version: i64) -> bool {
        let tag = self.headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok());
        tag.is_none_or(|tag| tag == "*" || tag == wire::tag(version))
    }

    /// Whether the directory has this version already.
    fn is_known(&self, version: i64) -> bool {
        let tag = self
            .headers
            .get(header::IF_NONE_MATCH)
            .and_then(|tag| tag.to_str().ok());
        tag.is_some_and(|tag| tag == wire::tag(version))
    }
}

/// What a list is asked for by.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    filter: Option<String>,
    #[serde(rename = "startIndex", default)]
    start: Option<i64>,
    #[serde(default)]
    count: Option<i64>,
}

/// Runs what a directory asks for, once it has proven itself.
async fn call(site: Web, headers: HeaderMap, work: impl FnOnce(&Call) -> Answered + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(move || match enter(site, headers) {
        Ok(call) => {
            let response = work(&call).unwrap_or_else(wire::told);
            shown_to(&call.site, call.cx, response)
        }
        Err(problem) => wire::told(problem),
    });
    done.await.unwrap_or_else(|_| wire::told(Problem::fault()))
}

fn enter(site: Web, headers: HeaderMap) -> Result<Call, Problem> {
    let now = (site.clock)();
    let today = (site.day)(now);
    let provider = proven(&site, &headers, today).map_err(|fault| Problem::of_fault(&fault))?;
    let provider = provider.ok_or_else(Problem::nobody)?;
    let places = places(&site).map_err(|fault| Problem::of_fault(&fault))?;
    let cx = feed::source(&site.store, &provider.code, "api", today, now);
    Ok(Call {
        site,
        provider,
        cx,
        places,
        headers,
    })
}

/// The provider whose token it is, while both count.
fn proven(site: &Site, headers: &HeaderMap, today: kameral_base::Date) -> Result<Option<Provider>, Fault> {
    let credentials = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(token) = credentials
        .and_then(|text| text.strip_prefix("Bearer "))
        .and_then(Secret::parse)
    else {
        return Ok(None);
    };
    site.store.read(|tx| {
        tx.for_entities(&[INSTALLATION])?;
        let Some(code) = rows::provider_of_token(tx, &token.sha256())? else {
            return Ok(None);
        };
        let kept = store::provider(tx, &code)?.map(|kept| kept.provider);
        Ok(kept.filter(|provider| provider.holds_on(today)))
    })
}

async fn described(State(site): State<Web>, headers: HeaderMap) -> Response {
    call(site, headers, |_| Ok(wire::json(StatusCode::OK, &wire::service()))).await
}

async fn kinds(State(site): State<Web>, headers: HeaderMap) -> Response {
    call(site, headers, |_| Ok(wire::json(StatusCode::OK, &wire::kinds()))).await
}

async fn schemas(State(site): State<Web>, headers: HeaderMap) -> Response {
    call(site, headers, |_| Ok(wire::json(StatusCode::OK, &wire::schemas()))).await
}

/// The words of an extractor that handlers share.
type Id = Path<String>;
type List = Query<Asked>;

/// A message of JSON, whatever its content type is called.
fn message(body: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(body).map_err(|_| Problem::unread())
}

//! The web server: every crate's routes under one roof.

mod nav;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use kameral_access::HashCost;
use kameral_site::{Pages, Place, Site, Web};
use kameral_store::{Fault, Store, Tx};
use kameral_ui::web::csrf::{self, CsrfToken};
use kameral_ui::web::{headers, preferences};
use kameral_ui::{assets, styleguide};
use tokio::signal::unix::{SignalKind, signal};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::clock;
use crate::outcome::Ending;

/// How the server is reached.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port; 0 takes a free one.
    pub port: u16,
    /// Whether a proxy in front speaks TLS with the visitors.
    pub behind_tls: bool,
    /// Folder that anchors are written to, for others to fetch.
    pub anchors: Option<PathBuf>,
    /// The address visitors know the installation by; none is one's own machine.
    pub origin: Option<String>,
    /// Whether browsers are told to come over TLS only, from now on.
    pub hsts: bool,
}

/// The origin of an installation that names none: one's own machine, at any port.
const LOCAL_ORIGIN: &str = "http://localhost";

/// What is shown on the sign-in page of a demo: role, login, password.
pub type Hints = Vec<(String, String, String)>;

/// Serves until the process is told to end. `ready` is told the address.
pub fn serve(store: Store, reach: &Reach, hints: Hints, ready: impl FnOnce(SocketAddr)) -> Result<(), Ending> {
    // A public address without TLS would carry passwords in the clear (reliability rule 18).
    if !reach.address.is_loopback() && !reach.behind_tls {
        return Err(Ending::Usage(
            crate::spoken::words(kameral_ui::Language::Sv).t("cli-public-without-tls"),
        ));
    }
    if reach.hsts && !reach.behind_tls {
        return Err(Ending::Usage(
            crate::spoken::words(kameral_ui::Language::Sv).t("cli-hsts-without-tls"),
        ));
    }
    let mut site = site(store.clone(), reach.behind_tls, hints);
    if let Some(origin) = &reach.origin {
        kameral_identity::passkey::party(origin).map_err(|fault| Ending::Usage(fault.to_string()))?;
        site.origin.clone_from(origin);
    }
    site.hsts = reach.hsts;
    let site = Arc::new(site);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        // Before anyone can know the address, and so send the signal.
        let told_to_end = told_to_end()?;
        let listener = tokio::net::TcpListener::bind((reach.address, reach.port)).await?;
        ready(listener.local_addr()?);
        let app = app(site).into_make_service_with_connect_info::<SocketAddr>();
        watch::anchors(store.clone(), reach.anchors.clone());
        let serving = axum::serve(listener, app).with_graceful_shutdown(told_to_end);
        tokio::select! {
            served = serving => Ok(served?),
            why = watch::unfit(store) => Err(why),
        }
    });
    // A request that is still at work when the watch has ended the program is not waited for long.
    runtime.shutdown_timeout(watch::GRACE);
    served
}

/// Ends when the process is told to: Ctrl+C at a terminal, SIGTERM from a service manager. Both are
/// listened for from the call on.
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// What every request shares, on a database.
pub fn site(store: Store, secure: bool, sign_in_hint: Hints) -> Site {
    Site {
        store,
        texts: crate::spoken::texts(),
        clock: clock::now,
        day: clock::date_in_sweden,
        time_of_day: clock::time_in_sweden,
        places,
        of_persons: kameral_parties::veil::of_persons,
        nav: nav::nav,
        ways_in: kameral_identity::pages::ways_in,
        ways_again: kameral_identity::pages::ways_again,
        secure,
        origin: LOCAL_ORIGIN.to_owned(),
        hsts: false,
        hash_cost: HashCost::OWASP,
        sign_in_hint,
    }
}

fn places(tx: &mut Tx) -> Result<Vec<Place>, Fault> {
    let entities = kameral_ledger::store::entities::all(tx)?;
    let places = entities.into_iter().map(|entity| Place {
        id: entity.id,
        code: entity.code,
        name: entity.name,
        colour: entity.colour,
    });
    Ok(places.collect())
}

/// Every page that belongs to somebody, in the order of the house.
pub fn pages() -> Pages {
    Pages::new()
        .and(kameral_site::pages::sign_in::routes())
        .and(kameral_site::pages::second_factor::routes())
        .and(kameral_site::pages::start::routes())
        .and(kameral_ledger::pages::routes())
        .and(kameral_appropriations::pages::routes())
        .and(kameral_closing::pages::routes())
        .and(kameral_reports::pages::routes())
        .and(kameral_parties::pages::routes())
        .and(kameral_exchange::pages::routes())
        .and(kameral_allocation::pages::routes())
        .and(kameral_identity::pages::routes())
        .and(kameral_records::pages::routes())
}

/// Every route, inside out: handlers, the guard of forged writes, what tells of reading, the session's
/// token, words for who is turned away, headers.
pub fn app(site: Web) -> Router {
    pages()
        .into_router()
        .merge(crate::api::routes())
        .merge(assets::routes())
        .merge(styleguide::routes())
        .merge(preferences::routes())
        .layer(middleware::from_fn_with_state(
            site.clone(),
            kameral_site::ask_and_go_on,
        ))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            kameral_site::with_pseudonyms_lifted,
        ))
        .layer(middleware::from_fn(csrf::guard))
        .merge(kameral_identity::pages::answers().into_router())
        .merge(kameral_identity::scim::routes().into_router())
        .layer(middleware::from_fn_with_state(
            site.clone(),
            kameral_site::with_readings_told,
        ))
        .layer(middleware::from_fn_with_state(site.clone(), with_token))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            kameral_site::pages::nowhere::with_words,
        ))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(site.clone(), with_headers))
        .layer(TraceLayer::new_for_http())
        .with_state(site)
}

/// Puts the session's token where the guard finds it. A program that calls the API with a bearer token is not
/// steered by a browser, so it needs none; anything else a browser may have put there, as a proxy's password,
/// says nothing of who made the request.
async fn with_token(State(site): State<Web>, mut request: Request, next: Next) -> Response {
    let credentials = request.headers().get(axum::http::header::AUTHORIZATION);
    let by_bearer = credentials.is_some_and(|told| told.as_bytes().starts_with(b"Bearer "));
    if csrf::is_read(request.method()) || by_bearer && request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let headers = request.headers().clone();
    let found = tokio::task::spawn_blocking(move || kameral_site::csrf_token(&site, &headers)).await;
    if let Ok(Ok(Some(token))) = found {
        request.extensions_mut().insert(CsrfToken(token));
    }
    next.run(request).await
}

/// Outermost of what answers, so that an answer after a panic has them too.
async fn with_headers(State(site): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    headers::set(response.headers_mut());
    if site.hsts {
        headers::set_transport(response.headers_mut());
    }
    response
}

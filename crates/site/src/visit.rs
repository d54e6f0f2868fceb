//! One request of somebody signed in, at an entity.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kameral_access::{Cx, SESSION_COOKIE, Secret, Session};
use kameral_base::{Arg, Refusal, Timestamp};
use kameral_store::{Denied, Fault, Stop};
use kameral_ui::parts::{Button, Notice, PageHead};
use kameral_ui::web::cookie;
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Address, Crumb, Language, Shell, Spoken, Theme, Words};
use maud::{Markup, Render as _};

use crate::cookies::set_session;
use crate::door::{Door, Turned};
use crate::own::way_first;
use crate::pages::nowhere::asks_for_a_page;
use crate::step_up::ProofAsked;
use crate::veil::{self, Sees};
use crate::{Answered, Miss, Place, Site, Web};

/// Name of the session's cookie where visitors do not come over TLS: a demo on one's own machine.
const PLAIN_COOKIE: &str = "kameral";

/// One request: who, at which entity, in which language.
pub struct Visit {
    /// What every request shares.
    pub site: Web,
    /// The command's surroundings.
    pub cx: Cx,
    /// The entity in the address.
    pub place: Place,
    /// Every entity the visitor may meet.
    pub places: Vec<Place>,
    /// The reader's words.
    pub words: Words,
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// The address asked for.
    pub address: Address,
    /// The session's token for writes.
    pub csrf: String,
    /// The visitor's name; a substitute's with the other's after it.
    pub user_name: String,
    /// The session the request came in.
    pub session: Session,
}

/// The session a request brings, if it lives.
pub(crate) fn session(site: &Site, headers: &axum::http::HeaderMap, now: Timestamp) -> Result<Option<Session>, Fault> {
    match cookie(headers, cookie_name(site.secure)) {
        Some(token) => Session::find(&site.store, token, now),
        None => Ok(None),
    }
}

/// The session a request brings now, if it lives; also one that waits for its second factor.
pub fn session_of(site: &Site, headers: &axum::http::HeaderMap) -> Result<Option<Session>, Fault> {
    session(site, headers, (site.clock)())
}

/// The token for writes of the session a request brings, if it brings a living one.
pub fn csrf_token(site: &Site, headers: &axum::http::HeaderMap) -> Result<Option<String>, Fault> {
    let session = session(site, headers, (site.clock)())?;
    Ok(session.map(|session| session.csrf().reveal().to_owned()))
}

/// Name of the session's cookie.
pub(crate) fn cookie_name(secure: bool) -> &'static str {
    if secure { SESSION_COOKIE } else { PLAIN_COOKIE }
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the answer itself, made once a request"
)]
impl FromRequestParts<Web> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Response> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let code = path
            .ok()
            .and_then(|Path(path)| path.get("entity").cloned())
            .unwrap_or_default();
        let headers = parts.headers.clone();
        let reader = Preferences::of(
            &headers,
            parts.uri.path_and_query().map_or("/", |address| address.as_str()),
        );
        let (site, extensions, path) = (site.clone(), parts.extensions.clone(), parts.uri.path().to_owned());
        let is_page = parts.method == Method::GET && asks_for_a_page(&headers);
        let entered = tokio::task::spawn_blocking(move || {
            if is_page {
                renewed(&site, &headers, &reader)?;
            }
            let visit = enter(&site, &headers, &code, reader)?;
            match Door::enter(&extensions, &path, &visit.cx) {
                Ok(()) => Ok(visit),
                // What the denial says of rows is looked at like every answer.
                Err(Turned::Denied(denied)) => Err(visit.seen_to(visit.missed(&Miss::Denied(denied)))),
                Err(Turned::Fault(fault)) => Err(visit.missed(&Miss::Fault(fault))),
            }
        })
        .await;
        entered.unwrap_or_else(|_| Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()))
    }
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the answer itself, made once a request"
)]
fn enter(site: &Web, headers: &axum::http::HeaderMap, code: &str, reader: Preferences) -> Result<Visit, Response> {
    let now = (site.clock)();
    let today = (site.day)(now);
    let fault = |fault: Fault| Miss::Fault(fault).into_response();
    let Some(session) = session(site, headers, now).map_err(fault)? else {
        let back = Address::parse("/logga-in").with("till", reader.address.to_string());
        return Err(Redirect::to(&back.to_string()).into_response());
    };
    if let Some(first) = way_first(&session, &reader.address) {
        return Err(Redirect::to(&first.to_string()).into_response());
    }
    let mine = session.entities(&site.store, today).map_err(fault)?;
    let places: Vec<Place> = site.store.read(|tx| (site.places)(tx)).map_err(fault)?;
    let places: Vec<Place> = places.into_iter().filter(|place| mine.contains(&place.id)).collect();
    let found = places.iter().find(|place| place.code == code).cloned();
    let cx = match &found {
        Some(place) => session.cx(&site.store, place.id, today, now).map_err(fault)?,
        None => None,
    };
    // An entity that is not there and one the visitor may not know of look the same.
    let (Some(place), Some(cx)) = (found, cx) else {
        let not_found = (Miss::NotFound.status(), Miss::NotFound.key());
        return Err(stray(site, Some(&session), &reader, not_found));
    };
    Ok(Visit {
        words: site.texts.words(reader.language),
        theme: reader.theme,
        address: reader.address,
        csrf: session.csrf().reveal().to_owned(),
        user_name: match &cx.actor.on_behalf_of {
            Some(_) => cx.actor.name.clone(),
            None => session.name().to_owned(),
        },
        session,
        site: site.clone(),
        cx,
        place,
        places,
    })
}

/// A session whose user may do other things than before goes on under a new token: the page is
/// asked for again with it (ASVS 7.2.4).
#[expect(
    clippy::result_large_err,
    reason = "the error is the answer itself, made once a request"
)]
fn renewed(site: &Web, headers: &axum::http::HeaderMap, reader: &Preferences) -> Result<(), Response> {
    let fault = |fault: Fault| Miss::Fault(fault).into_response();
    let session = session(site, headers, (site.clock)()).map_err(fault)?;
    let Some(session) = session.filter(Session::renewal_due) else {
        return Ok(());
    };
    let token = session.renew(&site.store).map_err(fault)?;
    let mut again = Redirect::to(&reader.address.to_string()).into_response();
    if let Some(token) = token {
        set_session(site, &mut again, &token);
    }
    Err(again)
}

/// The page of an answer that leads nowhere: under the entity of the address where the visitor has
/// it, else without one.
pub(crate) fn nowhere(
    site: &Web,
    headers: &axum::http::HeaderMap,
    reader: Preferences,
    said: (StatusCode, &str),
) -> Result<Response, Fault> {
    let Some(session) = session(site, headers, (site.clock)())? else {
        return Ok(stray(site, None, &reader, said));
    };
    let code = reader.address.path().split('/').nth(1).unwrap_or_default().to_owned();
    match enter(site, headers, &code, reader.clone()) {
        Ok(visit) => Ok(visit.said(said)),
        Err(_) => Ok(stray(site, Some(&session), &reader, said)),
    }
}

/// A page at no entity that says why there is none, and leads on.
fn stray(site: &Site, session: Option<&Session>, reader: &Preferences, (status, key): (StatusCode, &str)) -> Response {
    let words = site.texts.words(reader.language);
    let title = words.t(key);
    let mut shell = Shell::new(words, &title, reader.address.clone());
    shell.theme = reader.theme;
    let csrf = session.map(Session::csrf);
    let on = match session {
        Some(session) => {
            shell.user_name = Some(session.name());
            shell.csrf_token = csrf.as_ref().map_or("", Secret::reveal);
            shell.sign_out = Some("/logga-ut");
            Button::link("/", words.t("miss-to-start"))
        }
        None => Button::link("/logga-in", words.t("sign-in-title")),
    };
    let lead = words.t("miss-astray");
    let content = PageHead::new(title.as_str()).lead(lead).action(on.primary()).render();
    (status, shell.page(&content)).into_response()
}

impl Visit {
    /// Runs a handler's work on a thread that may wait, and makes a page of whatever stands in its
    /// way.
    pub async fn answer(self, work: impl FnOnce(&Self) -> Answered + Send + 'static) -> Response {
        let done = tokio::task::spawn_blocking(move || {
            let response = work(&self).unwrap_or_else(|miss| self.missed(&miss));
            self.seen_to(response)
        });
        done.await
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// An answer with what is hidden from the visitor hidden, and with whom it goes to.
    fn seen_to(&self, response: Response) -> Response {
        veil::over(&self.site, self.cx.clone(), Sees::of(&self.cx), response)
    }

    /// A whole page.
    pub fn page(&self, title: &str, breadcrumbs: &[Crumb], content: &Markup) -> Answered {
        Ok(self.with_flash(title, breadcrumbs, None, content).into_response())
    }

    /// A whole page under a message.
    pub fn page_with(&self, title: &str, breadcrumbs: &[Crumb], flash: Notice, content: &Markup) -> Answered {
        Ok(self
            .with_flash(title, breadcrumbs, Some(flash), content)
            .into_response())
    }

    /// A whole page with another status, as after a refusal.
    pub fn page_status(&self, status: StatusCode, title: &str, breadcrumbs: &[Crumb], content: &Markup) -> Answered {
        Ok((status, self.with_flash(title, breadcrumbs, None, content)).into_response())
    }

    fn with_flash(&self, title: &str, breadcrumbs: &[Crumb], flash: Option<Notice>, content: &Markup) -> Markup {
        let nav = (self.site.nav)(&self.cx, self.words, &self.place);
        let roles = self.cx.role_names().iter().map(|role| match self.words.language() {
            Language::En if !role.name_en.is_empty() => role.name_en.as_str(),
            _ => role.name.as_str(),
        });
        let role = roles.collect::<Vec<_>>().join(", ");
        let mut shell = Shell::new(self.words, title, self.address.clone());
        shell.theme = self.theme;
        shell.user_name = Some(&self.user_name);
        shell.role = &role;
        shell.entity = Some(self.place.mark());
        shell.nav = &nav;
        shell.breadcrumbs = breadcrumbs;
        shell.csrf_token = &self.csrf;
        shell.sign_out = Some("/logga-ut");
        shell.flash = flash;
        shell.page(content)
    }

    /// Somewhere else, after a command was done.
    pub fn go_to(&self, path: &str) -> Answered {
        Ok(Redirect::to(path).into_response())
    }

    /// An address at the entity of this visit.
    pub fn at(&self, path: &str) -> String {
        self.place.at(path)
    }

    /// Refusals in the reader's words.
    pub fn spoken<R: Refusal>(&self, refusals: &[R]) -> Vec<Spoken> {
        refusals.iter().map(|refusal| self.words.refusal(refusal)).collect()
    }

    /// Splits what stopped a command into refusals to show and what stands in the way of any page.
    pub fn refused<R>(&self, stop: Stop<R>) -> Result<R, Miss> {
        match stop {
            Stop::Refused(refusals) => Ok(refusals),
            Stop::Denied(denied) => Err(Miss::Denied(denied)),
            Stop::Fault(fault) => Err(Miss::Fault(fault)),
        }
    }

    fn missed(&self, miss: &Miss) -> Response {
        if let Miss::Fault(fault) = miss {
            tracing::error!(%fault, "request met a fault");
        }
        let page = match miss {
            Miss::Denied(denied) => self.denied(denied),
            _ => self.said((miss.status(), miss.key())),
        };
        ProofAsked::mark(miss, page)
    }

    /// A page that says what is missing or stands in the way, and leads to all that the answer rests on.
    fn denied(&self, denied: &Denied) -> Response {
        let (words, code) = (self.words, denied.permission);
        let title = words.t("miss-denied");
        let lead = match &denied.because {
            Some(because) => words.sentence(&because.sentence),
            None if code.is_empty() => words.t("miss-what-to-do"),
            None => words.t_args("problem-permission", &[("permission", Arg::Text(code.to_owned()))]),
        };
        let why = self.at(&format!("forklaring?behorighet={code}"));
        let content = PageHead::new(title.as_str())
            .lead(lead)
            .action(Button::link(why, words.t("miss-why")))
            .render();
        (StatusCode::FORBIDDEN, self.with_flash(&title, &[], None, &content)).into_response()
    }

    /// A page that says why there is none.
    fn said(&self, (status, key): (StatusCode, &str)) -> Response {
        let title = self.words.t(key);
        let content = PageHead::new(title.as_str())
            .lead(self.words.t("miss-what-to-do"))
            .render();
        (status, self.with_flash(&title, &[], None, &content)).into_response()
    }
}

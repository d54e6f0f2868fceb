//! One request of somebody signed in, at no entity: their own account.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kameral_access::{Browser, DEVICE_COOKIE, FactorRefusal, Session, Standing};
use kameral_base::{Date, Timestamp};
use kameral_store::{Fault, Stop};
use kameral_ui::parts::{Notice, PageHead};
use kameral_ui::web::cookie;
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Address, Shell, Theme, Words};
use maud::{Markup, Render as _};

use crate::shown::shown_to;
use crate::step_up::ProofAsked;
use crate::visit::{cookie_name, session};
use crate::{Answered, Miss, Place, Site, Web};

/// The page where a second factor is asked for.
pub(crate) const FACTOR_PATH: &str = "/logga-in/kod";
/// The page where one is set up.
pub(crate) const FACTORS_PATH: &str = "/konto/tvafaktor";

/// One request: who, in which language. The session may be one that reaches no entity yet, because
/// its user is to set up a second factor.
pub struct OwnVisit {
    /// What every request shares.
    pub site: Web,
    /// The living session.
    pub session: Session,
    /// The reader's words.
    pub words: Words,
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// The address asked for.
    pub address: Address,
    /// The date in Sweden.
    pub today: Date,
    /// The moment of the request.
    pub now: Timestamp,
    peer: Option<IpAddr>,
    headers: HeaderMap,
}

/// Where somebody has to go before anything else, if anywhere.
pub(crate) fn way_first(session: &Session, aim: &Address) -> Option<Address> {
    let path = match session.standing() {
        Standing::Whole => return None,
        Standing::FactorAsked => FACTOR_PATH,
        Standing::FactorLacking => FACTORS_PATH,
    };
    Some(Address::parse(path).with("till", aim.to_string()))
}

/// The browser's own address. Behind a proxy it is the last one the proxy wrote: what stands before
/// it, anybody may have written.
pub(crate) fn address_of(site: &Site, peer: Option<IpAddr>, headers: &HeaderMap) -> IpAddr {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    forwarded
        .filter(|_| site.secure)
        .or(peer)
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The address of whoever is connected, from what the server keeps of a request.
pub(crate) fn peer(extensions: &axum::http::Extensions) -> Option<IpAddr> {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip())
}

/// The browser of a request.
pub(crate) fn browser<'a>(site: &Site, peer: Option<IpAddr>, headers: &'a HeaderMap) -> Browser<'a> {
    Browser {
        address: address_of(site, peer, headers),
        agent: headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default(),
        device: cookie(headers, DEVICE_COOKIE),
        former: cookie(headers, cookie_name(site.secure)),
    }
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the answer itself, made once a request"
)]
impl FromRequestParts<Web> for OwnVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Response> {
        let (headers, site, peer) = (parts.headers.clone(), site.clone(), peer(&parts.extensions));
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
        let reader = Preferences::of(&headers, address);
        let found = tokio::task::spawn_blocking(move || {
            let now = (site.clock)();
            let found = session(&site, &headers, now).map_err(|fault| Miss::Fault(fault).into_response())?;
            let Some(session) = found else {
                let back = Address::parse("/logga-in").with("till", reader.address.to_string());
                return Err(Redirect::to(&back.to_string()).into_response());
            };
            if session.standing() == Standing::FactorAsked {
                let first = way_first(&session, &reader.address).unwrap_or_default();
                return Err(Redirect::to(&first.to_string()).into_response());
            }
            Ok(Self {
                words: site.texts.words(reader.language),
                theme: reader.theme,
                address: reader.address,
                today: (site.day)(now),
                session,
                site,
                now,
                peer,
                headers,
            })
        });
        found
            .await
            .unwrap_or_else(|_| Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()))
    }
}

impl OwnVisit {
    /// Runs a handler's work on a thread that may wait, and makes a page of whatever stands in its
    /// way.
    pub async fn answer(self, work: impl FnOnce(&Self) -> Answered + Send + 'static) -> Response {
        let done = tokio::task::spawn_blocking(move || {
            let response = work(&self).unwrap_or_else(|miss| self.missed(&miss));
            let cx = self.session.nowhere(&self.site.store, self.today, self.now);
            shown_to(&self.site, cx, response)
        });
        done.await
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// The browser of this request.
    pub fn browser(&self) -> Browser<'_> {
        browser(&self.site, self.peer, &self.headers)
    }

    /// The session's token for writes.
    pub fn csrf(&self) -> String {
        self.session.csrf().reveal().to_owned()
    }

    /// Entities where the user holds a role today; none until the session is whole.
    pub fn places(&self) -> Result<Vec<Place>, Fault> {
        let mine = self.session.entities(&self.site.store, self.today)?;
        let places: Vec<Place> = self.site.store.read(|tx| (self.site.places)(tx))?;
        Ok(places.into_iter().filter(|place| mine.contains(&place.id)).collect())
    }

    /// A whole page.
    pub fn page(&self, title: &str, flash: Option<Notice>, content: &Markup) -> Answered {
        Ok(self.whole(StatusCode::OK, title, flash, content))
    }

    /// A whole page with another status, as after a refusal.
    pub fn page_status(&self, status: StatusCode, title: &str, flash: Option<Notice>, content: &Markup) -> Answered {
        Ok(self.whole(status, title, flash, content))
    }

    fn whole(&self, status: StatusCode, title: &str, flash: Option<Notice>, content: &Markup) -> Response {
        let csrf = self.csrf();
        let mut shell = Shell::new(self.words, title, self.address.clone());
        shell.theme = self.theme;
        shell.user_name = Some(self.session.name());
        shell.csrf_token = &csrf;
        shell.sign_out = Some("/logga-ut");
        shell.flash = flash;
        (status, shell.page(content)).into_response()
    }

    /// Somewhere else, after a command was done.
    pub fn go_to(&self, path: &str) -> Answered {
        Ok(Redirect::to(path).into_response())
    }

    /// A command's refusal about factors, as words; where a fresh proof is what is missing, it is
    /// asked for and the command goes on with what was typed.
    pub fn refused(&self, stop: Stop<FactorRefusal>) -> Result<Notice, Miss> {
        match stop {
            Stop::Refused(FactorRefusal::ProofNeeded) => Err(Miss::proof_needed()),
            Stop::Refused(refusal) => Ok(Notice::refused(self.words.refusal(&refusal).text)),
            Stop::Denied(denied) => Err(Miss::Denied(denied)),
            Stop::Fault(fault) => Err(Miss::Fault(fault)),
        }
    }

    fn missed(&self, miss: &Miss) -> Response {
        if let Miss::Fault(fault) = miss {
            tracing::error!(%fault, "request met a fault");
        }
        let title = self.words.t(miss.key());
        let content = PageHead::new(title.as_str())
            .lead(self.words.t("miss-what-to-do"))
            .render();
        ProofAsked::mark(miss, self.whole(miss.status(), &title, None, &content))
    }
}

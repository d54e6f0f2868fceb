//! A program that is signed in, before it names an entity.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kameral_access::{Cx, FactorRefusal, IdempotencyKey, Session, Standing, TokenHolder};
use kameral_base::{Date, EntityId, Refusal, Timestamp, UserId};
use kameral_store::{Denied, Fault, Stop};
use kameral_ui::Words;
use kameral_ui::web::Problem;
use kameral_ui::web::preferences::Preferences;

use super::key::KeySent;
use super::{Answer, faulted, stopped};
use crate::door::{Door, Needs};
use crate::own::{address_of, peer};
use crate::veil::{self, Sees};
use crate::visit::session;
use crate::{Place, Web};

/// Who calls.
pub struct Caller {
    /// What every request shares.
    pub site: Web,
    /// The living session, or the token of a program.
    pub who: Who,
    /// Words of refusals.
    pub words: Words,
    /// The date in Sweden.
    pub today: Date,
    /// The moment of the request.
    pub now: Timestamp,
    pub(super) key: KeySent,
}

/// What a caller has shown.
pub enum Who {
    /// The token of a session.
    Session(Box<Session>),
    /// The token of a program.
    Token(TokenHolder),
}

impl Who {
    /// The user behind it.
    fn user(&self) -> UserId {
        match self {
            Self::Session(session) => session.user(),
            Self::Token(holder) => holder.user(),
        }
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Problem> {
        let (headers, key, site) = (parts.headers.clone(), KeySent::of(parts), site.clone());
        let (extensions, path) = (parts.extensions.clone(), parts.uri.path().to_owned());
        let found = tokio::task::spawn_blocking(move || {
            let caller = Self::of(site, &headers, peer(&extensions), key)?;
            caller.enter(&extensions, &path)?;
            Ok(caller)
        })
        .await;
        found.unwrap_or_else(|_| Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")))
    }
}

impl Caller {
    /// Who sent these headers: by a bearer token, or by a browser's session when there is no
    /// `Authorization` at all. A browser adds the one by itself, never the other; so a request with
    /// an `Authorization` of another kind is nobody's.
    pub(super) fn of(site: Web, headers: &HeaderMap, peer: Option<IpAddr>, key: KeySent) -> Result<Self, Problem> {
        let words = site.texts.words(Preferences::of(headers, "/").language);
        let now = (site.clock)();
        let today = (site.day)(now);
        let of_session = |session: Session| Who::Session(Box::new(session));
        let found = match headers.get(header::AUTHORIZATION) {
            None => session(&site, headers, now).map(|session| session.map(of_session)),
            Some(credentials) => match credentials.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")) {
                Some(token) if TokenHolder::is_form(token) => {
                    let address = address_of(&site, peer, headers);
                    TokenHolder::find(&site.store, token, address, now).map(|holder| holder.map(Who::Token))
                }
                Some(token) => Session::find(&site.store, token, now).map(|session| session.map(of_session)),
                None => Ok(None),
            },
        };
        match found {
            Ok(Some(Who::Session(session))) if session.standing() != Standing::Whole => {
                let refusal = words.refusal(&FactorRefusal::TotpMissing);
                Err(Problem {
                    refusals: vec![refusal],
                    ..Problem::new(StatusCode::FORBIDDEN, words.t("problem-factor-needed"))
                })
            }
            Ok(Some(who)) => Ok(Self {
                site,
                who,
                words,
                today,
                now,
                key,
            }),
            Ok(None) => Err(Problem::new(StatusCode::UNAUTHORIZED, words.t("problem-unauthorised"))),
            Err(fault) => Err(faulted(words, &fault)),
        }
    }

    /// Whether who sent these headers is signed in and holds a role at an entity.
    pub(crate) fn is_at(
        site: &Web,
        headers: &HeaderMap,
        peer: Option<IpAddr>,
        entity: EntityId,
    ) -> Result<bool, Fault> {
        match Self::of(site.clone(), headers, peer, KeySent::default()) {
            Ok(caller) => Ok(caller.cx(entity)?.is_some()),
            Err(_) => Ok(false),
        }
    }

    /// At a door that stands at no entity: what it asks for is held at some entity.
    fn enter(&self, extensions: &Extensions, path: &str) -> Result<(), Problem> {
        let asks_nothing = |door: &Door| matches!(door.needs, Needs::Nothing | Needs::SignedIn | Needs::AnyRole);
        if extensions.get::<Door>().is_none_or(asks_nothing) {
            return Ok(());
        }
        let fault = |fault: Fault| self.fault(&fault);
        let mut turned = None;
        for place in self.places().map_err(fault)? {
            let Some(cx) = self.cx(place.id).map_err(fault)? else {
                continue;
            };
            match Door::try_at(extensions, &cx) {
                Ok(()) => return Ok(()),
                Err(denied) => turned = turned.or(Some((cx, denied))),
            }
        }
        let Some((cx, denied)) = turned else {
            return Err(Problem::new(StatusCode::FORBIDDEN, self.words.t("miss-denied")));
        };
        Door::remember(extensions, path, &cx, &denied).map_err(fault)?;
        Err(stopped::<Denied>(self.words, denied.into()))
    }

    /// Entities where the caller may do anything today.
    pub fn entities(&self) -> Result<Vec<EntityId>, Fault> {
        match &self.who {
            Who::Session(session) => session.entities(&self.site.store, self.today),
            Who::Token(holder) => holder.entities(&self.site.store, self.today),
        }
    }

    /// Entities where the caller holds a role today.
    pub fn places(&self) -> Result<Vec<Place>, Fault> {
        let mine = self.entities()?;
        let places: Vec<Place> = self.site.store.read(|tx| (self.site.places)(tx))?;
        Ok(places.into_iter().filter(|place| mine.contains(&place.id)).collect())
    }

    /// The surroundings of a command at an entity; none where the caller holds no role.
    pub fn cx(&self, entity: EntityId) -> Result<Option<Cx>, Fault> {
        let mut cx = match &self.who {
            Who::Session(session) => session.cx(&self.site.store, entity, self.today, self.now)?,
            Who::Token(holder) => holder.cx(&self.site.store, entity, self.today, self.now)?,
        };
        if let Some(cx) = &mut cx {
            cx.actor.channel = "api";
        }
        Ok(cx)
    }

    /// The caller at no entity.
    fn nowhere(&self) -> Result<Cx, Fault> {
        let mut cx = match &self.who {
            Who::Session(session) => session.nowhere(&self.site.store, self.today, self.now),
            Who::Token(holder) => holder.nowhere(&self.site.store, self.today, self.now)?,
        };
        cx.actor.channel = "api";
        Ok(cx)
    }

    /// The client's own key over a request, its address and its body; none when it sent none.
    pub fn key(&self, request: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
        self.key.over(self.words, request)
    }

    /// A fault, logged and told without its particulars.
    pub fn fault(&self, fault: &Fault) -> Problem {
        faulted(self.words, fault)
    }

    /// What stopped a command, as a problem with all refusals.
    pub fn problem<R: Refusal>(&self, stop: Stop<Vec<R>>) -> Problem {
        stopped(self.words, stop)
    }

    /// Runs a handler's work on a thread that may wait.
    pub async fn answer(self, work: impl FnOnce(&Self) -> Answer + Send + 'static) -> Response {
        let done = tokio::task::spawn_blocking(move || {
            let response = work(&self).unwrap_or_else(IntoResponse::into_response);
            // At no entity there is no right to see more than oneself.
            let sees = Sees {
                own: Some(self.who.user()),
                ..Sees::default()
            };
            match self.nowhere() {
                Ok(cx) => veil::over(&self.site, cx, sees, response),
                Err(fault) => self.fault(&fault).into_response(),
            }
        });
        done.await
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

//! Reading of personal data, told at the door: what leaves the house is looked at for persons other than
//! the reader, and where somebody is shown, history tells it before the bytes go out (SEC-17, SEC-19).
//!
//! It stands where the veil does and for the same reason: a page, a report or a file that is built next
//! year is covered before anybody has thought of it. What cannot be told is not shown.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use kameral_access::personal::{Look, MetKind, Persons, redact_address};
use kameral_access::{Cx, history};
use kameral_store::{Fault, FaultKind};
use tokio::task::JoinHandle;

use crate::veil::{Sees, is_text, whole_veils};
use crate::{Miss, Site, Web};

/// Mark of an answer that is a document somebody sent in: it may say anything of anybody, so that it was
/// opened is told.
#[derive(Debug, Clone, Copy)]
pub struct Document;

/// Whom an answer goes to, and whom it may show.
#[derive(Clone)]
pub(crate) struct Reader {
    pub(crate) cx: Cx,
    pub(crate) persons: Vec<Arc<Persons>>,
}

/// An answer to somebody at no entity, or to a program of another standard, in which nothing is hidden: it
/// bears whom it goes to, so that what it shows of others is told.
pub fn shown_to(site: &Site, cx: Cx, mut response: Response) -> Response {
    let sees = Sees {
        own: Some(cx.actor.user),
        ..Sees::default()
    };
    match (site.of_persons)(&site.store, cx.entity(), sees) {
        Ok(found) => {
            let persons = found.persons;
            response.extensions_mut().insert(Reader { cx, persons });
            response
        }
        Err(fault) => Miss::Fault(fault).into_response(),
    }
}

/// Tells what answers show of persons, each before its bytes go out.
pub async fn with_readings_told(State(site): State<Web>, request: Request, next: Next) -> Response {
    let asked = request.uri().to_string();
    let mut response = next.run(request).await;
    let Some(Reader { cx, persons }) = response.extensions_mut().remove() else {
        return response;
    };
    let own = std::iter::once(cx.actor.user).chain(cx.actor.on_behalf_of.as_ref().map(|(user, _)| *user));
    let mut look = Look::new(persons, own.collect());
    if let Some(name) = response.headers().get(header::CONTENT_DISPOSITION) {
        look.at(name.as_bytes());
    }
    let is_opaque = !is_text(response.headers()) || response.extensions().get::<Document>().is_some();
    let opened = is_opaque && response.status().is_success();
    let telling = Arc::new(Telling { site, cx, asked });
    let (parts, body) = response.into_parts();
    match telling.first(body.into_data_stream(), look, opened).await {
        Ok(body) => Response::from_parts(parts, body),
        Err(fault) => {
            tracing::error!(%fault, "what was read could not be told");
            Miss::Fault(fault).into_response()
        }
    }
}

/// So much of an answer is looked at before its head goes out: a page is whole. What is longer is looked at
/// piece by piece.
const FIRST_BYTES: usize = 1024 * 1024;

/// What tells.
struct Telling {
    site: Web,
    cx: Cx,
    /// The address as it was asked for.
    asked: String,
}

impl Telling {
    fn tell(&self, met: BTreeSet<MetKind>) -> Result<(), Fault> {
        history::read(&self.cx, &self.asked, met, || {
            // A question may name whom it is about: history keeps the pseudonym.
            let veils = whole_veils(&self.site, self.cx.entity())?;
            let asked = veils
                .iter()
                .fold(self.asked.as_bytes().to_vec(), |asked, veil| veil.over(&asked));
            Ok(redact_address(&String::from_utf8_lossy(&asked)).into_owned())
        })
    }

    /// Looks at the first pieces, tells what they show, and answers with the body.
    async fn first(self: Arc<Self>, mut from: BodyDataStream, mut look: Look, opened: bool) -> Result<Body, Fault> {
        let (mut first, mut ended) = (Vec::new(), false);
        while !ended && first.len() < FIRST_BYTES {
            match std::future::poll_fn(|cx| Pin::new(&mut from).poll_next(cx)).await {
                None => ended = true,
                Some(piece) => {
                    let piece = piece.map_err(|error| torn(&error))?;
                    if first.is_empty() {
                        first = Vec::from(piece);
                    } else {
                        first.extend_from_slice(&piece);
                    }
                }
            }
        }
        if first.is_empty() {
            return Ok(Body::empty());
        }
        let teller = Arc::clone(&self);
        let looked = tokio::task::spawn_blocking(move || {
            look.at(&first);
            let mut met = look.met().clone();
            met.extend(opened.then_some(MetKind::Document));
            teller.tell(met.clone())?;
            Ok::<_, Fault>((first, look, met))
        });
        let (first, look, told) = looked.await.map_err(|error| torn(&error))??;
        if ended {
            return Ok(Body::from(first));
        }
        Ok(Body::from_stream(Rest {
            telling: self,
            from,
            look,
            told,
            held: Some(first.into()),
            waits: None,
        }))
    }
}

fn torn(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Engine, error.to_string())
}

/// The rest of a long answer: a piece waits until what it shows is told.
struct Rest {
    telling: Arc<Telling>,
    from: BodyDataStream,
    look: Look,
    told: BTreeSet<MetKind>,
    /// What goes out next.
    held: Option<Bytes>,
    /// What must be told before.
    waits: Option<JoinHandle<Result<(), Fault>>>,
}

impl Stream for Rest {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(waits) = &mut self.waits {
                let Poll::Ready(told) = Pin::new(waits).poll(cx) else {
                    return Poll::Pending;
                };
                self.waits = None;
                let told = told
                    .map_err(axum::Error::new)
                    .and_then(|told| told.map_err(axum::Error::new));
                if let Err(error) = told {
                    tracing::error!(%error, "what was read could not be told");
                    self.held = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
            if let Some(piece) = self.held.take() {
                return Poll::Ready(Some(Ok(piece)));
            }
            match Pin::new(&mut self.from).poll_next(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(piece))) => {
                    self.look.at(&piece);
                    self.held = Some(piece);
                    let new: BTreeSet<MetKind> = self.look.met().difference(&self.told).copied().collect();
                    if !new.is_empty() {
                        self.told.extend(new.iter().copied());
                        let telling = Arc::clone(&self.telling);
                        self.waits = Some(tokio::task::spawn_blocking(move || telling.tell(new)));
                    }
                }
                Poll::Ready(other) => return Poll::Ready(other),
            }
        }
    }
}

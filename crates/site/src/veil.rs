//! The veil at the door: what the visitor may not see of persons is hidden in every answer, and a
//! pseudonym that comes back in an address, a form or a body is taken for what it stands for
//! (`kameral_access::personal::Veil`; SEC-22).

use std::borrow::Cow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use kameral_access::personal::{Pseudonyms, Sieve, Veil};
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId, UserId};
use kameral_store::Fault;
use kameral_ui::address::encode;

use crate::shown::Reader;
use crate::{Miss, OfPersons, Site, Web};

/// What a reader sees of persons.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a right of its own, and any of them may be missing"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sees {
    /// Identity numbers in clear.
    pub personal: bool,
    /// Who has protected identity.
    pub protected: bool,
    /// What is marked secret.
    pub secret: bool,
    /// The day marks are asked of; every mark that may come into force when none is told.
    pub today: Option<Date>,
    /// Their own name, always.
    pub own: Option<UserId>,
    /// Whether it is a file that is taken out, in which there may be pseudonyms whoever takes it.
    pub file: bool,
}

impl Sees {
    /// As the roles have it.
    pub fn of(cx: &Cx) -> Self {
        Self {
            personal: cx.may(Permission::PersonalRead),
            protected: cx.may(Permission::ProtectedRead),
            secret: cx.may(Permission::SecretRead),
            today: Some(cx.today),
            own: Some(cx.actor.user),
            file: false,
        }
    }
}

/// The longest body that pseudonyms are looked for in; a longer one comes from a program that knows
/// its own numbers.
const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Media types that a veil can be drawn over. Of others, pictures and packed files, the right to the
/// voucher decides.
pub(crate) fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_none_or(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.starts_with("text/")
            || ["json", "xml", "csv", "x-www-form-urlencoded", "octet-stream", "rfc822"]
                .iter()
                .any(|known| kind.ends_with(known))
    })
}

/// An answer with everything hidden that the visitor may not see at the entity, and with whom it goes to,
/// so that what it shows of others is told.
pub(crate) fn over(site: &Site, cx: Cx, sees: Sees, response: Response) -> Response {
    let told = response.headers().get(header::CONTENT_DISPOSITION);
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_csv = kind
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/csv"));
    let file = is_csv || told.is_some();
    let mut response = match (site.of_persons)(&site.store, cx.entity(), Sees { file, ..sees }) {
        Ok(OfPersons { veil, persons }) => {
            let mut response = match veil {
                None => response,
                Some(veil) => drawn(response, veil),
            };
            response.extensions_mut().insert(Reader { cx, persons });
            response
        }
        // Nothing is shown that might have had to be hidden, or told.
        Err(fault) => Miss::Fault(fault).into_response(),
    };
    response.extensions_mut().insert(SeenTo);
    response
}

/// An answer whose veil is drawn for the visitor it goes to.
#[derive(Clone)]
struct SeenTo;

fn drawn(response: Response, veil: Arc<Veil>) -> Response {
    let (mut parts, body) = response.into_parts();
    for value in parts.headers.values_mut() {
        let hidden = veil.over(value.as_bytes());
        if hidden != value.as_bytes()
            && let Ok(hidden) = HeaderValue::from_bytes(&hidden)
        {
            *value = hidden;
        }
    }
    if !is_text(&parts.headers) {
        return Response::from_parts(parts, body);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    let veiled = Veiled {
        from: body.into_data_stream(),
        veil,
        kept: Some((Vec::new(), None)),
    };
    Response::from_parts(parts, Body::from_stream(veiled))
}

/// A body on its way out, under a veil.
struct Veiled {
    from: BodyDataStream,
    veil: Arc<Veil>,
    /// What cannot be told yet; nothing after the end.
    kept: Option<(Vec<u8>, Option<u8>)>,
}

impl Stream for Veiled {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.kept.is_none() {
                return Poll::Ready(None);
            }
            let piece = match Pin::new(&mut self.from).poll_next(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(piece))) => Some(piece),
                Poll::Ready(None) => None,
            };
            let veil = Arc::clone(&self.veil);
            let Some((kept, before)) = self.kept.take() else {
                return Poll::Ready(None);
            };
            let mut sieve = Sieve::from_kept(&veil, kept, before);
            let out = match piece {
                Some(piece) => {
                    let out = sieve.pass(&piece);
                    self.kept = Some(sieve.into_kept());
                    out
                }
                None => sieve.end(),
            };
            if !out.is_empty() {
                return Poll::Ready(Some(Ok(out.into())));
            }
        }
    }
}

/// Puts what pseudonyms stand for in their place, in the address and in a form or a body of JSON, so
/// that who may not see a number can open, filter and code by its pseudonym.
pub async fn with_pseudonyms_lifted(State(site): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, mut body) = request.into_parts();
    let kind = written_as(&parts.headers);
    let short = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
        .is_some_and(|length| length <= BODY_BYTES_MAX);
    let mut text = None;
    if let (Some(_), true) = (kind, short) {
        let Ok(bytes) = to_bytes(body, BODY_BYTES_MAX).await else {
            return axum::http::StatusCode::BAD_REQUEST.into_response();
        };
        text = std::str::from_utf8(&bytes).ok().map(str::to_owned);
        body = Body::from(bytes);
    }
    let address = parts.uri.to_string();
    let has = |text: &str| !Pseudonyms::found_in(text).is_empty();
    if !has(&address) && !text.as_deref().is_some_and(has) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let code = entity_in(parts.uri.path()).to_owned();
    let found = tokio::task::spawn_blocking(move || whole_veil_at(&site, &code)).await;
    let Ok(Ok(Some(veil))) = found else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    if let Ok(uri) = veil.lifted(&address, encode).parse::<Uri>() {
        parts.uri = uri;
    }
    if let (Some(text), Some(written)) = (text, kind)
        && let Cow::Owned(lifted) = veil.lifted(&text, written)
    {
        parts
            .headers
            .insert(header::CONTENT_LENGTH, HeaderValue::from(lifted.len()));
        body = Body::from(lifted);
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    // Who was turned away before anybody asked who they are is told nothing by the address either.
    if response.extensions().get::<SeenTo>().is_some() {
        return response;
    }
    drawn(response, veil)
}

/// How a value is written in a body of this kind.
fn written_as(headers: &HeaderMap) -> Option<fn(&str) -> String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if kind.starts_with("application/x-www-form-urlencoded") {
        return Some(encode);
    }
    kind.starts_with("application/json").then_some(in_json)
}

fn in_json(text: &str) -> String {
    let written = serde_json::to_string(text).unwrap_or_default();
    written.trim_matches('"').to_owned()
}

/// The entity an address of a page or of the API names.
fn entity_in(path: &str) -> &str {
    let after = path
        .strip_prefix("/api/v1/entities/")
        .unwrap_or_else(|| path.trim_start_matches('/'));
    after.split('/').next().unwrap_or_default()
}

/// Everything that is hidden from anybody at the entity with a code.
fn whole_veil_at(site: &Site, code: &str) -> Result<Option<Arc<Veil>>, Fault> {
    let places = site.store.read(|tx| (site.places)(tx))?;
    match places.into_iter().find(|place| place.code == code) {
        Some(place) => whole_veil(site, place.id),
        None => Ok(None),
    }
}

/// Everything that is hidden from anybody at an entity.
pub(crate) fn whole_veil(site: &Site, entity: EntityId) -> Result<Option<Arc<Veil>>, Fault> {
    Ok((site.of_persons)(&site.store, entity, Sees::default())?.veil)
}

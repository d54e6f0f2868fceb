//! The veil at the door: what the visitor may not see of persons is hidden in every answer
//! (`kameral_access::personal::Veil`; SEC-22). What comes in is [`crate::lifted`]'s.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use kameral_access::personal::{Kept, Sieve, Veil};
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId, UserId};
use kameral_store::Fault;

use crate::shown::Reader;
use crate::{Miss, OfPersons, Site};

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
        Ok(OfPersons { veils, persons }) => {
            let mut response = veils.into_iter().fold(response, drawn);
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
pub(crate) struct SeenTo;

/// An answer under a veil: its headers, and its body where it is text.
pub(crate) fn drawn(response: Response, veil: Arc<Veil>) -> Response {
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
        kept: Some(Kept::default()),
    };
    Response::from_parts(parts, Body::from_stream(veiled))
}

/// A body on its way out, under a veil.
struct Veiled {
    from: BodyDataStream,
    veil: Arc<Veil>,
    /// What cannot be told yet; nothing after the end.
    kept: Option<Kept>,
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
            let Some(kept) = self.kept.take() else {
                return Poll::Ready(None);
            };
            let mut sieve = Sieve::from_kept(&veil, kept);
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

/// Everything that is hidden from anybody at an entity.
pub(crate) fn whole_veils(site: &Site, entity: EntityId) -> Result<Vec<Arc<Veil>>, Fault> {
    Ok((site.of_persons)(&site.store, entity, Sees::default())?.veils)
}

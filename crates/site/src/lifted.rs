//! Pseudonyms on their way in: in an address, a form or a body of JSON a pseudonym is taken for what it
//! stands for, so that who may not see a number can still open, filter and code with it
//! (`kameral_access::personal::Veil::lifted`; SEC-22).
//!
//! Only where it is a whole value, only for who is signed in at the entity, and never in a way back, a
//! password or a reason: what is repeated there is repeated as it came.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kameral_access::personal::{Pseudonyms, SentIn, Veil};
use kameral_store::Fault;
use kameral_ui::address::{decode, encode};

use crate::Web;
use crate::api::Caller;
use crate::own::peer;
use crate::veil::{SeenTo, drawn, whole_veils};

/// The longest body that pseudonyms are looked for in; a longer one comes from a program that knows
/// its own numbers.
const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Fields of free text: what a voucher or a draft says, which may be secret as a whole.
const TEXTS: [&str; 8] = [
    "text",
    "motpart",
    "counterparty",
    "underlag",
    "link",
    "note",
    "anteckning",
    "name",
];

/// Fields that take no value of a register: ways back, secrets and reasons.
const NO_VALUES: [&str; 6] = ["till", "losenord", "password", "_csrf", "skal", "reason"];

/// Puts what pseudonyms stand for in their place, in the address and in a form or a body of JSON.
pub async fn with_pseudonyms_lifted(State(site): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, mut body) = request.into_parts();
    let written = Written::of(&parts.headers);
    let short = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
        .is_some_and(|length| length <= BODY_BYTES_MAX);
    let mut text = None;
    if let (Some(_), true) = (written, short) {
        let Ok(bytes) = to_bytes(body, BODY_BYTES_MAX).await else {
            return axum::http::StatusCode::BAD_REQUEST.into_response();
        };
        text = std::str::from_utf8(&bytes).ok().map(str::to_owned);
        body = Body::from(bytes);
    }
    let address = parts.uri.to_string();
    if !Pseudonyms::may_stand_in(&address) && !text.as_deref().is_some_and(Pseudonyms::may_stand_in) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let (path, headers, peer) = (
        parts.uri.path().to_owned(),
        parts.headers.clone(),
        peer(&parts.extensions),
    );
    let found = tokio::task::spawn_blocking(move || veils_at(&site, &path, &headers, peer)).await;
    let veils = match found {
        Ok(Ok(veils)) if !veils.is_empty() => veils,
        _ => return next.run(Request::from_parts(parts, body)).await,
    };
    if let Some(uri) = address_lifted(&veils, &address).and_then(|lifted| lifted.parse::<Uri>().ok()) {
        parts.uri = uri;
    }
    if let (Some(text), Some(written)) = (text, written)
        && let Some(lifted) = written.lifted(&veils, &text)
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
    veils.into_iter().fold(response, drawn)
}

/// Everything that is hidden from anybody at the entity an address names, for who is signed in there.
fn veils_at(site: &Web, path: &str, headers: &HeaderMap, peer: Option<IpAddr>) -> Result<Vec<Arc<Veil>>, Fault> {
    let code = entity_in(path);
    let places = site.store.read(|tx| (site.places)(tx))?;
    let Some(place) = places.into_iter().find(|place| place.code == code) else {
        return Ok(Vec::new());
    };
    if !Caller::is_at(site, headers, peer, place.id)? {
        return Ok(Vec::new());
    }
    whole_veils(site, place.id)
}

/// The entity an address of a page or of the API names.
fn entity_in(path: &str) -> &str {
    let after = path
        .strip_prefix("/api/v1/entities/")
        .unwrap_or_else(|| path.trim_start_matches('/'));
    after.split('/').next().unwrap_or_default()
}

/// An address with what its pseudonyms stand for: each a whole step of the path or a value of the query.
/// None when none does.
fn address_lifted(veils: &[Arc<Veil>], address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let step_lifted = |step: &str| Some(encode(&value_lifted(veils, &decode(step), SentIn::Value)?));
    let steps = replaced(path, '/', step_lifted);
    let pairs = pairs_lifted(veils, query);
    if steps.is_none() && pairs.is_none() {
        return None;
    }
    let path = steps.unwrap_or_else(|| path.to_owned());
    let query = pairs.unwrap_or_else(|| query.to_owned());
    Some(if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    })
}

/// The same of names and values, as a query and a form have them.
fn pairs_lifted(veils: &[Arc<Veil>], pairs: &str) -> Option<String> {
    replaced(pairs, '&', |pair| {
        let (name, value) = pair.split_once('=')?;
        let value = field_lifted(veils, &decode(name), &decode(value))?;
        Some(format!("{name}={}", encode(&value)))
    })
}

/// The same of texts in a body of JSON: each a whole value under a name.
fn json_lifted(veils: &[Arc<Veil>], body: &str) -> Option<String> {
    let (mut out, mut name, mut from, mut at) = (String::new(), "", 0, 0);
    while let Some(begin) = body[at..].find('"').map(|found| at + found + 1) {
        let end = end_of_text(body, begin)?;
        let text = &body[begin..end];
        at = end + 1;
        if body[at..].trim_start().starts_with(':') {
            name = text;
        } else if !text.contains('\\')
            && let Some(value) = field_lifted(veils, name, text)
        {
            let written = serde_json::to_string(&value).unwrap_or_default();
            out.push_str(&body[from..begin - 1]);
            out.push_str(&written);
            from = at;
        }
    }
    if from == 0 {
        return None;
    }
    out.push_str(&body[from..]);
    Some(out)
}

/// Where a text of JSON that begins at a place ends; none when it does not.
fn end_of_text(body: &str, begin: usize) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate().skip(begin) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

fn field_lifted(veils: &[Arc<Veil>], name: &str, value: &str) -> Option<String> {
    if NO_VALUES.contains(&name) {
        return None;
    }
    let is_text = TEXTS.contains(&name);
    value_lifted(veils, value, if is_text { SentIn::Text } else { SentIn::Value })
}

fn value_lifted(veils: &[Arc<Veil>], value: &str, sent_in: SentIn) -> Option<String> {
    veils.iter().fold(None, |lifted: Option<String>, veil| {
        let more = veil.lifted(lifted.as_deref().unwrap_or(value), sent_in);
        more.or(lifted)
    })
}

/// A text whose parts have another in their place; none when none has.
fn replaced(text: &str, between: char, other: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut any = false;
    let parts = text.split(between).map(|part| {
        let other = other(part);
        any |= other.is_some();
        other.unwrap_or_else(|| part.to_owned())
    });
    let joined: Vec<String> = parts.collect();
    any.then(|| joined.join(between.encode_utf8(&mut [0; 4])))
}

/// How a body is written.
#[derive(Debug, Clone, Copy)]
enum Written {
    Form,
    Json,
}

impl Written {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        if kind.starts_with("application/x-www-form-urlencoded") {
            return Some(Self::Form);
        }
        kind.starts_with("application/json").then_some(Self::Json)
    }

    fn lifted(self, veils: &[Arc<Veil>], body: &str) -> Option<String> {
        match self {
            Self::Form => pairs_lifted(veils, body),
            Self::Json => json_lifted(veils, body),
        }
    }
}

#[cfg(test)]
mod tests {
    use kameral_access::personal::{Hidden, HiddenKind};
    use proptest::prelude::*;

    use super::*;

    const NUMBER: &str = "201701012393";
    const LOGIN: &str = "fagel.hemlig";
    const SECRET: &str = "Belöning till källan";

    fn veils() -> Vec<Arc<Veil>> {
        let hidden = |clear: &str, shown: &str, kind| Hidden {
            clear: clear.to_owned(),
            shown: shown.to_owned(),
            kind,
        };
        let veil = Veil::new(vec![
            hidden(NUMBER, "person-0123456789", HiddenKind::Number),
            hidden(LOGIN, "skyddad-0123456789", HiddenKind::Login),
            hidden(SECRET, "sekretess-0123456789", HiddenKind::Text),
            hidden("Tipp", "sekretess-9876543210", HiddenKind::Cell),
        ]);
        vec![Arc::new(veil.unwrap().unwrap())]
    }

    #[test]
    fn sec_22_a_whole_value_is_lifted_and_nothing_else() {
        for (address, expected) in [
            ("/1098/anvandare/skyddad-0123456789", "/1098/anvandare/fagel.hemlig"),
            (
                "/1098/x?a=1&RESURS=person-0123456789",
                "/1098/x?a=1&RESURS=201701012393",
            ),
            (
                "/x?where=RESURS%3Dperson-0123456789,P-1",
                "/x?where=RESURS%3D201701012393,P-1",
            ),
            (
                "/x?where=PROJ%3D%22person-0123456789%22",
                "/x?where=PROJ%3D%22201701012393%22",
            ),
        ] {
            assert_eq!(address_lifted(&veils(), address).as_deref(), Some(expected));
        }
        for address in [
            "/1098/anvandare?sok=9person-0123456789",
            "/1098/anvandare?sok=person-01234567899",
            "/1098/anvandare?sok=%39person-0123456789",
            "/1098/xperson-0123456789",
            "/x?till=person-0123456789",
            "/x?till=/1098/anvandare?sok=person-0123456789",
            "/x?text=person-0123456789",
            "/x?sok=sekretess-9876543210",
        ] {
            assert_eq!(address_lifted(&veils(), address), None, "{address}");
        }
        let body = r#"{"text":"sekretess-9876543210","skal":"person-0123456789","lines":[{"values":{"RESURS":"person-0123456789","text":"\"person-0123456789"}}]}"#;
        let expected = body
            .replacen("sekretess-9876543210", "Tipp", 1)
            .replace(r#""RESURS":"person-0123456789""#, r#""RESURS":"201701012393""#);
        assert_eq!(json_lifted(&veils(), body).as_deref(), Some(expected.as_str()));
        assert_eq!(json_lifted(&veils(), "{\"a\":\"person-0123456789"), None);
    }

    proptest! {
        /// SEC-22: whatever is written around a pseudonym in an address, an answer that repeats the address,
        /// its values or a way back to it tells nobody.
        #[test]
        fn sec_22_no_address_tells_what_a_pseudonym_stands_for(
            name in prop_oneof![Just("sok"), Just("where"), Just("till"), Just("text")],
            before in prop_oneof![Just(String::new()), "[0-9a-z=,|!%&/_.-]{0,5}"],
            after in prop_oneof![Just(String::new()), "[0-9a-z=,|!%&/_.-]{0,5}"],
            pseudonym in prop_oneof![
                Just("person-0123456789"), Just("skyddad-0123456789"), Just("sekretess-0123456789"),
                Just("sekretess-9876543210")
            ],
        ) {
            let veils = veils();
            let asked = format!("/1098/{before}{pseudonym}{after}?{name}={before}{pseudonym}{after}");
            let lifted = address_lifted(&veils, &asked).unwrap_or(asked);
            let values = kameral_ui::Address::parse(&lifted);
            let value = values.get(name).unwrap_or_default();
            for answer in [
                lifted.clone(),
                format!("/logga-in?till={}", encode(&lifted)),
                format!("<input value=\"{value}\"><p>Inget heter ”{value}”.</p>"),
                serde_json::to_string(value).unwrap(),
            ] {
                let told = String::from_utf8_lossy(&veils[0].over(answer.as_bytes())).into_owned();
                for clear in [NUMBER, LOGIN, "Bel", "Tipp"] {
                    prop_assert!(!told.contains(clear), "{} in {} of {}", clear, told, answer);
                }
            }
        }
    }
}

//! Defence against requests another site makes in a signed-in user's name.
//!
//! Two locks, because each has been opened alone (reliability §5, mistake 6): the browser's own
//! word about where a request came from, and a token only our pages know. A write must pass both.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The form field that carries the token. In a form with files it must be the first field.
pub const TOKEN_FIELD: &str = "_csrf";

/// The header that carries the token when a script writes.
pub const TOKEN_HEADER: &str = "x-csrf-token";

/// Largest body the guard reads to find a token in: the largest file that is taken in is 64 MB,
/// and the form around it needs little.
pub const BODY_BYTES_MAX: usize = 72 * 1024 * 1024;

/// The token fields of a multipart form are looked for in so many of its first bytes.
const MULTIPART_HEAD_BYTES: usize = 4096;

/// The session's token. The layer that knows the session puts it among the request's extensions
/// before [`guard`] runs; where there is none, nobody is signed in, and the first lock is enough.
#[derive(Clone)]
pub struct CsrfToken(pub String);

/// Why a write was turned away. The first that applies wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgery {
    /// `Sec-Fetch-Site` says that another site made the request.
    CrossSite,
    /// `Origin` is not this host.
    ForeignOrigin,
    /// The token is missing.
    NoToken,
    /// The token is not the session's.
    WrongToken,
}

/// Whether a method changes nothing.
pub fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The first lock: what the browser says of the request's origin. A request with neither header
/// does not come from a browser of this decade; the token decides alone.
///
/// Our own `Referrer-Policy: no-referrer` makes a browser write `Origin: null` when a form posts,
/// so `null` is taken where `Sec-Fetch-Site` vouches for the request, and only there.
pub fn check_origin(headers: &HeaderMap) -> Result<(), Forgery> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(Forgery::CrossSite);
    }
    match text(ORIGIN) {
        None => Ok(()),
        Some("null") if site.is_some() => Ok(()),
        Some(origin) => {
            let of = origin.split_once("://").map(|(_, host)| host);
            let same = of
                .zip(text(HOST))
                .is_some_and(|(of, host)| of.eq_ignore_ascii_case(host));
            if same { Ok(()) } else { Err(Forgery::ForeignOrigin) }
        }
    }
}

/// The second lock: the token, compared in constant time.
pub fn check_token(expected: &str, given: Option<&str>) -> Result<(), Forgery> {
    let given = given.ok_or(Forgery::NoToken)?;
    if same(expected.as_bytes(), given.as_bytes()) && !expected.is_empty() {
        Ok(())
    } else {
        Err(Forgery::WrongToken)
    }
}

/// Equality whose time depends on the lengths only, never on where the first difference stands.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .fold(0, |difference, (a, b)| std::hint::black_box(difference | (a ^ b)))
            == 0
}

/// The guard as middleware: `axum::middleware::from_fn(csrf::guard)`, inside the layer that sets
/// [`CsrfToken`]. Turned-away writes get 403 and reach no handler.
pub async fn guard(request: Request, next: Next) -> Response {
    if is_read(request.method()) {
        return next.run(request).await;
    }
    if let Err(forgery) = check_origin(request.headers()) {
        return turned_away(forgery);
    }
    let Some(CsrfToken(expected)) = request.extensions().get::<CsrfToken>().cloned() else {
        return next.run(request).await;
    };
    let header = request
        .headers()
        .get(TOKEN_HEADER)
        .and_then(|token| token.to_str().ok())
        .map(str::to_owned);
    if header.is_some() {
        return match check_token(&expected, header.as_deref()) {
            Ok(()) => next.run(request).await,
            Err(forgery) => turned_away(forgery),
        };
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_BYTES_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let kind = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    match check_token(&expected, token_in(kind, &body).as_deref()) {
        Ok(()) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Err(forgery) => turned_away(forgery),
    }
}

fn turned_away(forgery: Forgery) -> Response {
    (StatusCode::FORBIDDEN, format!("{forgery:?}")).into_response()
}

/// The token of a form's body. Of JSON there is none: a script sends it in the header.
fn token_in(content_type: &str, body: &Bytes) -> Option<String> {
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let query = std::str::from_utf8(body).ok()?;
        return crate::Address::parse(&format!("?{query}"))
            .get(TOKEN_FIELD)
            .map(str::to_owned);
    }
    if !content_type.starts_with("multipart/form-data") {
        return None;
    }
    // Who writes the body does not know the token, so a plain search for the field is safe.
    let head = String::from_utf8_lossy(&body[..body.len().min(MULTIPART_HEAD_BYTES)]);
    let (_, after) = head.split_once(&format!("name=\"{TOKEN_FIELD}\""))?;
    let (_, value) = after.split_once("\r\n\r\n")?;
    value.split("\r\n").next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn the_browser_s_word_about_the_origin_comes_first() {
        for (given, expected) in [
            (&[][..], Ok(())),
            (&[("sec-fetch-site", "same-origin")], Ok(())),
            (&[("sec-fetch-site", "cross-site")], Err(Forgery::CrossSite)),
            (&[("sec-fetch-site", "same-site")], Err(Forgery::CrossSite)),
            (&[("origin", "https://a.se"), ("host", "a.se")], Ok(())),
            (
                &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
                Ok(()),
            ),
            (
                &[("origin", "https://b.se"), ("host", "a.se")],
                Err(Forgery::ForeignOrigin),
            ),
            (&[("origin", "null"), ("host", "a.se")], Err(Forgery::ForeignOrigin)),
            (&[("origin", "https://a.se")], Err(Forgery::ForeignOrigin)),
            (
                &[("origin", "null"), ("sec-fetch-site", "same-origin"), ("host", "a.se")],
                Ok(()),
            ),
            (
                &[("origin", "null"), ("sec-fetch-site", "cross-site"), ("host", "a.se")],
                Err(Forgery::CrossSite),
            ),
            (
                &[
                    ("origin", "https://b.se"),
                    ("sec-fetch-site", "same-origin"),
                    ("host", "a.se"),
                ],
                Err(Forgery::ForeignOrigin),
            ),
        ] {
            assert_eq!(check_origin(&headers(given)), expected, "{given:?}");
        }
    }

    #[test]
    fn the_token_must_be_the_session_s() {
        assert_eq!(check_token("abc", Some("abc")), Ok(()));
        assert_eq!(check_token("abc", None), Err(Forgery::NoToken));
        assert_eq!(check_token("abc", Some("abd")), Err(Forgery::WrongToken));
        assert_eq!(check_token("abc", Some("ab")), Err(Forgery::WrongToken));
        assert_eq!(check_token("", Some("")), Err(Forgery::WrongToken));
    }

    #[test]
    fn the_token_is_found_in_both_kinds_of_form() {
        let form = Bytes::from_static(b"a=1&_csrf=x%2By&b=2");
        assert_eq!(
            token_in("application/x-www-form-urlencoded; charset=utf-8", &form).as_deref(),
            Some("x+y")
        );
        let multipart =
            Bytes::from_static(b"--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nx+y\r\n--b\r\n\xff\xfe");
        assert_eq!(
            token_in("multipart/form-data; boundary=b", &multipart).as_deref(),
            Some("x+y")
        );
        assert_eq!(token_in("application/json", &form), None);
    }
}

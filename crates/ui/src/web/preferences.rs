//! The user's choice of language and theme: two small forms of the shell, kept in cookies.
//!
//! `POST /installningar/sprak` and `POST /installningar/tema` set a cookie and go back to where
//! the user was. They hold nothing secret and change no books, so they need no session.

use axum::extract::{Form, Request};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Router, extract::FromRequestParts, http::request::Parts};
use serde::Deserialize;

use super::cookie;
use crate::language::LANGUAGE_COOKIE;
use crate::shell::{THEME_COOKIE, Theme};
use crate::{Address, Language};

/// Where the language form posts to.
pub const LANGUAGE_PATH: &str = "/installningar/sprak";
/// Where the theme form posts to.
pub const THEME_PATH: &str = "/installningar/tema";

/// A choice is remembered for a year.
const KEPT_SECONDS: u32 = 365 * 24 * 60 * 60;

/// How this user reads: what every page asks a request for.
///
/// ```no_run
/// # use kameral_ui::web::preferences::Preferences;
/// async fn page(reader: Preferences) { /* reader.language, reader.theme, reader.address */ }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Cookie, else browser, else Swedish.
    pub language: Language,
    /// Cookie, else as the system has it.
    pub theme: Theme,
    /// The address asked for.
    pub address: Address,
}

impl Preferences {
    /// Reads headers and address.
    pub fn of(headers: &HeaderMap, path_and_query: &str) -> Self {
        let accept = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        Self {
            language: Language::negotiate(cookie(headers, LANGUAGE_COOKIE), accept),
            theme: cookie(headers, THEME_COOKIE).and_then(Theme::parse).unwrap_or_default(),
            address: Address::parse(path_and_query),
        }
    }

    /// Reads a whole request.
    pub fn of_request(request: &Request) -> Self {
        Self::of(
            request.headers(),
            request.uri().path_and_query().map_or("/", |address| address.as_str()),
        )
    }
}

impl<S: Sync> FromRequestParts<S> for Preferences {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
        Ok(Self::of(&parts.headers, address))
    }
}

/// The two forms' routes.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(LANGUAGE_PATH, post(set_language))
        .route(THEME_PATH, post(set_theme))
}

#[derive(Deserialize)]
struct Choice {
    val: String,
    tillbaka: String,
}

async fn set_language(Form(choice): Form<Choice>) -> Response {
    let language = Language::parse(&choice.val).unwrap_or_default();
    remember(LANGUAGE_COOKIE, language.code(), &choice.tillbaka)
}

async fn set_theme(Form(choice): Form<Choice>) -> Response {
    let theme = Theme::parse(&choice.val).unwrap_or_default();
    remember(THEME_COOKIE, theme.code(), &choice.tillbaka)
}

/// Sets the cookie and goes back, but never to another site.
fn remember(name: &str, value: &str, back: &str) -> Response {
    let address = Address::parse(back);
    let back = if address.is_local() {
        address.to_string()
    } else {
        "/".to_owned()
    };
    let cookie = format!("{name}={value}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax; HttpOnly");
    let mut response = Redirect::to(&back).into_response();
    let cookie = HeaderValue::from_str(&cookie).expect("name and value are of our own making");
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

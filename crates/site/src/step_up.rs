//! *Förnyad identifiering* in pages: what is sensitive asks who one is, and then goes on with what
//! was typed (reliability §4.7).
//!
//! A handler whose command is denied for want of a fresh proof marks its answer. The form that was
//! sent is then shown again as one page that asks for password or code and carries every field
//! along; it is sent to the same address, where the proof is taken out before the handler reads the
//! rest. Nothing typed is lost, and no handler knows of it.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kameral_access::{FactorRefusal, PROOF_NEEDED, Password, Shown, SignedIn, prove_again};
use kameral_store::{Denied, Stop};
use kameral_ui::parts::{Button, Field, Form, Notice, PageHead};
use kameral_ui::web::cookie;
use kameral_ui::web::csrf::{BODY_BYTES_MAX, TOKEN_FIELD, is_read};
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Address, Shell};
use maud::html;

use crate::cookies::{set_device, set_signed_in, sets_session};
use crate::own::{browser, peer};
use crate::visit::{cookie_name, session};
use crate::{Miss, Site, Web};

/// The largest form that is carried along.
const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;
/// What the page adds to a form begins so.
const PREFIX: &str = "_bevis";
/// The password field of the page.
const PASSWORD: &str = "_bevis_losenord";
/// The code field of the page.
const CODE: &str = "_bevis_kod";

/// Mark of an answer that says no because identity was proven too long ago.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProofAsked;

impl ProofAsked {
    /// Marks an answer, when that is why it says no.
    pub(crate) fn mark(miss: &Miss, mut response: Response) -> Response {
        if matches!(miss, Miss::Denied(denied) if denied.permission == PROOF_NEEDED) {
            response.extensions_mut().insert(Self);
        }
        response
    }
}

impl Miss {
    /// Identity was proven too long ago.
    pub fn proof_needed() -> Self {
        Self::Denied(Denied::lacking(PROOF_NEEDED))
    }
}

/// Asks for a proof where one is wanted, takes one where it is given, and lets everything else pass.
pub async fn ask_and_go_on(State(site): State<Web>, request: Request, next: Next) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if is_read(request.method()) || !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // The guard of forged writes has read as much already.
    let Ok(body) = to_bytes(body, BODY_BYTES_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if FORM_BYTES_MAX < body.len() {
        return next.run(Request::from_parts(parts, Body::from(body))).await;
    }
    let asked = Asked {
        site: site.clone(),
        headers: parts.headers.clone(),
        peer: peer(&parts.extensions),
        aim: parts.uri.path_and_query().map_or("/", |aim| aim.as_str()).to_owned(),
        rest: without_proof(&body),
    };
    let mut proven = None;
    if asked.rest.len() < body.len() {
        parts.headers.remove(header::CONTENT_LENGTH);
        let given = body.clone();
        let (looked, asked) = blocking(asked.clone(), move |asked| asked.look_at(&given)).await;
        match looked {
            Ok(Some(signed_in)) => {
                with_token(&mut parts.headers, &site, &signed_in);
                proven = Some(signed_in);
            }
            Ok(None) => {}
            Err(refusal) => return blocking(asked, move |asked| asked.page(Some(refusal))).await.0,
        }
    }
    let request = Request::from_parts(parts, Body::from(asked.rest.clone()));
    let mut response = next.run(request).await;
    if response.extensions().get::<ProofAsked>().is_some() {
        response = blocking(asked, |asked| asked.page(None)).await.0;
    }
    if let Some(signed_in) = proven {
        // What the handler gave the browser is newer: a factor that was added has changed the token again.
        if sets_session(&site, &response) {
            set_device(&site, &mut response, &signed_in);
        } else {
            set_signed_in(&site, &mut response, &signed_in);
        }
    }
    response
}

/// A form and who sent it.
#[derive(Clone)]
struct Asked {
    site: Web,
    headers: HeaderMap,
    peer: Option<std::net::IpAddr>,
    aim: String,
    rest: Bytes,
}

/// Runs work that may wait.
async fn blocking<T: Send + 'static>(asked: Asked, work: impl FnOnce(&Asked) -> T + Send + 'static) -> (T, Asked) {
    let done = tokio::task::spawn_blocking(move || (work(&asked), asked));
    done.await.expect("the work does not panic")
}

impl Asked {
    /// Takes the proof of a form. None where nothing was filled in, or nobody is signed in: the
    /// handler says what comes of that.
    fn look_at(&self, body: &Bytes) -> Result<Option<SignedIn>, Stop<FactorRefusal>> {
        let fields = Fields::of(body);
        let now = (self.site.clock)();
        let Some(session) = session(&self.site, &self.headers, now)? else {
            return Ok(None);
        };
        let password = Password::new(fields.get(PASSWORD));
        let shown = match (fields.get(PASSWORD), fields.get(CODE).trim()) {
            ("", "") => return Ok(None),
            (_, "") => Shown::Password(&password),
            (_, code) => Shown::Code(code),
        };
        let browser = browser(&self.site, self.peer, &self.headers);
        prove_again(&self.site.store, self.site.hash_cost, &session, shown, &browser, now).map(Some)
    }

    /// The page that asks.
    fn page(&self, stop: Option<Stop<FactorRefusal>>) -> Response {
        let reader = Preferences::of(&self.headers, &self.aim);
        let words = self.site.texts.words(reader.language);
        let session = match session(&self.site, &self.headers, (self.site.clock)()) {
            Ok(Some(session)) => session,
            Ok(None) => return Miss::Denied(Denied::lacking("")).into_response(),
            Err(fault) => return Miss::Fault(fault).into_response(),
        };
        let status = match &stop {
            None => StatusCode::FORBIDDEN,
            Some(Stop::Refused(FactorRefusal::FactorThrottled { .. })) => StatusCode::TOO_MANY_REQUESTS,
            Some(Stop::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Some(Stop::Denied(_)) => return StatusCode::FORBIDDEN.into_response(),
            Some(Stop::Fault(fault)) => {
                tracing::error!(%fault, "request met a fault");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        };
        let title = words.t("proof-title");
        let csrf = session.csrf();
        let mut shell = Shell::new(words, &title, Address::parse("/konto"));
        shell.theme = reader.theme;
        shell.user_name = Some(session.name());
        shell.csrf_token = csrf.reveal();
        shell.sign_out = Some("/logga-ut");
        shell.flash = stop
            .and_then(Stop::refused)
            .map(|refusal| Notice::refused(words.refusal(&refusal).text));
        let fields = Fields::of(&self.rest);
        let carried = fields.0.iter().filter(|(name, _)| name != TOKEN_FIELD);
        let form = Form::post(&self.aim, csrf.reveal())
            .id("bevis")
            .content(html! {
                @for (name, value) in carried { input type="hidden" name=(name) value=(value); }
                // Keeps the proof's page apart from the form it carries, also when a passkey has proven.
                input type="hidden" name=(PREFIX) value="1";
                (Field::password(PASSWORD, words.t("sign-in-password"), "current-password").autofocus())
                @if session.has_totp() {
                    (Field::text(CODE, words.t("proof-or-code")).autocomplete("one-time-code"))
                }
            })
            .button(Button::submit(words.t("proof-submit")).primary());
        let content = html! {
            (PageHead::new(title.as_str()).lead(words.t("proof-lead")))
            (form)
            @if session.has_passkey() { (passkey_button("bevis", &words.t("proof-by-passkey"), &words.t("passkey-failed"))) }
            ((self.site.ways_again)(&self.site, words, &session))
        };
        (status, shell.page(&content)).into_response()
    }
}

/// A button that shows a passkey by script, and then sends a form; without script it is not there.
pub fn passkey_button(form: &str, label: &str, failed: &str) -> maud::Markup {
    html! {
        p.passkey data-passkey="show" data-sends=(form) data-failed=(failed) hidden {
            button.button.secondary type="button" { (label) }
            span role="alert" {}
        }
    }
}

/// The fields of a form, in the order they came.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn of(body: &Bytes) -> Self {
        let query = Address::parse(&format!("?{}", String::from_utf8_lossy(body)));
        Self(
            query
                .pairs()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(given, _)| given == name);
        found.map_or("", |(_, value)| value)
    }
}

/// The form as it was before the page: what the page added is gone.
fn without_proof(body: &Bytes) -> Bytes {
    let is_proof = |pair: &&[u8]| pair.starts_with(PREFIX.as_bytes());
    if !body.split(|byte| *byte == b'&').any(|pair| is_proof(&pair)) {
        return body.clone();
    }
    let rest: Vec<&[u8]> = body
        .split(|byte| *byte == b'&')
        .filter(|pair| !is_proof(pair))
        .collect();
    Bytes::from(rest.join(&b'&'))
}

/// The request goes on as the session with its new token.
fn with_token(headers: &mut HeaderMap, site: &Site, signed_in: &SignedIn) {
    let name = cookie_name(site.secure);
    let Some(old) = cookie(headers, name).map(str::to_owned) else {
        return;
    };
    let (old, new) = (format!("{name}={old}"), format!("{name}={}", signed_in.token.reveal()));
    let cookies: Vec<String> = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .map(|value| value.replace(&old, &new))
        .collect();
    if let Ok(value) = HeaderValue::from_str(&cookies.join("; ")) {
        headers.insert(header::COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_goes_on_as_it_was_without_the_proof() {
        let rest = |body: &'static str| without_proof(&Bytes::from_static(body.as_bytes()));
        assert_eq!(rest("a=1&_csrf=x&b=%26+%C3%B6&b="), "a=1&_csrf=x&b=%26+%C3%B6&b=");
        assert_eq!(rest("a=1&_bevis=1&_bevis_losenord=hemligt&b=2&_bevis_kod="), "a=1&b=2");
        assert_eq!(rest("_bevis=1"), "");
    }

    #[test]
    fn fields_keep_their_order_and_all_their_values() {
        let fields = Fields::of(&Bytes::from_static(b"b=2&a=%C3%A5+%26&b=3&tom="));
        let told: Vec<String> = fields.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(told, ["b=2", "a=å &", "b=3", "tom="]);
        assert_eq!(fields.get("a"), "å &");
    }
}

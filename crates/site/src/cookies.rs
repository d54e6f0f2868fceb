//! The two cookies of a browser: the session's token, and the mark it is known by.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use kameral_access::{DEVICE_COOKIE, SESSION_HOURS, Secret, SignedIn};

use crate::Site;
use crate::visit::cookie_name;

/// Half a year, in seconds: how long a browser is known.
const DEVICE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// Gives the browser the session's token.
pub fn set_session(site: &Site, response: &mut Response, token: &Secret) {
    let secure = if site.secure { "; Secure" } else { "" };
    let session = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        cookie_name(site.secure),
        token.reveal(),
        SESSION_HOURS * 3600
    );
    add(response, &session);
}

/// Gives the browser the session's token and its own mark.
pub fn set_signed_in(site: &Site, response: &mut Response, signed_in: &SignedIn) {
    set_session(site, response, &signed_in.token);
    set_device(site, response, signed_in);
}

/// Whether an answer gives the browser a session's token already, or takes it back.
pub(crate) fn sets_session(site: &Site, response: &Response) -> bool {
    let name = cookie_name(site.secure);
    let mut cookies = response.headers().get_all(header::SET_COOKIE).iter();
    cookies.any(|cookie| {
        cookie
            .to_str()
            .is_ok_and(|cookie| cookie.starts_with(&format!("{name}=")))
    })
}

/// Gives the browser its own mark.
pub(crate) fn set_device(site: &Site, response: &mut Response, signed_in: &SignedIn) {
    if site.secure {
        let device = format!(
            "{DEVICE_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age={DEVICE_SECONDS}",
            signed_in.device.reveal()
        );
        add(response, &device);
    }
}

/// Takes the session's token back.
pub(crate) fn end_session(site: &Site, response: &mut Response) {
    // Without `Secure` a browser does not take the name, and so does not clear it.
    let secure = if site.secure { "; Secure" } else { "" };
    let name = cookie_name(site.secure);
    let ended = format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}");
    add(response, &ended);
}

fn add(response: &mut Response, cookie: &str) {
    let value = HeaderValue::from_str(cookie).expect("a cookie of our own making is plain text");
    response.headers_mut().append(header::SET_COOKIE, value);
}

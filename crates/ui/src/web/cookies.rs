//! Reading of cookies.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The value of a cookie. The first of two with the same name wins, as browsers send the one
/// of the most exact path first.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

//! No answer without words: an address outside the routes, a method a page does not take, a request
//! that cannot be read. Where a browser would be shown nothing, it is shown a page of the house.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use kameral_ui::web::preferences::Preferences;

use crate::{Miss, Web, visit};

/// Puts a page where an answer turns a browser away without one. Programs, which do not ask for
/// pages, get the answer as it is.
pub async fn with_words(State(site): State<Web>, request: Request, next: Next) -> Response {
    if !asks_for_a_page(request.headers()) {
        return next.run(request).await;
    }
    let (headers, reader) = (request.headers().clone(), Preferences::of_request(&request));
    let answer = next.run(request).await;
    if !is_wordless(&answer) {
        return answer;
    }
    let said = (answer.status(), key_of(answer.status()));
    let page = tokio::task::spawn_blocking(move || visit::nowhere(&site, &headers, reader, said)).await;
    let Ok(Ok(mut page)) = page else {
        return answer;
    };
    // What the answer told besides, as the methods that are allowed.
    for (name, value) in answer.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

fn text(value: Option<&HeaderValue>) -> &str {
    value.and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub(crate) fn asks_for_a_page(headers: &HeaderMap) -> bool {
    text(headers.get(header::ACCEPT)).contains("text/html")
}

/// Whether an answer turns away with nothing, or with the bare line of the web server.
fn is_wordless(answer: &Response) -> bool {
    let kind = text(answer.headers().get(header::CONTENT_TYPE));
    let turned_away = answer.status().is_client_error() || answer.status().is_server_error();
    turned_away && (kind.is_empty() || kind.starts_with("text/plain"))
}

/// The text key of a status.
fn key_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => Miss::NotFound.key(),
        StatusCode::METHOD_NOT_ALLOWED => "miss-method",
        StatusCode::FORBIDDEN => "miss-turned-away",
        StatusCode::PAYLOAD_TOO_LARGE => "miss-too-large",
        _ if status.is_client_error() => Miss::Malformed.key(),
        _ => "miss-fault",
    }
}

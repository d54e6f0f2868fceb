//! Static files inside the binary, each under the hash of them all.
//!
//! One hash in the path serves every file, so that modules can import each other by relative
//! names; an address never changes its content, so a browser keeps it for ever. The style sheet
//! is written in small files and served as one.

use std::fmt::Write as _;
#[cfg(not(debug_assertions))]
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct Files;

/// The one style sheet, put together from `static/css` in the order of the file names.
const STYLE_SHEET: &str = "kameral.css";

/// Path of a static file: `/statiskt/<hash>/kameral.css`.
pub fn path(file: &str) -> String {
    format!("/statiskt/{}/{file}", version())
}

/// The routes that serve them.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/statiskt/{version}/{*file}", get(serve))
}

async fn serve(Path((asked, file)): Path<(String, String)>) -> Response {
    let content = if file == STYLE_SHEET {
        Some(style_sheet())
    } else {
        Files::get(&file).map(|file| file.data.into_owned())
    };
    let Some(content) = content else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A page from before an upgrade asks with the old hash: it is led to the new file, because
    // under the old address a browser would keep it.
    if asked != version() {
        return Redirect::temporary(&path(&file)).into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, mime(&file)),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, content).into_response()
}

fn mime(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

fn style_sheet() -> Vec<u8> {
    let mut names: Vec<_> = Files::iter().filter(|name| name.starts_with("css/")).collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| Files::get(name))
        .flat_map(|file: EmbeddedFile| file.data.into_owned())
        .collect()
}

/// The hash of all files. In a debug build they are read from disk and may change while the
/// program runs, so it is taken anew each time.
#[cfg(debug_assertions)]
fn version() -> String {
    hash()
}

#[cfg(not(debug_assertions))]
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(hash);
    &VERSION
}

/// Eight bytes of each file's SHA-256, folded together: equal content, equal path.
fn hash() -> String {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut folded = [0_u8; 8];
    for (name, file) in names.iter().filter_map(|name| Some((name, Files::get(name)?))) {
        let of_file = file.metadata.sha256_hash();
        for (at, byte) in of_file.iter().chain(name.as_bytes()).enumerate() {
            let place = at % folded.len();
            folded[place] = folded[place].rotate_left(3) ^ byte;
        }
    }
    folded.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes what it is given");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_known_type() {
        for name in Files::iter() {
            assert_ne!(mime(&name), "application/octet-stream", "{name}");
        }
    }

    #[tokio::test]
    async fn a_file_is_kept_for_ever_and_an_old_address_leads_to_the_new() {
        let current = serve(Path((
            path("").split('/').nth(2).expect("the hash").to_owned(),
            "kameral.css".to_owned(),
        )))
        .await;
        assert_eq!(current.status(), StatusCode::OK);
        assert_eq!(current.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(
            current.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        let old = serve(Path(("0".to_owned(), "kameral.js".to_owned()))).await;
        assert_eq!(old.headers()[header::LOCATION], path("kameral.js").as_str());
        let none = serve(Path(("0".to_owned(), "../Cargo.toml".to_owned()))).await;
        assert_eq!(none.status(), StatusCode::NOT_FOUND);
    }
}

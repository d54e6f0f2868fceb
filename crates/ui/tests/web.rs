//! What the web demands of every answer.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use expect_test::expect;
use kameral_ui::web::csrf::{self, CsrfToken};
use kameral_ui::web::{Problem, headers};
use kameral_ui::{Language, Spoken};
use tower::ServiceExt;

fn app() -> Router {
    Router::new()
        .route("/", get(|| async { "sida" }))
        .route("/bokfor", post(|body: String| async move { body }))
        .merge(kameral_ui::assets::routes())
        .merge(kameral_ui::styleguide::routes())
        .merge(kameral_ui::web::preferences::routes())
        .layer(middleware::from_fn(csrf::guard))
        .layer(Extension(CsrfToken("hemlig".to_owned())))
        .layer(middleware::from_fn(headers::secure))
}

async fn ask(request: axum::http::request::Builder, body: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let response = app()
        .oneshot(request.body(Body::from(body.to_owned())).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn every_answer_has_the_headers_and_only_files_are_kept() {
    let (status, page, _) = ask(Request::get("/"), "").await;
    assert_eq!(status, StatusCode::OK);
    expect![[r#"
        {
            "content-type": "text/plain; charset=utf-8",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
            "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "cache-control": "no-store",
            "content-length": "4",
        }"#]].assert_eq(&format!("{page:#?}"));
    let (_, file, _) = ask(Request::get(kameral_ui::assets::path("kameral.css")), "").await;
    assert_eq!(file[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(file[header::CONTENT_SECURITY_POLICY], headers::CONTENT_SECURITY_POLICY);
    let (status, refused, _) = ask(Request::post("/bokfor"), "").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(
        refused[header::CONTENT_SECURITY_POLICY],
        headers::CONTENT_SECURITY_POLICY
    );
}

#[tokio::test]
async fn a_write_needs_both_locks_opened_and_its_body_arrives_whole() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let post = || Request::post("/bokfor").header("host", "kameral.se");
    let form = || post().header("content-type", FORM);
    for (request, body, expected) in [
        (form(), "_csrf=hemlig&belopp=1", StatusCode::OK),
        (form(), "_csrf=annan", StatusCode::FORBIDDEN),
        (form(), "belopp=1", StatusCode::FORBIDDEN),
        (
            form().header("origin", "https://ond.se"),
            "_csrf=hemlig",
            StatusCode::FORBIDDEN,
        ),
        (
            form().header("sec-fetch-site", "cross-site"),
            "_csrf=hemlig",
            StatusCode::FORBIDDEN,
        ),
        (
            post()
                .header("x-csrf-token", "hemlig")
                .header("origin", "https://kameral.se"),
            "{}",
            StatusCode::OK,
        ),
        (
            post().header("x-csrf-token", "annan"),
            "_csrf=hemlig",
            StatusCode::FORBIDDEN,
        ),
        (
            post().header("content-type", "application/json"),
            "{\"_csrf\":\"hemlig\"}",
            StatusCode::FORBIDDEN,
        ),
    ] {
        let shown = format!("{request:?} {body}");
        let (status, _, answer) = ask(request, body).await;
        assert_eq!(status, expected, "{shown}");
        if expected == StatusCode::OK {
            assert_eq!(answer, body, "the guard must hand on what it read");
        }
    }
}

#[tokio::test]
async fn a_choice_of_language_leads_back_but_never_to_another_site() {
    let choose = |body: &'static str| async move {
        let request = Request::post("/installningar/sprak").header("content-type", "application/x-www-form-urlencoded");
        let (status, headers, _) = ask(request, body).await;
        let text = |name| {
            headers
                .get(name)
                .map(|value: &header::HeaderValue| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        format!("{status} {} {}", text(header::LOCATION), text(header::SET_COOKIE))
    };
    expect!["303 See Other /stil?a=b kameral-sprak=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"]
        .assert_eq(&choose("_csrf=hemlig&val=en&tillbaka=%2Fstil%3Fa%3Db").await);
    expect!["303 See Other / kameral-sprak=sv; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"]
        .assert_eq(&choose("_csrf=hemlig&val=nonsense&tillbaka=%2F%2Fond.se").await);
}

#[tokio::test]
async fn a_problem_is_json_with_places() {
    let problem = Problem::refused(
        "Verifikationen bokfördes inte",
        vec![Spoken {
            name: "period_closed",
            line: None,
            field: Some("datum".to_owned()),
            text: "Perioden är stängd.".to_owned(),
            severity: "refused",
        }],
    );
    let response = problem.into_response();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    expect![[r#"{"status":422,"title":"Verifikationen bokfördes inte","refusals":[{"name":"period_closed","line":null,"field":"datum","text":"Perioden är stängd.","severity":"refused"}]}"#]].assert_eq(&String::from_utf8_lossy(&body));
}

#[tokio::test]
async fn every_part_has_a_page_in_both_languages() {
    for language in Language::ALL {
        for (slug, content) in kameral_ui::styleguide::styleguide(language) {
            assert!(content.into_string().contains("<h1"), "{slug} has a heading");
            let request = Request::get(format!("/stil/{slug}")).header("accept-language", language.code());
            let (status, _, page) = ask(request, "").await;
            assert_eq!(status, StatusCode::OK, "{slug}");
            assert!(page.contains(&format!("lang=\"{}\"", language.code())), "{slug}");
        }
    }
    assert_eq!(ask(Request::get("/stil/saknas"), "").await.0, StatusCode::NOT_FOUND);
}

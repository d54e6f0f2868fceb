//! The shell and its parts, as text. How they look is for a browser to say.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use expect_test::{Expect, expect};
use kameral_ui::parts::{
    Badge, Cell, Column, ErrorSummary, Facts, Field, FilterBar, Row, Sort, Table, Tone,
};
use kameral_ui::web::csrf::{self, CsrfToken};
use kameral_ui::web::{Problem, headers};
use kameral_ui::{
    Address, EntityColour, EntityMark, Language, NavGroup, NavItem, Shell, Spoken, TEXTS, Texts,
    Words,
};
use maud::{Render, html};
use tower::ServiceExt;

fn words() -> Words {
    Texts::load(&[TEXTS]).words(Language::Sv)
}

/// One element a line, so that a difference can be read.
fn check(part: &impl Render, expected: &Expect) {
    let lines = part.render().into_string().replace("><", ">\n<");
    expected.assert_eq(&lines);
}

fn refusal(field: &str, severity: &'static str) -> Spoken {
    Spoken {
        name: "period_closed",
        line: None,
        field: Some(field.to_owned()),
        text: "Perioden är stängd.".to_owned(),
        severity,
    }
}

#[test]
fn both_languages_are_complete_and_every_text_is_used() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &["style-"]);
}

#[test]
fn a_field_that_was_refused_says_so_to_eye_and_ear() {
    let field = Field::date("datum", "Datum")
        .value("2026-01-31")
        .help("d är i dag")
        .required();
    check(
        &field.clone(),
        &expect![[r#"
            <div class="field medium">
            <label for="f-datum">Datum</label>
            <input type="text" id="f-datum" name="datum" value="2026-01-31" inputmode="numeric" data-date autocomplete="off" required spellcheck="false" aria-describedby="f-datum-help">
            <p class="field-help" id="f-datum-help">d är i dag</p>
            </div>"#]],
    );
    check(
        &field.refusals(&[refusal("datum", "refused"), refusal("konto", "refused")]),
        &expect![[r#"
            <div class="field medium wrong">
            <label for="f-datum">Datum</label>
            <input type="text" id="f-datum" name="datum" value="2026-01-31" inputmode="numeric" data-date autocomplete="off" required spellcheck="false" aria-invalid="true" aria-describedby="f-datum-help f-datum-error">
            <p class="field-help" id="f-datum-help">d är i dag</p>
            <div class="field-errors" id="f-datum-error">
            <p class="refused">Perioden är stängd.</p>
            </div>
            </div>"#]],
    );
    check(&ErrorSummary::new(words(), &[]), &expect![""]);
    check(
        &ErrorSummary::new(words(), &[refusal("datum", "refused")]),
        &expect![[r##"
            <div class="notice error-summary refused" role="alert" tabindex="-1" data-takes-focus>
            <h2>En sak behöver rättas</h2>
            <ul>
            <li data-refusal="period_closed">
            <a href="#f-datum">Perioden är stängd.</a>
            </li>
            </ul>
            </div>"##]],
    );
}

#[test]
fn a_warning_is_shown_but_does_not_make_the_field_wrong() {
    check(
        &Field::amount("belopp", "Belopp").refusals(&[refusal("belopp", "warning")]),
        &expect![[r#"
            <div class="field medium">
            <label for="f-belopp">Belopp</label>
            <input type="text" id="f-belopp" name="belopp" value="" inputmode="decimal" autocomplete="off" spellcheck="false" aria-describedby="f-belopp-error">
            <div class="field-errors" id="f-belopp-error">
            <p class="warning">Perioden är stängd.</p>
            </div>
            </div>"#]],
    );
}

#[test]
fn a_table_keeps_its_order_in_the_address() {
    let address = Address::parse("/verifikationer?period=202603&sortera=-datum&efter=17");
    assert_eq!(
        Sort::of(&address),
        Some(Sort {
            column: "datum".to_owned(),
            descending: true
        })
    );
    let table = Table::new(
        words(),
        "Verifikationer",
        [
            Column::code("Nummer"),
            Column::code("Datum").sorted_by("datum"),
            Column::number("Belopp").sorted_by("belopp"),
        ],
    )
    .sorted(&address)
    .rows([Row::new([
        Cell::code("A 17"),
        Cell::date(kameral_base::Date::constant(2026, 3, 31)),
        Cell::money(kameral_base::Ore::new(-1_234_567)),
    ])
    .href("/verifikationer/A/17")]);
    check(
        &table,
        &expect![[r#"
            <div class="table">
            <div class="table-wrap" tabindex="0" role="region" aria-label="Verifikationer" data-rows>
            <table>
            <caption class="unseen">Verifikationer</caption>
            <thead>
            <tr>
            <th class="code" scope="col">Nummer</th>
            <th class="code" scope="col" aria-sort="descending">
            <a class="sort" href="/verifikationer?period=202603&amp;sortera=datum">Datum</a>
            </th>
            <th class="num" scope="col">
            <a class="sort" href="/verifikationer?period=202603&amp;sortera=belopp">Belopp</a>
            </th>
            </tr>
            </thead>
            <tbody>
            <tr data-href="/verifikationer/A/17">
            <td class="code">
            <a class="row-link" href="/verifikationer/A/17">A 17</a>
            </td>
            <td class="code">
            <time datetime="2026-03-31">2026-03-31</time>
            </td>
            <td class="num">−12 345,67</td>
            </tr>
            </tbody>
            </table>
            </div>
            </div>"#]],
    );
}

#[test]
fn what_a_page_holds_cannot_become_markup() {
    let text = "<script>alert(\"1\")</script>";
    let all = html! {
        (Field::text(text, text).value(text).help(text))
        (Facts::new().text(text, text))
        (Badge::new(Tone::Info, text))
        (FilterBar::new(words(), &Address::parse(&format!("/{text}?a={text}"))).field(Field::text("a", "A")))
        (Table::new(words(), text, [Column::text(text)]).rows([Row::new([Cell::text(text)]).href(text)]))
    };
    assert!(!all.into_string().contains("<script>"));
}

#[test]
fn a_page_stands_in_its_shell() {
    let nav = [NavGroup {
        heading: "Bokföring".to_owned(),
        items: vec![
            NavItem::new("Verifikationer", "/verifikationer")
                .key("g v")
                .waiting(3),
            NavItem::new("Ny verifikation", "/verifikationer/ny"),
        ],
    }];
    let shell = Shell {
        user_name: Some("Eva Lind"),
        role: "Redovisningsekonom",
        entity: Some(EntityMark {
            name: "Strandskyddsnämnden".to_owned(),
            code: "STN".to_owned(),
            colour: EntityColour::Plum,
        }),
        nav: &nav,
        csrf_token: "hemlig",
        ..Shell::new(
            words(),
            "Ny verifikation",
            Address::parse("/verifikationer/ny?serie=A"),
        )
    };
    let page = shell.page(&html! { p { "Innehåll" } }).into_string();
    // The hash of the static files changes with every one of them.
    let hash = kameral_ui::assets::path("");
    let lines = page.replace(&hash, "/statiskt/hash/").replace("><", ">\n<");
    expect![[r##"
        <!DOCTYPE html>
        <html lang="sv" data-theme="system">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="csrf-token" content="hemlig">
        <title>Ny verifikation – STN – Kameral</title>
        <link rel="icon" href="/statiskt/hash/kameral.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/statiskt/hash/kameral.css">
        <script type="module" src="/statiskt/hash/kameral.js">
        </script>
        </head>
        <body data-entity="plum" data-base="/STN" data-texts="{&quot;lookup-count&quot;:&quot;Träffar&quot;,&quot;lookup-failed&quot;:&quot;Listan kan inte hämtas just nu.&quot;,&quot;lookup-none&quot;:&quot;Inget giltigt värde passar.&quot;}">
        <a class="skip" href="#innehall">Hoppa till innehållet</a>
        <header class="top">
        <a class="brand" href="/">
        <svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M2 4h16M10 4v13M4 8h3M4 11h3M4 14h3M13 8h3M13 11h3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        </svg>
        <span>Kameral</span>
        </a>
        <span class="entity" data-entity="plum">
        <span class="entity-code">STN</span> <span class="entity-name">Strandskyddsnämnden</span>
        </span>
        <button class="open-palette" type="button" data-opens="palette" aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <span>Sök eller gå till</span>
        <span class="keys">
        <kbd>Ctrl</kbd>
        <kbd>K</kbd>
        </span>
        </button>
        <details class="user-menu" data-folds>
        <summary>
        <span class="user-name">Eva Lind</span>
        <span class="user-role">Redovisningsekonom</span>
        </summary>
        <div class="user-panel">
        <form class="choice" method="post" action="/installningar/sprak">
        <input type="hidden" name="_csrf" value="hemlig">
        <input type="hidden" name="tillbaka" value="/verifikationer/ny?serie=A">
        <fieldset>
        <legend>Språk</legend>
        <div class="choice-buttons">
        <button type="submit" name="val" value="sv" aria-pressed="true">Svenska</button>
        <button type="submit" name="val" value="en" aria-pressed="false">English</button>
        </div>
        </fieldset>
        </form>
        <form class="choice" method="post" action="/installningar/tema">
        <input type="hidden" name="_csrf" value="hemlig">
        <input type="hidden" name="tillbaka" value="/verifikationer/ny?serie=A">
        <fieldset>
        <legend>Utseende</legend>
        <div class="choice-buttons">
        <button type="submit" name="val" value="system" aria-pressed="true">Som systemet</button>
        <button type="submit" name="val" value="light" aria-pressed="false">Ljust</button>
        <button type="submit" name="val" value="dark" aria-pressed="false">Mörkt</button>
        </div>
        </fieldset>
        </form>
        </div>
        </details>
        </header>
        <details class="phone-nav">
        <summary>Meny</summary>
        <nav aria-label="Huvudmeny">
        <p class="nav-heading">Bokföring</p>
        <ul>
        <li>
        <a href="/verifikationer" data-key="g v">
        <span>Verifikationer</span> <span class="count">3</span>
        </a>
        </li>
        <li>
        <a href="/verifikationer/ny" aria-current="page">
        <span>Ny verifikation</span>
        </a>
        </li>
        </ul>
        </nav>
        </details>
        <div class="frame with-rail">
        <nav class="rail" aria-label="Huvudmeny">
        <p class="nav-heading">Bokföring</p>
        <ul>
        <li>
        <a href="/verifikationer" data-key="g v">
        <span>Verifikationer</span> <span class="count">3</span>
        </a>
        </li>
        <li>
        <a href="/verifikationer/ny" aria-current="page">
        <span>Ny verifikation</span>
        </a>
        </li>
        </ul>
        </nav>
        <main id="innehall" tabindex="-1">
        <p>Innehåll</p>
        </main>
        </div>
        <footer class="bottom">
        <span>Strandskyddsnämnden</span>
        <span>Eva Lind</span>
        <span class="bottom-keys">Alla tangenter <span class="keys">
        <kbd>?</kbd>
        </span>
        </span>
        </footer>
        <dialog class="palette" id="palette" aria-label="Sök eller gå till" data-commands="/kommandon" data-none="Inget hittades. Pröva ett annat ord." data-failed="Sökningen svarar inte. Sidorna i menyn visas ändå.">
        <form method="dialog">
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label="Sök eller gå till" placeholder="Sida, verifikation, leverantör …" autocomplete="off" spellcheck="false">
        </form>
        <ul id="palette-list" role="listbox" aria-label="Träffar">
        <li role="option" aria-selected="false" data-href="/verifikationer">
        <span class="palette-title">Verifikationer</span>
        <span class="palette-hint">Bokföring</span>
        <span class="keys">
        <kbd>g</kbd>
        <kbd>v</kbd>
        </span>
        </li>
        <li role="option" aria-selected="false" data-href="/verifikationer/ny">
        <span class="palette-title">Ny verifikation</span>
        <span class="palette-hint">Bokföring</span>
        </li>
        </ul>
        <p class="palette-status" role="status">
        </p>
        <p class="palette-foot">
        <span class="keys">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        </span>välj<span class="keys">
        <kbd>Enter</kbd>
        </span>gå dit<span class="keys">
        <kbd>Esc</kbd>
        </span>Stäng</p>
        </dialog>
        <dialog class="keyboard" id="keyboard" aria-labelledby="keyboard-title">
        <div class="dialog-head">
        <h2 id="keyboard-title">Tangenter</h2>
        <form method="dialog">
        <button class="button quiet" type="submit">Stäng</button>
        </form>
        </div>
        <h3>Överallt</h3>
        <dl class="key-list">
        <div>
        <dt>
        <span class="keys">
        <kbd>Ctrl</kbd>
        <kbd>K</kbd>
        </span>
        </dt>
        <dd>Sök eller gå till</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>?</kbd>
        </span>
        </dt>
        <dd>Visa tangenterna</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F1</kbd>
        </span>
        </dt>
        <dd>Hjälp om sidan eller fältet</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F7</kbd>
        </span>
        </dt>
        <dd>Till sidans filter</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F9</kbd>
        </span>
        </dt>
        <dd>Giltiga värden i fältet</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>*</kbd>
        </span>
        </dt>
        <dd>Vad som helst, i en sökning: 45*</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>j</kbd>
        </span>
        </dt>
        <dd>Nästa rad (även pil ned)</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>k</kbd>
        </span>
        </dt>
        <dd>Föregående rad (även pil upp)</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>Enter</kbd>
        </span>
        </dt>
        <dd>Öppna raden</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>Esc</kbd>
        </span>
        </dt>
        <dd>Stäng eller ångra</dd>
        </div>
        </dl>
        <label class="tick letters">
        <input type="checkbox" data-letters>
        <span>Tangenter med en bokstav (j, k, ?, g) är på</span>
        </label>
        <section data-page-keys hidden>
        <h3>På den här sidan</h3>
        <dl class="key-list">
        </dl>
        </section>
        </dialog>
        </body>
        </html>"##]].assert_eq(&lines);
    assert!(
        !page.contains("style=") && !page.contains("onclick"),
        "the content policy forbids both"
    );
}

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

async fn ask(
    request: axum::http::request::Builder,
    body: &str,
) -> (StatusCode, axum::http::HeaderMap, String) {
    let response = app()
        .oneshot(request.body(Body::from(body.to_owned())).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (
        parts.status,
        parts.headers,
        String::from_utf8_lossy(&body).into_owned(),
    )
}

#[tokio::test]
async fn every_answer_has_the_headers_and_only_files_are_kept() {
    let (status, page, _) = ask(Request::get("/"), "").await;
    assert_eq!(status, StatusCode::OK);
    expect![[r#"
        {
            "content-type": "text/plain; charset=utf-8",
            "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
            "cache-control": "no-store",
            "content-length": "4",
        }"#]].assert_eq(&format!("{page:#?}"));
    let (_, file, _) = ask(Request::get(kameral_ui::assets::path("kameral.css")), "").await;
    assert_eq!(
        file[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(
        file[header::CONTENT_SECURITY_POLICY],
        headers::CONTENT_SECURITY_POLICY
    );
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
        let request = Request::post("/installningar/sprak")
            .header("content-type", "application/x-www-form-urlencoded");
        let (status, headers, _) = ask(request, body).await;
        let text = |name| {
            headers
                .get(name)
                .map(|value: &header::HeaderValue| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        format!(
            "{status} {} {}",
            text(header::LOCATION),
            text(header::SET_COOKIE)
        )
    };
    expect![
        "303 See Other /stil?a=b kameral-sprak=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
    ]
    .assert_eq(&choose("_csrf=hemlig&val=en&tillbaka=%2Fstil%3Fa%3Db").await);
    expect!["303 See Other / kameral-sprak=sv; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"]
        .assert_eq(&choose("_csrf=hemlig&val=nonsense&tillbaka=%2F%2Fond.se").await);
}

#[tokio::test]
async fn a_problem_is_json_with_places() {
    let problem = Problem::refused(
        "Verifikationen bokfördes inte",
        vec![refusal("datum", "refused")],
    );
    let response = problem.into_response();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    expect![[r#"{"status":422,"title":"Verifikationen bokfördes inte","refusals":[{"name":"period_closed","line":null,"field":"datum","text":"Perioden är stängd.","severity":"refused"}]}"#]].assert_eq(&String::from_utf8_lossy(&body));
}

#[tokio::test]
async fn every_part_has_a_page_in_both_languages() {
    for language in Language::ALL {
        for (slug, content) in kameral_ui::styleguide::styleguide(language) {
            assert!(
                content.into_string().contains("<h1"),
                "{slug} has a heading"
            );
            let request =
                Request::get(format!("/stil/{slug}")).header("accept-language", language.code());
            let (status, _, page) = ask(request, "").await;
            assert_eq!(status, StatusCode::OK, "{slug}");
            assert!(
                page.contains(&format!("lang=\"{}\"", language.code())),
                "{slug}"
            );
        }
    }
    assert_eq!(
        ask(Request::get("/stil/saknas"), "").await.0,
        StatusCode::NOT_FOUND
    );
}

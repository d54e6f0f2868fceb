//! What is not done, and how it is told.

use axum::http::StatusCode;
use expect_test::expect;

use crate::api::world::{World, check};

/// SEC-09: an entity where the caller holds no role is not told of; one that does not exist answers
/// the same.
#[test]
fn a_foreign_entity_is_not_there() {
    check(
        r"eva GET /api/v1/entities/2098/vouchers
           eva GET /api/v1/entities/9999/vouchers lang=en
           eva GET /api/v1/entities
           eva GET /api/v1/vouchers
           - GET /api/v1/vouchers",
        expect![[r#"
            eva GET /api/v1/entities/2098/vouchers: 404 Det finns inget sådant här, eller inget du får veta av
            eva GET /api/v1/entities/9999/vouchers: 404 There is no such thing here, or none you may know of
            eva GET /api/v1/entities: 200 {"entities":[{"code":"1098","currency":"SEK","name":"Strandskyddsnämnden","org_number":"202100-5026","rules":"state"}]}
            eva GET /api/v1/vouchers: 404 Det finns inget sådant här, eller inget du får veta av
            - GET /api/v1/vouchers: 401 Logga in först
        "#]],
    );
}

/// A method an address does not take is a problem too.
#[test]
fn a_method_that_is_not_taken_is_told() {
    check(
        r"eva PATCH vouchers
           - PATCH vouchers lang=en",
        expect![[r"
            eva PATCH vouchers: 405 Anropet finns inte på den här adressen
            - PATCH vouchers: 401 Sign in first
        "]],
    );
}

/// SEC-09, SEC-10: who may only read is denied what changes the books, and it is kept in history.
#[test]
fn without_the_permission_nothing_is_done() {
    check(
        r#"bo GET vouchers
           bo POST vouchers {"vouchers":[{rent}]}
           bo PUT periods/202603 lang=en {"state":"closed"}
           bo POST files/vouchers type=text/csv
           bo POST /api/v1/entities {"code":"3098","name":"Ny","org_number":"202100-5026","rules":"state"}
           eva GET history?outcome=denied"#,
        expect![[r#"
            bo GET vouchers: 200 {"gave_up":false,"next_before":null,"vouchers":[]}
            bo POST vouchers: 403 Du har inte behörighet till detta: Behörigheten voucher.post saknas.
            bo PUT periods/202603: 403 You do not have permission for this: The permission period.manage is missing.
            bo POST files/vouchers: 403 Du har inte behörighet till detta: Behörigheten file.import saknas.
            bo POST /api/v1/entities: 403 Du har inte behörighet till detta: Behörigheten system.manage saknas.
            eva GET history?outcome=denied: 200 {"lines":[{"actor":"bo","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"route.turned_away","detail":"system.manage","on_behalf_of":"","outcome":"denied","role":"budget_holder","rules":"","seq":10,"subject":"post /api/v1/entities"},{"actor":"bo","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"route.turned_away","detail":"file.import","on_behalf_of":"","outcome":"denied","role":"budget_holder","rules":"","seq":9,"subject":"post /api/v1/entities/1098/files/vouchers"},{"actor":"bo","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"route.turned_away","detail":"period.manage","on_behalf_of":"","outcome":"denied","role":"budget_holder","rules":"","seq":8,"subject":"put /api/v1/entities/1098/periods/202603"},{"actor":"bo","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"route.turned_away","detail":"voucher.post","on_behalf_of":"","outcome":"denied","role":"budget_holder","rules":"","seq":7,"subject":"post /api/v1/entities/1098/vouchers"}],"next_before":null}
        "#]],
    );
}

/// Unknown fields, wrong types and broken JSON are told with their place.
#[test]
fn malformed_requests_are_told_with_their_place() {
    check(
        r#"eva POST vouchers {"vouchers":[{"date":"2026-03-02","text":"Hyra","lines":[{"account":"5611","amount_ore":500.5}]}]}
           eva POST vouchers {"vouchers":[{"datum":"2026-03-02","lines":[]}]}
           eva POST vouchers {"vouchers":[{"date":"2026-02-30","lines":[]}]}
           eva POST vouchers {"vouchers":[
           eva POST vouchers {"vouchers":[]} {}
           eva GET vouchers?serie=A
           eva GET vouchers?period=2026
           eva PUT accounts/5612 {"account":"5613","name":"Fel","kind":"expense"}
           eva PUT periods/202603 {"state":"shut"}
           eva POST files/vouchers type=text/plain"#,
        expect![[r"
            eva POST vouchers: 400 Begäran har fel form
                1 vouchers[0].lines[0].amount_ore: malformed: invalid type: floating point `500.5`, expected i64 at line 1 column 93
            eva POST vouchers: 400 Begäran har fel form
                1 vouchers[0].datum: malformed: unknown field `datum`, expected one of `series`, `kind`, `date`, `event_date`, `period`, `text`, `counterparty`, `number`, `source_key`, `link`, `lines`, `attachments` at line 1 column 21
            eva POST vouchers: 400 Begäran har fel form
                1 vouchers[0].date: malformed: parsed date is not valid: parameter 'day' for `2026-02` is invalid, must be in range `1..=28` at line 1 column 33
            eva POST vouchers: 400 Begäran har fel form
                1 vouchers: malformed: EOF while parsing a list at line 1 column 13
            eva POST vouchers: 400 Begäran har fel form
                1 -: malformed: trailing characters at line 1 column 17
            eva GET vouchers?serie=A: 400 Begäran har fel form: serie: unknown field `serie`, expected one of `series`, `kind`, `period`, `period_from`, `period_to`, `date_from`, `date_to`, `number`, `account`, `amount_from_ore`, `amount_to_ore`, `before`, `limit`
            eva GET vouchers?period=2026: 400 Begäran har fel form: period: `2026` is no period: yyyymm
            eva PUT accounts/5612: 400 Begäran har fel form: account: `5613` in the body, `5612` in the path
            eva PUT periods/202603: 400 Begäran har fel form
                1 state: malformed: `shut`, expected one of open, held, closed at line 1 column 16
            eva POST files/vouchers: 415 Begäran har fel form: Content-Type `text/plain`: text/csv or application/json
        "]],
    );
}

/// Everything has a limit: ten megabytes of JSON are not read.
#[test]
fn a_body_of_ten_megabytes_is_refused() {
    let world = World::new();
    let answered = world.ask(
        "eva",
        "POST",
        "/api/v1/entities/1098/vouchers",
        &[],
        vec![b' '; 10 * 1024 * 1024],
    );
    assert_eq!(answered.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answered.media_type, "application/problem+json");
}

/// A browser's form cannot post by the session's cookie under another `Authorization`.
#[test]
fn a_wrong_token_is_nobody() {
    let world = World::new();
    for credentials in ["Bearer x", "Basic ZXZhOng=", ""] {
        let answered = world.ask(
            "-",
            "GET",
            "/api/v1/entities",
            &[("authorization", credentials)],
            Vec::new(),
        );
        assert_eq!(answered.status, StatusCode::UNAUTHORIZED, "{credentials}");
    }
    let wrong = br#"{"login":"eva","password":"fel"}"#.to_vec();
    assert_eq!(
        world.ask("-", "POST", "/api/v1/sign-in", &[], wrong).status,
        StatusCode::UNAUTHORIZED
    );
    let extra = br#"{"login":"eva","password":"fel","remember":true}"#.to_vec();
    assert_eq!(
        world.ask("-", "POST", "/api/v1/sign-in", &[], extra).status,
        StatusCode::BAD_REQUEST
    );
}

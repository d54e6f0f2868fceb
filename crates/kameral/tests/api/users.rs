//! Who may sign in, and what they hold.

use axum::http::StatusCode;
use expect_test::expect;
use kameral_store::testing::each_migrated;

use crate::api::world::{World, check};

/// SEC-01, SEC-15: users are added, given roles and listed; a role taken away is told with its end.
#[test]
fn users_are_added_and_given_roles() {
    check(
        r#"sys POST users {"login":"Siv","name":"Siv Ek","password":"rätt häst batteri","language":"en"}
           sys POST users {"login":"siv","name":"","password":"kort"}
           sys POST users/siv/roles {"role":"budget_holder","conditions":["ORG=12*","PROJ.responsible==me"],"valid_from":"2026-01-01","decision":"dnr 1"}
           sys POST users/siv/roles {"role":"budget_holder","conditions":["ORG"],"decision":"dnr 1"}
           sys POST users/siv/roles {"role":"king","decision":"dnr 1"}
           sys DELETE users/siv/roles/4
           sys DELETE users/siv/roles/4
           sys POST users/siv/roles {"role":"controller","decision":" "}
           sys POST users/siv/roles {"role":"controller","decision":"dnr 1"}
           sys PUT users/siv {"active":false}
           sys GET users
           sys GET history?command=role.give"#,
        expect![[r#"
            sys POST users: 201 {"active":true,"created_at":"2026-06-30T08:00:00Z","language":"en","login":"siv","name":"Siv Ek","roles":[],"signed_in_at":null}
            sys POST users: 422 Nekat
                - name: user_name_missing: Namnet saknas. Skriv användarens för- och efternamn.
                - password: password_too_short: Lösenordet är för kort. Använd minst 12 tecken; några ord i rad duger bra.
            sys POST users/siv/roles: 201 {"grant":4,"grants":[4]}
            sys POST users/siv/roles: 400 Begäran har fel form: conditions: ORG=12*
            sys POST users/siv/roles: 422 Nekat
                - role: role_unknown: Det finns ingen roll med koden king. Välj en ur rollistan.
            sys DELETE users/siv/roles/4: 204
            sys DELETE users/siv/roles/4: 422 Nekat
                - role: role_not_held: Användaren har inte den rollen här längre. Hämta rollerna på nytt.
            sys POST users/siv/roles: 422 Nekat
                - decision: decision_missing: Beslutet bakom behörigheten saknas. Skriv dess beteckning, till exempel diarienumret.
            sys POST users/siv/roles: 201 {"grant":5,"grants":[5]}
            sys PUT users/siv: 204
            sys GET users: 200 {"users":[{"active":true,"created_at":"2026-06-30T08:00:00Z","language":"sv","login":"bo","name":"bo","roles":[{"conditions":[],"decided_on":"2026-06-30","decision":"dnr 1","given_at":"2026-06-30T08:00:00Z","grant":2,"role":"budget_holder","taken_at":null,"valid_from":null,"valid_to":null}],"signed_in_at":"2026-06-30T08:00:00Z"},{"active":true,"created_at":"2026-06-30T08:00:00Z","language":"sv","login":"eva","name":"eva","roles":[{"conditions":[],"decided_on":"2026-06-30","decision":"dnr 1","given_at":"2026-06-30T08:00:00Z","grant":1,"role":"controller","taken_at":null,"valid_from":null,"valid_to":null}],"signed_in_at":"2026-06-30T08:00:00Z"},{"active":false,"created_at":"2026-06-30T08:00:00Z","language":"en","login":"siv","name":"Siv Ek","roles":[{"conditions":["ORG=12*","PROJ.responsible==me"],"decided_on":"2026-06-30","decision":"dnr 1","given_at":"2026-06-30T08:00:00Z","grant":4,"role":"budget_holder","taken_at":"2026-06-30T08:00:00Z","valid_from":"2026-01-01","valid_to":null},{"conditions":[],"decided_on":"2026-06-30","decision":"dnr 1","given_at":"2026-06-30T08:00:00Z","grant":5,"role":"controller","taken_at":null,"valid_from":null,"valid_to":null}],"signed_in_at":null},{"active":true,"created_at":"2026-06-30T08:00:00Z","language":"sv","login":"sys","name":"sys","roles":[{"conditions":[],"decided_on":"2026-06-30","decision":"dnr 1","given_at":"2026-06-30T08:00:00Z","grant":3,"role":"system_administrator","taken_at":null,"valid_from":null,"valid_to":null}],"signed_in_at":"2026-06-30T08:00:00Z"}]}
            sys GET history?command=role.give: 403 Du har inte behörighet till detta: Behörigheten books.read saknas.
        "#]],
    );
}

/// SEC-25: nobody reaches further through users than the roles they were given.
#[test]
fn nobody_gives_themselves_or_others_more_than_they_may() {
    check(
        r#"sys POST users/sys/roles {"role":"controller","decision":"dnr 1"}
           sys DELETE users/sys/roles/3
           sys PUT users/sys {"active":false}
           sys POST users/ingen/roles {"role":"controller","decision":"dnr 1"}
           eva POST users/bo/roles {"role":"controller","decision":"dnr 1"}
           eva POST users {"login":"siv","name":"Siv","password":"rätt häst batteri"}
           eva GET users
           eva GET roles
           sys POST /api/v1/entities/2098/users {"login":"siv","name":"Siv","password":"rätt häst batteri"}"#,
        expect![[r"
            sys POST users/sys/roles: 422 Nekat
                - login: own_role: Ingen ger eller tar sina egna roller. Be en annan systemförvaltare.
            sys DELETE users/sys/roles/3: 422 Nekat
                - login: own_role: Ingen ger eller tar sina egna roller. Be en annan systemförvaltare.
            sys PUT users/sys: 422 Nekat
                - login: own_account: Det här går inte att göra med ditt eget konto. Ditt lösenord byter du själv, med det nuvarande; be annars en annan systemförvaltare.
            sys POST users/ingen/roles: 422 Nekat
                - login: user_unknown: Det finns ingen användare som heter ingen. Kontrollera stavningen eller lägg upp användaren.
            eva POST users/bo/roles: 403 Du har inte behörighet till detta: Behörigheten user.manage saknas.
            eva POST users: 403 Du har inte behörighet till detta: Behörigheten user.manage saknas.
            eva GET users: 403 Du har inte behörighet till detta: Behörigheten user.manage saknas.
            eva GET roles: 403 Du har inte behörighet till detta: Behörigheten user.manage saknas.
            sys POST /api/v1/entities/2098/users: 404 Det finns inget sådant här, eller inget du får veta av
        "]],
    );
}

/// SEC-01: the roles there are, and what they permit.
#[test]
fn roles_are_told() {
    let world = World::new();
    let answered = world.ask("sys", "GET", "/api/v1/entities/1098/roles", &[], Vec::new());
    let roles = answered.json()["roles"].as_array().unwrap().clone();
    let told: Vec<String> = roles
        .iter()
        .map(|role| format!("{} {}", role["role"], role["permissions"]))
        .collect();
    assert!(
        told.contains(
            &r#""system_administrator" ["personal.manage","personal.read","protected.read","role.manage","setting.edit","system.manage","user.manage"]"#.to_owned()
        ),
        "{told:#?}"
    );
    assert_eq!(roles.len(), 8);
}

/// SEC-11: a user who was added signs in, and nothing of the password is told or kept where it could
/// be guessed by: the key of the request says the same whatever the password was.
#[test]
fn nothing_of_a_password_is_told_or_kept_with_a_key() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::on(store.clone());
        let add = |password: &str, key: &str| {
            let body = format!(r#"{{"login":"siv","name":"Siv","password":"{password}"}}"#);
            let headers = [("idempotency-key", key)];
            world.ask(
                "sys",
                "POST",
                "/api/v1/entities/1098/users",
                &headers,
                body.into_bytes(),
            )
        };
        let first = add("rätt häst batteri", "k1");
        assert_eq!(first.status, StatusCode::CREATED);
        let again = add("en helt annan mening", "k1");
        assert_eq!((again.status, &again.body), (first.status, &first.body));
        let listed = world.ask("sys", "GET", "/api/v1/entities/1098/users", &[], Vec::new());
        for told in [&first.body, &listed.body] {
            let told = String::from_utf8_lossy(told);
            assert!(
                !told.contains("argon2") && !told.contains("häst") && !told.contains("hash"),
                "{told}"
            );
        }
        let sign_in = |password: &str| {
            let body = format!(r#"{{"login":"siv","password":"{password}"}}"#);
            world.ask("-", "POST", "/api/v1/sign-in", &[], body.into_bytes()).status
        };
        assert_eq!(sign_in("rätt häst batteri"), StatusCode::OK);
        assert_eq!(sign_in("en helt annan mening"), StatusCode::UNAUTHORIZED);
    });
}

/// SEC-12, SEC-15, REP-45: roles are told with second factor, class and reports, and permissions with the roles
/// that give them.
#[test]
fn roles_and_permissions_are_told() {
    let world = World::new();
    let put = |body: &str| {
        let path = "/api/v1/entities/1098/roles/lasare";
        world.ask("sys", "PUT", path, &[], body.as_bytes().to_vec()).status
    };
    let role = || {
        let answered = world.ask("sys", "GET", "/api/v1/entities/1098/roles", &[], Vec::new());
        let roles = answered.json()["roles"].as_array().unwrap().clone();
        roles.into_iter().find(|role| role["role"] == "lasare").unwrap()
    };
    let with = r#"{"name":"Läsare","permissions":["books.read"],"second_factor":true}"#;
    assert_eq!(put(with), StatusCode::NO_CONTENT);
    assert_eq!(
        (&role()["second_factor"], &role()["class"], &role()["own"]),
        (&true.into(), &"light".into(), &true.into())
    );
    // What is not said stays as it is.
    let other = r#"{"name":"Läsare","permissions":["books.read","report.run"],"reports":["journal"]}"#;
    assert_eq!(put(other), StatusCode::NO_CONTENT);
    assert_eq!(role()["second_factor"], true);
    assert_eq!(role()["reports"], serde_json::json!(["journal"]));
    let freed = r#"{"name":"Läsare","permissions":["books.read"],"second_factor":false}"#;
    assert_eq!(put(freed), StatusCode::NO_CONTENT);
    assert_eq!(role()["second_factor"], false);
    let answered = world.ask("sys", "GET", "/api/v1/entities/1098/permissions", &[], Vec::new());
    let permissions = answered.json()["permissions"].as_array().unwrap().clone();
    let manage = permissions.iter().find(|of| of["permission"] == "role.manage").unwrap();
    assert_eq!((&manage["governs"], &manage["class"]), (&true.into(), &"full".into()));
    assert_eq!(manage["roles"], serde_json::json!(["system_administrator"]));
}

/// DEF-14, REP-11: a table of roles is taken whole, or not at all with every mistake at its line.
#[test]
fn roles_of_a_file_are_taken_whole_or_told_with_their_lines() {
    let world = World::new();
    let take = |who: &str, file: &str| {
        let headers = [("content-type", "text/csv"), ("accept-language", "sv")];
        let path = "/api/v1/entities/1098/files/roles?name=roller.csv";
        world.ask(who, "POST", path, &headers, file.as_bytes().to_vec())
    };
    let wrong = take(
        "sys",
        "role;name;permissions\nbra;Bra;books.read\nfel;Fel;books.burn\n;Tom;\n",
    );
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = String::from_utf8(wrong.body.to_vec()).unwrap();
    for part in [
        "permission_unknown",
        "role_code_malformed",
        "role_permits_nothing",
        "\"line\":3",
        "\"line\":4",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let file = "role;name;permissions\nbra;Bra;books.read\ncontroller;Controller;books.read\n";
    assert_eq!(take("eva", file).status, StatusCode::FORBIDDEN);
    let taken = take("sys", file);
    assert_eq!(taken.status, StatusCode::OK);
    assert_eq!(
        taken.json(),
        serde_json::json!({ "added": ["bra"], "changed": ["controller"], "unchanged": 0 })
    );
    let again = take("sys", file).json();
    assert_eq!(again, serde_json::json!({ "added": [], "changed": [], "unchanged": 2 }));
}

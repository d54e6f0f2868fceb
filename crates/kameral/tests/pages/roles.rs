//! Stories about the pages of roles, users and licences, and about what waits for whoever decides (SEC-12, SEC-15,
//! SEC-27, DEF-14, REP-11).

use axum::http::StatusCode;
use kameral_access::{Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, add_user, give_role};
use kameral_base::EntityId;
use kameral_store::Store;

use crate::agency::{self, PASSWORD};
use crate::pages::world::Browser;

/// Hashing that costs nothing, for tests only.
const FAST: HashCost = HashCost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

/// The agency with a second system administrator, Siv.
fn house() -> (Browser, Store) {
    let store = agency::empty();
    kameral_ledger::proposals::register(&store);
    let browser = Browser::over(store.clone());
    let cx = Cx::operator(store.clone(), "operator", EntityId(1), agency::today(), agency::now());
    let new = NewUser {
        login: "siv".to_owned(),
        name: "Siv Lund".to_owned(),
        password: Password::new(PASSWORD),
        language: "sv".to_owned(),
    };
    add_user(&cx, None, FAST, &new).unwrap();
    let grant = RoleGrant {
        login: "siv".to_owned(),
        entity: EntityId(1),
        role: "system_administrator".to_owned(),
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: agency::today(),
        },
    };
    give_role(&cx, None, &grant).unwrap();
    (browser, store)
}

/// SEC-12: whether a role requires a second factor is ticked on its page, and the list of roles tells it; one
/// that governs without is warned of.
#[test]
fn a_role_says_on_its_page_whether_it_requires_a_second_factor() {
    let (mut browser, _) = house();
    browser.enter("sys");
    let form = [
        ("role", "lasare"),
        ("name", "Läsare"),
        ("permissions", "books.read"),
        ("second_factor", "ja"),
    ];
    assert_eq!(
        browser.form("/1098/roller", &form).told(),
        "303 → /1098/roller/lasare\n"
    );
    let page = browser.get("/1098/roller/lasare");
    let tick = page.between("id=\"f-second_factor\"", ">");
    assert!(tick.contains("checked"), "{tick}");
    assert!(
        page.told()
            .contains("Den som har rollen och loggar in med enbart lösenord")
    );
    assert!(!page.told().contains("Rollen styr användare"), "it does not govern");
    let row = |browser: &Browser, code: &str| {
        let list = browser.get("/1098/roller");
        list.between(&format!("/1098/roller/{code}\""), "</tr>").to_owned()
    };
    assert!(
        row(&browser, "lasare").contains("Krävs<"),
        "{}",
        row(&browser, "lasare")
    );
    // Unticked, it is freed; what governs without is warned of, in the list and on its page.
    let freed = &form[..3];
    assert_eq!(browser.form("/1098/roller", freed).status, StatusCode::SEE_OTHER);
    assert!(row(&browser, "lasare").contains("Krävs inte<"));
    assert!(!row(&browser, "lasare").contains("badge warning"));
    assert!(row(&browser, "system_administrator").contains("badge warning"));
    let own = browser.get("/1098/roller/system_administrator");
    assert!(own.told().contains("Rollen styr användare, roller"), "{}", own.told());
}

/// SEC-15: the list of users tells roles by name, with the code at hand, and finds them by either.
#[test]
fn users_are_listed_with_the_names_of_their_roles() {
    let (mut browser, _) = house();
    browser.enter("sys");
    let list = browser.get("/1098/anvandare?sok=siv");
    assert!(
        list.html()
            .contains("<span title=\"system_administrator\">Systemförvaltare</span>"),
        "{}",
        list.told()
    );
    let found = browser.get("/1098/anvandare?sok=systemf%C3%B6rv");
    assert!(found.told().contains("Siv Lund"), "{}", found.told());
    assert!(!found.told().contains("\neva\n"), "{}", found.told());
}

/// SEC-27: whoever may decide on proposals sees beside them, on every page, how many wait; who made them does
/// not, and who may not decide has no such way.
#[test]
fn proposals_that_wait_are_counted_in_the_menu() {
    let (mut browser, _) = house();
    let waiting = |browser: &mut Browser, who: &str| {
        browser.enter(who);
        let page = browser.get("/1098/verifikationer");
        let page = if page.status == StatusCode::OK {
            page
        } else {
            browser.get("/1098/roller")
        };
        let nav = page.between("<nav class=\"rail\"", "</nav>").to_owned();
        match nav.split_once("/1098/forslag\"") {
            None => "ingen väg".to_owned(),
            Some((_, rest)) => {
                let item = rest.split("</a>").next().unwrap();
                let words = item
                    .split('<')
                    .filter_map(|part| part.split_once('>').map(|(_, text)| text));
                words.collect::<String>().trim().to_owned()
            }
        }
    };
    assert_eq!(waiting(&mut browser, "siv"), "Förslag att besluta");
    browser.enter("sys");
    let asked = [
        ("anvandare", "bo"),
        ("roll", "accounting_administrator"),
        ("skal", "Ny tjänst"),
    ];
    let made = browser.form("/1098/forslag/roll", &asked);
    assert!(made.told().starts_with("303 → /1098/forslag/"), "{}", made.told());
    assert_eq!(waiting(&mut browser, "siv"), "Förslag att besluta 1 väntar");
    assert_eq!(waiting(&mut browser, "sys"), "Förslag att besluta");
    // Eva decides on other kinds, Bo on none.
    assert_eq!(waiting(&mut browser, "eva"), "Förslag att besluta");
    assert_eq!(waiting(&mut browser, "bo"), "ingen väg");
    browser.enter("siv");
    assert!(
        browser
            .get("/1098/forslag")
            .html()
            .contains("1<span class=\"unseen\"> väntar")
    );
}

/// SEC-23: ways to sign in stand in the menu of who manages users.
#[test]
fn ways_to_sign_in_stand_in_the_menu() {
    let (mut browser, _) = house();
    browser.enter("sys");
    let rail = |page: &crate::pages::world::Page| page.between("<nav class=\"rail\"", "</nav>").to_owned();
    assert!(rail(&browser.get("/1098/roller")).contains("/1098/inloggningstjanster\""));
    assert_eq!(browser.get("/1098/inloggningstjanster").status, StatusCode::OK);
    browser.enter("eva");
    assert!(!rail(&browser.get("/1098/verifikationer")).contains("/1098/inloggningstjanster\""));
}

/// DEF-14, REP-11: the list of roles is a file that another installation reads, all of it or nothing; where it
/// takes two it is proposed; licences are a file too.
#[test]
fn roles_go_from_one_installation_to_another_as_a_file() {
    let (mut browser, _) = house();
    browser.enter("sys");
    let form = [
        ("role", "lasare"),
        ("name", "Läsare"),
        ("permissions", "books.read"),
        ("second_factor", "ja"),
    ];
    assert_eq!(browser.form("/1098/roller", &form).status, StatusCode::SEE_OTHER);
    let file = browser.get("/1098/roller?format=csv");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("roller-1098.csv"));
    assert!(
        file.html()
            .contains("\"lasare\";\"Läsare\";\"\";\"\";\"books.read\";\"\";\"true\";\"light\";\"true\"\r\n"),
        "{}",
        file.html()
    );
    // The other installation has the standard roles, and lacks the agency's own.
    let (mut other, _) = house();
    other.enter("sys");
    let take = |browser: &Browser, file: &[u8]| {
        let part = ("fil", "roller.csv", file);
        browser.file_form("/1098/roller/ur-fil", &[("reason", "Samma roller")], part)
    };
    assert_eq!(other.get("/1098/roller/lasare").status, StatusCode::NOT_FOUND);
    assert_eq!(take(&other, &file.body).told(), "303 → /1098/roller\n");
    let page = other.get("/1098/roller/lasare");
    assert!(page.between("id=\"f-second_factor\"", ">").contains("checked"));
    // A mistake is told at its line, and nothing of the file is kept.
    let wrong = "role;name;permissions\nbra;Bra;books.read\nfel;Fel;books.burn\n";
    let refused = take(&other, wrong.as_bytes());
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.told().contains("Det här ska rättas i filen\n"),
        "{}",
        refused.told()
    );
    assert!(
        refused
            .told()
            .contains("\n3\npermissions\nRollen fel har behörigheten books.burn"),
        "{}",
        refused.told()
    );
    assert!(!other.get("/1098/roller?format=csv").html().contains("\"bra\""));
    other.enter("eva");
    assert_eq!(take(&other, &file.body).status, StatusCode::FORBIDDEN);
    // Licences.
    let form = [("login", "eva"), ("class", "full"), ("valid_from", "2026-06-30")];
    assert_eq!(browser.form("/1098/licenser", &form).status, StatusCode::SEE_OTHER);
    let file = browser.get("/1098/licenser?format=csv");
    assert!(file.header("content-disposition").contains("licenser-1098.csv"));
    assert!(
        file.html()
            .contains("\"eva\";\"eva\";\"Fullanvändare\";2026-06-30;\r\n"),
        "{}",
        file.html()
    );
}

/// SEC-25: where a change of a role takes two, a file of roles becomes one proposal, decided on by another.
#[test]
fn a_file_of_roles_is_decided_on_by_two() {
    let (mut browser, store) = house();
    store
        .write(|tx| {
            let row = kameral_access::duty::FourEyesRow {
                kind: "role.save".to_owned(),
                takes_two: true,
            };
            kameral_access::duty::load_standard(tx, &[], &[row], agency::now())?;
            Ok::<_, kameral_store::Stop<()>>(())
        })
        .unwrap();
    browser.enter("sys");
    let file = "role;name;permissions\nlasare;Läsare;books.read\nchef;Chef;books.read report.run\n";
    let take = |browser: &Browser, reason: &str| {
        let part = ("fil", "roller.csv", file.as_bytes());
        browser.file_form("/1098/roller/ur-fil", &[("reason", reason)], part)
    };
    let bare = take(&browser, "");
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bare.told());
    let made = take(&browser, "Samma roller");
    assert!(made.told().starts_with("303 → /1098/forslag/"), "{}", made.told());
    assert_eq!(browser.get("/1098/roller/chef").status, StatusCode::NOT_FOUND);
    let path = made.header("location").to_owned();
    browser.enter("siv");
    let page = browser.get(&path);
    assert!(page.told().contains("roles 2: permissions\n"), "{}", page.told());
    let seen = page.between("name=\"sedd\" value=\"", "\"").to_owned();
    let decided = browser.form(&path, &[("beslut", "godta"), ("sedd", &seen), ("skal", "")]);
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.told());
    assert_eq!(browser.get("/1098/roller/chef").status, StatusCode::OK);
    assert_eq!(browser.get("/1098/roller/lasare").status, StatusCode::OK);
}

/// SEC-15, REP-45: permissions are a list of their own: what each is called, which class it takes and which roles
/// give it, as a page and as a file.
#[test]
fn permissions_are_listed_with_the_roles_that_give_them() {
    let (mut browser, _) = house();
    browser.enter("sys");
    let page = browser.get("/1098/behorigheter");
    let row = page.between(">role.manage</td>", "</tr>");
    assert!(
        row.contains("<span title=\"system_administrator\">Systemförvaltare</span>"),
        "{row}"
    );
    let file = browser.get("/1098/behorigheter?format=csv");
    assert!(file.header("content-disposition").contains("behorigheter-1098.csv"));
    let row = file
        .html()
        .lines()
        .find(|line| line.contains("\"voucher.post\""))
        .unwrap();
    assert!(row.ends_with("\"accounting_administrator controller\""), "{row}");
    browser.enter("eva");
    assert_eq!(browser.get("/1098/behorigheter").status, StatusCode::FORBIDDEN);
}

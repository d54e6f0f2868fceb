//! Pseudonyms that come back: whatever is written around one, and whoever sends it, no answer tells whom it
//! stands for (SEC-22).

use std::collections::BTreeSet;

use kameral_store::testing::each_migrated;

use crate::pages::canary::{World, traces_in};
use crate::pages::world::Browser;

/// Addresses whose answers repeat what they were asked.
const ASKED: [&str; 7] = [
    "/1098/anvandare?sok=",
    "/1098/verifikationer?text=",
    "/1098/historik?vem=",
    "/1098/rapporter/rabalans?period=202603&where=RESURS%3D",
    "/1098/finns-inte/",
    "/1098/finns-inte?till=/1098/anvandare?sok=",
    "/api/v1/entities/1098/users?sok=",
];

/// What is written before and after.
const BESIDE: [(&str, &str); 8] = [
    ("", ""),
    ("9", ""),
    ("", "0"),
    ("x", "x"),
    ("%39", "%39"),
    ("%20", "%20"),
    ("100,", ",100"),
    ("a%3D", "%7Cb"),
];

/// SEC-22: neither who is signed in without the right nor who is not signed in at all gets the number or the
/// login by its pseudonym.
#[test]
fn sec_22_no_answer_tells_whom_a_pseudonym_stands_for() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::over(store.clone());
        world.protect();
        world.enter("blind");
        let mut known = pseudonyms(world.browser.get("/1098/register/koddelar/RESURS").html());
        let users = world
            .browser
            .send("GET", "/api/v1/entities/1098/users", "application/json", "", Vec::new());
        known.extend(pseudonyms(users.html()));
        assert_eq!(known.len(), 3, "a number, a value and a login: {known:?}");
        let mut addresses = BTreeSet::new();
        for pseudonym in &known {
            for (before, after) in BESIDE {
                addresses.extend(ASKED.map(|asked| format!("{asked}{before}{pseudonym}{after}")));
            }
        }
        let nobody = Browser::nobody(&world.browser);
        for (who, browser) in [("blind", &world.browser), ("nobody", &nobody)] {
            let traces = traces_in(browser, &addresses);
            assert!(traces.is_empty(), "{who}: {}", traces.join("\n"));
        }
        // Who is not signed in is sent on with what they sent.
        let pseudonym = known.iter().next().unwrap();
        let sent_on = nobody.get(&format!("/1098/anvandare?sok={pseudonym}"));
        assert!(sent_on.header("location").contains(pseudonym.as_str()));
    });
}

/// The pseudonyms of a page.
fn pseudonyms(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in ["person-", "skyddad-"] {
        for (at, _) in html.match_indices(mark) {
            let end = at + mark.len() + 10;
            let signs = html.get(at + mark.len()..end);
            if signs.is_some_and(|signs| signs.bytes().all(|sign| sign.is_ascii_alphanumeric())) {
                found.insert(html[at..end].to_owned());
            }
        }
    }
    found
}

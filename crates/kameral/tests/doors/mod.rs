//! Every route × everybody who may come: each role of the standard configuration, and for each
//! permission somebody who holds that one alone; at their own entity, at one that is not theirs, at one
//! that does not exist, and signed in nowhere (SEC-01, SEC-10, DEF-13, reliability P14).
//!
//! What is tried is what the program's two tables of routes say. A route without a row there does not
//! exist (`sources.rs`); a row that says something else than its handler does fails here; and what the
//! rows give each role stands in `doors.txt`, to be read.

mod foreign;
mod house;
mod readings;
mod twins;

use std::fmt::Write as _;

use expect_test::expect_file;
use kameral_access::Permission;
use kameral_site::Needs;
use kameral_store::testing::each_migrated;

use house::{Answer, House, Row, rows};

/// What each role of the standard configuration reaches: SEC-01 to SEC-08, as one table.
#[test]
fn what_the_doors_give_each_role() {
    let store = kameral_store::testing::sqlite_migrated(&kameral::MIGRATIONS);
    let house = House::on(store);
    let mut told = format!("{:<6} {:<78} {:<44}", "method", "route", "asks for");
    for role in house.roles() {
        write!(told, " {role}").unwrap();
    }
    told.push('\n');
    for row in rows() {
        write!(told, "{:<6} {:<78} {:<44}", row.method, row.path, row.needs.told()).unwrap();
        for role in house.roles() {
            let may = house.gives(&role, row.needs);
            write!(told, " {:<width$}", if may { "yes" } else { "-" }, width = role.len()).unwrap();
        }
        told.truncate(told.trim_end().len());
        told.push('\n');
    }
    expect_file!["doors.txt"].assert_eq(&told);
}

/// SEC-10: each cell of the table as the program answers it, on both engines.
#[test]
fn every_route_answers_each_role_as_its_door_says() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut house = House::on(store.clone());
        let mut wrong = Vec::new();
        for row in rows() {
            for role in house.roles() {
                let may = house.gives(&role, row.needs);
                tried(&mut house, &row, &role, may, &mut wrong);
            }
            strangers(&mut house, &row, &mut wrong);
        }
        assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
    });
}

/// SEC-09: one permission alone opens the doors that ask for it and no other, so that no handler asks
/// for less, or more, than its row says. Whoever holds them all comes in everywhere.
#[test]
fn one_permission_opens_its_own_doors_alone() {
    let store = kameral_store::testing::sqlite_migrated(&kameral::MIGRATIONS);
    let mut house = House::on(store);
    let mut wrong = Vec::new();
    for row in rows() {
        for permission in Permission::ALL {
            let may = row.needs.met(|asked| asked == permission).is_ok();
            tried(&mut house, &row, permission.code(), may, &mut wrong);
        }
        tried(&mut house, &row, house::ALL, true, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
}

fn tried(house: &mut House, row: &Row, who: &str, may: bool, wrong: &mut Vec<String>) {
    let answer = house.ask(who, row, "1098");
    let status = answer.status.as_u16();
    let came_in = status != 403 && status != 401 && !answer.to_sign_in();
    if came_in != may || 500 <= status {
        wrong.push(format!(
            "{row}: {who} shall {}: {answer}",
            if may { "come in" } else { "not" }
        ));
    }
}

/// Another's entity and none look the same to everybody, and nobody is asked to sign in.
fn strangers(house: &mut House, row: &Row, wrong: &mut Vec<String>) {
    let nobody = house.nobody(row, "1098");
    let turned = nobody.to_sign_in() || nobody.status == 401;
    if turned == (row.needs == Needs::Nothing) || nobody.status.is_server_error() {
        wrong.push(format!("{row}: without signing in: {nobody}"));
    }
    if !row.path.contains("{entity}") {
        return;
    }
    let told = |answer: &Answer, code: &str| answer.told().replace(code, "####");
    for who in [house::ALL, "controller", "system_administrator"] {
        let (foreign, none) = (house.ask(who, row, "2098"), house.ask(who, row, "9999"));
        if foreign.status != 404 || told(&foreign, "2098") != told(&none, "9999") {
            wrong.push(format!("{row}: {who} at another's entity: {foreign}; at none: {none}"));
        }
    }
}

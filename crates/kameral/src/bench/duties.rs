//! What permissions and rules of separation cost a command: vouchers posted one a command by a user whose
//! permission and rules are asked for in each transaction, beside the operator's where there are none.

use std::time::Instant;

use kameral_access::duty::load_standard;
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, Permission, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_ledger::commands::post;
use kameral_ledger::standard;
use kameral_ledger::voucher::DraftVoucher;
use kameral_store::Stop;
use tempfile::TempDir;

use super::books::{TOGETHER, agency, request, workload};
use super::figure::{Runs, per_second};
use super::posting::remove;
use super::{Figure, Limit, Ratio, Say, Size, Unit, place};
use crate::outcome::Ending;

/// Runs of the figure: what is looked for is small beside what else the machine does.
const RUNS: usize = 15;
/// What is asked costs less than two hundredths of what is posted.
const LEAST: Limit = Limit::AtLeast(Ratio(98));

/// Vouchers of a request, and requests of a run.
const BULK: (usize, usize) = (TOGETHER, 4);

/// Vouchers a second with what is asked, and without: a thousand a command, as files come, and one a command.
pub fn figures(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    say("permissions and rules of separation");
    let bulk = figure("permission_checks", BULK, folder)?;
    let each = figure("permission_checks_each", (1, size.each * 2), folder)?;
    Ok(vec![bulk, each])
}

/// The one and the other into the same books in turn.
fn figure(name: &'static str, (together, times): (usize, usize), folder: &TempDir) -> Result<Figure, Ending> {
    let database = place(folder, "duties.db");
    let operator = agency(&database)?;
    let user = user(&operator)?;
    let count = together * times;
    let mut workload = workload();
    let mut at = 0;
    let mut post = |cx: &Cx| {
        let drafts = workload.vouchers(at, count, count * RUNS * 2);
        at += count;
        posted(cx, drafts, together)
    };
    let mut runs = Runs::default();
    for run in 0..RUNS {
        // Now the one begins, now the other: books that grow meet both alike.
        let (with, without);
        if run % 2 == 0 {
            with = post(&user)?;
            without = post(&operator)?;
        } else {
            without = post(&operator)?;
            with = post(&user)?;
        }
        runs.push(with, without);
    }
    drop((user, operator));
    remove(&[&database])?;
    let what =
        format!("{count} vouchers, {together} a command, with permissions and rules of separation, against without");
    Ok(runs.figure(name, what, Unit::VouchersPerSecond, LEAST))
}

fn posted(cx: &Cx, drafts: Vec<DraftVoucher>, together: usize) -> Result<i64, Ending> {
    let count = drafts.len();
    let requests: Vec<_> = drafts.chunks(together).map(|drafts| request(drafts.to_vec())).collect();
    let began = Instant::now();
    for request in &requests {
        post(cx, None, request)?;
    }
    Ok(per_second(count, began.elapsed()))
}

/// Somebody who posts, where the standard's rules are in force.
fn user(operator: &Cx) -> Result<Cx, Ending> {
    let mistaken = |mistake: standard::StandardMistake| Ending::Fault(mistake.to_string());
    let (rules, kinds) = (
        standard::duty_rules().map_err(mistaken)?,
        standard::four_eyes().map_err(mistaken)?,
    );
    let role = RoleRow {
        role: "accountant".to_owned(),
        name: "Ekonom".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: [Permission::BooksRead, Permission::VoucherPost]
            .map(|permission| permission.code().to_owned())
            .to_vec(),
    };
    let loaded: Result<(), Stop<Vec<kameral_access::RoleRefusal>>> = operator.store.write(|tx| {
        load_standard(tx, &rules, &kinds, operator.now)?;
        set_roles(tx, std::slice::from_ref(&role))
    });
    loaded?;
    let new = NewUser {
        login: "bench".to_owned(),
        name: "kameral bench".to_owned(),
        password: Password::new("en lång hemlighet för mätning"),
        language: "sv".to_owned(),
    };
    let user = add_user(operator, None, HashCost::OWASP, &new)?.id;
    let grant = RoleGrant {
        login: new.login,
        entity: operator.entity(),
        role: role.role,
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "bench".to_owned(),
            on: operator.today,
        },
    };
    give_role(operator, None, &grant)?;
    let cx = Cx::of_user(
        &operator.store,
        user,
        operator.entity(),
        "cli",
        operator.today,
        operator.now,
    )?;
    cx.ok_or_else(|| Ending::Fault("the user holds no role".to_owned()))
}

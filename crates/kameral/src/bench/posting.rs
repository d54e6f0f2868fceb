//! How fast vouchers are posted: many in a transaction, and one a command by eight at once.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use kameral_access::Cx;
use kameral_ledger::commands::post;
use tempfile::TempDir;

use super::books::{TOGETHER, agency, request, requests, workload};
use super::figure::{Runs, per_second};
use super::{Figure, Limit, Ratio, Say, Size, Unit, bare, place};
use crate::outcome::Ending;

/// Runs of each figure.
const RUNS: usize = 3;
/// Clients that post at once.
const CLIENTS: usize = 8;

/// Bulk posting is at least half as fast as inserting the same rows and nothing else.
const BULK_LEAST: Limit = Limit::AtLeast(Ratio(50));
/// Eight clients that share syncs are at least four times as fast as one that syncs each voucher.
const EACH_LEAST: Limit = Limit::AtLeast(Ratio(400));

pub fn figures(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    Ok(vec![bulk(size, folder, say)?, one_by_one(size, folder, say)?])
}

fn bulk(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Figure, Ending> {
    let requests = requests(size.bulk);
    let mut runs = Runs::default();
    for run in 1..=RUNS {
        say(&format!("bulk posting, run {run} of {RUNS}"));
        let database = place(folder, "bulk.db");
        let cx = agency(&database)?;
        let began = Instant::now();
        for request in &requests {
            post(&cx, None, request)?;
        }
        let took = began.elapsed();
        drop(cx);
        let other = place(folder, "bulk-bare.db");
        let together = i64::try_from(TOGETHER).unwrap_or(i64::MAX);
        let bare = bare::insert(Path::new(&database), Path::new(&other), together, i64::MAX)?;
        runs.push(per_second(size.bulk, took), per_second(bare.vouchers, bare.took));
        remove(&[&database, &other])?;
    }
    let what = format!(
        "posting {} vouchers, 1,000 a transaction, against bare inserts of the same rows",
        size.bulk
    );
    Ok(runs.figure("bulk_posting", what, Unit::VouchersPerSecond, BULK_LEAST))
}

fn one_by_one(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Figure, Ending> {
    let mut runs = Runs::default();
    let count = size.each * CLIENTS;
    for run in 1..=RUNS {
        say(&format!("one voucher a command, run {run} of {RUNS}"));
        let database = place(folder, "each.db");
        let cx = agency(&database)?;
        let took = by_clients(&cx, size.each)?;
        drop(cx);
        let other = place(folder, "each-bare.db");
        // The bare loop waits for a sync a voucher; as many as one client posts show its rate.
        let alone = i64::try_from(size.each * 2).unwrap_or(i64::MAX);
        let bare = bare::insert(Path::new(&database), Path::new(&other), 1, alone)?;
        runs.push(per_second(count, took), per_second(bare.vouchers, bare.took));
        remove(&[&database, &other])?;
    }
    let what =
        format!("one voucher a command, {CLIENTS} clients, {count} vouchers, against a bare loop that commits each");
    Ok(runs.figure("one_by_one", what, Unit::VouchersPerSecond, EACH_LEAST))
}

/// Each client waits for its answer before it sends the next.
fn by_clients(cx: &Cx, each: usize) -> Result<Duration, Ending> {
    let mut workload = workload();
    let count = each * CLIENTS;
    let mut drafts = workload.vouchers(0, count, count).into_iter();
    let work: Vec<Vec<_>> = (0..CLIENTS).map(|_| drafts.by_ref().take(each).collect()).collect();
    let start = Barrier::new(CLIENTS + 1);
    let client = |drafts: Vec<_>| -> Result<(), Ending> {
        let requests: Vec<_> = drafts.into_iter().map(|draft| request(vec![draft])).collect();
        start.wait();
        requests
            .iter()
            .try_for_each(|request| post(cx, None, request).map(|_| ()))?;
        Ok(())
    };
    let client = &client;
    std::thread::scope(|scope| {
        let clients: Vec<_> = work
            .into_iter()
            .map(|drafts| scope.spawn(move || client(drafts)))
            .collect();
        start.wait();
        let began = Instant::now();
        for client in clients {
            client
                .join()
                .map_err(|_| Ending::Fault("a client ended early".to_owned()))??;
        }
        Ok(began.elapsed())
    })
}

/// Removes databases with what stands beside them.
pub fn remove(databases: &[&str]) -> Result<(), Ending> {
    for database in databases {
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{database}{ending}");
            if Path::new(&file).exists() {
                std::fs::remove_file(file)?;
            }
        }
    }
    Ok(())
}

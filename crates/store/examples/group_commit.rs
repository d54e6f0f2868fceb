//! Measures group commit: one client that commits each voucher against several that share syncs.
//!
//! `cargo run --release -p kameral-store --features testing --example group_commit [folder [options]]`
//! The folder must lie on a real disk: in memory a sync costs nothing. With the option
//! `durability=test` no sync is made, and what is left is the work itself.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kameral_store::testing::{long_ago, on_commit, write};
use kameral_store::{Fault, Insert, Migration, Migrations, Store, Tx, Value, params};

const CLIENTS: usize = 8;
const LINES: i64 = 5;
const RUN: Duration = Duration::from_secs(3);

const TABLES: Migrations = Migrations {
    crate_name: "bench",
    files: &[(
        "001_voucher",
        &[Migration::Both(
            "create table series (entity_id bigint not null primary key, last_number bigint not null);
            -- sqlite: without rowid
            create table voucher (entity_id bigint not null, number bigint not null,
              text text not null, primary key (entity_id, number));
            -- sqlite: without rowid
            create table line (entity_id bigint not null, number bigint not null, line bigint not null,
              coding bigint not null, amount_ore bigint not null, primary key (entity_id, number, line));
            -- sqlite: without rowid
            create table balance (entity_id bigint not null, coding bigint not null,
              amount_ore bigint not null, primary key (entity_id, coding));
            insert into series values (1, 0);",
        )],
    )],
};

const LINE: Insert = Insert {
    table: "line",
    columns: &["entity_id", "number", "line", "coding", "amount_ore"],
    suffix: "",
};
const BALANCE: Insert = Insert {
    table: "balance",
    columns: &["entity_id", "coding", "amount_ore"],
    suffix: "on conflict (entity_id, coding) do update set amount_ore = balance.amount_ore + excluded.amount_ore",
};

fn main() -> Result<(), Fault> {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(folder)?;
    let path = folder.path().join("group_commit.db");
    let options = std::env::args().nth(2).unwrap_or_default();
    let store = Store::open(&format!("{}?{options}", path.display()))?;
    store.migrate(&[TABLES], long_ago())?;
    on_commit(&store, || {
        SYNCS.fetch_add(1, Ordering::Relaxed);
        false
    })?;
    for _ in 0..3 {
        let (alone, alone_syncs) = rates(&store, 1)?;
        let (together, together_syncs) = rates(&store, CLIENTS)?;
        println!(
            "1 client {alone} vouchers/s in {alone_syncs} syncs, {CLIENTS} clients {together}/s in \
             {together_syncs}: {}.{} times",
            together / alone,
            together * 10 / alone % 10
        );
    }
    Ok(())
}

/// Commits made, so that the syncs that were shared are seen and not believed.
static SYNCS: AtomicU64 = AtomicU64::new(0);

/// Vouchers and syncs a second with so many clients, each waiting for its answer before the next.
fn rates(store: &Store, clients: usize) -> Result<(u64, u64), Fault> {
    let syncs_before = SYNCS.load(Ordering::Relaxed);
    let start = Barrier::new(clients);
    let posted = std::thread::scope(|scope| {
        let client = || {
            start.wait();
            let (began, mut posted) = (Instant::now(), 0_u64);
            while began.elapsed() < RUN {
                write(store, post)?;
                posted += 1;
            }
            Ok(posted)
        };
        let clients: Vec<_> = (0..clients).map(|_| scope.spawn(client)).collect();
        clients
            .into_iter()
            .map(|client| client.join().expect("no client panics"))
            .sum::<Result<u64, Fault>>()
    })?;
    let syncs = SYNCS.load(Ordering::Relaxed) - syncs_before;
    Ok((posted / RUN.as_secs(), syncs / RUN.as_secs()))
}

/// One small voucher: number, head, lines, balances.
fn post(tx: &mut Tx) -> Result<(), Fault> {
    let sql = "update series set last_number = last_number + 1 where entity_id = $1 returning last_number";
    let number: i64 = tx.one(sql, params![1], |row| row.get("last_number"))?;
    tx.exec(
        "insert into voucher (entity_id, number, text) values ($1, $2, $3)",
        params![1, number, "Kontorsmaterial"],
    )?;
    let amount = |line| if line == 0 { LINES - 1 } else { -1 };
    let lines: Vec<Value<'_>> = (0..LINES)
        .flat_map(|line| [1, number, line, line * 7 % 40, amount(line)].map(Value::Int))
        .collect();
    tx.insert_many(&LINE, &lines)?;
    let balances: Vec<Value<'_>> = (0..LINES)
        .flat_map(|line| [1, line * 7 % 40, amount(line)].map(Value::Int))
        .collect();
    tx.insert_many(&BALANCE, &balances)?;
    Ok(())
}

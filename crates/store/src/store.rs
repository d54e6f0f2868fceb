//! The store: one database on either engine.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tempfile::TempDir;

use crate::address::{Address, Place};
use crate::fault::FaultKind;
use crate::nesting::Alone;
use crate::pool::Pool;
use crate::shared::Shared;
use crate::sqlite::settings::Role;
use crate::sqlite::writer::Writer;
use crate::tx::{Link, Tx, Verdict};
use crate::{Durability, Engine, Fault, Stop, postgres, sqlite};

/// Connections that read SQLite at the same time.
const SQLITE_READERS_MAX: usize = 8;
/// Connections to PostgreSQL, writers and readers together.
const POSTGRES_CONNECTIONS_MAX: usize = 16;

/// One database. Cheap to clone and to send to other threads; all clones share its connections.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    backend: Backend,
    durability: Durability,
    shared: Shared,
    guard: OnceLock<Guard>,
}

/// Says whether a database may be written in.
type Ask = dyn Fn(&Store) -> Result<(), Fault> + Send + Sync;

/// What is asked before the first write.
struct Guard {
    ask: Box<Ask>,
    /// Whether it has said yes.
    passed: AtomicBool,
}

pub(crate) enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

pub(crate) struct Sqlite {
    pub(crate) writer: Writer,
    readers: Pool<sqlite::Conn>,
    pub(crate) path: PathBuf,
    /// Removes a `:memory:` database when the last clone is gone. Last, so that connections close first.
    _folder: Option<TempDir>,
}

pub(crate) struct Postgres {
    pool: Pool<postgres::Conn>,
    pub(crate) address: String,
}

impl Store {
    /// Opens a database: a path, `:memory:` (gone afterwards, for tests), or `postgres://…`.
    ///
    /// Every setting that durability rests on is made and asked for again; a wrong one is a fault
    /// by name (reliability rule 7). `?durability=test` leaves out the syncs, for tests and
    /// benchmarks only, and [`durability`](Self::durability) tells it.
    pub fn open(address: &str) -> Result<Self, Fault> {
        let Address { place, durability } = Address::parse(address)?;
        let backend = match place {
            Place::Memory => Backend::Sqlite(Sqlite::open_memory(durability, None)?),
            Place::File(path) => {
                sqlite::file_system::refuse_network(&path)?;
                Backend::Sqlite(Sqlite::open(path, None, durability)?)
            }
            Place::Postgres(address) => Backend::Postgres(Postgres::open(address, durability)?),
        };
        Ok(Self::on(backend, durability))
    }

    /// Opens a database as `:memory:` does, that begins as these bytes of one.
    #[cfg(feature = "testing")]
    pub(crate) fn open_copy(bytes: &[u8]) -> Result<Self, Fault> {
        let durability = Durability::Test;
        let backend = Backend::Sqlite(Sqlite::open_memory(durability, Some(bytes))?);
        Ok(Self::on(backend, durability))
    }

    fn on(backend: Backend, durability: Durability) -> Self {
        Self(Arc::new(Inner {
            backend,
            durability,
            shared: Shared::default(),
            guard: OnceLock::new(),
        }))
    }

    /// Asks `guard` before anything is written, until it has said yes once: a database it says no of can be
    /// read, and no command writes in it. The first guard counts; migrations are not asked of it.
    pub fn guard_writes(&self, guard: impl Fn(&Self) -> Result<(), Fault> + Send + Sync + 'static) {
        let guard = Guard {
            ask: Box::new(guard),
            passed: AtomicBool::new(false),
        };
        let _ = self.0.guard.set(guard);
    }

    fn ask_guard(&self) -> Result<(), Fault> {
        match self.0.guard.get() {
            Some(guard) if !guard.passed.load(Ordering::Relaxed) => {
                (guard.ask)(self)?;
                guard.passed.store(true, Ordering::Relaxed);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// One command, one transaction. What `work` returns is answered when it is on the disk; if it
    /// returns an error or panics, nothing of it is kept.
    ///
    /// `work` may run more than once: on PostgreSQL after a serialization failure or a deadlock
    /// (at most five times more), on SQLite when another command's failure took the shared
    /// transaction with it. It must therefore do nothing outside the `Tx` that cannot be repeated.
    ///
    /// A commit without a clear answer is a fault that
    /// [`is_outcome_unknown`](Fault::is_outcome_unknown); on SQLite every later write then gets
    /// the same fault until the program is started anew.
    pub fn write<T, R>(&self, mut work: impl FnMut(&mut Tx) -> Result<T, Stop<R>>) -> Result<T, Stop<R>> {
        self.ask_guard()?;
        let _alone = Alone::on(self.id())?;
        let mut answer = None;
        let mut command = |tx: &mut Tx| {
            let done = work(tx);
            let verdict = match &done {
                Ok(_) => Verdict::Keep,
                Err(Stop::Fault(fault)) if fault.kind() == FaultKind::Conflict => Verdict::Again,
                Err(_) => Verdict::Undo,
            };
            answer = Some(done);
            verdict
        };
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.writer.write(&mut command)?,
            Backend::Postgres(server) => {
                postgres::transaction::transact(&server.pool, postgres::transaction::WRITE, &mut command)?;
            }
        }
        answer.expect("a transaction that ended well has run its closure")
    }

    /// Reads from one snapshot: all statements see the same moment, and nothing can be written.
    pub fn read<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        let _alone = Alone::on(self.id())?;
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.read(work),
            Backend::Postgres(server) => server.read(work),
        }
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match &self.0.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// What crates above keep in memory beside this database: one value a type, made at first use.
    pub fn shared<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.0.shared.of()
    }

    /// Whether commits are on the disk when they are answered.
    pub fn durability(&self) -> Durability {
        self.0.durability
    }

    /// Whether a commit or the disk has failed, so that nothing is written any more. The program
    /// stops then.
    pub fn is_dead(&self) -> bool {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.writer.is_dead(),
            Backend::Postgres(_) => false,
        }
    }

    /// Asks for the durability settings again, as a running program does each minute.
    pub fn assert_settings(&self) -> Result<(), Fault> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.writer.assert_settings(),
            Backend::Postgres(server) => {
                let mut seat = server.pool.take()?;
                match &mut seat.conn {
                    Some(conn) => postgres::settings::assert_settings(conn, self.0.durability)
                        .and_then(|()| postgres::settings::assert_role(conn)),
                    None => Ok(()),
                }
            }
        }
    }

    /// A connection of its own as the tables' owner: for migrations.
    pub(crate) fn owner(&self) -> Result<Tx, Fault> {
        let link = match &self.0.backend {
            Backend::Sqlite(sqlite) => {
                let db = sqlite::settings::connect(&sqlite.path, Role::Writer, self.0.durability)?;
                Link::Sqlite(Box::new(sqlite::Conn::new(db)))
            }
            Backend::Postgres(server) => {
                let conn = postgres::settings::connect_owner(&server.address, self.0.durability)?;
                Link::Postgres(Box::new(conn))
            }
        };
        Ok(Tx::new(link))
    }

    pub(crate) fn backend(&self) -> &Backend {
        &self.0.backend
    }

    /// The address of the shared part: two clones are one store.
    fn id(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl Sqlite {
    /// Opens a database in a folder of its own, which goes with it; it begins empty, or as the bytes of one.
    fn open_memory(durability: Durability, bytes: Option<&[u8]>) -> Result<Self, Fault> {
        let folder = tempfile::Builder::new().prefix("kameral-").tempdir()?;
        let path = folder.path().join("memory.db");
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes)?;
        }
        Self::open(path, Some(folder), durability)
    }

    fn open(path: PathBuf, folder: Option<TempDir>, durability: Durability) -> Result<Self, Fault> {
        let db = sqlite::settings::connect(&path, Role::Writer, durability)?;
        let writer = Writer::new(sqlite::Conn::new(db), durability);
        let file = path.clone();
        let readers = Pool::new(SQLITE_READERS_MAX, move || reader(&file, durability));
        Ok(Self {
            writer,
            readers,
            path,
            _folder: folder,
        })
    }

    fn read<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut seat = self.readers.take()?;
        let conn = seat.conn.take().expect("a seat is taken with its connection");
        conn.control("begin")?;
        let mut tx = Tx::new(Link::Sqlite(conn));
        let answer = catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
        // A reader that cannot end its transaction is closed instead of given back.
        seat.conn = tx.into_sqlite().filter(|conn| conn.control("rollback").is_ok());
        drop(seat);
        answer.unwrap_or_else(|payload| resume_unwind(payload))
    }
}

fn reader(path: &Path, durability: Durability) -> Result<sqlite::Conn, Fault> {
    Ok(sqlite::Conn::new(sqlite::settings::connect(
        path,
        Role::Reader,
        durability,
    )?))
}

impl Postgres {
    fn open(address: String, durability: Durability) -> Result<Self, Fault> {
        // Settings are asserted now, as the owner: before migration there is no role to work in.
        postgres::settings::connect_owner(&address, durability)?;
        let server = address.clone();
        let pool = Pool::new(POSTGRES_CONNECTIONS_MAX, move || {
            postgres::settings::connect(&server, durability)
        });
        Ok(Self { pool, address })
    }

    fn read<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        let (mut work, mut answer) = (Some(work), None);
        postgres::transaction::transact(&self.pool, postgres::transaction::READ, &mut |tx| {
            answer = work.take().map(|work| work(tx));
            // A snapshot that only reads has nothing to keep.
            Verdict::Undo
        })?;
        answer.expect("a transaction that ended well has run its closure")
    }
}

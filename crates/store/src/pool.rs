//! A few connections, lent one at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Fault;
use crate::fault::FaultKind;

/// How long a free connection is waited for.
const WAIT_MAX: Duration = Duration::from_secs(30);

/// Makes a connection when none is idle.
type Make<C> = Box<dyn Fn() -> Result<C, Fault> + Send + Sync>;

/// Idle connections, and a way to make more up to a maximum.
pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    freed: Condvar,
    connections_max: usize,
    make: Make<C>,
}

struct State<C> {
    idle: Vec<Box<C>>,
    open: usize,
}

impl<C> Pool<C> {
    pub(crate) fn new(connections_max: usize, make: impl Fn() -> Result<C, Fault> + Send + Sync + 'static) -> Self {
        let state = State {
            idle: Vec::new(),
            open: 0,
        };
        Self {
            state: Mutex::new(state),
            freed: Condvar::new(),
            connections_max,
            make: Box::new(make),
        }
    }

    /// An idle connection, a new one, or the next one given back.
    pub(crate) fn take(&self) -> Result<Seat<'_, C>, Fault> {
        let state = self.lock();
        let full = |state: &mut State<C>| state.idle.is_empty() && self.connections_max <= state.open;
        let waited = self.freed.wait_timeout_while(state, WAIT_MAX, full);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if let Some(conn) = state.idle.pop() {
            return Ok(Seat {
                pool: self,
                conn: Some(conn),
                is_new: false,
            });
        }
        if self.connections_max <= state.open {
            let text = format!("all {} connections are in use", self.connections_max);
            return Err(Fault::new(FaultKind::Busy, text));
        }
        state.open += 1;
        drop(state);
        // The seat counts as open; it is given up again if no connection can be made.
        let mut seat = Seat {
            pool: self,
            conn: None,
            is_new: true,
        };
        seat.conn = Some(Box::new((self.make)()?));
        Ok(seat)
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the pool. Dropped with its connection it gives it back; without, it makes room.
pub(crate) struct Seat<'p, C> {
    pool: &'p Pool<C>,
    pub(crate) conn: Option<Box<C>>,
    /// Whether the connection was made for this seat.
    pub(crate) is_new: bool,
}

impl<C> Drop for Seat<'_, C> {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        match self.conn.take() {
            Some(conn) => state.idle.push(conn),
            None => state.open -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}

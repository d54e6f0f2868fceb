//! One transaction at a time on a thread.
//!
//! A second `write` inside a `write` would wait for the writer its own thread holds; a `read`
//! inside would see another moment than the transaction around it. Both are faults, at once.

use std::cell::RefCell;

use crate::Fault;
use crate::fault::FaultKind;

thread_local! {
    /// Stores this thread has a transaction open on, by address.
    static OPEN: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Held while a transaction is open.
pub(crate) struct Alone(usize);

impl Alone {
    pub(crate) fn on(store: usize) -> Result<Self, Fault> {
        OPEN.with_borrow_mut(|open| {
            if open.contains(&store) {
                let text = "a transaction inside a transaction of the same thread; hand the Tx on instead";
                return Err(Fault::new(FaultKind::Misuse, text));
            }
            open.push(store);
            Ok(Self(store))
        })
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        OPEN.with_borrow_mut(|open| open.retain(|store| *store != self.0));
    }
}

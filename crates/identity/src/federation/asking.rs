//! How many questions to providers are asked at once: each holds a thread until it is answered, and anybody may
//! begin a sign-in.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kameral_store::Store;

use super::{FederationRefusal, Kind};

/// Requests that wait for a provider, at most; the others are told to come again.
const AT_ONCE_MAX: usize = 16;

/// How many wait now.
#[derive(Default)]
pub(crate) struct Asking(AtomicUsize);

/// A place among those that wait, until it is dropped.
pub(crate) struct Place(Option<Arc<Asking>>);

impl Asking {
    /// Takes a place, where the kind of provider is asked anything at all.
    pub(crate) fn place(store: &Store, kind: Kind) -> Result<Place, FederationRefusal> {
        if kind != Kind::Oidc {
            return Ok(Place(None));
        }
        Self::take(store.shared())
    }

    fn take(asking: Arc<Self>) -> Result<Place, FederationRefusal> {
        let more = |waiting| (waiting < AT_ONCE_MAX).then_some(waiting + 1);
        match asking.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more) {
            Ok(_) => Ok(Place(Some(asking))),
            Err(_) => Err(FederationRefusal::Busy),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(asking) = &self.0 {
            asking.0.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reliability §4.7: a provider that does not answer holds so many threads and no more.
    #[test]
    fn so_many_ask_at_once_and_no_more() {
        let asking = Arc::new(Asking::default());
        let mut places: Vec<Place> = (0..AT_ONCE_MAX)
            .map(|_| Asking::take(asking.clone()).unwrap_or_else(|_| panic!("there is room")))
            .collect();
        assert_eq!(Asking::take(asking.clone()).err(), Some(FederationRefusal::Busy));
        places.pop();
        assert!(Asking::take(asking).is_ok());
    }
}

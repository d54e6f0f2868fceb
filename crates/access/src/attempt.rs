//! *Inloggningsförsök* by whoever has not said yet who they are: by a passkey, or by an agency's own sign-in.
//!
//! Each takes a place before anything is asked, kept or written, and gives it back when somebody is signed in.
//! A browser that somebody has signed in with has a gate of its own; strangers share their network's with those
//! who type passwords.

use kameral_base::Timestamp;
use kameral_store::{Fault, Stop, Store, params};

use crate::begin::{Browser, device_days_ago};
use crate::secrets::Secret;
use crate::sign_in::{SignInRefusal, network};
use crate::throttle::{self, Taken, Throttle};

/// A place that was taken.
#[derive(Debug)]
pub struct Attempt(Taken);

impl Attempt {
    /// Takes a place. Refused as [`SignInRefusal::Throttled`] when there is none.
    pub fn begin(store: &Store, browser: &Browser<'_>, now: Timestamp) -> Result<Self, Stop<SignInRefusal>> {
        let throttle = store.shared::<Throttle>();
        let taken = match known(store, browser, now)? {
            Some(mark) => throttle.take(&[(&throttle::DEVICE, &mark.sha256())], now)?,
            None => throttle.take(&[(&throttle::NETWORK, &network(browser.address))], now)?,
        };
        taken
            .map(Self)
            .map_err(|wait| Stop::Refused(SignInRefusal::Throttled { seconds: wait.seconds }))
    }

    /// Somebody was signed in: the place is given back.
    pub fn succeeded(self, store: &Store) {
        store.shared::<Throttle>().give_back(self.0);
    }

    /// Somebody was signed in by two requests of the same browser, each of which took a place.
    pub fn both_succeeded(self, store: &Store) {
        Self(self.0.clone()).succeeded(store);
        self.succeeded(store);
    }
}

/// The browser's mark, where somebody has signed in with it not long ago.
fn known(store: &Store, browser: &Browser<'_>, now: Timestamp) -> Result<Option<Secret>, Fault> {
    let Some(mark) = browser.device.and_then(Secret::parse) else {
        return Ok(None);
    };
    let params = params![mark.sha256(), device_days_ago(now)];
    let known: i64 = store.read(|tx| {
        tx.one(include_str!("sql/device_of_anybody.sql"), params, |row| {
            row.get("devices")
        })
    })?;
    Ok((0 < known).then_some(mark))
}

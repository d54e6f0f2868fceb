//! How often sign-ins may fail, in memory that never grows.
//!
//! Each failure takes a place in one or more *gates*; places come back with time. A gate keeps one
//! number for every key (a login, a network, a browser), in a table of fixed size under a secret
//! hash: two keys may share a number by chance, nobody can aim at another's, and an attacker with a
//! million logins fills nothing up (GNUHEALTH-SA-2016-1).
//!
//! Nobody can lock anyone out:
//! - a browser the user has signed in with before has a gate of its own, whatever others do;
//! - a second factor is counted apart from the password: who does not know the password never gets
//!   to it;
//! - one network runs out of its own places before those of a login ([`NETWORK`], [`LOGIN`]), so
//!   an attack from one place leaves the login open from every other.
//!
//! It forgets when the program starts anew; that is once, and slow. The moment is an argument.

use std::sync::{Mutex, PoisonError};

use kameral_base::Timestamp;
use kameral_store::Fault;
use sha2::{Digest, Sha256};

use crate::secrets;

/// How many failures a gate lets through: `burst` at once, then one each `every_ms`.
#[derive(Debug)]
pub(crate) struct Gate {
    number: u8,
    burst: i64,
    every_ms: i64,
}

/// A browser that its user has signed in with before, or a session whose user changes password.
pub(crate) const DEVICE: Gate = Gate {
    number: 0,
    burst: 10,
    every_ms: 30_000,
};
/// Everything unknown that comes from one network, whatever logins it tries.
pub(crate) const NETWORK: Gate = Gate {
    number: 1,
    burst: 30,
    every_ms: 20_000,
};
/// One login tried from unknown browsers, wherever they are. Wider than [`NETWORK`] and filled as
/// fast, so that one network cannot close it.
pub(crate) const LOGIN: Gate = Gate {
    number: 2,
    burst: 90,
    every_ms: 20_000,
};

/// Second factors shown by one known browser, or for one user from unknown ones. A code is guessed
/// once in three hundred thousand tries, so these are few.
pub(crate) const FACTOR: Gate = Gate {
    number: 3,
    burst: 10,
    every_ms: 300_000,
};
/// Tokens of programs that are none, from one network.
pub(crate) const TOKEN: Gate = Gate {
    number: 4,
    burst: 100,
    every_ms: 1_000,
};

const GATES: usize = 5;
/// Numbers a gate keeps: 512 KiB, as many as two bytes of a hash can name.
const PLACES: usize = 65_536;

/// Failures of the program's last minutes.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<Option<Table>>);

struct Table {
    key: [u8; 32],
    /// For each gate and place: when it will be empty, in milliseconds since 1970.
    empty_at: Vec<i64>,
}

/// Places taken before the password is looked at, because many attempts may come at once.
#[derive(Debug, Clone)]
pub(crate) struct Taken(Vec<(usize, i64)>);

/// How long to wait for the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) seconds: i64,
}

impl Throttle {
    /// Takes a place in every gate, or in none when one of them is full.
    pub(crate) fn take(&self, gates: &[(&Gate, &[u8])], now: Timestamp) -> Result<Result<Taken, Wait>, Fault> {
        let now = now.as_millisecond();
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if table.is_none() {
            *table = Some(Table {
                key: secrets::bytes()?,
                empty_at: vec![0; GATES * PLACES],
            });
        }
        let table = table.as_mut().expect("the line above made it");
        let places: Vec<usize> = gates.iter().map(|(gate, key)| table.place(gate, key)).collect();
        let waits = gates.iter().zip(&places).map(|((gate, _), place)| {
            let full_until = table.empty_at[*place] - (gate.burst - 1) * gate.every_ms;
            full_until - now
        });
        let wait_ms = waits.max().unwrap_or(0);
        if 0 < wait_ms {
            return Ok(Err(Wait {
                seconds: (wait_ms + 999) / 1000,
            }));
        }
        for ((gate, _), place) in gates.iter().zip(&places) {
            table.empty_at[*place] = table.empty_at[*place].max(now) + gate.every_ms;
        }
        Ok(Ok(Taken(
            gates
                .iter()
                .zip(places)
                .map(|((gate, _), place)| (place, gate.every_ms))
                .collect(),
        )))
    }

    /// Gives the places back: the attempt did not fail.
    pub(crate) fn give_back(&self, taken: Taken) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = table.as_mut() {
            for (place, every_ms) in taken.0 {
                table.empty_at[place] -= every_ms;
            }
        }
    }
}

impl Table {
    fn place(&self, gate: &Gate, key: &[u8]) -> usize {
        let hash = Sha256::new()
            .chain_update(self.key)
            .chain_update([gate.number])
            .chain_update(key)
            .finalize();
        let number = usize::from(u16::from_be_bytes([hash[0], hash[1]]));
        usize::from(gate.number) * PLACES + number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    fn waits(throttle: &Throttle, gates: &[(&Gate, &[u8])], seconds: i64) -> Option<i64> {
        throttle
            .take(gates, at(seconds))
            .unwrap()
            .err()
            .map(|wait| wait.seconds)
    }

    #[test]
    fn failures_beyond_the_burst_wait_for_a_place() {
        let throttle = Throttle::default();
        for _ in 0..DEVICE.burst {
            assert_eq!(waits(&throttle, &[(&DEVICE, b"a")], 0), None);
        }
        assert_eq!(waits(&throttle, &[(&DEVICE, b"a")], 0), Some(30));
        assert_eq!(waits(&throttle, &[(&DEVICE, b"a")], 29), Some(1));
        assert_eq!(waits(&throttle, &[(&DEVICE, b"a")], 30), None);
        assert_eq!(waits(&throttle, &[(&DEVICE, b"a")], 30), Some(30));
        assert_eq!(waits(&throttle, &[(&DEVICE, b"b")], 30), None);
    }

    #[test]
    fn what_did_not_fail_counts_for_nothing() {
        let throttle = Throttle::default();
        for _ in 0..1000 {
            let taken = throttle
                .take(&[(&NETWORK, b"net"), (&LOGIN, b"anna")], at(0))
                .unwrap()
                .unwrap();
            throttle.give_back(taken);
        }
        assert_eq!(waits(&throttle, &[(&NETWORK, b"net"), (&LOGIN, b"anna")], 0), None);
    }

    #[test]
    fn a_full_gate_takes_no_place_in_the_others() {
        let throttle = Throttle::default();
        for _ in 0..NETWORK.burst {
            assert_eq!(waits(&throttle, &[(&NETWORK, b"net")], 0), None);
        }
        for _ in 0..1000 {
            assert!(waits(&throttle, &[(&NETWORK, b"net"), (&LOGIN, b"anna")], 0).is_some());
        }
        assert_eq!(waits(&throttle, &[(&NETWORK, b"other"), (&LOGIN, b"anna")], 0), None);
    }

    /// Nobody is locked out by one network, however long it goes on.
    #[test]
    fn one_network_never_closes_a_login() {
        let throttle = Throttle::default();
        for second in 0..24 * 60 * 60 {
            let _ = waits(&throttle, &[(&NETWORK, b"attacker"), (&LOGIN, b"anna")], second);
            if second % 3600 == 0 {
                assert_eq!(
                    waits(&throttle, &[(&NETWORK, b"home"), (&LOGIN, b"anna")], second),
                    None
                );
            }
        }
    }

    #[test]
    fn memory_is_the_same_however_many_keys_come() {
        let throttle = Throttle::default();
        for number in 0..20_000_u32 {
            let _ = waits(&throttle, &[(&LOGIN, &number.to_be_bytes())], 0);
        }
        let table = throttle.0.lock().unwrap();
        assert_eq!(table.as_ref().unwrap().empty_at.len(), GATES * PLACES);
    }
}

//! Watching that the database stays fit to answer from (reliability rule 7).
//!
//! After a commit or a disk that failed nobody knows what is on the disk: the store answers nothing more, and
//! the program ends with a fault, to be started anew and read what is there. The settings that
//! durability rests on are asked for again each minute.

use std::path::PathBuf;
use std::time::Duration;

use kameral_store::{FaultKind, Store};
use tokio::time::{Instant, sleep};

use crate::outcome::Ending;
use crate::{anchoring, clock};

/// How often a failed disk is looked for.
const LOOK: Duration = Duration::from_millis(100);
/// How often the settings are asked for.
const ASK: Duration = Duration::from_mins(1);
/// How often it is asked whether an anchor is due.
const ANCHOR: Duration = Duration::from_mins(5);
/// How long requests may take to be answered, when the program is about to end.
pub const GRACE: Duration = Duration::from_secs(2);

/// Waits until the database is no longer fit, and tells why. Requests under way have [`GRACE`].
pub async fn unfit(store: Store) -> Ending {
    let why = watch(&store).await;
    sleep(GRACE).await;
    Ending::Ended(why)
}

/// Makes the day's anchor, and one when a period was closed, as long as the server runs (reliability
/// §4.1). One that could not be made is told in the log and tried again.
pub fn anchors(store: Store, folder: Option<PathBuf>) {
    tokio::spawn(async move {
        loop {
            let (store, folder) = (store.clone(), folder.clone());
            let made = tokio::task::spawn_blocking(move || {
                if anchoring::is_due(&store, clock::now())? {
                    anchoring::make(&store, folder.as_deref())?;
                }
                Ok::<(), Ending>(())
            });
            if let Ok(Err(ending)) = made.await {
                tracing::error!(?ending, "an anchor could not be made");
            }
            sleep(ANCHOR).await;
        }
    });
}

async fn watch(store: &Store) -> String {
    let mut asked = Instant::now();
    loop {
        sleep(LOOK).await;
        if store.is_dead() {
            return "the disk failed under the database".to_owned();
        }
        if ASK <= asked.elapsed() {
            asked = Instant::now();
            let settings = store.clone();
            let answer = tokio::task::spawn_blocking(move || settings.assert_settings()).await;
            // A database that does not answer is the requests' to tell of; only a wrong setting ends.
            if let Ok(Err(fault)) = answer
                && fault.kind() == FaultKind::Settings
            {
                return fault.to_string();
            }
        }
    }
}

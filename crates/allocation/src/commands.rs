//! What can be done: keep keys and prices, run, treat differences. Each command fetches, decides, records,
//! in one transaction.

mod difference;
mod keep;
mod run;

pub use difference::{Treatment, TreatmentOrder, accept, differences, treat};
pub use keep::{save_key, set_price};
pub use run::{Outcome, RunOrder, Shown, run, trial};

//! What can be done to appropriations. Each command fetches facts, decides, records, in one
//! transaction. Nothing else in the crate opens a transaction that writes.

mod commitment;
mod item;
mod movement;
mod terms;

pub use commitment::{Settlement, annul_commitment, make_commitment, settle_commitment};
pub use item::keep_item;
pub use movement::{register_movement, roll_year, take_back_movement};
pub use terms::keep_terms;

/// What a command is stopped by.
pub type Stopped = kameral_store::Stop<Vec<crate::AppropriationRefusal>>;

//! Pages that concern no process.

pub mod nowhere;
pub mod second_factor;
pub mod sign_in;
pub mod start;

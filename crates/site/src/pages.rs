//! Pages that concern no process.

pub mod nowhere;
pub mod sign_in;
pub mod start;

//! Pages that concern no process.

pub mod sign_in;
pub mod start;

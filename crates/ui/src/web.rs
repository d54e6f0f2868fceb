//! What the web demands of every answer: headers, a defence against forged requests, problems
//! as a machine reads them, and the user's choice of language and theme.

mod cookies;
pub mod csrf;
pub mod headers;
pub mod preferences;
mod problem;

pub use cookies::cookie;
pub use problem::Problem;

//! Stories about the API, over the whole router of the program. Each line is a request; what is
//! expected is what a program would be answered.

mod chart;
mod check;
mod document;
mod errors;
mod keys;
mod keys_everywhere;
mod resources;
mod rows_everywhere;
mod users;
mod vouchers;
mod world;

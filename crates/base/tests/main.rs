//! The tests of this crate: one program, so that it is linked once.

mod amounts;
mod corpus;
mod identities;
mod numbers;
mod patterns;
mod payment_numbers;
mod periods;
mod texts;

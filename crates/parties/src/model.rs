//! The things of the register, with types that cannot hold nonsense.

mod kinds;
mod party;

pub(crate) use kinds::words;
pub use kinds::{AddressUse, Blocked, CounterpartyKind, Language, Origin, PartyKind, Role, State, VatTreatment};
pub use party::{Address, Block, Group, Numbers, Party, PartyVersion, Stamp};

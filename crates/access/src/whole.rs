//! *Hela myndigheten*: what tells of every row of the books, and is denied to who meets some of them only
//! (SEC-02, REP-11).
//!
//! A query of vouchers, lines or balances either takes the reader's conditions (`ledger::Sight`, a report's
//! selection) or goes through here. `kameral/tests/sources/readers.rs` lists which does what.

use kameral_base::Sentence;
use kameral_store::{Denied, Fault, Stop, Tx};

use crate::{Cx, Permission, Rows, Scope};

impl Scope {
    /// Whether every row of the entities may be met.
    pub fn is_whole(&self) -> bool {
        *self.rows() == Rows::All
    }
}

impl Cx {
    /// Checks a permission, and that the actor meets every row of the books: for what cannot be parted by unit
    /// or project, as a file of the year or what a rule would have posted. The operator meets every row.
    pub fn require_whole(&self, permission: Permission) -> Result<(), Denied> {
        self.require(permission)?;
        if self.scope.is_whole() {
            return Ok(());
        }
        let sentence = Sentence::new("refusal-rows-limited").with("permission", permission.code());
        Err(Denied::because(permission.code(), "rows_limited", sentence))
    }

    /// [`Cx::read`] for a query that is not limited by the reader's conditions; denied who has some.
    pub fn read_whole<T>(
        &self,
        permission: Permission,
        query: impl FnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Stop<std::convert::Infallible>> {
        self.require_whole(permission).map_err(Stop::Denied)?;
        self.read(permission, query)
    }
}

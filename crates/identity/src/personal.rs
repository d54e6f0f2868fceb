//! Protections as pages and the API ask for them.

use std::convert::Infallible;

use kameral_access::personal::{Protection, in_force};
use kameral_access::{Cx, INSTALLATION, Permission};
use kameral_store::Stop;

/// Protections in force at the entity, and those of users.
pub(crate) fn protections(cx: &Cx) -> Result<Vec<Protection>, Stop<Infallible>> {
    cx.read(Permission::PersonalManage, |tx| {
        tx.for_entities(&[cx.entity(), INSTALLATION])?;
        let mut found = in_force(tx, cx.entity())?;
        found.extend(in_force(tx, INSTALLATION)?);
        Ok(found)
    })
}

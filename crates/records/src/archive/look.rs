//! Looking at a package again, and registering what came of it.

use std::path::Path;

use kameral_access::{Act, Cx, Permission};
use kameral_store::Stop;

use crate::refusal::RecordsRefusal;
use crate::store::packages;
use crate::verify::{self, Damage, Verified};

/// Verifies a package as who has no database does, and registers what came of it at its entity.
pub fn look(cx: &Cx, folder: &Path) -> Result<Verified, Stop<Vec<RecordsRefusal>>> {
    cx.require(Permission::RecordsManage).map_err(Stop::Denied)?;
    let verified = verify::package(folder)?;
    let damages = i64::try_from(verified.damages.len()).unwrap_or(i64::MAX);
    let first = verified.damages.first().map(Damage::place).unwrap_or_default();
    let act = Act::new(Permission::RecordsManage, "archive.verify", verified.sha256.as_str());
    cx.write(act, |tx| {
        packages::add_verification(tx, cx, &verified.sha256, damages, &first)?;
        Ok::<_, Stop<Vec<RecordsRefusal>>>(())
    })?;
    Ok(verified)
}

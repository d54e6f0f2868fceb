//! A voucher as an archive tells it, sealed anew: who verifies a package has no database.

use kameral_base::EntityId;

use crate::chain::{self, Hash, Seal, Sealed};
use crate::store::vouchers::VoucherHeader;
use crate::voucher::{AttachmentRef, BalancedLine, BalancedVoucher};

/// The hash that follows from a voucher's own content, the hash before it, and the stamp of the
/// accounting model's version that was in force; of the voucher, or of what is left of it.
pub fn hash(
    sealed: Sealed,
    entity: EntityId,
    header: &VoucherHeader,
    lines: Vec<BalancedLine>,
    attachments: Vec<AttachmentRef>,
    model_stamp: &[u8],
) -> Hash {
    let voucher = BalancedVoucher {
        lines,
        attachments,
        ..header.sealed()
    };
    let seal = Seal {
        entity,
        journal_seq: header.journal_seq,
        number: header.number.number,
        registered_at: &header.registered_at,
        registered_by: header.registered_by,
        registered_by_name: &header.registered_by_name,
        source: &header.source,
        source_sha256: header.source_sha256.as_deref(),
        model_version: header.model_version,
        model_stamp,
    };
    chain::hash_of(sealed, &header.previous_hash, &voucher, &seal)
}

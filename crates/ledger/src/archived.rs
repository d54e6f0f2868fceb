//! A voucher as an archive tells it, sealed anew: who verifies a package has no database.

use kameral_base::EntityId;

use crate::chain::{self, Hash, Seal};
use crate::store::vouchers::VoucherHeader;
use crate::voucher::{AttachmentRef, BalancedLine, BalancedVoucher};

/// The hash that follows from a voucher's own content, the hash before it, and the stamp of the
/// accounting model's version that was in force.
pub fn hash(
    entity: EntityId,
    header: &VoucherHeader,
    lines: Vec<BalancedLine>,
    attachments: Vec<AttachmentRef>,
    model_stamp: &[u8],
) -> Hash {
    let voucher = BalancedVoucher {
        series: header.number.series.clone(),
        outside_number: None,
        kind: header.kind.clone(),
        date: header.date,
        event_date: header.event_date,
        year: header.number.year,
        period: header.period,
        text: header.text.clone(),
        counterparty: header.counterparty.clone(),
        source_key: header.source_key.clone(),
        link: header.link.clone(),
        lines,
        attachments,
        correction: header.correction.clone(),
        warnings: header.warnings.clone(),
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
    chain::hash(&header.previous_hash, &voucher, &seal)
}

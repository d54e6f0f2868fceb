//! Keeping a document, to be named by a voucher that is posted later.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::Stop;
use sha2::{Digest, Sha256};

use crate::attachment::{AttachmentRefusal, check};
use crate::post::TEXT_CHARS_MAX;
use crate::store::attachments;
use crate::voucher::AttachmentRef;

/// Keeps a document under the hash of its content. The same content twice is kept once.
pub fn attach(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    name: &str,
    media_type: &str,
    content: &[u8],
) -> Result<AttachmentRef, Stop<Vec<AttachmentRefusal>>> {
    let (name, media_type) = (shown(name), shown(media_type));
    let sha256 = Sha256::digest(content).to_vec();
    let act = Act::new(Permission::VoucherDraft, "attachment.add", name.as_str());
    cx.write_once(act, key, |tx| {
        check(&name, content.len()).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        if !attachments::exists(tx, cx.entity(), &sha256)? {
            attachments::add(tx, cx.entity(), &sha256, &media_type, content)?;
        }
        Ok(())
    })?;
    Ok(AttachmentRef { sha256, name })
}

/// What a browser called a file, as far as it can be shown and kept.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(TEXT_CHARS_MAX).collect()
}

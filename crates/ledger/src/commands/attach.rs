//! Keeping a document, to be named by a voucher that is posted later.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::Stop;
use sha2::{Digest, Sha256};

use crate::attachment::{AttachmentRefusal, check};
use crate::post::TEXT_CHARS_MAX;
use crate::store::attachments::{self, Held};
use crate::voucher::AttachmentRef;

/// Keeps a document under the hash of its content, as what its bytes are; `said` is the media type
/// its sender gives it. The same content twice is kept once.
pub fn attach(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    name: &str,
    said: &str,
    content: &[u8],
) -> Result<AttachmentRef, Stop<Vec<AttachmentRefusal>>> {
    let name = shown(name);
    let sha256 = Sha256::digest(content).to_vec();
    let act = Act::new(Permission::VoucherDraft, "attachment.add", name.as_str());
    cx.write_once(act, key, |tx| {
        let media_type = check(&name, said, content).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        // A run that lets it go has let it go by now, or comes after.
        attachments::hold(tx, cx.entity(), Held::ByPosting)?;
        if !attachments::exists(tx, cx.entity(), &sha256)? {
            attachments::add(tx, cx.entity(), &sha256, media_type, content)?;
        }
        Ok(())
    })?;
    Ok(AttachmentRef { sha256, name })
}

/// What a browser called a file, as far as it can be shown and kept.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(TEXT_CHARS_MAX).collect()
}

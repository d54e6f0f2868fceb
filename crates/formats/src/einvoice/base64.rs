//! Attachments as text (RFC 4648, section 4): blanks in between count for nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The bytes of a text that the structure check has found to be base64; none where it is not.
pub(super) fn decode(text: &str) -> Vec<u8> {
    let plain: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).unwrap_or_default()
}

/// The text of the bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

//! *Underlag*: documents that are kept with vouchers, by the hash of their content.

use kameral_access::KeyReused;
use kameral_base::{Arg, Place, Refusal, Sentence};

use crate::attachment_kind::{self, Kind};

/// Largest document: a long scanned contract. It is one row of the database.
pub const ATTACHMENT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The type of record under which `disposed` names a document, by its hash in hexadecimal.
pub const DISPOSED_AS: &str = "attachment";

/// Bytes of a megabyte, as people are told of sizes.
const MEGABYTE: usize = 1024 * 1024;

/// Why a document is not kept. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum AttachmentRefusal {
    /// No document came.
    None,
    /// A document of no bytes.
    Empty { name: String },
    /// More than [`ATTACHMENT_BYTES_MAX`].
    TooLarge { name: String, max_megabytes: i64 },
    /// Something that runs, whatever it is called.
    Program { name: String },
    /// Bytes of no kind that documents are made of.
    KindUnknown { name: String },
    /// The key came before with another request.
    KeyReused { key: String },
}

impl From<KeyReused> for AttachmentRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl AttachmentRefusal {
    /// Too large, with the limit.
    pub fn too_large(name: &str) -> Self {
        Self::TooLarge {
            name: name.to_owned(),
            max_megabytes: i64::try_from(ATTACHMENT_BYTES_MAX / MEGABYTE).unwrap_or(i64::MAX),
        }
    }
}

impl Refusal for AttachmentRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::None => "attachment_none",
            Self::Empty { .. } => "attachment_empty",
            Self::TooLarge { .. } => "attachment_too_large",
            Self::Program { .. } => "attachment_program",
            Self::KindUnknown { .. } => "attachment_kind_unknown",
            Self::KeyReused { .. } => "key_reused",
        }
    }

    fn sentence(&self) -> Sentence {
        let (key, args) = match self.clone() {
            Self::None => ("refusal-attachment-none", vec![]),
            Self::Empty { name } => ("refusal-attachment-empty", vec![("name", Arg::Text(name))]),
            Self::Program { name } => ("refusal-attachment-program", vec![("name", Arg::Text(name))]),
            Self::KindUnknown { name } => ("refusal-attachment-kind-unknown", vec![("name", Arg::Text(name))]),
            Self::KeyReused { key } => ("refusal-key-reused", vec![("key", Arg::Text(key))]),
            Self::TooLarge { name, max_megabytes } => (
                "refusal-attachment-too-large",
                vec![("name", Arg::Text(name)), ("max", Arg::Number(max_megabytes))],
            ),
        };
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        Place::field(match self {
            Self::KeyReused { .. } => "key",
            _ => "attachments",
        })
    }
}

/// The media type a document is kept under, when it can be kept.
pub fn check(name: &str, said: &str, content: &[u8]) -> Result<&'static str, AttachmentRefusal> {
    let name = || name.to_owned();
    if content.is_empty() {
        return Err(AttachmentRefusal::Empty { name: name() });
    }
    if ATTACHMENT_BYTES_MAX < content.len() {
        return Err(AttachmentRefusal::too_large(&name()));
    }
    match attachment_kind::of(&name(), said, content) {
        Kind::Document(media_type) => Ok(media_type),
        Kind::Program => Err(AttachmentRefusal::Program { name: name() }),
        Kind::Unknown => Err(AttachmentRefusal::KindUnknown { name: name() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_something_in_it_and_an_end_and_is_one() {
        let name = || "a".to_owned();
        let full = vec![b'a'; ATTACHMENT_BYTES_MAX];
        assert_eq!(check("a", "", b"a"), Ok("text/plain"));
        assert_eq!(check("a", "", &full), Ok("text/plain"));
        assert_eq!(check("a", "", b""), Err(AttachmentRefusal::Empty { name: name() }));
        let beyond = [&full[..], b"a"].concat();
        assert_eq!(check("a", "", &beyond), Err(AttachmentRefusal::too_large("a")));
        assert_eq!(check("a", "", b"MZ"), Err(AttachmentRefusal::Program { name: name() }));
        assert_eq!(
            check("a", "", b"\0"),
            Err(AttachmentRefusal::KindUnknown { name: name() })
        );
    }
}

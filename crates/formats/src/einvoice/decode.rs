//! Bytes to text: by the byte order mark, by what the XML declaration says, or UTF-8.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::fault::Fault;
use super::limits::Limits;
use super::mistake::Mistake;
use crate::mistake::excerpt;

/// How far into the file the declaration is looked for, in bytes.
const DECLARATION_BYTES_MAX: usize = 200;

/// The file as text. Nothing is repaired: a byte that is none of its encoding refuses the file.
pub(super) fn decode<'b>(file: &'b [u8], limits: &Limits) -> Result<Cow<'b, str>, Fault> {
    if limits.file_bytes_max < file.len() {
        return Err(Fault::of_file(Mistake::FileTooLarge {
            limit_bytes: limits.file_bytes_max,
        }));
    }
    let declared = declared(file);
    let encoding = match (Encoding::for_bom(file), &declared) {
        (Some((encoding, _)), _) => encoding,
        (None, Some(label)) => Encoding::for_label(label.as_bytes()).ok_or_else(|| unknown(label))?,
        (None, None) => encoding_rs::UTF_8,
    };
    let (text, failed) = encoding.decode_with_bom_removal(file);
    if failed {
        return Err(unknown(encoding.name()));
    }
    Ok(text)
}

fn unknown(label: &str) -> Fault {
    Fault::of_file(Mistake::Encoding {
        encoding: excerpt(label),
    })
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declared(file: &[u8]) -> Option<String> {
    let start = &file[..file.len().min(DECLARATION_BYTES_MAX)];
    let start = String::from_utf8_lossy(start);
    let declaration = start.strip_prefix("<?xml")?.split_once("?>")?.0.to_owned();
    let value = declaration
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value[1..].split_once(quote)?.0.to_owned())
}

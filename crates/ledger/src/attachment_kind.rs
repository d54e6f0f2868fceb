//! What a document is, by its first bytes and not by what its sender calls it.
//!
//! What documents of a voucher are made of is kept: PDF, images, XML, texts, spreadsheets, e-mail,
//! archives. A program is refused, whatever it is called; so are bytes of no known kind. Pages and
//! drawings that could run a script are kept, for they come with e-mail and e-invoices, and are only
//! ever given back as files to save (`kameral_ui::web::headers`).

use infer::MatcherType;

/// What a document turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Kept, under this media type.
    Document(&'static str),
    /// Something that runs.
    Program,
    /// Bytes of no kind that documents are made of.
    Unknown,
}

/// Formats beside texts, as `infer` names them.
const BINARY: [&str; 31] = [
    "application/pdf",
    "application/rtf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    // Messages saved by Outlook.
    "application/x-ole-storage",
    "application/zip",
    "application/gzip",
    "application/x-7z-compressed",
    "application/x-tar",
    "application/postscript",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/heif",
    "image/jp2",
    "image/jpeg",
    "image/jxl",
    "image/png",
    "image/tiff",
    "image/webp",
    "audio/mpeg",
    "audio/m4a",
    "audio/x-wav",
    "video/mp4",
];

/// Texts, by what their sender says they are; anything else that is text is plain.
const TEXTS: [&str; 8] = [
    "text/plain",
    "text/csv",
    "text/html",
    "text/xml",
    "application/xml",
    "application/json",
    "message/rfc822",
    "image/svg+xml",
];

/// Ends of names that a desktop runs at a click, text or not.
const RUN_BY_NAME: [&str; 25] = [
    "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse", "lnk", "msc", "msi", "msp", "pif",
    "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh",
];

/// Heads of what runs, however short: of Windows, of Linux, of a script.
const RUN_BY_HEAD: [&[u8]; 3] = [b"MZ", b"\x7fELF", b"#!"];

/// So much is looked at to tell text from other bytes.
const LOOKED_AT_BYTES: usize = 8 * 1024;

/// What a document is: by its bytes first, then by the end of its name, and among texts by what its
/// sender says.
pub fn of(name: &str, said: &str, content: &[u8]) -> Kind {
    let found = infer::get(content);
    let runs =
        |found: infer::Type| found.matcher_type() == MatcherType::App || found.mime_type() == "text/x-shellscript";
    if found.is_some_and(runs) || is_run_by_name(name) || RUN_BY_HEAD.iter().any(|head| content.starts_with(head)) {
        return Kind::Program;
    }
    let known = found.and_then(|found| BINARY.iter().find(|known| **known == found.mime_type()));
    if let Some(known) = known {
        return Kind::Document(known);
    }
    if !is_text(content) {
        return Kind::Unknown;
    }
    let said = said.split(';').next().unwrap_or_default().trim();
    let known = TEXTS.iter().find(|known| known.eq_ignore_ascii_case(said));
    Kind::Document(known.copied().unwrap_or_else(|| by_beginning(content)))
}

fn is_run_by_name(name: &str) -> bool {
    let name = name.trim_end_matches(['.', ' ']);
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| RUN_BY_NAME.contains(&end.as_str()))
}

/// No control characters but those of lines: text in any of the field's character sets.
fn is_text(content: &[u8]) -> bool {
    let looked_at = &content[..content.len().min(LOOKED_AT_BYTES)];
    looked_at
        .iter()
        .all(|byte| *byte >= b' ' || [b'\t', b'\n', b'\r', 0x0c, 0x1a].contains(byte))
}

/// The kind of a text that comes without one.
fn by_beginning(content: &[u8]) -> &'static str {
    let bom = "\u{feff}".as_bytes();
    let content = content.strip_prefix(bom).unwrap_or(content).trim_ascii_start();
    let begins = |with: &str| {
        let head = content.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
    };
    if begins("<!doctype html") || begins("<html") {
        "text/html"
    } else if begins("<svg") {
        "image/svg+xml"
    } else if begins("<?xml") {
        "application/xml"
    } else {
        "text/plain"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_its_bytes_are() {
        for (name, said, content, expected) in [
            ("a.pdf", "", &b"%PDF-1.7"[..], Kind::Document("application/pdf")),
            ("a.pdf", "text/html", b"%PDF-1.7", Kind::Document("application/pdf")),
            ("a.png", "image/png", b"\x89PNG\r\n\x1a\n", Kind::Document("image/png")),
            ("a.xlsx", "", b"PK\x03\x04 and so on", Kind::Document("application/zip")),
            ("a.txt", "", b"r\xe4kning", Kind::Document("text/plain")),
            ("a.csv", "text/csv; charset=utf-8", b"a;b", Kind::Document("text/csv")),
            ("a.eml", "message/rfc822", b"From: a", Kind::Document("message/rfc822")),
            (
                "a",
                "",
                b"\xef\xbb\xbf <?xml version='1.0'?>",
                Kind::Document("application/xml"),
            ),
            ("a", "application/pdf", b"<HTML>", Kind::Document("text/html")),
            ("a", "", b"<svg onload='a()'/>", Kind::Document("image/svg+xml")),
            ("a.pdf", "application/pdf", b"\x7fELF\x02\x01\x01", Kind::Program),
            ("a.pdf", "application/pdf", b"MZ\x90\0", Kind::Program),
            ("a", "text/plain", b"#!/bin/sh", Kind::Program),
            ("kvitto.pdf.EXE", "application/pdf", b"%PDF", Kind::Program),
            ("a.js . ", "text/plain", b"a()", Kind::Program),
            ("a.bin", "application/pdf", b"\0\x01\x02", Kind::Unknown),
        ] {
            assert_eq!(of(name, said, content), expected, "{name} {said}");
        }
    }
}

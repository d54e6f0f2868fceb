//! Structure against the standards' own schemas: for every document of the corpus, and for many
//! spoilt copies of them, the verdict here is the verdict of `xmllint`. Left out with a message
//! where the corpus or the tool is not at hand.

#![allow(clippy::format_collect, reason = "a few lines of a schema")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use kameral_formats::einvoice::{self, Kind, Limits, Release, What};

fn corpus() -> Option<PathBuf> {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let tool = Command::new("xmllint").arg("--version").output().is_ok();
    if !corpus.join("peppol").exists() || !tool {
        println!("no corpus of e-invoices or no xmllint here; nothing was tested");
        return None;
    }
    Some(corpus)
}

/// The core component types that the schemas of UBL name and that stand in none of the corpus's files.
const CORE_TYPES: &str = r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  xmlns="urn:un:unece:uncefact:data:specification:CoreComponentTypeSchemaModule:2"
  targetNamespace="urn:un:unece:uncefact:data:specification:CoreComponentTypeSchemaModule:2">
  @TYPES@</xsd:schema>"#;

/// The types with their bases and attributes: `name base attribute attribute:type …`.
const TYPES: [&str; 8] = [
    "AmountType decimal currencyID currencyCodeListVersionID",
    "BinaryObjectType base64Binary format mimeCode encodingCode characterSetCode uri:anyURI filename",
    "CodeType normalizedString listID listAgencyID listAgencyName listName listVersionID name languageID:language listURI:anyURI listSchemeURI:anyURI",
    "IdentifierType normalizedString schemeID schemeName schemeAgencyID schemeAgencyName schemeVersionID schemeDataURI:anyURI schemeURI:anyURI",
    "MeasureType decimal unitCode unitCodeListVersionID",
    "NumericType decimal format",
    "QuantityType decimal unitCode unitCodeListID unitCodeListAgencyID unitCodeListAgencyName",
    "TextType string languageID:language languageLocaleID",
];

/// Signatures, which no invoice of the corpus has and the schemas of UBL name.
const SIGNATURE: &str = r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#"><xsd:element name="Signature"/></xsd:schema>"#;

fn core_types() -> String {
    let types = TYPES.iter().map(|line| {
        let mut words = line.split(' ');
        let (name, base) = (words.next().unwrap(), words.next().unwrap());
        let attributes: String = words
            .map(|word| {
                let (name, of) = word.split_once(':').unwrap_or((word, "normalizedString"));
                format!(r#"<xsd:attribute name="{name}" type="xsd:{of}"/>"#)
            })
            .collect();
        format!(
            r#"<xsd:complexType name="{name}"><xsd:simpleContent><xsd:extension base="xsd:{base}">{attributes}</xsd:extension></xsd:simpleContent></xsd:complexType>"#
        )
    });
    CORE_TYPES.replace("@TYPES@", &types.collect::<String>())
}

/// One schema for everything: it imports the others.
fn schema(corpus: &Path, folder: &Path) -> PathBuf {
    std::fs::write(folder.join("core.xsd"), core_types()).unwrap();
    std::fs::write(folder.join("signature.xsd"), SIGNATURE).unwrap();
    let ubl = "peppol/phax__ph-ubl/ph-ubl21/src/main/resources/external/schemas/ubl21/maindoc";
    let cii = "peppol/ConnectingEurope__eInvoicing-EN16931/cii/schema/D16B%20SCRDM%20(Subset)/uncoupled%20clm/CII/uncefact/data/standard";
    let imports = [
        (
            "http://www.w3.org/2000/09/xmldsig#".to_owned(),
            "signature.xsd".to_owned(),
        ),
        (
            "urn:un:unece:uncefact:data:specification:CoreComponentTypeSchemaModule:2".to_owned(),
            "core.xsd".to_owned(),
        ),
        (
            "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2".to_owned(),
            format!("{}/{ubl}/UBL-Invoice-2.1.xsd", corpus.display()),
        ),
        (
            "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2".to_owned(),
            format!("{}/{ubl}/UBL-CreditNote-2.1.xsd", corpus.display()),
        ),
        (
            "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100".to_owned(),
            format!("{}/{cii}/CrossIndustryInvoice_100pD16B.xsd", corpus.display()),
        ),
    ];
    let imports: String = imports
        .iter()
        .map(|(namespace, place)| format!(r#"<xsd:import namespace="{namespace}" schemaLocation="{place}"/>"#))
        .collect();
    let path = folder.join("all.xsd");
    std::fs::write(
        &path,
        format!(r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>"#),
    )
    .unwrap();
    path
}

fn documents(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, into);
        } else if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
        {
            into.push(path);
        }
    }
}

/// What is wrong with the structure here; `None` for what is no invoice of a kind that the schemas have.
fn faults(file: &[u8]) -> Option<Vec<String>> {
    match einvoice::validate(file, Release::May2026, &Limits::default()) {
        Ok((Kind::Svefaktura, _)) | Err(_) => None,
        Ok((_, faults)) => {
            let structure = faults.iter().filter(|fault| matches!(fault.what, What::Structure(_)));
            Some(structure.map(ToString::to_string).collect())
        }
    }
}

/// Files that xmllint finds valid, and its words about the others.
fn verdicts(schema: &Path, files: &[PathBuf]) -> (Vec<PathBuf>, String) {
    let mut valid = Vec::new();
    let mut words = String::new();
    for chunk in files.chunks(200) {
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schema)
            .args(chunk)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        for file in chunk {
            if said.contains(&format!("{} validates", file.display())) {
                valid.push(file.clone());
            }
        }
        words.push_str(&said);
    }
    (valid, words)
}

/// Ways to spoil a document: each gives a copy or nothing.
fn spoilt(text: &str, seed: usize) -> Option<String> {
    // The places of all tags; a step that shares no factor with most counts visits them in no order.
    let tags: Vec<usize> = text
        .match_indices("<c")
        .map(|(at, _)| at)
        .chain(text.match_indices("<ram:").map(|(at, _)| at))
        .collect();
    let tag = *tags.get(seed.wrapping_mul(7919) % tags.len().max(1))?;
    let end = tag + text[tag..].find('>')?;
    let value_end = end + 1 + text[end + 1..].find('<')?;
    let name_end = tag + text[tag..].find([' ', '>', '/'])?;
    let name = &text[tag + 1..name_end];
    let close = format!("</{name}>");
    let element_end = text[tag..].find(&close).map(|at| tag + at + close.len());
    Some(match seed % 9 {
        0 => format!("{}{}", &text[..tag], &text[element_end?..]),
        1 => format!(
            "{}{}{}",
            &text[..element_end?],
            &text[tag..element_end?],
            &text[element_end?..]
        ),
        2 => format!("{}@{}", &text[..=end], &text[value_end..]),
        3 => format!("{}{}", &text[..=end], &text[value_end..]),
        4 => format!("{} rubbish=\"1\"{}", &text[..name_end], &text[name_end..]),
        5 => {
            let attribute = tag + text[tag..end].find("currencyID")?;
            let quoted = attribute + text[attribute..].find('"')?;
            let after = quoted + 1 + text[quoted + 1..].find('"')? + 1;
            format!("{}{}", &text[..attribute], &text[after..])
        }
        6 => {
            let element_end = element_end?;
            let next = element_end + text[element_end..].find('<')?;
            if text[next..].starts_with("</") {
                return None;
            }
            let next_name_end = next + text[next..].find([' ', '>', '/'])?;
            let next_close = format!("</{}>", &text[next + 1..next_name_end]);
            let next_end = next + text[next..].find(&next_close)? + next_close.len();
            let (one, other) = (&text[tag..element_end], &text[next..next_end]);
            format!("{}{other}{one}{}", &text[..tag], &text[next_end..])
        }
        7 => format!("{}<cbc:Unheard>1</cbc:Unheard>{}", &text[..tag], &text[tag..]),
        _ => format!("{}stray{}", &text[..tag], &text[tag..]),
    })
}

#[test]
fn verdicts_about_structure_are_those_of_the_schemas() {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().unwrap();
    let schema = schema(&corpus, folder.path());
    let mut originals = Vec::new();
    documents(&corpus.join("peppol"), &mut originals);
    originals.sort();
    let mut tried: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    let mut names: BTreeMap<PathBuf, String> = BTreeMap::new();
    for original in &originals {
        let bytes = std::fs::read(original).unwrap();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        // What was read is written again: the schemas judge our own writing too.
        let read = einvoice::read(text.as_bytes(), Release::May2026, &Limits::default());
        let written = read
            .ok()
            .and_then(|reading| reading.invoice)
            .map(|invoice| einvoice::write(&invoice));
        let copies = std::iter::once(text.clone())
            .chain(written)
            .chain((0..18).filter_map(|seed| spoilt(&text, seed)));
        for (number, copy) in copies.enumerate() {
            let Some(faults) = faults(copy.as_bytes()) else {
                continue;
            };
            let place = folder.path().join(format!("{}.xml", tried.len()));
            std::fs::write(&place, &copy).unwrap();
            names.insert(
                place.clone(),
                format!("{} {number}", original.file_name().unwrap().to_string_lossy()),
            );
            tried.insert(place, faults);
        }
    }
    let files: Vec<PathBuf> = tried.keys().cloned().collect();
    let (valid, words) = verdicts(&schema, &files);
    assert!(
        !valid.is_empty(),
        "the schemas can be read: {}",
        words.lines().take(5).collect::<Vec<_>>().join("\n")
    );
    let mut differing = Vec::new();
    for (place, faults) in &tried {
        if valid.contains(place) != faults.is_empty() {
            let prefix = format!("{}:", place.display());
            let said = words
                .lines()
                .find(|line| line.starts_with(&prefix))
                .unwrap_or("validates");
            differing.push(format!("{}: here {faults:?}, there {said}", names[place]));
        }
    }
    println!(
        "{} documents of {} files, {} valid, {} verdicts differ",
        tried.len(),
        originals.len(),
        valid.len(),
        differing.len()
    );
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

//! A file as a document: parsed within limits, wrappers opened, structure and rules checked.

use roxmltree::{Document, Node, ParsingOptions};

use super::as_ubl;
use super::decode::decode;
use super::fault::{Fault, Found, What};
use super::limits::Limits;
use super::mistake::Mistake;
use super::model::Invoice;
use super::read_cii;
use super::read_svefaktura;
use super::read_ubl;
use super::release::Release;
use super::rules::{self, Layer};
use super::structure;
use super::tree::{El, Tree, position};
use super::vocabulary::{CII, SVEFAKTURA, UBL, Vocabulary};
use crate::mistake::excerpt;

/// What kind of document a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// UBL 2.1 Invoice.
    UblInvoice,
    /// UBL 2.1 CreditNote.
    UblCreditNote,
    /// UN/CEFACT Cross Industry Invoice D16B.
    CrossIndustryInvoice,
    /// Svefaktura 1.0.
    Svefaktura,
}

/// The customization of Peppol BIS Billing 3, with what may follow it.
const PEPPOL: &str = "urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/// The invoice's own root, alone or in a wrapper.
pub(super) struct Opened<'d> {
    pub kind: Kind,
    pub root: Node<'d, 'd>,
    pub vocabulary: &'static Vocabulary,
}

/// Parses the text as XML, without document types and within the limits.
pub(super) fn parse<'i>(text: &'i str, limits: &Limits) -> Result<Document<'i>, Fault> {
    within_limits(text, limits)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: u32::try_from(limits.elements_max.saturating_mul(4)).unwrap_or(u32::MAX),
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let mut place = error.pos();
        if matches!(error, roxmltree::Error::DtdDetected)
            && let Some(at) = text.find("<!DOCTYPE")
        {
            (place.row, place.col) = position(text, at);
        }
        let mistake = match error {
            roxmltree::Error::DtdDetected => Mistake::DocumentType,
            roxmltree::Error::NodesLimitReached => Mistake::TooManyElements {
                limit: limits.elements_max,
            },
            error => Mistake::NotXml {
                reason: excerpt(&error.to_string()),
            },
        };
        Fault::at(place.row, place.col, mistake)
    })
}

/// Size, depth and number of elements, before the parser takes memory by them.
///
/// Counts tags without understanding them: what stands in comments and CDATA counts too, so the
/// count is never too low.
fn within_limits(text: &str, limits: &Limits) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut depth, mut elements, mut attached, mut last_open) = (0_usize, 0_usize, 0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => {
                depth = depth.saturating_sub(1);
                let long = at.saturating_sub(last_open);
                if ATTACHMENT_BYTES_MIN < long {
                    attached += long;
                    last_open = at;
                }
            }
            Some(b'!' | b'?') => {}
            _ => {
                elements += 1;
                depth += 1;
                last_open = at;
                // An element that is closed at once: the sign before the next `>` that ends the tag.
                if let Some(end) = memchr::memchr(b'>', &bytes[at..])
                    && bytes[at + end - 1] == b'/'
                {
                    depth -= 1;
                }
            }
        }
        let mistake = if limits.depth_max < depth {
            Mistake::TooDeep {
                limit: limits.depth_max,
            }
        } else if limits.elements_max < elements {
            Mistake::TooManyElements {
                limit: limits.elements_max,
            }
        } else {
            continue;
        };
        let (line, column) = position(text, at);
        return Err(Fault::at(line, column, mistake));
    }
    if limits.xml_bytes_max < text.len() - attached {
        return Err(Fault::of_file(Mistake::XmlTooLarge {
            limit_bytes: limits.xml_bytes_max,
        }));
    }
    Ok(())
}

/// A value longer than this counts as an attachment and not as XML.
const ATTACHMENT_BYTES_MIN: usize = 10_000;

/// Namespace of the standard business document header and its wrapper.
const SBDH: &str = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
/// Namespace of Svefaktura's wrapper with attachments.
const OBJECT_ENVELOPE: &str = "urn:sfti:documents:ObjectEnvelope:1:0";

/// The fault of an element that is the root of no invoice that is read.
fn not_an_invoice(document: &Document<'_>, root: Node<'_, '_>) -> Fault {
    let (line, column) = position(document.input_text(), root.range().start);
    let name = root.tag_name();
    let mistake = Mistake::NotAnInvoice {
        element: excerpt(name.name()),
        namespace: excerpt(name.namespace().unwrap_or_default()),
    };
    Fault::at(line, column, mistake)
}

/// Finds the invoice: the root itself, or the one within a wrapper.
pub(super) fn open<'d>(document: &'d Document<'_>) -> Result<Opened<'d>, Fault> {
    let root = document.root_element();
    let name = root.tag_name();
    if let Some(opened) = of(root) {
        return Ok(opened);
    }
    if !matches!(name.namespace(), Some(SBDH | OBJECT_ENVELOPE)) {
        return Err(not_an_invoice(document, root));
    }
    let mut invoices = root.descendants().filter_map(of);
    let first = invoices.next().ok_or_else(|| Fault::of_file(Mistake::EnvelopeEmpty))?;
    match invoices.count() {
        0 => Ok(first),
        more => Err(Fault::of_file(Mistake::EnvelopeManyInvoices { count: more + 1 })),
    }
}

fn of<'d>(node: Node<'d, 'd>) -> Option<Opened<'d>> {
    let namespace = node.tag_name().namespace()?;
    let local = node.tag_name().name();
    let families: [&'static Vocabulary; 3] = [&UBL, &CII, &SVEFAKTURA];
    let (at, vocabulary) = families
        .into_iter()
        .enumerate()
        .find(|(_, vocabulary)| vocabulary.root(namespace, local).is_some())?;
    let kind = match (at, local) {
        (0, "Invoice") => Kind::UblInvoice,
        (0, _) => Kind::UblCreditNote,
        (1, _) => Kind::CrossIndustryInvoice,
        _ => Kind::Svefaktura,
    };
    Some(Opened {
        kind,
        root: node,
        vocabulary,
    })
}

impl Opened<'_> {
    /// The faults of its structure; where there are none, those against the rules.
    pub fn check(&self, tree: &Tree<'_>, release: Release) -> Vec<Fault> {
        let mut found = Found::default();
        let tag = self.root.tag_name();
        let root = self.vocabulary.root(tag.namespace().unwrap_or_default(), tag.name());
        if let Some(root) = root {
            structure::check(tree.root(), root.of, &mut found);
        }
        if found.is_empty() && matches!(self.kind, Kind::UblInvoice | Kind::UblCreditNote) {
            rules::check(tree.root(), release, layer(tree), &mut found);
        }
        found.finish()
    }
}

fn layer(tree: &Tree<'_>) -> Layer {
    let customization = tree.root().kid(super::ubl_names::CUSTOMIZATION_ID);
    layer_of(customization.map(El::text).unwrap_or_default())
}

/// Peppol's rules are for documents that say they are Peppol's.
pub(super) fn layer_of(customization: &str) -> Layer {
    if customization.contains(PEPPOL) {
        Layer::Peppol
    } else {
        Layer::En16931
    }
}

/// Every fault of a file: of its structure, and where that is whole, against the rules of the release.
///
/// `Err` where there is no document to look at: no XML, too large, none of an invoice's kinds.
pub fn validate(file: &[u8], release: Release, limits: &Limits) -> Result<(Kind, Vec<Fault>), Fault> {
    let text = decode(file, limits)?;
    let document = parse(&text, limits)?;
    let opened = open(&document)?;
    let tree = Tree::of(&document, opened.root, opened.vocabulary);
    Ok((opened.kind, opened.check(&tree, release)))
}

/// What reading a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The kind of document.
    pub kind: Kind,
    /// What it says; none where its structure is not whole.
    pub invoice: Option<Invoice>,
    /// Every fault, in the order of the file.
    pub faults: Vec<Fault>,
}

impl Reading {
    /// Whether a fault stops the invoice.
    pub fn is_refused(&self) -> bool {
        self.invoice.is_none() || self.faults.iter().any(|fault| !fault.is_warning())
    }
}

/// Reads a file: what it says and every fault, by the rules of the release.
///
/// `Err` where there is no document to look at: no XML, too large, none of an invoice's kinds. An
/// invoice that breaks a rule is read all the same, so that a person can see it.
pub fn read(file: &[u8], release: Release, limits: &Limits) -> Result<Reading, Fault> {
    let text = decode(file, limits)?;
    let document = parse(&text, limits)?;
    let opened = open(&document)?;
    let tree = Tree::of(&document, opened.root, opened.vocabulary);
    let mut faults = opened.check(&tree, release);
    let whole = !faults.iter().any(|fault| matches!(fault.what, What::Structure(_)));
    let read = match opened.kind {
        Kind::UblInvoice | Kind::UblCreditNote if whole => Some(read_ubl::read(tree.root(), opened.kind)),
        Kind::CrossIndustryInvoice if whole => Some(read_cii::read(tree.root())),
        Kind::Svefaktura if whole => Some(read_svefaktura::read(tree.root(), &document)),
        _ => None,
    };
    let invoice = match read {
        Some(Ok(invoice)) => Some(invoice),
        Some(Err(unread)) => {
            faults.extend(unread);
            None
        }
        None => None,
    };
    if let (Kind::CrossIndustryInvoice, Some(invoice)) = (opened.kind, &invoice) {
        faults.extend(as_ubl::broken(invoice, tree.root(), &read_cii::LINES, release));
    }
    Ok(Reading {
        kind: opened.kind,
        invoice,
        faults,
    })
}

/// The identifiers of the rules that a fragment of UBL breaks, its structure unseen.
///
/// For trying single rules on documents that hold only what the rule looks at, as the authors of
/// the rules do in their own tests.
pub fn broken_rules(fragment: &str, release: Release) -> Result<Vec<&'static str>, Fault> {
    let limits = Limits::default();
    let document = parse(fragment, &limits)?;
    let tree = Tree::of(&document, document.root_element(), &UBL);
    let mut found = Found::default();
    rules::check(tree.root(), release, Layer::Peppol, &mut found);
    Ok(found.finish().iter().filter_map(Fault::rule).collect())
}

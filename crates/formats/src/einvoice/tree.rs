//! A document as elements in their order: what rules and readers walk through.
//!
//! Built once from the parsed XML. An element knows its name as a number, its value as text and
//! where its subtree ends, so that looking for a child compares numbers and skips subtrees.

use std::borrow::Cow;
use std::fmt::Write as _;

use roxmltree::{Document, Node};
use rust_decimal::Decimal;

use super::vocabulary::{Name, Vocabulary};

/// XML's own namespace for types and addresses of schemas.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element takes so many bytes, about, in the files that come; room is made for so many at once at most, for
/// an attachment is long and has none.
const BYTES_AN_ELEMENT: usize = 40;
const ELEMENTS_AT_ONCE: usize = 4_000;

/// An attribute as it stands.
#[derive(Debug)]
pub(super) struct Attr<'d> {
    pub name: &'d str,
    pub value: &'d str,
    /// Of a namespace of its own, which no type of ours has. Addresses of schemas are left out.
    pub foreign: bool,
}

#[derive(Debug)]
struct Element<'d> {
    name: Name,
    parent: u32,
    /// The element after the last one within this.
    end: u32,
    attrs: (u32, u32),
    at: usize,
    text: Cow<'d, str>,
    /// Text beside elements that is not blank.
    mixed: bool,
    local: &'d str,
}

/// The elements of one document.
#[derive(Debug)]
pub struct Tree<'d> {
    pub(super) vocabulary: &'static Vocabulary,
    elements: Vec<Element<'d>>,
    attrs: Vec<Attr<'d>>,
    source: &'d str,
}

impl<'d> Tree<'d> {
    /// The elements below and including `root`.
    pub(super) fn of(document: &'d Document<'_>, root: Node<'d, 'd>, vocabulary: &'static Vocabulary) -> Self {
        let about = (root.range().len() / BYTES_AN_ELEMENT).min(ELEMENTS_AT_ONCE);
        let mut tree = Self {
            vocabulary,
            elements: Vec::with_capacity(about),
            attrs: Vec::with_capacity(about / 4),
            source: document.input_text(),
        };
        // The namespace met last: nearly always that of the next element.
        let mut met: Vec<(*const u8, Option<u8>)> = Vec::with_capacity(8);
        let mut open: Vec<u32> = Vec::with_capacity(16);
        for node in root.descendants() {
            if node.is_element() {
                tree.close_until(&mut open, node, root);
                let parent = open.last().copied().unwrap_or(0);
                let name = if open.is_empty() {
                    vocabulary.root_name(node.tag_name().name())
                } else {
                    tree.name_of(node, &mut met)
                };
                open.push(tree.add(node, name, parent));
            } else if node.is_text()
                && let (Some(text), Some(holder)) = (node.text(), node.parent_element())
            {
                tree.close_until_holder(&mut open, holder);
                if let Some(open) = open.last() {
                    tree.add_text(*open, text);
                }
            }
        }
        let end = tree.len();
        for still in open {
            tree.elements[still as usize].end = end;
        }
        tree
    }

    fn len(&self) -> u32 {
        u32::try_from(self.elements.len()).unwrap_or(u32::MAX)
    }

    /// Closes every open element that `node` does not stand in.
    fn close_until(&mut self, open: &mut Vec<u32>, node: Node<'d, 'd>, root: Node<'d, 'd>) {
        if node != root
            && let Some(holder) = node.parent_element()
        {
            self.close_until_holder(open, holder);
        }
    }

    fn close_until_holder(&mut self, open: &mut Vec<u32>, holder: Node<'d, 'd>) {
        let at = holder.range().start;
        let end = self.len();
        while let Some(last) = open.last().copied()
            && self.elements[last as usize].at != at
        {
            self.elements[last as usize].end = end;
            open.pop();
        }
    }

    fn name_of(&self, node: Node<'d, 'd>, met: &mut Vec<(*const u8, Option<u8>)>) -> Name {
        let Some(uri) = node.tag_name().namespace() else {
            return Name::UNKNOWN;
        };
        let address = uri.as_ptr();
        let known = met.iter().find(|(known, _)| *known == address).map(|(_, index)| *index);
        let index = known.unwrap_or_else(|| {
            let index = self.vocabulary.namespace(uri);
            met.push((address, index));
            index
        });
        index.map_or(Name::UNKNOWN, |index| {
            self.vocabulary.name(index, node.tag_name().name())
        })
    }

    fn add(&mut self, node: Node<'d, 'd>, name: Name, parent: u32) -> u32 {
        let first = u32::try_from(self.attrs.len()).unwrap_or(u32::MAX);
        for attribute in node.attributes() {
            let schema_address = attribute.namespace() == Some(XSI)
                && matches!(attribute.name(), "schemaLocation" | "noNamespaceSchemaLocation");
            if !schema_address {
                self.attrs.push(Attr {
                    name: attribute.name(),
                    value: attribute.value(),
                    foreign: attribute.namespace().is_some(),
                });
            }
        }
        let index = self.len();
        self.elements.push(Element {
            name,
            parent,
            end: index + 1,
            attrs: (first, u32::try_from(self.attrs.len()).unwrap_or(u32::MAX)),
            at: node.range().start,
            text: Cow::Borrowed(""),
            mixed: false,
            local: node.tag_name().name(),
        });
        index
    }

    fn add_text(&mut self, element: u32, text: &'d str) {
        let element = &mut self.elements[element as usize];
        element.mixed |= !is_blank(text);
        if element.text.is_empty() {
            element.text = Cow::Borrowed(text);
        } else {
            element.text.to_mut().push_str(text);
        }
    }

    /// The root.
    pub fn root(&self) -> El<'_> {
        El { tree: self, at: 0 }
    }

    /// Every element in the order of the document.
    pub fn all(&self) -> impl Iterator<Item = El<'_>> {
        (0..self.len()).map(|at| El { tree: self, at })
    }
}

/// An element of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub struct El<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

impl PartialEq for El<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tree, other.tree)
    }
}

impl<'t> El<'t> {
    fn element(self) -> &'t Element<'t> {
        &self.tree.elements[self.at as usize]
    }

    /// Its place in the order of the document.
    pub(super) fn index(self) -> usize {
        self.at as usize
    }

    /// Its name.
    pub fn name(self) -> Name {
        self.element().name
    }

    /// Its name without namespace, as it stands.
    pub fn local(self) -> &'t str {
        self.element().local
    }

    /// Its name as written in the vocabulary, or its local name if the vocabulary has none.
    pub fn written(self) -> &'t str {
        if self.name() == Name::UNKNOWN {
            self.local()
        } else {
            self.tree.vocabulary.written(self.name())
        }
    }

    pub(super) fn tree(self) -> &'t Tree<'t> {
        self.tree
    }

    pub(super) fn is_root(self) -> bool {
        self.at == 0
    }

    /// The element it stands in.
    pub fn parent(self) -> Option<Self> {
        (self.at != 0).then(|| Self {
            tree: self.tree,
            at: self.element().parent,
        })
    }

    /// Whether it stands directly in the root.
    pub(super) fn is_top(self) -> bool {
        self.at != 0 && self.element().parent == 0
    }

    /// Whether the elements around it have these names, the nearest first.
    pub(super) fn under(self, names: &[Name]) -> bool {
        let mut at = self;
        names.iter().all(|name| match at.parent() {
            Some(parent) if parent.name() == *name => {
                at = parent;
                true
            }
            _ => false,
        })
    }

    /// Whether an element around it, near or far, has the name.
    pub(super) fn within(self, name: Name) -> bool {
        std::iter::successors(self.parent(), |at| at.parent()).any(|at| at.name() == name)
    }

    /// The elements directly in it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let end = self.element().end;
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = Self { tree: self.tree, at };
                at = child.element().end;
                child
            })
        })
    }

    /// Every element within it, near or far.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        (self.at + 1..self.element().end).map(move |at| Self { tree: self.tree, at })
    }

    pub(super) fn is_leaf(self) -> bool {
        self.element().end == self.at + 1
    }

    /// The elements of that name directly in it.
    pub fn kids(self, name: Name) -> impl Iterator<Item = Self> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element of that name directly in it.
    pub fn kid(self, name: Name) -> Option<Self> {
        self.kids(name).next()
    }

    /// Every element that the path of names leads to.
    pub(super) fn each(self, path: &[Name], see: &mut impl FnMut(Self)) {
        match path {
            [] => see(self),
            [name, rest @ ..] => {
                for kid in self.kids(*name) {
                    kid.each(rest, see);
                }
            }
        }
    }

    /// Every element that the path of names leads to.
    pub(super) fn all(self, path: &[Name]) -> Vec<Self> {
        let mut found = Vec::new();
        self.each(path, &mut |el| found.push(el));
        found
    }

    /// How many elements the path leads to.
    pub(super) fn count(self, path: &[Name]) -> usize {
        let mut count = 0;
        self.each(path, &mut |_| count += 1);
        count
    }

    /// The first element that the path leads to.
    pub(super) fn first(self, path: &[Name]) -> Option<Self> {
        match path {
            [] => Some(self),
            [name, rest @ ..] => self.kids(*name).find_map(|kid| kid.first(rest)),
        }
    }

    /// Whether the path leads anywhere.
    pub(super) fn has(self, path: &[Name]) -> bool {
        self.first(path).is_some()
    }

    /// Whether the path leads to something that is not blank.
    pub(super) fn filled(self, path: &[Name]) -> bool {
        self.first(path).is_some_and(|el| !el.trimmed().is_empty())
    }

    /// Its text as it stands.
    pub fn text(self) -> &'t str {
        &self.element().text
    }

    /// Its text without blanks at the ends.
    pub fn trimmed(self) -> &'t str {
        trim(self.text())
    }

    /// Its text with blanks in rows as one, none at the ends.
    pub(super) fn normalized(self) -> Cow<'t, str> {
        normalized(self.text())
    }

    /// The text that the path leads to first, without blanks at the ends.
    pub(super) fn value(self, path: &[Name]) -> Option<&'t str> {
        self.first(path).map(Self::trimmed)
    }

    /// Text beside elements.
    pub(super) fn is_mixed(self) -> bool {
        self.element().mixed
    }

    /// Its value as a number, if it is one of at most 28 digits.
    pub(super) fn number(self) -> Option<Decimal> {
        decimal(self.text())
    }

    /// The number that the path leads to first.
    pub(super) fn decimal(self, path: &[Name]) -> Option<Decimal> {
        self.first(path)?.number()
    }

    pub(super) fn attributes(self) -> &'t [Attr<'t>] {
        let (first, end) = self.element().attrs;
        &self.tree.attrs[first as usize..end as usize]
    }

    /// The attribute of that name.
    pub fn attr(self, name: &str) -> Option<&'t str> {
        let found = self
            .attributes()
            .iter()
            .find(|attr| attr.name == name && !attr.foreign)?;
        Some(found.value)
    }

    /// The line it begins on, from 1, and the column in characters.
    pub fn position(self) -> (u32, u32) {
        position(self.tree.source, self.element().at)
    }

    /// Where it stands, as people write a path: `Invoice/cac:InvoiceLine[2]/cbc:ID`.
    pub fn path(self) -> String {
        let Some(parent) = self.parent() else {
            return self.local().to_owned();
        };
        let mut path = parent.path();
        path.push('/');
        path.push_str(self.written());
        let alike = |other: &Self| other.written() == self.written();
        if 1 < parent.children().filter(alike).count() {
            let before = parent
                .children()
                .filter(alike)
                .take_while(|other| *other != self)
                .count();
            let _ = write!(path, "[{}]", before + 1);
        }
        path
    }
}

/// The line and the column, both from 1, of a byte.
pub(super) fn position(source: &str, at: usize) -> (u32, u32) {
    let before = &source.as_bytes()[..at.min(source.len())];
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let column = 1 + source[start..at.min(source.len())].chars().count();
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

/// What XML calls white space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

pub(super) fn trim(text: &str) -> &str {
    let ends = [text.bytes().next(), text.bytes().next_back()];
    // Nearly every value has no blanks at its ends.
    if ends.iter().flatten().all(|byte| !is_space(char::from(*byte))) {
        return text;
    }
    text.trim_matches(is_space)
}

pub(super) fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// White space at the ends away, in rows as one blank.
pub(super) fn normalized(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if !text.contains(['\t', '\n', '\r']) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.split(is_space)
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// A number as XML Schema writes a decimal: no exponent, no thousands.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = trim(text);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.bytes().any(|byte| byte.is_ascii_digit())
        || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        || 1 < digits.bytes().filter(|byte| *byte == b'.').count()
    {
        return None;
    }
    text.strip_prefix('+').unwrap_or(text).parse().ok()
}

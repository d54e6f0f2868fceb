//! A part of a message in memory: one element with everything in it.

use std::cell::Cell;
use std::ops::Range;

/// A part. Names and texts stand in one string, elements in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The path of its first element.
    pub path: String,
    pub letters: String,
    pub nodes: Vec<Node>,
}

/// One element.
#[derive(Debug)]
pub(super) struct Node {
    pub name: Range<usize>,
    pub text: Range<usize>,
    /// The value of its attribute `Ccy`.
    pub currency: Option<Range<usize>>,
    pub parent: usize,
    /// The how manieth of its name beside it, from 1.
    pub ordinal: u32,
    pub line: u32,
    /// The number of the first element after it that is not within it.
    pub end: usize,
    /// Whether anybody asked for its value.
    pub seen: Cell<bool>,
}

impl Part {
    pub fn clear(&mut self) {
        self.path.clear();
        self.letters.clear();
        self.nodes.clear();
    }

    pub fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.letters.len();
        self.letters.push_str(text);
        start..self.letters.len()
    }

    /// The element that all others stand in. Only a part that has been filled has one.
    pub fn root(&self) -> El<'_> {
        El { part: self, index: 0 }
    }

    /// The elements with a value that nobody asked for.
    pub fn unseen(&self) -> impl Iterator<Item = El<'_>> {
        (0..self.nodes.len())
            .map(|index| El { part: self, index })
            .filter(|el| el.is_leaf() && !el.node().seen.get() && !el.node().text.is_empty())
    }
}

/// An element of a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct El<'p> {
    part: &'p Part,
    index: usize,
}

impl<'p> El<'p> {
    fn node(self) -> &'p Node {
        &self.part.nodes[self.index]
    }

    fn is_leaf(self) -> bool {
        self.node().end == self.index + 1
    }

    pub fn name(self) -> &'p str {
        &self.part.letters[self.node().name.clone()]
    }

    /// Its value, without blanks around it.
    pub fn text(self) -> &'p str {
        self.node().seen.set(true);
        &self.part.letters[self.node().text.clone()]
    }

    /// The value of its attribute `Ccy`.
    pub fn currency(self) -> Option<&'p str> {
        Some(&self.part.letters[self.node().currency.clone()?])
    }

    pub fn line(self) -> u32 {
        self.node().line
    }

    pub fn children(self) -> impl Iterator<Item = El<'p>> {
        let end = self.node().end;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let el = El {
                part: self.part,
                index: next,
            };
            (next < end).then(|| {
                next = el.node().end;
                el
            })
        })
    }

    /// The children of that name.
    pub fn all(self, name: &str) -> impl Iterator<Item = El<'p>> {
        self.children().filter(move |el| el.name() == name)
    }

    /// What the path of names leads to first: `Id/IBAN`.
    pub fn at(self, path: &str) -> Option<El<'p>> {
        path.split('/').try_fold(self, |el, name| el.all(name).next())
    }

    /// The value the path leads to, unless it is empty.
    pub fn value(self, path: &str) -> Option<&'p str> {
        self.at(path).map(El::text).filter(|text| !text.is_empty())
    }

    /// The value the path leads to, as text of its own.
    pub fn string(self, path: &str) -> Option<String> {
        self.value(path).map(str::to_owned)
    }

    /// Its path: the first of a name without number, the others with theirs.
    pub fn path(self) -> String {
        if self.index == 0 {
            return self.part.path.clone();
        }
        let node = self.node();
        let parent = El {
            index: node.parent,
            ..self
        };
        format!("{}/{}", parent.path(), numbered(self.name(), node.ordinal))
    }
}

/// `Ntry` for the first, `Ntry[2]` for the second.
pub(super) fn numbered(name: &str, ordinal: u32) -> String {
    if ordinal == 1 {
        name.to_owned()
    } else {
        format!("{name}[{ordinal}]")
    }
}

//! A document type's structure as facts: names, types, what stands in them, in which order and how often.
//!
//! The facts stand in `data/*.txt`, one a line, so that they can be read beside the standard:
//!
//! ```text
//! prefix cac urn:…                      a namespace
//! root urn:… Invoice Invoice            a root element: namespace, name, type
//! enum E1 SEK EUR                       values that are allowed
//! names Party cac:Party cac:AgentParty  elements of a type
//! Party = cbc:EndpointID? cac:Contact   a sequence; ? 0–1, * 0–n, + 1–n, {0,3}; @T: of another type here
//! Date | udt:DateString udt:Date        one of them
//! Amount : decimal currencyID!          a value and its attributes; ! required, :t type, {E1} values, =v fixed
//! ```

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// An element's name: an index into the vocabulary, the same for every document of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(pub(super) u16);

impl Name {
    /// A name the vocabulary does not have.
    pub(super) const UNKNOWN: Self = Self(u16::MAX);

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Names that code asks for as constants, and as they are written; numbered in their order.
macro_rules! names {
    ($($name:ident $at:literal $written:literal,)+) => {
        $(pub(super) const $name: Name = Name($at);)+
        /// The names as written, each at its own number.
        pub(super) const WRITTEN: &[&str] = &[$($written),+];
    };
}
pub(super) use names;

/// A type: an index into the vocabulary.
pub(super) type TypeIndex = u16;

/// The type of an element whose inside is not looked at.
pub(super) const ANYTHING: TypeIndex = u16::MAX;

/// How a value is written (XML Schema part 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexical {
    Text,
    Decimal,
    Date,
    Time,
    Instant,
    Flag,
    Base64,
    Language,
    Address,
}

/// An attribute of a value.
#[derive(Debug)]
pub(super) struct Attribute {
    pub name: &'static str,
    pub required: bool,
    pub lexical: Lexical,
    pub allowed: Option<&'static [&'static str]>,
    pub fixed: Option<String>,
}

/// What may stand at one place in a sequence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Particle {
    pub name: Name,
    pub of: TypeIndex,
    pub min: u16,
    /// [`u16::MAX`] for any number.
    pub max: u16,
}

#[derive(Debug)]
pub(super) enum Type {
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    /// One element of another namespace, whose inside is not looked at.
    Any,
    Value {
        lexical: Lexical,
        /// Whether blanks at the ends and in rows count for nothing in an enumeration.
        collapses: bool,
        attributes: Vec<Attribute>,
        allowed: Option<&'static [&'static str]>,
    },
}

/// A root element.
#[derive(Debug)]
pub(super) struct Root {
    pub namespace: &'static str,
    pub name: Name,
    pub of: TypeIndex,
}

/// Names and types of one family of documents.
#[derive(Debug)]
pub struct Vocabulary {
    prefixes: Vec<(&'static str, &'static str)>,
    names: Vec<String>,
    by_local: FxHashMap<(u8, &'static str), Name>,
    pub(super) types: Vec<Type>,
    pub(super) roots: Vec<Root>,
}

/// The prefix of root elements, each of which has a namespace of its own.
const ROOT_PREFIX: u8 = 0;

impl Vocabulary {
    /// Reads the facts. `first` are names that code knows, which get the first indexes in that order.
    fn of(facts: &'static str, first: &[&'static str]) -> Self {
        let mut made = Self {
            prefixes: vec![("", "")],
            names: Vec::new(),
            by_local: FxHashMap::default(),
            types: Vec::new(),
            roots: Vec::new(),
        };
        let lines: Vec<&'static str> = facts.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            if let Some((prefix, namespace)) = line.strip_prefix("prefix ").and_then(|rest| rest.split_once(' ')) {
                made.prefixes.push((prefix, namespace));
            }
        }
        for name in first {
            made.intern(name);
        }
        let mut reader = FactReader {
            made,
            types: FxHashMap::default(),
            defaults: FxHashMap::default(),
            lists: FxHashMap::default(),
        };
        for line in &lines {
            reader.declare(line);
        }
        for line in &lines {
            reader.define(line);
        }
        reader.made
    }

    fn intern(&mut self, name: &'static str) -> Name {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let prefix = self.prefix_index(prefix);
        let next = Name(u16::try_from(self.names.len()).expect("fewer names than 65,535"));
        *self.by_local.entry((prefix, local)).or_insert_with(|| {
            self.names.push(name.to_owned());
            next
        })
    }

    fn prefix_index(&self, prefix: &str) -> u8 {
        let index = self.prefixes.iter().position(|(known, _)| *known == prefix);
        u8::try_from(index.expect("a prefix the facts declare")).expect("few prefixes")
    }

    /// The index of a namespace, if it is one of the vocabulary's.
    pub(super) fn namespace(&self, uri: &str) -> Option<u8> {
        let index = self.prefixes.iter().skip(1).position(|(_, known)| *known == uri)?;
        u8::try_from(index + 1).ok()
    }

    /// The name in a namespace, or [`Name::UNKNOWN`].
    pub(super) fn name(&self, namespace: u8, local: &str) -> Name {
        // A local name borrowed for as long as the map's keys is needed only by the type.
        self.by_local
            .get(&(namespace, local) as &(u8, &str))
            .copied()
            .unwrap_or(Name::UNKNOWN)
    }

    /// The root element of that namespace and name.
    pub(super) fn root(&self, namespace: &str, local: &str) -> Option<&Root> {
        self.roots
            .iter()
            .find(|root| root.namespace == namespace && self.written(root.name) == local)
    }

    /// A root element's name by its local name alone, for fragments.
    pub(super) fn root_name(&self, local: &str) -> Name {
        self.name(ROOT_PREFIX, local)
    }

    /// The name as people write it: `cbc:ID`.
    pub fn written(&self, name: Name) -> &str {
        self.names.get(name.index()).map_or("?", String::as_str)
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Every name, as written.
    pub(super) fn names(&self) -> impl Iterator<Item = (Name, &str)> {
        (0..).map(Name).zip(self.names.iter().map(String::as_str))
    }
}

struct FactReader {
    made: Vocabulary,
    types: FxHashMap<&'static str, TypeIndex>,
    defaults: FxHashMap<Name, TypeIndex>,
    lists: FxHashMap<&'static str, &'static [&'static str]>,
}

impl FactReader {
    /// First pass: lists, names and the numbers of types.
    fn declare(&mut self, line: &'static str) {
        let mut words = line.split(' ');
        match words.next() {
            Some("prefix" | "root" | "names") | None => {}
            Some("enum") => {
                let name = words.next().unwrap_or_default();
                self.lists.insert(name, words.collect::<Vec<_>>().leak());
            }
            Some(name) => {
                let next = u16::try_from(self.types.len()).expect("fewer types than 65,535");
                self.types.insert(name, next);
            }
        }
    }

    /// Second pass: what stands in the types. Types are defined in the order they were numbered.
    fn define(&mut self, line: &'static str) {
        let mut words = line.split(' ');
        let Some(first) = words.next() else { return };
        match first {
            "prefix" | "enum" => {}
            "root" => {
                let namespace = words.next().unwrap_or_default();
                let name = self.made.intern(words.next().unwrap_or_default());
                let of = self.types[words.next().unwrap_or_default()];
                self.made.roots.push(Root { namespace, name, of });
            }
            "names" => {
                let of = self.types[words.next().unwrap_or_default()];
                for name in words {
                    let name = self.made.intern(name);
                    self.defaults.insert(name, of);
                }
            }
            _ => {
                let defined = match words.next() {
                    Some(":") => self.value(words),
                    Some("|") => Type::Choice(words.map(|word| self.particle(word)).collect()),
                    _ if line.ends_with("= any") => Type::Any,
                    _ => Type::Sequence(words.map(|word| self.particle(word)).collect()),
                };
                self.made.types.push(defined);
            }
        }
    }

    fn particle(&mut self, word: &'static str) -> Particle {
        let (word, min, max) = match word.as_bytes().last() {
            Some(b'?') => (&word[..word.len() - 1], 0, 1),
            Some(b'*') => (&word[..word.len() - 1], 0, u16::MAX),
            Some(b'+') => (&word[..word.len() - 1], 1, u16::MAX),
            Some(b'}') => {
                let (word, range) = word.split_once('{').expect("an opening brace");
                let (min, max) = range.trim_end_matches('}').split_once(',').expect("two bounds");
                (word, min.parse().expect("a number"), max.parse().expect("a number"))
            }
            _ => (word, 1, 1),
        };
        let (word, other) = word.split_once('@').map_or((word, None), |(word, of)| (word, Some(of)));
        let name = self.made.intern(word);
        let of = other.map_or_else(|| self.defaults[&name], |of| self.types[of]);
        Particle { name, of, min, max }
    }

    fn value(&self, mut words: std::str::Split<'static, char>) -> Type {
        let base = words.next().unwrap_or_default();
        let mut allowed = None;
        let mut attributes = Vec::new();
        for word in words {
            match word.strip_prefix("in=") {
                Some(list) => allowed = Some(self.lists[list]),
                None => attributes.push(self.attribute(word)),
            }
        }
        Type::Value {
            lexical: lexical(base),
            collapses: base == "token",
            attributes,
            allowed,
        }
    }

    fn attribute(&self, word: &'static str) -> Attribute {
        let (word, fixed) = word
            .split_once('=')
            .map_or((word, None), |(word, fixed)| (word, Some(fixed)));
        let fixed = fixed.map(|fixed| fixed.replace("%20", " ").replace("%25", "%"));
        let (word, list) = word
            .split_once('{')
            .map_or((word, None), |(word, list)| (word, Some(list)));
        let allowed = list.map(|list| {
            let list = list.trim_end_matches('}');
            self.lists
                .get(list)
                .copied()
                .unwrap_or_else(|| list.split('|').collect::<Vec<_>>().leak())
        });
        let (word, of) = word.split_once(':').unwrap_or((word, "string"));
        Attribute {
            name: word.trim_end_matches('!'),
            required: word.ends_with('!'),
            lexical: lexical(of),
            allowed,
            fixed,
        }
    }
}

fn lexical(base: &str) -> Lexical {
    match base {
        "decimal" => Lexical::Decimal,
        "date" => Lexical::Date,
        "time" => Lexical::Time,
        "dateTime" => Lexical::Instant,
        "boolean" => Lexical::Flag,
        "base64Binary" => Lexical::Base64,
        "language" => Lexical::Language,
        "anyURI" => Lexical::Address,
        _ => Lexical::Text,
    }
}

/// UBL 2.1 Invoice and CreditNote (ISO/IEC 19845:2015).
pub static UBL: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::of(include_str!("data/ubl21.txt"), super::ubl_names::WRITTEN));

/// UN/CEFACT Cross Industry Invoice D16B.
pub static CII: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::of(include_str!("data/cii_d16b.txt"), super::cii_names::WRITTEN));

/// Svefaktura 1.0 (SFTI Basic Invoice).
pub static SVEFAKTURA: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::of(include_str!("data/svefaktura10.txt"), super::svefaktura_names::WRITTEN));

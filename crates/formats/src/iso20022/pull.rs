//! A message element by element, with the path and the line of each, and never whole in memory.
//!
//! Nothing outside the file is ever read: document types are refused, and with them every entity
//! beside the five that XML has and characters by number. Depth, sizes and counts have limits.

use std::cell::Cell;
use std::io::{self, Read};

use quick_xml::errors::Error;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use super::guard::Guard;
use super::limits::{ATTRIBUTES_MAX, DEPTH_MAX, NAMES_MAX, PART_BYTES_MAX, PART_ELEMENTS_MAX, PIECE_BYTES_MAX};
use super::mistake::{LineMistake, Mistake};
use super::part::{Node, Part, numbered};
use crate::mistake::excerpt;

/// What XML counts as blank.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Why the reading of a message cannot go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The stream failed.
    Fault(io::Error),
    /// The file is refused.
    Refused(LineMistake),
}

/// An element that has been opened and not closed.
#[derive(Debug)]
struct Open {
    name: String,
    /// The how manieth of its name beside it, from 1.
    ordinal: u32,
    /// The names met in it so far, with how often each was.
    names: Vec<(String, u32)>,
    /// Its text so far.
    text: String,
}

/// What the file goes on with.
enum Step {
    Opened,
    /// An element is closed; its text without blanks around it.
    Closed(String),
    Ended,
    Other,
}

/// Reads a message forward.
#[derive(Debug)]
pub(super) struct Pull<R> {
    reader: quick_xml::Reader<Guard<R>>,
    buffer: Vec<u8>,
    open: Vec<Open>,
    has_root: bool,
    /// The prefix of the message's own namespace, with its colon.
    prefix: String,
    namespace: String,
    /// The line of the tag at hand.
    line: u32,
    /// The attribute `Ccy` of the element just opened.
    currency: Option<String>,
}

impl<R: Read> Pull<R> {
    pub fn new(input: R) -> Self {
        let mut reader = quick_xml::Reader::from_reader(Guard::new(input));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        Self {
            reader,
            buffer: Vec::new(),
            open: Vec::new(),
            has_root: false,
            prefix: String::new(),
            namespace: String::new(),
            line: 1,
            currency: None,
        }
    }

    /// The namespace of the root element.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The name of the element at hand.
    pub fn name(&self) -> &str {
        self.open.last().map_or("", |open| &open.name)
    }

    /// A mistake in the element at hand.
    pub fn here(&self, mistake: Mistake) -> LineMistake {
        let path = self.path();
        LineMistake {
            line: self.line,
            field: (!path.is_empty()).then(|| path.into()),
            mistake,
        }
    }

    /// A refusal in the element at hand, after which nothing is read.
    pub fn refuse(&self, mistake: Mistake) -> Stop {
        Stop::Refused(self.here(mistake))
    }

    fn path(&self) -> String {
        let names = self.open.iter().map(|open| numbered(&open.name, open.ordinal));
        names.collect::<Vec<_>>().join("/")
    }

    /// Goes to the next element within the one at hand. `false`: there is none, and the one at hand
    /// has been closed; outside all elements, the file has ended.
    pub fn next_child(&mut self) -> Result<bool, Stop> {
        loop {
            match self.step()? {
                Step::Opened => return Ok(true),
                Step::Closed(_) | Step::Ended => return Ok(false),
                Step::Other => {}
            }
        }
    }

    /// Leaves out the element at hand, with everything in it.
    pub fn skip(&mut self) -> Result<(), Stop> {
        let depth = self.open.len();
        while depth <= self.open.len() {
            self.step()?;
        }
        Ok(())
    }

    /// Reads the element at hand, with everything in it, and closes it.
    pub fn read(&mut self, part: &mut Part) -> Result<(), Stop> {
        self.begin(part)?;
        self.fill(part, 0)
    }

    /// Begins a part whose first element is the one at hand; its children are [`add`](Self::add)ed.
    pub fn begin(&mut self, part: &mut Part) -> Result<(), Stop> {
        part.clear();
        part.path = self.path();
        self.node(part, 0).map(|_| ())
    }

    /// Adds the element at hand, with everything in it, below the first of the part.
    pub fn add(&mut self, part: &mut Part) -> Result<(), Stop> {
        let index = self.node(part, 0)?;
        self.fill(part, index)?;
        part.nodes[0].end = part.nodes.len();
        Ok(())
    }

    fn fill(&mut self, part: &mut Part, from: usize) -> Result<(), Stop> {
        let mut within = vec![from];
        while let Some(last) = within.last().copied() {
            match self.step()? {
                Step::Opened => within.push(self.node(part, last)?),
                Step::Closed(text) => {
                    let text = part.keep(&text);
                    let end = part.nodes.len();
                    let node = &mut part.nodes[last];
                    (node.text, node.end) = (text, end);
                    within.pop();
                }
                Step::Ended | Step::Other => {}
            }
        }
        Ok(())
    }

    fn node(&mut self, part: &mut Part, parent: usize) -> Result<usize, Stop> {
        if PART_ELEMENTS_MAX as usize <= part.nodes.len() {
            let limit = PART_ELEMENTS_MAX;
            return Err(self.refuse(Mistake::TooManyElements { limit }));
        }
        if (PART_BYTES_MAX as usize) < part.letters.len() {
            let limit_bytes = PART_BYTES_MAX;
            return Err(self.refuse(Mistake::PieceTooLarge { limit_bytes }));
        }
        let name = part.keep(self.name());
        let currency = self.currency.take().map(|currency| part.keep(&currency));
        let index = part.nodes.len();
        part.nodes.push(Node {
            name,
            text: 0..0,
            currency,
            parent,
            ordinal: self.open.last().map_or(1, |open| open.ordinal),
            line: self.line,
            end: index + 1,
            seen: Cell::new(false),
        });
        Ok(index)
    }

    fn step(&mut self) -> Result<Step, Stop> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.reader.get_mut().begin_piece();
        self.line = self.reader.get_ref().line();
        let event = self.reader.read_event_into(&mut buffer);
        let step = match event {
            Ok(event) => self.take(event),
            Err(error) => Err(self.error(&error)),
        };
        self.buffer = buffer;
        step
    }

    fn take(&mut self, event: Event<'_>) -> Result<Step, Stop> {
        match event {
            Event::Start(start) | Event::Empty(start) => self.opened(&start).map(|()| Step::Opened),
            Event::End(_) => Ok(self.open.pop().map_or(Step::Ended, |open| {
                Step::Closed(open.text.trim_matches(BLANKS).to_owned())
            })),
            Event::Text(text) => self.text(&text.xml10_content()).map(|()| Step::Other),
            Event::CData(text) => self.text(&text.xml10_content()).map(|()| Step::Other),
            Event::GeneralRef(reference) => self.reference(&reference).map(|()| Step::Other),
            Event::Decl(declaration) => self.declaration(&declaration).map(|()| Step::Other),
            Event::DocType(_) => Err(self.refuse(Mistake::DocumentType)),
            Event::Comment(_) | Event::PI(_) => Ok(Step::Other),
            Event::Eof if self.open.is_empty() && self.has_root => Ok(Step::Ended),
            Event::Eof => Err(self.not_xml("the file ends before its elements do")),
        }
    }

    fn opened(&mut self, start: &BytesStart<'_>) -> Result<(), Stop> {
        if self.open.is_empty() && self.has_root {
            return Err(self.not_xml("a second root element"));
        }
        if DEPTH_MAX as usize <= self.open.len() {
            return Err(self.refuse(Mistake::TooDeep { limit: DEPTH_MAX }));
        }
        let written = start.name();
        let written: &str = written.as_ref();
        if !self.has_root {
            self.has_root = true;
            self.prefix = written
                .split_once(':')
                .map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
        }
        self.attributes(start)?;
        let name = written.strip_prefix(self.prefix.as_str()).unwrap_or(written);
        let ordinal = self.ordinal(name)?;
        if let Some(parent) = self.open.last() {
            self.refuse_text(&parent.text)?;
        }
        self.open.push(Open {
            name: name.to_owned(),
            ordinal,
            names: Vec::new(),
            text: String::new(),
        });
        Ok(())
    }

    /// The how manieth of that name this is within the element at hand.
    fn ordinal(&mut self, name: &str) -> Result<u32, Stop> {
        let Some(parent) = self.open.last_mut() else {
            return Ok(1);
        };
        parent.text.truncate(parent.text.trim_end_matches(BLANKS).len());
        if let Some((_, count)) = parent.names.iter_mut().find(|(known, _)| known == name) {
            *count = count.saturating_add(1);
            return Ok(*count);
        }
        if NAMES_MAX as usize <= parent.names.len() {
            return Err(self.refuse(Mistake::TooManyElements { limit: NAMES_MAX }));
        }
        parent.names.push((name.to_owned(), 1));
        Ok(1)
    }

    fn attributes(&mut self, start: &BytesStart<'_>) -> Result<(), Stop> {
        self.currency = None;
        let own_namespace = match self.prefix.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let is_root = self.open.is_empty();
        let mut attributes = start.attributes();
        attributes.with_checks(false);
        for (count, attribute) in (1_u32..).zip(attributes) {
            if ATTRIBUTES_MAX < count {
                return Err(self.refuse(Mistake::TooManyAttributes { limit: ATTRIBUTES_MAX }));
            }
            let attribute = attribute.map_err(|error| self.not_xml(&error.to_string()))?;
            let name: &str = attribute.key.as_ref();
            if is_root && name == own_namespace {
                attribute.value.trim_matches(BLANKS).clone_into(&mut self.namespace);
            } else if name == "Ccy" {
                self.currency = Some(attribute.value.trim_matches(BLANKS).to_owned());
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        let forbidden = |c: char| (c < ' ' && !BLANKS.contains(&c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
        if text.contains(forbidden) {
            return Err(self.not_xml("a control character"));
        }
        let Some(open) = self.open.last_mut() else {
            return self.refuse_text(text);
        };
        // Blanks before and between elements need no room.
        if open.text.is_empty() && text.trim_matches(BLANKS).is_empty() {
            return Ok(());
        }
        open.text.push_str(text);
        if !open.names.is_empty() {
            return self.refuse_text(text);
        }
        if (PIECE_BYTES_MAX as usize) < open.text.len() {
            let limit_bytes = PIECE_BYTES_MAX;
            return Err(self.refuse(Mistake::PieceTooLarge { limit_bytes }));
        }
        Ok(())
    }

    fn refuse_text(&self, text: &str) -> Result<(), Stop> {
        let text = text.trim_matches(BLANKS);
        if text.is_empty() || text == "\u{feff}" {
            return Ok(());
        }
        let value = excerpt(text);
        Err(self.refuse(Mistake::TextBesideElements { value }))
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Stop> {
        let by_number = reference.resolve_char_ref().map_err(|error| self.error(&error))?;
        let character = by_number.or(match reference.as_ref() {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => None,
        });
        match character {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => Err(self.refuse(Mistake::Entity {
                name: excerpt(reference),
            })),
        }
    }

    fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), Stop> {
        let Some(Ok(encoding)) = declaration.encoding() else {
            return Ok(());
        };
        if ["utf-8", "utf8", "us-ascii", "ascii"]
            .iter()
            .any(|known| encoding.eq_ignore_ascii_case(known))
        {
            return Ok(());
        }
        let encoding = excerpt(&encoding);
        Err(self.refuse(Mistake::Encoding { encoding }))
    }

    fn not_xml(&self, reason: &str) -> Stop {
        let reason = excerpt(reason);
        self.refuse(Mistake::NotXml { reason })
    }

    fn error(&self, error: &Error) -> Stop {
        match error {
            Error::Io(fault) => match self.reader.get_ref().over() {
                Some(over) => self.refuse(over.clone()),
                None => Stop::Fault(io::Error::new(fault.kind(), fault.to_string())),
            },
            Error::Encoding(_) => self.refuse(Mistake::Encoding {
                encoding: "UTF-8".to_owned(),
            }),
            error => self.not_xml(&error.to_string()),
        }
    }
}

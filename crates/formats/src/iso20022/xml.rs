//! XML out: elements on lines of their own, the same bytes for the same message.

use std::fmt::Write as _;

/// Writes elements in their order.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document in that namespace; its root is open.
    pub fn new(namespace: &str) -> Self {
        let mut xml = Self {
            out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
            open: vec!["Document"],
        };
        let _ = writeln!(xml.out, "<Document xmlns=\"{namespace}\">");
        xml
    }

    /// An element with what `content` writes in it.
    pub fn element(&mut self, name: &'static str, content: impl FnOnce(&mut Self)) {
        self.indent();
        let _ = writeln!(self.out, "<{name}>");
        self.open.push(name);
        content(self);
        self.open.pop();
        self.indent();
        let _ = writeln!(self.out, "</{name}>");
    }

    /// An element with a value.
    pub fn value(&mut self, name: &'static str, value: &str) {
        self.indent();
        let value = quick_xml::escape::escape(value);
        let _ = writeln!(self.out, "<{name}>{value}</{name}>");
    }

    /// An element with a value, if there is one.
    pub fn optional(&mut self, name: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.value(name, value);
        }
    }

    /// An element with a value and its currency.
    pub fn money(&mut self, name: &'static str, money: super::Money) {
        self.indent();
        let (currency, amount) = (money.currency, money.plain());
        let _ = writeln!(self.out, "<{name} Ccy=\"{currency}\">{amount}</{name}>");
    }

    /// Elements within elements, the last with a value: `SvcLvl/Cd`.
    pub fn path(&mut self, path: &'static str, value: &str) {
        match path.split_once('/') {
            Some((name, rest)) => self.element(name, |xml| xml.path(rest, value)),
            None => self.value(path, value),
        }
    }

    /// The bytes, in UTF-8.
    pub fn finish(mut self) -> Vec<u8> {
        self.out.push_str("</Document>\n");
        self.out.into_bytes()
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }
}

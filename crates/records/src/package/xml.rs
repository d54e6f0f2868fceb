//! Rows as XML, one a line, and the schema they follow.

use std::fmt::Write as _;
use std::io::Write;

use kameral_store::Fault;

/// Writes rows as XML.
pub struct Xml<W: Write> {
    out: W,
    name: String,
    columns: Vec<String>,
}

impl<W: Write> Xml<W> {
    /// Begins a document of rows of `name`.
    pub fn begin(mut out: W, name: &str, columns: &[&str]) -> Result<Self, Fault> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<{name}>")?;
        Ok(Self {
            out,
            name: name.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        })
    }

    /// The next row; an element that has no value is left out.
    pub fn row(&mut self, cells: &[Option<String>]) -> Result<(), Fault> {
        let mut line = String::from("<row>");
        for (column, cell) in self.columns.iter().zip(cells) {
            if let Some(cell) = cell {
                let _ = write!(line, "<{column}>{}</{column}>", escaped(cell));
            }
        }
        line.push_str("</row>\n");
        Ok(self.out.write_all(line.as_bytes())?)
    }

    /// What was written to.
    pub fn end(mut self) -> Result<W, Fault> {
        writeln!(self.out, "</{}>", self.name)?;
        Ok(self.out)
    }
}

/// Text inside an element. XML has no signs for most control characters; they become U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            sign if sign < ' ' => escaped.push('\u{fffd}'),
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// The schema of a document of rows: each column with the type its elements have.
pub fn schema(name: &str, columns: &[(&str, &str)]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">\n");
    let _ = writeln!(
        text,
        "  <xs:element name=\"{name}\">\n    <xs:complexType><xs:sequence>"
    );
    text.push_str("      <xs:element name=\"row\" minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
    text.push_str("        <xs:complexType><xs:sequence>\n");
    for (column, kind) in columns {
        let _ = writeln!(
            text,
            "          <xs:element name=\"{column}\" type=\"{kind}\" minOccurs=\"0\"/>"
        );
    }
    text.push_str("        </xs:sequence></xs:complexType>\n      </xs:element>\n");
    text.push_str("    </xs:sequence></xs:complexType>\n  </xs:element>\n</xs:schema>\n");
    text
}

//! What a feeder system is.

use serde::{Deserialize, Serialize};

/// Longest code of a feeder system.
pub const CODE_CHARS_MAX: usize = 20;

/// Most fields of a feeder system: every field there is and as many dimensions.
pub const FIELDS_MAX: usize = 40;

/// Most pairs of one translation: a register of an agency's values.
pub const PAIRS_MAX: usize = 10_000;

/// Words of a setting that is one of a few, each with its name in files and the API.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one, in the order they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in files and answers.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one of that word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// *Filform*.
    FileForm {
        /// Text with a separator.
        Delimited = "delimited",
        /// A sheet of an XLSX workbook.
        Spreadsheet = "spreadsheet",
    }
}

words! {
    /// *Avgränsare* of a delimited file.
    Separator {
        /// `;`
        Semicolon = "semicolon",
        /// `,`
        Comma = "comma",
        /// A tab.
        Tab = "tab",
        /// `|`
        Bar = "bar",
    }
}

words! {
    /// *Teckenuppsättning* of a delimited file.
    FileCharset {
        /// UTF-8.
        Utf8 = "utf-8",
        /// Windows-1252, ISO 8859-1 within it.
        Windows1252 = "windows-1252",
    }
}

words! {
    /// *Decimaltecken*. A spreadsheet's own numbers have a point whatever is said here.
    DecimalSign {
        /// `1234,50`
        Comma = "comma",
        /// `1234.50`
        Point = "point",
    }
}

words! {
    /// What becomes of a file with a fault in it.
    Faulty {
        /// Nothing of the file is posted.
        File = "file",
        /// The faulty voucher is left out and listed, the others are posted.
        Voucher = "voucher",
    }
}

words! {
    /// What becomes of a code that a translation does not have.
    Untranslated {
        /// It is a fault.
        Refuse = "refuse",
        /// It is ours already.
        Keep = "keep",
    }
}

words! {
    /// What a column may hold, beside a dimension, which is named by its code.
    Field {
        /// *Verifikation*: rows with the same are one voucher. Not told: the file is one voucher.
        Voucher = "voucher",
        /// *Extern referens*: the system's own name of the voucher, taken once.
        Reference = "reference",
        /// *Verifikationsdatum*.
        Date = "date",
        /// *Affärshändelsens datum*.
        EventDate = "event_date",
        /// *Period*: `202603`.
        Period = "period",
        /// *Verifikationstext*.
        Text = "text",
        /// *Motpart* in words.
        Counterparty = "counterparty",
        /// *Konto*.
        Account = "account",
        /// *Belopp*, debit positive.
        Amount = "amount",
        /// *Debet*.
        Debit = "debit",
        /// *Kredit*.
        Credit = "credit",
        /// *Kvantitet*.
        Quantity = "quantity",
        /// *Enhet*.
        Unit = "unit",
        /// *Valuta*.
        Currency = "currency",
        /// *Valutabelopp*, debit positive.
        CurrencyAmount = "currency_amount",
        /// *Radtext*.
        LineText = "line_text",
    }
}

/// *Fältkälla*: where a field is taken from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldSource {
    /// A word of [`Field`], or the code of a dimension.
    pub field: String,
    /// Name of the column, or its number from 1 in a file without a header. Empty: none.
    pub column: String,
    /// What stands where there is no column, or nothing in it. In our codes.
    pub fixed: String,
    /// Of a dimension: the relation that gives it where nothing else does.
    pub relation: String,
    /// *Översättning*: their code and ours.
    pub pairs: Vec<(String, String)>,
    /// What becomes of a code the pairs do not have.
    pub untranslated: Option<Untranslated>,
}

/// *Försystem*: another system whose files are posted, and how they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeederSystem {
    /// Code.
    pub feeder: String,
    /// Name in Swedish.
    pub name: String,
    /// Name in English; empty takes the Swedish.
    #[serde(default)]
    pub name_en: String,
    /// How its file is written.
    pub form: FileForm,
    /// Separator of a delimited file.
    #[serde(default = "semicolon")]
    pub separator: Separator,
    /// Whether the columns have names.
    #[serde(default = "yes")]
    pub header: bool,
    /// Character set of a delimited file.
    #[serde(default = "utf8")]
    pub charset: FileCharset,
    /// Sheet of a workbook; empty takes the first.
    #[serde(default)]
    pub sheet: String,
    /// Decimal sign of amounts and quantities.
    #[serde(default = "comma")]
    pub decimal: DecimalSign,
    /// How a date is written: `YYYY`, `MM` and `DD` once each, in any order, with what stands between.
    #[serde(default = "iso")]
    pub date_pattern: String,
    /// Where the fields are taken from.
    pub fields: Vec<FieldSource>,
    /// Whether amounts have the opposite sign of ours.
    #[serde(default)]
    pub turned: bool,
    /// Kind of its vouchers; empty takes that of files.
    #[serde(default)]
    pub kind: String,
    /// Series of its vouchers; empty takes that of the kind.
    #[serde(default)]
    pub series: String,
    /// What becomes of a file with a fault.
    pub faulty: Faulty,
    /// Reason with which warnings are accepted; empty: they are faults.
    #[serde(default)]
    pub accept_warnings: String,
    /// Whether no more files are taken.
    #[serde(default)]
    pub closed: bool,
}

fn semicolon() -> Separator {
    Separator::Semicolon
}

fn yes() -> bool {
    true
}

fn utf8() -> FileCharset {
    FileCharset::Utf8
}

fn comma() -> DecimalSign {
    DecimalSign::Comma
}

fn iso() -> String {
    "YYYY-MM-DD".to_owned()
}

impl FeederSystem {
    /// Where a field is taken from, if it is told.
    pub fn source(&self, field: Field) -> Option<&FieldSource> {
        self.fields.iter().find(|source| source.field == field.word())
    }

    /// The dimensions, by their codes, in order.
    pub fn dimensions(&self) -> impl Iterator<Item = &FieldSource> {
        let is_dimension = |source: &&FieldSource| Field::from_word(&source.field).is_none();
        self.fields.iter().filter(is_dimension)
    }

    /// The column a field stands in, as a person finds it in the file; the field's own word where it has none.
    pub fn column_of(&self, field: &str) -> String {
        let source = self.fields.iter().find(|source| source.field == field);
        let column = source.map(|source| &source.column).filter(|column| !column.is_empty());
        column.map_or_else(|| field.to_owned(), Clone::clone)
    }

    /// How its vouchers are marked: the feeder's code and its own name of the voucher.
    pub fn mark(&self, reference: &str) -> String {
        format!("{}:{reference}", self.feeder)
    }
}

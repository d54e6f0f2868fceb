//! *Konteringsmall*: a voucher to begin from, and copies of what is posted.
//!
//! A template is a draft's voucher under a name, with the fields whoever uses it must fill. It may
//! be one's own or shared with the entity. Nothing in it is checked before it is posted.

use kameral_access::KeyReused;
use kameral_base::{Arg, Ore, Place, Refusal, Sentence};
use serde::{Deserialize, Serialize};

use crate::refusal::PostRefusal;
use crate::store::vouchers::Voucher;
use crate::voucher::{DraftLine, DraftVoucher};

/// Longest name, in characters.
pub const TEMPLATE_NAME_CHARS_MAX: usize = 60;

/// Most lines: a longer voucher is a file, not a template.
pub const TEMPLATE_LINES_MAX: usize = 1_000;

/// What is kept under a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateContent {
    /// The voucher, with the amounts it was saved with.
    pub voucher: DraftVoucher,
    /// Fields that must be filled by whoever uses it: a field of the head, or of a line from 1.
    pub required: Vec<Place>,
}

/// A template to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTemplate {
    /// Name, unique in the entity.
    pub name: String,
    /// Whether the whole entity may use it.
    pub shared: bool,
    /// What it holds.
    pub content: TemplateContent,
}

/// Why a template is not kept, used or deleted. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum TemplateRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// A name that is empty, too long, or holds control characters.
    NameMalformed { max: i64 },
    /// More lines than [`TEMPLATE_LINES_MAX`].
    TooLong { max: i64 },
    /// Somebody else has a template with that name.
    NameTaken { name: String, owner: String },
    /// No template has that name, or none the user may use.
    Unknown { name: String },
    /// Only who saved a template deletes it.
    Others { name: String, owner: String },
    /// A line lies beyond what who saves it may write.
    Voucher(Box<PostRefusal>),
}

impl Refusal for TemplateRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::KeyReused { .. } => "key_reused",
            Self::NameMalformed { .. } => "template_name_malformed",
            Self::TooLong { .. } => "template_too_long",
            Self::NameTaken { .. } => "template_name_taken",
            Self::Unknown { .. } => "template_unknown",
            Self::Others { .. } => "template_others",
            Self::Voucher(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        let key = match self {
            Self::KeyReused { .. } => "refusal-key-reused",
            Self::NameMalformed { .. } => "refusal-template-name-malformed",
            Self::TooLong { .. } => "refusal-template-too-long",
            Self::NameTaken { .. } => "refusal-template-name-taken",
            Self::Unknown { .. } => "refusal-template-unknown",
            Self::Others { .. } => "refusal-template-others",
            Self::Voucher(refusal) => return refusal.sentence(),
        };
        let args = match self.clone() {
            Self::KeyReused { key } => vec![("key", Arg::Text(key))],
            Self::NameMalformed { max } | Self::TooLong { max } => vec![("max", Arg::Number(max))],
            Self::Unknown { name } => vec![("name", Arg::Text(name))],
            Self::NameTaken { name, owner } | Self::Others { name, owner } => {
                vec![("name", Arg::Text(name)), ("owner", Arg::Text(owner))]
            }
            Self::Voucher(_) => Vec::new(),
        };
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        match self {
            Self::KeyReused { .. } => Place::field("key"),
            Self::Voucher(refusal) => refusal.place(),
            _ => Place::field("template"),
        }
    }
}

impl From<KeyReused> for TemplateRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

/// Whether a template can be kept, `owner` being who holds its name now if that is somebody else.
pub fn check(new: &NewTemplate, owner: Option<&str>) -> Result<(), TemplateRefusal> {
    let name = new.name.trim();
    if name.is_empty() || TEMPLATE_NAME_CHARS_MAX < name.chars().count() || name.chars().any(char::is_control) {
        return Err(TemplateRefusal::NameMalformed {
            max: limit(TEMPLATE_NAME_CHARS_MAX),
        });
    }
    if TEMPLATE_LINES_MAX < new.content.voucher.lines.len() {
        return Err(TemplateRefusal::TooLong {
            max: limit(TEMPLATE_LINES_MAX),
        });
    }
    match owner {
        Some(owner) => Err(TemplateRefusal::NameTaken {
            name: name.to_owned(),
            owner: owner.to_owned(),
        }),
        None => Ok(()),
    }
}

fn limit(max: usize) -> i64 {
    i64::try_from(max).unwrap_or(i64::MAX)
}

/// What a new voucher takes from another: not its day, its number or what it rests on, and its
/// amounts only when asked.
pub fn afresh(voucher: &DraftVoucher, with_amounts: bool) -> DraftVoucher {
    DraftVoucher {
        series: voucher.series.clone(),
        kind: voucher.kind.clone(),
        text: voucher.text.clone(),
        counterparty: voucher.counterparty.clone(),
        lines: voucher
            .lines
            .iter()
            .map(|line| line_afresh(line, with_amounts))
            .collect(),
        ..DraftVoucher::default()
    }
}

fn line_afresh(line: &DraftLine, with_amounts: bool) -> DraftLine {
    DraftLine {
        amount: if with_amounts { line.amount } else { Ore::ZERO },
        quantity: line.quantity.filter(|_| with_amounts),
        currency_minor: line.currency_minor.filter(|_| with_amounts),
        source_row: None,
        ..line.clone()
    }
}

/// Source of vouchers that people typed; only they keep series and kind in a copy.
const TYPED: &str = "entry";

/// *Kopiera verifikation*: a draft like a posted voucher read with all its lines. Generated lines
/// are left out, because posting makes them anew; a copy of a correction or of a voucher from a file
/// is an ordinary voucher.
pub fn copy_of(voucher: &Voucher, with_amounts: bool) -> DraftVoucher {
    let header = &voucher.header;
    let typed = header.source == TYPED && header.correction.is_none();
    let kept = |text: &str| {
        if typed { text.to_owned() } else { String::new() }
    };
    let typed_lines = voucher.lines.iter().filter(|line| line.generated_by.is_empty());
    let lines = typed_lines.map(|line| DraftLine {
        account: line.coding.account().to_owned(),
        values: line.coding.values(),
        amount: line.amount,
        quantity: line.quantity,
        unit: line.unit.clone(),
        currency: line.currency.clone(),
        currency_minor: line.currency_minor,
        text: line.text.clone(),
        source_row: None,
    });
    let whole = DraftVoucher {
        series: kept(&header.number.series),
        kind: kept(&header.kind),
        text: header.text.clone(),
        counterparty: header.counterparty.clone(),
        lines: lines.collect(),
        ..DraftVoucher::default()
    };
    afresh(&whole, with_amounts)
}

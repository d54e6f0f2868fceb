//! Patterns over account numbers and dimension values, as the field writes them.
//!
//! | Written | Matches |
//! |---|---|
//! | `4011` | that value |
//! | `45?8` | any one character where the `?` stands (DEF-03) |
//! | `4*` | any run of characters, also none, where the `*` stands |
//! | `6911-6913`, `6911..6913` | by their first characters: 69131 lies in it |
//! | `4*,5*` | either |
//! | `4*,!45*` | the first but not the second; `!45*` alone is all but those |
//! | `"26-001"` | exactly what stands between the quotation marks; a mark itself is written twice |
//!
//! `a-b` is a range only between digits, so `P-100` is a value; `P-100..P-199` is a range. Upper and
//! lower case are different characters, as they are in the codes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::mistake::{mistakes, serde_by_text};

/// The longest pattern: room for a few hundred values in a permission, and no more.
pub const PATTERN_BYTES_MAX: usize = 4096;

/// Around a value that is meant character by character.
const QUOTE: char = '"';
/// One mark in such a value.
const TWO_QUOTES: &str = "\"\"";
/// The other way to write `!`.
const NOT: &str = "-not-";

mistakes! {
    /// What is wrong with a text that should be a pattern.
    pub enum PatternMistake {
        /// Longer than [`PATTERN_BYTES_MAX`].
        TooLong = "pattern_too_long", "mistake-pattern-too-long";
        /// Nothing was written, or nothing between two commas or after a `!`.
        EmptyItem = "pattern_empty_item", "mistake-pattern-empty-item";
        /// A space, a `!` or another character that cannot stand in a value.
        Character = "pattern_character", "mistake-pattern-character";
        /// A quotation mark that is not closed, or that stands inside a value.
        Quote = "pattern_quote", "mistake-pattern-quote";
        /// A range without a beginning or an end, or with more than one `..`.
        OpenRange = "pattern_open_range", "mistake-pattern-open-range";
        /// `?` or `*` in a range.
        WildcardInRange = "pattern_wildcard_in_range", "mistake-pattern-wildcard-in-range";
        /// The ends of a range differ in length, so `1-20` would not hold 5.
        UnequalRange = "pattern_unequal_range", "mistake-pattern-unequal-range";
        /// A range that ends before it begins.
        BackwardRange = "pattern_backward_range", "mistake-pattern-backward-range";
    }
}

/// *Sökmönster, jokertecken*: which values of an account or a dimension are meant (DEF-03).
///
/// Parsed once; matching allocates nothing.
///
/// ```
/// use kameral_base::Pattern;
/// let costs = Pattern::parse("4*,5011-5999,!45?8").unwrap();
/// assert!(costs.matches("4011") && costs.matches("50111"));
/// assert!(!costs.matches("4518"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    items: Box<[Item]>,
    /// Whether any item says what is meant, and not only what is not.
    has_positive: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Item {
    negated: bool,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    Exact(Box<str>),
    /// Everything that begins so: the text without its only wildcard, a last `*`.
    Prefix(Box<str>),
    /// With `?` and `*`, never two `*` beside each other.
    Glob(Box<str>),
    /// Both ends are as long, counted in characters.
    Range {
        from: Box<str>,
        to: Box<str>,
        chars: usize,
    },
}

impl Pattern {
    /// What a person wrote. Refuses an empty item, a space inside a value and half a range.
    pub fn parse(text: &str) -> Result<Self, PatternMistake> {
        if PATTERN_BYTES_MAX < text.len() {
            return Err(PatternMistake::TooLong);
        }
        let mut in_quotes = false;
        let items = text.split(|c| {
            in_quotes ^= c == QUOTE;
            c == ',' && !in_quotes
        });
        let items = items.map(Item::parse).collect::<Result<Box<[Item]>, _>>()?;
        let has_positive = items.iter().any(|item| !item.negated);
        Ok(Self { items, has_positive })
    }

    /// Exactly one value, whatever characters it has; the empty one is where nothing stands.
    /// Refuses one that is longer than a pattern can be, or has control characters.
    pub fn exact(value: &str) -> Result<Self, PatternMistake> {
        Self::parse(&quoted(value))
    }

    /// The pattern every value matches, `*`.
    #[must_use]
    pub fn any() -> Self {
        Self {
            items: Box::new([Item {
                negated: false,
                form: Form::Prefix("".into()),
            }]),
            has_positive: true,
        }
    }

    /// Whether it is `*`, which every value matches.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self == Self::any()
    }

    /// The value, when the pattern is one value and nothing else.
    #[must_use]
    pub fn as_value(&self) -> Option<&str> {
        match &*self.items {
            [
                Item {
                    negated: false,
                    form: Form::Exact(value),
                },
            ] => Some(value),
            _ => None,
        }
    }

    /// Whether some item says what is not meant.
    #[must_use]
    pub fn has_negation(&self) -> bool {
        self.items.iter().any(|item| item.negated)
    }

    /// Whether the value is meant: some item says so, or none but negations stand, and no negation
    /// speaks against it.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        let mut meant = !self.has_positive;
        for item in &self.items {
            if item.negated {
                if item.form.matches(value) {
                    return false;
                }
            } else if !meant {
                meant = item.form.matches(value);
            }
        }
        meant
    }
}

impl Item {
    fn parse(text: &str) -> Result<Self, PatternMistake> {
        let text = text.trim();
        let (negated, text) = match text.strip_prefix('!').or_else(|| text.strip_prefix(NOT)) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        if text.is_empty() {
            return Err(PatternMistake::EmptyItem);
        }
        Form::parse(text).map(|form| Self { negated, form })
    }
}

impl Form {
    fn parse(text: &str) -> Result<Self, PatternMistake> {
        if let Some(rest) = text.strip_prefix(QUOTE) {
            return Self::between_quotes(rest.strip_suffix(QUOTE).ok_or(PatternMistake::Quote)?);
        }
        if let Some((from, to)) = text.split_once("..") {
            return Self::range(from.trim_end(), to.trim_start());
        }
        if let Some((from, to)) = text.split_once(['-', '\u{2013}'])
            && is_digits(from.trim_end())
            && is_digits(to.trim_start())
        {
            return Self::range(from.trim_end(), to.trim_start());
        }
        check_characters(text)?;
        Ok(Self::glob(text))
    }

    fn between_quotes(text: &str) -> Result<Self, PatternMistake> {
        if text.replace(TWO_QUOTES, "").contains(QUOTE) {
            return Err(PatternMistake::Quote);
        }
        if text.chars().any(char::is_control) {
            return Err(PatternMistake::Character);
        }
        Ok(Self::Exact(text.replace(TWO_QUOTES, "\"").into()))
    }

    fn range(from: &str, to: &str) -> Result<Self, PatternMistake> {
        if from.is_empty() || from.ends_with('.') || to.is_empty() || to.contains("..") {
            return Err(PatternMistake::OpenRange);
        }
        check_characters(from)?;
        check_characters(to)?;
        if from.contains(is_wildcard) || to.contains(is_wildcard) {
            return Err(PatternMistake::WildcardInRange);
        }
        let chars = from.chars().count();
        if chars != to.chars().count() {
            return Err(PatternMistake::UnequalRange);
        }
        if to < from {
            return Err(PatternMistake::BackwardRange);
        }
        Ok(Self::Range {
            from: from.into(),
            to: to.into(),
            chars,
        })
    }

    fn glob(text: &str) -> Self {
        let mut glob = text.to_owned();
        while glob.contains("**") {
            glob = glob.replace("**", "*");
        }
        match glob.strip_suffix('*') {
            _ if !glob.contains(is_wildcard) => Self::Exact(glob.into()),
            Some(prefix) if !prefix.contains(is_wildcard) => Self::Prefix(prefix.into()),
            _ => Self::Glob(glob.into()),
        }
    }

    fn matches(&self, value: &str) -> bool {
        match self {
            Self::Exact(exact) => **exact == *value,
            Self::Prefix(prefix) => value.starts_with(&**prefix),
            Self::Glob(glob) => glob_matches(glob, value),
            Self::Range { from, to, chars } => match first_chars(value, *chars) {
                Some(first) => **from <= *first && *first <= **to,
                None => false,
            },
        }
    }
}

/// The first characters of a value; `None` when it has fewer.
fn first_chars(value: &str, chars: usize) -> Option<&str> {
    match value.char_indices().nth(chars) {
        Some((end, _)) => Some(&value[..end]),
        None if value.chars().count() == chars => Some(value),
        None => None,
    }
}

/// Walks both texts once; at a dead end the last `*` takes one character more. Never more steps
/// than the product of the lengths.
fn glob_matches(glob: &str, value: &str) -> bool {
    let (mut glob, mut value) = (glob.chars(), value.chars());
    let mut last_star = None;
    loop {
        let value_here = value.clone();
        match (glob.next(), value.next()) {
            (Some('*'), _) => {
                value = value_here;
                last_star = Some((glob.clone(), value.clone()));
            }
            (None, None) => return true,
            (Some('?'), Some(_)) => {}
            (Some(wanted), Some(found)) if wanted == found => {}
            _ => {
                let Some((after_star, taken)) = &mut last_star else {
                    return false;
                };
                if taken.next().is_none() {
                    return false;
                }
                (glob, value) = (after_star.clone(), taken.clone());
            }
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_wildcard(c: char) -> bool {
    matches!(c, '?' | '*')
}

fn check_characters(text: &str) -> Result<(), PatternMistake> {
    if text.contains(QUOTE) {
        return Err(PatternMistake::Quote);
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '!') {
        return Err(PatternMistake::Character);
    }
    Ok(())
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace(QUOTE, TWO_QUOTES))
}

/// A value as it must be written to be read as itself.
fn written(value: &str) -> Cow<'_, str> {
    let plain = Item {
        negated: false,
        form: Form::Exact(value.into()),
    };
    if value.contains([',', QUOTE]) || Item::parse(value) != Ok(plain) {
        return quoted(value).into();
    }
    value.into()
}

impl fmt::Display for Pattern {
    /// The pattern in its shortest form: `-` in ranges of digits, `!` for not, quotation marks only
    /// around a value that would be read as something else.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, item) in self.items.iter().enumerate() {
            if position != 0 {
                f.write_str(",")?;
            }
            if item.negated {
                f.write_str("!")?;
            }
            match &item.form {
                Form::Exact(text) => f.write_str(&written(text))?,
                Form::Glob(text) => f.write_str(text)?,
                Form::Prefix(text) => write!(f, "{text}*")?,
                Form::Range { from, to, .. } => {
                    let sign = if is_digits(from) && is_digits(to) { "-" } else { ".." };
                    write!(f, "{from}{sign}{to}")?;
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Pattern {
    type Err = PatternMistake;

    fn from_str(text: &str) -> Result<Self, PatternMistake> {
        Self::parse(text)
    }
}

serde_by_text!(Pattern, to_string);

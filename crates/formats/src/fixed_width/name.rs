//! *Filnamnsmönster*: a file's name as a template.
//!
//! `#{myndighet}#{delmyndighet}#{period}#` is literal text with placeholders in braces. A value
//! shorter than its placeholder says is filled with blanks to the right: `{delmyndighet:4}`. What
//! the values are, the caller knows.

use crate::mistake::{excerpt, mistakes};

/// The longest template, in characters.
const TEMPLATE_CHARS_MAX: usize = 120;
/// The longest name a file gets, in characters: what file systems take with room to spare.
const NAME_CHARS_MAX: usize = 120;

mistakes! {
    /// What is wrong with a template, or with what should fill it.
    pub enum NameMistake {
        /// Nothing was written.
        Empty = Refused, "name_template_empty", "refusal-name-template-empty";
        /// Longer than a template is.
        TooLong { limit: usize } = Refused, "name_template_too_long", "refusal-name-template-too-long";
        /// A brace that is not closed or not opened.
        Brace = Refused, "name_template_brace", "refusal-name-template-brace";
        /// A placeholder nobody fills.
        PlaceholderUnknown { placeholder: String, allowed: String }
            = Refused, "name_template_placeholder_unknown", "refusal-name-template-placeholder-unknown";
        /// A length that is no number from 1 to 40.
        LengthMalformed { value: String } = Refused, "name_template_length_malformed", "refusal-name-template-length-malformed";
        /// A character that no file name should have: a control character, or one that parts folders.
        Character { value: String } = Refused, "name_template_character", "refusal-name-template-character";
        /// A value longer than its placeholder.
        ValueTooLong { placeholder: String, value: String, length: usize }
            = Refused, "name_template_value_too_long", "refusal-name-template-value-too-long";
    }
}

/// A template that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTemplate {
    written: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value { placeholder: String, chars: Option<usize> },
}

impl NameTemplate {
    /// What a person wrote, with placeholders among those given.
    pub fn parse(written: &str, placeholders: &[&str]) -> Result<Self, NameMistake> {
        if written.is_empty() {
            return Err(NameMistake::Empty);
        }
        if TEMPLATE_CHARS_MAX < written.chars().count() {
            let limit = TEMPLATE_CHARS_MAX;
            return Err(NameMistake::TooLong { limit });
        }
        clean(written)?;
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, from) = rest.split_at(at);
            let (inside, after) = from
                .strip_prefix('{')
                .and_then(|from| from.split_once('}'))
                .ok_or(NameMistake::Brace)?;
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            pieces.push(value(inside, placeholders)?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self {
            written: written.to_owned(),
            pieces,
        })
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The name, with `values` in the placeholders.
    pub fn fill(&self, values: &[(&str, &str)]) -> Result<String, NameMistake> {
        let mut name = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Value { placeholder, chars } => {
                    let value = values.iter().find(|(name, _)| name == placeholder);
                    let value = value.map_or("", |(_, value)| *value);
                    let length = chars.unwrap_or(NAME_CHARS_MAX);
                    let missing = length.checked_sub(value.chars().count());
                    let missing = missing.ok_or_else(|| NameMistake::ValueTooLong {
                        placeholder: placeholder.clone(),
                        value: excerpt(value),
                        length,
                    })?;
                    name.push_str(value);
                    if chars.is_some() {
                        name.extend(std::iter::repeat_n(' ', missing));
                    }
                }
            }
        }
        clean(&name)?;
        Ok(name)
    }
}

fn value(inside: &str, placeholders: &[&str]) -> Result<Piece, NameMistake> {
    let (placeholder, chars) = match inside.split_once(':') {
        None => (inside, None),
        Some((placeholder, length)) => {
            let chars = length.parse().ok().filter(|chars| (1..=40).contains(chars));
            let malformed = || NameMistake::LengthMalformed { value: excerpt(length) };
            (placeholder, Some(chars.ok_or_else(malformed)?))
        }
    };
    if !placeholders.contains(&placeholder) {
        return Err(NameMistake::PlaceholderUnknown {
            placeholder: excerpt(placeholder),
            allowed: placeholders.join(", "),
        });
    }
    let placeholder = placeholder.to_owned();
    Ok(Piece::Value { placeholder, chars })
}

fn clean(name: &str) -> Result<(), NameMistake> {
    match name.chars().find(|c| c.is_control() || matches!(c, '/' | '\\' | '"')) {
        Some(character) => Err(NameMistake::Character {
            value: excerpt(&character.escape_default().to_string()),
        }),
        None => Ok(()),
    }
}

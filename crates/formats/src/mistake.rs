//! Mistakes in a file: each a value with a name and a sentence, at a line and in a field.
//!
//! A file with mistakes is answered with all of them at once, up to a limit, so that the sender can
//! mend them in one go. `mistakes!` declares the mistakes of a format; [`Mistakes`] collects them.

use std::borrow::Cow;
use std::fmt;

use kameral_base::{Place, Refusal, Sentence, Severity};

/// How many errors, and how many warnings, are kept and shown of one file; the rest are counted.
pub const MISTAKES_MAX: usize = 1_000;

/// The longest excerpt of a file that a mistake carries, in characters.
const EXCERPT_CHARS_MAX: usize = 60;

/// What one format declares about one of its mistakes, for the tests of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The stable name in snake case.
    pub name: &'static str,
    /// The key of its sentence in `text/*.ftl`.
    pub key: &'static str,
    /// What the sentence may mention.
    pub args: &'static [&'static str],
}

/// An enum of mistakes: a name, a text key and a severity each, and arguments that become the
/// arguments of the sentence under the same names.
macro_rules! mistakes {
    (
        $(#[$meta:meta])*
        pub enum $enum:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident $({ $($arg:ident: $type:ty),+ })? = $severity:ident, $name:literal, $key:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the fields are the arguments of the sentence, named as there")]
        pub enum $enum {
            $($(#[$variant_meta])* $variant $({ $($arg: $type),+ })?,)+
        }

        impl $enum {
            /// Every mistake's name, text key and arguments.
            pub const DECLARED: &'static [$crate::Declared] = &[
                $($crate::Declared { name: $name, key: $key, args: &[$($(stringify!($arg)),+)?] },)+
            ];
        }

        impl kameral_base::Refusal for $enum {
            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $name,)+
                }
            }

            fn sentence(&self) -> kameral_base::Sentence {
                match self {
                    $(Self::$variant $({ $($arg),+ })? => {
                        kameral_base::Sentence::new($key)$($(.with(stringify!($arg), $arg.clone()))+)?
                    })+
                }
            }

            fn severity(&self) -> kameral_base::Severity {
                match self {
                    $(Self::$variant { .. } => kameral_base::Severity::$severity,)+
                }
            }
        }
    };
}

pub(crate) use mistakes;

/// A mistake and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMistake<M> {
    /// The line, from 1; 0 for what concerns the whole file.
    pub line: u32,
    /// The field, by the name the format's specification gives it.
    pub field: Option<Cow<'static, str>>,
    /// What is wrong.
    pub mistake: M,
}

impl<M: Refusal> LineMistake<M> {
    /// Whether the file may be used in spite of it.
    pub fn is_warning(&self) -> bool {
        self.mistake.severity() == Severity::Warning
    }
}

impl<M: Refusal> Refusal for LineMistake<M> {
    fn name(&self) -> &'static str {
        self.mistake.name()
    }

    fn sentence(&self) -> Sentence {
        self.mistake.sentence()
    }

    fn place(&self) -> Place {
        Place {
            line: (self.line != 0).then_some(self.line),
            field: self.field.as_deref().map(str::to_owned),
        }
    }

    fn severity(&self) -> Severity {
        self.mistake.severity()
    }
}

impl<M: Refusal> fmt::Display for LineMistake<M> {
    /// For logs and tests: `12 belopp: sie_amount_malformed`. The words are in `text/*.ftl`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.line)?;
        if let Some(field) = &self.field {
            write!(f, " {field}")?;
        }
        write!(f, ": {}", self.mistake.name())
    }
}

impl<M: Refusal> std::error::Error for LineMistake<M> {}

/// The mistakes of one file: at most [`MISTAKES_MAX`] errors and as many warnings are kept.
#[derive(Debug)]
pub(crate) struct Mistakes<M> {
    errors: Vec<LineMistake<M>>,
    warnings: Vec<LineMistake<M>>,
    errors_left_out: usize,
    warnings_left_out: usize,
}

impl<M> Default for Mistakes<M> {
    fn default() -> Self {
        Self {
            errors: Vec::new(),
            warnings: Vec::new(),
            errors_left_out: 0,
            warnings_left_out: 0,
        }
    }
}

impl<M: Refusal> Mistakes<M> {
    pub fn push(&mut self, line: u32, field: Option<&'static str>, mistake: M) {
        self.add(LineMistake {
            line,
            field: field.map(Cow::Borrowed),
            mistake,
        });
    }

    pub fn add(&mut self, mistake: LineMistake<M>) {
        let (kept, left_out) = if mistake.is_warning() {
            (&mut self.warnings, &mut self.warnings_left_out)
        } else {
            (&mut self.errors, &mut self.errors_left_out)
        };
        if kept.len() < MISTAKES_MAX {
            kept.push(mistake);
        } else {
            *left_out += 1;
        }
    }

    /// Whether the file must be refused.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// How many errors have been met, kept or not.
    pub fn errors(&self) -> usize {
        self.errors.len() + self.errors_left_out
    }

    /// Errors and warnings in the order of the file, and last how many of each were left out, as
    /// the mistakes that `left_out` makes of the counts.
    pub fn finish(self, left_out: impl Fn(usize, Severity) -> M) -> (Vec<LineMistake<M>>, Vec<LineMistake<M>>) {
        let finish = |mut kept: Vec<LineMistake<M>>, count: usize, severity| {
            kept.sort_by_key(|mistake| mistake.line);
            if 0 < count {
                kept.push(LineMistake {
                    line: 0,
                    field: None,
                    mistake: left_out(count, severity),
                });
            }
            kept
        };
        (
            finish(self.errors, self.errors_left_out, Severity::Refused),
            finish(self.warnings, self.warnings_left_out, Severity::Warning),
        )
    }
}

/// What a mistake shows of a value in the file: no more than fits in a sentence.
pub(crate) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let mut shown: String = chars.by_ref().take(EXCERPT_CHARS_MAX).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    mistakes! {
        /// Two mistakes.
        pub enum Sample {
            /// An error.
            Wrong { value: String } = Refused, "sample_wrong", "refusal-sample-wrong";
            /// A warning.
            Odd = Warning, "sample_odd", "refusal-sample-odd";
            /// The count.
            LeftOut { count: usize } = Refused, "sample_left_out", "refusal-sample-left-out";
        }
    }

    #[test]
    fn a_thousand_are_kept_and_the_rest_counted() {
        let mut mistakes = Mistakes::default();
        for line in (1..=1_500).rev() {
            mistakes.push(
                line,
                Some("value"),
                Sample::Wrong {
                    value: line.to_string(),
                },
            );
        }
        mistakes.push(7, None, Sample::Odd);
        assert_eq!(mistakes.errors(), 1_500);
        let (errors, warnings) = mistakes.finish(|count, _| Sample::LeftOut { count });
        assert_eq!(errors.len(), MISTAKES_MAX + 1);
        assert_eq!(errors[0].to_string(), "501 value: sample_wrong");
        assert_eq!(errors[MISTAKES_MAX].mistake, Sample::LeftOut { count: 500 });
        assert_eq!(
            warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["7: sample_odd"]
        );
    }

    #[test]
    fn a_sentence_has_the_arguments_of_its_mistake() {
        let mistake = Sample::Wrong {
            value: excerpt(&"å".repeat(100)),
        };
        assert_eq!(
            mistake.sentence(),
            Sentence::new("refusal-sample-wrong").with("value", "å".repeat(60) + "…")
        );
        assert_eq!(Sample::DECLARED[0].args, ["value"]);
    }
}

//! How base declares its mistakes: what is wrong with a text someone wrote.
//!
//! Every parser has an enum of its own. A mistake is a [`Refusal`](crate::Refusal) with a name
//! like `amount_empty` and a text key like `mistake-amount-empty`, both written out so that either
//! can be searched for. The mistake never repeats the text it was about: whoever parsed it has it,
//! and a personal identity number must not travel in an error.

/// An enum of mistakes, each with its stable name, its text key, and `Warning` when it is only that.
macro_rules! mistakes {
    (
        $(#[$meta:meta])*
        pub enum $enum:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $name:literal, $key:literal $(, $severity:ident)?;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $enum {
            /// Every mistake, in the order they are tried.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl $crate::Refusal for $enum {
            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            fn sentence(&self) -> $crate::Sentence {
                $crate::Sentence::new(match self {
                    $(Self::$variant => $key,)+
                })
            }

            fn severity(&self) -> $crate::Severity {
                match self {
                    $($(Self::$variant => $crate::Severity::$severity,)?)+
                    _ => $crate::Severity::Refused,
                }
            }
        }

        impl std::fmt::Display for $enum {
            /// The stable name. The words are in `text/*.ftl`.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::Refusal::name(self))
            }
        }

        impl std::error::Error for $enum {}
    };
}

pub(crate) use mistakes;

/// Serde by the type's own text: written by `$write`, read by `parse`, so nothing unparsed gets in.
macro_rules! serde_by_text {
    ($type:ty, $write:ident) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$write().as_ref())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use serde_by_text;

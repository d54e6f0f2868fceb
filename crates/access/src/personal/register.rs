//! *Register över personuppgifter*: every column of every table, what it holds of persons, why, on what
//! ground, and how long (GDPR art. 30). The data stand in `register.csv`; a test holds it against the
//! schema of both engines, so no column is forgotten.

use std::sync::OnceLock;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal, $key:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code in the register.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The key of its words in the texts.
            pub const fn text_key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}

words! {
    /// What a column holds of persons.
    Class {
        /// Nothing.
        Nothing = "none", "personal-class-none";
        /// A number or login that points at a person.
        Person = "person", "personal-class-person";
        /// A name.
        Name = "name", "personal-class-name";
        /// What may be a personal identity number.
        IdentityNumber = "identity_number", "personal-class-identity-number";
        /// Address, telephone, mail.
        Contact = "contact", "personal-class-contact";
        /// Text somebody wrote, in which persons may be named.
        FreeText = "free_text", "personal-class-free-text";
        /// Whole rows, in which anything may stand.
        Content = "content", "personal-class-content";
        /// Bytes of documents and files, in which anything may stand.
        Document = "document", "personal-class-document";
        /// Where somebody sat, with what, and when.
        Technical = "technical", "personal-class-technical";
        /// A hash or a key: it opens something for whoever breaks it.
        Secret = "secret", "personal-class-secret";
    }
}

words! {
    /// What it is kept for.
    Purpose {
        /// Bookkeeping.
        Books = "books", "personal-purpose-books";
        /// Giving and taking access.
        Access = "access", "personal-purpose-access";
        /// Signing in.
        SignIn = "sign_in", "personal-purpose-sign-in";
        /// Showing what was done, and by whom.
        History = "history", "personal-purpose-history";
        /// Work that is not yet books.
        Work = "work", "personal-purpose-work";
        /// Protecting persons.
        Protection = "protection", "personal-purpose-protection";
    }
}

words! {
    /// The ground in law (GDPR art. 6.1).
    Ground {
        /// Art. 6.1 c: a legal obligation, 2000:606.
        Law = "law", "personal-ground-law";
        /// Art. 6.1 e: a task in the public interest.
        Task = "task", "personal-ground-task";
    }
}

words! {
    /// How long it is kept.
    Retention {
        /// As accounting records are.
        Accounting = "accounting", "personal-retention-accounting";
        /// As long as somebody can have had access, and as accounting records after that.
        Access = "access", "personal-retention-access";
        /// Until the session ends, or the browser has not been seen for half a year.
        Session = "session", "personal-retention-session";
        /// Until the draft is posted or thrown away.
        Draft = "draft", "personal-retention-draft";
    }
}

/// A column of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldColumn {
    /// Table.
    pub table: &'static str,
    /// Column.
    pub column: &'static str,
    /// What it holds of persons.
    pub class: Class,
    /// Why, on what ground and how long; none where it holds nothing of persons.
    pub because: Option<(Purpose, Ground, Retention)>,
}

/// The register, in order of table.
///
/// # Panics
/// When `register.csv` cannot be read: a test reads it.
pub fn register() -> &'static [HeldColumn] {
    static REGISTER: OnceLock<Vec<HeldColumn>> = OnceLock::new();
    REGISTER.get_or_init(|| include_str!("register.csv").lines().skip(1).map(row).collect())
}

fn row(line: &'static str) -> HeldColumn {
    let wrong = || panic!("the register of personal data: {line}");
    let fields: Vec<&'static str> = line.split(',').collect();
    let [table, column, class, purpose, ground, retention] = fields[..] else {
        return wrong();
    };
    let class = Class::from_code(class).unwrap_or_else(wrong_class(line));
    let because = match class {
        Class::Nothing => None,
        _ => match (
            Purpose::from_code(purpose),
            Ground::from_code(ground),
            Retention::from_code(retention),
        ) {
            (Some(purpose), Some(ground), Some(retention)) => Some((purpose, ground, retention)),
            _ => return wrong(),
        },
    };
    HeldColumn {
        table,
        column,
        class,
        because,
    }
}

fn wrong_class(line: &'static str) -> impl FnOnce() -> Class {
    move || panic!("the register of personal data: {line}")
}

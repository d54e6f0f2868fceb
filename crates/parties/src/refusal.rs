//! Why something is not kept in the register. Each says at which field, in a file at which line, what is wrong
//! and what to do; the order of the causes is the order in which they are tried.

use kameral_access::KeyReused;
use kameral_base::{Place, Refusal, Sentence, Severity};
use kameral_formats::table_file;
use kameral_store::Stop;

/// One thing that is wrong. Everything that is wrong is told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRefusal {
    /// The line of the file, counted from 1.
    pub line: Option<u32>,
    /// The field, as the API and the file call it.
    pub field: &'static str,
    /// What is wrong.
    pub cause: Cause,
}

/// What `base` or another reader says of a number, kept as it was said. Never the number itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    name: &'static str,
    sentence: Sentence,
    severity: Severity,
}

/// The enum of causes with names, text keys and arguments.
macro_rules! causes {
    ($(
        $(#[$doc:meta])*
        $variant:ident $({ $($arg:ident: $type:ty),+ })? = $name:literal, $key:literal $(, $severity:ident)?;
    )+) => {
        /// What is wrong, in the order it is tried.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "a field bears the name of what it holds")]
        pub enum Cause {
            $($(#[$doc])* $variant $({ $($arg: $type),+ })?,)+
            /// A number that its own reader refuses.
            Number(Said),
            /// The file is no table.
            Table(table_file::LineMistake),
        }

        impl Cause {
            /// Name, text key and arguments of every cause that is this register's own.
            pub const DECLARED: &'static [(&'static str, &'static str, &'static [&'static str])] = &[
                $(($name, $key, &[$($(stringify!($arg)),+)?]),)+
            ];

            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $name,)+
                    Self::Number(said) => said.name,
                    Self::Table(mistake) => mistake.name(),
                }
            }

            fn sentence(&self) -> Sentence {
                match self {
                    $(Self::$variant $({ $($arg),+ })? => {
                        Sentence::new($key)$($(.with(stringify!($arg), $arg.clone()))+)?
                    })+
                    Self::Number(said) => said.sentence.clone(),
                    Self::Table(mistake) => mistake.sentence(),
                }
            }

            fn severity(&self) -> Severity {
                match self {
                    $($(Self::$variant { .. } => Severity::$severity,)?)+
                    Self::Number(said) => said.severity,
                    _ => Severity::Refused,
                }
            }
        }
    };
}

causes! {
    /// The idempotency key was used for another request.
    KeyReused { key: String } = "key_reused", "refusal-key-reused";

    // The file.
    /// More rows than are read at once.
    FileTooMany { max: usize } = "party_file_too_many", "refusal-party-file-too-many";
    /// A column that means nothing here; a misspelt one must not be passed over.
    ColumnUnknown { columns: String } = "party_column_unknown", "refusal-party-column-unknown";
    /// A row of a party that stands on an earlier row.
    RowTwice { party: String } = "party_row_twice", "refusal-party-row-twice";
    /// A cell that is neither true nor false.
    TruthUnreadable = "party_truth_unreadable", "refusal-party-truth-unreadable";
    /// A cell that is no whole number.
    WholeUnreadable = "party_whole_unreadable", "refusal-party-whole-unreadable";
    /// A cell that is no date.
    DayUnreadable = "party_day_unreadable", "refusal-party-day-unreadable";
    /// The file that was proposed is not in the inbox any more.
    FileGone { sha256: String } = "party_file_gone", "refusal-party-file-gone";

    // What was written.
    /// A text that is missing, too long, or holds control characters.
    TextMalformed { max: usize } = "party_text_malformed", "refusal-party-text-malformed";
    /// More of something than can be kept.
    TooMany { max: usize } = "party_too_many", "refusal-party-too-many";
    /// A word that is none of those known.
    WordUnknown { allowed: String } = "party_word_unknown", "refusal-party-word-unknown";
    /// A code that is empty, too long, or holds other than capitals, digits and hyphen.
    CodeMalformed { max: usize } = "party_code_malformed", "refusal-party-code-malformed";
    /// Two addresses for the same use.
    AddressTwice { used_for: String } = "party_address_twice", "refusal-party-address-twice";
    /// A number of days that cannot be a term of payment.
    TermOutside { max: usize } = "party_term_outside", "refusal-party-term-outside";

    // What does not go together.
    /// A party without a role.
    RoleMissing = "party_role_missing", "refusal-party-role-missing";
    /// A number that this kind of party does not have.
    NumberOfAnother = "party_number_of_another", "refusal-party-number-of-another";
    /// An agency without an organisation number or a counterparty code.
    AgencyUnnamed = "party_agency_unnamed", "refusal-party-agency-unnamed";
    /// The role of an agency for what is none, or an agency outside the State.
    AgencyOutside = "party_agency_outside", "refusal-party-agency-outside";
    /// A counterparty within the State or the group without its code.
    CounterpartyMissing = "party_counterparty_missing", "refusal-party-counterparty-missing";
    /// A VAT number of the Union, and a party outside it.
    UnionMismatch = "party_union_mismatch", "refusal-party-union-mismatch";
    /// A treatment of VAT that the party's country does not have.
    TreatmentMismatch = "party_treatment_mismatch", "refusal-party-treatment-mismatch";
    /// Only an agency may draw money itself.
    DirectDebitOutside = "party_direct_debit_outside", "refusal-party-direct-debit-outside";
    /// No group has that code.
    GroupUnknown { group: String } = "party_group_unknown", "refusal-party-group-unknown";
    /// Accounts that came with a party that is there already.
    AccountsOfKnown = "party_accounts_of_known", "refusal-party-accounts-of-known";

    // The register.
    /// No party has that number.
    Unknown { party: String } = "party_unknown", "refusal-party-unknown";
    /// The party is closed.
    Closed { party: String } = "party_closed", "refusal-party-closed";
    /// Another party has the same organisation number or personal identity number.
    SamePerson { party: String } = "party_same_person", "refusal-party-same-person";
    /// Another party has the same GLN.
    SameGln { party: String } = "party_same_gln", "refusal-party-same-gln";
    /// The party has no account of that number.
    AccountUnknown { account: i64 } = "party_account_unknown", "refusal-party-account-unknown";
    /// The party has the same account under another number.
    AccountTwice { account: i64 } = "party_account_twice", "refusal-party-account-twice";
    /// A check digit does not fit, and one person alone may not accept it.
    AccountNeedsTwo = "party_account_needs_two", "refusal-party-account-needs-two";
    /// A BIC for what is no IBAN.
    BicOfNone = "party_bic_of_none", "refusal-party-bic-of-none";
    /// A reason that is missing or too long.
    ReasonMissing { max: usize } = "party_reason_missing", "refusal-party-reason-missing";
    /// A setting outside what it may be.
    SettingOutside { max: usize } = "party_setting_outside", "refusal-party-setting-outside";

    // What may be accepted with a reason.
    /// A company without an organisation number.
    OrgNumberMissing = "party_org_number_missing", "refusal-party-org-number-missing", Warning;
    /// An organisation number that no agency has.
    AgencyNumberUnusual = "party_agency_number_unusual", "refusal-party-agency-number-unusual", Warning;
    /// A Swedish VAT number that holds another organisation number: a VAT group has its own.
    VatNumberOther = "party_vat_number_other", "refusal-party-vat-number-other", Warning;
    /// A longer term than may be agreed on with an agency that buys.
    TermLong { max: usize } = "party_term_long", "refusal-party-term-long", Warning;
    /// A supplier that reports to the State cannot tell by any number (AP-24).
    Untraceable = "party_untraceable", "refusal-party-untraceable", Warning;
    /// Another party has the same VAT number.
    SameVatNumber { party: String } = "party_same_vat_number", "refusal-party-same-vat-number", Warning;
    /// Another party has the same participant of Peppol.
    SamePeppol { party: String } = "party_same_peppol", "refusal-party-same-peppol", Warning;
    /// Another party is paid to the same account.
    SameAccount { party: String } = "party_same_account", "refusal-party-same-account", Warning;
    /// Another party has the same name, but for its legal form and signs.
    SameName { party: String, name: String } = "party_same_name", "refusal-party-same-name", Warning;
    /// Another party has almost the same name.
    SimilarName { party: String, name: String } = "party_similar_name", "refusal-party-similar-name", Warning;
}

impl Cause {
    /// At a field.
    #[must_use]
    pub fn at(self, field: &'static str) -> PartyRefusal {
        PartyRefusal {
            line: None,
            field,
            cause: self,
        }
    }

    /// What the reader of a number said of it.
    #[must_use]
    pub fn number(refusal: &dyn Refusal) -> Self {
        Self::Number(Said {
            name: refusal.name(),
            sentence: refusal.sentence(),
            severity: refusal.severity(),
        })
    }
}

impl PartyRefusal {
    /// The one refusal, as a command is stopped by it.
    pub fn stop(self) -> Stop<Vec<Self>> {
        Stop::Refused(vec![self])
    }

    /// The same, of a line of a file.
    #[must_use]
    pub fn on_line(self, line: u32) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }

    /// Whether it may be accepted with a reason.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.severity() == Severity::Warning
    }
}

impl Refusal for PartyRefusal {
    fn name(&self) -> &'static str {
        self.cause.name()
    }

    fn sentence(&self) -> Sentence {
        self.cause.sentence()
    }

    fn place(&self) -> Place {
        match (&self.cause, self.line) {
            (Cause::Table(mistake), _) => mistake.place(),
            (_, Some(line)) => Place::line(line).and_field(self.field),
            (_, None) => Place::field(self.field),
        }
    }

    fn severity(&self) -> Severity {
        self.cause.severity()
    }
}

impl From<KeyReused> for PartyRefusal {
    fn from(reused: KeyReused) -> Self {
        Cause::KeyReused { key: reused.key }.at("key")
    }
}

/// The longest reason, in characters.
pub const REASON_CHARS_MAX: usize = 500;

/// What was refused, once a reason was or was not given for its warnings: nothing, or everything that is
/// wrong. Answers the reason that is kept, empty where there was nothing to accept.
pub(crate) fn accepted(refusals: Vec<PartyRefusal>, reason: Option<&str>) -> Result<String, Vec<PartyRefusal>> {
    if refusals.is_empty() {
        return Ok(String::new());
    }
    let reason = reason.map(str::trim).unwrap_or_default();
    if reason.is_empty() || refusals.iter().any(|refusal| !refusal.is_warning()) {
        return Err(refusals);
    }
    if is_reason(reason) {
        return Ok(reason.to_owned());
    }
    let max = REASON_CHARS_MAX;
    Err(vec![Cause::ReasonMissing { max }.at("accept_warnings")])
}

/// Whether a text can be kept as a reason.
pub(crate) fn is_reason(reason: &str) -> bool {
    (1..=REASON_CHARS_MAX).contains(&reason.trim().chars().count())
        && !reason
            .chars()
            .any(|sign| sign.is_control() && sign != '\n' && sign != '\r')
}

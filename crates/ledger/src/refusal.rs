//! Why a voucher is refused. The order of the variants is the order in which they are tried.

use kameral_access::KeyReused;
use kameral_base::{Arg, Date, Ore, Period, Place, Refusal, Sentence, Severity};

use crate::model::ACCOUNT_DIMENSION;

/// One thing that is wrong with a voucher, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRefusal {
    /// Line of the voucher from 1, where it concerns one.
    pub line: Option<u32>,
    /// Row of the file the voucher came from, where it came from one.
    pub source_row: Option<u32>,
    /// The voucher's own name in its file, where it has one.
    pub voucher: String,
    /// A warning: may be accepted with a reason.
    pub warning: bool,
    /// What is wrong.
    pub cause: PostCause,
}

impl PostRefusal {
    /// A refusal of the voucher as a whole.
    pub fn of_voucher(cause: PostCause) -> Self {
        Self {
            line: None,
            source_row: None,
            voucher: String::new(),
            warning: cause.is_warning(),
            cause,
        }
    }

    /// A refusal of one line, from 1.
    pub fn of_line(line: u32, source_row: Option<u32>, cause: PostCause) -> Self {
        Self {
            line: Some(line),
            source_row,
            ..Self::of_voucher(cause)
        }
    }

    /// The same, told of a voucher by its own name in its file.
    #[must_use]
    pub fn named(mut self, voucher: &str) -> Self {
        voucher.clone_into(&mut self.voucher);
        self
    }
}

/// What is wrong. Tried in this order; everything that is wrong is told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum PostCause {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The series is not in the register.
    SeriesUnknown { series: String },
    /// The voucher kind is not in the register.
    KindUnknown { kind: String },
    /// The series is numbered outside and no number came.
    NumberMissing { series: String },
    /// A number came for a series numbered here.
    NumberNotOurs { series: String },
    /// A number from outside that is taken already.
    NumberTaken { series: String, number: i64 },
    /// A number from outside that is zero, negative or beyond [`crate::post::NUMBER_MAX`].
    NumberOutOfRange { number: i64 },
    /// No date.
    DateMissing,
    /// No fiscal year holds the day.
    YearMissing { date: Date },
    /// The period is not in a fiscal year.
    PeriodUnknown { period: Period },
    /// Date and period lie in different fiscal years.
    PeriodOtherYear { period: Period, date: Date },
    /// The period is held.
    PeriodHeld { period: Period },
    /// The period is closed.
    PeriodClosed { period: Period },
    /// A warning: the date lies outside the period's month.
    DateOutsidePeriod { period: Period, date: Date },
    /// The text is missing (FBF 14 §).
    TextMissing,
    /// A text is longer than [`crate::post::TEXT_CHARS_MAX`] characters.
    TextTooLong { field: &'static str, max: i64 },
    /// A text holds control characters.
    ControlCharacter { field: String },
    /// No lines.
    LinesMissing,
    /// More lines than [`crate::post::LINES_MAX`].
    TooManyLines { max: i64 },
    /// A line without account.
    AccountMissing,
    /// An S-code in the account field (EM-05).
    AccountIsSCode { account: String },
    /// The account is not in the chart.
    AccountUnknown { account: String },
    /// The account is a heading or carries budget only (EM-28).
    AccountNotPostable { account: String },
    /// The account is not valid that day.
    AccountExpired { account: String, date: Date },
    /// No dimension at that place, or an indirect one (EM-08).
    DimensionUnknown { dimension: String },
    /// Two values for the same dimension.
    DimensionTwice { dimension: String },
    /// The value is longer than the dimension allows, or holds `|`, `=` or a control character.
    ValueMalformed { dimension: String, value: String },
    /// The value is not in the register.
    ValueUnknown { dimension: String, value: String },
    /// The value is not valid that day (EM-33).
    ValueExpired {
        dimension: String,
        value: String,
        date: Date,
        successor: String,
    },
    /// A rule demands a value (EM-10).
    ValueMandatory {
        dimension: String,
        account: String,
        rule: String,
    },
    /// A rule forbids a value (EM-11).
    ValueForbidden {
        dimension: String,
        value: String,
        account: String,
        rule: String,
    },
    /// A rule demands another value.
    ValueFixed {
        dimension: String,
        value: String,
        fixed: String,
        rule: String,
    },
    /// A rule allows other values only.
    ValueNotAllowed {
        dimension: String,
        value: String,
        allowed: String,
        rule: String,
    },
    /// A rule forbids the account on such lines.
    AccountForbidden { account: String, rule: String },
    /// A rule allows other accounts only (GL-20).
    AccountNotAllowed {
        account: String,
        allowed: String,
        rule: String,
    },
    /// The unit is not the account's.
    UnitWrong {
        account: String,
        unit: String,
        expected: String,
    },
    /// A currency that is not in the register, or an amount without one.
    CurrencyUnknown { currency: String },
    /// A warning: the currency amount at the registered rate differs from the amount.
    RateDiffers {
        currency: String,
        expected: Ore,
        amount: Ore,
    },
    /// Amounts add up beyond what a bookkeeping amount can hold.
    AmountOverflow,
    /// Debit and credit differ.
    Unbalanced { debit: Ore, credit: Ore, difference: Ore },
    /// What a rule would add because of the line is refused.
    Automatic { rule: String, cause: Box<PostCause> },
    /// A relation that a rule takes an account or a value from has nothing for the line.
    RelationMissing { relation: String },
    /// Rules follow on each other's lines further than is allowed.
    AutomaticTooDeep { rule: String, max: i64 },
    /// A rule keeps the account apart from another of the voucher, on `line` (APR-24).
    AccountsApart {
        account: String,
        other: String,
        line: i64,
        rule: String,
    },
    /// A process built on the ledger holds it back, in its own words.
    Guarded {
        name: &'static str,
        sentence: Box<Sentence>,
        warning: bool,
    },
    /// A warning was accepted without a reason.
    ReasonMissing,
    /// An attachment is not in the store.
    AttachmentMissing { name: String },
    /// No voucher has that number.
    VoucherUnknown { number: String },
    /// An annulled number has no lines to correct.
    VoucherEmpty { number: String },
    /// A line is corrected at most once.
    AlreadyCorrected { line: i64, by: String },
    /// The voucher has no such line.
    LineUnknown { line: i64 },
    /// A line that a rule added is moved with the line that caused it.
    LineGenerated { line: i64, cause: i64 },
    /// A line that a run of a rule posted follows what the rule requires.
    LineOfRun { line: i64, rule: String },
    /// A re-coding that moves nothing.
    NothingChanged,
    /// The moved parts are more than the line, or have another sign.
    PartTooLarge { line: i64, amount: Ore },
    /// A number in the middle of a series of our own cannot be annulled.
    NumberNotNext { series: String, number: i64, next: i64 },
    /// The draft was posted or thrown away meanwhile.
    DraftGone { draft: i64 },
    /// The draft was changed by someone else since it was read.
    DraftChanged { draft: i64, by: String },
    /// The draft is in somebody else's hands.
    DraftOthers { draft: i64, owner: String },
    /// A draft is larger than [`crate::draft::DRAFT_BYTES_MAX`].
    DraftTooLarge { max: i64 },
    /// The file was posted before.
    FileKnown { name: String },
    /// The line lies beyond the rows the role is held for, by its value in a dimension, or for want of one
    /// (SEC-09).
    BeyondReach { dimension: String, rows: String },
    /// No line of the voucher meets what the role is held for.
    NothingWithinReach { rows: String },
    /// An opening balance, which makes a year opened for every row, by who may write some only.
    OpeningBeyondReach { rows: String },
}

impl PostCause {
    /// Whether it is the user's reach that stands in the way, and nothing that is wrong with the voucher.
    pub const fn is_of_reach(&self) -> bool {
        matches!(
            self,
            Self::BeyondReach { .. } | Self::NothingWithinReach { .. } | Self::OpeningBeyondReach { .. }
        )
    }
}

impl From<KeyReused> for PostRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::of_voucher(PostCause::KeyReused { key: reused.key })
    }
}

impl Refusal for PostRefusal {
    fn name(&self) -> &'static str {
        self.cause.name()
    }

    fn sentence(&self) -> Sentence {
        self.cause.sentence()
    }

    fn place(&self) -> Place {
        Place {
            line: self.source_row.or(self.line),
            field: Some(self.cause.field()),
        }
    }

    fn severity(&self) -> Severity {
        if self.warning {
            Severity::Warning
        } else {
            Severity::Refused
        }
    }
}

/// One row of the table below: name, text key, field, arguments.
type Told = (&'static str, &'static str, String, Vec<(&'static str, Arg)>);

fn text(value: &str) -> Arg {
    Arg::Text(value.to_owned())
}

impl PostCause {
    fn is_warning(&self) -> bool {
        match self {
            Self::DateOutsidePeriod { .. } | Self::RateDiffers { .. } => true,
            Self::Guarded { warning, .. } => *warning,
            _ => false,
        }
    }

    /// Stable name, as in history, in the API and in tests.
    pub fn name(&self) -> &'static str {
        self.told().0
    }

    /// The field it concerns, by the column name of voucher files.
    pub fn field(&self) -> String {
        self.told().2
    }

    /// The sentence a user reads.
    pub fn sentence(&self) -> Sentence {
        let (_, key, _, args) = self.told();
        Sentence { key, args }
    }

    #[rustfmt::skip]
    fn told(&self) -> Told {
        use PostCause as C;
        let at = |field: &str| field.to_owned();
        match self {
            C::KeyReused { key } => ("key_reused", "refusal-key-reused", at("key"), vec![("key", text(key))]),
            C::SeriesUnknown { series } => ("series_unknown", "refusal-series-unknown", at("series"), vec![("series", text(series))]),
            C::KindUnknown { kind } => ("kind_unknown", "refusal-kind-unknown", at("kind"), vec![("kind", text(kind))]),
            C::NumberMissing { series } => ("number_missing", "refusal-number-missing", at("number"), vec![("series", text(series))]),
            C::NumberNotOurs { series } => ("number_not_ours", "refusal-number-not-ours", at("number"), vec![("series", text(series))]),
            C::NumberTaken { series, number } => ("number_taken", "refusal-number-taken", at("number"), vec![("series", text(series)), ("number", Arg::Text(number.to_string()))]),
            C::NumberOutOfRange { number } => ("number_out_of_range", "refusal-number-out-of-range", at("number"), vec![("number", Arg::Text(number.to_string()))]),
            C::DateMissing => ("date_missing", "refusal-date-missing", at("date"), vec![]),
            C::YearMissing { date } => ("year_missing", "refusal-year-missing", at("date"), vec![("date", Arg::Date(*date))]),
            C::PeriodUnknown { period } => ("period_unknown", "refusal-period-unknown", at("period"), vec![("period", Arg::Period(*period))]),
            C::PeriodOtherYear { period, date } => ("period_other_year", "refusal-period-other-year", at("period"), vec![("period", Arg::Period(*period)), ("date", Arg::Date(*date))]),
            C::PeriodHeld { period } => ("period_held", "refusal-period-held", at("period"), vec![("period", Arg::Period(*period))]),
            C::PeriodClosed { period } => ("period_closed", "refusal-period-closed", at("period"), vec![("period", Arg::Period(*period))]),
            C::TextMissing => ("text_missing", "refusal-text-missing", at("text"), vec![]),
            C::TextTooLong { field, max } => ("text_too_long", "refusal-text-too-long", at(field), vec![("field", text(field)), ("max", Arg::Number(*max))]),
            C::ControlCharacter { field } => ("control_character", "refusal-control-character", at(field), vec![("field", text(field))]),
            C::LinesMissing => ("lines_missing", "refusal-lines-missing", at("lines"), vec![]),
            C::TooManyLines { max } => ("too_many_lines", "refusal-too-many-lines", at("lines"), vec![("max", Arg::Number(*max))]),
            C::AccountMissing => ("account_missing", "refusal-account-missing", at("account"), vec![]),
            C::AccountIsSCode { account } => ("account_is_s_code", "refusal-account-is-s-code", at("account"), vec![("account", text(account))]),
            C::AccountUnknown { account } => ("account_unknown", "refusal-account-unknown", at("account"), vec![("account", text(account))]),
            C::AccountNotPostable { account } => ("account_not_postable", "refusal-account-not-postable", at("account"), vec![("account", text(account))]),
            C::AccountExpired { account, date } => ("account_expired", "refusal-account-expired", at("account"), vec![("account", text(account)), ("date", Arg::Date(*date))]),
            C::DimensionUnknown { dimension } => ("dimension_unknown", "refusal-dimension-unknown", at(dimension), vec![("dimension", text(dimension))]),
            C::DimensionTwice { dimension } => ("dimension_twice", "refusal-dimension-twice", at(dimension), vec![("dimension", text(dimension))]),
            C::ValueMalformed { dimension, value } => ("value_malformed", "refusal-value-malformed", at(dimension), vec![("dimension", text(dimension)), ("value", text(value))]),
            C::ValueUnknown { dimension, value } => ("value_unknown", "refusal-value-unknown", at(dimension), vec![("dimension", text(dimension)), ("value", text(value))]),
            C::ValueExpired { dimension, value, date, successor } => ("value_expired", if successor.is_empty() { "refusal-value-expired" } else { "refusal-value-expired-successor" }, at(dimension), vec![("dimension", text(dimension)), ("value", text(value)), ("date", Arg::Date(*date)), ("successor", text(successor))]),
            C::ValueMandatory { dimension, account, rule } => ("value_mandatory", "refusal-value-mandatory", at(dimension), vec![("dimension", text(dimension)), ("account", text(account)), ("rule", text(rule))]),
            C::ValueForbidden { dimension, value, account, rule } => ("value_forbidden", "refusal-value-forbidden", at(dimension), vec![("dimension", text(dimension)), ("value", text(value)), ("account", text(account)), ("rule", text(rule))]),
            C::ValueFixed { dimension, value, fixed, rule } => ("value_fixed", "refusal-value-fixed", at(dimension), vec![("dimension", text(dimension)), ("value", text(value)), ("fixed", text(fixed)), ("rule", text(rule))]),
            C::ValueNotAllowed { dimension, value, allowed, rule } => ("value_not_allowed", "refusal-value-not-allowed", at(dimension), vec![("dimension", text(dimension)), ("value", text(value)), ("allowed", text(allowed)), ("rule", text(rule))]),
            C::AccountForbidden { account, rule } => ("account_forbidden", "refusal-account-forbidden", at("account"), vec![("account", text(account)), ("rule", text(rule))]),
            C::AccountNotAllowed { account, allowed, rule } => ("account_not_allowed", "refusal-account-not-allowed", at("account"), vec![("account", text(account)), ("allowed", text(allowed)), ("rule", text(rule))]),
            C::UnitWrong { account, unit, expected } => ("unit_wrong", "refusal-unit-wrong", at("unit"), vec![("account", text(account)), ("unit", text(unit)), ("expected", text(expected))]),
            C::CurrencyUnknown { currency } => ("currency_unknown", if currency.is_empty() { "refusal-currency-missing" } else { "refusal-currency-unknown" }, at("currency"), vec![("currency", text(currency))]),
            C::AmountOverflow => ("amount_overflow", "refusal-amount-overflow", at("amount"), vec![]),
            C::Unbalanced { debit, credit, difference } => ("unbalanced", "refusal-unbalanced", at("amount"), vec![("debit", Arg::Amount(*debit)), ("credit", Arg::Amount(*credit)), ("difference", Arg::Amount(*difference))]),
            C::DateOutsidePeriod { period, date } => ("date_outside_period", "warning-date-outside-period", at("date"), vec![("period", Arg::Period(*period)), ("date", Arg::Date(*date))]),
            C::RateDiffers { currency, expected, amount } => ("rate_differs", "warning-rate-differs", at("amount"), vec![("currency", text(currency)), ("expected", Arg::Amount(*expected)), ("amount", Arg::Amount(*amount))]),
            C::Automatic { rule, cause } => ("automatic_refused", "refusal-automatic-refused", cause.field(), vec![("rule", text(rule)), ("cause", Arg::Sentence(Box::new(cause.sentence())))]),
            C::RelationMissing { relation } => ("relation_missing", "refusal-relation-missing", at("account"), vec![("relation", text(relation))]),
            C::AutomaticTooDeep { rule, max } => ("automatic_too_deep", "refusal-automatic-too-deep", at("account"), vec![("rule", text(rule)), ("max", Arg::Number(*max))]),
            C::AccountsApart { account, other, line, rule } => ("accounts_apart", "refusal-accounts-apart", at("account"), vec![("account", text(account)), ("other", text(other)), ("line", Arg::Number(*line)), ("rule", text(rule))]),
            C::Guarded { name, sentence, .. } => (name, sentence.key, at("amount"), sentence.args.clone()),
            C::ReasonMissing => ("reason_missing", "refusal-reason-missing", at("reason"), vec![]),
            C::VoucherUnknown { number } => ("voucher_unknown", "refusal-voucher-unknown", at("number"), vec![("number", text(number))]),
            C::VoucherEmpty { number } => ("voucher_empty", "refusal-voucher-empty", at("number"), vec![("number", text(number))]),
            C::AlreadyCorrected { line, by } => ("already_corrected", "refusal-already-corrected", at("line"), vec![("line", Arg::Number(*line)), ("by", text(by))]),
            C::LineUnknown { line } => ("line_unknown", "refusal-line-unknown", at("line"), vec![("line", Arg::Number(*line))]),
            C::LineGenerated { line, cause } => ("line_generated", "refusal-line-generated", at("line"), vec![("line", Arg::Number(*line)), ("cause", Arg::Number(*cause))]),
            C::LineOfRun { line, rule } => ("line_of_run", "refusal-line-of-run", at("line"), vec![("line", Arg::Number(*line)), ("rule", text(rule))]),
            C::NothingChanged => ("nothing_changed", "refusal-nothing-changed", at("line"), vec![]),
            C::PartTooLarge { line, amount } => ("part_too_large", "refusal-part-too-large", at("amount"), vec![("line", Arg::Number(*line)), ("amount", Arg::Amount(*amount))]),
            C::NumberNotNext { series, number, next } => ("number_not_next", "refusal-number-not-next", at("number"), vec![("series", text(series)), ("number", Arg::Text(number.to_string())), ("next", Arg::Text(next.to_string()))]),
            C::DraftGone { draft } => ("draft_gone", "refusal-draft-gone", at("draft"), vec![("draft", Arg::Text(draft.to_string()))]),
            C::DraftChanged { draft, by } => ("draft_changed", "refusal-draft-changed", at("draft"), vec![("draft", Arg::Text(draft.to_string())), ("by", text(by))]),
            C::DraftOthers { draft, owner } => ("draft_others", "refusal-draft-others", at("draft"), vec![("draft", Arg::Text(draft.to_string())), ("owner", text(owner))]),
            C::DraftTooLarge { max } => ("draft_too_large", "refusal-draft-too-large", at("lines"), vec![("max", Arg::Number(*max))]),
            C::FileKnown { name } => ("file_known", "refusal-file-known", at("file"), vec![("name", text(name))]),
            C::BeyondReach { dimension, rows } => ("beyond_reach", "refusal-beyond-reach", if dimension == ACCOUNT_DIMENSION { at("account") } else { at(dimension) }, vec![("dimension", text(dimension)), ("rows", text(rows))]),
            C::NothingWithinReach { rows } => ("nothing_within_reach", "refusal-nothing-within-reach", at("lines"), vec![("rows", text(rows))]),
            C::OpeningBeyondReach { rows } => ("opening_beyond_reach", "refusal-opening-beyond-reach", at("period"), vec![("rows", text(rows))]),
            C::AttachmentMissing { name } => ("attachment_missing", "refusal-attachment-missing", at("attachments"), vec![("name", text(name))]),
        }
    }
}

//! Why something about appropriations is refused. The order of the variants is the order in which they
//! are tried.

use kameral_access::KeyReused;
use kameral_base::{Arg, Ore, Place, Refusal, Sentence, Severity};
use kameral_ledger::register::RegisterRefusal;

/// Why a change of the register, a movement or a commitment is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum AppropriationRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The accounting model has no dimension for financiers.
    DimensionMissing { dimension: &'static str },
    /// Every position of a dimension is taken, so the indirect one has none.
    PositionsTaken { dimension: &'static str },
    /// A designation is empty, too long, or holds characters that no coding can.
    ItemMalformed { item: String },
    /// No item has that designation.
    ItemUnknown { item: String },
    /// The name is missing.
    NameMissing,
    /// A text is too long or holds characters that cannot be seen.
    TextMalformed { field: &'static str, max: i64 },
    /// It ends before it begins.
    ValidityReversed { item: String },
    /// An appropriation does not become a title.
    KindChanged { item: String },
    /// There is no such item to be a part of.
    ParentUnknown { parent: String },
    /// The other is of another kind, or a part of this one.
    ParentOther { parent: String },
    /// Parts go no deeper.
    TooDeep { max: i64 },
    /// The value is not in the register of financiers.
    FinancierUnknown { financier: String },
    /// A link begins or ends within a month, or ends before it begins.
    LinkDays { financier: String },
    /// Another item, or another link of this one, has the financier on the same days.
    LinkTaken { financier: String, item: String },
    /// The item has parts on the days of the link.
    LinkOfParent { financier: String, part: String },
    /// The ledger refuses what follows for its registers.
    Ledger(RegisterRefusal),
    /// There is no such budget year.
    YearUnknown { year: i64 },
    /// A revenue title has no amount to move.
    TitleHasNoAmounts { item: String },
    /// The item has parts; amounts stand on them.
    ItemHasParts { item: String, part: String },
    /// An amount of this kind has another sign.
    AmountSign { kind: &'static str },
    /// An amount is larger than any appropriation.
    AmountTooLarge { max: Ore },
    /// The document is missing.
    DocumentMissing,
    /// No movement has that number.
    MovementUnknown { movement: i64 },
    /// It takes back another and cannot itself be taken back.
    MovementTakesBack { movement: i64 },
    /// A movement is taken back at most once.
    MovementTaken { movement: i64, by: i64 },
    /// A per mille outside 0 to 1000, or a negative amount.
    TermOutOfRange { field: &'static str },
    /// Every item has begun the year, or none ended the one before with anything.
    NothingBegins { year: i64 },
    /// The counterparty of a commitment is missing.
    CounterpartyMissing,
    /// A total or a part that is nothing or negative.
    AmountNotPositive,
    /// The same year twice, or one before the decision.
    CommitmentYear { year: i64 },
    /// The years do not sum to the total.
    YearsSum { sum: Ore, total: Ore },
    /// The frame is too small (anslagsförordningen 17 §).
    BeyondFrame {
        item: String,
        frame: Ore,
        left: Ore,
        asked: Ore,
    },
    /// A warning: without a frame, more than the ordinance allows (17 § second paragraph).
    BeyondTenth {
        item: String,
        most: Ore,
        left: Ore,
        asked: Ore,
    },
    /// No commitment has that number.
    CommitmentUnknown { commitment: i64 },
    /// It happened before the commitment was decided.
    EventBefore { commitment: i64 },
    /// A warning was met and no reason given.
    ReasonMissing,
    /// More than is outstanding.
    BeyondOutstanding { outstanding: Ore, asked: Ore },
    /// No such voucher line.
    LineUnknown { voucher: String, line: i64 },
    /// The line has settled a commitment already.
    LineSettled {
        voucher: String,
        line: i64,
        commitment: i64,
    },
}

/// Name, text key, field, arguments.
type Told = (&'static str, &'static str, &'static str, Vec<(&'static str, Arg)>);

impl AppropriationRefusal {
    #[rustfmt::skip]
    fn told(&self) -> Told {
        use AppropriationRefusal as R;
        let text = |value: &str| Arg::Text(value.to_owned());
        let number = |value: &i64| Arg::Text(value.to_string());
        match self {
            R::KeyReused { key } => ("key_reused", "refusal-key-reused", "key", vec![("key", text(key))]),
            R::DimensionMissing { dimension } => ("appropriation_dimension_missing", "refusal-appropriation-dimension-missing", "financier", vec![("dimension", text(dimension))]),
            R::PositionsTaken { dimension } => ("appropriation_positions_taken", "refusal-appropriation-positions-taken", "financier", vec![("dimension", text(dimension))]),
            R::ItemMalformed { item } => ("appropriation_item_malformed", "refusal-appropriation-item-malformed", "item", vec![("item", text(item))]),
            R::ItemUnknown { item } => ("appropriation_item_unknown", "refusal-appropriation-item-unknown", "item", vec![("item", text(item))]),
            R::NameMissing => ("appropriation_name_missing", "refusal-appropriation-name-missing", "name", vec![]),
            R::TextMalformed { field, max } => ("appropriation_text_malformed", "refusal-appropriation-text-malformed", field, vec![("max", Arg::Number(*max))]),
            R::ValidityReversed { item } => ("appropriation_validity_reversed", "refusal-appropriation-validity-reversed", "valid_to", vec![("item", text(item))]),
            R::KindChanged { item } => ("appropriation_kind_changed", "refusal-appropriation-kind-changed", "kind", vec![("item", text(item))]),
            R::ParentUnknown { parent } => ("appropriation_parent_unknown", "refusal-appropriation-parent-unknown", "parent", vec![("parent", text(parent))]),
            R::ParentOther { parent } => ("appropriation_parent_other", "refusal-appropriation-parent-other", "parent", vec![("parent", text(parent))]),
            R::TooDeep { max } => ("appropriation_too_deep", "refusal-appropriation-too-deep", "parent", vec![("max", Arg::Number(*max))]),
            R::FinancierUnknown { financier } => ("appropriation_financier_unknown", "refusal-appropriation-financier-unknown", "financier", vec![("financier", text(financier))]),
            R::LinkDays { financier } => ("appropriation_link_days", "refusal-appropriation-link-days", "financier", vec![("financier", text(financier))]),
            R::LinkTaken { financier, item } => ("appropriation_link_taken", "refusal-appropriation-link-taken", "financier", vec![("financier", text(financier)), ("item", text(item))]),
            R::LinkOfParent { financier, part } => ("appropriation_link_of_parent", "refusal-appropriation-link-of-parent", "financier", vec![("financier", text(financier)), ("part", text(part))]),
            R::Ledger(refusal) => (refusal.name(), refusal.sentence().key, "financier", refusal.sentence().args),
            R::YearUnknown { year } => ("appropriation_year_unknown", "refusal-appropriation-year-unknown", "year", vec![("year", number(year))]),
            R::TitleHasNoAmounts { item } => ("appropriation_title_has_no_amounts", "refusal-appropriation-title-has-no-amounts", "item", vec![("item", text(item))]),
            R::ItemHasParts { item, part } => ("appropriation_item_has_parts", "refusal-appropriation-item-has-parts", "item", vec![("item", text(item)), ("part", text(part))]),
            R::AmountSign { kind } => ("appropriation_amount_sign", "refusal-appropriation-amount-sign", "amount", vec![("kind", text(kind))]),
            R::AmountTooLarge { max } => ("appropriation_amount_too_large", "refusal-appropriation-amount-too-large", "amount", vec![("max", Arg::Amount(*max))]),
            R::DocumentMissing => ("appropriation_document_missing", "refusal-appropriation-document-missing", "document", vec![]),
            R::MovementUnknown { movement } => ("appropriation_movement_unknown", "refusal-appropriation-movement-unknown", "movement", vec![("movement", number(movement))]),
            R::MovementTakesBack { movement } => ("appropriation_movement_takes_back", "refusal-appropriation-movement-takes-back", "movement", vec![("movement", number(movement))]),
            R::MovementTaken { movement, by } => ("appropriation_movement_taken", "refusal-appropriation-movement-taken", "movement", vec![("movement", number(movement)), ("by", number(by))]),
            R::TermOutOfRange { field } => ("appropriation_term_out_of_range", "refusal-appropriation-term-out-of-range", field, vec![]),
            R::NothingBegins { year } => ("appropriation_nothing_begins", "refusal-appropriation-nothing-begins", "year", vec![("year", number(year))]),
            R::CounterpartyMissing => ("commitment_counterparty_missing", "refusal-commitment-counterparty-missing", "counterparty", vec![]),
            R::AmountNotPositive => ("commitment_amount_not_positive", "refusal-commitment-amount-not-positive", "amount", vec![]),
            R::CommitmentYear { year } => ("commitment_year", "refusal-commitment-year", "years", vec![("year", number(year))]),
            R::YearsSum { sum, total } => ("commitment_years_sum", "refusal-commitment-years-sum", "years", vec![("sum", Arg::Amount(*sum)), ("total", Arg::Amount(*total))]),
            R::BeyondFrame { item, frame, left, asked } => ("commitment_beyond_frame", "refusal-commitment-beyond-frame", "amount", vec![("item", text(item)), ("frame", Arg::Amount(*frame)), ("left", Arg::Amount(*left)), ("asked", Arg::Amount(*asked))]),
            R::BeyondTenth { item, most, left, asked } => ("commitment_beyond_tenth", "warning-commitment-beyond-tenth", "amount", vec![("item", text(item)), ("most", Arg::Amount(*most)), ("left", Arg::Amount(*left)), ("asked", Arg::Amount(*asked))]),
            R::CommitmentUnknown { commitment } => ("commitment_unknown", "refusal-commitment-unknown", "commitment", vec![("commitment", number(commitment))]),
            R::EventBefore { commitment } => ("commitment_event_before", "refusal-commitment-event-before", "happened_on", vec![("commitment", number(commitment))]),
            R::ReasonMissing => ("commitment_reason_missing", "refusal-commitment-reason-missing", "note", vec![]),
            R::BeyondOutstanding { outstanding, asked } => ("commitment_beyond_outstanding", "refusal-commitment-beyond-outstanding", "amount", vec![("outstanding", Arg::Amount(*outstanding)), ("asked", Arg::Amount(*asked))]),
            R::LineUnknown { voucher, line } => ("commitment_line_unknown", "refusal-commitment-line-unknown", "voucher", vec![("voucher", text(voucher)), ("line", number(line))]),
            R::LineSettled { voucher, line, commitment } => ("commitment_line_settled", "refusal-commitment-line-settled", "voucher", vec![("voucher", text(voucher)), ("line", number(line)), ("commitment", number(commitment))]),
        }
    }
}

impl Refusal for AppropriationRefusal {
    fn name(&self) -> &'static str {
        self.told().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, _, args) = self.told();
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        Place::field(self.told().2)
    }

    fn severity(&self) -> Severity {
        match self {
            Self::BeyondTenth { .. } => Severity::Warning,
            _ => Severity::Refused,
        }
    }
}

impl From<KeyReused> for AppropriationRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

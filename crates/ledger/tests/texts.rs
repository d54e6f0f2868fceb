//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;
use std::path::Path;

use kameral_base::{Date, Ore, Period, Refusal};
use kameral_ledger::attachment::AttachmentRefusal;
use kameral_ledger::chart::{ChartCause, ChartRefusal};
use kameral_ledger::commands::{EntityRefusal, GroupRefusal, PeriodRefusal};
use kameral_ledger::open_item::PairRefusal;
use kameral_ledger::refusal::{PostCause, PostRefusal};
use kameral_ledger::register::RegisterRefusal;
use kameral_ledger::secrecy::SecrecyRefusal;
use kameral_ledger::subject_extract::ExtractRefusal;
use kameral_ledger::template::TemplateRefusal;
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

const SV: &str = include_str!("../text/sv.ftl");
const EN: &str = include_str!("../text/en.ftl");
const SIE_SV: &str = include_str!("../text/sie.sv.ftl");
const SIE_EN: &str = include_str!("../text/sie.en.ftl");

/// The text of another crate that this one's refusals are told in.
const OF_ACCESS: &str = "refusal-key-reused";

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    for (sv, en) in [(SV, EN), (SIE_SV, SIE_EN)] {
        check_complete(sv, en);
        check_used(sv, env!("CARGO_MANIFEST_DIR"), &[]);
    }
}

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    let source = |name, sv, en| Source { name, sv, en };
    let of_access = source("access", kameral_access::TEXT_SV, kameral_access::TEXT_EN);
    let texts = Texts::load(&[source("ledger", SV, EN), of_access]);
    let mut asked: BTreeSet<&'static str> = BTreeSet::new();
    for refusal in refusals() {
        let sentence = refusal.sentence();
        asked.insert(sentence.key);
        let words = refusal.name().replace('_', "-");
        let (_, key) = sentence.key.split_once('-').expect("refusal- or warning-");
        assert!(same_words(&words, key), "{refusal:?}: {}", sentence.key);
        for language in [Language::Sv, Language::En] {
            // Panics in a test when a text or an argument is missing.
            let text = texts.words(language).sentence(&sentence);
            assert!(text.ends_with('.') && text.contains(". "), "{text}");
        }
    }
    // A key that was used before is told in the words of those who keep keys.
    asked.remove(OF_ACCESS);
    // A warning that no refusal stands behind: `restricted.rs` says it of a value.
    asked.insert("warning-value-restricted");
    let keys: BTreeSet<&str> = SV
        .lines()
        .filter(|line| line.starts_with("refusal-") || line.starts_with("warning-"))
        .map(|line| line.split_once(" =").expect("a key").0)
        .collect();
    assert_eq!(asked, keys, "every text stands in the list below, once a way to say it");
}

/// A refusal nobody thought of above is found by its key.
#[test]
fn every_key_in_the_code_has_a_text() {
    let mut code = String::new();
    read_code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let missing: Vec<&str> = code
        .split('"')
        .filter(|piece| piece.starts_with("refusal-") || piece.starts_with("warning-"))
        .filter(|key| *key != OF_ACCESS)
        .filter(|key| ![SV, SIE_SV].iter().any(|text| text.contains(&format!("\n{key} ="))))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(50 < code.matches("\"refusal-").count(), "the code was read");
}

fn read_code(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the sources are here").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_code(&path, code);
        } else {
            code.push_str(&std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// One refusal may have several texts, and a command its own text for a reason that is missing.
fn same_words(name: &str, key: &str) -> bool {
    name == key
        || matches!(
            (name, key),
            ("value-expired", "value-expired-successor")
                | ("currency-unknown", "currency-missing")
                | ("reason-missing", "reopen-reason-missing")
        )
}

fn refusals() -> Vec<Box<dyn Refusal>> {
    let mut all: Vec<Box<dyn Refusal>> = Vec::new();
    all.extend(
        causes()
            .into_iter()
            .map(|cause| Box::new(PostRefusal::of_voucher(cause)) as Box<dyn Refusal>),
    );
    all.extend(
        register()
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(
        pairing()
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(others());
    all.push(Box::new(ExtractRefusal::NobodyNamed));
    all
}

fn day() -> Date {
    Date::constant(2026, 3, 31)
}

fn period() -> Period {
    Period::of(day())
}

fn x() -> String {
    "x".to_owned()
}

#[rustfmt::skip]
fn causes() -> Vec<PostCause> {
    use PostCause as C;
    let (amount, date, period) = (Ore::new(100), day(), period());
    vec![
        C::KeyReused { key: x() },
        C::SeriesUnknown { series: x() }, C::KindUnknown { kind: x() },
        C::NumberMissing { series: x() }, C::NumberNotOurs { series: x() },
        C::NumberTaken { series: x(), number: 7 }, C::NumberOutOfRange { number: 0 },
        C::DateMissing, C::YearMissing { date }, C::PeriodUnknown { period }, C::PeriodOtherYear { period, date },
        C::PeriodHeld { period }, C::PeriodClosed { period },
        C::TextMissing, C::TextTooLong { field: "line_text", max: 500 }, C::ControlCharacter { field: "link".to_owned() },
        C::LinesMissing, C::TooManyLines { max: 1_000_000 },
        C::AccountMissing, C::AccountIsSCode { account: x() }, C::AccountUnknown { account: x() },
        C::AccountNotPostable { account: x() }, C::AccountExpired { account: x(), date },
        C::DimensionUnknown { dimension: x() }, C::DimensionTwice { dimension: x() }, C::ValueMalformed { dimension: x(), value: x() },
        C::ValueUnknown { dimension: x(), value: x() },
        C::ValueExpired { dimension: x(), value: x(), date, successor: String::new() },
        C::ValueExpired { dimension: x(), value: x(), date, successor: x() },
        C::ValueMandatory { dimension: x(), account: x(), rule: x() },
        C::ValueForbidden { dimension: x(), value: x(), account: x(), rule: x() },
        C::ValueFixed { dimension: x(), value: x(), fixed: x(), rule: x() },
        C::ValueNotAllowed { dimension: x(), value: x(), allowed: x(), rule: x() },
        C::AccountForbidden { account: x(), rule: x() }, C::AccountNotAllowed { account: x(), allowed: x(), rule: x() },
        C::UnitWrong { account: x(), unit: x(), expected: x() },
        C::CurrencyUnknown { currency: x() }, C::CurrencyUnknown { currency: String::new() },
        C::AmountOverflow, C::Unbalanced { debit: amount, credit: amount, difference: amount },
        C::DateOutsidePeriod { period, date }, C::RateDiffers { currency: x(), expected: amount, amount },
        C::Automatic { rule: x(), cause: Box::new(C::AccountUnknown { account: x() }) }, C::RelationMissing { relation: x() },
        C::AutomaticTooDeep { rule: x(), max: 4 }, C::LineGenerated { line: 4, cause: 1 }, C::LineOfRun { line: 4, rule: x() },
        C::AccountsApart { account: x(), other: x(), line: 2, rule: x() },
        C::ReasonMissing, C::AttachmentMissing { name: x() },
        C::VoucherUnknown { number: x() }, C::VoucherEmpty { number: x() }, C::AlreadyCorrected { line: 1, by: x() },
        C::LineUnknown { line: 1 }, C::NothingChanged, C::PartTooLarge { line: 1, amount },
        C::NumberNotNext { series: x(), number: 9, next: 7 },
        C::DraftGone { draft: 1 }, C::DraftChanged { draft: 1, by: x() }, C::DraftOthers { draft: 1, owner: x() },
        C::DraftTooLarge { max: 1 }, C::FileKnown { name: x() },
        C::BeyondReach { dimension: x(), rows: x() }, C::NothingWithinReach { rows: x() },
        C::OpeningBeyondReach { rows: x() },
    ]
}

#[rustfmt::skip]
fn register() -> Vec<RegisterRefusal> {
    use RegisterRefusal as R;
    vec![
        R::KeyReused { key: x() }, R::AccountMalformed { account: x() }, R::NameMalformed { subject: x() }, R::ValidityReversed { subject: x() },
        R::AccountKindInUse { account: x() }, R::PositionOutOfRange { position: 13 }, R::DimensionCodeTaken { code: x() },
        R::DimensionInUse { code: x() }, R::DimensionUnknown { dimension: x() },
        R::ValueMalformed { dimension: x(), value: x() }, R::Circular { subject: x() },
        R::ParentUnknown { node: x(), parent: x() }, R::NodeTwice { node: x() }, R::SeriesMalformed { series: x() }, R::SeriesInUse { series: x() },
        R::SeriesUnknown { series: x() }, R::CurrencyMalformed { currency: x() }, R::RateMalformed { currency: x() },
        R::YearOverlaps { year: 2026 }, R::StatementMalformed { line: x() },
        R::KindUnknown { kind: x() }, R::RequirementMisplaced { rule: x(), requirement: x(), dimension: x() },
        R::RequirementOfLine { rule: x(), requirement: x() }, R::RelationUnknown { relation: x() }, R::AccountUnusable { rule: x(), account: x() },
        R::SharesUnbalanced { rule: x() }, R::VatRateOutOfRange { rule: x(), max: 1000 }, R::VersionKept { rule: x(), version: 2 }, R::VersionOverlaps { rule: x(), version: 1 },
        R::ValueBeyondReach { dimension: x(), value: x(), rows: x() },
    ]
}

#[rustfmt::skip]
fn pairing() -> Vec<PairRefusal> {
    use PairRefusal as R;
    let amount = Ore::new(100);
    vec![
        R::KeyReused { key: x() }, R::AccountUnknown { account: x() }, R::NotFollowed { account: x() },
        R::PartsMissing, R::TooManyParts { max: 1_000 }, R::LineUnknown { part_no: 1 },
        R::OtherAccount { part_no: 1, account: x() }, R::OpeningRepeated { part_no: 1 }, R::LineTwice { part_no: 1 },
        R::BeyondOpen { part_no: 1, amount, open: amount }, R::NotZero { sum: amount }, R::SumTooLarge,
        R::PairingUnknown { pairing: 1 }, R::PairingUndoes { pairing: 1 }, R::PairingUndone { pairing: 1, by: 2 },
    ]
}

fn chart(cause: ChartCause) -> Box<dyn Refusal> {
    Box::new(ChartRefusal {
        line: 2,
        field: None,
        cause,
    })
}

fn others() -> Vec<Box<dyn Refusal>> {
    vec![
        chart(ChartCause::ColumnTwice {
            column: x(),
            first: x(),
        }),
        chart(ChartCause::AccountTwice { account: x(), first: 2 }),
        chart(ChartCause::KindUnknown { value: x() }),
        chart(ChartCause::KindUnclear { account: x() }),
        chart(ChartCause::PostingUnknown { value: x() }),
        chart(ChartCause::DateMalformed { value: x() }),
        chart(ChartCause::TruthMalformed { value: x() }),
        Box::new(PeriodRefusal::KeyReused { key: x() }),
        Box::new(PeriodRefusal::Unknown { period: period() }),
        Box::new(PeriodRefusal::ReasonMissing { period: period() }),
        Box::new(PeriodRefusal::ReasonMalformed { max: 500 }),
        Box::new(TemplateRefusal::KeyReused { key: x() }),
        Box::new(TemplateRefusal::NameMalformed { max: 60 }),
        Box::new(TemplateRefusal::TooLong { max: 1_000 }),
        Box::new(TemplateRefusal::NameTaken { name: x(), owner: x() }),
        Box::new(TemplateRefusal::Unknown { name: x() }),
        Box::new(TemplateRefusal::Others { name: x(), owner: x() }),
        Box::new(SecrecyRefusal::StatuteMissing),
        Box::new(SecrecyRefusal::ReasonMissing),
        Box::new(SecrecyRefusal::DatesBackward),
        Box::new(SecrecyRefusal::SubjectUnknown { subject: x() }),
        Box::new(SecrecyRefusal::AlreadyMarked { subject: x() }),
        Box::new(SecrecyRefusal::NumberUnknown { number: 1 }),
        Box::new(AttachmentRefusal::None),
        Box::new(AttachmentRefusal::Empty { name: x() }),
        Box::new(AttachmentRefusal::too_large("x")),
        Box::new(AttachmentRefusal::Program { name: x() }),
        Box::new(AttachmentRefusal::KindUnknown { name: x() }),
        Box::new(GroupRefusal::NameMissing),
        Box::new(GroupRefusal::EntityUnknown { entity: x() }),
        Box::new(GroupRefusal::EntityTwice { entity: x() }),
        Box::new(EntityRefusal::CodeMalformed { code: x() }),
        Box::new(EntityRefusal::NameMissing),
        Box::new(EntityRefusal::OrgNumberMalformed { org_number: x() }),
        Box::new(EntityRefusal::CodeTaken { code: x() }),
        Box::new(EntityRefusal::Register(RegisterRefusal::YearOverlaps { year: 2026 })),
    ]
}

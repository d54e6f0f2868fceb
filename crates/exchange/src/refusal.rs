//! Why a file is not made, all of it at once, in the order it is looked at.

use kameral_access::KeyReused;
use kameral_base::{Arg, Date, Ore, Period, Refusal, Sentence};
use kameral_formats::fixed_width::{LineMistake, NameMistake};

/// An enum of refusals with their names, text keys and fields; the other fields are the arguments of
/// the sentence.
macro_rules! refusals {
    (
        $(#[$meta:meta])*
        pub enum $enum:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident $({ $($arg:ident: $type:ty),+ })? = $field:literal, $name:literal, $key:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "a field bears the name of what it holds")]
        pub enum $enum {
            $($(#[$variant_meta])* $variant $({ $($arg: $type),+ })?,)+
        }

        impl $enum {
            /// Every refusal's name, text key and arguments.
            pub const DECLARED: &'static [(&'static str, &'static str, &'static [&'static str])] = &[
                $(($name, $key, &[$($(stringify!($arg)),+)?]),)+
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

            fn place(&self) -> kameral_base::Place {
                match self {
                    $(Self::$variant { .. } => {
                        if $field.is_empty() { kameral_base::Place::default() } else { kameral_base::Place::field($field) }
                    })+
                }
            }
        }
    };
}

pub(crate) use refusals;

refusals! {
    /// Why a file is not made, or a setting not kept. What several records lack is told once, with
    /// the sum of what it concerns.
    pub enum ExchangeRefusal {
        /// The entity is no agency: there is no such file for it.
        NotAnAgency = "", "exchange_not_an_agency", "refusal-exchange-not-an-agency";
        /// No fiscal year has the period, or it holds opening balances only.
        PeriodUnknown { period: Period } = "period", "exchange_period_unknown", "refusal-exchange-period-unknown";
        /// The period does not end a quarter.
        NotAQuarter { period: Period } = "period", "exchange_not_a_quarter", "refusal-exchange-not-a-quarter";
        /// The periods are neither one month nor one quarter.
        NotMonthOrQuarter { from: Period, to: Period }
            = "period", "exchange_not_month_or_quarter", "refusal-exchange-not-month-or-quarter";
        /// Vouchers may still come into a period the file tells of.
        PeriodOpen { period: Period } = "period", "exchange_period_open", "refusal-exchange-period-open";
        /// The period code's letter is not one small letter.
        LetterMalformed { value: String } = "letter", "exchange_letter_malformed", "refusal-exchange-letter-malformed";
        /// The agency's number is not four digits.
        AgencyNumberMalformed { value: String }
            = "agency_number", "exchange_agency_number_malformed", "refusal-exchange-agency-number-malformed";
        /// The model has no dimension of that code.
        DimensionUnknown { dimension: String }
            = "dimension", "exchange_dimension_unknown", "refusal-exchange-dimension-unknown";
        /// The model has no relation of that code.
        RelationUnknown { relation: String } = "relation", "exchange_relation_unknown", "refusal-exchange-relation-unknown";
        /// A setting that cannot be what it is.
        SettingUnknown { value: String, allowed: String }
            = "setting", "exchange_setting_unknown", "refusal-exchange-setting-unknown";
        /// A selection of accounts that cannot be read.
        SelectionMalformed { value: String }
            = "accounts", "exchange_selection_malformed", "refusal-exchange-selection-malformed";
        /// A version of settings that would come before one that is in force.
        SettingsBackward { valid_from: Date } = "valid_from", "exchange_settings_backward", "refusal-exchange-settings-backward";
        /// The template of the file's name, or what fills it.
        Name { what: Arg } = "name_template", "exchange_name", "refusal-exchange-name";

        /// An account with a balance has no S-code.
        SCodeMissing { account: String, name: String, amount: Ore }
            = "s_code", "exchange_s_code_missing", "refusal-exchange-s-code-missing";
        /// A charge, or a result that is distributed, without a financier.
        FinancierMissing { account: String, name: String, amount: Ore }
            = "financier", "exchange_financier_missing", "refusal-exchange-financier-missing";
        /// A charge whose result account the relation does not give.
        ResultAccountMissing { account: String, name: String, amount: Ore }
            = "result_account", "exchange_result_account_missing", "refusal-exchange-result-account-missing";
        /// A balance with the State without a counterparty.
        CounterpartyMissing { account: String, name: String, amount: Ore }
            = "counterparty", "exchange_counterparty_missing", "refusal-exchange-counterparty-missing";
        /// A counterparty of which nothing says whether it is within the State.
        CounterpartyKindUnknown { counterparty: String, account: String, amount: Ore }
            = "counterparty", "exchange_counterparty_kind_unknown", "refusal-exchange-counterparty-kind-unknown";
        /// A counterparty outside the State on an account for balances within it.
        CounterpartyOutside { counterparty: String, account: String, amount: Ore }
            = "counterparty", "exchange_counterparty_outside", "refusal-exchange-counterparty-outside";
        /// An account that the chart does not have.
        AccountUnknown { account: String, amount: Ore } = "account", "exchange_account_unknown", "refusal-exchange-account-unknown";
        /// Internal accounts do not come to zero.
        InternalUnbalanced { amount: Ore } = "account", "exchange_internal_unbalanced", "refusal-exchange-internal-unbalanced";
        /// Internal accounts move cost to or from a financier and are not dissolved onto S-codes.
        InternalNotDissolved { financier: String, amount: Ore }
            = "financier", "exchange_internal_not_dissolved", "refusal-exchange-internal-not-dissolved";
        /// A financing code that nothing ties to an appropriation.
        ConversionMissing { financier: String, relation: String }
            = "financier", "exchange_conversion_missing", "refusal-exchange-conversion-missing";
        /// A month's charge to appropriations is not complete.
        ChargeIncomplete { period: Period, what: String, required: Ore, posted: Ore }
            = "period", "exchange_charge_incomplete", "refusal-exchange-charge-incomplete";
        /// What posting rules require of a month cannot be told.
        ChargeUnknown { period: Period, what: Arg } = "period", "exchange_charge_unknown", "refusal-exchange-charge-unknown";
        /// The integrity check found that the books do not hold together.
        BooksDiffer { count: i64, first: Arg } = "", "exchange_books_differ", "refusal-exchange-books-differ";

        /// A purchase whose supplier has no number that identifies it.
        SupplierUnidentified { voucher: String, account: String, amount: Ore }
            = "supplier", "exchange_supplier_unidentified", "refusal-exchange-supplier-unidentified";
        /// A supplier's number that is none.
        SupplierNumberWrong { supplier: String, what: Arg }
            = "supplier", "exchange_supplier_number_wrong", "refusal-exchange-supplier-number-wrong";
        /// A supplier's number is neither written as text nor left out.
        SupplierNumberForm { supplier: String }
            = "supplier", "exchange_supplier_number_form", "refusal-exchange-supplier-number-form";

        /// A record does not fit the layout.
        Unwritable { record: String, what: Arg }
            = "record", "exchange_unwritable", "refusal-exchange-unwritable";
        /// A file that was read does not fit the layout.
        Unreadable { line: String, what: Arg }
            = "file", "exchange_unreadable", "refusal-exchange-unreadable";
        /// The outbox has no such file.
        FileUnknown { kind: String, number: i64 } = "number", "exchange_file_unknown", "refusal-exchange-file-unknown";
        /// The bytes were disposed of; name, hash and day stand.
        FileDisposed { kind: String, number: i64, decision: i64 }
            = "number", "exchange_file_disposed", "refusal-exchange-file-disposed";
        /// The file has no such record.
        RecordUnknown { record: i64, records: i64 } = "record", "exchange_record_unknown", "refusal-exchange-record-unknown";
        /// A sum is larger than an amount can be.
        SumTooLarge { account: String } = "account", "exchange_sum_too_large", "refusal-exchange-sum-too-large";
        /// The key came before with another request.
        KeyReused { key: String } = "key", "key_reused", "refusal-key-reused";
    }
}

impl ExchangeRefusal {
    /// What a record does not fit by.
    pub(crate) fn unwritable(mistake: &LineMistake) -> Self {
        let (record, what) = told(mistake);
        Self::Unwritable { record, what }
    }

    /// What a file that was read does not fit by.
    pub(crate) fn unreadable(mistake: &LineMistake) -> Self {
        let (line, what) = told(mistake);
        Self::Unreadable { line, what }
    }

    pub(crate) fn name_of_file(mistake: &NameMistake) -> Self {
        Self::Name {
            what: said(mistake.sentence()),
        }
    }
}

/// What somebody else said, as an argument.
pub(crate) fn said(sentence: Sentence) -> Arg {
    Arg::Sentence(Box::new(sentence))
}

/// The line with its field, and what is wrong there.
fn told(mistake: &LineMistake) -> (String, Arg) {
    let line = match &mistake.field {
        Some(field) => format!("{}, {field}", mistake.line),
        None => mistake.line.to_string(),
    };
    (line, said(mistake.sentence()))
}

impl From<KeyReused> for ExchangeRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

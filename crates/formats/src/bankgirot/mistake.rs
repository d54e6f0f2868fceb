//! What can be wrong with a file of Bankgirot, read or to be written.

use kameral_base::{Date, Ore};

use crate::mistake::mistakes;

/// A mistake in a file, with its line and its field. In what is to be written the line is that of
/// the order, from 1, in the batch.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong.
    pub enum Mistake {
        // The file.
        /// Larger than is read or written.
        FileTooLarge { limit_bytes: u32 } = Refused, "bankgirot_file_too_large", "refusal-bankgirot-file-too-large";
        /// Another file than was expected.
        OtherFile { expected: String } = Refused, "bankgirot_other_file", "refusal-bankgirot-other-file";
        /// A report of Bankgirot that is not read here.
        ReportNotRead { report: String } = Refused, "bankgirot_report_not_read", "refusal-bankgirot-report-not-read";
        /// The closing record is missing: so may more be.
        CutShort = Refused, "bankgirot_cut_short", "refusal-bankgirot-cut-short";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "bankgirot_errors_left_out", "refusal-bankgirot-errors-left-out";
        /// More warnings than are kept.
        WarningsLeftOut { count: usize } = Warning, "bankgirot_warnings_left_out", "refusal-bankgirot-warnings-left-out";

        // A record.
        /// More than 80 characters.
        RecordTooLong { length: usize } = Refused, "bankgirot_record_too_long", "refusal-bankgirot-record-too-long";
        /// A kind of record that is not known. The manual asks that such be skipped.
        RecordUnknown { code: String } = Warning, "bankgirot_record_unknown", "refusal-bankgirot-record-unknown";
        /// A record where it may not stand.
        RecordMisplaced { code: String } = Refused, "bankgirot_record_misplaced", "refusal-bankgirot-record-misplaced";

        // A field.
        /// A value that must be there is not.
        ValueMissing = Refused, "bankgirot_value_missing", "refusal-bankgirot-value-missing";
        /// Something else where only digits may stand.
        NotDigits { value: String } = Refused, "bankgirot_not_digits", "refusal-bankgirot-not-digits";
        /// A code that is none of those known.
        CodeUnknown { value: String, known: String } = Refused, "bankgirot_code_unknown", "refusal-bankgirot-code-unknown";
        /// No date of the calendar.
        DateMalformed { value: String } = Refused, "bankgirot_date_malformed", "refusal-bankgirot-date-malformed";
        /// A date long before or after our time.
        DateOutOfRange { value: Date } = Refused, "bankgirot_date_out_of_range", "refusal-bankgirot-date-out-of-range";
        /// Larger than any payment is, or than its field.
        AmountTooLarge { value: String } = Refused, "bankgirot_amount_too_large", "refusal-bankgirot-amount-too-large";
        /// Nothing, or less, where something is paid.
        AmountNotPositive = Refused, "bankgirot_amount_not_positive", "refusal-bankgirot-amount-not-positive";
        /// No number of a bankgiro, a plusgiro or a bank account.
        AccountMalformed { value: String } = Refused, "bankgirot_account_malformed", "refusal-bankgirot-account-malformed";
        /// The same of a payer, whose number is told for information only.
        PayerMalformed { value: String } = Warning, "bankgirot_payer_malformed", "refusal-bankgirot-payer-malformed";
        /// A payout number that does not hold its check digit, or is none.
        PayoutMalformed { value: String } = Refused, "bankgirot_payout_malformed", "refusal-bankgirot-payout-malformed";
        /// A payout number that no record before has given an account or an address.
        PayoutUnknown { value: String } = Refused, "bankgirot_payout_unknown", "refusal-bankgirot-payout-unknown";
        /// A value longer than its field.
        TooLong { value: String, length: usize, limit: usize }
            = Refused, "bankgirot_too_long", "refusal-bankgirot-too-long";
        /// More lines of text than may be sent.
        TooManyTexts { count: usize, limit: usize }
            = Refused, "bankgirot_too_many_texts", "refusal-bankgirot-too-many-texts";
        /// A character that no file can hold and that is written with no other.
        Character { character: char, value: String } = Refused, "bankgirot_character", "refusal-bankgirot-character";

        // What must agree.
        /// Nothing to pay.
        Empty = Refused, "bankgirot_empty", "refusal-bankgirot-empty";
        /// The file says how many there are, and there are not.
        CountDiffers { stated: u32, counted: u32 }
            = Refused, "bankgirot_count_differs", "refusal-bankgirot-count-differs";
        /// The file says what the sum is, and it is not.
        SumDiffers { stated: Ore, counted: Ore } = Refused, "bankgirot_sum_differs", "refusal-bankgirot-sum-differs";
        /// Another number or currency than the section is opened with.
        Differs { value: String, expected: String } = Refused, "bankgirot_differs", "refusal-bankgirot-differs";
    }
}

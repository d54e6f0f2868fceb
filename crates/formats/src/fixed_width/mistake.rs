//! What can be wrong with a file of fixed records, and with what should be written to one.

use crate::mistake::mistakes;

/// A mistake in a file of fixed records, with its line and its field.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong; all of it refuses the file, read or written.
    pub enum Mistake {
        // The whole file.
        /// Larger than is read or written.
        FileTooLarge { limit_bytes: usize } = Refused, "fixed_width_file_too_large", "refusal-fixed-width-file-too-large";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "fixed_width_errors_left_out", "refusal-fixed-width-errors-left-out";

        // A record.
        /// Bytes that are none of the character set.
        NotCharset { charset: String } = Refused, "fixed_width_not_charset", "refusal-fixed-width-not-charset";
        /// Shorter or longer than every record is.
        RecordLength { length: usize, expected: usize }
            = Refused, "fixed_width_record_length", "refusal-fixed-width-record-length";
        /// Differs from an earlier record in its amount only.
        Repeated { first_line: u32 } = Refused, "fixed_width_repeated", "refusal-fixed-width-repeated";

        // A field.
        /// A value that must be there is not.
        ValueMissing = Refused, "fixed_width_value_missing", "refusal-fixed-width-value-missing";
        /// A value longer than its field.
        ValueTooLong { value: String, length: usize }
            = Refused, "fixed_width_value_too_long", "refusal-fixed-width-value-too-long";
        /// A value that begins or ends with what fields are filled with, and would be read without it.
        ValuePadded { value: String } = Refused, "fixed_width_value_padded", "refusal-fixed-width-value-padded";
        /// A character that the character set does not have, or a control character.
        Character { value: String, charset: String } = Refused, "fixed_width_character", "refusal-fixed-width-character";
        /// A value that is none of those the field takes.
        ValueUnknown { value: String, allowed: String }
            = Refused, "fixed_width_value_unknown", "refusal-fixed-width-value-unknown";
        /// An amount that is not digits, a minus before them or none.
        AmountMalformed { value: String } = Refused, "fixed_width_amount_malformed", "refusal-fixed-width-amount-malformed";
        /// A value filled up with zeros.
        ZeroPadded { value: String } = Refused, "fixed_width_zero_padded", "refusal-fixed-width-zero-padded";
        /// A number with a hyphen, a space or anything else that is no digit.
        NotDigits { value: String } = Refused, "fixed_width_not_digits", "refusal-fixed-width-not-digits";
        /// A Swedish organisation number in another form than ten digits, or SE and ten digits.
        OrgNumberForm { value: String } = Refused, "fixed_width_org_number_form", "refusal-fixed-width-org-number-form";
        /// A foreign VAT number that is not a country's two letters and two to twelve characters.
        VatNumberForm { value: String } = Refused, "fixed_width_vat_number_form", "refusal-fixed-width-vat-number-form";
        /// None of organisation number, Plusgiro and Bankgiro.
        NoIdentifier { voucher: String } = Refused, "fixed_width_no_identifier", "refusal-fixed-width-no-identifier";
        /// A date that is no day.
        DateMalformed { value: String } = Refused, "fixed_width_date_malformed", "refusal-fixed-width-date-malformed";
        /// A period that is no month, 01 to 12.
        PeriodNotMonth { value: String } = Refused, "fixed_width_period_not_month", "refusal-fixed-width-period-not-month";
    }
}

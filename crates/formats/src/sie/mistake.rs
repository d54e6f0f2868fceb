//! What can be wrong with a SIE file.

use kameral_base::Ore;

use super::encoding::Encoding;
use crate::mistake::mistakes;

/// A mistake in a SIE file, with its line and the field as the standard names it.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong. Errors refuse the file; warnings are told of.
    pub enum Mistake {
        // The whole file.
        /// Larger than the reader takes.
        FileTooLarge { limit_bytes: usize } = Refused, "sie_file_too_large", "refusal-sie-file-too-large";
        /// The first line that is not empty is no SIE record.
        NotSie = Refused, "sie_not_sie", "refusal-sie-not-sie";
        /// XML, perhaps a file of SIE 5, which is another format.
        IsXml = Refused, "sie_is_xml", "refusal-sie-is-xml";
        /// `#KSUMMA` was opened and the file ends without closing it: the end is missing (10.6).
        ChecksumNotClosed = Refused, "sie_checksum_not_closed", "refusal-sie-checksum-not-closed";
        /// The file does not have the checksum it states (chapter 10).
        ChecksumDiffers { stated: String, computed: String }
            = Refused, "sie_checksum_differs", "refusal-sie-checksum-differs";
        /// A checksum with no record that opens it: nothing can be checked.
        ChecksumNotOpened = Warning, "sie_checksum_not_opened", "refusal-sie-checksum-not-opened";
        /// Records after the closing `#KSUMMA`, which it does not cover.
        RecordAfterChecksum = Refused, "sie_record_after_checksum", "refusal-sie-record-after-checksum";
        /// Valid UTF-8 although the standard allows code page 437 alone (5.8).
        WrittenInUtf8 = Warning, "sie_written_in_utf8", "refusal-sie-written-in-utf8";
        /// More letters make Swedish as Windows-1252 than as code page 437.
        LooksLikeWindows1252 = Warning, "sie_looks_like_windows_1252", "refusal-sie-looks-like-windows-1252";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "sie_errors_left_out", "refusal-sie-errors-left-out";
        /// More warnings than are kept.
        WarningsLeftOut { count: usize } = Warning, "sie_warnings_left_out", "refusal-sie-warnings-left-out";

        // Lines and fields.
        /// A line longer than the reader keeps.
        LineTooLong { limit_bytes: usize } = Refused, "sie_line_too_long", "refusal-sie-line-too-long";
        /// A line that is no record: it does not begin with `#`.
        NotARecord = Refused, "sie_not_a_record", "refusal-sie-not-a-record";
        /// ASCII 0–31 or 127 inside a record (5.7).
        ControlCharacter = Refused, "sie_control_character", "refusal-sie-control-character";
        /// A line that is not UTF-8 in a file that otherwise is.
        NotUtf8 = Refused, "sie_not_utf8", "refusal-sie-not-utf8";
        /// A quotation mark that opens a field and is not closed.
        QuoteNotClosed = Refused, "sie_quote_not_closed", "refusal-sie-quote-not-closed";
        /// A quotation mark inside a field without a backslash before it.
        StrayQuote = Refused, "sie_stray_quote", "refusal-sie-stray-quote";
        /// The same where the field can be read in one way alone, and is.
        QuoteInText = Warning, "sie_quote_in_text", "refusal-sie-quote-in-text";
        /// A field that ends in a backslash, which reads as an escaped quotation mark.
        EndsInBackslash = Warning, "sie_ends_in_backslash", "refusal-sie-ends-in-backslash";
        /// More fields than a record can have.
        TooManyFields { limit: usize } = Refused, "sie_too_many_fields", "refusal-sie-too-many-fields";
        /// A field the record must have is missing or empty.
        FieldMissing = Refused, "sie_field_missing", "refusal-sie-field-missing";
        /// The same in a record of identification, which is then left out (5.15).
        FieldLeftEmpty = Warning, "sie_field_left_empty", "refusal-sie-field-left-empty";
        /// A label in lower case.
        LabelInLowerCase = Warning, "sie_label_in_lower_case", "refusal-sie-label-in-lower-case";

        // Values.
        /// An account number that is not digits alone.
        AccountNotNumeric { value: String } = Refused, "sie_account_not_numeric", "refusal-sie-account-not-numeric";
        /// An amount in another form than `-1234.50` (5.9).
        AmountMalformed { value: String } = Refused, "sie_amount_malformed", "refusal-sie-amount-malformed";
        /// An amount with more than two decimals that say something (5.9).
        AmountTooFine { value: String } = Refused, "sie_amount_too_fine", "refusal-sie-amount-too-fine";
        /// An amount larger than the books can hold (5.9, 7.6).
        AmountTooLarge { value: String } = Refused, "sie_amount_too_large", "refusal-sie-amount-too-large";
        /// A quantity in another form than `-1234.5`.
        QuantityMalformed { value: String } = Refused, "sie_quantity_malformed", "refusal-sie-quantity-malformed";
        /// A quantity larger than the books can hold.
        QuantityTooLarge { value: String } = Refused, "sie_quantity_too_large", "refusal-sie-quantity-too-large";
        /// A quantity with more than three decimals, kept to the nearest thousandth.
        QuantityRounded { value: String } = Warning, "sie_quantity_rounded", "refusal-sie-quantity-rounded";
        /// A date that is not a day written `20260131` (5.10).
        DateMalformed { value: String } = Refused, "sie_date_malformed", "refusal-sie-date-malformed";
        /// A period that is not a month written `202601`.
        PeriodMalformed { value: String } = Refused, "sie_period_malformed", "refusal-sie-period-malformed";
        /// A year number that is not `0`, `-1`, `-2` and so on.
        YearMalformed { value: String } = Refused, "sie_year_malformed", "refusal-sie-year-malformed";
        /// A dimension that is not a number.
        DimensionMalformed { value: String } = Refused, "sie_dimension_malformed", "refusal-sie-dimension-malformed";
        /// A type that is not 1 to 4.
        TypeUnknown { value: String } = Refused, "sie_type_unknown", "refusal-sie-type-unknown";
        /// An account type that is not T, S, K or I.
        AccountKindUnknown { value: String } = Refused, "sie_account_kind_unknown", "refusal-sie-account-kind-unknown";
        /// A fiscal year that ends before it begins.
        YearBackward = Refused, "sie_year_backward", "refusal-sie-year-backward";
        /// No object list where the record has one.
        ObjectListMissing = Refused, "sie_object_list_missing", "refusal-sie-object-list-missing";
        /// An object list that is not closed on its line.
        ObjectListNotClosed = Refused, "sie_object_list_not_closed", "refusal-sie-object-list-not-closed";
        /// An object list with a dimension without an object.
        ObjectListOdd = Refused, "sie_object_list_odd", "refusal-sie-object-list-odd";
        /// More objects than a line can have.
        TooManyObjects { limit: usize } = Refused, "sie_too_many_objects", "refusal-sie-too-many-objects";

        // Vouchers.
        /// A voucher with no block of lines after it.
        VoucherWithoutLines { voucher: String }
            = Refused, "sie_voucher_without_lines", "refusal-sie-voucher-without-lines";
        /// A voucher whose lines begin without an opening brace. Its closing brace shows that it is
        /// whole, so it is read.
        VoucherNotOpened { voucher: String } = Warning, "sie_voucher_not_opened", "refusal-sie-voucher-not-opened";
        /// A voucher whose closing brace is missing: the file may be cut short.
        VoucherNotClosed { voucher: String } = Refused, "sie_voucher_not_closed", "refusal-sie-voucher-not-closed";
        /// Lines whose sum is not zero.
        VoucherUnbalanced { voucher: String, difference: Ore }
            = Refused, "sie_voucher_unbalanced", "refusal-sie-voucher-unbalanced";
        /// Lines whose sum is larger than the books can hold.
        VoucherSumTooLarge { voucher: String } = Refused, "sie_voucher_sum_too_large", "refusal-sie-voucher-sum-too-large";
        /// More lines than can be held at once.
        VoucherTooLarge { voucher: String, limit_lines: usize, limit_bytes: usize }
            = Refused, "sie_voucher_too_large", "refusal-sie-voucher-too-large";
        /// A `#TRANS`, `#RTRANS` or `#BTRANS` outside a voucher.
        LineOutsideVoucher = Refused, "sie_line_outside_voucher", "refusal-sie-line-outside-voucher";
        /// A brace where none belongs, or one that does not stand alone (5.4).
        BraceMisplaced = Refused, "sie_brace_misplaced", "refusal-sie-brace-misplaced";
        /// An `#RTRANS` that is not followed by a `#TRANS` that says the same.
        AddedWithoutTwin = Refused, "sie_added_without_twin", "refusal-sie-added-without-twin";

        // What the file promises.
        /// `#FORMAT` says something else than PC8.
        FormatNotPc8 { value: String } = Warning, "sie_format_not_pc8", "refusal-sie-format-not-pc8";
        /// `#FLAGGA 1`: someone has already imported the file (7.4).
        AlreadyImported = Warning, "sie_already_imported", "refusal-sie-already-imported";
        /// A record the standard demands in every file is missing.
        RecordMissing { label: String } = Warning, "sie_record_missing", "refusal-sie-record-missing";
        /// A record the standard does not allow in a file of this type.
        RecordNotInType { label: String, sie_type: u8 } = Warning, "sie_record_not_in_type", "refusal-sie-record-not-in-type";
        /// A second one of a record that is one in a file.
        RecordRepeated { label: String } = Warning, "sie_record_repeated", "refusal-sie-record-repeated";
    }
}

impl Mistake {
    /// A mistake about the encoding the file turned out to have; `None` for the one it should have.
    pub(super) fn of_encoding(encoding: Encoding, looks_like_windows_1252: bool) -> Option<Self> {
        match encoding {
            Encoding::Utf8 => Some(Self::WrittenInUtf8),
            Encoding::Cp437 if looks_like_windows_1252 => Some(Self::LooksLikeWindows1252),
            Encoding::Cp437 | Encoding::Windows1252 => None,
        }
    }
}

//! What can be wrong with a voucher file.

use crate::mistake::mistakes;

/// A mistake in a voucher file, with its line and its column or member.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong; all of it refuses the file.
    pub enum Mistake {
        // The whole file.
        /// Larger than is read.
        FileTooLarge { limit_bytes: usize } = Refused, "voucher_file_too_large", "refusal-voucher-file-too-large";
        /// Nothing in it, or a header alone.
        Empty = Refused, "voucher_file_empty", "refusal-voucher-file-empty";
        /// Bytes that are not UTF-8, most often Windows-1252.
        NotUtf8 = Refused, "voucher_file_not_utf8", "refusal-voucher-file-not-utf8";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "voucher_file_errors_left_out", "refusal-voucher-file-errors-left-out";
        /// More vouchers than are read of one file.
        TooManyVouchers { limit: usize }
            = Refused, "voucher_file_too_many_vouchers", "refusal-voucher-file-too-many-vouchers";

        // The header.
        /// A column that must be there is not.
        ColumnMissing { column: String } = Refused, "voucher_file_column_missing", "refusal-voucher-file-column-missing";
        /// A column that is neither known nor can be a dimension.
        ColumnUnknown { column: String } = Refused, "voucher_file_column_unknown", "refusal-voucher-file-column-unknown";
        /// Two columns of one name.
        ColumnRepeated { column: String }
            = Refused, "voucher_file_column_repeated", "refusal-voucher-file-column-repeated";
        /// More columns than can mean anything.
        TooManyColumns { limit: usize }
            = Refused, "voucher_file_too_many_columns", "refusal-voucher-file-too-many-columns";

        // Rows.
        /// A row longer than is kept, perhaps because a quotation mark is not closed.
        RowTooLong { limit_bytes: usize } = Refused, "voucher_file_row_too_long", "refusal-voucher-file-row-too-long";
        /// A row with another number of fields than the header.
        RowWidth { fields: usize, columns: usize } = Refused, "voucher_file_row_width", "refusal-voucher-file-row-width";
        /// A control character, a line break among them.
        ControlCharacter = Refused, "voucher_file_control_character", "refusal-voucher-file-control-character";
        /// A field that must be there is empty.
        FieldMissing = Refused, "voucher_file_field_missing", "refusal-voucher-file-field-missing";
        /// A field of the whole voucher that says another thing than on its first row.
        Contradiction { value: String, first: String }
            = Refused, "voucher_file_contradiction", "refusal-voucher-file-contradiction";
        /// A voucher whose rows do not stand together.
        VoucherScattered { voucher: String }
            = Refused, "voucher_file_voucher_scattered", "refusal-voucher-file-voucher-scattered";
        /// More lines than can be held at once.
        VoucherTooLarge { voucher: String, limit: usize }
            = Refused, "voucher_file_voucher_too_large", "refusal-voucher-file-voucher-too-large";

        // Values.
        /// An amount that cannot be read.
        AmountMalformed { value: String } = Refused, "voucher_file_amount_malformed", "refusal-voucher-file-amount-malformed";
        /// An amount with more than two decimals.
        AmountTooFine { value: String } = Refused, "voucher_file_amount_too_fine", "refusal-voucher-file-amount-too-fine";
        /// An amount larger than the books can hold.
        AmountTooLarge { value: String } = Refused, "voucher_file_amount_too_large", "refusal-voucher-file-amount-too-large";
        /// A quantity that cannot be read, or one with more than three decimals.
        QuantityMalformed { value: String }
            = Refused, "voucher_file_quantity_malformed", "refusal-voucher-file-quantity-malformed";
        /// A date that is no day.
        DateMalformed { value: String } = Refused, "voucher_file_date_malformed", "refusal-voucher-file-date-malformed";
        /// A period that is none.
        PeriodMalformed { value: String } = Refused, "voucher_file_period_malformed", "refusal-voucher-file-period-malformed";

        /// A voucher number that is no whole number above zero.
        NumberMalformed { value: String } = Refused, "voucher_file_number_malformed", "refusal-voucher-file-number-malformed";
        /// A currency that is not three capital letters.
        CurrencyMalformed { value: String }
            = Refused, "voucher_file_currency_malformed", "refusal-voucher-file-currency-malformed";
        /// An amount in a currency that cannot be read, or one with more than three decimals.
        CurrencyAmountMalformed { value: String }
            = Refused, "voucher_file_currency_amount_malformed", "refusal-voucher-file-currency-amount-malformed";
        /// An amount with more decimals than its currency has, which the ledger finds out.
        CurrencyAmountTooFine { currency: String, decimals: i64 }
            = Refused, "voucher_file_currency_amount_too_fine", "refusal-voucher-file-currency-amount-too-fine";
        /// A currency without an amount in it, or such an amount without its currency.
        CurrencyIncomplete = Refused, "voucher_file_currency_incomplete", "refusal-voucher-file-currency-incomplete";

        // JSON.
        /// Not JSON at all.
        JsonMalformed { why: String } = Refused, "voucher_file_json_malformed", "refusal-voucher-file-json-malformed";
        /// Something else where an array should be.
        NotAnArray = Refused, "voucher_file_not_an_array", "refusal-voucher-file-not-an-array";
        /// Something else where an object should be.
        NotAnObject = Refused, "voucher_file_not_an_object", "refusal-voucher-file-not-an-object";
        /// Something else where a text should be.
        NotAText = Refused, "voucher_file_not_a_text", "refusal-voucher-file-not-a-text";
        /// A member of a voucher that is not known.
        MemberUnknown { member: String } = Refused, "voucher_file_member_unknown", "refusal-voucher-file-member-unknown";
        /// A member that stands twice in one object.
        MemberRepeated { member: String }
            = Refused, "voucher_file_member_repeated", "refusal-voucher-file-member-repeated";
        /// Both `amount` and `amount_ore`.
        AmountTwice = Refused, "voucher_file_amount_twice", "refusal-voucher-file-amount-twice";
        /// Something else than an integer in `amount_ore`.
        OreNotInteger { value: String } = Refused, "voucher_file_ore_not_integer", "refusal-voucher-file-ore-not-integer";
    }
}

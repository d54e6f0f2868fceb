//! What can be wrong with a message of ISO 20022, read or to be written.

use kameral_base::Date;

use crate::mistake::mistakes;

/// A mistake in a message, with its line and the path of its element. A message that is to be
/// written has no lines yet; there the path alone tells the place.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong.
    pub enum Mistake {
        // The file.
        /// Larger than is read or written.
        FileTooLarge { limit_bytes: u32 } = Refused, "iso20022_file_too_large", "refusal-iso20022-file-too-large";
        /// A tag, a text or a comment larger than is read.
        PieceTooLarge { limit_bytes: u32 } = Refused, "iso20022_piece_too_large", "refusal-iso20022-piece-too-large";
        /// Elements within elements, deeper than is read.
        TooDeep { limit: u32 } = Refused, "iso20022_too_deep", "refusal-iso20022-too-deep";
        /// More elements in one part of the message than are read.
        TooManyElements { limit: u32 } = Refused, "iso20022_too_many_elements", "refusal-iso20022-too-many-elements";
        /// More attributes on an element than are read.
        TooManyAttributes { limit: u32 }
            = Refused, "iso20022_too_many_attributes", "refusal-iso20022-too-many-attributes";
        /// A document type declaration: entities in it can read files or swell without end.
        DocumentType = Refused, "iso20022_document_type", "refusal-iso20022-document-type";
        /// A reference to an entity that only a document type could declare.
        Entity { name: String } = Refused, "iso20022_entity", "refusal-iso20022-entity";
        /// Another encoding than UTF-8, or bytes that are not of it.
        Encoding { encoding: String } = Refused, "iso20022_encoding", "refusal-iso20022-encoding";
        /// No well-formed XML, or the end of the file is missing.
        NotXml { reason: String } = Refused, "iso20022_not_xml", "refusal-iso20022-not-xml";
        /// Another message than was expected, or XML of another kind.
        OtherMessage { namespace: String, expected: String }
            = Refused, "iso20022_other_message", "refusal-iso20022-other-message";
        /// The message, in a version that is not read.
        VersionUnknown { version: String, known: String }
            = Refused, "iso20022_version_unknown", "refusal-iso20022-version-unknown";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "iso20022_errors_left_out", "refusal-iso20022-errors-left-out";

        // An element.
        /// An element that must be there is not, or is empty.
        Missing { element: String } = Refused, "iso20022_missing", "refusal-iso20022-missing";
        /// Text where only elements may stand.
        TextBesideElements { value: String }
            = Refused, "iso20022_text_beside_elements", "refusal-iso20022-text-beside-elements";
        /// An element whose meaning is not known here and would be lost.
        NotUnderstood { value: String } = Refused, "iso20022_not_understood", "refusal-iso20022-not-understood";
        /// A value longer than its element may hold.
        TooLong { value: String, length: usize, limit: usize }
            = Refused, "iso20022_too_long", "refusal-iso20022-too-long";
        /// A character that the banks do not take and that is written with no other.
        Character { character: char, value: String } = Refused, "iso20022_character", "refusal-iso20022-character";
        /// A reference that begins or ends with a slash, or has two in a row: banks read a code there.
        Slash { value: String } = Refused, "iso20022_slash", "refusal-iso20022-slash";
        /// A code that is none of those known.
        CodeUnknown { value: String, known: String } = Refused, "iso20022_code_unknown", "refusal-iso20022-code-unknown";
        /// No date, or none of the calendar.
        DateMalformed { value: String } = Refused, "iso20022_date_malformed", "refusal-iso20022-date-malformed";
        /// A date long before or after our time, such as 9999-12-31.
        DateOutOfRange { value: Date, first: Date, last: Date }
            = Refused, "iso20022_date_out_of_range", "refusal-iso20022-date-out-of-range";
        /// A number that is not digits with at most one decimal point.
        AmountMalformed { value: String } = Refused, "iso20022_amount_malformed", "refusal-iso20022-amount-malformed";
        /// More decimals than the currency has.
        AmountTooFine { value: String, currency: String }
            = Refused, "iso20022_amount_too_fine", "refusal-iso20022-amount-too-fine";
        /// Larger than any payment is.
        AmountTooLarge { value: String } = Refused, "iso20022_amount_too_large", "refusal-iso20022-amount-too-large";
        /// Nothing, or less, where something is paid.
        AmountNotPositive = Refused, "iso20022_amount_not_positive", "refusal-iso20022-amount-not-positive";
        /// No code of a currency.
        CurrencyMalformed { value: String } = Refused, "iso20022_currency_malformed", "refusal-iso20022-currency-malformed";
        /// A currency in which this is not paid, or another than beside it.
        CurrencyNotAllowed { currency: String, allowed: String }
            = Refused, "iso20022_currency_not_allowed", "refusal-iso20022-currency-not-allowed";
        /// A rate that is not digits with at most one decimal point, or too long.
        RateMalformed { value: String } = Refused, "iso20022_rate_malformed", "refusal-iso20022-rate-malformed";
        /// No account number of its kind.
        AccountMalformed { value: String, kind: String }
            = Refused, "iso20022_account_malformed", "refusal-iso20022-account-malformed";
        /// No code of a bank.
        BicMalformed { value: String } = Refused, "iso20022_bic_malformed", "refusal-iso20022-bic-malformed";
        /// A reference that does not hold its check digit.
        ReferenceMalformed { value: String }
            = Refused, "iso20022_reference_malformed", "refusal-iso20022-reference-malformed";
        /// Text and a reference to the same payee's giro: one of them would not arrive.
        TextAndReference = Refused, "iso20022_text_and_reference", "refusal-iso20022-text-and-reference";

        // What must agree.
        /// An identity that another has already.
        Repeated { value: String } = Refused, "iso20022_repeated", "refusal-iso20022-repeated";
        /// Nothing to pay.
        Empty = Refused, "iso20022_empty", "refusal-iso20022-empty";
        /// More payments than a file may hold.
        TooMany { limit: usize } = Refused, "iso20022_too_many", "refusal-iso20022-too-many";
        /// The file says how many there are, and there are not.
        CountDiffers { stated: String, counted: usize }
            = Refused, "iso20022_count_differs", "refusal-iso20022-count-differs";
        /// The file says what the sum is, and it is not.
        SumDiffers { stated: String, counted: String } = Refused, "iso20022_sum_differs", "refusal-iso20022-sum-differs";
        /// Opening balance and lines do not give the closing balance.
        BalanceDiffers { stated: String, reckoned: String }
            = Refused, "iso20022_balance_differs", "refusal-iso20022-balance-differs";
        /// The transactions of a line do not give its amount.
        DetailsDiffer { stated: String, counted: String }
            = Refused, "iso20022_details_differ", "refusal-iso20022-details-differ";
        /// The invoices and credit notes of a payment do not give its amount.
        DocumentsDiffer { stated: String, counted: String }
            = Refused, "iso20022_documents_differ", "refusal-iso20022-documents-differ";
        /// A kind of account to which this is not paid.
        AccountNotAllowed { kind: String } = Refused, "iso20022_account_not_allowed", "refusal-iso20022-account-not-allowed";
    }
}

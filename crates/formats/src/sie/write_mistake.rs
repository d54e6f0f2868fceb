//! What cannot be written as SIE.

use std::fmt;
use std::io;

use kameral_base::Ore;

use crate::mistake::mistakes;

mistakes! {
    /// What the writer refuses: it writes no file that [`read`](super::read) would not take.
    pub enum WriteMistake {
        /// A character that code page 437 does not have and the table knows no other for.
        Unwritable { character: char, value: String } = Refused, "sie_unwritable", "refusal-sie-unwritable";
        /// An account number that is not digits alone.
        AccountNotDigits { value: String } = Refused, "sie_account_not_digits", "refusal-sie-account-not-digits";
        /// A text longer than a line may be.
        TextTooLong { limit_bytes: usize } = Refused, "sie_text_too_long", "refusal-sie-text-too-long";
        /// More objects than a list can have.
        ObjectsTooMany { limit: usize } = Refused, "sie_objects_too_many", "refusal-sie-objects-too-many";
        /// A voucher whose lines in force do not sum to zero.
        Unbalanced { voucher: String, difference: Ore } = Refused, "sie_unbalanced", "refusal-sie-unbalanced";
        /// A voucher with a sum larger than the books can hold.
        SumTooLarge { voucher: String } = Refused, "sie_sum_too_large", "refusal-sie-sum-too-large";
        /// A record after one of a later group (5.12): identification, chart, figures.
        OutOfOrder { label: String } = Refused, "sie_out_of_order", "refusal-sie-out-of-order";
        /// A record the writer writes by itself: `#FLAGGA`, `#FORMAT`, `#SIETYP`.
        WrittenByTheWriter { label: String } = Refused, "sie_written_by_the_writer", "refusal-sie-written-by-the-writer";
        /// A record the standard does not allow in a file of this type.
        NotInType { label: String, sie_type: String } = Refused, "sie_not_in_type", "refusal-sie-not-in-type";
    }
}

/// Why writing stopped.
#[derive(Debug)]
pub enum WriteStop {
    /// What should be written cannot be.
    Refused(WriteMistake),
    /// The stream could not be written to.
    Fault(io::Error),
}

impl fmt::Display for WriteStop {
    /// For logs; the words for a person are in `text/*.ftl`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(mistake) => f.write_str(kameral_base::Refusal::name(mistake)),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for WriteStop {}

impl From<io::Error> for WriteStop {
    fn from(fault: io::Error) -> Self {
        Self::Fault(fault)
    }
}

impl From<WriteMistake> for WriteStop {
    fn from(mistake: WriteMistake) -> Self {
        Self::Refused(mistake)
    }
}

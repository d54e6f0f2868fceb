//! E-invoices: Peppol BIS Billing 3 (UBL 2.1), Cross Industry Invoice and Svefaktura 1.0.
//!
//! [`read`] takes a file's bytes and gives an [`Invoice`] with everything it says, or every fault
//! with its line, column, path and rule. What an invoice has to say is decided by the structure of
//! its standard (`structure`) and by the business rules of EN 16931 and Peppol (`rules`), each
//! a row of a table with its identifier, so that verdicts agree with the official ones.
//!
//! A Cross Industry Invoice is tried by the rules as the UBL document that says the same (`as_ubl`). Of a
//! Svefaktura the contents are read, and none of its own business rules are asked.
//!
//! | File | Subject |
//! |---|---|
//! | `decode`, `document` | bytes to elements, with limits; wrappers opened |
//! | `vocabulary`, `structure`, `data/*.txt` | structure as facts and the check against them |
//! | `rule`, `rules/` | business rules, a file a subject, with their releases |
//! | `model` | the invoice by EN 16931's business terms |
//! | `reader`, `read_ubl`, `read_cii`, `read_svefaktura` | elements to the model |
//! | `view` | the model in the order a person reads it |
//! | `write` | the model to UBL |

mod as_ubl;
mod base64;
mod cii_names;
mod codes;
mod decode;
mod document;
mod facts;
mod fault;
mod lexical;
mod limits;
mod mistake;
pub mod model;
mod read_cii;
mod read_svefaktura;
mod read_ubl;
mod reader;
mod release;
mod rule;
mod rules;
mod says;
mod structure;
mod svefaktura_names;
mod term;
mod tree;
mod ubl_names;
pub mod view;
mod vocabulary;
mod write;

pub use document::{Kind, Reading, broken_rules, read, validate};
pub use fault::{Fault, What};
pub use limits::Limits;
pub use mistake::Mistake;
pub use model::Invoice;
pub use release::Release;
pub use rule::Rule;
pub use says::Says;
pub use term::Term;
pub use write::write;

/// Every rule that is tried, in each of its forms: for lists of rules and for tests of their texts.
pub fn rules() -> Vec<&'static Rule> {
    rules::all()
}

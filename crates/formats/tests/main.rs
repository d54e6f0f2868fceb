//! The tests of this crate: one program, so that it is linked once.

mod bankgirot_bgmax;
mod bankgirot_lb;
mod einvoice_cii;
mod einvoice_damaged;
mod einvoice_rules_corpus;
mod einvoice_structure_corpus;
mod einvoice_svefaktura;
mod einvoice_written;
mod fixed_width;
mod iso20022_camt;
mod iso20022_corpus;
mod iso20022_pain001;
mod iso20022_pain002;
mod limits;
mod properties;
mod sie_corpus;
mod sie_samples;
mod sie_writing;
mod table_file;
mod texts;
mod voucher_file;

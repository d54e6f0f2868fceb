//! What can be done to the books. Each command fetches facts, decides, records, in one transaction.
//!
//! Nothing else in the crate opens a transaction that writes.

mod annul;
mod attach;
mod causes;
mod charge;
mod chart;
mod correct;
mod draft;
mod entity;
mod group;
mod open_item;
mod parts;
mod period;
mod post;
mod register;
mod sie;
mod template;
mod voucher_file;

pub use annul::annul;
pub use attach::attach;
pub use causes::{line_causes, of_run};
pub use charge::{ChargeOrder, TrialRefusal, charge, dues, dues_in, try_rule};
pub use chart::{compare_chart, import_chart};
pub use correct::{correctable, recode, reverse};
pub use draft::{discard_draft, hand_over, park_draft, post_draft, save_draft, take_draft};
pub use entity::{EntityRefusal, NewEntity, init_entity};
pub use group::{GroupRefusal, NewGroup, set_group};
pub use open_item::{pair, unpair};
pub use parts::{PostedParts, post_parts_in};
pub(crate) use period::set_period_in;
pub use period::{PeriodRefusal, said_of_opening, set_period};
pub use post::{Deciding, PostRequest, post, post_decided, preview};
pub use register::{change_registers, change_registers_in};
pub use sie::{SieExportRefusal, SieImported, export_sie, import_sie};
pub use template::{delete_template, save_template, use_template};
pub use voucher_file::{FileForm, FilePosted, FileRefusal, VoucherFile, post_file};

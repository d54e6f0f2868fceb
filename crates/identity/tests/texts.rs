//! Both languages are whole, and no text is left over.

use kameral_identity::TEXTS;

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &[]);
}

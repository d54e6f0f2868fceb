//! Every sentence is there in both languages, and none that no code asks for.

use kameral_reports::TEXTS;

#[test]
fn both_languages_have_every_text() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &[]);
}

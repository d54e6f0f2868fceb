//! Groups of parties, and how long changes are highlighted.

use kameral_access::{Act, Cx, IdempotencyKey};
use kameral_store::Stop;

use crate::asked::{CODE_CHARS_MAX, NAME_CHARS_MAX, is_code, is_text};
use crate::model::Group;
use crate::refusal::{Cause, PartyRefusal};
use crate::{EDIT, SET, store};

/// The most days a change is highlighted.
pub const HIGHLIGHT_DAYS_MAX: u16 = 365;

/// Adds a group of parties, or gives one another name (AP-12). Answers whether anything changed.
pub fn set_group(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    code: &str,
    name: &str,
) -> Result<bool, Stop<Vec<PartyRefusal>>> {
    let group = Group {
        code: code.trim().to_uppercase(),
        name: name.trim().to_owned(),
    };
    let subject = if is_code(&group.code) { group.code.as_str() } else { "" };
    let act = Act::new(EDIT, "party.group", subject).of_every_row();
    cx.write_once(act, key, |tx| {
        if !is_code(&group.code) {
            return Err(Cause::CodeMalformed { max: CODE_CHARS_MAX }.at("group").stop());
        }
        if !is_text(&group.name, NAME_CHARS_MAX) {
            return Err(Cause::TextMalformed { max: NAME_CHARS_MAX }.at("name").stop());
        }
        store::lock(tx, cx.entity())?;
        let known = store::groups(tx, cx.entity())?;
        if known.contains(&group) {
            return Ok(false);
        }
        let before = known.iter().find(|known| known.code == group.code);
        store::add_group(tx, cx, &group, before)?;
        Ok(true)
    })
}

/// Sets for how many days a new supplier and a changed account are highlighted, at most
/// [`HIGHLIGHT_DAYS_MAX`]. Answers whether anything changed.
pub fn set_highlight_days(cx: &Cx, key: Option<&IdempotencyKey>, days: i64) -> Result<bool, Stop<Vec<PartyRefusal>>> {
    let act = Act::new(SET, "party.setting", "highlight_days").of_every_row();
    cx.write_once(act, key, |tx| {
        let right = u16::try_from(days).ok().filter(|days| *days <= HIGHLIGHT_DAYS_MAX);
        let max = HIGHLIGHT_DAYS_MAX.into();
        let days = right.ok_or_else(|| Cause::SettingOutside { max }.at("highlight_days").stop())?;
        store::lock(tx, cx.entity())?;
        if store::highlight_days(tx, cx.entity())? == days {
            return Ok(false);
        }
        store::add_setting(tx, cx, days)?;
        Ok(true)
    })
}

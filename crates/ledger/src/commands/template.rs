//! Saving and deleting templates, and beginning a voucher from one.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::Stop;

use crate::reach::Reach;
use crate::store::templates::{self, TemplateRow};
use crate::template::{NewTemplate, TEMPLATE_NAME_CHARS_MAX, TemplateContent, TemplateRefusal, afresh, check};

/// Saves a template under a name, over an earlier one of the same owner's.
pub fn save_template(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    new: &NewTemplate,
) -> Result<(), Stop<Vec<TemplateRefusal>>> {
    let name = new.name.trim();
    cx.write_once(act("template.save", name), key, |tx| {
        // Before the name is asked for: a text no name can be is not even looked up.
        check(new, None).map_err(one)?;
        let beyond = Reach::load(tx, cx, Permission::VoucherDraft)?.of_draft(&new.content.voucher);
        if !beyond.is_empty() {
            let of_line = |refusal| TemplateRefusal::Voucher(Box::new(refusal));
            return Err(Stop::Refused(beyond.into_iter().map(of_line).collect()));
        }
        let row = TemplateRow {
            name: name.to_owned(),
            owner: cx.actor.user,
            owner_name: cx.actor.name.clone(),
            shared: new.shared,
            saved_at: cx.now_text(),
        };
        if templates::save(tx, cx.entity(), &row, &new.content)? {
            return Ok(());
        }
        let holder = templates::named(tx, cx.entity(), name)?.map(|held| held.owner_name);
        check(new, Some(&holder.unwrap_or_default())).map_err(one)
    })
}

/// Deletes a template of one's own.
pub fn delete_template(cx: &Cx, key: Option<&IdempotencyKey>, name: &str) -> Result<(), Stop<Vec<TemplateRefusal>>> {
    cx.write_once(act("template.delete", name), key, |tx| {
        possible(name)?;
        let known = templates::named(tx, cx.entity(), name)?;
        let Some(known) = known.filter(|known| known.shared || known.owner == cx.actor.user) else {
            return Err(one(TemplateRefusal::Unknown { name: name.to_owned() }));
        };
        if known.owner != cx.actor.user {
            let owner = known.owner_name;
            return Err(one(TemplateRefusal::Others {
                name: name.to_owned(),
                owner,
            }));
        }
        Ok(templates::delete(tx, cx.entity(), name)?)
    })
}

/// The voucher a template gives, with the fields that must be filled: to be typed on, not yet saved.
pub fn use_template(cx: &Cx, name: &str, with_amounts: bool) -> Result<TemplateContent, Stop<Vec<TemplateRefusal>>> {
    possible(name)?;
    let found = cx.read(Permission::VoucherDraft, |tx| {
        templates::content(tx, &cx.scope, cx.actor.user, name)
    });
    let found = found.map_err(|stop| stop.map(|never| match never {}))?;
    let content = found.ok_or_else(|| one(TemplateRefusal::Unknown { name: name.to_owned() }))?;
    Ok(TemplateContent {
        voucher: afresh(&content.voucher, with_amounts),
        ..content
    })
}

/// History keeps the name, but nothing no template can be called.
fn act(command: &'static str, name: &str) -> Act {
    let subject: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(TEMPLATE_NAME_CHARS_MAX)
        .collect();
    Act::new(Permission::VoucherDraft, command, subject)
}

/// A name no template can have is not looked up.
fn possible(name: &str) -> Result<(), Stop<Vec<TemplateRefusal>>> {
    if name.chars().any(char::is_control) {
        return Err(one(TemplateRefusal::Unknown {
            name: name.escape_debug().to_string(),
        }));
    }
    Ok(())
}

fn one(refusal: TemplateRefusal) -> Stop<Vec<TemplateRefusal>> {
    Stop::Refused(vec![refusal])
}

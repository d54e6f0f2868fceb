//! Changing settings: a new version, from a day on.

use kameral_access::{Act, Cx, IdempotencyKey, Permission, history, take_turn};
use kameral_base::Date;
use kameral_ledger::store::model;
use kameral_store::{Stop, Tx};

use super::Stopped;
use crate::ExchangeRefusal;
use crate::setting::{Settings, Version, in_force, of_an_agency};
use crate::store;

/// Puts settings in force from a day on; answers with the version's number. Changes nothing where
/// they already are.
pub fn change_settings<S: Settings>(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    valid_from: Date,
    settings: &S,
) -> Result<i64, Stopped> {
    let act = Act::new(Permission::SettingEdit, "exchange.settings", S::REGISTER).of_every_row();
    cx.write_once(act, key, |tx| {
        take_turn(tx, "exchange_setting")?;
        let model = model::load(tx, cx)?;
        let mut refusals: Vec<ExchangeRefusal> = of_an_agency(&model).err().into_iter().collect();
        refusals.extend(settings.wrong(&model));
        let versions = store::settings::<S>(tx, &cx.scope)?;
        let last = versions.first();
        if last.is_some_and(|last| Some(valid_from) < last.valid_from) {
            refusals.push(ExchangeRefusal::SettingsBackward { valid_from });
        }
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let now = in_force(&versions, valid_from);
        if now.settings == *settings {
            return Ok(now.version);
        }
        let version = last.map_or(1, |last| last.version + 1);
        store::add_settings(tx, cx, version, valid_from, settings)?;
        let object = format!("{} {valid_from}", S::REGISTER);
        history::changed(tx, "exchange_setting", &object, Some(&now.settings), Some(settings))?;
        Ok(version)
    })
}

/// Settings as they are and as they have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce<S> {
    /// What is in force today.
    pub today: Version<S>,
    /// Every version, the latest first; none for an entity that has the standard configuration.
    pub versions: Vec<Version<S>>,
}

/// A register of settings, with all its versions.
pub fn settings_of<S: Settings>(cx: &Cx) -> Result<InForce<S>, Stop<std::convert::Infallible>> {
    // Who keeps settings reads them, though not the books (SEC-08).
    let reading = if cx.may(Permission::BooksRead) {
        Permission::BooksRead
    } else {
        Permission::SettingEdit
    };
    let versions = cx.read(reading, |tx: &mut Tx| store::settings::<S>(tx, &cx.scope))?;
    Ok(InForce {
        today: in_force(&versions, cx.today),
        versions,
    })
}

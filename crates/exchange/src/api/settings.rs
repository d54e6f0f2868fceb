//! `/exchange-settings`: what files are made by, in versions.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{Needs, asked, told};
use serde_json::Value;

use crate::commands::{InForce, change_settings, settings_of};
use crate::setting::{HermesSettings, Settings, TdbSettings};

asked! {
    /// Settings that shall be otherwise.
    pub struct SettingsAsked {
        /// First day they are in force.
        valid_from: Date,
        /// Those that change, by name; the others stay.
        settings: Value,
    }
}

told! {
    /// A version of settings.
    pub struct SettingsVersionTold {
        /// Its number; 0 is the standard configuration.
        version: i64,
        /// First day it is in force; null for the standard configuration.
        valid_from: Option<Date>,
        /// Every setting by name.
        settings: Value,
        /// When it was made, UTC.
        changed_at: String,
        /// Who made it.
        changed_by: String,
    }
}

told! {
    /// Settings as they are and have been.
    pub struct SettingsTold {
        /// What is in force today.
        today: SettingsVersionTold,
        /// Every version, the latest first.
        versions: Vec<SettingsVersionTold>,
    }
}

pub fn routes() -> Api {
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/exchange-settings/{register}",
            show,
            Operation::new("Settings of the files: hermes or tdb")
                .needs(Needs::AnyOf(&[Permission::BooksRead, Permission::SettingEdit]))
                .gives::<SettingsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/exchange-settings/{register}",
            set,
            Operation::new("Put settings in force from a day on")
                .needs(Permission::SettingEdit)
                .takes::<SettingsAsked>()
                .gives::<SettingsTold>(),
        )
}

async fn show(visit: ApiVisit, Path((_, register)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match register.as_str() {
            HermesSettings::REGISTER => shown::<HermesSettings>(visit),
            TdbSettings::REGISTER => shown::<TdbSettings>(visit),
            _ => Err(visit.not_found()),
        })
        .await
}

fn shown<S: Settings>(visit: &ApiVisit) -> Answer {
    let found: InForce<S> = settings_of(&visit.cx).map_err(|stop| visit.stopped(stop))?;
    let told = |version: &crate::setting::Version<S>| SettingsVersionTold {
        version: version.version,
        valid_from: version.valid_from,
        settings: serde_json::to_value(&version.settings).unwrap_or_default(),
        changed_at: version.changed_at.clone(),
        changed_by: version.changed_by.clone(),
    };
    let settings = SettingsTold {
        today: told(&found.today),
        versions: found.versions.iter().map(told).collect(),
    };
    json(StatusCode::OK, &settings)
}

async fn set(visit: ApiVisit, Path((_, register)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| match register.as_str() {
            HermesSettings::REGISTER => changed::<HermesSettings>(visit, &sent.0),
            TdbSettings::REGISTER => changed::<TdbSettings>(visit, &sent.0),
            _ => Err(visit.not_found()),
        })
        .await
}

fn changed<S: Settings>(visit: &ApiVisit, body: &[u8]) -> Answer {
    let asked: SettingsAsked = visit.read(body)?;
    let found: InForce<S> = settings_of(&visit.cx).map_err(|stop| visit.stopped(stop))?;
    let mut content = serde_json::to_value(&found.today.settings).unwrap_or_default();
    let changes = asked
        .settings
        .as_object()
        .ok_or_else(|| visit.malformed("settings: an object"))?;
    for (name, value) in changes {
        content[name] = value.clone();
    }
    let settings: S = serde_json::from_value(content).map_err(|error| visit.malformed(format!("settings: {error}")))?;
    let key = visit.key(body)?;
    change_settings(&visit.cx, key.as_ref(), asked.valid_from, &settings).map_err(|stop| visit.problem(stop))?;
    shown::<S>(visit)
}

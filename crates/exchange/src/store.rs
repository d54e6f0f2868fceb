//! Rows of the exchange ⇄ its model.

use kameral_access::{Cx, Scope};
use kameral_base::Date;
use kameral_store::{Fault, FaultKind, Migration, Migrations, Tx, params};

use crate::setting::{Settings, Version};

/// Tables of the exchange, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "exchange",
    files: &[
        (
            "001_exchange",
            &[
                Migration::Both(include_str!("../migrations/001_exchange.sql")),
                Migration::AppendOnly {
                    table: "exchange_setting",
                    key: &["entity_id", "register", "version"],
                },
                Migration::EntityRows {
                    table: "exchange_setting",
                },
            ],
        ),
        ("002_feeder", FEEDER),
    ],
};

const FEEDER: &[Migration] = &[
    Migration::Both(include_str!("../migrations/002_feeder.sql")),
    Migration::AppendOnly {
        table: "feeder",
        key: &["entity_id", "feeder_code", "version"],
    },
    Migration::AppendOnly {
        table: "feeder_import",
        key: &["entity_id", "import_no"],
    },
    Migration::AppendOnly {
        table: "feeder_voucher",
        key: &["entity_id", "import_no", "voucher_key"],
    },
    Migration::AppendOnly {
        table: "feeder_left_out",
        key: &["entity_id", "import_no", "item_no"],
    },
    Migration::EntityRows { table: "feeder" },
    Migration::EntityRows { table: "feeder_import" },
    Migration::EntityRows {
        table: "feeder_voucher",
    },
    Migration::EntityRows {
        table: "feeder_left_out",
    },
];

/// Every version of a register of settings, the latest first.
pub fn settings<S: Settings>(tx: &mut Tx, scope: &Scope) -> Result<Vec<Version<S>>, Fault> {
    tx.all(
        include_str!("sql/settings.sql"),
        params![scope.entity(), S::REGISTER],
        |row| {
            let content: String = row.get("content")?;
            let damaged = |error: serde_json::Error| {
                let text = format!("table exchange_setting, column content: {error}");
                Fault::new(FaultKind::Mismatch, text)
            };
            Ok(Version {
                version: row.get("version")?,
                valid_from: Some(row.get("valid_from")?),
                settings: serde_json::from_str(&content).map_err(damaged)?,
                changed_at: row.get("changed_at")?,
                changed_by: row.get("changed_by_name")?,
            })
        },
    )
}

/// Adds a version.
pub(crate) fn add_settings<S: Settings>(
    tx: &mut Tx,
    cx: &Cx,
    version: i64,
    valid_from: Date,
    settings: &S,
) -> Result<(), Fault> {
    let content = serde_json::to_string(settings).expect("settings are plain values");
    let given = params![
        cx.entity(),
        S::REGISTER,
        version,
        valid_from,
        content,
        cx.now_text(),
        cx.actor.user,
        cx.actor.name.as_str()
    ];
    tx.exec(include_str!("sql/add_setting.sql"), given)?;
    Ok(())
}

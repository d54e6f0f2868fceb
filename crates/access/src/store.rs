//! Tables of users, roles, sessions, history and idempotency keys.

use kameral_store::{Fault, Migration, Migrations, Tx, params};

/// Tables of access, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "access",
    files: &[
        ("001_access", ACCESS),
        ("003_duties", DUTIES),
        ("004_factors", FACTORS),
        ("005_history", HISTORY),
        ("006_personal", PERSONAL),
        ("002_roles", ROLES),
        ("007_closed_by_hand", CLOSED_BY_HAND),
        ("008_who_adds", WHO_ADDS),
        ("007_waiting", WAITING),
        ("007_token_disposal", TOKEN_DISPOSAL),
        ("009_rights_version", RIGHTS_VERSION),
    ],
};

const ACCESS: &[Migration] = &[
    Migration::Both(include_str!("../migrations/001_access.sql")),
    Migration::AppendOnly {
        table: "history",
        key: &["entity_id", "history_seq"],
    },
    Migration::EntityRows { table: "history" },
    Migration::EntityRows { table: "history_head" },
    Migration::EntityRows { table: "command_key" },
    Migration::Pair {
        pg: include_str!("../migrations/001_access.pg.sql"),
        sqlite: "",
    },
];

/// Own roles, substitutes and user classes.
const ROLES: &[Migration] = &[
    Migration::Both(include_str!("../migrations/002_roles.sql")),
    Migration::Pair {
        pg: include_str!("../migrations/002_roles.pg.sql"),
        sqlite: "",
    },
];

/// What counts the proposals that wait.
const WAITING: &[Migration] = &[Migration::Both(include_str!("../migrations/007_waiting.sql"))];

const FACTORS: &[Migration] = &[
    Migration::Both(include_str!("../migrations/004_factors.sql")),
    Migration::Pair {
        pg: include_str!("../migrations/004_factors.pg.sql"),
        sqlite: "",
    },
];

const TOKEN_DISPOSAL: &[Migration] = &[Migration::Pair {
    pg: include_str!("../migrations/007_token_disposal.pg.sql"),
    sqlite: include_str!("../migrations/007_token_disposal.sqlite.sql"),
}];

const DUTIES: &[Migration] = &[
    Migration::Both(include_str!("../migrations/003_duties.sql")),
    Migration::AppendOnly {
        table: "duty_rule",
        key: &["rule", "version"],
    },
    Migration::AppendOnly {
        table: "four_eyes",
        key: &["kind", "version"],
    },
    Migration::AppendOnly {
        table: "duty_breach",
        key: &["entity_id", "breach_no"],
    },
    Migration::EntityRows { table: "duty_act" },
    Migration::EntityRows {
        table: "duty_exception",
    },
    Migration::EntityRows { table: "duty_breach" },
    Migration::EntityRows { table: "proposal" },
    Migration::Pair {
        pg: include_str!("../migrations/003_duties.pg.sql"),
        sqlite: "",
    },
];

const PERSONAL: &[Migration] = &[
    Migration::Both(include_str!("../migrations/006_personal.sql")),
    Migration::AppendOnly {
        table: "protection",
        key: &["entity_id", "protection_no"],
    },
    Migration::EntityRows { table: "protection" },
    Migration::Pair {
        pg: include_str!("../migrations/006_personal.pg.sql"),
        sqlite: "",
    },
];

const CLOSED_BY_HAND: &[Migration] = &[
    Migration::Both(include_str!("../migrations/007_closed_by_hand.sql")),
    Migration::Pair {
        pg: include_str!("../migrations/007_closed_by_hand.pg.sql"),
        sqlite: "",
    },
];
/// The rule of who adds users as it now comes, where no agency has changed it.
const WHO_ADDS: &[Migration] = &[Migration::Both(include_str!("../migrations/008_who_adds.sql"))];

/// The number that rises whenever what somebody may do can have changed.
const RIGHTS_VERSION: &[Migration] = &[Migration::Pair {
    pg: include_str!("../migrations/009_rights_version.pg.sql"),
    sqlite: include_str!("../migrations/009_rights_version.sqlite.sql"),
}];

/// The chain over history, and what registers were before and after.
const HISTORY: &[Migration] = &[
    Migration::Both(include_str!("../migrations/005_history.sql")),
    Migration::AppendOnly {
        table: "history_change",
        key: &["entity_id", "history_seq", "place"],
    },
    Migration::EntityRows {
        table: "history_change",
    },
    Migration::AppendOnly {
        table: "anchor",
        key: &["number"],
    },
    Migration::AppendOnly {
        table: "anchor_loss",
        key: &["number", "accepted_by"],
    },
];

/// The next number of a kind, from 1: `user`, `grant`. Others wait for it until the commit.
pub(crate) fn next_number(tx: &mut Tx, kind: &'static str) -> Result<i64, Fault> {
    tx.one(include_str!("sql/next_number.sql"), params![kind], |row| {
        row.get("last_number")
    })
}

/// What was read before holds while the number stands: of rules of separation, and of what users may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Versions {
    /// Of the rules, and of what takes two.
    pub(crate) duty: i64,
    /// Of roles held, of what they give, and of licences.
    pub(crate) rights: i64,
}

/// The versions as the transaction sees them, by one small question.
pub(crate) fn versions(tx: &mut Tx) -> Result<Versions, Fault> {
    tx.one(include_str!("sql/access_versions.sql"), params![], |row| {
        Ok(Versions {
            duty: row.get("duty")?,
            rights: row.get("rights")?,
        })
    })
}

/// Takes the turn in what is made one at a time in the whole installation: entities, a group's
/// versions. Others of the kind wait until the commit, and then see what was made.
pub fn take_turn(tx: &mut Tx, kind: &'static str) -> Result<(), Fault> {
    next_number(tx, kind).map(|_| ())
}

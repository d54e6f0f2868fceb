//! Rows of the ledger ⇄ its model.

pub mod attachments;
pub mod balances;
pub(crate) mod cache;
pub mod charge;
pub(crate) mod check;
pub mod cube;
pub mod drafts;
pub mod entities;
pub(crate) mod files;
pub mod generated;
pub mod groups;
pub mod journal;
pub mod lines;
pub mod model;
pub mod model_changes;
pub(crate) mod model_log;
pub mod open_items;
pub mod periods;
pub mod registers;
pub mod roles;
pub(crate) mod sie;
pub mod templates;
pub mod tombstones;
pub mod vouchers;

use kameral_store::{Fault, FaultKind, Migration, Migrations};

use crate::tombstone::TEXTS_DISPOSED_AS;

/// Tables of the ledger, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "ledger",
    files: &[
        ("001_registers", REGISTERS),
        ("002_journal", JOURNAL),
        ("003_guards", GUARDS),
        ("004_groups", GROUPS),
        ("005_posting_rules", POSTING_RULES),
        ("006_lines_by_rule", LINES_BY_RULE),
        ("007_voucher_rules", VOUCHER_RULES),
        ("009_disposable", DISPOSABLE),
        ("008_secrecy", SECRECY),
        ("010_tombstones", TOMBSTONES),
    ],
};

const REGISTERS: &[Migration] = &[Migration::Both(include_str!("../migrations/001_registers.sql"))];

const LINES_BY_RULE: &[Migration] = &[Migration::Both(include_str!("../migrations/006_lines_by_rule.sql"))];

const VOUCHER_RULES: &[Migration] = &[Migration::Pair {
    pg: include_str!("../migrations/007_voucher_rules.pg.sql"),
    sqlite: include_str!("../migrations/007_voucher_rules.sqlite.sql"),
}];

/// Documents may leave when the log of what was disposed of names them (OPS-14).
const DISPOSABLE: &[Migration] = &[Migration::Disposable {
    table: "attachment",
    record: "attachment",
    pg: "encode(old.sha256, 'hex')",
    sqlite: "lower(hex(old.sha256))",
}];

/// Texts of vouchers may leave when the log of what was disposed of names them (OPS-14), and what is left is
/// sealed anew.
const TOMBSTONES: &[Migration] = &[
    Migration::Both(include_str!("../migrations/010_tombstones.sql")),
    Migration::AppendOnly {
        table: "voucher_tombstone",
        key: &["entity_id", "tombstone_no"],
    },
    Migration::EntityRows {
        table: "voucher_tombstone",
    },
    Migration::Blankable {
        table: "voucher",
        record: TEXTS_DISPOSED_AS,
        subject: "cast(old.journal_seq as text)",
        texts: &["text", "counterparty", "link", "reason", "warnings"],
        kept: &[
            "entity_id",
            "journal_seq",
            "series",
            "year",
            "number",
            "period",
            "voucher_date",
            "event_date",
            "kind",
            "registered_at",
            "registered_by",
            "registered_by_name",
            "source",
            "source_sha256",
            "source_key",
            "correction",
            "corrects_seq",
            "line_count",
            "turnover_ore",
            "model_version",
            "previous_hash",
            "hash",
        ],
    },
    Migration::Blankable {
        table: "voucher_line",
        record: TEXTS_DISPOSED_AS,
        subject: "cast(old.journal_seq as text)",
        texts: &["text"],
        kept: &[
            "entity_id",
            "journal_seq",
            "line_no",
            "year",
            "period",
            "account",
            "coding_id",
            "amount_ore",
            "quantity_milli",
            "unit",
            "currency",
            "currency_minor",
            "source_row",
            "corrects_line",
            "generated_by",
            "generated_version",
            "caused_by_line",
        ],
    },
    Migration::Blankable {
        table: "voucher_attachment",
        record: TEXTS_DISPOSED_AS,
        subject: "cast(old.journal_seq as text)",
        texts: &["name"],
        kept: &["entity_id", "journal_seq", "sha256"],
    },
];

const SECRECY: &[Migration] = &[
    Migration::Both(include_str!("../migrations/008_secrecy.sql")),
    Migration::AppendOnly {
        table: "secrecy_mark",
        key: &["entity_id", "mark_no"],
    },
    Migration::EntityRows { table: "secrecy_mark" },
];

const JOURNAL: &[Migration] = &[Migration::Both(include_str!("../migrations/002_journal.sql"))];

const GROUPS: &[Migration] = &[
    Migration::Both(include_str!("../migrations/004_groups.sql")),
    Migration::AppendOnly {
        table: "entity_group_version",
        key: &["group_code", "version"],
    },
];

const POSTING_RULES: &[Migration] = &[
    Migration::Both(include_str!("../migrations/005_posting_rules.sql")),
    Migration::EntityRows { table: "posting_rule" },
];

/// What is only ever added to (reliability rule 1), and whose rows belong to one entity (rule 15).
const GUARDS: &[Migration] = &[
    Migration::AppendOnly {
        table: "voucher",
        key: &["entity_id", "journal_seq"],
    },
    Migration::AppendOnly {
        table: "voucher_line",
        key: &[],
    },
    Migration::AppendOnly {
        table: "coding",
        key: &[],
    },
    Migration::AppendOnly {
        table: "corrected_line",
        key: &[],
    },
    Migration::AppendOnly {
        table: "attachment",
        key: &[],
    },
    Migration::AppendOnly {
        table: "voucher_attachment",
        key: &[],
    },
    Migration::AppendOnly {
        table: "pairing",
        key: &[],
    },
    Migration::AppendOnly {
        table: "pairing_line",
        key: &[],
    },
    Migration::AppendOnly {
        table: "model_change",
        key: &[],
    },
    Migration::AppendOnly {
        table: "stated_balance",
        key: &[],
    },
    Migration::EntityRows { table: "model_head" },
    Migration::EntityRows { table: "model_change" },
    Migration::EntityRows { table: "account" },
    Migration::EntityRows { table: "account_level" },
    Migration::EntityRows {
        table: "statement_line",
    },
    Migration::EntityRows { table: "dimension" },
    Migration::EntityRows {
        table: "dimension_value",
    },
    Migration::EntityRows { table: "hierarchy" },
    Migration::EntityRows {
        table: "hierarchy_node",
    },
    Migration::EntityRows { table: "relation" },
    Migration::EntityRows {
        table: "relation_value",
    },
    Migration::EntityRows {
        table: "combination_rule",
    },
    Migration::EntityRows { table: "series" },
    Migration::EntityRows { table: "voucher_kind" },
    Migration::EntityRows { table: "currency" },
    Migration::EntityRows { table: "currency_rate" },
    Migration::EntityRows { table: "fiscal_year" },
    Migration::EntityRows { table: "period_state" },
    Migration::EntityRows { table: "coding" },
    Migration::EntityRows { table: "journal_head" },
    Migration::EntityRows {
        table: "series_counter",
    },
    Migration::EntityRows { table: "voucher" },
    Migration::EntityRows { table: "voucher_line" },
    Migration::EntityRows { table: "balance" },
    Migration::EntityRows {
        table: "corrected_line",
    },
    Migration::EntityRows { table: "attachment" },
    Migration::EntityRows {
        table: "voucher_attachment",
    },
    Migration::EntityRows { table: "pairing" },
    Migration::EntityRows { table: "pairing_line" },
    Migration::EntityRows { table: "draft_head" },
    Migration::EntityRows { table: "draft" },
    Migration::EntityRows {
        table: "voucher_template",
    },
    Migration::EntityRows {
        table: "stated_balance",
    },
];

/// A row that does not fit: the books are damaged, and no figure drawn from them is shown.
pub(crate) fn damaged(table: &str, column: &str, what: &str) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("table {table}, column {column}: {what}"))
}

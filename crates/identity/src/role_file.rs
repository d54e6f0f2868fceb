//! Roles as a file, to be shown to others and to be read into another installation (SEC-15, DEF-14, REP-11).
//!
//! CSV or a spreadsheet with a row a role. The columns have the names of the API, in any order, the same in every
//! language; `permissions` and `reports` are codes with blanks between them. `class` and `own` are told, and
//! follow from the rest: they are not read.

use kameral_access::{Role, RoleChange, RoleImportRefusal, RoleLine, RoleRow, UserClass};
use kameral_base::{Place, Refusal, Sentence, Severity};
use kameral_formats::csv_safe::{Style, Writer, would_run};
use kameral_formats::table_file::{self, TableRow, Wanted};

/// The largest file that is read, in bytes.
pub const ROLE_FILE_BYTES_MAX: usize = 1024 * 1024;
/// The most roles of a file.
pub const ROLES_MAX: usize = 200;

const ROLE: &str = "role";
const NAME: &str = "name";
const NAME_EN: &str = "name_en";
const DESCRIPTION: &str = "description";
const PERMISSIONS: &str = "permissions";
const REPORTS: &str = "reports";
const SECOND_FACTOR: &str = "second_factor";
const CLASS: &str = "class";
const OWN: &str = "own";

/// Every column, in the order they are written.
const COLUMNS: [&str; 9] = [
    ROLE,
    NAME,
    NAME_EN,
    DESCRIPTION,
    PERMISSIONS,
    REPORTS,
    SECOND_FACTOR,
    CLASS,
    OWN,
];

/// What a file must have; a column that is left out besides leaves every role without, or its factors as they are.
const WANTED: [&str; 3] = [ROLE, NAME, PERMISSIONS];

/// Why a file of roles is not read. All of it is told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleFileRefusal {
    /// It is no table.
    Table(table_file::LineMistake),
    /// More roles than are read at once.
    TooMany,
    /// A column that means nothing here; a misspelt one must not be passed over.
    ColumnUnknown {
        /// The line of the header.
        line: u32,
        /// The column.
        column: String,
    },
    /// The role stands twice.
    RoleRepeated {
        /// The line.
        line: u32,
        /// The role's code.
        role: String,
    },
    /// A second factor that is neither required nor not.
    SecondFactorUnreadable {
        /// The line.
        line: u32,
    },
    /// The role by itself, or among those there are.
    Role(RoleImportRefusal),
}

impl RoleFileRefusal {
    fn inner(&self) -> Option<&dyn Refusal> {
        match self {
            Self::Table(mistake) => Some(mistake),
            Self::Role(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl Refusal for RoleFileRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::TooMany => "role_file_too_many",
            Self::ColumnUnknown { .. } => "role_file_column_unknown",
            Self::RoleRepeated { .. } => "role_file_role_repeated",
            Self::SecondFactorUnreadable { .. } => "role_file_second_factor_unreadable",
            Self::Table(mistake) => mistake.name(),
            Self::Role(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::TooMany => Sentence::new("refusal-role-file-too-many").with("max", ROLES_MAX),
            Self::ColumnUnknown { column, .. } => Sentence::new("refusal-role-file-column-unknown")
                .with("column", column)
                .with("columns", COLUMNS.join(", ")),
            Self::RoleRepeated { role, .. } => Sentence::new("refusal-role-file-role-repeated").with("role", role),
            Self::SecondFactorUnreadable { .. } => Sentence::new("refusal-role-file-second-factor-unreadable"),
            Self::Table(mistake) => mistake.sentence(),
            Self::Role(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::TooMany => Place::default(),
            Self::ColumnUnknown { line, column } => Place::line(*line).and_field(column),
            Self::RoleRepeated { line, .. } => Place::line(*line).and_field(ROLE),
            Self::SecondFactorUnreadable { line } => Place::line(*line).and_field(SECOND_FACTOR),
            Self::Table(mistake) => mistake.place(),
            Self::Role(refusal) => refusal.place(),
        }
    }

    fn severity(&self) -> Severity {
        self.inner().map_or(Severity::Refused, Refusal::severity)
    }
}

/// The file, in the way that spreadsheets of the country read.
pub fn written(roles: &[Role]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Style::Swedish);
    for column in COLUMNS {
        writer.text(column);
    }
    // Writing to memory does not fail.
    let _ = writer.end_row();
    for role in roles {
        let codes: Vec<&str> = role.permissions.iter().map(|permission| permission.code()).collect();
        let class = UserClass::of(role.permissions.iter().copied()).map_or("", UserClass::word);
        let cells: [&str; COLUMNS.len()] = [
            &role.role,
            &role.name,
            &role.name_en,
            &role.description,
            &codes.join(" "),
            &role.reports.join(" "),
            truth(role.second_factor),
            class,
            truth(role.own),
        ];
        for cell in cells {
            writer.text(cell);
        }
        let _ = writer.end_row();
    }
    writer.finish().unwrap_or_default()
}

fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// Reads a file: its roles with their lines, or everything that can be wrong with them by themselves. Pure.
pub fn read(file: &[u8]) -> Result<Vec<RoleLine>, Vec<RoleFileRefusal>> {
    let wanted = Wanted {
        columns: &WANTED,
        ..Wanted::default()
    };
    if ROLE_FILE_BYTES_MAX < file.len() {
        return Err(vec![RoleFileRefusal::Table(table_file::LineMistake {
            line: 0,
            field: None,
            mistake: table_file::Mistake::FileTooLarge {
                limit_bytes: ROLE_FILE_BYTES_MAX,
            },
        })]);
    }
    let table = table_file::read(file, &wanted)
        .map_err(|mistakes| mistakes.into_iter().map(RoleFileRefusal::Table).collect::<Vec<_>>())?;
    if ROLES_MAX < table.rows.len() {
        return Err(vec![RoleFileRefusal::TooMany]);
    }
    let unknown = table
        .header
        .iter()
        .filter(|name| !COLUMNS.contains(&name.to_lowercase().as_str()));
    let mut mistakes: Vec<RoleFileRefusal> = unknown
        .map(|column| RoleFileRefusal::ColumnUnknown {
            line: table.header_line,
            column: column.clone(),
        })
        .collect();
    let mut lines: Vec<RoleLine> = Vec::new();
    for row in &table.rows {
        let cell = |name| table.column(name).map_or("", |at| plain(row, at));
        let line = row.line;
        let change = RoleChange {
            row: RoleRow {
                role: cell(ROLE).to_owned(),
                name: cell(NAME).to_owned(),
                name_en: cell(NAME_EN).to_owned(),
                description: cell(DESCRIPTION).to_owned(),
                permissions: codes(cell(PERMISSIONS)),
            },
            reports: codes(cell(REPORTS)),
            second_factor: match cell(SECOND_FACTOR).to_lowercase().as_str() {
                "" => None,
                "true" | "ja" | "yes" | "1" => Some(true),
                "false" | "nej" | "no" | "0" => Some(false),
                _ => {
                    mistakes.push(RoleFileRefusal::SecondFactorUnreadable { line });
                    None
                }
            },
        };
        if lines.iter().any(|before| before.change.row.role == change.row.role) {
            let role = change.row.role.clone();
            mistakes.push(RoleFileRefusal::RoleRepeated { line, role });
        }
        mistakes.extend(change.mistakes().into_iter().map(|refusal| {
            RoleFileRefusal::Role(RoleImportRefusal {
                line: Some(line),
                refusal,
            })
        }));
        lines.push(RoleLine { line, change });
    }
    if mistakes.is_empty() { Ok(lines) } else { Err(mistakes) }
}

/// A cell without the apostrophe that keeps spreadsheets from running it.
fn plain(row: &TableRow, at: usize) -> &str {
    let cell = row.fields.get(at).map_or("", String::as_str);
    cell.strip_prefix('\'').filter(|rest| would_run(rest)).unwrap_or(cell)
}

fn codes(cell: &str) -> Vec<String> {
    cell.split_whitespace().map(str::to_owned).collect()
}

//! What may be done, one name an act (SEC-09). Roles give these by their codes, as data.

use serde::{Deserialize, Serialize};

/// *Behörighet*: the right to one kind of act. The code is what role files and history keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Permission {
    /// Read vouchers, ledgers and registers of the entity.
    BooksRead,
    /// Run reports.
    ReportRun,
    /// Type and park drafts.
    VoucherDraft,
    /// Post vouchers.
    VoucherPost,
    /// Reverse, re-code and annul.
    VoucherCorrect,
    /// Pair open items and reconcile accounts.
    AccountReconcile,
    /// Import files that post vouchers.
    FileImport,
    /// Export files of the books.
    FileExport,
    /// Add and change projects, and no other register.
    ProjectEdit,
    /// Add and change suppliers, customers and agencies, and the accounts they are paid to.
    PartyEdit,
    /// Change chart, dimensions, values, rules, series.
    RegisterEdit,
    /// Change rules of automatic posting.
    RuleEdit,
    /// Change what governs how the system works: feeder systems, reporting to the State.
    SettingEdit,
    /// Open, hold and close periods.
    PeriodManage,
    /// Close the year: result, opening balances, transfers.
    ClosingLead,
    /// Create users and give them roles.
    UserManage,
    /// Make and change roles.
    RoleManage,
    /// Create entities; back up and restore; run integrity checks.
    SystemManage,
    /// Report one's own time (built with time and projects).
    TimeReport,
    /// Make archive packages, propose and run disposal, hold records.
    RecordsManage,
    /// Decide on somebody else's proposal of disposal.
    DisposalDecide,
    /// See personal identity numbers in clear (SEC-22).
    PersonalRead,
    /// See who has protected identity.
    ProtectedRead,
    /// Set and lift protections of persons; take out everything that is held on one (OPS-23).
    PersonalManage,
    /// See what is marked secret, and mark it (SEC-21).
    SecretRead,
}

impl Permission {
    /// Every permission, in the order of the roles page.
    pub const ALL: [Self; 25] = [
        Self::BooksRead,
        Self::ReportRun,
        Self::VoucherDraft,
        Self::VoucherPost,
        Self::VoucherCorrect,
        Self::AccountReconcile,
        Self::FileImport,
        Self::FileExport,
        Self::ProjectEdit,
        Self::PartyEdit,
        Self::RegisterEdit,
        Self::RuleEdit,
        Self::SettingEdit,
        Self::PeriodManage,
        Self::ClosingLead,
        Self::UserManage,
        Self::RoleManage,
        Self::SystemManage,
        Self::TimeReport,
        Self::RecordsManage,
        Self::DisposalDecide,
        Self::PersonalRead,
        Self::ProtectedRead,
        Self::PersonalManage,
        Self::SecretRead,
    ];

    /// The stable code, `object.act`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BooksRead => "books.read",
            Self::ReportRun => "report.run",
            Self::VoucherDraft => "voucher.draft",
            Self::VoucherPost => "voucher.post",
            Self::VoucherCorrect => "voucher.correct",
            Self::AccountReconcile => "account.reconcile",
            Self::FileImport => "file.import",
            Self::FileExport => "file.export",
            Self::ProjectEdit => "project.edit",
            Self::PartyEdit => "party.edit",
            Self::RegisterEdit => "register.edit",
            Self::RuleEdit => "rule.edit",
            Self::SettingEdit => "setting.edit",
            Self::PeriodManage => "period.manage",
            Self::ClosingLead => "closing.lead",
            Self::UserManage => "user.manage",
            Self::RoleManage => "role.manage",
            Self::SystemManage => "system.manage",
            Self::TimeReport => "time.report",
            Self::RecordsManage => "records.manage",
            Self::DisposalDecide => "disposal.decide",
            Self::PersonalRead => "personal.read",
            Self::ProtectedRead => "protected.read",
            Self::PersonalManage => "personal.manage",
            Self::SecretRead => "secret.read",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::BooksRead => "permission-books-read",
            Self::ReportRun => "permission-report-run",
            Self::VoucherDraft => "permission-voucher-draft",
            Self::VoucherPost => "permission-voucher-post",
            Self::VoucherCorrect => "permission-voucher-correct",
            Self::AccountReconcile => "permission-account-reconcile",
            Self::FileImport => "permission-file-import",
            Self::FileExport => "permission-file-export",
            Self::ProjectEdit => "permission-project-edit",
            Self::PartyEdit => "permission-party-edit",
            Self::RegisterEdit => "permission-register-edit",
            Self::RuleEdit => "permission-rule-edit",
            Self::SettingEdit => "permission-setting-edit",
            Self::PeriodManage => "permission-period-manage",
            Self::ClosingLead => "permission-closing-lead",
            Self::UserManage => "permission-user-manage",
            Self::RoleManage => "permission-role-manage",
            Self::SystemManage => "permission-system-manage",
            Self::TimeReport => "permission-time-report",
            Self::RecordsManage => "permission-records-manage",
            Self::DisposalDecide => "permission-disposal-decide",
            Self::PersonalRead => "permission-personal-read",
            Self::ProtectedRead => "permission-protected-read",
            Self::PersonalManage => "permission-personal-manage",
            Self::SecretRead => "permission-secret-read",
        }
    }

    /// Whether acts with it need that identity was proven a moment ago, and a person (reliability
    /// §4.7): those over people, roles and the installation, and over which periods are open.
    pub const fn is_sensitive(self) -> bool {
        matches!(
            self,
            Self::UserManage | Self::RoleManage | Self::SystemManage | Self::PersonalManage | Self::PeriodManage
        )
    }

    /// Whether it only shows: the rows it counts for are then those that are shown, not its own (SEC-09).
    pub const fn reads(self) -> bool {
        matches!(self, Self::BooksRead | Self::ReportRun | Self::FileExport)
    }

    /// Whether a user of the light class may hold it (SEC-13, DEF-08): look at reports and what they were made
    /// of, write what becomes a voucher when somebody else has posted it, report one's own time. Whatever is
    /// not named here takes a full user.
    pub const fn is_light(self) -> bool {
        matches!(
            self,
            Self::BooksRead | Self::ReportRun | Self::VoucherDraft | Self::TimeReport
        )
    }

    /// Whether it governs people, rights or the installation, or meets whom the law protects: given by who
    /// holds it, and never lent to a substitute.
    pub const fn governs(self) -> bool {
        matches!(
            self,
            Self::UserManage | Self::RoleManage | Self::SystemManage | Self::PersonalManage | Self::ProtectedRead
        )
    }

    /// The permission with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.code() == code)
    }
}

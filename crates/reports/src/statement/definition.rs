//! Forms and settings of reports that stand as data in `standard/`.
//!
//! The lines of the two statements are a register of the entity; their sums, what lies outside them
//! on purpose, and every other form are rows of the rule set's files.

use kameral_ledger::model::RuleSet;
use kameral_ledger::standard::{Record, StandardMistake, read};
use kameral_ui::Language;

use super::form::{AccountRange, Form, Item, Line, Part, StatementSum, Sum, Take};

/// The files of one rule set.
struct Files {
    sums: &'static str,
    unmapped: &'static str,
    s_codes: &'static str,
    state_account: &'static str,
    cash_flow: &'static str,
    nine_accounts: &'static str,
    report_keys: &'static str,
}

static STATE: Files = Files {
    sums: include_str!("../../../../standard/state/statement_sums.csv"),
    unmapped: include_str!("../../../../standard/state/statements-unmapped.csv"),
    s_codes: include_str!("../../../../standard/state/s_codes.csv"),
    state_account: include_str!("../../../../standard/state/state_account.csv"),
    cash_flow: include_str!("../../../../standard/state/cash_flow.csv"),
    nine_accounts: include_str!("../../../../standard/state/nine_accounts.csv"),
    report_keys: include_str!("../../../../standard/state/report_keys.csv"),
};

/// Without the forms that only agencies have.
static MUNICIPAL: Files = Files {
    sums: include_str!("../../../../standard/municipal/statement_sums.csv"),
    unmapped: include_str!("../../../../standard/municipal/statements-unmapped.csv"),
    s_codes: include_str!("../../../../standard/municipal/s_codes.csv"),
    state_account: "",
    cash_flow: "",
    nine_accounts: "",
    report_keys: include_str!("../../../../standard/municipal/report_keys.csv"),
};

fn files(rules: RuleSet) -> &'static Files {
    match rules {
        RuleSet::State => &STATE,
        RuleSet::Municipal => &MUNICIPAL,
    }
}

/// Rows that were read by the program's own tests.
pub(super) fn rows<T>(file: &'static str, text: &str, row: impl FnMut(&Record<'_>) -> Result<T, String>) -> Vec<T> {
    let read: Result<Vec<T>, StandardMistake> = if text.is_empty() {
        Ok(Vec::new())
    } else {
        read(file, text, row)
    };
    read.unwrap_or_else(|mistake| panic!("{mistake}"))
}

fn named(row: &Record<'_>, column: &str, language: Language) -> Result<String, String> {
    let english = row.text(&format!("{column}_en"))?;
    if language == Language::En && !english.is_empty() {
        return Ok(english);
    }
    row.text(&format!("{column}_sv"))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn not_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The sums of both statements, in order.
pub fn sums(rules: RuleSet, language: Language) -> Vec<StatementSum> {
    rows("statement_sums.csv", files(rules).sums, |row| {
        Ok(StatementSum {
            statement: row.text("statement")?,
            after_line: row.number("after_line")?,
            sum: Sum {
                no: row.text("sum_no")?,
                name: named(row, "sum", language)?,
                adds: words(&row.text("adds")?),
                must_equal: not_empty(row.text("must_equal")?),
            },
        })
    })
}

/// Accounts that lie outside every line on purpose, and whose total must be zero.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Which.
    pub range: AccountRange,
    /// Why they lie outside.
    pub reason: String,
    /// Whether their total must be zero.
    pub must_be_zero: bool,
}

/// Every range outside the statements.
pub fn outside(rules: RuleSet, language: Language) -> Vec<Outside> {
    rows("statements-unmapped.csv", files(rules).unmapped, |row| {
        Ok(Outside {
            range: AccountRange {
                from: row.text("account_from")?,
                to: row.text("account_to")?,
            },
            reason: named(row, "reason", language)?,
            must_be_zero: row.truth("must_be_zero")?,
        })
    })
}

/// The name of an S-code, in Swedish; empty when only the code is known.
pub fn s_code_name(rules: RuleSet, code: &str) -> String {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    type Names = HashMap<String, String>;
    fn names(rules: RuleSet) -> Names {
        rows("s_codes.csv", files(rules).s_codes, |row| {
            Ok((row.text("s_code")?, row.text("name_sv")?))
        })
        .into_iter()
        .collect()
    }
    static STATE_NAMES: LazyLock<Names> = LazyLock::new(|| names(RuleSet::State));
    static MUNICIPAL_NAMES: LazyLock<Names> = LazyLock::new(|| names(RuleSet::Municipal));
    let names = match rules {
        RuleSet::State => &STATE_NAMES,
        RuleSet::Municipal => &MUNICIPAL_NAMES,
    };
    names.get(code).cloned().unwrap_or_default()
}

/// *Avräkning med statsverket* (REP-23); nothing where the rule set has none.
pub fn state_account(rules: RuleSet, language: Language) -> Option<Form> {
    form("state_account.csv", files(rules).state_account, language)
}

/// *Finansieringsanalys* (handbook 6.5, annex 4); nothing where the rule set has none.
pub fn cash_flow(rules: RuleSet, language: Language) -> Option<Form> {
    form("cash_flow.csv", files(rules).cash_flow, language)
}

fn form(file: &'static str, text: &str, language: Language) -> Option<Form> {
    if text.is_empty() {
        return None;
    }
    let mut form = Form::default();
    rows(file, text, |row| {
        let (no, name) = (row.text("no")?, named(row, "name", language)?);
        let kind = row.text("kind")?;
        if kind == "sum" {
            form.items.push(Item::Sum(form.sums.len()));
            form.sums.push(Sum {
                no,
                name,
                adds: words(&row.text("adds")?),
                must_equal: not_empty(row.text("must_equal")?),
            });
            return Ok(());
        }
        let parts = row.text("terms")?;
        let parts = parts.split_whitespace().map(|term| {
            let wrong = || format!("terms: {term} is no figure and range");
            let (take, range) = term.split_once(':').ok_or_else(wrong)?;
            Ok(Part {
                range: AccountRange::parse(range).ok_or_else(wrong)?,
                take: Some(Take::from_word(take).ok_or_else(wrong)?),
            })
        });
        form.items.push(Item::Line(form.lines.len()));
        form.lines.push(Line {
            no,
            section: named(row, "section", language)?,
            name,
            parts: parts.collect::<Result<_, String>>()?,
            credit: row.number("sign")? < 0,
            is_control: kind == "control",
            measures: row.text("measures")?,
        });
        Ok(())
    });
    Some(form)
}

/// What the balance of a 9-account follows when it is dissolved onto S-codes (APR-22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NineGroup {
    /// Code of the group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// The 9-accounts.
    pub accounts: Vec<AccountRange>,
    /// The accounts whose outturn it follows.
    pub base: Vec<AccountRange>,
    /// S-codes with less than this share of the base are left out, in thousandths.
    pub immaterial_per_mille: u64,
}

/// Every group of 9-accounts.
pub fn nine_groups(rules: RuleSet, language: Language) -> Vec<NineGroup> {
    rows("nine_accounts.csv", files(rules).nine_accounts, |row| {
        let ranges = |column: &str| {
            let text = row.text(column)?;
            AccountRange::parse_all(&text).ok_or_else(|| format!("{column}: {text} is no list of ranges"))
        };
        Ok(NineGroup {
            group: row.text("group")?,
            name: named(row, "name", language)?,
            accounts: ranges("accounts")?,
            base: ranges("base_accounts")?,
            immaterial_per_mille: row.number("immaterial_per_mille")?.unsigned_abs(),
        })
    })
}

/// What a report is about and grouped by unless something else is asked.
#[derive(Debug, Clone)]
pub struct ReportKeys {
    /// Name of the report.
    pub report: String,
    /// The accounts it is about; empty for all.
    pub accounts: Vec<AccountRange>,
    /// Codes of dimensions, of which the entity may have some.
    pub by: Vec<String>,
}

/// What a report is about; nothing when the rule set has no such report.
pub fn report_keys(rules: RuleSet, report: &str) -> Option<ReportKeys> {
    let all = rows("report_keys.csv", files(rules).report_keys, |row| {
        let accounts = row.text("accounts")?;
        Ok(ReportKeys {
            report: row.text("report")?,
            accounts: AccountRange::parse_all(&accounts).ok_or_else(|| format!("accounts: {accounts}"))?,
            by: words(&row.text("by")?),
        })
    });
    all.into_iter().find(|keys| keys.report == report)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REP-15, REP-16, REP-23: every file can be read, every sum adds what stands before it, and what
    /// it must agree with is there.
    #[test]
    fn every_definition_is_whole() {
        for language in [Language::Sv, Language::En] {
            for rules in [RuleSet::State, RuleSet::Municipal] {
                let forms = [state_account(rules, language), cash_flow(rules, language)];
                for form in forms.into_iter().flatten() {
                    check(&form);
                }
                let changes = kameral_ledger::standard::changes(rules).expect("the standard configuration");
                let register: Vec<_> = changes
                    .into_iter()
                    .filter_map(|change| match change {
                        kameral_ledger::register::Change::Statement(line) => Some(line),
                        _ => None,
                    })
                    .collect();
                let sums = sums(rules, language);
                let forms = ["income", "balance"].map(|name| Form::of_statement(name, &register, &sums, language));
                assert_eq!(forms.iter().map(|form| form.sums.len()).sum::<usize>(), sums.len());
                forms.iter().for_each(check);
                assert!(!outside(rules, language).is_empty());
            }
            assert_eq!(nine_groups(RuleSet::State, language).len(), 4);
            assert!(report_keys(RuleSet::State, "capital-change").is_some());
            assert!(!s_code_name(RuleSet::State, "S1910").is_empty());
        }
    }

    fn check(form: &Form) {
        for (at, sum) in form.sums.iter().enumerate() {
            for no in sum.adds.iter().chain(&sum.must_equal) {
                let known = form.line(no).is_some() || form.sum(no).is_some_and(|earlier| earlier < at);
                assert!(known, "{} adds {no}", sum.no);
            }
        }
        let printed = form.items.len();
        assert_eq!(printed, form.lines.len() + form.sums.len(), "everything has a place");
    }

    /// The cash flow statement holds every account of the statements exactly once, so that it sums to
    /// the change of liquid funds.
    #[test]
    fn the_cash_flow_statement_holds_every_account_once() {
        let form = cash_flow(RuleSet::State, Language::Sv).expect("a form");
        let changes = kameral_ledger::standard::changes(RuleSet::State).expect("the standard configuration");
        let mut seen = 0;
        for change in changes {
            let kameral_ledger::register::Change::Account(account) = change else {
                continue;
            };
            if account.kind == kameral_ledger::model::AccountKind::Internal {
                continue;
            }
            let changes = form
                .lines_of(&account.account)
                .filter(|(_, take)| *take == Some(Take::Period));
            assert_eq!(changes.count(), 1, "{}", account.account);
            seen += 1;
        }
        assert!(700 < seen);
    }
}
